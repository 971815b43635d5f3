/** What awards show beside others on the same inputs: which stand against which, what is a choice, and what is only open. */
import type { DayInput } from '../../src/index.js';
import { describe, expect, it } from 'vitest';
import type { AuditOptions, Award, Finding } from '../../src/audit/index.js';
import { type CaseFile, type Money, assess } from '../../src/index.js';
import { type Kind, accepted, audit, paidOn } from '../support/ledger.js';
import {
  caseOf, consortium, fenAbove, fenBelow, lease, loan, otherProject, pilotProject, provider, settledOn, smallProject, taskBook, wan,
} from '../support/policy-facts.js';
import { between, exactly } from '../support/policy-outcome.js';

const paid = paidOn('2026-12-01');
const reward = (amount: Money) => paid('investment-reward', 'P', amount);
const subsidy = (amount: Money, payment: Kind = 'full', more: Partial<Award> = {}) => paid('investment-subsidy', 'P', amount, payment, more);
const joint = (amount: Money, payment: Kind = 'full') => paid('consortium-investment-subsidy', 'C', amount, payment);
const leased = (amount: Money, year = 2025, date: DayInput = '2026-06-30') => paid('finance-lease-subsidy', 'acme', amount, 'annual', { year, date });
const annual = (year: number) => paid('demonstration-annual-award', 'P', wan(30), 'annual', { year });

const findings = (file: CaseFile, awards: readonly Award[], options?: AuditOptions): readonly Finding[] => audit(file, awards, options).findings;
const serious = (file: CaseFile, awards: readonly Award[]): readonly Finding[] => findings(file, awards).filter((f) => f.severity !== 'note');

describe('F.3 what stands instead', () => {
  // 15 % of the 1500万 that are not leased is 225万, and 2.5 % of 4800万 is 120万: 345万, more than 300万, or 270万 of 1b and the lease.
  const three = caseOf(accepted.rewardedWith(wan(10)), lease().amounting(wan(4800)).ofEquipmentWorth(wan(500)), consortium().missingTargets().acceptedAt('1'));

  it('1a 10万 and 1b 100万 beside 6b 225万 and 2b 120万: each goes back because of those that stand, not because of each other', () => {
    const found = serious(three, [reward(wan(10)), subsidy(wan(100)), leased(wan(120)), joint(wan(225))]);
    expect(found.map((f) => [f.code, f.key, f.difference, f.against?.map((a) => [a.key, a.amount, a.awards])])).toEqual([
      ['double-dip', 'investment-reward:P', wan(10), [['consortium-investment-subsidy:C', wan(225), [{ index: 3 }]]]],
      ['double-dip', 'investment-subsidy:P', wan(100), [
        ['finance-lease-subsidy:acme:2025', wan(120), [{ index: 2 }]], ['consortium-investment-subsidy:C', wan(225), [{ index: 3 }]],
      ]],
    ]);
    expect(found[0]?.message.zh).toContain('见附则第三句（F.3）“除另有规定外，同一投入不得重复享受政策补助，可就高享受最高补助政策。”');
  });

  it('where the highest is not paid yet, those that are stand against each other: 1a 10万 and 1b 8万 of 80万, and 12万 of 6b', () => {
    const file = caseOf(pilotProject().equipping(wan(80)).rewardedWith(wan(10)).underConstruction('1').accepted(wan(2500), wan(80)), consortium().missingTargets().acceptedAt('1'));
    const { findings: all, summary } = audit(file, [reward(wan(10)), subsidy(wan(8))]);
    expect(summary.toReturn).toEqual(exactly(wan(6)));
    const keys = ['investment-reward:P', 'investment-subsidy:P'];
    const [found] = all.filter((f) => f.code === 'double-dip');
    expect(found).toMatchObject({ difference: wan(6), against: [{ key: keys.find((key) => key !== found?.key) }] });
  });

  it('names the first lines of the other award, as many as a letter does', () => {
    const lines = Array.from({ length: 20 }, (_, i) => subsidy(wan(10), 'full', { id: `V${i}` }));
    const [found] = serious(caseOf(accepted.rewardedWith(wan(10))), [reward(wan(10)), ...lines]);
    expect(found?.against).toEqual([{ key: 'investment-subsidy:P', amount: wan(200), awards: Array.from({ length: 10 }, (_, i) => ({ index: i + 1, id: `V${i}` })) }]);
  });

  it('A5.4 what the parts of one payable have too much is a mistake and no double dip: 80万 in full beside two years of 30万 that may not have passed', () => {
    // Passed, 80 − 60 = 20万 remain; failed, the 60万 were not due: 80万 in all, and 60万 too much.
    const file = caseOf(smallProject(), taskBook().with({ evaluations: [{ year: 2025 }, { year: 2026 }] }).completed(wan(80)));
    const { findings: all, summary } = audit(file, [annual(2025), annual(2026), paid('demonstration-completion-award', 'P', wan(80))]);
    expect(all.filter((f) => f.effect === 'return').map((f) => [f.code, f.difference])).toEqual([['amount-mismatch', wan(60)]]);
    expect(all.find((f) => f.effect === 'return')?.expected).toEqual(between(wan(20), wan(80)));
    expect([summary.allowed.max, summary.toReturn.min]).toEqual([wan(80), wan(60)]);
  });
});

describe('F.3 可: what is another lawful choice', () => {
  const rented = caseOf(accepted, lease().ofEquipmentWorth(wan(500)));

  it('1b on the 1500万 that are not leased, 150万, where 200万 is the highest: the figures, the sentence, and no order to pay', () => {
    expect(findings(rented, [subsidy(wan(150))])).toMatchObject([{ code: 'lower-choice', clause: 'F.3', expected: exactly(wan(200)), difference: wan(50), effect: 'none' }]);
  });

  it('10万 is what the lease gives and no choice of 1b: 190万 are lacking', () => {
    expect(serious(rented, [subsidy(wan(10))])).toMatchObject([{ code: 'underpayment', effect: 'pay', difference: wan(190) }]);
  });

  it('140万 of 1b beside a lease of 120万 that stands: 10万 are lacking of 150万, not of 200万', () => {
    const file = caseOf(accepted, lease().amounting(wan(4800)).ofEquipmentWorth(wan(500)));
    expect(serious(file, [subsidy(wan(140)), leased(wan(120))])).toMatchObject([{ code: 'underpayment', effect: 'pay', difference: wan(10), expected: exactly(wan(150)) }]);
  });

  describe('1b at 8 or 10 % of 2000万, of which 1000万 are leased: 160 or 200万, and 80 or 100万 beside the lease', () => {
    const open = caseOf(accepted.notKnowing('pilotIndustry'), lease().ofEquipmentWorth(wan(1000)));

    it.each([
      ['a fen below 80万 is no choice', fenBelow(wan(80)), 'pay'],
      ['80万 may be one', wan(80), 'none'],
      ['100万 may be one', wan(100), 'none'],
      ['a fen above 100万 is none', fenAbove(wan(100)), 'pay'],
      ['120万 is none', wan(120), 'pay'],
    ] as const)('%s', (_, amount, effect) => {
      expect(findings(open, [subsidy(amount)]).filter((f) => f.code === 'underpayment').map((f) => f.effect)).toEqual([effect]);
    });
  });

  it.each([
    ['a fen below the 285万 that stand in any event is lacking', fenBelow(wan(285)), 'pay'],
    ['285万 may be a choice', wan(285), 'none'],
  ] as const)('6b on two projects of 1900万, 570万, of the first of which nobody states how much is leased: %s', (_, amount, effect) => {
    const project = otherProject().investing(wan(1999)).equipping(wan(1900));
    const file = caseOf(project, project.named('Q'), lease(), consortium().over('P', 'Q').missingTargets().acceptedAt('1'));
    expect(findings(file, [joint(amount)]).filter((f) => f.code === 'underpayment').map((f) => f.effect)).toEqual([effect]);
  });

  it('1a alone is noted with the award that is higher, whatever else was paid on other matters', () => {
    const found = findings(caseOf(accepted.rewardedWith(wan(10)), provider()), [reward(wan(10)), paid('service-provider-award', 'advisor', wan(30), 'annual', { year: 2025 })]);
    expect(found).toMatchObject([{ code: 'lower-choice', key: 'investment-reward:P', expected: exactly(wan(200)), difference: wan(190) }]);
    expect(found[0]?.message.zh).toContain('2,000,000.00元，项目“P”的新型技术改造投资补助，见附则第三句（F.3）');
  });

  it('1a of which it is not known whether it is lawful is called no choice', () => {
    const file = caseOf(accepted.rewardedWith(wan(10)).notKnowing('inIndustrialStatistics'));
    expect(findings(file, [reward(wan(10))]).map((f) => f.code)).toEqual(['facts-unknown']);
  });

  it.each([
    ['10万, no less than 1a in any event: lower', wan(125), ['facts-unknown', 'lower-choice']],
    ['a fen less, and 1a may be the higher one', '1249999.87', ['facts-unknown']],
  ] as const)('1a 5万, assessed by nobody and 10万 at most, beside 1b of %s', (_, equipment, codes) => {
    const file = caseOf(otherProject().inStatistics().equipping(equipment).underConstruction('1').accepted(wan(2500), equipment));
    expect(findings(file, [reward(wan(5))]).map((f) => f.code)).toEqual(codes);
  });
});

describe('A1.4 an advance beside others on its inputs', () => {
  const building = pilotProject().underConstruction('1');

  it('150万 beside 2b 120万 are above the half of 200万 by themselves; that is told once', () => {
    const file = caseOf(building, lease().amounting(wan(4800)).ofEquipmentWorth(wan(500)));
    expect(serious(file, [subsidy(wan(150), 'advance'), leased(wan(120))]).map((f) => [f.code, f.severity, f.difference])).toEqual([['advance-over-share', 'error', wan(50)]]);
  });

  it('is too fast as soon as one of the others was paid, though another followed', () => {
    // 2.5 % of 4800万 in each of two years of one contract.
    const contract = lease().amounting(wan(4800)).ofEquipmentWorth(wan(500));
    const file = caseOf(building, contract, contract.inYear(2026));
    const lines = (first: DayInput) => [subsidy(fenAbove(wan(75)), 'advance', { date: '2026-08-01' }), leased(wan(120), 2025, first), leased(wan(120), 2026, '2026-12-01')];
    expect(serious(file, lines('2026-07-01')).map((f) => f.code)).toEqual(['advance-over-share']);
    expect(serious(file, lines('2026-09-01')).map((f) => f.code)).toEqual([]);
  });

  it('I-18 what was right on its day stays so beside a lease as well: 75万, the half of 10 % of 1500万, though 1400万 are verified', () => {
    const file = caseOf(building.accepted(wan(2500), wan(1900)), lease().amounting(wan(4800)).ofEquipmentWorth(wan(500)));
    expect(serious(file, [leased(wan(120), 2025, '2026-06-01'), subsidy(wan(75), 'advance', { date: '2026-06-30' })])).toEqual([]);
  });

  it.each([
    ['P', 75, 'the half of 10 % of 1500万'],
    ['Q', 375, 'the half of 10 % of 7500万'],
  ] as const)('on %s %d万, %s, is right beside leases of both projects; a fen more is not', (subject, amount, _what) => {
    // 2.5 % of 4800 and 4000万 is 220万.
    const file = caseOf(
      building, building.named('Q').investing(wan(9000)).equipping(wan(8000)),
      lease().amounting(wan(4800)).ofEquipmentWorth(wan(500)), lease().named('L2').forProject('Q').amounting(wan(4000)).ofEquipmentWorth(wan(500)),
    );
    const lines = (sum: Money) => [
      leased(wan(220)), subsidy(subject === 'P' ? sum : wan(75), 'advance'), subsidy(subject === 'Q' ? sum : wan(375), 'advance', { subject: 'Q' }),
    ];
    expect(serious(file, lines(wan(amount)))).toEqual([]);
    expect(serious(file, lines(fenAbove(wan(amount))))).toMatchObject([{ code: 'advance-over-share', severity: 'warning', effect: 'none', difference: '0.01', expected: exactly(wan(amount)) }]);
  });
});

describe('F.3 what of an input is open', () => {
  const told = (file: CaseFile, awards: readonly Award[]) => findings(file, awards).filter((f) => f.clause === 'F.3' && f.code === 'facts-unknown').map((f) => [f.key, f.missing]);
  const key = 'finance-lease-subsidy:acme:2025';

  it.each([
    ['one of two leases', [lease().ofEquipmentWorth(wan(500)), lease().named('L2')], ['$.leases[1].equipmentValue']],
    ['both', [lease(), lease().named('L2')], ['$.leases[0].equipmentValue', '$.leases[1].equipmentValue']],
  ] as const)('is told of the lease: what %s have of the equipment', (_, leases, missing) => {
    expect(told(caseOf(accepted, ...leases), [subsidy(wan(200)), leased(wan(20))])).toEqual([[key, missing]]);
  });

  it('is told once: how it is leased is missing of the lease itself, how much of the equipment only beside 1b', () => {
    const found = findings(caseOf(accepted, lease().notKnowing('mode')), [subsidy(wan(200)), leased(wan(10))]);
    expect(found.map((f) => [f.code, f.clause, f.key, f.missing])).toEqual([
      ['facts-unknown', 'A2.3', key, ['$.leases[0].mode']],
      ['facts-unknown', 'F.3', key, ['$.leases[0].equipmentValue']],
    ]);
  });

  it('is nothing where one award alone was paid, though its amount is open', () => {
    const found = findings(caseOf(pilotProject().underConstruction('1').notKnowing('equipmentInvestment')), [subsidy(fenAbove(wan(125)), 'advance')]);
    expect(found.filter((f) => f.code !== 'advances-differ')).toMatchObject([
      { code: 'advance-over-share', clause: 'A1.4', missing: ['$.projects[0].equipmentInvestment'] },
    ]);
  });

  it('is called by its name though a ceiling was exceeded on it: 1a of 10万 at most, assessed by nobody, beside 1b', () => {
    const file = caseOf(accepted.inStatistics());
    expect(told(file, [reward(wan(12)), subsidy(wan(195))])).toEqual([['investment-reward:P', ['$.projects[0].assessedReward']]]);
  });
});

describe('I-13 which combination counts', () => {
  it('of two equal awards the one stays that the selection chooses: 1a 8万 and 8 % of 100万', () => {
    const project = otherProject().equipping(wan(100)).rewardedWith(wan(8)).underConstruction('1').accepted(wan(2500), wan(100));
    const [chosen] = assess(caseOf(project)).selection.chosen;
    const found = serious(caseOf(project), [reward(wan(8)), subsidy(wan(8))]);
    expect(found.map((f) => [f.code, f.difference, f.against?.map((a) => a.key)])).toEqual([['double-dip', wan(8), [chosen]]]);
  });

  // 6b on both projects is 12 + 12万, 1b on each 8万; nobody paid on 6b yet.
  const small = pilotProject().equipping(wan(80)).underConstruction('1').accepted(wan(2500), wan(80));
  const unpaid = caseOf(small.rewardedWith(wan(10)), small.named('Q'), consortium().over('P', 'Q').missingTargets().acceptedAt('1'), provider());

  it('an award that is not paid yet is the highest on one of two projects: of 1a 10万 and 1b 8万 on it 12万 stay, of 1b 8万 on the other all', () => {
    const { summary, findings: all } = audit(unpaid, [
      reward(wan(10)), subsidy(wan(8)), subsidy(wan(8), 'full', { subject: 'Q' }), paid('service-provider-award', 'advisor', wan(30), 'annual', { year: 2025 }),
    ]);
    expect(all.filter((f) => f.effect === 'return').map((f) => [f.code, f.difference])).toEqual([['double-dip', wan(6)]]);
    // 12 + 8 + 30万; what 6b would add is no part of what was awarded.
    expect(summary).toMatchObject({ allowed: exactly(wan(50)), toReturn: exactly(wan(6)), stillPayable: exactly('0.00') });
  });

  it('F.1 under validity-only each award keeps what was paid on it in time: 1b 150 and 180万 of two projects, and a lease of the first', () => {
    const file = settledOn('2027-03-01', caseOf(
      accepted, accepted.named('Q'), lease().ofEquipmentWorth(wan(500)), lease().named('L2').forProject('Q').amounting(wan(4)).ofEquipmentWorth(wan(100)),
    ));
    const { summary, findings: all } = audit(file, [subsidy(wan(150)), subsidy(wan(180), 'full', { subject: 'Q' }), leased(wan(10))], { readings: { afterExpiry: 'validity-only' } });
    expect(all.filter((f) => f.effect === 'return')).toEqual([]);
    expect(summary).toMatchObject({ toReturn: exactly('0.00'), stillPayable: exactly('0.00') });
  });

  describe('where a project is one input', () => {
    const readings = { sameInput: 'project' } as const;

    it('1a 10万 on one of two members and then 190万 of 6a are 200万, the highest; a fen more is too much', () => {
      const member = smallProject().investing(wan(800));
      const file = caseOf(member.rewardedWith(wan(10)), member.named('Q'), consortium().over('P', 'Q').withoutNationalTask());
      const back = (amount: Money) => audit(file, [reward(wan(10)), paid('chain-leader-award', 'C', amount)], { readings }).summary.toReturn;
      expect(back(wan(190))).toEqual(exactly('0.00'));
      expect(back(fenAbove(wan(190)))).toEqual(exactly('0.01'));
    });

    it('2a 40万 beside 1b 200万 and one of two years of 5a: 30万 may be the other year, or go back when that is paid; 10万 go back', () => {
      const file = caseOf(accepted, taskBook().evaluated(true, true), loan().assessedAt(wan(40)));
      const { summary } = audit(file, [subsidy(wan(200)), annual(2025), paid('loan-interest-subsidy', 'acme', wan(40), 'annual', { year: 2025 })], { readings });
      expect(summary).toMatchObject({ allowed: between(wan(230), wan(260)), toReturn: between(wan(10), wan(40)) });
    });
  });
});

describe('what is proven', () => {
  // 10 % of the 2.2亿 that are not leased is held to 2000万.
  const atCap = pilotProject().investing(wan(30_000)).equipping(wan(23_000)).rewardedWith(wan(10)).underConstruction('1').accepted(wan(30_000), wan(23_000));

  it('is every finding on awards whose combinations are all known, though a place has room for more', () => {
    const { proven, findings: all } = audit(caseOf(atCap, lease().ofEquipmentWorth(wan(1000))), [reward(wan(10)), subsidy(wan(2000)), leased(wan(5))]);
    expect([proven, all.map((f) => [f.code, f.proven])]).toEqual([true, [['double-dip', undefined], ['underpayment', undefined]]]);
  });

  // Projects of one enterprise with two leases each, which share the ceiling of a year: more combinations than are listed.
  const ids = Array.from({ length: 24 }, (_, i) => `P${i}`);
  const many = caseOf(
    ...ids.map((id, i) => pilotProject().named(id).underConstruction('1').investing(wan(3000 + 7 * i)).equipping(wan(2000 + 3 * i)).accepted(wan(3000 + 7 * i), wan(2000 + 3 * i))),
    ...ids.flatMap((id, i) => ['a', 'b'].map((k, j) => lease().named(`${id}${k}`).forProject(id).amounting(wan(301 + 13 * i + 5 * j)).ofEquipmentWorth(wan(97 + 11 * i + 3 * j)))),
  );
  const whole = (part: (i: number) => number) => ids.map((subject, i) => subsidy(wan(((2000 + 3 * i) / 10) * part(i)), 'full', { subject }));
  const dip = (lines: readonly Award[], options?: AuditOptions) => {
    const { proven, findings: all } = audit(many, lines, options);
    return [proven, all.filter((f) => f.code === 'double-dip').map((f) => f.proven)];
  };
  const rent = leased(wan(60));

  it('is not what the work limit left open, and its finding has its figures all the same', () => {
    expect(dip([...whole(() => 1), rent], { workLimit: 0 })).toEqual([false, [false]]);
    const [found] = findings(many, [...whole(() => 1), rent], { workLimit: 0 }).filter((f) => f.code === 'double-dip');
    expect(found).toMatchObject({ clause: 'F.3', severity: 'error', effect: 'return' });
    expect(found?.difference).not.toBe('0.00');
    expect(found?.against?.length).toBeGreaterThan(0);
  });

  it('is what no combination has places for: all of 1b and 60万 of rent beside it', () => {
    expect(dip([...whole(() => 1), rent])).toEqual([true, [undefined]]);
  });

  it('is not what some combination might have a place for: half of one 1b is not paid yet', () => {
    expect(dip([...whole((i) => (i === 0 ? 0.5 : 1)), rent])).toEqual([false, [false]]);
  });
});
