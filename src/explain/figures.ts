import type { ReadCase } from '../case/case.js';
import { paymentsOf } from '../assess/assess.js';
import { type Budget, type Chosen, choose } from '../assess/choose.js';
import { type Award, type Memo, determine } from '../assess/determine.js';
import type { Context } from '../core/context.js';
import { Dec, ZERO } from '../core/decimal.js';
import type { Determination } from '../core/determination.js';
import type { Payment } from '../core/payment.js';
import { type Range, type RatioSpan, type Span, toRange } from '../core/span.js';

/**
 * The figures of an assessment: what a reader would act on. Two assessments with the same figures say
 * the same; reasons, warnings and the next best combination may still be worded differently. A
 * determination that is ineligible is the same as none: both pay nothing.
 */
export interface Figures {
  readonly awards: readonly Award[];
  readonly chosen: Chosen;
  readonly payments: readonly Payment[];
  readonly total: Range;
  /** What each chosen determination pays. */
  readonly payable: readonly (readonly [key: string, amount: Range])[];
  /** Everything that the choice looks at, as one text. */
  readonly stakes: string;
  /** Statuses, amounts, the combination and the total as one text, and all payments as another. */
  readonly amountsText: string;
  readonly paymentsText: string;
}

/** Work of re-assessing one row, in units of the work of the solver: they cost about the same time. */
export const ROW_WORK = 25;

/** Choices made under one context, by what they look at. */
export type Choices = Map<string, Chosen>;
const MOST_CHOICES = 200;

/** How many rows a case has in all its lists. */
export const sizeOf = ({ facts }: ReadCase): number =>
  Object.values(facts).reduce<number>((n, value) => n + (Array.isArray(value) ? value.length : 0), 1);

/**
 * The figures of `assess` without the next best combination and the warnings, which change no figure:
 * the way to assess one case many times over. Where the choice looks at the same as one made
 * before, that stands; each new one is added to `choices`.
 */
export function figuresOf(read: ReadCase, context: Context, budget: Budget, choices?: Choices, memo?: Memo, after?: (stage: 'determined' | 'chosen') => void): Figures {
  budget.left = Math.max(0, budget.left - ROW_WORK * sizeOf(read));
  const awards = determine(read, context, undefined, memo);
  after?.('determined');
  const stakes = awards.map(stakeText).join('\n');
  const chosen = choices?.get(stakes) ?? choose(awards, context, { budget, runnerUp: false });
  after?.('chosen');
  if (choices !== undefined && choices.size < MOST_CHOICES) choices.set(stakes, chosen);
  const payments = paymentsOf(awards, chosen);
  const payable = [...chosen.payable].map(([index, amount]) => [(awards[index] as Award).determination.key, toRange(amount)] as const);
  const total = toRange(chosen.total);
  const standing = awards.filter((a) => counts(a.determination)).map(({ determination: { key, status, amount } }) => [key, status, amount]);
  return {
    awards,
    chosen,
    payments,
    total,
    payable,
    stakes,
    amountsText: JSON.stringify([standing, payable, total]),
    paymentsText: JSON.stringify(payments.map(figuresOnly)),
  };
}

/** A payment without the names of what leaves it open. */
export const figuresOnly = ({ missing: _names, ...figures }: Payment): Omit<Payment, 'missing'> => figures;

const ends = ({ lo, hi }: Span | RatioSpan): string => (lo === hi ? written(hi) : `${written(lo)}~${written(hi)}`);
const written = (a: Span['lo'] | RatioSpan['lo']): string => ('under' in a ? `${a.over.toString()}/${a.under.toString()}` : a.toString());

/** What the choice looks at of one award: its figures stage by stage and row by row, and what its contracts take away. */
export function stakeText(a: Award): string {
  const { key, status } = a.determination;
  if (status === 'ineligible') return key;
  const takes = a.measure.uses?.takes;
  const taken = takes === undefined ? '' : a.caseRows.map((row) => String(row[takes])).join();
  const stages = a.valuation?.stages.map(({ span }) => ends(span)).join() ?? '';
  const linear = a.valuation?.linear;
  const factor = linear?.factor === undefined ? '' : ends(linear.factor);
  const base = linear === undefined ? '' : `${ends(linear.base)} ${ends(linear.rate)} ${linear.divisor} ${linear.cap.toString()}`;
  return `${key} ${status} ${ends(a.exact)} ${ends(a.amount)} ${stages} ${base} ${factor} ${a.rows.map((r) => r.status[0] + ends(r.span)).join()} ${taken}`;
}

export const counts = (d: Determination): boolean => d.status !== 'ineligible';

const isPoint = (r: Range): boolean => r.min === r.max;

/** Whether no status is undetermined and no figure is a range. */
export const isDetermined = ({ awards, total, payable, payments }: Figures): boolean =>
  isPoint(total) &&
  awards.every(({ determination: d }) => d.status !== 'undetermined' && isPoint(d.amount)) &&
  payable.every(([, amount]) => isPoint(amount)) &&
  payments.every((p) => rangesOf(p).every(isPoint));

/** Every range of a payment. */
const rangesOf = ({ advance, settlement, byYear }: Payment): Range[] => [
  ...(advance === undefined ? [] : [advance.cumulativeLimit, advance.payableNow]),
  ...(settlement === undefined ? [] : [settlement.final, settlement.payable, ...(settlement.recoverable ? [settlement.recoverable] : [])]),
  ...(byYear ?? []).map((y) => y.limit),
];

const widthOf = (r: Range): Dec => (isPoint(r) ? ZERO : new Dec(r.max).minus(r.min));

/** How wide the figures of an assessment are: its total, its amounts and its payments. */
export interface Width {
  readonly total: Dec;
  readonly amounts: Dec;
  readonly payments: Dec;
}

export function widthsOf({ awards, total, payments }: Figures): Width {
  const sum = (ranges: readonly Range[]): Dec => ranges.reduce<Dec>((s, r) => s.plus(widthOf(r)), ZERO);
  return { total: widthOf(total), amounts: sum(awards.map((a) => a.determination.amount)), payments: sum(payments.flatMap(rangesOf)) };
}
