/**
 * I-40 「certainty」: an amount that hangs on a fact that is not known is a range that names the fact. The status stays
 * `eligible` where every completion of the facts is eligible: `undetermined` says that completions differ in status.
 */
import { describe, expect, it } from 'vitest';
import { safeAssess } from '../../src/index.js';
import type { CaseFile } from '../../src/index.js';
import { caseOf, consortium, equipmentSale, lease, loan, nationalProject, otherProject, park, pilotProject, smallProject, softwareSale, taskBook, wan } from '../support/policy-facts.js';
import { ALL_MEASURES } from '../support/policy-measures.js';
import { type Readings, assessed, between, exactly, missingFacts } from '../support/policy-outcome.js';

const OPEN = [
  ['A1.3 the pilot industry of a new-type project', 'investment-subsidy', 'pilotIndustry',
    caseOf(otherProject().notKnowing('pilotIndustry'))],
  ['A1.3 the national list of a pilot project', 'investment-subsidy', 'nationalDemonstration',
    caseOf(pilotProject().notKnowing('nationalDemonstration'))],
  ['A1.3 the equipment investment', 'investment-subsidy', 'equipmentInvestment',
    caseOf(otherProject().notKnowing('equipmentInvestment'))],
  ['A2.2 the listing of the product of one loan of two', 'loan-interest-subsidy', 'productListed',
    caseOf(smallProject(), loan().named('L1'), loan().named('L2').notKnowing('productListed'))],
  ['A2.3 the annual amount of a lease', 'finance-lease-subsidy', 'annualAmount',
    caseOf(smallProject(), lease().notKnowing('annualAmount'))],
  ['A4.3 the amount of one sale of two', 'equipment-supply-subsidy', 'amount',
    caseOf(smallProject(), equipmentSale().named('S1').for(wan(8000)), equipmentSale().named('S2').notKnowing('amount'))],
  ['A4.3 whether one buyer of two is new-type', 'equipment-supply-subsidy', 'newType',
    caseOf(
      smallProject(), smallProject().named('Q').notKnowing('newType'),
      equipmentSale().named('S1').for(wan(8000)), equipmentSale().named('S2').toProject('Q').for(wan(2000)),
    )],
] as const;

describe('I-40 the amount hangs on a fact that is not known', () => {
  it.each(OPEN)('%s: the missing fact is named', (_, measure, fact, facts) => {
    expect(missingFacts(assessed(facts).at(`${measure}:${keyEnd(measure)}`))).toContain(fact);
  });

  it.each(OPEN)('%s: eligible, with a range', (_, measure, _fact, facts) => {
    const { status, amount } = assessed(facts).at(`${measure}:${keyEnd(measure)}`);
    expect(status).toBe('eligible');
    expect(amount.min).not.toBe(amount.max);
  });
});

describe('contract §1: a fact that is null is unknown, exactly as one that is left out', () => {
  const GIVEN = new Set(['id', 'owner', 'borrower', 'lessee', 'project', 'projects', 'year', 'provider', 'supplier', 'kind', 'leader', 'applicationDate']);
  const withFact = (facts: CaseFile, fact: string, value: null | undefined): CaseFile =>
    JSON.parse(JSON.stringify(facts), (name, old: unknown) => (name === fact ? value : old)) as CaseFile;
  const factsIn = (value: unknown): string[] =>
    Array.isArray(value) ? value.flatMap(factsIn)
    : value instanceof Object ? Object.entries(value).flatMap(([name, inner]) => [name, ...factsIn(inner)])
    : [];

  it.each(ALL_MEASURES)('in the case of $code, for each of its facts', ({ facts }) => {
    const whole = caseOf(...facts());
    for (const fact of new Set(Object.values(whole).flatMap(factsIn))) {
      if (GIVEN.has(fact)) continue;
      expect(safeAssess(withFact(whole, fact, null)), fact).toEqual(safeAssess(withFact(whole, fact, undefined)));
    }
  });
});

const keyEnd = (measure: (typeof OPEN)[number][1]): string =>
  ({
    'investment-subsidy': 'P', 'loan-interest-subsidy': 'acme:2025', 'finance-lease-subsidy': 'acme:2025', 'equipment-supply-subsidy': 'maker',
  })[measure];

describe('F.3 while facts are open, the choice and what follows from it stay open', () => {
  // 10 % of 2000万 is 200万; 2.5 % of a lease of 2000万 a year is 50万. Together at most 300万, where the leases have none of the equipment.
  const leases = (...names: string[]) => names.map((name) => lease().named(name).amounting(wan(2000)).notKnowing('equipmentValue'));
  const project = pilotProject().underConstruction('1').accepted(wan(2500), wan(2000));
  const file = (...facts: Parameters<typeof caseOf>) => safe(caseOf(...facts));
  const safe = (caseFile: CaseFile) => {
    const result = safeAssess(caseFile);
    if (!result.success) throw result.error;
    return result.data;
  };
  const final = (a: ReturnType<typeof safe>, key: string) => a.payments.find((p) => p.key === key)?.settlement?.final;

  it('F.3 one lease of unknown share: 200万 where it has all the equipment, 250万 where it has none', () => {
    const a = file(project, ...leases('A'));
    expect(a.selection.total).toEqual({ min: wan(200), max: wan(250) });
    expect(a.selection.robust).toBe(false);
    // The share of 50万 takes 5万 from 1b and brings 50万: 195万 for the project, 50万 for the enterprise.
    expect(a.bySubject.find((s) => s.kind === 'enterprise')?.total).toEqual({ min: '0.00', max: wan(50) });
    // 1b is chosen in every completion, on 1500万 at least: from a share of 500万 on the lease is not worth it.
    expect(final(a, 'investment-subsidy:P')?.min).not.toBe('0.00');
    expect(final(a, 'investment-subsidy:P')?.max).toBe(wan(200));
  });

  it('F.3 a lease of unknown share of equipment that is not known either may be given up: 10万 of it against up to 200万', () => {
    // 8 % of at most 2500万: with all of it leased, 1b alone of 200万 beats the 10万, which then nobody receives.
    const rented = lease().by('lessee');
    const open = file(otherProject().notKnowing('equipmentInvestment'), rented.notKnowing('equipmentValue'));
    expect(open.selection.total).toEqual({ min: wan(10), max: wan(210) });
    expect(file(otherProject().equipping(wan(2500)), rented.ofEquipmentWorth(wan(2500))).byPayee.map((p) => p.id)).toEqual(['acme']);
    expect(file(otherProject().equipping('0'), rented.ofEquipmentWorth('0')).byPayee.map((p) => p.id)).toEqual(['lessee']);
    expect(open.bySubject.find((s) => s.id === 'lessee')?.total).toEqual({ min: '0.00', max: wan(10) });
    expect(open.byPayee.find((s) => s.id === 'lessee')?.total).toEqual({ min: '0.00', max: wan(10) });
    expect(open.byPayee.find((s) => s.id === 'acme')?.total).toEqual({ min: '0.00', max: wan(200) });
  });

  it('F.3 two leases of unknown share: 200万 to 300万, for each may have all the equipment', () => {
    const a = file(project, ...leases('A', 'B'));
    expect(a.selection.total).toEqual({ min: wan(200), max: wan(300) });
    // Half of the equipment each: 1b alone 200万, with one lease 100 + 50万, with both 100万.
    const halves = file(project, ...leases('A', 'B').map((l) => l.ofEquipmentWorth(wan(1000))));
    expect(halves.selection.total).toEqual({ min: wan(200), max: wan(200) });
  });

  it('F.3 a lease of unknown share beside 6b and a 1b held by its cap: a share between the ends turns the choice to 1b', () => {
    // 20 % of 1.6亿 are held to 2000万, 15 % of it are 2400万, the rent brings 500万. Of 50 % progress, 50 % of 1b may be advanced.
    const national = nationalProject().investing(wan(20_000)).equipping(wan(16_000)).underConstruction('0.5', wan(50));
    const rent = lease().amounting(wan(20_000));
    const beside = (l: typeof rent) => assessed(caseOf(national, consortium().missingTargets(), l));
    const closed = [0, 5000, 16_000].map((share) => beside(rent.ofEquipmentWorth(wan(share))));
    // 6b and the lease: 2400 + 500万; 1b and the lease: 2000 + 500万 against 15 % of 1.1亿 + 500万 = 2150万; 6b alone.
    expect(closed.map((c) => c.total)).toEqual([2900, 2500, 2400].map((sum) => exactly(wan(sum))));
    expect(closed[1]?.advanceLimit('investment-subsidy:P')).toEqual(exactly(wan(1000)));
    const open = beside(rent);
    expect(open.total).toEqual(between(wan(2400), wan(2900)));
    expect(open.advanceLimit('investment-subsidy:P')).toEqual(between('0.00', wan(1000)));
    expect(open.paid('consortium-investment-subsidy:C').max).toBe(wan(2400));
    // Without 6b a lease is only taken where 1b loses no more than its 500万: half of 1500 to 2000万.
    expect(assessed(caseOf(national, rent)).advanceLimit('investment-subsidy:P')).toEqual(between(wan(750), wan(1000)));
    // Another project of the lessee with a 1b alone changes nothing of it.
    const other = otherProject().named('Q').filedOn('2026-02-01');
    const both = assessed(caseOf(national, other, consortium().missingTargets(), rent, rent.named('K').forProject('Q')));
    expect(both.advanceLimit('investment-subsidy:P')).toEqual(between('0.00', wan(1000)));
    // Below the cap 20 % are more than 15 % of whatever is left: 6b is chosen in no case.
    const small = assessed(caseOf(national.equipping(wan(9000)), consortium().missingTargets(), rent));
    expect(small.assessment.payments.map((p) => p.key)).not.toContain('consortium-investment-subsidy:C');
  });

  it('F.3/I-13 a lease of which one year is not known: 10万 of 2025 and 0 to 500万 of 2026 against the 50万 that its 500万 bring in 1b', () => {
    const years = [lease().ofEquipmentWorth(wan(500)), lease().inYear(2026).ofEquipmentWorth(wan(500)).notKnowing('annualAmount')];
    const { selection } = file(project, ...years);
    // 1b alone 200万; or 150 + 10 + 500万.
    expect(selection).toMatchObject({ total: { min: wan(200), max: wan(660) }, robust: false, tight: true });
  });

  it('F.3 a track that may win is paid from nothing: 6b while the national task is open', () => {
    const a = file(project, consortium().missingTargets().notKnowing('nationalPilotTask'));
    expect(a.payments.map((p) => p.key)).toEqual(['investment-subsidy:P', 'consortium-investment-subsidy:C']);
    // 15 % of 2000万 is 300万, half of it in advance.
    expect(a.payments[1]?.advance?.cumulativeLimit).toEqual({ min: '0.00', max: wan(150) });
    expect(a.payments[0]?.settlement?.final).toEqual({ min: '0.00', max: wan(200) });
    expect(a.selection.robust).toBe(false);
  });

  it('A6.5 the payment names the facts that leave it open: the progress of a consortium', () => {
    const a = file(smallProject(), consortium().missingTargets().with({ taskProgress: '0.40' }));
    // 15 % of 300万 is 45万; the lesser of 40 % and an unknown share of it.
    expect(a.payments[0]?.advance?.cumulativeLimit).toEqual({ min: '0.00', max: wan(18) });
    expect(a.payments[0]?.missing).toContain('$.consortia[0].investmentProgress');
  });

  it('F.3 the payment names what its own project leaves open: the part of a lease that counts there, and nothing of another’s row', () => {
    const works = project.underConstruction('1');
    const [open, ended] = [leases('A'), lease().named('B').asSaleAndLeaseback()];
    const elsewhere = lease().named('D').forProject('Q').notKnowing('annualAmount').ofEquipmentWorth(wan(1));
    const missing = (...facts: Parameters<typeof caseOf>) => file(works, ...facts).payments[0]?.missing;
    expect(missing(...open)).toEqual(['$.leases[0].equipmentValue']);
    expect(missing(...open, ended)).toEqual(['$.leases[0].equipmentValue']);
    expect(missing(...open, smallProject().named('Q'), elsewhere)).toEqual(['$.leases[0].equipmentValue']);
    // A rival that takes nothing from the base lacks only what it lacks itself.
    expect(file(works.inStatistics(), ...open).payments[0]?.missing).toEqual(['$.projects[0].assessedReward', '$.leases[0].equipmentValue']);
  });

  it('F.3 an open rate matters though 1b is 2000万 at its cap either way: beside a lease of a third of the equipment', () => {
    // 2亿 at 10 % or 20 %; without 6600万 for the lease 1340万 or 2000万; the lease brings 2.5 % of 4000万, 100万.
    const a = file(
      pilotProject().investing(wan(25_000)).equipping(wan(20_000)).notKnowing('nationalDemonstration'),
      lease().amounting(wan(4000)).ofEquipmentWorth(wan(6600)),
    );
    expect(a.selection.total).toEqual({ min: wan(2000), max: wan(2100) });
    expect(a.selection.robust).toBe(false);
  });

  it('F.3 one fact opens 1b and the part in 6b together: what wins with it is paid, the other in no case, and its advance comes back', () => {
    // New-type: 15 % of 3亿 are held to 3000万, 8 % of it to 2000万. Not new-type: neither. 30 % of 3000万 may be advanced.
    const large = otherProject().investing(wan(30_000)).equipping(wan(30_000)).underConstruction('0.3', wan(100));
    const rivals = (project: typeof large) => assessed(caseOf(project, consortium().missingTargets().progressing('0.3', '0.3')));
    const known = [rivals(large), rivals(large.with({ newType: false }))];
    expect(known.map((k) => k.total)).toEqual([exactly(wan(3000)), exactly('0.00')]);
    const open = rivals(large.notKnowing('newType'));
    for (const a of [...known, open]) expect([a.final('investment-subsidy:P'), a.recoverable('investment-subsidy:P')]).toEqual([exactly('0.00'), exactly(wan(100))]);
    expect(open.advanceLimit('consortium-investment-subsidy:C')).toEqual(between('0.00', wan(900)));
    expect(open.totalOf('project', 'P')).toEqual(exactly('0.00'));
    expect(open.assessment.selection.robust).toBe(true);
    expect(open.assessment.warnings.some((w) => w.keys?.includes('investment-subsidy:P'))).toBe(true);
  });

  it('F.3 the fact that opens the rate of 1b turns the choice by the same stroke: 1b is never left with the lower rate and without the lease', () => {
    // 8 % of 2亿, 1600万, are more than 8 % of 1.34亿 and 500万; 20 % of 1.34亿 are 2000万 at the cap, and 500万. All was built.
    const beside = (project: ReturnType<typeof otherProject>) => assessed(caseOf(project, lease().amounting(wan(20_000)).ofEquipmentWorth(wan(6600))));
    const project = otherProject().investing(wan(60_000)).equipping(wan(20_000)).underConstruction('1');
    const limit = (a: ReturnType<typeof beside>) => a.advanceLimit('investment-subsidy:P');
    expect([beside(project), beside(project.onNationalList())].map((a) => [a.total, limit(a)])).toEqual([[exactly(wan(1600)), exactly(wan(800))], [exactly(wan(2500)), exactly(wan(1000))]]);
    expect(limit(beside(project.notKnowing('nationalDemonstration')))).toEqual(between(wan(800), wan(1000)));
  });

  it('F.3 ranges that are equal are not equal money: 1b of up to 2000万 with or without the leased machines, and a lease given up for it', () => {
    // 10 % of 2亿 are 2000万; without the 6000万 of the lease 1400万 and 500万. Of the other contract nothing may come.
    const [rent, other] = [lease().by('lessee').amounting(wan(20_000)).ofEquipmentWorth(wan(6000)), lease().by('lessee').named('K').forProject('Q').ofEquipmentWorth('0')];
    const large = pilotProject().investing(wan(30_000));
    const paid = (...facts: Parameters<typeof caseOf>) => assessed(caseOf(smallProject().named('Q'), ...facts)).paidTo('enterprise', 'lessee');
    expect(paid(large.equipping(wan(20_000)), rent, other.amounting('0'))).toEqual(exactly('0.00'));
    expect(paid(large.equipping(wan(10_000)), rent, other.amounting('0'))).toEqual(exactly('0.00'));
    expect(paid(large.equipping(wan(30_000)), rent, other.amounting('0'))).toEqual(exactly(wan(500)));
    expect(paid(large.notKnowing('newType', 'equipmentInvestment'), rent, other.notKnowing('annualAmount'))).toEqual(between('0.00', wan(500)));
  });

  it('I-25 of 100万 in all for a demonstration, the last year that passed has what is left: 10万 after three, 30万 where one of them failed', () => {
    // The leader's 200万, where its targets were met, would exclude the 100万 of each of three projects.
    const readings = { sameInput: 'project', demonstrationTotalBound: 'one-million', completionDeduction: 'from-cap' } as const;
    const others = ['Q', 'R'].flatMap((id) => [smallProject().named(id), taskBook().of(id).evaluated(true, true, true, true)]);
    const years = (third?: boolean) => taskBook().with({
      evaluations: [2025, 2026, 2027, 2028].map((year) => ({ year, ...(year === 2027 ? third !== undefined && { passed: third } : { passed: true }) })),
    });
    const beside = (third: boolean | undefined, met: boolean | undefined) => assessed(
      caseOf(smallProject(), years(third).completed(wan(90)), ...others, consortium().over('P', 'Q', 'R').withoutNationalTask().with({ targetsMet: met, effectAchieved: true })), readings,
    );
    const last = (a: ReturnType<typeof beside>) => a.final('demonstration-annual-award:P:2028');
    expect([beside(true, false), beside(false, false)].map((a) => [a.total, last(a)])).toEqual([[exactly(wan(300)), exactly(wan(10))], [exactly(wan(300)), exactly(wan(30))]]);
    expect(last(beside(undefined, false))).toEqual(between(wan(10), wan(30)));
    expect(last(beside(undefined, undefined))).toEqual(between(wan(10), wan(30)));
  });

  it('F.3 known facts leave nothing open', () => {
    const a = file(project, lease().ofEquipmentWorth(wan(500)));
    expect([a.selection.robust, a.selection.tight]).toEqual([true, true]);
  });
});

describe('contract section 4 the total is called tight unless one unknown fact moves several amounts that its ends take apart', () => {
  const tight = (readings: Readings, ...facts: Parameters<typeof caseOf>) => assessed(caseOf(...facts), readings).assessment.selection.tight;
  const demonstration = smallProject().investing(wan(1900));

  it('A5.4 5b up to 100万 under one bound of 100万 with the years', () => {
    const bound = { demonstrationTotalBound: 'one-million' } as const;
    const passed = taskBook().evaluated(true, true);
    const [open, closed] = [passed.completed(), passed.completed(wan(90))];
    expect([tight({}, demonstration, open), tight(bound, demonstration, open), tight(bound, demonstration, closed)]).toEqual([true, false, true]);
    // 1a up to 10万 is open beside it and moves nothing of Article 5.
    expect(tight(bound, demonstration.inStatistics(), closed)).toBe(true);
  });

  it('A5.4 evaluations that are left out, which 5b deducts', () => {
    const unstated = taskBook().notKnowing('evaluations');
    expect(tight({}, demonstration, unstated.completed(wan(90)))).toBe(false);
    expect(tight({}, demonstration.inStatistics(), unstated)).toBe(true);
    const other = smallProject().named('Q').filedOn('2026-02-01');
    expect(tight({}, demonstration, other, unstated.completed(wan(90)), taskBook().of('Q').evaluated(true))).toBe(false);
  });

  it('A4.3 a sale of an unknown day, where each year has its own sum', () => {
    const buyer = otherProject().investing(wan(20_000)).equipping(wan(15_000));
    const perYear = { supplyAggregation: 'per-year' } as const;
    const [undated, unpriced] = [equipmentSale().notKnowing('date'), equipmentSale().notKnowing('amount')];
    expect([tight({}, buyer, undated), tight(perYear, buyer, undated), tight(perYear, buyer, unpriced)]).toEqual([true, false, true]);
    expect(tight(perYear, buyer, undated, softwareSale())).toBe(false);
  });

  it('I-11 a lease of unknown worth or mode, where leased equipment is left out of the investment', () => {
    const without = { leasedEquipmentInInvestment: 'no' } as const;
    const known = lease().ofEquipmentWorth(wan(100));
    const cases = [lease(), known.notKnowing('mode'), known.notKnowing('annualAmount')];
    expect(cases.map((l) => tight({}, pilotProject(), l))).toEqual([true, true, true]);
    expect(cases.map((l) => tight(without, pilotProject(), l))).toEqual([false, false, true]);
    expect(tight(without, pilotProject(), known, known.named('K').notKnowing('mode'))).toBe(false);
  });

  it('F.3 two contracts in one project of which one is of unknown worth: together they lie within its equipment', () => {
    const known = lease().ofEquipmentWorth(wan(100));
    const other = pilotProject().named('Q').filedOn('2024-07-01');
    expect(tight({}, pilotProject(), known, lease().named('K'))).toBe(false);
    expect(tight({}, pilotProject(), lease().named('K'), known)).toBe(false);
    expect(tight({}, pilotProject(), other, known, lease().named('K').forProject('Q'))).toBe(true);
    expect(tight({}, pilotProject(), other, known, lease().named('K'), known.named('R').forProject('Q'))).toBe(false);
    // Of one contract the worth is stated once for all its years.
    expect(tight({}, pilotProject(), lease(), lease().inYear(2026))).toBe(true);
    expect(tight({}, pilotProject(), known, lease().inYear(2026), known.named('K'))).toBe(true);
  });

  it('F.2, I-01 a national list that makes a project new-type and takes it out of the policy: no 1b, yet the sale to it counts', () => {
    const [national, sale] = [{ filingCutoffScope: 'own-projects-only', pilotIndustryMustBeNewType: 'no' } as const, equipmentSale()];
    const buyer = pilotProject().investing(wan(20_000)).equipping(wan(15_000));
    const open = buyer.notKnowing('nationalDemonstration', 'newType');
    const excluded = { ...national, filingCutoffException: 'excluded-from-policy' } as const;
    expect([tight(excluded, open, sale), tight(national, open, sale)]).toEqual([false, true]);
    const other = pilotProject().named('Q').filedOn('2026-02-01');
    expect(tight(excluded, other, open, sale)).toBe(false);
    // Either fact alone moves both awards the same way.
    expect(tight(excluded, buyer.notKnowing('nationalDemonstration'), sale)).toBe(true);
    expect(tight(excluded, buyer.notKnowing('newType'), sale)).toBe(true);
  });

  it('I-44, I-11 equipment verified above what was filed: what is leased is part of what was filed', () => {
    const verified = { settlementAboveApproved: 'verified' } as const;
    const verifiedAt = (equipment: number) => pilotProject().investing(wan(2500)).equipping(wan(80)).accepted(wan(15_000), wan(equipment));
    expect([tight(verified, verifiedAt(80.01), lease()), tight(verified, verifiedAt(80), lease()), tight({}, verifiedAt(80.01), lease())]).toEqual([false, true, true]);
    expect(tight(verified, verifiedAt(80.01), lease().ofEquipmentWorth(wan(10)))).toBe(true);
    const other = pilotProject().named('Q').filedOn('2026-02-01');
    expect(tight(verified, verifiedAt(80.01), other, lease().named('K').forProject('Q').ofEquipmentWorth(wan(10)), lease())).toBe(false);
    // Filed equipment that is not stated lies within the filed total.
    expect([14_000, 2500].map((equipment) => tight(verified, verifiedAt(equipment).notKnowing('equipmentInvestment'), lease()))).toEqual([false, true]);
  });

  it('F.3 two awards on one input of which one is taken: the day of filing decides 1a and 1b, 1b and 2b', () => {
    const unfiled = pilotProject().notKnowing('filingDate');
    expect(tight({}, unfiled.rewardedWith(wan(6)))).toBe(false);
    expect(tight({}, unfiled, lease().ofEquipmentWorth(wan(100)))).toBe(false);
    // The reward of 1a is open by its assessment as well; one of nothing is nothing either way.
    expect([tight({}, unfiled.inStatistics()), tight({}, unfiled.rewardedWith('0.00'))]).toEqual([false, true]);
    // Stacked, or on different inputs, both stand: neither end takes one without the other.
    expect(tight({ rewardWithSubsidy: 'stack' }, unfiled.rewardedWith(wan(6)))).toBe(true);
    expect(tight({}, pilotProject().notKnowing('newType'), taskBook().evaluated(true).completed(wan(90)))).toBe(true);
    // 1a is open for its assessment, 1b for the equipment.
    expect(tight({}, pilotProject().inStatistics().notKnowing('equipmentInvestment'))).toBe(true);
  });
});

describe('what is missing is what is unknown, and no fact that is certain or changes nothing', () => {
  const missingOf = (key: string, readings: Readings, ...facts: Parameters<typeof caseOf>) => assessed(caseOf(...facts), readings).at(key).missing;

  it('A5.4 the effect of an award that is assessed', () => {
    const book = taskBook().evaluated(true).with({ completion: { targetsMet: true, assessedAward: wan(80) } });
    expect(missingOf('demonstration-completion-award:P', {}, pilotProject(), book)).toEqual(['$.demonstrations[0].completion.effectAchieved']);
  });

  it('A5.3 whether the year passed, where the bound of 100万 is far', () => {
    const book = taskBook().with({ evaluations: [{ year: 2025 }] });
    expect(missingOf('demonstration-annual-award:P:2025', { demonstrationTotalBound: 'one-million' }, pilotProject(), book)).toEqual(['$.demonstrations[0].evaluations[0].passed']);
  });

  it('A1.3 the class of a project whose equipment was verified', () => {
    const project = pilotProject().accepted(wan(2500), wan(2000)).notKnowing('nationalDemonstration');
    expect(missingOf('investment-subsidy:P', { settlementAboveApproved: 'verified' }, project)).toEqual(['$.projects[0].nationalDemonstration']);
  });

  it('I-11 what is leased of verified equipment', () => {
    const readings = { settlementAboveApproved: 'verified', leasedEquipmentInInvestment: 'no' } as const;
    expect(missingOf('investment-subsidy:P', readings, pilotProject().accepted(wan(2500), wan(2000)), lease())).toEqual(['$.leases[0].equipmentValue']);
  });

  it('I-11 the mode of a lease only where something is leased', () => {
    const leased = (value: `${number}`) => missingOf('investment-subsidy:P', { leasedEquipmentInInvestment: 'no' }, pilotProject().notKnowing('nationalDemonstration'), lease().ofEquipmentWorth(value).notKnowing('mode'));
    const beside = [lease().named('K').ofEquipmentWorth('0.00').notKnowing('mode'), lease()] as const;
    expect(missingOf('investment-subsidy:P', { leasedEquipmentInInvestment: 'no' }, pilotProject(), ...beside)).toEqual(['$.leases[1].equipmentValue']);
    expect([leased('0.00'), leased(wan(1))]).toEqual([['$.projects[0].nationalDemonstration'], ['$.projects[0].nationalDemonstration', '$.leases[0].mode']]);
  });

  it('A2.2 what the bank assesses, and the interest only where it bounds', () => {
    const open = loan().notKnowing('assessedSubsidy', 'interestPaid');
    expect(missingOf('loan-interest-subsidy:acme:2025', { interestBound: 'off' }, pilotProject(), open)).toEqual(['$.loans[0].assessedSubsidy']);
    expect(missingOf('loan-interest-subsidy:acme:2025', {}, pilotProject(), open)).toEqual(['$.loans[0].assessedSubsidy', '$.loans[0].interestPaid']);
  });

  it('A7.4 how far the work had come in a year that passed, not in one that failed', () => {
    const facts = caseOf(park().with({ advancesPaid: '0.00', evaluations: [{ year: 2025, passed: false }, { year: 2026 }] }));
    expect(assessed(facts).payment('park-award:park').missing).toEqual(['$.parks[0].evaluations[1].passed', '$.parks[0].evaluations[1].taskProgress']);
  });

  it('A1.3 the class that the cap of 2000万 hides, where a lease takes so much of the base that it does no longer', () => {
    // 8 % of 3亿 are above the cap, of the 2.4亿 that the lease leaves 1920万.
    const project = otherProject().investing(wan(30_000)).equipping(wan(30_000)).underConstruction('1').notKnowing('pilotIndustry');
    const outcome = assessed(caseOf(project, lease().ofEquipmentWorth(wan(6000)).amounting(wan(19_200))));
    expect(outcome.at('investment-subsidy:P')).toMatchObject({ amount: exactly(wan(2000)) });
    expect(outcome.at('investment-subsidy:P').missing).toBeUndefined();
    expect(outcome.advanceLimit('investment-subsidy:P')).toEqual(between(wan(960), wan(1000)));
    expect(outcome.payment('investment-subsidy:P').missing).toEqual(['$.projects[0].pilotIndustry']);
  });

  it('F.3 what another member leaves open in the consortium, where that leaves open whether the subsidy here is taken', () => {
    // With P1, 3000 for it in the consortium and 2000 of 8 % of 3亿 for P2 are more than 1920 and 3000; without it, 3000 are more than 2000.
    const large = (id: string) => otherProject().named(id).investing(wan(30_000)).equipping(wan(30_000));
    const outcome = assessed(caseOf(
      large('P1').equipping(wan(24_000)).notKnowing('newType'), large('P2').underConstruction('0.3'), consortium().missingTargets().over('P1', 'P2'),
    ));
    expect(outcome.advanceLimit('investment-subsidy:P2')).toEqual(between('0.00', wan(600)));
    expect(outcome.payment('investment-subsidy:P2').missing).toEqual(['$.projects[0].newType']);
  });
});
