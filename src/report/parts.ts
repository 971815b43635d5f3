import type { Assessment } from '../assess/assessment.js';
import { dayWords } from '../core/day.js';
import { ZERO, formatMoney } from '../core/decimal.js';
import type { ConditionResult, Determination, Outcome } from '../core/determination.js';
import { listUnder } from '../core/groups.js';
import { daysOf } from '../core/law.js';
import { stagedPay } from '../core/payment.js';
import { type Range, spanOf, sum, toRange } from '../core/span.js';
import { text } from '../core/text.js';
import { conditionFiguresUnder, dayText, parameterText } from '../words/condition.js';
import { departmentsUnder, plain } from '../words/names.js';
import { COUNTING, NATURE, OUTCOME } from '../words/terms.js';
import type { Block, Cell, Document } from './model.js';
import type { Teller } from './teller.js';

/** The parts that the documents have in common: what one award is and why, what a document is about. */

/** The order in which conditions are told: what stands in the way first. */
const OUTCOMES: readonly Outcome[] = ['unmet', 'unknown', 'met'];

/** A condition with its sentence and figures; its outcome is told where no figure tells it. */
export function conditionLine(t: Teller, c: ConditionResult, untold: string = OUTCOME[c.outcome][t.lang]): string {
  const figures = conditionFiguresUnder(t.policy, c, t.lang, { unit: t.unit, caseFile: t.caseFile });
  // What is met by the very thing that was asked needs no second word; a threshold that is just reached is shown.
  const isPlain = c.outcome === 'met' && (c.actual === undefined || (c.actual === c.required && !/^\d/.test(c.actual)));
  const said = isPlain || figures === '' ? untold : figures;
  const where = t.clause(c.clause, false);
  return t.say(`${c.label.zh}（${where}）${said === '' ? '' : `：${said}`}`, `${c.label.en} (${where})${said === '' ? '' : `: ${said}`}`);
}

export function conditionsOf(t: Teller, { conditions }: Pick<Determination, 'conditions'>): Block[] {
  const rows = OUTCOMES.flatMap((outcome) => {
    const items = conditions.filter((c) => c.outcome === outcome).map((c) => conditionLine(t, c, ''));
    return items.length === 0 ? [] : [{ outcome, word: OUTCOME[outcome][t.lang], items }];
  });
  return rows.length === 0 ? [] : [{ is: 'outcomes', rows }];
}

/** The reasons of a refusal, or what is still open, in one clause. */
const failing = (t: Teller, d: Determination, outcome: Outcome): string =>
  t.list(d.conditions.filter((c) => c.outcome === outcome).map((c) => c.label[t.lang]));

/** The decision on one award in one sentence. */
export function decisionOf(t: Teller, d: Determination): string {
  const { key, status, nature, amount } = d;
  if (status === 'ineligible') return t.say(`不符合条件，不予计算。不满足的条件：${failing(t, d, 'unmet')}。`, `Not eligible, nothing is due. Conditions not met: ${failing(t, d, 'unmet')}.`);
  const open = failing(t, d, 'unknown');
  const stands = status === 'eligible' ? t.say('符合条件', 'Eligible') : open === '' ? t.say('是否符合条件待定', 'Whether it is eligible is open') : t.say(`条件尚待明确（${open}）`, `Conditions are open (${open})`);
  const sum = `${NATURE[nature][t.lang]}${t.say('，', ', ')}${t.money(amount, nature)}`;
  return `${stands}${t.say('；', '; ')}${sum}${t.say('。', '.')}${t.say('', ' ')}${placeOf(t, key, nature)}`;
}

/** What becomes of an award in the combination. */
function placeOf(t: Teller, key: string, nature: Determination['nature']): string {
  const [payable, forgone] = [t.payable.get(key), t.forgone.get(key)];
  if (forgone !== undefined && forgone.partly !== true) {
    return t.say(`因同一投入已选${t.named(forgone.insteadOf)}，本项放弃（${t.clause(forgone.clause, false)}）。`,
      `It is forgone: the same input is used by ${t.named(forgone.insteadOf)} (${t.clause(forgone.clause, false)}).`);
  }
  if (payable === undefined) return t.say(`${leftOut(t, key)}。`, `It is ${leftOut(t, key)}.`);
  return t.say(`列入可享受的组合，可享受${t.money(payable, nature)}。`, `It is in the payable combination with ${t.money(payable, nature)}.`);
}

/** Why an award that took nobody's place is in none. */
export const leftOut = (t: Teller, key: string): string =>
  nothing(t.determination(key).amount) ? t.say('测算金额为零，不列入组合', 'left out, as it comes to nothing')
    : t.assessment.selection.election?.lawful === true ? t.say('申报单位未选择', 'not elected by the applicant')
    : t.say('未列入可享受的组合', 'not in the payable combination');

/** What became of the combination that the applicant elected. */
export function electionOf(t: Teller): string[] {
  const { election } = t.assessment.selection;
  if (election === undefined) return [];
  const { lawful, refused, best, costs } = election;
  // What an election costs is a figure of the whole case.
  if (lawful && t.payees !== undefined) return [t.say('按申报单位的选择测算。', 'As the applicant elected.')];
  if (lawful) {
    return [t.say(`按申报单位的选择测算；就高的组合合计${t.money(best.total)}，比所选多${t.money(costs)}。`,
      `As the applicant elected; the highest combination comes to ${t.money(best.total)}, ${t.money(costs)} more.`)];
  }
  const why = refused.map(({ key, reason, insteadOf }) =>
    reason === 'ineligible' ? t.say(`${t.named([key])}不符合条件`, `${t.named([key])} is not eligible`)
    : t.say(`${t.named([key])}与${t.named(insteadOf)}系同一投入`, `${t.named([key])} stands on the same input as ${t.named(insteadOf)}`));
  return [t.say(`申报单位选择的组合不能成立：${why.join('；')}；以下按就高的组合测算。`,
    `The combination that the applicant elected cannot stand: ${why.join('; ')}. The highest one is shown.`)];
}

/** What was given up for an award, or of it. */
export function choiceOf(t: Teller, d: Determination): Block[] {
  const own = t.forgone.get(d.key);
  const rows = [
    ...(own?.partly === true ? [t.say(`本项部分放弃，相当于${t.money(own.loses)}：该部分投入已选${t.named(own.insteadOf)}`, `forgone in part, worth ${t.money(own.loses)}: that input is used by ${t.named(own.insteadOf)}`)] : []),
    ...(own !== undefined && own.partly !== true ? [t.say(`放弃${t.money(own.loses, d.nature)}，选取${t.named(own.insteadOf)}`, `${t.money(own.loses, d.nature)} forgone for ${t.named(own.insteadOf)}`)] : []),
    ...(t.displaced.get(d.key) ?? []).map((f) => t.say(
      `选取本项，${f.partly === true ? '部分放弃' : '放弃'}${t.named([f.key])}（${t.money(f.loses, t.determination(f.key).nature)}）`,
      `chosen instead of ${f.partly === true ? 'a part of ' : ''}${t.named([f.key])} (${t.money(f.loses, t.determination(f.key).nature)})`,
    )),
  ];
  return rows.length === 0 ? [] : [{ is: 'pairs', lead: t.say('取舍', 'choice'), rows: rows.map((text) => ['', text]) }];
}

/** The rows that a measure adds up or looks at, and why one does not count. */
export function itemsOf(t: Teller, d: Determination): Block[] {
  const { items = [] } = d;
  if (items.length === 0) return [];
  // Rows that are only looked at, or none of which counts, have no amounts to show.
  const isSummed = items.some((i) => i.amount !== undefined && i.amount.max !== formatMoney(ZERO));
  const why = (conditions: readonly ConditionResult[]): string =>
    items.length === 1 ? '' : conditions.filter((c) => c.outcome !== 'met').map((c) => conditionLine(t, c)).join(t.say('；', '; '));
  const named = items.map((i) => ({ ...i, name: `${plain(i.id)}${t.say('，', ', ')}${COUNTING[i.status][t.lang]}`, why: why(i.conditions) }));
  const lead = t.say('明细', 'rows');
  if (!isSummed) return [{ is: 'pairs', lead, rows: named.map(({ name, why: reason }) => ['', reason === '' ? name : `${name}${t.say('：', ': ')}${reason}`]) }];
  const unbounded = { digits: t.say('待定', 'open'), unit: '' };
  return [{
    is: 'figures', lead,
    rows: named.map(({ name, why: reason, amount }) => ({ label: name, figure: amount === undefined ? unbounded : t.figure(amount), note: reason === '' ? undefined : reason })),
  }];
}

/** Whether a range is nothing for certain. */
export const nothing = ({ min, max }: Range): boolean => min === max && /^0(?:\.0+)?$/.test(max);

/** That nothing is payable: to whom another combination would give something, of this one alone. */
export const nothingPayable = (t: Teller, all: readonly Determination[]): string =>
  all.every((d) => nothing(d.amount)) ? t.say('没有可享受的措施。', 'No measure is payable.') : t.say('在此组合中没有可享受的措施。', 'No measure is payable in this combination.');

/** Sentences of an award in their own words, and what an amendment put in the place of some. */
export function quoteOf(t: Teller, d: Determination, clauses: readonly string[]): Block[] {
  const words = clauses.map((clause) => t.sentence(clause) ?? '').join('');
  if (words === '') return [];
  const last = daysOf(t.policy, t.policy.period.to).at(-1) as string;
  const amendments = t.amended(d, clauses).map((parameter) => {
    const { name, validFrom, validTo } = parameter;
    const now = parameterText(parameter, t.lang, { unit: t.unit });
    const [from, to] = [dayWords(validFrom), validTo < last ? dayWords(validTo) : text('', '')];
    return t.say(`${name.zh}自${from.zh}起${to.zh && `至${to.zh}`}改为${now}。`, `Amended from ${from.en}${to.en && ` to ${to.en}`} (${name.en}): ${now}.`);
  });
  return [{ is: 'text', tone: 'quote', text: words }, ...amendments.map((said) => ({ is: 'text', text: said }) as const)];
}

/** Open facts by name, each with who answers it. */
export function openFacts(t: Teller, paths: readonly string[], lead = t.say('尚缺', 'missing')): Block[] {
  if (paths.length === 0) return [];
  return [{ is: 'pairs', ...(lead === '' ? undefined : { lead }), rows: paths.map((path) => {
    const who = t.answerer(path);
    return ['', who === '' ? t.fact(path) : t.say(`${t.fact(path)}（由${who}提供）`, `${t.fact(path)} (answered by ${who})`)];
  }) }];
}

/** The open facts of an award, and of its payment. */
export const missingOf = (t: Teller, d: Determination): readonly string[] =>
  [...new Set([...(d.status === 'ineligible' ? [] : d.missing ?? []), ...(t.payments.get(d.key)?.missing ?? [])])];

/** The readings that an award relies on: those of the sentences that it cites, of the given ones. */
export function readingsFor(t: Teller, d: Determination, byClause: ReadonlyMap<string, readonly string[]>): Block[] {
  const measure = t.measure(d);
  const paid = [measure.pays?.clause, stagedPay(measure)?.settledBy].flatMap((clause) => clause ?? []);
  const cited = new Set([d.clause, ...d.conditions.map((c) => c.clause), ...d.steps.flatMap((s) => s.clause ?? []), ...paid]);
  const said = [...cited].flatMap((clause) => byClause.get(clause) ?? []);
  return said.length === 0 ? [] : [{ is: 'pairs', lead: t.say('解读', 'readings'), rows: [['', said.join(t.say('；', '; '))]] }];
}

/** The sentences that run through several articles: what they are read as is told once for all. */
export function sharedClauses({ policy: { measures, overlap } }: Teller): ReadonlySet<string> {
  const articles = new Map<string, Set<number>>();
  for (const m of measures) {
    for (const { clause } of [...m.conditions, ...(m.rows?.conditions ?? [])]) articles.set(clause, (articles.get(clause) ?? new Set()).add(m.article));
  }
  return new Set([overlap.clause, ...[...articles].flatMap(([clause, of]) => (of.size > 1 ? [clause] : []))]);
}

/** The readings in force by the sentences that they decide on, each as its question and the answer. */
export function readingsByClause(t: Teller): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [id, { see, clause, also = [], question, values }] of Object.entries(t.policy.readings)) {
    const value = values[t.assessment.readings[id] ?? '']?.[t.lang];
    if (value !== undefined) for (const own of [clause, ...also]) listUnder(found, own).push(`${see} ${question[t.lang]} ${value}`);
  }
  return found;
}

/** Who is responsible for an award. */
export function departmentLine(t: Teller, { article }: Determination): string {
  const { lead, cooperating } = departmentsUnder(t.policy, article, t.lang);
  if (lead === '') return '';
  return cooperating === '' ? t.say(`${lead}（牵头）`, `${lead} (lead)`) : t.say(`${lead}（牵头），${cooperating}`, `${lead} (lead), ${cooperating}`);
}

/** What the document is about: the policy in its version, the day of the application, the readings that differ from the defaults. */
export function headOf(t: Teller): Block {
  const { policy, readings } = t.assessment;
  const chosen = Object.entries(readings).filter(([id, value]) => value !== t.policy.defaults[id] && Object.hasOwn(t.policy.readings, id)).map(([id, value]) => {
    const record = t.policy.readings[id];
    const named = `${record?.see}${t.say('，', ', ')}${id}=${value}`;
    return `${record?.question[t.lang]} ${record?.values[value]?.[t.lang] ?? value}${t.say(`（${named}）`, ` (${named})`)}`;
  });
  const applied = typeof t.caseFile === 'object' && t.caseFile !== null ? (t.caseFile as Readonly<Record<string, unknown>>)[t.policy.period.applied] : undefined;
  return {
    is: 'pairs',
    rows: [
      [t.say('政策', 'Policy'), t.say(`${policy.id}，版本 ${policy.version}，SHA-256 ${policy.textSha256.slice(0, 12)}`, `${policy.id}, version ${policy.version}, SHA-256 ${policy.textSha256.slice(0, 12)}`)],
      ...(typeof applied === 'string' ? [[t.say('申报', 'Applied'), dayText(applied, t.lang)] as const] : []),
      [t.say('解读', 'Readings'), chosen.length === 0 ? t.say('全部取默认值', 'all at their defaults') : chosen.join(t.say('；', '; '))],
    ],
  };
}

/** Of whom alone a document tells. */
const scopeOf = (t: Teller): Block[] => (t.payees === undefined ? [] : sentence(
  t.say(`只列${t.list(t.payees.map(plain))}的措施和款项；组合按全案选取。`, `Only awards and payments of ${t.list(t.payees.map(plain))} are listed; the combination is that of the whole case.`)));

/** What a reader should know beside the figures. */
export function notesOf(t: Teller, warnings: Assessment['warnings']): Block[] {
  return warnings.length === 0 ? [] : [{ is: 'pairs', rows: warnings.map(({ clause, message }) => [clause === undefined ? '' : t.clause(clause, false), message[t.lang]] as const) }];
}

/** A text block, or none where nothing is said. */
export const sentence = (said: string): Block[] => (said === '' ? [] : [{ is: 'text', text: said }]);

/** Why the total of some awards is not the sum of what they bring in the combination: they share a sum, or another combination may turn out better. */
export function totalNote(t: Teller, keys: readonly string[], total: Range): string {
  const own = toRange(sum(keys.map((key) => spanOf(t.payable.get(key) as Range))));
  if (own.min === total.min && own.max === total.max) return '';
  const { lo, hi } = spanOf(own);
  const [falls, rises] = [lo.cmp(total.min) > 0, hi.cmp(total.max) < 0];
  if (!falls && !rises) return t.say('各项金额相互关联，合计区间窄于各项上下限之和。', 'The amounts depend on each other: the range of the total is narrower than the sum of their ends.');
  const chosen = { min: falls ? own.min : total.min, max: rises ? own.max : total.max };
  const ends = t.list([
    ...(rises ? [t.say(`最高可达${t.money({ min: total.max, max: total.max })}`, `up to ${t.money({ min: total.max, max: total.max })}`)] : []),
    ...(falls ? [t.say(`最低可至${t.money({ min: total.min, max: total.min })}`, `down to ${t.money({ min: total.min, max: total.min })}`)] : []),
  ]);
  return t.say(`所选组合为${t.money(chosen)}；如未定事实使另一组合更优，合计${ends}。`, `The chosen combination comes to ${t.money(chosen)}; where open facts make another one better, the total may go ${ends}.`);
}

/** A document on the whole case: what it is and is about, its parts that say something, each under its number, and that it is an estimate. */
export const documentOf = (t: Teller, subtitle: string, parts: readonly (readonly [zh: string, en: string, blocks: readonly Block[]])[]): Document => ({
  lang: t.lang,
  title: policyTitle(t),
  blocks: [
    { is: 'text', tone: 'subtitle', text: subtitle },
    headOf(t),
    ...scopeOf(t),
    ...parts.filter(([, , blocks]) => blocks.length > 0)
      .flatMap(([zh, en, blocks], i): Block[] => [{ is: 'heading', level: 2, text: t.say(`${NUMERALS[i]}、${zh}`, `${i + 1}. ${en}`) }, ...blocks]),
    estimate(t),
  ],
});

const NUMERALS = '一二三四五六';

/** That it is an estimate. */
export const estimate = (t: Teller): Block => ({
  is: 'text', tone: 'note',
  text: t.say(
    '以上是按政策公开文本和所给事实作出的估算，不是审批决定，也不构成法律意见。“最高”只是上限，不是应得金额；实际金额以主管部门的认定、核定、验收和预算安排为准。',
    'This is an estimate from the published text and the facts given, not a decision and not legal advice. A ceiling is not an amount; what is paid depends on the findings, verification and acceptance of the authorities and on the budget.',
  ),
});

/** The title of the policy as its text begins. */
export const policyTitle = (t: Teller): string => t.policy.sentences.find((s) => s.kind === 'title')?.text ?? t.policy.id;

/** A figure cell, or nothing where there is none. */
export const cellOf = (t: Teller, range: Range | undefined, nature?: Determination['nature']): Cell => (range === undefined ? '' : t.figure(range, nature));
