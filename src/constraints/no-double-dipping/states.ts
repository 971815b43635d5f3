import { ascending, isEarlier, type Dim, type Found, type Part, type Work } from './part.js';
import type { Prices } from './prices.js';
import type { All, Node, One, Option, Scope } from './tree.js';

/** A choice made so far: its value, what is in the open dimensions, and what these add to the bound. */
export interface State {
  readonly v0: number;
  readonly v1: number;
  readonly f0: number;
  readonly f1: number;
  readonly sums: readonly number[];
  readonly count: number;
  readonly back: State | undefined;
  readonly option: Option | undefined;
}

const START: State = { v0: 0, v1: 0, f0: 0, f1: 0, sums: [], count: 0, back: undefined, option: undefined };
const ENTER: Option = { claims: [], v0: 0, v1: 0, puts: [] };
/** States beside a state that are compared with it. */
const NEIGHBOURS = 4;
const GRAINS = 16;

/** How a walk ended: a better set if one was found, and the best bound of what was dropped for width. */
export interface Walk {
  readonly found: Found | undefined;
  readonly dropped0: number;
  /** Whether something was dropped: else the best known set is a best one. */
  readonly complete: boolean;
}

/**
 * Decides a tree by lists of states: node after node, every state takes every option. What keeps the lists short:
 *
 * - a sum that is surely full is held to the cap; one that surely never will be is value at once; so equal states meet;
 * - a state whose bound does not reach the best known set is dropped, and so is one that another outdoes whatever is
 *   still chosen: if value(A) - value(B) is at least what B has put in more;
 * - beyond the width the states are kept that lose least, and of those the ones nearest to where the prices expect them.
 *
 * Values are compared level by level. With `lean` sets of equal value are told apart by their claims.
 */
export class Walker {
  private readonly part: Part;
  private readonly least: Float64Array;
  private readonly most: Float64Array;
  private readonly hope: Float64Array;
  private readonly slot: Int32Array;
  private readonly spare: number[] = [];
  private slots = 0;
  /** The dimensions that are open, in the order of opening. */
  private readonly open: number[] = [];
  private width = Infinity;
  private dropped0 = -Infinity;
  private complete = true;
  private best: Found | undefined;

  private readonly prices: Prices;
  private readonly lean: boolean;
  private readonly work: Work;

  constructor(prices: Prices, lean: boolean, work: Work) {
    this.prices = prices;
    this.lean = lean;
    this.work = work;
    this.part = prices.part;
    const size = this.part.dims.length;
    this.least = new Float64Array(size);
    this.most = new Float64Array(size);
    this.hope = new Float64Array(size);
    this.slot = new Int32Array(size).fill(-1);
  }

  /** Walks a whole part. `best` is a set known so far, which only a better one replaces. */
  run(root: Node, best: Found | undefined, width: number): Walk {
    this.best = best;
    this.width = width;
    this.dropped0 = -Infinity;
    this.complete = true;
    let found: Found | undefined;
    for (const state of this.walk(root, [START], 0, 0)) {
      if (this.best !== undefined && this.order(state, this.best) >= 0) continue;
      found = this.best = this.setOf(state);
    }
    return { found, dropped0: this.dropped0, complete: this.complete };
  }

  private setOf(state: State): Found {
    return { claims: claimsOf(state), v0: state.v0, v1: state.v1 };
  }

  /** Below 0 if the state is better than the set. */
  private order(state: State, than: Found): number {
    const values = than.v0 - state.v0 || than.v1 - state.v1;
    if (values !== 0 || !this.lean) return values;
    if (state.count !== than.claims.length) return state.count - than.claims.length;
    return isEarlier(claimsOf(state), than.claims) ? -1 : 0;
  }

  private walk(node: Node, states: readonly State[], rest0: number, rest1: number): readonly State[] {
    if (states.length === 0) return states;
    if (this.work.used > this.work.limit) {
      this.giveUp(states, rest0 + this.prices.bound(node, 0));
      return [];
    }
    switch (node.kind) {
      case 'list':
        return this.reduce(this.take(states, node, node.options, () => this.shift(node, -1), rest0, rest1), rest0);
      case 'one':
        return this.walkOne(node, states, rest0, rest1);
      case 'all':
        return this.walkAll(node, states, rest0, rest1);
      case 'lazy':
        this.giveUp(states, rest0 + this.prices.bound(node, 0));
        return this.walkOne({ ...node, kind: 'one', children: [node.some] }, states, rest0, rest1);
    }
  }

  /** Takes what a node may put in out of what is still to come, or puts it back. */
  private shift({ dims, least, most }: Node, sign: 1 | -1): void {
    for (let k = 0; k < dims.length; k++) {
      const d = dims[k] as number;
      this.least[d] = (this.least[d] as number) + sign * (least[k] as number);
      this.most[d] = (this.most[d] as number) + sign * (most[k] as number);
    }
  }

  private walkOne(node: One, states: readonly State[], rest0: number, rest1: number): readonly State[] {
    const { dims } = node;
    const before = dims.map((d) => [this.least[d] as number, this.most[d] as number] as const);
    // What is to come is put back by hand: a walk that runs out of states leaves it as it is.
    const restore = (): void => dims.forEach((d, k) => ([this.least[d], this.most[d]] = before[k] as readonly [number, number]));
    const ends: State[] = [];
    for (const child of node.children) {
      const [to0, to1] = [rest0 + this.prices.bound(child, 0), rest1 + this.prices.bound(child, 1)];
      const change = (): void => {
        this.shift(node, -1);
        this.shift(child, 1);
      };
      const begun = this.take(states, node, [ENTER], change, to0, to1);
      for (const state of this.walk(child, begun, rest0, rest1)) ends.push(state);
      restore();
    }
    this.shift(node, -1);
    return this.reduce(ends, rest0);
  }

  private walkAll(node: All, from: readonly State[], rest0: number, rest1: number): readonly State[] {
    const { children, scopes } = node;
    const opens: Scope[][] = children.map(() => []);
    const closes: Scope[][] = children.map(() => []);
    for (const scope of scopes) {
      if (scope.users.length === 0) continue;
      opens[scope.users[0] as number]?.push(scope);
      closes[scope.users[scope.users.length - 1] as number]?.push(scope);
      this.prices.enter(scope);
      this.least[scope.dim] = this.most[scope.dim] = this.hope[scope.dim] = 0;
    }
    for (const scope of scopes) for (const k of scope.users) this.adjust(scope.dim, children[k] as Node, 1);
    for (const { dim, hope } of scopes) this.hope[dim] = hope.reduce((a, b) => a + b, 0);
    const [after0, after1] = [this.restsAfter(node, opens, 0), this.restsAfter(node, opens, 1)];
    const place = scopes.map(() => 0);
    let states = from;
    for (let i = 0; i < children.length; i++) {
      for (const scope of opens[i] as Scope[]) states = this.openScope(scope, states);
      scopes.forEach((scope, k) => {
        if (scope.users[place[k] as number] !== i) return;
        this.hope[scope.dim] = (this.hope[scope.dim] as number) - (scope.hope[place[k] as number] as number);
        place[k] = (place[k] as number) + 1;
      });
      states = this.walk(children[i] as Node, states, rest0 + (after0[i] as number), rest1 + (after1[i] as number));
      for (const scope of closes[i] as Scope[]) this.closeScope(scope);
    }
    return states;
  }

  private adjust(dim: number, node: Node, sign: 1 | -1): void {
    const k = node.dims.indexOf(dim);
    if (k < 0) return;
    this.least[dim] = (this.least[dim] as number) + sign * (node.least[k] as number);
    this.most[dim] = (this.most[dim] as number) + sign * (node.most[k] as number);
  }

  /** The bounds of what follows each child, scopes that open later included. */
  private restsAfter(node: All, opens: readonly (readonly Scope[])[], level: number): number[] {
    const rests: number[] = [];
    let rest = 0;
    for (let i = node.children.length - 1; i >= 0; i--) {
      rests[i] = rest;
      rest += this.prices.bound(node.children[i] as Node, level);
      for (const scope of opens[i] as readonly Scope[]) {
        if ((this.part.dims[scope.dim] as Dim).level === level) rest += this.prices.constant(scope, this.most[scope.dim] as number);
      }
    }
    return rests;
  }

  private openScope(scope: Scope, states: readonly State[]): State[] {
    this.slot[scope.dim] = this.spare.pop() ?? this.slots++;
    this.open.push(scope.dim);
    const more = this.prices.constant(scope, this.most[scope.dim] as number);
    const first = (this.part.dims[scope.dim] as Dim).level === 0;
    return states.map((s) => ({ ...s, f0: s.f0 + (first ? more : 0), f1: s.f1 + (first ? 0 : more) }));
  }

  private closeScope({ dim }: Scope): void {
    this.spare.push(this.slot[dim] as number);
    this.slot[dim] = -1;
    this.open.splice(this.open.indexOf(dim), 1);
  }

  /** What an open dimension adds to the bound of a state. */
  private term(d: number, sum: number, least: number, most: number): number {
    const { cap, hard } = this.part.dims[d] as Dim;
    if (hard) return 0;
    const p = this.prices.price[d] as number;
    return p * (cap - Math.max(0, cap - sum - most)) + (1 - p) * (sum - Math.max(0, sum + least - cap));
  }

  /** Every state with every option; `change` brings what is still to come up to date. */
  private take(states: readonly State[], { dims }: Node, options: readonly Option[], change: () => void, rest0: number, rest1: number): State[] {
    const size = dims.length;
    const before = dims.map((d) => [this.least[d] as number, this.most[d] as number] as const);
    change();
    const made: State[] = [];
    this.work.used += states.length * options.length * (1 + this.open.length / 4);
    for (const state of states) {
      for (const option of options) {
        let { f0, f1 } = state;
        let v0 = state.v0 + option.v0;
        let v1 = state.v1 + option.v1;
        let sums = state.sums;
        let lawful = true;
        if (size > 0) {
          const next = sums.slice();
          sums = next;
          for (let k = 0; k < size && lawful; k++) {
            const d = dims[k] as number;
            const at = this.slot[d] as number;
            const { cap, level, hard } = this.part.dims[d] as Dim;
            const [least, most] = [this.least[d] as number, this.most[d] as number];
            const old = state.sums[at] ?? 0;
            let sum = old + (option.puts[k] ?? 0);
            let value = 0;
            if (hard) {
              if (sum + least > cap) lawful = false;
              else if (sum + most <= cap) sum = 0;
            } else if (sum + most <= cap || most === 0) {
              value = Math.min(cap, sum);
              sum = 0;
            } else if (sum + least >= cap) sum = cap;
            while (next.length < at) next.push(0);
            next[at] = sum;
            const more = this.term(d, sum, least, most) - this.term(d, old, (before[k] as readonly number[])[0] as number, (before[k] as readonly number[])[1] as number);
            if (level === 0) {
              v0 += value;
              f0 += more;
            } else {
              v1 += value;
              f1 += more;
            }
          }
        }
        if (!lawful || this.isBeaten(v0 + f0 + rest0, v1 + f1 + rest1)) continue;
        made.push({ v0, v1, f0, f1, sums, count: state.count + option.claims.length, back: state, option });
      }
    }
    return made;
  }

  /** Whether a bound says that nothing better than the best known set can come of it. */
  private isBeaten(bound0: number, bound1: number): boolean {
    if (this.best === undefined) return false;
    const { margin } = this.prices;
    const b0 = Math.floor(bound0 + margin);
    if (b0 !== this.best.v0) return b0 < this.best.v0;
    const b1 = Math.floor(bound1 + margin);
    return this.lean ? b1 < this.best.v1 : b1 <= this.best.v1;
  }

  /** Without states that another outdoes, and no more than the width. */
  private reduce(states: State[], rest0: number): readonly State[] {
    if (states.length < 2) return states;
    states.sort((a, b) => {
      const n = Math.max(a.sums.length, b.sums.length);
      for (let k = 0; k < n; k++) {
        const c = (a.sums[k] ?? 0) - (b.sums[k] ?? 0);
        if (c !== 0) return c;
      }
      return b.v0 - a.v0 || b.v1 - a.v1 || a.count - b.count;
    });
    let kept: State[] = [];
    let top: State | undefined;
    for (const b of states) {
      let beaten = top !== undefined && this.outdoes(top, b);
      for (let k = kept.length - 1; !beaten && k >= 0 && k >= kept.length - NEIGHBOURS; k--) beaten = this.outdoes(kept[k] as State, b);
      if (beaten) continue;
      kept.push(b);
      if (top === undefined || b.v0 + b.f0 > top.v0 + top.f0) top = b;
    }
    const left: State[] = [];
    for (let i = kept.length - 1; i >= 0; i--) {
      const b = kept[i] as State;
      let beaten = top !== undefined && top !== b && this.outdoes(top, b);
      for (let k = left.length - 1; !beaten && k >= 0 && k >= left.length - NEIGHBOURS; k--) beaten = this.outdoes(left[k] as State, b);
      if (!beaten) left.push(b);
    }
    kept = left.reverse();
    return kept.length > this.width ? this.narrow(kept, rest0) : kept;
  }

  private outdoes(a: State, b: State): boolean {
    let d0 = a.v0 - b.v0;
    let d1 = a.v1 - b.v1;
    for (const d of this.open) {
      const at = this.slot[d] as number;
      const more = (b.sums[at] ?? 0) - (a.sums[at] ?? 0);
      if (more === 0) continue;
      const { level, hard } = this.part.dims[d] as Dim;
      if (hard) {
        if (more < 0) return false;
      } else if (more > 0) {
        if (level === 0) d0 -= more;
        else d1 -= more;
        if (d0 < 0) return false;
      }
    }
    if (d0 !== 0) return d0 > 0;
    if (d1 !== 0) return d1 > 0;
    if (!this.lean || a.count < b.count) return true;
    if (a.count !== b.count) return false;
    this.work.used += a.count / 2;
    return !isEarlier(claimsOf(b), claimsOf(a));
  }

  private narrow(states: readonly State[], rest0: number): State[] {
    const bounds = states.map((s) => s.v0 + s.f0);
    const top = bounds.reduce((a, b) => Math.max(a, b), -Infinity);
    const grain = Math.max((top + rest0 - (this.best?.v0 ?? 0)) / GRAINS, 1e-9);
    const far = (s: State): number => {
      let sum = 0;
      for (const d of this.open) {
        const { cap, hard } = this.part.dims[d] as Dim;
        if (!hard) sum += Math.abs((s.sums[this.slot[d] as number] ?? 0) + (this.hope[d] as number) - cap);
      }
      return sum;
    };
    const ranked = states.map((state, k) => ({ state, loss: Math.floor((top - (bounds[k] as number)) / grain), far: far(state) }));
    ranked.sort((a, b) => a.loss - b.loss || a.far - b.far);
    this.giveUp(ranked.slice(this.width).map((r) => r.state), rest0);
    return ranked.slice(0, this.width).map((r) => r.state);
  }

  private giveUp(states: readonly State[], rest0: number): void {
    this.complete &&= states.length === 0;
    for (const s of states) this.dropped0 = Math.max(this.dropped0, s.v0 + s.f0 + rest0);
  }
}

function claimsOf(state: State): number[] {
  const claims: number[] = [];
  for (let s: State | undefined = state; s !== undefined; s = s.back) if (s.option !== undefined) claims.push(...s.option.claims);
  return claims.sort(ascending);
}
