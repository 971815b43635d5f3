import type { FactTable } from '../core/fact.js';
import { type Unit, formatMoney, terms } from '../words/index.js';
import { type Cell, type CellReading, type Conversion, type SheetErrorCode, halfWidth, isEmpty, readCell, shownCell } from './cell.js';
import { type Column, type Field, listNamed } from './columns.js';
import { type Layout, layoutOf } from './layout.js';

/**
 * Tables of a spreadsheet line by line, cell by cell: what each line says, and what its author should know of it. A line
 * that cannot be read is told with everything that is wrong with it.
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

/** What rows may say: the shape of a case, and which of its facts is the day of application. */
export interface Shape {
  readonly facts: FactTable;
  readonly period: { readonly applied: string };
  /** What to write instead of a negative amount, where it may be meant for something. */
  readonly negative?: string;
}

export type Facts = Record<string, unknown>;

/** What one line says. */
export interface Draft {
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

/** What lines of a table are called, tables and lines counted from one; those of the table at hand by their numbers alone. */
export const placeOf = (table: number, rows: readonly { readonly row: number }[], isAtHand: boolean): string =>
  `${isAtHand ? '' : `表${table + 1}`}第${rows.map((r) => r.row + 1).join('、')}行`;

const TOTAL_ROW = /^(?:合计|总计|小计|共计|累计|总和|total|sum)(?:\(.*\))?[:：]?$/i;
/** 注 alone begins other words: 注塑, 注液. */
const NOTE_ROW = /^(?:注(?!\p{Script=Han})|备注|说明|填表|制表|审核|复核|单位负责人|填报|经办|联系)/u;
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
  if (filled.length <= 2 && (NOTE_ROW.test(words) || (filled.length === 1 && words.startsWith('注')))) return '附注行，未使用';
  return filled.length > 1 && headers.every((h, i) => h === '' || line[i] === h) ? '重复的表头，未使用' : undefined;
}

/** The lines of tables, read one by one. */
export class Lines {
  readonly shape: Shape;
  readonly settings: Settings;
  readonly drafts: Draft[] = [];
  readonly problems: Problem[] = [];
  readonly #conversions = new Map<string, { -readonly [K in keyof ConversionNote]: ConversionNote[K] }>();
  readonly layouts: Layout[] = [];

  constructor(shape: Shape, settings: Settings) {
    this.shape = shape;
    this.settings = settings;
  }

  #note(table: number, row: number, message: string, column?: string): void {
    this.problems.push({ table, row, code: 'NOTE', message, ...(column === undefined ? undefined : { column }) });
  }

  /** A fault keeps the row out; the first one is what the row is told by. */
  fail(draft: Draft, code: SheetErrorCode, message: string, column?: string, isTold = false): void {
    draft.failure = draft.failure === undefined ? { code, message } : { code: draft.failure.code, message: `${draft.failure.message}；${message}` };
    if (!isTold) this.problems.push({ table: draft.table, row: draft.row, code, message, ...(column === undefined ? undefined : { column }) });
  }

  table(cells: readonly (readonly Cell[])[], table: number): void {
    const layout = layoutOf(cells, this.shape.facts);
    this.layouts.push(layout);
    for (const note of layout.notes) this.#note(table, layout.header, note);
    const unit = layout.unit ?? this.settings.unit;
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
    this.drafts.push(draft);
    const columns = layout.columnsFor(list);
    for (let i = 0; i < columns.length; i += 1) {
      const column = columns[i];
      if (column !== undefined) this.#cell(draft, column, line[i], layout.headers[i] as string, unit);
    }
  }

  #listOf(cell: Cell | undefined, table: number, row: number): string | undefined {
    const list = typeof cell === 'string' ? listNamed(this.shape.facts, cell) : undefined;
    if (list === undefined) {
      const names = Object.values(this.shape.facts).flatMap((e) => (e.kind === 'list' ? [`“${e.row.zh}”`] : []));
      this.problems.push({ table, row, code: 'VALUE', message: `无法识别类型${shownCell(cell ?? '')}；请填${names.join('、')}之一` });
    }
    return list;
  }

  #cell(draft: Draft, { field, through, unit: own }: Column, cell: Cell | undefined, header: string, unit: Unit): void {
    const found = field.entry.kind === 'ids' ? readIds(cell) : readCell(cell, field.entry, own ?? unit);
    if (found === undefined) return;
    if ('problem' in found) {
      draft.unread.add(field.entry.name.zh);
      const instead = found.isNegative === true ? this.shape.negative ?? '' : '';
      return this.fail(draft, found.code, `${field.entry.name.zh}：${found.problem}${instead}`, header);
    }
    if (found.how !== undefined) this.#converted(draft.table, header, found.how, cell as Cell, written(found.value, field.entry, own ?? unit));
    if (field.entry.kind === 'fact' && field.entry.type === 'money') this.#unusual(draft, cell as Cell, own ?? unit, Number(found.value), header);
    // Rows of several kinds may call one fact by two names.
    if (!put(this.#place(draft, field, through), field, found.value)) this.fail(draft, 'VALUE', `${field.entry.name.zh}在两列中所填不一致`, header);
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

  get conversions(): readonly ConversionNote[] {
    return [...this.#conversions.values()];
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
