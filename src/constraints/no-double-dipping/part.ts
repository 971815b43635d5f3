import type { Share, WholeProblem } from './units.js';

/**
 * One part of a problem: claims that exclusions and binding pools tie together, numbered from 0 in the order that
 * settles ties. All amounts are whole numbers of one unit, and sums of them stay below 2^53.
 *
 * Values are compared level by level: at minima and then, where amounts are open, at maxima. A pool is a dimension on
 * each level. 1b of 20 to 25 in a pool of 23 is 20 in a dimension of the first level and 23 in one of the second.
 */
export interface Part {
  readonly size: number;
  /** The claims that exclude each claim. */
  readonly near: readonly (readonly number[])[];
  /** What each claim brings outside binding pools, on the first and on the second level; the second may be all 0. */
  readonly own: readonly [readonly number[], readonly number[]];
  readonly dims: readonly Dim[];
  /** What each claim puts into which dimensions. */
  readonly puts: readonly (readonly Put[])[];
  /** What all claims bring at maxima, caps aside. */
  readonly sum: number;
  /** Something is on the second level. */
  readonly ranged: boolean;
  /** How many units of the problem one unit is; `rounded` if amounts are no whole number of it and were rounded up. */
  readonly unit: bigint;
  readonly rounded: boolean;
}

/** A pool on one level, worth min(cap, sum). */
export interface Dim {
  readonly level: 0 | 1;
  readonly cap: number;
}

export interface Put {
  readonly dim: number;
  readonly amount: number;
}

/** What is asked of a part. */
export interface Ask {
  readonly part: Part;
  /** Claims that must be taken, which exclude neither each other nor any of `free`. */
  readonly required: readonly number[];
  readonly free: readonly number[];
}

/** A set of claims with its value on both levels. */
export interface Found {
  readonly claims: readonly number[];
  readonly v0: number;
  readonly v1: number;
}

/** Counts work; every loop that can grow looks at it. */
export interface Work {
  used: number;
  limit: number;
}

export const ascending = (a: number, b: number): number => a - b;

/** Whether the first of two ascending lists has fewer claims, or as many and the first claim on which they differ. */
export function isEarlier(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return a.length < b.length;
  const k = a.findIndex((claim, at) => claim !== b[at]);
  return k >= 0 && (a[k] as number) < (b[k] as number);
}

/** What a set brings where some dimensions count and all others are open, and what it puts into each. */
export function measure({ own, puts, dims }: Part, claims: readonly number[], counted?: ReadonlySet<number>): Found & { readonly sums: Map<number, number> } {
  const values: [number, number] = [0, 0];
  const sums = new Map<number, number>();
  for (const i of claims) {
    values[0] += own[0][i] as number;
    values[1] += own[1][i] as number;
    for (const { dim, amount } of puts[i] as readonly Put[]) sums.set(dim, (sums.get(dim) ?? 0) + amount);
  }
  for (const [d, sum] of sums) if (counted === undefined || counted.has(d)) values[(dims[d] as Dim).level] += Math.min((dims[d] as Dim).cap, sum);
  return { claims, v0: values[0], v1: values[1], sums };
}

/** Sums that doubles hold exactly, with room for bounds. */
const LIMIT = 2 ** 52;

/**
 * Some claims as a part, at minima and then maxima or with `top` at maxima alone, in the finest decimal unit of which sums
 * stay below 2^53. Where amounts are no whole number of it they are rounded up: what is found is lawful and bounds hold,
 * but nothing is proven.
 */
export function makePart(problem: WholeProblem, claims: readonly number[], top: boolean): Part {
  for (let unit = 1n; ; unit *= 10n) {
    const part = partIn(problem, claims, top, unit);
    if (part !== undefined) return part;
  }
}

function partIn({ claims: all, caps, neighbours }: WholeProblem, claims: readonly number[], top: boolean, unit: bigint): Part | undefined {
  let rounded = false;
  const inUnits = (amount: bigint): number => {
    const rest = amount % unit;
    rounded ||= rest !== 0n;
    return Number(amount / unit) + (rest === 0n ? 0 : 1);
  };
  const ranged = !top && claims.some((i) => (all[i] as readonly Share[]).some(({ lo, hi }) => lo !== hi));
  const dims: Dim[] = [];
  const dimOf = new Map<number, number>();
  const own: [number[], number[]] = [claims.map(() => 0), claims.map(() => 0)];
  let sum = 0;
  const puts = claims.map((i, at) => {
    const list: Put[] = [];
    for (const { pool, lo, hi } of all[i] as readonly Share[]) {
      const most = inUnits(hi);
      sum += most;
      (ranged ? [inUnits(lo), most] : [most]).forEach((amount, level) => {
        if (pool < 0) (own[level] as number[])[at] = ((own[level] as number[])[at] as number) + amount;
        else if (amount > 0) {
          let dim = dimOf.get(2 * pool + level);
          if (dim === undefined) {
            dim = dims.push({ level: level as 0 | 1, cap: inUnits(caps[pool] as bigint) }) - 1;
            dimOf.set(2 * pool + level, dim);
          }
          list.push({ dim, amount });
        }
      });
    }
    return list;
  });
  // The caps of pools that can be full are less than what is put into them.
  if (!(sum < LIMIT)) return undefined;
  const place = new Map(claims.map((i, k) => [i, k]));
  // Claims of one input may share a list.
  const known = new Map<readonly number[], number[]>();
  const near = claims.map((i) => {
    const list = neighbours[i] as readonly number[];
    const mine = known.get(list) ?? list.map((j) => place.get(j) as number);
    known.set(list, mine);
    return mine;
  });
  return { size: claims.length, near, own, dims, puts, sum, ranged, unit, rounded };
}
