import { FEW, MOST_SETS, lowest, maximalSets } from './list.js';
import { ascending, isEarlier, type Ask, type Dim, type Part, type Put, type Work } from './part.js';

/**
 * The choices of a part as a tree. Without its pools a part is a graph of exclusions; it is taken apart at one hub after
 * the other, so that nothing needs to know what a project or a track is. A project with 300 leases becomes
 * ONE of { 1a with 300 single leases, 1b with 300 pairs (piece or lease) }: linear, where its sets are 2^300.
 *
 * - `list`: one of a few options, each with what it is worth and what it puts into dimensions that others use too;
 * - `all`: choices that exclude nothing of each other; a dimension that only they use is a *scope* of the node;
 * - `one`: alternatives;
 * - `lazy`: claims that are not taken apart, because the tree grew too large; only random graphs get there. They are
 *   bounded by cliques and settled by a set that need not be the best, so that nothing is proven beyond the bound.
 *
 * A best set of the part is in a tree without lazy nodes: what is left out is no better, whatever is chosen elsewhere.
 */
export type Node = List | All | One | Lazy;

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

export interface Lazy extends Basic {
  readonly kind: 'lazy';
  /** Cliques, of each of which one claim is allowed. */
  readonly cover: All;
  readonly some: List;
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

/** Nested hubs before the rest is left lazy: recursion must not grow with the problem. */
const MOST_DEPTH = 60;
/** Claims looked at for the whole tree, and for each claim of the part. */
const LOOKS = 3e4;
const LOOKS_EACH = 10;

export function plant(ask: Ask, work: Work): All {
  const grower = new Grower(ask, work);
  const certain = ask.required.map((i) => grower.listOf([i], true) as List);
  const root = grower.all([...certain, ...grower.split(ask.free).map((c) => grower.component(c, 0))], [...ask.required, ...ask.free]);
  return root.kind === 'all' ? root : wrap([root], []);
}

class Grower {
  private readonly part: Part;
  private readonly stamp: Int32Array;
  private readonly count: Int32Array;
  private token = 0;
  /** How many claims that can still be chosen use a dimension. */
  private readonly users: Float64Array;
  private left: number;

  private readonly ask: Ask;
  private readonly work: Work;

  constructor(ask: Ask, work: Work) {
    this.ask = ask;
    this.work = work;
    this.part = ask.part;
    this.stamp = new Int32Array(ask.part.size);
    this.count = new Int32Array(ask.part.size);
    this.users = new Float64Array(ask.part.dims.length);
    this.left = LOOKS + LOOKS_EACH * ask.part.size;
    this.release(ask.required, 1);
    this.release(ask.free, 1);
  }

  private puts(i: number): readonly Put[] {
    return this.part.puts[i] as readonly Put[];
  }

  private near(i: number): readonly number[] {
    return this.part.near[i] as readonly number[];
  }

  private release(claims: readonly number[], sign: 1 | -1): void {
    for (const i of claims) for (const { dim } of this.puts(i)) this.users[dim] = (this.users[dim] as number) + sign;
  }

  private mark(claims: readonly number[]): number {
    const token = ++this.token;
    for (const i of claims) this.stamp[i] = token;
    return token;
  }

  /** The dimensions of some claims, and those of them that no other claim can use any more. */
  private dimsOf(claims: readonly number[]): { dims: number[]; closed: number[] } {
    const inside = new Map<number, number>();
    for (const i of claims) for (const { dim } of this.puts(i)) inside.set(dim, (inside.get(dim) ?? 0) + 1);
    const dims = [...inside.keys()];
    return { dims, closed: dims.filter((d) => inside.get(d) === this.users[d]) };
  }

  /** A claim can stay out where it may be idle and that decides a tie, or where a hard limit may need it. */
  private mayStayOut(i: number): boolean {
    const { own, dims } = this.part;
    return (this.ask.lean && own[0][i] === 0 && own[1][i] === 0) || this.puts(i).some((p) => (dims[p.dim] as Dim).hard);
  }

  /** Few claims as a list of their sets; undefined where these are too many. */
  listOf(claims: readonly number[], required = false): List | undefined {
    const token = this.mark(claims);
    claims.forEach((i, k) => (this.count[i] = k));
    const near = claims.map((i) => this.near(i).reduce((mask, j) => (j !== i && this.stamp[j] === token ? mask | (1 << (this.count[j] as number)) : mask), 0));
    const maximal = maximalSets(near, (1 << claims.length) - 1);
    if (maximal === undefined) return undefined;
    const loose = required ? 0 : claims.reduce((mask, i, k) => (this.mayStayOut(i) ? mask | (1 << k) : mask), 0);
    const sets = new Set(maximal);
    if (loose !== 0) {
      for (const set of maximal) {
        for (let out = set & loose; out > 0 && sets.size <= MOST_SETS; out = (out - 1) & set & loose) sets.add(set & ~out);
      }
      if (sets.size > MOST_SETS) return undefined;
    }
    this.work.used += sets.size / 4;
    const { dims, closed } = this.dimsOf(claims);
    const open = dims.filter((d) => !closed.includes(d));
    const options = [...sets].flatMap((set) => this.optionOf(set, claims, closed, open) ?? []);
    return this.prune(makeList(open, options));
  }

  /** A set as an option: closed dimensions are part of its value; undefined where it breaks one. */
  private optionOf(set: number, claims: readonly number[], closed: readonly number[], open: readonly number[]): Option | undefined {
    const { own, dims } = this.part;
    const value: [number, number] = [0, 0];
    const sums = new Map<number, number>();
    const chosen: number[] = [];
    for (let m = set; m !== 0; m &= m - 1) {
      const i = claims[lowest(m)] as number;
      chosen.push(i);
      value[0] += own[0][i] as number;
      value[1] += own[1][i] as number;
      for (const { dim, amount } of this.puts(i)) sums.set(dim, (sums.get(dim) ?? 0) + amount);
    }
    for (const d of closed) {
      const { level, cap, hard } = dims[d] as Dim;
      const sum = sums.get(d) ?? 0;
      if (hard && sum > cap) return undefined;
      if (!hard) value[level] += Math.min(cap, sum);
    }
    return { claims: chosen, v0: value[0], v1: value[1], puts: open.map((d) => sums.get(d) ?? 0) };
  }

  /** Without options that another outdoes, whatever is chosen elsewhere. */
  private prune(list: List): List {
    const { dims, options } = list;
    if (options.length < 2) return list;
    const kept: Option[] = [];
    for (const b of options.slice().sort((x, y) => y.v0 - x.v0 || y.v1 - x.v1)) {
      if (kept.some((a) => this.outdoes(dims, a, b))) continue;
      for (let k = kept.length - 1; k >= 0; k--) if (this.outdoes(dims, b, kept[k] as Option)) kept.splice(k, 1);
      kept.push(b);
    }
    this.work.used += options.length;
    return kept.length === options.length ? list : makeList(dims, kept);
  }

  private outdoes(dims: readonly number[], a: Option, b: Option): boolean {
    const more: [number, number] = [a.v0 - b.v0, a.v1 - b.v1];
    for (let k = 0; k < dims.length; k++) {
      const put = (b.puts[k] as number) - (a.puts[k] as number);
      const { level, hard } = this.part.dims[dims[k] as number] as Dim;
      if (hard && put < 0) return false;
      if (!hard && put > 0) more[level] -= put;
    }
    if (more[0] !== 0) return more[0] > 0;
    if (more[1] !== 0) return more[1] > 0;
    return !this.ask.lean || !isEarlier(b.claims, a.claims);
  }

  /** Choices side by side, with what is certain always as one, and what is nested opened up. */
  all(nodes: readonly Node[], claims: readonly number[]): Node {
    if (nodes.length === 1) return nodes[0] as Node;
    const flat = nodes.flatMap((node) => (node.kind === 'all' ? node.children : [node]));
    const nested = nodes.flatMap((node) => (node.kind === 'all' ? node.scopes.map((s) => s.dim) : []));
    const certain = flat.filter((node): node is List => node.kind === 'list' && node.options.length === 1);
    const rest = flat.filter((node) => node.kind !== 'list' || node.options.length !== 1);
    const children = certain.length < 2 ? flat : [together(certain), ...rest];
    const used = new Set(children.flatMap((node) => node.dims));
    const scopes = [...nested, ...this.dimsOf(claims).closed.filter((d) => used.has(d) && !nested.includes(d))];
    return wrap(inOrder(children, scopes), scopes);
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
  component(claims: readonly number[], depth: number): Node {
    if (claims.length <= FEW) {
      const list = this.listOf(claims);
      if (list !== undefined) return list;
    }
    const alternatives: Node[] = [];
    const gone: number[] = [];
    let rest: readonly number[] = claims;
    while (rest.length > 0) {
      this.left -= rest.length;
      if (this.left < 0 || depth > MOST_DEPTH || this.work.used > this.work.limit) {
        alternatives.push(this.lazy(rest));
        break;
      }
      const { hub, beside, without, clique } = this.branch(rest);
      if (clique) {
        gone.push(...rest);
        this.release(rest, -1);
        alternatives.push(...rest.map((i) => this.alone(i)));
        break;
      }
      const token = this.mark([hub, ...beside]);
      const barred = rest.filter((i) => this.stamp[i] !== token);
      this.release(barred, -1);
      alternatives.push(this.side([[hub], ...this.split(beside)], [hub, ...beside], depth + 1));
      this.release(barred, 1);
      const stays = this.mark(without);
      const dropped = rest.filter((i) => this.stamp[i] !== stays);
      this.release(dropped, -1);
      gone.push(...dropped);
      const groups = this.split(without);
      rest = without;
      if (groups.length === 1 && without.length > FEW) continue;
      if (groups.length > 0) alternatives.push(this.side(groups, without, depth + 1));
      break;
    }
    this.release(gone, 1);
    if (alternatives.length === 1) return alternatives[0] as Node;
    const children = alternatives.flatMap((node) => (node.kind === 'one' ? node.children : [node]));
    return { kind: 'one', children, ...rangeOver(children, false) };
  }

  /** A claim that all others give way to. */
  private alone(i: number): Node {
    this.release([i], 1);
    const list = this.component([i], 0);
    this.release([i], -1);
    return list;
  }

  private side(groups: readonly (readonly number[])[], claims: readonly number[], depth: number): Node {
    return this.all(groups.map((g) => this.component(g, depth)), claims);
  }

  private lazy(claims: readonly number[]): Node {
    const single = (i: number): Option => ({ claims: [i], v0: this.part.own[0][i] as number, v1: this.part.own[1][i] as number, puts: this.puts(i).map((p) => p.amount) });
    const cliques = this.cliques(claims).map((clique): Node => {
      const lists = clique.map((i) => makeList(this.puts(i).map((p) => p.dim), [single(i)]));
      return { kind: 'one', children: lists, ...rangeOver(lists, false) };
    });
    const cover = wrap(cliques, []);
    const { dims, most } = cover;
    const chosen = together(greedy(this.part, [], claims).map((i) => makeList(this.puts(i).map((p) => p.dim), [single(i)])));
    const { v0, v1, puts } = chosen.options[0] as Option;
    const option: Option = { claims: (chosen.options[0] as Option).claims, v0, v1, puts: dims.map((d) => puts[chosen.dims.indexOf(d)] ?? 0) };
    const none: Option = { claims: [], v0: 0, v1: 0, puts: dims.map(() => 0) };
    const node: Lazy = { kind: 'lazy', cover, some: makeList(dims, [option, none]), dims, least: dims.map(() => 0), most };
    return wrap([node], this.dimsOf(claims).closed);
  }

  /** Claims in cliques, each as large as it comes. */
  private cliques(claims: readonly number[]): number[][] {
    const token = this.mark(claims);
    const cliques: number[][] = [];
    for (const first of claims) {
      if (this.stamp[first] !== token) continue;
      this.stamp[first] = -1;
      const clique: number[] = [];
      const add = (i: number): void => {
        this.stamp[i] = -1;
        clique.push(i);
        for (const j of this.near(i)) this.count[j] = (this.count[j] as number) + 1;
      };
      for (const j of this.near(first)) this.count[j] = 0;
      add(first);
      for (const j of this.near(first)) if (this.stamp[j] === token && this.count[j] === clique.length) add(j);
      cliques.push(clique);
      this.work.used += clique.reduce((sum, i) => sum + this.near(i).length, 1) / 64;
    }
    return cliques;
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
    // Of two that exclude nearly the same the one that excludes less: the other goes with it (1b before its pieces).
    const most = degrees.get(hub) as number;
    const around = new Set(this.near(hub));
    let best = -1;
    for (const i of claims) {
      const d = degrees.get(i) as number;
      if (d >= most || 2 * d < most || around.has(i) || (best >= 0 && d <= (degrees.get(best) as number))) continue;
      if (this.near(i).every((j) => j === i || !inside(j) || around.has(j))) best = i;
    }
    if (best >= 0) hub = best;
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

/** Lists of one option each as one. */
function together(lists: readonly List[]): List {
  const sums = new Map<number, number>();
  const claims: number[] = [];
  let [v0, v1] = [0, 0];
  for (const { dims, options } of lists) {
    const option = options[0] as Option;
    for (const i of option.claims) claims.push(i);
    v0 += option.v0;
    v1 += option.v1;
    dims.forEach((d, k) => sums.set(d, (sums.get(d) ?? 0) + (option.puts[k] as number)));
  }
  return makeList([...sums.keys()], [{ claims, v0, v1, puts: [...sums.values()] }]);
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

/** Choices in an order in which dimensions open late and close early, those with most at stake first. */
function inOrder(children: readonly Node[], scopes: readonly number[]): Node[] {
  const spread = (node: Node): number => node.most.reduce((sum, m, k) => sum + m - (node.least[k] as number), 0);
  const order = new Set(children.filter((node) => node.dims.length === 0));
  const users = new Map(scopes.map((d): [number, Node[]] => [d, []]));
  const sorted = children.map((node) => ({ node, spread: spread(node) })).sort((a, b) => b.spread - a.spread);
  for (const { node } of sorted) for (const d of node.dims) users.get(d)?.push(node);
  // Next the dimension with the fewest choices still to be made.
  while (users.size > 0) {
    let next = -1;
    let fewest = Infinity;
    for (const [d, list] of users) {
      const left = list.reduce((sum, node) => sum + (order.has(node) ? 0 : 1), 0);
      if (left < fewest) [next, fewest] = [d, left];
    }
    users.get(next)?.forEach((node) => order.add(node));
    users.delete(next);
  }
  return [...order, ...children.filter((node) => !order.has(node))];
}
