#!/usr/bin/env node
// @ts-check
/**
 * Assesses tables of projects, loans, leases … or audits a ledger, from files of spreadsheets into files of spreadsheets.
 *
 *   node examples/sheet.mjs --template 模板.xlsx
 *   node examples/sheet.mjs 申报.xlsx --out 结果.xlsx
 *   node examples/sheet.mjs 申报.xlsx --ledger 台账.csv --out 核查.xlsx
 */
import { extname } from 'node:path';
import { createAuditor, isInvalidCaseError } from 'chengdu-tech-upgrade';
import { SheetError, assessTables, readLedger, rowsOfTable } from 'chengdu-tech-upgrade/sheet';
import { clauseName, formatMoney, terms } from 'chengdu-tech-upgrade/words';
import { LINES, Refusal, SEVERAL, jsonOf, main, optionsOf, refusal, refusalOf, told as toldOf, within } from './lib/cli.mjs';
import { freeName, refuseEnding, tablesOf, writeTables } from './lib/tabular.mjs';
import { templateOf } from './lib/template.mjs';
import { letters } from './lib/workbook.mjs';

/** @typedef {import('chengdu-tech-upgrade/sheet').Cell} Cell */
/** @typedef {{ file: string, name: string, rows: Cell[][] }} Table */

const HELP = `用法：node examples/sheet.mjs 文件… [选项]

读取有表头的数据表（.xlsx、.xls，或UTF-8、GB18030、UTF-16编码的.csv）：列名为
事实的中文或英文名称，每个项目、贷款、租赁等各一行，合为一个案件测算。标题、
合计、注释和其他列略过。换算了什么、哪些行不能采用，逐一说明；有不能采用的行，
退出码为2。

  --template 文件.xlsx     只写出待填的数据表
  --out 文件.xlsx|.csv     各行之旁写出结果；.xlsx另有说明、组合、审核结果和问题
  --ledger 文件            拨付台账，对照数据表（或代之以案件.json）审核
  --unit 万元|元           未注明的金额单位（默认万元；台账为元）
  --day 2025-06-01         未填申报日期的行所用的首次申报日期
  --set 名称=取值          一项解读或案件的一项事实；可重复。--day 和 --set 用于
                           数据表，不用于案件.json
${LINES.zh.help}

Usage: node examples/sheet.mjs file … [options]

Reads tables (.xlsx, .xls, or .csv in UTF-8, GB18030 or UTF-16) with a header of
fact names in Chinese or English, a row for each project, loan, lease …, and
assesses them as one case. Titles, totals, notes and further columns are passed
over. It says in Chinese what it converted and names every row that it cannot
use; then it ends with exit code 2.

  --template file.xlsx     writes tables to be filled in, and nothing else
  --out file.xlsx|.csv     results beside the rows; as .xlsx also explanations,
                           the combination, findings and problems
  --ledger file            a ledger of payments, audited against the tables (or
                           against a case.json in their place)
  --unit 万元|元           unit of amounts that state none (default 万元; of a
                           ledger 元)
  --day 2025-06-01         day of the first application, for rows without one
  --set name=value         a reading or a fact of the case; may be repeated.
                           --day and --set are for tables, not for a case.json
${LINES.en.help}
`;

const CONVERSIONS = { serial: '日期序号转为日期', day: '日期写法统一', amount: '金额文字转为数值', ratio: '百分数转为比例', answer: '转为是或否', option: '转为选项', number: '数值编号转为文本' };

/** What the library says of a place, or by itself of the options. @template T @param {string | undefined} place @param {() => T} read */
function orRefusal(place, read) {
  try {
    return read();
  } catch (error) {
    if (error instanceof SheetError) throw place === undefined ? new Refusal(() => error.message) : toldOf(place, error.message);
    if (isInvalidCaseError(error)) throw refusalOf(error, within(place ?? ''));
    throw error;
  }
}

/** The tables of files that can be understood; told is what became of each. @param {string[]} files @param {string[]} told */
async function readAll(files, told) {
  /** @type {Table[]} */
  const tables = [];
  for (const file of files) {
    const { sheets, how } = await tablesOf(file);
    for (const { name, rows } of sheets) {
      const place = name === '' ? file : `${file}“${name}”`;
      const filled = rows.filter((row) => row.some((cell) => cell !== null && cell !== '')).length;
      if (filled <= 1 || (sheets.length > 1 && !isTable(rows))) {
        if (filled > 1) told.push(`${place}：未识别为数据表，未使用`);
        continue;
      }
      const kind = orRefusal(place, () => rowsOfTable(rows));
      const called = name === '' ? kind : name;
      const own = freeName(called, tables.map((t) => t.name));
      told.push(`${place}：按${how}读取，${kind}${own === called ? '' : `，以下称“${own}”`}`);
      tables.push({ file, name: own, rows });
    }
  }
  return tables;
}

/** Whether the header says anything; one that fits several kinds is told, not passed over. @param {Cell[][]} rows */
const isTable = (rows) => hasHeader(() => rowsOfTable(rows));

/** @param {() => unknown} read */
function hasHeader(read) {
  try {
    return read() !== '';
  } catch (error) {
    return !(error instanceof SheetError && error.message.startsWith('未找到表头'));
  }
}

/** @param {readonly import('chengdu-tech-upgrade/sheet').ConversionNote[]} conversions @param {(table: number) => string} named */
const convertedLines = (conversions, named) =>
  conversions.map(({ table, column, how, count, cell, value }) => [named(table), column, '转换', `${CONVERSIONS[how]}：${count}格，如“${cell}”读作“${value}”`]);

/** @param {readonly import('chengdu-tech-upgrade/sheet').Problem[]} problems @param {(table: number) => string} named */
const problemLines = (problems, named) =>
  problems.map(({ table, row, column, code, message }) => [`${named(table)}第${row + 1}行`, column ?? '', code === 'NOTE' ? '提示' : code === 'NA' ? '缺少' : '错误', message]);

const UNITS = new Map(/** @type {const} */ ([['元', 'yuan'], ['万元', 'wan']]));

/**
 * @param {() => import('chengdu-tech-upgrade').Auditor} auditorOf of the case
 * @param {string} file @param {string | undefined} unit @param {string[]} told
 */
async function audited(auditorOf, file, unit, told) {
  const auditor = auditorOf();
  const { sheets, how } = await tablesOf(file);
  const filled = sheets.filter(({ rows }) => rows.length > 0);
  if (filled.length === 0) throw refusal(file, '台账：表头和拨付记录');
  /** @param {Cell[][][]} tables */
  const read = (tables) => readLedger(tables, /** @type {'yuan'} */ (unit && (UNITS.get(/** @type {'元'} */ (unit)) ?? unit)));
  // Of several worksheets each may hold a part of the ledger: one that holds none is told.
  const ledgers = filled.length === 1 ? filled : filled.filter(({ rows }) => hasHeader(() => read([rows])));
  for (const sheet of filled) if (!ledgers.includes(sheet)) told.push(`${file}“${sheet.name}”：未识别为台账，未使用`);
  const { lines, problems: unread, conversions } = orRefusal(file, () => read((ledgers.length === 0 ? filled : ledgers).map(({ rows }) => rows)));
  const named = (/** @type {number} */ table) => (ledgers.length < 2 ? '' : `“${ledgers[table]?.name}”`);
  const problems = [...unread];
  /** The lines that were audited, as findings count them. @type {typeof lines[number][]} */
  const good = [];
  /** @type {any[]} */
  const findings = lines.flatMap((line) => {
    if (line.award === undefined) return [];
    try {
      const found = auditor.check(/** @type {any} */ (line.award));
      good.push(line);
      return found;
    } catch (error) {
      if (!isInvalidCaseError(error)) throw error;
      problems.push({ table: line.table, row: line.row, code: 'VALUE', message: error.issues.map(({ message, path }) => message.zh.replace(`（${path}）`, '')).join('；') });
      return [];
    }
  });
  told.push(`${file}：按${how}读取，拨付记录${lines.length}行，可用${good.length}行`);
  findings.push(...auditor.finish().findings);
  const rows = findings.map((f) => [
    f.awards.map((/** @type {any} */ a) => `${named(good[a.index]?.table ?? 0)}第${(good[a.index]?.row ?? 0) + 1}行`).join('、'), terms.severity[/** @type {'error'} */ (f.severity)].zh, clauseName(f.clause, 'zh', { code: true }),
    formatMoney(f.expected), f.actual === undefined ? '' : formatMoney(f.actual), f.difference === undefined ? '' : Number(f.difference), f.message.zh,
  ]);
  return { findings: [['台账行', '性质', '条款', '应有', '实际', '差额（元）', '说明'], ...rows], problems: problemLines(problems, (table) => `台账${named(table)}`), converted: convertedLines(conversions, (table) => `台账${named(table)}`) };
}

/** @param {Table[]} tables @param {Cell[][][]} results lines beside the lines of each table */
function resultSheets(tables, results) {
  return tables.map(({ name, rows }, i) => {
    const beside = results[i] ?? [];
    const header = beside.findIndex((line) => line[0] === '状态');
    // Columns that hold nothing below their header are left off.
    const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
    const used = Array.from({ length: width }, (_x, c) => c).filter((c) => rows.some((row, r) => r > header && row[c] !== null && row[c] !== undefined && row[c] !== ''));
    // Who and what comes first, then the result, then what it was found from.
    const [first, rest] = [used.slice(0, 2), used.slice(2)];
    const of = (/** @type {Cell[]} */ row, /** @type {number[]} */ columns) => columns.map((c) => row[c] ?? null);
    return {
      name: `${name.slice(0, 24)}结果`, header, widths: [...first.map(() => 18), 10, 14, 14, 36, 26, 16, 48, ...rest.map(() => 14)],
      formats: { [first.length + 1]: '#,##0.00####', [first.length + 2]: '#,##0.00####' },
      rows: rows.map((row, r) => [...of(row, first), ...(beside[r] ?? []), ...of(row, rest)]),
    };
  });
}

/** What is still to be found out, row by row. @param {Cell[][][]} results @param {(table: number) => string} named */
const missingLines = (results, named) =>
  results.flatMap((lines, i) => lines.flatMap((line, r) => (line[0] !== '状态' && typeof line[4] === 'string' && line[4] !== '' ? [[`${named(i)}第${r + 1}行`, '', '待补', `尚缺${line[4]}`]] : [])));

/** @param {string[]} args */
async function run(args) {
  const options = optionsOf(args, {
    template: { type: 'string' }, out: { type: 'string' }, ledger: { type: 'string' }, unit: { type: 'string' }, day: { type: 'string' }, set: SEVERAL,
  }, []);
  const { template, out, ledger, unit, day, set } = /** @type {{ template?: string, out?: string, ledger?: string, unit?: string, day?: string, set: string[] }} */ (options.own);
  if (options.help) return void process.stdout.write(HELP);
  if (out !== undefined) refuseEnding(out, '.xlsx', '.csv');
  if (template !== undefined) {
    refuseEnding(template, '.xlsx');
    await writeTables(template, templateOf(letters));
    return void process.stdout.write(`已写入模板 ${template}\n`);
  }
  if (options.files.length === 0) throw refusal('文件', '至少一个数据表文件；可先用 --template 写出模板');
  /** @type {string[]} */
  const told = [];
  const [first = ''] = options.files;
  const isCase = options.files.length === 1 && extname(first) === '.json' && ledger !== undefined;
  if (isCase && (day !== undefined || set.length > 0)) throw refusal('--day、--set', '数据表的参数', `案件文件${first}`);
  const tables = isCase ? [] : await readAll(options.files, told);
  if (!isCase && tables.length === 0) throw refusal(options.files.join('、'), '有表头和数据的表；表头名称见 --template 写出的模板');
  const assessed = isCase ? undefined : orRefusal(undefined, () => assessTables(tables.map((t) => t.rows), unit, day, ...set));
  const named = (/** @type {number} */ table) => (tables.length === 1 ? '' : `“${tables[table]?.name}”`);
  // Of tables the case is sound, and audited as it was assessed.
  const auditorOf = () => (assessed === undefined ? orRefusal(first, () => createAuditor(jsonOf(first))) : createAuditor(assessed.caseFile, { readings: assessed.assessment?.readings ?? {} }));
  const audit = ledger === undefined ? undefined : await audited(auditorOf, ledger, unit, told);
  const problems = [...(assessed === undefined ? [] : problemLines(assessed.problems, named)), ...(audit?.problems ?? [])];
  const results = assessed === undefined ? [] : tables.map((_table, i) => assessed.evaluation(i));
  const missing = missingLines(results, named);
  const warnings = (assessed?.assessment?.warnings ?? []).map((w) => ['', '', '提示', w.message.zh]);
  const converted = [...(assessed === undefined ? [] : convertedLines(assessed.conversions, named)), ...(audit?.converted ?? [])];
  if (out !== undefined) {
    const about = [['位置', '列', '性质', '问题'], ...problems, ...missing, ...warnings, ...converted];
    await writeTables(out, [
      ...(audit === undefined ? [] : [{ name: '核查结果', rows: audit.findings, widths: [14, 8, 10, 24, 20, 16, 80] }]),
      ...(assessed === undefined ? [] : resultSheets(tables, results)),
      ...(assessed === undefined ? [] : [{ name: '测算依据', rows: assessed.explanation(), widths: [40, 60, 60, 20, 18] }, { name: '就高组合', rows: assessed.combination(), widths: [30, 24, 20, 8, 20, 50] }]),
      { name: '问题与转换', rows: about, widths: [20, 24, 8, 90] },
    ]);
    told.push(`已写入 ${out}`);
  }
  process.stdout.write(`${summary(told, assessed, audit, [...problems, ...missing, ...warnings], converted)}\n`);
  if (problems.some(([, , kind]) => kind !== '提示')) process.exitCode = 2;
}

/** What a person should read first: what was read, each row that could not be used, what was converted, the total. */
function summary(/** @type {string[]} */ told, /** @type {ReturnType<typeof assessTables> | undefined} */ assessed, /** @type {any} */ audit, /** @type {any[][]} */ problems, /** @type {any[][]} */ converted) {
  const lines = [...told];
  const placed = (/** @type {any[]} */ [where, column, , message]) => `  ${[`${where}${column === '' ? '' : `“${column}”`}`, message].filter((words) => words !== '').join('：')}`;
  const worst = problems.filter(([, , kind]) => kind === '错误' || kind === '缺少');
  if (worst.length > 0) lines.push('', `未能使用的内容（${worst.length}项）：`, ...worst.map(placed));
  for (const [kind, title] of [['提示', '提示'], ['待补', '尚缺的事实（补齐后相应措施可进一步确定，合计未必变动）']]) {
    const some = problems.filter((p) => p[2] === kind);
    if (some.length > 0) lines.push('', `${title}：`, ...some.map(placed));
  }
  if (converted.length > 0) lines.push('', '转换：', ...converted.map(([where, column, , message]) => `  ${where}${column}：${message}`));
  if (assessed?.assessment !== undefined) {
    // What the last line of the combination says of the total: rows that are not in it, a choice that is not proven.
    const note = assessed.combination().at(-1)?.[5];
    lines.push('', `可得合计：${formatMoney(assessed.assessment.selection.total, { unit: 'wan' })}（${note ? `${note}；` : ''}测算结果，不代替主管部门的审核决定）`);
  }
  if (audit !== undefined) lines.push('', '核查结果：', ...audit.findings.slice(1).map((/** @type {any[]} */ f) => `  [${f[1]}] ${f[0]} ${f[6]}`));
  return lines.map((line) => line.replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd')).join('\n');
}

await main(run);
