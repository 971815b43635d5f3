/** The traceability pages: sentence by sentence, from the words to the code to the tests, in both languages. */
import { readFileSync, readdirSync } from 'node:fs';
import type { COMPARISONS } from '../../src/core/bound.js';
import type { ClaimedWords, CoveredSentence } from '../../src/core/coverage.js';
import type { Parameter } from '../../src/core/law.js';
import type { Policy } from '../../src/core/policy.js';
import type { Bilingual, Lang } from '../../src/core/text.js';
import { clauseNameUnder, factNameUnder, formatMoney, listing, percent } from '../../src/words/index.js';

const TESTS = new URL('../policy/', import.meta.url).pathname;

/** Titles of tests: the text that follows describe(, it( or the table of it.each. */
const TITLE = /(?:\b(?:describe|it)|\))\(\s*(['"`])((?:\\.|(?!\1).)*)\1\s*,/g;
const CLAUSE = /(?<![\w.])(?:P\.1|A[1-8]\.\d|F\.\d)(?!\d)/g;

let tested: ReadonlyMap<string, readonly string[]> | undefined;

/** The test files that name a sentence in the title of a test. */
export function clausesTested(): ReadonlyMap<string, readonly string[]> {
  if (tested !== undefined) return tested;
  const found = new Map<string, string[]>();
  for (const file of [...readdirSync(TESTS, { recursive: true })].filter((f) => f.endsWith('.test.ts')).sort()) {
    const titles = [...readFileSync(TESTS + file, 'utf8').matchAll(TITLE)].map((m) => m[2] as string);
    for (const clause of new Set(titles.flatMap((title) => title.match(CLAUSE) ?? []))) found.set(clause, [...(found.get(clause) ?? []), file]);
  }
  tested = found;
  return found;
}

const WORDS = {
  title: { zh: '条文与代码对照', en: 'The text and the code' },
  intro: {
    zh: [
      '本页由`src/chengdu/coverage.ts`、参数表、措施声明和`test/policy`的测试标题生成，以`UPDATE_TRACEABILITY=1 npx vitest run test/policy/coverage.test.ts`更新；与之不符时测试不通过。',
      '每句列出其有法律意义的词语（括号内为该句中的字符位置，自0起，不含末位）、所对应的参数、由何处承载，以及标题写明该句的测试。',
    ],
    en: [
      'Generated from `src/chengdu/coverage.ts`, the register of parameters, the declarations of the measures and the titles of the tests in `test/policy`; renewed with `UPDATE_TRACEABILITY=1 npx vitest run test/policy/coverage.test.ts`, and a test fails where it is stale.',
      'For each sentence: its words that rule something (with their characters in the sentence, counted from 0, the last number left out), the parameter they state, what claims them, and the tests whose titles name the sentence.',
    ],
  },
  digest: { zh: '条文SHA-256', en: 'SHA-256 of the text' },
  sentences: { zh: '句', en: 'sentences' },
  columns: {
    zh: ['词语', '参数', '承载', '说明'],
    en: ['Words', 'Parameter', 'Claimed by', 'Why'],
  },
  status: {
    heading: { zh: '标题', en: 'heading' },
    modelled: { zh: '已建模', en: 'modelled' },
    programmatic: { zh: '宣示性', en: 'programmatic' },
    'not-modelled': { zh: '未建模', en: 'not modelled' },
  },
  tests: { zh: '测试', en: 'Tests' },
  none: { zh: '无', en: 'none' },
  by: {
    condition: { zh: '条件', en: 'condition' },
    formula: { zh: '计算', en: 'formula' },
    payment: { zh: '拨付', en: 'payment' },
    payee: { zh: '收款主体', en: 'payee' },
    year: { zh: '逐年认定', en: 'determined for each year' },
    scope: { zh: '上限适用范围', en: 'scope of the ceiling' },
    fact: { zh: '事实', en: 'fact' },
    overlap: { zh: '不重复享受（措施两两关系表）', en: 'no double subsidy (the table of pairs)' },
    departments: { zh: '责任单位', en: 'departments' },
    amendment: { zh: '修订版本（`amendPolicy`）', en: 'amended versions (`amendPolicy`)' },
    programmatic: { zh: '宣示性', en: 'programmatic' },
    'not-modelled': { zh: '未建模', en: 'not modelled' },
  },
  bound: {
    'at-least': { zh: '以上（含）', en: 'and above' },
    above: { zh: '超过', en: 'exceeded' },
    'at-most': { zh: '以内（含）', en: 'at most' },
    below: { zh: '不满', en: 'not reached' },
    exactly: { zh: '定值', en: 'exactly' },
    'on-or-after': { zh: '当日起', en: 'that day and later' },
    after: { zh: '次日起', en: 'after that day' },
    'on-or-before': { zh: '当日止', en: 'that day and earlier' },
    before: { zh: '前一日止', en: 'before that day' },
  } satisfies Record<keyof typeof COMPARISONS, Bilingual>,
  whole: { zh: '全句', en: 'the whole sentence' },
  comma: { zh: '；', en: '; ' },
} as const;

const escaped = (text: string): string => text.replaceAll('|', '\\|');

function value({ value: v, unit, decimal, bound, scope }: Parameter, lang: Lang): string {
  const figure =
    unit === 'CNY' ? formatMoney(decimal, { lang })
    : unit === 'ratio' ? percent(v)
    : v;
  return `${figure}${lang === 'zh' ? '，' : ', '}${WORDS.bound[bound][lang]}${scope === undefined ? '' : ` \`${scope}\``}`;
}

/** What claims words, with its name and the codes of the measures that it belongs to. */
function claimant(policy: Policy, clause: string, by: string, lang: Lang): string {
  const [kind, name = ''] = by.split(':') as [keyof typeof WORDS.by, string?];
  const what = WORDS.by[kind][lang];
  const measure = policy.measures.find((m) => m.code === name);
  if (measure !== undefined) return `${what} ${measure.title[lang]} (${name})`;
  if (kind === 'fact') return `${what} ${factNameUnder(policy, name, lang)} \`${name}\``;
  if (kind === 'scope') return `${what} \`${name}\``;
  if (kind !== 'condition') return what;
  const those = policy.measures.flatMap((m) =>
    [...m.conditions, ...(m.rows?.conditions ?? []), ...(m.sumCondition === undefined ? [] : [m.sumCondition])]
      .filter((c) => c.id === name && c.clause === clause)
      .map((c) => ({ code: m.code, label: c.label[lang] })),
  );
  const labels = [...new Set(those.map((t) => t.label))].map((l) => `${l} (${those.filter((t) => t.label === l).map((t) => t.code).join(', ')})`);
  return `${what} ${listing(labels, lang)} \`${name}\``;
}

/** Readings about some of the words. */
const readingsOn = (policy: Policy, { clause, text }: CoveredSentence, { start, end }: ClaimedWords): string[] =>
  Object.entries(policy.readings).flatMap(([id, r]) => {
    const from = text.indexOf(r.excerpt);
    return r.clause === clause && from < end && start < from + r.excerpt.length ? [`${r.see} \`${id}\``] : [];
  });

function rowOf(policy: Policy, sentence: CoveredSentence, claim: ClaimedWords, lang: Lang): string {
  const { words, start, end, parameter, by, see, reason } = claim;
  const p = parameter === undefined ? undefined : (policy.parameters[parameter] as Parameter);
  const readings = readingsOn(policy, sentence, claim);
  const why = [...(see === undefined || readings.some((r) => r.startsWith(`${see} `)) ? [] : [see]), ...readings, ...(reason === undefined ? [] : [reason[lang]])];
  const cells = [
    words === sentence.text ? WORDS.whole[lang] : `${escaped(words)} (${start}–${end})`,
    p === undefined ? '' : `\`${parameter}\` ${value(p, lang)}`,
    by.map((b) => claimant(policy, sentence.clause, b, lang)).join(WORDS.comma[lang]),
    why.join(WORDS.comma[lang]),
  ];
  return `| ${cells.join(' | ')} |`;
}

function block(policy: Policy, sentence: CoveredSentence, lang: Lang): string[] {
  const { clause, text, status, reason, claims } = sentence;
  const files = clausesTested().get(clause) ?? [];
  const tests = files.map((f) => `[${f.replace('.test.ts', '')}](../../test/policy/${f})`).join(', ');
  const colon = lang === 'zh' ? '：' : ': ';
  const head = [`### ${clauseNameUnder(policy, clause, lang, { code: true })}`, '', `> ${text}`, '', `**${WORDS.status[status][lang]}**${reason === undefined ? '' : colon + reason[lang]}`, ''];
  if (status !== 'modelled') return head;
  const columns = WORDS.columns[lang];
  return [
    ...head,
    `| ${columns.join(' | ')} |`,
    `|${columns.map(() => '---|').join('')}`,
    ...claims.map((claim) => rowOf(policy, sentence, claim, lang)),
    '',
    `${WORDS.tests[lang]}${colon}${tests === '' ? WORDS.none[lang] : tests}`,
    '',
  ];
}

/** The page as Markdown. */
export function traceability(policy: Policy, coverage: readonly CoveredSentence[], lang: Lang): string {
  const count = (status: CoveredSentence['status']): string => `${WORDS.status[status][lang]} ${coverage.filter((s) => s.status === status).length}`;
  const sum = (['modelled', 'programmatic', 'not-modelled'] as const).map(count).join(lang === 'zh' ? '，' : ', ');
  const sentences = coverage.filter((s) => s.kind === 'sentence').length;
  return [
    `# ${WORDS.title[lang]}`,
    '',
    ...WORDS.intro[lang].flatMap((line) => [line, '']),
    `${WORDS.digest[lang]} \`${policy.textSha256}\`${lang === 'zh' ? '；共' : '; '}${sentences}${lang === 'zh' ? '' : ' '}${WORDS.sentences[lang]}${lang === 'zh' ? '：' : ': '}${sum}${lang === 'zh' ? '。' : '.'}`,
    '',
    ...coverage.flatMap((s) => (s.kind === 'sentence' ? block(policy, s, lang) : s.kind === 'heading' ? [`## ${s.text}`, ''] : [`**${s.text}**`, ''])),
  ].join('\n');
}
