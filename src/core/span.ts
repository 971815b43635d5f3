import { type Dec, type Money, MAX_MONEY, ONE, ZERO, compare, formatMoney, maxOf, minOf, readBack } from './decimal.js';
import { ALL, NONE, type Ratio, compareRatios } from './ratio.js';

/**
 * An exact amount that may not be certain yet: every completion of the unknown facts lies between
 * `lo` and `hi`. A certain amount has the same object at both ends, so that arithmetic on it is done
 * once.
 */
export interface Span {
  readonly lo: Dec;
  readonly hi: Dec;
}

/** JSON form of a span: yuan with two decimals. */
export interface Range {
  readonly min: Money;
  readonly max: Money;
}

export const exactly = (a: Dec): Span => ({ lo: a, hi: a });
export const between = (lo: Dec, hi: Dec): Span => (compare(lo, hi) === 0 ? { lo: hi, hi } : { lo, hi });
export const NOTHING: Span = Object.freeze(exactly(ZERO));

/** An amount of which nothing is known. */
export const ANY_AMOUNT: Span = Object.freeze({ lo: ZERO, hi: MAX_MONEY });

/** Whether nothing holds an amount from above: the limit of the type is no figure to print. */
export const isUnbounded = (s: Span): boolean => s.lo !== s.hi && compare(s.hi, MAX_MONEY) >= 0;

/** A known amount for certain, an unknown one as anything. */
export const amountOrAny = (a: Dec | undefined): Span => (a === undefined ? ANY_AMOUNT : exactly(a));

export const isCertain = (s: { readonly lo: unknown; readonly hi: unknown }): boolean => s.lo === s.hi;

/** Applies a non-decreasing function to both ends. */
export function mapSpan(s: Span, f: (a: Dec) => Dec): Span {
  const hi = f(s.hi);
  return s.lo === s.hi ? { lo: hi, hi } : between(f(s.lo), hi);
}

/** Combines two spans with a function that does not decrease in either argument. */
function combine(a: Span, b: Span, f: (x: Dec, y: Dec) => Dec): Span {
  const hi = f(a.hi, b.hi);
  return a.lo === a.hi && b.lo === b.hi ? { lo: hi, hi } : between(f(a.lo, b.lo), hi);
}

const sumOf = (x: Dec, y: Dec): Dec => x.plus(y);
const differenceToZero = (x: Dec, y: Dec): Dec => (compare(x, y) <= 0 ? ZERO : x.minus(y));
const productOf = (x: Dec, y: Dec): Dec => (y === ONE ? x : y.times(x));

export const plus = (a: Span, b: Span): Span => (a === NOTHING ? b : b === NOTHING ? a : combine(a, b, sumOf));
export const sum = (spans: readonly Span[]): Span => spans.reduce(plus, NOTHING);
export const times = (a: Span, b: Span): Span => combine(a, b, productOf);
export const least = (a: Span, b: Span): Span => combine(a, b, minOf);

/** `a - b`, not below zero. */
export const minusToZero = (a: Span, b: Span): Span => combine(a, { lo: b.hi, hi: b.lo }, differenceToZero);

/** The smallest span that holds both. */
export const hull = (a: Span, b: Span): Span => between(minOf(a.lo, b.lo), maxOf(a.hi, b.hi));

/** Possible but not certain: the lower end falls to zero. */
export const orNothing = (s: Span): Span => (s.lo.isZero() ? s : between(ZERO, s.hi));

export const same = (a: Span, b: Span): boolean => compare(a.lo, b.lo) === 0 && compare(a.hi, b.hi) === 0;

export function toRange(s: Span): Range {
  const max = formatMoney(s.hi);
  return { min: s.lo === s.hi ? max : formatMoney(s.lo), max };
}

/** The span of a range. */
export const spanOf = ({ min, max }: Range): Span => between(readBack(min), readBack(max));

/** A ratio that may not be certain yet. */
export interface RatioSpan {
  readonly lo: Ratio;
  readonly hi: Ratio;
}

export const ANY_RATIO: RatioSpan = Object.freeze({ lo: NONE, hi: ALL });
export const exactRatio = (a: Ratio): RatioSpan => ({ lo: a, hi: a });
export const ratioOrAny = (a: Ratio | undefined): RatioSpan => (a === undefined ? ANY_RATIO : exactRatio(a));

/** Combines two open ratios with a function that does not decrease in either argument. */
export function combineRatios(a: RatioSpan, b: RatioSpan, f: (x: Ratio, y: Ratio) => Ratio): RatioSpan {
  const hi = f(a.hi, b.hi);
  if (a.lo === a.hi && b.lo === b.hi) return { lo: hi, hi };
  const lo = f(a.lo, b.lo);
  return compareRatios(lo, hi) === 0 ? { lo: hi, hi } : { lo, hi };
}
