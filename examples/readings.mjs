#!/usr/bin/env node
// @ts-check
/**
 * What the open questions of the text mean for one case: each other reading that changes something,
 * by how much and why, and the most generous and the strictest combination.
 *
 *   node examples/readings.mjs case.json
 *   node examples/readings.mjs examples/cases/2-consortium.json --lang en
 */
import { fileURLToPath } from 'node:url';
import { compareReadings, isInvalidCaseError } from 'chengdu-tech-upgrade';
import { SEVERAL, jsonOf, main, oneFile, optionsOf, readingsOf, refusalOf, within } from './lib/cli.mjs';
import { PAGE, block, money, padEnd, row, shown, wrap } from './lib/columns.mjs';

const HELP = `Usage: node examples/readings.mjs [case.json] [options]

Prints what each open question of the text means for a case. Without a file,
examples/profiles/reward-and-subsidy.json is compared.

  --lang zh|en             language (default zh)
  --reading name=value     compare with this reading in force; may be repeated
  --json                   the comparison as JSON
  --help                   this text
`;

const WORDS = {
  zh: {
    heading: '政策条文的不同解读对本案的影响', base: '按现行解读合计', unit: '元', to: '至',
    from: '现行', other: '另一读法', change: '合计变为', same: '合计不变', payments: '拨付变化', items: '变化', reason: '现行解读的理由',
    generous: '最宽解读合计', strict: '最严解读合计', proven: '（已逐一核算全部组合）', estimate: '（逐项搜索所得，或有更宽／更严的组合）',
    nothing: '没有任何一种解读会改变本案的金额或拨付。', none: '与本案无关的解读', without: '核算后无变化的解读', notProven: '因计算量上限未能核定的解读', assessments: '共测算次数',
    eligible: '符合', ineligible: '不符合', undetermined: '待定', arrow: ' → ', colon: '：', footer: '各种解读均为条文可容之义；何者成立，由负责解释的部门决定。',
  },
  en: {
    heading: 'What the open readings of the text mean for this case', base: 'Total under the readings in force', unit: 'yuan', to: 'to',
    from: 'In force', other: 'Other reading', change: 'Total becomes', same: 'Total unchanged', payments: 'payments change', items: 'changes', reason: 'Why the one in force',
    generous: 'Most generous combination', strict: 'Strictest combination', proven: ' (all combinations assessed)', estimate: ' (found by search; a wider one may exist)',
    nothing: 'No reading changes an amount or a payment of this case.', none: 'Readings that cannot touch this case', without: 'Readings assessed without effect', notProven: 'Readings not assessed or not proven within the work limit', assessments: 'Assessments made',
    eligible: 'eligible', ineligible: 'not eligible', undetermined: 'undetermined', arrow: ' -> ', colon: ': ', footer: 'Each reading is one that the words can bear; which one holds is for the interpreting departments.',
  },
};

/** @typedef {import('chengdu-tech-upgrade').ReadingsComparison} Comparison */

/** @param {Comparison} c @param {'zh' | 'en'} lang */
function report(c, lang) {
  const w = WORDS[lang];
  const lines = [w.heading, '='.repeat(PAGE), row(0, w.base, money(c.total, w)), ''];
  if (c.effects.length === 0) lines.push(w.nothing, '');
  let last = '';
  for (const e of c.effects) {
    if (e.reading !== last) {
      last = e.reading;
      lines.push(block(`${e.see} ${e.clause} ${e.question[lang]}`, 0), block(`「${e.excerpt}」`, 2));
      lines.push(block(`${w.from}${w.colon}${e.from.text[lang]}`, 2), block(`${w.reason}${w.colon}${e.reason[lang]}`, 2));
    }
    const { total, determinations, payments } = e.change;
    const moved = total.from.min !== total.to.min || total.from.max !== total.to.max;
    lines.push(row(2, `${w.other}${w.colon}${e.to.text[lang]}`, moved ? `${w.change} ${money(total.to, w)}` : w.same));
    for (const d of determinations) {
      const figure = (/** @type {{ status: 'eligible' | 'ineligible' | 'undetermined', amount: { min: string, max: string } }} */ f) => `${w[f.status]} ${money(f.amount, w)}`;
      lines.push(block(`${shown(d.key)}${w.colon}${figure(d.from)}${w.arrow}${figure(d.to)}`, 6));
    }
    if (payments.length > 0) lines.push(block(`${w.payments}${w.colon}${payments.map((p) => shown(p.key)).join('、')}`, 6));
    lines.push('');
  }
  for (const [name, joint] of /** @type {const} */ ([[w.generous, c.mostGenerous], [w.strict, c.mostStrict]])) {
    lines.push(row(0, `${name}${joint.proven ? w.proven : w.estimate}`, money(joint.total, w)));
    for (const [id, value] of Object.entries(joint.readings)) lines.push(`    ${padEnd(id, 40)} ${value}`);
  }
  lines.push('');
  if (c.notProven !== undefined) lines.push(block(`${w.notProven}${w.colon}${c.notProven.join(', ')}`, 0));
  if (c.withoutEffect.length > 0) lines.push(block(`${w.without}${w.colon}${c.withoutEffect.join(', ')}`, 0));
  if (c.irrelevant.length > 0) lines.push(block(`${w.none}${w.colon}${c.irrelevant.join(', ')}`, 0));
  lines.push(`${w.assessments}${w.colon}${c.assessments}`, '', ...wrap(w.footer, PAGE), '');
  return lines.join('\n');
}

/** @param {string[]} args */
function run(args) {
  const options = optionsOf(args, { reading: SEVERAL });
  const file = oneFile(options.files) ?? fileURLToPath(new URL('profiles/reward-and-subsidy.json', import.meta.url));
  const readings = readingsOf(options.own.reading);
  if (options.help) return HELP;
  const caseFile = jsonOf(file);
  try {
    const comparison = compareReadings(caseFile, { readings });
    return options.json ? `${JSON.stringify(comparison, null, 2)}\n` : report(comparison, options.lang);
  } catch (error) {
    throw isInvalidCaseError(error) ? refusalOf(error, within(file)) : error;
  }
}

await main(run);
