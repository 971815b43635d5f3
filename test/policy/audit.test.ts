/** The audit of awards already granted: what the law allows, both sides of each limit, and what a letter is told. */
import type { DayInput, Money } from '../../src/index.js';
import { describe, expect, it } from 'vitest';
import { FINDINGS } from '../../src/audit/finding.js';
import { type Award, type Finding, auditorUnder } from '../../src/audit/index.js';
import { type CaseFile, chengdu2025, isInvalidCaseError } from '../../src/index.js';
import { type Kind, accepted, advance, audit, causes, findings, interest, leased, only, paid, reward, serious, settled, settlement } from '../support/ledger.js';
import {
  appliedOn, caseOf, consortium, equipmentSale, fenAbove, fenBelow, lease, loan, nationalProject, ordinaryProject, otherProject, park, pilotProject, provider, smallProject,
  softwareSale, taskBook, wan,
} from '../support/policy-facts.js';
import { between, exactly } from '../support/policy-outcome.js';

const createAuditor = (file: CaseFile) => auditorUnder(chengdu2025, file);

describe('F.3 同一投入不得重复享受政策补助，可就高享受最高补助政策', () => {
  const both = caseOf(accepted.rewardedWith(wan(10)));

  it('F.3 1a 10万 beside 1b 200万 on one investment: the higher stands, 10万 is to be returned', () => {
    const found = only(both, reward(wan(10)), settlement(wan(200)));
    expect(found).toMatchObject({
      code: 'double-dip', severity: 'error', clause: 'F.3', key: 'investment-reward:P', effect: 'return',
      expected: { min: '0.00', max: '0.00' }, actual: wan(10), difference: wan(10), awards: [{ index: 0 }],
    });
    expect(found.against).toEqual([{ key: 'investment-subsidy:P', amount: wan(200), awards: [{ index: 1 }] }]);
  });

  it('F.3 可: 1a alone is a lawful choice though 1b is higher; a note and nothing more', () => {
    expect(only(both, reward(wan(10)))).toMatchObject({ code: 'lower-choice', severity: 'note', effect: 'none' });
  });

  it.each([
    ['1b 200万 if the project is new-type, nothing if it is not, beside 1a 10万', pilotProject().rewardedWith(wan(10)).notKnowing('newType'), advance(wan(20))],
    ['1b 16万 if the project is new-type: in no event lawful and lower', pilotProject().with({ pilotIndustry: false, equipmentInvestment: wan(200) }).rewardedWith(wan(10)).notKnowing('newType'), advance(wan(1))],
  ])('F.3 nothing is called lawful, or lower than another, on facts that are unknown: %s', (_, project, line) => {
    expect(findings(caseOf(project), line).map((f) => f.code)).toEqual(['facts-unknown']);
  });

  it('F.3 可: 1a paid with 12万, of which 2万 go back: what the choice loses is counted from the 10万 that stand, and no note says that nothing goes back', () => {
    const found = findings(both, reward(wan(12)));
    expect(found.map((f) => [f.code, f.effect, f.difference])).toEqual([['cap-excess', 'return', wan(2)], ['lower-choice', 'none', wan(190)]]);
    expect(found.map((f) => f.message.zh.split('。').at(-2))).toEqual(['请退回20,000.00元', '此项本身不涉及退款或补拨']);
  });

  it('A5.5 可叠加: 1b, 5a and 5b together are no double dip: 200 + 30 + (100 − 30)万', () => {
    const file = caseOf(accepted, taskBook().evaluated(true).completed(wan(100)));
    expect(findings(file, settlement(wan(200)), paid('demonstration-annual-award', 'P', wan(30), 'annual', { year: 2025 }),
      paid('demonstration-completion-award', 'P', wan(70)))).toEqual([]);
  });

  describe('1b with 2b: 500万 of the 2000万 is leased, 2.5 % of 400万 is 10万', () => {
    const file = caseOf(accepted, lease().ofEquipmentWorth(wan(500)));

    it.each([
      ['half of 150万, of what is not leased', wan(75), '2026-06-30', []],
      ['a fen above it', fenAbove(wan(75)), '2026-06-30', ['advance-over-share']],
      ['half of 200万, before the lease was paid: right on its day', wan(100), '2026-06-29', []],
    ] as const)('A1.4 beside 2b 120万 for 2000万 leased at 500万, an advance of %s', (_, amount, date, codes) => {
      const building = caseOf(pilotProject().underConstruction('1'), lease().amounting(wan(4800)).ofEquipmentWorth(wan(500)));
      const found = findings(building, advance(amount, { date }), leased(wan(120)));
      expect(found.filter((f) => f.severity !== 'note').map((f) => f.code)).toEqual(codes);
    });

    it('F.3 1b on 1500万, 150万, beside 2b 10万 is lawful, though 1b on everything is higher', () => {
      expect(serious(file, settlement(wan(150)), leased(wan(10)))).toEqual([]);
    });

    it('F.3 1b on 2000万 beside 2b: most is kept by 1b alone, 10万 is to be returned', () => {
      expect(only(file, settlement(wan(200)), leased(wan(10)))).toMatchObject({
        code: 'double-dip', key: 'finance-lease-subsidy:acme:2025', difference: wan(10),
      });
    });

    it('I-07 the lease of another firm is the same machines: 1b 200万 to the owner, 10万 to the lessee, and 10万 are too much', () => {
      const other = caseOf(accepted, lease().by('beta').ofEquipmentWorth(wan(500)));
      const rent = { ...leased(wan(10)), subject: 'beta' };
      expect(only(other, settlement(wan(200)), rent)).toMatchObject({ code: 'double-dip', clause: 'F.3', difference: wan(10) });
      expect(serious(other, settlement(wan(150)), rent)).toEqual([]);
    });

    it('F.3 1b on 1500万 without any 2b: a lease kept for its own award is a choice, not an underpayment', () => {
      expect(only(file, settlement(wan(150)))).toMatchObject({ code: 'lower-choice', severity: 'note' });
    });
  });

  describe('1b with 2b: 200万 on all of the 2000万 beside 10万 of rent subsidy, by what of it is leased', () => {
    const leasedAt = (value: Money | undefined) => caseOf(accepted, value === undefined ? lease() : lease().ofEquipmentWorth(value));
    const report = (value: Money | undefined) => audit(leasedAt(value), [settlement(wan(200)), leased(wan(10))]);

    it.each([
      ['nothing: 200 + 10万 are lawful', '0.00', '0.00'],
      ['50万: 1b on 1950万 and the lease are 195 + 10 = 205万, 5万 too much', wan(50), wan(5)],
      ['100万: 190 + 10万 are no more than 1b alone, 10万 too much', wan(100), wan(10)],
      ['500万: 1b alone brings most, the 10万 are too much', wan(500), wan(10)],
    ] as const)('F.3 %s', (_what, value, back) => {
      expect(report(value).summary.toReturn).toEqual(exactly(back));
    });

    it('F.3 not known: between nothing and those 10万, and the fact is named', () => {
      const { summary, findings: found } = report(undefined);
      expect([summary.toReturn, summary.allowed]).toEqual([between('0.00', wan(10)), between(wan(200), wan(210))]);
      expect(found).toMatchObject([{ code: 'facts-unknown', severity: 'note', clause: 'F.3', awards: [{ index: 0 }, { index: 1 }], missing: ['$.leases[0].equipmentValue'] }]);
    });

    it('F.3 not known, and 1a paid first: what is not known is of the lease, not of the reward', () => {
      const found = findings(caseOf(accepted.rewardedWith(wan(10)), lease()), reward(wan(10)), settlement(wan(190)), leased(wan(10)));
      expect(found).toMatchObject([{ code: 'facts-unknown', key: 'finance-lease-subsidy:acme:2025', actual: wan(10), missing: ['$.leases[0].equipmentValue'] }]);
      expect(found[0]?.message.en).toMatch(/^The finance lease subsidy for 2025 of enterprise "acme"/);
    });
  });

  describe('a mistake in 1b beside a lawful 2b: 8 % of the 1500万 that are not leased is 120万', () => {
    const project = otherProject().underConstruction('1');
    const file = caseOf(project.accepted(wan(2500), wan(2000)), lease().ofEquipmentWorth(wan(500)));

    it('A1.3 20 %, 300万: 140万 above what 1b gives on everything, and the lease on top of that', () => {
      const found = findings(file, settlement(wan(300)), leased(wan(10)));
      expect(found.map((f) => [f.code, f.key, f.difference])).toEqual([
        ['amount-mismatch', 'investment-subsidy:P', wan(140)],
        ['double-dip', 'finance-lease-subsidy:acme:2025', wan(10)],
      ]);
    });

    it.each([['150万', wan(150)], ['a fen below it', fenBelow(wan(150))]])('I-13 %s of 1b and 10万 of 2b are no more than 1b alone, 160万', (_, amount) => {
      const { summary } = audit(file, [settlement(amount), leased(wan(10))]);
      expect(summary).toMatchObject({ toReturn: { max: '0.00' }, findings: { error: 0 } });
    });

    it('I-13 a fen above 150万 beside the 10万 is a fen above 160万', () => {
      expect(only(file, settlement(fenAbove(wan(150))), leased(wan(10)))).toMatchObject({ code: 'double-dip', difference: '0.01' });
    });

    it('F.3 8 % of all 2000万, 160万, is the leased equipment a second time', () => {
      expect(only(file, settlement(wan(160)), leased(wan(10)))).toMatchObject({ code: 'double-dip', key: 'finance-lease-subsidy:acme:2025' });
    });

    it.each([
      ['a fen more than 160万', fenAbove(wan(160)), '0.01', ['rounding']],
      ['20 % of all 2000万, 400万 for 160万', wan(400), wan(240), ['rate-of-other-class']],
    ] as const)('F.3 %s: the lease a second time, 10万, and the rest is a mistake', (_, amount, difference, expected) => {
      const found = findings(file, settlement(amount), leased(wan(10)));
      expect(found.map((f) => [f.code, f.key, f.difference, causes(f)])).toEqual([
        ['amount-mismatch', 'investment-subsidy:P', difference, expected],
        ['double-dip', 'finance-lease-subsidy:acme:2025', wan(10), []],
      ]);
    });

    it('I-13 an advance of 80万, the half of 160万, beside the lease: the rest of 1b may be the difference; a fen more is above the half', () => {
      const building = caseOf(project, lease().ofEquipmentWorth(wan(500)));
      expect(serious(building, advance(wan(80)), leased(wan(10)))).toEqual([]);
      expect(only(building, advance(fenAbove(wan(80))), leased(wan(10)))).toMatchObject({ code: 'advance-over-share', clause: 'A1.4', key: 'investment-subsidy:P', difference: '0.01' });
    });

    // 1999万 in total is below the threshold of 1b; 15 % of the 1500万 that are not leased is 225万, of all 2000万 300万.
    const joint = caseOf(project.investing(wan(1999)).equipping(wan(1900)), lease().ofEquipmentWorth(wan(400)), consortium().missingTargets().acceptedAt('1'));
    const award = (amount: Money) => paid('consortium-investment-subsidy', 'C', amount, 'settlement');

    it('A6.4 6b on the 1500万 that are not leased, 225万, beside the lease; on all 1900万, 285万, the lease is a second time', () => {
      expect(serious(joint, award(wan(225)), leased(wan(10)))).toEqual([]);
      expect(only(joint, award(wan(285)), leased(wan(10)))).toMatchObject({ code: 'double-dip', key: 'finance-lease-subsidy:acme:2025', difference: wan(10) });
    });

    it('F.3 6b on 1500万, 225万, while the 2b was paid before commencement: only the 2b goes back', () => {
      expect(findings(joint, award(wan(225)), { ...leased(wan(10)), date: '2025-01-15' }).map((f) => [f.code, f.key])).toEqual([
        ['before-commencement', 'finance-lease-subsidy:acme:2025'],
        ['lower-choice', 'consortium-investment-subsidy:C'],
      ]);
    });

    it.each([2, 9])('I-10 6b settled on the one member that is not on the national list, 300万 for 2000万, is a choice, not an underpayment, beside %d on 1b that are not paid yet', (n) => {
      const members = Array.from({ length: n }, (_, i) => `Q${i}`);
      const together = caseOf(project, ...members.map((id) => nationalProject().named(id)), consortium().over('P', ...members).missingTargets().acceptedAt('1'));
      expect(only(together, award(wan(300)))).toMatchObject({ code: 'lower-choice', severity: 'note', effect: 'none' });
      // A fen less is what no combination gives.
      expect(only(together, award(fenBelow(wan(300))))).toMatchObject({ code: 'underpayment', severity: 'warning' });
    });

    it('F.3 a letter on a double dip names the other award', () => {
      // 8 % of 8000万 is 640万, of the 3000万 that are not leased 240万; 2b on 2.4亿 is 500万 at most and worth more.
      const large = caseOf(
        otherProject().investing(wan(9000)).equipping(wan(8000)).underConstruction('1').accepted(wan(9000), wan(8000)),
        lease().amounting(wan(24_000)).ofEquipmentWorth(wan(5000)),
      );
      const found = only(large, settlement(wan(640)), leased(wan(500)));
      expect(found).toMatchObject({ code: 'double-dip', key: 'investment-subsidy:P', difference: wan(400), against: [{ key: 'finance-lease-subsidy:acme:2025' }] });
      expect(found.message.zh).toContain('与企业“acme”的2025年度');
    });
  });

  it('F.3 6b 45万 and 1b 30万 on one project: 30万 is to be returned', () => {
    const file = caseOf(pilotProject().equipping(wan(300)).underConstruction('1').accepted(wan(2500), wan(300)), consortium().missingTargets().acceptedAt('1'));
    const found = only(file, settlement(wan(30)), paid('consortium-investment-subsidy', 'C', wan(45), 'settlement'));
    expect(found).toMatchObject({ code: 'double-dip', key: 'investment-subsidy:P', difference: wan(30) });
  });

  it('F.3 advances that only the case states count for 6b as well: 300万 + 2700万 = 3000万 beside 2b 500万 of 6600万', () => {
    // With the lease, 6b comes to 15 % of 1.54亿, 2310万, and both to 2810万: less than 3000万, more than 2700万.
    const file = caseOf(
      otherProject().investing(wan(40_000)).equipping(wan(22_000)),
      lease().amounting(wan(20_000)).ofEquipmentWorth(wan(6600)),
      consortium().missingTargets().acceptedAt('1', wan(300)),
    );
    const found = only(file, paid('consortium-investment-subsidy', 'C', wan(2700), 'settlement'), leased(wan(500)));
    expect(found).toMatchObject({ code: 'double-dip', key: 'finance-lease-subsidy:acme:2025', difference: wan(500) });
  });

  describe('F.3 a line that goes back whole displaces nothing', () => {
    // 1a assessed at 8万; 1b 10 % of 2000万 = 200万, so up to 100万 may be advanced.
    const file = caseOf(accepted.rewardedWith(wan(8)));
    const whatReturns = (...awards: Award[]) => {
      const report = audit(file, awards);
      return [report.findings.filter((f) => f.severity !== 'note').map((f) => [f.code, f.key, f.difference]), report.summary.toReturn.max];
    };

    it('1b advanced 100万 before commencement beside 1a 8万: only the 100万 goes back', () => {
      expect(whatReturns(advance(wan(100), { date: '2025-01-15' }), reward(wan(8)))).toEqual([
        [['before-commencement', 'investment-subsidy:P', wan(100)]], wan(100),
      ]);
    });

    it('1b settled a day before acceptance, with 1a what 1b comes to: to be checked, and no exchange is ordered', () => {
      expect(whatReturns({ ...settlement(wan(192)), date: '2026-11-01' }, reward(wan(8)))).toEqual([
        [['settled-too-early', 'investment-subsidy:P', '0.00']], '0.00',
      ]);
    });

    it('1b 200万 beside 1a 8万 paid before commencement: only the 8万 goes back, and no lawful choice is noted', () => {
      const early: Award = { ...reward(wan(8)), date: '2025-01-15' };
      expect(whatReturns(early, settlement(wan(200)))).toEqual([[['before-commencement', 'investment-reward:P', wan(8)]], wan(8)]);
      expect(findings(file, early).map((f) => f.code)).toEqual(['before-commencement']);
    });

    it('1b advanced 50万 before commencement and 50万 later, 150万 settled: 200万 stand, 50万 go back', () => {
      expect(whatReturns(advance(wan(50), { date: '2025-01-15' }), advance(wan(50)), settlement(wan(150)))).toEqual([
        [['before-commencement', 'investment-subsidy:P', wan(50)]], wan(50),
      ]);
    });

    it('1b to a project of 1999万, which is not eligible, beside 1a 8万: only the 1b goes back', () => {
      const small = caseOf(pilotProject().investing(wan(1999)).equipping(wan(1500)).rewardedWith(wan(8)));
      expect(serious(small, advance(wan(50)), reward(wan(8)))).toEqual(['ineligible']);
    });
  });

  it('F.3 a pair that the reading lets stack is no double dip', () => {
    const report = audit(both, [reward(wan(10)), settlement(wan(200))], { readings: { rewardWithSubsidy: 'stack' } });
    expect(report.findings).toEqual([]);
  });
});

describe('ceilings', () => {
  const large = nationalProject().investing(wan(20_000)).equipping(wan(15_000)).underConstruction('1').accepted(wan(20_000), wan(15_000));

  it('A1.3 20 % of 1.5亿 is 3000万: 2000万 is right, a fen more is not', () => {
    expect(findings(caseOf(large), settlement(wan(2000)))).toEqual([]);
    expect(only(caseOf(large), settlement(fenAbove(wan(2000))))).toMatchObject({ code: 'cap-excess', clause: 'A1.3', difference: '0.01' });
  });

  it('A1.3 3000万 paid: uncapped, 1000万 to return', () => {
    const found = only(caseOf(large), settlement(wan(3000)));
    expect(found).toMatchObject({ code: 'cap-excess', difference: wan(1000) });
    expect(causes(found)).toEqual(['uncapped']);
  });

  it('A1.2 一次性: 6万 assessed and paid twice on different days', () => {
    const file = caseOf(ordinaryProject().rewardedWith(wan(6)));
    const found = only(file, reward(wan(6)), { ...reward(wan(6)), date: '2026-07-01' });
    expect(found).toMatchObject({ code: 'cap-excess', difference: wan(6) });
    expect(causes(found)).toEqual(['paid-twice']);
  });

  it('A2.2 单户企业每年: 150 + 80 = 230万 of interest subsidy in a year, 200万 at most', () => {
    const file = caseOf(smallProject(), loan().named('L1').assessedAt(wan(150)), loan().named('L2').assessedAt(wan(80)));
    expect(findings(file, interest(wan(150)), interest(wan(50)))).toEqual([]);
    const found = only(file, interest(wan(150)), interest(wan(80)));
    expect(found).toMatchObject({ code: 'enterprise-year-excess', clause: 'A2.2', difference: wan(30), awards: [{ index: 0 }, { index: 1 }] });
    expect(causes(found)).toEqual(['uncapped']);
  });

  it('A2.2 每年: each year has its own ceiling, 200 + 200万', () => {
    const file = caseOf(smallProject(), loan().assessedAt(wan(200)), loan().inYear(2026).assessedAt(wan(200)));
    expect(findings(file, interest(wan(200)), interest(wan(200), 2026))).toEqual([]);
  });

  it('A3.3 an amount that is not assessed: anything up to 50万 is only noted with the fact that is missing, a fen more is too much', () => {
    const file = caseOf(provider().notKnowing('tierAmount'));
    const award = (amount: Money) => paid('service-provider-award', 'advisor', amount, 'annual', { year: 2025 });
    for (const amount of [wan(50), wan(1)]) {
      expect(only(file, award(amount))).toMatchObject({ code: 'facts-unknown', severity: 'note', missing: ['$.serviceProviders[0].tierAmount'] });
    }
    expect(only(file, award(fenAbove(wan(50))))).toMatchObject({ code: 'enterprise-year-excess', difference: '0.01' });
  });
});

describe('A1.4 advances: 按投资进度给予不超过补助总额50%的拨款', () => {
  it('A1.4 at 60 % progress half of 200万 may be advanced, in parts: 60 + 40万', () => {
    const file = caseOf(pilotProject().underConstruction('0.6'));
    expect(serious(file, advance(wan(60)), advance(wan(40), { date: '2026-07-01' }))).toEqual([]);
    expect(only(file, advance(wan(60)), advance(fenAbove(wan(40))))).toMatchObject({ code: 'advance-over-share', clause: 'A1.4', actual: fenAbove(wan(100)), difference: '0.01' });
  });

  it('A1.4 at 30 % progress 60万 may be advanced, a fen more is ahead of progress', () => {
    const file = caseOf(pilotProject().underConstruction('0.3'));
    expect(serious(file, advance(wan(60)))).toEqual([]);
    expect(only(file, advance(fenAbove(wan(60))))).toMatchObject({ code: 'advance-ahead-of-progress', difference: '0.01' });
  });

  it('A1.4 the full half at 30 % progress: 100万 instead of 60万', () => {
    const found = only(caseOf(pilotProject().underConstruction('0.3')), advance(wan(100)));
    expect(found).toMatchObject({ code: 'advance-ahead-of-progress', difference: wan(40) });
    expect(causes(found)).toEqual(['share-of-total-flat']);
  });

  it('A1.4 half of the uncapped 3000万 is 1500万: half of 2000万 may be advanced', () => {
    const file = caseOf(nationalProject().investing(wan(20_000)).equipping(wan(15_000)).underConstruction('0.8'));
    const found = only(file, advance(wan(1500)));
    expect(found).toMatchObject({ code: 'advance-over-share', difference: wan(500) });
    expect(causes(found)).toEqual(['uncapped']);
  });

  it('A1.4 nothing before works start', () => {
    expect(only(caseOf(pilotProject().notStarted()), advance('0.01'))).toMatchObject({ code: 'advance-ahead-of-progress' });
  });

  it('A1.4 unknown progress: up to half is only noted', () => {
    expect(only(caseOf(pilotProject()), advance(wan(100)))).toMatchObject({ code: 'facts-unknown', severity: 'note' });
    expect(only(caseOf(pilotProject()), advance(fenAbove(wan(100))))).toMatchObject({ code: 'advance-over-share' });
  });

  it('A1.4 50万 in advance and 150万 in the settlement is right; 200万 in the settlement is not', () => {
    expect(serious(settled, advance(wan(50)), settlement(wan(150)))).toEqual([]);
    const found = only(settled, advance(wan(50)), settlement(wan(200)));
    expect(found).toMatchObject({ code: 'amount-mismatch', difference: wan(50) });
    expect(causes(found)).toEqual(['advances-not-deducted']);
  });

  it('A1.4 advances that only the case states are deducted as well: 50万 before, 150万 due', () => {
    const file = caseOf(pilotProject().underConstruction('1', wan(50)).accepted(wan(2500), wan(2000)));
    expect(findings(file, settlement(wan(150)))).toEqual([]);
    expect(only(file, settlement(wan(200)))).toMatchObject({ difference: wan(50), causes: [{ code: 'advances-not-deducted' }] });
  });

  it('A1.4 in one sum (full) 160万 of 200万, and no word on advances: 40万 are missing', () => {
    const file = caseOf(pilotProject().accepted(wan(2500), wan(2000)));
    const whole = (amount: Money) => ({ ...settlement(amount), payment: 'full' as const });
    expect(only(file, whole(wan(160)))).toMatchObject({ code: 'underpayment', severity: 'warning', effect: 'pay', difference: wan(40) });
    expect(findings(file, whole(wan(200)))).toEqual([]);
    // A settlement is the rest of the account: what was advanced before is not known.
    expect(audit(file, [settlement(wan(160))])).toMatchObject({ findings: [], summary: { stillPayable: between('0.00', wan(40)) } });
  });

  it('A1.4 其余部分待项目竣工验收后: settled on a day before acceptance, or without any', () => {
    expect(only(settled, { ...settlement(wan(200)), date: '2026-11-01' })).toMatchObject({ code: 'settled-too-early', severity: 'warning', effect: 'none', clause: 'A1.4' });
    expect(findings(settled, { ...settlement(wan(200)), date: '2026-11-02' })).toEqual([]);
    expect(only(caseOf(pilotProject()), settlement(wan(200)))).toMatchObject({ code: 'settled-too-early', severity: 'warning' });
  });

  it('A1.4 an advance of 50万 after the settlement of 150万 comes to the right 200万 and is to be checked', () => {
    const on = (date: DayInput) => advance(wan(50), { date });
    expect(serious(settled, on('2026-11-20'), settlement(wan(150)))).toEqual([]);
    expect(only(settled, on('2026-11-21'), settlement(wan(150)))).toMatchObject({
      code: 'advance-after-settlement', severity: 'warning', effect: 'none', actual: wan(50), awards: [{ index: 0 }],
    });
  });

  describe('I-18 补助总额 is the planned one while the works go on: what was advanced within its half stays lawful when less is verified', () => {
    // 10 % of the filed 2000万 is 200万, half of it 100万; 10 % of the verified 1900万 is 190万, half of it 95万.
    const less = caseOf(pilotProject().underConstruction('1').accepted(wan(2500), wan(1900)));

    it('A1.4 100万 in advance and 90万 in the settlement: nothing is found', () => {
      expect(serious(less, advance(wan(100)), settlement(wan(90)))).toEqual([]);
      expect(serious(less, advance(wan(100)))).toEqual([]);
    });

    it('A1.4 a fen more than the half of the planned 200万 was more than might be advanced', () => {
      expect(only(less, advance(fenAbove(wan(100))), settlement(fenBelow(wan(90))))).toMatchObject({
        code: 'advance-over-share', severity: 'warning', effect: 'none', clause: 'A1.4', actual: fenAbove(wan(100)), difference: '0.01', expected: exactly(wan(100)),
      });
    });

    it('A1.4 on the day of acceptance the verified figures are there: half of 190万', () => {
      expect(only(less, advance(wan(100), { date: '2026-11-02' }), settlement(wan(90)))).toMatchObject({ code: 'advance-over-share', difference: wan(5), expected: exactly(wan(95)) });
    });

    it('A1.4 verified at 800万, 80万: 20万 of the 100万 come back, and with them the account is closed', () => {
      const file = caseOf(pilotProject().underConstruction('1').accepted(wan(2500), wan(800)));
      expect(only(file, advance(wan(100)))).toMatchObject({ code: 'advance-recoverable', difference: wan(20) });
      expect(serious(file, advance(wan(100)), advance(wan(20), { payment: 'return', date: '2026-12-01' }))).toEqual([]);
    });

    it('A6.5 22.5万 of the planned 45万, then the factor 0.8: 36万 in all, 13.5万 in the settlement', () => {
      const file = caseOf(smallProject(), consortium().missingTargets().progressing('1', '1').with({ accepted: true, settlementFactor: '0.8' }).notKnowing('advancesPaid'));
      const consortial = (amount: Money, payment: Kind) => paid('consortium-investment-subsidy', 'C', amount, payment);
      expect(serious(file, consortial(wan(22.5), 'advance'), consortial(wan(13.5), 'settlement'))).toEqual([]);
      expect(only(file, consortial(fenAbove(wan(22.5)), 'advance'), consortial(fenBelow(wan(13.5)), 'settlement'))).toMatchObject({
        code: 'advance-over-share', severity: 'warning', clause: 'A6.5', expected: exactly(wan(22.5)),
      });
    });
  });

  it('A1.4 verified at 500万 of equipment: 50万 in all, so 30万 of the 80万 advanced is to be returned', () => {
    const file = caseOf(pilotProject().underConstruction('1').accepted(wan(2500), wan(500)));
    expect(only(file, advance(wan(80)))).toMatchObject({ code: 'advance-recoverable', difference: wan(30) });
  });
});

describe('F.1 validity', () => {
  const on = (date: DayInput) => advance(wan(10), { date });
  const file = caseOf(pilotProject().underConstruction('0.5'));

  it('F.1 自2025年2月2日起: the day itself is inside, the day before is not', () => {
    expect(serious(appliedOn('2025-02-02', pilotProject().filedOn('2024-09-02').underConstruction('0.5')), on('2025-02-02'))).toEqual([]);
    expect(only(file, on('2025-02-01'))).toMatchObject({ code: 'before-commencement', clause: 'F.1', difference: wan(10) });
  });

  it('F.1 至2026年12月31日: later payments are honoured by default and out under validity-only', () => {
    expect(serious(file, on('2027-01-01'))).toEqual([]);
    const strict = (date: DayInput) => audit(file, [on(date)], { readings: { afterExpiry: 'validity-only' } }).findings.filter((f) => f.severity !== 'note');
    expect(strict('2026-12-31')).toEqual([]);
    expect(strict('2027-01-01').map((f) => f.code)).toEqual(['after-expiry']);
  });

  it('F.1 under validity-only what was paid by the last day stays although the account is drawn up afterwards, and no more is payable', () => {
    const late: CaseFile = { ...settled, settlementDate: '2027-03-01' };
    const report = (...lines: Award[]) => audit(late, lines, { readings: { afterExpiry: 'validity-only' } });
    const whole = (date: DayInput) => ({ ...settlement(wan(200)), date });
    expect(report(whole('2026-12-31'))).toMatchObject({ findings: [], summary: { toReturn: exactly('0.00') } });
    expect(report(whole('2027-01-01')).findings).toMatchObject([{ code: 'after-expiry', difference: wan(200) }]);
    expect(report({ ...settlement(fenAbove(wan(200))), date: '2026-12-31' }).findings).toMatchObject([{ code: 'amount-mismatch', difference: '0.01' }]);
    expect(report({ ...settlement(wan(150)), date: '2026-12-31' }).summary).toMatchObject({ toReturn: exactly('0.00'), stillPayable: exactly('0.00') });
  });
});

describe('A5.4 需扣减前期年度奖励部分', () => {
  const file = caseOf(smallProject(), taskBook().evaluated(true, true).completed(wan(80)));
  const years = [2025, 2026].map((year) => paid('demonstration-annual-award', 'P', wan(30), 'annual', { year }));
  const final = (amount: Money) => paid('demonstration-completion-award', 'P', amount);

  it('A5.4 80万 gross less two years of 30万 is 20万', () => {
    expect(findings(file, ...years, final(wan(20)))).toEqual([]);
  });

  it('A5.4 80万 paid gross: 60万 to return', () => {
    const found = only(file, ...years, final(wan(80)));
    expect(found).toMatchObject({ code: 'missing-deduction', severity: 'error', clause: 'A5.4', difference: wan(60) });
    expect(causes(found)).toEqual(['gross-of-deduction']);
  });

  it('A5.4 only one year deducted, 50万: 30万 to return', () => {
    expect(only(file, ...years, final(wan(50)))).toMatchObject({ code: 'missing-deduction', difference: wan(30) });
  });

  it('A5.4 80万 gross while no yearly award was paid: the sum is not exceeded yet, a warning', () => {
    expect(only(file, final(wan(80)))).toMatchObject({ code: 'missing-deduction', severity: 'warning' });
  });

  describe.each([['60万', 60], ['50万', 50]] as const)('A5.4 %s gross, of which two years of 30万 leave nothing', (_, gross) => {
    const nothingLeft = caseOf(smallProject(), taskBook().evaluated(true, true).completed(wan(gross)));

    it('a fen beside both years goes back', () => {
      expect(only(nothingLeft, ...years, final('0.01'))).toMatchObject({ code: 'missing-deduction', severity: 'error', effect: 'return', difference: '0.01', expected: exactly('0.00') });
      expect(audit(nothingLeft, [...years, final('0.01')]).summary).toMatchObject({ allowed: exactly(wan(60)), toReturn: exactly('0.01'), stillPayable: exactly('0.00') });
    });

    it('30万 beside one year are no more than both years, a warning', () => {
      expect(only(nothingLeft, years[0] as Award, final(wan(30)))).toMatchObject({ code: 'missing-deduction', severity: 'warning', difference: wan(30) });
      // They may be the award of the other year, or have to come back when that is paid.
      expect(audit(nothingLeft, [years[0] as Award, final(wan(30))]).summary).toMatchObject({ allowed: between(wan(30), wan(60)), toReturn: between('0.00', wan(30)) });
    });
  });

  it('A5.3 a yearly award is net of nothing: 60万 paid as that of 2025 are 30万 too much, and no earlier award was left undeducted', () => {
    const file = caseOf(smallProject(), taskBook().evaluated(true, true).completed(wan(80)));
    const found = only(file, paid('demonstration-annual-award', 'P', wan(60), 'annual', { year: 2025 }));
    expect(found).toMatchObject({ code: 'amount-mismatch', difference: wan(30) });
    expect(causes(found)).toEqual([]);
  });

  it('A5.3 27万 of 30万 for 2026, beside 50万 net of one year: 3万 are lacking, and 3万 at most are still payable', () => {
    const { findings: found, summary } = audit(file, [final(wan(50)), { ...(years[1] as Award), amount: wan(27) }]);
    expect(found.filter((f) => f.effect === 'pay').map((f) => [f.code, f.difference])).toEqual([['underpayment', wan(3)]]);
    expect(summary.stillPayable.max).toBe(wan(3));
  });
});

describe('who may receive', () => {
  it('A6.2 nine suppliers and the leader are not ten', () => {
    const award = paid('chain-leader-award', 'C', wan(200));
    expect(findings(caseOf(smallProject(), consortium().joining(10)), award)).toEqual([]);
    const found = only(caseOf(smallProject(), consortium().joining(9)), award);
    expect(found).toMatchObject({ code: 'ineligible', clause: 'A6.2', difference: wan(200), unmet: [{ id: 'direct-suppliers', required: '10', actual: '9' }] });
    expect(found.causes).toMatchObject([{ code: 'other-reading', by: 'directSupplierCount=includes-leader' }]);
  });

  it('every unmet condition is named: filed a day early and below 2000万', () => {
    const file = caseOf(pilotProject().filedOn('2024-05-31').investing(fenBelow(wan(2000))));
    expect(only(file, advance(wan(10))).unmet?.map((c) => c.clause)).toEqual(['F.2', 'A1.3']);
  });

  it.each<[string, CaseFile, Award, string, string]>([
    ['yes or no', caseOf(pilotProject().notNewType()), advance(wan(10)),
      '属新型技术改造项目（第一条第三句：不满足）', 'new-type upgrading project (Article 1, sentence 3: not met)'],
    ['money', caseOf(pilotProject().investing(wan(1999))), advance(wan(10)),
      '要求20,000,000.00元（含）以上，实际为19,990,000.00元，相差10,000.00元', 'required 20,000,000.00 yuan or more, found 19,990,000.00 yuan, short by 10,000.00 yuan'],
    ['a day', caseOf(pilotProject().filedOn('2024-05-31')), advance(wan(10)),
      '要求2024年6月1日（含）以后，实际为2024年5月31日', 'required on or after 1 June 2024, found 31 May 2024'],
    ['a period', appliedOn('2025-02-01', pilotProject()), advance(wan(10)),
      '要求2025年2月2日至2026年12月31日，实际为2025年2月1日', 'required 2 February 2025 to 31 December 2026, found 1 February 2025'],
  ])('a letter names %s in words', (_, file, award, zh, en) => {
    const { message } = findings(file, award).find((f) => f.code === 'ineligible') as Finding;
    expect(message.zh).toContain(zh);
    expect(message.en).toContain(en);
    expect(message.zh).not.toMatch(/true|false|<=|>=|\.\./);
  });

  it('a letter on a fen of rounding is a sentence', () => {
    expect(only(settled, settlement(fenAbove(wan(200)))).message.en).toContain('The figure is reproduced exactly if it was rounded differently by a fen.');
  });

  it('a condition that is unknown is no reason to ask money back, and the fact is named', () => {
    expect(only(caseOf(pilotProject().notKnowing('filingDate').underConstruction('1')), advance(wan(100)))).toMatchObject({
      code: 'facts-unknown', severity: 'warning', effect: 'none', missing: ['$.projects[0].filingDate'],
    });
  });

  it.each([
    ['another project', { ...advance(wan(10)), subject: 'Q' }],
    ['a year without a row', leased(wan(10), 2026)],
    ['a measure that the case has no facts for', paid('park-award', 'P', wan(10), 'advance')],
  ])('an award for %s cannot be checked', (_, award) => {
    const { findings: found, summary } = audit(caseOf(pilotProject(), lease()), [award]);
    expect(found).toMatchObject([{ code: 'not-in-case', severity: 'error', effect: 'none' }]);
    expect(summary.toReturn).toEqual({ min: '0.00', max: wan(10) });
    // The sum that may have to come back is told.
    expect(found[0]?.message.zh).toContain('共拨付100,000.00元，案件中没有相应的事实，无法核对');
    expect(found[0]?.message.en).toContain('comes to 100,000.00 yuan; no facts of the case stand behind it');
  });

  it('a message cannot steer a terminal, whatever the subject and the line are called', () => {
    const [found] = audit(caseOf(pilotProject().named('\u001b[31m')), [{ ...advance(wan(10)), subject: '\u001b[31m', id: '\u202e' }, { ...advance(wan(10)), subject: '\u202eQ' }]).findings;
    expect(found?.message.zh).toContain('\ufffd[31m');
    for (const { message } of audit(caseOf(pilotProject()), [{ ...advance(wan(10)), subject: '\u202eQ' }]).findings) expect(message.zh + message.en).not.toContain('\u202e');
  });

  it('a measure that there is none of is refused with those that there are', () => {
    const refused = (): unknown => audit(caseOf(pilotProject()), [{ ...advance(wan(10)), measure: '1c' }]);
    expect(refused).toThrow('expected the id or the code of a measure (1a, 1b, 2a, 2b, 3, 4a, 4b, 5a, 5b, 6a, 6b, 7), found "1c"');
  });
});

describe('arithmetic and its likely cause', () => {
  it.each([
    ['the rate of a national project, 20 % of 2000万', wan(400), 'amount-mismatch', ['rate-of-other-class']],
    ['the rate of another new-type project, 8 % of 2000万', wan(160), 'underpayment', ['rate-of-other-class']],
    ['15 % of 2000万, the rate of a consortium that the case has none of', wan(300), 'amount-mismatch', []],
    ['the half that may be advanced', wan(100), 'underpayment', ['half-of-total']],
    ['total investment as the base, 10 % of 2500万', wan(250), 'amount-mismatch', ['base-of-other-fact']],
    ['both, 20 % of 2500万', wan(500), 'amount-mismatch', ['base-of-other-fact', 'rate-of-other-class']],
    ['a fen too much', fenAbove(wan(200)), 'amount-mismatch', ['rounding']],
    ['a fen too little', fenBelow(wan(200)), 'underpayment', ['rounding']],
    ['万元 typed for 元', '200.00', 'underpayment', ['unit']],
    ['nothing that explains it', '1234567.89', 'underpayment', []],
  ] as const)('A1.3 for 10 %% of 2000万, 200万: %s, %s', (_, amount, code, expected) => {
    const found = only(settled, { ...settlement(amount), payment: 'full' });
    expect(found.code).toBe(code);
    expect(causes(found)).toEqual(expected);
  });

  it('A1.4 on the figures applied for instead of the verified 1800万: 200万 for 180万', () => {
    const found = only(caseOf(pilotProject().underConstruction('1').accepted(wan(2300), wan(1800))), settlement(wan(200)));
    expect(found).toMatchObject({ code: 'amount-mismatch', difference: wan(20) });
    expect(causes(found)).toEqual(['base-of-other-fact']);
  });

  it('A1.3 verified at 1900万 in total, below 2000万: nothing is due, and the condition is named', () => {
    const file = caseOf(pilotProject().underConstruction('1').accepted(wan(1900), wan(1500)));
    expect(only(file, settlement(wan(150)))).toMatchObject({ code: 'ineligible', difference: wan(150), unmet: [{ id: 'total-investment', shortfall: wan(100) }] });
    expect(only(caseOf(pilotProject().underConstruction('1').accepted(wan(2000), wan(1500))), settlement(wan(151)))).toMatchObject({ code: 'amount-mismatch' });
  });

  it.each([
    ['90万 less 60万 is 30万; only one of two years deducted gives 60万', 90, 60],
    ['80万 less 60万 is 20万; only one of two years deducted gives 50万', 80, 50],
  ] as const)('A5.4 %s, which was not paid twice', (_, gross, amount) => {
    const file = caseOf(smallProject(), taskBook().evaluated(true, true).completed(wan(gross)));
    const years = [2025, 2026].map((year) => paid('demonstration-annual-award', 'P', wan(30), 'annual', { year }));
    const found = only(file, ...years, paid('demonstration-completion-award', 'P', wan(amount)));
    expect(found).toMatchObject({ code: 'missing-deduction', difference: wan(30), causes: [{ code: 'deduction-incomplete', by: '1' }] });
  });

  it('A1.4 the half at 60 % progress is no advance without regard to progress: 100万 twice is 200万', () => {
    const file = caseOf(pilotProject().underConstruction('0.6'));
    expect(causes(only(file, advance(wan(200))))).toEqual(['whole-total']);
    // 61万 where 60万 may be advanced comes from no calculation.
    expect(causes(only(caseOf(pilotProject().underConstruction('0.3')), advance(wan(61))))).toEqual([]);
  });

  it('A4.3 1 % of 9000万 is 90万; only the part above 8000万 would give 10万; the rate of software 45万', () => {
    const file = caseOf(smallProject(), equipmentSale());
    const sold = (amount: Money) => paid('equipment-supply-subsidy', 'maker', amount);
    expect(findings(file, sold(wan(90)))).toEqual([]);
    expect(causes(only(file, sold(wan(10))))).toEqual(['base-above-threshold']);
    expect(causes(only(file, sold(wan(45))))).toEqual(['rate-of-other-measure']);
  });

  it('A4.4 a sale to itself does not count: 0.5 % of 6000万, not of 8000万', () => {
    const own = softwareSale().named('own').toProject('M').for(wan(2000));
    const file = caseOf(smallProject(), smallProject().named('M').ownedBy('maker'), softwareSale(), own);
    expect(causes(only(file, paid('software-supply-subsidy', 'maker', wan(40))))).toEqual(['base-with-excluded-rows']);
  });

  it('A6.6 the settlement factor 0.8 of 45万 is 36万; 45万 ignores it', () => {
    const file = caseOf(smallProject(), consortium().missingTargets().acceptedAt('0.8'));
    const award = (amount: Money) => paid('consortium-investment-subsidy', 'C', amount, 'settlement');
    expect(findings(file, award(wan(36)))).toEqual([]);
    expect(causes(only(file, award(wan(45))))).toEqual(['factor-ignored']);
  });

  it('A2.3 another reading of 年实际发生额: 2.5 % of 1200万 for half a year is 15万, of 400万 in the year 10万', () => {
    const file = caseOf(smallProject(), lease().with({ principal: wan(1200), start: '2025-07-01' }));
    const found = only(file, leased(wan(15)));
    expect(found.causes).toMatchObject([{ code: 'other-reading', by: 'leaseBasis=time-weighted-principal' }]);
    // The question that the value answers is named with it.
    expect(found.causes?.[0]?.message.zh).toMatch(/^按另一种解读计算（.+？.+）$/);
  });

  it('A2.2 one of two loans forgotten: 30万 of 70万', () => {
    const file = caseOf(smallProject(), loan().named('L1').assessedAt(wan(30)), loan().named('L2').assessedAt(wan(40)));
    expect(only(file, interest(wan(30)))).toMatchObject({ code: 'underpayment', severity: 'warning', causes: [{ code: 'rows-left-out', by: 'L2' }] });
  });
});

describe('many rows', () => {
  // Twelve leases of a year bring 2.5 % of 100万, 200万 … 1200万: 2.5万, 5万 … 30万, 195万 in all.
  const twelve = (lessee: string) =>
    Array.from({ length: 12 }, (_, i) => lease().named(`${lessee}/${i + 1}`).by(lessee).amounting(wan(100 * (i + 1))).ofEquipmentWorth(wan(10)));

  it('A2.3 three of twelve leases forgotten: 195 − 2.5 − 5 − 30 = 157.5万', () => {
    const found = only(caseOf(smallProject(), ...twelve('acme')), leased(wan(157.5)));
    expect(found).toMatchObject({ code: 'underpayment', difference: wan(37.5) });
    expect(causes(found)).toEqual(['rows-left-out']);
  });

  it('A2.3 400 enterprises underpaid for a reason that no lease explains: all causes tried with a thousand steps for each', () => {
    const names = Array.from({ length: 400 }, (_, i) => `e${i}`);
    const file = caseOf(smallProject(), ...names.flatMap(twelve));
    const awards = names.map((name) => paid('finance-lease-subsidy', name, '1234567.89', 'annual', { year: 2025 }));
    const { findings: found, proven } = audit(file, awards, { workLimit: 400 * 1000 });
    expect(found).toHaveLength(400);
    expect(proven).toBe(true);
  });
});

describe('A7.4 and A7.5 parks', () => {
  const file = caseOf(park().evaluated(['passed', '0.3'], ['passed', '0.8']));
  const given = (amount: Money, year: number, payment: Kind = 'advance') => paid('park-award', 'park', amount, payment, { year });

  it('A7.4 cumulative: 30 % in the first year and 20 % in the second are the half of 2000万', () => {
    expect(serious(file, given(wan(600), 2025), given(wan(400), 2026))).toEqual([]);
    expect(only(file, given(wan(600), 2025), given(fenAbove(wan(400)), 2026, 'annual'))).toMatchObject({ code: 'advance-over-share', clause: 'A7.4', difference: '0.01' });
  });

  it('A7.4 nothing for a failed year', () => {
    const failed = caseOf(park().evaluated(['passed', '0.3'], ['failed', '0.8']));
    expect(serious(failed, given(wan(600), 2025))).toEqual([]);
    expect(findings(failed, given(wan(600), 2026)).map((f) => f.code)).toContain('advance-in-failed-year');
  });

  it('A7.4 a year before the task book was signed does not count: failed in it, nothing of an advance within the limit is asked back', () => {
    const signed = caseOf(park().with({ applicationDate: '2026-02-10' }).evaluated(['failed', '0'], ['passed', '0.4']));
    const { findings: found, summary } = audit(signed, [given(wan(100), 2025)]);
    expect(found.filter((f) => f.severity !== 'note')).toMatchObject([{ code: 'advance-ahead-of-progress', severity: 'warning', effect: 'none' }]);
    expect(summary.toReturn).toEqual(exactly('0.00'));
  });

  it('A7.4 for 2025 at 30 % progress 600万 of 2000万; 700万 in that year, which 2026 catches up with, is to be checked', () => {
    expect(only(file, given(wan(700), 2025), given(wan(300), 2026))).toMatchObject({
      code: 'advance-ahead-of-progress', severity: 'warning', effect: 'none', clause: 'A7.4', difference: wan(100),
    });
    // 30 % were not taken up in 2025: the pass of 2026 allows the half in all.
    expect(serious(file, given(wan(1000), 2026))).toEqual([]);
  });

  it('A7.4 对评价达标的: a year without an evaluation allows nothing that could be checked', () => {
    expect(only(file, given(wan(600), 2025), { ...given(wan(100), 2027), date: '2027-06-30' })).toMatchObject({ code: 'advance-without-evaluation', severity: 'warning', awards: [{ index: 1 }] });
  });

  it('A7.5 settled at 700万 after a failed year: asked back once', () => {
    const failed = caseOf(park().evaluated(['passed', '0.3'], ['failed', '0.8']));
    const { findings: found, summary } = audit(failed, [given(wan(600), 2025), given(wan(700), 2026, 'settlement')]);
    expect(found.filter((f) => f.severity !== 'note')).toMatchObject([{ code: 'settled-too-early', clause: 'A7.5', difference: wan(700) }]);
    expect(summary.toReturn).toEqual({ min: wan(700), max: wan(700) });
  });

  it('I-36 after a failed year nothing is payable any more: 600万 are allowed, 300万 paid, and the authority decides on the rest', () => {
    const payable = (...years: Parameters<ReturnType<typeof park>['evaluated']>) => {
      const { summary } = audit(caseOf(park().evaluated(...years)), [given(wan(300), 2025)]);
      return [summary.allowed, summary.stillPayable];
    };
    expect(payable(['passed', '0.3'], ['failed', '0.8'])).toEqual([exactly(wan(600)), exactly('0.00')]);
    expect(payable(['passed', '0.3'])).toEqual([exactly(wan(2000)), exactly(wan(1700))]);
  });

  it('I-36 while a year is open, nothing may be payable any more, or all that is left of the 2000万', () => {
    const open = caseOf(park().with({ evaluations: [{ year: 2025, passed: true, taskProgress: '0.3' }, { year: 2026, taskProgress: '0.8' }] }));
    expect(audit(open, [given(wan(300), 2025)]).summary.stillPayable).toEqual({ min: '0.00', max: wan(1700) });
  });

  it('A7.5 no settlement before all tasks are completed', () => {
    expect(findings(caseOf(park().evaluated(['passed', '1']).unfinished()), given(wan(2000), 2025, 'settlement')).map((f) => f.code)).toContain('settled-too-early');
    expect(findings(caseOf(park().evaluated(['passed', '1']).finished()), given(wan(2000), 2025, 'settlement'))).toEqual([]);
  });
});

describe('the year of an award', () => {
  const before = (award: Award, year: number): Award => ({ ...award, date: `${year - 1}-12-31` });
  it.each<[string, CaseFile, Award]>([
    ['A2.2 interest', caseOf(smallProject(), loan().inYear(2026)), interest(wan(30), 2026)],
    ['A2.3 a lease', caseOf(smallProject(), lease().inYear(2026)), leased(wan(10), 2026)],
    ['A3.3 a provider', caseOf(provider().inYear(2026)), paid('service-provider-award', 'advisor', wan(30), 'annual', { year: 2026 })],
    ['A5.3 an evaluation', caseOf(smallProject(), taskBook().evaluatedIn(2026, true)), paid('demonstration-annual-award', 'P', wan(30), 'annual', { year: 2026 })],
    // 30 % of 2000万 by 2025 and 50 % by 2026: what 2026 adds is 400万.
    ['A7.4 an advance of a park', caseOf(park().with({ evaluations: [{ year: 2025, passed: true, taskProgress: '0.3' }, { year: 2026, passed: true, taskProgress: '0.5' }] })),
      paid('park-award', 'park', wan(400), 'advance', { year: 2026 })],
  ])('%s of 2026 is not paid in 2025', (_, file, award) => {
    expect(findings(file, { ...award, date: '2026-01-01' })).toEqual([]);
    expect(only(file, before(award, 2026))).toMatchObject({ code: 'paid-before-year', severity: 'warning' });
  });
});

describe('one id on two different lines', () => {
  it('is to be checked; the same line again is a repetition and nothing else', () => {
    const lines = [advance(wan(50), { id: 'V1' }), settlement(wan(150))];
    expect(findings(settled, ...lines).filter((f) => f.severity !== 'note')).toEqual([]);
    expect(only(settled, lines[0] as Award, { ...(lines[1] as Award), id: 'V1' })).toMatchObject({
      code: 'id-reused', severity: 'warning', effect: 'none', awards: [{ index: 0, id: 'V1' }, { index: 1, id: 'V1' }],
    });
    expect(serious(settled, lines[0] as Award, lines[0] as Award, lines[1] as Award)).toEqual(['duplicate']);
  });
});

describe('the same award twice', () => {
  it('is an error for two equal lines, and the second goes back whole', () => {
    const { findings: found, summary } = audit(settled, [settlement(wan(200)), settlement(wan(200))]);
    expect(found).toMatchObject([{ code: 'duplicate', severity: 'error', awards: [{ index: 0 }, { index: 1 }], difference: wan(200) }]);
    expect(summary).toMatchObject({ granted: wan(400), allowed: { min: wan(200), max: wan(200) }, toReturn: { min: wan(200), max: wan(200) } });
  });

  it.each([['two ids', 'V2'], ['no ids', undefined]])('is two payments with %s, as long as both are due', (_, id) => {
    const file = caseOf(pilotProject().underConstruction('0.5'));
    const twice = [advance(wan(50), id === undefined ? {} : { id: 'V1' }), advance(wan(50), id === undefined ? {} : { id })];
    expect(serious(file, ...twice)).toEqual([]);
  });

  it('is one payment recorded twice where the id is the same', () => {
    const file = caseOf(pilotProject().underConstruction('0.5'));
    const line = advance(wan(50), { id: 'V1' });
    expect(serious(file, line, line)).toEqual(['duplicate']);
  });
});

describe('the report', () => {
  it.each(Object.entries(FINDINGS))('names the sentence of %s in both languages or in none', (_code, [, , zh, en]) => {
    expect(en.includes('{clause}')).toBe(zh.includes('{clause}'));
  });

  it('sums up: granted 60万, allowed 200万 in the end, 140万 still payable', () => {
    const { summary } = audit(caseOf(pilotProject().underConstruction('0.3', wan(60))), [advance(wan(60))]);
    expect(summary).toEqual({
      awards: 1, granted: wan(60), returned: '0.00', allowed: { min: wan(200), max: wan(200) }, toReturn: { min: '0.00', max: '0.00' },
      stillPayable: { min: wan(140), max: wan(140) }, findings: { error: 0, warning: 0, note: 0 },
    });
  });

  it('is worded for a letter in both languages: subject, sentence, figures, what follows', () => {
    const { zh, en } = only(settled, settlement(wan(250))).message;
    expect(zh).toBe(
      '项目“P”的新型技术改造投资补助共拨付2,500,000.00元；依据第一条第三句（A1.3）应为2,000,000.00元，多付500,000.00元（台账第1笔）。' +
        '经复算，该金额与下列计算一致：以竣工验收前的项目总投资为基数。请退回500,000.00元。',
    );
    expect(en).toMatch(/^The new-type investment subsidy of project "P" comes to 2,500,000\.00 yuan; under Article 1, sentence 3 \(A1\.3\) it is 2,000,000\.00 yuan/);
    expect(en).toContain('500,000.00 yuan too much was paid (ledger line 1). The figure is reproduced exactly if the base was the');
  });

  it('says by their names what a figure was based on, which question another reading answers, and which lines have an id', () => {
    const both = caseOf(pilotProject().underConstruction('1').accepted(wan(2500), wan(1800)));
    // 10 % of the filed 2000万, where 1800万 were verified.
    expect(only(both, settlement(wan(200))).message.zh).toContain('以竣工验收前的设备投资（含软件）为基数');
    const gross = findings(caseOf(smallProject(), taskBook().evaluated(true).completed(wan(80))),
      paid('demonstration-annual-award', 'P', wan(30), 'annual', { year: 2025 }), paid('demonstration-completion-award', 'P', wan(80), 'full', { id: 'V7' }));
    expect(gross[0]?.message.en).toContain('(ledger line 2 “V7”). The figure is reproduced exactly if the step "');
    expect(gross[0]?.message.zh).toContain('（台账第2笔“V7”）');
  });

  it('is plain data', () => {
    const report = audit(settled, [settlement(wan(250)), reward(wan(1))]);
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });
});

describe('a broken ledger', () => {
  const pathsOf = (run: () => unknown): string[] => {
    try {
      run();
    } catch (error) {
      if (isInvalidCaseError(error)) return error.issues.map((i) => i.path);
      throw error;
    }
    return [];
  };
  const broken = (line: object): Award => ({ ...advance(wan(1)), ...line }) as Award;

  it.each([
    ['a measure that does not exist', { measure: 'investment' }, '$.awards[1].measure'],
    ['a kind of payment that does not exist', { payment: 'part' }, '$.awards[1].payment'],
    ['an amount below 0', { amount: '-1' }, '$.awards[1].amount'],
    ['an amount with three decimals', { amount: '1.005' }, '$.awards[1].amount'],
    ['a day that does not exist', { date: '2026-02-30' }, '$.awards[1].date'],
    ['an unknown property', { note: 'x' }, '$.awards[1].note'],
    ['no subject', { subject: null }, '$.awards[1].subject'],
    ['no year for a yearly measure', { measure: 'loan-interest-subsidy' }, '$.awards[1].year'],
  ])('%s', (_, line, path) => {
    expect(pathsOf(() => audit(settled, [advance(wan(1)), broken(line)]))).toEqual([path]);
  });

  it('names the faults of every line, and anything that is no ledger', () => {
    expect(pathsOf(() => audit(settled, [broken({ amount: 'x', date: 'y' }), broken({ measure: 'z' })]))).toEqual(['$.awards[0].amount', '$.awards[0].date', '$.awards[1].measure']);
    expect(pathsOf(() => audit(settled, 'x' as never))).toEqual(['$.awards']);
    expect(pathsOf(() => audit(settled, [null as never]))).toEqual(['$.awards[0]']);
    expect(pathsOf(() => audit(settled, [], { election: [] } as never))).toEqual(['options.election']);
  });

  it('line by line, a broken line counts as not given', () => {
    const auditor = createAuditor(settled);
    expect(pathsOf(() => auditor.check(broken({ amount: 'x' })))).toEqual(['$.awards[0].amount']);
    auditor.check(settlement(wan(200)));
    expect(auditor.finish().summary).toMatchObject({ awards: 1, findings: { error: 0, warning: 0, note: 0 } });
  });
});

describe('I-13 the lower award and then the difference to the highest', () => {
  const rewarded = caseOf(accepted.rewardedWith(wan(10)));

  it('1a 10万 and then 190万 of 1b are 200万, the highest; a fen more is too much', () => {
    const rest = (amount: Money) => ({ ...settlement(amount), payment: 'full' as const });
    expect(serious(rewarded, reward(wan(10)), rest(wan(190)))).toEqual([]);
    expect(audit(rewarded, [reward(wan(10)), rest(wan(190))]).summary).toMatchObject({ toReturn: { max: '0.00' }, stillPayable: { max: '0.00' } });
    expect(only(rewarded, reward(wan(10)), rest(fenAbove(wan(190))))).toMatchObject({ code: 'double-dip', difference: '0.01' });
    expect(only(rewarded, reward(wan(10)), rest(fenBelow(wan(190))))).toMatchObject({ code: 'underpayment', difference: '0.01', effect: 'pay' });
  });

  // 10 % of the 2.2亿 that are not leased is 2200万, held to 2000万: the lease, 2.5 % of 400万, takes nothing from 1b.
  const atCap = pilotProject().investing(wan(30000)).equipping(wan(23000)).rewardedWith(wan(10)).underConstruction('1').accepted(wan(30000), wan(23000));

  it.each([
    ['there is no lease', caseOf(atCap), []],
    ['nobody was paid for a lease of 1000万 of its equipment', caseOf(atCap, lease().ofEquipmentWorth(wan(1000))), []],
    ['the lease was paid for', caseOf(atCap, lease().ofEquipmentWorth(wan(1000))), [leased(wan(10))]],
  ])('F.3 1a 10万 and 1b at its cap, 2000万, are 10万 above the highest on the investment: %s', (_, file, lines) => {
    expect(only(file, reward(wan(10)), settlement(wan(2000)), ...lines)).toMatchObject({ code: 'double-dip', key: 'investment-reward:P', difference: wan(10) });
    expect(serious(file, reward(wan(10)), { ...settlement(wan(1990)), payment: 'full' }, ...lines)).toEqual([]);
  });

  it('F.3 what a lease may still be paid is no place for 1b: half of the 10万 leaves 1a 10万 too much, though in all 2005万 are below 1b and the lease', () => {
    const found = findings(caseOf(atCap, lease().ofEquipmentWorth(wan(1000))), reward(wan(10)), settlement(wan(2000)), leased(wan(5)));
    expect(found.map((f) => [f.code, f.key, f.difference])).toEqual([
      ['double-dip', 'investment-reward:P', wan(10)],
      ['underpayment', 'finance-lease-subsidy:acme:2025', wan(5)],
    ]);
  });

  it('half of 1b in advance and then the difference to 6b: 100 + 200万 are 15 % of 2000万', () => {
    const file = caseOf(accepted, consortium().missingTargets().acceptedAt('1'));
    const joint = (amount: Money) => paid('consortium-investment-subsidy', 'C', amount, 'settlement', { date: '2026-11-20' });
    expect(serious(file, advance(wan(100)), joint(wan(200)))).toEqual([]);
    expect(only(file, advance(wan(100)), joint(fenAbove(wan(200))))).toMatchObject({ code: 'double-dip', difference: '0.01' });
  });

  it('a second use of one input is found though another project is not paid yet', () => {
    const other = accepted.named('Q').ownedBy('acme');
    const file = caseOf(accepted, other, lease().ofEquipmentWorth(wan(500)), lease().named('L2').forProject('Q').ofEquipmentWorth(wan(500)));
    // 2.5 % of 800万 is 20万 for both leases; all of P's equipment is under 1b, so only the 10万 of Q's lease stand beside it.
    expect(only(file, settlement(wan(200)), leased(wan(20)))).toMatchObject({ code: 'double-dip', difference: wan(10) });
    expect(serious(file, settlement(wan(200)), leased(wan(10)))).toEqual([]);
  });

  it('A1.3 1b that lapsed at acceptance: its advance returns and 1a stands', () => {
    const lapsed = (verified: Money) => caseOf(pilotProject().rewardedWith(wan(8)).underConstruction('1').accepted(verified, wan(1500)));
    const { findings: found, summary } = audit(lapsed(fenBelow(wan(2000))), [advance(wan(70)), reward(wan(8))]);
    expect(found.filter((f) => f.severity !== 'note').map((f) => [f.code, f.key, f.difference])).toEqual([['ineligible', 'investment-subsidy:P', wan(70)]]);
    expect(summary).toMatchObject({ toReturn: { min: wan(70), max: wan(70) }, stillPayable: { max: '0.00' } });
    // At 2000万 it stands, at 150万 in all.
    expect(serious(lapsed(wan(2000)), advance(wan(70)), reward(wan(8)))).toEqual([]);
  });
});

describe('a payment before what it stands on', () => {
  it.each([['the day of the application', '2025-05-20', []], ['the day before', '2025-05-19', ['paid-before-facts']]] as const)('%s', (_, date, expected) => {
    const file = appliedOn('2025-05-20', pilotProject().filedOn('2024-07-01').underConstruction('0.5'));
    expect(serious(file, advance(wan(10), { date }))).toEqual(expected);
  });

  it("the row's own application counts, not that of the case", () => {
    const file = appliedOn('2025-03-01', pilotProject().filedOn('2024-07-01').underConstruction('0.5').with({ applicationDate: '2025-06-01' }));
    expect(only(file, advance(wan(10), { date: '2025-05-31' })).message.zh).toContain('2025年6月1日');
    expect(serious(file, advance(wan(10), { date: '2025-06-01' }))).toEqual([]);
  });

  it('the filing of the project', () => {
    const file = appliedOn('2025-03-01', pilotProject().filedOn('2025-07-10').underConstruction('0.5'));
    expect(serious(file, advance(wan(10), { date: '2025-07-10' }))).toEqual([]);
    expect(only(file, advance(wan(10), { date: '2025-07-09' }))).toMatchObject({ code: 'paid-before-facts', severity: 'warning', effect: 'none' });
  });

  it('the sales that carry it: of 9000 + 1000万 the second adds 10万 from its day on', () => {
    const file = caseOf(smallProject(), equipmentSale().on('2025-09-01'), equipmentSale().named('S2').on('2026-08-01').for(wan(1000)));
    const sold = (amount: Money, date: DayInput) => paid('equipment-supply-subsidy', 'maker', amount, 'full', { date });
    expect(serious(file, sold(wan(90), '2025-10-01'), sold(wan(10), '2026-08-01'))).toEqual([]);
    expect(only(file, sold(wan(100), '2026-07-31'))).toMatchObject({ code: 'paid-before-facts', awards: [{ index: 0 }] });
    expect(findings(file, sold(wan(100), '2025-08-31')).map((f) => f.code)).toEqual(['paid-before-facts']);
  });
});

describe('a payment on facts that are unknown', () => {
  it('A3.3 names the rank', () => {
    const award = paid('service-provider-award', 'advisor', wan(30), 'annual', { year: 2025 });
    expect(only(caseOf(provider().notKnowing('rank')), award)).toMatchObject({ code: 'facts-unknown', severity: 'warning', effect: 'none', missing: ['$.serviceProviders[0].rank'] });
    expect(findings(caseOf(provider()), award)).toEqual([]);
  });

  it('A3.3 「最高」: 30万 on a ceiling of 50万 may all have to come back, so that the note asks to verify, and calls the fact by its name', () => {
    const { findings: found, summary } = audit(caseOf(provider().with({ tierAmount: null })), [paid('service-provider-award', 'advisor', wan(30), 'annual', { year: 2025 })]);
    expect(summary.toReturn).toEqual({ min: '0.00', max: wan(30) });
    expect(found.map((f) => [f.code, f.severity])).toEqual([['facts-unknown', 'note']]);
    expect(found[0]?.message.zh).toMatch(/而案件未载明：advisor（2025年度）的[^$]+（台账第1笔）。请核实。$/);
    expect(found[0]?.message.en).toMatch(/does not state service provider advisor 2025: [^$]+\(ledger line 1\)\. Please verify\.$/);
  });
});

describe('A6.6 and A7.5 the account at the end', () => {
  it('A6.6 待项目竣工验收后: a settlement before acceptance goes back under that sentence, not under the one on advances', () => {
    const file = caseOf(pilotProject(), consortium().with({ accepted: false, settlementFactor: '1' }));
    const found = findings(file, paid('consortium-investment-subsidy', 'C', wan(1), 'settlement'));
    expect(found.map((f) => [f.code, f.clause])).toEqual([['settled-too-early', 'A6.6']]);
    expect(found[0]?.message.en).toContain('was settled although the case does not show that it could be');
  });
});

describe('how a ledger names measure and subject', () => {
  const led = caseOf(smallProject(), consortium());

  it('A6.2 6a is booked to the leader, who receives it, or to the consortium', () => {
    const { leader } = consortium().row;
    for (const subject of [leader, 'C']) expect(findings(led, paid('6a', subject, wan(200)))).toEqual([]);
    expect(only(led, paid('6a', 'nobody', wan(200)))).toMatchObject({ code: 'not-in-case', key: 'chain-leader-award:nobody' });
    // Both lines are one account.
    expect(only(led, paid('6a', leader, wan(200)), paid('chain-leader-award', 'C', wan(1)))).toMatchObject({ code: 'cap-excess', difference: wan(1) });
  });

  it('a payee with several subjects leaves open which one was paid', () => {
    const two = caseOf(smallProject(), consortium(), consortium().named('D'));
    const { findings: found, summary } = audit(two, [paid('6a', consortium().row.leader, wan(200))]);
    expect(found).toMatchObject([{ code: 'subject-ambiguous', severity: 'warning', effect: 'none' }]);
    expect(summary.toReturn).toEqual({ min: '0.00', max: wan(200) });
  });
});

describe('A8.4 money of others', () => {
  const district = { ...settlement(wan(100)), payer: 'district' as const };

  it('is reported beside and held against no ceiling', () => {
    const report = audit(settled, [settlement(wan(200)), district, { ...district, payer: 'province', payment: 'return', amount: wan(1) }]);
    expect(report.findings).toEqual([]);
    expect(report.summary).toMatchObject({
      awards: 1, granted: wan(200),
      otherPayers: [{ payer: 'district', awards: 1, granted: wan(100), returned: '0.00' }, { payer: 'province', awards: 1, granted: '0.00', returned: wan(1) }],
    });
  });

  it('an excess that is what the case states as district matching is said to be that, and no coincidence', () => {
    const matched = (amount: Money): CaseFile => ({ ...settled, districtMatching: [{ project: 'P', amount }] });
    const found = only(matched(wan(100)), settlement(wan(200)), { ...settlement(wan(100)), payment: 'full' });
    expect(found).toMatchObject({ code: 'amount-mismatch', difference: wan(100), causes: [{ code: 'money-of-others', by: 'districtMatching' }] });
    expect(found.message.zh).toContain('区（市）县配套');
    expect(causes(only(matched(fenAbove(wan(100))), settlement(wan(300))))).toEqual([]);
  });
});

describe('money that came back', () => {
  const back = (amount: Money, more: Partial<Award> = {}) => paid('investment-subsidy', 'P', amount, 'return', { date: '2026-12-01', ...more });

  it('settles what was too much: 250万 less 50万', () => {
    expect(serious(settled, settlement(wan(250)), back(wan(50)))).toEqual([]);
    expect(audit(settled, [settlement(wan(250)), back(wan(50))]).summary).toMatchObject({ granted: wan(250), returned: wan(50), toReturn: { max: '0.00' }, stillPayable: { max: '0.00' } });
    expect(only(settled, settlement(wan(250)), back(fenBelow(wan(50))))).toMatchObject({ code: 'amount-mismatch', difference: '0.01' });
  });

  it('on the day before the payment is more than was paid by that day', () => {
    const early = only(settled, settlement(wan(200)), back(wan(200), { date: '2026-11-19' }));
    expect(early).toMatchObject({ code: 'returned-too-much', difference: wan(200) });
    expect([early.message.zh, early.message.en].map((words) => /截至退回当日|by that day/.test(words))).toEqual([true, true]);
    const more = findings(settled, settlement(wan(200)), back(fenAbove(wan(200)))).find((f) => f.code === 'returned-too-much');
    expect(more?.message.zh).not.toContain('截至退回当日');
    expect(more?.message.en).not.toMatch(/ {2}/);
  });

  it('settles an award that could not stand', () => {
    const small = caseOf(pilotProject().investing(wan(1999)).underConstruction('1'));
    expect(only(small, advance(wan(10)))).toMatchObject({ code: 'ineligible', difference: wan(10) });
    expect(findings(small, advance(wan(10)), back(wan(10)))).toEqual([]);
    expect(only(small, advance(wan(10)), back(wan(4)))).toMatchObject({ code: 'ineligible', difference: wan(6) });
  });

  it('settles advances that only the case states: 50万, and 150万 settled, are 160万 too much for 40万; they come back by a line of the ledger', () => {
    // 10 % of the verified 400万 is 40万.
    const file = caseOf(pilotProject().underConstruction('1', wan(50)).accepted(wan(2500), wan(400)));
    expect(only(file, settlement(wan(150)))).toMatchObject({ code: 'amount-mismatch', difference: wan(160) });
    expect(findings(file, settlement(wan(150)), back(wan(160)))).toEqual([]);
    expect(only(file, settlement(wan(150)), back(fenBelow(wan(160))))).toMatchObject({ code: 'amount-mismatch', difference: '0.01' });
    expect(serious(file, settlement(wan(150)), back(fenAbove(wan(200))))).toContain('returned-too-much');
    // Before any settlement as well: 10万 of the 50万 are recoverable.
    expect(findings(file, back(wan(10)))).toEqual([]);
    expect(only(file, back(fenAbove(wan(50))))).toMatchObject({ code: 'returned-too-much', difference: '0.01' });
  });

  it('is counted once where the id is the same', () => {
    const line = back(wan(25), { id: 'R1' });
    const report = audit(settled, [settlement(wan(250)), line, line]);
    expect(report.findings.map((f) => [f.code, f.difference])).toEqual([['duplicate', '0.00'], ['amount-mismatch', wan(25)]]);
    expect(report.summary.returned).toBe(wan(25));
  });

  it('is to be checked where more came back than was paid', () => {
    expect(serious(settled, settlement(wan(200)), back(wan(200)), back('0.01', { date: '2026-12-02' }))).toEqual(['returned-too-much']);
  });

  it.each([
    ['on the day of the payment: what was paid came back', '2026-11-20', []],
    ['the day before: nothing had been paid that could come back', '2026-11-19', ['returned-too-much']],
  ] as const)('comes back %s', (_, date, found) => {
    expect(serious(settled, settlement(wan(200)), back(wan(200), { date }))).toEqual(found);
  });
});

describe('lines that look alike', () => {
  it('A1.4 without ids, twice 261.8万 of settlement on one day are 10 % of 5236万: both are due', () => {
    const file = caseOf(pilotProject().investing(wan(6850)).equipping(wan(5236)).underConstruction('1').accepted(wan(6850), wan(5236)));
    const half = settlement(wan(261.8));
    const report = audit(file, [half, half]);
    expect(report.findings).toEqual([]);
    expect(report.summary).toMatchObject({ granted: wan(523.6), toReturn: { max: '0.00' }, stillPayable: { max: '0.00' } });
    // A third one is a payment again.
    expect(only(file, half, half, half)).toMatchObject({ code: 'duplicate', difference: wan(261.8) });
  });

  it('A1.3 100万 twice on one day are 200万; a third time is a payment again', () => {
    const half = { ...settlement(wan(100)), payment: 'full' as const };
    expect(serious(settled, half, half)).toEqual([]);
    expect(only(settled, half, half, half)).toMatchObject({ code: 'duplicate', severity: 'error', difference: wan(100), awards: [{ index: 0 }, { index: 1 }, { index: 2 }] });
  });
});

describe('A1.4 progress as a quotient', () => {
  it('a third of 300万 is 100万, and not a fen less', () => {
    const file = caseOf(pilotProject().investing(wan(4500)).equipping(wan(3000)).underConstruction('1/3', wan(100)));
    expect(findings(file, advance(wan(100)))).toEqual([]);
    expect(only(file, advance(fenAbove(wan(100))))).toMatchObject({ code: 'advance-ahead-of-progress', difference: '0.01' });
  });
});

describe('the work limit', () => {
  // Projects of one enterprise with two leases each, which share the ceiling of a year.
  const many = (n: number) => {
    const ids = Array.from({ length: n }, (_, i) => `P${i}`);
    const project = (id: string, i: number) =>
      pilotProject().named(id).ownedBy('acme').investing(wan(3000 + 7 * i)).equipping(wan(2000 + 3 * i)).underConstruction('1').accepted(wan(3000 + 7 * i), wan(2000 + 3 * i));
    const leases = (id: string, i: number) =>
      ['a', 'b'].map((k, j) => lease().named(`${id}${k}`).forProject(id).amounting(wan(301 + 13 * i + 5 * j)).ofEquipmentWorth(wan(97 + 11 * i + 3 * j)));
    const file = caseOf(...ids.map(project), ...ids.flatMap(leases));
    const awards = ids.map((id, i) => paid('investment-subsidy', id, wan((2000 + 3 * i) / 10), 'settlement', { date: '2026-11-20' }));
    return { file, awards };
  };

  it('no ledger hangs: 24 projects with 48 leases, one award too much', () => {
    const { file, awards } = many(24);
    const report = audit(file, [...awards, leased(wan(60))]);
    expect(report.findings.map((f) => f.code)).toContain('double-dip');
    expect(audit(file, awards).findings.filter((f) => f.severity === 'error')).toEqual([]);
  });

  it('what is not proven says so', () => {
    const { file, awards } = many(24);
    const report = audit(file, [...awards, leased(wan(60))], { workLimit: 0 });
    expect(report.proven).toBe(false);
    expect(audit(settled, [settlement(wan(200))])).toMatchObject({ proven: true });
  });
});

describe('A1.4 an advance that was too much and came back before the account was drawn up', () => {
  const file = caseOf(pilotProject().underConstruction('1', wan(100)).accepted(wan(2500), wan(2000)));
  const back = (amount: Money, date: DayInput) => paid('investment-subsidy', 'P', amount, 'return', { date });

  it('150万 advanced, 50万 returned, 100万 settled of 200万: nothing is found', () => {
    expect(audit(file, [advance(wan(150)), back(wan(50), '2026-07-31'), settlement(wan(100))])).toMatchObject({ findings: [], summary: { toReturn: exactly('0.00'), stillPayable: exactly('0.00') } });
  });

  it('one fen less returned: that fen was advanced too much, and is to be returned with the settlement', () => {
    const { findings: found, summary } = audit(file, [advance(wan(150)), back(fenBelow(wan(50)), '2026-07-31'), settlement(wan(100))]);
    expect(found.map((f) => [f.code, f.difference]).sort()).toEqual([['advances-differ', '0.01'], ['amount-mismatch', '0.01']]);
    expect(summary.toReturn).toEqual(exactly('0.01'));
  });

  it('what comes back after the settlement is of the settlement: the advance was above half of 200万', () => {
    const found = findings(file, advance(wan(150)), settlement(wan(100)), back(wan(50), '2026-12-01'));
    expect(found.map((f) => f.code)).toEqual(['advance-over-share', 'advances-differ']);
  });
});

describe('contract §7 what is open in the case leaves the sums of the audit open, from the least to the most of its completions', () => {
  const building = pilotProject().underConstruction('1');
  const sums = (project: ReturnType<typeof pilotProject>, lines: readonly Award[], ...more: Parameters<typeof caseOf>) => {
    const { allowed, toReturn, stillPayable } = audit(caseOf(project, ...more), lines).summary;
    return { allowed, toReturn, stillPayable };
  };

  it('A1.4 150万 advanced on 8 or 10 % of 2000万, by whether the industry is of the pilot: half of 160 or of 200万', () => {
    const lines = [advance(wan(150))];
    expect(sums(building.with({ pilotIndustry: false }), lines)).toMatchObject({ toReturn: exactly(wan(70)), stillPayable: exactly(wan(80)) });
    expect(sums(building, lines)).toMatchObject({ toReturn: exactly(wan(50)), stillPayable: exactly(wan(100)) });
    const open = sums(building.notKnowing('pilotIndustry'), lines);
    expect([open.allowed, open.toReturn]).toEqual([between(wan(160), wan(200)), between(wan(50), wan(70))]);
    expect([Number(open.stillPayable.min) <= 800_000, Number(open.stillPayable.max) >= 1_000_000]).toEqual([true, true]);
  });

  it('A1.4 50万 advanced while it is not known how far the works are: nothing of it to return, or all', () => {
    const lines = [advance(wan(50))];
    expect(sums(pilotProject().underConstruction('0'), lines)).toEqual({ allowed: exactly(wan(200)), toReturn: exactly(wan(50)), stillPayable: exactly(wan(200)) });
    expect(sums(pilotProject().with({ construction: { started: true } }), lines)).toEqual({ allowed: exactly(wan(200)), toReturn: between('0.00', wan(50)), stillPayable: between(wan(150), wan(200)) });
  });

  it('A1.4 and A3.3 what is too much in any event, and may be more, names the facts that say how much', () => {
    const file = caseOf(pilotProject(), provider().with({ tierAmount: null }));
    const { findings: found, summary } = audit(file, [advance(fenAbove(wan(100))), paid('service-provider-award', 'advisor', fenAbove(wan(50)), 'annual', { year: 2025 })]);
    expect(found.map((f) => [f.code, f.difference, f.missing])).toEqual([
      ['advance-over-share', '0.01', ['$.projects[0].construction.started', '$.projects[0].construction.investmentProgress']],
      ['enterprise-year-excess', '0.01', ['$.serviceProviders[0].tierAmount']],
    ]);
    expect(summary.toReturn).toEqual(between('0.02', fenAbove(fenAbove(wan(150)))));
  });

  it('F.3 1b 128万 for 8 or 10 % of 2000万, of which 400万 are leased: a lawful choice at 8 %, too little at 10 %, and nothing certain to be paid', () => {
    const whole = { ...settlement(wan(128)), payment: 'full' as const };
    const project = pilotProject().underConstruction('1').accepted(wan(2500), wan(2000));
    const file = (p: typeof project) => caseOf(p, lease().ofEquipmentWorth(wan(400)));
    expect(only(file(project.with({ pilotIndustry: false })), whole)).toMatchObject({ code: 'lower-choice', effect: 'none' });
    expect(only(file(project), whole)).toMatchObject({ code: 'underpayment', effect: 'pay', difference: wan(72) });
    expect(findings(file(project.notKnowing('pilotIndustry')), whole).filter((f) => f.effect !== 'none')).toEqual([]);
  });

  it('F.3 1b 200万 and rent of 10万 for what may be none of its equipment, or all: 200 to 210万', () => {
    const lines = [advance(wan(100)), leased(wan(10))];
    expect(sums(building, lines, lease().ofEquipmentWorth('0'))).toEqual({ allowed: exactly(wan(210)), toReturn: exactly('0.00'), stillPayable: exactly(wan(100)) });
    expect(sums(building, lines, lease().ofEquipmentWorth(wan(2000)))).toEqual({ allowed: exactly(wan(200)), toReturn: exactly('0.00'), stillPayable: exactly(wan(90)) });
    expect(sums(building, lines, lease())).toEqual({ allowed: between(wan(200), wan(210)), toReturn: exactly('0.00'), stillPayable: between(wan(90), wan(100)) });
  });
});
