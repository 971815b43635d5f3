import { sharesOf } from '../case/case.js';
import type { Award } from '../assess/determine.js';
import type { Context } from '../core/context.js';
import { daysAfter, isDay, yearOf } from '../core/day.js';
import { Dec, FEN, MAX_MONEY, ONE, ZERO, added, formatMoney, maxOf, minOf, notBelowZero, upToFen } from '../core/decimal.js';
import type { FactTable, FactType, FactUnit } from '../core/fact.js';
import { BOUNDS, type Row } from '../core/facts.js';
import type { Law, Parameter } from '../core/law.js';
import type { Measure } from '../core/measure.js';
import { stagedPay } from '../core/payment.js';
import { RATIO_DECIMALS, ratio } from '../core/ratio.js';
import type { Share } from '../core/relations.js';
import { type Bilingual, text } from '../core/text.js';
import { type Figures, rangesIn } from './figures.js';
import type { Gap, Path, Stated } from './stated.js';

/** One answer that stands for all answers like it. */
export interface Answer {
  /** As it would be written in the case file. */
  readonly value: boolean | string | number;
  /** As the core reads it. */
  readonly known: unknown;
  readonly label: Bilingual;
}

/** A gap where it stands in the case on which answers are tried, and the figures of that case. */
interface Asked {
  readonly gap: Gap;
  readonly path: Path;
  readonly stated: Stated;
  readonly before: Figures;
  readonly context: Context;
}

/**
 * Answers worth trying, the least first where they have an order: both truths, every choice, and for the
 * others each value at which a measure that looks at the fact may turn: both sides of its thresholds, its
 * ranks, counts and days, the base at which its cap is reached. Those that lead to nothing of their own are
 * dropped after the trial, so it does no harm to try too many.
 */
export function candidatesOf(asked: Asked): Answer[] {
  const { type, options = {} } = asked.gap.fact;
  switch (type) {
    case 'boolean':
      return [answer(true, true, text('是', 'yes')), answer(false, false, text('否', 'no'))];
    case 'choice':
      return Object.entries(options).map(([value, label]) => answer(value, value, label));
    case 'money':
      return moneys(asked).map((v) => answer(formatMoney(v), v, text(`${formatMoney(v)}元`, `${formatMoney(v)} yuan`)));
    case 'ratio':
      return ascending([ZERO, ...thresholdsOf(asked, 'ratio', LEAST_RATIO), ONE]).filter((v) => !v.isNeg() && v.cmp(ONE) <= 0).map((v) => answer(v.toFixed(), ratio(v)));
    case 'day':
      return daysToTry(asked).map((day) => answer(day, day));
    case 'rank':
    case 'count':
      return wholeNumbers(asked).map((n) => answer(n, n));
    default:
      return [];
  }
}

const answer = (value: Answer['value'], known: unknown, label: Bilingual = text(String(value), String(value))): Answer => ({ value, known, label });

const LEAST_RATIO = new Dec(10).pow(-RATIO_DECIMALS);

/** Different values, the least first. */
function ascending(values: readonly Dec[]): Dec[] {
  const sorted = [...values].sort((a, b) => a.cmp(b));
  return sorted.filter((v, i) => i === 0 || !v.eq(sorted[i - 1] as Dec));
}

const namesIn = (table: FactTable): string[] =>
  Object.entries(table).flatMap(([name, entry]) => [name, ...('of' in entry ? namesIn(entry.of) : [])]);

/** The measures that know a fact of that name, and so may look at it. */
const lookersAt = (name: string, { context: { policy } }: Asked): Measure[] =>
  policy.measures.filter((m) =>
    [...namesIn({ ...m.facts, ...stagedPay(m)?.facts }), ...Object.values(m.rows?.renamed ?? {}), m.uses?.takes].includes(name));

/** The awards of a measure that a gap bears on: those of its own row, or all where it is of a row that they stand on. */
function awardsOf(measure: Measure, { path: [list, at], before }: Asked): readonly Award[] {
  const all = before.awards.filter((a) => a.measure === measure);
  const own = all.filter((a) => a.own?.list === list && a.own?.at === at);
  return own.length > 0 ? own : all;
}

/** The laws under which a measure stands in the case; that of no day where it has no award there. */
function lawsOf(measure: Measure, asked: Asked): readonly Law[] {
  const laws = new Set(awardsOf(measure, asked).map((a) => a.law));
  return laws.size > 0 ? [...laws] : [asked.context.at(undefined)];
}

/** The parameters of some measures that are counted in a unit, those of the measures that look at the fact where none are named. */
const parametersOf = (asked: Asked, unit: FactUnit, measures: readonly Measure[] = lookersAt(asked.gap.name, asked)): Parameter[] =>
  measures.flatMap((m) => lawsOf(m, asked).flatMap((law) => m.parameters.map((id) => law.parameter(id)))).filter((p) => p.unit === unit);

/** Thresholds with the value next to them on their other side; a highest amount is none, a highest share stands alone, and a rate bounds nothing. */
const thresholdsOf = (asked: Asked, unit: FactUnit, step: Dec, measures?: readonly Measure[]): Dec[] =>
  parametersOf(asked, unit, measures).flatMap(({ bound, decimal }) =>
    bound === 'exactly' ? [] : bound === 'at-most' ? (unit === 'CNY' ? [] : [decimal]) : [decimal, bound === 'above' ? decimal.plus(step) : decimal.minus(step)]);

/** The cap of a measure under each of its laws; none where it has no cap. */
const capsOf = (measure: Measure, asked: Asked): Dec[] => {
  const { cap } = measure.formula;
  return cap === undefined ? [] : lawsOf(measure, asked).map((law) => law.parameter(cap).decimal);
};

function wholeNumbers(asked: Asked): number[] {
  const [unit, least] = asked.gap.fact.type === 'rank' ? (['rank', 1] as const) : (['enterprises', 0] as const);
  // A reading may count one more or one less.
  const around = parametersOf(asked, unit).flatMap((p) => [-2, -1, 0, 1, 2].map((d) => Number(p.value) + d));
  // Where no number of the text bounds it, one of each size stands for the others.
  return [...new Set([least, ...(around.length > 0 ? around : [1, 10, 100, 1000])])].filter((n) => n >= least).sort((a, b) => a - b);
}

// ---- days --------------------------------------------------------------------------------------------

/** Beyond that many days of a case its own days are not tried. */
const MOST_DAYS = 6;

/** The days at which the policy turns, the years of the case and its own days, with the days beside them. */
function daysToTry({ stated: { read }, context: { policy } }: Asked): string[] {
  const turns = Object.values(policy.register).flat().filter((p) => p.unit === 'day');
  const years = new Set([...turns.map((p) => yearOf(p.value)), ...(valuesIn(policy.facts, read.facts, 'year') as number[])]);
  const own = [...new Set(valuesIn(policy.facts, read.facts, 'day') as string[])];
  const days = [
    ...turns.flatMap(({ value, bound }) => [value, daysAfter(value, bound === 'on-or-before' ? 1 : -1)]),
    ...[...years].flatMap((y) => [`${y}-01-01`, `${y}-12-31`, `${y + 1}-01-01`]),
    ...(own.length > MOST_DAYS ? [] : own.flatMap((day) => [daysAfter(day, -1), day, daysAfter(day, 1)])),
  ];
  return [...new Set(days)].filter(isDay).sort();
}

/** Every value of a type that a case states. */
const valuesIn = (table: FactTable, facts: Row, type: FactType): unknown[] =>
  Object.entries(table).flatMap(([name, entry]): unknown[] => {
    const value = facts[name];
    if (value === undefined) return [];
    if ('of' in entry) return [value].flat().flatMap((inner) => valuesIn(entry.of, inner as Row, type));
    return entry.kind === 'fact' && entry.type === type ? [value] : [];
  });

// ---- money -------------------------------------------------------------------------------------------

function moneys(asked: Asked): Dec[] {
  const { gap, path, stated: { read } } = asked;
  const row = read.rows(gap.list ?? '')[path[1] as number];
  const bound = row?.[BOUNDS]?.[gap.name]?.span;
  const [lo, hi] = [bound?.lo ?? ZERO, minOf(bound?.hi ?? MAX_MONEY, shareLeft(asked, row))];
  const turning = advances(asked) ?? turningPoints(asked, row);
  return ascending([lo, ...turning.map((v) => minOf(maxOf(v, lo), hi)), ...(hi.lt(MAX_MONEY) ? [hi] : [])]);
}

/** Thresholds with the fen below them, what the cap of each award is reached at, and what may bound it in its row. */
function turningPoints(asked: Asked, row: Row | undefined): Dec[] {
  const share = shareAt(asked);
  const measures = new Set([asked.gap.name, ...(share === undefined ? [] : [share.whole.fact])].flatMap((name) => lookersAt(name, asked)));
  const turns = [...measures].flatMap((measure) => {
    const linear = awardsOf(measure, asked).flatMap((a) => a.valuation?.linear ?? []);
    const full = linear.length === 0
      ? capsOf(measure, asked)
      : linear.flatMap(({ rate, cap: limit, divisor }) => [rate.lo, rate.hi].flatMap((r) => (r.isZero() ? [] : [upToFen(limit.times(divisor).div(r))])));
    const others = statedBeside(measure, asked, row);
    return [...thresholdsOf(asked, 'CNY', FEN, [measure]), ...full].flatMap((v) => (others.isZero() ? [v] : [v, v.minus(others)]));
  });
  return [...turns, ...Object.values(row ?? {}).filter((value) => value instanceof Dec)];
}

/** What the other rows that a measure adds up with this one state already. */
function statedBeside({ source }: Measure, { gap: { list, name }, stated: { read } }: Asked, row: Row | undefined): Dec {
  if (!('group' in source) || source.group !== list || row === undefined) return ZERO;
  const same = (other: Row): boolean => [source.by, source.year, source.where?.fact].every((fact) => fact === undefined || other[fact] === row[fact]);
  return added(read.rows(list).flatMap((other) => (same(other) && other[name] instanceof Dec ? [other[name]] : [])));
}

/** The fact as a share of a whole that another row states, where it is one. */
const shareAt = ({ gap: { list, name }, context }: Asked): Share | undefined => context.policy.relations.shares.find((s) => s.list === list && s.fact === name);

/** How much of the whole no other share has, what is asked for being stated in no row of its contract; anything where the whole is not stated or the fact is no share. */
function shareLeft(asked: Asked, row: Row | undefined): Dec {
  const share = shareAt(asked);
  if (share === undefined) return MAX_MONEY;
  const { list, of, whole: { list: wholes, fact } } = share;
  const { read } = asked.stated;
  const id = (row as Row)[of] as string;
  const whole = read.rows(wholes)[read.position(wholes, id)]?.[fact];
  return whole instanceof Dec ? notBelowZero(whole.minus(sharesOf(read.rows(list), share).get(id) ?? ZERO)) : MAX_MONEY;
}

/** For what was advanced: nothing, as much as may be, and more than is due; of the payment at hand, else of the cap. */
function advances(asked: Asked): Dec[] | undefined {
  const { gap, path, before } = asked;
  const measures = lookersAt(gap.name, asked).filter((m) => stagedPay(m)?.paid === gap.name);
  if (measures.length === 0) return undefined;
  // Measures of other lists may call theirs alike.
  const awards = before.awards.filter((a) => measures.includes(a.measure) && a.own?.list === path[0] && a.own?.at === path[1]);
  const due = awards.flatMap((a) => rangesIn(before.payments.get(a.determination.key))).map((r) => new Dec(r.max));
  const limits = due.length > 0 ? due : awards.flatMap((a) => capsOf(a.measure, asked));
  return [ZERO, ...limits, limits.reduce(maxOf, ZERO).plus(ONE)];
}
