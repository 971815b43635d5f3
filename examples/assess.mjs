#!/usr/bin/env node
// @ts-check
/**
 * Assesses a case file and prints the result for a person, or as JSON.
 *
 *   node examples/assess.mjs                                   the enterprise that ships with it
 *   node examples/assess.mjs examples/cases/4-park.json --lang en
 *   node examples/assess.mjs - --json < case.json
 */
import { fileURLToPath } from 'node:url';
import { safeAssess } from 'chengdu-tech-upgrade';
import { SEVERAL, jsonOf, main, oneFile, optionsOf, readingsOf, refusalOf, within } from './lib/cli.mjs';
import { report } from './lib/report.mjs';

const HELP = `Usage: node examples/assess.mjs [case.json | -] [options]

Assesses a case file (- reads standard input) and prints what each measure gives
and why, the payable combination, payments and totals. An estimate, not a
decision. Without a file, examples/cases/1-enterprise.json is assessed.

  --lang zh|en             language of the report (default zh)
  --json                   the assessment as JSON instead
  --reading name=value     another reading of an open question; may be repeated
  --help                   this text

Cases in examples/cases:
  1-enterprise.json        a pilot-industry project with a loan and a lease
  2-consortium.json        a chain leader, ten direct suppliers, five projects
  3-supplier.json          equipment and software sold to several buyers
  4-park.json              two parks, one with a failed year
  5-filing-cutoff.json     filed a day too early; a national project that may be
`;

const STYLES = { bold: 1, dim: 2, good: 32, bad: 31, open: 33 };

/** @param {string[]} args */
function run(args) {
  const options = optionsOf(args, { reading: SEVERAL });
  const given = oneFile(options.files);
  const readings = readingsOf(options.own.reading);
  if (options.help) return HELP;
  const file = given ?? fileURLToPath(new URL('cases/1-enterprise.json', import.meta.url));
  /** @type {import('./lib/cli.mjs').Part} */
  const name = file === '-' ? (w) => w.standardInput : file;
  const caseFile = jsonOf(file === '-' ? 0 : file, name);
  const result = safeAssess(caseFile, { readings });
  if (!result.success) throw refusalOf(result.error, within(name));
  if (options.json) return `${JSON.stringify(result.data, null, 2)}\n`;
  const coloured = process.stdout.isTTY === true && !process.env['NO_COLOR'];
  return report(result.data, {
    lang: options.lang,
    applicationDate: caseFile.applicationDate,
    paint: (words, style) => (coloured ? `\x1b[${STYLES[style]}m${words}\x1b[0m` : words),
  });
}

await main(run);
