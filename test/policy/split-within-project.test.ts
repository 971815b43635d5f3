/**
 * I-10 (c) `splitWithinProject: yes`: one project's equipment is divided between A1.3 (1b) and A6.4 (6b), each machine
 * counted once. Both caps stand: 2000万 for the project (A1.3), 3000万 for the consortium (A6.4).
 */
import { describe, expect, it } from 'vitest';
import { audit } from '../../src/audit/index.js';
import { assess } from '../../src/index.js';
import type { CaseFile } from '../../src/index.js';
import { caseOf, consortium, lease, nationalProject, ordinaryProject, otherProject, pilotProject, wan } from '../support/policy-facts.js';
import { assessed, between, exactly } from '../support/policy-outcome.js';
import type { Readings } from '../support/policy-outcome.js';

const YES: Readings = { splitWithinProject: 'yes' };
const split = (facts: CaseFile, beside: Readings = {}) => assessed(facts, { ...YES, ...beside });
const undivided = (facts: CaseFile, beside: Readings = {}) => assessed(facts, { ...beside, splitWithinProject: 'no' });
const payable = (facts: CaseFile, key: string) =>
  assess(facts, { readings: YES }).selection.payable.find((p) => p.key === key)?.amount ?? exactly('0.00');
const sized = (project: ReturnType<typeof otherProject>, equipment: number) => project.investing(wan(60_000)).equipping(wan(equipment));
/** Without 6a, so that the totals are those of 1b, 6b and what stands beside them. */
const over = (id: string, ...projects: string[]) => consortium().with({ id }).over(...projects).missingTargets();
const C = over('C', 'P');
const ONE_B = 'investment-subsidy:P';
const SIX_B = 'consortium-investment-subsidy:C';

describe('I-10 each machine is counted once, also where a project belongs to two consortia', () => {
  const C2 = over('C2', 'P');

  it('A6.4 a project too small for A1.3: 15 % of 1400万 is 210万, from one consortium, not from both', () => {
    const facts = caseOf(pilotProject().investing(wan(1500)).equipping(wan(1400)), C, C2);
    expect(split(facts).total).toEqual(exactly(wan(210)));
    expect(split(facts).chosen).toEqual([SIX_B]);
  });

  it('A6.4 national, 4亿: 20 % of 1亿 and 15 % of 2亿 in one consortium are 2000 + 3000, the last 1亿 counts nowhere', () => {
    expect(split(caseOf(sized(nationalProject(), 40_000), C, C2)).total).toEqual(exactly(wan(5000)));
  });

  it('A6.4 two projects: the one of both consortia goes where there is room, 15 % of 2亿 there and 15 % of 1亿 here', () => {
    // P1 2亿 fills C; P2 1亿 would add nothing to C beyond its 10 %, so it takes C2.
    const facts = caseOf(sized(pilotProject(), 20_000).named('P1'), sized(pilotProject(), 10_000).named('P2'), over('C', 'P1', 'P2'), over('C2', 'P2'));
    expect(split(facts).total).toEqual(exactly(wan(4500)));
    expect(split(facts).chosen).toEqual([SIX_B, 'consortium-investment-subsidy:C2']);
  });

  it('F.3 a reward for the only project of a consortium never stands beside its subsidy', () => {
    // P2 may take 1a 10万, or 6b on 50万 of equipment: 15 % of it is 7.5万.
    const facts = caseOf(
      sized(pilotProject(), 20_000).named('P1'), ordinaryProject().named('P2').equipping(wan(50)).rewardedWith(wan(10)),
      over('C', 'P1', 'P2'), over('C2', 'P2'),
    );
    expect(split(facts).chosen).toEqual([SIX_B, 'investment-reward:P2']);
    expect(split(facts).total).toEqual(exactly(wan(3010)));
  });

  it('F.3 the audit finds 6b paid twice on one project', () => {
    const facts = caseOf(pilotProject().investing(wan(1500)).equipping(wan(1400)), C.acceptedAt('1'), C2.acceptedAt('1'));
    const paid = (subject: string, amount: string) => ({ measure: 'consortium-investment-subsidy', subject, amount, payment: 'settlement', date: '2026-11-20' }) as const;
    const { findings } = audit(facts, [paid('C', wan(210)), paid('C2', wan(210))], { readings: YES });
    expect(findings.filter((f) => f.code === 'double-dip').map((f) => f.difference)).toEqual([wan(210)]);
    // The second of the two alone is lawful.
    expect(audit(facts, [paid('C2', wan(210))], { readings: YES }).findings.filter((f) => f.severity === 'error')).toEqual([]);
  });
});

describe('A1.4, A6.6 the settlement divides the verified equipment', () => {
  const national = (verified: number, total = wan(30_000)) =>
    sized(nationalProject(), 20_000).investing(wan(30_000)).underConstruction('1').accepted(total, wan(verified));
  const accepted = C.progressing('1', '1').acceptedAt('1');

  it('verified as filed, 2亿: 20 % of 1亿 is 2000万, 15 % of the other 1亿 is 1500万', () => {
    const outcome = split(caseOf(national(20_000), accepted));
    expect(outcome.total).toEqual(exactly(wan(3500)));
    expect([outcome.final(ONE_B), outcome.final(SIX_B)]).toEqual([exactly(wan(2000)), exactly(wan(1500))]);
  });

  it('verified 1.2亿: 20 % of 1亿, 15 % of 2000万', () => {
    const outcome = split(caseOf(national(12_000), accepted));
    expect([outcome.final(ONE_B), outcome.final(SIX_B)]).toEqual([exactly(wan(2000)), exactly(wan(300))]);
  });

  it('verified 8000万: 20 % of all of it, nothing is left for A6.4', () => {
    const outcome = split(caseOf(national(8000), accepted));
    expect([outcome.final(ONE_B), outcome.final(SIX_B)]).toEqual([exactly(wan(1600)), exactly('0.00')]);
  });

  it('A1.3 a verified total below 2000万 takes 1b away: 15 % of 1800万 is 270万', () => {
    const outcome = split(caseOf(national(1800, wan(1900)), accepted));
    expect([outcome.final(ONE_B), outcome.final(SIX_B)]).toEqual([exactly('0.00'), exactly(wan(270))]);
  });

  it('A6.6 the factor of the authority lowers 6b alone: 80 % of 1500万', () => {
    const outcome = split(caseOf(national(20_000), C.progressing('1', '1').acceptedAt('0.8')));
    expect([outcome.final(ONE_B), outcome.final(SIX_B)]).toEqual([exactly(wan(2000)), exactly(wan(1200))]);
  });

  it('A6.4 a pilot project of 3亿: 15 % of 2亿 is 3000万, 10 % of the other 1亿 is 1000万', () => {
    const outcome = split(caseOf(sized(pilotProject(), 30_000).underConstruction('1').accepted(wan(60_000), wan(30_000)), accepted));
    expect([outcome.final(ONE_B), outcome.final(SIX_B)]).toEqual([exactly(wan(1000)), exactly(wan(3000))]);
  });
});

describe('I-40 ranges hold every completion of the open facts', () => {
  it('F.2 a member that may be out of scope: 15 % of 1000万 is certain; with 2.6亿 more the caps of both are reached', () => {
    // With P0: A6.4 takes 2亿 of 2.7亿 (3000万); 8 % of the 7000万 that are left in P0 is 560万.
    const facts = caseOf(
      otherProject().named('P0').investing(wan(26_000)).equipping(wan(26_000)).notKnowing('filingDate'),
      pilotProject().named('P1').investing(wan(1000)).equipping(wan(1000)), over('C', 'P0', 'P1'),
    );
    expect(split(facts).total).toEqual(between(wan(150), wan(3560)));
  });

  it('A6.4 a national pilot task that is not known: 8 % of 2亿 is 1600万 without it, 15 % is 3000万 with it', () => {
    const facts = caseOf(sized(otherProject(), 20_000), C.notKnowing('nationalPilotTask'));
    expect(split(facts).total).toEqual(between(wan(1600), wan(3000)));
    expect(payable(facts, ONE_B)).toEqual(between('0.00', wan(1600)));
    expect(payable(facts, SIX_B)).toEqual(between('0.00', wan(3000)));
  });

  it('A1.3 a national list that is not known, 1.5亿: 15 % of it all is 2250万; if listed 20 % of 1亿 and 15 % of the rest', () => {
    const facts = caseOf(sized(otherProject().notKnowing('nationalDemonstration'), 15_000), C);
    expect(split(facts).total).toEqual(between(wan(2250), wan(2750)));
    expect(payable(facts, ONE_B)).toEqual(between('0.00', wan(2000)));
    expect(payable(facts, SIX_B)).toEqual(between(wan(750), wan(2250)));
  });
});

describe('A2.3 many leases beside a divided project', () => {
  const leases = (n: number, first: number, project = 'P') =>
    Array.from({ length: n }, (_x, i) =>
      lease().named(`${project}-L${i}`).forProject(project).ofEquipmentWorth(wan(1000)).amounting(wan(i === 0 ? first : 100)));

  it('seven leases: 2.5 % of 2亿 is 500万 for one, 15 % of the other 9000万 is 1350万', () => {
    // Each of the other six would bring 2.5 % of 100万, 2.5万, and cost 15 % of 1000万, 150万.
    const facts = caseOf(sized(pilotProject(), 10_000), ...leases(7, 20_000), C);
    expect(split(facts).total).toEqual(exactly(wan(1850)));
    expect(split(facts).assessment.selection.optimal).toBe(true);
  });

  it('two members of one consortium, one with nine leases: no less than without dividing, proven or bounded', () => {
    // 1850万 as above, and 15 % of 5000万 is 750万: 6b on 1.4亿 in all is below its cap.
    const facts = caseOf(sized(pilotProject(), 10_000), sized(pilotProject(), 5000).named('Q'), ...leases(9, 20_000), over('C', 'P', 'Q'));
    const { total, optimal, upperBound } = split(facts).assessment.selection;
    expect(total).toEqual(exactly(wan(2600)));
    expect(optimal || Number(upperBound) >= 26_000_000).toBe(true);
    expect(undivided(facts).total).toEqual(exactly(wan(2600)));
  });
});

describe('F.3 what is given up is named', () => {
  const forgone = (facts: CaseFile) => split(facts).assessment.selection.forgone.map(({ key, insteadOf, loses, partly }) => ({ key, insteadOf, loses: loses.max, partly }));

  it('1b of 10 % on 2500万, 250万, is forgone for 15 %', () => {
    expect(forgone(caseOf(pilotProject().investing(wan(2500)).equipping(wan(2500)), C))).toEqual([
      { key: ONE_B, insteadOf: [SIX_B], loses: wan(250), partly: undefined },
    ]);
  });

  it('6b of 15 % on 1亿, 1500万, is forgone for 20 %', () => {
    expect(forgone(caseOf(sized(nationalProject(), 10_000), C))).toEqual([{ key: SIX_B, insteadOf: [ONE_B], loses: wan(1500), partly: undefined }]);
  });

  it('6b is forgone in part where 1b takes the first 1亿 of 1.5亿: 15 % of 1亿 is 1500万', () => {
    expect(forgone(caseOf(sized(nationalProject(), 15_000), C))).toEqual([{ key: SIX_B, insteadOf: [ONE_B], loses: wan(1500), partly: true }]);
  });

  it('1b is forgone in part where 6b takes 2亿 of 2.5亿: 2000万 less 10 % of 5000万', () => {
    expect(forgone(caseOf(sized(pilotProject(), 25_000), C))).toEqual([{ key: ONE_B, insteadOf: [SIX_B], loses: wan(1500), partly: true }]);
  });

  it('nothing is forgone where both reach their caps: national, 3亿', () => {
    expect(forgone(caseOf(sized(nationalProject(), 30_000), C))).toEqual([]);
  });
});

describe('the division beside the other readings', () => {
  it('I-11 equipment that does not count as investment is not missed: 15 % of 1500万 beside 2.5 % of 400万', () => {
    const facts = caseOf(pilotProject(), lease().ofEquipmentWorth(wan(500)), C);
    expect(split(facts, { leasedEquipmentInInvestment: 'no' }).total).toEqual(exactly(wan(235)));
  });

  it('I-10 the consortium as a whole: a reward of one member leaves 1b to the other, 20 % of 1亿 beside 1a 10万', () => {
    const facts = caseOf(sized(nationalProject(), 10_000), ordinaryProject().named('Q').rewardedWith(wan(10)).equipping(wan(1)), over('C', 'P', 'Q'));
    expect(split(facts, { consortiumTrack: 'whole-consortium' }).total).toEqual(exactly(wan(2010)));
  });

  it('I-07 the project as the input: 1b 20 % of 1亿 may stay beside 6a 200万 (A6.3), 6b may not', () => {
    const facts = caseOf(sized(nationalProject(), 10_000), consortium());
    expect(split(facts, { sameInput: 'project' }).total).toEqual(exactly(wan(2200)));
  });
});

describe('F.3 可就高: electing awards that divide one project', () => {
  const election = (facts: CaseFile, ...keys: string[]) => assess(facts, { readings: YES, election: keys }).selection;
  const rented = [lease().ofEquipmentWorth(wan(1000))] as const;

  it('6b alone is a lawful choice: 15 % of 1.5亿, 500万 less than dividing it', () => {
    const { total, election: report } = election(caseOf(sized(nationalProject(), 15_000), C), SIX_B);
    expect([total, report?.lawful, report?.costs]).toEqual([exactly(wan(2250)), true, exactly(wan(500))]);
  });

  it('both are a lawful choice, also where the best division leaves nothing to 1b', () => {
    expect(election(caseOf(sized(pilotProject(), 15_000), C), ONE_B, SIX_B).election).toMatchObject({ lawful: true, refused: [] });
  });

  it('two consortia for one project are not', () => {
    const facts = caseOf(sized(nationalProject(), 15_000), C, over('C2', 'P'));
    const { refused } = election(facts, ONE_B, SIX_B, 'consortium-investment-subsidy:C2').election ?? {};
    expect(refused?.map((r) => r.key)).toEqual(['consortium-investment-subsidy:C2']);
  });

  it('A2.3 a lease elected beside both takes its equipment out: 2000 + 15 % of 4000万 + 10', () => {
    const keys = [ONE_B, SIX_B, 'finance-lease-subsidy:acme:2025'];
    const one = election(caseOf(sized(nationalProject(), 15_000), ...rented, C), ...keys);
    expect([one.election?.lawful, one.total]).toEqual([true, exactly(wan(2610))]);
    // With a second member whose 4000万 take 15 % as well: 600 more.
    const two = election(caseOf(sized(nationalProject(), 15_000), sized(pilotProject(), 4000).named('Q'), ...rented, over('C', 'P', 'Q')), ...keys);
    expect([two.election?.lawful, two.total]).toEqual([true, exactly(wan(3210))]);
  });
});

describe('F.3 the audit of settlements that divide one project', () => {
  const file = (verified: number) =>
    caseOf(
      sized(nationalProject(), 20_000).underConstruction('1').accepted(wan(60_000), wan(verified)),
      C.progressing('1', '1').acceptedAt('1'),
    );
  const paid = (oneB: number, sixB: number) => [
    { measure: 'investment-subsidy', subject: 'P', amount: wan(oneB), payment: 'settlement', date: '2026-11-20' },
    { measure: 'consortium-investment-subsidy', subject: 'C', amount: wan(sixB), payment: 'settlement', date: '2026-11-20' },
  ] as const;
  const told = (verified: number, oneB: number, sixB: number) => {
    const { findings, summary } = audit(file(verified), [...paid(oneB, sixB)], { readings: YES });
    return [findings.filter((f) => f.severity === 'error').map((f) => [f.code, f.key, f.difference]), summary.toReturn, summary.allowed];
  };

  it('2000 + 1500万 on 2亿 stand', () => {
    expect(told(20_000, 2000, 1500)).toEqual([[], exactly('0.00'), exactly(wan(3500))]);
  });

  it('2000 + 3000万 on 2亿 count 1亿 of it twice: 1500万 is to be returned', () => {
    expect(told(20_000, 2000, 3000)).toEqual([[['double-dip', SIX_B, wan(1500)]], exactly(wan(1500)), exactly(wan(3500))]);
  });

  it('on verified 8000万 each is too high by itself, 400 and 300; of 1600 + 1200 that are left, 1600 is the most', () => {
    expect(told(8000, 2000, 1500)).toEqual([
      [['amount-mismatch', ONE_B, wan(400)], ['amount-mismatch', SIX_B, wan(300)], ['double-dip', SIX_B, wan(1200)]],
      exactly(wan(1900)), exactly(wan(1600)),
    ]);
  });
});
