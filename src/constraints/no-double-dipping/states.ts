import { ascending, isEarlier, type Dim, type Found, type Part, type Work } from './part.js';
import type { Prices } from './prices.js';
import type { Node, Option, Several } from './tree.js';

/** Choices made so far: their value without what is in the open dimensions, and the sums in these. */
interface State {
  readonly v0: number;
  readonly v1: number;
  readonly sums: readonly number[];
  readonly count: number;
  readonly back: State | undefined;
  readonly option: Option;
}

const NOTHING: Option = { claims: [], v0: 0, v1: 0, puts: [] };
const START: State = { v0: 0, v1: 0, sums: [], count: 0, back: undefined, option: NOTHING };
/** States beside a state that are compared with it. */
const NEIGHBOURS = 4;

/**
 * Decides a tree by lists of states: node after node, every state takes every option. What keeps the lists short:
 *
 * - a sum that is full is held to the cap; one that surely never will be is value at once; so equal states meet;
 * - a state whose bound does not reach the best known set is dropped, and so is one that another outdoes whatever is
 *   still chosen: if value(A) - value(B) is at least what B has put in more;
 * - beyond the width the states of the highest bounds are kept.
 *
 * Two projects take 1b 12 or 6b 20 in a pool of 30. After the first there are the states 12 with 0 in the pool, and 0 with
 * 20. The second settles the pool: 12 + 12 = 24, 12 + 20 = 32, and 20 + 20 held to 30, so that 32 is left.
 *
 * Values are compared level by level. With `lean` sets of equal value are told apart by their claims.
 */
export class Walker {
  private readonly prices: Prices;
  private readonly part: Part;
  private readonly lean: boolean;
  private readonly work: Work;
  /** What is still put into each dimension at most. */
  private readonly most: Float64Array;
  /** The open dimensions, and where the sum of each stands in a state. */
  private readonly open: number[] = [];
  private readonly slot: Int32Array;
  private readonly spare: number[] = [];
  private slots = 0;
  private width = Infinity;
  private complete = true;
  /** The best set known so far. */
  best: Found;

  constructor(prices: Prices, best: Found, lean: boolean, work: Work) {
    this.best = best;
    this.prices = prices;
    this.part = prices.part;
    this.lean = lean;
    this.work = work;
    const size = this.part.dims.length;
    this.most = new Float64Array(size);
    this.slot = new Int32Array(size);
  }

  /** Walks a whole part. Whether no state was left out for the width or the work limit, so that the best known set is a best one. */
  run(root: Node, width: number): boolean {
    this.width = width;
    this.complete = true;
    for (const state of this.walk(root, [START], 0, 0)) {
      const more = state.v0 - this.best.v0 || state.v1 - this.best.v1;
      const claims = claimsOf(state);
      if (more > 0 || (more === 0 && this.lean && isEarlier(claims, this.best.claims))) this.best = { claims, v0: state.v0, v1: state.v1 };
    }
    return this.complete;
  }

  /** All states after a node; `rest` bounds what follows it. */
  private walk(node: Node, states: readonly State[], rest0: number, rest1: number): readonly State[] {
    if (states.length === 0 || this.work.used > this.work.limit) {
      if (states.length > 0) this.complete = false;
      this.shift(node, -1);
      return [];
    }
    if (node.kind !== 'list') return node.kind === 'all' ? this.walkAll(node, states, rest0, rest1) : this.walkOne(node, states, rest0, rest1);
    this.shift(node, -1);
    return this.reduce(this.take(states, node.dims, node.options, rest0, rest1));
  }

  /** Takes what a node may put in out of what is still to come, or puts it back. */
  private shift({ dims, most }: Node, sign: 1 | -1): void {
    dims.forEach((d, k) => (this.most[d] = (this.most[d] as number) + sign * (most[k] as number)));
  }

  private walkOne(node: Several, states: readonly State[], rest0: number, rest1: number): readonly State[] {
    this.shift(node, -1);
    const ends = node.children.flatMap((child): readonly State[] => {
      this.shift(child, 1);
      // With what only this child can still put in, sums may be sure that were not.
      const begun = this.take(states, node.dims, [NOTHING], rest0 + this.prices.bound(child, 0), rest1 + this.prices.bound(child, 1));
      return this.walk(child, begun, rest0, rest1);
    });
    return this.reduce(ends);
  }

  private walkAll({ children, scopes }: Several, from: readonly State[], rest0: number, rest1: number): readonly State[] {
    // The dimensions that open before each child, and close after it.
    const opens = children.map((): number[] => []);
    const closes = children.map((): number[] => []);
    for (const { dim, users, price } of scopes) {
      this.prices.price[dim] = price;
      this.most[dim] = users.reduce((sum, i) => {
        const { dims, most } = children[i] as Node;
        return sum + (most[dims.indexOf(dim)] as number);
      }, 0);
      opens[users[0] as number]?.push(dim);
      closes[users[users.length - 1] as number]?.push(dim);
    }
    // The bounds of what follows each child, scopes that open later included.
    const rests: [number, number][] = [];
    const rest: [number, number] = [rest0, rest1];
    for (let i = children.length - 1; i >= 0; i--) {
      rests[i] = [...rest];
      for (const level of [0, 1] as const) rest[level] += this.prices.bound(children[i] as Node, level);
      for (const dim of opens[i] as number[]) rest[(this.part.dims[dim] as Dim).level] += this.prices.constant(dim, this.most[dim] as number);
    }
    let states = from;
    children.forEach((child, i) => {
      for (const dim of opens[i] as number[]) {
        this.slot[dim] = this.spare.pop() ?? this.slots++;
        this.open.push(dim);
      }
      states = this.walk(child, states, ...(rests[i] as [number, number]));
      for (const dim of closes[i] as number[]) {
        this.spare.push(this.slot[dim] as number);
        this.open.splice(this.open.indexOf(dim), 1);
      }
    });
    return states;
  }

  /** Every state with every option. */
  private take(states: readonly State[], dims: readonly number[], options: readonly Option[], rest0: number, rest1: number): State[] {
    this.work.used += states.length * options.length * (1 + this.open.length / 4);
    const made: State[] = [];
    for (const state of states) {
      for (const option of options) {
        const next = this.after(state, dims, option);
        if (!this.isBeaten(next, rest0, rest1)) made.push(next);
      }
    }
    return made;
  }

  /** A state with one more option. */
  private after(state: State, dims: readonly number[], option: Option): State {
    let v0 = state.v0 + option.v0;
    let v1 = state.v1 + option.v1;
    const sums = dims.length === 0 ? state.sums : state.sums.slice();
    for (let k = 0; k < dims.length; k++) {
      const d = dims[k] as number;
      const at = this.slot[d] as number;
      const { cap, level } = this.part.dims[d] as Dim;
      const most = this.most[d] as number;
      let sum = (state.sums[at] ?? 0) + (option.puts[k] ?? 0);
      if (sum + most <= cap || most === 0) {
        // Never full, or settled: value at once.
        if (level === 0) v0 += Math.min(cap, sum);
        else v1 += Math.min(cap, sum);
        sum = 0;
      } else sum = Math.min(cap, sum);
      while (sums.length < at) (sums as number[]).push(0);
      (sums as number[])[at] = sum;
    }
    return { v0, v1, sums, count: state.count + option.claims.length, back: state, option };
  }

  private sumOf(state: State, dim: number): number {
    return state.sums[this.slot[dim] as number] ?? 0;
  }

  /** A bound on what can come of a state on a level, without what follows. */
  private boundOf(state: State, level: 0 | 1): number {
    let bound = level === 0 ? state.v0 : state.v1;
    for (const d of this.open) {
      const dim = this.part.dims[d] as Dim;
      if (dim.level !== level) continue;
      const sum = this.sumOf(state, d);
      bound += this.prices.constant(d, sum + (this.most[d] as number)) + (1 - (this.prices.price[d] as number)) * sum;
    }
    return bound;
  }

  /** Whether a bound says that nothing better than the best known set can come of it. */
  private isBeaten(state: State, rest0: number, rest1: number): boolean {
    const { margin } = this.prices;
    const b0 = Math.floor(this.boundOf(state, 0) + rest0 + margin);
    if (b0 !== this.best.v0) return b0 < this.best.v0;
    const b1 = Math.floor(this.boundOf(state, 1) + rest1 + margin);
    return this.lean ? b1 < this.best.v1 : b1 <= this.best.v1;
  }

  /** Without states that another outdoes, and no more than the width. */
  private reduce(states: State[]): readonly State[] {
    if (states.length < 2) return states;
    states.sort((a, b) => {
      const n = Math.max(a.sums.length, b.sums.length);
      for (let k = 0; k < n; k++) {
        const more = (a.sums[k] ?? 0) - (b.sums[k] ?? 0);
        if (more !== 0) return more;
      }
      return b.v0 - a.v0 || b.v1 - a.v1 || a.count - b.count;
    });
    // Once upwards and once downwards: against the best so far and the ones just before.
    const kept = this.unbeaten(this.unbeaten(states).reverse()).reverse();
    if (kept.length <= this.width) return kept;
    this.complete = false;
    return kept.map((state) => ({ state, bound: this.boundOf(state, 0) })).sort((a, b) => b.bound - a.bound).slice(0, this.width).map((ranked) => ranked.state);
  }

  private unbeaten(states: readonly State[]): State[] {
    const kept: State[] = [];
    let top: State | undefined;
    let most = -Infinity;
    for (const state of states) {
      let beaten = top !== undefined && this.outdoes(top, state);
      for (let k = kept.length - 1; !beaten && k >= 0 && k >= kept.length - NEIGHBOURS; k--) beaten = this.outdoes(kept[k] as State, state);
      if (beaten) continue;
      kept.push(state);
      const bound = this.boundOf(state, 0);
      if (bound > most) [top, most] = [state, bound];
    }
    return kept;
  }

  private outdoes(a: State, b: State): boolean {
    let d0 = a.v0 - b.v0;
    let d1 = a.v1 - b.v1;
    for (const d of this.open) {
      const more = this.sumOf(b, d) - this.sumOf(a, d);
      if (more <= 0) continue;
      if ((this.part.dims[d] as Dim).level === 0) d0 -= more;
      else d1 -= more;
      if (d0 < 0) return false;
    }
    if (d0 !== 0) return d0 > 0;
    if (d1 !== 0) return d1 > 0;
    if (!this.lean || a.count < b.count) return true;
    if (a.count !== b.count) return false;
    this.work.used += a.count / 2;
    return !isEarlier(claimsOf(b), claimsOf(a));
  }
}

function claimsOf(state: State): number[] {
  const claims: number[] = [];
  for (let s: State | undefined = state; s !== undefined; s = s.back) for (const i of s.option.claims) claims.push(i);
  return claims.sort(ascending);
}
