/**
 * Which choices of a contest can turn out best while amounts are open, and the best one where all of them are listed:
 * contests made by hand, small enough to reckon on paper.
 */
import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { bestListed, maximalSets, sharesOpenly, winners } from '../../src/assess/winners.js';
import type { Stake } from '../../src/assess/claims.js';
import type { Contest } from '../../src/assess/contest.js';

type Pair = readonly [number, number];
/** What a claim brings: an amount, or the ends of an open one; under a cap shared with others, where it names one. */
type Part = number | { readonly from: number; readonly to: number; readonly under?: number } | { readonly of: number; readonly under: number };

function partOf(part: Part) {
  if (typeof part !== 'number' && 'from' in part) return { pool: part.under ?? -1, lo: new Decimal(part.from), hi: new Decimal(part.to) };
  const amount = new Decimal(typeof part === 'number' ? part : part.of);
  return { pool: typeof part === 'number' ? -1 : part.under, lo: amount, hi: amount };
}

/** Claims, the pairs that exclude each other, caps, and the pairs that do so only at the least amounts. */
function contest(claims: readonly (Part | readonly Part[])[], pairs: readonly Pair[], caps: readonly number[] = [], onlyAtLeast: readonly Pair[] = []): Contest {
  const all = [...pairs, ...onlyAtLeast];
  return {
    stakes: [], claims: claims.map(() => ({ stake: {} as Stake })), onlyAtLeast, openWhole: [], scale: new Decimal(1), open: true, takers: new Map(), loose: false, maySpare: false,
    problem: {
      claims: claims.map((own) => ({ parts: (Array.isArray(own) ? (own as readonly Part[]) : [own as Part]).map(partOf) })),
      caps: caps.map((cap) => new Decimal(cap)),
      neighbours: claims.map((_, i) => all.flatMap(([a, b]) => (a === i ? [b] : b === i ? [a] : [])).sort((a, b) => a - b)),
    },
  };
}

const sorted = (sets: readonly ReadonlySet<number>[] | undefined) => sets && [...new Set(sets.map((s) => [...s].sort((a, b) => a - b).join()))].sort();
const open = (from: number, to: number, under?: number): Part => (under === undefined ? { from, to } : { from, to, under });
const best = (of: Contest, ...chosen: number[]) => sorted(winners(of, new Set(chosen))?.map((w) => w.set));
/** Those that can bring more than the chosen one. */
const leading = (of: Contest, ...chosen: number[]) => sorted(winners(of, new Set(chosen))?.flatMap((w) => (w.leads ? [w.set] : [])));

describe('choices that can turn out best', () => {
  it('5 against 3 to 4: the 5 alone; against 3 to 6: either', () => {
    expect(best(contest([5, open(3, 4)], [[0, 1]]), 0)).toEqual(['0']);
    expect(best(contest([5, open(3, 6)], [[0, 1]]), 0)).toEqual(['0', '1']);
    // The same where only a part of what a claim brings is open.
    expect(best(contest([5, [2, open(1, 4)]], [[0, 1]]), 0)).toEqual(['0', '1']);
  });

  it('the chosen one comes first', () => {
    expect([...(winners(contest([open(3, 6), 5], [[0, 1]]), new Set([1]))?.[0]?.set ?? [])]).toEqual([1]);
  });

  it('one that can bring as much does not lead, one that can bring more does, also if only where an award is given or a contract takes nothing', () => {
    expect([best(contest([open(3, 5), 5], [[0, 1]]), 1), leading(contest([open(3, 5), 5], [[0, 1]]), 1)]).toEqual([['0', '1'], []]);
    expect(leading(contest([open(3, 6), 5], [[0, 1]]), 1)).toEqual(['0']);
    // Under a cap of 6: 4 beside 2 to 4 against 6.
    expect(leading(contest([open(4, 4, 0), open(2, 4, 0), open(6, 6, 0)], [[0, 2], [1, 2]], [6]), 2)).toEqual([]);
  });

  it('what falls under a cap but is in neither of two choices helps none of them', () => {
    // Under a cap of 6, 3 to 4 or up to 3: neither reaches 5, also not together.
    expect(best(contest([open(3, 4, 0), 5, open(0, 3, 0)], [[0, 1], [0, 2], [1, 2]], [6]), 1)).toEqual(['1']);
  });

  it('are looked at in order: with the first claim before without it, in whatever way they are found', () => {
    expect(maximalSets(contest([1, 1, 1, 1], [[0, 1], [0, 3], [1, 2]]))?.map((set) => [...set])).toEqual([[0, 2], [1, 3], [2, 3]]);
  });

  it('one leads that does so with some of the awards that are given whole or not at all, though it comes to the same with all of them', () => {
    const of = { ...contest([open(0, 5, 0), open(0, 5, 1)], [[0, 1]], [9, 9]), openWhole: [0, 1] };
    expect(leading(of, 1)).toEqual(['0']);
  });

  it('of two that are worth the same the first in order is taken: 5 before 3 to 5, and 3 to 5 before 5', () => {
    expect(best(contest([5, open(3, 5)], [[0, 1]]), 0)).toEqual(['0']);
    expect(best(contest([open(3, 5), 5], [[0, 1]]), 1)).toEqual(['0', '1']);
  });

  it('of two that are worth the same the one with fewer claims: 5 before 2 and 1 to 3, in whatever order they stand', () => {
    expect(best(contest([5, 2, open(1, 3)], [[0, 1], [0, 2]]), 0)).toEqual(['0']);
    expect(best(contest([2, open(1, 3), 5], [[0, 2], [1, 2]]), 2)).toEqual(['2']);
    // A fen more, and the two together can be best.
    expect(best(contest([2, open(1, 3.01), 5], [[0, 2], [1, 2]]), 2)).toEqual(['0,1', '2']);
  });

  it('a claim that brings nothing does not count: 0 and 4 to 5 before 5, in order', () => {
    expect(best(contest([0, open(4, 5), 5], [[0, 2], [1, 2]]), 2)).toEqual(['0,1', '2']);
  });

  it('amounts under a cap of 6 count up to it: 4 and 4 are 6, and 5 to 6 can be as good with one claim for two', () => {
    const capped = (other: Part) => contest([{ of: 4, under: 0 }, { of: 4, under: 0 }, other], [[0, 2], [1, 2]], [6]);
    expect(best(capped(open(5, 5.5)), 0, 1)).toEqual(['0,1']);
    expect(best(capped(open(5, 6)), 0, 1)).toEqual(['0,1', '2']);
    expect(best(capped(open(5, 7)), 0, 1)).toEqual(['0,1', '2']);
  });

  it('three that exclude each other, of 4, 3 to 5 and 1 to 2: the last can never be best', () => {
    expect(best(contest([4, open(3, 5), open(1, 2)], [[0, 1], [0, 2], [1, 2]]), 0)).toEqual(['0', '1']);
  });
});

describe('an award that is given on all of its pieces or not at all', () => {
  // Under a cap of 10 one award brings 4 on the first input and 9 on the second, where others bring 3 and 6.
  const pieces = (first: Part, second: Part): Contest => contest([first, second, 3, 6], [[0, 2], [1, 3]], [10]);
  const whole = { ...pieces(open(0, 4, 0), open(0, 9, 0)), openWhole: [0] };

  it('given: 9 and 3, the other way 4 and 6; not given: 3 and 6; never 4 and 6, which is best only where its pieces open by themselves', () => {
    expect(best(pieces({ of: 4, under: 0 }, { of: 9, under: 0 }), 1, 2)).toEqual(['1,2']);
    expect(best(pieces({ of: 0, under: 0 }, { of: 0, under: 0 }), 2, 3)).toEqual(['2,3']);
    expect(best(whole, 2, 3)).toEqual(['1,2', '2,3']);
    expect(best(pieces(open(0, 4, 0), open(0, 9, 0)), 2, 3)).toContain('0,3');
  });

  it('of more such awards than are tried the others open piece by piece', () => {
    const many = contest([0, 1, 2, 3, 4].flatMap((pool) => [open(0, 4, pool), open(0, 9, pool)]).concat([3, 6]), [[8, 10], [9, 11]], [10, 10, 10, 10, 10]);
    const toldOf = (openWhole: readonly number[]) => [...new Set(best({ ...many, openWhole }, 10, 11)?.map((set) => set.replace('0,1,2,3,4,5,6,7,', '')))];
    // The second of two is tried at both ends as the first is.
    for (const tried of [[4], [3, 4]]) expect(toldOf(tried)).toEqual(['10,11', '9,10']);
    expect(toldOf([0, 1, 2, 3, 4])).toContain('8,11');
  });
});

describe('open amounts under a cap that they can reach together', () => {
  it('4 to 8 and 3 to 6 under 10: they do; under 14 they do not; nor where what is open stands apart from the cap', () => {
    const under = (cap: number) => contest([open(4, 8, 0), open(3, 6, 0)], [], [cap]);
    expect([sharesOpenly(under(10)), sharesOpenly(under(13.99)), sharesOpenly(under(14))]).toEqual([true, true, false]);
    expect(sharesOpenly(contest([{ of: 8, under: 0 }, { of: 6, under: 0 }, open(1, 2)], [], [10]))).toBe(false);
    expect(sharesOpenly(contest([[{ of: 8, under: 0 }, open(1, 2, 1)], { of: 6, under: 0 }], [], [10, 2]))).toBe(false);
    expect(sharesOpenly(contest([[3, open(1, 6, 0)], { of: 8, under: 0 }], [], [10]))).toBe(true);
  });

  it('of what both choices have, the end counts that the cap cuts less: 4 to 8 beside 3 to 6 against 5 to 7 beside them', () => {
    // With the shared claim at 3, 8 more bring 7 under the cap of 10: as good as 7, not as 7.01.
    const against = (other: number) => contest([open(4, 8, 0), other, open(3, 6, 0)], [[0, 1]], [10]);
    expect(best(against(5), 1, 2)).toEqual(['0,2', '1,2']);
    expect(best(against(7), 1, 2)).toEqual(['0,2', '1,2']);
    expect(best(against(7.01), 1, 2)).toEqual(['1,2']);
  });

  it('and what neither has does not count: a third choice of 2 against both', () => {
    const third = contest([open(4, 8, 0), 7.01, open(3, 6, 0), 2], [[0, 1], [0, 3], [1, 3]], [10]);
    expect(best(third, 1, 2)).toEqual(['1,2']);
  });

  it('and the chosen one stays, however little it brings', () => {
    expect(best(contest([open(4, 8, 0), 7.01, open(3, 6, 0)], [[0, 1]], [10]), 0, 2)).toEqual(['0,2', '1,2']);
  });

  it('what only the other has counts at its least, with what both have at its most: 4 beside 6 is cut to 4 of 10', () => {
    // 0 and 2 at most 10, so that 0 brings 4 where 2 is at 6: 4 against it can be as good, 3.99 not.
    const against = (other: number) => contest([open(6, 8, 0), other, open(3, 6, 0)], [[0, 1]], [10]);
    expect(best(against(4), 0, 2)).toEqual(['0,2', '1,2']);
    expect(best(against(3.99), 0, 2)).toEqual(['0,2']);
  });
});

describe('the best choice of all that are listed', () => {
  const listed = (of: Contest) => {
    const found = bestListed(of);
    return found && [found.chosen, found.bestHigh].map((s) => [...s].sort((a, b) => a - b));
  };

  it('is the best at the least amounts, then at the highest, then the first in order', () => {
    expect(listed(contest([open(5, 9), open(6, 7)], [[0, 1]]))).toEqual([[1], [0]]);
    expect(listed(contest([5, open(5, 8)], [[0, 1]]))).toEqual([[1], [1]]);
    expect(listed(contest([open(5, 8), 5], [[0, 1]]))).toEqual([[0], [0]]);
    expect(listed(contest([5, 5], [[0, 1]]))).toEqual([[0], [0]]);
    expect(listed(contest([2, 3, 5], [[0, 2], [1, 2]]))).toEqual([[2], [2]]);
    expect(listed(contest([2, 3, 4.99], [[0, 2], [1, 2]]))).toEqual([[0, 1], [0, 1]]);
    expect(listed(contest([2, 2, 3, 3], [[0, 1], [0, 2], [1, 3], [2, 3]]))?.[0]).toEqual([0, 3]);
    expect(listed(contest([1, 0, 5, 5], [[1, 2], [2, 3]]))?.[0]).toEqual([0, 2]);
    // What brings nothing does not make a choice the first: 5 stands before 5, not 0 and 5.
    expect(listed(contest([0, 5, 5], [[0, 1], [1, 2]]))?.[0]).toEqual([1]);
  });

  it('leaves out what brings nothing, of itself or under a full cap', () => {
    expect(listed(contest([0, 5, 4], [[1, 2]]))?.[0]).toEqual([1]);
    expect(listed(contest([{ of: 6, under: 0 }, { of: 4, under: 0 }, 1], [[0, 2]], [6]))?.[0]).toEqual([0]);
    // Either of two fills the cap: the first.
    expect(listed(contest([{ of: 4, under: 0 }, { of: 4, under: 0 }, 1], [[0, 2], [1, 2]], [4]))?.[0]).toEqual([0]);
  });

  it('has beside each other at the highest amounts what excludes each other only at the least, in whatever order it is said', () => {
    for (const pair of [[0, 1], [1, 0]] as const) expect(listed(contest([5, 4], [], [], [pair]))).toEqual([[0], [0, 1]]);
  });

  it('is not sought among too many: at the least amounts or at the highest', () => {
    const pairs = Array.from({ length: 7 }, (_, i): Pair => [2 * i, 2 * i + 1]);
    const ones = Array.from({ length: 14 }, () => 1);
    const every = ones.flatMap((_, a) => ones.flatMap((_x, b): Pair[] => (a < b ? [[a, b]] : [])));
    const others = every.filter(([a, b]) => b !== a + 1 || a % 2 === 1);
    expect(bestListed(contest(ones, every))).toBeDefined();
    // 14 of which one is taken, and 7 times one of two, 128.
    expect(bestListed(contest(ones, [], [], pairs))).toBeUndefined();
    expect(bestListed(contest(ones, pairs, [], others))).toBeUndefined();
  });
});

describe('the choices to which nothing can be added', () => {
  it('leave a claim out only where another one stands in its place', () => {
    expect(sorted(maximalSets(contest([1, 1, 1, 1], [[0, 1], [1, 2]])))).toEqual(['0,2,3', '1,3']);
    expect(sorted(maximalSets(contest([1, 1, 1], [], [], [[0, 2]])))).toEqual(['0,1,2']);
  });

  it('are listed up to 24 claims and 64 choices', () => {
    const ones = (n: number) => Array.from({ length: n }, () => 1);
    const pairs = (n: number) => Array.from({ length: n }, (_, i): Pair => [2 * i, 2 * i + 1]);
    expect(maximalSets(contest(ones(24), []))).toHaveLength(1);
    expect(maximalSets(contest(ones(25), []))).toBeUndefined();
    expect(winners(contest(ones(25), []), new Set([0]))).toBeUndefined();
    expect(maximalSets(contest(ones(12), pairs(6)))).toHaveLength(64);
    // 5 times 13: one of five, one of thirteen.
    const groups = ones(18).flatMap((_, a) => ones(18).flatMap((_x, b): Pair[] => (a < b && a < 5 === b < 5 ? [[a, b]] : [])));
    expect(maximalSets(contest(ones(18), groups))).toBeUndefined();
    // Nor beside one that stands in all of them.
    expect(maximalSets(contest(ones(19), groups.map(([a, b]): Pair => [a + 1, b + 1])))).toBeUndefined();
  });
});
