#!/usr/bin/env node
// @ts-check
/**
 * Audits a ledger of awards against a case file: findings for a person, as CSV or as JSON.
 *
 *   node examples/audit.mjs                                    the ledger that ships with it
 *   node examples/audit.mjs examples/ledgers/case.json examples/ledgers/clean.csv --lang en
 *   node examples/audit.mjs case.json ledger.csv --csv > findings.csv
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createAuditor, isInvalidCaseError, measureCatalogue } from 'chengdu-tech-upgrade';
import { Refusal, SEVERAL, jsonOf, main, optionsOf, readingsOf, refusalOf, within } from './lib/cli.mjs';
import { shown } from './lib/columns.mjs';

/** @typedef {'zh' | 'en'} Lang */
/** @typedef {import('chengdu-tech-upgrade').Finding} Finding */
/** @typedef {import('chengdu-tech-upgrade').AuditReport} AuditReport */

const HELP = `Usage: node examples/audit.mjs [case.json ledger.csv] [options]

Audits awards granted or paid: an examination of figures, not a decision.
Without files, examples/ledgers/case.json and defects.csv beside it are audited.

  --lang zh|en             language of the findings (default zh)
  --csv                    the findings as CSV instead
  --json                   the report as JSON instead
  --reading name=value     another reading of an open question; may be repeated
  --help                   this text

The ledger is UTF-8 CSV (RFC 4180: quotes, CRLF or LF, with or without BOM) with
a header; columns by either name, further columns are ignored:
  编号 id, 措施 measure (1a or investment-reward), 对象 subject, 年度 year,
  金额 amount (yuan), 日期 date (YYYY-MM-DD), 方式 payment (预拨 advance, 结算
  settlement, 全额 full, 年度 annual)

The CSV output opens safely in a spreadsheet: a cell that begins with = + - @
(full width as well), a tab or a line end is given a leading apostrophe, so that
it stays text. Blank rows are passed over.
`;

const COLUMNS = { 编号: 'id', 措施: 'measure', 对象: 'subject', 年度: 'year', 金额: 'amount', 日期: 'date', 方式: 'payment' };
const NAMES = new Set(Object.values(COLUMNS));
const PAYMENTS = { 预拨: 'advance', 结算: 'settlement', 全额: 'full', 年度: 'annual' };
const REQUIRED = ['measure', 'subject', 'amount', 'date', 'payment'];
const MEASURES = new Map(measureCatalogue.flatMap((m) => [[m.code, m.id], [m.id, m.id], [m.title.zh, m.id]]));

const WORDS = {
  zh: {
    heading: '核查结果（复核意见，不是处理决定）',
    severity: { error: '错误', warning: '警示', note: '提示' },
    line: '行',
    colon: '：',
    none: '未发现问题。',
    totals: { granted: '已拨合计', allowed: '应有合计', toReturn: '应退', stillPayable: '尚可拨付' },
    counts: (/** @type {AuditReport['summary']} */ s) => `共${s.awards}笔；错误${s.findings.error}项，警示${s.findings.warning}项，提示${s.findings.note}项。`,
    to: '至',
  },
  en: {
    heading: 'Audit (an examination of figures, not a decision)',
    severity: { error: 'error', warning: 'warning', note: 'note' },
    line: 'line ',
    colon: ': ',
    none: 'Nothing was found.',
    totals: { granted: 'granted', allowed: 'allowed', toReturn: 'to be returned', stillPayable: 'still payable' },
    counts: (/** @type {AuditReport['summary']} */ s) => `${s.awards} awards; ${s.findings.error} errors, ${s.findings.warning} warnings, ${s.findings.note} notes.`,
    to: ' to ',
  },
};

/** Strictly: a ledger saved in another encoding would name other subjects. @param {string} file */
function textOf(file) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    throw code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? new Refusal(file, 'UTF-8 text') : new Refusal(file, 'a file that can be read', code);
  }
}

/**
 * The records of a CSV text with the line on which each begins. A quoted cell may hold commas, line
 * breaks and doubled quotes; anything else about quotes is refused rather than guessed at.
 *
 * @param {string} text
 * @param {string} name
 * @returns {Generator<{ line: number, cells: string[] }>}
 */
function* records(text, name) {
  const cell = /"((?:[^"]|"")*)"|([^",\r\n]*)/y;
  let line = 1;
  let at = 0;
  while (at < text.length) {
    const start = line;
    const cells = [];
    for (;;) {
      cell.lastIndex = at;
      const [whole = '', quoted, plain = ''] = cell.exec(text) ?? [];
      cells.push(quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"'));
      line += whole.split('\n').length - 1;
      at += whole.length;
      if (text[at] !== ',') break;
      at += 1;
    }
    const end = text.startsWith('\r\n', at) ? 2 : text[at] === '\n' || text[at] === '\r' ? 1 : 0;
    if (end === 0 && at < text.length) throw new Refusal(`${name}: line ${line}`, 'a comma or the end of the line after a cell', JSON.stringify(text.slice(at, at + 10)));
    at += end;
    line += 1;
    // Spreadsheets leave rows of empty cells below a table.
    if (cells.some((c) => c !== '')) yield { line: start, cells };
  }
}

/** @param {string} file @returns {Generator<{ line: number, award: import('chengdu-tech-upgrade').Award }>} */
function* awardsOf(file) {
  /** @type {(string | undefined)[] | undefined} */
  let header;
  for (const { line, cells } of records(textOf(file), file)) {
    if (header === undefined) {
      header = cells.map((c) => COLUMNS[/** @type {keyof typeof COLUMNS} */ (c)] ?? (NAMES.has(c) ? c : undefined));
      const missing = REQUIRED.filter((name) => !header?.includes(name));
      if (missing.length > 0) throw new Refusal(`${file}: line ${line}`, `a column for ${missing.join(', ')}`, JSON.stringify(cells.join(',').slice(0, 60)));
      const twice = header.find((name, i) => name !== undefined && header?.indexOf(name) !== i);
      if (twice !== undefined) throw new Refusal(`${file}: line ${line}`, `one column for ${twice}`, 'two');
      continue;
    }
    if (cells.length !== header.length) throw new Refusal(`${file}: line ${line}`, `${header.length} cells as in the header`, `${cells.length}`);
    /** @type {Record<string, unknown>} */
    const award = {};
    header.forEach((name, i) => {
      const value = cells[i];
      if (name === undefined || value === undefined || value === '') return;
      if (name === 'measure') award[name] = MEASURES.get(value) ?? value;
      else if (name === 'payment') award[name] = PAYMENTS[/** @type {keyof typeof PAYMENTS} */ (value)] ?? value;
      else award[name] = name === 'year' && /^\d{4}$/.test(value) ? Number(value) : value;
    });
    yield { line, award: /** @type {any} */ (award) };
  }
  if (header === undefined) throw new Refusal(file, 'a header and awards', 'an empty file');
}

/** @template T @param {() => T} run @param {(path: string) => string} place */
function orRefusal(run, place) {
  try {
    return run();
  } catch (error) {
    throw isInvalidCaseError(error) ? refusalOf(error, place) : error;
  }
}

/** @param {string[]} args */
function run(args) {
  const options = optionsOf(args, { csv: { type: 'boolean', default: false }, reading: SEVERAL });
  const { files } = options;
  if (files.length !== 0 && files.length !== 2) throw new Refusal('arguments', 'a case file and a ledger, or neither', `${files.length}`);
  if (options.own.csv && options.json) throw new Refusal('arguments', '--csv or --json', 'both');
  const readings = readingsOf(options.own.reading);
  if (options.help) return HELP;
  const shipped = (/** @type {string} */ name) => fileURLToPath(new URL(`ledgers/${name}`, import.meta.url));
  const [file = shipped('case.json'), ledger = shipped('defects.csv')] = files;
  const caseFile = jsonOf(file, textOf(file));
  const auditor = orRefusal(() => createAuditor(caseFile, { readings }), within(file));
  /** @type {number[]} */
  const lines = [];
  /** @type {Finding[]} */
  const findings = [];
  for (const { line, award } of awardsOf(ledger)) {
    const place = (/** @type {string} */ path) => `${ledger}: line ${line}: ${path.replace(/^\$\.awards\[\d+\]\.?/, '')}`;
    findings.push(...orRefusal(() => auditor.check(award), place));
    lines.push(line);
  }
  const report = auditor.finish();
  const whole = { ...report, findings: [...findings, ...report.findings] };
  if (options.json) return `${JSON.stringify(whole, null, 2)}\n`;
  return options.own.csv ? csvOf(whole, lines, options.lang) : reportOf(whole, lines, options.lang);
}

/** @param {AuditReport} report @param {number[]} lines @param {Lang} lang */
function reportOf({ findings, summary }, lines, lang) {
  const words = WORDS[lang];
  const rank = { error: 0, warning: 1, note: 2 };
  const sorted = [...findings].sort((a, b) => rank[a.severity] - rank[b.severity]);
  const out = [words.heading, ''];
  for (const f of sorted) {
    const where = f.awards.map((r) => `${words.line}${lines[r.index]}${r.id === undefined ? '' : ` ${r.id}`}`).join(', ');
    out.push(`[${words.severity[f.severity]}] ${f.code} ${f.clause} (${shown(where)})`, `  ${shown(f.message[lang])}`, '');
  }
  if (sorted.length === 0) out.push(words.none, '');
  const { granted, allowed, toReturn, stillPayable } = summary;
  const show = (/** @type {{ min: string, max: string }} */ r) => (r.min === r.max ? r.max : `${r.min}${words.to}${r.max}`);
  for (const [name, value] of /** @type {const} */ ([['granted', granted], ['allowed', show(allowed)], ['toReturn', show(toReturn)], ['stillPayable', show(stillPayable)]])) {
    out.push(`${words.totals[name]}${words.colon}${value}`);
  }
  return `${out.join('\n')}\n${words.counts(summary)}\n`;
}

/**
 * A cell that a spreadsheet takes for a formula is turned into text by an apostrophe before it is
 * quoted: the names in a ledger are other people's words.
 *
 * @param {string} value
 */
function safeCell(value) {
  const text = /^[\s\0]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(value) ? `'${value}` : value;
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** @param {AuditReport} report @param {number[]} lines @param {Lang} lang */
function csvOf({ findings }, lines, lang) {
  const header = ['code', 'severity', 'clause', 'key', 'lines', 'ids', 'expected_min', 'expected_max', 'actual', 'difference', 'effect', 'causes', 'message'];
  const rows = findings.map((f) => [
    f.code, f.severity, f.clause, f.key,
    f.awards.map((r) => lines[r.index]).join(' '), f.awards.map((r) => r.id ?? '').join(' ').trim(),
    f.expected.min, f.expected.max, f.actual, f.difference, f.effect,
    (f.causes ?? []).map((c) => c.code).join(' '), f.message[lang],
  ]);
  // The BOM tells spreadsheets that the text is UTF-8.
  return `\ufeff${[header, ...rows].map((row) => row.map(safeCell).join(',')).join('\r\n')}\r\n`;
}

await main(run);
