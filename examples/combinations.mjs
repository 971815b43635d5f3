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
import { SEVERAL, jsonOf, main, oneFile, optionsOf, readingsOf, refusalOf, within } from './lib/cli.mjs';
import { PAGE, block, entry, money, row, shown, wrap } from './lib/columns.mjs';
import { namesIn } from './lib/names.mjs';
import { WORDS as REPORT } from './lib/words.mjs';

const HELP = `Usage: node examples/combinations.mjs [case.json] [options]

Prints the best lawful combination of a case and the next best, then for each
award forgone what displaced it and what it would cost to insist on it, and
whether the choice is robust. Without a file, the case compared is
examples/profiles/combinations.json. What other readings change is for
readings.mjs.

  --elect key[,key...]     check this combination instead: what it costs, or why
                           it is refused; may be repeated. The report ends with
                           the keys of the case.
  --lang zh|en             language (default zh)
  --reading name=value     another reading of an open question; may be repeated
  --json                   the comparison as JSON
  --help                   this text
`;

const WORDS = {
  zh: {
    ...REPORT.zh,
    heading: '可享受组合比较（估算，不是审批决定）',
    best: '一、最优组合', second: '二、次优组合', given: '三、放弃的措施，以及坚持选取的代价', firm: '四、选择是否稳固', own: '自选组合', keys: '--elect 所用的键',
    insist: '若坚持选取，合计', costs: '比最优少', noSecond: '没有别的组合。', noneGiven: '没有放弃任何措施。', refusedInsist: '不能坚持选取：',
    insistNote: '坚持选取的组合，是从所选组合出发逐项增减比较所得；合计为该组合的确切数额。',
    robust: '稳固：无论未定金额如何，所选组合均为最优。', open: '未证明稳固：下列未定事实使金额未定，可能改变选择：', notProvenRobust: '未证明稳固。',
    strict: '“同一投入”按同一项目理解（I-07）时合计',
    lawful: '合规', refused: '不合规', sameInput: '同一投入，不得与下列并享：', ineligible: '不符合条件', ownTotal: '合计', bestTotal: '最优合计',
  },
  en: {
    ...REPORT.en,
    heading: 'Combinations compared (an estimate, not a decision)',
    best: '1. The best combination', second: '2. The next best', given: '3. What is forgone, and what it costs to insist on it', firm: '4. Is the choice robust?', own: 'The elected combination', keys: 'Keys for --elect',
    insist: 'insisting on it, total', costs: 'less than the best', noSecond: 'There is no other combination.', noneGiven: 'Nothing is forgone.', refusedInsist: 'cannot be insisted on: ',
    insistNote: 'The combination of each insistence was found from the best one by adding and leaving out single awards; its total is exact.',
    robust: 'Robust: the best whatever the open amounts turn out to be.', open: 'Not proven robust: these open facts leave amounts open and may turn the choice: ', notProvenRobust: 'Not proven robust.',
    strict: 'Total where the same input is the same project (I-07)',
    lawful: 'lawful', refused: 'refused', sameInput: 'same input, not beside ', ineligible: 'not eligible', ownTotal: 'Total', bestTotal: 'Best total',
  },
};

/** Columns of an indented block, and of the names beside it. */
const BLOCK = 4;
const NAME = 9;

/**
 * @typedef {import('chengdu-tech-upgrade').Assessment} Assessment
 * @typedef {import('chengdu-tech-upgrade').Range} Range
 * @typedef {import('chengdu-tech-upgrade').SelectionReport['forgone'][number]} Forgone
 * @typedef {NonNullable<import('chengdu-tech-upgrade').SelectionReport['election']>} Election
 * @typedef {{ chosen: readonly string[], total: Range, lawful: boolean, refused: Election['refused'], costs: Range }} Elected
 * @typedef {(election: readonly string[]) => Elected} Elect
 */

/** @param {Range} range in fen, both ends together: less is less given up over the whole range */
const weight = ({ min, max }) => BigInt(min.replace('.', '')) + BigInt(max.replace('.', ''));

/** @param {Elected} a @param {Elected} b whether a is the better one to claim */
const beats = (a, b) => a.lawful && (!b.lawful || weight(a.costs) < weight(b.costs));

/**
 * The combination to claim when an award is insisted on. The awards that exclude it are left out, or
 * kept beside it where the law takes the shared input out of them; then single awards are added or
 * left out as long as that gains something.
 *
 * @param {Forgone} award
 * @param {Assessment['selection']} selection
 * @param {Elect} elect
 */
function insistOn({ key, insteadOf, partly }, { chosen, forgone }, elect) {
  let best = elect([key, ...chosen.filter((k) => k !== key && !insteadOf.includes(k))]);
  // An award that is given up in part stands beside the others already.
  const beside = partly ? best : elect([...chosen, key]);
  if (beats(beside, best)) best = beside;
  const others = [...chosen, ...forgone.map((f) => f.key)].filter((k) => k !== key);
  for (let gained = best.lawful; gained; ) {
    gained = false;
    for (const other of others) {
      const election = best.chosen;
      const next = elect(election.includes(other) ? election.filter((k) => k !== other) : [...election, other]);
      if (!beats(next, best)) continue;
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
    const { chosen, total, election: report } = assess(caseFile, { readings, election }).selection;
    const { lawful, refused, costs } = /** @type {Election} */ (report);
    return { chosen, total, lawful, refused, costs };
  };
  const election = electionOf(assessment);
  const own = election === undefined ? undefined : elect(election);
  const forgone = selection.forgone.map((award) => {
    const { chosen, total, lawful, refused, costs } = insistOn(award, selection, elect);
    return { ...award, insist: lawful ? { lawful, chosen, total, costs } : { lawful, refused } };
  });
  const { chosen, total, optimal, upperBound, runnerUp, robust, strict, tight } = selection;
  // What keeps the amounts open that compete with each other.
  const held = new Set([...chosen, ...selection.forgone.flatMap((f) => [f.key, ...f.insteadOf])]);
  const open = robust ? [] : [...new Set(assessment.determinations.filter((d) => held.has(d.key)).flatMap((d) => d.missing ?? []))];
  const data = {
    best: { chosen, total, optimal, upperBound },
    ...(runnerUp === undefined ? undefined : { runnerUp }),
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

/** @param {ReturnType<typeof compare>} comparison @param {'zh' | 'en'} lang */
function report({ assessment, data }, lang) {
  const w = WORDS[lang];
  const { name, fact, title } = namesIn(lang);
  const byKey = new Map(assessment.determinations.map((d) => [d.key, d]));
  const of = (/** @type {string} */ key) => /** @type {import('chengdu-tech-upgrade').Determination} */ (byKey.get(key));
  const called = (/** @type {string} */ key) => name(of(key)).replace(/ {2}/g, ' ');
  const named = (/** @type {readonly string[]} */ keys) => keys.map(called).join(w.list);
  const part = (/** @type {string} */ heading) => ['', heading, '-'.repeat(PAGE)];

  /** What a combination has less and more than the best. @param {readonly string[]} chosen @param {string} [but] named already */
  const differences = (chosen, but) => [
    ...data.best.chosen.filter((k) => !chosen.includes(k)).map((k) => entry(BLOCK, w.without, NAME, called(k))),
    ...chosen.filter((k) => k !== but && !data.best.chosen.includes(k)).map((k) => entry(BLOCK, w.with, NAME, called(k))),
  ];
  /** @param {Election['refused']} refused @param {string} lead */
  const refusals = (refused, lead) =>
    refused.map(({ key, reason, insteadOf, clause }) =>
      block(`${lead}${called(key)}${w.colon}${clause} ${reason === 'ineligible' ? w.ineligible : `${w.sameInput}${named(insteadOf)}`}`, BLOCK));

  const lines = [w.heading, ...part(w.best)];
  for (const { key, amount } of assessment.selection.payable) lines.push(row(0, name(of(key)), money(amount, w), BLOCK));
  if (data.best.chosen.length === 0) lines.push(w.nothing);
  lines.push('-'.repeat(PAGE), row(0, w.total, money(data.best.total, w)));
  lines.push(data.best.optimal ? w.proven : `${w.notProven} ${money({ min: data.best.upperBound, max: data.best.upperBound }, w)}`);

  lines.push(...part(w.second));
  const { runnerUp } = data;
  if (runnerUp === undefined) lines.push(w.noSecond);
  else lines.push(row(0, w.total, money(runnerUp.total, w)), row(BLOCK, w.costs, money(runnerUp.gap, w)), ...differences(runnerUp.chosen));

  lines.push(...part(w.given));
  if (data.forgone.length === 0) lines.push(w.noneGiven);
  for (const { key, insteadOf, clause, loses, partly, insist } of data.forgone) {
    const lead = partly ? `${w.forgonePartly}  ` : '';
    lines.push(row(0, `${lead}${name(of(key))}`, money(loses, w), BLOCK));
    lines.push(block(`${clause} ${w.instead} ${named(insteadOf)}`, BLOCK));
    if (insist.chosen === undefined) lines.push(...refusals(insist.refused, w.refusedInsist));
    else lines.push(row(BLOCK, w.insist, money(insist.total, w)), row(BLOCK, w.costs, money(insist.costs, w)), ...differences(insist.chosen, key));
    lines.push('');
  }
  if (data.forgone.length > 0) lines.push(...wrap(w.insistNote, PAGE));

  lines.push(...part(w.firm));
  if (data.robust) lines.push(w.robust);
  else if (data.open === undefined) lines.push(w.notProvenRobust);
  else lines.push(block(`${w.open}${data.open.map(fact).join(w.list)}`, 0));
  if (!data.tight) lines.push(block(w.loose, 0));
  if (data.strict !== undefined) lines.push(row(0, w.strict, money(data.strict.total, w)), ...differences(data.strict.chosen));

  const { election } = data;
  if (election !== undefined) {
    lines.push(...part(w.own));
    for (const key of election.elected ?? []) lines.push(called(key));
    if (election.lawful && 'total' in election) {
      lines.push('-'.repeat(PAGE), row(0, `${w.lawful}${w.comma}${w.ownTotal}`, money(election.total, w)), row(BLOCK, w.costs, money(election.costs, w)));
    } else lines.push('-'.repeat(PAGE), w.refused, ...refusals(election.refused, ''));
    lines.push(row(0, w.bestTotal, money(data.best.total, w)));
  }

  lines.push(...part(w.keys));
  for (const d of assessment.determinations) {
    if (d.status !== 'ineligible') lines.push(entry(0, title(d).slice(0, 2), BLOCK, shown(d.key)));
  }
  lines.push('', ...wrap(w.footer, PAGE), '');
  return lines.join('\n');
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
  return [...new Set(keys)];
}

/** @param {string[]} args */
function run(args) {
  const options = optionsOf(args, { elect: SEVERAL, reading: SEVERAL });
  const file = oneFile(options.files) ?? fileURLToPath(new URL('profiles/combinations.json', import.meta.url));
  const readings = readingsOf(options.own.reading);
  if (options.help) return HELP;
  const caseFile = jsonOf(file);
  const place = (/** @type {string} */ path) => (path.startsWith('options.election') ? '--elect' : within(file)(path));
  try {
    const comparison = compare(caseFile, readings, (assessment) => keysOf(options.own.elect, assessment));
    return options.json ? `${JSON.stringify(comparison.data, null, 2)}\n` : report(comparison, options.lang);
  } catch (error) {
    throw isInvalidCaseError(error) ? refusalOf(error, place) : error;
  }
}

await main(run);
