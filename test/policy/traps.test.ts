/** Section 6 of the reading: the eighteen traps. Each test here fails when one falls into its trap. */
import type { Money } from '../../src/index.js';
import { describe, expect, it } from 'vitest';
import { responsibilities } from '../../src/policy.js';
import {
  appliedOn, caseOf, consortium, equipmentSale, fenAbove, fenBelow, lease, loan, nationalProject, ordinaryProject, park,
  pilotProject, provider, settledOn, smallProject, softwareSale, taskBook, wan,
} from '../support/policy-facts.js';
import { assessed, exactly, NOTHING, upTo } from '../support/policy-outcome.js';

const ONE_B = 'investment-subsidy:P';

describe('traps for a naive implementation', () => {
  it('1. F.2’s bracket is no exclusion: a national project of 2023 has 20 % of 2000万', () => {
    expect(assessed(caseOf(nationalProject().filedOn('2023-01-01'))).total).toEqual(exactly(wan(400)));
  });

  it('2. threshold and base: 2000万 in total with 1200万 of equipment gives 10 % of 1200万', () => {
    expect(assessed(caseOf(pilotProject().investing(wan(2000)).equipping(wan(1200)))).total).toEqual(exactly(wan(120)));
  });

  it('2. threshold and base: the total decides, one fen short of 2000万 with 1900万 of equipment is nothing', () => {
    expect(assessed(caseOf(pilotProject().investing(fenBelow(wan(2000))).equipping(wan(1900)))).total).toEqual(NOTHING);
  });

  it.each([
    ['1a', caseOf(ordinaryProject()), 'investment-reward', wan(10)],
    ['2a', caseOf(smallProject(), loan().payingInterest(wan(900)).notKnowing('assessedSubsidy')), 'loan-interest-subsidy', wan(200)],
    ['3', caseOf(provider().notKnowing('tierAmount')), 'service-provider-award', wan(50)],
    ['5b', caseOf(smallProject(), taskBook().completed()), 'demonstration-completion-award', wan(100)],
    ['7', caseOf(park().notKnowing('assessedTotal')), 'park-award', wan(5000)],
  ] as const)('3. 最高 is no amount: %s not yet assessed is a ceiling and counts as 0 to the ceiling in the total', (_, facts, measure, ceiling) => {
    const outcome = assessed(facts);
    expect(outcome.the(measure)).toMatchObject({ status: 'eligible', nature: 'ceiling', amount: upTo(ceiling) });
    expect(outcome.total).toEqual(upTo(ceiling));
  });

  it('4. 2a has no rate: the interest paid bounds the amount and does not make it', () => {
    const loanOf = (paid: Money) => assessed(caseOf(smallProject(), loan().payingInterest(paid).notKnowing('assessedSubsidy')));
    expect(loanOf(wan(60)).total).toEqual(upTo(wan(60)));
    expect(loanOf(wan(120)).total).toEqual(upTo(wan(120)));
  });

  it('5. 1a + 1b + 6b are not added up: the highest of 10, 200 and 300万', () => {
    const outcome = assessed(caseOf(pilotProject().rewardedWith(wan(10)), consortium().missingTargets()));
    expect(outcome.total).toEqual(exactly(wan(300)));
  });

  it('5. an advance on an award that was given up stays in the account: 80万 on 1b come back beside 300万 of 6b', () => {
    const outcome = assessed(caseOf(pilotProject().underConstruction('0.5', wan(80)), consortium().missingTargets()));
    expect(outcome.total).toEqual(exactly(wan(300)));
    expect(outcome.final(ONE_B)).toEqual(NOTHING);
    expect(outcome.recoverable(ONE_B)).toEqual(exactly(wan(80)));
  });

  it('5. a lapsed 1b does not displace 1a: 1999万 verified, the reward of 6万 stands', () => {
    const project = pilotProject().rewardedWith(wan(6)).accepted(fenBelow(wan(2000)), wan(1500));
    expect(assessed(settledOn('2026-12-01', caseOf(project))).total).toEqual(exactly(wan(6)));
  });

  it('5. 6b is not split against 1b inside one project: national 1.5亿 gives 2250万, not 2000 + 750万', () => {
    const project = nationalProject().investing(wan(20_000)).equipping(wan(15_000));
    expect(assessed(caseOf(project, consortium().missingTargets())).total).toEqual(exactly(wan(2250)));
  });

  it('6. A5.5 and A6.3 stack, outside the cap of 1b: 2000 + 30 + 70 + 200 = 2300万', () => {
    const capped = nationalProject().inPilotIndustry().investing(wan(20_000)).equipping(wan(15_000));
    const facts = caseOf(capped, taskBook().evaluated(true).completed(wan(100)), consortium().withoutNationalTask());
    expect(assessed(facts).total).toEqual(exactly(wan(2300)));
  });

  it('6. and they stack when F.3 is read by project too: 1b 200 + 5a 30 = 230万', () => {
    expect(assessed(caseOf(pilotProject(), taskBook().evaluated(true)), { sameInput: 'project' }).total).toEqual(exactly(wan(230)));
  });

  it('7. 5b is paid net: 100 − 60 = 40万', () => {
    const outcome = assessed(caseOf(smallProject(), taskBook().evaluated(true, true).completed(wan(100))));
    expect(outcome.the('demonstration-completion-award').amount).toEqual(exactly(wan(40)));
    expect(outcome.total).toEqual(exactly(wan(100)));
  });

  it('7. four times 5a do not make 5b negative: 120 + 0 = 120万', () => {
    const outcome = assessed(caseOf(smallProject(), taskBook().evaluated(true, true, true, true).completed(wan(100))));
    expect(outcome.the('demonstration-completion-award').amount).toEqual(NOTHING);
    expect(outcome.total).toEqual(exactly(wan(120)));
  });

  it('8. the leader is not one of the ten: nine direct suppliers are too few for 6a and for 6b', () => {
    expect(assessed(caseOf(smallProject(), consortium().joining(9))).total).toEqual(NOTHING);
    expect(assessed(caseOf(smallProject(), consortium().joining(10))).total).toEqual(exactly(wan(245)));
  });

  it('9. the 50 % is of the capped total: half of 2000万, not of 3000万', () => {
    const large = pilotProject().investing(wan(40_000)).equipping(wan(30_000)).underConstruction('1');
    expect(assessed(caseOf(large)).advanceLimit(ONE_B)).toEqual(exactly(wan(1000)));
  });

  it('9. the 50 % is not yearly: two passed years of a park of 2000万 allow 1000万 in all', () => {
    const facts = park().evaluated(['passed', '1'], ['passed', '1']).paidInAdvance('0').unfinished();
    expect(assessed(caseOf(facts)).advanceLimit('park-award:park')).toEqual(exactly(wan(1000)));
  });

  it('9. the 50 % is not rounded up: half of 2,000,000.01 is 1,000,000.00', () => {
    const odd = pilotProject().equipping('20000000.10').underConstruction('1');
    expect(assessed(caseOf(odd)).advanceLimit(ONE_B)).toEqual(exactly('1000000.00'));
  });

  it('10. money to be returned is shown: 100万 advanced, 60万 verified, 40万 recoverable', () => {
    const project = pilotProject().underConstruction('1', wan(100)).accepted(wan(2100), wan(600));
    const outcome = assessed(settledOn('2026-12-01', caseOf(project)));
    expect(outcome.balance(ONE_B)).toEqual(NOTHING);
    expect(outcome.recoverable(ONE_B)).toEqual(exactly(wan(40)));
  });

  it('11. the thresholds of 4a and 4b are not pooled: 7000 + 4000万 give nothing', () => {
    expect(assessed(caseOf(smallProject(), equipmentSale().for(wan(7000)), softwareSale().for(wan(4000)))).total).toEqual(NOTHING);
  });

  it('11. the base is the sales to new-type projects, not all sales: 1 % of 8000万 beside 5000万 to an ordinary project', () => {
    const facts = caseOf(
      smallProject(), smallProject().named('Q').notNewType(),
      equipmentSale().named('S1').for(wan(8000)), equipmentSale().named('S2').toProject('Q').for(wan(5000)),
    );
    expect(assessed(facts).total).toEqual(exactly(wan(80)));
  });

  it('11. own use is no sale: 9000万 of equipment for the own project give nothing', () => {
    expect(assessed(caseOf(smallProject().ownedBy('maker'), equipmentSale())).total).toEqual(NOTHING);
  });

  it('12. the cap of 2a is not per loan: 150 + 150万 stop at 200万', () => {
    const facts = caseOf(smallProject(), loan().named('L1').assessedAt(wan(150)), loan().named('L2').assessedAt(wan(150)));
    expect(assessed(facts).total).toEqual(exactly(wan(200)));
  });

  it('12. the cap of 2b is not per lease: 300 + 300万 stop at 500万', () => {
    const facts = caseOf(smallProject(), lease().named('R1').amounting(wan(12_000)), lease().named('R2').amounting(wan(12_000)));
    expect(assessed(facts).total).toEqual(exactly(wan(500)));
  });

  it('12. nor over all years: 500万 in each of two', () => {
    const yearly = lease().amounting(wan(24_000));
    expect(assessed(caseOf(smallProject(), yearly.inYear(2025), yearly.inYear(2026))).total).toEqual(exactly(wan(1000)));
  });

  it.each([
    // 「、」 separates units, the comma separates the leading from the cooperating, and 「市经信局市新经济委」 is one unit
    [1, ['市经信局市新经济委'], ['市发展改革委']],
    [2, ['市经信局市新经济委'], ['市委金融办']],
    [3, ['市经信局市新经济委'], ['市商务局', '市市场监管局']],
    [4, ['市经信局市新经济委'], ['市商务局', '市市场监管局']],
    [5, ['市经信局市新经济委'], []], // A5.6 has no comma: nobody cooperates
    [6, ['市经信局市新经济委'], ['市发展改革委']],
    [7, ['市经信局市新经济委'], ['市发展改革委', '市科技局']],
    [
      8, // A8.5 stands in 〔〕 and has two leads and nine cooperating entries
      ['市经信局市新经济委', '市财政局'],
      ['市发展改革委', '市规划与自然资源局', '市生态环境局', '市应急局', '市市场监管局', '市委金融办', '市国资委', '省同城化办', '各区（市）县'],
    ],
  ])('13. the units of Article %i: leading %j, cooperating %j', (article, lead, cooperating) => {
    expect(responsibilities.find((entry) => entry.article === article)).toMatchObject({ lead, cooperating });
  });

  it('14. no binary floating point: 10 % of 20,000,000.05 is 2,000,000.005 and rounds up', () => {
    expect(assessed(caseOf(pilotProject().equipping('20000000.05'))).total).toEqual(exactly('2000000.01'));
  });

  it('14. no rounding before a comparison: 15 % of 133,333,333.33 is below 2000万, of 133,333,333.34 above', () => {
    const choice = (equipment: Money) =>
      assessed(caseOf(nationalProject().investing(wan(40_000)).equipping(equipment), consortium().missingTargets())).chosen;
    expect(choice('133333333.33')).toEqual([ONE_B]);
    expect(choice('133333333.34')).toEqual(['consortium-investment-subsidy:C']);
  });

  it('14. no rounding before a threshold: 19,999,999.99 is not 2000万', () => {
    expect(assessed(caseOf(pilotProject().investing('19999999.99').equipping(wan(1000)))).total).toEqual(NOTHING);
    expect(assessed(caseOf(pilotProject().investing('20000000.00').equipping(wan(1000)))).total).toEqual(exactly(wan(100)));
  });

  it.each([
    ['2024-06-01 as a filing date', caseOf(pilotProject().filedOn('2024-06-01'))],
    ['2025-02-02 as the day of application', appliedOn('2025-02-02', pilotProject())],
    ['2026-12-31 as the day of application', appliedOn('2026-12-31', pilotProject())],
  ])('15. %s is inside: 200万', (_, facts) => {
    expect(assessed(facts).total).toEqual(exactly(wan(200)));
  });

  it('16. three 示范: a task-book project is no national demonstration project, neither for the 20 % nor for the cutoff', () => {
    const book = taskBook().evaluated(true);
    expect(assessed(caseOf(pilotProject(), book)).the('investment-subsidy').amount).toEqual(exactly(wan(200)));
    expect(assessed(caseOf(pilotProject().filedOn('2024-05-31'), book)).total).toEqual(NOTHING);
  });

  it('16. three 示范: a national demonstration project outside the pilot industries gets no award of Article 5', () => {
    const outcome = assessed(caseOf(nationalProject(), taskBook().evaluated(true).completed(wan(100))));
    expect(outcome.the('demonstration-annual-award').status).toBe('ineligible');
    expect(outcome.the('demonstration-completion-award').status).toBe('ineligible');
    expect(outcome.total).toEqual(exactly(wan(400)));
  });

  it('16. three 示范: 预期示范效果 is a finding of its own, which passed evaluations do not replace', () => {
    const book = taskBook().evaluated(true, true).with({ completion: { targetsMet: true, effectAchieved: false, assessedAward: wan(100) } });
    expect(assessed(caseOf(smallProject(), book)).total).toEqual(exactly(wan(60)));
  });

  it('17. national status does not skip the 2000万 of A1.3', () => {
    expect(assessed(caseOf(nationalProject().investing(fenBelow(wan(2000))).equipping(wan(1000)))).total).toEqual(NOTHING);
  });

  it('17. and 6b has no such threshold: 15 % of 300万 for a project of 400万', () => {
    expect(assessed(caseOf(smallProject(), consortium().missingTargets())).total).toEqual(exactly(wan(45)));
  });

  it('18. a failed year costs 30万 in Article 5 and the balance in Article 7', () => {
    const demonstration = assessed(caseOf(smallProject(), taskBook().evaluated(true, false).completed(wan(100))));
    expect(demonstration.total).toEqual(exactly(wan(100))); // 30 + 0 + (100 − 30)

    const failed = park().evaluated(['passed', '0.40'], ['failed', '1']).paidInAdvance(wan(800)).finished();
    const outcome = assessed(settledOn('2026-12-01', caseOf(failed)));
    expect(outcome.balance('park-award:park')).toEqual(NOTHING);
    expect(outcome.recoverable('park-award:park')).toEqual(NOTHING);
  });

  it('one fen more and one fen less of everything move no other figure: caps bind only above', () => {
    const at = (equipment: Money) => assessed(caseOf(nationalProject().investing(wan(40_000)).equipping(equipment))).the('investment-subsidy');
    expect(at(wan(10_000)).capBinding).toBe(false);
    expect(at(fenAbove(wan(10_000))).capBinding).toBe(true);
  });
});
