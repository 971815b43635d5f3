import { fail } from './amount.js';

/** Below this many names a plain scan is quicker than building a dictionary. */
const SCAN_LIMIT = 12;

/** Names and their positions. */
export interface NameTable {
  readonly names: string[];
  index: Record<string, number> | undefined;
}

export function nameTable(): NameTable {
  return { names: [], index: undefined };
}

/** The position of a name, -1 when it is absent. */
export function find(table: NameTable, name: string): number {
  const { names, index } = table;
  if (index !== undefined) return index[name] ?? -1;
  for (let i = 0; i < names.length; i++) if (names[i] === name) return i;
  return -1;
}

/** Appends a name that is not in the table yet. */
export function append(table: NameTable, name: string): number {
  const { names } = table;
  const position = names.length;
  names.push(name);
  if (table.index !== undefined) table.index[name] = position;
  else if (position >= SCAN_LIMIT) {
    const index = Object.create(null) as Record<string, number>;
    for (let i = 0; i < names.length; i++) index[names[i] as string] = i;
    table.index = index;
  }
  return position;
}

/** The position of a name that must have been declared. */
export function declared(table: NameTable, name: unknown, path: string, what: string): number {
  const position = typeof name === 'string' ? find(table, name) : -1;
  return position >= 0 ? position : fail(path, `the id of a declared ${what}`, name);
}
