/**
 * Acceptance: from then on the verified figures are those of 1b and 6b, in determination, selection, total and payment
 * alike (A1.4, A6.6, I-15, I-44; contract section 7, acceptance and settlement). Advances are in advances.test.ts.
 */
import type { Money } from '../../src/index.js';
import { describe, expect, it } from 'vitest';
import {
  caseOf, consortium, fenAbove, fenBelow, lease, nationalProject, otherProject, pilotProject, settledOn, smallProject, wan,
} from '../support/policy-facts.js';
import { assessed, exactly, flagsBeyond, missingFacts, NOTHING, unmetClauses, upTo } from '../support/policy-outcome.js';
import type { Readings } from '../support/policy-outcome.js';

const ONE_A = 'investment-reward:P';
const ONE_B = 'investment-subsidy:P';
const SIX_B = 'consortium-investment-subsidy:C';
type FactList = Parameters<typeof caseOf>;

const settled = (facts: FactList, readings: Readings = {}) => assessed(settledOn('2026-12-01', caseOf(...facts)), readings);
/** The four places in which one figure must stand. */
const everywhere = (outcome: ReturnType<typeof settled>, key: string) =>
  [outcome.at(key).amount, outcome.paid(key), outcome.total, outcome.final(key)];
const fourTimes = (amount: string) => [1, 2, 3, 4].map(() => exactly(amount));

describe('A1.4 the verified figures of a project take the place of the filed ones', () => {
  const built = pilotProject().underConstruction('1', '0');

  it.each([
    ['as filed: 10 % of 2000万', wan(2000), wan(200)],
    ['less: 10 % of 1200万', wan(1200), wan(120)],
    ['one fen less: 1,999,999.999, rounded up', fenBelow(wan(2000)), wan(200)],
    ['none: nothing', '0', '0.00'],
    ['one fen more: the filed 2000万', fenAbove(wan(2000)), wan(200)],
    ['much more: the filed 2000万 (I-44)', wan(2500), wan(200)],
  ] as const)('A1.4 verified equipment %s', (_, equipment, amount) => {
    const outcome = settled([built.accepted(wan(2500), equipment)]);
    expect([outcome.at(ONE_B).amount, outcome.final(ONE_B), outcome.total]).toEqual([exactly(amount), exactly(amount), exactly(amount)]);
  });

  it('A1.4 determination, selection, total and payment show one figure: 10 % of 1500万', () => {
    expect(everywhere(settled([built.accepted(wan(2500), wan(1500))]), ONE_B)).toEqual(fourTimes(wan(150)));
  });

  it.each([
    ['more equipment than filed: 10 % of 2400万', wan(2400), wan(240)],
    ['less equipment than filed: 10 % of 1500万', wan(1500), wan(150)],
  ])('I-44 verified: %s', (_, equipment, amount) => {
    const outcome = settled([built.accepted(wan(2500), equipment)], { settlementAboveApproved: 'verified' });
    expect(everywhere(outcome, ONE_B)).toEqual(fourTimes(amount));
  });

  it('I-44 verified: the cap still holds, 10 % of 3亿 is 2000万', () => {
    const outcome = settled([built.accepted(wan(40_000), wan(30_000))], { settlementAboveApproved: 'verified' });
    expect(outcome.at(ONE_B)).toMatchObject({ amount: exactly(wan(2000)), capBinding: true });
  });

  it('I-44 the filed equipment is not known: at most 10 % of the verified 1500万, and under “verified” just that', () => {
    const project = built.notKnowing('equipmentInvestment').accepted(wan(2500), wan(1500));
    expect(settled([project]).at(ONE_B).amount.max).toBe(wan(150));
    expect(missingFacts(settled([project]).at(ONE_B))).toContain('equipmentInvestment');
    expect(settled([project], { settlementAboveApproved: 'verified' }).at(ONE_B).amount).toEqual(exactly(wan(150)));
  });

  it('A1.4 the day of settlement need not be stated: the acceptance is enough', () => {
    const outcome = assessed(caseOf(built.accepted(wan(2500), wan(1500))));
    expect(everywhere(outcome, ONE_B)).toEqual(fourTimes(wan(150)));
  });

  it('A1.4 one rounding: 8 % of 12,345,678.90 verified is 987,654.312', () => {
    const outcome = settled([otherProject().accepted(wan(2500), '12345678.90')]);
    expect(everywhere(outcome, ONE_B)).toEqual(fourTimes('987654.31'));
  });
});

describe('A1.3/I-15 the filed total had to reach 2000万 and the verified one must still reach it', () => {
  it.each([
    ['filed 2500, verified 2000万', wan(2500), wan(2000), wan(150)],
    ['filed 2500, verified one fen below 2000万', wan(2500), fenBelow(wan(2000)), '0.00'],
    ['filed 2000, verified 2000万', wan(2000), wan(2000), wan(150)],
    ['filed one fen below 2000, verified 2500万: it never reached it', fenBelow(wan(2000)), wan(2500), '0.00'],
  ])('I-15 %s', (_, filed, verified, amount) => {
    const outcome = settled([pilotProject().investing(filed).equipping(wan(1500)).accepted(verified, wan(1500))]);
    expect(outcome.at(ONE_B)).toMatchObject({ status: amount === '0.00' ? 'ineligible' : 'eligible', amount: exactly(amount) });
    expect(outcome.total).toEqual(exactly(amount));
  });

  it('I-15 a subsidy that lapsed names the sentence that it misses', () => {
    const outcome = settled([pilotProject().accepted(fenBelow(wan(2000)), wan(1500))]);
    expect(unmetClauses(outcome.at(ONE_B))).toEqual(expect.arrayContaining([expect.stringMatching(/^A1\.[34]$/)]));
  });

  it.each([
    ['only the verified total is known, 2000万: reached', wan(2000), 'eligible', exactly(wan(150))],
    ['only the verified total is known, one fen less: not reached', fenBelow(wan(2000)), 'ineligible', NOTHING],
  ] as const)('I-15 %s', (_, verified, status, amount) => {
    const project = pilotProject().equipping(wan(1500)).notKnowing('totalInvestment').accepted(verified, wan(1500));
    expect(settled([project]).at(ONE_B)).toMatchObject({ status, amount });
  });

  it('I-15 as-approved: the filed 2500万 carry it though 1900万 are verified, 10 % of 1500万', () => {
    const outcome = settled([pilotProject().accepted(wan(1900), wan(1500))], { thresholdAtSettlement: 'as-approved' });
    expect(everywhere(outcome, ONE_B)).toEqual(fourTimes(wan(150)));
  });

  it('I-15 a lapse is flagged, reaching the threshold is not', () => {
    const at = (verified: Money) => settledOn('2026-12-01', caseOf(pilotProject().underConstruction('1', '0').accepted(verified, wan(1500))));
    expect(flagsBeyond(at(fenBelow(wan(2000))), at(wan(2000)))).not.toEqual([]);
  });

  it('I-15 nothing was paid and nothing is to be returned: no advance beside the lapsed account', () => {
    const outcome = settled([pilotProject().underConstruction('1', '0').accepted(wan(1900), wan(1500))]);
    const payment = outcome.assessment.payments.find(({ key }) => key === ONE_B);
    expect(payment?.settlement?.final ?? NOTHING).toEqual(NOTHING);
    expect(payment?.settlement?.recoverable ?? NOTHING).toEqual(NOTHING);
    expect(payment?.advance?.payableNow ?? NOTHING).toEqual(NOTHING);
  });
});

describe('A1.2 the reward is not settled', () => {
  it.each([
    ['the verified 1900万 end 1b, and no longer stand in the way of the reward: 6万', fenBelow(wan(2000)), [ONE_A], wan(6)],
    ['the verified 2000万 keep 1b: 10 % of 1500万', wan(2000), [ONE_B], wan(150)],
  ] as const)('A1.2/I-15 %s', (_, verified, chosen, total) => {
    const outcome = settled([pilotProject().rewardedWith(wan(6)).accepted(verified, wan(1500))]);
    expect(outcome.chosen).toEqual(chosen);
    expect(outcome.total).toEqual(exactly(total));
  });

  it('A1.2 it stays on the filed total: 2500万 filed and 400万 verified, 6万', () => {
    const outcome = settled([pilotProject().rewardedWith(wan(6)).accepted(wan(400), wan(300))]);
    expect(outcome.at(ONE_A)).toMatchObject({ status: 'eligible', amount: exactly(wan(6)) });
  });

  it('A1.2 nor does a larger verified total help: 499万 filed and 900万 verified', () => {
    const project = pilotProject().investing(wan(499)).equipping(wan(300)).rewardedWith(wan(6)).accepted(wan(900), wan(300));
    expect(settled([project]).at(ONE_A)).toMatchObject({ status: 'ineligible', amount: NOTHING });
  });
});

describe('A6.6 the account of a consortium', () => {
  const done = smallProject().accepted(wan(400), wan(200));
  const C = consortium().missingTargets();

  it('A6.6 verified equipment and factor: 0.8 × 15 % of 200万 in determination, selection, total and payment', () => {
    expect(everywhere(settled([done, C.acceptedAt('0.8')]), SIX_B)).toEqual(fourTimes(wan(24)));
  });

  it.each([
    ['1/3 exactly: a third of 30万', '1/3', wan(10)],
    ['0: nothing was achieved', '0', '0.00'],
    ['1: all of it', '1', wan(30)],
  ] as const)('A6.6 a settlement factor of %s', (_, factor, amount) => {
    expect(settled([done, C.acceptedAt(factor)]).at(SIX_B).amount).toEqual(exactly(amount));
  });

  it('A6.6 the factor comes after the cap: 0.5 × min(15 % of 3亿, 3000万) is 1500万, not 2250万', () => {
    const large = otherProject().investing(wan(40_000)).equipping(wan(30_000));
    expect(settled([large, C.acceptedAt('0.5')]).at(SIX_B).amount).toEqual(exactly(wan(1500)));
  });

  it('A6.6 before the acceptance a factor says nothing: 15 % of 300万', () => {
    const facts = C.with({ accepted: false, settlementFactor: '0.5' });
    expect(assessed(caseOf(smallProject(), facts)).at(SIX_B).amount).toEqual(exactly(wan(45)));
  });

  it('A6.6 the factor not known: from 0 to the formula, and it is asked for', () => {
    const outcome = settled([done, C.with({ accepted: true, advancesPaid: '0' })]);
    expect(outcome.at(SIX_B).amount).toEqual(upTo(wan(30)));
    expect(outcome.total).toEqual(upTo(wan(30)));
    expect(missingFacts(outcome.at(SIX_B))).toContain('$.consortia[0].settlementFactor');
  });

  it('A6.6/I-44 members one by one: the lower of filed and verified of each, 15 % of 200 + 300万', () => {
    const outcome = settled([
      smallProject().named('P1').accepted(wan(400), wan(200)), smallProject().named('P2').accepted(wan(400), wan(350)),
      C.over('P1', 'P2').acceptedAt('1'),
    ]);
    expect(outcome.final(SIX_B)).toEqual(exactly(wan(75)));
  });

  it('A6.6 a member that is not yet accepted stays at its filed 300万: 15 % of 200 + 300万', () => {
    const outcome = settled([done.named('P1'), smallProject().named('P2'), C.over('P1', 'P2').acceptedAt('1')]);
    expect(outcome.final(SIX_B)).toEqual(exactly(wan(75)));
  });

  it('A6.4 has no threshold, so a verified total of 200万 ends nothing: 15 % of 200万', () => {
    expect(settled([smallProject().accepted(wan(200), wan(200)), C.acceptedAt('1')]).final(SIX_B)).toEqual(exactly(wan(30)));
  });
});

describe('F.3 the choice is made on the verified figures', () => {
  const C = consortium().missingTargets();
  const national = nationalProject().investing(wan(20_000)).equipping(wan(15_000));

  it('F.3 filed, 1.5亿: 15 % is 2250万 against the 2000万 of the cap; verified, 1亿: 20 % is 2000万 against 1500万', () => {
    expect(assessed(caseOf(national, C)).chosen).toEqual([SIX_B]);
    const outcome = assessed(caseOf(national.accepted(wan(18_000), wan(10_000)), C));
    expect(outcome.chosen).toEqual([ONE_B]);
    expect(outcome.total).toEqual(exactly(wan(2000)));
  });

  it('F.3/A6.6 a factor of 0.6 leaves 180万 of 6b, so 1b is higher: 10 % of 2000万', () => {
    const outcome = settled([pilotProject(), C.acceptedAt('0.6')]);
    expect(outcome.chosen).toEqual([ONE_B]);
    expect(outcome.total).toEqual(exactly(wan(200)));
  });

  it('F.3/A6.6 a factor of 0.7 leaves 210万 of 6b, which is higher', () => {
    expect(settled([pilotProject(), C.acceptedAt('0.7')]).chosen).toEqual([SIX_B]);
  });

  it('F.3/A1.4 a lease of all 400万 that were verified: its 60万, while on the filed 2000万 the lease stood beside 10 % of 1600万', () => {
    // The lease has 400万 of the equipment: 10 % of it is 40万, 2.5 % of a rent of 2400万 is 60万.
    const rent = lease().ofEquipmentWorth(wan(400)).amounting(wan(2400));
    const outcome = assessed(caseOf(pilotProject().accepted(wan(2400), wan(400)), rent));
    expect(outcome.total).toEqual(exactly(wan(60)));
    expect(assessed(caseOf(pilotProject(), rent)).total).toEqual(exactly(wan(220)));
  });
});
