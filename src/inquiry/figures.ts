import { determine } from '../assessment/determine.js';
import { payments } from '../assessment/pay.js';
import type { ReadCase } from '../case/read.js';
import type { Context } from '../kernel/context.js';
import type { Determination } from '../kernel/determination.js';
import { Dec, ZERO } from '../kernel/decimal.js';
import type { Payment } from '../kernel/payment.js';
import { type Range, toRange } from '../kernel/span.js';
import { allEvaluated, select } from '../selection/select.js';

/**
 * The figures of an assessment: what a reader would act on. Two assessments with the same figures
 * say the same; reasons, warnings and the next best combination may still be worded differently.
 *
 * A determination that is ineligible is the same as none: both pay nothing.
 */
export interface Figures {
  readonly determinations: readonly Determination[];
  /** What each chosen determination pays. */
  readonly payable: readonly { readonly key: string; readonly amount: Range }[];
  readonly total: Range;
  readonly payments: readonly Payment[];
}

/**
 * The figures of `assess` without the next best combination and the warnings, which cost more than
 * everything else and change no figure: the way to assess one case many times over.
 */
export function figuresOf(read: ReadCase, context: Context, workLimit?: number): Figures {
  const determined = determine(read, context);
  const evaluated = allEvaluated(determined);
  const chosen = select(read, determined, evaluated, context, { workLimit, runnerUp: false });
  return {
    determinations: evaluated.map((e) => e.determination),
    payable: [...chosen.payable].map(([key, amount]) => ({ key, amount: toRange(amount) })),
    total: toRange(chosen.total),
    payments: payments(read, determined, chosen, context),
  };
}

/** Statuses, amounts, the payable combination and the totals as one comparable text. */
export function amountFigures(a: Figures): string {
  return JSON.stringify([
    a.determinations.filter(counts).map(({ key, status, amount }) => [key, status, amount]),
    a.payable,
    a.total,
  ]);
}

/** All payments as one comparable text. */
export const paymentFigures = (a: Figures): string => JSON.stringify(a.payments);

export const counts = (d: Determination): boolean => d.status !== 'ineligible';

/** Whether no status is undetermined and no figure is a range. */
export function isDetermined(a: Figures): boolean {
  return (
    a.determinations.every((d) => d.status !== 'undetermined' && isPoint(d.amount)) &&
    isPoint(a.total) &&
    a.payable.every((p) => isPoint(p.amount)) &&
    a.payments.every((p) => rangesOf(p).every(isPoint))
  );
}

const isPoint = (r: Range): boolean => r.min === r.max;

/** Every range of a payment. */
export function rangesOf({ advance, settlement, byYear }: Payment): Range[] {
  return [
    ...(advance === undefined ? [] : [advance.cumulativeLimit, advance.payableNow]),
    ...(settlement === undefined ? [] : [settlement.final, settlement.payable, settlement.recoverable]),
    ...(byYear ?? []).map((y) => y.limit),
  ];
}

export const widthOf = (r: Range): Dec => (isPoint(r) ? ZERO : new Dec(r.max).minus(r.min));

/** How wide the figures of an assessment are: its total, its amounts and its payments. */
export interface Width {
  readonly total: Dec;
  readonly amounts: Dec;
  readonly payments: Dec;
}

export function widthsOf(a: Figures): Width {
  const sum = (ranges: readonly Range[]): Dec => ranges.reduce<Dec>((s, r) => s.plus(widthOf(r)), ZERO);
  return {
    total: widthOf(a.total),
    amounts: sum(a.determinations.map((d) => d.amount)),
    payments: sum(a.payments.flatMap(rangesOf)),
  };
}
