import type { Assessment } from '../assess/assessment.js';
import type { Award as Due } from '../assess/determine.js';
import type { Context } from '../core/context.js';
import { type Dec, type Money, ZERO, formatMoney as written, grouped } from '../core/decimal.js';
import type { ConditionResult } from '../core/determination.js';
import type { Payer, Policy } from '../core/policy.js';
import { type Range, type Span, toRange } from '../core/span.js';
import { type Bilingual, type Lang, text } from '../core/text.js';
import type { Account } from './account.js';
import { conditionFiguresUnder } from '../words/condition.js';
import { formatMoney } from '../words/money.js';
import { clauseNameUnder, plain } from '../words/names.js';
import { OUTCOME } from '../words/terms.js';

/** What an audit says, how it is worded, and the one place where a finding is made. */

/** Kinds of finding and cause, each with its sentence below; the codes are stable, the texts may be improved. */
export type FindingCode = keyof typeof FINDINGS;
export type CauseCode = keyof typeof CAUSES;
export type Severity = 'error' | 'warning' | 'note';

/** One line of the ledger: its place, from 0, and its id where it has one. */
export interface AwardRef {
  readonly index: number;
  readonly id?: string;
}

/** A calculation that gives the paid figure exactly, and so the likely cause of the difference. */
export interface Cause {
  readonly code: CauseCode;
  /** The parameter, fact, rows or reading that was used instead. */
  readonly by?: string;
  readonly message: Bilingual;
}

/** One finding, with everything that a letter needs. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** Number of the sentence that is touched. */
  readonly clause: string;
  readonly awards: readonly AwardRef[];
  /** The determination that they are held against, or would be. */
  readonly key: string;
  /** What the policy allows, and what was paid. */
  readonly expected: Range;
  readonly actual: Money;
  /** Distance of `actual` from the nearer end of `expected`, less what has come back. */
  readonly difference: Money;
  /** What follows for the difference. */
  readonly effect: 'return' | 'pay' | 'none';
  /** The calculations that give the paid figure; the fewest slips that do. */
  readonly causes?: readonly Cause[];
  /** For a double dip: the awards that stand instead, each with its first lines. */
  readonly against?: readonly { readonly key: string; readonly amount: Money; readonly awards: readonly AwardRef[] }[];
  /** For an ineligible subject: every condition that is not met. */
  readonly unmet?: readonly ConditionResult[];
  /** Paths of the unknown facts that it was paid on. */
  readonly missing?: readonly string[];
  /** False where some other lawful combination could not be ruled out within the work limit. */
  readonly proven?: false;
  readonly message: Bilingual;
}

/** Money of other payers, beside the figures of the audit. */
export interface BesideMoney {
  readonly payer: Payer;
  readonly awards: number;
  readonly granted: Money;
  readonly returned: Money;
}

/** Totals over the ledger. Ranges stay open as far as facts of the case do. */
export interface AuditSummary {
  readonly awards: number;
  /** Everything paid out, without what has come back. */
  readonly granted: Money;
  readonly returned: Money;
  /** What the awarded measures may come to in the end, in the combination that was taken. */
  readonly allowed: Range;
  readonly toReturn: Range;
  readonly stillPayable: Range;
  readonly findings: Readonly<Record<Severity, number>>;
  /** What others than the policy's own payer paid; in none of the figures above. */
  readonly otherPayers?: readonly BesideMoney[];
}

/** The report of an audit: an examination of figures, never a decision. */
export interface AuditReport extends Pick<Assessment, 'policy' | 'readings'> {
  readonly findings: readonly Finding[];
  readonly summary: AuditSummary;
  /** False where the work limit was reached before everything was proven. */
  readonly proven: boolean;
}

/** Fills the `{gaps}` of a sentence; one that nothing is given for stays empty. */
function filled(zh: string, en: string, given: Readonly<Record<string, Bilingual | string | undefined>>): Bilingual {
  const put = (sentence: string, lang: 'zh' | 'en'): string =>
    sentence.replace(/\{(\w+)\}/g, (_gap, name: string) => {
      const value = given[name] ?? '';
      return typeof value === 'string' ? value : value[lang];
    });
  return text(put(zh, 'zh'), put(en, 'en'));
}

/** What an award is called in a sentence: subject, measure and year. */
function awardName({ subject: { id, year }, measure, due }: Pick<Account, 'subject' | 'measure' | 'due'>, { kinds }: Policy): Bilingual {
  const kind = due === undefined ? undefined : kinds[measure.kind];
  return text(
    `${kind?.zh ?? ''}“${plain(id)}”的${year === undefined ? '' : `${year}年度`}${measure.title.zh}`,
    `the ${measure.title.en}${year === undefined ? '' : ` for ${year}`} of ${kind === undefined ? '' : `${kind.en} `}"${plain(id)}"`,
  );
}

/** Several names in one. */
export function listed(names: readonly (Bilingual | string)[], zh = '、', en = ', '): Bilingual {
  const both = names.map((n) => (typeof n === 'string' ? text(n, n) : n));
  return text(both.map((n) => n.zh).join(zh), both.map((n) => n.en).join(en));
}

export const dueNames = (awards: readonly Due[], policy: Policy): Bilingual =>
  listed(awards.map((due) => awardName({ ...due, due }, policy)), '、', ' and ');

/** What is said in either language. */
export const both = (said: (lang: Lang) => string): Bilingual => text(said('zh'), said('en'));

/** A condition that is not met, with its sentence, what it requires and what was found. */
export const conditionName = (policy: Policy) => (condition: ConditionResult): Bilingual =>
  both((lang) => {
    const figures = conditionFiguresUnder(policy, condition, lang) || OUTCOME[condition.outcome][lang];
    const clause = clauseNameUnder(policy, condition.clause, lang);
    return lang === 'zh' ? `${condition.label.zh}（${clause}：${figures}）` : `${condition.label.en} (${clause}: ${figures})`;
  });

// Tables by codes: the published types name the codes, not the words.
const causes = <K extends string>(all: Readonly<Record<K, readonly [zh: string, en: string]>>): typeof all => all;
const kinds = <K extends string>(all: Readonly<Record<K, Kind>>): typeof all => all;

/** Slips and other causes that are told only where they give the paid sum to the fen. */
export const CAUSES = /* @__PURE__ */ causes({
  'rate-of-other-class': ['误用其他类别的比例（{by}）', 'the rate of another class was used ({by})'],
  'rate-of-other-measure': ['误用其他措施的比例（{by}）', 'the rate of another measure was used ({by})'],
  uncapped: ['未按最高限额封顶', 'the figure was not held to its ceiling'],
  'base-of-other-fact': ['以{by}为基数', 'the base was the {by}'],
  'base-with-excluded-rows': ['基数计入了不符合条件的明细', 'rows that do not count were left in the base'],
  'base-above-threshold': ['仅以超过门槛的部分为基数', 'only the part above the threshold was taken as the base'],
  'rows-left-out': ['未计入明细：{by}', 'rows were left out: {by}'],
  'factor-ignored': ['未乘{by}', 'the {by} was not applied'],
  'gross-of-deduction': ['未作“{by}”', 'the step "{by}" was left out'],
  'deduction-incomplete': ['有{by}项前期奖励未扣减', '{by} of the earlier awards was not deducted'],
  'advances-not-deducted': ['结算未扣除已预拨款项', 'the settlement did not deduct the advances'],
  'share-of-total-flat': ['按比例上限预拨，未考虑进度', 'the full share was advanced without regard to progress'],
  'whole-total': ['预拨了全额', 'the whole total was advanced'],
  'half-of-total': ['仅按可预拨的比例拨付', 'only the share that may be advanced was paid'],
  'paid-twice': ['重复拨付一次', 'the amount was paid twice'],
  rounding: ['尾差（分位舍入）', 'it was rounded differently by a fen'],
  unit: ['元与万元混淆', 'yuan and ten thousand yuan were confused'],
  'money-of-others': ['超出部分与案件所载{by}相同，可能系其他拨付主体的款项', 'the excess equals the stated {by}, so it may be money of another payer'],
  'other-reading': ['按另一种解读计算（{by}）', 'another reading was applied ({by})'],
});

/** A cause with its sentence; `by` names the parameter, fact, rows or reading. */
export function cause(code: CauseCode, by?: string, shown: Bilingual | string | undefined = by): Cause {
  const [zh, en] = CAUSES[code];
  return { code, ...(by !== undefined && { by }), message: filled(zh, en, { by: shown }) };
}

type Kind = readonly [severity: Finding['severity'], effect: Finding['effect'], zh: string, en: string];

const aboveDue = (zh: string, en: string): Kind =>
  ['error', 'return', `{name}共拨付{actual}元${zh}；依据{clause}应为{due}，多付{difference}元`,
    `{name} comes to {actual} yuan${en}; under {clause} it is {due}, so {difference} yuan too much was paid`];

/** Each kind of finding: what usually follows from it, and its statement; a Chinese one ends before its full stop. */
export const FINDINGS = /* @__PURE__ */ kinds({
  'not-in-case': ['error', 'none', '{name}共拨付{actual}元，案件中没有相应的事实，无法核对', '{name} comes to {actual} yuan; no facts of the case stand behind it, so it cannot be checked'],
  'subject-ambiguous': ['warning', 'none', '{name}共拨付{actual}元，收款人名下有多个对象（{detail}），无法确定该款项所属', '{name} comes to {actual} yuan; its payee has several subjects ({detail}), and it is open which of them it is for'],
  ineligible: ['error', 'return', '{name}不符合条件：{detail}', '{name} does not meet the conditions: {detail}'],
  'before-commencement': ['error', 'return', '{name}于政策施行前拨付，见{clause}{words}', '{name} was paid before the policy took effect; see {clause}:{words}'],
  'after-expiry': ['error', 'return', '{name}于有效期届满后拨付，见{clause}{words}', '{name} was paid after the policy expired; see {clause}:{words}'],
  duplicate: ['error', 'return', '{name}重复记账或重复拨付，共{actual}元', '{name} was recorded or paid again, {actual} yuan'],
  'id-reused': ['warning', 'none', '{name}：内容不同的记录使用同一拨付编号（“{detail}”）', '{name}: different lines have the same id ("{detail}")'],
  'settled-too-early': ['warning', 'none', '{name}结算时不具备或未载明结算条件，见{clause}', '{name} was settled although the case does not show that it could be; see {clause}'],
  'advance-not-provided': ['warning', 'none', '{name}以预拨方式拨付，政策未规定可以预拨，见{clause}', '{name} was paid on account without a provision; see {clause}'],
  'paid-before-year': ['warning', 'none', '{name}于所属年度开始前拨付', '{name} was paid before its year began'],
  'paid-before-facts': ['warning', 'none', '{name}的拨付早于其所依据的事实：{detail}', '{name} was paid before what it stands on: {detail}'],
  'facts-unknown': ['warning', 'none', '{name}已拨付{actual}元，而案件未载明：{detail}', '{name} was paid {actual} yuan while the case does not state {detail}'],
  'advance-without-evaluation': ['warning', 'none', '{name}：案件未载明{detail}年的评价，见{clause}', '{name}: the case has no evaluation of {detail}; see {clause}'],
  'advance-in-failed-year': ['error', 'return', '{name}：所属年度评价未达标，见{clause}', '{name}: the evaluation of that year was failed; see {clause}'],
  'advance-after-settlement': ['warning', 'none', '{name}结算后又预拨{actual}元，见{clause}', '{actual} yuan of {name} was advanced after its settlement; see {clause}'],
  'returned-too-much': ['warning', 'none', '{name}{detail}退回金额超出拨付金额{difference}元', '{difference} yuan more came back than was paid as {name}{detail}'],
  'cap-excess': aboveDue('，超过限额{words}', ', above the limit{words}'),
  'enterprise-year-excess': aboveDue('，超过年度限额{words}', ', above the limit of the year{words}'),
  'missing-deduction': aboveDue('，未足额扣减前期部分', ', without full deduction of the earlier parts'),
  'amount-mismatch': aboveDue('', ''),
  'advance-over-share': ['error', 'return', '{name}累计预拨{actual}元，高于{clause}所定{words}，现累计至多可预拨{due}',
    '{name} was advanced {actual} yuan in all, more than {clause} allows:{words}; {due} may have been advanced by now'],
  'advance-ahead-of-progress': ['error', 'return', '{name}累计预拨{actual}元，快于进度：按进度累计至多可预拨{due}，见{clause}',
    '{name} was advanced {actual} yuan in all, ahead of progress: {due} may have been advanced; see {clause}'],
  'advance-recoverable': ['error', 'return', '{name}已预拨{actual}元，最终应得{due}，见{clause}', '{name} was advanced {actual} yuan and comes to {due}; see {clause}'],
  underpayment: ['warning', 'pay', '{name}共拨付{actual}元，按案件所载事实应为{due}', '{name} comes to {actual} yuan; the facts give {due}'],
  'lower-choice': ['note', 'none', '{name}属合规选择；同一投入至多可得{due}，{detail}见{clause}', '{name} is lawful; the input could bring {due}, {detail}see {clause}'],
  'advances-differ': ['note', 'none', '{name}：台账预拨合计{actual}元，案件载明{due}', '{name}: the ledger holds advances of {actual} yuan, the case {due}'],
  'double-dip': ['error', 'return', '{name}与{detail}系同一投入，合计超过其中最高一项{difference}元，见{clause}{words}；先拨较低一项、再补足差额不在此列',
    '{name} and {detail} are given on the same input and come to {difference} yuan more than the highest of them, see {clause}; ' +
      'the lower one first and then the difference would be lawful'],
});

const UNPROVEN = text('在计算量限额内未能排除其他合规组合，请复核。', 'Another lawful combination could not be ruled out within the work limit.');
/** Lines that a finding names: enough to find it, whatever the length of the ledger. */
export const MOST_LINES = 10;
const capital = (sentence: string): string => sentence.slice(0, 1).toUpperCase() + sentence.slice(1);

function likely(causes: readonly Cause[]): Bilingual {
  const why = listed(causes.map((c) => c.message), '，且', ' and ');
  if (causes[0]?.code === 'money-of-others') return text(`${why.zh}，请核对拨付主体。`, `${capital(why.en)}.`);
  return text(`经复算，该金额与下列计算一致：${why.zh}。`, `The figure is reproduced exactly if ${why.en}.`);
}

function consequence({ effect, severity, difference }: Pick<Finding, 'effect' | 'severity' | 'difference'>, isOpen: boolean): Bilingual {
  const sum = grouped(difference);
  if (effect === 'return') return text(`请退回${sum}元。`, `${sum} yuan is to be returned.`);
  if (effect === 'pay') return text(`请补拨${sum}元。`, `${sum} yuan remains to be paid.`);
  // By itself: other findings may move money, and so may facts that are still open.
  return severity === 'note' && !isOpen ? text('此项本身不涉及退款或补拨。', 'By itself this moves no money.') : text('请核实。', 'Please verify.');
}

/** What a finding says beyond its kind. */
export interface Figures extends Partial<Pick<Finding, 'severity' | 'effect' | 'clause' | 'causes' | 'against' | 'unmet' | 'missing' | 'proven'>> {
  readonly awards: readonly AwardRef[];
  readonly actual: Dec;
  /** Nothing where it is left out. */
  readonly difference?: Dec;
  /** Anything up to what was paid where it is left out. */
  readonly expected?: Span;
  /** Words of the text and names that the sentence takes up. */
  readonly words?: string | undefined;
  readonly detail?: Bilingual | undefined;
}

/** Makes a finding. Its message is the statement with the lines it is about, the likely cause and what follows from it. */
export function findingOf(account: Account, { policy }: Context, code: FindingCode, figures: Figures): Finding {
  const [usualSeverity, usualEffect, zh, en] = FINDINGS[code];
  const { awards, severity = usualSeverity, effect = usualEffect, clause = account.measure.clause } = figures;
  const { causes = [], against, unmet, missing, proven, words, detail } = figures;
  const [actual, difference] = [written(figures.actual), written(figures.difference ?? ZERO)];
  const expected = toRange(figures.expected ?? { lo: ZERO, hi: figures.actual });
  const statement = filled(zh, en, {
    name: awardName(account, policy), actual: grouped(actual), difference: grouped(difference), due: both((lang) => formatMoney(expected, { lang })),
    clause: both((lang) => clauseNameUnder(policy, clause, lang, { code: true })), detail,
    words: words && text(`“${words}”`, ` 「${words}」`),
  });
  // Lines are counted from 1; a long list is cut.
  const cut = awards.length > MOST_LINES ? ['…'] : [];
  const shown = awards.slice(0, MOST_LINES).map(({ index, id }) => text(`第${index + 1}笔${id === undefined ? '' : `“${plain(id)}”`}`, `${index + 1}${id === undefined ? '' : ` “${plain(id)}”`}`));
  const lines = listed([...shown, ...cut]);
  const why = causes.length === 0 ? [] : [likely(causes)];
  const rest = [...why, ...(proven === false ? [UNPROVEN] : []), consequence({ effect, severity, difference }, missing !== undefined)];
  const opening = `${capital(statement.en)} (ledger line${awards.length === 1 ? '' : 's'} ${lines.en}).`;
  return {
    code, severity, clause, awards, key: account.key, expected, actual, difference, effect,
    ...(causes.length > 0 && { causes }), ...(against && { against }), ...(unmet && { unmet }), ...(missing && { missing }),
    ...(proven === false && { proven }),
    message: text(`${statement.zh}（台账${lines.zh}）。${rest.map((r) => r.zh).join('')}`, [opening, ...rest.map((r) => r.en)].join(' ')),
  };
}
