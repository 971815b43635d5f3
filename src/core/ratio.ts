import { Dec, ONE, ZERO, compare } from './decimal.js';

/**
 * A share from 0 to 1 as an exact quotient: one third is 1 over 3, and a third of 3,000,000 is exactly
 * 1,000,000. Divided once, after everything was multiplied.
 */
export interface Ratio {
  readonly over: Dec;
  /** 1 for a finite decimal. */
  readonly under: Dec;
}

/** Most decimals of a ratio: more are the noise of a binary fraction, or a quotient written out. */
export const RATIO_DECIMALS = 10;

export const NONE: Ratio = Object.freeze({ over: ZERO, under: ONE });
export const ALL: Ratio = Object.freeze({ over: ONE, under: ONE });

export const isRatio = (value: unknown): value is Ratio => typeof value === 'object' && value !== null && 'under' in value;

export const ratio = (over: Dec, under: Dec = ONE): Ratio => ({ over, under });

/** `amount × r`, divided last. */
export function share(amount: Dec, r: Ratio): Dec {
  const product = r.over === ONE ? amount : r.over.times(amount);
  return r.under === ONE ? product : product.div(r.under);
}

export const compareRatios = (a: Ratio, b: Ratio): number =>
  a.under === b.under ? compare(a.over, b.over) : compare(a.over.times(b.under), b.over.times(a.under));
export const lower = (a: Ratio, b: Ratio): Ratio => (compareRatios(a, b) <= 0 ? a : b);
export const higher = (a: Ratio, b: Ratio): Ratio => (compareRatios(a, b) >= 0 ? a : b);
export const product = (a: Ratio, b: Ratio): Ratio => ({ over: a.over.times(b.over), under: a.under === ONE ? b.under : a.under.times(b.under) });
export const mean = (a: Ratio, b: Ratio): Ratio => ({
  over: a.over.times(b.under).plus(b.over.times(a.under)),
  under: a.under.times(b.under).times(TWO),
});
/** `a − b`, not below 0. */
export function lessRatio(a: Ratio, b: Ratio): Ratio {
  const over = a.over.times(b.under).minus(b.over.times(a.under));
  return over.isNeg() ? NONE : { over, under: a.under.times(b.under) };
}

const TWO = new Dec(2);

/** As it is written: a decimal, or `1/3`. */
export const writeRatio = (r: Ratio): string => (r.under === ONE ? r.over.toFixed() : `${r.over.toFixed()}/${r.under.toFixed()}`);
