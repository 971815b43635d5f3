export { type Argument, type AssessedSheet, type Said, type Table, assessTables, settingsIn } from './assessed.js';
export { rowsOf } from './layout.js';
export { type LedgerLine, type SheetLedger, ledgerUnder } from './ledger.js';
export { checkArguments, checkTables, type Cell, type Conversion, SheetError, type SheetErrorCode } from './cell.js';
export { type SheetFunction, type SheetParameter, sheetFunctionsOf } from './functions.js';
export { combination, evaluation, explanation, problemsOf } from './report.js';
export type { ConversionNote, PlacedRow, Problem } from './lines.js';
export type { SheetCase } from './table.js';
