// @ts-check
/** What every script here does the same way: options, files, refusals in one line. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { shown } from './columns.mjs';

/**
 * What `parseArgs` makes of options.
 * @template {import('node:util').ParseArgsOptionsConfig} O
 * @typedef {ReturnType<typeof parseArgs<{ options: O }>>['values']} Values
 */

/** What was wrong, where, what was expected and what was found. */
export class Refusal extends Error {
  /**
   * @param {string} path
   * @param {string} expected
   * @param {string} [found]
   */
  constructor(path, expected, found) {
    super(`${path}: expected ${expected}${found === undefined ? '' : `, found ${found}`}`);
  }
}

/**
 * The options of a script beside `--lang zh|en`, `--json` and `--help`, which all have, and its files.
 *
 * @template {import('node:util').ParseArgsOptionsConfig} Own
 * @param {string[]} args
 * @param {Own} own
 */
export function optionsOf(args, own) {
  const { values, positionals } = parsed(args, {
    ...own,
    lang: { type: 'string', default: 'zh' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  });
  const common = /** @type {{ lang: 'zh' | 'en', json: boolean, help: boolean }} */ (values);
  if (common.lang !== 'zh' && common.lang !== 'en') throw new Refusal('--lang', 'zh or en', JSON.stringify(common.lang));
  return { ...common, own: /** @type {Values<Own>} */ (values), files: positionals };
}

/** @param {string[]} args @param {import('node:util').ParseArgsOptionsConfig} options */
function parsed(args, options) {
  try {
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    // parseArgs says what is wrong in its first sentence and gives hints after it.
    const [first = ''] = /** @type {Error} */ (error).message.split(/\. |\n/);
    throw new Refusal('arguments', 'the options that --help lists', first);
  }
}

/** The one case file that may be given. @param {string[]} files */
export function oneFile(files) {
  if (files.length > 1) throw new Refusal('arguments', 'one case file', `${files.length}`);
  return files[0];
}

/** An option that may be repeated, as `parseArgs` takes it. */
export const SEVERAL = Object.freeze({ type: /** @type {const} */ ('string'), multiple: /** @type {const} */ (true), default: /** @type {string[]} */ ([]) });

/** @param {readonly string[]} given each `name=value` */
export function readingsOf(given) {
  return Object.fromEntries(
    given.map((text) => {
      const at = text.indexOf('=');
      if (at < 1) throw new Refusal('--reading', 'name=value', JSON.stringify(text));
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

/**
 * @param {string | number} source a path, or 0 for standard input
 * @param {string} [name] what to call it
 */
export function textOf(source, name = String(source)) {
  try {
    return readFileSync(source, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    throw new Refusal(name, 'a file that can be read', /** @type {NodeJS.ErrnoException} */ (error).code);
  }
}

/** @param {string} name @param {string} text */
export function jsonOf(name, text = textOf(name)) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refusal(name, 'JSON', /** @type {Error} */ (error).message);
  }
}

/**
 * The first fault of a broken case or option, and how many more there are.
 *
 * @param {import('chengdu-tech-upgrade').InvalidCaseError} error
 * @param {(path: string) => string} place
 */
export function refusalOf({ issues: [first, ...others] }, place) {
  const { path = '$', expected = '', received = 'nothing' } = first ?? {};
  return new Refusal(place(path), expected, received + (others.length === 0 ? '' : ` (and ${others.length} more)`));
}

/** Names the file before a path into it; options have names of their own. @param {string} file @returns {(path: string) => string} */
export const within = (file) => (path) => (path.startsWith('$') ? `${file}: ${path}` : path);

/**
 * Writes what a script makes of its arguments, or one line that says why not and exit code 1.
 *
 * @param {(args: string[]) => string | Promise<void>} run
 */
export async function main(run) {
  // A reader that closes the pipe early, such as head, is no error.
  process.stdout.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
    if (error.code !== 'EPIPE') throw error;
  });
  try {
    process.stdout.write((await run(process.argv.slice(2))) ?? '');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    process.stderr.write(`${shown(error.message.replace(/\s+/g, ' '))}\n`);
    process.exitCode = 1;
  }
}
