/**
 * What a stated fact says about facts that were left out, and what it does not say: implied facts (I-16), part within
 * whole (contract section 7, rows), contradictions, and facts that stay unknown and are told as unknown.
 */
import { describe, expect, it } from 'vitest';
import { type Money, type RatioInput, safeAssess } from '../../src/index.js';
import {
  caseOf, consortium, equipmentSale, fenAbove, fenBelow, lease, loan, nationalProject, ordinaryProject, otherProject, park, pilotProject, settledOn, smallProject, taskBook, wan,
} from '../support/policy-facts.js';
import { assessed, between, exactly, flagsBeyond, missingFacts, NOTHING, upTo } from '../support/policy-outcome.js';

const ONE_A = 'investment-reward:P';
const ONE_B = 'investment-subsidy:P';
const SIX_B = 'consortium-investment-subsidy:C';
const LEFT_OUT = { leasedEquipmentInInvestment: 'no' } as const;

describe('I-16 a fact that another one implies is not asked for', () => {
  it('A1.3 the national list is one of new-type projects: 20 % of 2000万 for certain', () => {
    const determination = assessed(caseOf(nationalProject().notKnowing('newType', 'technicalUpgrade'))).at(ONE_B);
    expect(determination).toMatchObject({ status: 'eligible', amount: exactly(wan(400)) });
    expect(missingFacts(determination)).toBe('');
  });

  it('A1.2 a new-type project is a technical upgrade: the reward of 6万 for certain', () => {
    const project = smallProject().investing(wan(800)).rewardedWith(wan(6)).notKnowing('technicalUpgrade');
    expect(assessed(caseOf(project)).at(ONE_A)).toMatchObject({ status: 'eligible', amount: exactly(wan(6)) });
  });

  it('A1.2 a national project as well, through both', () => {
    const project = nationalProject().investing(wan(800)).equipping(wan(500)).rewardedWith(wan(6)).notKnowing('newType', 'technicalUpgrade');
    expect(assessed(caseOf(project)).at(ONE_A)).toMatchObject({ status: 'eligible', amount: exactly(wan(6)) });
  });

  it('A2.3 so a lease for a new-type project needs no more: 2.5 % of 400万', () => {
    const outcome = assessed(caseOf(smallProject().notKnowing('technicalUpgrade'), lease()));
    expect(outcome.the('finance-lease-subsidy')).toMatchObject({ status: 'eligible', amount: exactly(wan(10)) });
  });

  it('A5.2 and a task book of a national pilot-industry project neither: 30万', () => {
    const outcome = assessed(caseOf(smallProject().onNationalList().notKnowing('newType'), taskBook().evaluated(true)));
    expect(outcome.the('demonstration-annual-award')).toMatchObject({ status: 'eligible', amount: exactly(wan(30)) });
  });

  it.each([
    ['not new-type says nothing of 技改', ordinaryProject().rewardedWith(wan(6)).notKnowing('technicalUpgrade'), ONE_A, upTo(wan(6)), 'technicalUpgrade'],
    ['not on the national list says nothing of 新型', otherProject().notKnowing('newType'), ONE_B, upTo(wan(160)), 'newType'],
    ['a pilot industry says nothing of 新型', pilotProject().notKnowing('newType'), ONE_B, upTo(wan(200)), 'newType'],
    ['a technical upgrade says nothing of 新型', otherProject().with({ technicalUpgrade: true }).notKnowing('newType'), ONE_B, upTo(wan(160)), 'newType'],
  ] as const)('but %s', (_, project, key, amount, fact) => {
    const determination = assessed(caseOf(project)).at(key);
    expect(determination).toMatchObject({ status: 'undetermined', amount });
    expect(missingFacts(determination)).toContain(fact);
  });

  it('I-16 unless stated otherwise: a national project that is stated not to be new-type is not', () => {
    expect(assessed(caseOf(nationalProject().notNewType())).at(ONE_B)).toMatchObject({ status: 'ineligible', amount: NOTHING });
  });
});

describe('part within whole: equipment is part of the total', () => {
  it.each([
    ['national: 20 % of at most 2500万', nationalProject(), upTo(wan(500))],
    ['pilot industry: 10 % of at most 2500万', pilotProject(), upTo(wan(250))],
    ['other new-type: 8 % of at most 2500万', otherProject(), upTo(wan(200))],
    ['the cap where the total is large: 10 % of at most 3亿 stops at 2000万', pilotProject().investing(wan(30_000)), upTo(wan(2000))],
  ])('A1.3 equipment unknown in a total of 2500万, %s', (_, project, amount) => {
    const outcome = assessed(caseOf(project.notKnowing('equipmentInvestment')));
    expect(outcome.at(ONE_B)).toMatchObject({ status: 'eligible', amount });
    expect(outcome.total).toEqual(amount);
    expect(missingFacts(outcome.at(ONE_B))).toContain('equipmentInvestment');
  });

  it('A6.4 equipment unknown in a total of 400万: 15 % of at most 400万', () => {
    const outcome = assessed(caseOf(smallProject().notKnowing('equipmentInvestment'), consortium().missingTargets()));
    expect(outcome.at(SIX_B).amount).toEqual(upTo(wan(60)));
  });

  it.each([
    ['exactly 2000万 of equipment: reached, 8 % of it', wan(2000), 'eligible', exactly(wan(160))],
    ['one fen less: nothing, or 8 % of it (1,599,999.9992, rounded)', fenBelow(wan(2000)), 'undetermined', upTo(wan(160))],
  ] as const)('A1.3 total unknown, %s', (_, equipment, status, amount) => {
    const outcome = assessed(caseOf(otherProject().equipping(equipment).notKnowing('totalInvestment')));
    expect(outcome.at(ONE_B)).toMatchObject({ status, amount });
    expect(outcome.total).toEqual(amount);
  });

  it.each([
    ['exactly 500万 of equipment: reached', wan(500), 'eligible', exactly(wan(6))],
    ['one fen less: not determined', fenBelow(wan(500)), 'undetermined', upTo(wan(6))],
  ] as const)('A1.2 total unknown, %s', (_, equipment, status, amount) => {
    const project = ordinaryProject().rewardedWith(wan(6)).equipping(equipment).notKnowing('totalInvestment');
    expect(assessed(caseOf(project)).at(ONE_A)).toMatchObject({ status, amount });
  });

  it('A1.3 both unknown: anything up to the cap, 2000万', () => {
    const outcome = assessed(caseOf(otherProject().notKnowing('totalInvestment', 'equipmentInvestment')));
    expect(outcome.at(ONE_B)).toMatchObject({ status: 'undetermined', amount: upTo(wan(2000)) });
  });

  it('A1.3 the threshold is then shown as met, by what is known', () => {
    const { conditions } = assessed(caseOf(otherProject().equipping(wan(3000)).notKnowing('totalInvestment'))).at(ONE_B);
    const threshold = conditions.find((condition) => condition.required === wan(2000));
    expect(threshold?.outcome).toBe('met');
  });
});

describe('part within whole: leased equipment is part of the equipment', () => {
  const leased = lease().ofEquipmentWorth(wan(800));

  it('A1.3 equipment unknown, 800万 leased, total 2500万: between 10 % of 800 and of 2500万', () => {
    const outcome = assessed(caseOf(pilotProject().notKnowing('equipmentInvestment'), leased));
    expect(outcome.at(ONE_B)).toMatchObject({ status: 'eligible', amount: between(wan(80), wan(250)) });
  });

  it.each([
    ['2000万 leased: the total holds the equipment and the equipment the lease, so it is reached', wan(2000), 'eligible'],
    ['one fen less leased: not determined', fenBelow(wan(2000)), 'undetermined'],
  ] as const)('A1.3 total and equipment unknown, %s', (_, worth, status) => {
    const project = pilotProject().notKnowing('totalInvestment', 'equipmentInvestment');
    expect(assessed(caseOf(project, lease().ofEquipmentWorth(worth))).at(ONE_B).status).toBe(status);
  });

  it('A1.3 two contracts add up, and the years of one do not: 300 + 500万 are the least, 10 % of 800万', () => {
    const first = lease().named('R1').ofEquipmentWorth(wan(300));
    const second = lease().named('R2').ofEquipmentWorth(wan(500));
    const outcome = assessed(caseOf(pilotProject().notKnowing('equipmentInvestment'), first, first.inYear(2026), second));
    expect(outcome.at(ONE_B).amount).toEqual(between(wan(80), wan(250)));
  });

  it('A1.3 where leased equipment is left out, nothing may be left of unknown equipment: 0 up to 10 % of 2500 − 800万', () => {
    const outcome = assessed(caseOf(pilotProject().notKnowing('equipmentInvestment'), leased), LEFT_OUT);
    expect(outcome.at(ONE_B).amount).toEqual(upTo(wan(170)));
  });

  it('A1.3 the leased share unknown, left out of 2000万 of equipment: 0 up to 10 % of all of it', () => {
    expect(assessed(caseOf(pilotProject(), lease()), LEFT_OUT).at(ONE_B).amount).toEqual(upTo(wan(200)));
  });

  it('contract section 7 one contract, one value: rows that differ are an error that names the place', () => {
    const facts = caseOf(pilotProject(), leased, leased.inYear(2026).ofEquipmentWorth(wan(900)));
    const result = safeAssess(facts);
    expect(result.success).toBe(false);
    expect(result.success ? '' : result.error.message).toContain('leases[1].equipmentValue');
  });
});

describe('part within whole: verified figures alike', () => {
  it('A1.3 filed equipment unknown, 1800万 verified: the base is the lower of the two, so at most 10 % of 1800万', () => {
    const project = pilotProject().notKnowing('equipmentInvestment').accepted(wan(2400), wan(1800));
    expect(assessed(caseOf(project)).at(ONE_B).amount.max).toBe(wan(180));
  });
});

const unstarted = (investmentProgress: RatioInput, advancesPaid: Money) => pilotProject().with({ construction: { started: false, investmentProgress, advancesPaid } });
const progressed = (...years: (readonly [year: number, taskProgress: RatioInput | undefined])[]) =>
  park().with({ evaluations: years.map(([year, taskProgress]) => ({ year, passed: true, ...(taskProgress === undefined ? {} : { taskProgress }) })) });

describe('contract section 3: facts that contradict each other are used as they stand, and a warning names both', () => {
  /** The contradictory case carries a code that its sound neighbour does not, and the neighbour is told of no contradiction. */
  const expectFlagged = (contradiction: ReturnType<typeof caseOf>, sound: ReturnType<typeof caseOf>) => {
    expect(flagsBeyond(contradiction, sound)).not.toEqual([]);
    expect(assessed(sound).warningsOf('contradict')).toEqual([]);
  };

  it.each([
    ['equipment above the total', pilotProject().equipping(fenAbove(wan(2500))), pilotProject().equipping(wan(2500))],
    ['verified equipment above the verified total', pilotProject().accepted(wan(2500), fenAbove(wan(2500))), pilotProject().accepted(wan(2500), wan(2500))],
    ['accepted the day before it was filed', pilotProject().accepted(wan(2500), wan(2000), '2025-02-28'), pilotProject().accepted(wan(2500), wan(2000), '2025-03-01')],
    ['accepted though the works have not started', pilotProject().notStarted().accepted(wan(2500), wan(2000)), pilotProject().underConstruction('1').accepted(wan(2500), wan(2000))],
    ['on the national list, yet not new-type', nationalProject().notNewType(), nationalProject()],
    ['new-type, yet no technical upgrade', otherProject().with({ technicalUpgrade: false }), otherProject()],
    ['never filed, yet with a filing date', otherProject().with({ filed: false }), otherProject().with({ filed: true })],
    ['on the national list, yet never filed', nationalProject().neverFiled(), nationalProject()],
    ['half invested though the works have not started', unstarted('0.5', '0'), unstarted('0', '0')],
    ['a fen advanced though the works have not started', unstarted('0', '0.01'), unstarted('0', '0')],
    ['a park whose cumulative progress falls, whatever the order of its years', progressed([2026, '0.59'], [2025, '0.6']), progressed([2026, '0.6'], [2025, '0.6'])],
    ['a park whose cumulative progress falls after a year of which none is stated', progressed([2025, '1/3'], [2026, undefined], [2027, '0.33']), progressed([2025, '1/3'], [2026, undefined], [2027, '0.34'])],
  ])('%s', (_, contradiction, sound) => {
    expectFlagged(caseOf(contradiction), caseOf(sound));
  });

  it('settled the day before the acceptance', () => {
    const built = caseOf(pilotProject().underConstruction('1').accepted(wan(2500), wan(2000), '2026-11-02'));
    expectFlagged(settledOn('2026-11-01', built), settledOn('2026-11-02', built));
  });

  it('A2.3 a lessee who does not own the project; of a borrower the text says nothing', () => {
    expect(assessed(caseOf(pilotProject(), loan().by('other'))).warningsOf('contradict')).toEqual([]);
    expectFlagged(caseOf(pilotProject(), lease().by('other')), caseOf(pilotProject(), lease()));
  });

  it('leased equipment above all equipment', () => {
    expectFlagged(
      caseOf(pilotProject(), lease().ofEquipmentWorth(fenAbove(wan(2000)))), caseOf(pilotProject(), lease().ofEquipmentWorth(wan(2000))),
    );
  });

  it.each([
    ['new-type, whether 技改 unknown', otherProject().notKnowing('technicalUpgrade')],
    ['neither new-type nor 技改', otherProject().notNewType().with({ technicalUpgrade: false })],
    ['not 技改, whether new-type unknown', otherProject().with({ technicalUpgrade: false }).notKnowing('newType')],
    ['not new-type, whether on the national list unknown', ordinaryProject().notKnowing('nationalDemonstration')],
    ['not new-type and not on the national list', ordinaryProject()],
    ['never filed, of a day nothing stated', otherProject().neverFiled()],
    ['accepted, the day of filing unknown', pilotProject().notKnowing('filingDate').accepted(wan(2500), wan(2000))],
    ['accepted, of the works nothing stated', pilotProject().accepted(wan(2500), wan(2000))],
    ['not started, and not accepted', pilotProject().notStarted()],
  ])('and nothing contradicts: %s', (_, project) => {
    expect(assessed(caseOf(project)).warningsOf('contradict')).toEqual([]);
  });

  it('a sale of one fen more than the equipment of its buyer; of as much, or with neither equipment nor total stated, nothing is said', () => {
    const buyer = smallProject().investing(wan(2000)).equipping(wan(1500));
    const said = (project: typeof buyer, amount: ReturnType<typeof wan>) => assessed(caseOf(project, equipmentSale().for(amount))).warningsOf('contradict');
    expect(said(buyer, wan(1500))).toEqual([]);
    expect(said(buyer, fenAbove(wan(1500)))).toEqual([expect.stringMatching(/销售金额大于买方项目“P”的投资.*the sale is larger than what project “P” invests/)]);
    // Equipment unknown: it is within the total.
    expect(said(buyer.notKnowing('equipmentInvestment'), wan(2000))).toEqual([]);
    expect(said(buyer.notKnowing('equipmentInvestment'), fenAbove(wan(2000)))).toHaveLength(1);
    expect(said(buyer.notKnowing('equipmentInvestment', 'totalInvestment'), wan(9000))).toEqual([]);
    expect(assessed(caseOf(buyer, equipmentSale().notKnowing('amount'))).warningsOf('contradict')).toEqual([]);
  });

  it('the warning names both, as the day of acceptance and the day of filing', () => {
    const early = pilotProject().accepted(wan(2500), wan(2000), '2024-12-24');
    expect(assessed(caseOf(early)).warningsOf('2024年12月24日', '2025年3月1日')).not.toEqual([]);
    const falling = progressed([2027, '0.6'], [2025, '0.6'], [2026, '0.59']);
    expect(assessed(caseOf(falling)).warningsOf('2026年度的累计任务进度低于2025年度', 'the cumulative task progress of 2026 is below that of 2025')).toHaveLength(1);
  });

  it('A1.3 the figures are taken as stated: 10 % of 2600万 of equipment in a total of 2500万', () => {
    expect(assessed(caseOf(pilotProject().equipping(wan(2600)))).at(ONE_B).amount).toEqual(exactly(wan(260)));
  });
});

describe('a figure that looks like 万元 typed as yuan: below 100,000 yuan where other facts speak against it', () => {
  const said = (project: ReturnType<typeof pilotProject>) => assessed(caseOf(project)).assessment.warnings.filter(({ code }) => code === 'unit-slip').length;

  it('a total in the statistics, which begin at 500万: 99,999.99 is, 100,000 is not, nor is 0', () => {
    const inStatistics = ordinaryProject().notKnowing('equipmentInvestment');
    expect([fenBelow(wan(10)), wan(10), wan(0)].map((total) => said(inStatistics.investing(total)))).toEqual([1, 0, 0]);
    expect(said(inStatistics.notKnowing('totalInvestment'))).toBe(0);
    // Outside the statistics, or where that is not known, so small a project is possible.
    expect([false, undefined].map((inIndustrialStatistics) => said(inStatistics.with({ inIndustrialStatistics }).investing('5236')))).toEqual([0, 0]);
  });

  it('equipment beside a total of 100,000 yuan or more, and a total beside such equipment', () => {
    const [tiny, large] = ['5236.00', wan(10)] as const;
    expect(said(pilotProject().investing(large).equipping(tiny))).toBe(1);
    expect(said(pilotProject().investing(fenBelow(large)).equipping(tiny))).toBe(0);
    expect(said(pilotProject().investing(tiny).equipping(large))).toBe(1);
    expect(said(pilotProject().investing(tiny).equipping(fenBelow(large)))).toBe(0);
    expect(said(pilotProject().investing(wan(6850)).equipping(wan(0)))).toBe(0);
    expect(said(pilotProject().notKnowing('totalInvestment').equipping(tiny))).toBe(0);
  });

  it('a verified figure beside the filed one', () => {
    const accepted = (total: ReturnType<typeof wan>) => said(pilotProject().accepted(total, wan(2000)));
    expect([fenBelow(wan(10)), wan(10)].map(accepted)).toEqual([1, 0]);
    expect(said(pilotProject())).toBe(0);
  });
});

describe('contract section 4: nothing that is told as a fact depends on an unknown fact', () => {
  const unsure = pilotProject().notKnowing('nationalDemonstration');

  it('F.2 the national list is unknown: the filing is met by its date, and no word of a national project', () => {
    const filed = assessed(caseOf(unsure)).at(ONE_B).conditions.find(({ clause }) => clause === 'F.2');
    expect(filed).toMatchObject({ outcome: 'met' });
    expect(JSON.stringify(filed?.actual)).toContain('2025-03-01');
    expect(JSON.stringify(filed?.actual)).not.toMatch(/national|示范/);
  });

  it('A1.3 the rate is open between 10 and 20 %, and no step says which', () => {
    const rates = assessed(caseOf(unsure)).at(ONE_B).steps.filter(({ unit }) => unit === 'ratio').map(({ value }) => value);
    for (const rate of rates) expect(['0.1', '0.10', '0.2', '0.20']).not.toContain(rate);
  });

  it('F.2 the list is known: a national project of 2022 is in scope as such', () => {
    const outcome = assessed(caseOf(nationalProject().filedOn('2022-03-01')));
    expect(outcome.at(ONE_B).conditions.find(({ clause }) => clause === 'F.2')?.outcome).toBe('met');
  });

  it('a message does not say that a project of unknown class is on the national list', () => {
    const outcome = assessed(caseOf(unsure.rewardedWith(wan(6))));
    expect(outcome.warningsOf('national demonstration')).toEqual([]);
    expect(outcome.warningsOf('国家示范')).toEqual([]);
  });
});

describe('contract §4 missing: the facts that would settle it, and none that changes nothing', () => {
  it('A6.2 one project that counts is enough for the 200万 of the leader: what is not known of another is not missing', () => {
    const other = (newType: boolean) => otherProject().named('Q').with({ newType });
    const awarded = (...projects: Parameters<typeof caseOf>) => assessed(caseOf(...projects, consortium().over('P', 'Q').withoutNationalTask())).the('chain-leader-award');
    for (const q of [other(true), other(false)]) expect(awarded(otherProject(), q).amount).toEqual(exactly(wan(200)));
    const open = awarded(otherProject(), other(true).notKnowing('newType', 'technicalUpgrade'));
    expect([open.status, open.amount, open.missing]).toEqual(['eligible', exactly(wan(200)), undefined]);
  });

  it('A7.4 the evaluation of 2024 is none of this policy, whether it was passed or not; that of 2025 is', () => {
    const evaluated = (year: number) => assessed(caseOf(park().with({ evaluations: [{ year }, { year: 2026, passed: true, taskProgress: '0.3' }] })));
    expect(missingFacts(evaluated(2025).the('park-award'))).toContain('evaluations[0].passed');
    expect(evaluated(2024).the('park-award')).toMatchObject({ amount: exactly(wan(2000)), status: 'eligible' });
    expect(missingFacts(evaluated(2024).the('park-award'))).not.toContain('evaluations[0]');
    expect(evaluated(2024).payment('park-award:park').missing?.join(' ')).not.toContain('evaluations[0]');
  });
});
