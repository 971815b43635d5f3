import { type ReadCase, type Row, withBound } from '../case/case.js';
import { inPlace } from '../core/condition.js';
import { BOUNDS, type Bounded } from '../core/facts.js';
import type { Context } from '../core/context.js';
import type { Rules } from '../core/policy.js';
import { yearOf } from '../core/day.js';
import type { Status } from '../core/determination.js';
import { byKey, sorted } from '../core/groups.js';
import { type Law, dayOfYear, roundedSpan } from '../core/law.js';
import { type Evaluated, type FactsOf, type Measure, type Source, type Subject, conditionsOfAll, evaluate, listOf } from '../core/measure.js';
import { sum, toRange } from '../core/span.js';
import type { AwardView } from '../core/view.js';
import { type Join, type Picker, joinOf } from './join.js';

/** A determination with its place among the others: whose input it uses, row by row. */
export interface Award extends AwardView {
  /** The row of the case whose award it is. */
  readonly own: { readonly list: string; readonly at: number } | undefined;
  /** The rows behind it as they stand in the case, for facts that the measure does not pick. */
  readonly caseRows: readonly Row[];
}

type Draft = { -readonly [K in keyof Award]: Award[K] };

/** What an award is found from. */
type Due = Pick<Award, 'facts' | 'subject' | 'inputs' | 'places' | 'own' | 'caseRows'>;

/**
 * Awards with the facts that they were found from, for a case that is determined again with some of its
 * facts changed, all rows being where they were: from the same facts follows the same.
 */
export class Memo {
  readonly #known = new Map<string, Award>();
  #isOpen = true;

  /** Nothing is added from now on. */
  close(): void {
    this.#isOpen = false;
  }

  recall(measure: Measure, { subject: { id, year }, places, own, facts, caseRows }: Due, find: () => Award): Award {
    const key = `${measure.id} ${id} ${year} ${own?.at} ${places.map((p) => p.at).join()}`;
    const known = this.#known.get(key);
    if (known !== undefined && alike(known.facts, facts) && known.caseRows.every((row, i) => row === caseRows[i])) return { ...known };
    const award = find();
    if (this.#isOpen) this.#known.set(key, award);
    return award;
  }
}

/** The same facts, and the same rows of facts. */
const alike = (a: FactsOf, b: FactsOf): boolean =>
  a === b ||
  ((a as Bounded)[BOUNDS] === (b as Bounded)[BOUNDS] &&
    Object.keys(a).length === Object.keys(b).length &&
    Object.keys(b).every((name) => {
      const [x, y] = [a[name], b[name]];
      return x === y || (Array.isArray(x) && Array.isArray(y) && x.length === y.length && x.every((row: FactsOf, i) => alike(row, y[i] as FactsOf)));
    }));

/** Joins the rows of a case and evaluates every measure for every subject it can concern, in article order. */
export function determine(read: ReadCase, context: Context<Rules>, payees?: ReadonlySet<string>, memo?: Memo): Award[] {
  const { policy } = context;
  const derived = policy.derived?.(read.facts, context.readings);
  const known = derived === undefined ? read : withBound(read, derived.list, derived.fact, derived.of);
  const out: Award[] = [];
  for (const measure of policy.measures) {
    if (known.rows(listOf(measure)).length === 0) continue;
    const run = new Determining(measure, known, context, payees, out, memo);
    if ('each' in measure.source) run.each(measure.source);
    else run.groups(measure.source);
  }
  return out;
}

/** The law of the day that a measure looks at. */
export function lawFor({ datedBy }: Measure, facts: FactsOf, at: Law['at']): Law {
  const dated = facts[datedBy] as string | number | undefined;
  return at(typeof dated === 'number' ? dayOfYear(dated) : dated);
}

interface Group {
  readonly id: string;
  readonly year: number | undefined;
  readonly at: readonly number[];
}

const NONE: readonly never[] = Object.freeze([]);

/** One measure on a case. */
class Determining {
  readonly #measure: Measure;
  readonly #read: ReadCase;
  readonly #context: Context<Rules>;
  readonly #payees: ReadonlySet<string> | undefined;
  readonly #join: Join;
  readonly #out: Award[];
  readonly #memo: Memo | undefined;

  constructor(measure: Measure, read: ReadCase, context: Context<Rules>, payees: ReadonlySet<string> | undefined, out: Award[], memo: Memo | undefined) {
    this.#measure = measure;
    this.#read = read;
    this.#context = context;
    this.#payees = payees;
    this.#join = joinOf(measure, context.policy.facts);
    this.#out = out;
    this.#memo = memo;
  }

  /** One subject for each row, or for each row inside it. */
  each(source: Extract<Source, { each: string }>): void {
    const rows = this.#read.rows(source.each);
    for (let i = 0; i < rows.length; i += 1) {
      const row = rows[i] as Row;
      if (source.inside === undefined) this.#subject(source, row, i, undefined, 0);
      else inYearOrder(row[source.inside] as readonly Row[] | undefined, source.year as string).forEach(([inner, k]) => this.#subject(source, row, i, inner, k));
    }
  }

  #subject(source: Extract<Source, { each: string }>, row: Row, i: number, inner: Row | undefined, k: number): void {
    const { joined: joins, members, subject: picker } = this.#join;
    const measure = this.#measure;
    const read = this.#read;
    const at = joins === undefined ? i : read.position(joins, row[source.join as string] as string);
    const joined = joins === undefined ? undefined : read.rows(joins)[at];
    const payee = (row[measure.payee.fact] ?? joined?.[measure.payee.fact]) as string;
    if (this.#payees !== undefined && !this.#payees.has(payee)) return;
    const facts = picker.pick({ inner, row, joined, case: read.facts });
    let places: Award['places'] = NONE;
    let caseRows: readonly Row[] = NONE;
    if (members !== undefined) {
      const { fact } = measure.rows as { readonly fact: string };
      places = (row[fact] as readonly string[]).map((id) => ({ list: members, at: read.position(members, id) }));
      caseRows = places.map((p) => read.rows(p.list)[p.at] as Row);
      facts[fact] = caseRows;
    }
    const year = source.year === undefined ? undefined : ((inner ?? row)[source.year] as number);
    const own = { list: source.each, at: i };
    const subject: Subject = {
      id: row[source.id] as string,
      payee,
      year,
      locate: (name) => {
        const here = `$.${source.each}[${i}]`;
        return picker.locate(name, { inner: `${here}.${source.inside}[${k}]`, row: here, joined: `$.${joins}[${at}]` });
      },
      locateRow: (r) => (name) => `$.${places[r]?.list}[${places[r]?.at}].${name}`,
    };
    const inputs = measure.uses === undefined ? NONE : members !== undefined ? places.map((p) => p.at) : [at];
    this.#out.push(this.#evaluated({ facts, subject, inputs, places, own, caseRows }));
  }

  #evaluated(due: Due): Award {
    const memo = this.#memo;
    const award = (memo === undefined ? this.#found(due) : memo.recall(this.#measure, due, () => this.#found(due))) as Draft;
    award.index = this.#out.length;
    return award;
  }

  #found({ facts, subject, inputs, places, own, caseRows }: Due): Award {
    const law = lawFor(this.#measure, facts, this.#context.at);
    const award = evaluate(this.#measure, facts, subject, law, this.#context.policy.relations.implied) as Draft;
    award.inputs = inputs;
    award.places = places;
    award.own = own;
    award.caseRows = caseRows;
    return award;
  }

  /** One subject for each person (and year), with its rows. */
  groups(source: Extract<Source, { group: string }>): void {
    const rows = this.#read.rows(source.group);
    const { where } = source;
    const byPerson = new Map<string, Group & { readonly at: number[] }>();
    rows.forEach((row, i) => {
      const id = row[source.by] as string;
      if ((where !== undefined && row[where.fact] !== where.is) || (this.#payees !== undefined && !this.#payees.has(id))) return;
      const year = source.year === undefined ? undefined : (row[source.year] as number);
      const key = `${year} ${id}`;
      const group = byPerson.get(key);
      if (group === undefined) byPerson.set(key, { id, year, at: [i] });
      else group.at.push(i);
    });
    const apart = source.apart?.(this.#context.at(undefined));
    for (const group of byPerson.values()) {
      if (apart === undefined) this.#out.push(this.#addUp(source, group));
      else if ('byYearOf' in apart) {
        for (const ofYear of byYears(group, (i) => rows[i]?.[apart.byYearOf] as string | undefined, this.#context)) this.#out.push(this.#addUp(source, ofYear));
      } else {
        const joined = byKey(group.at, (i) => rows[i]?.[source.join]);
        this.#out.push(together([...joined.values()].map((at) => this.#addUp(source, { ...group, at }))));
      }
    }
  }

  #addUp(source: Extract<Source, { group: string }>, group: Group): Award {
    const measure = this.#measure;
    const read = this.#read;
    const { joined: joins, row: picker } = this.#join as Join & { readonly joined: string; readonly row: Picker };
    const spec = measure.rows as NonNullable<Measure['rows']>;
    const own = read.rows(source.group);
    const inputs = group.at.map((i) => read.position(joins, own[i]?.[source.join] as string));
    const facts: Record<string, unknown> = { [measure.subject]: group.id, year: group.year };
    const rows = group.at.map((i, r): FactsOf =>
      inheriting(picker.pick({ row: own[i], joined: read.rows(joins)[inputs[r] as number], case: read.facts }), spec.inherits, facts),
    );
    facts[spec.fact] = rows;
    // The first application for any of the rows is that of the whole.
    facts[measure.datedBy] ??= rows.reduce<string | undefined>((first, row) => {
      const day = row[measure.datedBy] as string | undefined;
      return first === undefined || (day !== undefined && day < first) ? day : first;
    }, undefined);
    const subject: Subject = {
      id: group.id,
      payee: group.id,
      year: group.year,
      locate: inPlace,
      locateRow: (r) => (name) => picker.locate(name, { row: `$.${source.group}[${group.at[r]}]`, joined: `$.${joins}[${inputs[r]}]` }),
    };
    const places = group.at.map((at) => ({ list: source.group, at }));
    const caseRows = group.at.map((i) => own[i] as Row);
    return this.#evaluated({ facts, subject, inputs: measure.uses === undefined ? NONE : inputs, places, own: undefined, caseRows });
  }
}

const inYearOrder = (rows: readonly Row[] = [], year: string): readonly (readonly [Row, number])[] =>
  sorted(rows.map((row, k) => [row, k] as const), ([a], [b]) => (a[year] as number) - (b[year] as number));

/** The year of a day; without one, any year in which it can count. */
export function yearsOf(day: string | undefined, { policy: { period }, at }: Context<Rules>): number[] {
  if (day !== undefined) return [yearOf(day)];
  const years: number[] = [];
  const of = (id: string): number => yearOf(at(undefined).parameter(id).value);
  for (let year = of(period.earliest); year <= of(period.to); year += 1) years.push(year);
  return years;
}

/** The rows of each year to which they may belong. */
function byYears(group: Group, dayOf: (at: number) => string | undefined, context: Context<Rules>): Group[] {
  const of = group.at.map((i) => ({ i, years: yearsOf(dayOf(i), context) }));
  const years = new Set(of.flatMap((row) => row.years));
  return [...years].sort((a, b) => a - b).map((year) => ({ ...group, year, at: of.flatMap((row) => (row.years.includes(year) ? [row.i] : [])) }));
}

/** Gives a row, which is nobody else's, what it takes from its subject. */
export function inheriting(row: Record<string, unknown>, names: readonly string[], subject: FactsOf): FactsOf {
  for (const name of names) row[name] ??= subject[name];
  return row;
}

/** Where joined rows are reckoned apart, the determination of the person is their sum, rounded once. */
export function together<E extends Evaluated & { readonly places?: readonly unknown[]; readonly inputs?: readonly number[]; readonly caseRows?: readonly Row[] }>(
  parts: readonly E[],
): E {
  const first = parts[0] as E;
  if (parts.length === 1) return first;
  const statuses = parts.map((p) => p.determination.status);
  const status: Status = statuses.includes('eligible') ? 'eligible' : statuses.includes('undetermined') ? 'undetermined' : 'ineligible';
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
      conditions: conditionsOfAll(byRow, status),
      steps: parts.flatMap((p) => p.determination.steps),
      capBinding: parts.some((p) => p.determination.capBinding),
      items: parts.flatMap((p) => p.determination.items ?? []),
      ...(missing.length === 0 ? undefined : { missing }),
    },
    exact,
    amount,
    rows: parts.flatMap((p) => p.rows),
    valuation: undefined,
    places: parts.flatMap((p) => p.places ?? []),
    inputs: parts.flatMap((p) => p.inputs ?? []),
    caseRows: parts.flatMap((p) => p.caseRows ?? []),
  };
}
