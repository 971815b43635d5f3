// @ts-check
/** What every script here does the same way: options, files, refusals in one line. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { plain, render } from 'chengdu-tech-upgrade/words';
import { REFUSALS } from './refusals.mjs';

/**
 * What `parseArgs` makes of options.
 * @template {import('node:util').ParseArgsOptionsConfig} O
 * @typedef {ReturnType<typeof parseArgs<{ options: O }>>['values']} Values
 */

/** @typedef {'zh' | 'en'} Lang */
/** A part of a refusal, in the words of a language. @typedef {string | ((words: typeof REFUSALS.en) => string)} Part */

/** What was wrong, where, what was expected and what was found, in either language; a line for each fault. */
export class Refusal extends Error {
  /** @param {(lang: Lang) => string} said */
  constructor(said) {
    super(said('en'));
    this.said = said;
  }
}

/** @param {Part} path @param {Part} expected @param {Part} [found] */
export function refusal(path, expected, found) {
  return new Refusal((lang) => {
    const words = REFUSALS[lang];
    const [at, wanted, got] = [path, expected, found].map((part) => (typeof part === 'function' ? part(words) : part));
    return words.sentence(at ?? '', wanted ?? '', got);
  });
}

/** A whole sentence of others about a place, such as what a table is refused with. @param {Part} place @param {string} message */
export const told = (place, message) =>
  new Refusal((lang) => `${typeof place === 'function' ? place(REFUSALS[lang]) : place}${lang === 'zh' ? '：' : ': '}${REFUSALS[lang].unread(message)}`);

const COMMON = Object.freeze({ lang: { type: /** @type {const} */ ('string'), default: 'zh' }, json: { type: /** @type {const} */ ('boolean'), default: false } });

/** What is said of the options that several scripts take. */
export const LINES = Object.freeze({
  zh: {
    lang: '  --lang zh|en             语言（默认zh）',
    reading: '  --reading 名称=取值      对条文的疑义采用另一种解读；可重复',
    help: '  --help                   本说明',
  },
  en: {
    lang: '  --lang zh|en             language (default zh)',
    reading: '  --reading name=value     another reading of an open question; may be repeated',
    help: '  --help                   this text',
  },
});

/**
 * The options of a script beside `--help`, which all have, and `--lang zh|en` and `--json`, where it takes them; and its files.
 *
 * @template {import('node:util').ParseArgsOptionsConfig} Own
 * @param {string[]} args
 * @param {Own} own
 * @param {readonly ('lang' | 'json')[]} [takes]
 */
export function optionsOf(args, own, takes = ['lang', 'json']) {
  const shared = Object.fromEntries(takes.map((name) => [name, COMMON[name]]));
  const options = /** @type {import('node:util').ParseArgsOptionsConfig} */ ({ ...own, ...shared, help: { type: 'boolean', short: 'h', default: false } });
  const { values, positionals, tokens } = parsed(args, options);
  const single = tokens.flatMap((t) => (t.kind === 'option' && options[t.name]?.multiple !== true ? [t.name] : []));
  const twice = single.find((name, i) => single.indexOf(name) < i);
  if (twice !== undefined) throw refusal(`--${twice}`, (w) => w.once);
  const common = /** @type {{ lang: 'zh' | 'en', json: boolean, help: boolean }} */ ({ lang: 'zh', json: false, ...values });
  if (common.lang !== 'zh' && common.lang !== 'en') throw refusal('--lang', (w) => w.lang, JSON.stringify(common.lang));
  return { ...common, own: /** @type {Values<Own>} */ (values), files: positionals };
}

/** @param {string[]} args @param {import('node:util').ParseArgsOptionsConfig} options */
function parsed(args, options) {
  try {
    return parseArgs({ args, allowPositionals: true, options, tokens: true });
  } catch (error) {
    // parseArgs says what is wrong in its first sentence and gives hints after it.
    const [first = ''] = /** @type {Error} */ (error).message.split(/\. |\n/);
    const [option] = /--[\w-]+/.exec(first) ?? [];
    if (option !== undefined && /** @type {NodeJS.ErrnoException} */ (error).code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
      throw refusal(option, (w) => (/does not take/.test(first) ? w.noValue : w.value(option)));
    }
    throw refusal((w) => w.arguments, (w) => w.options, (w) => w.option(first));
  }
}

/** The one case file that may be given. @param {string[]} files */
export function oneFile(files) {
  if (files.length > 1) throw refusal((w) => w.arguments, (w) => w.oneFile, `${files.length}`);
  return files[0];
}

/** An option that may be repeated, as `parseArgs` takes it. */
export const SEVERAL = Object.freeze({ type: /** @type {const} */ ('string'), multiple: /** @type {const} */ (true), default: /** @type {string[]} */ ([]) });

/** @param {readonly string[]} given each `name=value` */
export function readingsOf(given) {
  /** @type {Map<string, string>} */
  const readings = new Map();
  for (const text of given) {
    const at = text.indexOf('=');
    if (at < 1) throw refusal('--reading', (w) => w.reading, JSON.stringify(text));
    const [name, value] = [text.slice(0, at), text.slice(at + 1)];
    const before = readings.get(name) ?? value;
    if (before !== value) throw refusal('--reading', (w) => w.oneValue, `${name}=${before}, ${text}`);
    readings.set(name, value);
  }
  return Object.fromEntries(readings);
}

/**
 * Strictly UTF-8: read as what it is not, a file would name other people.
 *
 * @param {string | number} source a path, or 0 for standard input
 * @param {Part} [name] what to call it
 */
export function textOf(source, name = String(source)) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(source));
  } catch (error) {
    const isText = /** @type {NodeJS.ErrnoException} */ (error).code === 'ERR_ENCODING_INVALID_ENCODED_DATA';
    throw refusal(name, (w) => (isText ? w.utf8 : w.readable(error)));
  }
}

/** @param {string | number} source a path, or 0 for standard input @param {Part} [name] what to call it */
export function jsonOf(source, name = String(source)) {
  const text = textOf(source, name);
  try {
    return JSON.parse(text);
  } catch {
    throw refusal(name, (w) => w.json, (w) => {
      if (text.trim() === '') return w.empty;
      const at = brokenAt(text);
      return at === undefined ? w.ended : w.at(at);
    });
  }
}

/** Whether a text can be the beginning of JSON: whatever is wrong with it, is wrong at its end. @param {string} text */
function beginsJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    return /end of JSON|Unterminated/.test(message) || Number(/ at position (\d+)/.exec(message)?.[1]) === text.length;
  }
}

/** Where a text stops being JSON; undefined where it only ends too early. @param {string} text */
function brokenAt(text) {
  let [good, bad] = [0, text.length + 1];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (beginsJson(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  if (good === text.length) return undefined;
  const before = text.slice(0, good).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1, found: JSON.stringify(text.slice(good, good + 10)) };
}

/**
 * Every fault of a broken case or option, in the words of the library.
 *
 * @param {{ issues: readonly import('chengdu-tech-upgrade').CaseIssue[] }} error
 * @param {(path: string) => Part} place
 */
export function refusalOf({ issues }, place) {
  return new Refusal((lang) => {
    const lines = issues.map(({ path, message }) => {
      const part = place(path);
      const at = typeof part === 'function' ? part(REFUSALS[lang]) : part;
      return message[lang].replace(path, () => at);
    });
    return lines.join('\n');
  });
}

/** Names the file before a path into it, and an option as it is typed. @param {Part} file @returns {(path: string) => Part} */
export const within = (file) => (path) =>
  path.startsWith('$') ? (words) => `${typeof file === 'function' ? file(words) : file}: ${path}` : path.replace(/^options\.readings\./, '--reading ').replace(/^options\./, '--');

/**
 * Writes what a script makes of its arguments, or a line for each fault that says why not, in the language asked for, and
 * exit code 1.
 *
 * @param {(args: string[]) => string | Promise<void>} run
 */
export async function main(run) {
  // A reader that closes the pipe early, such as head, is no error.
  process.stdout.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const args = process.argv.slice(2);
  try {
    process.stdout.write((await run(args)) ?? '');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    for (const line of error.said(langOf(args)).split('\n')) process.stderr.write(`${plain(line.replace(/\s+/g, ' '))}\n`);
    process.exitCode = 1;
  }
}

/**
 * The language asked for, where the arguments as a whole may be at fault; who asks for another one is answered in English.
 *
 * @param {string[]} args @returns {Lang}
 */
function langOf(args) {
  const asked = args.map((arg, i) => (arg === '--lang' ? args[i + 1] : /^--lang=(.*)$/.exec(arg)?.[1])).findLast((lang) => lang !== undefined);
  return asked === undefined || asked === 'zh' ? 'zh' : 'en';
}

/** A day as spreadsheets and offices write it, 2026/5/20 or 2026年5月20日, which has one meaning; anything else is left to be refused. @param {string} value */
export const dayOf = (value) => value.replace(/^(\d{4})(?:([/.-])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日)$/, (_whole, y, _sign, m, d, month = m, day = d) => `${y}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);

/** Columns of the terminal, within what is easily read; 80 where the output is none. */
export const width = () => Math.min(Math.max(process.stdout.columns || 80, 60), 120);

/**
 * A page of text as the package lays it out.
 *
 * @param {Lang} lang @param {string} title @param {readonly import('chengdu-tech-upgrade/words').Block[]} blocks
 */
export const page = (lang, title, blocks) => render({ lang, title, blocks }, { width: width() });

/** @param {string} text @param {'note' | 'lead'} [tone] @returns {import('chengdu-tech-upgrade/words').Block} */
export const said = (text, tone) => ({ is: 'text', text, ...(tone && { tone }) });
/** @param {string} text @returns {import('chengdu-tech-upgrade/words').Block} */
export const heading = (text) => ({ is: 'heading', level: 2, text });
/** @param {readonly import('chengdu-tech-upgrade/words').FigureRow[]} rows @returns {import('chengdu-tech-upgrade/words').Block[]} */
export const figures = (rows) => (rows.length === 0 ? [] : [{ is: 'figures', rows }]);
