import type { Row } from '../case/case.js';
import type { Context } from '../core/context.js';
import { isDay, yearOf } from '../core/day.js';
import { Dec, FEN, MAX_MONEY, ZERO, formatMoney, maxOf, minOf, notBelowZero, upToFen } from '../core/decimal.js';
import type { FactList, FactTable } from '../core/fact.js';
import { BOUNDS } from '../core/facts.js';
import type { Law, Parameter } from '../core/law.js';
import type { Measure } from '../core/measure.js';
import type { Policy } from '../core/policy.js';
import { ratio } from '../core/ratio.js';
import { type Bilingual, text } from '../core/text.js';
import type { Figures } from './figures.js';
import type { Gap, Path } from './gaps.js';
import type { Part } from './parts.js';

/** One answer that stands for all answers like it. */
export interface Answer {
  /** As it would be written in the case file. */
  readonly value: boolean | string | number;
  /** As the core reads it. */
  readonly known: unknown;
  readonly label: Bilingual;
  /** One side of a threshold: of interest only where something happens between the two. */
  readonly side?: true;
}

/**
 * Answers worth trying, the least first where they have an order: both truths, every choice, and for the
 * others each value at which a measure that looks at the fact may turn: both sides of its thresholds, its
 * ranks, counts and days, the base at which its cap is reached. Those that lead to nothing of their own are
 * dropped after the trial, so it does no harm to try too many.
 */
export function candidatesOf(gap: Gap, path: Path, part: Part, before: Figures, context: Context): Answer[] {
  const { policy } = context;
  switch (gap.fact.type) {
    case 'boolean':
      return [answer(true, true, text('是', 'yes')), answer(false, false, text('否', 'no'))];
    case 'choice':
      return Object.entries(gap.fact.options ?? {}).map(([value, label]) => answer(value, value, label));
    case 'money':
      return moneys(gap, path, part, before, context);
    case 'ratio':
      return ascending([ZERO, ...parametersAt(gap, before, context).filter((p) => p.unit === 'ratio' && p.bound === 'at-most').map((p) => p.decimal), new Dec(1)])
        .map((v) => answer(v.toFixed(), ratio(v), text(v.toFixed(), v.toFixed())));
    case 'day':
      return daysOf(gap, part, policy, context.at(undefined)).map((day) => answer(day, day, text(day, day)));
    case 'rank':
    case 'count':
      return wholeNumbers(gap, before, context);
    case 'id':
    case 'year':
      return [];
  }
}

const answer = (value: Answer['value'], known: unknown, label: Bilingual, side = false): Answer =>
  ({ value, known, label, ...(side ? { side: true as const } : undefined) });

/** Different values, the least first. */
function ascending(values: readonly Dec[]): Dec[] {
  const sorted = [...values].sort((a, b) => a.cmp(b));
  return sorted.filter((v, i) => i === 0 || !v.eq(sorted[i - 1] as Dec));
}

// ---- the measures that look at a fact --------------------------------------------------------------

const looking = new WeakMap<Policy, Map<string, readonly Measure[]>>();

/** The measures that may look at a fact of a list: they take rows of it, and a fact of that name. */
export function lookersAt(policy: Policy, list: string | undefined, name: string): readonly Measure[] {
  let known = looking.get(policy);
  if (known === undefined) looking.set(policy, (known = new Map()));
  const key = `${list ?? ''} ${name}`;
  let found = known.get(key);
  if (found === undefined) {
    known.set(key, (found = policy.measures.filter((m) => (list === undefined || listsOf(m, policy.facts).includes(list)) && namesIn(m).has(name))));
  }
  return found;
}

function listsOf({ source, rows }: Measure, table: FactTable): string[] {
  const own = 'each' in source ? source.each : source.group;
  const named = [source.join, rows?.fact].flatMap((fact) => {
    const entry = fact === undefined ? undefined : (table[own] as FactList).of[fact];
    return (entry?.kind === 'fact' || entry?.kind === 'ids') && entry.refersTo !== undefined ? [entry.refersTo] : [];
  });
  return [own, ...named];
}

function namesIn({ facts, pays, uses }: Measure): ReadonlySet<string> {
  const names = new Set<string>(uses?.takes === undefined ? [] : [uses.takes]);
  const add = (table: FactTable): void => {
    for (const [name, entry] of Object.entries(table)) {
      names.add(name);
      if (entry.kind === 'list' || entry.kind === 'group') add(entry.of);
    }
  };
  add(facts);
  if (pays !== undefined && pays.as !== 'once') add(pays.facts);
  return names;
}

/** The law under which each of the measures stands in the part; that of no day for one that has no award there. */
function lawOf(measure: Measure, before: Figures, context: Context): Law {
  return before.awards.find((a) => a.measure === measure)?.law ?? context.at(undefined);
}

const parametersAt = ({ list, name }: Gap, before: Figures, context: Context): Parameter[] =>
  lookersAt(context.policy, list, name).flatMap((m) => m.parameters.map((id) => lawOf(m, before, context).parameter(id)));

function wholeNumbers(gap: Gap, before: Figures, context: Context): Answer[] {
  const unit = gap.fact.type === 'rank' ? 'rank' : 'enterprises';
  const least = gap.fact.type === 'rank' ? 1 : 0;
  const turns = parametersAt(gap, before, context).filter((p) => p.unit === unit).map((p) => Number(p.value));
  // A reading may count one more or one less.
  const around = turns.flatMap((n) => [-2, -1, 0, 1, 2].map((d) => n + d));
  return [...new Set([least, ...around])].filter((n) => n >= least).sort((a, b) => a - b).map((n) => answer(n, n, text(`${n}`, `${n}`)));
}

// ---- days --------------------------------------------------------------------------------------------

/** Beyond that many days of a case its own days are not tried. */
const MOST_DAYS = 6;

/** The days at which the policy turns, the years of the case and its own days, with the days beside them. */
function daysOf({ list, path, inRow }: Gap, { stated: { read }, rows }: Part, { facts: table, register }: Policy, law: Law): string[] {
  const turns = Object.keys(register).map((id) => law.parameter(id)).filter((p) => p.unit === 'day');
  const years = new Set(turns.map((p) => yearOf(p.value)));
  const own = new Set<string>();
  for (const name of new Set(rows.map((r) => r.list))) {
    read.rows(name).forEach((row, at) => {
      for (const [fact, entry] of Object.entries((table[name] as FactList).of)) {
        const value = row[fact];
        if (entry.kind !== 'fact' || value === undefined || (name === list && at === path[1] && fact === inRow)) continue;
        if (entry.type === 'year') years.add(value as number);
        if (entry.type === 'day') own.add(value as string);
      }
    });
  }
  const sides = turns.flatMap(({ value, bound }) => [value, beside(value, bound === 'on-or-before' ? 1 : -1)]);
  const ofYears = [...years].flatMap((y) => [`${y}-01-01`, `${y}-12-31`, `${y + 1}-01-01`]);
  const ofRows = own.size > MOST_DAYS ? [] : [...own].flatMap((day) => [beside(day, -1), day, beside(day, 1)]);
  const all = [...sides, ...ofYears, ...ofRows];
  return [...new Set(all)].filter(isDay).sort();
}

const beside = (day: string, step: 1 | -1): string =>
  new Date(Date.UTC(yearOf(day), Number(day.slice(5, 7)) - 1, Number(day.slice(8)) + step)).toISOString().slice(0, 10);

// ---- money -------------------------------------------------------------------------------------------


function moneys(gap: Gap, path: Path, part: Part, before: Figures, context: Context): Answer[] {
  const { read } = part.stated;
  const row = path.length > 1 ? read.rows(path[0] as string)[path[1] as number] : undefined;
  const paid = advances(gap, path, before, context);
  const turning = paid ?? turningPoints(gap, row, part, before, context);
  const bound = row?.[BOUNDS]?.[gap.name]?.span;
  const [lo, hi] = [bound?.lo ?? ZERO, minOf(bound?.hi ?? MAX_MONEY, shareLeft(gap, row, part, context.policy))];
  const ends = hi.lt(MAX_MONEY) ? [lo, hi] : [lo];
  const values = new Map<string, { value: Dec; side: boolean }>();
  const add = (value: Dec, side: boolean): void => {
    const held = minOf(maxOf(value, lo), hi);
    const key = held.toFixed();
    values.set(key, { value: held, side: side && (values.get(key)?.side ?? true) });
  };
  for (const { value, side } of turning) add(value, side);
  for (const end of ends) add(end, false);
  const written = [...values.values()].sort((a, b) => a.value.cmp(b.value));
  return written.map(({ value, side }) => answer(formatMoney(value), value, text(`${formatMoney(value)}元`, `${formatMoney(value)} yuan`), side));
}

interface Turn {
  readonly value: Dec;
  readonly side: boolean;
}

/** Thresholds with the fen below them, and what the cap of each award is reached at. */
function turningPoints(gap: Gap, row: Row | undefined, part: Part, before: Figures, context: Context): Turn[] {
  const { policy } = context;
  const out: Turn[] = [];
  const share = policy.relations.shares.find((s) => s.list === gap.list && s.fact === gap.name);
  const measures = new Set([...lookersAt(policy, gap.list, gap.name), ...(share ? lookersAt(policy, share.whole.list, share.whole.fact) : [])]);
  for (const measure of measures) {
    const others = statedBeside(measure, gap, row, part);
    const add = (value: Dec, side: boolean): void => {
      out.push({ value, side });
      if (!others.isZero()) out.push({ value: value.minus(others), side });
    };
    const law = lawOf(measure, before, context);
    const parameters = measure.parameters.map((id) => law.parameter(id));
    for (const p of parameters) {
      if (p.unit !== 'CNY' || p.bound !== 'at-least') continue;
      add(p.decimal, true);
      add(p.decimal.minus(FEN), true);
    }
    const award = before.awards.find((a) => a.measure === measure && a.valuation !== undefined);
    const linear = award?.valuation?.linear;
    if (linear === undefined) {
      if (measure.formula.cap !== undefined) add(law.parameter(measure.formula.cap).decimal, false);
      continue;
    }
    // While the rate is open, each of its values that a parameter states.
    const within = parameters.filter((p) => p.unit === 'ratio' && p.decimal.gte(linear.rate.lo) && p.decimal.lte(linear.rate.hi)).map((p) => p.decimal);
    for (const rate of within.length > 0 ? within : [linear.rate.hi]) if (!rate.isZero()) add(upToFen(linear.cap.times(linear.divisor).div(rate)), false);
  }
  // Amounts of one row may bound each other.
  for (const value of Object.values(row ?? {})) if (value instanceof Dec) out.push({ value, side: true });
  return out;
}

/** What the other rows that a measure adds up with this one state already. */
function statedBeside({ source }: Measure, { list, name }: Gap, row: Row | undefined, { stated: { read } }: Part): Dec {
  if (!('group' in source) || source.group !== list || row === undefined) return ZERO;
  const same = (other: Row): boolean => [source.by, source.year, source.where?.fact].every((fact) => fact === undefined || other[fact] === row[fact]);
  return read.rows(list).reduce<Dec>((sum, other) => (other !== row && same(other) && other[name] instanceof Dec ? sum.plus(other[name]) : sum), ZERO);
}

/** How much of the whole no other share has; anything where the whole is not stated or the fact is no share. */
function shareLeft({ list, name }: Gap, row: Row | undefined, { stated: { read } }: Part, { relations }: Policy): Dec {
  const share = relations.shares.find((s) => s.list === list && s.fact === name);
  if (share === undefined || row === undefined) return MAX_MONEY;
  const of = row[share.of] as string;
  const whole = read.rows(share.whole.list)[read.position(share.whole.list, of)]?.[share.whole.fact];
  if (!(whole instanceof Dec)) return MAX_MONEY;
  const others = new Map<unknown, Dec>();
  for (const other of read.rows(list as string)) {
    const value = other[name];
    if (other[share.of] === of && other['id'] !== row['id'] && value instanceof Dec) others.set(other['id'], value);
  }
  return notBelowZero([...others.values()].reduce<Dec>((left, v) => left.minus(v), whole));
}

/** For what was advanced: nothing, as much as may be, and more than is due; of the payment at hand, else of the cap. */
function advances({ list, name }: Gap, path: Path, before: Figures, context: Context): Turn[] | undefined {
  const measure = lookersAt(context.policy, list, name).find((m) => m.pays !== undefined && m.pays.as !== 'once' && m.pays.paid === name);
  if (measure?.pays === undefined || measure.pays.as === 'once') return undefined;
  const award = before.awards.find((a) => a.measure === measure && a.own?.list === path[0] && a.own?.at === path[1]);
  const payment = before.payments.find((p) => p.key === award?.determination.key);
  const limits = [payment?.advance?.cumulativeLimit.max, payment?.settlement?.final.max].flatMap((v) => (v === undefined ? [] : [new Dec(v)]));
  if (limits.length === 0) {
    const law = award?.law ?? context.at(undefined);
    const { cap } = measure.formula;
    const most = cap === undefined ? new Dec(1) : law.parameter(cap).decimal;
    limits.push(upToFen(most.times(law.parameter(measure.pays.share).decimal)), most);
  }
  return [ZERO, ...limits, limits.reduce(maxOf).plus(FEN)].map((value) => ({ value, side: false }));
}
