import { countBits, drop, firstOf, has, isEmpty, meets, put, type Bits } from './bits.js';
import { createCover, payCover } from './cover.js';
import { mostFrom } from './few.js';
import { makesDifference } from './guard.js';
import { measurePools, reweigh } from './shares.js';
import { keepThresholds } from './threshold.js';
import type { Part } from './part.js';
import { ANY, FEWER, type Found, type Judge, type Search, type Work } from './query.js';

const SHARE_STEPS = 16;

/**
 * Branch and bound over one part.
 *
 * A node has chosen some claims and may still choose among the `free` ones. It is given up when a bound shows, for
 * some level, that nothing below it reaches what is `needed` there. Otherwise only claims of the branching set
 * (`cover.ts`) are tried next: whatever avoids all of them falls short.
 *
 * Pools: what a claim still brings is clipped to what is left of its pools, and that only shrinks further down, so the
 * clipped weights bound the sum of what any set adds. A pool that is short is bounded in a second way: a share s of it
 * is counted claim by claim and the share 1 - s as if it were filled, for min(left, x) <= (1 - s) left + s x.
 * Shares are multiples of 1/16, so that doubles stay exact.
 */
export function createSearch(part: Part, work: Work, judge: Judge | undefined): Search {
  const { size, words, levels, conflicts, own, start, pool, pooled, caps, thresholds } = part;
  const pools = caps.length;
  const cover = createCover(part);
  const found: Found = { claims: [], values: [] };
  const need: number[] = [];
  const current: number[] = [];
  const weights: Float64Array[] = [];
  const shared: Float64Array[] = [];
  const shares: (Float64Array | undefined)[] = [];
  for (let l = 0; l < levels; l++) {
    need.push(0);
    current.push(0);
    weights.push(pools > 0 ? new Float64Array(size) : (own[l] as Float64Array));
    shared.push(pools > 0 ? new Float64Array(size) : (own[l] as Float64Array));
    shares.push(undefined);
  }
  const scratch = { potential: new Float64Array(pools), now: new Float64Array(pools) };
  const noShares = new Float64Array(pools);
  const chosen: Bits = new Int32Array(words);
  const stack: number[] = [];
  const freeAt: Bits[] = [];
  const branchAt: Bits[] = [];
  const restAt: Float64Array[][] = [];
  const few = { gains: new Float64Array(size), elsewhere: new Float64Array(size), left: new Float64Array(pools), byAmount: [] as number[] };
  const trial: Bits = new Int32Array(words);
  let guard: Bits | undefined;
  let allowance = Infinity;
  let limit = Infinity;
  let goal = ANY;
  let accepted = false;
  let tie = false;
  let halted = false;
  let ended = false;
  let nodes = 0;

  function level(depth: number): void {
    if (freeAt[depth] !== undefined) return;
    freeAt[depth] = new Int32Array(words);
    branchAt[depth] = new Int32Array(words);
    const rest: Float64Array[] = [];
    for (let l = 0; l < levels; l++) rest.push(new Float64Array(pools));
    restAt[depth] = rest;
  }

  /** Chooses a claim: gains on every level, pools and thresholds brought up to date at `depth`. */
  function choose(v: number, depth: number): void {
    stack.push(v);
    put(chosen, v);
    const rest = restAt[depth] as Float64Array[];
    for (let l = 0; l < levels; l++) {
      let gain = (own[l] as Float64Array)[v] as number;
      const left = rest[l] as Float64Array;
      const amounts = pooled[l] as Float64Array;
      for (let k = start[v] as number; k < (start[v + 1] as number); k++) {
        const p = pool[k] as number;
        const taken = Math.min(left[p] as number, amounts[k] as number);
        left[p] = (left[p] as number) - taken;
        gain += taken;
      }
      current[l] = (current[l] as number) + gain;
    }
    const free = freeAt[depth] as Bits;
    const row = v * words;
    for (let w = 0; w < words; w++) free[w] = (free[w] as number) & ~(conflicts[row + w] as number);
    drop(free, v);
    if (thresholds.length > 0) keepThresholds(part, chosen, free);
  }

  function keep(): void {
    found.claims = stack.slice();
    for (let l = 0; l < levels; l++) found.values[l] = (judge === undefined ? current[l] : judge.floors[l]) as number;
  }

  /** Takes the current set if it is acceptable. */
  function consider(): void {
    for (let l = 0; l < levels; l++) {
      const gap = (need[l] as number) - (current[l] as number);
      if (gap > 0) {
        if (gap === 1 && l === levels - 1 && goal === l) tie = true;
        return;
      }
    }
    if (stack.length > limit) return;
    if (judge !== undefined) {
      if (!judge.accept(stack, goal)) return;
      if (goal >= 0) need[goal] = judge.floors[goal] as number;
    } else if (goal >= 0) need[goal] = (current[goal] as number) + 1;
    tie = false;
    accepted = true;
    keep();
    if (goal === FEWER) limit = stack.length - 1;
    else if (goal === ANY) ended = true;
  }

  /** Clips the weights to what is left of the pools and drops claims that no longer bring anything. */
  function weigh(free: Bits, depth: number): void {
    const rest = restAt[depth] as Float64Array[];
    for (let w = 0; w < words; w++) {
      let word = free[w] as number;
      while (word !== 0) {
        const bit = word & -word;
        word ^= bit;
        const v = (w << 5) + 31 - Math.clz32(bit);
        let any = false;
        for (let l = 0; l < levels; l++) {
          let sum = (own[l] as Float64Array)[v] as number;
          const left = rest[l] as Float64Array;
          const amounts = pooled[l] as Float64Array;
          for (let k = start[v] as number; k < (start[v + 1] as number); k++) {
            sum += Math.min(left[pool[k] as number] as number, amounts[k] as number);
          }
          (weights[l] as Float64Array)[v] = sum;
          if (sum > 0) any = true;
        }
        if (!any) free[w] = (free[w] as number) & ~bit;
      }
    }
  }

  /** The branching set for one level: empty when the level cannot reach its need. */
  function branch(l: number, free: Bits, depth: number, out: Bits): void {
    const deficit = (need[l] as number) - (current[l] as number);
    let bound = payCover(part, cover, weights[l] as Float64Array, free, deficit, out);
    if (pools > 0 && !isEmpty(out)) {
      const short = measure(l, free, depth);
      // First every short pool as if it were filled, then by the shares that suit the whole part.
      for (let attempt = 0; short && attempt < 2 && !isEmpty(out); attempt++) {
        const table = attempt === 0 ? noShares : shares[l];
        if (table === undefined) continue;
        const constant = share(l, free, depth, table);
        if (constant >= deficit) continue;
        const paid = payCover(part, cover, shared[l] as Float64Array, free, deficit - constant, trial);
        if (countBits(trial, 0, words) >= countBits(out, 0, words)) continue;
        out.set(trial);
        bound = paid + constant;
      }
    }
    if (l === levels - 1 && goal === l && bound >= deficit - 1) tie = true;
  }

  const leftAt = (l: number, depth: number): Float64Array => (restAt[depth] as Float64Array[])[l] as Float64Array;
  const measure = (l: number, free: Bits, depth: number): boolean => measurePools(part, l, free, leftAt(l, depth), scratch.potential);
  const share = (l: number, free: Bits, depth: number, table: Float64Array): number =>
    reweigh(part, l, free, leftAt(l, depth), scratch, table, shared[l] as Float64Array);

  /**
   * Whether no `limit - chosen` further claims can meet the needs. Each claim counts in the pool of its first part,
   * largest first until the pool is full; what it brings elsewhere counts in full.
   */
  function tooFew(free: Bits, depth: number): boolean {
    const room = limit - stack.length;
    for (let l = 0; l < levels; l++) {
      const deficit = (need[l] as number) - (current[l] as number);
      if (deficit > 0 && mostFrom(part, few, l, weights[l] as Float64Array, free, (restAt[depth] as Float64Array[])[l] as Float64Array, room) < deficit) return true;
    }
    return false;
  }

  /** Whether a guarded claim is chosen and makes a difference; once it does not, nothing added can change that. */
  function guardHolds(claims: Bits): boolean {
    for (let k = 0; k < stack.length; k++) {
      const v = stack[k] as number;
      if (has(claims, v) && (judge !== undefined || pools === 0 || makesDifference(part, stack, v))) return true;
    }
    return false;
  }

  function visit(depth: number, oneOf: Bits | undefined): void {
    nodes++;
    if (++work.used > work.limit) {
      halted = ended = true;
      return;
    }
    if (--allowance < 0) {
      ended = true;
      return;
    }
    const free = freeAt[depth] as Bits;
    const met = guard === undefined || guardHolds(guard);
    if (met) consider();
    if (ended || stack.length >= limit || (!met && !meets(free, guard))) return;
    if (pools > 0) weigh(free, depth);
    level(depth + 1);
    const next = freeAt[depth + 1] as Bits;
    const branches = branchAt[depth] as Bits;
    const rest = restAt[depth] as Float64Array[];
    const nextRest = restAt[depth + 1] as Float64Array[];
    for (;;) {
      if (isEmpty(free) || (limit !== Infinity && tooFew(free, depth))) return;
      if (!pickBranches(free, depth, branches)) return;
      if (oneOf !== undefined) for (let w = 0; w < words; w++) branches[w] = (oneOf[w] as number) & (free[w] as number);
      const goalNeed = goal >= 0 ? (need[goal] as number) : limit;
      let changed = false;
      for (let w = 0; w < words && !changed; w++) {
        while (branches[w] !== 0) {
          const bit = (branches[w] as number) & -(branches[w] as number);
          branches[w] = (branches[w] as number) ^ bit;
          const v = (w << 5) + 31 - Math.clz32(bit);
          next.set(free);
          for (let l = 0; l < levels; l++) (nextRest[l] as Float64Array).set(rest[l] as Float64Array);
          const before0 = current[0] as number;
          const before1 = current[levels - 1] as number;
          choose(v, depth + 1);
          visit(depth + 1, undefined);
          current[0] = before0;
          current[levels - 1] = before1;
          stack.pop();
          drop(chosen, v);
          if (ended) return;
          drop(free, v);
          if (goalNeed !== (goal >= 0 ? need[goal] : limit)) {
            changed = true;
            break;
          }
        }
      }
      if (!changed) return;
      if (pools > 0) weigh(free, depth);
      if (goal === FEWER && stack.length >= limit) return;
    }
  }

  /** Sets the branching set at a node; false when the node can be given up. */
  function pickBranches(free: Bits, depth: number, out: Bits): boolean {
    let first = true;
    for (let l = 0; l < levels; l++) {
      if ((need[l] as number) <= (current[l] as number)) continue;
      if (first) {
        branch(l, free, depth, out);
        if (isEmpty(out)) return false;
        first = false;
      } else {
        const other = otherBranches;
        branch(l, free, depth, other);
        if (isEmpty(other)) return false;
        if (countBits(other, 0, words) < countBits(out, 0, words)) out.set(other);
      }
    }
    // All needs are met already: every claim left could only add.
    if (first) out.set(free);
    return true;
  }
  const otherBranches: Bits = new Int32Array(words);

  /** Puts the fixed claims in; false when they do not go together. */
  function begin(fixed: readonly number[], free: Bits): boolean {
    level(0);
    stack.length = 0;
    chosen.fill(0);
    (freeAt[0] as Bits).set(free);
    for (let l = 0; l < levels; l++) {
      current[l] = 0;
      ((restAt[0] as Float64Array[])[l] as Float64Array).set(caps);
    }
    const open = freeAt[0] as Bits;
    for (let i = 0; i < fixed.length; i++) put(open, fixed[i] as number);
    for (let i = 0; i < fixed.length; i++) {
      if (!has(open, fixed[i] as number)) return false;
      choose(fixed[i] as number, 0);
    }
    return true;
  }

  /** Shares that lower the bound of the whole part: from nothing and from everything, one pool at a time. */
  function findShares(l: number): void {
    const open = freeAt[0] as Bits;
    measure(l, open, 0);
    let best = Infinity;
    for (const from of [0, 1]) {
      const table = new Float64Array(pools).fill(from);
      const value = (): number => {
        const constant = share(l, open, 0, table);
        return constant + payCover(part, cover, shared[l] as Float64Array, open, Infinity, trial);
      };
      let reached = value();
      for (let step = SHARE_STEPS / 2; step >= 1; step /= 2) {
        for (let p = 0; p < pools; p++) {
          for (const direction of [-1, 1]) {
            const before = table[p] as number;
            const next = before + (direction * step) / SHARE_STEPS;
            if (next < 0 || next > 1) continue;
            table[p] = next;
            const now = value();
            if (now < reached) reached = now;
            else table[p] = before;
          }
        }
      }
      if (reached >= best) continue;
      best = reached;
      shares[l] = table;
    }
  }

  return {
    nodes: () => nodes,
    found,
    tied: () => tie,
    stopped: () => halted,
    exhausted: () => allowance < 0,
    bound(l, fixed, free) {
      begin(fixed, free);
      const open = freeAt[0] as Bits;
      if (pools > 0) weigh(open, 0);
      const base = current[l] as number;
      const plain = base + payCover(part, cover, weights[l] as Float64Array, open, Infinity, trial);
      if (pools === 0) return plain;
      if (!measure(l, open, 0)) return plain;
      if (shares[l] === undefined) findShares(l);
      const constant = share(l, open, 0, shares[l] as Float64Array);
      const clipped = base + constant + payCover(part, cover, shared[l] as Float64Array, open, Infinity, trial);
      return Math.min(plain, Math.floor(clipped));
    },
    greedy(fixed, free) {
      begin(fixed, free);
      goal = ANY;
      const open = freeAt[0] as Bits;
      for (;;) {
        if (pools > 0) weigh(open, 0);
        const v = firstOf(open);
        if (v < 0) break;
        choose(v, 0);
      }
      keep();
    },
    run(query) {
      for (let l = 0; l < levels; l++) need[l] = query.need[l] as number;
      limit = query.limit;
      goal = query.goal;
      accepted = ended = tie = false;
      if (halted) return false;
      guard = query.guard;
      allowance = query.allowance ?? Infinity;
      if (!begin(query.fixed, query.free)) return false;
      visit(0, guard !== undefined && !meets(chosen, guard) ? guard : undefined);
      return accepted;
    },
  };
}
