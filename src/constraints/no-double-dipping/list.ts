import type { Dec } from '../../core/decimal.js';
import { valueOf, type IndexedProblem, type Units } from './units.js';
import type { Wishes, Solved, Worth } from './solve.js';

/** Claims, and maximal sets of them, that are listed outright: an ordinary project needs no search. */
export const FEW = 12;
export const MOST_SETS = 64;

/**
 * All maximal sets of claims none of which excludes another, as bit masks; undefined where they are too many.
 *
 * @param near what each claim excludes
 * @param taken claims that are in every set, which exclude none of `open`
 */
export function maximalSets(near: readonly number[], open: number, taken = 0): number[] | undefined {
  const sets: number[] = [];
  return extend(near, taken, open, 0, sets) ? sets : undefined;
}

/** Adds to `taken` what is open in all ways; what was `passed` over must not fit in the end. */
function extend(near: readonly number[], taken: number, open: number, passed: number, sets: number[]): boolean {
  if (open === 0) {
    if (passed === 0) sets.push(taken);
    return sets.length <= MOST_SETS;
  }
  // Every maximal set has this claim, or one that excludes it: the claim for which these are fewest.
  let ways = 0;
  let fewest = Infinity;
  for (let m = open | passed; m !== 0; m &= m - 1) {
    const i = lowest(m);
    const around = open & ((near[i] as number) | (1 << i));
    const count = bitsIn(around);
    if (count < fewest) [ways, fewest] = [around, count];
  }
  let left = open;
  let gone = passed;
  for (let m = ways; m !== 0; m &= m - 1) {
    const i = lowest(m);
    const without = ~((near[i] as number) | (1 << i));
    if (!extend(near, taken | (1 << i), left & without, gone & without, sets)) return false;
    left &= ~(1 << i);
    gone |= 1 << i;
  }
  return true;
}

/** The position of the lowest bit. */
const lowest = (mask: number): number => 31 - Math.clz32(mask & -mask);

function bitsIn(mask: number): number {
  let count = 0;
  for (let m = mask; m !== 0; m &= m - 1) count++;
  return count;
}

/** Whether the first has fewer claims, or as many and the first claim on which they differ. */
function isLeaner(a: number, b: number): boolean {
  const more = bitsIn(a) - bitsIn(b);
  return more !== 0 ? more < 0 : (a & (a ^ b) & -(a ^ b)) !== 0;
}

/** Below 0 if the second amount is less. */
const order = (a: number | Dec, b: number | Dec): number => (typeof a === 'number' ? (b as number) - a : (b as Dec).cmp(a));

/** Below 0 if the first is worth more: at minima, then at maxima. */
const compare = (a: Worth, b: Worth): number => order(a.lo, b.lo) || order(a.hi, b.hi);

/** What is listed; sets of claims are masks over the positions in the group. */
interface Given {
  readonly problem: IndexedProblem;
  readonly units: Units;
  readonly group: readonly number[];
  readonly near: readonly number[];
  /** What must be chosen, what still can be beside it, and what could be without it. */
  readonly required: number;
  readonly free: number;
  readonly active: number;
  readonly sets: readonly number[];
}

/**
 * A group of few claims, solved by listing its maximal sets. A best set is one of these without the claims that are
 * idle in it. Amounts are compared as whole units or, where units are rounded, as the exact decimals that they are.
 */
export class Listed implements Solved {
  readonly chosen: readonly number[];
  readonly bestHigh: readonly number[];
  readonly bound: Worth;
  readonly worth: Worth;
  readonly proven = true;
  readonly settled = true;
  private readonly best: number;
  private readonly worths: readonly Worth[];
  /** Claims that bring something in every set, because something of them is in no binding pool. */
  private firm = 0;
  private readonly pools: number[] = [];

  private readonly given: Given;

  private constructor(given: Given) {
    this.given = given;
    const { group, sets } = given;
    const { start, pool, high, binding } = given.units;
    for (let k = 0; k < group.length; k++) {
      const i = group[k] as number;
      for (let at = start[i] as number; at < (start[i + 1] as number); at++) {
        const p = pool[at] as number;
        if (p >= 0 && binding[p]) {
          if (!this.pools.includes(p)) this.pools.push(p);
        } else if ((high[at] as number) > 0) this.firm |= 1 << k;
      }
    }
    this.worths = sets.map((set) => this.worthOf(set));
    let top = 0;
    let high0 = 0;
    for (let k = 1; k < sets.length; k++) {
      const worth = this.worths[k] as Worth;
      if (compare(worth, this.worths[top] as Worth) < 0) top = k;
      if (order(worth.hi, (this.worths[high0] as Worth).hi) < 0) high0 = k;
    }
    this.worth = this.worths[top] as Worth;
    let best = this.leanest(sets[top] as number, this.worth, 0);
    for (let k = top + 1; k < sets.length; k++) {
      if (compare(this.worths[k] as Worth, this.worth) !== 0) continue;
      const other = this.leanest(sets[k] as number, this.worth, 0);
      if (isLeaner(other, best)) best = other;
    }
    this.best = best;
    this.chosen = this.claimsOf(best);
    const most = (this.worths[high0] as Worth).hi;
    this.bestHigh = order(most, this.worth.hi) === 0 ? this.chosen : this.claimsOf(sets[high0] as number);
    this.bound = { lo: this.worth.lo, hi: most };
  }

  /** Undefined where the group is not listed. */
  static of(problem: IndexedProblem, units: Units, group: readonly number[], wishes: Wishes): Listed | undefined {
    if (group.length > FEW) return undefined;
    let required = 0;
    let free = 0;
    const near: number[] = [];
    for (let k = 0; k < group.length; k++) {
      const i = group[k] as number;
      let mask = 0;
      for (const j of problem.neighbours[i] as readonly number[]) if (j !== i) mask |= 1 << group.indexOf(j);
      near.push(mask);
      if (wishes.required?.has(i) === true) required |= 1 << k;
      else if (wishes.excluded?.has(i) !== true && (units.most[i] as number) > 0) free |= 1 << k;
    }
    const active = required | free;
    for (let m = required; m !== 0; m &= m - 1) free &= ~(near[lowest(m)] as number);
    const sets = maximalSets(near, free, required);
    return sets && new Listed({ problem, units, group, near, required, free, active, sets });
  }

  get claims(): readonly number[] {
    return this.claimsOf(this.given.active);
  }

  get work(): number {
    return this.given.sets.length;
  }

  /** The best set in which a displaced claim brings something. */
  next(): (Worth & { readonly claims: readonly number[] }) | undefined {
    let displaced = 0;
    for (let m = this.given.free & ~this.best; m !== 0; m &= m - 1) if (((this.given.near[lowest(m)] as number) & this.best) !== 0) displaced |= m & -m;
    let found = 0;
    let top: Worth | undefined;
    const consider = (set: number, worth: Worth): void => {
      const better = top === undefined ? -1 : compare(worth, top);
      if (better > 0 || (better === 0 && !isLeaner(set, found))) return;
      found = set;
      top = worth;
    };
    for (let k = 0; k < this.given.sets.length; k++) {
      const set = this.given.sets[k] as number;
      const worth = this.worths[k] as Worth;
      if ((set & displaced) === 0 || (top !== undefined && compare(worth, top) > 0)) continue;
      if (this.matters(set, worth, displaced)) consider(this.leanest(set, worth, displaced), worth);
      // Pools that are full without the displaced claims: others must stay out for them to matter.
      else for (let some = (set - 1) & set; some > 0; some = (some - 1) & set) {
        if ((some & this.given.required) !== this.given.required || (some & displaced) === 0) continue;
        const less = this.worthOf(some);
        if ((top === undefined || compare(less, top) <= 0) && this.matters(some, less, displaced)) consider(some, less);
      }
    }
    return top && { claims: this.claimsOf(found), lo: top.lo, hi: top.hi };
  }

  private matters(set: number, worth: Worth, some: number): boolean {
    if ((set & some & this.firm) !== 0) return true;
    for (let m = set & some; m !== 0; m &= m - 1) if (compare(worth, this.worthOf(set & ~(m & -m))) !== 0) return true;
    return false;
  }

  /** The fewest and then the earliest claims of a set that bring as much; some of `displaced`, if any, bring something. */
  private leanest(set: number, worth: Worth, displaced: number): number {
    let idle = 0;
    for (let m = set & ~this.given.required & ~this.firm; m !== 0; m &= m - 1) if (compare(worth, this.worthOf(set & ~(m & -m))) === 0) idle |= m & -m;
    let best = set;
    for (let drop = idle; drop > 0; drop = (drop - 1) & idle) {
      const rest = set & ~drop;
      if (isLeaner(rest, best) && compare(worth, this.worthOf(rest)) === 0 && (displaced === 0 || this.matters(rest, worth, displaced))) best = rest;
    }
    return best;
  }

  private worthOf(set: number): Worth {
    const { start, pool, low, high, caps, binding, rounded, sums } = this.given.units;
    if (rounded) {
      const claims = this.claimsOf(set);
      return { lo: valueOf(this.given.problem, claims, 'lo'), hi: valueOf(this.given.problem, claims, 'hi') };
    }
    let lo = 0;
    let hi = 0;
    for (let m = set; m !== 0; m &= m - 1) {
      const i = this.given.group[lowest(m)] as number;
      for (let at = start[i] as number; at < (start[i + 1] as number); at++) {
        const p = pool[at] as number;
        if (p < 0 || !binding[p]) {
          lo += low[at] as number;
          hi += high[at] as number;
        } else {
          sums[2 * p] = (sums[2 * p] as number) + (low[at] as number);
          sums[2 * p + 1] = (sums[2 * p + 1] as number) + (high[at] as number);
        }
      }
    }
    for (const p of this.pools) {
      lo += Math.min(caps[p] as number, sums[2 * p] as number);
      hi += Math.min(caps[p] as number, sums[2 * p + 1] as number);
      sums[2 * p] = sums[2 * p + 1] = 0;
    }
    return { lo, hi };
  }

  private claimsOf(set: number): number[] {
    const claims: number[] = [];
    for (let m = set; m !== 0; m &= m - 1) claims.push(this.given.group[lowest(m)] as number);
    return claims;
  }
}
