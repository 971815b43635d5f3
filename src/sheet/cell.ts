import { valueTypeOf } from '../case/values.js';
import { isDay } from '../core/day.js';
import { Dec, WAN, grouped } from '../core/decimal.js';
import type { CaseIssue } from '../core/error.js';
import type { Fact } from '../core/fact.js';
import type { Unit } from '../words/index.js';

/**
 * What a cell of a spreadsheet says of one fact. A cell is not typed by its author as the library wants
 * it: a day may be a serial number, an amount a text with separators, a yes a tick. Whatever can be read
 * in one way only is read, and what was converted can be told; all else is refused in words.
 *
 * An empty cell is unknown. A host that sends 0 for an empty cell has to pass `null` on for it; there a
 * known zero is written as text: `0元`, `0%`, `否`.
 */
export type Cell = string | number | boolean | null;

/** A value that cannot be read, a figure out of reach, or a fact without which nothing can be said. */
export type SheetErrorCode = 'VALUE' | 'NUM' | 'NA';

/** A function of the sheet that has no value: `VALUE` wrong input, `NA` missing facts, `NUM` out of reach. The message is Chinese. */
export class SheetError extends Error {
  override readonly name = 'SheetError';
  readonly code: SheetErrorCode;

  constructor(code: SheetErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Whether an error is a {@link SheetError} of any copy of the library, or of another window. */
export const isSheetError = (error: unknown): error is SheetError => (error as { readonly name?: unknown } | null | undefined)?.name === 'SheetError';

const isCell = (value: unknown): boolean => value === null || value === undefined || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
/** Unlike every, this does not pass over holes. */
const isListOf = (value: unknown, isOne: (v: unknown) => boolean): boolean => Array.isArray(value) && value.findIndex((v, i) => !(i in value && isOne(v))) < 0;
const isTable = (value: unknown): boolean => isListOf(value, (row) => isListOf(row, isCell));

/** @throws SheetError where a value is neither a cell nor a range of cells: a host sends nothing else */
export function checkArguments(values: readonly unknown[]): void {
  const at = values.findIndex((value) => !isCell(value) && !isTable(value));
  if (at >= 0) throw new SheetError('VALUE', `第${at + 1}个参数应为单元格或由单元格组成的区域，实为${Array.isArray(values[at]) ? '含有其他内容的区域' : typeof values[at]}`);
}

/** @throws SheetError where a value is no list of ranges of cells */
export function checkTables(tables: unknown): void {
  if (!isListOf(tables, isTable)) throw new SheetError('VALUE', '应为由单元格区域组成的列表');
}

/** How a value was found, where it is not what the cell shows. */
export type Conversion = 'serial' | 'day' | 'amount' | 'ratio' | 'answer' | 'option' | 'number';

/** A cell as it was read: a value as a case takes it, nothing known, or why it cannot be read. */
export type CellReading =
  | { readonly value: unknown; readonly how?: Conversion }
  | { readonly code: 'VALUE' | 'NUM'; readonly problem: string; readonly isNegative?: true }
  | undefined;

/** Issues in words, without the places that they have in a case. */
export const toldIn = (issues: readonly CaseIssue[]): string => issues.map(({ message, path }) => message.zh.replace(`（${path}）`, '')).join('；');

const MAX_TEXT = 400;
const wrong = (problem: string, code: 'VALUE' | 'NUM' = 'VALUE'): CellReading => ({ code, problem });

/** Texts that people put into a cell of which they know nothing. */
const NOTHING_KNOWN = new Set(['', '-', '--', '—', '——', '/', '\\', '?', '未知', '不详', '待定', '待核', '暂无', 'n/a', 'unknown']);

/** A text in half-width characters without white space. */
export const halfWidth = (text: string): string => text.normalize('NFKC').replace(/[\s\u200b-\u200d\ufeff]+/g, '');

/** A name without what stands in brackets in it. */
export const withoutBrackets = (text: string): string => text.normalize('NFKC').replace(/\([^()]*\)/g, '');

/** Whether a cell says nothing. */
export const isEmpty = (cell: Cell | undefined): boolean =>
  cell === null || cell === undefined || (typeof cell === 'string' && (cell.length > MAX_TEXT ? false : NOTHING_KNOWN.has(halfWidth(cell).toLowerCase())));

/** A cell as it may be shown in a message. */
export function shownCell(cell: Cell): string {
  const written = typeof cell === 'boolean' ? (cell ? 'TRUE' : 'FALSE') : String(cell);
  return `“${written.length > 40 ? `${written.slice(0, 40)}…` : written}”`;
}

/** The value of a fact that a cell states; undefined where it states none. */
export function readCell(cell: Cell | undefined, fact: Fact, unit: Unit): CellReading {
  if (isEmpty(cell)) return undefined;
  const given = cell as Exclude<Cell, null>;
  if (typeof given === 'string' && given.length > MAX_TEXT) return wrong('文字过长');
  if (typeof given === 'string' && /^#(?:VALUE|REF|NAME|DIV|NUM|N\/A|NULL|SPILL|CALC)/i.test(given.trim())) return wrong(`单元格为错误值${shownCell(given)}`);
  if (typeof given === 'number' && !Number.isFinite(given)) return wrong('不是有限的数', 'NUM');
  const found = READERS[fact.type](given, fact, unit);
  if (found === undefined || 'problem' in found) return found;
  const type = valueTypeOf(fact);
  return type.read(found.value) === undefined ? wrong(`应为${type.expected.zh}，实为${shownCell(given)}`) : found;
}

type Reader = (cell: Exclude<Cell, null>, fact: Fact, unit: Unit) => CellReading;

const READERS: Readonly<Record<Fact['type'], Reader>> = {
  id: readId,
  money: (cell, _fact, unit) => readAmount(cell, unit),
  ratio: readRatio,
  day: readDay,
  year: (cell) => readWhole(cell, /^(\d{4})年?度?$/, '年份，如2025'),
  count: (cell) => readWhole(cell, /^(\d{1,9})[家户个]?$/, '不小于0的整数'),
  rank: (cell) => readWhole(cell, /^第?(\d{1,9})[名位]?$/, '不小于1的整数'),
  boolean: readAnswer,
  choice: readOption,
};

/** Spreadsheets keep no more than 15 digits of a number. */
const DIGITS = 15;

function readId(cell: Exclude<Cell, null>): CellReading {
  if (typeof cell === 'boolean') return wrong(`应为文本，实为${shownCell(cell)}`);
  if (typeof cell === 'string') return { value: cell.trim() };
  if (!Number.isInteger(cell) || Math.abs(cell) >= 10 ** DIGITS) return wrong(`编号${shownCell(cell)}已被表格软件当作数值，可能失真；请以文本格式填写`);
  return { value: String(cell), how: 'number' };
}

/** The decimal text of a number as a spreadsheet shows it: without the noise of its binary form. */
const decimalOf = (n: number): Dec => new Dec(Number(n.toPrecision(DIGITS)));

const TEN_THOUSAND = new Dec(WAN);
const UNIT_WORDS: Readonly<Record<string, Dec>> = { 元: new Dec(1), 元整: new Dec(1), 万: TEN_THOUSAND, 万元: TEN_THOUSAND, 亿: TEN_THOUSAND.times(TEN_THOUSAND), 亿元: TEN_THOUSAND.times(TEN_THOUSAND) };
const AMOUNT = /^(?:人民币|RMB|CNY)?[¥￥]?(-|\()?[¥￥]?(\d{1,30}(?:\.\d{0,30})?|\d{1,3}(?:,\d{3}){1,9}(?:\.\d{0,30})?|\.\d{1,30})(?:e([+-]?\d{1,2}))?\)?(元整|元|万元|万|亿元|亿)?$/i;
/** Above that, an amount in 万元 is taken for one in yuan (一百亿元). */
const MOST_WAN = new Dec(1_000_000);

/** An amount of money as decimal text in yuan, exact to the fen. */
function readAmount(cell: Exclude<Cell, null>, unit: Unit): CellReading {
  if (typeof cell === 'boolean') return wrong(`应为金额，实为${shownCell(cell)}`);
  const factor = unit === 'wan' ? TEN_THOUSAND : (UNIT_WORDS['元'] as Dec);
  if (typeof cell === 'number') return amountIn(decimalOf(cell), factor, cell, undefined);
  const written = halfWidth(cell);
  const parts = AMOUNT.exec(written);
  if (parts === null) return wrong(`无法将${shownCell(cell)}识别为金额；请填数字，如1234.56，不确定时留空`);
  const [, sign, digits = '', exponent, word] = parts;
  const figure = new Dec(`${digits.replaceAll(',', '').replace(/\.$/, '').replace(/^\./, '0.')}${exponent === undefined ? '' : `e${exponent}`}`);
  const own = word === undefined ? factor : (UNIT_WORDS[word] as Dec);
  const asShown = sign === undefined && word === undefined && exponent === undefined && written === cell && !digits.includes(',') && !/[¥￥]|^[RC]/i.test(written);
  return amountIn(sign === undefined ? figure : figure.neg(), own, cell, asShown ? undefined : 'amount');
}

function amountIn(figure: Dec, factor: Dec, cell: Cell, how: Conversion | undefined): CellReading {
  if (figure.s < 0 && !figure.isZero()) return { code: 'VALUE', problem: `金额不得为负，实为${shownCell(cell)}`, isNegative: true };
  if (factor === TEN_THOUSAND && figure.cmp(MOST_WAN) > 0) {
    return wrong(`疑似以元填写：${shownCell(cell)}按万元计为${grouped(figure.toFixed())}万元，超过100亿元；请改填万元，或注明单位“元”`);
  }
  const yuan = figure.times(factor);
  if (yuan.decimalPlaces() > 2) return wrong(`金额${shownCell(cell)}小于分；请先按分取整`);
  return how === undefined ? { value: yuan.toFixed() } : { value: yuan.toFixed(), how };
}

function readRatio(cell: Exclude<Cell, null>): CellReading {
  if (typeof cell === 'boolean') return wrong(`应为比例，实为${shownCell(cell)}`);
  if (typeof cell === 'number') {
    if (cell > 1) return wrong(`比例${shownCell(cell)}大于1；请填0至1的小数，或填百分数如50%`);
    return { value: new Dec(Number(cell.toPrecision(DIGITS))).toDecimalPlaces(10).toFixed() };
  }
  const written = halfWidth(cell);
  const percent = /^(\d{1,3}(?:\.\d{1,8})?)%$/.exec(written);
  if (percent !== null) return { value: new Dec(percent[1] as string).div(100).toFixed(), how: 'ratio' };
  if (/^\d{1,15}\/\d{1,15}$/.test(written)) return { value: written };
  if (/^\d(?:\.\d{1,10})?$/.test(written)) return Number(written) > 1 ? readRatio(Number(written)) : { value: new Dec(written).toFixed() };
  return wrong(`无法将${shownCell(cell)}识别为比例；请填0至1的小数、百分数如50%或分数如1/3`);
}

function readWhole(cell: Exclude<Cell, null>, pattern: RegExp, expected: string): CellReading {
  if (typeof cell === 'boolean') return wrong(`应为${expected}，实为${shownCell(cell)}`);
  if (typeof cell === 'number') return Number.isInteger(cell) ? { value: cell } : wrong(`应为${expected}，实为${shownCell(cell)}`);
  const digits = pattern.exec(halfWidth(cell))?.[1];
  return digits === undefined ? wrong(`应为${expected}，实为${shownCell(cell)}`) : { value: Number(digits) };
}

const pad = (n: string | number): string => String(n).padStart(2, '0');
const DAY_TEXT = /^(\d{4})(?:年(\d{1,2})月(\d{1,2})日?|([-/.])(\d{1,2})\4(\d{1,2}))(?:[T日]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$/;
const EIGHT_DIGITS = /^(\d{4})(\d{2})(\d{2})$/;

function readDay(cell: Exclude<Cell, null>): CellReading {
  if (typeof cell === 'boolean') return wrong(`应为日期，实为${shownCell(cell)}`);
  const written = typeof cell === 'number' ? String(cell) : halfWidth(cell);
  const eight = EIGHT_DIGITS.exec(written);
  if (eight !== null) return dayFrom(eight[1], eight[2], eight[3], cell);
  if (/^\d{1,6}(?:\.\d+)?$/.test(written)) return readSerial(Number(written), cell);
  const parts = DAY_TEXT.exec(written);
  if (parts !== null) return dayFrom(parts[1], parts[2] ?? parts[5], parts[3] ?? parts[6], cell);
  return wrong(`无法将${shownCell(cell)}识别为日期；请写作2025-06-01、2025/6/1或2025年6月1日`);
}

function dayFrom(year = '', month = '', day = '', cell: Cell): CellReading {
  const value = `${year}-${pad(month)}-${pad(day)}`;
  if (!isDay(value)) return wrong(`没有${shownCell(cell)}这一天`);
  return value === cell ? { value } : { value, how: 'day' };
}

/** The day after which spreadsheets count like the calendar; before it their 1900 has a 29 February. */
const AFTER_LEAP_BUG = 60;
const FIRST_SERIAL = Date.UTC(1899, 11, 31);
const DAY_LENGTH = 86_400_000;

function readSerial(serial: number, cell: Cell): CellReading {
  const whole = Math.floor(serial);
  if (whole >= 1900 && whole <= 2199) return wrong(`日期${shownCell(cell)}疑似只填了年份；请填年月日`);
  if (whole < 1 || whole === AFTER_LEAP_BUG) return wrong(`没有${shownCell(cell)}这一天`);
  const value = new Date(FIRST_SERIAL + (whole > AFTER_LEAP_BUG ? whole - 1 : whole) * DAY_LENGTH).toISOString().slice(0, 10);
  return isDay(value) ? { value, how: 'serial' } : wrong(`没有${shownCell(cell)}这一天`);
}

const YES = new Set(['是', '对', '有', '已', 'true', 'yes', 'y', 't', '1', '√', '✓', '✔', '☑']);
const NO = new Set(['否', '不是', '没有', '未', 'false', 'no', 'n', 'f', '0', '×', '✗', '✘', '☐', '□']);

function readAnswer(cell: Exclude<Cell, null>): CellReading {
  if (typeof cell === 'boolean') return { value: cell };
  const written = halfWidth(String(cell)).toLowerCase();
  // 是 and 否 are what is asked for; everything else is told as a conversion.
  if (YES.has(written)) return written === '是' ? { value: true } : { value: true, how: 'answer' };
  if (NO.has(written)) return written === '否' ? { value: false } : { value: false, how: 'answer' };
  return wrong(`无法将${shownCell(cell)}识别为“是”或“否”；请填“是”或“否”，不确定时留空`);
}

function readOption(cell: Exclude<Cell, null>, { options = {} }: Fact): CellReading {
  const written = halfWidth(String(cell)).toLowerCase();
  for (const [value, { zh, en }] of Object.entries(options)) {
    if (![value, zh, en, withoutBrackets(zh)].some((name) => halfWidth(name).toLowerCase() === written)) continue;
    return value === cell || zh === cell ? { value } : { value, how: 'option' };
  }
  return wrong(`无法识别${shownCell(cell)}；请填${Object.values(options).map((o) => `“${o.zh}”`).join('或')}`);
}

/** An amount in yuan as the number of a cell. */
export const amountCell = (yuan: Dec | string, unit: Unit): number => Number((unit === 'wan' ? new Dec(yuan).div(TEN_THOUSAND) : new Dec(yuan)).toFixed());
