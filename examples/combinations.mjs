#!/usr/bin/env node
// @ts-check
/**
 * Compares the combinations that one case allows: the best, the next best, what it would cost to
 * insist on an award that was forgone, and what an own combination would cost.
 *
 *   node examples/combinations.mjs                              the consortium that ships with it
 *   node examples/combinations.mjs case.json --lang en
 *   node examples/combinations.mjs case.json --elect investment-subsidy:P1,finance-lease-subsidy:E1:2025
 */
import { fileURLToPath } from 'node:url';
import { assess, isInvalidCaseError } from 'chengdu-tech-upgrade';
import { answererOf, awardName, clauseName, factName, figureOf, formatMoney } from 'chengdu-tech-upgrade/words';
import { LINES, SEVERAL, figures, heading, jsonOf, main, oneFile, optionsOf, page, readingsOf, refusal, refusalOf, said, within } from './lib/cli.mjs';

const HELP = {
  zh: `用法：node examples/combinations.mjs [案件.json] [选项]

列出案件合规的最优组合和次优组合；对放弃的每项奖补，说明被何者取代、坚持选取
须付出多大代价；并说明所选组合是否无论未定金额如何都为最优。不给文件的，比较
examples/profiles/combinations.json。换用其他解读会改变什么，见 readings.mjs。

  --elect 键[,键…]         改为检查这一组合：代价多大，或因何不可；可重复。
                           案件的各个键列于报告末尾
${LINES.zh.lang}
${LINES.zh.reading}
  --json                   JSON形式的比较
${LINES.zh.help}
`,
  en: `Usage: node examples/combinations.mjs [case.json] [options]

Prints the best lawful combination of a case and the next best, then for each
award forgone what displaced it and what it would cost to insist on it, and
whether the choice is robust. Without a file, the case compared is
examples/profiles/combinations.json. What other readings change is for
readings.mjs.

  --elect key[,key...]     check this combination instead: what it costs, or why
                           it is refused; may be repeated. The report ends with
                           the keys of the case.
${LINES.en.lang}
${LINES.en.reading}
  --json                   the comparison as JSON
${LINES.en.help}
`,
};

const WORDS = {
  zh: {
    total: '合计', proven: '已证明没有更高的组合', provenLeast: '已证明没有下限更高的组合', notProven: '已达计算量限额，未能证明为最高；不会超过', without: '不取', with: '另取', forgonePartly: '部分放弃', instead: '因同一投入已选',
    nothing: '没有可享受的措施。', loose: '合计区间可靠，但可能偏宽。', footer: '以上为估算，不是审批决定。', list: '、', colon: '：', comma: '，', semicolon: '；', by: (/** @type {string} */ who) => `（${who}）`,
    heading: '可享受组合比较（估算，不是审批决定）',
    best: '一、最优组合', second: '二、次优组合', given: '三、放弃的措施，以及坚持选取的代价', firm: '四、选择是否稳固', own: '自选组合', keys: '--elect 所用的键',
    insist: '若坚持选取，合计', insistAll: '若坚持全额选取，合计', costs: '比最优合计少', behind: '比所选组合少', noSecond: '没有别的组合。', noneGiven: '没有放弃任何措施。', refusedInsist: '不能坚持选取：',
    insistNote: '坚持选取的组合，是从所选组合出发逐项增减、替换比较所得；合计即该组合的合计，金额未定的为区间。',
    robust: '稳固：无论未定金额如何，所选组合均为最优。', open: '未证明稳固：下列未定事实使金额未定，可能改变选择：', notProvenRobust: '未证明稳固。',
    strict: '“同一投入”按同一项目理解（I-07）时合计', tied: '各项金额相互关联，合计区间窄于各项上下限之和。',
    turned: (/** @type {string} */ own, /** @type {string} */ most) => `所选组合${own}；未定事实如使另一组合更优，合计最高可达${most}。`,
    changed: (/** @type {string} */ name, /** @type {string} */ from, /** @type {string} */ to) => `${name} 由${from}变为${to}`,
    lawful: '合规', refused: '不合规', sameInput: '同一投入，不得与下列并享：', ineligible: '不符合条件', ownTotal: '合计', bestTotal: '最优合计',
  },
  en: {
    total: 'Total', proven: 'Proven: no combination brings more.', provenLeast: 'Proven: no combination is certain to bring more.', notProven: 'Work limit reached, not proven; it cannot exceed', without: 'without', with: 'with', forgonePartly: 'Forgone in part', instead: 'same input as',
    nothing: 'No measure is payable.', loose: 'The range of the total is safe, but may be wider than need be.', footer: 'An estimate, not a decision.', list: ', ', colon: ': ', comma: ', ', semicolon: '; ', by: (/** @type {string} */ who) => ` (${who})`,
    heading: 'Combinations compared (an estimate, not a decision)',
    best: '1. The best combination', second: '2. The next best', given: '3. What is forgone, and what it costs to insist on it', firm: '4. Is the choice robust?', own: 'The elected combination', keys: 'Keys for --elect',
    insist: 'insisting on it, total', insistAll: 'insisting on all of it, total', costs: 'less than the best total', behind: 'less than the combination chosen', noSecond: 'There is no other combination.', noneGiven: 'Nothing is forgone.', refusedInsist: 'cannot be insisted on: ',
    insistNote: 'The combination of each insistence was found from the best one by adding, leaving out and replacing single awards; its total is that of the combination itself, a range where amounts are open.',
    robust: 'Robust: the best whatever the open amounts turn out to be.', open: 'Not proven robust: these open facts leave amounts open and may turn the choice: ', notProvenRobust: 'Not proven robust.',
    strict: 'Total where the same input is the same project (I-07)', tied: 'The amounts depend on each other: the range of the total is narrower than the sum of their ends.',
    turned: (/** @type {string} */ own, /** @type {string} */ most) => `The chosen combination comes to ${own}; where open facts make another one better, the total may go up to ${most}.`,
    changed: (/** @type {string} */ name, /** @type {string} */ from, /** @type {string} */ to) => `${name} at ${to} instead of ${from}`,
    lawful: 'lawful', refused: 'refused', sameInput: 'same input, not beside ', ineligible: 'not eligible', ownTotal: 'Total', bestTotal: 'Best total',
  },
};

/**
 * @typedef {import('chengdu-tech-upgrade').Assessment} Assessment
 * @typedef {import('chengdu-tech-upgrade').CaseFile} CaseFile
 * @typedef {import('chengdu-tech-upgrade/words').Block} Block
 * @typedef {import('chengdu-tech-upgrade').Range} Range
 * @typedef {import('chengdu-tech-upgrade').SelectionReport['forgone'][number]} Forgone
 * @typedef {NonNullable<import('chengdu-tech-upgrade').SelectionReport['election']>} Election
 * @typedef {Assessment['selection']['payable']} Payable
 * @typedef {{ chosen: readonly string[], payable: Payable, total: Range, lawful: boolean, refused: Election['refused'], costs: Range }} Elected
 * @typedef {(election: readonly string[]) => Elected} Elect
 */

/** @param {Range} range in fen, both ends together: less is less given up over the whole range */
const weight = ({ min, max }) => fen(min) + fen(max);

/** @param {string} money */
const fen = (money) => BigInt(money.replace('.', ''));

/** @param {Range} a @param {Range} b */
const same = (a, b) => a.min === b.min && a.max === b.max;

/** @param {Elected} a @param {Elected} b whether a is the better one to claim */
const beats = (a, b) => a.lawful && (!b.lawful || weight(a.costs) < weight(b.costs));

/**
 * The combination to claim when an award is insisted on. The awards that exclude it are left out, or
 * kept beside it where the law takes the shared input out of them; then single awards are added,
 * replaced or left out as long as that gains something.
 *
 * @param {Forgone} award
 * @param {Assessment['selection']} selection
 * @param {Elect} elect
 */
function insistOn({ key, insteadOf, partly }, { chosen, forgone }, elect) {
  let best = elect([key, ...chosen.filter((k) => k !== key && !insteadOf.includes(k))]);
  // A part of an award is chosen already: to insist on all of it is to leave out what took the rest.
  const beside = partly ? best : elect([...chosen, key]);
  if (beats(beside, best)) best = beside;
  const own = (/** @type {Elected} */ { payable }) => weight(payable.find((p) => p.key === key)?.amount ?? NOTHING);
  const others = [...chosen, ...forgone.map((f) => f.key)].filter((k) => k !== key && !(partly && insteadOf.includes(k)));
  const rivals = (/** @type {string} */ of) => forgone.flatMap((f) => (f.key === of ? f.insteadOf : f.insteadOf.includes(of) ? [f.key] : []));
  for (let gained = best.lawful; gained; ) {
    gained = false;
    for (const other of others) {
      const election = best.chosen;
      let next = elect(election.includes(other) ? election.filter((k) => k !== other) : [...election, other]);
      if (!next.lawful) next = elect([...election.filter((k) => k === key || !rivals(other).includes(k)), other]);
      if (!beats(next, best) || (partly && own(next) < own(best))) continue;
      best = next;
      gained = true;
    }
  }
  return best;
}

/**
 * @param {import('chengdu-tech-upgrade').CaseFile} caseFile
 * @param {import('chengdu-tech-upgrade').AssessOptions['readings']} readings
 * @param {(assessment: Assessment) => readonly string[] | undefined} electionOf
 */
function compare(caseFile, readings, electionOf) {
  const assessment = assess(caseFile, { readings });
  const { selection } = assessment;
  /** @type {Elect} */
  const elect = (election) => {
    const { chosen, payable, total, election: report } = assess(caseFile, { readings, election }).selection;
    const { lawful, refused, costs } = /** @type {Election} */ (report);
    return { chosen, payable, total, lawful, refused, costs };
  };
  const election = electionOf(assessment);
  const own = election === undefined ? undefined : elect(election);
  const forgone = selection.forgone.map((award) => {
    const { refused, ...insist } = insistOn(award, selection, elect);
    return { ...award, insist: insist.lawful ? insist : { lawful: false, refused } };
  });
  const { chosen, total, optimal, upperBound, runnerUp, robust, strict, tight } = selection;
  // What each award brings in the next best combination, where electing it gives the same.
  const second = runnerUp && elect(runnerUp.chosen);
  // What keeps the amounts open that compete with each other.
  const held = new Set([...chosen, ...selection.forgone.flatMap((f) => [f.key, ...f.insteadOf])]);
  const open = robust ? [] : [...new Set(assessment.determinations.filter((d) => held.has(d.key)).flatMap((d) => d.missing ?? []))];
  const data = {
    best: { chosen, total, optimal, upperBound },
    ...(runnerUp === undefined ? undefined : { runnerUp: { ...runnerUp, ...(second?.lawful && same(second.total, runnerUp.total) && { payable: second.payable }) } }),
    forgone,
    robust,
    ...(open.length === 0 ? undefined : { open }),
    tight,
    ...(strict === undefined ? undefined : { strict }),
    // What was refused has no total: nothing of it is assessed.
    ...(own === undefined ? undefined : { election: own.lawful ? { elected: election, ...own } : { elected: election, lawful: false, refused: own.refused } }),
  };
  return { assessment, data };
}

const NOTHING = /** @type {Range} */ ({ min: '0.00', max: '0.00' });

/** @param {ReturnType<typeof compare>} comparison @param {CaseFile} caseFile @param {'zh' | 'en'} lang */
function report({ assessment, data }, caseFile, lang) {
  const w = WORDS[lang];
  const byKey = new Map(assessment.determinations.map((d) => [d.key, d]));
  const name = (/** @type {string} */ key) => awardName(/** @type {import('chengdu-tech-upgrade').Determination} */ (byKey.get(key)), lang);
  const called = (/** @type {string} */ key) => name(key).replace(/ {2,}/g, ' ');
  const named = (/** @type {readonly string[]} */ keys) => keys.map(called).join(w.list);
  const figure = (/** @type {Range} */ range) => figureOf(range, { lang });
  const clause = (/** @type {string} */ id) => clauseName(id, lang, { code: true });

  const money = (/** @type {Range} */ range) => formatMoney(range, { lang });
  const amounts = (/** @type {Payable} */ payable) => new Map(payable.map(({ key, amount }) => [key, amount]));
  const chosenAmounts = amounts(assessment.selection.payable);

  /**
   * What a combination has less and more than the best, and with what amounts where they are known.
   * @param {{ chosen: readonly string[], payable?: Payable }} other @param {string} [insisted] named already, with its amount
   */
  const differences = ({ chosen, payable = [] }, insisted) => {
    const brings = amounts(payable);
    const told = (/** @type {string} */ key) => key === insisted && same(brings.get(key) ?? NOTHING, byKey.get(key)?.amount ?? NOTHING);
    const dropped = data.best.chosen.filter((k) => !chosen.includes(k));
    const added = chosen.filter((k) => !chosenAmounts.has(k) && !told(k)).map((k) => `${called(k)}${brings.has(k) ? w.by(money(brings.get(k) ?? NOTHING)) : ''}`);
    const changed = payable.filter(({ key, amount }) => !told(key) && !same(amount, chosenAmounts.get(key) ?? amount))
      .map(({ key, amount }) => w.changed(called(key), money(chosenAmounts.get(key) ?? NOTHING), money(amount)));
    const words = [...(dropped.length === 0 ? [] : [`${w.without} ${named(dropped)}`]), ...(added.length === 0 ? [] : [`${w.with} ${added.join(w.list)}`]), ...changed];
    return words.length === 0 ? undefined : words.join(w.semicolon);
  };
  /** Why the total is not the sum of the rows above it. @param {Payable} payable @param {Range} total */
  const difference = (payable, { min, max }) => {
    const [low, high] = /** @type {const} */ (['min', 'max']).map((end) => payable.reduce((sum, { amount }) => sum + fen(amount[end]), 0n));
    if (low === fen(min) && high === fen(max)) return [];
    return [said(high < fen(max) ? w.turned(money({ min, max: /** @type {Range['max']} */ (`${high}`.padStart(3, '0').replace(/(?=..$)/, '.')) }), money({ min: max, max })) : w.tied)];
  };
  /** @param {Election['refused']} refused @param {string} lead */
  const refusals = (refused, lead) =>
    refused.map(({ key, reason, insteadOf, clause: of }) =>
      said(`${lead}${called(key)}${w.colon}${clause(of)} ${reason === 'ineligible' ? w.ineligible : `${w.sameInput}${named(insteadOf)}`}`));

  const { best, runnerUp, election } = data;
  const bound = figure({ min: best.upperBound, max: best.upperBound });
  /** @type {Block[]} */
  const blocks = [
    heading(w.best),
    ...(best.chosen.length === 0 ? [said(w.nothing)] : []),
    ...figures([...assessment.selection.payable.map(({ key, amount }) => ({ label: name(key), figure: figure(amount) })), { label: w.total, strong: true, figure: figure(best.total) }]),
    said(best.optimal ? (data.robust ? w.proven : w.provenLeast) : `${w.notProven} ${bound.digits}${bound.unit}`),
    ...difference(assessment.selection.payable, best.total),
    heading(w.second),
    ...(runnerUp === undefined ? [said(w.noSecond)]
      : [...figures([{ label: w.total, figure: figure(runnerUp.total) }, { label: w.behind, deep: true, figure: figure(runnerUp.gap), note: differences(runnerUp) }])]),
    heading(w.given),
    ...(data.forgone.length === 0 ? [said(w.noneGiven)] : []),
  ];
  for (const { key, insteadOf, clause: of, loses, partly, insist } of data.forgone) {
    const row = { label: `${partly ? `${w.forgonePartly}  ` : ''}${name(key)}`, figure: figure(loses), note: `${clause(of)} ${w.instead} ${named(insteadOf)}` };
    if (!('chosen' in insist)) blocks.push(...figures([row]), ...refusals(insist.refused, w.refusedInsist));
    else blocks.push(...figures([row, { label: partly ? w.insistAll : w.insist, deep: true, figure: figure(insist.total) }, { label: w.costs, deep: true, figure: figure(insist.costs), note: differences(insist, key) }]));
  }
  if (data.forgone.length > 0) blocks.push(said(w.insistNote, 'note'));
  blocks.push(heading(w.firm));
  if (data.robust) blocks.push(said(w.robust));
  else if (data.open === undefined) blocks.push(said(w.notProvenRobust));
  else blocks.push(said(w.open), { is: 'pairs', rows: data.open.map((path) => ['', `${factName(path, lang, caseFile)}${w.by(answererOf(path, lang))}`]) });
  if (!data.tight) blocks.push(said(w.loose));
  if (data.strict !== undefined) blocks.push(...figures([{ label: w.strict, figure: figure(data.strict.total), note: differences(data.strict) }]));
  if (election !== undefined) {
    blocks.push(heading(w.own));
    if (election.lawful && 'total' in election) {
      blocks.push(...figures([...election.payable.map(({ key, amount }) => ({ label: name(key), figure: figure(amount) })), { label: `${w.lawful}${w.comma}${w.ownTotal}`, strong: true, figure: figure(election.total) }, { label: w.costs, deep: true, figure: figure(election.costs) }]));
    } else blocks.push(...(election.elected ?? []).map((key) => said(called(key))), said(w.refused), ...refusals(election.refused, ''));
    blocks.push(...figures([{ label: w.bestTotal, figure: figure(best.total) }]));
  }
  const eligible = assessment.determinations.filter((d) => d.status !== 'ineligible');
  blocks.push(heading(w.keys));
  if (eligible.length > 0) blocks.push({ is: 'pairs', rows: eligible.map((d) => [awardName(d, lang).slice(0, 2), d.key]) });
  return page(lang, w.heading, [...blocks, said(w.footer, 'note')]);
}

/**
 * The keys that were given: each option is one, or several with commas. An id may hold a comma, so a
 * key that the case knows is never taken apart.
 *
 * @param {readonly string[]} given
 * @param {Assessment} assessment
 */
function keysOf(given, { determinations }) {
  if (given.length === 0) return undefined;
  const known = new Set(determinations.map((d) => d.key));
  const keys = given.flatMap((text) => (known.has(text) ? [text] : text.split(',').map((k) => k.trim()).filter((k) => k !== '')));
  if (keys.length === 0) throw refusal('--elect', (w) => w.keys, JSON.stringify(given.join(' ')));
  return [...new Set(keys)];
}

/** @param {string[]} args */
function run(args) {
  const options = optionsOf(args, { elect: SEVERAL, reading: SEVERAL });
  const file = oneFile(options.files) ?? fileURLToPath(new URL('profiles/combinations.json', import.meta.url));
  const readings = readingsOf(options.own.reading);
  if (options.help) return HELP[options.lang];
  const caseFile = jsonOf(file);
  const place = (/** @type {string} */ path) => (path.startsWith('options.election') ? '--elect' : within(file)(path));
  try {
    const comparison = compare(caseFile, readings, (assessment) => keysOf(options.own.elect, assessment));
    return options.json ? `${JSON.stringify(comparison.data, null, 2)}\n` : report(comparison, caseFile, options.lang);
  } catch (error) {
    throw isInvalidCaseError(error) ? refusalOf(error, place) : error;
  }
}

await main(run);
