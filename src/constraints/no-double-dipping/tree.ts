import { FEW, masksOf, maximalSets, withLess } from './list.js';
import { ascending, measure, type Ask, type Found, type Part, type Put, type Work } from './part.js';

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
export type Node = List | Several;

interface Basic {
  /** The dimensions that it uses and others may use as well, with the most that it puts in. */
  readonly dims: readonly number[];
  readonly most: readonly number[];
}

export interface List extends Basic {
  readonly kind: 'list';
  readonly options: readonly Option[];
}

export interface Several extends Basic {
  readonly kind: 'all' | 'one';
  readonly children: readonly Node[];
  /** None of alternatives. */
  readonly scopes: readonly Scope[];
}

/** One way to choose: claims, what they are worth outside shared dimensions, and what they put into those of the list. */
export interface Option extends Found {
  readonly puts: readonly number[];
}

/** A dimension where all its users are together. */
export interface Scope {
  readonly dim: number;
  /** The children that use it, by position. */
  readonly users: readonly number[];
  /** What a unit within the cap is worth less, from 0 (never full) to 1 (full anyway); see `prices.ts`. */
  price: number;
}

/** Options of a list. */
const MOST_SETS = 64;
/** Nested hubs: recursion must not grow with the problem. */
const MOST_DEPTH = 60;
/** Claims looked at for the whole tree, and for each claim of the part. */
const LOOKS = 3e4;
const LOOKS_EACH = 10;

/**
 * The tree of a question; with `lean` it tells apart sets of equal value. Undefined where it would grow too large; only
 * graphs without projects get there.
 */
export function plant({ part, required, free }: Ask, lean: boolean, work: Work): Several | undefined {
  const grower = new Grower(part, lean, work);
  const root = grower.all(required, grower.split(free), new Set(part.dims.keys()), 0);
  return grower.isTooLarge ? undefined : root.kind === 'all' ? root : wrap([root], []);
}

class Grower {
  private readonly part: Part;
  private readonly lean: boolean;
  private readonly work: Work;
  private readonly stamp: Int32Array;
  private token = 0;
  private left: number;
  isTooLarge = false;

  constructor(part: Part, lean: boolean, work: Work) {
    this.part = part;
    this.lean = lean;
    this.work = work;
    this.stamp = new Int32Array(part.size);
    this.left = LOOKS + LOOKS_EACH * part.size;
  }

  private near(i: number): readonly number[] {
    return this.part.near[i] as readonly number[];
  }

  /** Marks some claims, until others are marked. */
  private mark(claims: readonly number[]): (i: number) => boolean {
    const token = ++this.token;
    for (const i of claims) this.stamp[i] = token;
    return (i) => this.stamp[i] === token;
  }

  private dimsOf(claims: readonly number[]): Set<number> {
    const dims = new Set<number>();
    for (const i of claims) for (const { dim } of this.part.puts[i] as readonly Put[]) dims.add(dim);
    return dims;
  }

  /** A claim can stay out where it may be idle and that decides a tie. */
  private mayStayOut(i: number): boolean {
    return this.lean && this.part.own[0][i] === 0 && this.part.own[1][i] === 0;
  }

  /** Few claims as a list of their sets; undefined where these are too many. */
  private listOf(claims: readonly number[], owned: ReadonlySet<number>): List | undefined {
    const maximal = maximalSets(masksOf(claims, (i) => this.near(i)), (1 << claims.length) - 1);
    const loose = claims.reduce((mask, i, k) => (this.mayStayOut(i) ? mask | (1 << k) : mask), 0);
    const sets = withLess(maximal, loose, MOST_SETS);
    if (sets.size > MOST_SETS) return undefined;
    this.work.used += (sets.size + claims.length) / 2;
    return this.listed(claims, [...sets].map((set) => claims.filter((_, k) => (set & (1 << k)) !== 0)), owned);
  }

  /** Sets of some claims as a list; what is owned is part of their value. */
  private listed(claims: readonly number[], sets: readonly (readonly number[])[], owned: ReadonlySet<number>): List {
    const open = [...this.dimsOf(claims)].filter((d) => !owned.has(d));
    const options = sets.map((set): Option => {
      const { v0, v1, sums } = measure(this.part, set, owned);
      return { claims: set, v0, v1, puts: open.map((d) => sums.get(d) ?? 0) };
    });
    return { kind: 'list', options, dims: open, most: open.map((_, k) => Math.max(...options.map(({ puts }) => puts[k] as number))) };
  }

  /**
   * Groups of claims side by side, with what is certain as one. Nobody else can use a dimension that is `owned`: it goes on
   * to the only group that uses it, or becomes a scope.
   */
  all(required: readonly number[], groups: readonly (readonly number[])[], owned: ReadonlySet<number>, depth: number): Node {
    const isCertain = (group: readonly number[]): boolean => group.length === 1 && !this.mayStayOut(group[0] as number);
    const certain = [...required, ...groups.filter(isCertain).flat()];
    const parts = [...(certain.length > 0 ? [certain] : []), ...groups.filter((group) => !isCertain(group))];
    const users = new Map<number, number>();
    const dims = parts.map((part) => this.dimsOf(part));
    for (const set of dims) for (const d of set) users.set(d, (users.get(d) ?? 0) + 1);
    const nodes = parts.map((part, k) => {
      const own = new Set([...(dims[k] as Set<number>)].filter((d) => owned.has(d) && users.get(d) === 1));
      return part === certain ? this.listed(part, [part], own) : this.component(part, own, depth);
    });
    if (nodes.length === 1) return nodes[0] as Node;
    return wrap(inOrder(nodes), [...users.keys()].filter((d) => owned.has(d) && users.get(d) !== 1));
  }

  /** The connected components of some claims. */
  split(claims: readonly number[]): number[][] {
    const isLeft = this.mark(claims);
    return claims.flatMap((first) => {
      if (!isLeft(first)) return [];
      const group: number[] = [];
      const reach = (i: number): void => {
        if (!isLeft(i)) return;
        this.stamp[i] = -1;
        group.push(i);
      };
      reach(first);
      for (const i of group) this.near(i).forEach(reach);
      return [group.sort(ascending)];
    });
  }

  /** Claims that hang together: listed if they are few, else hub by hub. */
  private component(claims: readonly number[], owned: ReadonlySet<number>, depth: number): Node {
    const alternatives: Node[] = [];
    for (let rest = claims; ; ) {
      const few = rest.length <= FEW ? this.listOf(rest, owned) : undefined;
      if (few !== undefined) {
        alternatives.push(few);
        break;
      }
      this.left -= rest.length;
      this.isTooLarge ||= this.left < 0 || depth > MOST_DEPTH || this.work.used > this.work.limit;
      if (this.isTooLarge) break;
      const found = this.branch(rest);
      if (found === 'clique') {
        for (const i of rest) alternatives.push(this.listed([i], this.mayStayOut(i) ? [[i], []] : [[i]], owned));
        break;
      }
      alternatives.push(this.all([], [[found.hub], ...this.split(found.beside)], owned, depth + 1));
      const groups = this.split(found.without);
      if (groups.length > 1) {
        alternatives.push(this.all([], groups, owned, depth + 1));
        break;
      }
      rest = found.without;
    }
    return alternatives.length === 1 ? (alternatives[0] as Node) : { kind: 'one', children: alternatives, scopes: [], ...basicOf(alternatives, false) };
  }

  /**
   * The hub, what is left beside it, and what is left without it. Without the hub nothing is needed that excludes all
   * that the hub excludes: the hub could be added to it at no loss. A clique has no hub: one of its claims is taken.
   */
  private branch(claims: readonly number[]): { readonly hub: number; readonly beside: number[]; readonly without: number[] } | 'clique' {
    const isMarked = this.mark(claims);
    const count = (i: number, isMeant: (j: number) => boolean): number => this.near(i).reduce((n, j) => (j !== i && isMeant(j) ? n + 1 : n), 0);
    const degrees = claims.map((i) => count(i, isMarked));
    this.work.used += claims.reduce((sum, i) => sum + this.near(i).length, claims.length) / 32;
    if (degrees.every((degree) => degree === claims.length - 1)) return 'clique';
    const most = degrees.reduce((a, b) => Math.max(a, b));
    const hub = claims[degrees.indexOf(most)] as number;
    const isExcluded = this.mark(this.near(hub).filter(isMarked));
    return {
      hub,
      beside: claims.filter((i) => i !== hub && !isExcluded(i)),
      without: claims.filter((i) => i !== hub && (isExcluded(i) || count(i, isExcluded) < most)),
    };
  }
}

/** A maximal set, heaviest claims first. */
export function greedy({ part, required, free }: Ask): number[] {
  const weights = new Map(free.map((i) => [i, measure(part, [i]).v0]));
  const out = new Set<number>();
  const claims = required.slice();
  for (const i of free.slice().sort((a, b) => (weights.get(b) as number) - (weights.get(a) as number))) {
    if (out.has(i)) continue;
    claims.push(i);
    for (const j of part.near[i] as readonly number[]) out.add(j);
  }
  return claims.sort(ascending);
}

/** Nodes side by side; the `closed` dimensions are used by them alone. */
function wrap(children: readonly Node[], closed: readonly number[]): Several {
  const users = new Map(closed.map((dim): [number, number[]] => [dim, []]));
  children.forEach((node, i) => node.dims.forEach((d) => users.get(d)?.push(i)));
  const scopes = [...users].map(([dim, list]): Scope => ({ dim, users: list, price: 0 }));
  return { kind: 'all', children, scopes, ...basicOf(children, true, closed) };
}

/** What several nodes put into their dimensions, but for closed ones: together, or one of them. */
function basicOf(nodes: readonly Node[], together: boolean, closed: readonly number[] = []): Basic {
  const all = new Map<number, number>();
  for (const { dims, most } of nodes) {
    dims.forEach((d, k) => {
      const [before, own] = [all.get(d) ?? 0, most[k] as number];
      all.set(d, together ? before + own : Math.max(before, own));
    });
  }
  for (const d of closed) all.delete(d);
  return { dims: [...all.keys()], most: [...all.values()] };
}

/** Choices in an order in which dimensions open late and close early: by the dimension with fewest users, most at stake first. */
function inOrder(children: readonly Node[]): Node[] {
  const users = new Map<number, number>();
  for (const { dims } of children) for (const d of dims) users.set(d, (users.get(d) ?? 0) + 1);
  const ranked = children.map((node) => {
    const rarest = node.dims.reduce((a, b) => ((users.get(b) as number) < (users.get(a) ?? Infinity) ? b : a), -1);
    return { node, rarest, few: users.get(rarest) ?? 0, most: node.most.reduce((sum, m) => sum + m, 0) };
  });
  return ranked.sort((a, b) => a.few - b.few || a.rarest - b.rarest || b.most - a.most).map((r) => r.node);
}
