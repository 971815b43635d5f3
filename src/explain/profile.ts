import { yearsOf } from '../assess/determine.js';
import { tableOf } from '../case/case.js';
import { isStated } from '../case/read.js';
import { valueTypeOf } from '../case/values.js';
import type { Context } from '../core/context.js';
import { yearOf } from '../core/day.js';
import { AN_OBJECT, isRecord, refuse, show } from '../core/error.js';
import { type FactEntry, type FactList, type FactTable, referredBy, requiredOf } from '../core/fact.js';
import type { Row } from '../core/facts.js';
import { listUnder, remembered } from '../core/groups.js';
import { changesOf, dayOfYear, daysOf } from '../core/law.js';
import { listOf } from '../core/measure.js';
import { refusing } from './stated.js';

/** Which of the unknown skeleton values to supply. A measure that comes out the same every way does not depend on them. */
interface Supposition {
  /** Of application; where it is not in force, years are supplied that cannot count. */
  readonly day: string;
  readonly isInForce: boolean;
  /** Which option of each choice that a row must make. */
  readonly option: number;
  /** How years in force are dealt out to rows that lack theirs: a digit for each row says by how many it is moved on. Below 0 all rows get a year before those in force. */
  readonly way: number;
}

/** So many rows of a list vary their years independently; further ones vary with these. */
const ROWS_APART = 3;

/** The first and the last day of a policy, the years in force, those before that may count, and one that cannot. */
const calendarOf = remembered((context: Context) => {
  const { policy } = context;
  const [from, to] = [daysOf(policy, policy.period.from)[0], daysOf(policy, policy.period.to).at(-1)] as [string, string];
  const all = yearsOf(undefined, context);
  return { from, to, years: all.filter((year) => year >= yearOf(from)), before: all.filter((year) => year < yearOf(from)), tooEarly: (all[0] as number) - 1 };
});

/** An application on each day that the law may tell apart: the first of the period, of its years and of each change of law, and one after it. */
function applicationsIn(context: Context): readonly Supposition[] {
  const { from, to, years } = calendarOf(context);
  const days = [...new Set([from, ...years.map(dayOfYear), ...changesOf(context.policy.register), to])].filter((day) => day >= from && day <= to).sort();
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
  const { supplied, options, ways } = inForce;
  if (supplied.size === 0) return [inForce];
  const whens = [...ways.map((way) => ({ ...first, way })), ...others.filter((o) => supplied.has('') || !o.isInForce)];
  const all = Array.from({ length: options }, (_x, option) => whens.map((when) => ({ ...when, option }))).flat();
  return [inForce, ...all.slice(1).map(suppose)];
}

const says = (row: Row, name: string): boolean => Object.hasOwn(row, name) && isStated(row[name]);

/** The facts of a row that name rows of other lists, and which. */
const referencesOf = (table: FactTable): (readonly [fact: string, of: string])[] =>
  Object.entries(table).flatMap(([name, entry]) => {
    const of = referredBy(entry);
    return of === undefined ? [] : [[name, of] as const];
  });

/**
 * A profile becomes a case: what it leaves out of the skeleton of a case (ids, references, years, the day of application,
 * choices that a row must make) is supplied here and remembered, so that nothing supplied is ever taken for known.
 */
export class Completed {
  readonly input: Record<string, unknown>;
  /** Paths of what the profile does not say and the case needs, by list; those of the case itself under `''`. */
  readonly supplied = new Map<string, string[]>();
  /** Ids of rows that had to be made up for rows that name none, by list. */
  readonly made = new Map<string, string>();
  /** How many ways there were to choose for a row. */
  options = 1;
  /** How many rows of one list lacked their year, at most. */
  #lacking = 0;
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
    this.#note('', `$.${applied}`);
    this.input[applied] = when.day;
  }

  /** The ways to give rows the years that they lack. */
  get ways(): number[] {
    const { years, before } = calendarOf(this.#context);
    const spreads = Array.from({ length: years.length ** Math.min(this.#lacking, ROWS_APART) }, (_x, way) => way);
    return this.#lacking === 0 ? spreads : [...spreads, ...before.map((_year, k) => -1 - k)];
  }

  readonly #note = (list: string, path: string): unknown => listUnder(this.supplied, list).push(path);

  #list(list: string, entry: FactList): void {
    const given = this.input[list] ?? [];
    // Anything that is no list is left for the reader of the case to refuse.
    if (!Array.isArray(given)) return;
    const rows: readonly unknown[] = list === this.#added ? [...(given as unknown[]), ...this.#extra(list, entry, given)] : given;
    if (rows.length > 0) this.input[list] = this.#withYears(list, `$.${list}`, entry, rows.map((row, i) => (isRecord(row) ? this.#row(list, row, i) : row)));
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
    const ids = this.#idsIn(other);
    if (ids.length === 0) return isOnly && given.length > 0 ? [] : [{}];
    const own = given.map((row) => (isRecord(row) ? row[fact] ?? ids[0] : undefined));
    return ids.filter((id) => !isOnly || !own.includes(id)).map((id) => ({ [fact]: id }));
  }

  /** Whether it matters to a measure who the person of a joined row is. */
  readonly #isApart = (list: string): boolean => this.#context.policy.measures.some((m) => listOf(m) === list && m.rows?.renamed !== undefined);

  readonly #called = (list: string, i: number): string => `${(this.#context.policy.facts[list] as FactList).row.zh}${i + 1}`;

  #rows(list: string): readonly Row[] {
    const rows = this.input[list];
    return Array.isArray(rows) ? rows.filter(isRecord) : [];
  }

  #idsIn(list: string): unknown[] {
    return this.#rows(list).map((row) => row['id']).filter((id) => id !== this.made.get(list));
  }

  /** A row of a list of which nothing is known, for rows that name none. */
  #makeUp(list: string): string {
    const known = this.made.get(list);
    if (known !== undefined) return known;
    const rows = this.input[list] ?? [];
    const at = Array.isArray(rows) ? rows.length : 0;
    const id = this.#called(list, at);
    this.made.set(list, id);
    if (Array.isArray(rows)) this.input[list] = [...(rows as unknown[]), this.#row(list, { id }, at)];
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
        if (Array.isArray(inner)) row[name] = this.#withYears(list, path, entry, inner);
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
      const ids = this.#idsIn(of);
      if (entry.kind === 'ids') return ids.length > 0 ? ids : [this.#makeUp(of)];
      // With several of them it is not known which one is meant, so none is taken.
      return ids.length === 1 ? ids[0] : this.#makeUp(of);
    }
    if (name === 'id') return this.#called(list, i);
    if (entry.kind !== 'fact' || entry.type !== 'choice') return undefined;
    this.#note(list, path);
    const options = Object.keys(entry.options ?? {});
    this.options = Math.max(this.options, options.length);
    return options[Math.min(this.#when.option, options.length - 1)];
  }

  /** A name decides nothing, so it is made up: the person of the row that is named, unless it matters who that is. */
  #person(list: string, row: Row): unknown {
    const { facts } = this.#context.policy;
    const joined = this.#isApart(list) ? [] : referencesOf(tableOf(facts, list)).flatMap(([fact, of]) => {
      const persons = Object.entries(tableOf(facts, of)).filter(([name, entry]) => isPerson(name, entry));
      return this.#rows(of).filter((r) => r['id'] === row[fact]).flatMap((r) => persons.flatMap(([name]) => r[name] ?? []));
    });
    return joined[0];
  }

  /**
   * Rows with a year each, where they must state one; no two of a contract have the same. In force they are
   * spread over the rows, because caps are yearly, or given in another way, because one year may count for a
   * row and another not; or they lie before anything can count.
   */
  #withYears(list: string, path: string, { of, unique }: FactList, rows: readonly unknown[]): unknown[] {
    const name = requiredOf(of, 'year');
    if (name === undefined) return [...rows];
    const taken = new Map<string, unknown[]>();
    const takenBy = (row: Row): unknown[] => listUnder(taken, JSON.stringify(unique.map((fact) => (fact === name ? '' : row[fact]))));
    for (const row of rows) if (isRecord(row) && says(row, name)) takenBy(row).push(row[name]);
    const { isInForce, way } = this.#when;
    const { years, before, tooEarly } = calendarOf(this.#context);
    // What is taken gives way to another year in force, then to one after it.
    const yearAt = (n: number, first: number): number =>
      !isInForce ? tooEarly - n :
      n === 0 && way < 0 ? before[-1 - way] as number :
      n < years.length ? years[(first + n) % years.length] as number : (years.at(-1) as number) + n;
    let lacking = 0;
    return rows.map((row, i) => {
      if (!isRecord(row) || says(row, name)) return row;
      this.#note(list, `${path}[${i}].${name}`);
      const first = i + Math.floor(Math.max(way, 0) / years.length ** (lacking % ROWS_APART));
      lacking += 1;
      this.#lacking = Math.max(this.#lacking, lacking);
      const own = takenBy(row);
      let n = 0;
      while (own.includes(yearAt(n, first))) n += 1;
      own.push(yearAt(n, first));
      return { ...row, [name]: yearAt(n, first) };
    });
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
