import { type Condition, type Locate, isTrue, unknown, unstated, whether } from '../../core/condition.js';
import { dayOfMonth, monthOf, yearOf } from '../../core/day.js';
import { daysBetween } from '../../core/elapsed.js';
import { Dec, ZERO, minOf } from '../../core/decimal.js';
import { type KnownFacts, fact, list, pick, required } from '../../core/fact.js';
import { assessedRows, percentage } from '../../core/formula.js';
import type { Law } from '../../core/law.js';
import type { Measure, RowValue } from '../../core/measure.js';
import { ANY_AMOUNT, type Span, amountOrAny, between, exactly } from '../../core/span.js';
import { text } from '../../core/text.js';
import { leaseFacts, leases, loanFacts, loans } from '../facts/financing.js';
import { projectFacts } from '../facts/projects.js';
import { applicationDate, year } from '../facts/shared.js';
import { appliedInForce, filedInScope, flowAfterFiling, flowInForce } from '../final-provisions.js';
import { parameter, readingsOf } from '../law.js';
import type { ParameterId } from '../parameters.js';

/** 二、加强新型技术改造融资支持 */

const subject = {
  enterprise: required(fact('id', 'applicant', '企业', 'enterprise')),
  year,
  applicationDate,
} as const;

const ofProject = pick(projectFacts, 'filed', 'filingDate', 'nationalDemonstration');

const loanRow = {
  id: loanFacts.id,
  applicationDate,
  ...pick(loanFacts, 'productListed', 'interestPaid', 'assessedSubsidy', 'flowAccepted'),
  ...pick(projectFacts, 'newType', 'technicalUpgrade'),
  ...ofProject,
} as const;
type LoanRow = KnownFacts<typeof loanRow> & { readonly year: number };

export const loanMeasureFacts = { ...subject, loans: list(loanRow, loans.name, loans.row, { unique: ['id'] }) } as const;

/** I-43: 优先支持新型技改项目 is read as a limit, or as a mere priority among technical upgrades. */
const onlyNewType = (law: Law): boolean => readingsOf(law).loanProjects === 'new-type-only';

const forNewType: Condition<LoanRow> = {
  ...isTrue('new-type', 'A2.2', 'newType', text('用于新型技改项目', 'for a new-type project')),
  applies: onlyNewType,
};
const forUpgrading: Condition<LoanRow> = {
  ...isTrue('technical-upgrade', 'A2.2', 'technicalUpgrade', text('用于技改项目', 'for a technical upgrading project')),
  applies: (law) => !onlyNewType(law),
};

/**
 * What an authority assessed for one loan, bounded by the interest paid (I-21). An unassessed loan
 * can bring up to its interest, or the cap where even that is unknown; no rate exists in the text.
 */
function loanSubsidy(loan: LoanRow, law: Law, locate: Locate): RowValue {
  const { assessedSubsidy, interestPaid } = loan;
  const ceiling = parameter(law, 'A2.2.cap').decimal;
  const bounded = readingsOf(law).interestBound === 'interest-paid';
  if (assessedSubsidy !== undefined) {
    if (!bounded) return { span: exactly(assessedSubsidy), nature: 'assessed' };
    if (interestPaid !== undefined) return { span: exactly(minOf(assessedSubsidy, interestPaid)), nature: 'assessed' };
    return { span: between(ZERO, assessedSubsidy), nature: 'assessed', missing: [locate('interestPaid')] };
  }
  const most = bounded && interestPaid !== undefined ? minOf(interestPaid, ceiling) : ceiling;
  return { span: between(ZERO, most), nature: 'ceiling', missing: unstated(loan, bounded ? ['assessedSubsidy', 'interestPaid'] : ['assessedSubsidy'], locate) };
}

/**
 * A2.2 「“智改数转贷”“技改贷”“设备更新贷”等优先支持新型技改项目，单户企业每年最高贴息200万元。」
 * All loans of an enterprise in a year share one ceiling.
 */
export const loanInterestSubsidy: Measure<KnownFacts<typeof loanMeasureFacts>, LoanRow> = {
  // Stated whole in each measure: a bundler cannot leave out a literal that begins with a spread.
  article: 2,
  kind: 'enterprise',
  subject: 'enterprise',
  datedBy: 'year',
  conditions: [],
  id: 'loan-interest-subsidy',
  code: '2a',
  clause: 'A2.2',
  title: text('新型技改专项贷贴息', 'loan interest subsidy'),
  source: { group: 'loans', by: 'borrower', year: 'year', join: 'project' },
  payee: { kind: 'enterprise', fact: 'borrower' },
  facts: loanMeasureFacts,
  parameters: ['A2.2.cap'] satisfies ParameterId[],
  rows: {
    fact: 'loans',
    inherits: ['year', 'applicationDate'],
    conditions: [
      appliedInForce,
      filedInScope,
      flowInForce,
      flowAfterFiling,
      isTrue('listed-product', 'A2.2', 'productListed', text('属政策支持的贷款产品', 'supported loan product')),
      forNewType,
      forUpgrading,
    ],
    value: loanSubsidy,
  },
  formula: assessedRows('A2.2.cap'),
  // Interest is no price of equipment: a loan takes nothing of the base of others (I-11).
  uses: { as: 'contract', of: 'project' },
};

const leaseRow = {
  id: leaseFacts.id,
  applicationDate,
  ...pick(leaseFacts, 'lesseeIsIndustrial', 'mode', 'annualAmount', 'principal', 'start', 'flowAccepted'),
  ...pick(projectFacts, 'technicalUpgrade', 'newType'),
  ...ofProject,
} as const;
type LeaseRow = KnownFacts<typeof leaseRow> & { readonly year: number };

export const leaseMeasureFacts = { ...subject, leases: list(leaseRow, leases.name, leases.row, { unique: ['id'] }) } as const;

/** 直接租赁: a sale and leaseback (售后回租) is out. */
const directLease: Condition<LeaseRow> = {
  id: 'direct-lease',
  clause: 'A2.3',
  label: text('采用直接租赁方式', 'direct lease'),
  facts: ['mode'],
  test: ({ mode }, _law, locate) => (mode === undefined ? unknown('direct', [locate('mode')]) : whether(mode === 'direct', 'direct', mode)),
};

/** What `leaseBasis` divides the sum of the rows by: a year, counted in months or days. */
function yearLength(law: Law): number {
  const { leaseBasis, leaseDayCount } = readingsOf(law);
  return leaseBasis === 'annual-amount' ? 1 : { 'months-12': 12, 'act-365': 365, 'act-360': 360 }[leaseDayCount];
}

/**
 * What a lease adds to the base, times the length of the year: kept as a whole number of months or
 * days so that the sum of several leases is divided once, exactly.
 */
function leaseBase(lease: LeaseRow, law: Law, locate: Locate): RowValue {
  if (readingsOf(law).leaseBasis === 'annual-amount') {
    return lease.annualAmount === undefined ? { span: ANY_AMOUNT, missing: [locate('annualAmount')] } : { span: exactly(lease.annualAmount) };
  }
  const principal = amountOrAny(lease.principal);
  const time = timeInYear(lease.start, lease.year, law);
  return { span: between(principal.lo.times(time.lo), principal.hi.times(time.hi)), missing: unstated(lease, ['principal', 'start'], locate) };
}

/** Whole months, or days, for which a lease ran in a year. */
function timeInYear(start: string | undefined, year: number, law: Law): Span {
  const inMonths = readingsOf(law).leaseDayCount === 'months-12';
  const whole = inMonths ? 12 : daysBetween(`${year}-01-01`, `${year + 1}-01-01`);
  if (start === undefined) return { lo: ZERO, hi: new Dec(whole) };
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
export const financeLeaseSubsidy: Measure<KnownFacts<typeof leaseMeasureFacts>, LeaseRow> = {
  article: 2,
  kind: 'enterprise',
  subject: 'enterprise',
  datedBy: 'year',
  conditions: [],
  id: 'finance-lease-subsidy',
  code: '2b',
  clause: 'A2.3',
  title: text('设备融资租赁补助', 'finance lease subsidy'),
  source: { group: 'leases', by: 'lessee', year: 'year', join: 'project' },
  payee: { kind: 'enterprise', fact: 'lessee' },
  facts: leaseMeasureFacts,
  parameters: ['A2.3.rate', 'A2.3.cap'] satisfies ParameterId[],
  rows: {
    fact: 'leases',
    inherits: ['year', 'applicationDate'],
    conditions: [
      appliedInForce,
      filedInScope,
      flowInForce,
      flowAfterFiling,
      isTrue('industrial-lessee', 'A2.3', 'lesseeIsIndustrial', text('承租人为工业企业', 'industrial enterprise')),
      directLease,
      isTrue('technical-upgrade', 'A2.3', 'technicalUpgrade', text('用于技术改造', 'for technical upgrading')),
    ],
    value: leaseBase,
  },
  formula: percentage({ rate: 'A2.3.rate', cap: 'A2.3.cap', divisor: yearLength }),
  // Rent repays the price: the leased equipment leaves the base of the subsidies on equipment (I-11).
  uses: { as: 'contract', of: 'project', takes: 'equipmentValue' },
};
