import { readTable } from '../case/read.js';
import { checkRows } from '../case/rows.js';
import { type CaseIssue, isInvalidCaseError } from '../core/error.js';
import { type Fact, type FactGroup, type FactList, type FactTable, referredBy } from '../core/fact.js';
import { listUnder } from '../core/groups.js';
import { type Unit, formatMoney, terms } from '../words/index.js';
import { type Cell, type CellReading, type Conversion, SheetError, type SheetErrorCode, isEmpty, halfWidth, readCell, shownCell, toldIn } from './cell.js';
import { type Column, type Field, listNamed } from './columns.js';
import { type Layout, layoutOf } from './layout.js';

/**
 * Tables of a spreadsheet become a case: one row a project, a loan, a lease … A row that cannot be read is
 * told with everything that is wrong with it and left out, together with the rows that refer to it; all
 * others are taken. Lines of one subject that differ in a list inside it (a year and its evaluation) are
 * one row of the case.
 */

/** Something about a table that its author should know: what cannot be used, or what to look at again. */
export interface Problem {
  readonly table: number;
  /** Position in the table, the first row being 0. */
  readonly row: number;
  /** The header of the column, where it is about one. */
  readonly column?: string;
  /** A note does not keep a row out. */
  readonly code: SheetErrorCode | 'NOTE';
  readonly message: string;
}

/** How many cells of a column were converted in one way, with the first of them. */
export interface ConversionNote {
  readonly table: number;
  readonly column: string;
  readonly how: Conversion;
  readonly count: number;
  readonly cell: Cell;
  /** As what it was read, as a person writes it in that column. */
  readonly value: string;
}

/** A row of a table in the case that was made of it. */
export interface PlacedRow {
  readonly table: number;
  readonly row: number;
  readonly list: string;
  /** What it says, in the form of a case. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Its own row of the list inside. */
  readonly inner: Readonly<Record<string, unknown>> | undefined;
  readonly inside: string | undefined;
  readonly failure: { readonly code: SheetErrorCode; readonly message: string } | undefined;
}

export interface Settings {
  readonly unit: Unit;
  /** Facts of the case itself, such as the day of application where rows state none. */
  readonly facts: Readonly<Record<string, unknown>>;
}

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

/** What rows may say: the shape of a case, and which of its facts is the day of application. */
export interface Shape {
  readonly facts: FactTable;
  readonly period: { readonly applied: string };
  /** What to write instead of a negative amount, where it may be meant for something. */
  readonly negative?: string;
}

/** @throws SheetError where a table has no header that can be understood */
export function readTables(tables: readonly (readonly (readonly Cell[])[])[], shape: Shape, settings: Settings): SheetCase {
  const reading = new TablesReading(shape, settings);
  tables.forEach((table, i) => reading.table(table, i));
  return reading.finish();
}

type Facts = Record<string, unknown>;

interface Draft {
  readonly table: number;
  readonly row: number;
  readonly list: string;
  readonly facts: Facts;
  inner: Facts | undefined;
  inside: string | undefined;
  /** What it says of the rows that it refers to, by the fact that names them. */
  readonly joined: Map<string, { readonly list: string; readonly facts: Facts }>;
  /** Names of facts that are stated, though not so that they can be read. */
  readonly unread: Set<string>;
  failure: PlacedRow['failure'];
}

/** A row of the case with the lines that it comes from. */
interface Entry {
  readonly facts: Facts;
  readonly drafts: Draft[];
  /** It is known only from what rows that refer to it say. */
  readonly isSupplied: boolean;
}

const TOTAL_ROW = /^(?:合计|总计|小计|共计|累计|总和|total|sum)(?:\(.*\))?[:：]?$/i;
const NOTE_ROW = /^(?:注|备注|说明|填表|制表|审核|复核|单位负责人|填报|经办|联系)/;
/** Below that, an amount in yuan looks like one in 万元; above that, one in 万元 looks large. */
const SMALL_YUAN = 1e4;
const LARGE_YUAN = 1e9;

/** Why a line of a table holds no row: nothing is said of an empty one. */
export function passedOver(line: readonly Cell[], headers: readonly Cell[]): string | undefined {
  const filled = line.filter((cell) => !isEmpty(cell));
  const [first] = filled;
  if (first === undefined) return '';
  if (typeof first !== 'string') return undefined;
  const words = halfWidth(first);
  if (TOTAL_ROW.test(words)) return '合计行，未计入';
  if (filled.length <= 2 && NOTE_ROW.test(words)) return '附注行，未使用';
  return filled.length > 1 && headers.every((h, i) => h === '' || line[i] === h) ? '重复的表头，未使用' : undefined;
}

class TablesReading {
  readonly #shape: Shape;
  readonly #settings: Settings;
  readonly #drafts: Draft[] = [];
  readonly #problems: Problem[] = [];
  readonly #conversions = new Map<string, { -readonly [K in keyof ConversionNote]: ConversionNote[K] }>();
  readonly #layouts: Layout[] = [];

  constructor(shape: Shape, settings: Settings) {
    this.#shape = shape;
    this.#settings = settings;
  }

  #note(table: number, row: number, message: string, column?: string): void {
    this.#problems.push({ table, row, code: 'NOTE', message, ...(column === undefined ? undefined : { column }) });
  }

  /** A fault keeps the row out; the first one is what the row is told by. */
  #fail(draft: Draft, code: SheetErrorCode, message: string, column?: string, isTold = false): void {
    draft.failure = draft.failure === undefined ? { code, message } : { code: draft.failure.code, message: `${draft.failure.message}；${message}` };
    if (!isTold) this.#problems.push({ table: draft.table, row: draft.row, code, message, ...(column === undefined ? undefined : { column }) });
  }

  table(cells: readonly (readonly Cell[])[], table: number): void {
    const layout = layoutOf(cells, this.#shape.facts);
    this.#layouts.push(layout);
    for (const note of layout.notes) this.#note(table, layout.header, note);
    const unit = layout.unit ?? this.#settings.unit;
    for (let row = layout.body; row < cells.length; row += 1) {
      const line = cells[row] as readonly Cell[];
      const why = passedOver(line, layout.headers);
      if (why === undefined) this.#row(line, table, row, layout, unit);
      else if (why !== '') this.#note(table, row, why);
    }
  }

  #row(line: readonly Cell[], table: number, row: number, layout: Layout, unit: Unit): void {
    const list = layout.list ?? this.#listOf(line[layout.kinds as number], table, row);
    if (list === undefined) return;
    const draft: Draft = { table, row, list, facts: {}, inner: undefined, inside: undefined, joined: new Map(), unread: new Set(), failure: undefined };
    this.#drafts.push(draft);
    const columns = layout.columnsFor(list);
    for (let i = 0; i < columns.length; i += 1) {
      const column = columns[i];
      if (column !== undefined) this.#cell(draft, column, line[i], layout.headers[i] as string, unit);
    }
  }

  #listOf(cell: Cell | undefined, table: number, row: number): string | undefined {
    const list = typeof cell === 'string' ? listNamed(this.#shape.facts, cell) : undefined;
    if (list === undefined) {
      const names = Object.values(this.#shape.facts).flatMap((e) => (e.kind === 'list' ? [`“${e.row.zh}”`] : []));
      this.#problems.push({ table, row, code: 'VALUE', message: `无法识别类型${shownCell(cell ?? '')}；请填${names.join('、')}之一` });
    }
    return list;
  }

  #cell(draft: Draft, { field, through, unit: own }: Column, cell: Cell | undefined, header: string, unit: Unit): void {
    const found = field.entry.kind === 'ids' ? readIds(cell) : readCell(cell, field.entry, own ?? unit);
    if (found === undefined) return;
    if ('problem' in found) {
      draft.unread.add(field.entry.name.zh);
      const instead = found.isNegative === true ? this.#shape.negative ?? '' : '';
      return this.#fail(draft, found.code, `${field.entry.name.zh}：${found.problem}${instead}`, header);
    }
    if (found.how !== undefined) this.#converted(draft.table, header, found.how, cell as Cell, written(found.value, field.entry, own ?? unit));
    if (field.entry.kind === 'fact' && field.entry.type === 'money') this.#unusual(draft, cell as Cell, own ?? unit, Number(found.value), header);
    // Rows of several kinds may call one fact by two names.
    if (!put(this.#place(draft, field, through), field, found.value)) this.#fail(draft, 'VALUE', `${field.entry.name.zh}在两列中所填不一致`, header);
  }

  /** The facts that a value belongs to: of the row, of a row inside it, or of a row that it names. */
  #place(draft: Draft, { inside }: Field, through: Column['through']): Facts {
    if (through !== undefined) {
      let joined = draft.joined.get(through.fact);
      if (joined === undefined) draft.joined.set(through.fact, (joined = { list: through.list, facts: {} }));
      return joined.facts;
    }
    if (inside === undefined) return draft.facts;
    draft.inside = inside;
    return (draft.inner ??= {});
  }

  #converted(table: number, column: string, how: Conversion, cell: Cell, value: string): void {
    const key = `${table} ${how} ${column}`;
    const known = this.#conversions.get(key);
    if (known === undefined) this.#conversions.set(key, { table, column, how, count: 1, cell, value });
    else known.count += 1;
  }

  /** Amounts that look like ten thousand times too little or too much, though they may be right. */
  #unusual({ table, row }: Draft, cell: Cell, unit: Unit, yuan: number, header: string): void {
    if (typeof cell === 'string' && /元|万|亿/.test(cell)) return;
    if (unit === 'yuan' && yuan > 0 && yuan < SMALL_YUAN) this.#note(table, row, `金额${shownCell(cell)}按元计不足1万元，请核对单位是否为万元`, header);
    if (unit === 'wan' && yuan > LARGE_YUAN) this.#note(table, row, `金额${shownCell(cell)}按万元计超过10亿元，请核对单位是否为元`, header);
  }

  finish(): SheetCase {
    const entries = this.#merged();
    for (const rows of entries.values()) for (const entry of rows) this.#complete(entry);
    this.#supply(entries);
    const { caseFile, known } = this.#consistent(entries);
    const problems = [...this.#problems].sort((a, b) => a.table - b.table || a.row - b.row);
    return { caseFile, known, rows: this.#drafts, problems, conversions: [...this.#conversions.values()], layouts: this.#layouts };
  }

  /** The rows of the case by list: lines that have a list inside and the same key are one row. */
  #merged(): Map<string, Entry[]> {
    const out = new Map<string, Entry[]>();
    const heads = new Map<string, Entry>();
    for (const draft of this.#drafts) {
      const { unique, of } = this.#shape.facts[draft.list] as FactList;
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
      this.#union(head.facts, draft.facts, of, draft, `第${(head.drafts[0] as Draft).row + 1}行`);
      const inside = draft.inside as string;
      (head.facts[inside] as Facts[]).push(draft.inner as Facts);
    }
    return out;
  }

  /** Adds what one line says of a subject to what is known of it; they may not contradict each other. */
  #union(into: Facts, from: Facts, table: FactTable, draft: Draft, place: string): void {
    for (const [name, value] of Object.entries(from)) {
      const entry = table[name];
      if (entry?.kind === 'group') {
        this.#union((into[name] ??= {}) as Facts, value as Facts, entry.of, draft, place);
        continue;
      }
      const before = (into[name] ??= value);
      if (JSON.stringify(before) !== JSON.stringify(value)) this.#fail(draft, 'VALUE', `${entry?.name.zh ?? name}与${place}所填不一致`);
    }
  }

  /** What a row must say, and does not. */
  #complete({ facts, drafts }: Entry): void {
    const [draft] = drafts as [Draft];
    const { of } = this.#shape.facts[draft.list] as FactList;
    for (const each of drafts) {
      for (const name of missingIn(of, each === draft ? facts : each.facts)) this.#missing(each, name);
      if (each.inner === undefined) continue;
      for (const name of missingIn((of[each.inside as string] as FactList).of, each.inner)) this.#missing(each, name);
    }
    const { applied } = this.#shape.period;
    if (of[applied]?.kind === 'fact' && facts[applied] === undefined && !draft.unread.has(of[applied].name.zh) && this.#settings.facts[applied] === undefined) {
      this.#fail(draft, 'NA', `缺少“${(of[applied] as Fact).name.zh}”：请填写该列，或另行给出日期`);
    }
  }

  #missing(draft: Draft, name: string): void {
    if (draft.unread.has(name)) return;
    const layout = this.#layouts[draft.table] as Layout;
    const isColumn = layout.columnsFor(draft.list).some((c) => c !== undefined && c.through === undefined && c.field.entry.name.zh === name);
    const message = isColumn ? `缺少“${name}”` : `缺少列“${name}”`;
    const isTold = !isColumn && this.#problems.some((p) => p.table === draft.table && p.row === layout.header && p.message === message);
    if (!isColumn && !isTold) this.#problems.push({ table: draft.table, row: layout.header, code: 'NA', message });
    this.#fail(draft, 'NA', message, undefined, !isColumn);
  }

  /** Rows that others refer to, where those say something of them: added to what their own tables say, or known only from there. */
  #supply(entries: Map<string, Entry[]>): void {
    const byId = new Map<string, Map<unknown, Entry>>();
    for (const draft of this.#drafts) {
      for (const [fact, { list, facts }] of draft.joined) {
        const id = draft.facts[fact];
        if (id === undefined) continue;
        const rows = listUnder(entries, list);
        let index = byId.get(list);
        if (index === undefined) byId.set(list, (index = new Map(rows.map((entry) => [entry.facts['id'], entry]))));
        const { of, row } = this.#shape.facts[list] as FactList;
        const known = index.get(id);
        if (known === undefined) {
          const entry: Entry = { facts: { id, ...structured(facts) }, drafts: [draft], isSupplied: true };
          index.set(id, entry);
          rows.push(entry);
          for (const name of missingIn(of, entry.facts)) this.#fail(draft, 'NA', `缺少${row.zh}“${String(id)}”的“${name}”：请增加该列，或一并给出${row.zh}表`);
        } else {
          if (known.isSupplied) known.drafts.push(draft);
          this.#union(known.facts, facts, of, draft, `${row.zh}“${String(id)}”在别处`);
        }
      }
    }
  }

  /** The case of the rows that can be used: what rows must fulfil together is checked until nothing falls out any more. */
  #consistent(entries: Map<string, Entry[]>): Pick<SheetCase, 'caseFile' | 'known'> {
    const { facts: table, period } = this.#shape;
    const lost = new Set<string>();
    for (;;) {
      const used = new Map<string, Entry[]>();
      for (const [list, rows] of entries) {
        used.set(list, rows.filter(({ drafts }) => drafts.every((d) => d.failure === undefined)));
        for (const { facts, drafts } of rows) if (drafts.some((d) => d.failure !== undefined)) lost.add(`${list} ${String(facts['id'])}`);
      }
      const caseFile: Facts = { ...this.#settings.facts };
      if (table[period.applied] !== undefined) caseFile[period.applied] ??= firstOf(used, period.applied);
      for (const [list, rows] of used) caseFile[list] = rows.map((e) => e.facts);
      // Where nobody states the day of application, no row can be used.
      if (table[period.applied] !== undefined && caseFile[period.applied] === undefined) return { caseFile, known: {} };
      const { known, issues } = attempt(table, caseFile);
      if (known !== undefined && issues.length === 0) return { caseFile, known };
      if (!this.#blame(issues, used, lost)) throw new SheetError('VALUE', toldIn(issues));
    }
  }

  /** Tells each fault to the lines that it comes from; false where it comes from none. */
  #blame(issues: readonly CaseIssue[], used: ReadonlyMap<string, readonly Entry[]>, lost: ReadonlySet<string>): boolean {
    let isBlamed = false;
    for (const issue of issues) {
      const { path, code, received } = issue;
      const [, list = '', at = ''] = /^\$\.(\w+)\[(\d+)\]/.exec(path) ?? [];
      const entry = used.get(list)?.[Number(at)];
      if (entry === undefined) continue;
      isBlamed = true;
      const refers = Object.values((this.#shape.facts[list] as FactList).of).flatMap((e) => referredBy(e) ?? []);
      const id = code === 'undeclared' && received !== undefined ? received.slice(1, -1) : undefined;
      const isLost = id !== undefined && refers.some((other) => lost.has(`${other} ${id}`));
      const words = isLost ? `所引用的“${id}”所在行有误，本行未能测算` : toldIn([issue]);
      for (const draft of entry.drafts) this.#fail(draft, 'VALUE', words);
    }
    return isBlamed;
  }
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

function written(value: unknown, entry: Field['entry'], unit: Unit): string {
  if (typeof value === 'boolean') return terms.answer[value ? 'true' : 'false'].zh;
  if (entry.kind === 'fact' && entry.type === 'money') return formatMoney(String(value), { unit });
  return (entry.kind === 'fact' ? entry.options?.[String(value)]?.zh : undefined) ?? String(value);
}

function readIds(cell: Cell | undefined): CellReading {
  if (isEmpty(cell)) return undefined;
  return { value: String(cell).split(/[、，,;；|\s]+/).filter((id) => id !== '') };
}

/** False where something else is stated already. */
function put(facts: Facts, { name, group }: Field, value: unknown): boolean {
  const into = group === undefined ? facts : ((facts[group] ??= {}) as Facts);
  into[name] ??= value;
  return into[name] === value || Array.isArray(value);
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
