#!/usr/bin/env node
// @ts-check
/**
 * Assesses a case file and prints the result for a person, or as JSON.
 *
 *   node examples/assess.mjs                                   the enterprise that ships with it
 *   node examples/assess.mjs examples/cases/4-park.json --lang en
 *   node examples/assess.mjs - --json < case.json
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { safeAssess } from 'chengdu-tech-upgrade';
import { shown } from './lib/columns.mjs';
import { report } from './lib/report.mjs';

const HELP = `Usage: node examples/assess.mjs [case.json | -] [options]

Assesses a case file (- reads standard input) and prints what each measure gives
and why, the payable combination, payments and totals. An estimate, not a decision.
Without a file, examples/cases/1-enterprise.json is assessed.

  --lang zh|en             language of the report (default zh)
  --json                   the assessment as JSON instead
  --reading name=value     another reading of an open question; may be repeated
  --help                   this text

Cases in examples/cases:
  1-enterprise.json        a pilot-industry project with a loan and a lease
  2-consortium.json        a chain leader with ten direct suppliers, five projects
  3-supplier.json          equipment and software sold to several buyers
  4-park.json              two parks, one with a failed year
  5-filing-cutoff.json     filed a day too early; a national project that may be
`;

const STYLES = { bold: 1, dim: 2, good: 32, bad: 31, open: 33 };

/** What was wrong, where, what was expected and what was found. */
class Refusal extends Error {
  /**
   * @param {string} path
   * @param {string} expected
   * @param {string} [found]
   */
  constructor(path, expected, found) {
    super(`${path}: expected ${expected}${found === undefined ? '' : `, found ${found}`}`);
  }
}

/** @param {string[]} args */
function optionsOf(args) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        lang: { type: 'string', default: 'zh' },
        json: { type: 'boolean', default: false },
        reading: { type: 'string', multiple: true, default: [] },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (positionals.length > 1) throw new Refusal('arguments', 'one case file', `${positionals.length}`);
    const { lang } = values;
    if (lang !== 'zh' && lang !== 'en') throw new Refusal('--lang', 'zh or en', JSON.stringify(lang));
    return { ...values, lang, file: positionals[0], readings: readingsOf(values.reading) };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    // parseArgs says what is wrong in its first sentence and gives hints after it.
    const [first = ''] = /** @type {Error} */ (error).message.split(/\. |\n/);
    throw new Refusal('arguments', 'the options that --help lists', first);
  }
}

/** @param {string[]} given each `name=value` */
function readingsOf(given) {
  return Object.fromEntries(
    given.map((text) => {
      const at = text.indexOf('=');
      if (at < 1) throw new Refusal('--reading', 'name=value', JSON.stringify(text));
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

/** The shipped case, standard input or a file, and what to call it. @param {string | undefined} file */
function textOf(file) {
  const source = file === undefined ? fileURLToPath(new URL('cases/1-enterprise.json', import.meta.url)) : file === '-' ? 0 : file;
  const name = file === '-' ? 'standard input' : String(source);
  try {
    return { name, text: readFileSync(source, 'utf8').replace(/^\ufeff/, '') };
  } catch (error) {
    throw new Refusal(name, 'a file that can be read', /** @type {NodeJS.ErrnoException} */ (error).code);
  }
}

/** @param {string[]} args */
function run(args) {
  const options = optionsOf(args);
  if (options.help) return HELP;
  const { name, text } = textOf(options.file);
  const caseFile = parsed(name, text);
  const result = safeAssess(caseFile, { readings: options.readings });
  if (!result.success) {
    const [first, ...others] = result.error.issues;
    const { path, expected, received } = /** @type {import('chengdu-tech-upgrade').CaseIssue} */ (first);
    const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
    throw new Refusal(path.startsWith('$') ? `${name}: ${path}` : path, expected, (received ?? 'nothing') + more);
  }
  if (options.json) return `${JSON.stringify(result.data, null, 2)}\n`;
  const coloured = process.stdout.isTTY === true && !process.env.NO_COLOR;
  return report(result.data, {
    lang: options.lang,
    applicationDate: caseFile.applicationDate,
    paint: (words, style) => (coloured ? `\x1b[${STYLES[style]}m${words}\x1b[0m` : words),
  });
}

/** @param {string} name @param {string} text */
function parsed(name, text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refusal(name, 'JSON', /** @type {Error} */ (error).message);
  }
}

// A reader that closes the pipe early, such as head, is no error.
process.stdout.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  process.stdout.write(run(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  process.stderr.write(`${shown(error.message.replace(/\s+/g, ' '))}\n`);
  process.exitCode = 1;
}
