import { type Claim, noDoubleDipping } from '../constraints/no-double-dipping/index.js';
import { Dec, type Money } from '../core/decimal.js';
import { listUnder } from '../core/groups.js';
import type { Policy } from '../core/policy.js';
import { type Bilingual, text } from '../core/text.js';
import { type Unit, UNITS, listing } from '../words/index.js';
import { type Argument, type Said, type Table, assessTables, contextFor, saidBy, single, unitNamed } from './assessed.js';
import { UNIT_PARAMETER, measureFunction } from './calculator.js';
import { type Cell, SheetError, amountCell, checkArguments, isEmpty, plain, readAmount, shownCell } from './cell.js';
import { bare } from './columns.js';
import { combination, evaluation, explanation, problemsOf } from './report.js';

/**
 * The catalogue of functions that every spreadsheet host is given: cell values in, cell values out. The
 * functions of tables are the same for every policy; one for each measure follows from its declaration.
 */

export interface SheetParameter {
  readonly name: Bilingual;
  readonly description: Bilingual;
  /** `table` is a range with a header; `day` may be a serial number or a text; `any` is a table or a single cell. */
  readonly type: 'table' | 'any' | 'number' | 'text' | 'boolean' | 'day';
  readonly optional: boolean;
  /** Takes a column, one cell a row. */
  readonly isColumn?: boolean;
  /** May be given several times; the last parameter only. */
  readonly repeating?: boolean;
  /** What may be chosen. */
  readonly options?: readonly Bilingual[];
}

export interface SheetFunction {
  /** Its name in formulas: capitals, digits and underscores. */
  readonly id: string;
  readonly name: Bilingual;
  readonly description: Bilingual;
  readonly parameters: readonly SheetParameter[];
  /** Whether it gives one cell, a table that spills, or either, as its arguments are. */
  readonly result: 'cell' | 'table' | 'any';
  /** The most that a table takes, by the heights of the tables; for hosts that set the cells apart before they call. */
  readonly extent?: (heights: readonly number[]) => { readonly width: number; readonly height: number };
  /**
   * An argument that is left out may be undefined or null. An empty cell is null or an empty text: a host that sends 0 for
   * it passes null on.
   *
   * @throws SheetError with a Chinese message
   */
  readonly call: (...cells: readonly Argument[]) => Cell | Cell[][];
}

const TABLE: SheetParameter = {
  name: text('表', 'table'), type: 'table', optional: false,
  description: text('带表头的区域，列名用事实名称，一行一个项目、一笔贷款……；结果与第一个表逐行对应', 'a range with a header of fact names, a row for each project, loan …; results stand beside the first table'),
};
const MORE: SheetParameter = {
  name: text('其他表或选项', 'more'), type: 'any', optional: true, repeating: true,
  description: text('有关的其他表；单位“万元”（默认）或“元”；申报日期；“名称=值”的口径', 'further tables; the unit, 万元 (the default) or 元; the day of application; name=value for a reading'),
};

/** The functions for a policy. */
export function sheetFunctionsOf(policy: Policy, libraryVersion: string): readonly SheetFunction[] {
  const ofTables = (id: string, name: Bilingual, description: Bilingual, call: (args: readonly Argument[]) => Cell[][], extent: NonNullable<SheetFunction['extent']>): SheetFunction => ({
    id, name, description, parameters: [TABLE, MORE], result: 'table', extent, call: (...args) => call(args),
  });
  /** Lines for a number of rows: one for each measure that a row can have, one for the header, one for the total. */
  const most = mostMeasures(policy);
  const linesFor = (heights: readonly number[]): number => 2 + heights.reduce((sum, h) => sum + h, 0) * most;
  const assessed = (args: readonly Argument[]): ReturnType<typeof assessTables> => assessTables(policy, saidBy(policy, args));
  const functions: readonly SheetFunction[] = [
    ofTables('EVALUATE', text('批量测算', 'evaluate a table'),
      text('逐行测算：状态、金额上下限、选定的措施、缺少的事实', 'row by row: status, amount from and to, what was chosen, missing facts'),
      (args) => evaluation(assessed(args)), ([height = 1]) => ({ width: 7, height })),
    ofTables('EXPLAIN', text('测算依据', 'explain a table'),
      text('测算依据：条款、原文、计算式、金额、性质', 'sentence, its words, the calculation, the amount and its nature'),
      (args) => explanation(assessed(args), 0), ([height = 1]) => ({ width: 5, height: linesFor([height]) })),
    ofTables('CHECK', text('校验', 'check a table'),
      text('输入的全部问题；没有问题时为空', 'every problem of the input; empty where there is none'),
      (args) => problemsOf(assessed(args)), (heights) => ({ width: 4, height: 2 * linesFor(heights) })),
    ofTables('COMBINE', text('就高叠加', 'best combination'),
      text('可叠加享受的最优组合；表可为事实，也可为“措施”“同一投入”“金额”三列', 'the best lawful combination of a table of facts, or of one with the columns 措施, 同一投入 and 金额'),
      (args) => combine(policy, args, saidBy(policy, args)), (heights) => ({ width: 6, height: linesFor(heights) })),
    ...policy.measures.map((measure) => measureFunction(measure, policy)),
    {
      id: 'PARAM', name: text('政策参数', 'parameter of the policy'), result: 'cell',
      description: text('政策参数的数值：金额按单位，比例为小数，日期为文本', 'the value of a parameter: money in the unit, a ratio as a number, a day as text'),
      parameters: [
        { name: text('参数', 'key'), type: 'text', optional: false, description: text('参数的编号或名称', 'id or name of the parameter') },
        UNIT_PARAMETER,
      ],
      call: (key, unit) => parameterCell(policy, single(key), single(unit)),
    },
    {
      id: 'VERSION', name: text('版本', 'version'), result: 'cell', parameters: [],
      description: text('政策版本与程序版本', 'version of the policy and of the library'),
      call: () => `${policy.id} ${policy.version} / ${libraryVersion}`,
    },
  ];
  return Object.freeze(functions.map((f): SheetFunction => ({
    ...f,
    call: (...args) => {
      checkArguments(args);
      return f.call(...args);
    },
  })));
}

/** How many measures one row can have at most. */
function mostMeasures({ measures }: Policy): number {
  const lists = measures.map(({ source }) => ('each' in source ? source.each : source.group));
  return Math.max(...lists.map((list) => lists.filter((other) => other === list).length));
}

function parameterCell(policy: Policy, key: Cell | Table, unit: Cell | Table): Cell {
  const { register } = policy;
  const asked = typeof key === 'string' ? bare(key) : '';
  const found = Object.keys(register).filter((id) => bare(id) === asked || register[id]?.some((p) => [p.name.zh, p.name.en].some((n) => bare(n) === asked)));
  const [id] = found;
  if (asked === '' || id === undefined) {
    const near = asked.length < 2 ? [] : Object.values(register).flatMap(([p]) => (p !== undefined && bare(p.name.zh).includes(asked) ? [`“${p.name.zh}”`] : []));
    throw new SheetError('VALUE', `没有名为${shownCell(Array.isArray(key) ? '' : key as Cell)}的参数${near.length === 0 ? '' : `；是否为${listing(near, 'zh')}`}`);
  }
  const named = isEmpty(unit as Cell) ? 'wan' : unitNamed(unit as Cell);
  if (named === undefined) throw new SheetError('VALUE', '单位应为“万元”或“元”');
  const parameter = policy.parameters[id] as (typeof policy.parameters)[string];
  if (parameter.unit === 'day') return parameter.value;
  return parameter.unit === 'CNY' ? amountCell(parameter.value, named) : Number(parameter.value);
}

// ---- the best combination ------------------------------------------------------------------------------

const CLAIM_COLUMNS = {
  measure: ['措施', '政策措施', '条款', 'measure'], input: ['同一投入', '同一投入编号', '投入', '投入编号', '项目编号', '项目', 'input', 'project'], amount: ['金额', '测算金额', 'amount'],
} as const;
/** Pairs of one input that are looked at; beyond it a table is no list of awards. */
const MOST_PAIRS = 1_000_000;

function combine(policy: Policy, args: readonly Argument[], said: Said): Cell[][] {
  const [table] = said.tables;
  const columns = said.tables.length === 1 && table !== undefined ? claimColumns(table) : undefined;
  return columns === undefined || table === undefined ? combination(assessTables(policy, saidBy(policy, args))) : combineClaims(policy, table, columns, said);
}

interface ClaimColumns {
  readonly header: number;
  readonly measure: number;
  readonly input: number;
  readonly amount: number;
  readonly unit: Unit | undefined;
}

/** The three columns of a table of awards whose amounts are known. */
function claimColumns(table: Table): ClaimColumns | undefined {
  for (let header = 0; header < Math.min(table.length, 20); header += 1) {
    const names = (table[header] ?? []).map((cell) => (typeof cell === 'string' ? bare(cell) : ''));
    const at = (of: readonly string[]): number => names.findIndex((name) => of.includes(name.replace(/(?:单位)?(?:万元|元)$/, '')));
    const [measure, input, amount] = [at(CLAIM_COLUMNS.measure), at(CLAIM_COLUMNS.input), at(CLAIM_COLUMNS.amount)];
    if (measure >= 0 && input >= 0 && amount >= 0) {
      const written = names[amount] as string;
      return { header, measure, input, amount, unit: written.endsWith('万元') ? 'wan' : written.endsWith('元') ? 'yuan' : undefined };
    }
  }
  return undefined;
}

interface ClaimRow {
  readonly row: number;
  readonly code: string;
  readonly title: string;
  readonly input: string;
  readonly amount: Money;
}

function combineClaims(policy: Policy, table: Table, columns: ClaimColumns, said: Said): Cell[][] {
  const unit = columns.unit ?? said.unit;
  const lines: Cell[][] = table.map(() => ['', '', '']);
  lines[columns.header] = ['选定', `计入金额（${UNITS[unit].zh}）`, '说明'];
  const claims: ClaimRow[] = [];
  for (let row = columns.header + 1; row < table.length; row += 1) {
    const found = claimIn(policy, table[row] ?? [], row, columns, unit);
    if (found === undefined) continue;
    if (typeof found === 'string') lines[row] = ['输入有误', '', found];
    else claims.push(found);
  }
  const exclusive = exclusivePairs(policy, claims, contextFor(policy, said).readings);
  const { chosen, optimal } = noDoubleDipping({ claims: claims.map(({ row, amount }): Claim => ({ id: String(row), amount })), exclusive });
  const isChosen = new Set(chosen);
  const instead = new Map<string, string[]>();
  const byRow = new Map(claims.map((c) => [String(c.row), c]));
  for (const [a, b] of exclusive) for (const [own, other] of [[a, b], [b, a]] as const) {
    if (!isChosen.has(own) && isChosen.has(other)) listUnder(instead, own).push(`${byRow.get(other)?.title}（第${Number(other) + 1}行）`);
  }
  for (const { row, amount } of claims) {
    const others = instead.get(String(row));
    lines[row] = isChosen.has(String(row))
      ? ['是', amountCell(amount, unit), optimal ? '' : '未能证明为最优组合']
      : ['否', 0, others === undefined ? '' : `让位于${listing(others, 'zh')}（同一投入就高）`];
  }
  const total = claims.filter((c) => isChosen.has(String(c.row))).reduce((sum, c) => sum.plus(c.amount), new Dec(0));
  return [...lines, ['合计', amountCell(total, unit), '']];
}

function claimIn(policy: Policy, line: readonly Cell[], row: number, { measure, input, amount }: ClaimColumns, unit: Unit): ClaimRow | string | undefined {
  const [called, of, sum] = [line[measure], line[input], line[amount]];
  if (isEmpty(called) || /^(?:合计|总计|小计)/.test(plain(String(called)))) return undefined;
  const asked = bare(String(called));
  const found = policy.measures.find((m) => [m.id, m.code, m.title.zh, m.title.en].some((name) => bare(name) === asked));
  if (found === undefined) return `没有名为${shownCell(called as Cell)}的措施；可填${listing(policy.measures.map((m) => m.title.zh), 'zh')}`;
  if (isEmpty(sum)) return '缺少金额';
  const value = readAmount(sum as Exclude<Cell, null>, unit);
  if (value === undefined || 'problem' in value) return value?.problem ?? '缺少金额';
  return { row, code: found.code, title: found.title.zh, input: isEmpty(of) ? `第${row + 1}行` : String(of).trim(), amount: value.value as Money };
}

/** The awards on one input that may not stand beside each other, by the table of pairs. */
function exclusivePairs(policy: Policy, claims: readonly ClaimRow[], readings: Readonly<Record<string, string>>): (readonly [string, string])[] {
  const byInput = new Map<string, ClaimRow[]>();
  for (const claim of claims) {
    const own = byInput.get(claim.input);
    if (own === undefined) byInput.set(claim.input, [claim]);
    else own.push(claim);
  }
  const pairs: (readonly [string, string])[] = [];
  let looked = 0;
  for (const own of byInput.values()) {
    for (let i = 0; i < own.length; i += 1) for (let k = i + 1; k < own.length; k += 1) {
      if ((looked += 1) > MOST_PAIRS) throw new SheetError('NUM', '同一投入下的行过多，无法取舍');
      const [a, b] = [own[i] as ClaimRow, own[k] as ClaimRow];
      if (a.code !== b.code && policy.overlap.relation(a.code, b.code, readings) === 'same-input') pairs.push([String(a.row), String(b.row)]);
    }
  }
  return pairs;
}
