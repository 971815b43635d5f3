import { Dec, ZERO, minOf } from '../../core/decimal.js';

/** A problem that is read already: claims and pools by index, amounts exact, exclusions as lists. */
export interface IndexedProblem {
  /** In the order that settles ties. Amounts at minima and at maxima: the same object where they are certain. */
  readonly claims: readonly IndexedClaim[];
  readonly caps: readonly Dec[];
  /** `neighbours[i]`: the claims that exclude claim i. Symmetric; i itself may be named and is ignored. */
  readonly neighbours: readonly (readonly number[])[];
}

export interface IndexedClaim {
  /** What it brings, each share in a pool (an index into `caps`) or in none (-1). */
  readonly parts: readonly { readonly pool: number; readonly lo: Dec; readonly hi: Dec }[];
}

/** What a set brings, exactly: for each pool the smaller of its cap and the sum within it, plus all that is in no pool. */
export function valueOf({ claims, caps }: IndexedProblem, set: readonly number[], end: 'lo' | 'hi'): Dec {
  let sum = ZERO;
  const pooled = new Map<number, Dec>();
  for (const i of set) {
    for (const part of (claims[i] as IndexedClaim).parts) {
      if (part.pool < 0) sum = sum.plus(part[end]);
      else pooled.set(part.pool, (pooled.get(part.pool) ?? ZERO).plus(part[end]));
    }
  }
  for (const [pool, amount] of pooled) sum = sum.plus(minOf(amount, caps[pool] as Dec));
  return sum;
}

/** What a set brings with all amounts at their minima and at their maxima. */
export interface Worth {
  readonly lo: Dec;
  readonly hi: Dec;
}

/** Above 0 if the first is worth more: at minima, then at maxima. */
export const compare = (a: Worth, b: Worth): number => a.lo.cmp(b.lo) || a.hi.cmp(b.hi);

/** Which pools can be full: those whose claims, each held to the cap, exceed it together. */
export function fullPools({ claims, caps }: IndexedProblem): boolean[] {
  const totals: Dec[] = caps.map(() => ZERO);
  for (const { parts } of claims) {
    const own = new Map<number, Dec>();
    for (const { pool, hi } of parts) if (pool >= 0) own.set(pool, (own.get(pool) ?? ZERO).plus(hi));
    for (const [pool, sum] of own) totals[pool] = (totals[pool] as Dec).plus(minOf(sum, caps[pool] as Dec));
  }
  return caps.map((cap, p) => (totals[p] as Dec).cmp(cap) > 0);
}

const DIGITS_PER_WORD = 7;

/** The fewest decimals with which all amounts are whole; below 0 where all end with zeros. */
export const decimalsOf = (amounts: readonly Dec[]): number => amounts.reduce((most, a) => (a.isZero() ? most : Math.max(most, a.precision() - 1 - a.e)), -60);

/** An amount of at least 0 in units of 10^-decimals, rounded up where it is no whole number of them. */
export function wholeUnits(amount: Dec, decimals: number): number {
  const words = amount.d;
  // From the words of the decimal, which saves the way through text: exact below 2^53.
  const last = Math.floor(amount.e / DIGITS_PER_WORD) - words.length + 1;
  const shift = last * DIGITS_PER_WORD + decimals;
  const units = words.reduce((sum, word) => sum * 1e7 + word, 0);
  if (shift < -21 || units >= 2 ** 53) return amount.times(new Dec(10).pow(decimals)).ceil().toNumber();
  if (shift >= 0) return units * 10 ** shift;
  const unit = 10 ** -shift;
  // A remainder may be lost in the division: one more is still safe.
  return units % unit === 0 ? units / unit : Math.floor(units / unit) + 1;
}

/** The amount that so many units are; the double nearest to hundredths below 10^15 prints as exactly that decimal. */
export function toAmount(units: number, decimals: number): Dec {
  return new Dec(decimals === 0 ? units : decimals === 2 && units < 1e15 ? units / 100 : `${units}e${-decimals}`);
}
