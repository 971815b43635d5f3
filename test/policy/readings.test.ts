/**
 * The readings of contract §5. Each is shown where it matters, with the figure of every value worked
 * out by hand, and where it does not, with one figure for all values.
 */
import { describe, expect, it } from 'vitest';
import type { CaseFile, DayInput, RatioInput } from '../../src/index.js';
import {
  appliedOn, caseOf, consortium, equipmentSale, lease, loan, nationalProject, ordinaryProject, otherProject, park, pilotProject, settledOn,
  smallProject, taskBook, wan,
} from '../support/policy-facts.js';
import { assessed, exactly } from '../support/policy-outcome.js';
import type { Outcome, Range, Readings } from '../support/policy-outcome.js';

type ReadingId = keyof Readings;
type Figure = (outcome: Outcome) => Range;

interface Situation {
  reading: ReadingId;
  /** The facts in words, with the arithmetic. */
  where: string;
  facts: CaseFile;
  figure?: Figure; // the payable total, unless another figure is named
  beside?: Readings; // other readings that this one needs to show
}
/** The first value listed is the default. */
interface Telling extends Situation {
  gives: Record<string, string>;
}
interface Idle extends Situation {
  always: string;
}

const total: Figure = (outcome) => outcome.total;
const totalOfOneB: Figure = (outcome) => outcome.paid('investment-subsidy:P');
const advanceOfOneB: Figure = (outcome) => outcome.advanceLimit('investment-subsidy:P');
const finalOfOneB: Figure = (outcome) => outcome.final('investment-subsidy:P');
const balanceOfOneB: Figure = (outcome) => outcome.balance('investment-subsidy:P');
const advanceOfSixB: Figure = (outcome) => outcome.advanceLimit('consortium-investment-subsidy:C');
const parkReturns: Figure = (outcome) => outcome.recoverable('park-award:park');

const sized = (project: ReturnType<typeof otherProject>, equipment: number) => project.investing(wan(60_000)).equipping(wan(equipment));
const twoMembers = (first: ReturnType<typeof otherProject>, second: ReturnType<typeof otherProject>) =>
  caseOf(first.named('P1'), second.named('P2'), consortium().over('P1', 'P2').missingTargets());
const sold = (id: string, project: string, day: DayInput, amount: number) => equipmentSale().named(id).toProject(project).on(day).for(wan(amount));
/** An upgrade that is not new-type and, outside the statistics, without a reward. */
const ordinary = ordinaryProject().with({ inIndustrialStatistics: false });
const twoBuyers = [smallProject().named('P1'), smallProject().named('P2')] as const;
const closing = (day: DayInput, total_ = wan(2500), equipment = wan(2000), accepted: DayInput = '2026-11-02') =>
  settledOn(day, appliedOn('2026-06-30', otherProject().underConstruction('1', wan(50)).accepted(total_, equipment, accepted)));
const parkOver = (...years: Parameters<ReturnType<typeof park>['evaluated']>) =>
  settledOn('2026-12-01', caseOf(park().evaluated(...years).paidInAdvance(wan(600)).finished()));
const progressing = (investment: RatioInput, task: RatioInput) => caseOf(sized(pilotProject(), 5000), consortium().missingTargets().progressing(investment, task));
const principal = (annual: number, year: number) =>
  caseOf(smallProject(), lease().inYear(year).amounting(wan(annual)).with({ principal: wan(1000), start: '2025-07-01' }));
const weighted: Readings = { leaseBasis: 'time-weighted-principal' };

const TELLING: Telling[] = [
  { reading: 'filingCutoffException', where: 'a national project filed in 2023, 20 % of 2000万',
    facts: caseOf(nationalProject().filedOn('2023-03-01')),
    gives: { 'exempt-from-cutoff': wan(400), 'excluded-from-policy': '0.00', 'no-exception': '0.00' } },
  { reading: 'filingCutoffException', where: 'a national project filed after the cutoff: only an exclusion can hurt it',
    facts: caseOf(nationalProject().filedOn('2025-03-01')),
    gives: { 'exempt-from-cutoff': wan(400), 'excluded-from-policy': '0.00', 'no-exception': wan(400) } },
  { reading: 'filingCutoffScope', where: 'a supplier to a project of 2023: 1 % of 9000万, if only the own project is tested',
    facts: caseOf(smallProject().filedOn('2023-03-01'), equipmentSale()),
    gives: { 'project-linked-measures': '0.00', 'own-projects-only': wan(90) } },
  { reading: 'sameInput', where: '1b of 200万 and a loan of 30万 on one project',
    facts: caseOf(pilotProject(), loan()), gives: { 'funding-item': wan(230), project: wan(200) } },
  { reading: 'sameInput', where: '1a of 6万 and 10万 of rent subsidy on one project: two sums, or the higher',
    facts: caseOf(ordinaryProject().rewardedWith(wan(6)), lease()), gives: { 'funding-item': wan(16), project: wan(10) } },
  { reading: 'rewardWithSubsidy', where: '1a of 10万 and 1b of 160万 on one project',
    facts: caseOf(otherProject().rewardedWith(wan(10))), gives: { 'take-higher': wan(160), stack: wan(170) } },
  { reading: 'consortiumSubsidyWithInvestmentSubsidy', where: 'pilot, 5000万: 10 % is 500, 15 % is 750',
    facts: caseOf(sized(pilotProject(), 5000), consortium().missingTargets()), gives: { 'take-higher': wan(750), stack: wan(1250) } },
  { reading: 'consortiumTrack', where: 'national 8000万 (1600 or 1200), pilot 1亿 (1000 or 1500): mixed 3100, all by 1b 2600, all by 6b 2700',
    facts: twoMembers(sized(nationalProject(), 8000), sized(pilotProject(), 10_000)),
    gives: { 'per-project': wan(3100), 'whole-consortium': wan(2700) } },
  { reading: 'leaseWithInvestmentSubsidy', where: '10 % of 2000万, 500万 of it leased, and 2.5 % of a rent of 400万: 200, 10',
    facts: caseOf(pilotProject(), lease().ofEquipmentWorth(wan(500))), gives: { 'take-higher': wan(200), stack: wan(210) } },
  { reading: 'leasedEquipmentInInvestment', where: '2000万 with 500万 of it leased: 10 % of 2000, or 10 % of 1500 beside the rent subsidy of 10',
    facts: caseOf(pilotProject(), lease().ofEquipmentWorth(wan(500))), gives: { yes: wan(200), no: wan(160) } },
  { reading: 'pilotIndustryMustBeNewType', where: 'a pilot-industry project that is not new-type, 10 % of 2000万',
    facts: caseOf(pilotProject().notNewType()), gives: { yes: '0.00', no: wan(200) } },
  { reading: 'thresholdAtSettlement', where: '1999万 in total verified, 8 % of 1500万', figure: finalOfOneB,
    facts: closing('2026-12-01', wan(1999), wan(1500)), gives: { actual: '0.00', 'as-approved': wan(120) } },
  { reading: 'settlementAboveApproved', where: 'filed 2000万 of equipment, verified 2400万, 8 % of the lower or of the verified', figure: finalOfOneB,
    facts: closing('2026-12-01', wan(2500), wan(2400)), gives: { 'not-above': wan(160), verified: wan(192) } },
  { reading: 'settlementAboveApproved', where: 'a member of a consortium: 15 % of 300万, or of the verified 350万',
    facts: caseOf(smallProject().accepted(wan(400), wan(350)), consortium().missingTargets()), gives: { 'not-above': wan(45), verified: wan(52.5) } },
  { reading: 'loanProjects', where: '30万 assessed on a loan for an ordinary upgrade, which is not new-type',
    facts: caseOf(ordinary, loan()), gives: { 'new-type-only': '0.00', 'any-technical-upgrade': wan(30) } },
  { reading: 'advanceFormula', where: 'progress of 30 % on 200万: 30 %, half of 30 %, half', figure: advanceOfOneB,
    facts: caseOf(pilotProject().underConstruction('0.30')),
    gives: { 'capped-progress': wan(60), 'half-of-progress': wan(30), 'flat-half': wan(100) } },
  { reading: 'advanceFormula', where: 'progress of 80 % on 200万: 50 %, 40 %, 50 %', figure: advanceOfOneB,
    facts: caseOf(pilotProject().underConstruction('0.80')),
    gives: { 'capped-progress': wan(100), 'half-of-progress': wan(80), 'flat-half': wan(100) } },
  { reading: 'interestBound', where: '30万 assessed, 25万 of interest paid',
    facts: caseOf(smallProject(), loan().assessedAt(wan(30)).payingInterest(wan(25))), gives: { 'interest-paid': wan(25), off: wan(30) } },
  { reading: 'leaseBasis', where: 'a whole year, rent 400万, principal 1000万: 2.5 % of 400, or of 1000',
    facts: principal(400, 2026), gives: { 'annual-amount': wan(10), 'time-weighted-principal': wan(25) } },
  { reading: 'leaseBasis', where: 'July to December: 2.5 % of 400, or 2.5 % of 1000 × 6/12',
    facts: principal(400, 2025), gives: { 'annual-amount': wan(10), 'time-weighted-principal': wan(12.5) } },
  { reading: 'leaseDayCount', where: 'the whole year 2026 on 1000万: 12/12, 365/365, 365/360 = 253,472.22', beside: weighted,
    facts: principal(400, 2026), gives: { 'months-12': wan(25), 'act-365': wan(25), 'act-360': '253472.22' } },
  { reading: 'leaseDayCount', where: 'July to December, 6 months or 184 days: 250,000 × 184/365 = 126,027.40, × 184/360 = 127,777.78', beside: weighted,
    facts: principal(400, 2025), gives: { 'months-12': wan(12.5), 'act-365': '126027.40', 'act-360': '127777.78' } },
  { reading: 'supplyAggregation', where: '5000万 in 2025 and 5000万 in 2026, to two projects: 1 % of 1亿 only if summed over both',
    facts: caseOf(...twoBuyers, sold('S1', 'P1', '2025-05-01', 5000), sold('S2', 'P2', '2026-05-01', 5000)),
    gives: { 'policy-period': wan(100), 'per-year': '0.00', 'per-project': '0.00' } },
  { reading: 'supplyAggregation', where: '5000万 to each of two projects in one year',
    facts: caseOf(...twoBuyers, sold('S1', 'P1', '2025-05-01', 5000), sold('S2', 'P2', '2025-06-01', 5000)),
    gives: { 'policy-period': wan(100), 'per-year': wan(100), 'per-project': '0.00' } },
  { reading: 'supplyAggregation', where: '5000万 in each of two years to one project',
    facts: caseOf(...twoBuyers, sold('S1', 'P1', '2025-05-01', 5000), sold('S2', 'P1', '2026-05-01', 5000)),
    gives: { 'policy-period': wan(100), 'per-year': '0.00', 'per-project': wan(100) } },
  { reading: 'supplyAggregation', where: '7亿 in each of two years to one project: the cap once, or once a year',
    facts: caseOf(...twoBuyers, sold('S1', 'P1', '2025-05-01', 70_000), sold('S2', 'P1', '2026-05-01', 70_000)),
    gives: { 'policy-period': wan(1000), 'per-year': wan(1400), 'per-project': wan(1000) } },
  { reading: 'completionDeduction', where: '60万 of 5a, 80万 assessed: 60 + (80 − 60), or 60 + min(80, 100 − 60)',
    facts: caseOf(smallProject(), taskBook().evaluated(true, true).completed(wan(80))),
    gives: { 'from-assessed': wan(80), 'from-cap': wan(100) } },
  { reading: 'demonstrationTotalBound', where: 'four passed years: 120万, or cut to 100万 for the whole of Article 5',
    facts: caseOf(smallProject(), taskBook().evaluated(true, true, true, true).completed(wan(100))),
    gives: { none: wan(120), 'one-million': wan(100) } },
  { reading: 'directSupplierCount', where: 'nine direct suppliers and the leader make ten',
    facts: caseOf(smallProject(), consortium().joining(9).withoutNationalTask()),
    gives: { 'excludes-leader': '0.00', 'includes-leader': wan(200) } },
  { reading: 'dualProgress', where: 'investment 40 %, task 20 % on 750万: 20, 30, 8, 40 %', figure: advanceOfSixB,
    facts: progressing('0.40', '0.20'), gives: { min: wan(150), mean: wan(225), product: wan(60), 'investment-only': wan(300) } },
  { reading: 'parkFailedYear', where: '600万 advanced in a passed year, the next year failed', figure: parkReturns,
    facts: parkOver(['passed', '0.30'], ['failed', '0.60']), gives: { 'keep-advances': '0.00', 'claw-back': wan(600) } },
  { reading: 'afterExpiry', where: 'a yearly evaluation passed in 2027 under a task book of 2026',
    facts: appliedOn('2026-12-31', smallProject(), taskBook().evaluatedIn(2027, true)),
    gives: { 'honour-vested': wan(30), 'validity-only': '0.00' } },
  { reading: 'afterExpiry', where: 'accepted and settled in 2027, 160万 less 50万 advanced', figure: balanceOfOneB,
    facts: closing('2027-06-01', wan(2500), wan(2000), '2027-05-04'), gives: { 'honour-vested': wan(110), 'validity-only': '0.00' } },
  { reading: 'rounding', where: '10 % of 20,000,000.05 = 2,000,000.005',
    facts: caseOf(pilotProject().equipping('20000000.05')), gives: { 'half-up-fen': '2000000.01', 'down-fen': '2000000.00' } },
  { reading: 'rounding', where: '10 % of 20,000,000.09 = 2,000,000.009',
    facts: caseOf(pilotProject().equipping('20000000.09')), gives: { 'half-up-fen': '2000000.01', 'down-fen': '2000000.00' } },
];

const IDLE: Idle[] = [
  { reading: 'filingCutoffException', where: 'a pilot project filed on the cutoff day', facts: caseOf(pilotProject().filedOn('2024-06-01')), always: wan(200) },
  { reading: 'filingCutoffException', where: 'a pilot project filed in 2023', facts: caseOf(pilotProject().filedOn('2023-03-01')), always: '0.00' },
  { reading: 'filingCutoffScope', where: 'an own project filed in 2023', facts: caseOf(pilotProject().filedOn('2023-03-01')), always: '0.00' },
  { reading: 'filingCutoffScope', where: 'a supplier to a project in scope', facts: caseOf(smallProject(), equipmentSale()), always: wan(90) },
  { reading: 'sameInput', where: '1b and the loan on two projects',
    facts: caseOf(pilotProject(), smallProject().named('Q'), loan().forProject('Q')), always: wan(230) },
  { reading: 'sameInput', where: '1b with the expressly stackable 5a', facts: caseOf(pilotProject(), taskBook().evaluated(true)), always: wan(230) },
  { reading: 'rewardWithSubsidy', where: 'it frees 1a beside 1b and nothing else: 1a of 10万 beside 6b of 60万',
    facts: caseOf(smallProject().investing(wan(600)).equipping(wan(400)).rewardedWith(wan(10)), consortium().missingTargets()), always: wan(60) },
  { reading: 'rewardWithSubsidy', where: '1a alone, below 2000万',
    facts: caseOf(otherProject().investing(wan(1900)).equipping(wan(900)).rewardedWith(wan(10))), always: wan(10) },
  { reading: 'consortiumSubsidyWithInvestmentSubsidy', where: 'a project in no consortium', facts: caseOf(pilotProject()), always: wan(200) },
  { reading: 'consortiumSubsidyWithInvestmentSubsidy', where: '6b alone, below 2000万',
    facts: caseOf(smallProject(), consortium().missingTargets()), always: wan(45) },
  { reading: 'consortiumTrack', where: 'both members gain by 6b: 15 % of 4000 + 6000万',
    facts: twoMembers(sized(pilotProject(), 4000), sized(pilotProject(), 6000)), always: wan(1500) },
  { reading: 'leaseWithInvestmentSubsidy', where: 'the lease is for a project without 1b',
    facts: caseOf(pilotProject(), smallProject().named('Q'), lease().forProject('Q').ofEquipmentWorth(wan(100))), always: wan(210) },
  { reading: 'leasedEquipmentInInvestment', where: 'nothing is leased', facts: caseOf(pilotProject()), always: wan(200) },
  { reading: 'pilotIndustryMustBeNewType', where: 'a new-type pilot project', facts: caseOf(pilotProject()), always: wan(200) },
  { reading: 'pilotIndustryMustBeNewType', where: 'another project that is not new-type', facts: caseOf(otherProject().notNewType()), always: '0.00' },
  { reading: 'pilotIndustryMustBeNewType', where: 'A5.2 says 新型 itself',
    facts: caseOf(smallProject().notNewType(), taskBook().evaluated(true)), always: '0.00' },
  { reading: 'thresholdAtSettlement', where: '2000万 in total verified, 8 % of 1500万', figure: finalOfOneB,
    facts: closing('2026-12-01', wan(2000), wan(1500)), always: wan(120) },
  { reading: 'thresholdAtSettlement', where: 'the filed total never reached 2000万, though the verified one does', figure: totalOfOneB,
    facts: settledOn('2026-12-01', caseOf(otherProject().investing(wan(1999)).equipping(wan(1500)).accepted(wan(2100), wan(1500)))), always: '0.00' },
  { reading: 'settlementAboveApproved', where: 'less equipment verified than filed, 8 % of 1500万', figure: finalOfOneB,
    facts: closing('2026-12-01', wan(2500), wan(1500)), always: wan(120) },
  { reading: 'settlementAboveApproved', where: 'not yet accepted', facts: caseOf(otherProject()), always: wan(160) },
  { reading: 'loanProjects', where: 'a loan for a new-type project', facts: caseOf(smallProject(), loan()), always: wan(30) },
  { reading: 'loanProjects', where: 'a loan for a project that is no technical upgrade at all',
    facts: caseOf(ordinary.with({ technicalUpgrade: false }), loan()), always: '0.00' },
  { reading: 'advanceFormula', where: 'full progress: half of 200万 in any case', figure: advanceOfOneB,
    facts: caseOf(pilotProject().underConstruction('1')), always: wan(100) },
  { reading: 'advanceFormula', where: 'works not started', figure: advanceOfOneB, facts: caseOf(pilotProject().notStarted()), always: '0.00' },
  { reading: 'advanceFormula', where: 'it concerns A1.4 only: 6b at 40 and 20 %', figure: advanceOfSixB, facts: progressing('0.40', '0.20'), always: wan(150) },
  { reading: 'interestBound', where: 'as much interest paid as assessed',
    facts: caseOf(smallProject(), loan().assessedAt(wan(30)).payingInterest(wan(30))), always: wan(30) },
  { reading: 'leaseBasis', where: 'a whole year in which the rent equals the principal', facts: principal(1000, 2026), always: wan(25) },
  { reading: 'leaseDayCount', where: 'the annual amount has no day count', facts: principal(400, 2025), always: wan(10) },
  { reading: 'supplyAggregation', where: 'one sale of 9000万', facts: caseOf(smallProject(), equipmentSale()), always: wan(90) },
  { reading: 'completionDeduction', where: 'assessed at the full 100万: 60 + 40 either way',
    facts: caseOf(smallProject(), taskBook().evaluated(true, true).completed(wan(100))), always: wan(100) },
  { reading: 'completionDeduction', where: 'no annual award before', facts: caseOf(smallProject(), taskBook().completed(wan(80))), always: wan(80) },
  { reading: 'demonstrationTotalBound', where: 'two years and completion: 60 + 40万 do not pass the bound',
    facts: caseOf(smallProject(), taskBook().evaluated(true, true).completed(wan(100))), always: wan(100) },
  { reading: 'directSupplierCount', where: 'ten direct suppliers', facts: caseOf(smallProject(), consortium().withoutNationalTask()), always: wan(200) },
  { reading: 'directSupplierCount', where: 'eight direct suppliers', facts: caseOf(smallProject(), consortium().joining(8)), always: '0.00' },
  { reading: 'dualProgress', where: 'both complete: half of 750万', figure: advanceOfSixB, facts: progressing('1', '1'), always: wan(375) },
  { reading: 'parkFailedYear', where: 'every year passed', figure: parkReturns, facts: parkOver(['passed', '0.30'], ['passed', '1']), always: '0.00' },
  { reading: 'afterExpiry', where: 'accepted and settled by the last day', figure: balanceOfOneB, facts: closing('2026-12-31'), always: wan(110) },
  { reading: 'afterExpiry', where: 'first applied for after the last day', facts: appliedOn('2027-01-01', pilotProject()), always: '0.00' },
  { reading: 'rounding', where: 'nothing to round', facts: caseOf(pilotProject()), always: wan(200) },
];

const valuesOf = (reading: ReadingId): string[] =>
  Object.keys(TELLING.find((entry) => entry.reading === reading)?.gives ?? {});
const figureIn = ({ facts, figure = total, beside = {} }: Situation, chosen: Readings) => figure(assessed(facts, { ...beside, ...chosen }));

describe('the readings in force', () => {
  it('contract §5: the 24 readings, each shown here with its default first', () => {
    const { readings } = assessed(caseOf(pilotProject())).assessment;
    const defaults = Object.fromEntries(TELLING.map(({ reading }) => [reading, valuesOf(reading)[0]]));
    expect(readings).toEqual(defaults);
    expect(Object.keys(readings)).toHaveLength(24);
    expect(new Set(IDLE.map(({ reading }) => reading))).toEqual(new Set(Object.keys(readings)));
  });

  it('contract §4: a reading that was chosen is reported beside the defaults', () => {
    const { readings } = assessed(caseOf(pilotProject()), { rounding: 'down-fen' }).assessment;
    expect(readings).toMatchObject({ rounding: 'down-fen', sameInput: 'funding-item' });
  });
});

describe('where a reading matters', () => {
  describe.each(TELLING)('$reading: $where', (situation) => {
    it('without a choice it is the default', () => {
      expect(figureIn(situation, {})).toEqual(exactly(Object.values(situation.gives)[0] ?? ''));
    });

    it.each(Object.entries(situation.gives))('%s: %s', (value, amount) => {
      expect(figureIn(situation, { [situation.reading]: value })).toEqual(exactly(amount));
    });
  });
});

describe('where a reading does not matter', () => {
  it.each(IDLE)('$reading, $where: $always', (situation) => {
    for (const value of valuesOf(situation.reading)) {
      expect(figureIn(situation, { [situation.reading]: value }), value).toEqual(exactly(situation.always));
    }
  });
});
