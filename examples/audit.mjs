#!/usr/bin/env node
// @ts-check
/**
 * Audits a ledger of awards against a case file: findings for a person, as CSV or as JSON.
 *
 *   node examples/audit.mjs                                    the ledger that ships with it
 *   node examples/audit.mjs examples/ledgers/case.json examples/ledgers/clean.csv --lang en
 *   node examples/audit.mjs case.json ledger.csv --csv > findings.csv
 */
import { fileURLToPath } from 'node:url';
import { createAuditor, isInvalidCaseError } from 'chengdu-tech-upgrade';
import { measureCatalogue } from 'chengdu-tech-upgrade/measures';
import { clauseName, figureOf, terms } from 'chengdu-tech-upgrade/words';
import { LINES, Refusal, SEVERAL, dayOf, figures, jsonOf, main, optionsOf, page, readingsOf, refusal, refusalOf, said, told, within } from './lib/cli.mjs';
import { csvOf, onLine, tablesOf } from './lib/tabular.mjs';

/** @typedef {'zh' | 'en'} Lang */
/** @typedef {import('chengdu-tech-upgrade').Finding} Finding */
/** @typedef {import('chengdu-tech-upgrade').AuditReport} AuditReport */

const HELP = {
  zh: `用法：node examples/audit.mjs [案件.json 台账.csv] [选项]

审核已核定或已拨付的奖补：只核对数字，不作决定。不给文件的，审核
examples/ledgers/case.json 和同一文件夹的 defects.csv。

${LINES.zh.lang}
  --csv                    改为输出CSV形式的问题清单
  --json                   改为输出JSON形式的审核结果
${LINES.zh.reading}
${LINES.zh.help}

台账为CSV，编码为UTF-8、GB18030或UTF-16（RFC 4180：引号，CRLF或LF，有无BOM
均可），有表头；各列用中文或英文列名均可，其他列不读：
  编号 id、措施 measure（1a 或 investment-reward）、对象 subject、年度 year、
  金额 amount（元）、日期 date（YYYY-MM-DD、2026/5/20 或 2026年5月20日）、
  方式 payment（预拨 advance、结算 settlement、全额 full、年度 annual、
  退回 return）、拨付主体 payer（市级 city，留空即为市级；区县 district、
  省级 province、国家 state）：只审核市级资金

其他文件（.xlsx、.xls，表头之上有标题、以万元计、有合计行的）按 sheet.mjs 的
方式读取，不能读取的逐一说明。

CSV形式的问题清单可放心用表格软件打开：以 = + - @（全角亦同）、制表符或换行
开头的单元格前加一撇，使其仍为文本。空行不计。
`,
  en: `Usage: node examples/audit.mjs [case.json ledger.csv] [options]

Audits awards granted or paid: an examination of figures, not a decision.
Without files, examples/ledgers/case.json and defects.csv beside it are audited.

${LINES.en.lang}
  --csv                    the findings as CSV instead
  --json                   the report as JSON instead
${LINES.en.reading}
${LINES.en.help}

The ledger is CSV in UTF-8, GB18030 or UTF-16 (RFC 4180: quotes, CRLF or LF,
with or without BOM) with a header; columns by either name, others are ignored:
  编号 id, 措施 measure (1a or investment-reward), 对象 subject, 年度 year,
  金额 amount (yuan), 日期 date (YYYY-MM-DD, 2026/5/20 or 2026年5月
  20日), 方式 payment (预拨 advance, 结算 settlement, 全额 full, 年度 annual,
  退回 return), 拨付主体 payer (市级 city, which is meant where the cell is
  empty, 区县 district, 省级 province, 国家 state): only the city's money is
  judged

Anything else (.xlsx, .xls, titles above the header, amounts in 万元, totals) is
read as sheet.mjs reads it, which says in Chinese what it cannot read.

The CSV output opens safely in a spreadsheet: a cell that begins with = + - @
(full width as well), a tab or a line end is given a leading apostrophe, so that
it stays text. Blank rows are passed over.
`,
};

const COLUMNS = { 编号: 'id', 措施: 'measure', 对象: 'subject', 年度: 'year', 金额: 'amount', 日期: 'date', 方式: 'payment', 拨付主体: 'payer' };
const NAMES = new Set(Object.values(COLUMNS));
/** Each code by its Chinese name, as tables have it: with or without what stands in brackets. @param {Readonly<Record<string, { readonly zh: string }>>} words @returns {Readonly<Record<string, string>>} */
const byName = (words) => Object.fromEntries(Object.entries(words).flatMap(([code, { zh }]) => [[zh, code], [zh.replace(/（[^（）]*）/g, ''), code]]));
const PAYMENTS = byName(terms.paymentKind);
const PAYERS = byName(terms.payer);
const REQUIRED = new Set(['measure', 'subject', 'amount', 'date', 'payment']);
/** @param {string} cell of a header */
const columnOf = (cell) => COLUMNS[/** @type {keyof typeof COLUMNS} */ (cell)] ?? (NAMES.has(cell) ? cell : undefined);
/** What a header lacks, by its names in Chinese and English. @param {(string | undefined)[]} header */
const missingIn = (header) => Object.entries(COLUMNS).filter(([, name]) => REQUIRED.has(name) && !header.includes(name));
const MEASURES = new Map(measureCatalogue.flatMap((m) => [[m.code, m.id], [m.id, m.id], [m.title.zh, m.id]]));

const WORDS = {
  zh: {
    heading: '核查结果（复核意见，不是处理决定）',
    where: (/** @type {number | undefined} */ line) => `文件第${line}行`,
    inBrackets: (/** @type {string} */ text) => `（${text}）`,
    list: '、',
    colon: '：',
    none: '未发现问题。',
    totals: { granted: '已拨合计', returned: '已退回', allowed: '应有合计', toReturn: '应退', stillPayable: '尚可拨付' },
    beside: '另有（不按本政策核查）',
    notProven: '已达到计算量上限，部分结论未经证明。',
    counts: (/** @type {AuditReport['summary']} */ s) => `共${s.awards}笔；错误${s.findings.error}项，警示${s.findings.warning}项，提示${s.findings.note}项。`,
  },
  en: {
    heading: 'Audit (an examination of figures, not a decision)',
    where: (/** @type {number | undefined} */ line) => `file line ${line}`,
    inBrackets: (/** @type {string} */ text) => ` (${text})`,
    list: ', ',
    colon: ': ',
    none: 'Nothing was found.',
    totals: { granted: 'granted', returned: 'returned', allowed: 'allowed', toReturn: 'to be returned', stillPayable: 'still payable' },
    beside: 'beside it, not judged',
    notProven: 'The work limit was reached; some findings are not proven.',
    counts: (/** @type {AuditReport['summary']} */ s) => `${s.awards} awards; ${s.findings.error} errors, ${s.findings.warning} warnings, ${s.findings.note} notes.`,
  },
};

/** @typedef {{ line: number, award: import('chengdu-tech-upgrade').Award, labels: Map<string, string> }} Line */

/**
 * The lines of a plain ledger as they stand, under a header that lacks nothing.
 *
 * @param {string} file @param {readonly { line: number, cells: string[] }[]} rows the header first @param {Map<string, string>} labels
 */
function plainLines(file, [head, ...rows], labels) {
  const names = head?.cells.map(columnOf) ?? [];
  const twice = names.find((name, i) => name !== undefined && names.indexOf(name) !== i);
  if (head !== undefined && twice !== undefined) throw refusal(onLine(file, head.line), (w) => w.oneColumn(twice), (w) => w.two);
  return rows.map(({ line, cells }) => {
    // Spreadsheets leave off empty cells at the end of a row, or add some.
    const width = cells.findLastIndex((c) => c !== '') + 1;
    if (width > names.length) throw refusal(onLine(file, line), (w) => w.cells(names.length), `${width}`);
    /** @type {Record<string, unknown>} */
    const award = {};
    names.forEach((name, i) => {
      const value = cells[i];
      if (name === undefined || value === undefined || value === '') return;
      if (name === 'measure') award[name] = MEASURES.get(value) ?? value;
      else if (name === 'payment') award[name] = PAYMENTS[value] ?? value;
      else if (name === 'payer') award[name] = PAYERS[value] ?? value;
      else if (name === 'date') award[name] = dayOf(value);
      else if (name === 'amount') award[name] = /^\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?$/.test(value) ? value.replace(/[,，]/g, '') : value;
      else award[name] = name === 'year' && /^\d{4}$/.test(value) ? Number(value) : value;
    });
    return { line, award: /** @type {any} */ (award), labels };
  });
}

/**
 * A ledger is read as `sheet.mjs` reads it. What cannot be read so is told line by line, and nothing is audited then; a line
 * of a plain ledger is then taken as it stands, so that the audit tells it in the language asked for.
 *
 * @param {string} file @returns {Promise<readonly Line[]>}
 */
async function ledgerOf(file) {
  const { sheets, lines: places } = await tablesOf(file);
  const [sheet, ...others] = sheets.filter((s) => s.rows.length > 0);
  if (others.length > 0) throw refusal(file, (w) => w.oneSheet, `${others.length + 1}`);
  const rows = sheet?.rows ?? [];
  const lineOf = (/** @type {number} */ row) => places?.[row] ?? row + 1;
  // Spreadsheets leave rows of empty cells below a table.
  const filled = rows.flatMap((cells, row) => (cells.every((c) => c === '' || c === null) ? [] : [{ line: lineOf(row), cells: cells.map(String) }]));
  const [head] = filled;
  if (head === undefined) throw refusal(file, (w) => w.ledger, (w) => w.empty);
  const missing = missingIn(head.cells.map(columnOf));
  /** What the header calls the columns. */
  const labels = new Map(head.cells.flatMap((cell) => [columnOf(cell) ?? []].flat().map((name) => /** @type {const} */ ([name, cell]))));
  const plain = places !== undefined && missing.length === 0 ? plainLines(file, filled, labels) : undefined;
  const { readLedger, SheetError } = await import('chengdu-tech-upgrade/sheet');
  try {
    const { lines, problems } = readLedger([rows]);
    const faults = problems.filter((p) => p.code !== 'NOTE').map((p) => told((w) => w.line(file, lineOf(p.row)), p.message));
    if (faults.length > 0 && plain === undefined) throw new Refusal((lang) => faults.map((f) => f.said(lang)).join('\n'));
    return lines.flatMap(({ row, award }) => {
      const line = lineOf(row);
      return award === undefined ? plain?.find((p) => p.line === line) ?? [] : [{ line, award: /** @type {any} */ (award), labels }];
    });
  } catch (error) {
    if (!(error instanceof SheetError)) throw error;
    if (plain === undefined) throw refusal(onLine(file, head.line), (w) => w.column(missing), JSON.stringify(head.cells.join(',').slice(0, 60)));
    return plain;
  }
}

/** @template T @param {() => T} run @param {(path: string) => import('./lib/cli.mjs').Part} place */
function orRefusal(run, place) {
  try {
    return run();
  } catch (error) {
    throw isInvalidCaseError(error) ? refusalOf(error, place) : error;
  }
}

/** @param {string[]} args */
async function run(args) {
  const options = optionsOf(args, { csv: { type: 'boolean', default: false }, reading: SEVERAL });
  const { files } = options;
  if (files.length !== 0 && files.length !== 2) throw refusal((w) => w.arguments, (w) => w.files, `${files.length}`);
  if (options.own.csv && options.json) throw refusal((w) => w.arguments, (w) => w.either('--csv', '--json'), (w) => w.both);
  const readings = readingsOf(options.own.reading);
  if (options.help) return HELP[options.lang];
  const shipped = (/** @type {string} */ name) => fileURLToPath(new URL(`ledgers/${name}`, import.meta.url));
  const [file = shipped('case.json'), ledger = shipped('defects.csv')] = files;
  const caseFile = jsonOf(file);
  const auditor = orRefusal(() => createAuditor(caseFile, { readings }), within(file));
  /** @type {number[]} */
  const lines = [];
  /** @type {Finding[]} */
  const findings = [];
  for (const { line, award, labels } of await ledgerOf(ledger)) {
    /** @type {(path: string) => import('./lib/cli.mjs').Part} */
    const place = (path) => (w) => {
      const name = path.replace(/^\$\.awards\[\d+\]\.?/, '');
      return w.cell(ledger, line, labels.get(name) ?? name);
    };
    findings.push(...orRefusal(() => auditor.check(award), place));
    lines.push(line);
  }
  const report = auditor.finish();
  const whole = { ...report, findings: [...findings, ...report.findings] };
  if (options.json) return `${JSON.stringify(whole, null, 2)}\n`;
  return options.own.csv ? findingsAsCsv(whole, lines, options.lang) : reportOf(whole, lines, options.lang);
}

/** @param {AuditReport} report @param {number[]} lines @param {Lang} lang */
function reportOf({ findings, summary, proven }, lines, lang) {
  const words = WORDS[lang];
  const rank = { error: 0, warning: 1, note: 2 };
  const sorted = [...findings].sort((a, b) => rank[a.severity] - rank[b.severity]);
  /** @type {import('chengdu-tech-upgrade/words').Block[]} */
  const blocks = sorted.flatMap((f) => {
    const where = f.awards.map((r) => `${words.where(lines[r.index])}${r.id === undefined ? '' : ` ${r.id}`}`).join(words.list);
    return [said(`[${terms.severity[f.severity][lang]}] ${clauseName(f.clause, lang, { code: true })}${words.inBrackets(where)}`, 'lead'), /** @type {const} */ ({ is: 'pairs', rows: [['', f.message[lang]]] })];
  });
  if (sorted.length === 0) blocks.push(said(words.none));
  const { granted, returned, allowed, toReturn, stillPayable, otherPayers = [] } = summary;
  const one = (/** @type {string} */ sum) => ({ min: sum, max: sum });
  blocks.push(...figures([
    ...Object.entries({ granted: one(granted), returned: one(returned), allowed, toReturn, stillPayable })
      .map(([name, range]) => ({ label: words.totals[/** @type {keyof typeof words.totals} */ (name)], figure: figureOf(range, { lang }) })),
    ...otherPayers.map((o) => ({ label: `${words.beside}${words.colon}${terms.payer[o.payer][lang]}`, figure: figureOf(one(o.granted), { lang }) })),
  ]));
  if (!proven) blocks.push(said(words.notProven));
  blocks.push(said(words.counts(summary)));
  return page(lang, words.heading, blocks);
}

/** @param {AuditReport} report @param {number[]} lines @param {Lang} lang */
function findingsAsCsv({ findings }, lines, lang) {
  const header = ['code', 'severity', 'clause', 'key', 'lines', 'ids', 'expected_min', 'expected_max', 'actual', 'difference', 'effect', 'causes', 'message'];
  const rows = findings.map((f) => [
    f.code, f.severity, f.clause, f.key,
    f.awards.map((r) => lines[r.index]).join(' '), f.awards.map((r) => r.id ?? '').join(' ').trim(),
    f.expected.min, f.expected.max, f.actual, f.difference, f.effect,
    (f.causes ?? []).map((c) => c.code).join(' '), f.message[lang],
  ]);
  return csvOf([header, ...rows]);
}

await main(run);
