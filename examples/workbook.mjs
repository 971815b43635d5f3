#!/usr/bin/env node
// @ts-check
/**
 * Writes 测算表.xlsx: the measures as plain formulas that any spreadsheet recomputes, without macro or add-in.
 *
 *   node examples/workbook.mjs                              with a case that ships with it filled in
 *   node examples/workbook.mjs examples/cases/4-park.json --out park.xlsx
 *   node examples/workbook.mjs --empty --out 测算表.xlsx
 */
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chengdu2025, isInvalidCaseError } from 'chengdu-tech-upgrade';
import { LINES, jsonOf, main, oneFile, optionsOf, refusal, refusalOf, within } from './lib/cli.mjs';
import { refuseEnding, workbooks, written } from './lib/tabular.mjs';
import { DEFAULT_DAY, book, knownOf } from './lib/workbook-articles.mjs';
import { LANDSCAPE, parameterSheet, serial } from './lib/workbook.mjs';

const HELP = {
  zh: `用法：node examples/workbook.mjs [案件.json] [选项]

写出一个工作簿，以普通公式（Excel 2007 起）计算全部十二项措施的条件、金额和
预拨，并填入案件的事实。参数另列一表，附条文原文。

  --out 文件.xlsx          写到何处（默认 测算表.xlsx）
  --empty                  不填案件，留空待填
${LINES.zh.lang}
${LINES.zh.help}
`,
  en: `Usage: node examples/workbook.mjs [case.json] [options]

Writes a workbook that computes conditions, amounts and advances of all twelve
measures by plain formulas (Excel 2007), with the facts of a case filled in.
Parameters stand on a sheet of their own with the words of the text.

  --out file.xlsx          where to write it (default 测算表.xlsx)
  --empty                  without a case, to be filled in
${LINES.en.lang}
${LINES.en.help}
`,
};

/** @param {any} caseFile */
function introduction(caseFile) {
  const lines = [
    ['新型技术改造政策测算表'], [`依据 ${chengdu2025.id}（${chengdu2025.version}），按各项歧义的默认解读`],
    ['首次申报或签订任务书日期', caseFile.applicationDate === undefined ? null : serial(caseFile.applicationDate), '各表的行未填申报日期时，以此为准'],
    [], ['一、蓝色列填写事实，绿色列为测算结果，灰色列为中间量（多已隐藏，可取消隐藏查看）；不确定的格留空，留空不等于0或否。'],
    ['二、金额一律以元计，精确到分；进度、系数填百分数，至多两位小数（如33.33%）。'],
    ['三、条件分满足、不满足、待明确；状态分符合、不符合、待定。待定时金额为一个范围，下限为0。'],
    ['四、各表金额为单项措施封顶后的金额，未作同一投入就高的取舍（附则第三句）；取舍请用测算程序的“就高叠加”。'],
    ['五、未列入：核减租入设备、按月或按日计息、各类非默认解读。本表为测算，不代替主管部门的审核决定。'],
  ];
  return {
    name: DEFAULT_DAY.sheet, rows: lines, columns: [{ width: 28 }, { width: 18 }, { width: 60 }], pageSetup: LANDSCAPE,
    cells: new Map(/** @type {[string, any][]} */ ([
      ['0,0', { value: lines[0]?.[0], style: { font: { bold: true, size: 16 } } }],
      [`${DEFAULT_DAY.row},${DEFAULT_DAY.column}`, { value: lines[2]?.[1], style: { numFmt: 'yyyy"年"m"月"d"日"' } }],
    ])),
    dataValidations: [{ type: /** @type {const} */ ('date'), operator: /** @type {const} */ ('greaterThan'), formula1: '366', range: 'B3', showErrorMessage: true, errorMessage: '请填日期，如2025-6-1' }],
  };
}

/** The workbook as bytes. @param {any} caseFile @param {boolean} [isEmpty] */
export async function workbookOf(caseFile, isEmpty = false) {
  const { writeXlsx } = await workbooks();
  const known = isEmpty ? { determination: () => undefined, payment: () => undefined } : knownOf(caseFile);
  return writeXlsx({ sheets: /** @type {any} */ ([introduction(caseFile), ...book.sheets(caseFile, known), parameterSheet()]) });
}

/** @param {string[]} args */
async function run(args) {
  const options = optionsOf(args, { out: { type: 'string', default: '测算表.xlsx' }, empty: { type: 'boolean', default: false } }, ['lang']);
  const given = oneFile(options.files);
  if (options.help) return void process.stdout.write(HELP[options.lang]);
  const file = given ?? fileURLToPath(new URL('cases/1-enterprise.json', import.meta.url));
  const isEmpty = options.own.empty === true;
  if (isEmpty && given !== undefined) throw refusal((w) => w.arguments, (w) => w.either('--empty', w.oneFile), (w) => w.both);
  const out = String(options.own.out);
  refuseEnding(out, '.xlsx');
  const caseFile = isEmpty ? {} : jsonOf(file);
  try {
    written(out, await workbookOf(caseFile, isEmpty));
  } catch (error) {
    throw isInvalidCaseError(error) ? refusalOf(error, within(file)) : error;
  }
  process.stdout.write(options.lang === 'zh' ? `已写入 ${out}\n` : `Written to ${out}\n`);
}

// Run by itself, by whatever link: who imports it wants the workbook alone.
if (process.argv[1] !== undefined && realpathSync(fileURLToPath(import.meta.url)) === realpathSync(process.argv[1])) await main(run);
