import type { Decimal } from 'decimal.js';
import { isDay } from '../core/day.js';
import { Dec, ZERO } from '../core/decimal.js';
import { AN_OBJECT, isRecord, pathStep, refuse, show } from '../core/error.js';
import { ALL, RATIO_DECIMALS, type Ratio, compareRatios, ratio } from '../core/ratio.js';
import { type Span, between } from '../core/span.js';
import { type Bilingual, text } from '../core/text.js';

/** What the public constraints take, checked before anything is computed. */

/**
 * An exact amount of at least 0 (yuan, or any other unit used throughout): plain decimal notation of at most
 * 24 digits before and 20 after the point, a finite number (read by its shortest decimal form) or a `Decimal`
 * within the same limits. Exponents in strings are refused.
 */
export type AmountLike = `${number}` | number | Decimal;

/** Anchored and bounded, so that nothing hostile (`1e1000000000`) ever reaches the decimal constructor. */
const PLAIN = /^[0-9]{1,24}(?:\.[0-9]{1,20})?$/;
const QUOTIENT = /^([0-9]{1,15})\/([1-9][0-9]{0,14})$/;
const MAX_INTEGER_DIGITS = 24;
const MAX_DECIMALS = 20;

/** Refuses an argument: where, what was expected, what was found. */
export const fail = (path: string, expected: Bilingual, received: unknown): never =>
  refuse({ path, code: typeof received === 'string' || typeof received === 'number' ? 'format' : 'type', expected, received: show(received) });

const AN_AMOUNT = text(
  `不小于0、整数至多${MAX_INTEGER_DIGITS}位、小数至多${MAX_DECIMALS}位的数额`,
  `an amount of at least 0 with at most ${MAX_INTEGER_DIGITS} + ${MAX_DECIMALS} digits`,
);
const A_RATIO = text(
  `0至1、至多${RATIO_DECIMALS}位小数的比例，或整数之商，如"1/3"`,
  `a ratio from 0 to 1 with at most ${RATIO_DECIMALS} decimals, or a whole-number quotient such as "1/3"`,
);
const A_DAY = text('日期 YYYY-MM-DD', 'a calendar day YYYY-MM-DD');

/** The amount exactly. */
export function exactAmount(value: unknown, path: string): Decimal {
  const read = readDecimal(value);
  if (read === undefined || (read.s < 0 && !read.isZero()) || read.e >= MAX_INTEGER_DIGITS || read.decimalPlaces() > MAX_DECIMALS) return fail(path, AN_AMOUNT, value);
  return read.isZero() ? ZERO : read;
}

/** A range of amounts, its ends in their order. */
export function exactRange(value: unknown, path: string): Span {
  const { min, max } = record(value, path);
  const [lo, hi] = [exactAmount(min, `${path}.min`), exactAmount(max, `${path}.max`)];
  return hi.cmp(lo) < 0 ? fail(`${path}.max`, text(`不少于${lo.toFixed()}的金额`, `an amount of at least ${lo.toFixed()}`), max) : between(lo, hi);
}

function readDecimal(value: unknown): Decimal | undefined {
  if (typeof value === 'string') return PLAIN.test(value) ? new Dec(value) : undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? new Dec(value) : undefined;
  // Of the library's own decimals, which are immutable, or of another copy of decimal.js.
  if (!Dec.isDecimal(value) || typeof value.isFinite !== 'function') return undefined;
  try {
    if (!value.isFinite() || !(Math.abs(value.e) <= MAX_INTEGER_DIGITS + MAX_DECIMALS)) return undefined;
    return value instanceof Dec ? value : new Dec(`${value as Decimal}`);
  } catch {
    return undefined;
  }
}

/** A ratio from 0 to 1, exact quotients included. */
export function exactRatio(value: unknown, path: string): Ratio {
  const parts = typeof value === 'string' ? QUOTIENT.exec(value) : null;
  const read = parts !== null ? ratio(new Dec(parts[1] as string), new Dec(parts[2] as string)) : readDecimal(value);
  const known = read === undefined || 'under' in read ? read : ratio(read);
  return known === undefined || known.over.lt(0) || known.over.decimalPlaces() > RATIO_DECIMALS || compareRatios(known, ALL) > 0 ? fail(path, A_RATIO, value) : known;
}

export const exactDay = (value: unknown, path: string): string => (typeof value === 'string' && isDay(value) ? value : fail(path, A_DAY, value));

/** A calendar day; undefined and null are unknown. */
export const dayOrUnknown = (value: unknown, path: string): string | undefined => (value === undefined || value === null ? undefined : exactDay(value, path));

export function record(value: unknown, path: string): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : fail(path, AN_OBJECT, value);
}

/** The text as it is. */
export function textOf(value: unknown, path: string): string {
  return typeof value === 'string' ? value : refuse({ path, code: 'type', expected: text('文本', 'a text'), received: show(value) });
}

/** A year, of whatever century. */
export const exactYear = (value: unknown, path: string): number =>
  typeof value === 'number' && Number.isInteger(value) ? value : fail(path, text('整数年份', 'a whole year'), value);

/** Every entry of an array in turn, holes included, so that the first fault ends it. */
export function each<T>(value: unknown, path: string, expected: Bilingual, read: (entry: unknown, path: string, i: number) => T): T[] {
  if (!Array.isArray(value)) return fail(path, expected, value);
  const list: T[] = [];
  for (let i = 0; i < value.length; i++) list.push(read(value[i], `${path}[${i}]`, i));
  return list;
}

/**
 * An object without a property that nobody reads. A misspelt `input` for `inputs` would otherwise be a claim that uses
 * nothing, and let a double dip through.
 *
 * @param within the path of its properties, where that is not the object's own
 */
export function recordOf(value: unknown, path: string, known: readonly string[], within = path): Readonly<Record<string, unknown>> {
  const read = record(value, path);
  for (const key in read) {
    if (known.includes(key) || !Object.hasOwn(read, key)) continue;
    const at = pathStep(key);
    const names = known.join(', ');
    const path = within === '' && at.startsWith('.') ? at.slice(1) : `${within}${at}`;
    refuse({ path, code: 'unknown-property', expected: text(`仅含属性${names}`, `only the properties ${names}`), received: show(read[key]) });
  }
  return read;
}
