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
import { type SheetFunction, sheetFunctionsOf } from './sheet/index.js';

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

export type { SheetCatalogue } from './sheet/hosts/index.js';
export { type Cell, SheetError, type SheetErrorCode, type SheetFunction, type SheetParameter } from './sheet/index.js';
