import { type Advance, type Settlement, advance, settlement } from '../constraints/disbursement.js';
import type { Dec } from './decimal.js';
import { ZERO } from './decimal.js';
import { NOTHING, type Range, type Span, between, exactly, isCertain, orNothing, toRange } from './span.js';

/** When and how a chosen amount is paid. */
export interface Payment {
  readonly key: string;
  /** Never more than 50 %, rounded down. */
  readonly advance?: { readonly cumulativeLimit: Range; readonly payableNow: Range };
  /** The account at the end; absent while nothing says that it can be drawn up. */
  readonly settlement?: { readonly final: Range; readonly payable: Range; readonly recoverable: Range };
  /** Article 7: what each year's pass allows on top of the earlier years. */
  readonly byYear?: readonly { readonly year: number; readonly limit: Range }[];
}

/**
 * The advance for every completion of total, progress and advances paid.
 *
 * @param inForce whether anything may still be paid; undefined while that is open
 */
export function advanceRange(
  total: Span,
  progress: Span,
  share: Dec,
  paid: Span,
  inForce: boolean | undefined,
): NonNullable<Payment['advance']> {
  const most: Advance = advance(total.hi, progress.hi, share, paid.lo);
  if (isCertain(total) && isCertain(progress) && isCertain(paid)) {
    return ranges(exactly(most.cumulativeLimit), stillPayable(exactly(most.payableNow), inForce));
  }
  const least = advance(total.lo, progress.lo, share, paid.hi);
  const now = between(least.payableNow, most.payableNow);
  return ranges(between(least.cumulativeLimit, most.cumulativeLimit), stillPayable(now, inForce));
}

/** What may still be paid: nothing once payment is ruled out, from nothing while that is open. */
export const stillPayable = (now: Span, inForce: boolean | undefined): Span =>
  inForce === true ? now : inForce === false ? NOTHING : orNothing(now);

const ranges = (limit: Span, now: Span): NonNullable<Payment['advance']> => ({
  cumulativeLimit: toRange(limit),
  payableNow: toRange(now),
});

/** A settlement while figures are open. */
export interface SettlementSpans {
  readonly final: Span;
  readonly payable: Span;
  readonly recoverable: Span;
}

/** The settlement for every completion of the final total and the advances paid. */
export function settlementSpans(final: Span, paid: Span): SettlementSpans {
  const most: Settlement = settlement(final.hi, paid.lo);
  const least = isCertain(final) && isCertain(paid) ? most : settlement(final.lo, paid.hi);
  return {
    final,
    payable: between(least.payable, most.payable),
    recoverable: between(most.recoverable, least.recoverable),
  };
}

export const written = ({ final, payable, recoverable }: SettlementSpans): NonNullable<Payment['settlement']> => ({
  final: toRange(final),
  payable: toRange(payable),
  recoverable: toRange(recoverable),
});

export const settlementRange = (final: Span, paid: Span): NonNullable<Payment['settlement']> =>
  written(settlementSpans(final, paid));

/**
 * An account that may no longer pay anything: what was advanced within the final total stands, the
 * rest of it lapses (payment outside the validity period under `validity-only`, I-04).
 */
export function withoutFurtherPayment(final: Span, paid: Span): Span {
  const least = (a: Dec, b: Dec): Dec => (a.cmp(b) <= 0 ? a : b);
  return between(least(final.lo, paid.lo), least(final.hi, paid.hi));
}

/** The final total when further payment is certain, open, or ruled out. */
export function finalInForce(final: Span, paid: Span, inForce: boolean | undefined): Span {
  if (inForce === true) return final;
  const lapsed = withoutFurtherPayment(final, paid);
  return inForce === false ? lapsed : between(lapsed.lo, final.hi);
}

/** Something given once, in full, when its condition is fulfilled. */
export const paidOnce = (key: string, amount: Span): Payment => ({
  key,
  settlement: settlementRange(amount, exactly(ZERO)),
});
