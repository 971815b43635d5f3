import { withBound } from '../case/case.js';
import { inPlace } from '../core/condition.js';
import { BOUNDS, type Row } from '../core/facts.js';
import type { Context } from '../core/context.js';
import type { Rules } from '../core/policy.js';
import { yearOf } from '../core/day.js';
import { byKey, listUnder, sorted } from '../core/groups.js';
import { type Law, dayOfYear, daysOf, roundedSpan } from '../core/law.js';
import { type Evaluated, type Subject, conditionsOfAll, evaluate, statusOfAll } from '../core/evaluate.js';
import { type Measure, type Source, listOf } from '../core/measure.js';
import { sum, toRange } from '../core/span.js';
import type { AwardView, ReadCase } from '../core/view.js';
import { type Join, type Picker, joinOf } from './join.js';

/** A determination with its place among the others: whose input it uses, row by row. */
export interface Award extends AwardView {
  /** The row of the case whose award it is. */
  readonly own: { readonly list: string; readonly at: number } | undefined;
}

/** The paths of the rows that an award is claimed for. */
export const rowsOf = ({ own, places, measure: { source } }: Award): string[] =>
  ('group' in source ? places : own === undefined ? [] : [own]).map(({ list, at }) => `$.${list}[${at}]`);

type Draft = { -readonly [K in keyof Award]: Award[K] };

/** What an award is determined from. */
type Basis = Pick<Award, 'facts' | 'subject' | 'inputs' | 'places' | 'own'>;

/**
 * Awards with the facts that they were determined from, for a case that is determined again with some facts changed
 * and all rows in their places: the same facts give the same award.
 */
export class Memo {
  readonly #known = new Map<string, Award>();
  #isOpen = true;

  /** Nothing is added from now on. */
  close(): void {
    this.#isOpen = false;
  }

  recall(measure: Measure, { subject: { id, year }, places, own, facts }: Basis, find: () => Award): Award {
    const key = `${measure.id} ${id} ${year} ${own?.at} ${places.map((p) => p.at).join()}`;
    const known = this.#known.get(key);
    if (known !== undefined && alike(known.facts, facts) && known.places.every((p, i) => p.row === places[i]?.row)) return { ...known };
    const award = find();
    if (this.#isOpen) this.#known.set(key, award);
    return award;
  }
}

/** The same facts, and the same rows of facts. */
const alike = (a: Row, b: Row): boolean =>
  a === b ||
  (a[BOUNDS] === b[BOUNDS] &&
    Object.keys(a).length === Object.keys(b).length &&
    Object.keys(b).every((name) => {
      const [x, y] = [a[name], b[name]];
      return x === y || (Array.isArray(x) && Array.isArray(y) && x.length === y.length && x.every((row: Row, i) => alike(row, y[i] as Row)));
    }));

/** Joins the rows of a case and evaluates every measure for every subject it can concern, in article order. */
export function determine(read: ReadCase, context: Context<Rules>, payees?: ReadonlySet<string>, memo?: Memo): Award[] {
  const { policy } = context;
  const derived = policy.derived?.(read.facts, context.readings);
  const known = derived === undefined ? read : withBound(read, derived.list, derived.fact, derived.of);
  const out: Award[] = [];
  for (const measure of policy.measures) {
    const { source } = measure;
    if (known.rows(listOf(measure)).length === 0) continue;
    const matter: Matter = { measure, read: known, context, payees, memo, join: joinOf(measure, policy.facts), out };
    if ('each' in source) ofRows(source, matter);
    else ofPersons(source, matter);
  }
  return out;
}

/** The law of the day, or of the year, that a measure looks at. */
export const lawOn = (dated: unknown, at: Law['at']): Law => at(typeof dated === 'number' ? dayOfYear(dated) : (dated as string | undefined));

const NONE: readonly never[] = Object.freeze([]);

/** One measure on a case. */
interface Matter {
  readonly measure: Measure;
  readonly read: ReadCase;
  readonly context: Context<Rules>;
  readonly payees: ReadonlySet<string> | undefined;
  readonly memo: Memo | undefined;
  readonly join: Join;
  readonly out: Award[];
}

type Each = Extract<Source, { each: string }>;
type Grouped = Extract<Source, { group: string }>;

function awardOf(basis: Basis, { measure, context, memo, out }: Matter): Award {
  const award = (memo === undefined ? determined(basis, measure, context) : memo.recall(measure, basis, () => determined(basis, measure, context))) as Draft;
  award.index = out.length;
  return award;
}

function determined({ facts, subject, inputs, places, own }: Basis, measure: Measure, { at, policy }: Context<Rules>): Award {
  const award = evaluate(measure, facts, subject, lawOn(facts[measure.datedBy], at), policy.relations.implied) as Draft;
  award.inputs = inputs;
  award.places = places;
  award.own = own;
  return award;
}

/** One subject for each row, or for each row inside it. */
function ofRows(source: Each, matter: Matter): void {
  const { inside } = source;
  matter.read.rows(source.each).forEach((row, i) => {
    if (inside === undefined) ofRow(source, matter, row, i, undefined, 0);
    else for (const [inner, k] of inYearOrder(row[inside] as readonly Row[] | undefined, source.year as string)) ofRow(source, matter, row, i, inner, k);
  });
}

function ofRow(source: Each, matter: Matter, row: Row, i: number, inner: Row | undefined, k: number): void {
  const { measure, read, payees, join: { joined: joins, members, subject: picker } } = matter;
  const at = joins === undefined ? i : read.position(joins, row[source.join as string] as string);
  const joined = joins === undefined ? undefined : read.rows(joins)[at];
  const payee = (row[measure.payee.fact] ?? joined?.[measure.payee.fact]) as string;
  if (payees?.has(payee) === false) return;
  const facts = picker.pick({ inner, row, joined, case: read.facts });
  let places: Award['places'] = NONE;
  if (members !== undefined) {
    const { fact } = measure.rows as { readonly fact: string };
    places = placesOf(read, members, (row[fact] as readonly string[]).map((id) => read.position(members, id)));
    facts[fact] = places.map((p) => p.row);
  }
  const subject: Subject = {
    id: row[source.id] as string,
    payee,
    year: source.year === undefined ? undefined : ((inner ?? row)[source.year] as number),
    locate: (name) => {
      const here = `$.${source.each}[${i}]`;
      return picker.locate(name, { inner: `${here}.${source.inside}[${k}]`, row: here, joined: `$.${joins}[${at}]` });
    },
    locateRow: (r) => (name) => `$.${places[r]?.list}[${places[r]?.at}].${name}`,
  };
  const inputs = inputsOf(matter, members === undefined ? [{ at: i, row }] : places);
  matter.out.push(awardOf({ facts, subject, inputs, places, own: { list: source.each, at: i } }, matter));
}

/** The input of each row, where the measure competes. */
const inputsOf = ({ measure, read, join: { input: { of, list, from } } }: Matter, rows: readonly { readonly at: number; readonly row: Row }[]): readonly number[] =>
  measure.uses === undefined ? NONE : rows.map(({ at, row }) => from + (of === undefined ? at : read.position(list, row[of] as string)));

const placesOf = ({ rows }: ReadCase, list: string, at: readonly number[]): Award['places'] => at.map((i) => ({ list, at: i, row: rows(list)[i] as Row }));

/** One subject for each person (and year), with its rows. */
function ofPersons(source: Grouped, matter: Matter): void {
  const { read, context, payees, out } = matter;
  const { where, by, year: yearBy } = source;
  const rows = read.rows(source.group);
  const byPerson = new Map<string, number[]>();
  rows.forEach((row, i) => {
    if ((where !== undefined && row[where.fact] !== where.is) || payees?.has(row[by] as string) === false) return;
    listUnder(byPerson, `${yearBy && row[yearBy]} ${row[by]}`).push(i);
  });
  const apart = source.apart?.(context.at(undefined));
  for (const own of byPerson.values()) {
    const year = yearBy === undefined ? undefined : (rows[own[0] as number]?.[yearBy] as number);
    if (apart === undefined) out.push(addUp(source, matter, own, year));
    else if ('byYearOf' in apart) {
      for (const [of, at] of byYears(own, (i) => rows[i]?.[apart.byYearOf] as string | undefined, context)) out.push(addUp(source, matter, at, of));
    } else out.push(together([...byKey(own, (i) => rows[i]?.[source.join]).values()].map((at) => addUp(source, matter, at, year))));
  }
}

function addUp(source: Grouped, matter: Matter, at: readonly number[], year: number | undefined): Award {
  const { measure, read } = matter;
  const { joined: joins, row: picker } = matter.join as Join & { readonly joined: string; readonly row: Picker };
  const spec = measure.rows as NonNullable<Measure['rows']>;
  const places = placesOf(read, source.group, at);
  const joinedAt = places.map(({ row }) => read.position(joins, row[source.join] as string));
  const id = places[0]?.row[source.by] as string;
  const facts: Record<string, unknown> = { year };
  facts[measure.subject] = id;
  const rows = places.map(({ row }, r) =>
    inheriting(picker.pick({ row, joined: read.rows(joins)[joinedAt[r] as number], case: read.facts }), spec.inherits, facts));
  facts[spec.fact] = rows;
  facts[measure.datedBy] ??= firstDay(measure, rows);
  const subject: Subject = {
    id,
    payee: id,
    year,
    locate: inPlace,
    locateRow: (r) => (name) => picker.locate(name, { row: `$.${source.group}[${at[r]}]`, joined: `$.${joins}[${joinedAt[r]}]` }),
  };
  return awardOf({ facts, subject, inputs: inputsOf(matter, places), places, own: undefined }, matter);
}

/** The first application for any of the rows is that of the whole. */
export const firstDay = ({ datedBy }: Measure, rows: readonly Row[]): unknown => rows.flatMap((row) => row[datedBy] ?? []).sort()[0];

const inYearOrder = (rows: readonly Row[] = [], year: string): readonly (readonly [Row, number])[] =>
  sorted(rows.map((row, k) => [row, k] as const), ([a], [b]) => (a[year] as number) - (b[year] as number));

/** The year of a day; without one, any year in which it can count. */
export function yearsOf(day: string | undefined, { policy }: Context<Rules>): number[] {
  if (day !== undefined) return [yearOf(day)];
  const years: number[] = [];
  const [first, last] = [daysOf(policy, policy.period.earliest)[0], daysOf(policy, policy.period.to).at(-1)] as [string, string];
  for (let year = yearOf(first); year <= yearOf(last); year += 1) years.push(year);
  return years;
}

/** The rows of each year to which they may belong. */
function byYears(at: readonly number[], dayOf: (at: number) => string | undefined, context: Context<Rules>): [year: number, at: number[]][] {
  const years = new Map<number, number[]>();
  for (const i of at) for (const year of yearsOf(dayOf(i), context)) listUnder(years, year).push(i);
  return [...years].sort(([a], [b]) => a - b);
}

/** Gives a row, which is nobody else's, what it takes from its subject. */
export function inheriting(row: Record<string, unknown>, names: readonly string[], subject: Row): Row {
  for (const name of names) row[name] ??= subject[name];
  return row;
}

/** Where joined rows are reckoned apart, the determination of the person is their sum, rounded once. */
export function together<E extends Evaluated & { readonly places?: readonly unknown[]; readonly inputs?: readonly number[] }>(
  parts: readonly E[],
): E {
  const first = parts[0] as E;
  if (parts.length === 1) return first;
  const status = statusOfAll(parts.map((p) => p.determination));
  const deciding = (parts.find((p) => p.determination.status === status) as E).determination;
  const exact = sum(parts.map((p) => p.exact));
  const amount = roundedSpan(first.law, exact);
  const missing = [...new Set(parts.flatMap((p) => p.determination.missing ?? []))];
  const byRow = parts.map(({ determination, rows }) => ({ ...determination, id: rows.map((r) => r.id).sort()[0] as string }));
  const { missing: _ofOne, ...rest } = deciding;
  return {
    ...first,
    determination: {
      ...rest,
      status,
      amount: toRange(amount),
      conditions: conditionsOfAll(byRow),
      steps: parts.flatMap((p) => p.determination.steps),
      capBinding: parts.some((p) => p.determination.capBinding),
      items: parts.flatMap((p) => p.determination.items ?? []),
      ...(missing.length === 0 ? undefined : { missing }),
    },
    exact,
    amount,
    rows: parts.flatMap((p) => p.rows),
    valuation: undefined,
    openBy: [...new Set(parts.flatMap((p) => p.openBy))],
    places: parts.flatMap((p) => p.places ?? []),
    inputs: parts.flatMap((p) => p.inputs ?? []),
  };
}
