import type { Dec } from '../core/decimal.js';
import type { FactList, FactTable } from '../core/fact.js';
import { BOUNDS, type Bound, type Bounded } from '../core/facts.js';
import type { Policy } from '../core/policy.js';
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
export const readCase = (input: unknown, policy: Policy): ReadCase => completed(readCaseTable(policy.facts, input) as Row, policy);

/** A case with what its facts say about each other. */
export function completed(facts: Row, { facts: table, relations }: Pick<Policy, 'facts' | 'relations'>): ReadCase {
  const out: Record<string, unknown> = { ...facts };
  const least = sharesOf(facts, relations.shares);
  for (const name of Object.keys(table)) {
    const rows = facts[name];
    if (table[name]?.kind !== 'list' || rows === undefined) continue;
    out[name] = (rows as readonly Row[]).map((row) => complete(row, name, relations, least));
  }
  return indexed(out);
}

function complete(row: Row, list: string, relations: Relations, least: Shares | undefined): Row {
  const known = implied(row, relations.implied, list);
  return bounded(known, relations.within, least?.get(`${list} ${String(row['id'])}`));
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

type Shares = ReadonlyMap<string, Readonly<Record<string, Dec>>>;

/** What the stated shares of each row come to at the least, each contract once. */
function sharesOf(facts: Row, shares: readonly Share[]): Shares | undefined {
  let sums: Map<string, Record<string, Dec>> | undefined;
  for (const { list, fact, of, whole } of shares) {
    const seen = new Set<unknown>();
    for (const row of (facts[list] as readonly Row[] | undefined) ?? []) {
      const value = row[fact] as Dec | undefined;
      if (value === undefined || seen.has(row['id'])) continue;
      seen.add(row['id']);
      const key = `${whole.list} ${String(row[of])}`;
      const sum = ((sums ??= new Map()).get(key) ?? {}) as Record<string, Dec>;
      sum[whole.fact] = sum[whole.fact]?.plus(value) ?? value;
      sums.set(key, sum);
    }
  }
  return sums;
}

/** Rows of a list with a bound on one of their facts that follows from elsewhere. */
export function withBound(read: ReadCase, list: string, fact: string, of: (id: string) => Bound): ReadCase {
  const rows = read.rows(list).map((row) => ({ ...row, [BOUNDS]: { ...row[BOUNDS], [fact]: of(row['id'] as string) } }));
  return indexed({ ...read.facts, [list]: rows });
}

/** The table of a list's rows. */
export const tableOf = (table: FactTable, list: string): FactTable => (table[list] as FactList).of;
