import * as z from 'zod/mini';
import { CAUSES, FINDINGS, type CauseCode, type Finding, type FindingCode } from '../audit/finding.js';
import { PAYERS } from '../audit/ledger.js';
import type { Policy } from '../core/policy.js';
import { type Words, text } from '../core/text.js';
import { SEVERITY } from '../words/terms.js';
import { basisOf, clause, conditions, count, key, message, money, oneOf, paths, range, yuan } from './shapes.js';
import { named } from './spoken.js';

/** The shape of the report of an audit, written once for the schema as that of an assessment is. */

/** Sentences with gaps as names: what stands in the gaps is of one finding. */
const gist = <K extends string>(sentences: Readonly<Record<K, readonly [zh: string, en: string]>>): Words<K> => {
  const cut = (sentence: string): string => sentence.replace(/\{\w+\}/g, '…');
  return Object.fromEntries(Object.entries<readonly [string, string]>(sentences).map(([code, [zh, en]]) => [code, text(cut(zh), cut(en))])) as never;
};

const FINDING_NAMES = gist(Object.fromEntries(
  Object.entries(FINDINGS).map(([code, [, , zh, en]]) => [code, [zh, en]]),
) as Record<FindingCode, [string, string]>);
const CAUSE_NAMES: Words<CauseCode> = gist(CAUSES);

const EFFECTS: Words<Finding['effect']> = {
  return: text('退回', 'to be returned'),
  pay: text('补拨', 'to be paid'),
  none: text('不涉及退款或补拨', 'nothing to pay or return'),
};

const lines = named(z.array(z.strictObject({
  index: named(count, text('台账序号（自0起）', 'place in the ledger, from 0')),
  id: z.exactOptional(named(z.string(), text('拨付编号', 'id of the payment'))),
})), text('台账记录', 'lines of the ledger'));

const cause = z.strictObject({
  code: named(oneOf(CAUSE_NAMES), text('原因代码', 'code of the cause')),
  by: z.exactOptional(named(z.string(), text('所用参数、事实、明细或解读', 'the parameter, fact, rows or reading that was used instead'))),
  message,
});

const finding = z.strictObject({
  code: named(oneOf(FINDING_NAMES), text('问题代码', 'code of the finding')),
  severity: named(oneOf(SEVERITY), text('程度', 'severity')),
  clause,
  awards: lines,
  key,
  expected: named(range, text('政策所允许', 'what the policy allows')),
  actual: yuan(money, text('实际拨付', 'what was paid')),
  difference: yuan(money, text('差额', 'difference'), text('与应得区间较近一端之差，扣除已退回的款项', 'distance from the nearer end of what is allowed, less what has come back')),
  effect: named(oneOf(EFFECTS), text('处理', 'what follows')),
  causes: z.exactOptional(named(z.array(cause), text('可能原因', 'likely causes'), text('恰好得出实付金额的计算', 'the calculations that give the paid figure exactly'))),
  against: z.exactOptional(named(z.array(z.strictObject({ key, amount: yuan(money, text('金额', 'amount')), awards: lines })),
    text('与何项重复', 'the awards that stand instead'))),
  unmet: z.exactOptional(named(conditions, text('未满足的条件', 'conditions that are not met'))),
  missing: z.exactOptional(paths),
  proven: z.exactOptional(named(z.literal(false), text('在计算量限额内未能排除其他合规组合', 'another lawful combination could not be ruled out'))),
  message,
});

/** Some lines of the ledger together. */
const lineSums = {
  awards: named(count, text('笔数', 'number of lines')),
  granted: yuan(money, text('拨付合计', 'paid out')),
  returned: yuan(money, text('退回合计', 'come back')),
};

const beside = z.strictObject({ payer: named(oneOf(PAYERS), text('拨付主体', 'payer')), ...lineSums });

const summary = z.strictObject({
  ...lineSums,
  allowed: named(range, text('应得合计', 'what the awarded measures may come to')),
  toReturn: named(range, text('应退回合计', 'to be returned')),
  stillPayable: named(range, text('尚可拨付合计', 'still payable')),
  findings: named(z.strictObject({
    error: named(count, SEVERITY.error), warning: named(count, SEVERITY.warning), note: named(count, SEVERITY.note),
  }), text('问题数', 'number of findings')),
  otherPayers: z.exactOptional(named(z.array(beside), text('其他拨付主体的资金', 'money of other payers'))),
});

/** The shape of the report of an audit under a policy. */
export const reportShape = (policy: Policy) => z.strictObject({
  ...basisOf(policy),
  findings: named(z.array(finding), text('问题', 'findings')),
  summary: named(summary, text('合计', 'totals')),
  proven: named(z.boolean(), text('是否全部经证明', 'whether everything was proven'), text('达到计算量限额的为 false', 'false where the work limit was reached')),
});
