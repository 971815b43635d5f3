import { type Row, tableOf } from '../case/case.js';
import type { FactGroup, FactTable } from '../core/fact.js';
import { BOUNDS } from '../core/facts.js';
import { remembered } from '../core/groups.js';
import { type Measure, listOf } from '../core/measure.js';
import { stagedPay } from '../core/payment.js';

/**
 * How the facts of a measure are found in the rows of a case: by their names, the nearest row first
 * (the row inside, the row, the groups of the row, the case, the row that it joins).
 */

type Level = 'inner' | 'row' | 'joined' | 'case';

interface Pick {
  readonly name: string;
  readonly level: Level;
  /** What it is called there. */
  readonly as: string;
  /** The group of the row that holds it. */
  readonly group: string | undefined;
}

/** The rows at hand for one subject, or for one row of it. */
export interface Rows {
  readonly inner?: Row | undefined;
  readonly row?: Row | undefined;
  readonly joined?: Row | undefined;
  readonly case: Row;
}

/** Where they stand in the case. */
export interface Places {
  readonly inner?: string | undefined;
  readonly row?: string | undefined;
  readonly joined?: string | undefined;
}

/** The facts of a measure, and where each stands. */
export interface Picker {
  readonly pick: (rows: Rows) => Record<string, unknown>;
  readonly locate: (name: string, places: Places) => string;
}

/** How the facts of a measure, and of the rows that it adds up, are found; worked out once for a measure and a shape of a case. */
export interface Join {
  readonly subject: Picker;
  readonly row: Picker | undefined;
  /** The list that the rows join, and the one that the members of the subject are in. */
  readonly joined: string | undefined;
  readonly members: string | undefined;
}

const joinsIn = remembered((table: FactTable) => remembered((measure: Measure) => makeJoin(measure, table)));

export const joinOf = (measure: Measure, table: FactTable): Join => joinsIn(table)(measure);

function makeJoin(measure: Measure, table: FactTable): Join {
  const { source, rows } = measure;
  const row = tableOf(table, listOf(measure));
  const joined = source.join === undefined ? undefined : referredList(row, source.join);
  const far = joined === undefined ? undefined : tableOf(table, joined);
  if ('group' in source) {
    if (rows === undefined) throw new RangeError(`${measure.id} adds up no rows`);
    const names = new Set([...Object.keys((measure.facts[rows.fact] as { readonly of: FactTable }).of), ...rows.inherits]);
    const none = picker([], { case: table }, {}, {});
    return { subject: none, row: picker([...names], { row, joined: far, case: table }, rows.renamed ?? {}, {}), joined, members: undefined };
  }
  const names = new Set(Object.keys({ ...measure.facts, ...stagedPay(measure)?.facts }));
  if (rows !== undefined) names.delete(rows.fact);
  const inner = source.inside === undefined ? undefined : (row[source.inside] as { readonly of: FactTable }).of;
  const subject = picker([...names], { inner, row, joined: far, case: table }, {}, source.foundIn ?? {});
  return { subject, row: undefined, joined, members: rows === undefined ? undefined : referredList(row, rows.fact) };
}

/** The list that a fact of a row refers to. */
function referredList(row: FactTable, fact: string): string {
  const entry = row[fact];
  const list = entry?.kind === 'fact' || entry?.kind === 'ids' ? entry.refersTo : undefined;
  if (list === undefined) throw new RangeError(`"${fact}" refers to no list`);
  return list;
}

/** Tables by level. */
interface Tables {
  readonly inner?: FactTable | undefined;
  readonly row?: FactTable | undefined;
  readonly joined?: FactTable | undefined;
  readonly case: FactTable;
}

function found(name: string, as: string, tables: Tables): Pick | undefined {
  const { inner, row, joined } = tables;
  const at = (level: Level, group?: string): Pick => ({ name, level, as, group });
  if (inner !== undefined && Object.hasOwn(inner, as)) return at('inner');
  if (row !== undefined && Object.hasOwn(row, as)) return at('row');
  for (const [group, entry] of Object.entries(row ?? {})) {
    if (entry.kind === 'group' && Object.hasOwn((entry as FactGroup).of, as)) return at('row', group);
  }
  // What the case states of itself belongs to the matter at hand, not to a row that it joins.
  if (Object.hasOwn(tables.case, as)) return at('case');
  return joined !== undefined && Object.hasOwn(joined, as) ? at('joined') : undefined;
}

function picker(names: readonly string[], tables: Tables, renamed: Readonly<Record<string, string>>, foundIn: Readonly<Record<string, string>>): Picker {
  const picks = names.flatMap((name) => found(name, renamed[name] ?? name, tables) ?? []);
  const byName = new Map(picks.map((p) => [p.name, p]));
  return {
    pick: (rows) => {
      const out: Record<string, unknown> = {};
      for (let i = 0; i < picks.length; i += 1) {
        const { name, level, as, group } = picks[i] as Pick;
        const source = rows[level];
        const value = group === undefined ? source?.[as] : (source?.[group] as Row | undefined)?.[as];
        // Where the row leaves out what the case states as well, the case's holds.
        out[name] = value === undefined ? rows.case[as] : value;
      }
      const bounds = (rows.row ?? rows.inner)?.[BOUNDS] ?? rows.joined?.[BOUNDS];
      if (bounds !== undefined) (out as { [BOUNDS]?: typeof bounds })[BOUNDS] = bounds;
      return out;
    },
    locate: (name, places) => {
      const p = byName.get(name) ?? byName.get(foundIn[name] ?? name);
      if (p === undefined) return name;
      const base = p.level === 'case' ? '$' : (places[p.level] as string);
      return p.group === undefined ? `${base}.${p.as}` : `${base}.${p.group}.${p.as}`;
    },
  };
}

