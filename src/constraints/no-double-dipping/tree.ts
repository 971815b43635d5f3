import { FEW, MOST_SETS, maximalSets } from './list.js';
import { ascending, type Ask, type Dim, type Part, type Put, type Work } from './part.js';

/**
 * The choices of a part as a tree. Without its pools a part is a graph of exclusions; it is taken apart at one hub after
 * the other, so that nothing needs to know what a project or a track is. A project with 300 leases becomes
 * ONE of { 1a with 300 single leases, 1b with 300 pairs (piece or lease) }: linear, where its sets are 2^300.
 *
 * - `list`: one of a few options, each with what it is worth and what it puts into dimensions that others use too;
 * - `all`: choices that exclude nothing of each other; a dimension that only they use is a *scope* of the node;
 * - `one`: alternatives.
 *
 * A best set of the part is in the tree: what is left out is no better, whatever is chosen elsewhere.
 */
export type Node = List | All | One;

interface Basic {
  /** The dimensions that it uses and others may use as well, with the least and the most that it puts in. */
  readonly dims: readonly number[];
  readonly least: readonly number[];
  readonly most: readonly number[];
}

export interface List extends Basic {
  readonly kind: 'list';
  readonly options: readonly Option[];
}

export interface All extends Basic {
  readonly kind: 'all';
  readonly children: readonly Node[];
  readonly scopes: readonly Scope[];
}

export interface One extends Basic {
  readonly kind: 'one';
  readonly children: readonly Node[];
}

/** One way to choose: claims, what they are worth outside shared dimensions, and what they put into those of the list. */
export interface Option {
  readonly claims: readonly number[];
  readonly v0: number;
  readonly v1: number;
  readonly puts: readonly number[];
}

/** A dimension where all its users are together. */
export interface Scope {
  readonly dim: number;
  /** The children that use it, by position. */
  readonly users: readonly number[];
  /** What a unit within the cap is worth less, from 0 (never full) to 1 (full anyway); see `prices.ts`. */
  price: number;
  /** What each user puts in where the prices are right, shares of options included. */
  hope: readonly number[];
}

/** Nested hubs: recursion must not grow with the problem. */
const MOST_DEPTH = 60;
/** Claims looked at for the whole tree, and for each claim of the part. */
const LOOKS = 3e4;
const LOOKS_EACH = 10;

/** Undefined where the tree would grow too large; only graphs without projects get there. */
export function plant(ask: Ask, work: Work): All | undefined {
  const grower = new Grower(ask, work);
  const root = grower.all(ask.required, grower.split(ask.free), new Set(ask.part.dims.keys()), 0);
  return grower.isTooLarge ? undefined : root.kind === 'all' ? root : wrap([root], []);
}

class Grower {
  private readonly ask: Ask;
  private readonly part: Part;
  private readonly work: Work;
  private readonly stamp: Int32Array;
  private readonly count: Int32Array;
  private token = 0;
  private left: number;
  isTooLarge = false;

  constructor(ask: Ask, work: Work) {
    this.ask = ask;
    this.part = ask.part;
    this.work = work;
    this.stamp = new Int32Array(ask.part.size);
    this.count = new Int32Array(ask.part.size);
    this.left = LOOKS + LOOKS_EACH * ask.part.size;
  }

  private near(i: number): readonly number[] {
    return this.part.near[i] as readonly number[];
  }

  private mark(claims: readonly number[]): number {
    const token = ++this.token;
    for (const i of claims) this.stamp[i] = token;
    return token;
  }

  private dimsOf(claims: readonly number[]): Set<number> {
    const dims = new Set<number>();
    for (const i of claims) for (const { dim } of this.part.puts[i] as readonly Put[]) dims.add(dim);
    return dims;
  }

  /** A claim can stay out where it may be idle and that decides a tie, or where a hard limit may need it. */
  private mayStayOut(i: number): boolean {
    const { own, dims, puts } = this.part;
    return (this.ask.lean && own[0][i] === 0 && own[1][i] === 0) || (puts[i] as readonly Put[]).some((p) => (dims[p.dim] as Dim).hard);
  }

  /** Few claims as a list of their sets; undefined where these are too many. */
  private listOf(claims: readonly number[], owned: ReadonlySet<number>): List | undefined {
    const token = this.mark(claims);
    claims.forEach((i, k) => (this.count[i] = k));
    const near = claims.map((i) => this.near(i).reduce((mask, j) => (j !== i && this.stamp[j] === token ? mask | (1 << (this.count[j] as number)) : mask), 0));
    const maximal = maximalSets(near, (1 << claims.length) - 1);
    if (maximal === undefined) return undefined;
    const loose = claims.reduce((mask, i, k) => (this.mayStayOut(i) ? mask | (1 << k) : mask), 0);
    const sets = new Set(maximal);
    for (const set of maximal) {
      for (let out = set & loose; out > 0 && sets.size <= MOST_SETS; out = (out - 1) & set & loose) sets.add(set & ~out);
    }
    if (sets.size > MOST_SETS) return undefined;
    this.work.used += (sets.size + claims.length) / 2;
    return this.listed(claims, [...sets].map((set) => claims.filter((_, k) => (set & (1 << k)) !== 0)), owned);
  }

  /** Sets of some claims as a list; what is owned is part of their value. */
  private listed(claims: readonly number[], sets: readonly (readonly number[])[], owned: ReadonlySet<number>): List {
    const dims = [...this.dimsOf(claims)];
    const open = dims.filter((d) => !owned.has(d));
    const closed = dims.filter((d) => owned.has(d));
    return makeList(open, sets.flatMap((set) => this.optionOf(set, closed, open) ?? []));
  }

  /** A set as an option; undefined where it breaks a hard limit. */
  private optionOf(claims: readonly number[], closed: readonly number[], open: readonly number[]): Option | undefined {
    const { own, dims, puts } = this.part;
    const value: [number, number] = [0, 0];
    const sums = new Map<number, number>();
    for (const i of claims) {
      value[0] += own[0][i] as number;
      value[1] += own[1][i] as number;
      for (const { dim, amount } of puts[i] as readonly Put[]) sums.set(dim, (sums.get(dim) ?? 0) + amount);
    }
    for (const d of closed) {
      const { level, cap, hard } = dims[d] as Dim;
      const sum = sums.get(d) ?? 0;
      if (hard && sum > cap) return undefined;
      if (!hard) value[level] += Math.min(cap, sum);
    }
    return { claims, v0: value[0], v1: value[1], puts: open.map((d) => sums.get(d) ?? 0) };
  }

  /**
   * Groups of claims side by side, with what is certain as one and what is nested opened up. Nobody else can use a
   * dimension that is `owned`: it goes on to the only group that uses it, or becomes a scope.
   */
  all(required: readonly number[], groups: readonly (readonly number[])[], owned: ReadonlySet<number>, depth: number): Node {
    const isCertain = (group: readonly number[]): boolean => group.length === 1 && !this.mayStayOut(group[0] as number);
    const certain = [...required, ...groups.filter(isCertain).flat()];
    const parts = groups.filter((group) => !isCertain(group));
    if (certain.length > 0) parts.unshift(certain);
    const users = new Map<number, number>();
    const dims = parts.map((part) => this.dimsOf(part));
    for (const set of dims) for (const d of set) users.set(d, (users.get(d) ?? 0) + 1);
    const nodes = parts.map((part, k) => {
      const own = new Set([...(dims[k] as Set<number>)].filter((d) => owned.has(d) && users.get(d) === 1));
      return part === certain ? this.listed(part, [part], own) : this.component(part, own, depth);
    });
    if (nodes.length === 1) return nodes[0] as Node;
    const children = nodes.flatMap((node) => (node.kind === 'all' ? node.children : [node]));
    const nested = nodes.flatMap((node) => (node.kind === 'all' ? node.scopes.map((s) => s.dim) : []));
    return wrap(inOrder(children), [...nested, ...[...users.keys()].filter((d) => owned.has(d) && users.get(d) !== 1)]);
  }

  /** The connected components of some claims. */
  split(claims: readonly number[]): number[][] {
    const token = this.mark(claims);
    const groups: number[][] = [];
    for (const first of claims) {
      if (this.stamp[first] !== token) continue;
      this.stamp[first] = -1;
      const group = [first];
      for (let k = 0; k < group.length; k++) {
        for (const j of this.near(group[k] as number)) {
          if (this.stamp[j] !== token) continue;
          this.stamp[j] = -1;
          group.push(j);
        }
      }
      groups.push(group.sort(ascending));
    }
    return groups;
  }

  /** Claims that hang together: listed if they are few, else hub by hub. */
  private component(claims: readonly number[], owned: ReadonlySet<number>, depth: number): Node {
    const alternatives: Node[] = [];
    let rest: readonly number[] = claims;
    for (;;) {
      const list = rest.length <= FEW ? this.listOf(rest, owned) : undefined;
      if (list !== undefined) alternatives.push(list);
      if (list !== undefined) break;
      this.left -= rest.length;
      this.isTooLarge ||= this.left < 0 || depth > MOST_DEPTH || this.work.used > this.work.limit;
      if (this.isTooLarge) return makeList([], []);
      const { hub, beside, without, clique } = this.branch(rest);
      if (clique) {
        for (const i of rest) alternatives.push(this.listed([i], this.mayStayOut(i) ? [[i], []] : [[i]], owned));
        break;
      }
      alternatives.push(this.all([], [[hub], ...this.split(beside)], owned, depth + 1));
      const groups = this.split(without);
      rest = without;
      if (groups.length === 1) continue;
      if (groups.length > 0) alternatives.push(this.all([], groups, owned, depth + 1));
      break;
    }
    if (alternatives.length === 1) return alternatives[0] as Node;
    const children = alternatives.flatMap((node) => (node.kind === 'one' ? node.children : [node]));
    return { kind: 'one', children, ...rangeOver(children, false) };
  }

  /**
   * The hub, what is left beside it, and what is left without it. Without the hub nothing is needed that excludes all
   * that the hub excludes: the hub could be added to it at no loss.
   */
  private branch(claims: readonly number[]): { hub: number; beside: number[]; without: number[]; clique: boolean } {
    const token = this.mark(claims);
    const inside = (i: number): boolean => this.stamp[i] === token;
    const degrees = new Map<number, number>();
    let hub = claims[0] as number;
    let edges = 0;
    for (const i of claims) {
      edges += this.near(i).length;
      let degree = 0;
      for (const j of this.near(i)) if (j !== i && inside(j)) degree++;
      degrees.set(i, degree);
      if (degree > (degrees.get(hub) as number)) hub = i;
    }
    this.work.used += (edges + claims.length) / 32;
    if (claims.every((i) => degrees.get(i) === claims.length - 1)) return { hub, beside: [], without: [], clique: true };
    const neighbours = this.near(hub).filter((j) => j !== hub && inside(j));
    const excluded = new Set(neighbours);
    const beside = claims.filter((i) => i !== hub && !excluded.has(i));
    for (const i of claims) this.count[i] = 0;
    for (const j of neighbours) for (const i of this.near(j)) if (i !== j) this.count[i] = (this.count[i] as number) + 1;
    const without = claims.filter((i) => i !== hub && (excluded.has(i) || (this.count[i] as number) < neighbours.length));
    return { hub, beside, without, clique: false };
  }
}

/** A maximal set, heaviest claims first. */
export function greedy(part: Part, required: readonly number[], free: readonly number[]): number[] {
  const weight = (i: number): number =>
    (part.puts[i] as readonly Put[]).reduce(
      (sum, { dim, amount }) => sum + ((part.dims[dim] as Dim).hard ? 0 : amount / ((part.dims[dim] as Dim).level === 0 ? 1 : 1024)),
      (part.own[0][i] as number) + (part.own[1][i] as number) / 1024,
    );
  const weights = new Map(free.map((i) => [i, weight(i)]));
  const out = new Set<number>();
  const claims = required.slice();
  for (const i of free.slice().sort((a, b) => (weights.get(b) as number) - (weights.get(a) as number) || a - b)) {
    if (out.has(i)) continue;
    claims.push(i);
    for (const j of part.near[i] as readonly number[]) out.add(j);
  }
  return claims.sort(ascending);
}

function makeList(dims: readonly number[], options: readonly Option[]): List {
  if (options.length === 1) return { kind: 'list', options, dims, least: (options[0] as Option).puts, most: (options[0] as Option).puts };
  const least = dims.map((_, k) => options.reduce((m, o) => Math.min(m, o.puts[k] as number), Infinity));
  const most = dims.map((_, k) => options.reduce((m, o) => Math.max(m, o.puts[k] as number), 0));
  return { kind: 'list', options, dims, least, most };
}

function wrap(children: readonly Node[], closed: readonly number[]): All {
  const users = new Map(closed.map((dim): [number, number[]] => [dim, []]));
  children.forEach((node, i) => node.dims.forEach((d) => users.get(d)?.push(i)));
  const scopes = [...users].map(([dim, list]): Scope => ({ dim, users: list, price: 0, hope: list.map(() => 0) }));
  const { dims, least, most } = rangeOver(children, true);
  const open = dims.map((_, k) => k).filter((k) => !users.has(dims[k] as number));
  const pick = (list: readonly number[]): number[] => open.map((k) => list[k] as number);
  return { kind: 'all', children, scopes, dims: pick(dims), least: pick(least), most: pick(most) };
}

/** What several nodes put into their dimensions: together, or one of them. */
function rangeOver(nodes: readonly Node[], together: boolean): Basic {
  const ranges = new Map<number, { least: number; most: number; uses: number }>();
  for (const node of nodes) {
    node.dims.forEach((d, k) => {
      const [lo, hi] = [node.least[k] as number, node.most[k] as number];
      const range = ranges.get(d);
      if (range === undefined) ranges.set(d, { least: lo, most: hi, uses: 1 });
      else {
        range.least = together ? range.least + lo : Math.min(range.least, lo);
        range.most = together ? range.most + hi : Math.max(range.most, hi);
        range.uses++;
      }
    });
  }
  const list = [...ranges.values()];
  return { dims: [...ranges.keys()], least: list.map((r) => (together || r.uses === nodes.length ? r.least : 0)), most: list.map((r) => r.most) };
}

/** Choices in an order in which dimensions open late and close early: by the dimension with fewest users, most at stake first. */
function inOrder(children: readonly Node[]): Node[] {
  const users = new Map<number, number>();
  for (const { dims } of children) for (const d of dims) users.set(d, (users.get(d) ?? 0) + 1);
  const ranked = children.map((node) => {
    const least = node.dims.reduce((a, b) => ((users.get(b) as number) < (users.get(a) ?? Infinity) ? b : a), -1);
    return { node, least, few: users.get(least) ?? 0, spread: node.most.reduce((sum, m, k) => sum + m - (node.least[k] as number), 0) };
  });
  return ranked.sort((a, b) => a.few - b.few || a.least - b.least || b.spread - a.spread).map((r) => r.node);
}
