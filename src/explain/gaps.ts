import { type Row, completed, indexed } from '../case/case.js';
import type { ReadCase } from '../case/case.js';
import { pathOf, refuse, show } from '../core/error.js';
import type { Asking, Fact, FactEntry, FactGroup, FactList, FactTable } from '../core/fact.js';
import { BOUNDS } from '../core/facts.js';
import type { Policy } from '../core/policy.js';
import { same } from '../core/span.js';
import { text } from '../core/text.js';

/**
 * The gaps of a case: facts of the entities it states that are unknown and that can be asked for.
 *
 * What is never a gap: an entity that is not stated, because rows are what the case is about; an event
 * (竣工验收), which has happened or has not; a fact that another row of the same contract states; a fact
 * that the case states for all its rows.
 *
 * A group that cannot stand without one of its facts (construction without `started`) is asked for by
 * that fact; the others follow once it is there. Groups of optional facts are asked fact by fact.
 */
export interface Gap {
  readonly path: Path;
  /** As `missing` of a determination writes it. */
  readonly text: string;
  readonly fact: Fact & { readonly asking: Asking };
  /** The list that it stands in; none for a fact of the case itself. */
  readonly list: string | undefined;
  /** Its name, and where it stands within its row. */
  readonly name: string;
  readonly inRow: string;
}

export type Path = readonly (string | number)[];

/** A case as it was stated, and with what its facts say about each other. */
export interface Stated {
  readonly raw: Row;
  readonly read: ReadCase;
}

export const statedOf = (raw: Row, policy: Policy): Stated => ({ raw, read: completed(raw, policy) });

/**
 * The case with one more fact; the parsed amounts are shared, so nothing is parsed again, and rows that
 * come out as before are the same rows as before.
 */
export function withFact(before: Stated, path: Path, known: unknown, policy: Policy): Stated {
  const raw = put(before.raw, path, known) as Row;
  const { facts } = completed(raw, policy);
  const shared = Object.entries(facts).map(([name, value]) => {
    const [was, is, old] = [before.raw[name], raw[name], before.read.rows(name)];
    if (!Array.isArray(value) || !Array.isArray(was) || !Array.isArray(is)) return [name, value];
    return [name, (value as readonly Row[]).map((row, i) => (was[i] === is[i] && sameBounds(row, old[i] as Row) ? old[i] : row))];
  });
  return { raw, read: indexed(Object.fromEntries(shared) as Row) };
}

function sameBounds(a: Row, b: Row): boolean {
  const [x, y] = [Object.entries(a[BOUNDS] ?? {}), b[BOUNDS] ?? {}];
  return x.length === Object.keys(y).length && x.every(([name, { span }]) => y[name] !== undefined && same(span, y[name].span));
}

export function gapsOf({ facts }: ReadCase, table: FactTable): Gap[] {
  const gaps: Gap[] = [];
  for (const [name, entry] of Object.entries(table)) {
    if (entry.kind === 'fact') collect({ [name]: entry }, facts, [], undefined, gaps);
    if (entry.kind !== 'list') continue;
    const rows = (facts[name] as readonly Row[] | undefined) ?? [];
    const known = knownContracts(entry, rows);
    rows.forEach((row, i) => {
      const own: Gap[] = [];
      collect(entry.of, row, [name, i], name, own);
      gaps.push(...own.filter((gap) => !(table[gap.inRow]?.kind === 'fact' && facts[gap.inRow] !== undefined) && known(gap, row)));
    });
  }
  return gaps;
}

/** Of the facts of a contract, those that no row states, each asked for once. */
function knownContracts({ common }: FactList, rows: readonly Row[]): (gap: Gap, row: Row) => boolean {
  const known = new Set<string>();
  for (const fact of common) for (const row of rows) if (row[fact] !== undefined) known.add(`${fact} ${String(row['id'])}`);
  return ({ inRow }, row) => {
    if (!common.includes(inRow)) return true;
    const key = `${inRow} ${String(row['id'])}`;
    return !known.has(key) && known.add(key) !== undefined;
  };
}

function collect(table: FactTable, row: Row, at: Path, list: string | undefined, gaps: Gap[]): void {
  for (const [name, entry] of Object.entries(table)) {
    const value = row[name];
    const path = [...at, name];
    if (entry.kind === 'fact') {
      if (value !== undefined || entry.asking === undefined) continue;
      gaps.push({ path, text: pathOf(path), fact: entry as Gap['fact'], list, name, inRow: path.slice(list === undefined ? 0 : 2).join('.') });
    } else if (entry.kind === 'group') {
      if (value === undefined && entry.isEvent) continue;
      collect(value === undefined ? openingFacts(entry) : entry.of, (value as Row | undefined) ?? {}, path, list, gaps);
    } else if (entry.kind === 'list') {
      ((value as readonly Row[] | undefined) ?? []).forEach((inner, i) => collect(entry.of, inner, [...path, i], list, gaps));
    }
  }
}

/** What a group that is not there is asked for first. */
function openingFacts(group: FactGroup): FactTable {
  const required = Object.entries(group.of).filter(([, entry]: [string, FactEntry]) => entry.required);
  return required.length === 0 ? group.of : Object.fromEntries(required);
}

/** The steps of a JSON path. */
export function stepsOf(path: unknown): Path {
  if (typeof path !== 'string' || !/^\$(?:\.[A-Za-z]\w*|\[\d{1,9}\])+$/.test(path)) {
    return refuse({ path: 'path', code: 'option', expected: text('形如$.列表[0].事实的路径', 'a path such as $.list[0].fact'), received: show(path) });
  }
  return [...path.matchAll(/\.([A-Za-z]\w*)|\[(\d+)\]/g)].map(([, name, index]) => name ?? Number(index));
}

/** A copy with one value put in place; groups on the way are made, lists are not. */
export function put(value: unknown, path: Path, leaf: unknown, done: Path = []): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return leaf;
  const at = [...done, step];
  if (typeof step === 'number') {
    if (!Array.isArray(value) || step >= value.length) refuse({ path: pathOf(at), code: 'undeclared', expected: text('已列出的一行', 'a row that is there') });
    return (value as readonly unknown[]).map((row, i) => (i === step ? put(row, rest, leaf, at) : row));
  }
  const group = value ?? {};
  if (typeof group !== 'object' || Array.isArray(group)) {
    return refuse({ path: pathOf(done), code: 'type', expected: text('对象', 'an object'), received: show(value) });
  }
  return { ...group, [step]: put(Object.hasOwn(group, step) ? (group as Row)[step] : undefined, rest, leaf, at) };
}
