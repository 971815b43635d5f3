import { completed, indexed } from '../case/case.js';
import { isStated, nameLike } from '../case/read.js';
import { safely } from '../assess/assess.js';
import { AN_OBJECT, isRecord, pathOf, placeSteps, refuse, show } from '../core/error.js';
import type { Asking, Fact, FactTable } from '../core/fact.js';
import { BOUNDS, type Row } from '../core/facts.js';
import type { Policy } from '../core/policy.js';
import { text } from '../core/text.js';
import type { ReadCase } from '../core/view.js';

/**
 * A fact of a stated row that is unknown and can be asked for. None is a row that is not stated, because rows are what
 * the case is about; an event (竣工验收), which has happened or has not; a fact that another row of the same contract, or
 * the case for all its rows, states. A group that cannot stand without one of its facts (construction without `started`)
 * is asked for by that fact first.
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

/** The case with one more fact: nothing is parsed again, and rows that come out as before are the same rows as before. */
export function withFact(before: Stated, path: Path, known: unknown, policy: Policy): Stated {
  const raw = put(before.raw, path, known) as Row;
  const { facts } = completed(raw, policy);
  const shared = Object.entries(facts).map(([name, value]) => {
    if (!Array.isArray(value)) return [name, value];
    const [was, is, old] = [before.raw[name], raw[name], before.read.rows(name)] as [readonly Row[], readonly Row[], readonly Row[]];
    return [name, (value as readonly Row[]).map((row, i) => (was[i] === is[i] && sameRow(row, old[i] as Row) ? old[i] : row))];
  });
  return { raw, read: indexed(Object.fromEntries(shared) as Row) };
}

/** What follows from other rows may be more than before, though the row itself states the same. */
const sameRow = (now: Row, before: Row): boolean =>
  Object.keys(now).every((name) => now[name] === before[name]) && JSON.stringify(now[BOUNDS]) === JSON.stringify(before[BOUNDS]);

export const gapsOf = ({ facts, rows }: ReadCase, table: FactTable): Gap[] =>
  Object.entries(table).flatMap(([list, entry]) => {
    if (entry.kind !== 'list') return gapsIn({ [list]: entry }, facts, [], undefined);
    // What a contract has in common is asked for once.
    const known = new Set<string>();
    return rows(list).flatMap((row, i) => gapsIn(entry.of, row, [list, i], list).filter(({ inRow }) => {
      const name = `${inRow} ${String(row['id'])}`;
      const isSaid = table[inRow]?.kind === 'fact' && facts[inRow] !== undefined;
      if (isSaid || known.has(name)) return false;
      if (entry.common.includes(inRow)) known.add(name);
      return true;
    }));
  });

const gapsIn = (table: FactTable, row: Row, at: Path, list: string | undefined): Gap[] =>
  Object.entries(table).flatMap(([name, entry]): Gap[] => {
    const value = row[name];
    const path = [...at, name];
    if (entry.kind === 'fact') {
      if (value !== undefined || entry.asking === undefined) return [];
      return [{ path, text: pathOf(path), fact: entry as Gap['fact'], list, name, inRow: path.slice(list === undefined ? 0 : 2).join('.') }];
    }
    if (entry.kind === 'list') return ((value ?? []) as readonly Row[]).flatMap((inner, i) => gapsIn(entry.of, inner, [...path, i], list));
    if (entry.kind === 'ids' || (value === undefined && entry.isEvent)) return [];
    // What a group that is not there is asked for first.
    const opening = value === undefined ? Object.entries(entry.of).filter(([, e]) => e.required) : [];
    return gapsIn(opening.length === 0 ? entry.of : Object.fromEntries(opening), (value ?? {}) as Row, path, list);
  });

/** Whether a row that may be anything states a fact. */
export const says = (row: Row, name: string): boolean => Object.hasOwn(row, name) && isStated(row[name]);

/** What a call on input of any kind gives; whatever its getters throw is a fault of the input. */
export function refusing<T>(call: () => T): T {
  const result = safely(call);
  if (result.success) return result.data;
  throw result.error;
}

const A_PATH = text('形如$.列表[0].事实的路径', 'a path such as $.list[0].fact');

/** The case file with one more answer, as a copy. @throws InvalidCaseError when there is no such fact or row */
export const withAnswerTo = (table: FactTable, caseFile: unknown, path: unknown, value: unknown): unknown =>
  refusing(() => {
    const steps = placeSteps(path) ?? refuse({ path: 'path', code: 'option', expected: A_PATH, received: show(path) });
    checkPlace(table, steps);
    return put(caseFile, steps, value);
  });

/** Refuses a path that leaves the format: a name that is none there, or one that follows a list instead of a number. */
function checkPlace(table: FactTable, path: Path): void {
  let of: FactTable = table;
  path.forEach((step, i) => {
    if (typeof step === 'number') return;
    const entry = Object.hasOwn(of, step) ? of[step] : undefined;
    if (entry === undefined) refuse({ path: pathOf(path.slice(0, i + 1)), code: 'unknown-property', expected: nameLike(step, Object.keys(of)), received: show(step) });
    of = entry.kind === 'group' || (entry.kind === 'list' && typeof path[i + 1] === 'number') ? entry.of : {};
  });
}

/** A copy with one value put in place; groups on the way are made, lists are not. */
function put(value: unknown, path: Path, leaf: unknown, done: Path = []): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return leaf;
  const at = [...done, step];
  if (typeof step === 'number') {
    if (!Array.isArray(value) || step >= value.length) refuse({ path: pathOf(at), code: 'undeclared', expected: text('已列出的行', 'a row that is there') });
    return (value as readonly unknown[]).map((row, i) => (i === step ? put(row, rest, leaf, at) : row));
  }
  const group = done.length === 0 ? value : value ?? {};
  if (!isRecord(group)) return refuse({ path: pathOf(done), code: 'type', expected: AN_OBJECT, received: show(value) });
  return { ...group, [step]: put(Object.hasOwn(group, step) ? group[step] : undefined, rest, leaf, at) };
}
