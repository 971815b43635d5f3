/**
 * Random valid cases for the property tests: small, dense around the thresholds, and joined so that
 * the measures meet each other. `complete` cases state every fact; `partial` ones leave facts out.
 *
 * The facts of a complete case never contradict each other (equipment within the total, a national project
 * new-type, a filed project filed), so that what a partial case implies of a fact left out is what stood there.
 */
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import type { CaseFile, DayInput, Money } from '../../src/index.js';

type Rows<K extends keyof CaseFile> = NonNullable<CaseFile[K]>;
export type MutableCase = { -readonly [K in keyof CaseFile]: CaseFile[K] };

const fenOf = (yuan: number): Money => yuan.toFixed(2) as Money;

/** Money as it is written, cut after the fen. */
export const toFen = (yuan: Decimal): Money => yuan.toFixed(2, Decimal.ROUND_DOWN) as Money;

/** Yuan around a threshold, or anywhere below a limit. */
const around = (...marks: number[]): fc.Arbitrary<Money> =>
  fc.oneof(
    fc.constantFrom(...marks.flatMap((m) => [m, Math.max(0, m - 0.01), m + 0.01])).map(fenOf),
    fc.integer({ min: 0, max: 60_000_000_000 }).map((fen) => fenOf(fen / 100)),
  );

const day = fc.constantFrom('2024-05-31', '2024-06-01', '2024-09-15', '2025-02-02', '2025-07-01', '2026-12-31');
const mostly = (value: boolean): fc.Arbitrary<boolean> => fc.oneof({ weight: 5, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: fc.constant(!value) });
const ratio = fc.constantFrom('0', '0.3', '0.49', '0.5', '0.51', '1', '0.333333', '1/3', '2/3');
const year = fc.constantFrom(2023, 2024, 2025, 2026, 2027);

const ownDay = fc.constantFrom('2025-02-01', '2025-02-02', '2025-06-01', '2026-03-01', '2026-12-31', '2027-01-01');

/** A row with the application date of its own matter, or with none: then the case's holds. */
const applied = <R extends object>(row: fc.Arbitrary<R>): fc.Arbitrary<R & { applicationDate?: DayInput }> =>
  fc.tuple(row, fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: ownDay })).map(([facts, applicationDate]) =>
    applicationDate === undefined ? facts : { ...facts, applicationDate },
  );

/** The lesser of two sums as written. */
const within = (part: Money, whole: Money): Money => (Number(part) > Number(whole) ? whole : part);

const project = (id: string): fc.Arbitrary<Rows<'projects'>[number]> =>
  applied(fc.record({
    id: fc.constant(id),
    owner: fc.constantFrom('甲公司', '乙公司'),
    filed: mostly(true),
    filingDate: day,
    technicalUpgrade: mostly(true),
    newType: mostly(true),
    pilotIndustry: fc.boolean(),
    nationalDemonstration: mostly(false),
    inIndustrialStatistics: mostly(true),
    totalInvestment: around(5_000_000, 20_000_000, 150_000_000),
    equipmentInvestment: around(500_000, 100_000_000, 133_333_333.33, 200_000_000),
    assessedReward: around(50_000, 100_000),
    construction: fc.record({ started: mostly(true), investmentProgress: ratio, advancesPaid: around(0, 1_000_000) }),
  }).map(({ filingDate, ...facts }) => {
    const newType = facts.newType || facts.nationalDemonstration;
    const filed = facts.filed || facts.nationalDemonstration;
    return {
      ...facts, newType, filed, technicalUpgrade: facts.technicalUpgrade || newType,
      equipmentInvestment: within(facts.equipmentInvestment, facts.totalInvestment),
      ...(filed ? { filingDate } : {}), // what was never filed has no date
    };
  }));

const loan = (projects: readonly string[]) => (id: string): fc.Arbitrary<Rows<'loans'>[number]> =>
  applied(fc.record({
    id: fc.constant(id),
    borrower: fc.constantFrom('甲公司', '乙公司'),
    project: fc.constantFrom(...projects),
    year,
    productListed: mostly(true),
    interestPaid: around(500_000, 2_000_000),
    assessedSubsidy: around(400_000, 2_000_000),
    flowAccepted: fc.boolean(),
  }));

const lease = (projects: readonly string[]) => (id: string): fc.Arbitrary<Rows<'leases'>[number]> =>
  applied(fc.record({
    id: fc.constant(id),
    lessee: fc.constantFrom('甲公司', '乙公司'),
    project: fc.constantFrom(...projects),
    year,
    lesseeIsIndustrial: mostly(true),
    mode: fc.constantFrom('direct' as const, 'direct' as const, 'direct' as const, 'sale-and-leaseback' as const),
    annualAmount: around(20_000_000, 200_000_000),
    // A share of the project's equipment; three leases of one project stay below the whole.
    equipmentValue: fc.constantFrom('0', '0.1', '0.25', '0.33'),
    principal: around(10_000_000),
    start: fc.constantFrom('2024-12-31', '2025-01-01', '2025-03-15', '2026-07-01'),
    flowAccepted: fc.boolean(),
  }));

const evaluations = fc.uniqueArray(fc.record({ year: fc.constantFrom(2025, 2026, 2027, 2028), passed: mostly(true) }), { selector: (e) => e.year, maxLength: 4 });

const demonstration = (projectId: string): fc.Arbitrary<Rows<'demonstrations'>[number]> =>
  applied(fc.record({
    project: fc.constant(projectId),
    taskBookSigned: mostly(true),
    evaluations,
    completion: fc.record({ targetsMet: mostly(true), effectAchieved: mostly(true), assessedAward: around(300_000, 900_000, 1_000_000) }),
  }));

const consortium = (projects: readonly string[]) => (id: string): fc.Arbitrary<Rows<'consortia'>[number]> =>
  applied(fc.record({
    id: fc.constant(id),
    leader: fc.constantFrom('甲公司', '链主'),
    directSuppliers: fc.constantFrom(9, 10, 11),
    taskBookSigned: mostly(true),
    benchmarkTaskBookSigned: mostly(true),
    nationalPilotTask: mostly(true),
    targetsMet: mostly(true),
    effectAchieved: mostly(true),
    projects: fc.subarray([...projects], { minLength: 1 }),
    investmentProgress: ratio,
    taskProgress: ratio,
    advancesPaid: around(0, 1_000_000),
    settlementFactor: ratio,
    accepted: fc.boolean(),
  }));

const supply = (projects: readonly string[]) => (id: string): fc.Arbitrary<Rows<'supplies'>[number]> =>
  applied(fc.record({
    id: fc.constant(id),
    supplier: fc.constantFrom('设备厂', '甲公司'),
    kind: fc.constantFrom('equipment' as const, 'software' as const),
    project: fc.constantFrom(...projects),
    date: fc.constantFrom('2024-05-31', '2024-09-15', '2025-03-01', '2026-05-01', '2026-12-31', '2027-01-01'),
    amount: around(50_000_000, 80_000_000),
  }));

const provider = (id: string): fc.Arbitrary<Rows<'serviceProviders'>[number]> =>
  applied(fc.record({ provider: fc.constant(id), year, listed: mostly(true), qualified: mostly(true), rank: fc.constantFrom(1, 49, 50, 51), tierAmount: around(500_000) }));

const park = (id: string): fc.Arbitrary<Rows<'parks'>[number]> =>
  applied(fc.record({
    id: fc.constant(id),
    nationalPilotTask: mostly(true),
    taskBookSigned: mostly(true),
    assessedTotal: around(50_000_000),
    evaluations: fc.uniqueArray(
      fc.record({ year: fc.constantFrom(2025, 2026, 2027), passed: mostly(true), taskProgress: ratio }),
      { selector: (e) => e.year, maxLength: 3 },
    ),
    allTasksCompleted: fc.boolean(),
    advancesPaid: around(0, 1_000_000),
  }));

const several = <T>(prefix: string, most: number, of: (id: string) => fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.integer({ min: 0, max: most }).chain((n) => fc.tuple(...Array.from({ length: n }, (_x, i) => of(`${prefix}${i + 1}`))));

/** A case in which every fact is stated, but no project is accepted yet. */
export const completeCase: fc.Arbitrary<MutableCase> = fc.integer({ min: 1, max: 3 }).chain((n) => {
  const ids = Array.from({ length: n }, (_x, i) => `P${i + 1}`);
  return fc.record({
    applicationDate: fc.constantFrom('2025-02-02', '2025-06-01', '2025-06-01', '2025-06-01', '2026-12-31', '2025-02-01'),
    settlementDate: fc.constantFrom('2026-12-31', '2027-06-30'),
    projects: fc.tuple(...ids.map(project)),
    loans: several('L', 2, loan(ids)),
    leases: several('S', 3, lease(ids)),
    demonstrations: fc.subarray(ids).chain((some) => fc.tuple(...some.map(demonstration))),
    consortia: several('C', 2, consortium(ids)),
    supplies: several('G', 3, supply(ids)),
    serviceProviders: several('服务商', 2, provider),
    parks: several('园区', 2, park),
  }).map((file): MutableCase => ({
    ...file,
    leases: file.leases.map((l) => {
      const equipment = file.projects.find((p) => p.id === l.project)?.equipmentInvestment as string;
      return { ...l, equipmentValue: toFen(new Decimal(equipment).times(l.equipmentValue as string)) };
    }),
  }));
});

const KEPT = new Set(['id', 'owner', 'project', 'projects', 'borrower', 'lessee', 'provider', 'supplier', 'kind', 'leader', 'year', 'applicationDate', 'started', 'evaluations', 'accepted', 'allTasksCompleted']);

/** Paths of the facts that may be left out of a case. */
export function optionalFacts(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (Array.isArray(value)) return value.flatMap((row, i) => optionalFacts(row, [...path, i]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, fact]) => {
    const at = [...path, name];
    if (typeof fact === 'object' && fact !== null) return optionalFacts(fact, at);
    return KEPT.has(name) ? [] : [at];
  });
}

/** The case without the facts at the given paths. */
export function without(file: CaseFile, paths: readonly (readonly (string | number)[])[]): CaseFile {
  const copy = structuredClone(file) as unknown;
  for (const path of paths) {
    let at = copy as Record<string | number, unknown>;
    for (const step of path.slice(0, -1)) at = at[step] as Record<string | number, unknown>;
    delete at[path[path.length - 1] as string];
  }
  return copy as CaseFile;
}

/** A complete case and the same case with some facts left out. */
export const caseWithGaps: fc.Arbitrary<{ whole: CaseFile; partial: CaseFile; gone: (readonly (string | number)[])[] }> = completeCase.chain((whole) => {
  const facts = optionalFacts(whole);
  return fc
    .oneof(fc.subarray(facts, { maxLength: 3 }), fc.subarray(facts))
    .map((gone) => ({ whole: whole as CaseFile, partial: without(whole as CaseFile, gone), gone }));
});

/** Freezes a value through and through. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const v of Object.values(value)) deepFreeze(v);
  }
  return value;
}
