import type { IndexedProblem, Units } from './units.js';

/**
 * One part of a problem: claims that exclusions and binding pools tie together, numbered from 0 in the order that
 * settles ties. All amounts are whole numbers of one unit, and sums of them stay below 2^53.
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
  /** Something is on the second level. */
  readonly ranged: boolean;
}

/**
 * What is added up over claims: a pool on one level, worth min(cap, sum); or a hard limit, worth nothing, that the sum
 * may not exceed.
 */
export interface Dim {
  readonly level: 0 | 1;
  readonly cap: number;
  readonly hard: boolean;
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
  /** Whether the fewest and then the earliest claims decide between sets of equal value. */
  readonly lean: boolean;
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

/** Whether the first of two ascending lists has fewer claims, or as many and the first claim on which they differ. */
export function isEarlier(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return a.length < b.length;
  for (let k = 0; k < a.length; k++) if (a[k] !== b[k]) return (a[k] as number) < (b[k] as number);
  return false;
}

export const ascending = (a: number, b: number): number => a - b;

/** What a set brings. */
export function measure({ own, puts, dims }: Part, claims: readonly number[]): Found {
  const values: [number, number] = [0, 0];
  const sums = dims.map(() => 0);
  for (const i of claims) {
    values[0] += own[0][i] as number;
    values[1] += own[1][i] as number;
    for (const { dim, amount } of puts[i] as readonly Put[]) sums[dim] = (sums[dim] as number) + amount;
  }
  dims.forEach(({ level, cap, hard }, d) => hard || (values[level] += Math.min(cap, sums[d] as number)));
  return { claims, v0: values[0], v1: values[1] };
}

/** Some claims as a part: at minima and then maxima, or with `top` at maxima alone. */
export function makePart({ neighbours }: IndexedProblem, { start, pool, low, high, caps, binding }: Units, claims: readonly number[], top: boolean): Part {
  let ranged = false;
  if (!top) for (const i of claims) for (let k = start[i] as number; k < (start[i + 1] as number); k++) if (low[k] !== high[k]) ranged = true;
  const levels = ranged ? [low, high] : [high];
  const place = new Map(claims.map((i, k) => [i, k]));
  const dimOf = new Map<number, number>();
  const dims: Dim[] = [];
  const own: [number[], number[]] = [claims.map(() => 0), claims.map(() => 0)];
  const puts = claims.map((i, at) => {
    const list: Put[] = [];
    for (let k = start[i] as number; k < (start[i + 1] as number); k++) {
      const p = pool[k] as number;
      levels.forEach((amounts, level) => {
        const amount = amounts[k] as number;
        if (p < 0 || !binding[p]) (own[level] as number[])[at] = ((own[level] as number[])[at] as number) + amount;
        else if (amount > 0) {
          const dim = dimOf.get(2 * p + level) ?? dims.push({ level: level as 0 | 1, cap: caps[p] as number, hard: false }) - 1;
          dimOf.set(2 * p + level, dim);
          list.push({ dim, amount });
        }
      });
    }
    return list;
  });
  // Claims of one input may share a list.
  const known = new Map<readonly number[], number[]>();
  const near = claims.map((i) => {
    const list = neighbours[i] as readonly number[];
    const mine = known.get(list) ?? list.map((j) => place.get(j) as number);
    known.set(list, mine);
    return mine;
  });
  return { size: claims.length, near, own, dims, puts, ranged };
}
