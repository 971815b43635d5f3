/** F.3 「同一投入不得重复享受政策补助，可就高享受最高补助政策」: which combination is payable. Pair by pair in pairs.test.ts. */
import { describe, expect, it } from 'vitest';
import {
  caseOf, consortium, fenAbove, lease, loan, nationalProject, ordinaryProject, otherProject, pilotProject, smallProject, taskBook, wan,
} from '../support/policy-facts.js';
import { assessed, between, exactly } from '../support/policy-outcome.js';

const ONE_A = 'investment-reward:P';
const ONE_B = 'investment-subsidy:P';
const SIX_B = 'consortium-investment-subsidy:C';

describe('F.3 1a and 1b on one project: the higher', () => {
  it('F.3 160万 of 1b beside 10万 of 1a: 160万, and 1a is forgone for it', () => {
    const { selection } = assessed(caseOf(otherProject().rewardedWith(wan(10)))).assessment;
    expect(selection.chosen).toEqual([ONE_B]);
    expect(selection.total).toEqual(exactly(wan(160)));
    expect(selection.forgone).toMatchObject([{ key: ONE_A, insteadOf: [ONE_B], clause: 'F.3' }]);
  });

  it('F.3 就高: 1a may be the higher one, 10万 against 8 % of 100万', () => {
    const outcome = assessed(caseOf(otherProject().equipping(wan(100)).rewardedWith(wan(10))));
    expect(outcome.chosen).toEqual([ONE_A]);
    expect(outcome.total).toEqual(exactly(wan(10)));
  });

  it('I-13 a ceiling is no amount: 1a not yet fixed beside 8万 of 1b leaves 8 to 10万', () => {
    expect(assessed(caseOf(otherProject().equipping(wan(100)).inStatistics())).total).toEqual(between(wan(8), wan(10)));
  });

  it('I-13 1a not yet fixed beside 160万 of 1b: 160万 either way', () => {
    expect(assessed(caseOf(otherProject().inStatistics())).total).toEqual(exactly(wan(160)));
  });

  it('F.3 on two projects both are paid: 160 + 10 = 170万', () => {
    const outcome = assessed(caseOf(otherProject().named('P1'), ordinaryProject().named('P2').rewardedWith(wan(10))));
    expect(outcome.total).toEqual(exactly(wan(170)));
  });

  it('contract §4 the selection is proven: upper bound = total', () => {
    const { selection } = assessed(caseOf(otherProject().rewardedWith(wan(10)))).assessment;
    expect(selection).toMatchObject({ optimal: true, upperBound: wan(160) });
  });
});

describe('F.3 1b and 6b on one project: the higher, chosen project by project (I-10)', () => {
  it.each([
    ['national, 1亿: 2000万 of 1b against 1500万 of 6b', wan(10_000), ONE_B, wan(2000)],
    ['national, 1.5亿: 2000万 (capped) against 2250万', wan(15_000), SIX_B, wan(2250)],
    // 15 % of 133,333,333.33 = 19,999,999.9995, which only rounds to 2000万
    ['national, 133,333,333.33: 1b is higher by a fraction of a fen', '133333333.33', ONE_B, wan(2000)],
    // 15 % of 133,333,333.34 = 20,000,000.001
    ['national, 133,333,333.34: 6b is higher by a fraction of a fen', '133333333.34', SIX_B, wan(2000)],
  ] as const)('F.3 compared before rounding, %s', (_, equipment, chosen, total) => {
    const project = nationalProject().investing(wan(40_000)).equipping(equipment);
    const outcome = assessed(caseOf(project, consortium().missingTargets()));
    expect(outcome.chosen).toEqual([chosen]);
    expect(outcome.total).toEqual(exactly(total));
  });

  it('F.3 a pilot project always gains by 6b: 15 % of 2000万 = 300万 against 200万', () => {
    const outcome = assessed(caseOf(pilotProject(), consortium().missingTargets()));
    expect(outcome.chosen).toEqual([SIX_B]);
    expect(outcome.total).toEqual(exactly(wan(300)));
  });

  it('F.3 1a, 1b and 6b are earned by the same investment: the highest of 10, 200 and 300万', () => {
    const outcome = assessed(caseOf(pilotProject().rewardedWith(wan(10)), consortium().missingTargets()));
    expect(outcome.chosen).toEqual([SIX_B]);
    expect(outcome.total).toEqual(exactly(wan(300)));
  });

  it('F.3 two members, two tracks: national 8000万 by 1b (1600), pilot 1亿 by 6b (1500) = 3100万', () => {
    const outcome = assessed(
      caseOf(
        nationalProject().named('P1').investing(wan(9000)).equipping(wan(8000)),
        pilotProject().named('P2').investing(wan(11_000)).equipping(wan(10_000)),
        consortium().over('P1', 'P2').missingTargets(),
      ),
    );
    expect(outcome.total).toEqual(exactly(wan(3100)));
  });

  it('F.3/A6.4 the shared cap of 3000万 makes the choice joint: 1b for the national 1.5亿 (2000), 6b for the pilot 1.5亿 (2250) = 4250万', () => {
    // each alone would rather have 6b (2250 > 2000 and 2250 > 1500), but together 6b stops at 3000万
    const outcome = assessed(
      caseOf(
        nationalProject().named('P1').investing(wan(16_000)).equipping(wan(15_000)),
        pilotProject().named('P2').investing(wan(16_000)).equipping(wan(15_000)),
        consortium().over('P1', 'P2').missingTargets(),
      ),
    );
    expect(outcome.total).toEqual(exactly(wan(4250)));
    expect(outcome.chosen).toEqual([SIX_B, 'investment-subsidy:P1']);
  });
});

describe('F.3 leased equipment: 2b against 1b or 6b, chosen lease by lease (I-11)', () => {
  it('F.3 all the equipment is leased: 8 % of 500万 = 40万 against one year of rent, 2.5 % of 1000万 = 25万', () => {
    const project = otherProject().equipping(wan(500));
    const outcome = assessed(caseOf(project, lease().ofEquipmentWorth(wan(500)).amounting(wan(1000))));
    expect(outcome.total).toEqual(exactly(wan(40)));
  });

  it('F.3/I-13 benefits of several years are summed: 25 + 25 = 50万 of rent against 40万', () => {
    const project = otherProject().equipping(wan(500));
    const rent = lease().ofEquipmentWorth(wan(500)).amounting(wan(1000));
    const outcome = assessed(caseOf(project, rent.inYear(2025), rent.inYear(2026)));
    expect(outcome.total).toEqual(exactly(wan(50)));
    expect(outcome.chosen).toEqual(expect.arrayContaining(['finance-lease-subsidy:acme:2025', 'finance-lease-subsidy:acme:2026']));
  });

  it('F.3 lease by lease: one lease leaves the base of 1b, the other stays in it', () => {
    // 5000万 of equipment at 8 %. R1: 200万 worth, rent subsidy 20万 > 16万. R2: 200万 worth, rent subsidy 10万 < 16万.
    // Best: 8 % of 4800万 + 20万 = 384 + 20 = 404万
    const outcome = assessed(
      caseOf(
        otherProject().investing(wan(6000)).equipping(wan(5000)),
        lease().named('R1').ofEquipmentWorth(wan(200)).amounting(wan(800)),
        lease().named('R2').ofEquipmentWorth(wan(200)).amounting(wan(400)),
      ),
    );
    expect(outcome.total).toEqual(exactly(wan(404)));
  });

  it('F.3/A2.3 a lease that the yearly cap makes worthless is not preferred to 1b', () => {
    // P: 1亿 at 10 % = 1000万, of it 2000万 leased (share 200万, rent subsidy 250万 on its own).
    // Q: no 1b, rent subsidy 500万 = the whole yearly cap. Best: 1000 + 500 = 1500万, not 800 + 500.
    const outcome = assessed(
      caseOf(
        pilotProject().investing(wan(12_000)).equipping(wan(10_000)),
        ordinaryProject().named('Q').with({ inIndustrialStatistics: false }).investing(wan(90_000)).equipping(wan(90_000)),
        lease().named('R1').ofEquipmentWorth(wan(2000)).amounting(wan(10_000)),
        lease().named('R2').forProject('Q').ofEquipmentWorth(wan(15_000)).amounting(wan(20_000)),
      ),
    );
    expect(outcome.total).toEqual(exactly(wan(1500)));
  });

  it('F.3 a lease for another project stands beside 1b: 160 + 10 = 170万', () => {
    const other = smallProject().named('Q');
    const outcome = assessed(caseOf(otherProject(), other, lease().forProject('Q').ofEquipmentWorth(wan(100))));
    expect(outcome.total).toEqual(exactly(wan(170)));
  });

  it('I-07 the input comes first and the payee second: a lease of 500万 by another firm is the same machines, 200万 against 150 + 10万, or 150 + 60万', () => {
    const rented = (annual: number) => assessed(caseOf(pilotProject(), lease().by('beta').ofEquipmentWorth(wan(500)).amounting(wan(annual))));
    expect(rented(400).total).toEqual(exactly(wan(200)));
    expect(rented(400).assessment.byPayee).toEqual([{ kind: 'enterprise', id: 'acme', total: exactly(wan(200)) }]);
    expect(rented(2400).assessment.byPayee.map(({ id, total }) => [id, total])).toEqual([['acme', exactly(wan(150))], ['beta', exactly(wan(60))]]);
  });

  it('F.3 a lease that has nothing of the equipment takes no place: 1b gives way to the lease of 500万 alone, 150 + 60 + 10万', () => {
    // 2000万 of equipment at 10 %, of it 500万 leased by beta: 2.5 % of 2400万 = 60万 against 50万. gamma's rent, 2.5 % of 400万, is for no part of it.
    const outcome = assessed(caseOf(
      pilotProject(), lease().by('beta').ofEquipmentWorth(wan(500)).amounting(wan(2400)), lease().named('other').by('gamma').ofEquipmentWorth('0'),
    ));
    expect(outcome.total).toEqual(exactly(wan(220)));
    expect(outcome.assessment.selection.forgone).toMatchObject([{ key: ONE_B, insteadOf: ['finance-lease-subsidy:beta:2025'], partly: true }]);
  });

  it('F.3 6b against the lease of a small project: 15 % of 300万 = 45万 against 10万', () => {
    const outcome = assessed(caseOf(smallProject(), consortium().missingTargets(), lease().ofEquipmentWorth(wan(300))));
    expect(outcome.total).toEqual(exactly(wan(45)));
  });

  it.each([
    ['of 700万 in total 200万 are leased: 10 + 5 = 15万', wan(200)],
    ['of 700万 in total 200万 and one fen are leased: the same 15万', fenAbove(wan(200))],
    ['all of the equipment is leased: the same 15万', wan(400)],
  ])('A1.2/F.3 the reward is one sum for the project and stands beside the lease, %s', (_, leased) => {
    const project = ordinaryProject().investing(wan(700)).equipping(wan(400)).rewardedWith(wan(10));
    const outcome = assessed(caseOf(project, lease().ofEquipmentWorth(leased).amounting(wan(200))));
    expect(outcome.total).toEqual(exactly(wan(15)));
    expect(outcome.chosen).toEqual(['finance-lease-subsidy:acme:2025', ONE_A]);
  });

  it('A1.3/F.3 the threshold is not tested again when a lease leaves the base: 10 % of 1400万 and 20万 = 160万', () => {
    // 2000万 in total, 1500万 of equipment; a lease of 100万 of it brings 2.5 % of 800万 = 20万 against 10万 of 1b.
    const project = pilotProject().investing(wan(2000)).equipping(wan(1500));
    const outcome = assessed(caseOf(project, lease().ofEquipmentWorth(wan(100)).amounting(wan(800))));
    expect(outcome.total).toEqual(exactly(wan(160)));
    expect(outcome.chosen).toEqual(['finance-lease-subsidy:acme:2025', ONE_B]);
  });
});

describe('F.3 what is no 投入 stands beside it', () => {
  it('F.3 one project with everything that combines: 1b 200 + 2a 30 + 5a 30 + 5b 50 + 6a 200 = 510万', () => {
    const outcome = assessed(
      caseOf(
        pilotProject(), loan(), taskBook().evaluated(true).completed(wan(80)), consortium().withoutNationalTask(),
      ),
    );
    expect(outcome.total).toEqual(exactly(wan(510)));
  });

  it('I-11 1b and loan interest (contested): both by default, 200 + 30 = 230万', () => {
    expect(assessed(caseOf(pilotProject(), loan())).total).toEqual(exactly(wan(230)));
  });

  it('totals are sums of rounded amounts: 1,600,000.0056 and 1,600,000.0056 are 3,200,000.02', () => {
    const odd = otherProject().equipping('20000000.07');
    expect(assessed(caseOf(odd.named('P1'), odd.named('P2'))).total).toEqual(exactly('3200000.02'));
  });

  it('by subject: the project 200 + 30 + 50 = 280万, the enterprise 30万, the consortium 200万', () => {
    const outcome = assessed(
      caseOf(
        pilotProject(), loan(), taskBook().evaluated(true).completed(wan(80)), consortium().withoutNationalTask(),
      ),
    );
    expect(outcome.totalOf('project', 'P')).toEqual(exactly(wan(280)));
    expect(outcome.totalOf('enterprise', 'acme')).toEqual(exactly(wan(30)));
    expect(outcome.totalOf('consortium', 'C')).toEqual(exactly(wan(200)));
  });
});

describe('F.3 read by project (sameInput = project): the best set without a forbidden pair', () => {
  it('not the single highest first: 1b 180 + 5a 30 = 210万 beat the 200万 of the loan', () => {
    // 1b and 5a stack (A5.5); the loan is barred beside either
    const facts = caseOf(
      pilotProject().equipping(wan(1800)), loan().assessedAt(wan(200)).payingInterest(wan(300)), taskBook().evaluated(true),
    );
    const outcome = assessed(facts, { sameInput: 'project' });
    expect(outcome.total).toEqual(exactly(wan(210)));
    expect(outcome.chosen).toEqual(['demonstration-annual-award:P:2025', ONE_B]);
  });

  it('the same case by funding item: all three, 180 + 30 + 200 = 410万', () => {
    const facts = caseOf(
      pilotProject().equipping(wan(1800)), loan().assessedAt(wan(200)).payingInterest(wan(300)), taskBook().evaluated(true),
    );
    expect(assessed(facts).total).toEqual(exactly(wan(410)));
  });

  it('5a and 5b are one sequence and stay together: 30 + 50万 beside 1b 200 = 280万', () => {
    const facts = caseOf(pilotProject(), taskBook().evaluated(true).completed(wan(80)));
    expect(assessed(facts, { sameInput: 'project' }).total).toEqual(exactly(wan(280)));
  });

  it('different projects never conflict: 1b 200 and a loan of 30万 for another project', () => {
    const facts = caseOf(pilotProject(), smallProject().named('Q'), loan().forProject('Q'));
    expect(assessed(facts, { sameInput: 'project' }).total).toEqual(exactly(wan(230)));
  });

  it('a loan for another project of the borrower stays beside 1b, the loan for this one does not: 200 + 40 = 240万', () => {
    const facts = caseOf(
      pilotProject(), smallProject().named('Q'),
      loan().named('L1').assessedAt(wan(30)), loan().named('L2').forProject('Q').assessedAt(wan(40)),
    );
    expect(assessed(facts, { sameInput: 'project' }).total).toEqual(exactly(wan(240)));
  });

  it('I-13 benefits of several years are summed: two 5a, 30 + 30 = 60万, against a loan of 50万', () => {
    const facts = caseOf(smallProject(), loan().assessedAt(wan(50)), taskBook().evaluated(true, true));
    expect(assessed(facts, { sameInput: 'project' }).total).toEqual(exactly(wan(60)));
  });

  it('and so are the loan years: 50 + 50 = 100万 against two 5a of 60万', () => {
    const yearly = loan().assessedAt(wan(50));
    const facts = caseOf(smallProject(), yearly.inYear(2025), yearly.inYear(2026), taskBook().evaluated(true, true));
    expect(assessed(facts, { sameInput: 'project' }).total).toEqual(exactly(wan(100)));
  });
});
