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

export const minOf = (a: Dec, b: Dec): Dec => (a.cmp(b) <= 0 ? a : b);
export const maxOf = (a: Dec, b: Dec): Dec => (a.cmp(b) >= 0 ? a : b);
export const notBelowZero = (a: Dec): Dec => (a.s < 0 ? ZERO : a);

/** Fen, the smallest unit of money: two decimals of a yuan. */
const FEN_DECIMALS = 2;

export const FEN: Dec = ONE.div(100);
/** What the rounding of one amount can take or give. */
export const HALF_A_FEN: Dec = FEN.div(2);

/** Nearest fen, half up. */
export const toFen = (a: Dec): Dec =>
  a.decimalPlaces() <= FEN_DECIMALS ? a : a.toDecimalPlaces(FEN_DECIMALS, Decimal.ROUND_HALF_UP);
/** Next lower fen: for bounds that may not be exceeded (不超过). */
export const downToFen = (a: Dec): Dec =>
  a.decimalPlaces() <= FEN_DECIMALS ? a : a.toDecimalPlaces(FEN_DECIMALS, Decimal.ROUND_DOWN);
/** Next higher fen: for the upper end of a range that must contain a difference of two rounded bounds. */
export const upToFen = (a: Dec): Dec => a.toDecimalPlaces(FEN_DECIMALS, Decimal.ROUND_UP);
/** Money as it is written everywhere in the output: yuan with exactly two decimals. */
export function formatMoney(a: Dec): string {
  switch (a.decimalPlaces()) {
    // Written without a copy; the library's amounts stay far below the exponents of toString.
    case 0:
      return `${a.toString()}.00`;
    case 1:
      return `${a.toString()}0`;
    case 2:
      return a.toString();
    default:
      return a.toFixed(FEN_DECIMALS);
  }
}

/** Highest amount of money that is taken or assumed: 1e13 yuan. */
export const MAX_MONEY: Dec = new Dec('10000000000000');

/** Money as a reader sees it: thousands apart. */
export const grouped = (money: string): string => money.replace(/\B(?<!\.\d*)(?=(?:\d{3})+(?!\d))/g, ',');
