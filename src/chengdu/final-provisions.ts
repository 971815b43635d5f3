import { type CutoffException, filingCutoff } from '../constraints/filing-cutoff.js';
import { validityWindow } from '../constraints/validity-window.js';
import { type Condition, type Finding, met, unknown, unmet, unstated, whether } from '../core/condition.js';
import { yearOf } from '../core/day.js';
import { keepsDay, requirement } from '../core/bound.js';
import { remembered } from '../core/groups.js';
import { type Law, dayOfYear } from '../core/law.js';
import { text } from '../core/text.js';
import type { KnownProject } from './facts.js';
import { parameter, period, readingsOf, years } from './law.js';
import type { Readings } from './choices.js';

/**
 * What runs through all articles: when the policy is in force (F.1), which projects it concerns (F.2)
 * and what spending counts. F.3 is in `overlap.ts`.
 */

/** F.1 「本政策自2025年2月2日起施行，有效期至2026年12月31日。」 The application or task book falls inside. */
export const appliedInForce: Condition<{ readonly applicationDate?: string | undefined }> = {
  id: 'applied-in-force',
  clause: 'F.1',
  label: text('在有效期内申报或签订任务书', 'applied, or task book signed, while the policy is in force'),
  facts: ['applicationDate'],
  test: ({ applicationDate }, law, locate) => {
    const window = period(applicationDate === undefined ? law : law.at(applicationDate));
    const { written: required } = window;
    if (applicationDate === undefined) return unknown(required, [locate('applicationDate')]);
    return whether(validityWindow(applicationDate, window) === 'met', required, applicationDate);
  },
};

/** The facts of a project that F.2 looks at. */
type FilingFacts = Pick<KnownProject, 'filed' | 'filingDate' | 'nationalDemonstration'>;

const EXCEPTION: Readonly<Record<Readings['filingCutoffException'], CutoffException>> = {
  'exempt-from-cutoff': 'exempt',
  'excluded-from-policy': 'excluded',
  'no-exception': 'none',
};

const filing = /* @__PURE__ */ remembered((law: Law) => {
  const cutoff = parameter(law, 'F.2.cutoff');
  return { cutoff, written: requirement(cutoff), exception: EXCEPTION[readingsOf(law).filingCutoffException] };
});

const FACT_OF = { day: 'filingDate', excepted: 'nationalDemonstration' } as const;

/**
 * F.2 「本政策补助（奖励）涉及事项为2024年6月1日（含）后备案（审批）项目（已入选国家制造业新型技术改造示范项目的除外）。」
 * By default the bracket frees national demonstration projects from the date (I-01); a project that was
 * never filed is out in any case.
 */
export const filedInScope: Condition<FilingFacts> = {
  id: 'filed-in-scope',
  clause: 'F.2',
  label: text('备案（审批）日期在政策范围内', 'filed or approved within the scope of the policy'),
  facts: ['filed', 'filingDate', 'nationalDemonstration'],
  values: { 'not-filed': text('未备案（审批）', 'never filed or approved'), 'national-demonstration': text('国家示范项目', 'a national demonstration project') },
  test: ({ filed, filingDate, nationalDemonstration }, law, locate) => {
    const { cutoff, written: required, exception } = filing(law);
    if (filed === false) return unmet(required, 'not-filed');
    const { outcome, missing } = filingCutoff({ day: filingDate, excepted: nationalDemonstration }, cutoff, exception);
    if (outcome === 'unknown') return unknown(required, missing.map((m) => locate(FACT_OF[m])), filingDate);
    // The status is told where it decides, the day where the day does.
    const byDay = filingDate !== undefined && keepsDay(cutoff, filingDate) === (outcome === 'met');
    return whether(outcome === 'met', required, byDay ? filingDate : 'national-demonstration');
  },
};

/** Whether the filing of somebody else's project is looked at (I-02). */
const looksAtBuyers = (law: Law): boolean => readingsOf(law).filingCutoffScope === 'project-linked-measures';

/** The same test for a purchase by somebody else's project, left out under `own-projects-only` (I-02). */
export const buyerFiledInScope: Condition<FilingFacts> = {
  ...filedInScope,
  label: text('买方项目备案（审批）日期在政策范围内', "the buyer's project filed or approved within scope"),
  applies: looksAtBuyers,
};

/**
 * F.1 for yearly flows of loans and leases: years of the validity period count. A flow between the
 * filing cutoff and commencement (2024) is for the authority (I-05); others are out.
 */
export const flowInForce: Condition<{ readonly year: number; readonly flowAccepted?: boolean | undefined }> = {
  id: 'flow-in-force',
  clause: 'F.1',
  label: text('发生年度在有效期内', 'the flow falls in a year of the validity period'),
  facts: ['year', 'flowAccepted'],
  test: ({ year, flowAccepted }, law, locate) => {
    const { from, to, earliest, written: required } = years(law);
    const actual = String(year);
    if (year >= from && year <= to) return met(required, actual);
    if (year < earliest || year > to) return unmet(required, actual);
    return flowAccepted === undefined ? unknown(required, [locate('flowAccepted')], actual) : whether(flowAccepted, required, actual);
  },
};

/** A flow of a year before its project was filed is no spending of that project (I-05). */
export const flowAfterFiling: Condition<{ readonly year: number; readonly filingDate?: string | undefined }> = {
  id: 'flow-after-filing',
  clause: 'F.2',
  label: text('发生年度不早于项目备案年度', 'the flow is not of a year before the filing of the project'),
  facts: ['year', 'filingDate'],
  values: { filing: text('项目备案（审批）年度', 'the year of the filing') },
  test: ({ year, filingDate }, _law, locate) => {
    if (filingDate === undefined) return unknown('>= filing', [locate('filingDate')]);
    return whether(year >= yearOf(filingDate), `>= ${yearOf(filingDate)}`, String(year));
  },
};

/** F.1 and F.2 for sales, which are added up over the policy period: from the cutoff day to the last day (I-25). */
export const soldInPeriod: Condition<{ readonly date?: string | undefined }> = {
  id: 'sold-in-period',
  clause: 'F.1',
  label: text('销售发生在政策期内', 'sold within the period of the policy'),
  facts: ['date'],
  test: ({ date }, law, locate) => {
    const { cutoff, to } = period(law);
    const required = `${cutoff.value}..${to.value}`;
    return date === undefined ? unknown(required, [locate('date')]) : whether(keepsDay(cutoff, date) && keepsDay(to, date), required, date);
  },
};

/** A sale before the buyer's project was filed is no supply to that project (I-05). */
export const soldAfterFiling: Condition<{ readonly date?: string | undefined; readonly filingDate?: string | undefined }> = {
  id: 'sold-after-filing',
  clause: 'F.2',
  label: text('销售不早于买方项目备案（审批）', "not sold before the filing of the buyer's project"),
  facts: ['date', 'filingDate'],
  values: { filing: text('项目备案（审批）', 'the filing') },
  applies: looksAtBuyers,
  test: (facts, _law, locate) => {
    const { date, filingDate } = facts;
    const required = filingDate === undefined ? '>= filing' : `>= ${filingDate}`;
    if (date === undefined || filingDate === undefined) return unknown(required, unstated(facts, ['date', 'filingDate'], locate), date);
    return whether(date >= filingDate, required, date);
  },
};

/** F.1 for the yearly evaluation of service providers: the evaluated year lies in the validity period. */
export const evaluatedInForce: Condition<{ readonly year: number }> = {
  id: 'evaluated-in-force',
  clause: 'F.1',
  label: text('评价年度在有效期内', 'the evaluated year lies in the validity period'),
  facts: ['year'],
  test: ({ year }, law) => {
    const { from, to } = years(law);
    return yearBetween(year, from, to);
  },
};

/**
 * F.1 for evaluations under a task book: none before commencement or before the year of the task book;
 * later ones perform it and follow it beyond the period, unless payment itself must fall inside (I-04).
 */
export const evaluatedUnderTaskBook: Condition<{ readonly year: number; readonly applicationDate?: string | undefined }> = {
  id: 'evaluated-in-force',
  clause: 'F.1',
  label: text('评价年度可计', 'the evaluated year counts'),
  facts: ['year', 'applicationDate'],
  test: ({ year, applicationDate }, law, locate) => {
    const { from: first, to: last } = years(law.at(dayOfYear(year)));
    const to = readingsOf(law).afterExpiry === 'validity-only' ? last : undefined;
    const from = applicationDate === undefined ? first : Math.max(first, yearOf(applicationDate));
    const found = yearBetween(year, from, to);
    return found.outcome === 'met' && applicationDate === undefined ? unknown(found.required, [locate('applicationDate')], found.actual) : found;
  },
};

function yearBetween(year: number, from: number, to: number | undefined): Finding {
  const required = to === undefined ? `>= ${from}` : `${from}..${to}`;
  return whether(year >= from && (to === undefined || year <= to), required, String(year));
}

/**
 * Whether a payment made when the account is drawn up is still possible: always under the default;
 * inside the validity period under `afterExpiry: validity-only`, where an unknown day leaves it open.
 */
export function paymentInForce({ settlementDate }: { readonly settlementDate?: string | undefined }, law: Law): boolean | undefined {
  if (readingsOf(law).afterExpiry === 'honour-vested') return true;
  return settlementDate === undefined ? undefined : keepsDay(period(law.at(settlementDate)).to, settlementDate);
}

/** Payment inside the validity period, only under `afterExpiry: validity-only` (I-04). */
export const settledInForce: Condition<{ readonly settlementDate?: string | undefined }> = {
  id: 'settled-in-force',
  clause: 'F.1',
  label: text('在有效期内拨付', 'paid while the policy is in force'),
  facts: ['settlementDate'],
  applies: (law) => readingsOf(law).afterExpiry === 'validity-only',
  test: (facts, law, locate) => {
    const required = requirement(period(law.at(facts.settlementDate)).to);
    const inForce = paymentInForce(facts, law);
    return inForce === undefined ? unknown(required, [locate('settlementDate')]) : whether(inForce, required, facts.settlementDate);
  },
};
