import { assessRead } from '../assess/assess.js';
import type { Assessment } from '../assess/assessment.js';
import { yearsOf } from '../assess/determine.js';
import { keyFor } from '../audit/ledger.js';
import { completed } from '../case/case.js';
import { type Context, contextOf } from '../core/context.js';
import type { Determination } from '../core/determination.js';
import { isInvalidCaseError } from '../core/error.js';
import { byKey } from '../core/groups.js';
import { type Measure, listOf } from '../core/measure.js';
import type { Policy } from '../core/policy.js';
import type { Range } from '../core/span.js';
import { type Unit, UNITS } from '../words/index.js';
import { type Cell, SheetError, isEmpty, halfWidth, readCell, shownCell, toldIn } from './cell.js';
import { isCalled } from './columns.js';
import type { PlacedRow } from './lines.js';
import { type SheetCase, readTables } from './table.js';

/** Tables with what the policy gives for them, and each row with the determinations that stand on it. */

export type Argument = Cell | readonly (readonly Cell[])[] | undefined;
export type Table = readonly (readonly Cell[])[];

/** What is said beside the tables: the unit of amounts, facts of the case itself, readings. */
export interface Said {
  readonly tables: readonly Table[];
  readonly unit: Unit;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly readings: Readonly<Record<string, string>>;
}

export interface AssessedSheet {
  readonly policy: Policy;
  readonly said: Said;
  readonly sheet: SheetCase;
  /** Left out where no row can be used. */
  readonly assessment: Assessment | undefined;
  /** The determinations of each row; those of several rows stand with the first of them. */
  readonly rows: ReadonlyMap<PlacedRow, RowResult>;
  readonly payable: ReadonlyMap<string, Range>;
}

export interface RowResult {
  readonly own: readonly Determination[];
  /** The row with which it is added up, where that is another one. */
  readonly with: readonly PlacedRow[];
  /** It has measures, but could not be used, because another line of its subject is broken. */
  readonly isLeftOut: boolean;
}

/** A single cell that came as a range of one. */
export const single = (argument: Argument): Cell | Table => {
  if (!Array.isArray(argument)) return (argument as Cell | undefined) ?? null;
  const rows = argument as Table;
  return rows.length === 1 && rows[0]?.length === 1 ? rows[0][0] ?? null : rows;
};

const UNIT_BY_NAME: ReadonlyMap<string, Unit> = new Map(
  (Object.keys(UNITS) as Unit[]).flatMap((unit) => [[unit, unit], [UNITS[unit].zh, unit]]),
);

/** The unit that a cell names; undefined where it names none. */
export const unitNamed = (cell: Cell): Unit | undefined => (typeof cell === 'string' ? UNIT_BY_NAME.get(halfWidth(cell)) : undefined);

/**
 * The arguments of a function of tables: those of several cells are tables; single cells are a unit, the
 * day of application, or `name=value` for a reading or a fact of the case.
 *
 * @throws SheetError for an argument that is none of these
 */
export function saidBy(policy: Policy, args: readonly Argument[]): Said {
  const said = settingsIn(policy, args);
  if (said.tables.length === 0) throw new SheetError('VALUE', '请提供带表头的表：首行为列名，其下每行一个项目、一笔贷款等');
  return said;
}

/** The same where there need be no table among them. */
export function settingsIn(policy: Policy, args: readonly Argument[]): Said {
  const tables: Table[] = [];
  const units: { unit?: Unit } = {};
  const facts: Record<string, unknown> = {};
  const readings: Record<string, string> = {};
  for (const argument of args) {
    const cell = single(argument);
    if (Array.isArray(cell)) tables.push(cell as Table);
    else if (!isEmpty(cell as Cell)) {
      const named = unitNamed(cell as Cell);
      if (named !== undefined) setOnce(units, 'unit', named, cell as Cell);
      else setting(policy, cell as Cell, facts, readings);
    }
  }
  return { tables, unit: units.unit ?? 'wan', facts, readings };
}

/** @throws SheetError where something else was said before: neither is to be passed over */
function setOnce<K extends string, T>(settings: { [N in K]?: T }, name: K, value: T, cell: Cell): void {
  if ((settings[name] ??= value) !== value) throw new SheetError('VALUE', `参数${shownCell(cell)}与前面的参数不一致；请只保留一个`);
}

function setting(policy: Policy, cell: Cell, facts: Record<string, unknown>, readings: Record<string, string>): void {
  const { applied } = policy.period;
  const [, name = '', value = ''] = typeof cell === 'string' ? /^([^=＝]{1,60})[=＝](.{1,60})$/s.exec(cell.trim()) ?? [] : [];
  if (Object.hasOwn(policy.readings, name.trim())) return setOnce(readings, name.trim(), value.trim(), cell);
  const fact = name === '' ? applied : Object.entries(policy.facts).find(([key, { name: said }]) => isCalled(name, [key, said.zh, said.en]))?.[0];
  const entry = fact === undefined ? undefined : policy.facts[fact];
  const found = entry?.kind === 'fact' ? readCell(name === '' ? cell : value, entry, 'wan') : undefined;
  if (fact !== undefined && found !== undefined && 'value' in found) return setOnce(facts, fact, found.value, cell);
  const why = found !== undefined && 'problem' in found && name !== '' ? `：${found.problem}` : '；可填单位“万元”或“元”、申报日期或“名称=值”';
  throw new SheetError('VALUE', `无法识别参数${shownCell(cell)}${why}`);
}

/** @throws SheetError where a table or an argument cannot be understood as a whole */
export function assessTables(policy: Policy, said: Said): AssessedSheet {
  const context = contextFor(policy, said);
  const sheet = readTables(said.tables, policy, said);
  const isAny = sheet.rows.some((row) => row.failure === undefined) && Object.keys(sheet.known).length > 0;
  const assessment = isAny ? assessRead(completed(sheet.known, policy), context) : undefined;
  const payable = new Map((assessment?.selection.payable ?? []).map(({ key, amount }) => [key, amount]));
  return { policy, said, sheet, assessment, rows: placed(sheet, assessment, context), payable };
}

/** @throws SheetError where a reading has no such value */
export function contextFor(policy: Policy, { readings }: Said): Context {
  try {
    return contextOf(policy, { readings });
  } catch (error) {
    if (!isInvalidCaseError(error)) throw error;
    throw new SheetError('VALUE', toldIn(error.issues));
  }
}

function placed(sheet: SheetCase, assessment: Assessment | undefined, context: Context): Map<PlacedRow, RowResult> {
  const determinations = new Map((assessment?.determinations ?? []).map((d) => [d.key, d]));
  const first = new Map<string, PlacedRow>();
  const out = new Map<PlacedRow, RowResult>();
  const measures = byKey(context.policy.measures, listOf);
  for (const row of sheet.rows) {
    const own: Determination[] = [];
    const others = new Set<PlacedRow>();
    const keys = row.failure === undefined ? (measures.get(row.list) ?? []).flatMap((m) => keysOf(m, row, context)) : [];
    for (const key of keys) {
      const determination = determinations.get(key);
      if (determination === undefined) continue;
      const before = first.get(key);
      if (before === undefined) {
        first.set(key, row);
        own.push(determination);
      } else others.add(before);
    }
    out.set(row, { own, with: [...others], isLeftOut: keys.length > 0 && own.length + others.size === 0 });
  }
  return out;
}

/** The keys of the determinations of a measure that stand on a row. */
function keysOf(measure: Measure, row: PlacedRow, context: Context): string[] {
  const { source } = measure;
  const of = (name: string | undefined): unknown => (name === undefined ? undefined : row.facts[name]);
  if ('each' in source) {
    if (source.inside === undefined) return [keyFor(measure, of(source.id) as string, of(source.year) as number | undefined, context)];
    return row.inner === undefined || row.inside !== source.inside ? [] : [keyFor(measure, of(source.id) as string, row.inner[source.year as string] as number, context)];
  }
  if (source.where !== undefined && of(source.where.fact) !== source.where.is) return [];
  const apart = source.apart?.(context.at(undefined));
  const years = apart !== undefined && 'byYearOf' in apart ? yearsOf(of(apart.byYearOf) as string | undefined, context) : [of(source.year) as number | undefined];
  return years.map((year) => keyFor(measure, of(source.by) as string, year, context));
}
