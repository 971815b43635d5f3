import { type Dec, MAX_MONEY, ONE, ZERO, formatMoney, maxOf, minOf } from './decimal.js';

/**
 * An exact amount that may not be certain yet: every completion of the unknown facts lies between
 * `lo` and `hi`, both attained. A certain amount has the same object at both ends, so that
 * arithmetic on it is done once.
 */
export interface Span {
  readonly lo: Dec;
  readonly hi: Dec;
}

/** JSON form of a span: yuan with two decimals. */
export interface Range {
  readonly min: string;
  readonly max: string;
}

export const exactly = (a: Dec): Span => ({ lo: a, hi: a });
export const between = (lo: Dec, hi: Dec): Span => (lo.eq(hi) ? { lo: hi, hi } : { lo, hi });
export const NOTHING: Span = Object.freeze(exactly(ZERO));

/** An amount of which nothing is known. */
export const ANY_AMOUNT: Span = Object.freeze({ lo: ZERO, hi: MAX_MONEY });
/** A ratio of which nothing is known. */
export const ANY_RATIO: Span = Object.freeze({ lo: ZERO, hi: ONE });

/** A known amount for certain, an unknown one as anything. */
export const amountOrAny = (a: Dec | undefined): Span => (a === undefined ? ANY_AMOUNT : exactly(a));
export const ratioOrAny = (a: Dec | undefined): Span => (a === undefined ? ANY_RATIO : exactly(a));

export const isCertain = (s: Span): boolean => s.lo === s.hi;

/** Applies a non-decreasing function to both ends. */
export function mapSpan(s: Span, f: (a: Dec) => Dec): Span {
  const hi = f(s.hi);
  return s.lo === s.hi ? { lo: hi, hi } : between(f(s.lo), hi);
}

/** Combines two spans with a function that does not decrease in either argument. */
export function combine(a: Span, b: Span, f: (x: Dec, y: Dec) => Dec): Span {
  const hi = f(a.hi, b.hi);
  return a.lo === a.hi && b.lo === b.hi ? { lo: hi, hi } : between(f(a.lo, b.lo), hi);
}

export const plus = (a: Span, b: Span): Span => combine(a, b, (x, y) => x.plus(y));

/** `a - b`, not below zero. */
export function minusToZero(a: Span, b: Span): Span {
  const hi = maxOf(ZERO, a.hi.minus(b.lo));
  if (a.lo === a.hi && b.lo === b.hi) return { lo: hi, hi };
  return between(maxOf(ZERO, a.lo.minus(b.hi)), hi);
}

/** The smallest span that holds both. */
export const hull = (a: Span, b: Span): Span => between(minOf(a.lo, b.lo), maxOf(a.hi, b.hi));

/** Possible but not certain: the lower end falls to zero. */
export const orNothing = (s: Span): Span => (s.lo.isZero() ? s : between(ZERO, s.hi));

export function toRange(s: Span): Range {
  const max = formatMoney(s.hi);
  return { min: s.lo === s.hi ? max : formatMoney(s.lo), max };
}
