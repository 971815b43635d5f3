import type { Bilingual } from '../../core/text.js';
import type { Argument } from '../assessed.js';
import { type Cell, type SheetErrorCode, isSheetError } from '../cell.js';
import type { SheetFunction, SheetParameter } from '../functions.js';

/** The functions as a spreadsheet is given them: under one name space, `CDJG.EVALUATE`, or `CDJG_EVALUATE` where no dot may be. */
export interface SheetCatalogue {
  /** Capitals, two to thirty-two of them. */
  readonly namespace: string;
  readonly title: Bilingual;
  readonly functions: readonly SheetFunction[];
}

/** What a function gives, or why it gives nothing, with a Chinese message. */
export type Answer = { readonly value: Cell | Cell[][] } | { readonly code: SheetErrorCode; readonly message: string };

/** How a host sends arguments. */
export interface Sending {
  /**
   * Where it sends 0 for an empty cell. A 0 is taken for an empty cell there, since unknown is never 0; a known zero is written
   * as text: `0元`, `'0%`, `否`.
   */
  readonly zeroIsEmpty: 'never' | 'alone' | 'always';
  /** Cells that are no text, number or answer: a date, an error, a number with its format. */
  readonly cell?: (value: unknown) => Cell;
}

/** The answer of a function to what a host sends; nothing but the host's own faults is thrown. */
export function answered(f: SheetFunction, given: readonly unknown[], { zeroIsEmpty, cell }: Sending): Answer {
  const read = (value: unknown, isEmptyZero: boolean): Cell => {
    if (typeof value === 'number') return isEmptyZero && value === 0 ? null : value;
    if (typeof value === 'string' || typeof value === 'boolean') return value;
    return value === null || value === undefined ? null : (cell?.(value) ?? null);
  };
  const argument = (value: unknown): Argument =>
    Array.isArray(value)
      // Unlike map, this leaves no holes.
      ? Array.from(value as unknown[], (row) => Array.from(Array.isArray(row) ? (row as unknown[]) : [row], (v) => read(v, zeroIsEmpty === 'always')))
      : read(value, zeroIsEmpty !== 'never');
  try {
    return { value: f.call(...given.map(argument)) };
  } catch (error) {
    if (!isSheetError(error)) throw error;
    return { code: error.code, message: error.message };
  }
}

/** Arguments of a host that gathers the repeated ones in a list, and may send more than a function has. */
export function spread({ parameters }: SheetFunction, given: readonly unknown[]): unknown[] {
  const own = given.slice(0, parameters.length);
  if (parameters.at(-1)?.repeating !== true || own.length < parameters.length) return own;
  const last = own.pop();
  return [...own, ...(Array.isArray(last) ? (last as unknown[]) : [last])];
}

/** How often a repeated parameter is written out for hosts that know none. */
const REPEATED = 8;

/** The parameters with the repeated one written out, each with its number. */
export const writtenOut = ({ parameters }: SheetFunction): SheetParameter[] =>
  parameters.flatMap((p) => (p.repeating !== true ? [p] : Array.from({ length: REPEATED }, (_n, i) => ({ ...p, name: { zh: `${p.name.zh}${i + 1}`, en: `${p.name.en} ${i + 1}` } }))));

/** A table of texts and numbers alone: no host is sent an empty value. */
export const filled = (value: Cell | readonly (readonly Cell[])[]): unknown => (Array.isArray(value) ? (value as readonly (readonly Cell[])[]).map((row) => row.map((c) => c ?? '')) : value ?? '');

/** Parameters under names as a script may write them: letters, digits and underscores, each once. */
export function identified(parameters: readonly SheetParameter[]): (readonly [name: string, parameter: SheetParameter])[] {
  const seen = new Map<string, number>();
  return parameters.map((parameter) => {
    const bare = parameter.name.zh.replace(/[^\p{L}\p{N}_]/gu, '');
    const count = (seen.get(bare) ?? 0) + 1;
    seen.set(bare, count);
    return [count === 1 ? bare : `${bare}${count}`, parameter];
  });
}

/** What a parameter is for, with what may be chosen. */
export const helpOf = ({ description, options }: SheetParameter): string => `${description.zh}${options === undefined ? '' : `（${options.map((o) => o.zh).join('、')}）`}`;

/** Whether a parameter of a function may be several cells, for hosts that ask for one or the other. */
export const isTable = ({ result }: SheetFunction, { type, isColumn }: SheetParameter): boolean => result === 'any' || type === 'table' || type === 'any' || isColumn === true;

const XML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const xml = (text: string): string => text.replace(/[&<>"]/g, (c) => XML[c] as string);
