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
import { assess, compareReadings, isInvalidCaseError } from 'chengdu-tech-upgrade';
import { awardName, clauseName, figureOf, formatMoney, readingName, terms } from 'chengdu-tech-upgrade/words';
import { LINES, SEVERAL, figures, jsonOf, main, oneFile, optionsOf, page, readingsOf, refusalOf, said, within } from './lib/cli.mjs';

const HELP = {
  zh: `用法：node examples/readings.mjs [案件.json] [选项]

说明条文的每一处疑义对案件意味着什么。不给文件的，比较
examples/profiles/reward-and-subsidy.json。

${LINES.zh.lang}
  --reading 名称=取值      以采用该解读时的结果为比较的基准；可重复
  --json                   JSON形式的比较
${LINES.zh.help}
`,
  en: `Usage: node examples/readings.mjs [case.json] [options]

Prints what each open question of the text means for a case. Without a file,
examples/profiles/reward-and-subsidy.json is compared.

${LINES.en.lang}
  --reading name=value     compare with this reading in force; may be repeated
  --json                   the comparison as JSON
${LINES.en.help}
`,
};

const WORDS = {
  zh: {
    heading: '政策条文的不同解读对本案的影响', base: '按现行解读合计',
    from: '现行', other: '另一解读', change: '合计变为', same: '合计不变', payments: '拨付变化', items: '变化', reason: '现行解读的理由',
    generous: '最宽解读合计', strict: '最严解读合计', proven: '（已逐一核算全部组合）', found: (/** @type {boolean} */ strict) => `（逐项搜索所得，或有更${strict ? '严' : '宽'}的组合）`,
    nothing: '没有任何一种解读会改变本案的金额或拨付。', none: '与本案无关的解读', without: '核算后无变化的解读', notProven: '因计算量上限未能核定的解读', assessments: '共测算次数',
    list: '、', arrow: ' → ', colon: '：', inBrackets: (/** @type {string} */ text) => `（${text}）`, footer: '各种解读均为条文可容之义；何者成立，由负责解释的部门决定。',
  },
  en: {
    heading: 'What the open readings of the text mean for this case', base: 'Total under the readings in force',
    from: 'In force', other: 'Other reading', change: 'Total becomes', same: 'Total unchanged', payments: 'payments change', items: 'changes', reason: 'Why the one in force',
    generous: 'Most generous combination', strict: 'Strictest combination', proven: ' (all combinations assessed)', found: (/** @type {boolean} */ strict) => ` (found by search; a ${strict ? 'stricter' : 'more generous'} one may exist)`,
    nothing: 'No reading changes an amount or a payment of this case.', none: 'Readings that cannot touch this case', without: 'Readings assessed without effect', notProven: 'Readings not assessed or not proven within the work limit', assessments: 'Assessments made',
    list: ', ', arrow: ' -> ', colon: ': ', inBrackets: (/** @type {string} */ text) => ` (${text})`, footer: 'Each reading is one that the words can bear; which one holds is for the interpreting departments.',
  },
};

/** @typedef {import('chengdu-tech-upgrade').ReadingsComparison} Comparison */

/** @param {Comparison} c @param {import('chengdu-tech-upgrade').CaseFile} caseFile @param {'zh' | 'en'} lang */
function report(c, caseFile, lang) {
  const w = WORDS[lang];
  /** @type {Map<string, import('chengdu-tech-upgrade').Determination>} */
  const byKey = new Map();
  const learn = (/** @type {typeof c.readings} */ readings) => assess(caseFile, { readings }).determinations.forEach((d) => byKey.set(d.key, d));
  learn(c.readings);
  const name = (/** @type {string} */ key) => awardName(/** @type {import('chengdu-tech-upgrade').Determination} */ (byKey.get(key)), lang).replace(/ {2,}/g, ' ');
  const money = (/** @type {{ min: string, max: string }} */ range) => formatMoney(range, { lang });
  const figure = (/** @type {{ min: string, max: string }} */ range) => figureOf(range, { lang });
  const question = (/** @type {keyof typeof c.readings} */ id) => readingName(id, c.readings[id], lang)?.question ?? id;
  const state = (/** @type {{ status: 'eligible' | 'ineligible' | 'undetermined', amount: { min: string, max: string } }} */ f) => `${terms.status[f.status][lang]} ${money(f.amount)}`;
  /** @type {import('chengdu-tech-upgrade/words').Block[]} */
  const blocks = [...figures([{ label: w.base, figure: figure(c.total) }]), ...(c.effects.length === 0 ? [said(w.nothing)] : [])];
  let last = '';
  for (const e of c.effects) {
    if (e.reading !== last) {
      last = e.reading;
      blocks.push(said(`${e.see} ${clauseName(e.clause, lang, { code: true })} ${e.question[lang]}`, 'lead'), { is: 'text', tone: 'quote', text: e.excerpt });
      blocks.push({ is: 'pairs', rows: [[w.from, e.from.text[lang]], [w.reason, e.reason[lang]]] });
    }
    const { total, determinations, payments } = e.change;
    const moved = total.from.min !== total.to.min || total.from.max !== total.to.max;
    // An award that only the other reading gives.
    if (determinations.some((d) => !byKey.has(d.key))) learn({ ...c.readings, [e.reading]: e.to.value });
    const changes = [
      ...determinations.map((d) => `${name(d.key)}${w.colon}${state(d.from)}${w.arrow}${state(d.to)}`),
      ...(payments.length === 0 ? [] : [`${w.payments}${w.colon}${payments.map((p) => name(p.key)).join(w.list)}`]),
    ];
    blocks.push(...figures([{ label: `${w.other}${w.colon}${e.to.text[lang]}`, figure: moved ? { ...figure(total.to), lead: `${w.change} ` } : { digits: w.same, unit: '' } }]));
    if (changes.length > 0) blocks.push({ is: 'pairs', lead: w.items, rows: changes.map((text) => /** @type {const} */ (['', text])) });
  }
  for (const [name, joint] of /** @type {const} */ ([[w.generous, c.mostGenerous], [w.strict, c.mostStrict]])) {
    blocks.push(...figures([{ label: `${name}${joint.proven ? w.proven : w.found(joint === c.mostStrict)}`, figure: figure(joint.total) }]));
    const chosen = Object.entries(joint.readings).map(([id, value]) => {
      const { question, value: words } = /** @type {{ question: string, value: string }} */ (readingName(id, value, lang));
      return /** @type {const} */ (['', `${question} ${words}${w.inBrackets(`${id}=${value}`)}`]);
    });
    if (chosen.length > 0) blocks.push({ is: 'pairs', rows: chosen });
  }
  for (const [name, ids] of /** @type {const} */ ([[w.notProven, c.notProven ?? []], [w.without, c.withoutEffect], [w.none, c.irrelevant]])) {
    if (ids.length > 0) blocks.push(said(`${name}${w.colon}`), { is: 'pairs', rows: ids.map((id) => /** @type {const} */ (['', question(id)])) });
  }
  blocks.push(said(`${w.assessments}${w.colon}${c.assessments}`), said(w.footer, 'note'));
  return page(lang, w.heading, blocks);
}

/** @param {string[]} args */
function run(args) {
  const options = optionsOf(args, { reading: SEVERAL });
  const file = oneFile(options.files) ?? fileURLToPath(new URL('profiles/reward-and-subsidy.json', import.meta.url));
  const readings = readingsOf(options.own.reading);
  if (options.help) return HELP[options.lang];
  const caseFile = jsonOf(file);
  try {
    const comparison = compareReadings(caseFile, { readings });
    return options.json ? `${JSON.stringify(comparison, null, 2)}\n` : report(comparison, caseFile, options.lang);
  } catch (error) {
    throw isInvalidCaseError(error) ? refusalOf(error, within(file)) : error;
  }
}

await main(run);
