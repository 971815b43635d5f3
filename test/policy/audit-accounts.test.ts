/** The audit of one account at a time: which lines a finding names, what it says, and both sides of what decides on it. */
import type { DayInput, Money } from '../../src/index.js';
import { describe, expect, it } from 'vitest';
import { type Award, auditorUnder } from '../../src/audit/index.js';
import { MAX_ISSUES } from '../../src/core/error.js';
import { type CaseFile, chengdu2025, isInvalidCaseError } from '../../src/index.js';
import { type Kind, accepted, advance, audit, causes, findings, interest, leased, only, paid, reward, serious, settled, settlement } from '../support/ledger.js';
import {
  appliedOn, caseOf, consortium, equipmentSale, fenAbove, fenBelow, lease, loan, ordinaryProject, park, pilotProject, provider, settledOn, smallProject, taskBook, wan,
} from '../support/policy-facts.js';
import { between, exactly } from '../support/policy-outcome.js';

const silent = caseOf(pilotProject().accepted(wan(2500), wan(2000)));
const back = (amount: Money, more: Partial<Award> = {}) => paid('investment-subsidy', 'P', amount, 'return', { date: '2026-12-01', ...more });
const linesOf = (file: CaseFile, ...awards: Award[]) => findings(file, ...awards).map((f) => [f.code, f.awards.map((a) => a.index)]);
const given = (amount: Money, year?: number, payment: Kind = 'advance', more: Partial<Award> = {}) =>
  paid('park-award', 'park', amount, payment, { ...(year !== undefined && { year }), ...more });

describe('which lines a finding names', () => {
  const [first, last] = [advance(wan(50)), settlement(wan(200))];
  it.each([['the order of the days', [first, last]], ['the other one', [last, first]]] as const)('they come in the order of the ledger, here %s', (_, lines) => {
    expect(only(settled, ...lines)).toMatchObject({ code: 'amount-mismatch', difference: wan(50), awards: [{ index: 0 }, { index: 1 }] });
  });

  // 110万 where half of 200万 may be advanced.
  it.each([[10, 11, ''], [11, 10, '…']] as const)('of %d lines of %d万 each the first ten are written out', (n, amount, rest) => {
    const found = only(caseOf(pilotProject().underConstruction('1')), ...Array.from({ length: n }, () => advance(wan(amount))));
    expect(found).toMatchObject({ code: 'advance-over-share', difference: wan(10) });
    expect(found.awards).toHaveLength(n);
    const shown = Array.from({ length: 10 }, (_, i) => i + 1);
    expect(found.message.zh).toContain(`（台账${[...shown.map((i) => `第${i}笔`), ...(rest === '' ? [] : [rest])].join('、')}）`);
    expect(found.message.en).toContain(`(ledger lines ${[...shown, ...(rest === '' ? [] : [rest])].join(', ')})`);
  });

  it('a repetition is told with the line that it repeats, and of the conditions nothing', () => {
    const line = advance(wan(50), { id: 'V1' });
    const found = findings(caseOf(pilotProject().underConstruction('0.5', wan(50))), line, line);
    expect(found).toMatchObject([{ code: 'duplicate', effect: 'return', difference: wan(50), expected: exactly('0.00'), awards: [{ index: 0, id: 'V1' }, { index: 1, id: 'V1' }] }]);
    expect(found[0]).not.toHaveProperty('unmet');
  });

  it('a third line with an id is held against the first: the same again, or another', () => {
    const [one, other] = [advance(wan(50), { id: 'V1' }), settlement(wan(150), { id: 'V1' })];
    const noted = (...lines: Award[]) => linesOf(settled, ...lines).filter(([code]) => code !== 'advances-differ');
    expect(noted(one, other, one)).toEqual([['id-reused', [0, 1]], ['duplicate', [0, 2]]]);
    expect(noted(one, { ...other, amount: wan(100) }, { ...other, amount: wan(50) })).toEqual([['id-reused', [0, 1]], ['id-reused', [0, 2]]]);
  });

  it('line by line, each line brings its own finding', () => {
    const auditor = auditorUnder(chengdu2025, settled);
    const lines = [wan(50), wan(60), wan(70)].map((amount) => auditor.check(advance(amount, { id: 'V1' })).map((f) => f.awards.map((a) => a.index)));
    expect(lines).toEqual([[], [[0, 1]], [[0, 2]]]);
  });
});

describe('what a finding says', () => {
  it('nothing of what it has nothing to say of', () => {
    const found = only(settled, settlement(wan(201.5)));
    expect(found).toMatchObject({ code: 'amount-mismatch', difference: wan(1.5) });
    expect(Object.keys(found)).toEqual(['code', 'severity', 'clause', 'awards', 'key', 'expected', 'actual', 'difference', 'effect', 'message']);
  });

  it.each<[string, CaseFile, readonly Award[], RegExp, RegExp]>([
    ['a subject that the case does not know, by its id alone', settled, [advance(wan(10), { subject: 'Q' })],
      /^“Q”的新型技术改造投资补助共拨付/, /^The new-type investment subsidy of "Q" comes to/],
    ['the subjects of a payee who has several', caseOf(smallProject(), consortium(), consortium().named('D')), [paid('6a', 'acme', wan(200))], /（C、D）/, /\(C, D\)/],
    ['F.1 the words on the first day', caseOf(pilotProject()), [advance(wan(10), { date: '2025-02-01' })], /自2025年2月2日起/, /自2025年2月2日起/],
    ['A1.3 the words on the limit', caseOf(pilotProject().investing(wan(40_000)).equipping(wan(30_000)).accepted(wan(40_000), wan(30_000))), [{ ...settlement(wan(2001)), payment: 'full' }],
      /，超过限额“[^”]*最高补助2000万元”；/, /, above the limit 「[^」]*最高补助2000万元」; under/],
    ['what lacks', silent, [{ ...settlement(wan(160)), payment: 'full' }], /。请补拨400,000\.00元。$/, /\. 400,000\.00 yuan remains to be paid\.$/],
    ['what is to be checked', caseOf(smallProject(), loan().inYear(2026)), [{ ...interest(wan(30), 2026), date: '2025-12-31' }], /。请核实。$/, /\. Please verify\.$/],
    ['money of others', { ...settled, districtMatching: [{ project: 'P', amount: wan(100) }] }, [settlement(wan(300))],
      /^(?!.*经复算).*，请核对拨付主体。请退回/, /\. The excess equals the stated [^.]+, so it may be money of another payer\. 1,000,000\.00 yuan is to be returned\.$/],
    ['more that came back than was paid', settled, [settlement(wan(200)), back(fenAbove(wan(200)))],
      /^项目“P”的新型技术改造投资补助退回金额超出拨付金额0\.01元（台账第2笔）/, /came back than was paid as the new-type investment subsidy of project "P" \(ledger line 2\)/],
  ])('in both languages: %s', (_, file, lines, zh, en) => {
    const messages = findings(file, ...lines).map((f) => f.message);
    expect(messages).toEqual([{ zh: expect.stringMatching(zh) as string, en: expect.stringMatching(en) as string }]);
  });

  it('F.1 the words on the last day, under validity-only', () => {
    const found = audit(caseOf(pilotProject().underConstruction('1')), [advance(wan(10), { date: '2027-01-01' })], { readings: { afterExpiry: 'validity-only' } }).findings;
    expect(found.filter((f) => f.code === 'after-expiry').map((f) => f.message.zh)).toEqual([expect.stringContaining('有效期至2026年12月31日')]);
  });

  it('the summary counts the findings by severity, those that a line brought by itself included', () => {
    // 12万 where 10万 is the most, and 1a though 1b is higher; one id twice.
    expect(audit(caseOf(accepted.rewardedWith(wan(10))), [reward(wan(12))]).summary.findings).toEqual({ error: 1, warning: 0, note: 1 });
    expect(audit(silent, [advance(wan(50), { id: 'V1' }), settlement(wan(150), { id: 'V1' })]).summary.findings).toEqual({ error: 0, warning: 1, note: 0 });
  });
});

describe('what the case has no facts for', () => {
  const line = advance(wan(10), { subject: 'Q', id: 'V1' });

  it('is neither said to be due back nor to be right, though the line is there twice', () => {
    const { findings: found, summary } = audit(settled, [line, line]);
    expect(found.map((f) => [f.code, f.effect, f.difference, f.expected])).toEqual([
      ['duplicate', 'none', '0.00', between('0.00', wan(10))], ['not-in-case', 'none', '0.00', between('0.00', wan(10))],
    ]);
    expect(summary.toReturn).toEqual(between('0.00', wan(20)));
  });
});

describe('A6.2 a payee with several consortia, of which some have ten suppliers and some nine', () => {
  const led = (...suppliers: number[]) => findings(caseOf(smallProject(), ...suppliers.map((n, i) => consortium().named(`C${i}`).joining(n))), paid('6a', 'acme', wan(200)));

  it.each([
    ['the one that is eligible was paid', [10, 9], []],
    ['wherever it stands', [9, 10], []],
    ['of two that are not it is open which was paid', [9, 9], ['subject-ambiguous']],
    ['of one that is not it is not', [9], ['ineligible']],
  ] as const)('%s', (_, suppliers, codes) => {
    expect(led(...suppliers).map((f) => f.code)).toEqual(codes);
  });
});

describe('A8.4 the money of the city is judged, whether it is named or not', () => {
  it.each([['city', 'amount-mismatch'], [undefined, 'amount-mismatch'], ['district', undefined]] as const)('%s: 1万 above 200万', (payer, code) => {
    expect(findings(settled, settlement(wan(201), payer && { payer })).map((f) => f.code)).toEqual(code === undefined ? [] : [code]);
  });
});

describe('a broken ledger', () => {
  const issuesOf = (...lines: object[]) => {
    try {
      return audit(settled, lines as Award[]) && [];
    } catch (error) {
      if (isInvalidCaseError(error)) return error.issues;
      throw error;
    }
  };

  it('names no more faults than a broken case, though its last line has two', () => {
    const one = { ...advance(wan(1)), amount: 'x' };
    expect(issuesOf(...Array.from({ length: MAX_ISSUES - 1 }, () => one), { ...one, date: 'y' })).toHaveLength(MAX_ISSUES);
  });

  it('names the measures in both languages', () => {
    expect(issuesOf({ ...advance(wan(1)), measure: '1c' })[0]?.message.zh).toContain('应为本政策措施的编号或代码（1a、1b、2a、2b、3、4a、4b、5a、5b、6a、6b、7）');
  });
});

describe('the days of an account', () => {
  // The case states 100万 of advances, half of 200万.
  const file = caseOf(pilotProject().underConstruction('1', wan(100)).accepted(wan(2500), wan(2000)));
  const either = (...lines: Award[]) => [lines, [...lines].reverse()].map((own) => findings(file, ...own).map((f) => f.code));

  it.each([
    ['the day before the first settlement, of the advance: nothing is found', '2026-11-19', []],
    ['that day, of the settlement: the advance was above half of 200万', '2026-11-20', ['advance-over-share', 'advances-differ']],
    ['before the second one, of the settlement as well', '2026-11-25', ['advance-over-share', 'advances-differ']],
  ] as const)('A1.4 150万 advanced and twice 50万 settled: what comes back on %s', (_, date, codes) => {
    expect(either(advance(wan(150)), settlement(wan(50)), settlement(wan(50), { date: '2026-12-01' }), back(wan(50), { date }))).toEqual([codes, codes]);
  });

  it('A1.4 an advance between two settlements is after the first, in either order of the ledger, and the sentence on the rest is named', () => {
    const lines = [settlement(wan(50)), advance(wan(100), { date: '2026-11-25' }), settlement(wan(50), { date: '2026-12-01' })];
    for (const own of [lines, [...lines].reverse()]) expect(findings(file, ...own)).toMatchObject([{ code: 'advance-after-settlement', clause: 'A1.4', awards: [{ index: 1 }] }]);
  });

  it('what came back after the day of a payment is no more than was paid by then, though that line stands below a later one', () => {
    const returned = back(wan(50), { date: '2026-07-31' });
    expect(serious(settled, settlement(wan(200)), advance(wan(50)), returned)).toEqual([]);
    expect(serious(settled, settlement(wan(200)), advance(wan(50)), { ...returned, date: '2026-06-29' })).toEqual(['returned-too-much']);
  });

  it('A1.4 advances that only the case states are counted with a settlement, and against nothing while no line of the ledger stands', () => {
    // 10 % of the verified 400万 is 40万: with the 150万 settled, 50万 advanced and 1万 back, 159万 too much.
    const less = caseOf(pilotProject().underConstruction('1', wan(50)).accepted(wan(2500), wan(400)));
    expect(only(less, settlement(wan(150)), back(wan(1)))).toMatchObject({ code: 'amount-mismatch', difference: wan(159) });
    expect(audit(less, [back(wan(1))])).toMatchObject({ findings: [], summary: { allowed: exactly('0.00'), toReturn: exactly('0.00') } });
  });

  it.each([
    ['50万 in advance and 140万 at the end', settled, [advance(wan(50)), settlement(wan(140))], wan(10)],
    ['100万 in full and 60万 at the end, and no word on advances', silent, [{ ...settlement(wan(100)), payment: 'full' as const }, settlement(wan(60))], wan(40)],
  ])('A1.4 what lacks of 200万: %s', (_, of, lines, difference) => {
    expect(only(of, ...lines)).toMatchObject({ code: 'underpayment', effect: 'pay', difference });
  });
});

describe('a payment before what it stands on', () => {
  const sold = (amount: Money, date: DayInput) => paid('equipment-supply-subsidy', 'maker', amount, 'full', { date });
  const sale = (id: string, date: DayInput, amount: Money) => equipmentSale().named(id).on(date).for(amount);
  // 1 % of 9000, 200, 1000 and 100万: 90 + 2 + 10 + 1 = 103万, of which 91万 by 31 July; a sale to the maker itself does not count.
  const file = caseOf(smallProject(), smallProject().named('M').ownedBy('maker'), sale('A', '2025-09-01', wan(9000)), sale('Z', '2026-09-15', wan(200)),
    sale('own', '2026-08-01', wan(500)).toProject('M'), sale('B', '2026-08-20', wan(1000)), sale('C', '2026-07-31', wan(100)));

  it('A4.3 the sales of the day itself are there: 91万 of the 103万 on 31 July, and the rest when all are', () => {
    expect(findings(file, sold(wan(91), '2026-07-31'), sold(wan(12), '2026-09-15'))).toEqual([]);
  });

  it.each([[0], [1]])('A4.3 a fen more is paid before the next sale that counts, on 20 August, as line %d of the ledger', (index) => {
    const lines = [sold(fenAbove(wan(91)), '2026-07-31'), sold(fenBelow(wan(12)), '2026-09-15')];
    const found = only(file, ...(index === 0 ? lines : [...lines].reverse()));
    expect(found).toMatchObject({ code: 'paid-before-facts', severity: 'warning', effect: 'none', awards: [{ index }] });
    expect(found.message.zh).toContain('2026年8月20日');
  });

  it('A4.3 above the cap of 1000万, which the sales by then reach, is too much, and not too early', () => {
    const large = caseOf(smallProject(), sale('A', '2025-09-01', wan(100_000)), sale('B', '2026-08-01', wan(1000)));
    expect(findings(large, sold(fenAbove(wan(1000)), '2026-07-31')).map((f) => f.code)).toEqual(['cap-excess']);
  });

  it('A6.5 the filing of a member project', () => {
    const joint = (date: DayInput) => serious(appliedOn('2025-03-01', smallProject().filedOn('2025-07-10'), consortium().missingTargets().progressing('1', '1')),
      paid('consortium-investment-subsidy', 'C', wan(22.5), 'advance', { date }));
    expect([joint('2025-07-10'), joint('2025-07-09')]).toEqual([[], ['paid-before-facts']]);
  });

  it('A6.2 the day of the account is none of it', () => {
    expect(findings(settledOn('2026-12-31', caseOf(smallProject(), consortium())), paid('6a', 'C', wan(200)))).toEqual([]);
  });

  it('A6.5 of two lines of one day the later in the ledger: 45万 of the one member are there, 10万 of the other are not yet', () => {
    // 15 % of 300 and of 200万.
    const two = caseOf(smallProject(), smallProject().named('Q').filedOn('2026-08-01').equipping(wan(200)), consortium().over('P', 'Q').missingTargets().acceptedAt('1'));
    const joint = (amount: Money, payment: Kind, date: DayInput) => paid('consortium-investment-subsidy', 'C', amount, payment, { date });
    const found = findings(two, joint(wan(45), 'settlement', '2026-07-31'), joint(wan(10), 'advance', '2026-07-31'), joint(wan(20), 'settlement', '2026-09-01'));
    expect(found.filter((f) => f.severity !== 'note')).toMatchObject([{ code: 'paid-before-facts', awards: [{ index: 1 }] }]);
  });

  it.each([
    ['one step short: nothing is said of it, and nothing proven', '2026-07-31', 5, [], false],
    ['enough', '2026-07-31', 6, ['paid-before-facts'], true],
    ['none for a line that all sales were there for', '2026-09-15', 1, [], true],
  ] as const)('A4.3 the work of looking into five sales, %s', (_, date, workLimit, codes, proven) => {
    const report = audit(file, [sold(wan(103), date)], { workLimit });
    expect([report.findings.map((f) => f.code), report.proven]).toEqual([codes, proven]);
  });

  it('A2.2 before its year and before the application as well: told once', () => {
    expect(serious(caseOf(smallProject(), loan().inYear(2026)), { ...interest(wan(30), 2026), date: '2025-06-29' })).toEqual(['paid-before-year']);
  });

  it('I-18 the acceptance of a member project: half of 15 % of the planned 300万 is 22.5万, from that day on of the verified 200万, 15万', () => {
    const joint = caseOf(smallProject().accepted(wan(400), wan(200)), consortium().missingTargets().progressing('1', '1'));
    const on = (date: DayInput, amount: Money) => findings(joint, paid('consortium-investment-subsidy', 'C', amount, 'advance', { date })).filter((f) => f.severity !== 'note');
    expect(on('2026-06-30', wan(22.5))).toEqual([]);
    expect(on('2026-06-30', fenAbove(wan(22.5)))).toMatchObject([{ code: 'advance-over-share', difference: '0.01', expected: exactly(wan(22.5)) }]);
    expect(on('2026-11-02', wan(22.5))).toMatchObject([{ code: 'advance-over-share', difference: wan(7.5), expected: exactly(wan(15)) }]);
  });

  it('I-44 under verified, half of the 300万 that are due by now may have been advanced, though it was half of 200万 on its day', () => {
    const more = caseOf(pilotProject().underConstruction('1').accepted(wan(4000), wan(3000)));
    const report = (amount: Money, rest: Money) => audit(more, [advance(amount), settlement(rest)], { readings: { settlementAboveApproved: 'verified' } })
      .findings.filter((f) => f.severity !== 'note');
    expect(report(wan(150), wan(150))).toEqual([]);
    expect(report(fenAbove(wan(150)), fenBelow(wan(150)))).toMatchObject([{ code: 'advance-over-share', difference: '0.01', expected: exactly(wan(150)) }]);
  });

  it('I-44 under verified, a member of which only the verified 400万 are known: half of 60万 may have been advanced by now, and a fen more is all that is too much', () => {
    const joint = caseOf(smallProject().notKnowing('equipmentInvestment').accepted(wan(400), wan(400)), consortium().missingTargets().progressing('1', '1'));
    const { findings: found, summary } = audit(joint, [paid('consortium-investment-subsidy', 'C', fenAbove(wan(30)), 'advance')], { readings: { settlementAboveApproved: 'verified' } });
    expect(found.filter((f) => f.severity !== 'note')).toMatchObject([{ code: 'advance-over-share', difference: '0.01', expected: exactly(wan(30)) }]);
    expect(summary.toReturn).toEqual(exactly('0.01'));
  });
});

describe('how a payment is made', () => {
  it('A1.2 一次性: no sentence provides for 1a on account', () => {
    const file = caseOf(ordinaryProject().rewardedWith(wan(6)));
    expect(findings(file, reward(wan(6)))).toEqual([]);
    expect(only(file, { ...reward(wan(6)), payment: 'advance' })).toMatchObject({ code: 'advance-not-provided', severity: 'warning', effect: 'none', clause: 'A1.2', awards: [{ index: 0 }] });
  });

  it.each([
    ['accepted', true, []],
    ['not accepted', false, [['settled-too-early', 'error', 'return']]],
    ['not stated', undefined, [['settled-too-early', 'warning', 'none']]],
  ] as const)('A6.6 45万 settled on a consortium of which acceptance is %s', (_, is, found) => {
    const file = caseOf(smallProject(), consortium().missingTargets().with({ ...(is !== undefined && { accepted: is }), settlementFactor: '1' }));
    expect(findings(file, paid('consortium-investment-subsidy', 'C', wan(45), 'settlement')).map((f) => [f.code, f.severity, f.effect])).toEqual(found);
  });
});

describe('A7.4 and A7.5 the years of a park', () => {
  const evaluated = (...passed: (boolean | undefined)[]) =>
    park().with({ evaluations: passed.map((own, i) => ({ year: 2025 + i, ...(own !== undefined && { passed: own }), taskProgress: i === 0 ? '0.3' : '0.8' })) });

  it.each([
    ['passed: nothing', true, exactly('0.00'), []],
    ['failed: nothing is settled, and the 1700万 come back', false, exactly(wan(1700)), [['settled-too-early', 'error', 'A7.5', wan(1700)]]],
    ['not stated: the one or the other', undefined, between('0.00', wan(1700)), [['settled-too-early', 'warning', 'A7.5', '0.00']]],
  ] as const)('A7.5 每年评价均达标: 300万 advanced and 1700万 settled, while the second year is %s', (_, passed, toReturn, found) => {
    const { findings: all, summary } = audit(caseOf(evaluated(true, passed).finished()), [given(wan(300), 2025), given(wan(1700), undefined, 'settlement')]);
    expect(summary.toReturn).toEqual(toReturn);
    expect(all.filter((f) => f.severity !== 'note').map((f) => [f.code, f.severity, f.clause, f.difference])).toEqual(found);
  });

  it('A7.4 an advance for a failed year goes back under the sentence on advances', () => {
    expect(findings(caseOf(evaluated(true, false)), given(wan(600), 2026)).filter((f) => f.severity === 'error')).toMatchObject([
      { code: 'advance-in-failed-year', clause: 'A7.4', difference: wan(600) },
    ]);
  });

  it('A7.4 years without an evaluation are named in their order; an advance that names no year lacks none', () => {
    const file = caseOf(evaluated(true, true));
    const found = only(file, given(wan(100), 2028, 'advance', { date: '2028-06-30' }), given(wan(100), 2027, 'advance', { date: '2027-06-30' }));
    expect(found).toMatchObject({ code: 'advance-without-evaluation', severity: 'warning', clause: 'A7.4', awards: [{ index: 0 }, { index: 1 }] });
    expect([found.message.zh, found.message.en]).toEqual([expect.stringContaining('案件未载明2027、2028年的评价'), expect.stringContaining('has no evaluation of 2027, 2028')]);
    expect(serious(file, given(wan(600)))).toEqual([]);
  });
});

describe('the limit of an award', () => {
  const file = caseOf(ordinaryProject().rewardedWith(wan(8)));

  it.each([
    ['10万 are not above it', wan(10), 'amount-mismatch', wan(2)],
    ['a fen more is', fenAbove(wan(10)), 'cap-excess', fenAbove(wan(2))],
  ] as const)('A1.2 最高10万元, of which 8万 were assessed: %s', (_, amount, code, difference) => {
    expect(only(file, reward(amount))).toMatchObject({ code, clause: 'A1.2', difference });
  });

  it('A6.6 45万 for 0.8 of it is 9万 too much, and no deduction of earlier awards is missed', () => {
    const joint = caseOf(smallProject(), consortium().missingTargets().acceptedAt('0.8'));
    expect(only(joint, paid('consortium-investment-subsidy', 'C', wan(45), 'settlement'))).toMatchObject({ code: 'amount-mismatch', effect: 'return', difference: wan(9) });
  });

  it('A2.2 30万 assessed and up to 40万 more: 30万 hang on nothing that is unknown, a fen more does', () => {
    const open = caseOf(smallProject(), loan().named('L1').assessedAt(wan(30)), loan().named('L2').notKnowing('assessedSubsidy').payingInterest(wan(40)));
    expect(findings(open, interest(wan(30)))).toEqual([]);
    expect(only(open, interest(fenAbove(wan(30))))).toMatchObject({ code: 'facts-unknown', severity: 'note', missing: ['$.loans[1].assessedSubsidy'] });
  });
});

describe('A5.4 the earlier awards', () => {
  const yearly = (year: number, amount = wan(30)) => paid('demonstration-annual-award', 'P', amount, 'annual', { year, date: `${Math.max(2026, year)}-12-31` });
  const final = (amount: Money) => paid('demonstration-completion-award', 'P', amount, 'full', { date: '2028-06-30' });

  it('最高100万元: of 120万 assessed, 100 − 60 = 40万; 110万 are 10万 above the limit and 60万 not deducted', () => {
    const found = findings(caseOf(smallProject(), taskBook().evaluated(true, true).completed(wan(120))), yearly(2025), yearly(2026), final(wan(110)));
    expect(found.map((f) => [f.code, f.difference])).toEqual([['cap-excess', wan(10)], ['missing-deduction', wan(60)]]);
  });

  it('a failed year brought none: of 80 − 60 = 20万, 50万 is one of two awards not deducted', () => {
    const found = only(caseOf(smallProject(), taskBook().evaluated(false, true, true).completed(wan(80))), yearly(2026), yearly(2027), final(wan(50)));
    expect(found).toMatchObject({ code: 'missing-deduction', difference: wan(30), causes: [{ code: 'deduction-incomplete', by: '1' }] });
  });

  it.each([
    ['50万 is no 20万 of 5b left undeducted', 50, 'none'], ['60万 is no other year', 60, 'none'],
    ['50万, with a bound on all of Article 5', 50, 'one-million'], ['60万, with that bound', 60, 'one-million'],
  ] as const)('A5.3 a yearly award of 30万 is net of nothing: %s', (_, amount, demonstrationTotalBound) => {
    const file = caseOf(smallProject(), taskBook().evaluated(true, true).completed(wan(80)));
    const found = audit(file, [yearly(2025, wan(amount))], { readings: { demonstrationTotalBound } }).findings;
    expect(found.map((f) => [f.code, f.difference, causes(f)])).toEqual([['amount-mismatch', wan(amount - 30), []]]);
  });
});

describe('what an open fact leaves of the sums', () => {
  const sums = (file: CaseFile, ...lines: Award[]) => audit(file, lines).summary;

  it('A3.3 30万 on a ceiling of 50万: 20万 at most are still payable', () => {
    expect(sums(caseOf(provider().notKnowing('tierAmount')), paid('service-provider-award', 'advisor', wan(30), 'annual', { year: 2025 })).stillPayable).toEqual(between('0.00', wan(20)));
  });

  it.each([
    ['new-type: nothing', true, exactly('0.00')],
    ['not: all 150万, though 5万 of the rent subsidy are not paid yet', false, exactly(wan(150))],
    ['one or the other', undefined, between('0.00', wan(150))],
  ] as const)('A1.3 150万 of 1b beside 5万 of 10万 of rent subsidy, of a project that is %s', (_, newType, toReturn) => {
    const project = accepted;
    const file = caseOf(newType === undefined ? project.notKnowing('newType') : project.with({ newType }), lease().ofEquipmentWorth(wan(500)));
    expect(sums(file, settlement(wan(150)), leased(wan(5))).toReturn).toEqual(toReturn);
  });

  it('A1.4 130万 of the 200万 of 1b alone, by a settlement of 120万 and a lease, and no word on advances: up to 70万 are still payable', () => {
    const file = caseOf(pilotProject().accepted(wan(2500), wan(2000)), lease().ofEquipmentWorth(wan(500)));
    expect(sums(file, settlement(wan(120)), leased(wan(10))).stillPayable).toEqual(between('0.00', wan(70)));
  });

  it.each([
    ['carries a national task: 6b would be 300万, and nothing goes back', true, exactly('0.00')],
    ['does not: 1b alone is the highest, 200万', false, exactly(wan(10))],
    ['may carry one', undefined, between('0.00', wan(10))],
  ] as const)('F.3 1b 200万 and rent of 10万 for 500万 of it, in a consortium that %s', (_, nationalPilotTask, toReturn) => {
    const joint = consortium().missingTargets();
    const file = caseOf(accepted, lease().ofEquipmentWorth(wan(500)), nationalPilotTask === undefined ? joint.notKnowing('nationalPilotTask') : joint.with({ nationalPilotTask }));
    expect(sums(file, settlement(wan(200)), leased(wan(10))).toReturn).toEqual(toReturn);
  });

  it('F.3 under project, 30万 of interest beside the 30万 of one year of 5a: the first of the 80万 of Article 5, or, where nothing more of them is paid, too much', () => {
    const file = caseOf(smallProject(), taskBook().evaluated(true, true).completed(wan(80)), loan());
    const { findings: found, summary } = audit(file, [paid('demonstration-annual-award', 'P', wan(30), 'annual', { year: 2025 }), interest(wan(30))], { readings: { sameInput: 'project' } });
    expect([found, summary.allowed, summary.toReturn]).toEqual([[], between(wan(30), wan(60)), between('0.00', wan(30))]);
  });

  it('F.3 where nothing goes back whatever a lease is of, no fact is asked for', () => {
    expect(serious(caseOf(pilotProject().underConstruction('1'), lease()), advance(wan(100)), leased(wan(10)))).toEqual([]);
    expect(findings(caseOf(pilotProject().underConstruction('1', wan(100)), lease()), advance(wan(100)), leased(wan(10)))).toEqual([]);
  });
});

describe('F.3 more lawful combinations than can be listed', () => {
  // Twelve projects of one lessee with two leases each; 1b of the first was paid with 100 of 200万, so that its rent, 2.5 % of 301 and of 306万, finds room.
  const ids = Array.from({ length: 12 }, (_, i) => `P${i}`);
  const equipment = (i: number) => wan(2000 + 3 * i);
  const file = caseOf(provider(), ...ids.map((id, i) => accepted.named(id).equipping(equipment(i)).accepted(wan(2500), equipment(i))), ...ids.flatMap((id, i) => [301, 306].map((rent) =>
    lease().named(`${id} ${rent}`).forProject(id).amounting(wan(rent + 13 * i)).ofEquipmentWorth(wan(100 + 11 * i)))));
  const subsidies = ids.map((id, i) => paid('investment-subsidy', id, wan(i === 0 ? 100 : 200 + 0.3 * i), 'settlement', { date: '2026-11-20' }));

  it('60万 of rent subsidy are 60 − 7.525 − 7.65 = 44.825万 too much, unless another combination has room, and beside an award that is sure', () => {
    const { findings: found, proven } = audit(file, [paid('service-provider-award', 'advisor', wan(30), 'annual', { year: 2025 }), ...subsidies, leased(wan(60))]);
    const doubled = found.filter((f) => f.code === 'double-dip');
    expect(doubled).toMatchObject([{ difference: wan(44.825), proven: false }]);
    expect(doubled[0]?.message.zh).toContain('。在计算量限额内未能排除其他合规组合，请复核。请退回448,250.00元。');
    expect(doubled[0]?.message.en).toContain('. Another lawful combination could not be ruled out within the work limit. 448,250.00 yuan is to be returned.');
    expect(proven).toBe(false);
  });
});
