import * as z from 'zod/mini';
import type { Money } from '../core/decimal.js';
import type { Policy } from '../core/policy.js';
import { type Bilingual, type Words, text } from '../core/text.js';
import { COUNTING, NATURE, OUTCOME, PAYEE, PAYMENT, STATUS, WARNING } from '../words/terms.js';
import { type Json, enumLabels, named, said, spoken } from './spoken.js';

/**
 * The shape of an assessment, written once for the schema. A type test holds it against the interfaces, and every output
 * of the tests against the schema.
 */

/** One of several values that have names. */
export function oneOf<K extends string>(words: Words<K>) {
  const schema = z.enum(Object.keys(words) as [K, ...K[]]);
  said.add(schema, enumLabels(words));
  return schema;
}

/** A schema that others refer to by its name. */
export function defined<S extends z.core.$ZodType>(id: string, name: Bilingual, schema: S): S {
  said.add(schema, { id, ...spoken(name) });
  return schema;
}

/** What says of an amount that it is in yuan. */
const CNY: Json = { 'x-unit': 'CNY' };

const written = (as: RegExp) => z.string().check(z.regex(as)) as unknown as z.ZodMiniType<Money>;
/** Two decimals, as all money of the output; a difference may be below zero. */
export const money: z.ZodMiniType<Money> = written(/^(?:0|[1-9]\d*)\.\d{2}$/);
const signedMoney = written(/^-?(?:0|[1-9]\d*)\.\d{2}$/);
export const count = z.int().check(z.nonnegative());
const keys = z.array(z.string());

/** An amount of money under a name. */
export const yuan = (schema: typeof money, name: Bilingual, explained?: Bilingual) => named(schema, name, explained, CNY);

export const range = defined('Range', text('金额区间（元）', 'amount in yuan, from min to max; equal when certain'), z.strictObject({
  min: yuan(money, text('下限', 'at the least')),
  max: yuan(money, text('上限', 'at the most')),
}));

/** How far each end of an amount moves. */
export const signedRange = z.strictObject({
  min: yuan(signedMoney, text('下限', 'at the least')),
  max: yuan(signedMoney, text('上限', 'at the most')),
});

export const bilingual = defined('Bilingual', text('中英文文本', 'text in both languages'), z.strictObject({
  zh: named(z.string(), text('中文', 'Chinese')),
  en: named(z.string(), text('英文', 'English')),
}));

export const paths = named(z.array(z.string()), text('待补事实', 'missing facts'),
  text('尚缺、致使结果未定的事实在案件中的路径，如 $.projects[0].newType', 'paths in the case file of the facts that leave it open, such as $.projects[0].newType'));

export const clause = named(z.string(), text('条款', 'clause'), text('条款编号，如 A1.3 指第一条第三句', 'number of the sentence: A1.3 is the third sentence of Article 1'));
export const key = named(z.string(), text('测算结果的键', 'key of a determination'),
  text('措施:主体 或 措施:主体:年度', 'measure:subject or measure:subject:year'));
export const keyList = (zh: string, en: string) => named(keys, text(zh, en));
export const message = named(bilingual, text('说明', 'message'));
export const yearOf = named(z.int(), text('年度', 'year'));
const total = named(range, text('合计', 'total'));

const condition = defined('Condition', text('条件及其结果', 'a condition and how it came out'), z.strictObject({
  id: named(z.string(), text('条件编号', 'id of the condition')),
  clause,
  label: named(bilingual, text('条件名称', 'name of the condition')),
  outcome: named(oneOf(OUTCOME), text('结果', 'outcome')),
  required: z.exactOptional(named(z.string(), text('要求', 'required'), text('金额、日期、起止（from..to）或 true', 'a figure, a day, from..to, or true'))),
  actual: z.exactOptional(named(z.string(), text('实际', 'actual'), text('所填事实；未知时没有此项', 'what is stated; absent while it is unknown'))),
  shortfall: z.exactOptional(named(z.string(), text('差额', 'shortfall'), text('未达门槛的差额', 'how much is lacking of a threshold that was missed'))),
  missing: z.exactOptional(paths),
}));
export const conditions = z.array(condition);

const UNITS: Words<'CNY' | 'ratio'> = { CNY: text('元', 'yuan'), ratio: text('比例', 'ratio') };

const step = defined('Step', text('算式的一步', 'one step of an amount'), z.strictObject({
  id: named(z.string(), text('步骤编号', 'id of the step')),
  clause: z.exactOptional(clause),
  label: named(bilingual, text('步骤名称', 'name of the step')),
  value: named(z.string(), text('数值', 'value'), text('精确值；未定时为 min..max', 'exact; min..max while unknown facts leave it open')),
  unit: named(oneOf(UNITS), text('单位', 'unit')),
}));

const item = defined('Item', text('计入明细', 'a row that the measure adds up'), z.strictObject({
  id: named(z.string(), text('编号', 'id')),
  status: named(oneOf(COUNTING), text('是否计入', 'whether it counts')),
  amount: z.exactOptional(named(range, text('计入基数的金额', 'what it brings to the base'), text('无上界时没有此项', 'left out while nothing holds it from above'))),
  conditions: named(conditions, text('条件', 'conditions')),
}));

/** What the policy itself names. */
export interface PolicyWords<M extends string = string, K extends string = string, W extends string = string> {
  readonly measures: Words<M>;
  readonly kinds: Words<K>;
  readonly warnings: Words<W>;
}

export const wordsOf = ({ measures, kinds, warningKinds }: Policy): PolicyWords => ({
  measures: Object.fromEntries(measures.map((m) => [m.id, m.title])), kinds, warnings: { ...warningKinds, ...WARNING },
});

export const statusShape = named(oneOf(STATUS), text('结论', 'status'));
export const measureShape = <M extends string>(measures: Words<M>) => named(oneOf(measures), text('措施', 'measure'));
const kindAndId = <K extends string>(kinds: Words<K>) => ({ kind: named(oneOf(kinds), text('类别', 'kind')), id: named(z.string(), text('编号', 'id')) });
export const subjectShape = <K extends string>(kinds: Words<K>) => named(z.strictObject(kindAndId(kinds)), text('主体', 'subject'));

/** What one measure gives to one subject, and why; in an assessment it always names who receives it. */
const determinationOf = <M extends string, K extends string>({ measures, kinds }: PolicyWords<M, K>) =>
  defined('Determination', text('一项措施对一个主体的测算结果', 'what one measure gives to one subject'), z.strictObject({
    key,
    measure: measureShape(measures),
    article: named(z.int(), text('条', 'article')),
    clause,
    subject: subjectShape(kinds),
    payee: named(z.string(), text('收款单位', 'payee')),
    year: z.exactOptional(yearOf),
    status: statusShape,
    nature: named(oneOf(NATURE), text('金额性质', 'nature of the amount')),
    amount: named(range, text('金额', 'amount'), text('按本措施封顶并取整一次后的金额，尚未与其他措施比较', "rounded once, after the measure's own cap, before the measures are held against each other")),
    conditions: named(conditions, text('条件', 'conditions')),
    steps: named(z.array(step), text('算式', 'steps of the amount')),
    capBinding: named(z.boolean(), text('是否触及上限', 'whether the cap binds')),
    items: z.exactOptional(named(z.array(item), text('明细', 'rows'))),
    missing: z.exactOptional(paths),
  }));

const combination = { chosen: keyList('所选', 'chosen'), total };

const REFUSALS: Words<'ineligible' | 'same-input'> = {
  ineligible: text('不符合条件', 'not eligible'),
  'same-input': text('同一投入不得重复享受', 'the same input'),
};

const election = z.strictObject({
  lawful: named(z.boolean(), text('自选组合是否合规', 'whether the election is lawful')),
  refused: named(z.array(z.strictObject({
    key,
    reason: named(oneOf(REFUSALS), text('理由', 'reason')),
    insteadOf: keyList('不得与其同时享受的所选措施', 'the elected awards that it may not stand beside'),
    clause,
  })), text('不得享受或不得全额享受的措施', 'what may not be claimed, or not in full')),
  best: named(z.strictObject(combination), text('最优的合规组合', 'the best lawful combination')),
  costs: named(range, text('自选组合的代价', 'what the election gives up')),
});

const forgone = z.strictObject({
  key,
  insteadOf: keyList('因何放弃', 'for what it was given up'),
  clause,
  loses: named(range, text('放弃的金额', 'what it would have brought')),
  partly: z.exactOptional(named(z.literal(true), text('仅放弃一部分', 'only a part of it is given up'))),
});

const payable = z.array(z.strictObject({ key, amount: named(range, text('应付金额', 'what it pays')) }));

const selection = z.strictObject({
  chosen: keyList('所选措施', 'what to claim, in article order'),
  forgone: named(z.array(forgone), text('放弃的措施', 'what was given up')),
  total,
  payable: named(payable, text('各项应付', 'what each chosen one pays, rounded')),
  optimal: named(z.boolean(), text('是否已证明最优', 'whether it is proven to be best'), text('仅在达到计算量限额时为 false', 'false only when the work limit was reached')),
  upperBound: yuan(money, text('任何组合均不超过的金额', 'no combination exceeds it')),
  runnerUp: z.exactOptional(named(z.strictObject({ ...combination, gap: named(range, text('差额', 'gap')) }), text('次优组合', 'the next best combination'))),
  robust: named(z.boolean(), text('无论未定金额如何均为最优', 'best whatever the open amounts turn out to be')),
  strict: z.exactOptional(named(z.strictObject(combination), text('严格解读下的结果', 'the result under the stricter readings'))),
  tight: named(z.boolean(), text('合计两端是否都可达到', 'whether both ends of the total are reached'), text('为 false 时，区间可靠，但可能偏宽', 'false: safe, perhaps wider than need be')),
  election: z.exactOptional(named(election, text('自选组合', 'the election'))),
});

export const payment = defined('Payment', text('一项奖补的拨付', 'when and how an amount is paid'), z.strictObject({
  key,
  advance: z.exactOptional(named(z.strictObject({
    cumulativeLimit: named(range, PAYMENT.cumulativeLimit),
    payableNow: named(range, PAYMENT.payableNow),
  }), text('预拨', 'advance'))),
  settlement: z.exactOptional(named(z.strictObject({
    final: named(range, PAYMENT.final),
    payable: named(range, PAYMENT.payable),
    recoverable: z.exactOptional(named(range, PAYMENT.recoverable, text('不知已预拨多少时没有此项', 'left out while it is not known what was paid'))),
  }), text('结算', 'settlement'))),
  byYear: z.exactOptional(named(z.array(z.strictObject({ year: yearOf, limit: named(range, PAYMENT.byYear) })), text('分年度可拨', 'by year'))),
  missing: z.exactOptional(paths),
}));

const warningOf = <W extends string>(words: Words<W>) => z.strictObject({
  code: named(oneOf(words), text('提示代码', 'code of the warning')),
  clause: z.exactOptional(clause),
  message,
  keys: z.exactOptional(keyList('所涉测算结果', 'determinations that it is about')),
});

/** The policy and the choices that a result stands on. */
export const basisOf = (policy: Policy) => ({
  policy: named(z.strictObject({
    id: named(z.string(), text('政策编号', 'id of the policy')),
    version: named(z.string(), text('版本', 'version')),
    textSha256: named(z.string(), text('政策文本摘要', 'digest of the text')),
  }), text('政策', 'policy')),
  readings: readingsShape(policy),
});

/** A value for every reading of the policy. */
export const readingsShape = ({ readings }: Policy) =>
  named(z.strictObject(Object.fromEntries(Object.entries(readings).map(([id, { question, values, clause: see }]) =>
    [id, named(oneOf(values), question, undefined, { ...enumLabels(values), 'x-clause': see })]))), text('解读', 'readings'));

/** The shape of an assessment under a policy. */
export const assessmentShape = <M extends string, K extends string, W extends string>(policy: Policy, words: PolicyWords<M, K, W>) => z.strictObject({
  ...basisOf(policy),
  determinations: named(z.array(determinationOf(words)), text('各项措施的测算结果', 'what each measure gives, in article order')),
  selection: named(selection, text('可享受的组合', 'the payable combination')),
  payments: named(z.array(payment), text('拨付安排', 'payments')),
  bySubject: named(z.array(z.strictObject({ ...kindAndId(words.kinds), total })), text('按主体合计', 'totals by subject')),
  byPayee: named(z.array(z.strictObject({ ...kindAndId(PAYEE), total })), text('按收款单位合计', 'totals by payee')),
  warnings: named(z.array(warningOf(words.warnings)), text('提示', 'warnings')),
});
