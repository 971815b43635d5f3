/**
 * F.4 「本政策措施相关涉及内容从其变化」: a changed parameter is a dated entry beside the first one. Each figure is taken
 * on the day that its measure looks at: the application, or for flows and evaluations their own year.
 */
import { describe, expect, it } from 'vitest';
import { type DayInput, amendPolicy, assess, audit, chengdu2025, match } from '../../src/index.js';
import { consortiumInvestmentSubsidy, equipmentSupplySubsidy, investmentSubsidy } from '../../src/measures.js';
import {
  caseOf, consortium, equipmentSale, lease, loan, otherProject, park, provider, settledOn, smallProject, taskBook, wan,
} from '../support/policy-facts.js';
import { assessed, exactly, upTo } from '../support/policy-outcome.js';

type Change = NonNullable<Parameters<typeof amendPolicy>[1]['parameters']>;
const from2026 = (id: keyof Change, value: string, words: string) =>
  amendPolicy(chengdu2025, { version: '2026-01-01', parameters: { [id]: { value, validFrom: '2026-01-01', words } } });
const under = (policy: typeof chengdu2025, ...facts: Parameters<typeof caseOf>) => assessed(caseOf(...facts), {}, { policy });

describe('F.4 yearly flows: the year’s own rate', () => {
  const raised = from2026('A2.3.rate', '0.03', '年利率3%');

  it('A2.3 a rate of 3 % from 2026: 2.5 % of 400万 for 2025 and 3 % of 400万 for 2026, in one case', () => {
    const outcome = under(raised, smallProject(), lease().inYear(2025), lease().inYear(2026));
    expect(outcome.at('finance-lease-subsidy:acme:2025').amount).toEqual(exactly(wan(10)));
    expect(outcome.at('finance-lease-subsidy:acme:2026').amount).toEqual(exactly(wan(12)));
    expect(outcome.total).toEqual(exactly(wan(22)));
  });

  it('A2.3 the year decides and not the application: 3 % for 2026 of a lease applied for in 2025, 2.5 % for 2025 of one applied for in 2026', () => {
    const outcome = under(
      raised, smallProject(), lease().named('R1').inYear(2026), lease().named('R2').inYear(2025).appliedForOn('2026-03-01'),
    );
    expect(outcome.at('finance-lease-subsidy:acme:2026').amount).toEqual(exactly(wan(12)));
    expect(outcome.at('finance-lease-subsidy:acme:2025').amount).toEqual(exactly(wan(10)));
  });

  it('A2.2 a cap of 150万 from 2026: 200万 for 2025, 150万 for 2026', () => {
    const outcome = under(
      from2026('A2.2.cap', '1500000.00', '单户企业每年最高贴息150万元'),
      smallProject(), loan().inYear(2025).assessedAt(wan(250)), loan().inYear(2026).assessedAt(wan(250)),
    );
    expect(outcome.at('loan-interest-subsidy:acme:2025').amount).toEqual(exactly(wan(200)));
    expect(outcome.at('loan-interest-subsidy:acme:2026').amount).toEqual(exactly(wan(150)));
  });

  it('A3.3 a cap of 60万 from 2026: 50万 for 2025, 60万 for 2026', () => {
    const outcome = under(
      from2026('A3.3.cap', '600000.00', '最高60万元'),
      provider().inTier(wan(70)).inYear(2025), provider().inTier(wan(70)).inYear(2026),
    );
    expect(outcome.at('service-provider-award:advisor:2025').amount).toEqual(exactly(wan(50)));
    expect(outcome.at('service-provider-award:advisor:2026').amount).toEqual(exactly(wan(60)));
  });

  it('A5.3 40万 for a year passed from 2026 on: 30 + 40万', () => {
    const outcome = under(from2026('A5.3.amount', '400000.00', '给予40万元奖励'), smallProject(), taskBook().evaluated(true, true));
    expect(outcome.at('demonstration-annual-award:P:2025').amount).toEqual(exactly(wan(30)));
    expect(outcome.at('demonstration-annual-award:P:2026').amount).toEqual(exactly(wan(40)));
  });

  it('A5.4 and the completion award deducts what was awarded: 100 − 30 − 40万', () => {
    const outcome = under(
      from2026('A5.3.amount', '400000.00', '给予40万元奖励'), smallProject(), taskBook().evaluated(true, true).completed(wan(100)),
    );
    expect(outcome.at('demonstration-completion-award:P').amount).toEqual(exactly(wan(30)));
  });
});

describe('F.4 what Article 5 deducts is what was awarded', () => {
  const passedUntil = (last: number) => taskBook().evaluated(...Array.from({ length: last - 2024 }, () => true)).completed(wan(100));
  const awarded = (policy: typeof chengdu2025, of: ReturnType<typeof taskBook>, readings: Parameters<typeof assessed>[1], ...years: number[]) => {
    const outcome = assessed(caseOf(smallProject().filedOn('2024-09-12'), of), readings, { policy });
    return [...years.map((y) => outcome.at(`demonstration-annual-award:P:${y}`).amount), outcome.the('demonstration-completion-award').amount];
  };

  it('F.2 projects filed from 2025-01-01 on for what is of 2026: one filed in 2024 is awarded for 2025 alone, and 100 − 30万 at completion', () => {
    const policy = from2026('F.2.cutoff', '2025-01-01', '2025年1月1日（含）后备案（审批）项目');
    expect(awarded(policy, passedUntil(2026), {}, 2025, 2026)).toEqual([wan(30), '0.00', wan(70)].map(exactly));
  });

  it('A5.4 where the ceiling bounds all awards, that of each year bounds what was awarded by then: 30, 60, 10 within 100万, then 50 within 150万', () => {
    const policy = amendPolicy(from2026('A5.3.amount', '600000.00', '给予60万元奖励'), { version: '2028-01-01', parameters: { 'A5.4.cap': { value: '1500000', validFrom: '2028-01-01', validTo: '2028-12-31', words: '最高150万元奖励' } } });
    expect(awarded(policy, passedUntil(2028), { demonstrationTotalBound: 'one-million' }, 2025, 2026, 2027, 2028)).toEqual([wan(30), wan(60), wan(10), wan(50), '0.00'].map(exactly));
    const lower = amendPolicy(chengdu2025, { version: '2026-01-01', parameters: { 'A5.4.cap': { value: '500000', validFrom: '2026-01-01', words: '最高50万元奖励' } } });
    // 30 and 20 within 50万, nothing for 2027; the completion award of an application of 2025 is 100 − 50万.
    expect(awarded(lower, passedUntil(2027), { demonstrationTotalBound: 'one-million' }, 2025, 2026, 2027)).toEqual([wan(30), wan(20), '0.00', wan(50)].map(exactly));
    // Where it does not bound them, three times 30万 are given, and 100 − 90万.
    expect(awarded(lower, passedUntil(2027), {}, 2025, 2026, 2027)).toEqual([30, 30, 30, 10].map((n) => exactly(wan(n))));
  });

  it('A5.4 whatever the order in which the evaluations stand; what is open is named where it stands', () => {
    const lower = amendPolicy(chengdu2025, { version: '2026-01-01', parameters: { 'A5.4.cap': { value: '500000', validFrom: '2026-01-01', words: '最高50万元奖励' } } });
    const evaluations = [{ year: 2027, passed: true }, { year: 2026, passed: true }, { year: 2025, passed: true }];
    expect(awarded(lower, passedUntil(2027).with({ evaluations }), { demonstrationTotalBound: 'one-million' }, 2025, 2026, 2027)).toEqual([wan(30), wan(20), '0.00', wan(50)].map(exactly));
    const open = [{ year: 2027 }, { year: 2026 }, { year: 2025 }];
    const { missing } = assessed(caseOf(smallProject(), passedUntil(2027).with({ evaluations: open }))).the('demonstration-completion-award');
    expect(missing).toEqual([0, 1, 2].map((i) => `$.demonstrations[0].evaluations[${i}].passed`));
  });

  it('A5.4 and so where it is open whether a year was passed: each of the totals is one of its answers', () => {
    const policy = amendPolicy(chengdu2025, { version: '2026-01-01', parameters: { 'A5.4.cap': { value: '500000', validFrom: '2026-01-01', words: '最高50万元奖励' } } });
    const years = (passed?: boolean) => taskBook().with({ evaluations: [{ year: 2025, ...(passed !== undefined && { passed }) }, { year: 2026, passed: true }, { year: 2027, passed: true }] });
    const total = (passed?: boolean) => assessed(caseOf(smallProject(), years(passed)), { demonstrationTotalBound: 'one-million' }, { policy }).total;
    expect([total(true), total(false), total()]).toEqual([exactly(wan(50)), exactly(wan(50)), exactly(wan(50))]);
  });
});

describe('F.1 and F.2 with other days', () => {
  const early = (policy: typeof chengdu2025, ...years: number[]) =>
    under(policy, smallProject().filedOn('2023-07-03'), ...years.map((y) => loan().named(`L${y}`).inYear(y))).warningsOf('flow-before-commencement').map((said) => /The (.*) flow of (.*) lies/.exec(said)?.slice(1));

  it('I-05 a flow before commencement is told with its own year: of 2024, where filings of 2023 count as well', () => {
    const earlier = amendPolicy(chengdu2025, { version: 'x', parameters: { 'F.2.cutoff': { value: '2023-07-01', words: '2023年7月1日（含）后备案（审批）项目' } } });
    expect(early(earlier, 2024)).toEqual([['2024', 'loan “L2024”']]);
    expect(early(earlier, 2024, 2023, 2025)).toEqual([['2023, 2024', 'loan “L2024”, “L2023”']]);
    const both = amendPolicy(earlier, { version: 'y', parameters: { 'F.1.from': { value: '2026-01-01', words: '自2026年1月1日起施行' } } });
    expect(assess({ ...caseOf(smallProject().filedOn('2023-07-03'), loan().inYear(2025)), applicationDate: '2026-02-01' }, { policy: both }).warnings.map((w) => w.message.zh))
      .toContainEqual(expect.stringContaining('贷款“loan”的2025年度发生额'));
  });

  it('A1.3 a profile without its day is not excluded by an application in time before a change, where the change names an earlier first day', () => {
    const policy = amendPolicy(chengdu2025, { version: '2025-06-18', parameters: {
      'F.1.from': { value: '2025-01-01', validFrom: '2025-06-18', words: '自2025年1月1日起施行' },
      'A1.3.threshold': { value: '30000000', validFrom: '2025-06-18', words: '投资3000万元（含）以上' },
    } });
    const { applicationDate: _, ...profile } = caseOf(otherProject());
    expect(match(profile, { policy }).measures.find((m) => m.code === '1b')).toMatchObject({ fit: 'possible', amount: upTo(wan(160)) });
  });
});

describe('F.4 what is applied for once: the day of the application', () => {
  const raised = from2026('A1.3.rate.other-new-type', '0.09', '9%');

  it.each([
    ['on the last day of the old rate: 8 % of 2000万', '2025-12-31', wan(160)],
    ['on the first day of the new one: 9 % of 2000万', '2026-01-01', wan(180)],
  ] as const)('A1.3 applied for %s', (_, day, amount) => {
    expect(under(raised, otherProject().appliedForOn(day)).the('investment-subsidy').amount).toEqual(exactly(amount));
  });

  it('A4.3 sales that are added up: the first application for any of them, 1 % of 9000万 until 2025, 2 % if all are of 2026', () => {
    const sale = (id: string, day: DayInput) => equipmentSale().named(id).for(wan(4500)).appliedForOn(day);
    const sold = (...days: DayInput[]) =>
      under(from2026('A4.3.rate', '0.02', '按2%'), smallProject(), ...days.map((day, i) => sale(`S${i}`, day))).the('equipment-supply-subsidy').amount;
    for (const days of [['2026-01-01', '2025-12-31'], ['2025-12-31', '2026-01-01']] as const) expect(sold(...days)).toEqual(exactly(wan(90)));
    expect(sold('2026-02-01', '2026-01-01')).toEqual(exactly(wan(180)));
  });

  it('A1.3 nor is the calculator certain of the old rate without the day: nothing up to 9 % of 2000万', () => {
    const facts = { project: 'P', filingDate: '2025-03-01', newType: true, pilotIndustry: false, nationalDemonstration: false, totalInvestment: wan(2500), equipmentInvestment: wan(2000) } as const;
    const determination = investmentSubsidy(facts, { policy: raised });
    expect(determination).toMatchObject({ status: 'undetermined', amount: upTo(wan(180)), missing: ['applicationDate'] });
    expect(determination.steps.find((s) => s.id === 'rate')?.value).toBe('0.08..0.09');
    const amounts = (['2025-12-31', '2026-01-01'] as const).map((applicationDate) => investmentSubsidy({ ...facts, applicationDate }, { policy: raised }).amount);
    expect(amounts).toEqual([exactly(wan(160)), exactly(wan(180))]);
  });

  it('A4.3 nor is the calculator of supplies without any day: 1 or 2 % of 9000万', () => {
    const line = { id: 'S', date: '2026-02-01', amount: wan(9000), project: 'P', buyer: 'acme', newType: true, filingDate: '2025-03-01' } as const;
    const { amount, steps } = equipmentSupplySubsidy({ supplier: 'maker', supplies: [line] }, { policy: from2026('A4.3.rate', '0.02', '按2%') });
    expect([amount, steps.find((s) => s.id === 'rate')?.value]).toEqual([upTo(wan(180)), '0.01..0.02']);
  });

  it.each(['policy-period', 'per-year', 'per-project'] as const)('A4.3 and so where the calculator is given the days line by line, 180万 of 9000万: %s', (supplyAggregation) => {
    const line = { id: 'S', applicationDate: '2026-01-01', date: '2026-02-01', amount: wan(9000), project: 'P', buyer: 'acme', newType: true, filingDate: '2025-03-01' } as const;
    const policy = from2026('A4.3.rate', '0.02', '按2%');
    expect(equipmentSupplySubsidy({ supplier: 'maker', supplies: [line] }, { policy, readings: { supplyAggregation } }).amount).toEqual(exactly(wan(180)));
  });

  it('A1.3 nor does the calculator tell a threshold, or what is short of it, that hangs on the unknown day', () => {
    const policy = from2026('A1.3.threshold', '30000000.00', '投资3000万元（含）以上');
    const facts = { project: 'P', filingDate: '2025-03-01', newType: true, pilotIndustry: false, nationalDemonstration: false, equipmentInvestment: wan(1000) } as const;
    const told = (total: number, applicationDate?: DayInput) => {
      const { status, conditions } = investmentSubsidy({ ...facts, totalInvestment: wan(total), ...(applicationDate && { applicationDate }) }, { policy });
      const { id: _id, clause: _clause, label: _label, ...figures } = conditions.find((c) => c.id === 'total-investment') ?? {};
      return [status, figures];
    };
    expect(told(1500)).toEqual(['ineligible', { outcome: 'unmet', actual: wan(1500) }]);
    expect(told(1500, '2026-01-01')).toEqual(['ineligible', { outcome: 'unmet', required: '30000000.00', actual: wan(1500), shortfall: wan(1500) }]);
    expect(told(2500)).toEqual(['undetermined', { outcome: 'unknown', missing: ['applicationDate'] }]);
    expect(told(3000)).toEqual(['undetermined', { outcome: 'met', actual: wan(3000) }]);
  });

  it('F.1 nor a period that is another on another day', () => {
    const longer = from2026('F.1.to', '2027-12-31', '有效期至2027年12月31日');
    const required = (policy: typeof chengdu2025) => investmentSubsidy({ project: 'P' }, { policy }).conditions.find((c) => c.id === 'applied-in-force')?.required;
    expect([required(chengdu2025), required(longer)]).toEqual(['2025-02-02..2026-12-31', undefined]);
  });

  it('A4.3 the calculator takes the first day of all lines, as an assessment does, and none where one of them is not stated', () => {
    const policy = from2026('A4.3.rate', '0.02', '按2%');
    const sold = (days: readonly (DayInput | undefined)[], applicationDate?: DayInput) => equipmentSupplySubsidy({
      supplier: 'maker', ...(applicationDate && { applicationDate }),
      supplies: days.map((day, i) => ({
        id: `S${i}`, ...(day && { applicationDate: day }), date: '2025-11-01', amount: wan(9000), project: 'P', buyer: 'acme', newType: true, filingDate: '2025-03-01',
      } as const)),
    }, { policy }).amount;
    expect(sold(['2025-12-31', undefined], '2026-02-01')).toEqual(exactly(wan(180)));
    expect(sold(['2026-01-01', undefined], '2026-02-01')).toEqual(exactly(wan(360)));
    // 1 % of the first alone, where the other was applied for before the policy; 2 % of both at most.
    expect(sold(['2026-01-01', undefined])).toEqual({ min: wan(90), max: wan(360) });
    expect(sold(['2025-12-31', undefined])).toEqual({ min: wan(90), max: wan(180) });
  });

  it('A4.3 nor is the law between two changes passed over, where only the day of a later line is stated: 2 % from June to December 2025', () => {
    const june = amendPolicy(chengdu2025, { version: '2025-06-01', parameters: { 'A4.3.rate': { value: '0.02', validFrom: '2025-06-01', words: '按2%' } } });
    const policy = amendPolicy(june, { version: '2026-01-01', parameters: { 'A4.3.rate': { value: '0.015', validFrom: '2026-01-01', words: '按1.5%' } } });
    const line = { date: '2025-11-01', amount: wan(9000), project: 'P', buyer: 'acme', newType: true, filingDate: '2025-03-01' } as const;
    const sold = equipmentSupplySubsidy({ supplier: 'maker', supplies: [{ ...line, id: 'S0', applicationDate: '2026-03-01' }, { ...line, id: 'S1' }] }, { policy });
    expect(sold.amount.max).toBe(wan(360));
  });

  it('A4.3 lines that are left out may be anything, under the law of the day that is stated for all of them: up to 800万', () => {
    const policy = from2026('A4.3.cap', '8000000.00', '最高800万元');
    expect(equipmentSupplySubsidy({ supplier: 'maker', applicationDate: '2026-02-01' }, { policy }).amount).toEqual(upTo(wan(800)));
  });

  it('A6.4 the day of a consortium is its own, whatever its projects state: 20 % of 1000万 from 2026 on', () => {
    const policy = from2026('A6.4.rate', '0.20', '按20%');
    const of = (applicationDate: DayInput) => consortiumInvestmentSubsidy({
      consortium: 'C', applicationDate, directSuppliers: 10, benchmarkTaskBookSigned: true, nationalPilotTask: true,
      projects: [{ id: 'P', newType: true, filingDate: '2025-03-01', nationalDemonstration: false, equipmentInvestment: wan(1000) }],
    }, { policy }).amount;
    expect([of('2025-12-31'), of('2026-01-01')]).toEqual([exactly(wan(150)), exactly(wan(200))]);
  });

  it('A1.3 nor is the total of a profile bounded by days and years one at a time: 9 % in 2026 and a loan that only 2026 counts for come together', () => {
    const policy = amendPolicy(chengdu2025, { version: '2026-02-01', parameters: { 'A1.3.rate.other-new-type': { value: '0.09', validFrom: '2026-02-01', words: '9%' } } });
    const { applicationDate: _, loans, ...rest } = caseOf(otherProject().filedOn('2026-01-15'), loan());
    const { year: _year, ...undated } = loans?.[0] as { year: number };
    expect(match({ ...rest, loans: [undated] }, { policy }).total).toEqual(upTo(wan(180 + 30)));
  });

  it('A1.3 12 % for other new-type projects: the higher of its classes for a new-type pilot project, 240万; 10 % for one that is in a pilot industry alone', () => {
    const policy = from2026('A1.3.rate.other-new-type', '0.12', '12%');
    const given = (project: ReturnType<typeof otherProject>) =>
      assessed(caseOf(project.inPilotIndustry().appliedForOn('2026-01-01')), { pilotIndustryMustBeNewType: 'no' }, { policy }).the('investment-subsidy').amount;
    expect([given(otherProject()), given(otherProject().notNewType())]).toEqual([exactly(wan(240)), exactly(wan(200))]);
  });

  it('A1.4 a threshold of 3000万 from 2026 on: a verified total of 2500万 misses it, where the project was applied for then', () => {
    const policy = from2026('A1.3.threshold', '30000000.00', '投资3000万元（含）以上');
    const verified = otherProject().investing(wan(4000)).accepted(wan(2500), wan(2000));
    const said = (project: typeof verified) => under(policy, project).warningsOf('threshold-missed-at-settlement', '30,000,000.00').length;
    expect([said(verified.appliedForOn('2025-12-31')), said(verified.appliedForOn('2026-01-01'))]).toEqual([0, 1]);
  });

  it('A1.3 two projects of one case, each by its own day: 160 + 180万', () => {
    const outcome = under(raised, otherProject().named('P1'), otherProject().named('P2').appliedForOn('2026-02-01'));
    expect(outcome.at('investment-subsidy:P1').amount).toEqual(exactly(wan(160)));
    expect(outcome.at('investment-subsidy:P2').amount).toEqual(exactly(wan(180)));
    expect(outcome.total).toEqual(exactly(wan(340)));
  });

  it.each([
    ['2025: 200万', '2025-12-31', wan(200)],
    ['2026: 250万', '2026-01-01', wan(250)],
  ] as const)('A6.2 an award of 250万 from 2026, the consortium of %s', (_, day, amount) => {
    const policy = from2026('A6.2.amount', '2500000.00', '给予链主企业250万元奖励');
    const outcome = under(policy, smallProject(), consortium().withoutNationalTask().appliedForOn(day));
    expect(outcome.the('chain-leader-award').amount).toEqual(exactly(amount));
  });
});

describe('F.4 a value for a time', () => {
  const first = { value: '0.09', validFrom: '2026-02-01', validTo: '2026-03-31', words: '9%' };
  const amended = (...changes: (typeof first)[]) => changes.reduce<typeof chengdu2025>((policy, change, i) =>
    amendPolicy(policy, { version: `2026-02-0${i + 1}`, parameters: { 'A1.3.rate.other-new-type': change } }), chengdu2025);
  const onDays = (policy: typeof chengdu2025, ...days: DayInput[]) => days.map((day) => under(policy, otherProject().appliedForOn(day)).the('investment-subsidy').amount.max);

  it('A1.3 9 % in February and March of 2026, 8 % the day before and the day after: of 2000万', () => {
    expect(onDays(amended(first), '2026-01-31', '2026-02-01', '2026-03-31', '2026-04-01', '2026-12-31')).toEqual([160, 180, 180, 160, 160].map(wan));
    expect(amended(first).register['A1.3.rate.other-new-type']?.map((e) => [e.value, e.validFrom, e.validTo])).toEqual([
      ['0.08', '2025-02-02', '2026-01-31'], ['0.09', '2026-02-01', '2026-03-31'], ['0.08', '2026-04-01', '2026-12-31'],
    ]);
  });

  it('A1.3 a second one, 7 % in March and April, ends the first and leaves what comes after both', () => {
    const policy = amended(first, { ...first, value: '0.07', validFrom: '2026-03-01', validTo: '2026-04-30' });
    expect(onDays(policy, '2026-02-28', '2026-03-01', '2026-04-30', '2026-05-01')).toEqual([180, 140, 140, 160].map(wan));
  });

  it('A1.3 each of them keeps its own days in the register', () => {
    const policy = amended(first, { ...first, value: '0.07', validFrom: '2026-03-01', validTo: '2026-04-30' });
    expect(policy.register['A1.3.rate.other-new-type']?.map((e) => [e.value, e.validFrom, e.validTo])).toEqual([
      ['0.08', '2025-02-02', '2026-01-31'], ['0.09', '2026-02-01', '2026-02-28'], ['0.07', '2026-03-01', '2026-04-30'], ['0.08', '2026-05-01', '2026-12-31'],
    ]);
    const later = amended(first, { ...first, value: '0.07', validFrom: '2026-06-01', validTo: '2026-12-31' });
    expect(later.register['A1.3.rate.other-new-type']?.map((e) => [e.value, e.validFrom, e.validTo])).toEqual([
      ['0.08', '2025-02-02', '2026-01-31'], ['0.09', '2026-02-01', '2026-03-31'], ['0.08', '2026-04-01', '2026-05-31'], ['0.07', '2026-06-01', '2026-12-31'],
      // What is looked at after the last day, such as a later evaluation, finds the value that comes back.
      ['0.08', '2027-01-01', '2027-01-01'],
    ]);
  });

  it('A1.3 what is in force for one day stands: 8 % on the first day, 9 % from the second, 8 % on the last', () => {
    const policy = amended({ ...first, validFrom: '2025-02-03', validTo: '2026-12-30' });
    expect(onDays(policy, '2025-02-02', '2025-02-03', '2026-12-30', '2026-12-31')).toEqual([160, 180, 180, 160].map(wan));
  });

  it('A5.3 40万 for the evaluations of 2026, the last year of F.1: 30万 again for that of 2027, which vested matters still have', () => {
    const policy = amendPolicy(chengdu2025, { version: '2026-01-01', parameters: { 'A5.3.amount': { value: '400000', validFrom: '2026-01-01', validTo: '2026-12-31', words: '给予40万元奖励' } } });
    const outcome = under(policy, smallProject(), taskBook().evaluated(true, true, true).completed(wan(100)));
    expect([2025, 2026, 2027].map((y) => outcome.at(`demonstration-annual-award:P:${y}`).amount)).toEqual([30, 40, 30].map((n) => exactly(wan(n))));
    // 100 − 30 − 40 − 30万.
    expect(outcome.the('demonstration-completion-award').amount).toEqual(exactly('0.00'));
  });

  it('A1.3 9 % for December of 2026, said before the last day is put off: 8 % again in January, until another change says how long it lasts', () => {
    const december = amended({ ...first, validFrom: '2026-12-01', validTo: '2026-12-31' });
    const longer = (policy: typeof chengdu2025) => amendPolicy(policy, { version: '2026-12-15', parameters: { 'F.1.to': { value: '2027-12-31', validFrom: '2026-12-15', words: '有效期至2027年12月31日' } } });
    expect(onDays(longer(december), '2026-11-30', '2026-12-31', '2027-01-01', '2027-12-31')).toEqual([160, 180, 160, 160].map(wan));
    const summer = amendPolicy(december, { version: '2027', parameters: { 'A1.3.rate.other-new-type': { ...first, value: '0.07', validFrom: '2026-06-01', validTo: '2026-06-30' } } });
    expect(onDays(longer(summer), '2026-06-30', '2026-12-01', '2027-01-01')).toEqual([140, 180, 160].map(wan));
    const forGood = amendPolicy(december, { version: '2027', parameters: { 'A1.3.rate.other-new-type': { value: '0.07', validFrom: '2026-12-20', words: '7%' } } });
    expect(onDays(longer(forGood), '2026-12-19', '2026-12-20', '2027-01-01')).toEqual([180, 140, 140].map(wan));
  });

  it('A1.3 a value without days is that of the whole time, also after one for a time', () => {
    const policy = amendPolicy(amended(first), { version: '2026-05-01', parameters: { 'A1.3.rate.other-new-type': { value: '0.07', words: '7%' } } });
    expect(onDays(policy, '2025-02-02', '2026-02-01', '2026-12-31')).toEqual([140, 140, 140].map(wan));
    expect(policy.register['A1.3.rate.other-new-type']).toHaveLength(1);
  });

  it('A1.3 from the beginning up to a day: 9 % until 2026-03-31', () => {
    const policy = amendPolicy(chengdu2025, { version: '2025-02-02', parameters: { 'A1.3.rate.other-new-type': { value: '0.09', validTo: '2026-03-31' } } });
    expect(onDays(policy, '2025-02-02', '2026-03-31', '2026-04-01')).toEqual([180, 180, 160].map(wan));
  });

  it('A1.3 and so in a policy that was amended before, on either side of the earlier change: 7 % until then', () => {
    const until = (validTo: DayInput) =>
      amendPolicy(amended(first), { version: '2026-05-01', parameters: { 'A1.3.rate.other-new-type': { value: '0.07', validTo, words: '7%' } } });
    expect(onDays(until('2026-04-30'), '2025-02-02', '2026-02-01', '2026-04-30', '2026-05-01')).toEqual([140, 140, 140, 160].map(wan));
    expect(onDays(until('2025-12-31'), '2025-02-02', '2025-12-31', '2026-01-01', '2026-02-01')).toEqual([140, 140, 160, 180].map(wan));
  });
});

describe('F.4 the last day of F.1 is put off in time, from 2026-11-01, to 2027-12-31', () => {
  const longer = amendPolicy(chengdu2025, {
    version: '2026-11-01', parameters: { 'F.1.to': { value: '2027-12-31', validFrom: '2026-11-01', words: '有效期至2027年12月31日' } },
  });
  const inside = { afterExpiry: 'validity-only' } as const;
  const passed = (...of: number[]) => of.map((year) => ({ year, passed: true }) as const);
  const advanced = (...of: [number, '0.1' | '0.3'][]) => park().with({ evaluations: of.map(([year, taskProgress]) => ({ year, passed: true, taskProgress })) });

  it('A5.3 and A7.4 evaluations of 2027 lie inside it, alone and where others look at them, those of 2028 do not', () => {
    const file = settledOn('2027-06-01', caseOf(
      smallProject(), taskBook().with({ evaluations: passed(2026, 2027, 2028) }).completed(wan(100)), advanced([2026, '0.1'], [2027, '0.3'], [2028, '0.3']),
    ));
    const outcome = assessed(file, inside, { policy: longer });
    expect([2026, 2027, 2028].map((y) => outcome.at(`demonstration-annual-award:P:${y}`).amount)).toEqual([exactly(wan(30)), exactly(wan(30)), exactly('0.00')]);
    // 100 − 30 − 30万, paid on a day inside the period.
    expect(outcome.the('demonstration-completion-award').amount).toEqual(exactly(wan(40)));
    // 10 % and then 30 % of 2000万.
    expect([2026, 2027, 2028].map((y) => outcome.limitOf('park-award:park', y))).toEqual([exactly(wan(200)), exactly(wan(400)), exactly('0.00')]);
  });

  it('A5.3 the warning of evaluations after the last day names those of 2028 alone, and the new last day', () => {
    const said = (...of: number[]) => under(longer, smallProject(), taskBook().with({ evaluations: passed(...of) })).warningsOf('evaluation-after-expiry');
    expect(said(2026, 2027)).toEqual([]);
    expect(said(2026, 2027, 2028)).toEqual([expect.stringMatching(/evaluation of 2028 of .* after expiry \(31 December 2027\)/)]);
  });

  it.each([['2027-12-31', 0], ['2028-01-01', 1]] as const)('A1.4 an account of %s', (day, warned) => {
    const file = settledOn(day, caseOf(otherProject().underConstruction('1').accepted(wan(2500), wan(2000))));
    expect(assessed(file, {}, { policy: longer }).warningsOf('settlement-after-expiry', '31 December 2027')).toHaveLength(warned);
    expect(assessed(file, inside, { policy: longer }).balance('investment-subsidy:P')).toEqual(exactly(warned === 0 ? wan(160) : '0.00'));
  });

  it('A1.4 a payment of 2028, where payments fall inside as well, is told with the words that hold then', () => {
    const file = caseOf(otherProject().underConstruction('1').accepted(wan(2500), wan(2000)));
    const line = { measure: 'investment-subsidy', subject: 'P', payment: 'settlement', amount: wan(160), date: '2028-01-05' } as const;
    expect(audit(file, [line], { readings: inside, policy: longer }).findings[0]).toMatchObject({ code: 'after-expiry', message: { zh: expect.stringContaining('“有效期至2027年12月31日”') } });
  });

  it('A1.3 other values last as long: 9 % for December of 2026, 8 % again in January; 9 % from February of 2027 on', () => {
    const applied = (change: object, ...days: DayInput[]) => days.map((day) => under(
      amendPolicy(longer, { version: '2026-12-01', parameters: { 'A1.3.rate.other-new-type': { value: '0.09', words: '9%', ...change } } }), otherProject().appliedForOn(day),
    ).the('investment-subsidy').amount.max);
    expect(applied({ validFrom: '2026-12-01', validTo: '2026-12-31' }, '2026-11-30', '2026-12-31', '2027-01-01', '2027-12-31')).toEqual([160, 180, 160, 160].map(wan));
    expect(applied({ validFrom: '2027-02-01' }, '2027-01-31', '2027-02-01', '2027-12-31')).toEqual([160, 180, 180].map(wan));
  });

  it('A1.3 the two may be amended at once, whichever is named first', () => {
    const rate = { 'A1.3.rate.other-new-type': { value: '0.09', words: '9%', validFrom: '2027-02-01' } } as const;
    const last = { 'F.1.to': { value: '2027-12-31', validFrom: '2026-11-01', words: '有效期至2027年12月31日' } } as const;
    const policies = [{ ...rate, ...last }, { ...last, ...rate }].map((parameters) => amendPolicy(chengdu2025, { version: '2026-11-01', parameters }));
    for (const policy of policies) {
      expect(['2027-01-31', '2027-02-01'].map((day) => under(policy, otherProject().appliedForOn(day as DayInput)).the('investment-subsidy').amount.max)).toEqual([160, 180].map(wan));
      expect(policy.register['F.1.to']).toHaveLength(2);
    }
  });

  it('F.1 the day itself does not come back, also where its own entry is stated to last up to it', () => {
    const last = { value: '2027-12-31', validFrom: '2026-11-01', validTo: '2027-12-31', words: '有效期至2027年12月31日' } as const;
    const { register } = amendPolicy(chengdu2025, { version: '2026-11-01', parameters: { 'F.1.to': last } });
    expect(register['F.1.to']?.map((p) => [p.value, p.validTo])).toEqual([['2026-12-31', '2026-10-31'], ['2027-12-31', '2027-12-31']]);
  });

  it('F.1 where the last day is brought forward in time, values still last for the matters of before', () => {
    const shorter = amendPolicy(chengdu2025, { version: '2026-03-01', parameters: { 'F.1.to': { value: '2026-06-30', validFrom: '2026-03-01', words: '有效期至2026年6月30日' } } });
    const policy = amendPolicy(shorter, { version: '2026-07-01', parameters: { 'A2.3.rate': { value: '0.03', validFrom: '2026-08-01', words: '3%' } } });
    expect(policy.register['A2.3.rate']?.map((e) => [e.value, e.validTo])).toEqual([[chengdu2025.parameters['A2.3.rate'].value, '2026-07-31'], ['0.03', '2026-12-31']]);
  });

  it('A2.3 a lease of 2026 that is applied for in 2027 is applied for in time', () => {
    const applied = (policy: typeof chengdu2025) => under(policy, smallProject(), lease().inYear(2026).appliedForOn('2027-03-01')).at('finance-lease-subsidy:acme:2026').status;
    expect([applied(chengdu2025), applied(longer)]).toEqual(['ineligible', 'eligible']);
  });

  it('A1.3 a profile without the day of application is not certain, because no day after 2027 is in time', () => {
    const { applicationDate: _, ...profile } = caseOf(otherProject());
    expect(match(profile, { policy: longer }).measures.find((m) => m.code === '1b')).toMatchObject({ fit: 'possible', amount: upTo(wan(160)), missing: ['$.applicationDate'] });
  });

  it('A4.3 a sale of unknown day may be of 2027 where each year is added up', () => {
    const file = caseOf(smallProject(), equipmentSale().for(wan(9000)).appliedForOn('2026-12-01').notKnowing('date'));
    const found = assessed(file, { supplyAggregation: 'per-year' }, { policy: longer });
    expect(found.at('equipment-supply-subsidy:maker:2027').amount).toEqual(upTo(wan(90)));
  });
});

describe('F.4 the policy that was published stays as it is', () => {
  it('A2.3 without the amendment 2.5 % for both years', () => {
    from2026('A2.3.rate', '0.03', '年利率3%');
    expect(assess(caseOf(smallProject(), lease().inYear(2025), lease().inYear(2026))).selection.total).toEqual(exactly(wan(20)));
  });

  it('I-06 an amendment is named in the assessment by its version', () => {
    expect(under(from2026('A2.3.rate', '0.03', '年利率3%'), smallProject(), lease()).assessment.policy.version).toBe('2026-01-01');
  });
});
