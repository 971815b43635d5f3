import { type GivenFacts, type KnownFacts, fact, required } from '../facts/fact.js';
import { readFacts } from '../facts/read.js';
import type { Context } from '../kernel/context.js';
import type { MeasureId } from '../kernel/determination.js';
import { type CaseIssue, InvalidCaseError, isInvalidCaseError, show } from '../kernel/error.js';
import { isYearly, measureOf } from './measures.js';

/** The ledger lines of an audit: one award that was granted or paid, as plain data. */

/**
 * One line of a ledger. The subject is the one of the measure's determination: a project, an
 * enterprise, a provider, a supplier, a consortium (for 6a as well) or a park.
 */
export const awardFacts = {
  id: fact('id', 'authority', '拨付编号', 'id of the award'),
  measure: required(fact('id', 'authority', '政策措施', 'measure')),
  subject: required(fact('id', 'authority', '对象', 'subject')),
  year: fact('year', 'authority', '所属年度', 'year that the award is for'),
  amount: required(fact('money', 'authority', '拨付金额', 'amount')),
  date: required(fact('day', 'authority', '拨付日期', 'day of the payment')),
  payment: required(fact('id', 'authority', '拨付方式', 'kind of payment')),
} as const;

/**
 * How a line was paid. `advance`: on account, before the settlement. `settlement`: the balance after
 * acceptance. `full`: the whole in one sum. `annual`: the award of a year; for a measure that is
 * settled at the end (Articles 1, 6 and 7) a yearly payment is one on account.
 */
export type PaymentKind = 'advance' | 'settlement' | 'full' | 'annual';
const PAYMENT_KINDS: readonly string[] = ['advance', 'settlement', 'full', 'annual'] satisfies readonly PaymentKind[];

type Named = { readonly measure: MeasureId; readonly payment: PaymentKind };

/** An award as a caller gives it. */
export type Award = Omit<GivenFacts<typeof awardFacts>, keyof Named> & Named;
/** An award once read. */
export type KnownAward = Omit<KnownFacts<typeof awardFacts>, keyof Named> & Named;

/** Most faults that one error names. */
const MAX_ISSUES = 20;

/**
 * Reads one line; `index` is its place in the ledger.
 *
 * @throws InvalidCaseError naming each fault under `$.awards[index]`
 */
export function readAward(given: unknown, index: number, context: Context): KnownAward {
  const at = `$.awards[${index}]`;
  const known = readLine(given, at);
  const issues: CaseIssue[] = [];
  const refuse = (name: keyof Named, expected: string): void => {
    issues.push({ path: `${at}.${name}`, code: 'format', expected, received: show(known[name]) });
  };
  const measure = measureOf(known.measure);
  if (measure === undefined) refuse('measure', 'the id of a measure, such as "investment-subsidy"');
  if (!PAYMENT_KINDS.includes(known.payment)) refuse('payment', PAYMENT_KINDS.join(' | '));
  if (measure !== undefined && known.year === undefined && isYearly(measure, context)) {
    issues.push({ path: `${at}.year`, code: 'missing', expected: `the year of the award: "${measure.id}" is given per year` });
  }
  if (issues.length > 0) throw new InvalidCaseError(issues);
  return known as KnownAward;
}

function readLine(given: unknown, at: string): KnownFacts<typeof awardFacts> {
  try {
    return readFacts(awardFacts, given);
  } catch (error) {
    if (!isInvalidCaseError(error)) throw error;
    throw new InvalidCaseError(error.issues.map((issue) => ({ ...issue, path: at + issue.path.slice(1) })));
  }
}

/**
 * Reads a whole ledger; nothing is audited while one line is broken.
 *
 * @throws InvalidCaseError naming each of the first twenty faults
 */
export function readAwards(given: unknown, context: Context): KnownAward[] {
  if (!Array.isArray(given)) {
    throw new InvalidCaseError([{ path: '$.awards', code: 'type', expected: 'an array', received: show(given) }]);
  }
  const awards: KnownAward[] = [];
  const issues: CaseIssue[] = [];
  for (let i = 0; i < given.length && issues.length < MAX_ISSUES; i += 1) {
    try {
      awards.push(readAward(given[i], i, context));
    } catch (error) {
      if (!isInvalidCaseError(error)) throw error;
      issues.push(...error.issues);
    }
  }
  if (issues.length > 0) throw new InvalidCaseError(issues.slice(0, MAX_ISSUES));
  return awards;
}
