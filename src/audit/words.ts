import type { Award as Due } from '../assess/determine.js';
import type { ConditionResult } from '../core/determination.js';
import type { Policy } from '../core/policy.js';
import type { Range } from '../core/span.js';
import { type Bilingual, text } from '../core/text.js';
import type { Account } from './account.js';
import type { Cause, CauseCode, Finding, FindingCode } from './finding.js';

/** The wording of findings: full sentences that a letter can take over. */

const NUMERALS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** How a letter names a sentence: 第一条第3句 (A1.3), or 文末第3句 (F.3); any other by its number. */
export function clauseName(clause: string): Bilingual {
  const [, part = '', article = '', sentence = ''] = /^([AF])(\d*)\.(\d+)$/.exec(clause) ?? [];
  if (part === 'F') return text(`文末第${sentence}句（${clause}）`, `final paragraph, sentence ${sentence} (${clause})`);
  if (part === '') return text(clause, clause);
  return text(`第${NUMERALS[Number(article)] ?? article}条第${sentence}句（${clause}）`, `Article ${article}, sentence ${sentence} (${clause})`);
}

/** What an award is called in a sentence: subject, measure and year. */
export function awardName({ subject, year, measure, due }: Pick<Account, 'subject' | 'year' | 'measure' | 'due'>, { kinds }: Policy): Bilingual {
  const of = due === undefined ? text('', '') : (kinds[measure.kind] ?? text('', ''));
  return text(
    `${of.zh}“${subject}”的${year === undefined ? '' : `${year}年度`}${measure.title.zh}`,
    `the ${measure.title.en}${year === undefined ? '' : ` for ${year}`} of ${of.en}${of.en === '' ? '' : ' '}"${subject}"`,
  );
}

export const dueName = (due: Due, policy: Policy): Bilingual =>
  awardName({ subject: due.determination.subject.id, year: due.determination.year, measure: due.measure, due }, policy);

export const listed = (names: readonly Bilingual[], zh = '、', en = ' and '): Bilingual =>
  text(names.map((n) => n.zh).join(zh), names.map((n) => n.en).join(en));

export const showRange = ({ min, max }: Range): Bilingual =>
  min === max ? text(`${max}元`, `${max} yuan`) : text(`${min}元至${max}元`, `${min} to ${max} yuan`);

/** The lines of the ledger that a finding is about, counted from 1. */
export function lineNames(awards: Finding['awards']): Bilingual {
  const shown = awards.slice(0, 10).map((r) => (r.id === undefined ? `${r.index + 1}` : `${r.index + 1} ${r.id}`));
  const more = awards.length > shown.length ? ['…'] : [];
  const all = [...shown, ...more];
  return text(`台账第${all.join('、')}笔`, `ledger line${awards.length === 1 ? '' : 's'} ${all.join(', ')}`);
}

// ---- conditions ---------------------------------------------------------------------------------

const YES_NO: Readonly<Record<string, Bilingual>> = { true: text('是', 'yes'), false: text('否', 'no') };
const MONEY = /^\d+\.\d{2}$/;

const plain = (value: string): Bilingual => YES_NO[value] ?? (MONEY.test(value) ? text(`${value}元`, `${value} yuan`) : text(value, value));

function required(value: string): Bilingual {
  const [from, to] = value.split('..');
  if (to !== undefined) return text(`${from}至${to}`, `${from} to ${to}`);
  const [, sign = '', bound = ''] = /^(>=|<=|!=) (.*)$/.exec(value) ?? [];
  if (sign === '>=') return text(`${bound}以后（含）`, `${bound} or later`);
  if (sign === '<=') return text(`${bound}以内（含）`, `${bound} at most`);
  if (sign === '!=') return text(`非“${bound}”`, `other than "${bound}"`);
  if (MONEY.test(value) || /^\d+$/.test(value)) return text(`${plain(value).zh}以上`, `at least ${plain(value).en}`);
  return plain(value);
}

/** A condition with what it requires and what was found. */
export function conditionName(c: ConditionResult): Bilingual {
  const want = c.required === undefined ? undefined : required(c.required);
  const found = c.actual === undefined ? text('未载明', 'not stated') : plain(c.actual);
  if (want === undefined) return text(`${c.label.zh}（${c.clause}）`, `${c.label.en} (${c.clause})`);
  return text(
    `${c.label.zh}（${c.clause}：要求${want.zh}，实际${found.zh}）`,
    `${c.label.en} (${c.clause}: required ${want.en}, found ${found.en})`,
  );
}

// ---- causes -------------------------------------------------------------------------------------

/** Slips and other causes that are told only where they give the paid sum to the fen. */
export const CAUSES = {
  'rate-of-other-class': (by) => text(`误用其他类别的比例（${by.zh}）`, `the rate of another class was used (${by.en})`),
  'rate-of-other-measure': (by) => text(`误用其他措施的比例（${by.zh}）`, `the rate of another measure was used (${by.en})`),
  uncapped: () => text('未按最高限额封顶', 'the figure was not held to its ceiling'),
  'base-of-other-fact': (by) => text(`以${by.zh}为基数`, `the base was the ${by.en}`),
  'base-with-excluded-rows': () => text('基数计入了不符合条件的明细', 'rows that do not count were left in the base'),
  'base-above-threshold': () => text('仅以超过门槛的部分为基数', 'only the part above the threshold was taken as the base'),
  'rows-left-out': (by) => text(`未计入明细：${by.zh}`, `rows were left out: ${by.en}`),
  'factor-ignored': (by) => text(`未乘${by.zh}`, `the ${by.en} was not applied`),
  'gross-of-deduction': (by) => text(`未作“${by.zh}”`, `without "${by.en}"`),
  'deduction-incomplete': (by) => text(`有${by.zh}项前期奖励未扣减`, `${by.en} of the earlier awards was not deducted`),
  'advances-not-deducted': () => text('结算未扣除已预拨款项', 'the settlement did not deduct the advances'),
  'share-of-total-flat': () => text('按比例上限预拨，未按进度', 'the full share was advanced without regard to progress'),
  'progress-without-share': () => text('按进度预拨，未以比例上限为限', 'progress was followed beyond the share that may be advanced'),
  'whole-total': () => text('预拨了全额', 'the whole total was advanced'),
  'half-of-total': () => text('仅按可预拨的比例拨付', 'only the share that may be advanced was paid'),
  'paid-twice': () => text('重复拨付一次', 'the amount was paid twice'),
  rounding: () => text('尾差（分位舍入）', 'it was rounded differently by a fen'),
  unit: () => text('元与万元混淆', 'yuan and ten thousand yuan were confused'),
  'money-of-others': (by) => text(`超出部分与案卷所载${by.zh}相同，可能系其他拨付主体的款项`, `the excess equals what the case states as ${by.en}, so it may be money of another payer`),
  'other-reading': (by) => text(`按另一种解读计算（${by.zh}）`, `another reading was applied (${by.en})`),
} satisfies Record<string, (by: Bilingual) => Bilingual>;

/** A cause with its sentence; `by` names the parameter, fact, rows or reading. */
export function cause(code: CauseCode, by?: string, shown?: Bilingual): Cause {
  const message = (CAUSES[code] as (by: Bilingual) => Bilingual)(shown ?? text(by ?? '', by ?? ''));
  return by === undefined ? { code, message } : { code, by, message };
}

function likely(causes: readonly Cause[]): Bilingual {
  if (causes.length === 0) return text('', '');
  const { zh, en } = listed(causes.map((c) => c.message), '，且');
  if (causes[0]?.code === 'money-of-others') return text(`${zh}，请核对拨付主体。`, ` ${capital(en)}.`);
  return text(`经复算，该金额与下列计算一致：${zh}。`, ` The figure is reproduced exactly if ${en}.`);
}

// ---- letters ------------------------------------------------------------------------------------

const capital = (sentence: string): string => sentence.slice(0, 1).toUpperCase() + sentence.slice(1);

/** What follows from a finding. */
export function consequence({ effect, severity, difference }: Pick<Finding, 'effect' | 'severity' | 'difference'>): Bilingual {
  if (effect === 'return') return text(`请退回${difference}元。`, `${difference} yuan is to be returned.`);
  if (effect === 'pay') return text(`请补拨${difference}元。`, `${difference} yuan remains to be paid.`);
  return severity === 'note' ? text('无需退补。', 'Nothing is to be paid or returned.') : text('请核实。', 'Please verify.');
}

const UNPROVEN = text('在设定的计算量内未能排除其他合法组合，请复核。', 'Within the work limit another lawful combination could not be ruled out; please check again.');

/** A sentence with the lines it is about, the likely cause and what follows from it. */
export function letter(statement: Bilingual, finding: Pick<Finding, 'awards' | 'causes' | 'effect' | 'severity' | 'difference' | 'proven'>): Bilingual {
  const why = likely(finding.causes ?? []);
  const lines = lineNames(finding.awards);
  const end = consequence(finding);
  const open = finding.proven === false ? UNPROVEN : text('', '');
  return text(
    `${statement.zh}（${lines.zh}）。${why.zh}${open.zh}${end.zh}`,
    [`${capital(statement.en)} (${lines.en}).${why.en}`, open.en, end.en].filter((s) => s !== '').join(' '),
  );
}

/** What the statement of a finding needs, beside its name and figures. */
export interface Said {
  readonly name: Bilingual;
  readonly actual: string;
  readonly due: Bilingual;
  readonly difference: string;
  readonly clause: Bilingual;
  readonly words?: string | undefined;
  readonly detail?: Bilingual | undefined;
}

const NO_DETAIL = text('', '');
const quoted = (words: string | undefined): Bilingual => (words === undefined ? NO_DETAIL : text(`“${words}”`, ` 「${words}」`));

/** The statement of each kind of finding; a Chinese one ends before its full stop. */
export const STATEMENTS = {
  'not-in-case': ({ name }) => text(`${name.zh}：案卷中没有该对象享受此项措施的事实，无从核对`, `no facts of the case stand behind ${name.en}, so it cannot be checked`),
  'subject-ambiguous': ({ name, detail = NO_DETAIL }) => text(`${name.zh}：收款人名下有多个对象（${detail.zh}），无从确定拨付所属`, `${name.en}: the payee can claim it for several subjects (${detail.en}), so it is not clear which one was paid`),
  ineligible: ({ name, detail = NO_DETAIL }) => text(`${name.zh}不符合条件：${detail.zh}`, `${name.en} does not meet the conditions: ${detail.en}`),
  'before-commencement': ({ name, clause, words }) => text(`${name.zh}于政策施行前拨付（${clause.zh}${quoted(words).zh}）`, `${name.en} was paid before the policy took effect (${clause.en}:${quoted(words).en})`),
  'after-expiry': ({ name, clause, words }) => text(`${name.zh}于有效期届满后拨付（${clause.zh}${quoted(words).zh}）`, `${name.en} was paid after the policy expired (${clause.en}:${quoted(words).en})`),
  duplicate: ({ name, actual }) => text(`${name.zh}重复记账或重复拨付，共${actual}元`, `${name.en} was recorded or paid again, ${actual} yuan`),
  'id-reused': ({ name, detail = NO_DETAIL }) => text(`${name.zh}：内容不同的记录使用同一拨付编号（${detail.zh}）`, `${name.en}: different lines have the same id (${detail.en})`),
  'advance-not-provided': ({ name, clause }) => text(`${name.zh}以预拨方式拨付，文本未规定此项措施可以预拨（${clause.zh}）`, `${name.en} was paid on account, which the text does not provide for this measure (${clause.en})`),
  'settled-too-early': ({ name, clause }) => text(`${name.zh}已结算，而拨付时尚不具备结算条件或案卷未载明已具备（${clause.zh}）`, `${name.en} was settled before it could be, or while the case does not say that it could (${clause.en})`),
  'paid-before-year': ({ name }) => text(`${name.zh}于所属年度开始前拨付`, `${name.en} was paid before its year began`),
  'paid-before-facts': ({ name, detail = NO_DETAIL }) => text(`${name.zh}的拨付早于其所依据的事实：${detail.zh}`, `${name.en} was paid before what it stands on: ${detail.en}`),
  'facts-unknown': ({ name, actual, detail = NO_DETAIL }) => text(`${name.zh}已拨付${actual}元，而案卷未载明：${detail.zh}`, `${name.en} was paid ${actual} yuan while the case does not state ${detail.en}`),
  'advance-without-evaluation': ({ name, clause, detail = NO_DETAIL }) => text(`${name.zh}：案卷未载明${detail.zh}年的评价，评价达标方可拨款（${clause.zh}）`, `${name.en}: the case has no evaluation of ${detail.en}, and only a passed year allows an advance (${clause.en})`),
  'advance-in-failed-year': ({ name, clause }) => text(`${name.zh}：所属年度评价未达标，当年不得拨款（${clause.zh}）`, `${name.en}: the evaluation of that year was failed, so nothing may be advanced for it (${clause.en})`),
  'advance-after-settlement': ({ name, actual, clause }) => text(`${name.zh}结算后又预拨${actual}元（${clause.zh}）`, `${actual} yuan of ${name.en} was advanced after the settlement (${clause.en})`),
  'returned-too-much': ({ name, difference }) => text(`${name.zh}退回的款项比拨付的多${difference}元`, `${difference} yuan more came back than was paid as ${name.en}`),
  'cap-excess': (s) => aboveDue(s, text('，超过限额', ', above the limit')),
  'enterprise-year-excess': (s) => aboveDue(s, text('，超过年度限额', ', above the limit of the year')),
  'advance-over-share': ({ name, actual, due, clause, words }) => text(`${name.zh}累计预拨${actual}元，超过${quoted(words).zh}（${clause.zh}），现累计至多可预拨${due.zh}`, `${name.en} was advanced ${actual} yuan in all, above${quoted(words).en} (${clause.en}); ${due.en} may have been advanced by now`),
  'advance-ahead-of-progress': ({ name, actual, due, clause }) => text(`${name.zh}累计预拨${actual}元，快于进度：按进度累计至多可预拨${due.zh}（${clause.zh}）`, `${name.en} was advanced ${actual} yuan in all, ahead of progress: ${due.en} may have been advanced (${clause.en})`),
  'advance-recoverable': ({ name, actual, due, clause }) => text(`${name.zh}已预拨${actual}元，最终应得${due.zh}（${clause.zh}）`, `${name.en} was advanced ${actual} yuan and finally comes to ${due.en} (${clause.en})`),
  'missing-deduction': (s) => aboveDue(s, text('，未足额扣减前期部分', ', without full deduction of the earlier parts')),
  'amount-mismatch': (s) => aboveDue({ ...s, words: undefined }, NO_DETAIL),
  underpayment: ({ name, actual, due, difference }) => text(`${name.zh}共拨付${actual}元，按所给事实为${due.zh}，相差${difference}元`, `${name.en} comes to ${actual} yuan; the facts give ${due.en}, a difference of ${difference} yuan`),
  'lower-choice': ({ name, due, clause, detail }) =>
    detail === undefined
      ? text(`${name.zh}为合法选择；同一投入至多可得${due.zh}（${clause.zh}）`, `${name.en} is a lawful choice; the input could bring ${due.en} (${clause.en})`)
      : text(`${name.zh}为合法选择；同一投入另可选${detail.zh}（${due.zh}以内，${clause.zh}）`, `${name.en} is a lawful choice; the same input could have taken ${detail.en} instead (up to ${due.en}, ${clause.en})`),
  'advances-differ': ({ name, actual, due }) => text(`${name.zh}：台账预拨合计${actual}元，案卷载明${due.zh}；核对以台账为准`, `${name.en}: the ledger holds advances of ${actual} yuan, the case states ${due.en}; the audit follows the ledger`),
  'double-dip': ({ name, detail = NO_DETAIL, difference, clause, words }) =>
    text(
      `${name.zh}与${detail.zh}系同一投入，合计超过其中最高一项${difference}元（${clause.zh}${quoted(words).zh}）；先拨较低一项、再补足差额不在此列`,
      `${name.en} and ${detail.en} are given on the same input and come to ${difference} yuan more than the highest of them (${clause.en}); the lower one first and then the difference would be lawful`,
    ),
} satisfies Record<string, (s: Said) => Bilingual>;

function aboveDue({ name, actual, due, difference, clause, words }: Said, how: Bilingual): Bilingual {
  const limit = quoted(words);
  return text(
    `${name.zh}共拨付${actual}元${how.zh}${how.zh === '' ? '' : limit.zh}；依据${clause.zh}应为${due.zh}，多付${difference}元`,
    `${name.en} comes to ${actual} yuan${how.en}${how.en === '' ? '' : limit.en}; under ${clause.en} it is ${due.en}, so ${difference} yuan too much was paid`,
  );
}

export const statement = (code: FindingCode, said: Said): Bilingual => (STATEMENTS[code] as (s: Said) => Bilingual)(said);

export const laterFact = (name: Bilingual, day: string, row: string | undefined): Bilingual =>
  row === undefined ? text(`${name.zh}为${day}`, `the ${name.en} is ${day}`) : text(`“${row}”的${name.zh}为${day}`, `the ${name.en} of "${row}" is ${day}`);
