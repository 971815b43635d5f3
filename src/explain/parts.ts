import type { ReadCase, Row } from '../case/case.js';
import type { FactList, FactTable } from '../core/fact.js';
import type { Policy } from '../core/policy.js';
import { type Gap, type Path, type Stated, statedOf } from './gaps.js';

/**
 * A case falls into parts that have nothing to do with each other: rows that name one another, are one
 * contract or are added up for one person belong together, everything else stands alone. A fact changes
 * figures of its own part only, so an answer is tried on that part.
 */
export interface Part {
  readonly stated: Stated;
  /** The rows of the whole case that it holds, and where a gap of the whole case stands in it. */
  readonly rows: readonly Place[];
  readonly pathOf: (gap: Gap) => Path;
  /** A walk from one of its rows; none where it is too large for that. */
  readonly walk: (start: Place) => Rooted | undefined;
}

export interface Place {
  readonly list: string;
  readonly at: number;
}

/** What a row is called by, and what it names: `projects P1`, a person, the loans of a person and year. */
type Links = (list: string, row: Row) => readonly string[];

/** Names of rows, as far as any measure or table lets rows meet by them. */
function linksOf({ facts: table, measures }: Policy): Links {
  const named = new Map<string, readonly (readonly [fact: string, list: string])[]>();
  const added = new Map<string, readonly (readonly [by: string, year: string | undefined])[]>();
  for (const [list, entry] of Object.entries(table)) {
    if (entry.kind !== 'list') continue;
    const own = Object.entries(entry.of).flatMap(([fact, e]) => {
      const refersTo = e.kind === 'fact' || e.kind === 'ids' ? e.refersTo : undefined;
      return fact === 'id' ? [[fact, list] as const] : refersTo === undefined ? [] : [[fact, refersTo] as const];
    });
    named.set(list, own);
  }
  for (const { source } of measures) {
    if ('group' in source) added.set(source.group, [...(added.get(source.group) ?? []), [source.by, source.year]]);
  }
  return (list, row) => [
    ...(named.get(list) ?? []).flatMap(([fact, of]) => idsOf(row[fact]).map((id) => `${of} ${id}`)),
    ...(added.get(list) ?? []).map(([by, year]) => `added ${list} ${year === undefined ? '' : String(row[year])} ${String(row[by])}`),
  ];
}

const idsOf = (value: unknown): readonly string[] => (value === undefined ? [] : Array.isArray(value) ? (value as string[]) : [value as string]);

const listsOf = (table: FactTable): string[] => Object.keys(table).filter((name) => table[name]?.kind === 'list');

export interface Parts {
  /** The part of a gap; the whole case for a fact that belongs to no row. */
  readonly of: (gap: Gap) => Part;
}

export function partsOf(whole: Stated, policy: Policy): Parts {
  const { raw, read } = whole;
  const lists = listsOf(policy.facts);
  const links = linksOf(policy);
  const places = lists.flatMap((list) => read.rows(list).map((_row, at): Place => ({ list, at })));
  const parent = new Map<string, string>();
  const find = (x: string): string => {
    let root = x;
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root)) root = up;
    parent.set(x, root);
    return root;
  };
  const nameOf = ({ list, at }: Place): string => `row ${list} ${at}`;
  for (const p of places) for (const link of links(p.list, read.rows(p.list)[p.at] as Row)) parent.set(find(nameOf(p)), find(link));
  const byRoot = new Map<string, Place[]>();
  for (const p of places) {
    const root = find(nameOf(p));
    const own = byRoot.get(root);
    if (own === undefined) byRoot.set(root, [p]);
    else own.push(p);
  }
  const asItIs: Part = { stated: whole, rows: places, pathOf: ({ path }) => path, walk: walkIn(places, whole, links, policy) };
  const parts = new Map<string, Part>();
  return {
    of: ({ list, path }) => {
      if (list === undefined || byRoot.size === 1) return asItIs;
      const root = find(nameOf({ list, at: path[1] as number }));
      let part = parts.get(root);
      if (part === undefined) parts.set(root, (part = partWith(raw, byRoot.get(root) as readonly Place[], lists, policy, (rows) => walkIn(rows, whole, links, policy))));
      return part;
    },
  };
}

function partWith(raw: Row, rows: readonly Place[], lists: readonly string[], policy: Policy, walk: (rows: readonly Place[]) => Part['walk']): Part {
  let stated: Stated | undefined;
  const position = new Map<string, number>();
  for (const list of lists) rows.filter((p) => p.list === list).forEach((p, i) => position.set(`${list} ${p.at}`, i));
  return {
    // Parts that are like another are never assessed.
    get stated() {
      if (stated !== undefined) return stated;
      const own = Object.entries(raw).map(([name, value]) => [
        name,
        lists.includes(name) ? rows.filter((p) => p.list === name).map((p) => (value as readonly Row[])[p.at]) : value,
      ]);
      return (stated = statedOf(Object.fromEntries(own) as Row, policy));
    },
    rows,
    pathOf: ({ list, path: [name, at, ...rest] }) => [name as string, position.get(`${list} ${at as number}`) as number, ...rest],
    walk: walk(rows),
  };
}

/** A row as the start of a walk through its part: the same text for rows that differ in names alone. */
export interface Rooted {
  readonly text: string;
  /** The names in the order in which the walk comes to them. */
  readonly names: readonly string[];
}

/** Beyond that many rows a walk from each of them would cost more than it saves. */
const MOST_ROWS = 400;

/**
 * Walks a part from one of its rows and writes down everything but the names, for which numbers stand in
 * the order of the walk. Equal texts prove that a renaming turns the one row into the other and the part
 * into itself (or into the other part), so that what an answer changes for the one it changes for the
 * other. Rows that are alike may still have different texts; then both are tried.
 */
function walkIn(rows: readonly Place[], { read }: Stated, links: Links, policy: Policy): Part['walk'] {
  let web: ReturnType<typeof webOf> | undefined;
  return ({ list, at }) => {
    if (rows.length > MOST_ROWS) return undefined;
    const { byPlace, byLink } = (web ??= webOf(rows, read, links, policy));
    const start = byPlace.get(`${list} ${at}`) as Node;
    const numbers = new Map<string, number>();
    const seen = new Set([start]);
    const walk = [start];
    const out: string[] = [];
    for (let i = 0; i < walk.length; i += 1) {
      const node = walk[i] as Node;
      out.push(node.content);
      for (const names of node.names) {
        const known = names.flatMap((n) => numbers.get(n) ?? []).sort((x, y) => x - y);
        out.push(`${known.join()}+${names.length - known.length}`);
        for (const n of names) if (!numbers.has(n)) numbers.set(n, numbers.size);
      }
      for (const next of node.links.flatMap((link) => byLink.get(link) ?? [])) {
        if (seen.has(next)) continue;
        seen.add(next);
        walk.push(next);
      }
    }
    return { text: out.join('|'), names: [...numbers.keys()] };
  };
}

interface Node {
  readonly content: string;
  readonly names: readonly (readonly string[])[];
  readonly links: readonly string[];
}

function webOf(rows: readonly Place[], read: ReadCase, links: Links, { facts: table }: Policy) {
  const byPlace = new Map<string, Node>();
  for (const { list, at } of rows) {
    const row = read.rows(list)[at] as Row;
    const names: string[][] = [];
    const content = JSON.stringify([list, contentOf(row, (table[list] as FactList).of, list, names)]);
    byPlace.set(`${list} ${at}`, { content, names, links: links(list, row) });
  }
  const byLink = new Map<string, Node[]>();
  for (const node of [...byPlace.values()].sort((a, b) => (a.content < b.content ? -1 : a.content > b.content ? 1 : 0))) {
    for (const link of node.links) {
      const own = byLink.get(link);
      if (own === undefined) byLink.set(link, [node]);
      else own.push(node);
    }
  }
  return { byPlace, byLink };
}

/** The facts of a row without its names, which are gathered apart: an id by its list, everybody else as a person. */
function contentOf(row: Row, table: FactTable, list: string, names: string[][]): unknown {
  return Object.entries(table).flatMap(([name, entry]): unknown[] => {
    const value = row[name];
    if (value === undefined) return [];
    if (entry.kind === 'list') return [name, (value as readonly Row[]).map((inner) => contentOf(inner, entry.of, list, names))];
    if (entry.kind === 'group') return [name, contentOf(value as Row, entry.of, list, names)];
    if (entry.kind === 'fact' && entry.type !== 'id') return [name, value];
    const space = spaceOf(table, list, name);
    names.push(idsOf(value).map((id) => `${space} ${id}`));
    return [name];
  });
}

/** Whose name an id is: that of a row of some list, or of a person. */
export function spaceOf(table: FactTable, list: string, name: string): string {
  const entry = table[name];
  const refersTo = entry?.kind === 'fact' || entry?.kind === 'ids' ? entry.refersTo : undefined;
  return refersTo ?? (name === 'id' ? list : 'person');
}
