/** A6.6 the settlement of a consortium whose cap some members fill alone, and of projects that several consortia share. */
import type { Money } from '../../src/index.js';
import { describe, expect, it } from 'vitest';
import { caseOf, consortium, loan, otherProject, settledOn, wan } from '../support/policy-facts.js';
import { assessed, exactly, NOTHING } from '../support/policy-outcome.js';
import type { Outcome } from '../support/policy-outcome.js';

type Project = ReturnType<typeof otherProject>;
type Consortium = ReturnType<typeof consortium>;

const SIX_B = 'consortium-investment-subsidy:C';
const OTHER_SIX_B = 'consortium-investment-subsidy:D';
/** 1b would pay 8 %, so 6b is the better one as long as its cap leaves room. */
const large = (id: string, filed: Money, verified: Money) =>
  otherProject().named(id).investing(wan(60_000)).equipping(filed).accepted(wan(60_000), verified);
/** Below the 2000万 of A1.3: 6b or nothing. */
const little = (id: string, equipment: Money) =>
  otherProject().named(id).investing(wan(1900)).equipping(equipment).accepted(wan(1900), equipment);
const C = consortium().missingTargets().acceptedAt('1');
const D = C.named('D');
const settled = (...facts: (Project | Consortium)[]) => assessed(settledOn('2026-12-01', caseOf(...facts)));
/** What C and D are settled at together; which of the two takes a shared project is free where both come to the same. */
const finalsOf = (outcome: Outcome) =>
  [SIX_B, OTHER_SIX_B].reduce((sum, key) => {
    const { min, max } = outcome.assessment.payments.find((payment) => payment.key === key)?.settlement?.final ?? NOTHING;
    expect(min).toBe(max);
    return sum + Number(max);
  }, 0).toFixed(2);

describe('A6.6 a member that brings the others over the cap', () => {
  // Filed 2亿, verified 1.9亿: 2850万; the little one, 1500万 of equipment, would add 225万: held to 3000万.
  const P1 = large('P1', wan(20_000), wan(19_000));
  const P2 = little('P2', wan(1500));

  it('A6.6 counts to the cap: 15 % of 2.05亿 is held to 3000万', () => {
    const outcome = settled(P1, P2, C.over('P1', 'P2'));
    expect(outcome.final(SIX_B)).toEqual(exactly(wan(3000)));
    expect(outcome.total).toEqual(exactly(wan(3000)));
  });

  it('A6.6 does so beside a third member that takes 1b instead: 3000万, and 8 % of 1000万', () => {
    const outcome = settled(P1, P2, large('P3', wan(1000), wan(1000)), C.over('P1', 'P2', 'P3'));
    expect(outcome.chosen).toContain('investment-subsidy:P3');
    expect(outcome.final(SIX_B)).toEqual(exactly(wan(3000)));
    expect(outcome.total).toEqual(exactly(wan(3080)));
  });
});

describe('A6.6 a project of two consortia', () => {
  it('A6.6 is settled with one of them: 15 % of 1亿 and 15 % of 500万 = 1575万 in all', () => {
    const outcome = settled(large('P1', wan(10_000), wan(10_000)), little('P2', wan(500)), C.over('P1'), D.over('P1', 'P2'));
    expect(outcome.total).toEqual(exactly(wan(1575)));
    expect(finalsOf(outcome)).toBe(wan(1575));
  });

  it('A6.6 and goes where there is room: C is full without it, so it is settled with D', () => {
    // C: 15 % of 2亿 is its cap of 3000万; D: 15 % of 1亿.
    const outcome = settled(
      large('P1', wan(20_000), wan(20_000)), large('P2', wan(10_000), wan(10_000)), C.over('P1', 'P2'), D.over('P2'),
    );
    expect(outcome.final(SIX_B)).toEqual(exactly(wan(3000)));
    expect(outcome.final(OTHER_SIX_B)).toEqual(exactly(wan(1500)));
  });

  it('A6.6 is settled once where each consortium has one of its own: 15 % of 3亿 in all, not of 4亿', () => {
    const own = (id: string) => large(id, wan(10_000), wan(10_000));
    const outcome = settled(own('P1'), own('P2'), own('P3'), C.over('P1', 'P2'), D.over('P2', 'P3'));
    expect(outcome.total).toEqual(exactly(wan(4500)));
    expect(finalsOf(outcome)).toBe(wan(4500));
  });

  it('A6.2 while the award of A6.2 goes to each leader that earned it: 200 + 200万 beside 15 % of 500万', () => {
    const earned = { targetsMet: true, effectAchieved: true };
    const outcome = settled(little('P1', wan(500)), C.over('P1').with(earned), D.over('P1').ledBy('beta').with(earned));
    expect(outcome.total).toEqual(exactly(wan(475)));
  });
});

describe('A6.6 a member that takes another award is not settled with the consortium', () => {
  it('F.3/I-07 by project: P2 takes its loan of 60万 before 15 % of 100万, so 6b is 15 % of 1亿', () => {
    const facts = caseOf(
      otherProject().named('P1').investing(wan(15_000)).equipping(wan(10_000)),
      otherProject().named('P2').investing(wan(400)).equipping(wan(100)).ownedBy('beta'),
      loan().by('beta').forProject('P2').assessedAt(wan(60)).payingInterest(wan(60)),
      C.over('P1', 'P2'),
    );
    const outcome = assessed(settledOn('2026-12-01', facts), { sameInput: 'project' });
    expect(outcome.final(SIX_B)).toEqual(exactly(wan(1500)));
    expect(outcome.total).toEqual(exactly(wan(1560)));
  });
});

describe('A6.6 the factor and the track of each member', () => {
  // 1b of the national P is 20 % of 1.2亿, held to 2000万; of the pilot Q 10 % of 5000万 = 500万. 700万 were advanced on 6b.
  const national = otherProject().onNationalList().named('P').investing(wan(13_000)).equipping(wan(12_000));
  const pilot = otherProject().inPilotIndustry().named('Q').investing(wan(6000)).equipping(wan(5000));
  const at = (factor: '0.8' | '0.6') => assessed(caseOf(national, pilot, consortium().missingTargets().over('P', 'Q').acceptedAt(factor, wan(700))));

  it('A6.6 0.8 of 15 % of Q is 600万 beside 2000万 of P: 100万 of the advance come back', () => {
    const outcome = at('0.8');
    expect(outcome.total).toEqual(exactly(wan(2600)));
    expect(outcome.payment(SIX_B).settlement).toEqual({ final: exactly(wan(600)), payable: NOTHING, recoverable: exactly(wan(100)) });
  });

  it('A6.6 0.6 of it is 450万, below the 500万 of 1b: both take 1b, 2500万, and all of the advance comes back', () => {
    const outcome = at('0.6');
    expect(outcome.total).toEqual(exactly(wan(2500)));
    expect(outcome.payment(SIX_B).settlement).toEqual({ final: NOTHING, payable: NOTHING, recoverable: exactly(wan(700)) });
  });
});
