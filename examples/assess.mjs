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
import { LINES, SEVERAL, jsonOf, main, oneFile, optionsOf, readingsOf, refusal, refusalOf, width, within } from './lib/cli.mjs';

const HELP = {
  zh: `用法：node examples/assess.mjs [案件.json | -] [选项]

测算一个案件文件（- 表示读取标准输入），逐项说明各措施给多少、依据为何，以及
可享受的组合、拨付和合计。测算是估算，不是审批决定。不给文件的，测算
examples/cases/1-enterprise.json。

${LINES.zh.lang}
  --format text|md|html|json
                           与终端同宽的文本、Markdown、可打印或发送的单个HTML
                           页面，或者JSON形式的测算结果
  --unit yuan|wan          以元（默认）或万元计
  --document explanation|sheet|notice
                           测算说明（默认）、测算表或测算结果告知书
  --json                   同 --format json
  --payee 编号             只说明该企业、联合体或园区，组合仍按全案选取；可重
                           复。JSON始终为全案
${LINES.zh.reading}
${LINES.zh.help}

examples/cases 中的案件：
  1-enterprise.json        试点行业项目，有贷款和融资租赁
  2-consortium.json        链主企业、十家直接配套企业、五个项目
  3-supplier.json          向多家企业销售设备和软件
  4-park.json              两个园区，其一有一年未达标
  5-filing-cutoff.json     备案早一天的项目；备案虽早仍可纳入的国家级项目
`,
  en: `Usage: node examples/assess.mjs [case.json | -] [options]

Assesses a case file (- reads standard input) and explains what each measure
gives and why, the payable combination, payments and totals. An estimate, not a
decision. Without a file, examples/cases/1-enterprise.json is assessed.

${LINES.en.lang}
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
${LINES.en.reading}
${LINES.en.help}

Cases in examples/cases:
  1-enterprise.json        a pilot-industry project with a loan and a lease
  2-consortium.json        a chain leader, ten direct suppliers, five projects
  3-supplier.json          equipment and software sold to several buyers
  4-park.json              two parks, one with a failed year
  5-filing-cutoff.json     filed a day too early; a national project that may be
`,
};

const FORMATS = new Map(/** @type {const} */ ([['text', 'text'], ['md', 'markdown'], ['html', 'html']]));

/** @param {string[]} args */
function run(args) {
  const text = /** @type {const} */ ({ type: 'string' });
  const { files, lang, json, help, own } = optionsOf(args, { reading: SEVERAL, payee: SEVERAL, format: text, unit: text, document: text });
  const given = oneFile(files);
  const readings = readingsOf(own.reading);
  if (help) return HELP[lang];
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
    throw isInvalidCaseError(error) ? refusalOf(error, within(name)) : error;
  }
}

await main(run);
