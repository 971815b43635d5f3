/**
 * The functions of `chengdu-tech-upgrade/sheet` in the spreadsheets themselves. Nothing of a host is imported: its module, or
 * the object that it gives to scripts, is passed in. What is written to files for a host is returned as text.
 */
export { type StubDialect, callInGoogleSheets, googleSheetsScript, scriptStubs } from './apps-script.js';
export type { Answer, SheetCatalogue } from './catalogue.js';
export { type ExcelCustomFunctions, type ExcelManifest, associateInExcel, excelManifest, excelMetadata } from './excel.js';
export { type HyperFormulaModule, registerInHyperFormula } from './hyperformula.js';
export { answerForLibreOffice, libreOfficeFiles, libreOfficeName } from './libreoffice.js';
export { type UniverFormula, registerInUniver } from './univer.js';
export { type WpsApplication, registerInWps, wpsManifest, wpsMetadata } from './wps.js';
