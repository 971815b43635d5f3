import { PAYERS, PAYMENTS } from '../audit/ledger.js';
import type { Severity } from '../audit/finding.js';
import type { WarningKind } from '../assess/warnings.js';
import type { Nature, Outcome, Status } from '../core/determination.js';
import type { IssueCode } from '../core/error.js';
import type { Payee } from '../core/measure.js';
import { type Words, text } from '../core/text.js';

/**
 * What the things of an assessment and an audit are called, in the register of official documents and in plain
 * English: the one list of these words. What a policy names (measures, facts, conditions, readings, departments)
 * bears its name in the policy.
 */

export const STATUS: Words<Status> = {
  eligible: text('符合', 'eligible'),
  ineligible: text('不符合', 'not eligible'),
  undetermined: text('待定', 'undetermined'),
};

export const NATURE: Words<Nature> = {
  determinate: text('按规定计算', 'by formula'),
  ceiling: text('仅知上限', 'only the ceiling is known'),
  assessed: text('按核定金额计算', 'from the assessed figure'),
};

export const OUTCOME: Words<Outcome> = {
  met: text('满足', 'met'),
  unmet: text('不满足', 'not met'),
  unknown: text('待明确', 'open'),
};

/** Whether a row that a measure adds up counts. */
export const COUNTING: Words<Status> = {
  eligible: text('计入', 'counts'),
  ineligible: text('不计', 'does not count'),
  undetermined: text('待定', 'open'),
};

/** By what kind of person money is received. */
export const PAYEE: Words<Payee['kind']> = {
  enterprise: text('企业', 'enterprise'),
  consortium: text('联合体', 'consortium'),
  park: text('园区', 'park'),
};

/** The parts of a payment. */
export const PAYMENT = {
  cumulativeLimit: text('预拨累计上限', 'advances in all, at most'),
  payableNow: text('现可预拨', 'payable now'),
  final: text('结算核定总额', 'final amount at settlement'),
  payable: text('结算应付', 'payable at settlement'),
  recoverable: text('结算应退', 'to be returned at settlement'),
  once: text('一次性拨付', 'paid once'),
  byYear: text('年度达标可拨', 'payable once the year has passed'),
} as const;

/** The same where the settlement is ruled out. */
export const UNSETTLED = {
  final: text('不统一结算（最终应得）', 'comes to, without a settlement'),
  payable: text('不统一结算（现可支付）', 'payable now, without a settlement'),
  recoverable: text('应退回', 'to be returned'),
} as const;

export const SEVERITY: Words<Severity> = {
  error: text('错误', 'error'),
  warning: text('警示', 'warning'),
  note: text('提示', 'note'),
};

export const YES_NO = { true: text('是', 'yes'), false: text('否', 'no') } as const;

/** What can be wrong with a value. */
export const ISSUE: Words<IssueCode> = {
  type: text('类型不符', 'not of its type'),
  format: text('格式不符或超出范围', 'not written as it should be, or out of range'),
  missing: text('缺少必填值', 'a required value is left out'),
  'unknown-property': text('格式中没有的属性名', 'a name that the format does not have'),
  duplicate: text('编号重复', 'an id is used twice'),
  undeclared: text('引用了未声明的编号', 'an id is not declared'),
  conflict: text('各行所填相互矛盾', 'rows contradict each other'),
  option: text('选项、解读或其取值不存在', 'no such option, reading or value of a reading'),
};

/** When each of the warnings is given that there are under every policy. */
export const WARNING: Words<WarningKind> = {
  'contradictory-facts': text('所填事实相互矛盾，各按所填采用', 'stated facts contradict each other; each is used as it stands'),
  'unit-slip': text('数额疑为以万元误作元填写', 'a figure looks like 万元 typed as yuan'),
  'similar-names': text('两个名称仅全半角、括号或空格不同，按两个计', 'two names differ only in width, brackets or spaces, and count as two'),
  'money-to-return': text('已预拨的款项，其奖补落空或不足', 'money was advanced on an award that came to nothing, or beyond it'),
};

/** All of them by the names of the output. */
export const terms = Object.freeze({
  status: STATUS, nature: NATURE, outcome: OUTCOME, counting: COUNTING, payee: PAYEE, payment: PAYMENT,
  severity: SEVERITY, paymentKind: PAYMENTS, payer: PAYERS, answer: YES_NO,
});
