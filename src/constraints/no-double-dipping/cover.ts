import type { Part } from './part.js';
import type { Bits } from './bits.js';

/**
 * The clique cover bound. If the claims of a clique of the conflict relation exclude each other, at most one of them
 * is chosen; so when every claim's weight is paid for by amounts laid on cliques that contain it, the amounts add up
 * to a bound on every feasible set. The cover is greedy: take the first claim with weight left, grow a clique from it,
 * pay the smallest weight left in it.
 *
 *     claims a 5, b 4, c 3; a-b and b-c exclude each other
 *     clique {a, b} pays 4: a has 1 left, b none; clique {a} pays 1; clique {c} pays 3: nothing above 8 is possible
 *
 * Only cliques that keep the total below `budget` are paid. The claims that are not fully paid then form the branching
 * set: a set worth `budget` or more must contain one of them (Babel; Held, Cook and Sewell).
 */
export interface Cover {
  /** Weight left to pay, by claim. */
  readonly rest: Float64Array;
  readonly open: Bits;
  readonly candidates: Bits;
  readonly members: Int32Array;
}

export function createCover(part: Part): Cover {
  return {
    rest: new Float64Array(part.size),
    open: new Int32Array(part.words),
    candidates: new Int32Array(part.words),
    members: new Int32Array(part.size),
  };
}

/** Pays what the budget allows; `unpaid` receives the branching set. Returns the total paid. */
export function payCover(part: Part, cover: Cover, weights: Float64Array, free: Bits, budget: number, unpaid: Bits): number {
  const { words, conflicts } = part;
  const { rest, open, candidates, members } = cover;
  for (let w = 0; w < words; w++) {
    let word = free[w] as number;
    unpaid[w] = 0;
    let kept = word;
    while (word !== 0) {
      const bit = word & -word;
      word ^= bit;
      const v = (w << 5) + 31 - Math.clz32(bit);
      const weight = weights[v] as number;
      rest[v] = weight;
      if (weight <= 0) kept ^= bit;
    }
    open[w] = kept;
  }
  let paid = 0;
  for (let w = 0; w < words; w++) {
    while (open[w] !== 0) {
      const v = (w << 5) + 31 - Math.clz32((open[w] as number) & -(open[w] as number));
      const row = v * words;
      for (let x = w; x < words; x++) candidates[x] = (open[x] as number) & (conflicts[row + x] as number);
      let least = rest[v] as number;
      let count = 1;
      members[0] = v;
      for (let x = w; x < words; x++) {
        while (candidates[x] !== 0) {
          const u = (x << 5) + 31 - Math.clz32((candidates[x] as number) & -(candidates[x] as number));
          members[count++] = u;
          const left = rest[u] as number;
          if (left < least) least = left;
          const other = u * words;
          for (let y = x; y < words; y++) candidates[y] = (candidates[y] as number) & (conflicts[other + y] as number);
        }
      }
      if (paid + least >= budget) {
        unpaid[w] = (unpaid[w] as number) | (1 << (v & 31));
        open[w] = (open[w] as number) & ~(1 << (v & 31));
        continue;
      }
      paid += least;
      for (let k = 0; k < count; k++) {
        const u = members[k] as number;
        const left = (rest[u] as number) - least;
        rest[u] = left;
        if (left === 0) open[u >>> 5] = (open[u >>> 5] as number) & ~(1 << (u & 31));
      }
    }
  }
  return paid;
}
