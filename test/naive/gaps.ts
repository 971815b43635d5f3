/** Cases with unknown facts: some facts are taken out of a closed case, and every completion at interesting values is listed. */
import type { Case, Project } from './case.js';
import { Fraction, ZERO, higher, sum } from './fraction.js';
import type { Draw } from './random.js';

type Path = readonly (string | number)[];
type Value = string | number | boolean;
/** A fact that may be unknown, in all the rows that state it (a contract's equipment value stands in each of its years). */
interface Gap {
  readonly paths: readonly Path[];
  readonly values: readonly Value[];
}

const YES_NO = [true, false];
/** Values on both sides of whatever may hang on the fact, and the ends of what it may be. */
const VALUES: Readonly<Record<string, readonly Value[]>> = {
  inIndustrialStatistics: YES_NO, pilotIndustry: YES_NO, newType: YES_NO, technicalUpgrade: YES_NO, nationalDemonstration: YES_NO,
  productListed: YES_NO, flowAccepted: YES_NO, lesseeIsIndustrial: YES_NO, listed: YES_NO, qualified: YES_NO, taskBookSigned: YES_NO,
  benchmarkTaskBookSigned: YES_NO, nationalPilotTask: YES_NO, targetsMet: YES_NO, effectAchieved: YES_NO, passed: YES_NO,
  mode: ['direct', 'sale-and-leaseback'], rank: [1, 50, 51], directSuppliers: [8, 9, 10],
  filingDate: ['2023-07-01', '2024-05-31', '2024-06-01', '2025-02-01', '2026-01-01', '2027-01-01'],
  date: ['2024-05-31', '2024-06-01', '2025-08-01', '2026-08-01', '2027-01-01'],
  start: ['2023-01-01', '2025-01-01', '2025-12-31', '2026-12-31', '2027-06-01'],
  totalInvestment: ['0', '4999999.99', '5000000', '19999999.99', '20000000', '2000000000'],
  equipmentInvestment: ['0', '500000', '2000000000'],
  assessedReward: ['0', '50000', '100000'], interestPaid: ['0', '600000', '2000000'], assessedSubsidy: ['0', '600000', '2000000'],
  annualAmount: ['0', '40000000', '200000000'], principal: ['0', '12000000', '9000000000000'], equipmentValue: ['0'],
  tierAmount: ['0', '500000'], amount: ['0', '50000000', '80000000', '1000000000'], assessedAward: ['0', '600000', '1000000'],
  investmentProgress: ['0', '1/3', '1'], taskProgress: ['0', '1/3', '1'], settlementFactor: ['0', '0.5', '1'],
  assessedTotal: ['0', '50000000'], advancesPaid: ['0', '1000000', '60000000'],
};

/** Every fact of the case that may be taken out. A filed total is left beside a verified one: where it is unknown the verified one is tested alone. */
function gaps(file: Case): Gap[] {
  const found = new Map<string, Gap>();
  const walk = (at: unknown, path: Path, top: string): void => {
    if (Array.isArray(at)) return at.forEach((row, i) => walk(row, [...path, i], top === '' ? String(path[0]) : top));
    if (typeof at !== 'object' || at === null || path.includes('acceptance')) return;
    for (const [name, value] of Object.entries(at)) {
      const values = VALUES[name];
      if (typeof value === 'object') walk(value, [...path, name], top);
      else if (values !== undefined && !(name === 'totalInvestment' && 'acceptance' in at)) {
        const contract = name === 'equipmentValue' ? `${(at as { id: string }).id}` : [...path, name].join('.');
        const gap = found.get(contract);
        found.set(contract, { paths: [...(gap?.paths ?? []), [...path, name]], values: [...new Set([...values, value as Value, ...bounds(file, name, path)])] });
      }
    }
  };
  walk(file, [], '');
  return [...found.values()];
}
/** The ends that other facts set: equipment lies within the total, and leased equipment within the equipment. */
function bounds(file: Case, name: string, path: Path): string[] {
  const p = path[0] === 'projects' ? file.projects[Number(path[1])] : file.projects.find((q) => q.id === file.leases[Number(path[1])]?.project);
  if (p === undefined) return [];
  if (name === 'totalInvestment') return [p.equipmentInvestment];
  if (name === 'equipmentInvestment') return [p.totalInvestment, leasedOf(file, p).toMoney()];
  if (name !== 'equipmentValue') return [];
  const others = leasedOf(file, p).minus(Fraction.of(file.leases[Number(path[1])]?.equipmentValue ?? '0'));
  return [p.equipmentInvestment, p.acceptance?.equipmentInvestment ?? p.equipmentInvestment].map((e) => higher(Fraction.of(e).minus(others), ZERO).toMoney());
}

const leasedOf = (file: Case, p: Project): Fraction =>
  sum([...new Map(file.leases.filter((l) => l.project === p.id).map((l) => [l.id, Fraction.of(l.equipmentValue)])).values()]);

/** Whether the facts of a completion do not contradict each other. */
export const consistent = (file: Case): boolean => file.projects.every((p) => {
  const most = [p.equipmentInvestment, ...(p.acceptance === undefined ? [] : [p.acceptance.equipmentInvestment])].map((e) => Fraction.of(e));
  const leased = leasedOf(file, p);
  return !Fraction.of(p.totalInvestment).below(Fraction.of(p.equipmentInvestment)) && most.every((e) => !e.below(leased))
    && (!p.nationalDemonstration || p.newType && p.filed) && (!p.newType || p.technicalUpgrade);
});

const put = (file: Case, path: Path, value: Value | undefined): void => {
  let at = file as unknown as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) at = at[step] as Record<string | number, unknown>;
  const last = path[path.length - 1] as string;
  if (value === undefined) delete at[last];
  else at[last] = value;
};
const having = (file: Case, gap: Gap, value: Value | undefined): Case => {
  const copy = structuredClone(file);
  for (const path of gap.paths) put(copy, path, value);
  return copy;
};

/** The case without one to three of its facts, and its completions. */
export function withGaps(draw: Draw, file: Case): { open: Case; completions: Case[]; gone: string[] } {
  const all = gaps(file);
  const chosen = [...new Set(Array.from({ length: draw.one([1, 1, 2, 2, 3]) }, () => draw.one(all)))];
  let completions = [file];
  let open = file;
  for (const gap of chosen) {
    open = having(open, gap, undefined);
    completions = completions.flatMap((c) => gap.values.map((value) => having(c, gap, value)));
  }
  return { open, completions: completions.filter(consistent), gone: chosen.flatMap((g) => g.paths.map((p) => p.join('.'))) };
}
