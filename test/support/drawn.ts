/** What generated cases leave out: a fact that no case states is one that no property or comparison looks at. */
import type { FactEntry, FactTable } from '../../src/core/fact.js';

/** Values that a fact must have been drawn with at least once: either answer, every choice, else any at all. */
const wanted = (entry: FactEntry): readonly unknown[] | undefined =>
  entry.kind !== 'fact' ? undefined : entry.type === 'boolean' ? [true, false] : entry.type === 'choice' ? Object.keys(entry.options ?? {}) : undefined;

/** The facts of a table that no row states, each by its path; `name=value` where only a value of it is lacking. */
export function neverDrawn(table: FactTable, rows: readonly object[]): string[] {
  return Object.entries(table).flatMap(([name, entry]): string[] => {
    const stated = rows.map((row) => (row as Record<string, unknown>)[name]).filter((value) => value !== undefined && value !== null);
    if (stated.length === 0) return [name];
    if (entry.kind === 'list') return neverDrawn(entry.of, stated.flat() as object[]).map((inner) => `${name}[].${inner}`);
    if (entry.kind === 'group') return neverDrawn(entry.of, stated as object[]).map((inner) => `${name}.${inner}`);
    return wanted(entry)?.filter((value) => !(stated as unknown[]).includes(value)).map((value) => `${name}=${value}`) ?? [];
  });
}
