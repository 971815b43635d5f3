import { listOf } from '../core/measure.js';
import type { Policy } from '../core/policy.js';
import { type Bilingual, text } from '../core/text.js';
import { listing } from '../words/index.js';
import { type Argument, type Said, type Table, assessTables, saidBy, single, unitNamed } from './assessed.js';
import { UNIT_PARAMETER, measureFunction } from './calculator.js';
import { type Cell, SheetError, amountCell, checkArguments, isEmpty, shownCell } from './cell.js';
import { claimColumns, combineClaims } from './claims.js';
import { bare, isCalled } from './columns.js';
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
  description: text('有关的其他表；单位“万元”（默认）或“元”；申报日期；“名称=值”的解读', 'further tables; the unit, 万元 (the default) or 元; the day of application; name=value for a reading'),
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
      (args) => combine(policy, saidBy(policy, args)), (heights) => ({ width: 6, height: linesFor(heights) })),
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
  const lists = measures.map(listOf);
  return Math.max(...lists.map((list) => lists.filter((other) => other === list).length));
}

function parameterCell(policy: Policy, key: Cell | Table, unit: Cell | Table): Cell {
  const { register } = policy;
  const asked = typeof key === 'string' ? bare(key) : '';
  const id = Object.keys(register).find((name) => isCalled(asked, [name, ...(register[name] ?? []).flatMap((p) => [p.name.zh, p.name.en])]));
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

function combine(policy: Policy, said: Said): Cell[][] {
  const [table] = said.tables;
  const columns = said.tables.length === 1 && table !== undefined ? claimColumns(table) : undefined;
  return columns === undefined || table === undefined ? combination(assessTables(policy, said)) : combineClaims(policy, table, columns, said);
}
