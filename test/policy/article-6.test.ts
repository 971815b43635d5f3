/** Article 6 「提升产业链供应链韧性」: the chain-leader award (A6.2) and the consortium subsidy (A6.4). */
import type { Money } from '../../src/index.js';
import { describe, expect, it } from 'vitest';
import { caseOf, consortium, fenAbove, nationalProject, pilotProject, smallProject, wan } from '../support/policy-facts.js';
import { assessed, between, exactly, missingFacts, NOTHING, unmetClauses, upTo } from '../support/policy-outcome.js';

type Consortium = ReturnType<typeof consortium>;
type Project = ReturnType<typeof smallProject>;

const small = smallProject();
const award = (facts: Consortium, ...projects: Project[]) =>
  assessed(caseOf(...(projects.length ? projects : [small]), facts)).the('chain-leader-award');
const subsidy = (facts: Consortium, ...projects: Project[]) =>
  assessed(caseOf(...(projects.length ? projects : [small]), facts)).the('consortium-investment-subsidy');

/** A member's project with this much equipment, in a total that holds it. */
const member = (id: string, equipment: Money) => pilotProject().named(id).investing(wan(60_000)).equipping(equipment);

describe('A6.2 chain-leader award: 联合10家以上直接配套企业 … 一次性给予链主企业200万元奖励', () => {
  it.each([
    [9, 'ineligible', NOTHING],
    [10, 'eligible', exactly(wan(200))],
    [11, 'eligible', exactly(wan(200))],
  ] as const)('A6.2 以上 includes ten: the leader with %i direct suppliers is %s', (count, status, amount) => {
    expect(award(consortium().joining(count))).toMatchObject({ status, nature: 'determinate', amount });
  });

  it.each([
    ['without a task book', consortium().with({ taskBookSigned: false })],
    ['that misses the targets', consortium().with({ targetsMet: false })],
    ['without the expected effect', consortium().with({ effectAchieved: false })],
  ])('A6.2 a consortium %s gets nothing', (_, facts) => {
    const determination = award(facts);
    expect(determination).toMatchObject({ status: 'ineligible', amount: NOTHING });
    expect(unmetClauses(determination)).toContain('A6.2');
  });

  it('A6.2 every unmet condition is listed: nine suppliers, no task book, no targets, no effect', () => {
    const clauses = unmetClauses(award(consortium().joining(9).with({ taskBookSigned: false }).missingTargets()));
    expect(clauses.filter((clause) => clause === 'A6.2').length).toBeGreaterThanOrEqual(4);
  });

  it('A6.2 asks for no national pilot task', () => {
    expect(award(consortium().withoutNationalTask())).toMatchObject({ status: 'eligible', amount: exactly(wan(200)) });
  });

  it.each(['directSuppliers', 'taskBookSigned', 'targetsMet', 'effectAchieved'] as const)('A6.2 not known: %s leaves nothing or 200万', (fact) => {
    const determination = award(consortium().notKnowing(fact));
    expect(determination).toMatchObject({ status: 'undetermined', amount: upTo(wan(200)) });
    expect(missingFacts(determination)).toContain(fact);
  });

  it('A6.2 names no fact of a member where another one counts: the sum is stated, and one is enough', () => {
    const facts = consortium().over('P1', 'P2').notKnowing('targetsMet');
    const named = (first: Project) => award(facts, first, small.named('P2').notKnowing('newType')).missing;
    expect(named(small.named('P1'))).toEqual(['$.consortia[0].targetsMet']);
    // Beside one that does not count the other decides.
    expect(named(small.named('P1').filedOn('2024-05-31'))).toEqual(['$.consortia[0].targetsMet', '$.projects[1].newType']);
  });

  it('A6.2 is one-off for each consortium: a second consortium with its own task book is a new object (I-35)', () => {
    const outcome = assessed(
      caseOf(
        small.named('P1'), small.named('P2'),
        consortium().with({ id: 'C1' }).over('P1').withoutNationalTask(), consortium().with({ id: 'C2' }).over('P2').withoutNationalTask(),
      ),
    );
    expect(outcome.total).toEqual(exactly(wan(400)));
  });

  it.each([
    ['all projects filed before the cutoff: nothing', '2024-05-31', '2024-05-31', NOTHING],
    ['one project of two filed on the cutoff day: 200万', '2024-05-31', '2024-06-01', exactly(wan(200))],
  ] as const)('A6.2/F.2 %s', (_, first, second, amount) => {
    const facts = consortium().over('P1', 'P2').withoutNationalTask();
    expect(award(facts, small.named('P1').filedOn(first), small.named('P2').filedOn(second)).amount).toEqual(amount);
  });
});

describe('A6.2 任务书 and A6.4 标杆任务书 are two task books (I-32)', () => {
  it.each([
    ['only the task book of A6.2: the award of 200万 alone', { taskBookSigned: true, benchmarkTaskBookSigned: false }, wan(200)],
    ['only the benchmark task book of A6.4: the subsidy of 45万 alone', { taskBookSigned: false, benchmarkTaskBookSigned: true }, wan(45)],
    ['both: 200 + 45万', { taskBookSigned: true, benchmarkTaskBookSigned: true }, wan(245)],
    ['neither', { taskBookSigned: false, benchmarkTaskBookSigned: false }, '0.00'],
  ])('%s', (_, books, total) => {
    expect(assessed(caseOf(small, consortium().with(books))).total).toEqual(exactly(total));
  });

  it('A6.4 whether the benchmark task book is signed is not known: nothing or 45万, and the award of A6.2 stands', () => {
    const outcome = assessed(caseOf(small, consortium().notKnowing('benchmarkTaskBookSigned')));
    const determination = outcome.the('consortium-investment-subsidy');
    expect(determination).toMatchObject({ status: 'undetermined', amount: upTo(wan(45)) });
    expect(missingFacts(determination)).toContain('benchmarkTaskBookSigned');
    expect(outcome.the('chain-leader-award')).toMatchObject({ status: 'eligible', amount: exactly(wan(200)) });
  });

  it('A6.2 does not look at the benchmark task book, A6.4 not at the other one', () => {
    const named = (measure: 'chain-leader-award' | 'consortium-investment-subsidy') =>
      missingFacts(assessed(caseOf(small, consortium().notKnowing('taskBookSigned', 'benchmarkTaskBookSigned'))).the(measure)).split(' ');
    expect(named('chain-leader-award')).toEqual(expect.arrayContaining(['$.consortia[0].taskBookSigned']));
    expect(named('chain-leader-award')).not.toContain('$.consortia[0].benchmarkTaskBookSigned');
    expect(named('consortium-investment-subsidy')).toEqual(expect.arrayContaining(['$.consortia[0].benchmarkTaskBookSigned']));
    expect(named('consortium-investment-subsidy')).not.toContain('$.consortia[0].taskBookSigned');
  });
});

describe('A6.2 新型技改联合体: only new-type projects in scope count', () => {
  const ordinary = small.notNewType();

  it('A6.2 and A6.4 a member project that is not new-type counts in neither', () => {
    expect(award(consortium(), ordinary)).toMatchObject({ status: 'ineligible', amount: NOTHING });
    expect(subsidy(consortium(), ordinary)).toMatchObject({ status: 'ineligible', amount: NOTHING });
  });

  it('A6.2 one new-type project of two is enough for the award', () => {
    expect(award(consortium().over('P1', 'P2'), ordinary.named('P1'), small.named('P2')).amount).toEqual(exactly(wan(200)));
  });

  it('A6.4 and only its equipment is in the base: 15 % of 4000万 of 4000 + 6000万', () => {
    const determination = subsidy(consortium().over('P1', 'P2'), member('P1', wan(4000)), member('P2', wan(6000)).notNewType());
    expect(determination.amount).toEqual(exactly(wan(600)));
  });

  it('A6.4 one member not known to be new-type: 15 % of 4000万, or of 1亿', () => {
    const determination = subsidy(consortium().over('P1', 'P2'), member('P1', wan(4000)), member('P2', wan(6000)).notKnowing('newType'));
    expect(determination).toMatchObject({ status: 'eligible', amount: between(wan(600), wan(1500)) });
    expect(missingFacts(determination)).toContain('$.projects[1].newType');
  });

  it('A6.2 new-type and in scope must be the same project: one of each kind gives nothing', () => {
    const outOfScope = small.named('P2').filedOn('2024-05-31');
    expect(award(consortium().over('P1', 'P2'), ordinary.named('P1'), outOfScope)).toMatchObject({ status: 'ineligible', amount: NOTHING });
  });
});

describe('A6.3 可叠加享受新型技术改造投资补助', () => {
  const outsideThePilot = consortium().withoutNationalTask();

  it('A6.3 the leader has the award beside 1b: 200 + 10 % of 2000万 = 400万', () => {
    expect(assessed(caseOf(pilotProject(), outsideThePilot)).total).toEqual(exactly(wan(400)));
  });

  it('A6.3 the award does not fall under the cap of 1b: 2000 + 200 = 2200万', () => {
    const capped = nationalProject().investing(wan(20_000)).equipping(wan(15_000));
    expect(assessed(caseOf(capped, outsideThePilot)).total).toEqual(exactly(wan(2200)));
  });
});

describe('A6.4 consortium subsidy: 按设备投资（含软件）的15%给予最高3000万元补助', () => {
  it('A6.4 15 % of 300万 of equipment is 45万', () => {
    expect(subsidy(consortium())).toMatchObject({ status: 'eligible', nature: 'determinate', amount: exactly(wan(45)), capBinding: false });
  });

  it('A6.4 adds up the equipment of the projects: 15 % of 4000万 + 6000万 = 1500万', () => {
    const determination = subsidy(consortium().over('P1', 'P2'), member('P1', wan(4000)), member('P2', wan(6000)));
    expect(determination.amount).toEqual(exactly(wan(1500)));
  });

  it.each([
    ['2亿 less 20元 is 3000万 less 3元', '199999980.00', '29999997.00', false],
    ['exactly 2亿 is exactly 3000万', wan(20_000), wan(3000), false],
    ['one fen above 2亿 binds', fenAbove(wan(20_000)), wan(3000), true],
  ] as const)('A6.4 cap of 3000万, 15 % of %s', (_, equipment, amount, capBinding) => {
    expect(subsidy(consortium(), member('P', equipment))).toMatchObject({ amount: exactly(amount), capBinding });
  });

  it('A6.4 the cap is for the consortium, not for each project: 1.5亿 and 1.5亿 make 3000万, not 4500万', () => {
    const determination = subsidy(consortium().over('P1', 'P2'), member('P1', wan(15_000)), member('P2', wan(15_000)));
    expect(determination).toMatchObject({ amount: exactly(wan(3000)), capBinding: true });
  });

  it('A6.4 sets no investment threshold: 15 % of 1万 of equipment is 1,500', () => {
    expect(subsidy(consortium(), small.investing(wan(1)).equipping(wan(1))).amount).toEqual(exactly('1500.00'));
  });

  it.each([
    ['100,000.03 gives 15,000.0045, down', '100000.03', '15000.00'],
    ['100,000.10 gives 15,000.015, up', '100000.10', '15000.02'],
  ] as const)('A6.4 one rounding, half-up: 15 % of %s', (_, equipment, amount) => {
    expect(subsidy(consortium(), small.equipping(equipment)).amount).toEqual(exactly(amount));
  });

  it('A6.4 one rounding for the consortium: 15,000.0045 twice is 30,000.009, so 30,000.01', () => {
    const half = small.equipping('100000.03');
    expect(subsidy(consortium().over('P1', 'P2'), half.named('P1'), half.named('P2')).amount).toEqual(exactly('30000.01'));
  });

  it.each([
    ['no national pilot task', consortium().withoutNationalTask()],
    ['no benchmark task book', consortium().with({ benchmarkTaskBookSigned: false })],
  ])('A6.4 、 means both (I-32): %s is nothing', (_, facts) => {
    expect(subsidy(facts)).toMatchObject({ status: 'ineligible', amount: NOTHING });
  });

  it.each([
    [9, 'ineligible', NOTHING],
    [10, 'eligible', exactly(wan(45))],
  ] as const)('A6.4 联合体 refers back to the ten of A6.2 (I-32): %i suppliers is %s', (count, status, amount) => {
    expect(subsidy(consortium().joining(count))).toMatchObject({ status, amount });
  });

  it('A6.4 does not wait for targets and effect; those are for A6.2', () => {
    expect(subsidy(consortium().missingTargets())).toMatchObject({ status: 'eligible', amount: exactly(wan(45)) });
  });

  it('A6.4 every unmet condition is listed: nine suppliers, no national task, no task book', () => {
    const clauses = unmetClauses(subsidy(consortium().joining(9).withoutNationalTask().with({ benchmarkTaskBookSigned: false })));
    expect(clauses.length).toBeGreaterThanOrEqual(3);
    expect(clauses).toContain('A6.4');
  });

  it('A6.4 the national pilot task is not known: nothing or 45万', () => {
    const determination = subsidy(consortium().notKnowing('nationalPilotTask'));
    expect(determination).toMatchObject({ status: 'undetermined', amount: upTo(wan(45)) });
    expect(missingFacts(determination)).toContain('nationalPilotTask');
  });

  it('A6.4/F.2 the equipment of a project filed before the cutoff is left out: 15 % of 4000万 alone', () => {
    const determination = subsidy(
      consortium().over('P1', 'P2'), member('P1', wan(4000)).filedOn('2024-06-01'), member('P2', wan(6000)).filedOn('2024-05-31'),
    );
    expect(determination.amount).toEqual(exactly(wan(600)));
  });

  it('A6.2 + A6.4 the award to the leader and the subsidy to the consortium are both paid: 200 + 45 = 245万', () => {
    expect(assessed(caseOf(small, consortium())).totalOf('consortium', 'C')).toEqual(exactly(wan(245)));
  });
});
