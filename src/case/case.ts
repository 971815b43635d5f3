import type { Dec } from '../core/decimal.js';
import type { FactList, FactTable } from '../core/fact.js';
import { BOUNDS, type Bound, type Bounded } from '../core/facts.js';
import { remembered } from '../core/groups.js';
import type { Rules } from '../core/policy.js';
import { type Relations, type Share, bounded, implied } from '../core/relations.js';
import { readCaseTable } from './read.js';

/** A row of a case: its facts, amounts as decimals, with what follows from them. */
export type Row = Readonly<Record<string, unknown>> & Bounded;

/** A case that was read: references resolve, nothing is declared twice, what follows from stated facts is there. */
export interface ReadCase {
  /** The facts of the case itself, and its lists. */
  readonly facts: Row;
  readonly rows: (list: string) => readonly Row[];
  /** Position of a row in its list, by its id. */
  readonly position: (list: string, id: string) => number;
}

const NO_ROWS: readonly Row[] = Object.freeze([]);

/**
 * Reads a case file.
 *
 * @throws InvalidCaseError naming the path, the value and what was expected of each of the first
 * faults; nothing is computed from a broken case
 */
export const readCase = (input: unknown, policy: Rules): ReadCase => completed(readCaseTable(policy.facts, input) as Row, policy);

/** A list whose rows follow from each other or bound each other, found once for a policy. */
interface Related {
  readonly list: string;
  readonly implied: Relations['implied'];
  readonly within: Relations['within'];
  readonly shares: readonly Share[];
  /** What all rows of one contract have in common, and some may leave out. */
  readonly common: readonly string[];
}

const relatedLists = remembered(({ facts: table, relations }: Pick<Rules, 'facts' | 'relations'>): readonly Related[] =>
  Object.keys(table).filter((name) => table[name]?.kind === 'list').map((list): Related => ({
    list,
    implied: relations.implied.filter((i) => i.list === list),
    within: relations.within.filter(({ part, whole }) => Object.hasOwn(tableOf(table, list), part) || Object.hasOwn(tableOf(table, list), whole)),
    shares: relations.shares.filter((s) => s.whole.list === list),
    common: (table[list] as FactList).common.filter((fact) => !tableOf(table, list)[fact]?.required),
  })).filter(({ implied: i, within, shares, common }) => i.length + within.length + shares.length + common.length > 0));

/** A case with what its facts say about each other. */
export function completed(facts: Row, policy: Pick<Rules, 'facts' | 'relations'>): ReadCase {
  const out: Record<string, unknown> = { ...facts };
  for (const { list, implied: implications, within, shares, common } of relatedLists(policy)) {
    const stated = facts[list] as readonly Row[] | undefined;
    if (stated === undefined) continue;
    const rows = common.reduce(ofContract, stated);
    const sums = shares.map((share) => ({ fact: share.whole.fact, byId: sharesOf((facts[share.list] as readonly Row[] | undefined) ?? NO_ROWS, share) }));
    out[list] = rows.map((row) => bounded(implied(row, implications), within, leastOf(row, sums)));
  }
  return indexed(out);
}

/** The rows with a fact that their contract states in another of its rows. */
function ofContract(rows: readonly Row[], fact: string): readonly Row[] {
  const known = new Map(rows.flatMap((row) => (row[fact] === undefined ? [] : [[row['id'], row[fact]] as const])));
  return rows.map((row) => (row[fact] === undefined && known.has(row['id']) ? { ...row, [fact]: known.get(row['id']) } : row));
}

function leastOf(row: Row, sums: readonly { readonly fact: string; readonly byId: ReadonlyMap<string, Dec> }[]): Readonly<Record<string, Dec>> | undefined {
  let least: Record<string, Dec> | undefined;
  for (const { fact, byId } of sums) {
    const sum = byId.get(row['id'] as string);
    if (sum !== undefined) (least ??= {})[fact] = least?.[fact]?.plus(sum) ?? sum;
  }
  return least;
}

/** What the stated shares of each row come to at the least, each contract once. */
export function sharesOf(rows: readonly Row[], { fact, of }: Share): ReadonlyMap<string, Dec> {
  const sums = new Map<string, Dec>();
  const seen = new Set<unknown>();
  for (const row of rows) {
    const value = row[fact] as Dec | undefined;
    if (value === undefined || seen.has(row['id'])) continue;
    seen.add(row['id']);
    const id = row[of] as string;
    sums.set(id, sums.get(id)?.plus(value) ?? value);
  }
  return sums;
}

/** The same case with other facts in place of a row's. */
export function indexed(facts: Row): ReadCase {
  const positions = new Map<string, Map<string, number>>();
  const rows = (list: string): readonly Row[] => (facts[list] as readonly Row[] | undefined) ?? NO_ROWS;
  const position = (list: string, id: string): number => {
    let index = positions.get(list);
    if (index === undefined) {
      index = new Map(rows(list).map((row, i) => [row['id'] as string, i]));
      positions.set(list, index);
    }
    return index.get(id) ?? -1;
  };
  return { facts, rows, position };
}

/** Rows of a list with a bound on one of their facts that follows from elsewhere. */
export function withBound(read: ReadCase, list: string, fact: string, of: (id: string) => Bound): ReadCase {
  const rows = read.rows(list).map((row) => ({ ...row, [BOUNDS]: { ...row[BOUNDS], [fact]: of(row['id'] as string) } }));
  return indexed({ ...read.facts, [list]: rows });
}

/** The table of a list's rows. */
export const tableOf = (table: FactTable, list: string): FactTable => (table[list] as FactList).of;
