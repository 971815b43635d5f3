import { yearOf } from '../core/day.js';
import type { Context } from '../core/context.js';
import { refuse, show } from '../core/error.js';
import type { Fact, FactEntry, FactGroup, FactList, FactTable } from '../core/fact.js';
import type { Measure } from '../core/measure.js';
import { text } from '../core/text.js';

/**
 * A profile becomes a case: what it leaves out of the skeleton of a case (ids, references, years, the day
 * of application, choices that a row must make) is supplied here, and what was supplied is remembered, so
 * that nothing supplied is ever taken for known.
 */
export interface Completed {
  readonly input: Readonly<Record<string, unknown>>;
  /** Paths of what the profile does not say and the case needs, by list; those of the case itself under `''`. */
  readonly supplied: ReadonlyMap<string, readonly string[]>;
  /** Ids of rows that had to be made up for rows that name none, by list. */
  readonly made: ReadonlyMap<string, string>;
  /** Lists in which rows of unknown kind stand once for each kind. */
  readonly split: ReadonlySet<string>;
  /** A path of the case as a path of the profile. */
  readonly inProfile: (path: string) => string;
}

/**
 * Which of the unknown skeleton values to supply: a day of application, and years that can count under the
 * policy or that cannot. A measure that comes out the same every way does not depend on them.
 */
export interface Supposition {
  readonly day: string;
  readonly isInForce: boolean;
}

/** The days of application that the law may tell apart: the first of the period, of its years and of each change of law, and one after it. */
export function suppositionsOf({ policy, at }: Context): Supposition[] {
  const [from, to] = [policy.period.from, policy.period.to].map((id) => at(undefined).parameter(id).value) as [string, string];
  const changes = Object.values(policy.register).flatMap((entries) => entries.map((e) => e.validFrom));
  const firsts = Array.from({ length: yearOf(to) - yearOf(from) }, (_x, i) => `${yearOf(from) + i + 1}-01-01`);
  const days = [...new Set([from, ...firsts, ...changes, to])].filter((day) => day >= from && day <= to).sort();
  return [...days.map((day) => ({ day, isInForce: true })), { day: `${yearOf(to) + 1}-01-01`, isInForce: false }];
}

type Row = Readonly<Record<string, unknown>>;

const isRow = (row: unknown): row is Row => typeof row === 'object' && row !== null && !Array.isArray(row);
const says = (row: Row, name: string): boolean => Object.hasOwn(row, name) && row[name] !== undefined && row[name] !== null;

/** The list whose rows a measure is given for. */
export const listOf = ({ source }: Measure): string => ('each' in source ? source.each : source.group);

/**
 * @param added the list to which a subject is added of which nothing is known, joined to what is stated
 * @throws InvalidCaseError for a profile that is no object; its values are checked when the case is read
 */
export function complete(profile: unknown, added: string | undefined, when: Supposition, context: Context): Completed {
  if (!isRow(profile)) return refuse({ path: '$', code: 'type', expected: text('对象', 'an object'), received: show(profile) });
  const skeleton = new Skeleton(profile, added, when, context);
  return skeleton.completed();
}

class Skeleton {
  readonly #profile: Row;
  readonly #added: string | undefined;
  readonly #isInForce: boolean;
  readonly #day: string;
  readonly #table: FactTable;
  readonly #measures: readonly Measure[];
  readonly #days: { readonly from: string; readonly to: string; readonly earliest: string };
  readonly #supplied = new Map<string, string[]>();
  readonly #made = new Map<string, string>();
  readonly #split = new Map<string, Map<number, number>>();
  readonly #rows = new Map<string, unknown>();

  constructor(profile: Row, added: string | undefined, when: Supposition, { policy, at }: Context) {
    const law = at(undefined);
    const day = (id: string): string => law.parameter(id).value;
    this.#profile = profile;
    this.#added = added;
    this.#isInForce = when.isInForce;
    this.#day = when.day;
    this.#table = policy.facts;
    this.#measures = policy.measures;
    this.#days = { from: day(policy.period.from), to: day(policy.period.to), earliest: day(policy.period.earliest) };
  }

  completed(): Completed {
    const subjects = new Set(this.#measures.map(listOf));
    // Rows that others name come first, so that the others find their ids.
    const lists = Object.keys(this.#table).filter((name) => subjects.has(name)).sort((a, b) => this.#references(a).length - this.#references(b).length);
    for (const list of lists) {
      const rows = this.#completedRows(list);
      if (rows !== undefined) this.#rows.set(list, rows);
    }
    const input: Record<string, unknown> = { ...this.#profile };
    for (const [name, entry] of Object.entries(this.#table)) {
      if (this.#rows.has(name)) input[name] = this.#rows.get(name);
      if (entry.kind !== 'fact' || !entry.required || says(this.#profile, name) || entry.type !== 'day') continue;
      this.#note('', `$.${name}`);
      input[name] = this.#day;
    }
    const inProfile = (path: string): string =>
      path.replace(/^\$\.(\w+)\[(\d+)\]/, (all, list: string, row: string) => {
        const of = this.#split.get(list)?.get(Number(row));
        return of === undefined ? all : `$.${list}[${of}]`;
      });
    return { input, supplied: this.#supplied, made: this.#made, split: new Set(this.#split.keys()), inProfile };
  }

  #note(list: string, path: string): void {
    this.#supplied.set(list, [...(this.#supplied.get(list) ?? []), path]);
  }

  #tableOf(list: string): FactTable {
    return (this.#table[list] as FactList).of;
  }

  /** The facts of a row that name rows of other lists, and which. */
  #references(list: string): (readonly [fact: string, of: string])[] {
    return Object.entries(this.#tableOf(list)).flatMap(([name, e]) => ((e.kind === 'fact' || e.kind === 'ids') && e.refersTo !== undefined ? [[name, e.refersTo] as const] : []));
  }

  #idsIn(list: string): string[] {
    const rows = this.#rows.get(list);
    const made = this.#made.get(list);
    return Array.isArray(rows) ? rows.flatMap((row: unknown) => (isRow(row) && row['id'] !== made ? [row['id'] as string] : [])) : [];
  }

  /** A row of another list of which nothing is known, for rows that name none. */
  #makeUp(list: string): string {
    const known = this.#made.get(list);
    if (known !== undefined) return known;
    const rows = this.#rows.get(list) ?? [];
    // What is no list is refused by the reader of the case.
    if (!Array.isArray(rows)) return this.#called(list, 0);
    const id = this.#called(list, rows.length);
    this.#made.set(list, id);
    this.#rows.set(list, [...rows, this.#row(list, { id }, rows.length, [])]);
    return id;
  }

  #called(list: string, i: number): string {
    return `${(this.#table[list] as FactList).row.zh}${i + 1}`;
  }

  #completedRows(list: string): unknown {
    const given = this.#profile[list];
    const extra = list === this.#added ? this.#extraRows(list, Array.isArray(given) ? given : []) : [];
    // Anything that is no list is left for the reader of the case to refuse.
    if (given !== undefined && given !== null && !Array.isArray(given)) return given;
    if ((given === undefined || given === null) && extra.length === 0) return undefined;
    const all: readonly unknown[] = [...((given as readonly unknown[] | undefined | null) ?? []), ...extra];
    if (list === this.#added && extra.length > 0 && this.#references(list).length === 0) this.#made.set(list, this.#called(list, all.length - 1));
    const rows = all.map((row, i) => (isRow(row) ? this.#row(list, row, i, all) : row));
    return [...rows, ...this.#copies(list, rows, all)];
  }

  /** One row with everything that it must state. */
  #row(list: string, given: Row, i: number, all: readonly unknown[]): Row {
    const table = this.#tableOf(list);
    const row: Record<string, unknown> = {};
    // Groups that are stated in part cannot stand: without the facts that they need they say nothing.
    for (const [name, value] of Object.entries(given)) if (!this.#isTorn(table[name], value)) row[name] = value;
    const persons: string[] = [];
    for (const [name, entry] of Object.entries(table)) {
      const isInner = entry.kind === 'list' && this.#measures.some(({ source: s }) => 'each' in s && s.each === list && s.inside === name);
      if (entry.kind === 'list') row[name] = this.#inner(list, `$.${list}[${i}].${name}`, entry, row[name], isInner && list === this.#added);
      if (row[name] === undefined) delete row[name];
      if (!entry.required || says(row, name)) continue;
      if (entry.kind === 'ids') row[name] = this.#idsIn(entry.refersTo).length > 0 ? this.#idsIn(entry.refersTo) : [this.#makeUp(entry.refersTo)];
      else if (entry.kind !== 'fact') continue;
      else if (entry.refersTo !== undefined) row[name] = this.#meant(entry.refersTo);
      else if (entry.type === 'id' && name === 'id') row[name] = this.#called(list, i);
      else if (entry.type === 'id') persons.push(name);
      else if (entry.type === 'year') row[name] = this.#year(list, `$.${list}[${i}].${name}`, row, name, i, all);
      else if (entry.type === 'choice') row[name] = this.#firstChoice(list, `$.${list}[${i}].${name}`, entry);
    }
    for (const name of persons) row[name] = this.#person(list, name, row);
    return row;
  }

  #isTorn(entry: FactEntry | undefined, value: unknown): boolean {
    return entry?.kind === 'group' && isRow(value) && Object.entries((entry as FactGroup).of).some(([name, e]) => e.required && !says(value, name));
  }

  /** The only row that is stated; with several of them it is not known which one is meant, so none is taken. */
  #meant(list: string): string {
    const ids = this.#idsIn(list);
    return ids.length === 1 ? (ids[0] as string) : this.#makeUp(list);
  }

  /** A name decides nothing, so it is made up: the person of the row that is named, unless it matters who that is. */
  #person(list: string, name: string, row: Row): string {
    const apart = this.#measures.some(({ source, rows }) => 'group' in source && source.group === list && rows?.renamed !== undefined);
    for (const [fact, of] of apart ? [] : this.#references(list)) {
      const rows = this.#rows.get(of);
      const joined = Array.isArray(rows) ? rows.find((r: unknown) => isRow(r) && r['id'] === row[fact]) as unknown : undefined;
      const owner = Object.keys(this.#tableOf(of)).find((n) => n !== 'id' && this.#isPerson(of, n));
      if (isRow(joined) && owner !== undefined && says(joined, owner)) return joined[owner] as string;
    }
    return (this.#tableOf(list)[name] as Fact).name.zh;
  }

  #isPerson(list: string, name: string): boolean {
    const entry = this.#tableOf(list)[name];
    return entry?.kind === 'fact' && entry.type === 'id' && entry.refersTo === undefined;
  }

  /** Years in force spread over the rows, because caps are yearly; or years before anything can count. */
  #year(list: string, path: string, row: Row, name: string, i: number, all: readonly unknown[]): number {
    this.#note(list, path);
    // Rows of one contract have a year each.
    const { unique } = this.#table[list] as FactList;
    const same = (other: unknown): other is Row => isRow(other) && unique.every((fact) => fact === name || (says(other, fact) && other[fact] === row[fact]));
    const before = all.slice(0, i).filter((o) => same(o) && !says(o, name)).length;
    if (!this.#isInForce) return yearOf(this.#days.earliest) - 1 - before;
    const taken = all.flatMap((o) => (same(o) && says(o, name) ? [o[name]] : []));
    const free = this.#years().filter((y) => !taken.includes(y));
    return free[before > 0 ? before : i % Math.max(1, free.length)] ?? yearOf(this.#days.to) + 1 + before;
  }

  #years(): number[] {
    const [first, last] = [yearOf(this.#days.from), yearOf(this.#days.to)];
    return Array.from({ length: last - first + 1 }, (_x, i) => first + i);
  }

  #firstChoice(list: string, path: string, { options = {} }: Fact): string {
    this.#note(list, path);
    return Object.keys(options)[0] as string;
  }

  /** Rows of a kind that is not said, once more for each further kind. */
  #copies(list: string, rows: readonly unknown[], given: readonly unknown[]): Row[] {
    const out: Row[] = [];
    for (const [name, entry] of Object.entries(this.#tableOf(list))) {
      if (entry.kind !== 'fact' || entry.type !== 'choice' || !entry.required) continue;
      const [, ...others] = Object.entries(entry.options ?? {});
      given.forEach((row, i) => {
        if (!isRow(row) || says(row, name)) return;
        for (const [value, called] of others) {
          const of = this.#split.get(list) ?? new Map<number, number>();
          this.#split.set(list, of.set(rows.length + out.length, i));
          const own = rows[i] as Row;
          out.push({ ...own, ...(own['id'] === undefined ? undefined : { id: `${String(own['id'])}（${called.zh}）` }), [name]: value });
        }
      });
    }
    return out;
  }

  /** Rows inside a row, with a year each: different ones, because a year is stated once. */
  #inner(list: string, at: string, { of }: FactList, given: unknown, isSupplied: boolean): unknown {
    const year = Object.keys(of).find((name) => of[name]?.required === true && (of[name] as Partial<Fact>).type === 'year');
    if (year === undefined) return given;
    if (isSupplied && (!Array.isArray(given) || given.length === 0)) return this.#years().map((y) => ({ [year]: y }));
    if (!Array.isArray(given)) return given;
    const stated = given.flatMap((e: unknown) => (isRow(e) && says(e, year) ? [e[year]] : []));
    const first = this.#isInForce ? yearOf(this.#days.from) : yearOf(this.#days.earliest) - 1;
    let next = first - 1;
    return given.map((e: unknown, k) => {
      if (!isRow(e) || says(e, year)) return e;
      this.#note(list, `${at}[${k}].${year}`);
      if (!this.#isInForce) return { ...e, [year]: first - k };
      do next += 1;
      while (stated.includes(next));
      return { ...e, [year]: next };
    });
  }

  /** What is added to a list so that its measures have a subject: one for each stated row that it can hang on, at most one where it must be the only one. */
  #extraRows(list: string, given: readonly unknown[]): Row[] {
    const { of: table, unique } = this.#table[list] as FactList;
    const reference = this.#references(list).find(([fact]) => table[fact]?.kind === 'fact');
    if (reference === undefined) return [{}];
    const [fact, of] = reference;
    const apart = this.#measures.some(({ source, rows }) => 'group' in source && source.group === list && rows?.renamed !== undefined);
    if (apart) return [{ [fact]: this.#makeUp(of) }];
    const stated = this.#idsIn(of);
    const isOnly = unique.length === 1 && unique[0] === fact;
    if (stated.length === 0) return isOnly && given.length > 0 ? [] : [{}];
    const own = given.map((row) => (isRow(row) ? (row[fact] ?? stated[0]) : undefined));
    return stated.filter((id) => !isOnly || !own.includes(id)).map((id) => ({ [fact]: id }));
  }
}
