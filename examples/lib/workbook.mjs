// @ts-check
import { chengdu2025 } from 'chengdu-tech-upgrade';
import { clauseName } from 'chengdu-tech-upgrade/words';
import { refusal } from './cli.mjs';

/**
 * A workbook of plain formulas: blocks of rows with columns of facts and columns that compute. Formulas
 * name other cells by the keys of their columns and numbers of the policy by the ids of its parameters;
 * what is written are functions of Excel 2007 and addresses.
 *
 * @typedef {string | number | boolean | null} Value
 * @typedef {{ key: string, header: string, of?: import('chengdu-tech-upgrade').Bilingual, type?: string, options?: readonly string[], formula?: (c: Cells) => string, result?: (row: any, known: Known) => Value | undefined, group?: string, kind?: 'money' | 'day' | 'ratio' }} Column
 * @typedef {((key: string) => string)} Cells
 * @typedef {{ determination: (key: string) => any, payment: (key: string) => any }} Known
 * @typedef {{ name: string, sheet: string, list: string, size: number, note: string, columns: Column[], rowsOf: (caseFile: any) => any[] }} BlockSpec
 */

export const PARAMETERS = '参数';
export const YES = '是';
export const NO = '否';

/** The letters of a column, the first being 0. @param {number} n @returns {string} */
export const letters = (n) => (n < 26 ? '' : letters(Math.floor(n / 26) - 1)) + String.fromCharCode(65 + (n % 26));

const ids = Object.keys(chengdu2025.parameters);
const FIRST_PARAMETER = 4;

/** A parameter in a formula: money in yuan, a day as a serial number, a count; a ratio in ten-thousandths. @param {string} id */
export function parameter(id) {
  const at = ids.indexOf(id);
  if (at < 0) throw new Error(`no parameter ${id}`);
  used.add(id);
  return `'${PARAMETERS}'!$D$${FIRST_PARAMETER + at}`;
}
/** The parameters that formulas look at. @type {Set<string>} */
export const used = new Set();

const DAY = 86_400_000;
/** @param {string} day */
export const serial = (day) => (Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / DAY;

/** The value of a parameter as formulas compute with it. @param {{ unit: string, value: string }} p */
const figure = ({ unit, value }) => (unit === 'day' ? serial(value) : unit === 'ratio' ? Number(`${value}e4`) : Number(value));

const HEAD = { font: { bold: true }, fill: /** @type {const} */ ({ type: 'pattern', pattern: 'solid', fgColor: { rgb: 'D9E2F3' } }), alignment: /** @type {const} */ ({ wrapText: true, vertical: 'center', horizontal: 'center' }), border: border() };
const COMPUTED = { ...HEAD, fill: /** @type {const} */ ({ type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E2EFDA' } }) };
const BETWEEN = { ...HEAD, font: { bold: false, color: { rgb: '7F7F7F' } }, fill: /** @type {const} */ ({ type: 'pattern', pattern: 'solid', fgColor: { rgb: 'F2F2F2' } }) };
function border() {
  const side = { style: /** @type {const} */ ('thin'), color: { rgb: 'BFBFBF' } };
  return { top: side, right: side, bottom: side, left: side };
}
const FORMATS = { money: '#,##0.00', day: 'yyyy"年"m"月"d"日"', ratio: '0.00%' };

/** The sheet of parameters: every number and day of the policy with its words. */
export function parameterSheet() {
  const units = /** @type {Record<string, string>} */ ({ CNY: '元', ratio: '万分之一', rank: '名', enterprises: '家', day: '日期' });
  const rows = ids.map((id) => {
    const p = /** @type {any} */ (chengdu2025.parameters)[id];
    return [id, p.name.zh, clauseName(p.clause, 'zh'), figure(p), units[p.unit], p.words];
  });
  /** @type {Map<string, any>} */
  const cells = new Map();
  rows.forEach((row, i) => {
    const p = /** @type {any} */ (chengdu2025.parameters)[/** @type {string} */ (row[0])];
    cells.set(`${FIRST_PARAMETER - 1 + i},3`, { value: row[3], style: { numFmt: p.unit === 'day' ? FORMATS.day : p.unit === 'CNY' ? FORMATS.money : '0', border: border() } });
  });
  ['编号', '名称', '条款', '数值', '单位', '原文'].forEach((h, i) => cells.set(`${FIRST_PARAMETER - 2},${i}`, { value: h, style: HEAD }));
  return {
    name: PARAMETERS,
    rows: [[`${chengdu2025.sentences[0]?.text ?? ''} 政策参数`], [`政策版本 ${chengdu2025.version}，公式均引用本表，不另写数字`], [], ...rows],
    cells,
    columns: [24, 30, 18, 20, 10, 50].map((width) => ({ width })),
    freezePane: { rows: FIRST_PARAMETER - 1 },
    pageSetup: LANDSCAPE,
  };
}

export const LANDSCAPE = Object.freeze({ paperSize: /** @type {const} */ ('a4'), orientation: /** @type {const} */ ('landscape'), fitToPage: true, fitToWidth: 1, fitToHeight: 0 });

/** Blocks of rows on sheets, with their addresses. */
export class Book {
  /** @type {Map<string, { spec: BlockSpec, top: number, column: Map<string, number> }>} */
  #blocks = new Map();
  /** @type {Map<string, number>} */
  #next = new Map();

  /** @param {BlockSpec} spec */
  add(spec) {
    const top = this.#next.get(spec.sheet) ?? 1;
    this.#blocks.set(spec.name, { spec, top, column: new Map(spec.columns.map((c, i) => [c.key, i])) });
    this.#next.set(spec.sheet, top + spec.size + 5);
  }

  #block(/** @type {string} */ name) {
    const block = this.#blocks.get(name);
    if (block === undefined) throw new Error(`no block ${name}`);
    return block;
  }

  /** A column of a block as a range, from anywhere. @param {string} name @param {string} key */
  range(name, key) {
    const { spec, top } = this.#block(name);
    const c = this.#letter(name, key);
    return `'${spec.sheet}'!$${c}$${top + 3}:$${c}$${top + 2 + spec.size}`;
  }

  #letter(/** @type {string} */ name, /** @type {string} */ key) {
    const at = this.#block(name).column.get(key);
    if (at === undefined) throw new Error(`block ${name} has no column ${key}`);
    return letters(at);
  }

  /** The formula of a cell, the row being the position in the block. @param {string} name @param {Column} column @param {number} row */
  #formula(name, column, row) {
    const { top } = this.#block(name);
    return /** @type {NonNullable<Column['formula']>} */ (column.formula)((key) => {
      // "key^" is the column from its first row down to this one.
      if (key.endsWith('^')) return `$${this.#letter(name, key.slice(0, -1))}$${top + 3}:$${this.#letter(name, key.slice(0, -1))}${top + 3 + row}`;
      return `$${this.#letter(name, key)}${top + 3 + row}`;
    });
  }

  /** Every cell that computes, with what the library says it comes to. @param {any} caseFile @param {Known} known */
  *computed(caseFile, known) {
    for (const [name, { spec, top }] of this.#blocks) {
      const rows = spec.rowsOf(caseFile);
      if (rows.length > spec.size) throw refusal(spec.name, (w) => w.rows(spec.size), `${rows.length}`);
      for (const row of rows) refuseUnheld(spec, row);
      for (let row = 0; row < spec.size; row += 1) {
        for (const [i, column] of spec.columns.entries()) {
          if (column.formula === undefined) continue;
          const expected = row < rows.length ? column.result?.(rows[row], known) : '';
          yield { block: name, sheet: spec.sheet, key: column.key, row: top + 2 + row, column: i, formula: this.#formula(name, column, row), expected, format: column.kind, id: rows[row] };
        }
      }
    }
  }

  /** The sheets as they are written. @param {any} caseFile @param {Known} known */
  sheets(caseFile, known) {
    /** @type {Map<string, any>} */
    const sheets = new Map();
    for (const { spec, top } of this.#blocks.values()) {
      const sheet = sheets.get(spec.sheet) ?? { name: spec.sheet, rows: [], cells: new Map(), columns: [], dataValidations: [], freezePane: { rows: 0, columns: 1 }, pageSetup: LANDSCAPE };
      sheets.set(spec.sheet, sheet);
      const put = (/** @type {number} */ r, /** @type {number} */ c, /** @type {any} */ cell) => void sheet.cells.set(`${r},${c}`, cell);
      put(top - 1, 0, { value: spec.name, style: { font: { bold: true, size: 14 } } });
      put(top, 0, { value: spec.note, style: { font: { color: { rgb: '7F7F7F' } } } });
      spec.columns.forEach((column, i) => {
        const style = column.formula === undefined ? HEAD : column.result === undefined ? BETWEEN : COMPUTED;
        put(top + 1, i, { value: column.header, style });
        // What is only in between is out of sight, unless the column holds something else in another block of the sheet.
        const isBetween = column.formula !== undefined && column.result === undefined;
        sheet.columns[i] = { width: Math.max(sheet.columns[i]?.width ?? 0, column.kind === 'money' ? 18 : 14), hidden: isBetween && sheet.columns[i]?.hidden !== false };
        const from = `${letters(i)}${top + 3}`;
        const range = `${from}:${letters(i)}${top + 2 + spec.size}`;
        if (column.formula === undefined) sheet.dataValidations.push(...validationsOf(column, range));
      });
      sheet.rowDefs ??= new Map();
      sheet.rowDefs.set(top + 1, { height: 60 });
      spec.rowsOf(caseFile).forEach((row, r) => spec.columns.forEach((column, i) => {
        if (column.formula !== undefined) return;
        const value = inputOf(row, column);
        put(top + 2 + r, i, { value, style: { border: border(), ...(column.kind === undefined ? {} : { numFmt: FORMATS[column.kind] }) } });
      }));
      for (let r = spec.rowsOf(caseFile).length; r < spec.size; r += 1) {
        spec.columns.forEach((column, i) => {
          if (column.formula === undefined) put(top + 2 + r, i, { value: null, style: { border: border(), ...(column.kind === undefined ? {} : { numFmt: FORMATS[column.kind] }) } });
        });
      }
    }
    for (const { sheet, row, column, formula, expected, format } of this.computed(caseFile, known)) {
      sheets.get(sheet).cells.set(`${row},${column}`, {
        value: null, formula, ...(expected === undefined ? {} : { formulaResult: expected }), style: { border: border(), ...(format === undefined ? {} : { numFmt: FORMATS[format] }) },
      });
    }
    return [...sheets.values()];
  }

  /** Input cells by sheet, for an engine that is given values. @param {any} caseFile */
  *inputs(caseFile) {
    for (const { spec, top } of this.#blocks.values()) {
      for (const [r, row] of spec.rowsOf(caseFile).entries()) {
        for (const [i, column] of spec.columns.entries()) {
          if (column.formula === undefined) yield { sheet: spec.sheet, row: top + 2 + r, column: i, value: inputOf(row, column) };
        }
      }
    }
  }
}

/** What would be lost or changed in the cells: an evaluation without a column, a ratio that is no percentage of two decimals. @param {BlockSpec} spec @param {any} row */
function refuseUnheld({ name, columns }, row) {
  const years = [...new Set(columns.flatMap((c) => /^\d{4}(?=passed$)/.exec(c.key) ?? []))];
  const place = `${name}“${row[/** @type {Column} */ (columns[0]).key]}”`;
  const other = years.length === 0 ? undefined : (row.evaluations ?? []).find((/** @type {any} */ e) => !years.includes(String(e.year)));
  if (other !== undefined) throw refusal(place, (w) => w.yearsOf(`${years[0]}–${years.at(-1)}`), `${other.year}`);
  for (const column of columns) {
    const value = column.type === 'ratio' && column.formula === undefined ? inputOf(row, column) : null;
    const parts = Number(value) * 1e4;
    if (Math.abs(parts - Math.round(parts)) > 1e-9) throw refusal(`${place}${column.header}`, (w) => w.percent, `${value}`);
  }
}

/** A fact of a row as a cell. @param {any} row @param {Column} column @returns {Value} */
function inputOf(row, { key, type, of, options }) {
  let value = key.split('.').reduce((at, name) => at?.[name], row);
  const year = /^(\d{4})(.+)$/.exec(key);
  if (year !== null) value = (row.evaluations ?? []).find((/** @type {any} */ e) => e.year === Number(year[1]))?.[/** @type {string} */ (year[2])];
  if (value === undefined || value === null) return null;
  if (type === 'boolean') return value ? YES : NO;
  if (type === 'day') return serial(value);
  if (type === 'choice') return (/** @type {any} */ (of)?.[value]?.zh ?? options?.[0] ?? value);
  if (type === 'id') return value;
  const [over, under = '1'] = String(value).split('/');
  return Number(over) / Number(under);
}

/** @param {Column} column @param {string} range */
function validationsOf({ type, options, header }, range) {
  const refused = { showErrorMessage: true, errorStyle: /** @type {const} */ ('stop'), errorTitle: '输入有误', range, allowBlank: true };
  if (options !== undefined) return [{ ...refused, type: /** @type {const} */ ('list'), values: [...options], errorMessage: `请从列表中选择：${options.join('、')}；不确定时留空` }];
  if (type === 'boolean') return [{ ...refused, type: /** @type {const} */ ('list'), values: [YES, NO], errorMessage: `${header}请填“是”或“否”，不确定时留空` }];
  if (type === 'day') return [{ ...refused, type: /** @type {const} */ ('date'), operator: /** @type {const} */ ('greaterThan'), formula1: '366', errorMessage: '请填日期，如2025-6-1' }];
  if (type === 'money') return [{ ...refused, type: /** @type {const} */ ('decimal'), operator: /** @type {const} */ ('between'), formula1: '0', formula2: '10000000000', errorMessage: '请填以元计的金额，0至100亿，至多两位小数' }];
  if (type === 'ratio') return [{ ...refused, type: /** @type {const} */ ('decimal'), operator: /** @type {const} */ ('between'), formula1: '0', formula2: '1', errorMessage: '请填0%至100%，至多两位小数的百分数' }];
  if (type === 'year' || type === 'count' || type === 'rank') return [{ ...refused, type: /** @type {const} */ ('whole'), operator: /** @type {const} */ ('between'), formula1: '0', formula2: '10000', errorMessage: '请填整数' }];
  return [];
}
