import { compare, worthOf, type Share, type WholeProblem, type Worth } from './units.js';
import { isEarlier, type Work } from './part.js';
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

/** Claims that are listed outright: they have 81 maximal sets at most, three claims on each of four inputs. */
export const FEW = 12;

/**
 * All maximal sets of claims none of which excludes another, as bit masks.
 *
 * @param near what each claim excludes
 * @param taken claims that are in every set, which exclude none of `open`
 * @param passed claims that were passed over: none of them may fit in the end
 * @param most where there are more sets, not all of them are listed, but more than this
 */
export function maximalSets(near: readonly number[], open: number, taken = 0, most = Infinity, passed = 0, sets: number[] = []): number[] {
  if (open === 0) {
    if (passed === 0) sets.push(taken);
    return sets;
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
  for (let m = ways; m !== 0 && sets.length <= most; m &= m - 1) {
    const i = lowest(m);
    const without = ~((near[i] as number) | (1 << i));
    maximalSets(near, left & without, taken | (1 << i), most, gone & without, sets);
    left &= ~(1 << i);
    gone |= 1 << i;
  }
  return sets;
}

/** The position of the lowest bit. */
const lowest = (mask: number): number => 31 - Math.clz32(mask & -mask);

function bitsIn(mask: number): number {
  let count = 0;
  for (let m = mask; m !== 0; m &= m - 1) count++;
  return count;
}

/** For each of some claims, those among them that it excludes, as bits; its own may be among these. */
export const masksOf = (claims: readonly number[], excludedBy: (i: number) => readonly number[]): number[] =>
  claims.map((i) => {
    const near = excludedBy(i);
    return claims.reduce((mask, j, k) => (near.includes(j) ? mask | (1 << k) : mask), 0);
  });

/** Sets, each also without any of its loose claims; not all of them where they are more than `most`. */
export function withLess(sets: readonly number[], loose: number, most = Infinity): ReadonlySet<number> {
  const all = new Set(sets);
  for (const set of sets) {
    for (let out = set & loose; out > 0 && all.size <= most; out = (out - 1) & set & loose) all.add(set & ~out);
  }
  return all;
}

/** Undefined where the group is not listed. Amounts of any size are compared exactly. */
export function list(problem: WholeProblem, group: readonly number[], { must, may }: Wishes, work: Work): Solved | undefined {
  if (group.length > FEW) return undefined;
  const maskOf = (isMeant: (i: number, k: number) => boolean): number => group.reduce((mask, i, k) => (isMeant(i, k) ? mask | (1 << k) : mask), 0);
  const near = masksOf(group, (i) => problem.neighbours[i] as readonly number[]);
  const taken = maskOf((i) => must.has(i));
  const free = maskOf(may) & near.reduce((left, mask, k) => (taken & (1 << k) ? left & ~mask : left), ~taken);
  const sets = maximalSets(near, free, taken);
  const loose = free & maskOf((i) => (problem.claims[i] as readonly Share[]).some(({ pool }) => pool >= 0));
  const namesOf = (set: number): number[] => group.filter((_, k) => (set & (1 << k)) !== 0);
  const worths = new Map<number, Worth>();
  withLess(sets, loose).forEach((set) => worths.set(set, worthOf(problem, namesOf(set))));
  work.used += worths.size / 4;
  const worth = (set: number): Worth => worths.get(set) as Worth;
  const bestWhere = (isMeant: (set: number) => boolean): number | undefined => {
    let best: number | undefined;
    for (const set of worths.keys()) {
      const more = best === undefined ? 1 : compare(worth(set), worth(best));
      if ((more > 0 || (more === 0 && isEarlier(namesOf(set), namesOf(best as number)))) && isMeant(set)) best = set;
    }
    return best;
  };
  const best = bestWhere(() => true) as number;
  const high = sets.reduce((top, set) => (worth(set).hi > worth(top).hi ? set : top));
  const isHigh = worth(high).hi === worth(best).hi;
  const chosen = namesOf(best);
  const next = (): ReturnType<Solved['next']> => {
    const displaced = free & ~best & maskOf((_, k) => ((near[k] as number) & best) !== 0);
    // Only what is loose may bring nothing; then the same set without it is worth as much.
    const found = bestWhere((set) => {
      for (let m = set & displaced; m !== 0; m &= m - 1) {
        const claim = m & -m;
        if ((claim & loose) === 0 || compare(worth(set), worth(set & ~claim)) !== 0) return true;
      }
      return false;
    });
    return found === undefined ? undefined : { claims: namesOf(found), ...worth(found) };
  };
  return { chosen, bestHigh: isHigh ? chosen : namesOf(high), worth: worth(best), bound: { lo: worth(best).lo, hi: worth(high).hi }, proven: true, settled: true, next };
}
