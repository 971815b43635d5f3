/**
 * I-11, second question: `leasedEquipmentInInvestment: 'no'` keeps leased equipment out of the equipment
 * investment of A1.3 and A6.4, at application and at settlement alike (A1.4 and A6.6 settle the same
 * subsidy on verified figures).
 */
import { describe, expect, it } from 'vitest';
import { caseOf, consortium, lease, otherProject, pilotProject, wan } from '../support/policy-facts.js';
import { assessed, between, exactly, missingFacts } from '../support/policy-outcome.js';

const ONE_B = 'investment-subsidy:P';
const SIX_B = 'consortium-investment-subsidy:C';
const LEFT_OUT = { leasedEquipmentInInvestment: 'no' } as const;
const large = pilotProject().investing(wan(6000)).equipping(wan(5000));
const leased = lease().ofEquipmentWorth(wan(1000));

describe('I-11 leased equipment left out of the investment', () => {
  it('A1.4 settles on what is not leased: 10 % of 5000 − 1000 = 400万, less 200万 advanced', () => {
    const project = large.underConstruction('1', wan(200)).accepted(wan(6000), wan(5000));
    const outcome = assessed(caseOf(project, leased), LEFT_OUT);
    expect(outcome.at(ONE_B).amount).toEqual(exactly(wan(400)));
    expect(outcome.final(ONE_B)).toEqual(exactly(wan(400)));
    expect(outcome.balance(ONE_B)).toEqual(exactly(wan(200)));
  });

  it('A1.4 of the verified equipment: 10 % of 4800 − 1000 = 380万', () => {
    const project = large.underConstruction('1', wan(200)).accepted(wan(6000), wan(4800));
    expect(assessed(caseOf(project, leased), LEFT_OUT).final(ONE_B)).toEqual(exactly(wan(380)));
  });

  it('A6.6 settles on what is not leased: 15 % of 5000 − 1000 = 600万', () => {
    const project = otherProject().investing(wan(6000)).equipping(wan(5000)).accepted(wan(6000), wan(5000));
    const outcome = assessed(caseOf(project, leased, consortium().acceptedAt('1')), LEFT_OUT);
    expect(outcome.at(SIX_B).amount).toEqual(exactly(wan(600)));
    expect(outcome.final(SIX_B)).toEqual(exactly(wan(600)));
  });

  it('the equipment of a sale and leaseback was bought and stays: 10 % of 5000万', () => {
    const project = large.underConstruction('1', wan(200)).accepted(wan(6000), wan(5000));
    expect(assessed(caseOf(project, leased.asSaleAndLeaseback()), LEFT_OUT).final(ONE_B)).toEqual(exactly(wan(500)));
  });

  it('how much is leased is not known: between nothing and 10 % of 5000万, applied for and settled alike', () => {
    const project = large.underConstruction('1', '0').accepted(wan(6000), wan(5000));
    const outcome = assessed(caseOf(project, lease()), LEFT_OUT);
    expect(outcome.at(ONE_B).amount).toEqual(between('0.00', wan(500)));
    expect(outcome.final(ONE_B)).toEqual(between('0.00', wan(500)));
    expect(missingFacts(outcome.at(ONE_B))).toContain('$.leases[0].equipmentValue');
  });

  it('one of two leases not known to be direct: 10 % of 5000 − 1000, or of 5000 − 1000 − 500', () => {
    const other = leased.named('other').ofEquipmentWorth(wan(500)).notKnowing('mode');
    const determination = assessed(caseOf(large, leased, other), LEFT_OUT).at(ONE_B);
    expect(determination.amount).toEqual(between(wan(350), wan(400)));
    expect(missingFacts(determination)).toContain('$.leases[1].mode');
  });

  it('what is not known of a lease is named, and nothing else: its worth where it is direct, its mode where its worth is stated', () => {
    const missing = (l: typeof leased) => assessed(caseOf(large, l), LEFT_OUT).at(ONE_B).missing;
    expect(missing(lease())).toEqual(['$.leases[0].equipmentValue']);
    expect(missing(leased.notKnowing('mode'))).toEqual(['$.leases[0].mode']);
    expect(missing(lease().notKnowing('mode'))).toEqual(['$.leases[0].mode', '$.leases[0].equipmentValue']);
    // Of a contract worth nothing the mode does not matter.
    expect(missing(lease().ofEquipmentWorth('0').notKnowing('mode'))).toBeUndefined();
  });

  it('without any lease nothing is left out: 10 % of 5000万', () => {
    expect(assessed(caseOf(large), LEFT_OUT).at(ONE_B)).toMatchObject({ status: 'eligible', amount: exactly(wan(500)) });
  });
});

describe('I-11 one lease over several years', () => {
  const first = leased.inYear(2025);
  const second = leased.inYear(2026);

  it('states its worth in any of its years: 10 % of 5000 − 1000万', () => {
    for (const years of [[lease().inYear(2025), second], [first, lease().inYear(2026)]]) {
      expect(assessed(caseOf(large, ...years), LEFT_OUT).at(ONE_B).amount).toEqual(exactly(wan(400)));
    }
  });
  // 2.5 % of 16000万 is 400万; beside it 10 % of the 4000万 that are not leased is 400万.
  it.each([2024, 2026, 2027])('states its worth in a year that may not count as well (%d): the other year and 1b on the rest are 800万', (year) => {
    for (const filed of [large, large.underConstruction('1')]) {
      const outcome = assessed(caseOf(filed, leased.inYear(year).amounting('0.00'), lease().inYear(2025).amounting(wan(16000))));
      expect([outcome.total, outcome.assessment.selection.robust]).toEqual([exactly(wan(800)), true]);
      expect(outcome.chosen).toEqual(['finance-lease-subsidy:acme:2025', ONE_B]);
      expect(outcome.assessment.payments.flatMap((p) => p.missing ?? [])).not.toContain('$.leases[1].equipmentValue');
    }
  });

  const inEitherOrder = (a: typeof first, b: typeof first) =>
    [[a, b], [b, a]].map(([x, y]) => assessed(caseOf(large, x as typeof first, y as typeof first), LEFT_OUT).at(ONE_B).amount);

  it('one direct year makes it a lease, whatever the order of the rows: 10 % of 4000万', () => {
    expect(inEitherOrder(first.notKnowing('mode'), second)).toEqual([exactly(wan(400)), exactly(wan(400))]);
    expect(inEitherOrder(first.asSaleAndLeaseback(), second)).toEqual([exactly(wan(400)), exactly(wan(400))]);
  });

  it('a sale and leaseback with a year not known may still be a lease: 10 % of 4000 or of 5000万', () => {
    const open = between(wan(400), wan(500));
    expect(inEitherOrder(first.notKnowing('mode'), second.asSaleAndLeaseback())).toEqual([open, open]);
  });

  it('no direct year: nothing is leased, 10 % of 5000万', () => {
    const all = exactly(wan(500));
    expect(inEitherOrder(first.asSaleAndLeaseback(), second.asSaleAndLeaseback())).toEqual([all, all]);
  });
});

describe('leased equipment within the equipment, filed and verified alike (contract 7)', () => {
  // Two contracts of 1500万 each, 4000万 of rent a year: 2.5 % of it is 100万 each, 200万 in all.
  const contract = (id: string) => lease().named(id).amounting(wan(4000)).ofEquipmentWorth(wan(1500));
  const building = otherProject().inPilotIndustry().investing(wan(6000)).equipping(wan(5000));
  const warned = (file: Parameters<typeof assessed>[0]) => assessed(file).assessment.warnings.filter((w) => w.code === 'contradictory-facts').length;

  it('3000万 leased of 2000万 verified: what one contract leaves is never counted as the other’s; 10 % of 2000万 alone is 200万, so are both leases', () => {
    const accepted = building.accepted(wan(3000), wan(2000));
    expect(assessed(caseOf(accepted, contract('L1'), contract('L2'))).total).toEqual(exactly(wan(200)));
    expect(warned(caseOf(accepted, contract('L1'), contract('L2')))).toBe(1);
  });

  it('3000万 leased of 5000万: one contract leaves 3500万, 350 + 100 = 450万; both 200 + 200 = 400万; none 500万', () => {
    expect(assessed(caseOf(building, contract('L1'), contract('L2'))).total).toEqual(exactly(wan(500)));
    expect(warned(caseOf(building, contract('L1'), contract('L2')))).toBe(0);
  });

  it('a part that is not stated leaves the subsidy open, and is named: 500万 less 10 % of anything up to 5000万', () => {
    const rich = contract('L1').amounting(wan(16000)).notKnowing('equipmentValue');
    const { advance, missing } = assessed(caseOf(building.underConstruction('1'), rich)).payment(ONE_B);
    expect(advance?.cumulativeLimit.min).not.toBe(advance?.cumulativeLimit.max);
    expect(missing).toContain('$.leases[0].equipmentValue');
  });

  it('only what the leases on the project itself do not state is named, so that an account does not grow with those of others', () => {
    const rich = (id: string, project: string) => lease().named(id).forProject(project).amounting(wan(16000)).notKnowing('equipmentValue');
    const works = building.underConstruction('1');
    const outcome = assessed(caseOf(works, works.named('Q'), rich('L1', 'P'), rich('L2', 'Q')));
    expect(outcome.payment(ONE_B).missing).toContain('$.leases[0].equipmentValue');
    expect(outcome.payment(ONE_B).missing).not.toContain('$.leases[1].equipmentValue');
  });
});
