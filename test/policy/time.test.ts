/**
 * When a matter falls under the policy: each matter by its own application (F.1, I-04), flows and sales by their
 * year and day (I-05, I-25), evaluations by the year of their task book (I-04).
 */
import type { DayInput } from '../../src/index.js';
import { describe, expect, it } from 'vitest';
import {
  appliedOn, caseOf, consortium, equipmentSale, lease, loan, nationalProject, otherProject, park, pilotProject, smallProject, softwareSale,
  taskBook, wan,
} from '../support/policy-facts.js';
import { ALL_MEASURES } from '../support/policy-measures.js';
import { assessed, between, exactly, flagsBeyond, missingFacts, NOTHING, unmetClauses, upTo } from '../support/policy-outcome.js';

const FOUR_A = 'equipment-supply-subsidy:maker';

/** The facts of a measure with the application of its own matter dated: its own row is the last one. */
const dated = (facts: ReturnType<(typeof ALL_MEASURES)[number]['facts']>, day: DayInput) => {
  const [own, ...context] = [...facts].reverse();
  if (!own) throw new Error('no facts');
  return [...context.reverse(), own.appliedForOn(day)];
};

describe('F.1 each matter by its own first application or task book', () => {
  describe.each(ALL_MEASURES)('F.1 for $code', ({ key, amount, sum, facts }) => {
    it.each(['2025-02-02', '2026-12-31'] as const)(`its own application of %s in a case outside the period: ${sum}`, (day) => {
      expect(assessed(appliedOn('2027-01-01', ...dated(facts(), day))).at(key)).toMatchObject({ status: 'eligible', amount: exactly(amount) });
    });

    it.each(['2025-02-01', '2027-01-01'] as const)('its own application of %s in a case of 2025: nothing', (day) => {
      const determination = assessed(caseOf(...dated(facts(), day))).at(key);
      expect(determination).toMatchObject({ status: 'ineligible', amount: NOTHING });
      expect(unmetClauses(determination)).toContain('F.1');
    });
  });

  it('F.1 of two projects one is applied for after expiry: 10 % of 2000万 for the other alone', () => {
    const outcome = assessed(caseOf(pilotProject().named('P1'), pilotProject().named('P2').appliedForOn('2027-01-01')));
    expect(outcome.at('investment-subsidy:P1').amount).toEqual(exactly(wan(200)));
    expect(outcome.at('investment-subsidy:P2')).toMatchObject({ status: 'ineligible', amount: NOTHING });
    expect(outcome.total).toEqual(exactly(wan(200)));
  });

  it('F.1 the application of a project decides for 1a and 1b only: loan, lease, sale, task book and consortium have their own', () => {
    const outcome = assessed(
      caseOf(
        smallProject().appliedForOn('2027-06-01'), loan(), lease(), equipmentSale(), softwareSale(), taskBook().evaluated(true), consortium(),
      ),
    );
    for (const key of [
      'loan-interest-subsidy:acme:2025', 'finance-lease-subsidy:acme:2025', FOUR_A, 'software-supply-subsidy:maker',
      'demonstration-annual-award:P:2025', 'chain-leader-award:C', 'consortium-investment-subsidy:C',
    ]) {
      expect(outcome.at(key).status, key).toBe('eligible');
    }
  });

  it('A2.2/F.1 loan by loan: 30万 beside 20万 of a loan applied for after expiry is 30万', () => {
    const late = loan().named('L2').assessedAt(wan(20)).appliedForOn('2027-01-01');
    expect(assessed(caseOf(smallProject(), loan().named('L1'), late)).the('loan-interest-subsidy').amount).toEqual(exactly(wan(30)));
  });

  it('A2.3/F.1 lease by lease: 2.5 % of 400万 beside a lease applied for before commencement', () => {
    const early = lease().named('R2').amounting(wan(800)).appliedForOn('2025-02-01');
    expect(assessed(caseOf(smallProject(), lease().named('R1'), early)).the('finance-lease-subsidy').amount).toEqual(exactly(wan(10)));
  });

  it.each([
    ['applied for on the last day: 4000 + 4000万 reach 8000万, 1 % of it', '2026-12-31', exactly(wan(80))],
    ['applied for a day later: 4000万 alone reach nothing', '2027-01-01', NOTHING],
  ] as const)('A4.3/F.1 sale by sale, the second %s', (_, day, amount) => {
    const sale = equipmentSale().for(wan(4000));
    const outcome = assessed(caseOf(smallProject(), sale.named('S1'), sale.named('S2').appliedForOn(day)));
    expect(outcome.at(FOUR_A).amount).toEqual(amount);
  });
});

describe('I-05 a loan or lease year before the year of the filing does not count', () => {
  const FLOWS = [
    ['A2.3 a lease, 2.5 % of 400万', 'finance-lease-subsidy', lease(), wan(10)],
    ['A2.2 a loan, 30万 assessed', 'loan-interest-subsidy', loan(), wan(30)],
  ] as const;
  const of = (filed: DayInput, row: ReturnType<typeof lease> | ReturnType<typeof loan>, measure: (typeof FLOWS)[number][1]) =>
    assessed(caseOf(smallProject().filedOn(filed), row)).the(measure);

  it.each(FLOWS)('%s: the project filed on 2026-01-01, the year 2025 is nothing', (_, measure, row) => {
    expect(of('2026-01-01', row.inYear(2025), measure)).toMatchObject({ status: 'ineligible', amount: NOTHING });
  });

  it.each(FLOWS)('%s: the project filed on 2025-12-31, the year 2025 is paid', (_, measure, row, amount) => {
    expect(of('2025-12-31', row.inYear(2025), measure)).toMatchObject({ status: 'eligible', amount: exactly(amount) });
  });

  it.each(FLOWS)('%s: the project filed on 2026-01-01, the year 2026 is paid', (_, measure, row, amount) => {
    expect(of('2026-01-01', row.inYear(2026), measure)).toMatchObject({ status: 'eligible', amount: exactly(amount) });
  });

  it.each(FLOWS)('%s: the project filed in 2025, the year 2024 is nothing, accepted or not', (_, measure, row) => {
    expect(of('2025-01-02', row.inYear(2024), measure)).toMatchObject({ status: 'ineligible', amount: NOTHING });
    expect(of('2025-01-02', row.inYear(2024).with({ flowAccepted: true }), measure)).toMatchObject({ status: 'ineligible', amount: NOTHING });
  });

  it('A2.3 beside a year that counts it costs that contract only: 2.5 % of 400万', () => {
    const outcome = assessed(
      caseOf(
        smallProject().named('P1'), smallProject().named('P2').filedOn('2026-03-01'),
        lease().named('R1').forProject('P1'), lease().named('R2').forProject('P2').amounting(wan(800)),
      ),
    );
    expect(outcome.the('finance-lease-subsidy').amount).toEqual(exactly(wan(10)));
  });
});

describe('I-05 the years of flows at all, for a national project of 2022, which the cutoff does not reach', () => {
  const old = smallProject().onNationalList().filedOn('2022-05-01');

  it.each([
    [2022, 'ineligible', NOTHING],
    [2023, 'ineligible', NOTHING],
    [2024, 'undetermined', upTo(wan(10))],
    [2025, 'eligible', exactly(wan(10))],
    [2026, 'eligible', exactly(wan(10))],
    [2027, 'ineligible', NOTHING],
  ] as const)('A2.3 the lease year %i is %s', (year, status, amount) => {
    expect(assessed(caseOf(old, lease().inYear(year))).the('finance-lease-subsidy')).toMatchObject({ status, amount });
  });

  it.each([
    [2023, 'ineligible', NOTHING],
    [2024, 'undetermined', upTo(wan(30))],
    [2025, 'eligible', exactly(wan(30))],
    [2027, 'ineligible', NOTHING],
  ] as const)('A2.2 the loan year %i is %s', (year, status, amount) => {
    expect(assessed(caseOf(old, loan().inYear(year))).the('loan-interest-subsidy')).toMatchObject({ status, amount });
  });

  it('are asked for as the years of the period: 2025 to 2026', () => {
    const condition = (year: number) => assessed(caseOf(old, lease().inYear(year))).the('finance-lease-subsidy').conditions.find((c) => c.id === 'flow-in-force');
    expect([2023, 2025, 2027].map((year) => condition(year)).map((c) => [c?.outcome, c?.required, c?.actual])).toEqual([['unmet', '2025..2026', '2023'], ['met', '2025..2026', '2025'], ['unmet', '2025..2026', '2027']]);
  });

  it.each([
    ['accepted by the authority: 10万', true, 'eligible', exactly(wan(10))],
    ['not accepted: nothing', false, 'ineligible', NOTHING],
  ] as const)('A2.3 the flow of 2024 %s', (_, flowAccepted, status, amount) => {
    expect(assessed(caseOf(old, lease().inYear(2024).with({ flowAccepted }))).the('finance-lease-subsidy')).toMatchObject({ status, amount });
  });
});

describe('I-05/I-25 which sales count', () => {
  const sold = (filed: DayInput, day: DayInput) => assessed(caseOf(smallProject().filedOn(filed), equipmentSale().on(day))).at(FOUR_A);
  const counted = { status: 'eligible', amount: exactly(wan(90)) };
  const left = { status: 'ineligible', amount: NOTHING };

  it.each([
    ['the day before the filing', '2025-09-01', '2025-08-31', left],
    ['the day of the filing: 1 % of 9000万', '2025-09-01', '2025-09-01', counted],
    ['before commencement, after filing: 1 % of 9000万', '2024-07-01', '2024-08-01', counted],
    ['the last day of F.1: 1 % of 9000万', '2025-09-01', '2026-12-31', counted],
    ['the day after the last day', '2025-09-01', '2027-01-01', left],
    ['years before', '2024-09-01', '2019-05-01', left],
  ] as const)('A4.3 a sale of %s', (_, filed, day, outcome) => {
    expect(sold(filed, day)).toMatchObject(outcome);
  });

  it.each([
    ['the day before the cutoff of F.2', '2024-05-31', left],
    ['the cutoff day itself: 1 % of 9000万', '2024-06-01', counted],
  ] as const)('A4.3 to a national project of 2022, a sale of %s', (_, day, outcome) => {
    const facts = caseOf(smallProject().onNationalList().filedOn('2022-05-01'), equipmentSale().on(day));
    expect(assessed(facts).at(FOUR_A)).toMatchObject(outcome);
  });

  it('A4.4 the same for software: 4000万 before the filing and 5000万 after it are 0.5 % of 5000万', () => {
    const outcome = assessed(
      caseOf(
        smallProject().filedOn('2025-09-01'),
        softwareSale().named('S1').on('2025-08-31').for(wan(4000)), softwareSale().named('S2').on('2025-09-01').for(wan(5000)),
      ),
    );
    expect(outcome.at('software-supply-subsidy:maker').amount).toEqual(exactly(wan(25)));
  });

  it('A4.3 a sale without a known date may be one that does not count: 80万, or 1 % of 8000 + 1000万', () => {
    const determination = assessed(
      caseOf(smallProject(), equipmentSale().named('S1').for(wan(8000)), equipmentSale().named('S2').for(wan(1000)).notKnowing('date')),
    ).at(FOUR_A);
    expect(determination.amount).toEqual(between(wan(80), wan(90)));
    expect(missingFacts(determination)).toContain('$.supplies[1].date');
  });

  it('A4.3 a condition that was not reached is not shown as met: no 8000万 in a sale of 2019', () => {
    const { conditions } = sold('2024-09-01', '2019-05-01');
    expect(conditions.filter(({ outcome, required }) => outcome === 'met' && required === wan(8000))).toEqual([]);
  });

  describe('I-02 under own-projects-only the filing of the buyer is not looked at at all', () => {
    const own = { filingCutoffScope: 'own-projects-only' } as const;
    it.each([
      ['filed in 2019', smallProject().filedOn('2019-03-01')],
      ['filed a month after the sale', smallProject().filedOn('2025-10-01')],
      ['never filed', smallProject().neverFiled()],
      ['of unknown filing', smallProject().notKnowing('filingDate')],
    ])('A4.3 a buyer %s: 1 % of 9000万', (_, buyer) => {
      expect(assessed(caseOf(buyer, equipmentSale()), own).at(FOUR_A)).toMatchObject(counted);
    });
  });
});

describe('I-04 an evaluation of a year before the year of its task book does not exist', () => {
  const book = taskBook().evaluated(true, true); // 2025 and 2026

  it('A5.3 a task book of 2026-12-31: nothing for 2025, 30万 for 2026', () => {
    const outcome = assessed(caseOf(smallProject(), book.appliedForOn('2026-12-31')));
    expect(outcome.at('demonstration-annual-award:P:2025')).toMatchObject({ status: 'ineligible', amount: NOTHING });
    expect(outcome.at('demonstration-annual-award:P:2026')).toMatchObject({ status: 'eligible', amount: exactly(wan(30)) });
    expect(outcome.total).toEqual(exactly(wan(30)));
  });

  it('A5.3 a task book of 2025-12-31: 30万 for each of the two years', () => {
    expect(assessed(caseOf(smallProject(), book.appliedForOn('2025-12-31'))).total).toEqual(exactly(wan(60)));
  });

  it('A5.3 where the row has no date the case has one: a case of 2026-03-01 has no award for 2025', () => {
    expect(assessed(appliedOn('2026-03-01', smallProject(), book)).total).toEqual(exactly(wan(30)));
  });

  it('A5.4 what was not awarded is not deducted: 80 − 30万 of 2026 alone', () => {
    const outcome = assessed(caseOf(smallProject(), book.completed(wan(80)).appliedForOn('2026-01-01')));
    expect(outcome.at('demonstration-completion-award:P').amount).toEqual(exactly(wan(50)));
  });

  it('A7.4 a park with a task book of 2026: 30 % of 2000万 for 2026, nothing for 2025', () => {
    const outcome = assessed(
      caseOf(park().evaluated(['passed', '0.20'], ['passed', '0.30']).paidInAdvance('0').unfinished().appliedForOn('2026-05-01')),
    );
    expect(outcome.limitOf('park-award:park', 2025)).toEqual(NOTHING);
    expect(outcome.limitOf('park-award:park', 2026)).toEqual(exactly(wan(600)));
  });

  it('A7.5 and a year failed before the task book bars nothing: 2000万 are settled', () => {
    const outcome = assessed(
      caseOf(park().evaluated(['failed', '0'], ['passed', '1']).paidInAdvance('0').finished().appliedForOn('2026-05-01')),
    );
    expect(outcome.final('park-award:park')).toEqual(exactly(wan(2000)));
  });
});

describe('I-04 an evaluation after the last day of F.1 counts, always with a warning', () => {
  const demonstration = (year: number) => caseOf(smallProject(), taskBook().evaluatedIn(year, true));
  const yearly = (year: number) =>
    caseOf(park().with({ evaluations: [{ year, passed: true, taskProgress: '0.30' }] }).paidInAdvance('0').unfinished());

  it('A5.3 a year 2027: 30万, flagged though no day of settlement is stated', () => {
    expect(assessed(demonstration(2027)).total).toEqual(exactly(wan(30)));
    expect(flagsBeyond(demonstration(2027), demonstration(2026))).not.toEqual([]);
  });

  it('A5.3 a year 2026: 30万, and nothing to flag', () => {
    expect(assessed(demonstration(2026)).assessment.warnings).toEqual([]);
  });

  it('A7.4 a year 2027 of a park: 30 % of 2000万, flagged', () => {
    expect(assessed(yearly(2027)).limitOf('park-award:park', 2027)).toEqual(exactly(wan(600)));
    expect(flagsBeyond(yearly(2027), yearly(2026))).not.toEqual([]);
  });

  it('A5.3 under validity-only it is nothing', () => {
    expect(assessed(demonstration(2027), { afterExpiry: 'validity-only' }).total).toEqual(NOTHING);
  });
});

describe('F.2 a project that was never filed', () => {
  it('F.2 is outside, and 1b says so', () => {
    const determination = assessed(caseOf(otherProject().neverFiled())).the('investment-subsidy');
    expect(determination).toMatchObject({ status: 'ineligible', amount: NOTHING });
    expect(unmetClauses(determination)).toContain('F.2');
  });

  it('F.2 filed on a day that is not known: nothing, or 8 % of 2000万', () => {
    const determination = assessed(caseOf(otherProject().notKnowing('filingDate').with({ filed: true }))).the('investment-subsidy');
    expect(determination).toMatchObject({ status: 'undetermined', amount: upTo(wan(160)) });
    expect(missingFacts(determination)).toContain('filingDate');
  });

  it('F.2 a filing date says that it was filed; so does the national list: no filing is asked for', () => {
    expect(assessed(caseOf(otherProject())).the('investment-subsidy').status).toBe('eligible');
    const national = assessed(caseOf(nationalProject().notKnowing('filingDate'))).the('investment-subsidy');
    expect(national).toMatchObject({ status: 'eligible', amount: exactly(wan(400)) });
    expect(missingFacts(national)).toBe('');
  });

  it.each([
    ['2a', [smallProject().neverFiled(), loan()], 'loan-interest-subsidy:acme:2025'],
    ['2b', [smallProject().neverFiled(), lease()], 'finance-lease-subsidy:acme:2025'],
    ['4a', [smallProject().neverFiled(), equipmentSale()], FOUR_A],
    ['5a', [smallProject().neverFiled(), taskBook().evaluated(true)], 'demonstration-annual-award:P:2025'],
    ['6a', [smallProject().neverFiled(), consortium()], 'chain-leader-award:C'],
    ['6b', [smallProject().neverFiled(), consortium()], 'consortium-investment-subsidy:C'],
  ] as const)('F.2 nor does it carry %s', (_, facts, key) => {
    expect(assessed(caseOf(...facts)).at(key)).toMatchObject({ status: 'ineligible', amount: NOTHING });
  });
});
