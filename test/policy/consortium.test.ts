/** 6b before its settlement: projects that consortia share, the track of a whole consortium, and payments as tight as the choice (I-10). */
import { describe, expect, it } from 'vitest';
import { caseOf, consortium, lease, nationalProject, otherProject, pilotProject, smallProject, wan } from '../support/policy-facts.js';
import { assessed, between, exactly, upTo } from '../support/policy-outcome.js';

const SIX_B = 'consortium-investment-subsidy:C';
const C = consortium().missingTargets();
const D = C.named('D');
const sized = (project: ReturnType<typeof otherProject>, id: string, equipment: number) =>
  project.named(id).investing(wan(60_000)).equipping(wan(equipment));

describe('A6.4 each machine counts once, also where a project belongs to two consortia', () => {
  it('A6.4 one project in both: 15 % of 300万 once, not twice', () => {
    expect(assessed(caseOf(smallProject(), C, D)).total).toEqual(exactly(wan(45)));
  });

  it('A6.4 the shared project goes where there is room: 15 % of 2亿 here and 15 % of 1亿 there', () => {
    const outcome = assessed(caseOf(sized(pilotProject(), 'P1', 20_000), sized(pilotProject(), 'P2', 10_000), C.over('P1', 'P2'), D.over('P2')));
    expect(outcome.total).toEqual(exactly(wan(4500)));
    expect(outcome.paid(SIX_B)).toEqual(exactly(wan(3000)));
  });

  it('F.3 and one that finds no room takes its 1b: 15 % of 2亿, 15 % of 2亿 and 10 % of 1亿', () => {
    const outcome = assessed(
      caseOf(
        sized(pilotProject(), 'P1', 20_000), sized(pilotProject(), 'P2', 20_000), sized(pilotProject(), 'P3', 10_000),
        C.over('P1', 'P3'), D.over('P2', 'P3'),
      ),
    );
    expect(outcome.total).toEqual(exactly(wan(7000)));
    expect(outcome.chosen).toContain('investment-subsidy:P3');
  });

  it('A6.2 the leaders’ awards are no percentage of a machine: 200万 for each consortium', () => {
    const led = consortium().withoutNationalTask();
    expect(assessed(caseOf(smallProject(), led, led.named('D').ledBy('beta'))).total).toEqual(exactly(wan(400)));
  });
});

describe('I-10 whole-consortium: all its projects by one track', () => {
  const whole = { consortiumTrack: 'whole-consortium' } as const;
  // 1b 20 % of 1亿 = 2000万 against 1500万 of 6b
  const national = sized(nationalProject(), 'P1', 10_000);

  it('I-10 all by 1b where that is more: 2000 + 100万 against 15 % of 1.1亿; mixed it would be 2150万', () => {
    const facts = caseOf(national, sized(pilotProject(), 'P2', 1000), C.over('P1', 'P2'));
    expect(assessed(facts, whole).total).toEqual(exactly(wan(2100)));
    expect(assessed(facts, whole).chosen).toEqual(['investment-subsidy:P1', 'investment-subsidy:P2']);
    expect(assessed(facts).total).toEqual(exactly(wan(2150)));
  });

  it('I-10 a member too small for 1b is then left without: 2000万 against 15 % of 1亿 + 300万', () => {
    const facts = caseOf(national, smallProject().named('P2'), C.over('P1', 'P2'));
    expect(assessed(facts, whole).total).toEqual(exactly(wan(2000)));
    expect(assessed(facts).total).toEqual(exactly(wan(2045)));
  });

  it('I-10 all by 6b where that is more: 15 % of 1亿 + 1亿 = 3000万 against 2000 + 800万', () => {
    const facts = caseOf(national, sized(otherProject(), 'P2', 10_000), C.over('P1', 'P2'));
    expect(assessed(facts, whole).total).toEqual(exactly(wan(3000)));
    expect(assessed(facts, whole).chosen).toEqual([SIX_B]);
    // Mixed: 2000 + 1500万.
    expect(assessed(facts).total).toEqual(exactly(wan(3500)));
  });

  it('I-10 a project outside the consortium is free: 10 % of 2000万 beside it', () => {
    const facts = caseOf(national, pilotProject().named('Q'), C.over('P1'));
    expect(assessed(facts, whole).total).toEqual(exactly(wan(2200)));
  });

  it('A6.3 the leader’s award is beside either track: 2100 + 200万', () => {
    const facts = caseOf(national, sized(pilotProject(), 'P2', 1000), consortium().over('P1', 'P2'));
    expect(assessed(facts, whole).total).toEqual(exactly(wan(2300)));
  });

  it('I-11 a lease leaves the base of the track that is taken: 15 % of 9000万 + 5000万 and 2.5 % of 8000万 = 2300万', () => {
    // P1 1亿 with 1000万 of it leased (15 % is 150万, the rent subsidy 200万), P2 5000万; by 1b 1000 and 500万.
    const facts = caseOf(
      sized(pilotProject(), 'P1', 10_000), sized(pilotProject(), 'P2', 5000), C.over('P1', 'P2'),
      lease().forProject('P1').ofEquipmentWorth(wan(1000)).amounting(wan(8000)),
    );
    expect(assessed(facts, whole).total).toEqual(exactly(wan(2300)));
  });
});

describe('contract section 7 payments are as tight as determinations', () => {
  // P1 fills the cap alone: 15 % of 2.4亿 is 3600万. P2 takes 8 % of 100万 = 8万 or a reward of up to 10万.
  const facts = caseOf(
    sized(pilotProject(), 'P1', 24_000), otherProject().named('P2').ownedBy('beta').equipping(wan(100)).inStatistics(),
    C.over('P1', 'P2').progressing('0.6', '1'),
  );

  it('A6.5 6b is chosen in every completion: half of 3000万 for certain', () => {
    const outcome = assessed(facts);
    expect(outcome.paid(SIX_B)).toEqual(exactly(wan(3000)));
    expect(outcome.advanceLimit(SIX_B)).toEqual(exactly(wan(1500)));
    expect(outcome.total).toEqual(between(wan(3008), wan(3010)));
  });

  it('A1.4 1b of P1 is chosen in none: no payment of it is shown', () => {
    expect(assessed(facts).assessment.payments.map(({ key }) => key)).not.toContain('investment-subsidy:P1');
  });

  it.each([
    ['A6.4 the benchmark task book is signed', 'benchmarkTaskBookSigned'], ['A6.2 ten suppliers joined', 'directSuppliers'],
  ] as const)('%s: where only that is open, 6b is for both projects or for none, so that P1 keeps its 1b', (_, fact) => {
    // Given: 10 % of 9000万 + 15 % of 1.9亿 = 3750万, more than 15 % of 9000万 + 10 % of 1.9亿 = 3250万 and than the cap of 3000万. Not given: 900 + 1900万.
    const open = caseOf(
      sized(pilotProject(), 'P1', 9000).underConstruction('0.6'), sized(pilotProject(), 'P2', 19_000),
      C.over('P1', 'P2').notKnowing(fact),
    );
    const outcome = assessed(open);
    expect(outcome.total).toEqual(between(wan(2800), wan(3750)));
    expect(outcome.paid('investment-subsidy:P1')).toEqual(exactly(wan(900)));
    expect(outcome.advanceLimit('investment-subsidy:P1')).toEqual(exactly(wan(450)));
  });

  it('A6.4 the equipment of P2 is open as well, up to its total of 1.9亿: with none of it 15 % of 9000万 are more than 1b of P1, with all of it less', () => {
    const open = caseOf(
      sized(pilotProject(), 'P1', 9000).underConstruction('0.6'), pilotProject().named('P2').investing(wan(19_000)).notKnowing('equipmentInvestment'),
      C.over('P1', 'P2').notKnowing('benchmarkTaskBookSigned'),
    );
    expect(assessed(open).advanceLimit('investment-subsidy:P1')).toEqual(upTo(wan(450)));
  });

  it('F.3 a lease of unknown share on a member too small for 1b turns nothing: 6b stays at its cap', () => {
    const { assessment } = assessed(caseOf(
      sized(pilotProject(), 'P1', 24_000), smallProject().named('P2').ownedBy('beta'),
      C.over('P1', 'P2').progressing('0.6', '1'), lease().forProject('P2'),
    ));
    expect(assessment.payments.map(({ key, advance }) => [key, advance?.cumulativeLimit])).toEqual([[SIX_B, exactly(wan(1500))]]);
  });
});
