import type { FactList, FactTable } from '../core/fact.js';
import type { Unit } from '../words/index.js';
import { type Cell, SheetError, isEmpty, halfWidth, shownCell } from './cell.js';
import { type Column, bare, columnOf, fieldsOf, listNamed, similarTo } from './columns.js';

/**
 * How a table is laid out: where its header stands, what its rows are, and what each column says. Titles
 * may stand above the header, columns that name nothing may stand beside the others, and a header may be
 * of two lines. What the rows are follows from the columns, or row by row from a column 类型.
 */
export interface Layout {
  /** The header, and the first row of data. */
  readonly header: number;
  readonly body: number;
  /** What each row is, where no column says it. */
  readonly list: string | undefined;
  /** The column that says what each row is. */
  readonly kinds: number | undefined;
  readonly columnsFor: (list: string) => readonly (Column | undefined)[];
  readonly headers: readonly string[];
  /** The unit that a line above the header states. */
  readonly unit: Unit | undefined;
  readonly notes: readonly string[];
}

/** Titles, units and notes do not go on for longer than that. */
export const HIGHEST_HEADER = 20;
const KIND_COLUMNS = new Set(['类型', '行类型', '数据类型', '表类型', 'type']);
/** What an amount may be counted in, though these tables are not: to pass over it would be to misread every figure. */
const OTHER_UNITS = '(?:[十百千]万|[百千]|亿|[美欧港日])元|亿';
/** No more words may follow: 填报单位：元亨公司 is no unit. */
const UNIT_LINE = /* @__PURE__ */ new RegExp(`单\\s*位\\s*[:(为是]?\\s*(?:人民币)?\\s*(${OTHER_UNITS}|万\\s*元|万|元)(?:人民币|整)?(?!\\p{Script=Han})`, 'u');
const UNIT_OF_GROUP = /* @__PURE__ */ new RegExp(`[([](?:单位:?)?(?:人民币)?(${OTHER_UNITS}|万元|元)[)\\]]$`);
const OTHER_UNIT_AT_END = /* @__PURE__ */ new RegExp(`(${OTHER_UNITS})[)\\]]*$`);

interface Candidate {
  readonly row: number;
  readonly list: string;
  readonly columns: readonly (Column | undefined)[];
  readonly isComplete: boolean;
  readonly total: number;
  readonly own: number;
}

/** @throws SheetError where no header can be found, where it may be that of several kinds of rows, or where its unit is none */
export function layoutOf(table: readonly (readonly Cell[])[], facts: FactTable): Layout {
  const most = Math.min(table.length, HIGHEST_HEADER);
  let best: Candidate | undefined;
  for (let row = 0; row < most; row += 1) {
    const headers = textsOf(table[row] ?? []);
    const kinds = headers.findIndex((h) => KIND_COLUMNS.has(bare(h)));
    if (kinds >= 0 && headers.filter((h) => h !== '').length > 1) return { ...mixed(table, row, headers, kinds, facts), unit: unitAbove(table, row) };
    const found = bestOf(candidatesOf(headers, row, facts), facts);
    if (found !== undefined && (best === undefined || found.total > best.total)) best = found;
  }
  if (best === undefined) {
    throw new SheetError('VALUE', '未找到表头：表中应有一行列名，如“项目编号”“项目单位”“备案（审批）日期”，名称见模板');
  }
  return { ...single(table, best, facts), unit: unitAbove(table, best.row) };
}

const textsOf = (cells: readonly Cell[]): string[] => cells.map((cell) => (typeof cell === 'string' ? cell.trim() : ''));

/** The unit that the lines above a header state, the nearest of them. @throws SheetError where it is neither 万元 nor 元 */
export function unitAbove(table: readonly (readonly Cell[])[], header: number): Unit | undefined {
  let unit: Unit | undefined;
  for (const line of textsOf(table.slice(0, header).flat())) unit = (line.length > 100 ? undefined : unitSaid(UNIT_LINE.exec(line.normalize('NFKC'))?.[1])) ?? unit;
  return unit;
}

/** @throws SheetError where it is neither 万元 nor 元 */
function unitSaid(words: string | undefined): Unit | undefined {
  const called = words?.replace(/\s/g, '');
  if (called === undefined) return undefined;
  if (called === '元') return 'yuan';
  if (called === '万' || called === '万元') return 'wan';
  throw new SheetError('VALUE', `金额单位“${called}”无法使用；请改以万元或元填写`);
}

/** The unit of a column that stands under a group of them, by what is written above it or to the left of there: 投资（元）. */
function unitOfGroup(above: readonly string[], column: number): Unit | undefined {
  const group = above.slice(0, column + 1).filter((h) => h !== '').at(-1) ?? '';
  return group.length > 100 ? undefined : unitSaid(UNIT_OF_GROUP.exec(halfWidth(group))?.[1]);
}

/** What each header says; of those that say nothing, the only one that is called an id is the id of the row where no other is. */
function columnsOf(headers: readonly string[], list: string, facts: FactTable): (Column | undefined)[] {
  const columns = headers.map((h) => (h === '' ? undefined : columnOf(facts, list, h)));
  const id = fieldsOf((facts[list] as FactList).of).find(({ name, group, inside }) => name === 'id' && group === undefined && inside === undefined);
  if (id === undefined || columns.some((c) => c?.field === id)) return columns;
  const called = headers.flatMap((h, i) => (columns[i] === undefined && /(?:编号|名称|合同号)$/.test(halfWidth(h)) ? [i] : []));
  if (called.length === 1) columns[called[0] as number] = { field: id, unit: undefined };
  return columns;
}

function candidatesOf(headers: readonly string[], row: number, facts: FactTable): Candidate[] {
  const filled = headers.filter((h) => h !== '').length;
  return Object.entries(facts).flatMap(([list, entry]): Candidate[] => {
    if (entry.kind !== 'list') return [];
    const columns = columnsOf(headers, list, facts);
    const total = columns.filter((c) => c !== undefined).length;
    if (total < 2 && !(total === 1 && filled === 1)) return [];
    const own = columns.filter((c) => c !== undefined && c.through === undefined);
    const names = new Set(own.map((c) => c?.field.name));
    const isComplete = Object.entries(entry.of).every(([name, fact]) => !fact.required || names.has(name));
    return [{ row, list, columns, isComplete, total, own: own.length }];
  });
}

/** The kind of rows that a header fits best: most columns mean something, most of them by themselves, and all is there that a row must say. */
function bestOf(candidates: readonly Candidate[], facts: FactTable): Candidate | undefined {
  const rank = (c: Candidate): number => (c.total * 1000 + c.own) * 10 + (c.isComplete ? 1 : 0);
  const [first, second] = [...candidates].sort((a, b) => rank(b) - rank(a));
  if (first === undefined || second === undefined || rank(first) > rank(second)) return first;
  const names = candidates.filter((c) => rank(c) === rank(first)).map((c) => `“${(facts[c.list] as FactList).row.zh}”`);
  throw new SheetError('VALUE', `无法从表头判断各行是${names.join('还是')}；请增加“类型”列并逐行注明`);
}

function single(table: readonly (readonly Cell[])[], { row, list, columns }: Candidate, facts: FactTable): Omit<Layout, 'unit'> {
  const headers = textsOf(table[row] ?? []);
  const below = textsOf(table[row + 1] ?? []);
  const under = below.map((h, i) => (h === '' || columns[i] !== undefined ? undefined : columnOf(facts, list, h)));
  // A second line of a header names columns, and nothing else.
  const isTwoLines = under.some((c) => c !== undefined) && below.every((h, i) => (h === '' ? isEmpty(table[row + 1]?.[i]) : under[i] !== undefined));
  const found = isTwoLines ? [...new Array(Math.max(columns.length, under.length)).keys()].map((i) => under[i] ?? columns[i]) : columns;
  const above = isTwoLines ? headers : textsOf(table[row - 1] ?? []);
  const all = found.map((c, i) => (c === undefined || c.unit !== undefined || (isTwoLines && under[i] === undefined) || !isMoney(c) ? c : { ...c, unit: unitOfGroup(above, i) }));
  const named = isTwoLines ? all.map((_c, i) => (under[i] === undefined ? headers[i] ?? '' : below[i] as string)) : headers;
  refuseTwice(all, named);
  const notes = named.flatMap((h, i) => (h === '' || all[i] !== undefined ? [] : [unusedColumn(facts, list, h)]));
  return { header: row, body: row + (isTwoLines ? 2 : 1), list, kinds: undefined, columnsFor: () => all, headers: named, notes };
}

function mixed(table: readonly (readonly Cell[])[], row: number, headers: readonly string[], kinds: number, facts: FactTable): Omit<Layout, 'unit'> {
  const known = new Map<string, readonly (Column | undefined)[]>();
  const columnsFor = (list: string): readonly (Column | undefined)[] => {
    let columns = known.get(list);
    if (columns === undefined) {
      columns = columnsOf(headers.map((h, i) => (i === kinds ? '' : h)), list, facts);
      known.set(list, columns);
    }
    return columns;
  };
  const lists = new Set(table.slice(row + 1).flatMap((cells) => (typeof cells[kinds] === 'string' ? listNamed(facts, cells[kinds]) ?? [] : [])));
  const isUsed = (i: number): boolean => i === kinds || [...lists].some((list) => columnsFor(list)[i] !== undefined);
  const notes = headers.flatMap((h, i) => {
    if (h === '' || isUsed(i)) return [];
    for (const list of lists) refuseOtherUnit(facts, list, h);
    return [`列${shownCell(h)}未识别，未使用`];
  });
  return { header: row, body: row + 1, list: undefined, kinds, columnsFor, headers, notes };
}

const isMoney = ({ field: { entry } }: Column): boolean => entry.kind === 'fact' && entry.type === 'money';

const otherUnitOf = (header: string): RegExpExecArray | null => (header.length > 100 ? null : OTHER_UNIT_AT_END.exec(halfWidth(header)));

/** @throws SheetError for an amount that counts, in another unit: it would be missing without a word beside the row */
function refuseOtherUnit(facts: FactTable, list: string, header: string): void {
  const other = otherUnitOf(header);
  const named = other === null ? undefined : columnOf(facts, list, other.input.slice(0, other.index));
  if (other !== null && named !== undefined && isMoney(named)) throw new SheetError('VALUE', `列${shownCell(header)}的单位“${other[1]}”无法使用；请改以万元或元填写`);
}

function unusedColumn(facts: FactTable, list: string, header: string): string {
  refuseOtherUnit(facts, list, header);
  // Under the name without its unit the column would be read in another one.
  if (otherUnitOf(header) !== null) return `列${shownCell(header)}未识别，未使用`;
  const similar = similarTo(facts, list, header);
  const hint = similar.length === 0 ? '' : `；如为${similar.map((name) => `“${name}”`).join('或')}，请改用该列名`;
  return `列${shownCell(header)}未识别，未使用${hint}`;
}

function refuseTwice(columns: readonly (Column | undefined)[], headers: readonly string[]): void {
  const seen = new Map<string, number>();
  columns.forEach((column, i) => {
    if (column === undefined) return;
    const { field: { name, group = '', inside = '' }, through } = column;
    const key = `${through?.fact ?? ''}/${group}/${inside}/${name}`;
    const before = seen.get(key);
    if (before !== undefined) throw new SheetError('VALUE', `列${shownCell(headers[before] ?? '')}与列${shownCell(headers[i] ?? '')}含义相同；请只保留一列`);
    seen.set(key, i);
  });
}

/** What the rows of a table are called. */
export function rowsOf(table: readonly (readonly Cell[])[], facts: FactTable): string {
  const { list, kinds, body } = layoutOf(table, facts);
  const lists = list !== undefined ? [list] : [...new Set(table.slice(body).flatMap((cells) => listNamed(facts, String(cells[kinds as number] ?? '')) ?? []))];
  return lists.map((name) => (facts[name] as FactList).row.zh).join('、');
}
