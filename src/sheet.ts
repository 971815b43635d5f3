/**
 * The policy as functions of a spreadsheet: cell values in, cell values out, no host imported.
 *
 * Amounts are in 万元 unless an argument or a header says 元. A day may be a serial number or a text, a yes 是, TRUE, 1, Y
 * or √. An empty cell is unknown, which is never 0.
 */
import { chengdu2025 } from './chengdu/policy.js';
import { LIBRARY_VERSION } from './version.js';
import type { SheetCatalogue } from './sheet/hosts/index.js';
import { text } from './core/text.js';
import type { Assessment, CaseFile } from './index.js';
import type { Unit } from './words/index.js';
import {
  type Argument, type Cell, type ConversionNote, type Problem, type SheetFunction, type SheetLedger, type Table,
  assessTables as assessUnder, checkArguments, checkTables, combination, evaluation, explanation, ledgerUnder, problemsOf, rowsOf, settingsIn, sheetFunctionsOf,
} from './sheet/index.js';

/**
 * Every function: `EVALUATE`, `EXPLAIN`, `CHECK` and `COMBINE` of tables, one for each measure on single cells, `PARAM` and
 * `VERSION`. Each has its name in formulas, names and descriptions in both languages, its parameters, and `call`, which
 * throws a {@link SheetError}.
 *
 * @example
 * const evaluate = sheetFunctions.find((f) => f.id === 'EVALUATE');
 * evaluate.call([['项目编号', '项目单位', '备案日期', '总投资…'], ['一号线', '甲公司', 45500, …]], '2025-06-01');
 */
export const sheetFunctions: readonly SheetFunction[] = /* @__PURE__ */ sheetFunctionsOf(chengdu2025, LIBRARY_VERSION);

/** The functions with the names under which spreadsheets have them: `CDJG.EVALUATE`. For `chengdu-tech-upgrade/sheet/hosts`. */
export const sheetCatalogue: SheetCatalogue = /* @__PURE__ */ Object.freeze({
  namespace: 'CDJG', title: text('成都技改政策测算', 'Chengdu technological upgrading: estimates'), functions: sheetFunctions,
});

/** Tables that were read as one case: what each says, what is wrong with it, and what the policy gives. */
export interface AssessedTables {
  readonly caseFile: CaseFile;
  /** Left out where no row can be used. */
  readonly assessment: Assessment | undefined;
  /** Every fault and note, rows and tables counted from 0. */
  readonly problems: readonly Problem[];
  /** What was read otherwise than it stands in the cells. */
  readonly conversions: readonly ConversionNote[];
  /** Lines beside the lines of a table, as `EVALUATE` gives them. */
  readonly evaluation: (table: number) => Cell[][];
  /** What `EXPLAIN` gives for all tables together, and `CHECK` and `COMBINE`. */
  readonly explanation: () => Cell[][];
  readonly check: () => Cell[][];
  readonly combination: () => Cell[][];
}

/**
 * Reads tables and assesses them once, for everything that the functions of tables say.
 *
 * @param tables each with a header of fact names, a row for each project, loan, lease …
 * @param options the unit, the day of application, `name=value` for a reading or a fact of the case, as the functions take them
 * @throws SheetError where a table or an option cannot be understood as a whole
 */
export function assessTables(tables: readonly Table[], ...options: readonly Argument[]): AssessedTables {
  checkTables(tables);
  checkArguments(options);
  const assessed = assessUnder(chengdu2025, { ...settingsIn(chengdu2025, options), tables });
  const { sheet } = assessed;
  return {
    caseFile: sheet.caseFile as unknown as CaseFile,
    assessment: assessed.assessment as Assessment | undefined,
    problems: sheet.problems,
    conversions: sheet.conversions,
    evaluation: (table) => evaluation(assessed, table),
    explanation: () => explanation(assessed),
    check: () => problemsOf(assessed),
    combination: () => combination(assessed),
  };
}

/**
 * What the rows of a table are called (项目, 贷款 …), by its header; several kinds are named one after the other.
 *
 * @throws SheetError where no header can be understood, or where it fits several kinds
 */
export function rowsOfTable(table: Table): string {
  checkTables([table]);
  return rowsOf(table, chengdu2025.facts);
}

/**
 * Reads a ledger of payments as `audit` takes it, line by line: amounts in yuan unless a header, a title or a cell says 万元.
 *
 * @throws SheetError where no header can be understood
 */
export function readLedger(tables: readonly Table[], unit?: Unit): SheetLedger {
  checkTables(tables);
  return ledgerUnder(chengdu2025, tables, unit);
}

export type { ConversionNote, LedgerLine, Problem, SheetLedger, Table } from './sheet/index.js';
export type { SheetCatalogue } from './sheet/hosts/index.js';
export { type Cell, SheetError, type SheetErrorCode, type SheetFunction, type SheetParameter } from './sheet/index.js';
