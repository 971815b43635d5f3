import * as z from 'zod/mini';
import type { FactType, FactUnit } from '../core/fact.js';
import type { Policy } from '../core/policy.js';
import { RELATION_TEXT } from '../core/overlap.js';
import { type Words, text } from '../core/text.js';
import { SOURCES } from './facts.js';
import {
  bilingual, clause, conditions, count, defined, key, keyList, measureShape, oneOf, paths, payment, range, readingsShape, signedRange, statusShape, subjectShape,
  wordsOf, yearOf,
} from './shapes.js';
import { named } from './spoken.js';

/** The shapes of what the other calls on a case answer: what can I get, what to find out next, what other readings are worth. */

const FITS: Words<'eligible' | 'possible' | 'excluded'> = {
  eligible: text('符合', 'the stated facts suffice'),
  possible: text('可能', 'they neither suffice nor rule it out'),
  excluded: text('不符合', 'they rule it out'),
};

const provisional = z.exactOptional(named(z.literal(true), text('未经证明', 'not proven'), text('达到计算量限额', 'the work limit was reached')));
const title = named(bilingual, text('名称', 'name'));
const code = named(z.string(), text('措施代码', 'code of the measure'));
const name = (zh: string, en: string) => named(bilingual, text(zh, en));

/** What a profile can get. */
export function matchingShape(policy: Policy) {
  const { measures, kinds } = wordsOf(policy);
  const measure = measureShape(measures);
  const subject = z.strictObject({
    key, subject: subjectShape(kinds), year: z.exactOptional(yearOf), status: statusShape,
    amount: named(range, text('金额', 'amount')), missing: paths,
    unmet: named(conditions, text('未满足的条件', 'what rules it out')),
  });
  const combination = z.strictObject({
    code, measure, relation: named(oneOf(RELATION_TEXT), text('关系', 'relation')), text: name('关系的说明', 'the relation in words'),
    both: named(z.boolean(), text('可否同时享受', 'whether both can be had')),
  });
  const match = z.strictObject({
    measure, code, clause, title, fit: named(oneOf(FITS), text('匹配', 'fit')),
    stated: named(z.boolean(), text('是否已列出可申请者', 'whether the profile states somebody who could claim it')),
    amount: named(range, text('合计', 'sum over the subjects')), missing: paths,
    subjects: named(z.array(subject), text('各主体', 'subjects')),
    combines: named(z.array(combination), text('与其他措施的关系', 'how it stands to the other measures')),
  });
  return defined('Matching', text('政策匹配', 'what can I get'), z.strictObject({
    measures: named(z.array(match), text('各项措施', 'measures')),
    total: named(range, text('合计', 'total')),
    chosen: keyList('所选措施', 'the payable combination'),
    provisional,
  }));
}

const TYPES: Words<FactType> = {
  id: text('编号', 'id'), money: text('金额', 'money'), ratio: text('比例', 'ratio'), day: text('日期', 'day'), year: text('年度', 'year'),
  count: text('个数', 'count'), rank: text('名次', 'rank'), boolean: text('是否', 'yes or no'), choice: text('选项', 'choice'),
};
const UNIT_NAMES: Words<FactUnit> = {
  CNY: text('元', 'yuan'), ratio: text('0至1', '0 to 1'), day: text('日', 'day'), rank: text('名次', 'rank'), enterprises: text('家', 'enterprises'),
};
const BEARINGS: Words<'amounts' | 'payments'> = { amounts: text('应得金额', 'what is due'), payments: text('拨付时间', 'when it is paid') };

const figure = { status: statusShape, amount: named(range, text('金额', 'amount')) };

/** What to find out next. */
export function questionsShape({ answerers }: Policy) {
  const outcome = z.strictObject({
    answer: named(z.union([z.string(), z.number(), z.boolean()]), text('答复', 'answer'), text('如案件中所写', 'as it would be written in the case file')),
    label: name('答复的说明', 'the answer in words'),
    total: named(range, text('届时合计', 'the total then')),
    determinations: named(z.array(z.strictObject({ key, ...figure })), text('届时变化的测算结果', 'determinations that would change')),
    payments: keyList('届时变化的拨付', 'payments that would change'),
  });
  const question = z.strictObject({
    path: named(z.string(), text('路径', 'path'), text('答复填写的位置', 'where the answer belongs')),
    fact: name('事实', 'fact'),
    type: named(oneOf(TYPES), text('类型', 'type')),
    unit: z.exactOptional(named(oneOf(UNIT_NAMES), text('单位', 'unit'))),
    source: named(z.strictObject({
      kind: named(oneOf(SOURCES), text('提供方', 'who can state it')),
      who: named(oneOf(answerers), text('答复人', 'who answers')),
      name: name('答复人名称', 'who answers, in words'),
    }), text('来源', 'source')),
    question: name('问题', 'question'),
    clause,
    bearsOn: named(oneOf(BEARINGS), text('影响', 'what it bears on')),
    narrows: named(range, text('合计区间缩小的幅度', 'by how much the range of the total shrinks')),
    provisional,
    outcomes: named(z.array(outcome), text('各种答复的结果', 'what each answer would lead to')),
  });
  return defined('Questions', text('待补事实的问题', 'what to find out next'), z.array(question));
}

/** What other readings are worth. */
export function comparisonShape(policy: Policy) {
  const { readings } = policy;
  const reading = named(z.enum(Object.keys(readings) as [string, ...string[]]), text('解读', 'reading'));
  const ids = (zh: string, en: string) => named(z.array(reading), text(zh, en));
  const value = (zh: string, en: string) => named(z.strictObject({ value: named(z.string(), text('取值', 'value')), text: name('取值的说明', 'the value in words') }), text(zh, en));
  const change = z.strictObject({
    total: named(z.strictObject({ from: named(range, text('原为', 'from')), to: named(range, text('变为', 'to')), by: named(signedRange, text('变动', 'by')) }), text('合计', 'total')),
    determinations: named(z.array(z.strictObject({
      key, from: named(z.strictObject(figure), text('原为', 'from')), to: named(z.strictObject(figure), text('变为', 'to')),
    })), text('测算结果', 'determinations')),
    payable: named(z.array(z.strictObject({ key, from: named(range, text('原为', 'from')), to: named(range, text('变为', 'to')) })), text('应付', 'payable')),
    payments: named(z.array(z.strictObject({
      key, from: z.exactOptional(named(payment, text('原为', 'from'))), to: z.exactOptional(named(payment, text('变为', 'to'))),
    })), text('拨付', 'payments')),
  });
  const effect = z.strictObject({
    reading, see: named(z.string(), text('议题编号', 'number of the discussion')), clause,
    excerpt: named(z.string(), text('所涉原文', 'the words that can be read in more than one way')),
    question: name('问题', 'question'), reason: name('默认值的理由', 'why the default is the default'),
    from: value('现行解读', 'in force'), to: value('另一解读', 'the other'), change: named(change, text('变化', 'change')),
  });
  const extreme = z.strictObject({
    readings: named(z.record(z.string(), z.string()), text('不同的解读', 'the readings that differ')),
    total: named(range, text('合计', 'total')),
    proven: named(z.boolean(), text('是否经证明', 'whether it is proven')),
  });
  return defined('ReadingsComparison', text('解读比较', 'what other readings are worth'), z.strictObject({
    readings: readingsShape(policy),
    total: named(range, text('合计', 'total')),
    effects: named(z.array(effect), text('有影响的解读', 'each alternative that changes something')),
    withoutEffect: ids('无影响的解读', 'readings that change nothing here'),
    irrelevant: ids('与本案无关的解读', 'readings that nothing here looks at'),
    notProven: z.exactOptional(ids('未经证明的解读', 'readings that the work limit left open')),
    mostGenerous: named(extreme, text('最宽松', 'highest total')),
    mostStrict: named(extreme, text('最严格', 'lowest total')),
    assessments: named(count, text('测算次数', 'assessments that it took')),
  }));
}
