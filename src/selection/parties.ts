import type { KnownLease, KnownLoan, ReadCase } from '../case/read.js';
import type { Determined, EnterpriseYear } from '../assessment/determine.js';
import { type Dec, MAX_MONEY, ZERO } from '../kernel/decimal.js';
import type { Evaluated } from '../kernel/measure.js';
import { NOTHING, type Span, exactly, isCertain, plus } from '../kernel/span.js';

/**
 * What competes for the input of each project: the awards that count, joined from the
 * determinations. Everything else is payable beside them and never reaches the solver.
 */

/** A loan or lease with its rows: one id is one contract, and the choice is made for it as a whole. */
export interface Contract {
  readonly id: string;
  readonly project: number;
  /** Its rows: the enterprise-year whose cap they share, and the row's place in it. */
  readonly flows: readonly { readonly group: number; readonly row: number }[];
  /** Share of the leased equipment in the project's equipment investment; nothing for a loan. */
  readonly value: Span;
}

/** A consortium's subsidy on one of its projects. */
export interface Membership {
  readonly consortium: number;
  readonly row: number;
}

/** The awards of one project that may compete with each other. */
export interface Contenders {
  readonly project: number;
  readonly totalInvestment: Dec | undefined;
  readonly reward: Evaluated | undefined;
  readonly subsidy: Evaluated | undefined;
  readonly memberships: readonly Membership[];
  readonly leases: readonly Contract[];
  readonly loans: readonly Contract[];
  /** Article 5 as one: its awards stand or fall together. */
  readonly demonstration: readonly Evaluated[];
  /** Consortia whose leader award counts and that include the project. */
  readonly leaderOf: readonly number[];
}

/** Whether an award pays anything: less than half a fen takes no input from another. */
export const counts = (e: Evaluated | undefined): e is Evaluated => e !== undefined && !e.amount.hi.isZero();

const NONE: readonly never[] = Object.freeze([]);

/** @param elected keys of the determinations that are claimed; all where it is left out */
export function contenders(read: ReadCase, determined: Determined, elected?: ReadonlySet<string>): readonly Contenders[] {
  const claims = (e: Evaluated | undefined): e is Evaluated =>
    counts(e) && (elected === undefined || elected.has(e.determination.key));
  const n = read.projects.length;
  const memberships: Membership[][] = [];
  const leaderOf: number[][] = [];
  determined.consortia.forEach(({ leader, subsidy }, consortium) => {
    const members = read.facts.consortia?.[consortium]?.projects ?? [];
    members.forEach((id, row) => {
      const p = read.projectIndex.get(id) as number;
      const member = subsidy.rows[row];
      if (claims(subsidy) && member !== undefined && !member.span.hi.isZero()) (memberships[p] ??= []).push({ consortium, row });
      if (claims(leader)) (leaderOf[p] ??= []).push(consortium);
    });
  });
  const leases = contracts(read, read.facts.leases, determined.leases, leasedValues(read), claims);
  const loans = contracts(read, read.facts.loans, determined.loans, () => NOTHING, claims);
  const out: Contenders[] = [];
  for (let p = 0; p < n; p += 1) {
    const { reward, subsidy, annual, completion } = determined.projects[p] as Determined['projects'][number];
    out.push({
      project: p,
      totalInvestment: read.projects[p]?.totalInvestment,
      reward: claims(reward) ? reward : undefined,
      subsidy: claims(subsidy) ? subsidy : undefined,
      memberships: memberships[p] ?? NONE,
      leases: leases[p] ?? NONE,
      loans: loans[p] ?? NONE,
      demonstration: completion === undefined ? NONE : [...annual, completion].filter(claims),
      leaderOf: leaderOf[p] ?? NONE,
    });
  }
  return out;
}

/** The contracts of each project that can bring anything. */
function contracts<T extends KnownLoan | KnownLease>(
  read: ReadCase,
  rows: readonly T[] | undefined,
  groups: readonly EnterpriseYear[],
  value: (id: string, project: number) => Span,
  claims: (e: Evaluated) => boolean,
): readonly Contract[][] {
  const byProject: Contract[][] = [];
  if (rows === undefined) return byProject;
  const flows = new Map<string, { group: number; row: number; at: number }[]>();
  groups.forEach((group, g) => {
    if (!claims(group.evaluated)) return;
    group.rows.forEach((at, row) => {
      if (group.evaluated.rows[row]?.span.hi.isZero() !== false) return;
      const { id } = rows[at] as T;
      const own = flows.get(id);
      if (own === undefined) flows.set(id, [{ group: g, row, at }]);
      else own.push({ group: g, row, at });
    });
  });
  // In the order of the case file, whatever the grouping.
  const ordered = [...flows].sort((a, b) => (a[1][0]?.at as number) - (b[1][0]?.at as number));
  for (const [id, own] of ordered) {
    const project = read.projectIndex.get((rows[own[0]?.at as number] as T).project) as number;
    (byProject[project] ??= []).push({ id, project, flows: own, value: value(id, project) });
  }
  return byProject;
}

/** The leased equipment's share, never more than the project's equipment; while unknown, anything up to it. */
function leasedValues(read: ReadCase): (id: string, project: number) => Span {
  const known = new Map<string, Span>();
  for (const { id, equipmentValue } of read.facts.leases ?? []) {
    if (equipmentValue !== undefined) known.set(id, exactly(equipmentValue));
  }
  return (id, project) => {
    const most = read.projects[project]?.equipmentInvestment;
    const value = known.get(id);
    if (value === undefined) return { lo: ZERO, hi: most ?? MAX_MONEY };
    return most === undefined || value.hi.cmp(most) <= 0 ? value : exactly(most);
  };
}

/** Whether the share of a lease in the equipment is unknown: anything from nothing to all that no other lease has. */
export const hasOpenShare = (l: Contract): boolean => !isCertain(l.value);

export const sumOfValues = (leases: readonly Contract[]): Span =>
  leases.reduce<Span>((sum, l) => plus(sum, l.value), NOTHING);
