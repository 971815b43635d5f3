import type { Dim, Part, Work } from './part.js';
import type { List, Node, Option, Scope, Several } from './tree.js';

/**
 * Bounds by prices. For any p from 0 to 1, min(cap, s) <= p cap + (1 - p) s. With a price for every dimension a full pool
 * is a fixed sum, and every choice can be made by itself:
 *
 *     bound = Σ p cap + Σ over choices of the best option at value + Σ (1 - p) put
 *
 *     two projects take 1b 12 or 6b 20 in a pool of 30, at p = 0.4: 12 + 2 max(12, 0.6 · 20) = 36; the best is 32
 *
 * Any prices are valid; {@link Prices.tune} looks for good ones. Bounds are doubles and may be off by rounding, for which
 * `margin` allows: values are whole, so that the bound rounded down after adding it holds.
 */
export class Prices {
  readonly part: Part;
  /** The prices in force, by dimension: of the scopes around the node that is looked at. */
  readonly price: Float64Array;
  readonly margin: number;
  private readonly work: Work;
  /** The dimension whose price is looked for, and what the best choice puts into it. */
  private aim = 0;
  private demand = 0;

  constructor(part: Part, work: Work) {
    this.part = part;
    this.work = work;
    this.price = new Float64Array(part.dims.length);
    // Amounts and caps of both levels are four times the sum at most, hence 51 and not 53.
    this.margin = part.sum * 2 ** -51 * (part.size + 16 * part.dims.length + 64) + 1e-9;
  }

  /** What a dimension adds to the bound whatever is put into it, up to `most`. */
  constant(dim: number, most: number): number {
    return (this.price[dim] as number) * Math.min((this.part.dims[dim] as Dim).cap, most);
  }

  /** A bound on what a node brings on a level, at the prices in force around it. */
  bound(node: Node, level: number): number {
    if (node.kind === 'list') return this.boundOfList(node, level);
    const together = node.kind === 'all';
    let bound = together ? 0 : -Infinity;
    let demand = 0;
    for (const { dim, price } of node.scopes) {
      this.price[dim] = price;
      if ((this.part.dims[dim] as Dim).level === level) bound += this.constant(dim, Infinity);
    }
    for (const child of node.children) {
      const value = this.bound(child, level);
      if (together) {
        bound += value;
        demand += this.demand;
      } else if (value > bound) [bound, demand] = [value, this.demand];
    }
    this.demand = demand;
    return bound;
  }

  private boundOfList({ dims, options }: List, level: number): number {
    let best = -Infinity;
    this.demand = 0;
    this.work.used += options.length / 64;
    for (const option of options) {
      const value = this.valueOf(option, dims, level);
      if (value > best) [best, this.demand] = [value, option.puts[dims.indexOf(this.aim)] ?? 0];
    }
    return best;
  }

  /** What an option is worth at the prices in force. */
  private valueOf({ v0, v1, puts }: Option, dims: readonly number[], level: number): number {
    let value = level === 0 ? v0 : v1;
    for (let k = 0; k < dims.length; k++) {
      const d = dims[k] as number;
      if ((this.part.dims[d] as Dim).level === level) value += (1 - (this.price[d] as number)) * (puts[k] as number);
    }
    return value;
  }

  /** A bound on what a node brings with each of its claims in turn: every set to which nothing can be added is in the tree. */
  boundsWithEach(node: Node): Map<number, number> {
    const bounds = new Map<number, number>();
    const raise = (claim: number, bound: number): void => void bounds.set(claim, Math.max(bound, bounds.get(claim) ?? -Infinity));
    if (node.kind === 'list') {
      for (const option of node.options) for (const claim of option.claims) raise(claim, this.valueOf(option, node.dims, 0));
      return bounds;
    }
    const whole = this.bound(node, 0);
    for (const child of node.children) {
      const others = node.kind === 'all' ? whole - this.bound(child, 0) : 0;
      for (const [claim, own] of this.boundsWithEach(child)) raise(claim, others + own);
    }
    return bounds;
  }

  /** Prices for all scopes of a tree, in rounds over one scope after the other. */
  tune(node: Node, rounds: number): void {
    for (let round = 0; round < rounds && this.work.used <= this.work.limit && this.tuneOnce(node); round++);
  }

  /** Whether another round may change something. */
  private tuneOnce(node: Node): boolean {
    if (node.kind === 'list') return false;
    let changed = false;
    for (const { dim, price } of node.scopes) this.price[dim] = price;
    for (const scope of node.scopes) if (this.tuneScope(node, scope)) changed = true;
    for (const child of node.children) if (this.tuneOnce(child)) changed = true;
    return changed;
  }

  /**
   * The price at which the demand of the users meets the cap: the least of a convex function of straight pieces, found
   * by cutting the pieces on either side with each other.
   */
  private tuneScope({ children }: Several, scope: Scope): boolean {
    const { cap, level } = this.part.dims[scope.dim] as Dim;
    const before = scope.price;
    this.aim = scope.dim;
    const at = (price: number): { price: number; value: number; slope: number } => {
      this.price[scope.dim] = price;
      let value = price * cap;
      let demand = 0;
      for (const i of scope.users) {
        value += this.bound(children[i] as Node, level);
        demand += this.demand;
      }
      return { price, value, slope: cap - demand };
    };
    let left = at(0);
    let right = left.slope < 0 ? at(1) : left;
    if (right.slope < 0) left = right;
    let { price } = left;
    // Every step finds another piece, or is the last.
    while (right !== left) {
      price = (right.value - left.value + left.slope * left.price - right.slope * right.price) / (left.slope - right.slope);
      const floor = left.value + left.slope * (price - left.price);
      const middle = at(price);
      if (!(middle.value > floor + this.margin)) break;
      if (middle.slope < 0) left = middle;
      else right = middle;
    }
    scope.price = price;
    this.price[scope.dim] = price;
    return Math.abs(price - before) > 1e-12;
  }
}
