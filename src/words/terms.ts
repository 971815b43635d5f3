import { PAYERS, PAYMENTS } from '../audit/ledger.js';
import type { Severity } from '../audit/finding.js';
import type { Nature, Outcome, Status } from '../core/determination.js';
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

/** All of them by the names of the output. */
export const terms = Object.freeze({
  status: STATUS, nature: NATURE, outcome: OUTCOME, counting: COUNTING, payee: PAYEE, payment: PAYMENT,
  severity: SEVERITY, paymentKind: PAYMENTS, payer: PAYERS, answer: YES_NO,
});
