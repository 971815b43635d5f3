import type { Decimal } from 'decimal.js';
import { Dec } from '../../kernel/decimal.js';
import { show } from '../../kernel/error.js';

/** Anchored and bounded, so that nothing hostile (`1e1000000000`) ever reaches the decimal constructor. */
const PLAIN = /^[0-9]{1,24}(?:\.[0-9]{1,20})?$/;
const MAX_INTEGER_DIGITS = 24;
const MAX_DECIMALS = 20;
/** The quick reading stays where a double holds every hundredth exactly. */
const QUICK_LIMIT = 9e12;
const QUICK_LENGTH = 16;
const POINT = 46;
const ZERO_CHAR = 48;
const NINE_CHAR = 57;

export function fail(path: string, expected: string, value: unknown): never {
  throw new Error(`${path}: expected ${expected}, found ${show(value)}`);
}

/**
 * The amount in hundredths where it is plainly readable so, else -1. Most amounts are money to the fen, and
 * this is many times faster than a detour through `Decimal`; whatever is not obvious is left to {@link exactAmount}.
 */
export function hundredths(value: unknown): number {
  if (typeof value === 'string') return hundredthsOfText(value);
  if (typeof value === 'number') {
    if (!(value >= 0 && value <= QUICK_LIMIT)) return -1;
    const units = Math.round(value * 100);
    return units / 100 === value ? units : -1;
  }
  return -1;
}

function hundredthsOfText(text: string): number {
  const length = text.length;
  if (length === 0 || length > QUICK_LENGTH) return -1;
  let units = 0;
  let decimals = -1;
  for (let i = 0; i < length; i++) {
    const c = text.charCodeAt(i);
    if (c === POINT) {
      if (decimals >= 0 || i === 0 || i === length - 1) return -1;
      decimals = 0;
    } else if (c >= ZERO_CHAR && c <= NINE_CHAR) {
      units = units * 10 + (c - ZERO_CHAR);
      if (decimals >= 0) decimals++;
    } else return -1;
  }
  if (decimals > 2) return -1;
  if (decimals < 2) units *= decimals === 1 ? 10 : 100;
  return units <= QUICK_LIMIT * 100 ? units : -1;
}

/** The amount exactly, or a clear error. */
export function exactAmount(value: unknown, path: string): Decimal {
  const expected = `an amount of at least 0 with at most ${MAX_INTEGER_DIGITS} + ${MAX_DECIMALS} digits`;
  let read: Decimal | undefined;
  if (typeof value === 'string') {
    if (PLAIN.test(value)) read = new Dec(value);
  } else if (typeof value === 'number') {
    if (isFinite(value)) read = new Dec(value);
  } else if (value instanceof Dec) {
    // The library's own decimals are immutable and plain.
    if (value.isFinite() && Math.abs(value.e) <= MAX_INTEGER_DIGITS + MAX_DECIMALS) read = value;
  } else if (Dec.isDecimal(value) && typeof value.isFinite === 'function') {
    if (value.isFinite() && Math.abs(value.e) <= MAX_INTEGER_DIGITS + MAX_DECIMALS) read = new Dec(value.toString());
  }
  if (read === undefined || read.lt(0) || read.e >= MAX_INTEGER_DIGITS || read.decimalPlaces() > MAX_DECIMALS) {
    return fail(path, expected, Dec.isDecimal(value) && typeof value.e === 'number' ? `${value.s < 0 ? '-' : ''}Decimal with exponent ${value.e}` : value);
  }
  return read.isZero() ? new Dec(0) : read;
}

/**
 * An amount in units of 10^-decimals, where it is a whole number of them below 2^49: the three roundings of
 * doubles are then off by less than a quarter, so the nearest whole number is exact.
 */
export const wholeUnits = (amount: Decimal, decimals: number): number => Math.round(amount.toNumber() * 10 ** decimals);

/** Integer units of 10^-decimals as a Decimal, exactly. */
export function fromUnits(units: number, decimals: number): Decimal {
  // Below 10^15 the nearest double to units / 100 prints as exactly that decimal.
  if (decimals === 2 && units < 1e15 && units > -1e15) return new Dec(units / 100);
  return decimals === 0 ? new Dec(units) : new Dec(`${units}e${-decimals}`);
}
