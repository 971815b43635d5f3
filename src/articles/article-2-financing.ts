import { applicationDate, leaseFacts, loanFacts, projectFacts } from '../case/facts.js';
import { type KnownFacts, fact, list, required } from '../facts/fact.js';
import { type Condition, type Locate, isTrue, met, unknown, unmet } from '../kernel/condition.js';
import type { Context } from '../kernel/context.js';
import { daysBetween, dayOfMonth, monthOf, yearOf } from '../kernel/day.js';
import { Dec, ZERO, minOf } from '../kernel/decimal.js';
import { assessedRows, percentage } from '../kernel/formula.js';
import type { MeasureOf, RowValue } from '../kernel/measure.js';
import { ANY_AMOUNT, type Span, between, exactly, mapSpan } from '../kernel/span.js';
import { text } from '../kernel/text.js';
import { appliedInForce, filedInScope, flowInForce } from './final-provisions.js';

/** 二、加强新型技术改造融资支持 */

const subject = {
  enterprise: required(fact('id', 'applicant', '企业', 'enterprise')),
  year: required(fact('year', 'applicant', '年度', 'year')),
  applicationDate,
} as const;

/** The rows of an enterprise and year are flows of that year. */
const inYear = <R extends { readonly year?: number }>(rows: readonly R[], year: number): readonly R[] =>
  rows.map((row) => (row.year === undefined ? { ...row, year } : row));

const loanRow = {
  id: loanFacts.id,
  productListed: loanFacts.productListed,
  interestPaid: loanFacts.interestPaid,
  assessedSubsidy: loanFacts.assessedSubsidy,
  flowAccepted: loanFacts.flowAccepted,
  newType: projectFacts.newType,
  filingDate: projectFacts.filingDate,
  nationalDemonstration: projectFacts.nationalDemonstration,
} as const;
export type LoanRow = KnownFacts<typeof loanRow> & { readonly year?: number };

const loanMeasureFacts = { ...subject, loans: list(loanRow, '贷款', 'loans') } as const;

/**
 * What an authority assessed for one loan, bounded by the interest paid (I-21). An unassessed loan
 * can bring up to its interest, or the cap where even that is unknown; no rate exists in the text.
 */
function loanSubsidy(loan: LoanRow, context: Context, locate: Locate): RowValue {
  const ceiling = context.parameters['A2.2.cap'].decimal;
  const bounded = context.readings.interestBound === 'interest-paid';
  const { assessedSubsidy, interestPaid } = loan;
  if (assessedSubsidy !== undefined) {
    if (!bounded) return { span: exactly(assessedSubsidy), nature: 'assessed' };
    if (interestPaid !== undefined) return { span: exactly(minOf(assessedSubsidy, interestPaid)), nature: 'assessed' };
    return { span: between(ZERO, assessedSubsidy), nature: 'assessed', missing: [locate('interestPaid')] };
  }
  const most = bounded && interestPaid !== undefined ? minOf(interestPaid, ceiling) : ceiling;
  const missing = bounded && interestPaid === undefined ? ['assessedSubsidy', 'interestPaid'] : ['assessedSubsidy'];
  return { span: between(ZERO, most), nature: 'ceiling', missing: missing.map(locate) };
}

/**
 * A2.2 「“智改数转贷”“技改贷”“设备更新贷”等优先支持新型技改项目，单户企业每年最高贴息200万元。」
 * All loans of an enterprise in a year share one ceiling.
 */
export const loanInterestSubsidy: MeasureOf<typeof loanMeasureFacts, LoanRow> = {
  id: 'loan-interest-subsidy',
  code: '2a',
  article: 2,
  clause: 'A2.2',
  subject: 'enterprise',
  title: text('新型技改专项贷贴息', 'loan interest subsidy'),
  facts: loanMeasureFacts,
  parameters: ['A2.2.cap'],
  conditions: [appliedInForce],
  rows: {
    fact: 'loans',
    of: ({ loans, year }) => loans && inYear<LoanRow>(loans, year),
    id: (loan) => loan.id,
    conditions: [
      filedInScope,
      flowInForce,
      isTrue('listed-product', 'A2.2', 'productListed', text('属政策支持的贷款产品', 'supported loan product')),
      isTrue('new-type', 'A2.2', 'newType', text('用于新型技改项目', 'for a new-type project')),
    ],
    value: loanSubsidy,
  },
  formula: assessedRows('A2.2.cap'),
};

const leaseRow = {
  id: leaseFacts.id,
  lesseeIsIndustrial: leaseFacts.lesseeIsIndustrial,
  mode: leaseFacts.mode,
  annualAmount: leaseFacts.annualAmount,
  principal: leaseFacts.principal,
  start: leaseFacts.start,
  flowAccepted: leaseFacts.flowAccepted,
  technicalUpgrade: projectFacts.technicalUpgrade,
  filingDate: projectFacts.filingDate,
  nationalDemonstration: projectFacts.nationalDemonstration,
} as const;
export type LeaseRow = KnownFacts<typeof leaseRow> & { readonly year?: number };

const leaseMeasureFacts = { ...subject, leases: list(leaseRow, '融资租赁', 'finance leases') } as const;

const directLease: Condition<{ readonly mode?: LeaseRow['mode'] }> = {
  id: 'direct-lease',
  clause: 'A2.3',
  label: text('采用直接租赁方式', 'direct lease'),
  facts: ['mode'],
  test: ({ mode }, _context, locate) =>
    mode === undefined
      ? unknown('direct-lease', 'A2.3', 'direct', [locate('mode')])
      : (mode === 'direct' ? met : unmet)('direct-lease', 'A2.3', 'direct', mode),
};

/** What `leaseBasis` divides the sum of the rows by: a year, counted in months or days. */
export function yearLength(context: Context): number {
  if (context.readings.leaseBasis === 'annual-amount') return 1;
  return { 'months-12': 12, 'act-365': 365, 'act-360': 360 }[context.readings.leaseDayCount];
}

/**
 * What a lease adds to the base, times the length of the year: kept as a whole number of months or
 * days so that the sum of several leases is divided once, exactly.
 */
function leaseBase(lease: LeaseRow, context: Context, locate: Locate): RowValue {
  if (context.readings.leaseBasis === 'annual-amount') {
    return lease.annualAmount === undefined
      ? { span: ANY_AMOUNT, missing: [locate('annualAmount')] }
      : { span: exactly(lease.annualAmount) };
  }
  const missing: string[] = [];
  if (lease.principal === undefined) missing.push(locate('principal'));
  if (lease.start === undefined) missing.push(locate('start'));
  const principal = lease.principal === undefined ? ANY_AMOUNT : exactly(lease.principal);
  const time = timeInYear(lease.start, lease.year, context);
  return { span: between(principal.lo.times(time.lo), principal.hi.times(time.hi)), missing };
}

/** Whole months, or days, for which a lease ran in a year. */
function timeInYear(start: string | undefined, year: number | undefined, context: Context): Span {
  const inMonths = context.readings.leaseDayCount === 'months-12';
  const whole = inMonths ? 12 : year === undefined ? 366 : daysBetween(`${year}-01-01`, `${year + 1}-01-01`);
  if (start === undefined || year === undefined) return { lo: ZERO, hi: new Dec(whole) };
  const from = yearOf(start);
  if (from > year) return exactly(ZERO);
  if (from < year) return exactly(new Dec(whole));
  if (!inMonths) return exactly(new Dec(daysBetween(start, `${year + 1}-01-01`)));
  // A month that began before the start day is not whole.
  return exactly(new Dec(13 - monthOf(start) - (dayOfMonth(start) > 1 ? 1 : 0)));
}

/**
 * A2.3 「鼓励工业企业采用融资租赁设备（直接租赁）方式开展技术改造，对融资租赁设备的项目，按设备融资租赁年实际发生额，
 * 给予年利率2.5%的补助，单户企业每年最高补助500万元。」
 * All leases of an enterprise in a year share one cap.
 */
export const financeLeaseSubsidy: MeasureOf<typeof leaseMeasureFacts, LeaseRow> = {
  id: 'finance-lease-subsidy',
  code: '2b',
  article: 2,
  clause: 'A2.3',
  subject: 'enterprise',
  title: text('设备融资租赁补助', 'finance lease subsidy'),
  facts: leaseMeasureFacts,
  parameters: ['A2.3.rate', 'A2.3.cap'],
  conditions: [appliedInForce],
  rows: {
    fact: 'leases',
    of: ({ leases, year }) => leases && inYear<LeaseRow>(leases, year),
    id: (lease) => lease.id,
    conditions: [
      filedInScope,
      flowInForce,
      isTrue('industrial-lessee', 'A2.3', 'lesseeIsIndustrial', text('承租人为工业企业', 'industrial enterprise')),
      directLease,
      isTrue('technical-upgrade', 'A2.3', 'technicalUpgrade', text('用于技术改造', 'for technical upgrading')),
    ],
    value: leaseBase,
    shown: (span, context) => mapSpan(span, (a) => overYear(a, context)),
  },
  formula: percentage({
    base: (_facts, { base, context }) => ({
      span: mapSpan(base ?? ANY_AMOUNT, (a) => overYear(a, context)),
    }),
    rate: (_facts, { parameters }) => exactly(parameters['A2.3.rate'].decimal),
    cap: 'A2.3.cap',
  }),
};

/** Divides by the length of the year. */
export function overYear(a: Dec, context: Context): Dec {
  const length = yearLength(context);
  return length === 1 ? a : a.div(length);
}
