import { compare, valueOf, type IndexedClaim, type IndexedProblem, type Worth } from './units.js';
import type { Work } from './part.js';
import type { Solved, Wishes } from './solve.js';

/**
 * A group of few claims, decided by listing: an ordinary project needs no search.
 *
 * Candidates are the maximal sets of claims that go together, each also without any of its *loose* claims, those that pay
 * into a pool that can be full: they may be idle there, or leave others idle. Claims are bits of a mask.
 *
 *     1a 9 or 1b 20, with 5b 5 beside either; 1b and 5b in a pool of 23
 *     maximal {1a, 5b} 14 and {1b, 5b} 23; without loose claims also {1a} 9, {1b} 20, {5b} 5, {} 0
 *     best {1b, 5b}; 1a is displaced, and brings something in {1a, 5b} since {5b} is worth less: the runner-up
 */

/** Claims, and maximal sets of them, that are listed outright. */
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

/** Undefined where the group is not listed. Amounts are compared as the exact decimals that they are. */
export function list(problem: IndexedProblem, full: readonly boolean[], group: readonly number[], { must, may }: Wishes, work: Work): Solved | undefined {
  if (group.length > FEW) return undefined;
  const maskOf = (isMeant: (i: number) => boolean): number => group.reduce((mask, i, k) => (isMeant(i) ? mask | (1 << k) : mask), 0);
  const near = group.map((i) => (problem.neighbours[i] as readonly number[]).reduce((mask, j) => (j === i ? mask : mask | (1 << group.indexOf(j))), 0));
  const taken = maskOf((i) => must.has(i));
  const open = maskOf(may);
  const free = open & near.reduce((left, mask, k) => (taken & (1 << k) ? left & ~mask : left), ~taken);
  const sets = maximalSets(near, free, taken);
  if (sets === undefined) return undefined;
  const loose = free & maskOf((i) => (problem.claims[i] as IndexedClaim).parts.some(({ pool, hi }) => full[pool] === true && !hi.isZero()));
  const namesOf = (set: number): number[] => group.filter((_, k) => (set & (1 << k)) !== 0);
  const isOpen = group.some((i) => (problem.claims[i] as IndexedClaim).parts.some(({ lo, hi }) => lo !== hi));
  const worthOf = (set: number): Worth => {
    const lo = valueOf(problem, namesOf(set), 'lo');
    return { lo, hi: isOpen ? valueOf(problem, namesOf(set), 'hi') : lo };
  };
  const listed = new Listed(sets, { free, near, loose, namesOf, worthOf });
  work.used += listed.work;
  return listed;
}

/** What is listed. */
interface Given {
  /** What may be chosen beside what must be, and of all that may be what is loose. */
  readonly free: number;
  readonly loose: number;
  readonly near: readonly number[];
  namesOf(set: number): number[];
  worthOf(set: number): Worth;
}

class Listed implements Solved {
  readonly chosen: readonly number[];
  readonly bestHigh: readonly number[];
  readonly worth: Worth;
  readonly bound: Worth;
  readonly proven = true;
  readonly settled = true;
  private readonly best: number;
  private readonly worths = new Map<number, Worth>();
  private readonly given: Given;

  constructor(sets: readonly number[], given: Given) {
    this.given = given;
    for (const set of sets) this.worths.set(set, given.worthOf(set));
    for (const set of sets) {
      const loose = set & given.loose;
      for (let out = loose; out > 0; out = (out - 1) & loose) if (!this.worths.has(set & ~out)) this.worths.set(set & ~out, given.worthOf(set & ~out));
    }
    let top = sets[0] as number;
    this.best = this.first(() => true) as number;
    this.worth = this.worths.get(this.best) as Worth;
    for (const set of sets) if ((this.worths.get(set) as Worth).hi.gt((this.worths.get(top) as Worth).hi)) top = set;
    this.bound = { lo: this.worth.lo, hi: (this.worths.get(top) as Worth).hi };
    this.chosen = given.namesOf(this.best);
    this.bestHigh = this.bound.hi.eq(this.worth.hi) ? this.chosen : given.namesOf(top);
  }

  get work(): number {
    return this.worths.size / 4;
  }

  /** The best candidate of a kind: the most at minima, then at maxima, then the leanest. */
  private first(isMeant: (set: number, worth: Worth) => boolean): number | undefined {
    let best: { set: number; worth: Worth } | undefined;
    for (const [set, worth] of this.worths) {
      const more = best === undefined ? 1 : compare(worth, best.worth);
      if ((more > 0 || (more === 0 && isLeaner(set, (best as { set: number }).set))) && isMeant(set, worth)) best = { set, worth };
    }
    return best?.set;
  }

  next(): (Worth & { readonly claims: readonly number[] }) | undefined {
    const { free, near, loose, namesOf } = this.given;
    let displaced = 0;
    for (let m = free & ~this.best; m !== 0; m &= m - 1) if (((near[lowest(m)] as number) & this.best) !== 0) displaced |= m & -m;
    // Only what is loose may bring nothing; then the same set without it is worth as much.
    const found = this.first((set, worth) => {
      for (let m = set & displaced; m !== 0; m &= m - 1) {
        const without = this.worths.get(set & ~(m & -m));
        if ((m & -m & loose) === 0 || compare(worth, without as Worth) !== 0) return true;
      }
      return false;
    });
    return found === undefined ? undefined : { claims: namesOf(found), ...(this.worths.get(found) as Worth) };
  }
}
