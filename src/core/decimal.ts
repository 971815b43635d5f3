import { Decimal } from 'decimal.js';

/**
 * The library's own decimal constructor. `defaults: true` keeps it apart from whatever a host did
 * with `Decimal.set`; 60 digits hold every product of two admissible inputs exactly.
 */
export const Dec: Decimal.Constructor = Decimal.clone({
  defaults: true,
  precision: 60,
  rounding: Decimal.ROUND_HALF_UP,
  toExpNeg: -70,
  toExpPos: 70,
});
export type Dec = Decimal;

export const ZERO: Dec = new Dec(0);
export const ONE: Dec = new Dec(1);

/** `a.cmp(b)` of finite numbers: decimal.js copies the second one to compare it, at several times the cost. */
export function compare(a: Dec, b: Dec): number {
  const { d: x } = a;
  const { d: y } = b;
  if (a.isNeg() || b.isNeg()) return a.cmp(b);
  if (x[0] === 0 || y[0] === 0) return Math.sign((x[0] as number) - (y[0] as number));
  if (a.e !== b.e) return Math.sign(a.e - b.e);
  for (let i = 0; i < Math.min(x.length, y.length); i += 1) if (x[i] !== y[i]) return Math.sign((x[i] as number) - (y[i] as number));
  return Math.sign(x.length - y.length);
}

export const minOf = (a: Dec, b: Dec): Dec => (compare(a, b) <= 0 ? a : b);
export const maxOf = (a: Dec, b: Dec): Dec => (compare(a, b) >= 0 ? a : b);
export const notBelowZero = (a: Dec): Dec => (a.isNeg() ? ZERO : a);

/** Amounts added up. */
export const added = (amounts: Iterable<Dec | string>): Dec => [...amounts].reduce<Dec>((sum, a) => sum.plus(a), ZERO);

/** Fen, the smallest unit of money: two decimals of a yuan. */
const FEN_DECIMALS = 2;

export const FEN: Dec = ONE.div(100);
/** What the rounding of one amount can take or give. */
export const HALF_A_FEN: Dec = FEN.div(2);

const inFen = (a: Dec, rounding: Decimal.Rounding): Dec => (a.decimalPlaces() <= FEN_DECIMALS ? a : a.toDecimalPlaces(FEN_DECIMALS, rounding));

/** Nearest fen, half up. */
export const toFen = (a: Dec): Dec => inFen(a, Decimal.ROUND_HALF_UP);
/** Next lower fen: for bounds that may not be exceeded (不超过). */
export const downToFen = (a: Dec): Dec => inFen(a, Decimal.ROUND_DOWN);
/** Next higher fen: for the upper end of a range that must contain a difference of two rounded bounds. */
export const upToFen = (a: Dec): Dec => inFen(a, Decimal.ROUND_UP);
/** decimal.js holds a number in words of seven digits, counted from the point: how far a word counts, and what a fen is in the first one after the point. */
export const WORD = 1e7;
export const FEN_IN_WORD = 1e5;

/** Money as it is written everywhere in the output: yuan with exactly two decimals. A ratio is written as text of no such type. */
export type Money = `${number}`;

export function formatMoney(a: Dec): Money {
  const { d, e } = a;
  // Nearly all amounts are one or two words and fen; decimal.js writes any number at several times the cost.
  if (!a.isNeg() && e >= 0 && e < 14) {
    const words = e < 7 ? 1 : 2;
    const yuan = words === 1 ? (d[0] as number) : (d[0] as number) * WORD + (d[1] ?? 0);
    const fen = (d[words] ?? 0) / FEN_IN_WORD;
    // What stands in further words is too little to round whole fen up.
    if (Number.isInteger(fen)) return (fen < 10 ? `${yuan}.0${fen}` : `${yuan}.${fen}`) as Money;
  }
  return a.toFixed(FEN_DECIMALS) as Money;
}

/** Digits before or after the point beyond which nothing was written by this library: to write `1e1000000000` out takes all memory. */
const MOST_WRITTEN = 100;

/** A number of the output, read again. @throws RangeError where it is none that was ever written */
export function readBack(written: string): Dec {
  const read = new Dec(written);
  if (!(Math.abs(read.e) <= MOST_WRITTEN)) throw new RangeError(written);
  return read;
}

/** Yuan in 万元, the unit of forms and statistics. */
export const WAN = 10_000;

/** Highest amount of money that is taken or assumed: 1e13 yuan. */
export const MAX_MONEY: Dec = new Dec('10000000000000');

/** Money as a reader sees it: thousands apart. */
export const grouped = (money: string): string => money.replace(/\B(?<!\.\d*)(?=(?:\d{3})+(?!\d))/g, ',');
