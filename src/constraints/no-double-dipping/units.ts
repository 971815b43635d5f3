import { Dec, ZERO } from '../../core/decimal.js';

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
  for (const [pool, amount] of pooled) sum = sum.plus(Dec.min(amount, caps[pool] as Dec));
  return sum;
}

/** An amount in whole units or, where these are rounded, exactly. */
type Amount = number | Dec;

/** What a set brings at minima and at maxima; one kind of amount throughout a problem. */
export interface Worth {
  readonly lo: Amount;
  readonly hi: Amount;
}

export const minus = (a: Amount, b: Amount): Amount => (typeof a === 'number' ? a - (b as number) : a.minus(b));
/** Above 0 if the first amount is more. */
export const order = (a: Amount, b: Amount): number => (typeof a === 'number' ? a - (b as number) : a.cmp(b));
/** Above 0 if the first is worth more: at minima, then at maxima. */
export const compare = (a: Worth, b: Worth): number => order(a.lo, b.lo) || order(a.hi, b.hi);

/**
 * The amounts of a problem as whole numbers of one decimal unit, the coarsest that is exact. Where their sum would not
 * stay below 2^53 the unit is coarser still and every amount is rounded up: what is found is lawful and bounds hold, but
 * only what is listed with exact decimals (`list.ts`) is proven.
 */
export interface Units {
  /** Parts of claim i: `start[i]` up to `start[i + 1]`, at most one per pool. */
  readonly start: readonly number[];
  readonly pool: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
  /** What each claim brings by itself, at maxima. */
  readonly most: readonly number[];
  readonly caps: readonly number[];
  /** Pools that can be full. */
  readonly binding: readonly boolean[];
  readonly rounded: boolean;
  toAmount(amount: Amount): Dec;
}

const LIMIT = 2 ** 52;
const DIGITS_PER_WORD = 7;

export function readUnits(problem: IndexedProblem): Units {
  const amounts = [...problem.caps, ...problem.claims.flatMap(({ parts }) => parts.flatMap(({ lo, hi }) => (lo === hi ? [hi] : [lo, hi])))];
  // Below 0 where all amounts end with zeros.
  const decimals = amounts.reduce((most, a) => (a.isZero() ? most : Math.max(most, a.precision() - 1 - a.e)), -60);
  for (let d = Math.max(0, decimals); ; d--) {
    const units = inUnits(problem, d, d < decimals);
    if (units !== undefined) return units;
  }
}

function inUnits({ claims, caps: limits }: IndexedProblem, decimals: number, rounded: boolean): Units | undefined {
  const start: number[] = [0];
  const pool: number[] = [];
  const low: number[] = [];
  const high: number[] = [];
  const caps = limits.map((cap) => wholeUnits(cap, decimals));
  const totals = limits.map(() => 0);
  const most = claims.map(({ parts }) => {
    const first = pool.length;
    for (const part of parts) {
      let k = first;
      while (k < pool.length && pool[k] !== part.pool) k++;
      // What goes into a pool is held to its cap, which changes no value: min(c, Σ a) = min(c, Σ min(a, c)).
      const cap = caps[part.pool] ?? Infinity;
      const hi = wholeUnits(part.hi, decimals);
      pool[k] = part.pool;
      high[k] = Math.min(cap, (high[k] ?? 0) + hi);
      low[k] = Math.min(cap, (low[k] ?? 0) + (part.lo === part.hi ? hi : wholeUnits(part.lo, decimals)));
    }
    let all = 0;
    for (let k = first; k < pool.length; k++) {
      const p = pool[k] as number;
      all += high[k] as number;
      if (p >= 0) totals[p] = (totals[p] as number) + (high[k] as number);
    }
    start.push(pool.length);
    return all;
  });
  // A cap above all that can come together is never asked for.
  const sum = caps.reduce((s, cap, p) => s + Math.min(cap, totals[p] as number), most.reduce((a, b) => a + b, 0));
  if (!(sum < LIMIT)) return undefined;
  // Rounded amounts that just fill a cap may exceed it when they are not.
  const binding = caps.map((cap, p) => (totals[p] as number) > cap - (rounded ? 1 : 0));
  return { start, pool, low, high, most, caps, binding, rounded, toAmount: (amount) => (typeof amount === 'number' ? toAmount(amount, decimals) : amount) };
}

/** An amount in units of 10^-decimals, rounded up where it is no whole number of them. */
function wholeUnits(amount: Dec, decimals: number): number {
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

function toAmount(units: number, decimals: number): Dec {
  // Below 10^15 the nearest double to units / 100 prints as exactly that decimal.
  if (decimals === 2 && units < 1e15) return new Dec(units / 100);
  return decimals === 0 ? new Dec(units) : new Dec(`${units}e${-decimals}`);
}
