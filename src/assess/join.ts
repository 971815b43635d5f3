import { tableOf } from '../case/case.js';
import { type FactList, type FactTable, referredBy } from '../core/fact.js';
import { BOUNDS, type Row } from '../core/facts.js';
import { remembered } from '../core/groups.js';
import { type Measure, listOf } from '../core/measure.js';
import { stagedPay } from '../core/payment.js';

/**
 * How the facts of a measure are found in the rows of a case: by their names, the nearest row first
 * (the row inside, the row, the groups of the row, the case, the row that it joins).
 */

/** What there is for one subject, or for one row of it, at each level. */
interface ByLevel<T> {
  readonly inner?: T | undefined;
  readonly row: T;
  readonly case: T;
  readonly joined?: T | undefined;
}

/** Where a fact of a measure stands. */
interface Place {
  readonly name: string;
  readonly level: keyof ByLevel<unknown>;
  /** What it is called there. */
  readonly as: string;
  /** The group of the row that holds it. */
  readonly group: string | undefined;
}

/** The facts of a measure, and where each stands. */
export interface Picker {
  readonly pick: (rows: ByLevel<Row>) => Record<string, unknown>;
  readonly locate: (name: string, places: Omit<ByLevel<string>, 'case'>) => string;
}

/** How the facts of a measure, and of the rows that it adds up, are found; worked out once for a measure and a shape of a case. */
export interface Join {
  readonly subject: Picker;
  readonly row: Picker | undefined;
  /** The list that the rows join, and the one that the members of the subject are in. */
  readonly joined: string | undefined;
  readonly members: string | undefined;
  /** Which row of which list is the input: that which a fact names, each member, or the row itself; rows of different lists have different numbers. */
  readonly input: { readonly of: string | undefined; readonly list: string; readonly from: number };
}

/** No list has more rows. */
const MOST_ROWS = 1e9;

const joinsIn = remembered((table: FactTable) => remembered((measure: Measure) => makeJoin(measure, table)));

export const joinOf = (measure: Measure, table: FactTable): Join => joinsIn(table)(measure);

function makeJoin(measure: Measure, table: FactTable): Join {
  const { source, rows, uses } = measure;
  const row = tableOf(table, listOf(measure));
  const joined = source.join === undefined ? undefined : referredList(row, source.join);
  const tables = { row, case: table, joined: joined === undefined ? undefined : tableOf(table, joined) };
  const input = (members?: string): Join['input'] => {
    const of = members === undefined ? uses?.of : undefined;
    const list = members ?? (of === undefined ? listOf(measure) : referredList(row, of));
    return { of, list, from: MOST_ROWS * Object.keys(table).filter((name) => table[name]?.kind === 'list').indexOf(list) };
  };
  if ('group' in source) {
    if (rows === undefined) throw new RangeError(`${measure.id} adds up no rows`);
    const names = new Set([...Object.keys((measure.facts[rows.fact] as FactList).of), ...rows.inherits]);
    return { subject: picker([], tables), row: picker([...names], tables, rows.renamed), joined, members: undefined, input: input() };
  }
  const names = Object.keys({ ...measure.facts, ...stagedPay(measure)?.facts });
  const inner = source.inside === undefined ? undefined : (row[source.inside] as FactList).of;
  const subject = picker(names, { ...tables, inner }, {}, source.foundIn);
  const members = rows === undefined ? undefined : referredList(row, rows.fact);
  return { subject, row: undefined, joined, members, input: input(members) };
}

/** The list that a fact of a row refers to. */
function referredList(row: FactTable, fact: string): string {
  const list = referredBy(row[fact]);
  if (list === undefined) throw new RangeError(`"${fact}" refers to no list`);
  return list;
}

function picker(names: readonly string[], tables: ByLevel<FactTable>, renamed: Readonly<Record<string, string>> = {}, foundIn: typeof renamed = {}): Picker {
  const groups = Object.entries(tables.row).flatMap(([group, entry]) => (entry.kind === 'group' ? [['row', entry.of, group] as const] : []));
  // What the case states of itself belongs to the matter at hand, not to a row that it joins.
  const levels = [['inner', tables.inner], ['row', tables.row], ...groups, ['case', tables.case], ['joined', tables.joined]] as const;
  const facts = names.flatMap((name): Place[] => {
    const as = renamed[name] ?? name;
    const found = levels.find(([, table]) => table !== undefined && Object.hasOwn(table, as));
    return found === undefined ? [] : [{ name, level: found[0], as, group: found[2] }];
  });
  const byName = new Map(facts.map((p) => [p.name, p]));
  return {
    pick: (rows) => {
      const out: Record<string, unknown> = {};
      for (let i = 0; i < facts.length; i += 1) {
        const { name, level, as, group } = facts[i] as Place;
        const source = rows[level];
        const value = group === undefined ? source?.[as] : (source?.[group] as Row | undefined)?.[as];
        // Where the row leaves out what the case states as well, the case's holds.
        out[name] = value === undefined ? rows.case[as] : value;
      }
      const bounds = rows.row[BOUNDS] ?? rows.joined?.[BOUNDS];
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
