import { type Dec, added } from '../core/decimal.js';
import type { FactGroup, FactList, FactTable } from '../core/fact.js';
import { BOUNDS, type Bound, type Row } from '../core/facts.js';
import { onDemand, remembered } from '../core/groups.js';
import type { Rules } from '../core/policy.js';
import { type Share, bounded, implied } from '../core/relations.js';
import type { ReadCase } from '../core/view.js';
import { readCaseTable } from './read.js';

const NO_ROWS: readonly Row[] = Object.freeze([]);

/**
 * Reads a case file.
 *
 * @throws InvalidCaseError naming the path, the value and what was expected of each of the first
 * faults; nothing is computed from a broken case
 */
export const readCase = (input: unknown, policy: Rules): ReadCase => completed(readCaseTable(policy.facts, input) as Row, policy);

/** The lists whose rows have relations, with these; found once for a policy. */
const relatedLists = remembered(({ facts: table, relations }: Pick<Rules, 'facts' | 'relations'>) =>
  Object.entries(table).flatMap(([list, entry]) => {
    if (entry.kind !== 'list') return [];
    const implications = relations.implied.filter((i) => i.list === list);
    const within = relations.within.filter(({ part, whole }) => Object.hasOwn(entry.of, part) || Object.hasOwn(entry.of, whole));
    // What may not be left out is stated in every row.
    const common = entry.common.filter((fact) => !entry.of[fact]?.required);
    const shares = relations.shares.filter((s) => s.whole.list === list);
    return implications.length + within.length + common.length === 0 ? [] : [{ list, implications, within, shares, common }];
  }));

/** A case with what follows from its facts: implied facts, bounds on unknown amounts, and what a contract states in another of its rows. */
export function completed(facts: Row, policy: Pick<Rules, 'facts' | 'relations'>): ReadCase {
  const out: Record<string, unknown> = { ...facts };
  for (const { list, implications, within, shares, common } of relatedLists(policy)) {
    const stated = facts[list] as readonly Row[] | undefined;
    if (stated === undefined) continue;
    // Nobody asks for them where all amounts are stated.
    const sums = onDemand(() => shares.map((share) => ({ fact: share.whole.fact, byId: sharesOf((facts[share.list] as readonly Row[] | undefined) ?? NO_ROWS, share) })));
    const leastOf = (row: Row) => (part: string): Dec => added(sums().flatMap(({ fact, byId }) => (fact === part ? (byId.get(row['id'] as string) ?? []) : [])));
    out[list] = common.reduce(ofContract, stated).map((row) => bounded(implied(row, implications), within, leastOf(row)));
  }
  return indexed(out);
}

/** The rows with a fact that their contract states in another of its rows. */
function ofContract(rows: readonly Row[], fact: string): readonly Row[] {
  if (rows.length < 2 || rows.every((row) => row[fact] !== undefined)) return rows;
  const known = new Map(rows.flatMap((row) => (row[fact] === undefined ? [] : [[row['id'], row[fact]] as const])));
  return rows.map((row) => (row[fact] === undefined && known.has(row['id']) ? { ...row, [fact]: known.get(row['id']) } : row));
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

/** Facts as a case, whose rows are found by list and id. */
export function indexed(facts: Row): ReadCase {
  const positions = new Map<string, Map<string, number>>();
  const rows = (list: string): readonly Row[] => (facts[list] as readonly Row[] | undefined) ?? NO_ROWS;
  const position = (list: string, id: string): number => {
    let index = positions.get(list);
    if (index === undefined) positions.set(list, (index = new Map(rows(list).map((row, i) => [row['id'] as string, i]))));
    return index.get(id) ?? -1;
  };
  return { facts, rows, position };
}

/** Rows of a list with a bound on one of their facts that follows from elsewhere. */
export function withBound(read: ReadCase, list: string, fact: string, of: (id: string) => Bound): ReadCase {
  const rows = read.rows(list).map((row) => ({ ...row, [BOUNDS]: { ...row[BOUNDS], [fact]: of(row['id'] as string) } }));
  return indexed({ ...read.facts, [list]: rows });
}

/** The table of a list's rows, or of a group. */
export const tableOf = (table: FactTable, name: string): FactTable => (table[name] as FactList | FactGroup).of;
