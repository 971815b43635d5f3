import { type FactTable, referredBy } from '../core/fact.js';
import type { Row } from '../core/facts.js';
import { listUnder } from '../core/groups.js';
import type { Policy } from '../core/policy.js';
import { type Gap, type Path, type Stated, statedOf } from './stated.js';

/**
 * A case falls into parts that have nothing to do with each other: rows that name one another, are one
 * contract or are added up for one person belong together, everything else stands alone. A fact changes
 * figures of its own part only, so an answer is tried on that part.
 */
export interface Part {
  readonly stated: Stated;
  /** Where a gap of the whole case stands in it. */
  readonly pathOf: (gap: Gap) => Path;
  /** How many rows it has. */
  readonly size: number;
}

/** A row with what other rows meet it by, and with its facts apart from its names. */
interface Node {
  readonly list: string;
  readonly at: number;
  readonly links: readonly string[];
  readonly content: string;
  readonly names: readonly (readonly string[])[];
}

/** A walk through a part, and the names in the order in which it comes to them. */
export interface Walk {
  readonly text: string;
  readonly names: readonly string[];
}

/** Beyond that many rows a walk from each of them would cost more than it saves. */
const MOST_ROWS = 400;

export class Parts {
  readonly #whole: Stated;
  readonly #policy: Policy;
  readonly #nodes = new Map<string, Node>();
  readonly #byLink = new Map<string, Node[]>();
  readonly #parts = new Map<Node | undefined, Part>();
  readonly #walks = new Map<Node, Walk>();

  constructor(whole: Stated, policy: Policy) {
    this.#whole = whole;
    this.#policy = policy;
    for (const [list, entry] of Object.entries(policy.facts)) {
      if (entry.kind !== 'list') continue;
      whole.read.rows(list).forEach((row, at) => {
        const names: string[][] = [];
        const content = JSON.stringify([list, contentOf(row, entry.of, names)]);
        const node = { list, at, links: linksOf(list, entry.of, row, policy), content, names };
        this.#nodes.set(`${list} ${at}`, node);
        for (const link of node.links) listUnder(this.#byLink, link).push(node);
      });
    }
    this.#parts.set(undefined, { stated: whole, pathOf: ({ path }) => path, size: this.#nodes.size });
  }

  readonly #nodeOf = ({ list, path }: Gap): Node | undefined => this.#nodes.get(`${list} ${path[1] as number}`);

  /** The part of a gap; the whole case for a fact that belongs to no row. */
  of(gap: Gap): Part {
    const start = this.#nodeOf(gap);
    const known = this.#parts.get(start);
    if (known !== undefined) return known;
    const nodes = this.#reachedFrom(start as Node);
    const part = nodes.length === this.#nodes.size ? (this.#parts.get(undefined) as Part) : this.#partWith(nodes);
    for (const node of nodes) this.#parts.set(node, part);
    return part;
  }

  /**
   * Walks the part of a gap from its row and writes down everything but the names, for which numbers stand in the order
   * of the walk. Equal texts prove that a renaming turns the one row and its part into the other, so that what an answer
   * changes for the one it changes for the other. Rows that are alike may still have different texts; then both are tried.
   */
  walkFrom(gap: Gap): Walk | undefined {
    const start = this.#nodeOf(gap);
    const known = start && this.#walks.get(start);
    if (start === undefined || known !== undefined || this.of(gap).size > MOST_ROWS) return known;
    const numbers = new Map<string, number>();
    const out: string[] = [];
    for (const node of this.#reachedFrom(start)) {
      out.push(node.content);
      for (const names of node.names) {
        const met = names.flatMap((n) => numbers.get(n) ?? []).sort((x, y) => x - y);
        out.push(`${met.join()}+${names.length - met.length}`);
        for (const n of names) if (!numbers.has(n)) numbers.set(n, numbers.size);
      }
    }
    const walk = { text: out.join('|'), names: [...numbers.keys()] };
    this.#walks.set(start, walk);
    return walk;
  }

  /** The rows that hang together with one, the nearest first. */
  #reachedFrom(start: Node): Node[] {
    const reached = new Set([start]);
    const links = new Set<string>();
    for (const node of reached) {
      for (const link of node.links) {
        if (!links.has(link)) for (const next of this.#byLink.get(link) ?? []) reached.add(next);
        links.add(link);
      }
    }
    return [...reached];
  }

  #partWith(nodes: readonly Node[]): Part {
    const rowsOf = (list: string): number[] => nodes.filter((n) => n.list === list).map((n) => n.at).sort((a, b) => a - b);
    const own = Object.entries(this.#whole.raw).map(([name, value]) =>
      [name, this.#policy.facts[name]?.kind === 'list' ? rowsOf(name).map((at) => (value as readonly Row[])[at]) : value] as const);
    const stated = statedOf(Object.fromEntries(own) as Row, this.#policy);
    return { stated, pathOf: ({ path: [list, at, ...rest] }) => [list as string, rowsOf(list as string).indexOf(at as number), ...rest], size: nodes.length };
  }
}

const idsOf = (value: unknown): readonly string[] => (value === undefined ? [] : Array.isArray(value) ? (value as string[]) : [value as string]);

/** What rows meet by: their own ids and those that they name, and the persons for whom a measure adds them up. */
function linksOf(list: string, table: FactTable, row: Row, { measures }: Policy): string[] {
  return Object.entries(table).flatMap(([fact, entry]) => {
    const isAdded = measures.some(({ source }) => 'group' in source && source.group === list && source.by === fact);
    const space = referredBy(entry) ?? (fact === 'id' ? list : isAdded ? `added ${list}` : undefined);
    return space === undefined ? [] : idsOf(row[fact]).map((id) => `${space} ${id}`);
  });
}

/** The facts of a row without its names, which are gathered apart. */
function contentOf(row: Row, table: FactTable, names: (readonly string[])[]): unknown {
  return Object.entries(table).map(([name, entry]): unknown => {
    const value = row[name];
    if (value === undefined) return null;
    if (entry.kind === 'list') return (value as readonly Row[]).map((inner) => contentOf(inner, entry.of, names));
    if (entry.kind === 'group') return contentOf(value as Row, entry.of, names);
    if (entry.kind === 'fact' && entry.type !== 'id') return value;
    return names.push(idsOf(value));
  });
}
