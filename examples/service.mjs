#!/usr/bin/env node
// @ts-check
/**
 * The library for programs in any language: a JSON value a line in, a JSON value a line out.
 *
 *   node examples/service.mjs                        requests, each answered under its id
 *   node examples/service.mjs pipe < cases.ndjson    cases, each answered by its assessment
 */
import { once } from 'node:events';
import { assess, audit, compareReadings, isInvalidCaseError, match, nextQuestions } from 'chengdu-tech-upgrade';
import { receipt, replay } from 'chengdu-tech-upgrade/words';
import { LINES, SEVERAL, main, optionsOf, readingsOf, refusal, refusalOf, within } from './lib/cli.mjs';
import { TOO_LONG, linesOf } from './lib/lines.mjs';

const MIB = 2 ** 20;
const LONGEST_LINE = 16;
/** A case nests four deep, a request with a receipt six. */
const DEEPEST = 32;

const HELP = {
  zh: `用法：node examples/service.mjs [pipe] [选项]

逐行读取标准输入的JSON，依次在标准输出各答一行JSON。有错的行照样作答，服务不
中断；空行不计。一行不得超过 ${LONGEST_LINE} MiB。

请求   { "id": 1, "call": "assess", "case": {…}, "options": {…} }
答复   { "id": 1, "ok": true, "result": {…} }
或者   { "id": 1, "ok": false, "error": { "code", "message": { "zh", "en" },
         "issues": […] } }

可用的call，以及options之外须给的各项：
  assess、questions、compare、receipt   case
  match                                 case：知道多少给多少
  audit                                 case、awards
  replay                                receipt

有 pipe 的，每行为一个案件，答复为测算结果，或者
{ "line": 3, "error": {…} }：pipe < cases.ndjson > assessments.ndjson。
进度显示于终端。无论各行内容如何，退出码均为0，以免一行之错中断整批处理；
有无错误请看 "error"。

  --reading 名称=取值      对条文的疑义采用另一种解读，用于pipe；可重复
  --lang zh|en             拒绝这些选项时所用的语言（默认zh）
${LINES.zh.help}
`,
  en: `Usage: node examples/service.mjs [pipe] [options]

Reads lines of JSON from standard input and answers each with a line of JSON on
standard output, in order. A line that is wrong is answered as such and ends
nothing; blank lines are passed over. A line may have ${LONGEST_LINE} MiB.

A request      { "id": 1, "call": "assess", "case": {…}, "options": {…} }
its answer     { "id": 1, "ok": true, "result": {…} }
or             { "id": 1, "ok": false, "error": { "code", "message": { "zh",
                 "en" }, "issues": […] } }

Calls, and what they take beside options:
  assess, questions, compare, receipt   case
  match                                 case: any part of one
  audit                                 case, awards
  replay                                receipt

With pipe each line is a case, and its answer the assessment, or
{ "line": 3, "error": {…} }: pipe < cases.ndjson > assessments.ndjson.
Progress is shown on a terminal. The exit code is 0 whatever the lines hold, so
that a bad line stops no pipeline: look for "error".

  --reading name=value     another reading of an open question, for pipe; may be
                           repeated
  --lang zh|en             language of a refusal of these options (default zh)
${LINES.en.help}
`,
};

/** @typedef {{ zh: string, en: string }} Bilingual */
/** @typedef {{ code: string, message: Bilingual, issues?: readonly unknown[] }} Fault */

/** What is wrong with a line before its case is looked at. @type {Record<string, Bilingual>} */
const FAULTS = {
  'too-long': { zh: `应为至多${LONGEST_LINE} MiB的一行`, en: `expected a line of at most ${LONGEST_LINE} MiB` },
  'too-deep': { zh: `应为嵌套至多${DEEPEST}层的JSON`, en: `expected JSON that nests at most ${DEEPEST} deep` },
  'not-utf8': { zh: '应为UTF-8编码的文本', en: 'expected UTF-8 text' },
  'not-json': { zh: '应为一行JSON', en: 'expected JSON on one line' },
  'not-a-request': {
    zh: '应为请求对象：id（至多200个字符的文本，或2^53以下的数）、call（--help所列）及该调用所需的各项',
    en: 'expected a request: id (a number below 2^53, or a text of at most 200 characters), call (of those that --help lists) and what that call takes',
  },
  failed: { zh: '本机无法处理这样大的数据', en: 'more than this machine can hold' },
};

/** What each call takes beside `options`, and what it does. @type {Record<string, { takes: string[], run: (given: any) => unknown }>} */
const CALLS = {
  assess: { takes: ['case'], run: (given) => assess(given.case, given.options) },
  match: { takes: ['case'], run: (given) => match(given.case, given.options) },
  questions: { takes: ['case'], run: (given) => nextQuestions(given.case, given.options) },
  compare: { takes: ['case'], run: (given) => compareReadings(given.case, given.options) },
  audit: { takes: ['case', 'awards'], run: (given) => audit(given.case, given.awards, given.options) },
  receipt: { takes: ['case'], run: (given) => receipt(given.case, assess(given.case, given.options), given.options) },
  replay: { takes: ['receipt'], run: (given) => replay(given.receipt, given.options) },
};

/** A line that cannot be answered. */
class LineError extends Error {
  /** @param {string} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** @param {unknown} error @returns {Fault} */
function faultOf(error) {
  if (isInvalidCaseError(error)) {
    const said = (/** @type {'zh' | 'en'} */ lang) => error.issues.map((issue) => issue.message[lang]).join('\n');
    return { code: 'invalid-case', message: { zh: said('zh'), en: said('en') }, issues: error.issues };
  }
  const code = error instanceof LineError ? error.code : 'failed';
  if (code === 'failed' && !(error instanceof RangeError)) throw error;
  return { code, message: /** @type {Bilingual} */ (FAULTS[code]) };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** @param {Buffer | typeof TOO_LONG} line @returns {unknown} */
function valueOf(line) {
  if (line === TOO_LONG) throw new LineError('too-long');
  if (isDeep(line)) throw new LineError('too-deep');
  let text;
  try {
    text = utf8.decode(line);
  } catch {
    throw new LineError('not-utf8');
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new LineError('not-json');
  }
}

/** Whether brackets nest deeper than in any request: of millions of them JSON.parse would take seconds. @param {Buffer} line */
function isDeep(line) {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < line.length; i += 1) {
    const byte = line[i];
    if (byte === 0x22) quoted = !quoted;
    else if (quoted) i += byte === 0x5c ? 1 : 0;
    else if (byte === 0x5b || byte === 0x7b) depth += 1;
    else if (byte === 0x5d || byte === 0x7d) depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

/** A larger number is read as another one, and would be answered as that. @param {unknown} id */
const isId = (id) => (typeof id === 'number' ? Math.abs(id) <= Number.MAX_SAFE_INTEGER : typeof id === 'string' && id.length <= 200);

/** The answer to a request, under its id as far as it has one. @param {Buffer | typeof TOO_LONG} line */
function served(line) {
  /** @type {unknown} */
  let id = null;
  try {
    const request = valueOf(line);
    if (typeof request !== 'object' || request === null || Array.isArray(request)) throw new LineError('not-a-request');
    const { id: given, call, ...rest } = /** @type {Record<string, unknown>} */ (request);
    if (isId(given)) id = given;
    const known = typeof call === 'string' && Object.hasOwn(CALLS, call) ? CALLS[call] : undefined;
    const fits = known !== undefined && known.takes.every((name) => Object.hasOwn(rest, name)) && Object.keys(rest).every((name) => name === 'options' || known.takes.includes(name));
    if (!isId(given) || !fits) throw new LineError('not-a-request');
    return JSON.stringify({ id, ok: true, result: known.run(rest) });
  } catch (error) {
    return JSON.stringify({ id, ok: false, error: faultOf(error) });
  }
}

/** The assessment of a case, or what is wrong with the line. @param {Record<string, string>} readings */
const piped = (readings) => (/** @type {Buffer | typeof TOO_LONG} */ line, /** @type {number} */ number) => {
  try {
    return JSON.stringify(assess(/** @type {any} */ (valueOf(line)), { readings }));
  } catch (error) {
    return JSON.stringify({ line: number, error: faultOf(error) });
  }
};

/** Shows on a terminal, twice a second, how many lines were answered and how fast; elsewhere nothing. */
function progress() {
  if (process.stderr.isTTY !== true) return () => {};
  const start = performance.now();
  let shown = start;
  return (/** @type {number} */ lines, last = false) => {
    const now = performance.now();
    if (!last && now - shown < 500) return;
    shown = now;
    process.stderr.write(`\r${lines} lines, ${Math.round((lines * 1000) / (now - start))}/s${last ? '\n' : ''}`);
  };
}

/**
 * Answers every line, never holding more than a few answers: what the reader of the output does not take, is not read from
 * the input.
 *
 * @param {(line: Buffer | typeof TOO_LONG, number: number) => string} answer
 * @param {(lines: number, last?: boolean) => void} show
 */
async function run(answer, show) {
  let number = 0;
  const flush = async (/** @type {string} */ text) => {
    if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain');
  };
  for await (const lines of linesOf(process.stdin, LONGEST_LINE * MIB)) {
    let text = '';
    for (const line of lines) {
      number += 1;
      if (line !== TOO_LONG && isBlank(line)) continue;
      text += `${answer(line, number)}\n`;
      if (text.length > MIB) {
        await flush(text);
        text = '';
      }
    }
    await flush(text);
    show(number);
  }
  show(number, true);
}

/** Nothing but white space, looked at from its start. @param {Buffer} line */
const isBlank = (line) => line.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);

await main(async (args) => {
  const { help, lang, files, own } = optionsOf(args, { reading: SEVERAL }, ['lang']);
  if (help) {
    process.stdout.write(HELP[lang]);
    return;
  }
  if (files.length > 1 || (files.length === 1 && files[0] !== 'pipe')) throw refusal((w) => w.arguments, (w) => w.pipe, JSON.stringify(files.join(' ')));
  const readings = readingsOf(own.reading);
  // A request states its own; of a pipe every line would be refused.
  if (files.length === 0 && own.reading.length > 0) throw refusal('--reading', (w) => w.pipe);
  try {
    match({}, { readings });
  } catch (error) {
    throw isInvalidCaseError(error) ? refusalOf(error, within('')) : error;
  }
  // Who reads the answers may stop at any time; then there is nobody to answer.
  process.stdout.on('error', (/** @type {NodeJS.ErrnoException} */ error) => error.code === 'EPIPE' && process.exit());
  if (files.length === 0) await run(served, () => {});
  else await run(piped(readings), progress());
});
