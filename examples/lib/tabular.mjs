// @ts-check
import { readFileSync, writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { refusal } from './cli.mjs';

/**
 * Tables in files, as offices keep them: .xlsx and .xls, and text in UTF-8, GB18030 or UTF-16 with commas, tabs or
 * semicolons.
 *
 * @typedef {string | number | boolean | null} Cell
 * @typedef {{ name: string, rows: Cell[][] }} Sheet
 */

/** What reads and writes .xlsx and .xls: no dependency of the package, which text in any encoding does without. */
export async function workbooks() {
  try {
    return await import('hucre/xlsx');
  } catch (error) {
    throw /** @type {NodeJS.ErrnoException} */ (error).code === 'ERR_MODULE_NOT_FOUND' ? refusal('.xlsx', (w) => w.installed('npm install hucre@1')) : error;
  }
}

/** A text in the encoding that its bytes are in, and what that is called. @param {Uint8Array} bytes @param {string} file */
export function decoded(bytes, file) {
  const [a, b, c] = bytes;
  if (a === 0xff && b === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'UTF-16' };
  if (a === 0xfe && b === 0xff) return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'UTF-16' };
  if (a === 0xef && b === 0xbb && c === 0xbf) return { text: strictly('utf-8', bytes) ?? refuse(file), encoding: 'UTF-8' };
  // Text without a mark has no zero bytes, unless each second one is.
  const zeros = bytes.subarray(0, 1000).filter((byte) => byte === 0).length;
  if (zeros > 0) return { text: strictly(bytes[0] === 0 ? 'utf-16be' : 'utf-16le', bytes) ?? refuse(file), encoding: 'UTF-16' };
  const utf8 = strictly('utf-8', bytes);
  if (utf8 !== undefined) return { text: utf8, encoding: 'UTF-8' };
  const text = strictly('gb18030', bytes) ?? refuse(file);
  return { text, encoding: 'GB18030' };
}

/** @param {string} encoding @param {Uint8Array} bytes */
function strictly(encoding, bytes) {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    // Private characters and controls are no words: the bytes are of something else.
    return /[\u0000-\u0008\u000e-\u001f\ue000-\uf8ff\ufffd]/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}
/** @param {string} file @returns {never} */
function refuse(file) {
  throw refusal(file, (w) => w.tabular);
}

const DELIMITERS = [',', '\t', ';', '，', '；', '|'];

/** What stands between the cells: what most lines have the same number of. @param {string} text */
function delimiterOf(text) {
  const lines = text.split(/\r?\n/, 60).map((line) => line.replace(/"(?:[^"]|"")*"/g, '')).filter((line) => line.trim() !== '');
  const score = (/** @type {string} */ d) => {
    /** @type {Map<number, number>} */
    const counts = new Map();
    for (const line of lines) {
      const n = line.split(d).length - 1;
      if (n > 0) counts.set(n, (counts.get(n) ?? 0) + 1);
    }
    return Math.max(0, ...[...counts].map(([n, times]) => times * 100 + n));
  };
  return DELIMITERS.reduce((best, d) => (score(d) > score(best) ? d : best), ',');
}

/** @param {string} file @param {number} line @returns {import('./cli.mjs').Part} */
export const onLine = (file, line) => (w) => w.line(file, line);

/**
 * The records of a text, blank ones included, with the line on which each begins. A quoted cell may hold delimiters, line
 * breaks and doubled quotes; anything else about quotes is refused rather than guessed at.
 *
 * @param {string} text
 * @param {string} file
 * @param {string} [delimiter]
 * @returns {Generator<{ line: number, cells: string[] }>}
 */
export function* records(text, file, delimiter = ',') {
  const cell = new RegExp(`"((?:[^"]|"")*)"|([^"\\r\\n${delimiter}]*)`, 'y');
  let line = 1;
  let at = 0;
  while (at < text.length) {
    const start = line;
    const cells = [];
    for (;;) {
      cell.lastIndex = at;
      const [whole = '', quoted, plain = ''] = cell.exec(text) ?? [];
      cells.push(quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"'));
      line += whole.split('\n').length - 1;
      at += whole.length;
      if (text[at] !== delimiter) break;
      at += 1;
    }
    const end = text.startsWith('\r\n', at) ? 2 : text[at] === '\n' || text[at] === '\r' ? 1 : 0;
    if (end === 0 && at < text.length) throw refusal(onLine(file, line), (w) => w.afterCell, JSON.stringify(text.slice(at, at + 10)));
    at += end;
    line += 1;
    yield { line: start, cells };
  }
}

/**
 * The tables of a file, and how it was read; of a text also the line on which each row begins.
 *
 * @param {string} file
 * @returns {Promise<{ sheets: Sheet[], how: string, lines?: number[] }>}
 */
export async function tablesOf(file) {
  const bytes = bytesOf(file);
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const isOle = bytes[0] === 0xd0 && bytes[1] === 0xcf;
  if (!isZip && !isOle) {
    const { text, encoding } = decoded(bytes, file);
    const [hint = ''] = /^\ufeff?(?:sep=.\r?\n)?/.exec(text) ?? [];
    const body = text.slice(hint.length);
    const read = [...records(body, file, delimiterOf(body))];
    return { sheets: [{ name: '', rows: read.map(({ cells }) => cells) }], how: encoding, lines: read.map(({ line }) => line + (hint.includes('\n') ? 1 : 0)) };
  }
  const { readXls, readXlsx } = await workbooks();
  try {
    const book = isOle ? await readXls(bytes) : await readXlsx(bytes, { sheets: (info) => !info.hidden && !info.veryHidden });
    // What reads .xls does not tell which worksheets are hidden: their rows count, and that is said.
    const how = !isOle ? 'XLSX' : book.sheets.length > 1 ? 'XLS（隐藏的工作表亦在其中）' : 'XLS';
    return { sheets: book.sheets.map((s) => ({ name: s.name, rows: cellsOf(s) })), how };
  } catch {
    throw refusal(file, (w) => w.tabular);
  }
}

/** @param {string} file */
function bytesOf(file) {
  try {
    return new Uint8Array(readFileSync(file));
  } catch (error) {
    throw refusal(file, (w) => w.readable(error));
  }
}

/** The cells of a worksheet: days as text, and what was merged downwards in each of its rows. @param {any} sheet @returns {Cell[][]} */
function cellsOf(sheet) {
  // What reads .xls leaves blank rows out, and cells in a row.
  const rows = Array.from(sheet.rows, (/** @type {any[]} */ row = []) => Array.from(row, (cell) => /** @type {Cell} */ (cell instanceof Date ? cell.toISOString().slice(0, 10) : cell ?? null)));
  // A program that writes formulas without what they come to says nothing of a value: that is no empty cell.
  for (const [place, { type, value, formula = '' }] of sheet.cells ?? []) {
    const [row, column] = place.split(',').map(Number);
    if (type === 'formula' && (value ?? null) === null && rows[row]?.[column] === null) rows[row][column] = `#CALC!公式未计算，请打开后另存：=${formula}`;
  }
  for (const { startRow, endRow, startCol, endCol } of sheet.merges ?? []) {
    const value = rows[startRow]?.[startCol] ?? null;
    if (startCol !== endCol || value === null) continue;
    for (let row = startRow + 1; row <= endRow; row += 1) {
      const cells = rows[row];
      if (cells === undefined || (cells[startCol] ?? null) !== null) continue;
      while (cells.length < startCol) cells.push(null);
      cells[startCol] = value;
    }
  }
  return rows;
}

/**
 * A cell that a spreadsheet takes for a formula is turned into text by an apostrophe: the names in a table are other
 * people's words.
 *
 * @param {Cell} value
 */
export function safeCell(value) {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = /^[\s\0]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(value) ? `'${value}` : value;
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows as CSV; the BOM tells spreadsheets that the text is UTF-8. @param {Cell[][]} rows */
export const csvOf = (rows) => `\ufeff${rows.map((row) => row.map(safeCell).join(',')).join('\r\n')}\r\n`;

const HEAD = { font: { bold: true }, fill: /** @type {const} */ ({ type: 'pattern', pattern: 'solid', fgColor: { rgb: 'D9E2F3' } }), alignment: /** @type {const} */ ({ wrapText: true, vertical: 'center' }) };

const LINE = 15;
/** Spreadsheets do not make a row as high as its wrapped text by themselves. @param {Cell[]} row @param {number[]} widths */
function heightOf(row, widths) {
  const lines = row.map((cell, i) => (typeof cell === 'string' ? Math.ceil(([...cell].length + cell.replace(/[^\u2e80-\uffff]/g, '').length) / ((widths[i] ?? 16) - 1)) : 1));
  return LINE * Math.max(1, ...lines);
}

const WRAPPED = { alignment: /** @type {const} */ ({ wrapText: true, vertical: 'top' }) };

/** A name that no other has, as spreadsheets compare the names of worksheets. @param {string} name @param {Iterable<string>} others */
export function freeName(name, others) {
  const taken = new Set([...others].map((other) => other.toLowerCase()));
  let free = name;
  for (let n = 2; taken.has(free.toLowerCase()); n += 1) free = `${name}${n}`;
  return free;
}

/**
 * Writes tables as .xlsx, or the first of them as .csv.
 *
 * @param {string} file
 * @param {(Sheet & { header?: number, widths?: number[], validations?: any[], formats?: Record<number, string>, notes?: string[] })[]} sheets
 */
export async function writeTables(file, sheets) {
  const isCsv = extname(file).toLowerCase() === '.csv';
  const [first] = sheets;
  /** @type {string[]} */
  const names = [];
  for (const { name } of sheets) names.push(freeName(name, names));
  const bytes = isCsv
    ? csvOf(first?.rows ?? [])
    : await (await workbooks()).writeXlsx({
        sheets: sheets.map(({ rows, header = 0, widths = [], validations = [], formats = {} }, i) => ({
          name: names[i],
          rows,
          columns: (rows[header] ?? []).map((_cell, i) => ({ width: widths[i] ?? 16, style: { ...WRAPPED, ...(formats[i] === undefined ? {} : { numFmt: formats[i] }) } })),
          cells: new Map((rows[header] ?? []).map((value, i) => [`${header},${i}`, /** @type {any} */ ({ value, style: HEAD })])),
          dataValidations: validations,
          rowDefs: new Map(rows.map((row, r) => [r, { height: heightOf(row, widths) }])),
          freezePane: { rows: header + 1 },
          pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
        })),
      });
  written(file, bytes);
}

/** @param {string} file @param {string | Uint8Array} bytes */
export function written(file, bytes) {
  try {
    writeFileSync(file, bytes);
  } catch (error) {
    throw refusal(file, (w) => w.writable(error));
  }
}

/** A file to be written says by its ending what it holds. @param {string} file @param {readonly string[]} endings */
export function refuseEnding(file, ...endings) {
  if (!endings.includes(extname(file).toLowerCase())) throw refusal(file, (w) => w.ending(endings));
}
