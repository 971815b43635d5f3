/**
 * The vectors as a spreadsheet: the facts of each in cells, a formula over them, and what the cells of its result must say.
 * One sheet of tables for all, so that a host calculates them in one go.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FactList } from '../../src/core/fact.js';
import { chengdu2025 } from '../../src/index.js';
import { functionNameOf } from '../../src/sheet/calculator.js';
import { type Field, fieldsOf } from '../../src/sheet/columns.js';
import { sheetFunctions } from '../../src/sheet.js';

export type Value = string | number | null;
type Facts = Record<string, unknown>;
interface Vector {
  readonly id: string;
  readonly options?: { readonly readings?: Record<string, string>; readonly election?: unknown; readonly payees?: unknown };
  readonly case: Facts;
  readonly expected: readonly (readonly [readonly (string | number)[], unknown])[];
}

/** A rectangle of the sheet, both ends included, or a text that stands in the formula itself. */
export type Argument = string | { readonly top: number; readonly left: number; readonly bottom: number; readonly right: number };
export interface Call {
  readonly vector: string;
  /** Id of the function. */
  readonly f: string;
  readonly args: readonly Argument[];
  /** The cells that a table needs at most; one where it gives one. */
  readonly height: number;
  readonly width: number;
  /** What is wrong with the cells that came back; empty where nothing is. */
  readonly wrong: (cells: readonly (readonly Value[])[]) => string[];
}
export interface Layout {
  readonly rows: readonly (readonly Value[])[];
  readonly calls: readonly Call[];
}

const read = (): readonly Vector[] => (JSON.parse(readFileSync(join(import.meta.dirname, '../../dist/vectors.json'), 'utf8')) as { vectors: Vector[] }).vectors;
const lists = Object.entries(chengdu2025.facts as unknown as Record<string, FactList>).filter(([, entry]) => entry.kind === 'list');

/** A zero is a text: some hosts send 0 for an empty cell. */
function cellOf(value: unknown, type: string): Value {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.join('、');
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (!['money', 'ratio', 'year', 'count', 'rank'].includes(type) || String(value).includes('/')) return String(value);
  if (Number(value) === 0) return type === 'money' ? '0元' : type === 'ratio' ? '0%' : '0';
  return Number(value);
}

/** The table of a list of a case: a line for each row, or for each row of the list inside it. */
function tableOf(name: string, list: FactList, rows: readonly Facts[]): Value[][] {
  const known = fieldsOf(list.of).filter(({ name: own, group, inside }) => rows.some((r) => {
    const holder = r[group ?? inside ?? own];
    return holder !== undefined && (group === undefined && inside === undefined ? true : JSON.stringify(holder ?? null).includes(`"${own}"`));
  }));
  const header = known.map(({ name: own, group, inside }) => (group ?? inside) === undefined ? own : `${group ?? inside}.${own}`);
  const lines = rows.flatMap((row) => {
    const inner = known.find((k) => k.inside !== undefined)?.inside;
    const all = inner === undefined ? [undefined] : ((row[inner] as Facts[] | undefined) ?? [undefined]);
    return (all.length === 0 ? [undefined] : all).map((own) => [name, ...known.map((k) => cellIn(row, own, k))]);
  });
  return [['类型', ...header], ...lines];
}

function cellIn(row: Facts, inner: Facts | undefined, { name, entry, group, inside }: Field): Value {
  const holder = group !== undefined ? (row[group] as Facts | null | undefined) : inside !== undefined ? inner : row;
  return cellOf(holder?.[name], entry.kind === 'fact' ? entry.type : 'ids');
}

const figures = (cell: Value | undefined): [number, number] | undefined => {
  if (cell === undefined || cell === null || cell === '') return undefined;
  if (typeof cell === 'number' || /^-?\d+(\.\d+)?$/.test(cell)) return [Number(cell), Number(cell)];
  const found = [...cell.matchAll(/[\d,]+(?:\.\d+)?/g)].map(([digits]) => Number(digits.replaceAll(',', '')));
  return found.length === 2 ? (found as [number, number]) : undefined;
};

/** What COMBINE says of the awards of a vector, held against what the vector says. */
function wrongIn({ expected }: Vector, cells: readonly (readonly Value[])[]): string[] {
  const at = (key: string): readonly Value[] | undefined => {
    const [id, subject, year] = key.split(':');
    const title = chengdu2025.measures.find((m) => m.id === id)?.title.zh ?? '';
    return cells.find((row) => row[1] === subject && (row[0] === title || row[0] === `${title}（${year}年度）`));
  };
  const out = cells[0]?.[0] === '措施' ? [] : [`no result but ${String(cells[0]?.[0])}`];
  const hold = (what: string, cell: Value | undefined, end: unknown, value: unknown): void => {
    // What is not eligible has no line.
    const found = figures(cell ?? 0)?.[end === 'min' ? 0 : 1];
    if (found !== Number(value)) out.push(`${what} ${String(end)}: ${String(cell)} instead of ${String(value)}`);
  };
  for (const [[part, key, what, end], value] of expected) {
    if (part === 'determinations' && what === 'status' && (value === 'ineligible') !== (at(key as string) === undefined)) out.push(`${key} is not ${String(value)}`);
    if (part === 'determinations' && what === 'amount') hold(key as string, at(key as string)?.[2], end, value);
    if (part === 'selection' && key === 'total') hold('total', cells.find((row) => row[0] === '合计')?.[4], what, value);
  }
  return out;
}

/** The amount of one measure from a cell that took either end of it. */
const wrongCell = (expected: number) => (cells: readonly (readonly Value[])[]): string[] =>
  figures(cells[0]?.[0])?.[0] === expected ? [] : [`${String(cells[0]?.[0])} instead of ${expected}`];

class Sheet {
  readonly rows: Value[][] = [];
  readonly calls: Call[] = [];

  put(table: readonly (readonly Value[])[]): Argument {
    const top = this.rows.length;
    this.rows.push(...table.map((row) => [...row]), []);
    return { top, left: 0, bottom: top + table.length - 1, right: (table[0]?.length ?? 1) - 1 };
  }

  combine(vector: Vector): void {
    const tables = lists.flatMap(([name, list]) => (Array.isArray(vector.case[name]) && (vector.case[name] as unknown[]).length > 0 ? [tableOf(name, list, vector.case[name] as Facts[])] : []));
    const settings = Object.entries({ ...vector.case, ...vector.options?.readings }).flatMap(([name, value]) => (typeof value === 'string' ? [`${name}=${value}`] : []));
    const f = sheetFunctions.find(({ id }) => id === 'COMBINE');
    const size = f?.extent?.(tables.map((t) => t.length)) ?? { width: 1, height: 1 };
    this.calls.push({ vector: vector.id, f: 'COMBINE', args: [...tables.map((t) => this.put(t)), '元', ...settings], ...size, wrong: (cells) => wrongIn(vector, cells) });
  }

  /** A vector of one project alone: each of its measures on single cells, empty where a fact is unknown. */
  single(vector: Vector): void {
    const { applicationDate, projects, ...rest } = vector.case as { applicationDate: string; projects?: Facts[] };
    const [project, ...others] = projects ?? [];
    if (project === undefined || others.length > 0 || Object.keys(rest).length > 0 || vector.options !== undefined) return;
    const list = chengdu2025.facts.projects as unknown as FactList;
    const cells = new Map<string, Value>();
    const row = { applicationDate, ...project };
    for (const field of fieldsOf(list.of)) {
      const within = field.group === undefined ? '' : list.of[field.group]?.name.zh ?? '';
      // A fact that is called by its group already is not called by it twice.
      const called = field.entry.name.zh;
      cells.set(called.startsWith(within) ? called : `${within}${called}`, cellIn(row, undefined, field));
    }
    for (const [[part, key, what, end], value] of vector.expected) {
      const f = sheetFunctions.find(({ id }) => part === 'determinations' && id === functionNameOf({ id: String(key).split(':')[0] ?? '' }));
      if (f === undefined || what !== 'amount') continue;
      const line = f.parameters.slice(0, -2).map((p) => cells.get(p.name.zh) ?? null);
      const { top } = this.put([line]) as { top: number };
      const args = line.map((_c, left): Argument => ({ top, left, bottom: top, right: left }));
      this.calls.push({ vector: vector.id, f: f.id, args: [...args, '元', end === 'min' ? '下限' : '上限'], height: 1, width: 1, wrong: wrongCell(Number(value)) });
    }
  }
}

/** A list inside a row that is known to be empty has no line in a table. */
const isBeyondTables = ({ case: facts }: Vector): boolean =>
  Object.values(facts).some((rows) => Array.isArray(rows) && (rows as Facts[]).some((row) => Object.values(row).some((own) => Array.isArray(own) && own.length === 0)));

/** Every vector that is about awards and their sum, as COMBINE; those of one project also measure by measure. */
export function layoutOf(): Layout {
  const sheet = new Sheet();
  const said = read().filter((v) => !isBeyondTables(v) && v.options?.election === undefined && v.options?.payees === undefined && v.expected.some(([[part]]) => part === 'determinations' || part === 'selection'));
  for (const vector of said) {
    sheet.combine(vector);
    sheet.single(vector);
  }
  return sheet;
}

/** The cells of an argument as a host sends them, what is empty in its own way. */
export const sent = ({ rows }: Layout, argument: Argument, empty: string | number | null): string | Value[][] =>
  typeof argument === 'string' ? argument : rows.slice(argument.top, argument.bottom + 1).map((row) => Array.from({ length: argument.right - argument.left + 1 }, (_c, i) => row[argument.left + i] ?? empty));

/** What a function gave, as cells. */
export const asCells = (result: unknown): Value[][] => (Array.isArray(result) ? (result as Value[][]) : [[result as Value]]);

/** Everything wrong in what a host gave, call by call, and how many vectors it gave. */
export function judged({ calls }: Layout, cells: (call: Call, index: number) => readonly (readonly Value[])[]): { readonly wrong: string[]; readonly vectors: number; readonly calls: number } {
  const wrong = calls.flatMap((call, i) => call.wrong(cells(call, i)).map((w) => `${call.vector} ${call.f}: ${w} ${JSON.stringify(cells(call, i))}`));
  return { wrong, vectors: new Set(calls.map((c) => c.vector)).size, calls: calls.length };
}
