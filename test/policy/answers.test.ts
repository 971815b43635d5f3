/** Which answers to a missing fact are tried: both sides of whatever the sentences that look at it turn on, and where a cap is reached. */
import { describe, expect, it } from 'vitest';
import { type CaseFile, type Policy, amendPolicy, chengdu2025 } from '../../src/index.js';
import { budgetOf } from '../../src/assess/choose.js';
import { readCaseTable } from '../../src/case/read.js';
import { contextOf } from '../../src/core/context.js';
import type { Row } from '../../src/core/facts.js';
import { type Answer, candidatesOf } from '../../src/explain/answers.js';
import { figuresOf } from '../../src/explain/figures.js';
import { gapsOf, statedOf } from '../../src/explain/stated.js';
import {
  appliedOn, caseOf, consortium, equipmentSale, fenBelow, lease, loan, nationalProject, otherProject, park, pilotProject, provider, smallProject, softwareSale, taskBook, wan,
} from '../support/policy-facts.js';

function answersTo(path: string, file: CaseFile, policy: Policy = chengdu2025): Answer[] {
  const context = contextOf(policy, undefined);
  const stated = statedOf(readCaseTable(policy.facts, file) as Row, policy);
  const gap = gapsOf(stated.read, policy.facts).find((g) => g.text === path);
  if (gap === undefined) throw new Error(`${path} is no gap`);
  return candidatesOf({ gap, path: gap.path, stated, before: figuresOf(stated.read, context, budgetOf(undefined)), context });
}
const tried = (...given: Parameters<typeof answersTo>): unknown[] => answersTo(...given).map((a) => a.value);
const sides = (threshold: number) => [fenBelow(wan(threshold)), wan(threshold)];

/** What any project may turn on: 10万, the most of A1.2, its threshold of 500万, that of A1.3, and 3000万, the most of A6.4. */
const [REWARD, THRESHOLDS, BENCHMARK] = [wan(10), [...sides(500), ...sides(2000)], wan(3000)];

describe('amounts', () => {
  it('A1.3: equipment up to the total, beside 2000万 the 2.5亿 or 2亿 at which 8 % or 10 % reach 2000万', () => {
    expect(tried('$.projects[0].equipmentInvestment', caseOf(otherProject().notKnowing('equipmentInvestment')))).toEqual([wan(0), REWARD, ...THRESHOLDS, wan(2500)]);
    const two = caseOf(nationalProject().named('N'), pilotProject().investing(wan(50_000)).notKnowing('equipmentInvestment'));
    expect(tried('$.projects[1].equipmentInvestment', two)).toEqual([wan(0), REWARD, ...THRESHOLDS, BENCHMARK, wan(20_000), wan(50_000)]);
    const unknown = otherProject().notKnowing('equipmentInvestment', 'totalInvestment');
    expect(tried('$.projects[0].equipmentInvestment', caseOf(unknown))).toEqual([wan(0), REWARD, ...THRESHOLDS, BENCHMARK, wan(25_000)]);
  });

  it('A1.3: the total from the equipment on', () => {
    expect(tried('$.projects[0].totalInvestment', caseOf(otherProject().notKnowing('totalInvestment')))).toEqual([wan(2000), BENCHMARK, wan(25_000)]);
  });

  it('A1.3: the threshold in force on the day of application', () => {
    const policy = amendPolicy(chengdu2025, { version: 'x', parameters: { 'A1.3.threshold': { value: '15000000', validFrom: '2026-01-01', words: '1500万元' } } });
    const project = otherProject().notKnowing('equipmentInvestment');
    expect(tried('$.projects[0].equipmentInvestment', appliedOn('2026-03-01', project), policy)).toEqual([wan(0), REWARD, ...sides(500), ...sides(1500), wan(2500)]);
  });

  it('A2.3: leased equipment up to what the other leases leave of the whole, where what it takes turns on the whole', () => {
    const file = caseOf(pilotProject(), lease().named('other').ofEquipmentWorth(wan(100)), lease(), lease().inYear(2026));
    expect(tried('$.leases[1].equipmentValue', file)).toEqual([wan(0), REWARD, wan(400), ...sides(500), wan(1900)]);
    // 20 % reach 2000万 at 1亿, 8 % at 2.5亿, and 2.5 % 500万 at 2亿: the lease is on the second project, of which 1亿 is leased already.
    const [own, large] = [otherProject().investing(wan(60_000)).equipping(wan(50_000)), nationalProject().named('N').investing(wan(60_000)).equipping(wan(50_000))];
    const beside = caseOf(large, own, lease(), lease().named('other').ofEquipmentWorth(wan(10_000)));
    expect(tried('$.leases[0].equipmentValue', beside)).toEqual([wan(0), REWARD, wan(400), ...THRESHOLDS, BENCHMARK, wan(10_000), wan(20_000), wan(25_000), wan(40_000)]);
  });

  it('A2.2 and A2.3: interest and rent up to what reaches the most of 200万 and 500万 a year, and what the row states', () => {
    expect(tried('$.loans[0].interestPaid', caseOf(pilotProject(), loan().notKnowing('interestPaid')))).toEqual([wan(0), wan(30), wan(200)]);
    expect(tried('$.leases[0].annualAmount', caseOf(pilotProject(), lease().notKnowing('annualAmount')))).toEqual([wan(0), wan(20_000)]);
  });

  it('A4.3: with 3000万 of the same seller and kind stated, what brings them to 8000万 and to the 10亿 of which 1 % are 1000万', () => {
    const file = caseOf(
      smallProject(), equipmentSale().named('a').for(wan(3000)), equipmentSale().named('b').notKnowing('amount'),
      softwareSale().named('c').for(wan(100)), equipmentSale().named('d').by('other').for(wan(7)),
    );
    expect(tried('$.supplies[1].amount', file)).toEqual([wan(0), wan(500), ...sides(2000), ...sides(5000), ...sides(8000), wan(97_000), wan(100_000)]);
  });

  it('A1.4, A7.4: nothing, as much as may be advanced, and more than that; without a payment the most of the measure', () => {
    const begun = pilotProject().with({ construction: { started: true, investmentProgress: '0.3' } });
    expect(tried('$.projects[0].construction.advancesPaid', caseOf(begun))).toEqual([wan(0), wan(60), '600001.00']);
    const parks = [park().awarded(wan(1000)).evaluated(['passed', '0.3']), park().named('other').evaluated(['passed', '0.3'])];
    expect(tried('$.parks[0].advancesPaid', caseOf(begun, ...parks))).toEqual([wan(0), wan(300), '3000001.00']);
    expect(tried('$.projects[0].construction.advancesPaid', caseOf(begun.notNewType()))).toEqual([wan(0), wan(2000), '20000001.00']);
  });

  it('A5.4: the assessed award up to 100万, the yearly 30万 being no bound of it', () => {
    expect(tried('$.demonstrations[0].completion.assessedAward', caseOf(smallProject(), taskBook().completed()))).toEqual([wan(0), wan(100)]);
  });

  it('are called by their yuan', () => {
    const [, most] = answersTo('$.serviceProviders[0].tierAmount', caseOf(provider().notKnowing('tierAmount')));
    expect(most).toMatchObject({ value: wan(50), label: { zh: '500000.00元', en: '500000.00 yuan' } });
  });
});

describe('other facts', () => {
  it('A1.4: progress of nothing, of the half that may be advanced, and of all', () => {
    expect(tried('$.projects[0].construction.investmentProgress', caseOf(pilotProject().with({ construction: { started: true } })))).toEqual(['0', '0.5', '1']);
  });

  it('A3.3 「前50」 and A6.2 「10家以上」: two more and two less, because a reading may count another', () => {
    expect(tried('$.serviceProviders[0].rank', caseOf(provider().notKnowing('rank')))).toEqual([1, 48, 49, 50, 51, 52]);
    expect(tried('$.consortia[0].directSuppliers', caseOf(smallProject(), consortium().notKnowing('directSuppliers')))).toEqual([0, 8, 9, 10, 11, 12]);
  });

  it('A2.3: each mode of a lease', () => {
    expect(tried('$.leases[0].mode', caseOf(pilotProject(), lease().notKnowing('mode')))).toEqual(['direct', 'sale-and-leaseback']);
  });

  const LAW = ['2024-01-01', '2024-05-31', '2024-06-01', '2024-12-31', '2025-01-01', '2025-02-01', '2025-02-02', '2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'];
  it('F.1 and F.2: the first and last days with those beyond them, the turns of years, and the days of the case with those beside them', () => {
    const file = caseOf(pilotProject().notKnowing('filingDate').accepted(wan(2500), wan(2000)), park().with({ evaluations: [{ year: 2030 }, { year: 2199 }] }));
    const own = ['2025-06-29', '2025-06-30', '2025-07-01', '2026-11-01', '2026-11-02', '2026-11-03'];
    const years = ['2030-01-01', '2030-12-31', '2031-01-01', '2199-01-01', '2199-12-31'];
    expect(tried('$.projects[0].filingDate', file)).toEqual([...LAW, ...own, ...years].sort());
  });

  it('six days of a case are tried, of more none', () => {
    const sales = [1, 2, 3, 4, 5, 6].map((day) => equipmentSale().named(`${day}`).on(`2025-09-0${day}` as never));
    const days = (n: number) => tried('$.projects[0].filingDate', caseOf(smallProject().notKnowing('filingDate'), ...sales.slice(0, n)));
    expect(days(5)).toContain('2025-09-03');
    expect(days(6)).toEqual(LAW);
  });
});
