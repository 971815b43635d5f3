/** What the script bundle holds: the functions of a spreadsheet, their hosts, and the assessment of a case. */
export { assess, chengdu2025, isInvalidCaseError, safeAssess } from './index.js';
export { SheetError, sheetCatalogue, sheetFunctions } from './sheet.js';
export { answerForLibreOffice, associateInExcel, callInGoogleSheets, registerInHyperFormula, registerInUniver, registerInWps } from './sheet/hosts/index.js';
