#!/usr/bin/env node
// @ts-check
/**
 * Assesses a case file and explains the result, or gives it as JSON.
 *
 *   node examples/assess.mjs                                   the enterprise that ships with it
 *   node examples/assess.mjs examples/cases/4-park.json --lang en --unit wan
 *   node examples/assess.mjs examples/cases/2-consortium.json --format html > 2.html
 *   node examples/assess.mjs - --format json < case.json
 */
import { fileURLToPath } from 'node:url';
import { isInvalidCaseError, safeAssess } from 'chengdu-tech-upgrade';
import { explain } from 'chengdu-tech-upgrade/words';
import { SEVERAL, jsonOf, main, oneFile, optionsOf, readingsOf, refusal, refusalOf, width, within } from './lib/cli.mjs';

const HELP = `Usage: node examples/assess.mjs [case.json | -] [options]

Assesses a case file (- reads standard input) and explains what each measure
gives and why, the payable combination, payments and totals. An estimate, not a
decision. Without a file, examples/cases/1-enterprise.json is assessed.

  --lang zh|en             language (default zh)
  --format text|md|html|json
                           text as wide as the terminal, Markdown, one HTML page
                           to print or send, or the assessment as JSON
  --unit yuan|wan          yuan (default) or 万元
  --document explanation|sheet|notice
                           the explanation (default), the calculation sheet
                           (测算表) or the result notice (测算结果告知书)
  --json                   the same as --format json
  --payee id               tells only of this enterprise, consortium or park,
                           in the combination of the whole case; may be
                           repeated. JSON is always of the whole case
  --reading name=value     another reading of an open question; may be repeated
  --help                   this text

Cases in examples/cases:
  1-enterprise.json        a pilot-industry project with a loan and a lease
  2-consortium.json        a chain leader, ten direct suppliers, five projects
  3-supplier.json          equipment and software sold to several buyers
  4-park.json              two parks, one with a failed year
  5-filing-cutoff.json     filed a day too early; a national project that may be
`;

const FORMATS = new Map(/** @type {const} */ ([['text', 'text'], ['md', 'markdown'], ['html', 'html']]));

/** @param {string[]} args */
function run(args) {
  const text = /** @type {const} */ ({ type: 'string' });
  const { files, lang, json, help, own } = optionsOf(args, { reading: SEVERAL, payee: SEVERAL, format: text, unit: text, document: text });
  const given = oneFile(files);
  const readings = readingsOf(own.reading);
  if (help) return HELP;
  const asJson = json || own.format === 'json';
  const format = FORMATS.get(/** @type {'text'} */ (own.format ?? 'text'));
  if (format === undefined && own.format !== 'json') throw refusal('--format', (w) => w.format, JSON.stringify(own.format));
  // JSON is the assessment as it is: of none of these.
  const besides = [...(json && own.format !== 'json' ? /** @type {const} */ (['format']) : []), /** @type {const} */ ('document'), /** @type {const} */ ('unit')];
  const beside = asJson ? besides.find((name) => own[name] !== undefined) : undefined;
  if (beside !== undefined) throw refusal((w) => w.arguments, (w) => w.either(json ? '--json' : '--format json', `--${beside}`), (w) => w.both);
  const file = given ?? fileURLToPath(new URL('cases/1-enterprise.json', import.meta.url));
  /** @type {import('./lib/cli.mjs').Part} */
  const name = file === '-' ? (w) => w.standardInput : file;
  const caseFile = jsonOf(file === '-' ? 0 : file, name);
  const { payee: payees } = own;
  const result = safeAssess(caseFile, { readings });
  if (!result.success) throw refusalOf(result.error, within(name));
  const idle = payees.find((id) => result.data.determinations.every((d) => d.payee !== id));
  if (idle !== undefined) throw refusal('--payee', (w) => w.payee, JSON.stringify(idle));
  if (asJson) return `${JSON.stringify(result.data, null, 2)}\n`;
  try {
    return explain(result.data, { caseFile, lang, format, payees: payees.length === 0 ? undefined : payees, width: width(), unit: /** @type {any} */ (own.unit), document: /** @type {any} */ (own.document) });
  } catch (error) {
    throw isInvalidCaseError(error) ? refusalOf(error, (path) => path.replace('options.', '--')) : error;
  }
}

await main(run);
