import { tableOf } from '../case/case.js';
import { isStated } from '../case/read.js';
import { valueTypeOf } from '../case/values.js';
import type { Context } from '../core/context.js';
import { yearOf } from '../core/day.js';
import { AN_OBJECT, isRecord, refuse, show } from '../core/error.js';
import { type FactEntry, type FactList, type FactTable, referredBy, requiredOf } from '../core/fact.js';
import type { Row } from '../core/facts.js';
import { byKey, listUnder } from '../core/groups.js';
import { changesOf, dayOfYear, daysOf } from '../core/law.js';
import { listOf } from '../core/measure.js';
import { refusing, says } from './stated.js';
import { type YearsSupposed, calendarOf, waysFor, withYears } from './years.js';

/** Which of the unknown skeleton values to supply. A measure that comes out the same every way does not depend on them. */
interface Supposition extends YearsSupposed {
  /** Of application. */
  readonly day: string;
  /** Which option of each choice that a row must make. */
  readonly option: number;
}

/** An application on each day that the law may tell apart: each first one of the period, those of its years and of each change of law, and one after it. */
function applicationsIn(context: Context): readonly Supposition[] {
  const { policy } = context;
  const { from, to, years } = calendarOf(context);
  const days = [...new Set([...daysOf(policy, policy.period.from), ...years.map(dayOfYear), ...changesOf(policy.register), to])].filter((day) => day >= from && day <= to).sort();
  return [...days, dayOfYear(yearOf(to) + 1)].map((day) => ({ day, isInForce: day <= to, option: 0, way: 0 }));
}

/**
 * A profile as a case, under each supposition of what it does not say; the first is an application on the first day in force.
 *
 * @param added the list to which a subject is added of which nothing is known, joined to what is stated
 */
export function completionsOf(profile: unknown, added: string | undefined, context: Context): readonly [Completed, ...Completed[]] {
  const suppose = (when: Supposition): Completed => refusing(() => new Completed(profile, added, when, context));
  const [first, ...others] = applicationsIn(context) as [Supposition, ...Supposition[]];
  const inForce = suppose(first);
  const { supplied, options, lacking } = inForce;
  if (supplied.size === 0) return [inForce];
  const [ways, days] = [waysFor(lacking, context), others.filter((o) => supplied.has('') || !o.isInForce)];
  // Days and years by themselves, then together: what one of them gives may need the other.
  const together = days.flatMap((day) => (day.isInForce ? ways.slice(1).map((way) => ({ ...day, way })) : []));
  const whens = [...ways.map((way) => ({ ...first, way })), ...days, ...together];
  const all = Array.from({ length: options }, (_x, option) => whens.map((when) => ({ ...when, option }))).flat();
  return [inForce, ...all.slice(1).map(suppose)];
}

/** The facts of a row that name rows of other lists, and which. */
const referencesOf = (table: FactTable): (readonly [fact: string, of: string])[] =>
  Object.entries(table).flatMap(([name, entry]) => {
    const of = referredBy(entry);
    return of === undefined ? [] : [[name, of] as const];
  });

/** The rows of a list by their ids, and the ids that were not made up. */
interface Named {
  readonly rows: unknown;
  readonly byId: ReadonlyMap<unknown, readonly Row[]>;
  readonly ids: readonly unknown[];
}

/**
 * A profile becomes a case: what it leaves out of the skeleton of a case (ids, references, years, the day of application,
 * choices that a row must make) is supplied here and remembered, so that nothing supplied is ever taken for known.
 */
export class Completed {
  readonly input: Record<string, unknown>;
  /** Paths of what the profile does not say and the case needs, by the row, such as `$.loans[3]`; those of the case itself under `''`. */
  readonly supplied = new Map<string, string[]>();
  /** Ids of rows that had to be made up for rows that name none, by list. */
  readonly made = new Map<string, string>();
  /** How many ways there were to choose for a row. */
  options = 1;
  /** How many rows of one list lacked their year, at most. */
  lacking = 0;
  readonly #known = new Map<string, Named>();
  readonly #added: string | undefined;
  readonly #when: Supposition;
  readonly #context: Context;

  constructor(profile: unknown, added: string | undefined, when: Supposition, context: Context) {
    if (!isRecord(profile)) refuse({ path: '$', code: 'type', expected: AN_OBJECT, received: show(profile) });
    this.input = { ...(profile as Row) };
    this.#added = added;
    this.#when = when;
    this.#context = context;
    const { facts, measures, period: { applied } } = context.policy;
    // Rows that others name come first, so that the others find their ids.
    const lists = Object.entries(facts).filter((e): e is [string, FactList] => measures.some((m) => listOf(m) === e[0]));
    for (const [list, entry] of lists.sort(([, a], [, b]) => referencesOf(a.of).length - referencesOf(b.of).length)) this.#list(list, entry);
    if (says(this.input, applied)) return;
    this.#note(`$.${applied}`);
    this.input[applied] = when.day;
  }

  readonly #note = (path: string): unknown => listUnder(this.supplied, path.slice(0, path.indexOf(']') + 1)).push(path);

  #list(list: string, entry: FactList): void {
    const given = this.input[list] ?? [];
    // Anything that is no list is left for the reader of the case to refuse.
    if (!Array.isArray(given)) return;
    const rows: readonly unknown[] = list === this.#added ? [...(given as unknown[]), ...this.#extra(list, entry, given)] : given;
    if (rows.length > 0) this.input[list] = this.#dated(`$.${list}`, entry, rows.map((row, i) => (isRecord(row) ? this.#row(list, row, i) : row)));
  }

  /** What is added so that the measures of a list have a subject: one for each stated row that it can hang on. */
  #extra(list: string, { of, unique }: FactList, given: readonly unknown[]): Row[] {
    const references = referencesOf(of);
    // Rows that name none are not taken to mean this one.
    if (references.length === 0) this.made.set(list, this.#called(list, given.length));
    const [fact, other] = references.find(([name]) => of[name]?.kind === 'fact') ?? [];
    if (fact === undefined || other === undefined) return [{}];
    if (this.#isApart(list)) return [{ [fact]: this.#makeUp(other) }];
    const isOnly = unique.length === 1 && unique[0] === fact;
    const { ids } = this.#named(other);
    if (ids.length === 0) return isOnly && given.length > 0 ? [] : [{}];
    const own = new Set(given.map((row) => (isRecord(row) ? row[fact] ?? ids[0] : undefined)));
    return ids.filter((id) => !isOnly || !own.has(id)).map((id) => ({ [fact]: id }));
  }

  /** Whether it matters to a measure who the person of a joined row is. */
  readonly #isApart = (list: string): boolean => this.#context.policy.measures.some((m) => listOf(m) === list && m.rows?.renamed !== undefined);

  /** The id of a row that has none, which no stated one bears. */
  #called(list: string, i: number): string {
    let id = `${(this.#context.policy.facts[list] as FactList).row.zh}${i + 1}`;
    while (this.#named(list).byId.has(id)) id += '*';
    return id;
  }

  /** Looked up anew where the list is another. */
  #named(list: string): Named {
    const rows = this.input[list];
    let known = this.#known.get(list);
    if (known === undefined || known.rows !== rows) {
      const byId = byKey(Array.isArray(rows) ? rows.filter(isRecord) : [], (row) => row['id']);
      this.#known.set(list, (known = { rows, byId, ids: [...byId.keys()].filter((id) => id !== this.made.get(list)) }));
    }
    return known;
  }

  /** A row of a list of which nothing is known, for rows that name none. */
  #makeUp(list: string): string {
    const known = this.made.get(list);
    if (known !== undefined) return known;
    const rows = this.input[list] ?? [];
    const at = Array.isArray(rows) ? rows.length : 0;
    const id = this.#called(list, at);
    this.made.set(list, id);
    if (Array.isArray(rows)) this.input[list] = [...(rows as unknown[]), this.#row(list, {}, at)];
    return id;
  }

  /** One row with everything that it must state, but for its year. */
  #row(list: string, given: Row, i: number): Row {
    const table = tableOf(this.#context.policy.facts, list);
    // Groups that are stated in part cannot stand: without the facts that they need they say nothing.
    const row: Record<string, unknown> = Object.fromEntries(Object.entries(given).filter(([name, value]) => !isTorn(table[name], value)));
    for (const [name, entry] of Object.entries(table)) {
      const path = `$.${list}[${i}].${name}`;
      if (entry.kind === 'list') {
        const isSubject = this.#context.policy.measures.some(({ source: s }) => 'each' in s && s.each === list && s.inside === name);
        const isAdded = list === this.#added && isSubject && !says(row, name);
        const inner = isAdded ? calendarOf(this.#context).years.map(() => ({})) : row[name];
        if (Array.isArray(inner)) row[name] = this.#dated(path, entry, inner);
      }
      const value = !entry.required || says(row, name) ? undefined : this.#value(list, path, name, entry, i);
      if (value !== undefined) row[name] = value;
    }
    const nameless = Object.entries(table).filter(([name, entry]) => isPerson(name, entry) && entry.required && !says(row, name));
    for (const [name, entry] of nameless) row[name] = this.#person(list, row) ?? entry.name.zh;
    return row;
  }

  #value(list: string, path: string, name: string, entry: FactEntry, i: number): unknown {
    const of = referredBy(entry);
    if (of !== undefined) {
      const { ids } = this.#named(of);
      if (entry.kind === 'ids') return ids.length > 0 ? ids : [this.#makeUp(of)];
      // With several of them it is not known which one is meant, so none is taken.
      return ids.length === 1 ? ids[0] : this.#makeUp(of);
    }
    if (name === 'id') return this.#called(list, i);
    if (entry.kind !== 'fact' || entry.type !== 'choice') return undefined;
    this.#note(path);
    const options = Object.keys(entry.options ?? {});
    this.options = Math.max(this.options, options.length);
    return options[Math.min(this.#when.option, options.length - 1)];
  }

  /** A name decides nothing, so it is made up: the person of the row that is named, unless it matters who that is. */
  #person(list: string, row: Row): unknown {
    const { facts } = this.#context.policy;
    const joined = this.#isApart(list) ? [] : referencesOf(tableOf(facts, list)).flatMap(([fact, of]) => {
      const persons = Object.entries(tableOf(facts, of)).filter(([name, entry]) => isPerson(name, entry));
      return (this.#named(of).byId.get(row[fact]) ?? []).flatMap((r) => persons.map(([name]) => r[name]));
    });
    return joined[0];
  }

  /** Rows with a year each, where they must state one. */
  #dated(path: string, { of, unique }: FactList, rows: readonly unknown[]): readonly unknown[] {
    const name = requiredOf(of, 'year');
    if (name === undefined) return rows;
    const { dated, lacking } = withYears(rows, name, unique, this.#when, this.#context);
    for (const i of lacking) this.#note(`${path}[${i}].${name}`);
    this.lacking = Math.max(this.lacking, lacking.length);
    return dated;
  }
}

const isPerson = (name: string, entry: FactEntry): boolean => entry.kind === 'fact' && entry.type === 'id' && name !== 'id' && entry.refersTo === undefined;

/** Whether a group lacks a fact that it needs, and what it states is sound; what is not is left for the reader of the case to refuse. */
const isTorn = (entry: FactEntry | undefined, value: unknown): boolean =>
  entry?.kind === 'group' && isRecord(value) && Object.entries(entry.of).some(([name, e]) => e.required && !says(value, name)) &&
  Object.entries(value).every(([name, stated]) => {
    const own = Object.hasOwn(entry.of, name) ? entry.of[name] : undefined;
    return own?.kind === 'fact' && (!isStated(stated) || valueTypeOf(own).read(stated) !== undefined);
  });
