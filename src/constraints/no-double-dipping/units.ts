import { Dec } from '../../core/decimal.js';

/** A problem that is read already: claims and pools by index, amounts exact, exclusions as lists. */
export interface IndexedProblem {
  /** In the order that settles ties. */
  readonly claims: readonly { readonly parts: readonly Share<Dec>[] }[];
  readonly caps: readonly Dec[];
  /** `neighbours[i]`: the claims that exclude claim i. Symmetric; i itself may be named and is ignored. */
  readonly neighbours: readonly (readonly number[])[];
}

/** What open amounts are at their minima and at their maxima: the same object where all is certain. */
export interface Worth<T = bigint> {
  readonly lo: T;
  readonly hi: T;
}

/** What a claim brings in a pool (an index into `caps`), or in none (-1). */
export interface Share<T = bigint> extends Worth<T> {
  readonly pool: number;
}

/**
 * The same in whole numbers of 10^-decimals. A claim has one share in each pool, held to the cap, which changes no value:
 * min(c, Σ a) = min(c, Σ min(a, c)). Shares of 0 are left out, and a pool that its claims cannot exceed together counts as none.
 */
export interface WholeProblem {
  readonly decimals: number;
  readonly claims: readonly (readonly Share[])[];
  readonly caps: readonly bigint[];
  readonly neighbours: readonly (readonly number[])[];
}

/** Above 0 if the first is worth more: at minima, then at maxima. */
export const compare = (a: Worth, b: Worth): number => (a.lo === b.lo ? (a.hi === b.hi ? 0 : a.hi > b.hi ? 1 : -1) : a.lo > b.lo ? 1 : -1);

export function inWholeUnits({ claims, caps: limits, neighbours }: IndexedProblem): WholeProblem {
  let decimals = limits.reduce((most, cap) => Math.max(most, cap.decimalPlaces()), 0);
  for (const { parts } of claims) for (const { lo, hi } of parts) decimals = Math.max(decimals, hi.decimalPlaces(), lo === hi ? 0 : lo.decimalPlaces());
  const caps = limits.map((cap) => unitsOf(cap, decimals));
  const sums = caps.map(() => 0n);
  const held = claims.map(({ parts }) => {
    const shares = sharesOf(parts, caps, decimals);
    for (const { pool, hi } of shares) if (pool >= 0) sums[pool] = (sums[pool] as bigint) + hi;
    return shares;
  });
  const isFull = caps.map((cap, pool) => (sums[pool] as bigint) > cap);
  const counted = held.map((shares) => shares.map((share) => (share.pool < 0 || isFull[share.pool] ? share : { pool: -1, lo: share.lo, hi: share.hi })));
  return { decimals, claims: counted, caps, neighbours };
}

export const lesser = (a: bigint, b: bigint): bigint => (a < b ? a : b);

function sharesOf(parts: readonly Share<Dec>[], caps: readonly bigint[], decimals: number): Share[] {
  const shares: Share[] = [];
  for (const { pool, lo, hi } of parts) {
    // An index below 0 is slow to look up.
    const cap = pool < 0 ? undefined : caps[pool];
    const held = (amount: bigint): bigint => (cap === undefined ? amount : lesser(amount, cap));
    const more = unitsOf(hi, decimals);
    const least = lo === hi ? more : unitsOf(lo, decimals);
    if (held(more) === 0n) continue;
    const before = shares.find((share) => share.pool === pool);
    if (before === undefined) shares.push({ pool, lo: held(least), hi: held(more) });
    else shares[shares.indexOf(before)] = { pool, lo: held(before.lo + least), hi: held(before.hi + more) };
  }
  return shares;
}

/** What a set brings: for each pool the smaller of its cap and the sum within it, plus all that is in no pool. */
export function worthOf({ claims, caps }: WholeProblem, set: readonly number[]): Worth {
  let lo = 0n;
  let hi = 0n;
  let pooled: Map<number, Worth> | undefined;
  for (const i of set) {
    for (const share of claims[i] as readonly Share[]) {
      if (share.pool < 0) {
        lo += share.lo;
        hi += share.hi;
      } else {
        const before = (pooled ??= new Map()).get(share.pool);
        pooled.set(share.pool, before === undefined ? share : { lo: before.lo + share.lo, hi: before.hi + share.hi });
      }
    }
  }
  pooled?.forEach((sum, pool) => {
    const cap = caps[pool] as bigint;
    lo += lesser(sum.lo, cap);
    hi += lesser(sum.hi, cap);
  });
  return { lo, hi };
}

const DIGITS_PER_WORD = 7;

/** An amount of at least 0 in units of 10^-decimals, of which it is a whole number. */
function unitsOf(amount: Dec, decimals: number): bigint {
  // From the words of the decimal, which saves the way through text.
  let units = 0;
  for (const word of amount.d) units = units * 1e7 + word;
  const shift = (Math.floor(amount.e / DIGITS_PER_WORD) - amount.d.length + 1) * DIGITS_PER_WORD + decimals;
  const scaled = shift < 0 ? units / 10 ** -shift : units * 10 ** shift;
  return Number.isSafeInteger(units) && Number.isSafeInteger(scaled) ? BigInt(scaled) : BigInt(amount.times(new Dec(10).pow(decimals)).toFixed());
}
