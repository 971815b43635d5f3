/**
 * What a determination tells: every condition that a sentence states, with what it asks and what was found, the facts
 * that leave one open by their place in the case, and the stages of the amount with the sentence each comes from.
 */
import { describe, expect, it } from 'vitest';
import { type ConditionResult, type DayInput, type Determination, type Money, amendPolicy, chengdu2025 } from '../../src/index.js';
import { demonstrationAnnualAward, demonstrationCompletionAward, equipmentSupplySubsidy, financeLeaseSubsidy, investmentReward } from '../../src/measures.js';
import {
  caseOf, consortium, equipmentSale, lease, loan, nationalProject, ordinaryProject, otherProject, park, provider, smallProject, softwareSale, taskBook, wan,
} from '../support/policy-facts.js';
import { ALL_MEASURES } from '../support/policy-measures.js';
import { assessed, between, exactly, upTo } from '../support/policy-outcome.js';

type Told = readonly [id: string, clause: string, required: string, actual: string];

/** F.1: from 2025-02-02 to 2026-12-31; the cases are applied for on 2025-06-30. */
const APPLIED: Told = ['applied-in-force', 'F.1', '2025-02-02..2026-12-31', '2025-06-30'];
/** F.2: filed from 2024-06-01 on; the projects on 2025-03-01. */
const FILED: Told = ['filed-in-scope', 'F.2', '>= 2024-06-01', '2025-03-01'];
const yes = (id: string, clause: string): Told => [id, clause, 'true', 'true'];
/** The years of F.1, and that of the filing or a later one. */
const FLOW: readonly Told[] = [['flow-in-force', 'F.1', '2025..2026', '2025'], ['flow-after-filing', 'F.2', '>= 2025', '2025']];
/** From the cutoff of F.2 to the end of F.1, and not before the buyer's project was filed; to acme, not to maker itself. */
const sold = (clause: string): readonly Told[] => [
  ['sold-in-period', 'F.1', '2024-06-01..2026-12-31', '2025-09-01'], ['sold-after-filing', 'F.2', '>= 2025-03-01', '2025-09-01'],
  yes('new-type', clause), ['sold-to-another', clause, '!= maker', 'acme'],
];
const GATE: readonly Told[] = [APPLIED, FILED, yes('pilot-industry', 'A5.2'), yes('new-type', 'A5.2'), yes('task-book', 'A5.2')];
const MEMBER: readonly Told[] = [FILED, yes('new-type', 'A6.2')];
const SUPPLIERS: Told = ['direct-suppliers', 'A6.2', '10', '10'];

const CONDITIONS: Readonly<Record<string, readonly Told[]>> = {
  '1a': [APPLIED, FILED, yes('technical-upgrade', 'A1.2'), yes('in-industrial-statistics', 'A1.2'), ['total-investment', 'A1.2', wan(500), wan(800)]],
  '1b': [APPLIED, FILED, yes('new-type', 'A1.3'), ['total-investment', 'A1.3', wan(2000), wan(2500)]],
  '2a': [APPLIED, FILED, ...FLOW, yes('listed-product', 'A2.2'), yes('new-type', 'A2.2')],
  '2b': [APPLIED, FILED, ...FLOW, yes('industrial-lessee', 'A2.3'), ['direct-lease', 'A2.3', 'direct', 'direct'], yes('technical-upgrade', 'A2.3')],
  '3': [APPLIED, ['evaluated-in-force', 'F.1', '2025..2026', '2025'], yes('listed', 'A3.2'), yes('qualified', 'A3.3'), ['rank', 'A3.3', '<= 50', '10']],
  '4a': [APPLIED, FILED, ...sold('A4.3'), ['sales', 'A4.3', wan(8000), wan(9000)]],
  '4b': [APPLIED, FILED, ...sold('A4.4'), ['sales', 'A4.4', wan(5000), wan(6000)]],
  '5a': [...GATE, ['evaluated-in-force', 'F.1', '>= 2025', '2026'], yes('evaluation-passed', 'A5.3')],
  '5b': [...GATE, yes('targets-met', 'A5.4'), yes('effect-achieved', 'A5.4')],
  '6a': [APPLIED, SUPPLIERS, yes('task-book', 'A6.2'), yes('targets-met', 'A6.2'), yes('effect-achieved', 'A6.2'), ...MEMBER],
  '6b': [APPLIED, SUPPLIERS, yes('national-pilot-task', 'A6.4'), yes('benchmark-task-book', 'A6.4'), ...MEMBER],
  '7': [APPLIED, yes('national-pilot-task', 'A7.3'), yes('task-book', 'A7.3')],
};

type Stage = readonly [id: string, clause: string, value: string, unit: 'CNY' | 'ratio'];
const percentage = (clause: string, base: string, rate: string, product: string): readonly Stage[] =>
  [['base', clause, base, 'CNY'], ['rate', clause, rate, 'ratio'], ['product', clause, product, 'CNY'], ['cap', clause, product, 'CNY']];
const authority = (clause: string, figure: string): readonly Stage[] => [['assessed', clause, figure, 'CNY'], ['cap', clause, figure, 'CNY']];

/** The amounts of the cases, all below their caps: none binds. */
const STAGES: Readonly<Record<string, readonly [nature: 'assessed' | 'determinate', stages: readonly Stage[]]>> = {
  '1a': ['assessed', authority('A1.2', wan(6))],
  '1b': ['determinate', percentage('A1.3', wan(2000), '0.1', wan(200))],
  '2a': ['assessed', authority('A2.2', wan(30))],
  '2b': ['determinate', percentage('A2.3', wan(400), '0.025', wan(10))],
  '3': ['assessed', authority('A3.3', wan(30))],
  '4a': ['determinate', percentage('A4.3', wan(9000), '0.01', wan(90))],
  '4b': ['determinate', percentage('A4.4', wan(6000), '0.005', wan(30))],
  '5a': ['determinate', [['fixed', 'A5.3', wan(30), 'CNY']]],
  // No yearly award came before: 80万 less nothing.
  '5b': ['assessed', [...authority('A5.4', wan(80)), ['deduction', 'A5.4', wan(0), 'CNY'], ['net', 'A5.4', wan(80), 'CNY']]],
  '6a': ['determinate', [['fixed', 'A6.2', wan(200), 'CNY']]],
  '6b': ['determinate', percentage('A6.4', wan(300), '0.15', wan(45))],
  '7': ['assessed', authority('A7.3', wan(2000))],
};

describe('a case in which all is known', () => {
  it.each(ALL_MEASURES)('$code: every condition of its sentences, met, with what is asked and what was found', ({ code, key, facts }) => {
    const { status, conditions, missing } = assessed(caseOf(...facts())).at(key);
    expect(conditions.map(({ id, clause, required, actual }) => [id, clause, required, actual])).toEqual(CONDITIONS[code]);
    expect(new Set(conditions.map(({ outcome }) => outcome))).toEqual(new Set(['met']));
    expect([status, missing]).toEqual(['eligible', undefined]);
  });

  it.each(ALL_MEASURES)('$code: the stages of the amount', ({ code, key, facts }) => {
    const { nature, steps, capBinding } = assessed(caseOf(...facts())).at(key);
    expect([nature, steps.map(({ id, clause, value, unit }) => [id, clause, value, unit])]).toEqual(STAGES[code]);
    expect(capBinding).toBe(false);
  });
});

/** What stands in the sentence, what is left out, which condition stays open, and where the fact stands in the case. */
const OPEN = [
  ['F.2 the day of filing', '1a', 'investment-reward:P', caseOf(ordinaryProject().rewardedWith(wan(6)).notKnowing('filingDate')), 'filed-in-scope', ['$.projects[0].filingDate']],
  ['F.2 the list that frees a project filed a day too early', '1b', 'investment-subsidy:P',
    caseOf(otherProject().filedOn('2024-05-31').notKnowing('nationalDemonstration')), 'filed-in-scope', ['$.projects[0].nationalDemonstration']],
  ['A1.2 技改', '1a', 'investment-reward:P', caseOf(ordinaryProject().rewardedWith(wan(6)).notKnowing('technicalUpgrade')), 'technical-upgrade', ['$.projects[0].technicalUpgrade']],
  ['A1.2 工业投资统计', '1a', 'investment-reward:P', caseOf(ordinaryProject().notKnowing('inIndustrialStatistics').with({ assessedReward: wan(6) })), 'in-industrial-statistics',
    ['$.projects[0].inIndustrialStatistics']],
  ['A1.2 the total, beside 499万 of equipment', '1a', 'investment-reward:P', caseOf(ordinaryProject().rewardedWith(wan(6)).equipping(wan(499)).notKnowing('totalInvestment')),
    'total-investment', ['$.projects[0].totalInvestment']],
  ['A1.3 新型', '1b', 'investment-subsidy:P', caseOf(otherProject().notKnowing('newType')), 'new-type', ['$.projects[0].newType']],
  ['A1.3 the total, beside 1999万 of equipment', '1b', 'investment-subsidy:P', caseOf(otherProject().equipping(wan(1999)).notKnowing('totalInvestment')), 'total-investment',
    ['$.projects[0].totalInvestment']],
  ['A2.2 the product', '2a', 'loan-interest-subsidy:acme:2025', caseOf(smallProject(), loan().notKnowing('productListed')), 'listed-product', ['$.loans[0].productListed']],
  ['A2.2 新型', '2a', 'loan-interest-subsidy:acme:2025', caseOf(smallProject().notKnowing('newType'), loan()), 'new-type', ['$.projects[0].newType']],
  ['F.1 a loan of 2024, filed in 2024', '2a', 'loan-interest-subsidy:acme:2024', caseOf(smallProject().filedOn('2024-06-01'), loan().inYear(2024)), 'flow-in-force', ['$.loans[0].flowAccepted']],
  ['F.2 the filing of the project of a loan', '2a', 'loan-interest-subsidy:acme:2025', caseOf(smallProject().notKnowing('filingDate'), loan()), 'flow-after-filing', ['$.projects[0].filingDate']],
  ['A2.3 工业企业', '2b', 'finance-lease-subsidy:acme:2025', caseOf(smallProject(), lease().notKnowing('lesseeIsIndustrial')), 'industrial-lessee', ['$.leases[0].lesseeIsIndustrial']],
  ['A2.3 直接租赁', '2b', 'finance-lease-subsidy:acme:2025', caseOf(smallProject(), lease().notKnowing('mode')), 'direct-lease', ['$.leases[0].mode']],
  ['A2.3 技术改造', '2b', 'finance-lease-subsidy:acme:2025', caseOf(ordinaryProject().notKnowing('technicalUpgrade'), lease()), 'technical-upgrade', ['$.projects[0].technicalUpgrade']],
  ['A3.2 the list', '3', 'service-provider-award:advisor:2025', caseOf(provider().notKnowing('listed')), 'listed', ['$.serviceProviders[0].listed']],
  ['A3.3 符合条件', '3', 'service-provider-award:advisor:2025', caseOf(provider().notKnowing('qualified')), 'qualified', ['$.serviceProviders[0].qualified']],
  ['A3.3 the rank', '3', 'service-provider-award:advisor:2025', caseOf(provider().notKnowing('rank')), 'rank', ['$.serviceProviders[0].rank']],
  ['F.1 the day of a sale', '4a', 'equipment-supply-subsidy:maker', caseOf(smallProject(), equipmentSale().notKnowing('date')), 'sold-in-period', ['$.supplies[0].date']],
  ['F.2 the day of a sale to a filed project', '4a', 'equipment-supply-subsidy:maker', caseOf(smallProject(), equipmentSale().notKnowing('date')), 'sold-after-filing', ['$.supplies[0].date']],
  ['F.2 the day of a sale, and that of the filing', '4a', 'equipment-supply-subsidy:maker', caseOf(smallProject().notKnowing('filingDate'), equipmentSale().notKnowing('date')), 'sold-after-filing',
    ['$.supplies[0].date', '$.projects[0].filingDate']],
  ['A4.3 新型', '4a', 'equipment-supply-subsidy:maker', caseOf(smallProject().notKnowing('newType'), equipmentSale()), 'new-type', ['$.projects[0].newType']],
  ['A4.4 新型', '4b', 'software-supply-subsidy:maker', caseOf(smallProject().notKnowing('newType'), softwareSale()), 'new-type', ['$.projects[0].newType']],
  ['A4.3 the sum', '4a', 'equipment-supply-subsidy:maker', caseOf(smallProject(), equipmentSale().notKnowing('amount')), 'sales', ['$.supplies[0].amount']],
  ['A5.2 试点行业', '5a', 'demonstration-annual-award:P:2026', caseOf(smallProject().notKnowing('pilotIndustry'), taskBook().evaluatedIn(2026, true)), 'pilot-industry', ['$.projects[0].pilotIndustry']],
  ['A5.2 新型', '5b', 'demonstration-completion-award:P', caseOf(smallProject().notKnowing('newType'), taskBook().completed(wan(80))), 'new-type', ['$.projects[0].newType']],
  ['A5.2 任务书', '5b', 'demonstration-completion-award:P', caseOf(smallProject(), taskBook().completed(wan(80)).notKnowing('taskBookSigned')), 'task-book', ['$.demonstrations[0].taskBookSigned']],
  ['A5.3 评价达标', '5a', 'demonstration-annual-award:P:2026', caseOf(smallProject(), taskBook().with({ evaluations: [{ year: 2026 }] })), 'evaluation-passed',
    ['$.demonstrations[0].evaluations[0].passed']],
  ['A5.4 任务书目标', '5b', 'demonstration-completion-award:P', caseOf(smallProject(), taskBook().with({ completion: { effectAchieved: true, assessedAward: wan(80) } })), 'targets-met',
    ['$.demonstrations[0].completion.targetsMet']],
  ['A5.4 预期示范效果', '5b', 'demonstration-completion-award:P', caseOf(smallProject(), taskBook().with({ completion: { targetsMet: true, assessedAward: wan(80) } })), 'effect-achieved',
    ['$.demonstrations[0].completion.effectAchieved']],
  ['A6.2 直接配套企业', '6a', 'chain-leader-award:C', caseOf(smallProject(), consortium().withoutNationalTask().notKnowing('directSuppliers')), 'direct-suppliers', ['$.consortia[0].directSuppliers']],
  ['A6.2 任务书', '6a', 'chain-leader-award:C', caseOf(smallProject(), consortium().withoutNationalTask().notKnowing('taskBookSigned')), 'task-book', ['$.consortia[0].taskBookSigned']],
  ['A6.2 任务书目标', '6a', 'chain-leader-award:C', caseOf(smallProject(), consortium().withoutNationalTask().notKnowing('targetsMet')), 'targets-met', ['$.consortia[0].targetsMet']],
  ['A6.2 预期示范效果', '6a', 'chain-leader-award:C', caseOf(smallProject(), consortium().withoutNationalTask().notKnowing('effectAchieved')), 'effect-achieved', ['$.consortia[0].effectAchieved']],
  ['A6.2 新型', '6a', 'chain-leader-award:C', caseOf(smallProject().notKnowing('newType'), consortium().withoutNationalTask()), 'new-type', ['$.projects[0].newType']],
  ['A6.4 国家试点任务', '6b', 'consortium-investment-subsidy:C', caseOf(smallProject(), consortium().missingTargets().notKnowing('nationalPilotTask')), 'national-pilot-task',
    ['$.consortia[0].nationalPilotTask']],
  ['A6.4 标杆任务书', '6b', 'consortium-investment-subsidy:C', caseOf(smallProject(), consortium().missingTargets().notKnowing('benchmarkTaskBookSigned')), 'benchmark-task-book',
    ['$.consortia[0].benchmarkTaskBookSigned']],
  ['A7.3 国家试点任务', '7', 'park-award:park', caseOf(park().notKnowing('nationalPilotTask')), 'national-pilot-task', ['$.parks[0].nationalPilotTask']],
  ['A7.3 标杆任务书', '7', 'park-award:park', caseOf(park().notKnowing('taskBookSigned')), 'task-book', ['$.parks[0].taskBookSigned']],
] as const;

describe('a fact that its sentence asks for and nobody states', () => {
  it.each(OPEN)('%s (%s) leaves its condition open, and is named by its place', (_what, code, key, facts, id, paths) => {
    const { status, conditions, missing } = assessed(facts as never).at(key);
    const open = conditions.find((c) => c.id === id);
    expect([open?.outcome, open?.missing]).toEqual(['unknown', paths]);
    // What is asked does not depend on the answer, but where it is the day of filing itself.
    const filingIsOpen = id.endsWith('-filing') && missing?.includes('$.projects[0].filingDate');
    expect(open?.required).toBe(filingIsOpen ? '>= filing' : CONDITIONS[code]?.find(([c]) => c === id)?.[2]);
    expect(missing).toEqual(expect.arrayContaining([...paths]));
    expect(status).toBe('undetermined');
  });
});

describe('a calculator that is told less than a case must hold', () => {
  const asked = (determination: Determination, id: string) => {
    const { outcome, required, missing } = determination.conditions.find((c) => c.id === id) as ConditionResult;
    return [outcome, required, missing];
  };

  it('F.1 asks for the day of application and for the year', () => {
    expect(asked(investmentReward({ project: 'P' }), 'applied-in-force')).toEqual(['unknown', '2025-02-02..2026-12-31', ['applicationDate']]);
    // An evaluation before the task book does not count, and the day of the task book is not known.
    const evaluated = demonstrationAnnualAward({ project: 'P', year: 2025, passed: true });
    expect(asked(evaluated, 'evaluated-in-force')).toEqual(['unknown', '>= 2025', ['applicationDate']]);
    expect(evaluated.conditions.find((c) => c.id === 'evaluated-in-force')?.actual).toBe('2025');
    expect(demonstrationAnnualAward({ project: 'P', year: 2024, passed: true }).conditions.find((c) => c.id === 'evaluated-in-force')?.outcome).toBe('unmet');
  });

  it('A4.3, I-27 asks who bought; I-25 for the year that is added up', () => {
    const sale = { id: 'S', date: '2025-09-01', amount: wan(9000), newType: true, filed: true, filingDate: '2025-03-01' } as const;
    expect(asked(equipmentSupplySubsidy({ supplier: 'maker', applicationDate: '2025-06-30', supplies: [sale] }), 'sold-to-another'))
      .toEqual(['unknown', '!= maker', ['supplies[0].buyer']]);
    const inYear = (date: object, year: object) => asked(
      equipmentSupplySubsidy({ supplier: 'maker', applicationDate: '2025-06-30', supplies: [{ ...sale, buyer: 'acme', ...date }], ...year }, { readings: { supplyAggregation: 'per-year' } }),
      'sold-in-year',
    );
    expect(inYear({ date: null }, { year: 2025 })).toEqual(['unknown', '2025', ['supplies[0].date']]);
    expect(inYear({}, { year: 2025 })).toEqual(['met', '2025', undefined]);
    expect(inYear({}, { year: 2026 })).toEqual(['unmet', '2026', undefined]);
    // An undated sale may be of any year of the period.
    const undated = assessed(caseOf(smallProject(), equipmentSale().notKnowing('date')), { supplyAggregation: 'per-year' });
    expect([2024, 2025, 2026].map((year) => asked(undated.at(`equipment-supply-subsidy:maker:${year}`), 'sold-in-year'))).toEqual(
      [2024, 2025, 2026].map((year) => ['unknown', String(year), ['$.supplies[0].date']]),
    );
  });
});

describe('what a calculator is told of other awards, and what is open without it', () => {
  const gate = { project: 'P', applicationDate: '2025-06-30', filed: true, filingDate: '2025-03-01', nationalDemonstration: false, pilotIndustry: true, newType: true, taskBookSigned: true } as const;
  const told = ({ nature, amount, capBinding, steps, missing }: Determination) =>
    [nature, { ...amount }, capBinding, steps.map(({ id, clause, value }) => `${id} ${clause} ${value}`), missing];
  const annual = (facts: object, readings: object = { demonstrationTotalBound: 'one-million' }) =>
    told(demonstrationAnnualAward({ ...gate, year: 2027, passed: true, ...facts }, { readings }));
  const completion = (facts: object, readings: object = {}) =>
    told(demonstrationCompletionAward({ ...gate, targetsMet: true, effectAchieved: true, ...facts }, { readings }));

  it('A5.3 30万 whatever came before, where the ceiling bounds the completion award only', () => {
    expect(annual({ earlierAwards: wan(90) }, {})).toEqual(['determinate', exactly(wan(30)), false, [`fixed A5.3 ${wan(30)}`], undefined]);
  });

  it.each([
    ['60万 before leave 40万: 30万 in full', wan(60), exactly(wan(30)), false, wan(30)],
    ['70万 leave just 30万, which the ceiling does not lower', wan(70), exactly(wan(30)), false, wan(30)],
    ['80万 leave 20万', wan(80), exactly(wan(20)), true, wan(20)],
    ['100万 leave nothing', wan(100), exactly(wan(0)), true, wan(0)],
  ])('A5.4 where it bounds all awards, %s', (_what, earlierAwards, amount, binds, held) => {
    expect(annual({ earlierAwards })).toEqual(['determinate', amount, binds, [`fixed A5.3 ${wan(30)}`, `cap A5.4 ${held}`], undefined]);
  });

  it('A5.4 where it bounds all awards and those before are not stated, anything from nothing to 30万', () => {
    expect(annual({})).toEqual(['determinate', upTo(wan(30)), false, [`fixed A5.3 ${wan(30)}`, `cap A5.4 0.00..${wan(30)}`], ['earlierAwards']]);
    // Three years at 30万 are 90万 if the open one was passed and 60万 if not: 10万 or 30万 are left.
    const evaluations = [{ year: 2024, passed: true }, { year: 2025, passed: true }, { year: 2026 }, { year: 2027, passed: true }, { year: 2028, passed: true }];
    expect(annual({ evaluations, year: 2027 })).toEqual(['determinate', exactly(wan(30)), false, [`fixed A5.3 ${wan(30)}`, `cap A5.4 ${wan(30)}`], undefined]);
    const later = [{ year: 2025, passed: true }, { year: 2026, passed: true }, { year: 2027 }];
    expect(annual({ evaluations: later, year: 2028 })).toEqual(['determinate', between(wan(10), wan(30)), false, [`fixed A5.3 ${wan(30)}`, `cap A5.4 ${wan(10)}..${wan(30)}`], ['evaluations[2].passed']]);
  });

  it('A5.4 80万 less the yearly awards that are stated; without them 0 to 80万, and they are asked for', () => {
    expect(completion({ assessedAward: wan(80), annualAwards: wan(60) }))
      .toEqual(['assessed', exactly(wan(20)), false, [`assessed A5.4 ${wan(80)}`, `cap A5.4 ${wan(80)}`, `deduction A5.4 ${wan(60)}`, `net A5.4 ${wan(20)}`], undefined]);
    expect(completion({ assessedAward: wan(80) }))
      .toEqual(['assessed', upTo(wan(80)), false, [`assessed A5.4 ${wan(80)}`, `cap A5.4 ${wan(80)}`, `deduction A5.4 0.00..${wan(100)}`, `net A5.4 0.00..${wan(80)}`], ['annualAwards']]);
    expect(completion({ annualAwards: wan(60) })[4]).toEqual(['assessedAward']);
    expect(completion({}))
      .toEqual(['ceiling', upTo(wan(100)), false, [`cap A5.4 0.00..${wan(100)}`, `deduction A5.4 0.00..${wan(100)}`, `net A5.4 0.00..${wan(100)}`], ['assessedAward', 'annualAwards']]);
  });

  it('I-29 deducted from the ceiling, 60万 leave 40万 of it; deducted from the award, 20万 of 80万', () => {
    const facts = { assessedAward: wan(80), annualAwards: wan(60) };
    expect(completion(facts, { completionDeduction: 'from-cap' })[1]).toEqual(exactly(wan(40)));
    expect(completion({ ...facts, assessedAward: wan(30) }, { completionDeduction: 'from-cap' })[1]).toEqual(exactly(wan(30)));
    // More than the award came before: nothing is paid and nothing returned.
    expect(completion({ ...facts, annualAwards: wan(90) })[1]).toEqual(exactly(wan(0)));
    expect(completion({ ...facts, annualAwards: wan(120) }, { completionDeduction: 'from-cap' })[1]).toEqual(exactly(wan(0)));
  });

  it('I-23 a lease by principal and time asks for both, and for neither by its annual amount', () => {
    const leaseOf = (facts: object, readings: object) => financeLeaseSubsidy({
      enterprise: 'acme', year: 2025, applicationDate: '2025-06-30',
      leases: [{ id: 'L', lesseeIsIndustrial: true, mode: 'direct', technicalUpgrade: true, filed: true, filingDate: '2025-01-01', ...facts }],
    }, { readings });
    const byTime = { leaseBasis: 'time-weighted-principal', leaseDayCount: 'months-12' } as const;
    expect(leaseOf({}, byTime).missing).toEqual(['leases[0].principal', 'leases[0].start']);
    expect(leaseOf({ principal: wan(400) }, byTime)).toMatchObject({ missing: ['leases[0].start'], amount: upTo(wan(10)) });
    expect(leaseOf({ start: '2025-07-01' }, byTime).missing).toEqual(['leases[0].principal']);
    // 2.5 % of 400万 for six months of twelve.
    expect(leaseOf({ principal: wan(400), start: '2025-07-01' }, byTime)).toMatchObject({ amount: exactly(wan(5)) });
    expect(leaseOf({ principal: wan(400), start: '2025-07-02' }, byTime).amount).toEqual({ min: '41666.67', max: '41666.67' });
    expect(leaseOf({}, {}).missing).toEqual(['leases[0].annualAmount']);
  });
});

/** The facts of yes or no, told the other way: the award is not given, and the sentence is named. */
const NOT = [
  ['1a', 'projects', 'technicalUpgrade', 'technical-upgrade'], ['1a', 'projects', 'inIndustrialStatistics', 'in-industrial-statistics'], ['1b', 'projects', 'newType', 'new-type'],
  ['2a', 'loans', 'productListed', 'listed-product'], ['2a', 'projects', 'newType', 'new-type'], ['2b', 'leases', 'lesseeIsIndustrial', 'industrial-lessee'],
  ['3', 'serviceProviders', 'listed', 'listed'], ['3', 'serviceProviders', 'qualified', 'qualified'],
  ['4a', 'projects', 'newType', 'new-type'], ['4b', 'projects', 'newType', 'new-type'],
  ['5a', 'projects', 'pilotIndustry', 'pilot-industry'], ['5a', 'projects', 'newType', 'new-type'], ['5a', 'demonstrations', 'taskBookSigned', 'task-book'],
  ['6a', 'consortia', 'taskBookSigned', 'task-book'], ['6a', 'consortia', 'targetsMet', 'targets-met'], ['6a', 'consortia', 'effectAchieved', 'effect-achieved'], ['6a', 'projects', 'newType', 'new-type'],
  ['6b', 'consortia', 'nationalPilotTask', 'national-pilot-task'], ['6b', 'consortia', 'benchmarkTaskBookSigned', 'benchmark-task-book'],
  ['7', 'parks', 'nationalPilotTask', 'national-pilot-task'], ['7', 'parks', 'taskBookSigned', 'task-book'],
] as const;

describe('a fact that its sentence asks for and that is not so', () => {
  it.each(NOT)('%s: %s.%s', (code, rows, fact, id) => {
    const { key, facts } = ALL_MEASURES.find((m) => m.code === code) as (typeof ALL_MEASURES)[number];
    const whole = caseOf(...facts());
    const { status, amount, nature, conditions } = assessed({ ...whole, [rows]: (whole[rows] as object[]).map((row) => ({ ...row, [fact]: false })) }).at(key);
    expect(conditions.find((c) => c.id === id)).toMatchObject({ outcome: 'unmet', clause: CONDITIONS[code]?.find(([c]) => c === id)?.[1], required: 'true', actual: 'false' });
    // What it would have been is told all the same; of loans that do not count none was assessed.
    expect([status, amount, nature]).toEqual(['ineligible', exactly(wan(0)), code === '2a' ? 'ceiling' : STAGES[code]?.[0]]);
  });

  it('A1.2, A5.4 without the figure an award that is not given would have been a ceiling', () => {
    expect(assessed(caseOf(smallProject(), taskBook())).at('demonstration-completion-award:P')).toMatchObject({ status: 'ineligible', nature: 'ceiling' });
    const figureOnly = taskBook().with({ completion: { targetsMet: false, effectAchieved: true, assessedAward: wan(80) } });
    expect(assessed(caseOf(smallProject(), figureOnly)).at('demonstration-completion-award:P')).toMatchObject({ status: 'ineligible', nature: 'assessed' });
    expect(assessed(caseOf(ordinaryProject())).at('investment-reward:P')).toMatchObject({ status: 'eligible', nature: 'ceiling' });
    expect(assessed(caseOf(otherProject())).at('investment-reward:P')).toMatchObject({ status: 'ineligible', nature: 'ceiling' });
  });

  it('A2.3 a sale and leaseback is no direct lease; A1.3 an ordinary upgrade is in none of the three classes', () => {
    const leaseback = assessed(caseOf(smallProject(), lease().asSaleAndLeaseback())).at('finance-lease-subsidy:acme:2025');
    expect(leaseback.conditions.find((c) => c.id === 'direct-lease')).toMatchObject({ outcome: 'unmet', required: 'direct', actual: 'sale-and-leaseback' });
    const ordinary = assessed(caseOf(otherProject().notNewType())).at('investment-subsidy:P');
    expect(ordinary.conditions.find((c) => c.id === 'new-type')).toMatchObject({ outcome: 'unmet', required: 'true', actual: 'false' });
  });
});

describe('F.1 and F.2 tell what decided', () => {
  const filed = (project: ReturnType<typeof otherProject>, readings: Parameters<typeof assessed>[1] = {}) => {
    const { outcome, required, actual, missing } = assessed(caseOf(project), readings).at('investment-subsidy:P').conditions.find((c) => c.id === 'filed-in-scope') as ConditionResult;
    return [outcome, required, actual, missing];
  };
  const [cutoff, early] = ['>= 2024-06-01', '2024-05-31'] as const;

  it('F.2 the day where the day does, the list where it does, and that nothing was filed', () => {
    expect(filed(otherProject().filedOn('2024-06-01'))).toEqual(['met', cutoff, '2024-06-01', undefined]);
    expect(filed(otherProject().filedOn(early))).toEqual(['unmet', cutoff, early, undefined]);
    expect(filed(nationalProject().filedOn(early))).toEqual(['met', cutoff, 'national-demonstration', undefined]);
    expect(filed(nationalProject().notKnowing('filingDate'))).toEqual(['met', cutoff, 'national-demonstration', undefined]);
    expect(filed(otherProject().neverFiled())).toEqual(['unmet', cutoff, 'not-filed', undefined]);
    expect(filed(otherProject().filedOn(early).notKnowing('nationalDemonstration'))).toEqual(['unknown', cutoff, early, ['$.projects[0].nationalDemonstration']]);
    expect(filed(otherProject().notKnowing('filingDate', 'nationalDemonstration'))).toEqual(['unknown', cutoff, undefined, ['$.projects[0].filingDate', '$.projects[0].nationalDemonstration']]);
  });

  it('I-01 where the bracket shuts national projects out, the list decides against them; where it excepts nobody, the day alone decides', () => {
    expect(filed(nationalProject(), { filingCutoffException: 'excluded-from-policy' })).toEqual(['unmet', cutoff, 'national-demonstration', undefined]);
    expect(filed(nationalProject().filedOn(early), { filingCutoffException: 'excluded-from-policy' })).toEqual(['unmet', cutoff, early, undefined]);
    expect(filed(nationalProject().filedOn(early), { filingCutoffException: 'no-exception' })).toEqual(['unmet', cutoff, early, undefined]);
    expect(filed(nationalProject(), { filingCutoffException: 'no-exception' })).toEqual(['met', cutoff, '2025-03-01', undefined]);
  });

  it('F.1 under validity-only the completion award must be paid by the last day, which is asked for', () => {
    const facts = caseOf(smallProject(), taskBook().completed(wan(80)));
    const settled = (settlementDate: DayInput | undefined) => {
      const found = assessed(settlementDate === undefined ? facts : { ...facts, settlementDate }, { afterExpiry: 'validity-only' })
        .at('demonstration-completion-award:P').conditions.find((c) => c.id === 'settled-in-force') as ConditionResult;
      return [found.outcome, found.clause, found.required, found.actual, found.missing];
    };
    const last = '<= 2026-12-31';
    expect([settled('2026-12-31'), settled('2027-01-01'), settled(undefined)]).toEqual([
      ['met', 'F.1', last, '2026-12-31', undefined], ['unmet', 'F.1', last, '2027-01-01', undefined], ['unknown', 'F.1', last, undefined, ['$.settlementDate']],
    ]);
    // By default what was earned is paid later as well, and nothing is asked.
    expect(assessed(facts).at('demonstration-completion-award:P').conditions.some((c) => c.id === 'settled-in-force')).toBe(false);
  });

  it('F.1 the year of a flow: that of the policy counts, that before it if accepted, no other', () => {
    const flow = (year: number, flowAccepted?: boolean) => {
      const row = loan().inYear(year).with(flowAccepted === undefined ? {} : { flowAccepted });
      const { outcome, required, actual, missing } = assessed(caseOf(smallProject().filedOn('2024-06-01'), row)).at(`loan-interest-subsidy:acme:${year}`).conditions.find((c) => c.id === 'flow-in-force') as ConditionResult;
      return [outcome, required, actual, missing];
    };
    expect([flow(2023), flow(2023, true), flow(2024), flow(2024, true), flow(2024, false), flow(2025), flow(2026), flow(2027), flow(2027, true)]).toEqual([
      ['unmet', '2025..2026', '2023', undefined], ['unmet', '2025..2026', '2023', undefined], ['unknown', '2025..2026', '2024', ['$.loans[0].flowAccepted']],
      ['met', '2025..2026', '2024', undefined], ['unmet', '2025..2026', '2024', undefined], ['met', '2025..2026', '2025', undefined], ['met', '2025..2026', '2026', undefined],
      ['unmet', '2025..2026', '2027', undefined], ['unmet', '2025..2026', '2027', undefined],
    ]);
  });

  it('F.1 the evaluated year of a provider lies in the period; under a task book it begins with the task book and ends, under one reading, with the period', () => {
    const year = (y: number) => assessed(caseOf(provider().inYear(y))).at(`service-provider-award:advisor:${y}`).conditions.find((c) => c.id === 'evaluated-in-force');
    expect([2024, 2025, 2026, 2027].map((y) => year(y)?.outcome)).toEqual(['unmet', 'met', 'met', 'unmet']);
    const underTaskBook = (y: number, signed: DayInput, readings: Parameters<typeof assessed>[1] = {}) => {
      const found = assessed(caseOf(smallProject(), taskBook().evaluatedIn(y, true).appliedForOn(signed)), readings).at(`demonstration-annual-award:P:${y}`).conditions.find((c) => c.id === 'evaluated-in-force');
      return [found?.outcome, found?.required];
    };
    expect([underTaskBook(2024, '2025-03-01'), underTaskBook(2025, '2025-03-01'), underTaskBook(2025, '2026-03-01'), underTaskBook(2026, '2026-03-01'), underTaskBook(2027, '2026-03-01')]).toEqual([
      ['unmet', '>= 2025'], ['met', '>= 2025'], ['unmet', '>= 2026'], ['met', '>= 2026'], ['met', '>= 2026'],
    ]);
    expect([2026, 2027].map((y) => underTaskBook(y, '2025-03-01', { afterExpiry: 'validity-only' }))).toEqual([['met', '2025..2026'], ['unmet', '2025..2026']]);
  });

  it('F.1 a sale counts from the cutoff of F.2 to the last day, and not before the filing of its project', () => {
    const sale = (date: DayInput, filed: DayInput, readings: Parameters<typeof assessed>[1] = {}) => assessed(caseOf(smallProject().filedOn(filed), equipmentSale().on(date)), readings)
      .the('equipment-supply-subsidy').conditions.flatMap((c) => (c.id.startsWith('sold-') && c.outcome === 'unmet' ? [`${c.id} ${c.required}`] : []));
    const inPeriod = 'sold-in-period 2024-06-01..2026-12-31';
    expect([sale('2024-05-31', '2024-06-01'), sale('2024-06-01', '2024-06-01'), sale('2026-12-31', '2024-06-01'), sale('2027-01-01', '2024-06-01')]).toEqual([
      [inPeriod, 'sold-after-filing >= 2024-06-01'], [], [], [inPeriod],
    ]);
    expect([sale('2025-02-28', '2025-03-01'), sale('2025-03-01', '2025-03-01')]).toEqual([['sold-after-filing >= 2025-03-01'], []]);
    // I-02: where only the claimant's own projects are looked at, the filing of the buyer's is not.
    expect(sale('2025-02-28', '2025-03-01', { filingCutoffScope: 'own-projects-only' })).toEqual([]);
  });
});

describe('several rows, none of which counts for certain, are told together', () => {
  it('A2.2 two loans of which a fact is not known: both are asked for, in the order of their ids', () => {
    const open = (id: string) => loan().named(id).notKnowing('productListed');
    const { status, conditions, missing } = assessed(caseOf(smallProject(), open('L2'), open('L1'))).at('loan-interest-subsidy:acme:2025');
    expect(status).toBe('undetermined');
    expect(conditions.find((c) => c.id === 'listed-product')).toMatchObject({ outcome: 'unknown', missing: ['$.loans[1].productListed', '$.loans[0].productListed'] });
    expect(missing).toEqual(expect.arrayContaining(['$.loans[0].productListed', '$.loans[1].productListed']));
  });

  it('A2.2 one that may count beside one that does not: only the first is told', () => {
    const { conditions } = assessed(caseOf(smallProject(), loan().named('L1').with({ productListed: false }), loan().named('L2').notKnowing('productListed'))).at('loan-interest-subsidy:acme:2025');
    expect(conditions.find((c) => c.id === 'listed-product')).toMatchObject({ outcome: 'unknown', missing: ['$.loans[1].productListed'] });
  });

  it('A2.3 two leases that do not count for different reasons: both reasons', () => {
    const leases = [lease().named('B').asSaleAndLeaseback(), lease().named('A').with({ lesseeIsIndustrial: false })];
    for (const rows of [leases, [...leases].reverse()]) {
      const { status, conditions } = assessed(caseOf(smallProject(), ...rows)).at('finance-lease-subsidy:acme:2025');
      expect([status, ...conditions.flatMap((c) => (c.outcome === 'unmet' ? [`${c.id} ${c.actual}`] : []))]).toEqual(['ineligible', 'industrial-lessee false', 'direct-lease sale-and-leaseback']);
    }
  });

  it('A6.2 a list that is left out may hold a project, one that is empty does not', () => {
    const of = (projects: string[] | undefined) => assessed(caseOf(smallProject(), projects === undefined ? consortium().withoutNationalTask().notKnowing('projects') : consortium().withoutNationalTask().over(...projects)))
      .at('chain-leader-award:C');
    expect(of(['P']).status).toBe('eligible');
    expect(of([]).conditions.find((c) => c.id === 'some-projects')).toMatchObject({ outcome: 'unmet', clause: 'F.2', required: '1', actual: '0' });
    expect(of([]).status).toBe('ineligible');
  });
});

describe('a threshold that is missed says by how much', () => {
  const shortfall = (key: string, id: string, facts: Parameters<typeof assessed>[0]) => {
    const { required, actual, shortfall: short, outcome } = assessed(facts).at(key).conditions.find((c) => c.id === id) as { required?: string; actual?: string; shortfall?: string; outcome: string };
    return [outcome, required, actual, short];
  };

  it.each([
    ['A1.2 499.99万 of 500万', 'investment-reward:P', 'total-investment', caseOf(ordinaryProject().investing(wan(499.99)).equipping(wan(400))), wan(500), wan(499.99), wan(0.01)],
    ['A1.3 1900万 of 2000万', 'investment-subsidy:P', 'total-investment', caseOf(otherProject().investing(wan(1900)).equipping(wan(1500))), wan(2000), wan(1900), wan(100)],
    ['A3.3 rank 51 of 50', 'service-provider-award:advisor:2025', 'rank', caseOf(provider().ranked(51)), '<= 50', '51', '1'],
    ['A4.3 7000万 of 8000万', 'equipment-supply-subsidy:maker', 'sales', caseOf(smallProject(), equipmentSale().for(wan(7000))), wan(8000), wan(7000), wan(1000)],
    ['A4.4 4999万 of 5000万', 'software-supply-subsidy:maker', 'sales', caseOf(smallProject(), softwareSale().for(wan(4999))), wan(5000), wan(4999), wan(1)],
    ['A6.2 8 of 10 suppliers', 'chain-leader-award:C', 'direct-suppliers', caseOf(smallProject(), consortium().withoutNationalTask().joining(8)), '10', '8', '2'],
  ] as const)('%s', (_what, key, id, facts, required, actual, short) => {
    expect(shortfall(key, id, facts)).toEqual(['unmet', required, actual, short]);
  });

  it('I-31 where the leader is one of the ten, nine suppliers are enough and eight lack one', () => {
    const counted = (n: number) => assessed(caseOf(smallProject(), consortium().withoutNationalTask().joining(n)), { directSupplierCount: 'includes-leader' })
      .at('chain-leader-award:C').conditions.find((c) => c.id === 'direct-suppliers');
    expect(counted(9)).toMatchObject({ outcome: 'met', required: '10', actual: '10' });
    // Where ten itself were not enough, nothing would lack of it.
    const above = amendPolicy(chengdu2025, { version: 'x', parameters: { 'A6.2.suppliers': { bound: 'above' } } });
    const ten = assessed(caseOf(smallProject(), consortium().withoutNationalTask()), {}, { policy: above }).at('chain-leader-award:C').conditions.find((c) => c.id === 'direct-suppliers');
    expect(ten).toStrictEqual({ ...ten, outcome: 'unmet', required: '> 10', actual: '10' });
    expect(ten).not.toHaveProperty('shortfall');
    expect(counted(8)).toMatchObject({ outcome: 'unmet', required: '10', actual: '9', shortfall: '1' });
  });
});

describe('the stages of an amount that is held, open, or fixed by an authority', () => {
  const steps = (key: string, ...facts: Parameters<typeof caseOf>) => {
    const d = assessed(caseOf(...facts)).at(key);
    return [d.nature, d.capBinding, d.steps.map(({ id, value }) => `${id} ${value}`), d.missing];
  };

  it('A1.3 20 % of 2亿 is 4000万, held to 2000万: the cap binds; of 1亿 it is the cap itself, which does not', () => {
    const national = nationalProject().investing(wan(20_000));
    expect(steps('investment-subsidy:P', national.equipping(wan(20_000)))).toEqual(['determinate', true, [`base ${wan(20_000)}`, 'rate 0.2', `product ${wan(4000)}`, `cap ${wan(2000)}`], undefined]);
    expect(steps('investment-subsidy:P', national.equipping(wan(10_000)))).toEqual(['determinate', false, [`base ${wan(10_000)}`, 'rate 0.2', `product ${wan(2000)}`, `cap ${wan(2000)}`], undefined]);
  });

  it('A1.3 an open class has both rates and both amounts: 8 % or 10 % of 2000万', () => {
    expect(steps('investment-subsidy:P', otherProject().notKnowing('pilotIndustry'))).toEqual([
      'determinate', false, [`base ${wan(2000)}`, 'rate 0.08..0.1', `product ${wan(160)}..${wan(200)}`, `cap ${wan(160)}..${wan(200)}`], ['$.projects[0].pilotIndustry'],
    ]);
  });

  it('A1.2, A3.3, A5.4, A7.3 without the figure only the ceiling is known, and the figure is asked for', () => {
    expect(steps('investment-reward:P', ordinaryProject().inStatistics())).toEqual(['ceiling', false, [`ceiling ${wan(10)}`], ['$.projects[0].assessedReward']]);
    expect(steps('service-provider-award:advisor:2025', provider().notKnowing('tierAmount'))).toEqual(['ceiling', false, [`ceiling ${wan(50)}`], ['$.serviceProviders[0].tierAmount']]);
    expect(steps('park-award:park', park().notKnowing('assessedTotal'))).toEqual(['ceiling', false, [`ceiling ${wan(5000)}`], ['$.parks[0].assessedTotal']]);
    expect(steps('demonstration-completion-award:P', smallProject(), taskBook().completed())).toEqual([
      'ceiling', false, [`cap 0.00..${wan(100)}`, 'deduction 0.00', `net 0.00..${wan(100)}`], ['$.demonstrations[0].completion.assessedAward'],
    ]);
  });

  it('a figure of the authority above the ceiling is held to it, and the cap binds; at the ceiling it does not', () => {
    expect(steps('investment-reward:P', ordinaryProject().rewardedWith(wan(12)))).toEqual(['assessed', true, [`assessed ${wan(12)}`, `cap ${wan(10)}`], undefined]);
    expect(steps('investment-reward:P', ordinaryProject().rewardedWith(wan(10)))).toEqual(['assessed', false, [`assessed ${wan(10)}`, `cap ${wan(10)}`], undefined]);
    expect(steps('loan-interest-subsidy:acme:2025', smallProject(), loan().assessedAt(wan(250)))).toEqual(['assessed', true, [`assessed ${wan(250)}`, `cap ${wan(200)}`], undefined]);
    expect(steps('loan-interest-subsidy:acme:2025', smallProject(), loan().assessedAt(wan(200)))).toEqual(['assessed', false, [`assessed ${wan(200)}`, `cap ${wan(200)}`], undefined]);
    expect(steps('demonstration-completion-award:P', smallProject(), taskBook().completed(wan(120)))).toEqual([
      'assessed', true, [`assessed ${wan(120)}`, `cap ${wan(100)}`, 'deduction 0.00', `net ${wan(100)}`], undefined,
    ]);
  });

  it('A2.2 a loan without the figure: up to its interest, or up to the ceiling where that is larger or not stated', () => {
    const at = 'loan-interest-subsidy:acme:2025';
    const open = (l: ReturnType<typeof loan>) => assessed(caseOf(smallProject(), l)).at(at);
    expect(open(loan().notKnowing('assessedSubsidy').payingInterest(wan(150)))).toMatchObject({ nature: 'ceiling', amount: upTo(wan(150)), missing: ['$.loans[0].assessedSubsidy'] });
    expect(open(loan().notKnowing('assessedSubsidy'))).toMatchObject({ nature: 'ceiling', amount: upTo(wan(200)), missing: ['$.loans[0].assessedSubsidy'] });
    expect(open(loan().notKnowing('assessedSubsidy', 'interestPaid'))).toMatchObject({
      nature: 'ceiling', amount: upTo(wan(200)), missing: ['$.loans[0].assessedSubsidy', '$.loans[0].interestPaid'],
    });
    expect(open(loan().notKnowing('interestPaid'))).toMatchObject({ nature: 'assessed', amount: upTo(wan(30)), missing: ['$.loans[0].interestPaid'] });
    // I-21: where the interest paid bounds nothing, the figure alone counts.
    expect(assessed(caseOf(smallProject(), loan().notKnowing('interestPaid')), { interestBound: 'off' }).at(at)).toMatchObject({ nature: 'assessed', amount: exactly(wan(30)) });
    // One loan that the authority assessed beside one that it has not: 30万, and up to 40万 more.
    expect(assessed(caseOf(smallProject(), loan(), loan().named('L2').notKnowing('assessedSubsidy').payingInterest(wan(40)))).at(at)).toMatchObject({
      nature: 'assessed', amount: between(wan(30), wan(70)), missing: ['$.loans[1].assessedSubsidy'],
    });
  });

  it('A6.6 from acceptance on the factor of the authority is the last step: 15 % of 300万, times 0.8', () => {
    const accepted = consortium().missingTargets().with({ accepted: true });
    expect(steps('consortium-investment-subsidy:C', smallProject(), accepted.with({ settlementFactor: '0.8' }))).toEqual([
      'determinate', false, [`base ${wan(300)}`, 'rate 0.15', `product ${wan(45)}`, `cap ${wan(45)}`, 'factor 0.8', `settled ${wan(36)}`], undefined,
    ]);
    const d = assessed(caseOf(smallProject(), accepted.with({ settlementFactor: '0.8' }))).at('consortium-investment-subsidy:C');
    expect(d.steps.map(({ id, clause, unit }) => [id, clause, unit]).slice(4)).toEqual([['factor', 'A6.6', 'ratio'], ['settled', 'A6.6', 'CNY']]);
    expect(steps('consortium-investment-subsidy:C', smallProject(), accepted)).toEqual([
      'determinate', false, [`base ${wan(300)}`, 'rate 0.15', `product ${wan(45)}`, `cap ${wan(45)}`, 'factor 0..1', `settled 0.00..${wan(45)}`], ['$.consortia[0].settlementFactor'],
    ]);
  });

  it('A5.4 the yearly awards before are deducted and shown: 80万 less 30万 of 2025', () => {
    expect(steps('demonstration-completion-award:P', smallProject(), taskBook().evaluated(true).completed(wan(80)))).toEqual([
      'assessed', false, [`assessed ${wan(80)}`, `cap ${wan(80)}`, `deduction ${wan(30)}`, `net ${wan(50)}`], undefined,
    ]);
    // Not known whether 2025 was passed: 50万 to 80万.
    expect(steps('demonstration-completion-award:P', smallProject(), taskBook().completed(wan(80)).with({ evaluations: [{ year: 2025 }] }))).toEqual([
      'assessed', false, [`assessed ${wan(80)}`, `cap ${wan(80)}`, `deduction 0.00..${wan(30)}`, `net ${wan(50)}..${wan(80)}`], ['$.demonstrations[0].evaluations[0].passed'],
    ]);
  });

  it('A5.4 evaluations that are left out may have brought anything: 80万 less nothing to 80万', () => {
    const outcome = assessed(caseOf(smallProject(), taskBook().completed(wan(80)).notKnowing('evaluations')));
    expect(outcome.at('demonstration-completion-award:P')).toMatchObject({ amount: upTo(wan(80)), missing: ['$.demonstrations[0].evaluations'] });
    expect(outcome.total).toEqual(upTo(wan(80)));
  });

  it('A5.4 the awards of one task book together: passed or not in 2025, 80万 in all; 120万 is held to the ceiling of 100万 before', () => {
    const total = (evaluations: object[], figure: Money | undefined, readings: Parameters<typeof assessed>[1] = {}) =>
      assessed(caseOf(smallProject(), taskBook().completed(figure).with({ evaluations: evaluations as never })), readings).total;
    expect(total([{ year: 2025, passed: true }], wan(80))).toEqual(exactly(wan(80)));
    expect(total([{ year: 2025 }], wan(80))).toEqual(exactly(wan(80)));
    expect(total([{ year: 2025, passed: true }], undefined)).toEqual(between(wan(30), wan(100)));
    expect(total([{ year: 2025 }], undefined)).toEqual(upTo(wan(100)));
    // Four passed years are 120万, more than the award of 80万: nothing more is paid and nothing returned.
    const four = [2025, 2026, 2027, 2028].map((year) => ({ year, passed: true }));
    expect(total(four, wan(80))).toEqual(exactly(wan(120)));
    expect(total(four, wan(80), { demonstrationTotalBound: 'one-million' })).toEqual(exactly(wan(100)));
    expect(total([...four.slice(0, 3), { year: 2028 }] as never, wan(80))).toEqual(between(wan(90), wan(120)));
  });

  it('A7.5 what the passed years allow, after a failed one: 40 % of 2000万, which is below the half', () => {
    expect(steps('park-award:park', park().evaluated(['passed', '0.40'], ['failed', '0.60']))).toEqual([
      'assessed', false, [`assessed ${wan(2000)}`, `cap ${wan(2000)}`, `passed-years ${wan(800)}`], undefined,
    ]);
    // Of the failed year the progress does not matter.
    const failed = assessed(caseOf(park().with({ evaluations: [{ year: 2025, passed: true, taskProgress: '0.40' }, { year: 2026, passed: false }] }))).at('park-award:park');
    expect([failed.amount, failed.missing, failed.steps.map(({ clause }) => clause)]).toEqual([exactly(wan(800)), undefined, ['A7.3', 'A7.3', 'A7.5']]);
  });
});
