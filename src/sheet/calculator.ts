import { calculate } from '../assess/calculate.js';
import type { Determination } from '../core/determination.js';
import { isInvalidCaseError, stepsIn } from '../core/error.js';
import type { Fact, FactList, FactTable } from '../core/fact.js';
import type { Measure } from '../core/measure.js';
import type { Policy } from '../core/policy.js';
import { text } from '../core/text.js';
import { type Unit, formatMoney, listing } from '../words/index.js';
import { type Argument, type Table, single, unitNamed } from './assessed.js';
import { type Cell, SheetError, amountCell, isEmpty, halfWidth, readCell, shownCell, toldIn } from './cell.js';
import { fieldsOf } from './columns.js';
import type { SheetFunction, SheetParameter } from './functions.js';

/**
 * One function for each measure, on single cells: its facts one after the other, in the order of the
 * declaration. A measure that adds up rows takes a column for each fact of a row; any other takes columns as
 * so many subjects, and gives a column.
 */

interface Place {
  readonly name: string;
  readonly fact: Fact;
  readonly group: string | undefined;
  /** The list whose rows it belongs to. */
  readonly list: string | undefined;
}

const ENDS = { min: '下限', max: '上限' } as const;
type End = keyof typeof ENDS;

/** The name of a measure in the formulas of a spreadsheet. */
export const functionNameOf = ({ id }: Pick<Measure, 'id'>): string => id.replaceAll('-', '_').toUpperCase();

/** The facts that have a parameter: all but the subject's own name, unless a row is held against it. */
function placesOf({ facts, subject, source, rows }: Measure): Place[] {
  const found = 'each' in source ? source.foundIn ?? {} : {};
  // A list of which the subject is a row, or that only says what a fact of the measure says as well.
  const isSaidOtherwise = (list: string): boolean =>
    ('each' in source && source.inside === list) || Object.entries(found).some(([fact, of]) => of === list && Object.hasOwn(facts, fact));
  return fieldsOf(facts).flatMap(({ name, entry, group, inside }): Place[] => {
    if (entry.kind !== 'fact') return [];
    if (inside === undefined && group === undefined && name === subject && rows?.inherits.includes(subject) !== true) return [];
    // What all rows take from the subject is asked for once.
    if (inside !== undefined && (name === 'id' || isSaidOtherwise(inside) || (Object.hasOwn(facts, name) && rows?.inherits.includes(name) === true))) return [];
    return [{ name, fact: entry, group, list: inside }];
  });
}

const TYPES: Readonly<Record<Fact['type'], SheetParameter['type']>> = {
  id: 'text', money: 'number', ratio: 'number', day: 'day', year: 'number', count: 'number', rank: 'number', boolean: 'boolean', choice: 'text',
};

function parameterOf({ fact, group, list }: Place, facts: FactTable): SheetParameter {
  const of = group === undefined ? undefined : facts[group]?.name;
  const options = Object.values(fact.options ?? {});
  // A question about money asks for yuan; a cell is read in the unit of the call.
  const said = fact.type === 'money' ? text(`${fact.name.zh}，按“单位”所填（默认万元）`, `${fact.name.en}, in the unit of the call (万元 where none is given)`)
    : fact.asking?.question ?? fact.name;
  // A fact that is called by its group already is not called by it twice.
  const name = of === undefined || fact.name.zh.startsWith(of.zh) ? fact.name : text(`${of.zh}${fact.name.zh}`, `${of.en}: ${fact.name.en}`);
  return {
    name,
    description: list === undefined ? said : text(`${said.zh}（每行一项的一列）`, `${said.en} (a column, one cell a row)`),
    type: TYPES[fact.type],
    optional: !fact.required || group !== undefined,
    ...(list === undefined ? undefined : { isColumn: true }),
    ...(options.length === 0 ? undefined : { options }),
  };
}

export const UNIT_PARAMETER: SheetParameter = {
  name: text('单位', 'unit'), type: 'text', optional: true, options: [text('万元', 'wan'), text('元', 'yuan')],
  description: text('金额单位：“万元”（默认）或“元”，结果单位相同', 'unit of all amounts: 万元 (the default) or 元; the result is in the same unit'),
};
const END_PARAMETER: SheetParameter = {
  name: text('取值', 'end'), type: 'text', optional: true, options: [text(ENDS.min, 'min'), text(ENDS.max, 'max')],
  description: text('金额尚不确定时取“下限”或“上限”；不填则不给出数值', 'which end of an amount that is open: 下限 or 上限; without it an open amount has no value'),
};

/** The function of a measure. */
export function measureFunction(measure: Measure, policy: Policy): SheetFunction {
  const places = placesOf(measure);
  const { title, clause } = measure;
  const run = new Calculator(measure, places, policy);
  return {
    id: functionNameOf(measure),
    name: title,
    description: text(
      `${title.zh}（${clause}）：不符合条件为0；缺少事实或金额待核定时无数值并说明所缺`,
      `${title.en} (${clause}): 0 where it is not eligible, no value while facts are missing or the authority has not fixed the amount`,
    ),
    parameters: [...places.map((p) => parameterOf(p, measure.facts)), UNIT_PARAMETER, END_PARAMETER],
    result: places.some((p) => p.list !== undefined) ? 'cell' : 'any',
    call: (...args) => run.call(args),
  };
}

class Calculator {
  readonly #measure: Measure;
  readonly #places: readonly Place[];
  readonly #policy: Policy;

  constructor(measure: Measure, places: readonly Place[], policy: Policy) {
    this.#measure = measure;
    this.#places = places;
    this.#policy = policy;
  }

  call(args: readonly Argument[]): Cell | Cell[][] {
    const n = this.#places.length;
    if (args.length > n + 2) throw new SheetError('VALUE', `参数过多：最多${n + 2}个`);
    const unit = chosen(args[n], unitNamed, 'wan', '单位', '“万元”或“元”');
    const end = chosen<End | undefined>(args[n + 1], endNamed, undefined, '取值', `“${ENDS.min}”或“${ENDS.max}”`);
    const values = this.#places.map((_p, i) => single(args[i]));
    const isColumn = (value: Cell | Table): value is Table => Array.isArray(value);
    const columns = this.#places.flatMap(({ list }, i) => (list === undefined && isColumn(values[i] as Cell | Table) ? [values[i] as Table] : []));
    if (columns.length === 0) return this.#one(values, unit, end);
    if (this.#places.some((p) => p.list !== undefined)) throw new SheetError('VALUE', '此函数一次测算一个对象：只有逐行的参数可以是一列');
    return this.#each(values, columns, unit, end);
  }

  /** One subject after the other; what is wrong with one of them is told in its cell. */
  #each(values: readonly (Cell | Table)[], columns: readonly Table[], unit: Unit, end: End | undefined): Cell[][] {
    const lists = values.map((value) => (Array.isArray(value) ? (value as Table).flat() : value as Cell));
    const length = Math.max(...columns.map((c) => c.flat().length));
    if (columns.some((c) => c.flat().length !== length)) throw new SheetError('VALUE', '各列的行数应相同');
    const out: Cell[] = [];
    for (let i = 0; i < length; i += 1) {
      const own = lists.map((value) => (Array.isArray(value) ? value[i] ?? null : value));
      out.push(lists.every((value, k) => !Array.isArray(value) || isEmpty(own[k] as Cell)) ? '' : this.#told(own as Cell[], unit, end));
    }
    return columns[0]?.length === 1 ? [out] : out.map((cell) => [cell]);
  }

  #told(values: readonly Cell[], unit: Unit, end: End | undefined): Cell {
    try {
      return this.#one(values, unit, end);
    } catch (error) {
      if (!(error instanceof SheetError)) throw error;
      return `${error.code === 'NA' ? '缺少事实' : '输入有误'}：${error.message}`;
    }
  }

  #one(values: readonly (Cell | Table)[], unit: Unit, end: End | undefined): Cell {
    return amountFor(this.#determined(this.#facts(values, unit)), unit, end, this.#measure);
  }

  #determined(facts: Record<string, unknown>): Determination {
    try {
      return calculate(this.#measure, this.#policy.relations, this.#policy, facts);
    } catch (error) {
      if (!isInvalidCaseError(error)) throw error;
      const missing = error.issues.every((i) => i.code === 'missing');
      if (missing) throw new SheetError('NA', `缺少${listing(error.issues.map((i) => factNameIn(this.#measure, i.path)), 'zh')}`);
      throw new SheetError('VALUE', toldIn(error.issues));
    }
  }

  /** The flat facts that the calculator takes. */
  #facts(values: readonly (Cell | Table)[], unit: Unit): Record<string, unknown> {
    const facts: Record<string, unknown> = {};
    const lists = new Set<string>();
    this.#places.forEach((place, i) => {
      if (place.list !== undefined) return void lists.add(place.list);
      const value = this.#read(values[i] as Cell, place, unit);
      if (value === undefined) return;
      if (place.group === undefined) facts[place.name] = value;
      else ((facts[place.group] ??= {}) as Record<string, unknown>)[place.name] = value;
    });
    const { subject, kind } = this.#measure;
    facts[subject] ??= `本${this.#policy.kinds[kind]?.zh ?? ''}`;
    for (const list of lists) {
      const rows = this.#rows(list, values, unit);
      if (rows.length > 0) facts[list] = rows;
    }
    return facts;
  }

  /** The rows of a list: columns of the same length, a single cell holding for every row that says anything. */
  #rows(list: string, values: readonly (Cell | Table)[], unit: Unit): Record<string, unknown>[] {
    const columns = this.#places.flatMap((place, i) => (place.list === list ? [{ place, cells: [values[i] as Cell | Table].flat(2) as Cell[], isOne: !Array.isArray(values[i]) }] : []));
    const length = Math.max(0, ...columns.map((c) => (c.isOne && isEmpty(c.cells[0]) ? 0 : c.cells.length)));
    if (columns.some((c) => !c.isOne && c.cells.length !== length)) throw new SheetError('VALUE', '各列的行数应相同');
    const hasId = Object.hasOwn((this.#measure.facts[list] as FactList).of, 'id');
    const rows: Record<string, unknown>[] = [];
    for (let i = 0; i < length; i += 1) {
      const own = columns.map((c) => (c.isOne ? c.cells[0] : c.cells[i]) as Cell);
      if (columns.every((c, k) => isEmpty(own[k]) || (c.isOne && length > 1))) continue;
      const row: Record<string, unknown> = hasId ? { id: `第${i + 1}行` } : {};
      columns.forEach(({ place }, k) => {
        const value = this.#read(own[k] as Cell, place, unit);
        if (value !== undefined) row[place.name] = value;
      });
      rows.push(row);
    }
    return rows;
  }

  #read(cell: Cell, { fact }: Place, unit: Unit): unknown {
    const found = readCell(cell, fact, unit);
    if (found === undefined) return undefined;
    if ('problem' in found) throw new SheetError(found.code, `${fact.name.zh}：${found.problem}`);
    return found.value;
  }
}

/** The amount of a determination as a cell: 0 where it is not eligible, no value while it is open. */
function amountFor(d: Determination, unit: Unit, end: End | undefined, measure: Measure): Cell {
  const { min, max } = d.amount;
  if (d.status === 'ineligible') return 0;
  if (min === max) return amountCell(max, unit);
  if (end !== undefined) return amountCell(end === 'max' ? max : min, unit);
  const missing = listing([...new Set((d.missing ?? []).map((path) => factNameIn(measure, `$.${path}`)))], 'zh');
  const why = d.nature === 'ceiling' ? `金额由主管部门核定，现只知最高${formatMoney(max, { unit })}` : `金额尚不能确定，在${formatMoney({ min, max }, { unit })}之间`;
  throw new SheetError('NA', `${why}；缺少${missing}`);
}

/** What a path in the facts of a measure names, without its row; a fact that all rows take from the subject is the subject's. */
function factNameIn({ facts }: Measure, path: string): string {
  let [at, name]: [FactTable, string] = [facts, path];
  for (const step of stepsIn(path)) {
    const entry = at[step] ?? facts[step];
    if (entry === undefined) continue;
    name = entry.name.zh;
    if ('of' in entry) at = entry.of;
  }
  return name;
}

const endNamed = (cell: Cell): End | undefined => (Object.keys(ENDS) as End[]).find((end) => typeof cell === 'string' && (halfWidth(cell) === end || halfWidth(cell) === ENDS[end]));

function chosen<T>(argument: Argument, named: (cell: Cell) => T | undefined, fallback: T, name: string, expected: string): T {
  const cell = single(argument);
  if (!Array.isArray(cell) && isEmpty(cell as Cell)) return fallback;
  const found = Array.isArray(cell) ? undefined : named(cell as Cell);
  if (found === undefined) throw new SheetError('VALUE', `${name}应为${expected}${Array.isArray(cell) ? '' : `，实为${shownCell(cell as Cell)}`}`);
  return found;
}
