import { readTable } from '../case/read.js';
import { checkRows } from '../case/rows.js';
import { type CaseIssue, isInvalidCaseError } from '../core/error.js';
import { type Fact, type FactGroup, type FactList, type FactTable, referredBy } from '../core/fact.js';
import { listUnder } from '../core/groups.js';
import { type Cell, SheetError, toldIn } from './cell.js';
import type { Layout } from './layout.js';
import { type ConversionNote, type Draft, type Facts, Lines, type PlacedRow, type Problem, type Settings, type Shape, placeOf } from './lines.js';

/**
 * Tables of a spreadsheet become a case: one row a project, a loan, a lease … A row that cannot be used is left out,
 * together with the rows that refer to it; all others are taken. Lines of one subject that differ in a list inside it (a
 * year and its evaluation) are one row of the case.
 */

/** What tables say: a case of all rows that can be used, and what became of each row. */
export interface SheetCase {
  readonly caseFile: Readonly<Record<string, unknown>>;
  /** The same, read. */
  readonly known: Readonly<Record<string, unknown>>;
  readonly rows: readonly PlacedRow[];
  readonly problems: readonly Problem[];
  readonly conversions: readonly ConversionNote[];
  readonly layouts: readonly Layout[];
}

/** @throws SheetError where a table has no header that can be understood */
export function readTables(tables: readonly (readonly (readonly Cell[])[])[], shape: Shape, settings: Settings): SheetCase {
  const lines = new Lines(shape, settings);
  tables.forEach((table, i) => lines.table(table, i));
  const entries = merged(lines);
  for (const rows of entries.values()) for (const entry of rows) checkComplete(lines, entry);
  supply(lines, entries);
  const { caseFile, known } = consistent(lines, entries);
  const problems = [...lines.problems].sort((a, b) => a.table - b.table || a.row - b.row);
  return { caseFile, known, rows: lines.drafts, problems, conversions: lines.conversions, layouts: lines.layouts };
}

/** A row of the case with the lines that it comes from. */
interface Entry {
  readonly facts: Facts;
  readonly drafts: Draft[];
  /** It is known only from what rows that refer to it say. */
  readonly isSupplied: boolean;
}

/** The rows of the case by list: lines that have a list inside and the same key are one row. */
function merged(lines: Lines): Map<string, Entry[]> {
  const out = new Map<string, Entry[]>();
  const heads = new Map<string, Entry>();
  for (const draft of lines.drafts) {
    const { unique, of } = lines.shape.facts[draft.list] as FactList;
    const rows = listUnder(out, draft.list);
    const isOfYears = Object.values(of).some((e) => e.kind === 'list');
    const key = isOfYears && draft.inner !== undefined ? JSON.stringify([draft.list, ...unique.map((name) => draft.facts[name] ?? null)]) : undefined;
    const head = key === undefined ? undefined : heads.get(key);
    if (head === undefined) {
      const entry: Entry = { facts: draft.facts, drafts: [draft], isSupplied: false };
      rows.push(entry);
      if (key !== undefined) heads.set(key, entry);
      if (draft.inner !== undefined) draft.facts[draft.inside as string] = [draft.inner];
      continue;
    }
    head.drafts.push(draft);
    const [first] = head.drafts as [Draft];
    unite(lines, head.facts, draft.facts, of, draft, placeOf(first.table, [first], first.table === draft.table));
    const inside = draft.inside as string;
    (head.facts[inside] as Facts[]).push(draft.inner as Facts);
  }
  return out;
}

/** Adds what one line says of a subject to what is known of it; they may not contradict each other. */
function unite(lines: Lines, into: Facts, from: Facts, table: FactTable, draft: Draft, place: string): void {
  for (const [name, value] of Object.entries(from)) {
    const entry = table[name];
    if (entry?.kind === 'group') {
      unite(lines, (into[name] ??= {}) as Facts, value as Facts, entry.of, draft, place);
      continue;
    }
    const before = (into[name] ??= value);
    if (JSON.stringify(before) !== JSON.stringify(value)) lines.fail(draft, 'VALUE', `${entry?.name.zh ?? name}与${place}所填不一致`);
  }
}

/** What a row must say, and does not. */
function checkComplete(lines: Lines, { facts, drafts }: Entry): void {
  const [draft] = drafts as [Draft];
  const { of } = lines.shape.facts[draft.list] as FactList;
  for (const each of drafts) {
    for (const name of missingIn(of, each === draft ? facts : each.facts)) tellMissing(lines, each, name);
    if (each.inner === undefined) continue;
    for (const name of missingIn((of[each.inside as string] as FactList).of, each.inner)) tellMissing(lines, each, name);
  }
  const { applied } = lines.shape.period;
  if (of[applied]?.kind === 'fact' && facts[applied] === undefined && !draft.unread.has(of[applied].name.zh) && lines.settings.facts[applied] === undefined) {
    lines.fail(draft, 'NA', `缺少“${(of[applied] as Fact).name.zh}”：请填写该列，或另行给出日期`);
  }
}

function tellMissing(lines: Lines, draft: Draft, name: string): void {
  if (draft.unread.has(name)) return;
  const layout = lines.layouts[draft.table] as Layout;
  const isColumn = layout.columnsFor(draft.list).some((c) => c !== undefined && c.through === undefined && c.field.entry.name.zh === name);
  const message = isColumn ? `缺少“${name}”` : `缺少列“${name}”`;
  const isTold = !isColumn && lines.problems.some((p) => p.table === draft.table && p.row === layout.header && p.message === message);
  if (!isColumn && !isTold) lines.problems.push({ table: draft.table, row: layout.header, code: 'NA', message });
  lines.fail(draft, 'NA', message, undefined, !isColumn);
}

/** Rows that others refer to, where those say something of them: added to what their own tables say, or known only from there. */
function supply(lines: Lines, entries: Map<string, Entry[]>): void {
  const byId = new Map<string, Map<unknown, Entry>>();
  for (const draft of lines.drafts) {
    for (const [fact, { list, facts }] of draft.joined) {
      const id = draft.facts[fact];
      if (id === undefined) continue;
      const rows = listUnder(entries, list);
      let index = byId.get(list);
      if (index === undefined) byId.set(list, (index = new Map(rows.map((entry) => [entry.facts['id'], entry]))));
      const { of, row } = lines.shape.facts[list] as FactList;
      const known = index.get(id);
      if (known === undefined) {
        const entry: Entry = { facts: { id, ...structured(facts) }, drafts: [draft], isSupplied: true };
        index.set(id, entry);
        rows.push(entry);
        for (const name of missingIn(of, entry.facts)) lines.fail(draft, 'NA', `缺少${row.zh}“${String(id)}”的“${name}”：请增加该列，或一并给出${row.zh}表`);
      } else {
        if (known.isSupplied) known.drafts.push(draft);
        unite(lines, known.facts, facts, of, draft, `${row.zh}“${String(id)}”在别处`);
      }
    }
  }
}

/** The case of the rows that can be used: what rows must fulfil together is checked until nothing falls out any more. */
function consistent(lines: Lines, entries: Map<string, Entry[]>): Pick<SheetCase, 'caseFile' | 'known'> {
  const { facts: table, period } = lines.shape;
  const lost = new Set<string>();
  for (;;) {
    const used = new Map<string, Entry[]>();
    for (const [list, rows] of entries) {
      used.set(list, rows.filter(({ drafts }) => drafts.every((d) => d.failure === undefined)));
      for (const { facts, drafts } of rows) if (drafts.some((d) => d.failure !== undefined)) lost.add(`${list} ${String(facts['id'])}`);
    }
    const caseFile: Facts = { ...lines.settings.facts };
    if (table[period.applied] !== undefined) caseFile[period.applied] ??= firstOf(used, period.applied);
    for (const [list, rows] of used) caseFile[list] = rows.map((e) => e.facts);
    // Where nobody states the day of application, no row can be used.
    if (table[period.applied] !== undefined && caseFile[period.applied] === undefined) return { caseFile, known: {} };
    const { known, issues } = attempt(table, caseFile);
    if (known !== undefined && issues.length === 0) return { caseFile, known };
    if (!blame(lines, issues, used, lost)) throw new SheetError('VALUE', toldIn(issues));
  }
}

/** Tells each fault to the lines that it comes from; false where it comes from none. */
function blame(lines: Lines, issues: readonly CaseIssue[], used: ReadonlyMap<string, readonly Entry[]>, lost: ReadonlySet<string>): boolean {
  let isBlamed = false;
  for (const issue of issues) {
    const { path, code, received } = issue;
    const [, list = '', at = ''] = /^\$\.(\w+)\[(\d+)\]/.exec(path) ?? [];
    const entry = used.get(list)?.[Number(at)];
    if (entry === undefined) continue;
    isBlamed = true;
    const refers = Object.values((lines.shape.facts[list] as FactList).of).flatMap((e) => referredBy(e) ?? []);
    const id = code === 'undeclared' && received !== undefined ? received.slice(1, -1) : undefined;
    const isLost = id !== undefined && refers.some((other) => lost.has(`${other} ${id}`));
    const words = isLost ? `所引用的“${id}”所在行有误，本行未能测算` : toldIn([issue]);
    for (const draft of entry.drafts) lines.fail(draft, 'VALUE', words);
  }
  return isBlamed;
}

const firstOf = (used: ReadonlyMap<string, readonly Entry[]>, name: string): unknown => {
  for (const rows of used.values()) for (const { facts } of rows) if (facts[name] !== undefined) return facts[name];
  return undefined;
};

function attempt(table: FactTable, caseFile: Facts): { readonly known?: Facts; readonly issues: readonly CaseIssue[] } {
  try {
    const known = readTable(table, caseFile) as Facts;
    return { known, issues: checkRows(table, known, Infinity) };
  } catch (error) {
    if (!isInvalidCaseError(error)) throw error;
    return { issues: error.issues };
  }
}

const structured = (facts: Facts): Facts =>
  Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : value]));

/** The names of the facts that a row must state and does not: its own, and those of each group that it states in part. */
function missingIn(table: FactTable, facts: Facts): string[] {
  return Object.entries(table).flatMap(([name, entry]) => {
    const value = facts[name];
    if (value === undefined) return entry.required ? [entry.name.zh] : [];
    return entry.kind === 'group' ? missingIn((entry as FactGroup).of, value as Facts) : [];
  });
}
