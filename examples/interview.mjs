#!/usr/bin/env node
// @ts-check
/**
 * Asks for the facts that a case still lacks, the one that settles most first, until none of them
 * can change anything; then says what is due.
 *
 *   node examples/interview.mjs                                     asks, about the project that ships with it
 *   node examples/interview.mjs case.json --lang en
 *   node examples/interview.mjs --answers examples/profiles/project.answers.json
 */
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { assess, isInvalidCaseError, nextQuestions, safeAssess, withAnswer } from 'chengdu-tech-upgrade';
import { sentence } from 'chengdu-tech-upgrade/policy';
import { awardName, clauseName, figureOf, formatMoney, plain, terms } from 'chengdu-tech-upgrade/words';
import { LINES, dayOf, figures, jsonOf, main, oneFile, optionsOf, page, refusal, refusalOf, said, within } from './lib/cli.mjs';

const HELP = {
  zh: `用法：node examples/interview.mjs [案件.json] [选项]

逐项询问案件所缺的事实，影响最大的在先；再无事实能改变结果时即止。直接回车
表示未知。不给文件的，询问 examples/profiles/project.json。

  --answers 文件.json      以路径为键的答案，代替询问，如
                           { "$.projects[0].newType": true }；未答复的视为未知。
                           案件不能容纳或与案件所填不同的答案不予接受
${LINES.zh.lang}
  --json                   JSON形式的补全后的案件及其测算结果；
                           此时问题写到标准错误输出
${LINES.zh.help}
`,
  en: `Usage: node examples/interview.mjs [case.json] [options]

Asks for the missing facts of a case, the most decisive first, and stops when no
further fact can change anything. An empty answer means: not known. Without a
file, examples/profiles/project.json is asked about.

  --answers file.json      answers by path instead of asking, for example
                           { "$.projects[0].newType": true }; what it does not
                           answer counts as not known. An answer that the case
                           cannot hold, or states otherwise, is refused
${LINES.en.lang}
  --json                   the completed case and its assessment as JSON;
                           questions then go to standard error
${LINES.en.help}
`,
};

const WORDS = {
  zh: {
    start: '以下逐项询问尚缺的事实，最能缩小金额范围的在先。回车表示暂不清楚。',
    total: '目前合计', who: '由谁提供', why: '依据', ifSo: '若答', then: '合计', pays: '（影响拨付）', asks: '问',
    boolean: '是/否', day: '年-月-日', money: '元', ratio: '0至1', choose: '可选',
    wrong: '不能这样回答', unknown: '暂不清楚', answered: '答',
    done: '已没有能改变结果的缺失事实。', left: '下列事实仍不清楚，金额因此仍是范围：',
    result: '可享受的组合', payee: '其中拨付给', none: '没有可享受的措施。', footer: '以上为估算，不是审批决定。', at: '，', colon: '：',
  },
  en: {
    start: 'The missing facts, what settles most first. An empty answer means: not known.',
    total: 'Total so far', who: 'Answered by', why: 'Clause', ifSo: 'If', then: 'total', pays: ' (bears on payment)', asks: 'Q',
    boolean: 'yes/no', day: 'YYYY-MM-DD', money: 'yuan', ratio: '0 to 1', choose: 'one of',
    wrong: 'That is no answer', unknown: 'not known', answered: 'A',
    done: 'No missing fact can change anything any more.', left: 'Still not known, which keeps amounts open:',
    result: 'The payable combination', payee: 'of which paid to', none: 'No measure is payable.', footer: 'An estimate, not a decision.', at: ', ', colon: ': ',
  },
};

/** @typedef {import('chengdu-tech-upgrade').CaseFile} CaseFile */
/** @typedef {import('chengdu-tech-upgrade').Question} Question */

/**
 * Answers by path. What cannot stand in the case, or not beside what it states, is refused, whether or not it would be asked for.
 *
 * @param {string} file @param {CaseFile} caseFile @returns {Record<string, unknown>}
 */
function answersOf(file, caseFile) {
  const answers = jsonOf(file);
  if (typeof answers !== 'object' || answers === null || Array.isArray(answers)) throw refusal(file, (w) => w.answers);
  const wrong = Object.keys(answers).find((path) => !/^\$(?:\.[A-Za-z]+|\[\d+\])+$/.test(path));
  if (wrong !== undefined) throw refusal(file, (w) => w.paths, JSON.stringify(wrong));
  try {
    const answered = Object.entries(answers).reduce((given, [path, answer]) => {
      const stated = path.match(/[A-Za-z]+|\d+/g)?.reduce((/** @type {any} */ at, step) => at?.[step], caseFile);
      const [before, now] = [JSON.stringify(stated ?? null), JSON.stringify(answer)];
      if (before !== 'null' && before !== now) throw refusal(`${file}: ${path}`, (w) => w.stated(before), now);
      return withAnswer(given, path, answer);
    }, caseFile);
    assess(answered);
  } catch (error) {
    throw isInvalidCaseError(error) ? refusalOf(error, within(file)) : error;
  }
  return answers;
}

/** What a person typed as a value of the case file; the library checks it. @param {string} typed @param {Question} question */
function valueOf(typed, { type, outcomes }) {
  if (type === 'day') return dayOf(typed);
  if (type === 'ratio') return typed.replace(/^(\d+)(?:\.(\d+))?%$/, (_whole, n, part = '') => `${n}${part}/100${'0'.repeat(part.length)}`);
  if (type === 'boolean') return /^(是|y|yes|true|1)$/i.test(typed) ? true : /^(否|n|no|false|0)$/i.test(typed) ? false : typed;
  if (type === 'rank' || type === 'count') return /^\d+$/.test(typed) ? Number(typed) : typed;
  // 1,5 is no 15.
  if (type === 'money') return typed.replace(/\s*元$/, '').replace(/^\d{1,3}(?:[,\s]\d{3})+(?=$|\.)/, (whole) => whole.replace(/[,\s]/g, ''));
  return outcomes.find((o) => typed === o.label.zh || typed === o.label.en)?.answer ?? typed;
}

/** The question with who can answer it, why it matters and what answers lead to. @param {Question} q @param {number} n @param {'zh' | 'en'} lang */
function asked(q, n, lang) {
  const w = WORDS[lang];
  return page(lang, '', [
    said(`${w.asks}${n} ${q.question[lang]}`, 'lead'),
    { is: 'pairs', rows: [[w.who, q.source.name[lang]], [w.why, `${clauseName(q.clause, lang, { code: true })}${q.bearsOn === 'payments' ? w.pays : ''}`]] },
    { is: 'text', tone: 'quote', text: sentence(q.clause) },
    ...figures(q.outcomes.map((o) => ({ label: `${w.ifSo} ${q.type === 'money' ? formatMoney(/** @type {`${number}`} */ (o.answer), { lang }) : o.label[lang]}`, figure: { ...figureOf(o.total, { lang }), lead: `${w.then} ` } }))),
  ]);
}

/** @param {Question} q @param {'zh' | 'en'} lang */
function hint(q, lang) {
  const w = WORDS[lang];
  if (q.type === 'choice') return `${w.choose} ${q.outcomes.map((o) => o.label[lang]).join(' / ')}`;
  return q.type === 'boolean' || q.type === 'day' || q.type === 'money' || q.type === 'ratio' ? w[q.type] : '1, 2, 3 …';
}

/** @param {CaseFile} file @param {Question} q @param {unknown} value */
function taken(file, q, value) {
  const next = withAnswer(file, q.path, value);
  const result = safeAssess(next);
  return result.success ? { next } : { fault: refusalOf(result.error, (path) => path) };
}

/** @param {CaseFile} file @param {readonly Question[]} left @param {'zh' | 'en'} lang */
function summary(file, left, lang) {
  const w = WORDS[lang];
  const { selection, determinations, byPayee } = assess(file);
  const byKey = new Map(determinations.map((d) => [d.key, d]));
  const rows = selection.payable.map(({ key, amount }) => {
    const d = /** @type {import('chengdu-tech-upgrade').Determination} */ (byKey.get(key));
    return { label: awardName(d, lang), figure: figureOf(amount, { lang, nature: d.nature }) };
  });
  return `\n${page(lang, left.length === 0 ? w.done : w.left, [
    ...left.map((q) => said(`- ${q.question[lang]} (${q.source.name[lang]})`)),
    { is: 'heading', level: 2, text: w.result },
    ...(rows.length === 0 ? [said(w.none)] : []),
    ...figures([
      ...rows,
      { label: w.then, strong: true, figure: figureOf(selection.total, { lang }) },
      ...(byPayee.length > 1 ? byPayee.map(({ id, total }) => ({ label: `${w.payee} ${id}`, deep: true, figure: figureOf(total, { lang }) })) : []),
    ]),
    said(w.footer, 'note'),
  ])}`;
}

/**
 * @param {CaseFile} start
 * @param {'zh' | 'en'} lang
 * @param {(text: string) => void} say
 * @param {(q: Question) => Promise<unknown>} answer undefined for not known
 * @param {boolean} again whether a wrong answer is asked for again
 */
async function interview(start, lang, say, answer, again) {
  const w = WORDS[lang];
  /** @type {Set<string>} */
  const unknown = new Set();
  let file = start;
  say(`${w.start}\n`);
  for (let n = 1; ; n += 1) {
    const questions = nextQuestions(file);
    const q = questions.find((x) => !unknown.has(x.path));
    if (q === undefined) return { file, left: questions };
    say(`\n${w.total} ${formatMoney(assess(file).selection.total, { lang })}\n${asked(q, n, lang)}`);
    for (;;) {
      const value = await answer(q);
      if (value === undefined || value === null || value === '') {
        unknown.add(q.path);
        say(`   ${w.answered}${w.colon}${w.unknown}\n`);
        break;
      }
      const { next, fault } = taken(file, q, value);
      if (next !== undefined) {
        say(`   ${w.answered}${w.colon}${plain(typeof value === 'boolean' ? terms.answer[value ? 'true' : 'false'][lang] : String(value))}\n`);
        file = next;
        break;
      }
      if (!again) throw fault;
      say(`   ${w.wrong}${w.colon}${q.type === 'boolean' ? hint(q, lang) : plain(fault.said(lang).replaceAll('\n', w.at))}\n`);
    }
  }
}

/** Reads one line after the other from a terminal or a pipe; nothing once it has ended. @param {NodeJS.WriteStream} out */
function typing(out) {
  const lines = createInterface({ input: process.stdin, output: process.stdin.isTTY ? out : undefined });
  const read = lines[Symbol.asyncIterator]();
  return {
    /** @param {string} prompt */
    ask: async (prompt) => {
      out.write(prompt);
      const { value, done } = await read.next();
      return done ? '' : String(value).trim();
    },
    close: () => lines.close(),
  };
}

/** @param {string[]} args */
async function run(args) {
  const options = optionsOf(args, { answers: { type: 'string' } });
  const source = oneFile(options.files) ?? fileURLToPath(new URL('profiles/project.json', import.meta.url));
  if (options.help) return void process.stdout.write(HELP[options.lang]);
  const { lang } = options;
  const file = jsonOf(source);
  const checked = safeAssess(file);
  if (!checked.success) throw refusalOf(checked.error, within(source));
  const answers = options.own.answers === undefined ? undefined : answersOf(options.own.answers, file);
  // JSON has the standard output for itself.
  const out = options.json ? process.stderr : process.stdout;
  const say = options.json && answers !== undefined ? () => {} : (/** @type {string} */ text) => void out.write(text);
  const keyboard = answers === undefined ? typing(out) : undefined;
  try {
    const { file: complete, left } = await interview(
      file,
      lang,
      say,
      async (q) => {
        if (answers !== undefined) return Object.hasOwn(answers, q.path) ? answers[q.path] : undefined;
        const typed = await keyboard?.ask(`   [${hint(q, lang)}] > `);
        return typed === undefined || typed === '' ? undefined : valueOf(typed.normalize('NFKC'), q);
      },
      answers === undefined,
    );
    if (options.json) process.stdout.write(`${JSON.stringify({ case: complete, left: left.map((q) => q.path), assessment: assess(complete) }, null, 2)}\n`);
    else say(summary(complete, left, lang));
  } finally {
    keyboard?.close();
  }
}

await main(run);
