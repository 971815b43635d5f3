import { type CutoffException, filingCutoff } from '../constraints/filing-cutoff.js';
import { validityWindow } from '../constraints/validity-window.js';
import { type Condition, type Locate, met, unknown, unmet } from '../kernel/condition.js';
import type { Context } from '../kernel/context.js';
import type { ConditionResult } from '../kernel/determination.js';
import { yearOf } from '../kernel/day.js';
import { text } from '../kernel/text.js';

/**
 * What runs through all articles: when the policy is in force (F.1) and which projects it concerns
 * (F.2). F.3 is in `overlap.ts`.
 */

/** F.1 「本政策自2025年2月2日起施行，有效期至2026年12月31日。」 The application or task book falls inside. */
export const appliedInForce: Condition<{ readonly applicationDate?: string | undefined }> = {
  id: 'applied-in-force',
  clause: 'F.1',
  label: text('在有效期内申报或签订任务书', 'applied, or task book signed, while the policy is in force'),
  facts: ['applicationDate'],
  test: ({ applicationDate }, { parameters }, locate) => {
    const window = { from: parameters['F.1.from'].value, to: parameters['F.1.to'].value };
    const required = `${window.from}..${window.to}`;
    if (applicationDate === undefined) return unknown('applied-in-force', 'F.1', required, [locate('applicationDate')]);
    const test = validityWindow(applicationDate, window) === 'met' ? met : unmet;
    return test('applied-in-force', 'F.1', required, applicationDate);
  },
};

/** The facts of a project that F.2 looks at. */
export interface FilingFacts {
  readonly filingDate?: string | undefined;
  readonly nationalDemonstration?: boolean | undefined;
}

const EXCEPTION: Readonly<Record<Context['readings']['filingCutoffException'], CutoffException>> = {
  'exempt-from-cutoff': 'exempt',
  'excluded-from-policy': 'excluded',
  'no-exception': 'none',
};

const FACT_OF = { day: 'filingDate', excepted: 'nationalDemonstration' } as const;

/**
 * F.2 「本政策补助（奖励）涉及事项为2024年6月1日（含）后备案（审批）项目（已入选国家制造业新型技术改造示范项目的除外）。」
 * By default the bracket frees national demonstration projects from the date (I-01).
 */
export const filedInScope: Condition<FilingFacts> = {
  id: 'filed-in-scope',
  clause: 'F.2',
  label: text('备案（审批）日期在政策范围内', 'filed or approved within the scope of the policy'),
  facts: ['filingDate', 'nationalDemonstration'],
  test: (facts, context, locate) => testFiling(facts, context, locate),
};

/** The same test for a purchase by somebody else's project, left out under `own-projects-only` (I-02). */
export const buyerFiledInScope: Condition<FilingFacts> = {
  ...filedInScope,
  label: text('买方项目备案（审批）日期在政策范围内', "the buyer's project filed or approved within scope"),
  test: (facts, context, locate) =>
    context.readings.filingCutoffScope === 'own-projects-only'
      ? met('filed-in-scope', 'F.2', 'own projects only', 'not tested')
      : testFiling(facts, context, locate),
};

function testFiling(facts: FilingFacts, context: Context, locate: Locate): ConditionResult {
  const cutoff = context.parameters['F.2.cutoff'].value;
  const exception = EXCEPTION[context.readings.filingCutoffException];
  const filing = { day: facts.filingDate, excepted: facts.nationalDemonstration };
  const { outcome, missing } = filingCutoff(filing, cutoff, exception);
  const required = `>= ${cutoff}`;
  if (outcome === 'unknown') {
    return unknown('filed-in-scope', 'F.2', required, missing.map((m) => locate(FACT_OF[m])), facts.filingDate);
  }
  const test = outcome === 'met' ? met : unmet;
  const actual = facts.filingDate ?? 'unknown';
  const byStatus = facts.nationalDemonstration === true && exception !== 'none';
  return test('filed-in-scope', 'F.2', required, byStatus ? `${actual} (national demonstration project)` : actual);
}

/** The facts of a yearly flow: its year, and what an authority found on a year before commencement. */
export interface FlowFacts {
  readonly year?: number | undefined;
  readonly flowAccepted?: boolean | undefined;
}

/**
 * F.1 for yearly flows of loans and leases: years of the validity period count. A flow between the
 * filing cutoff and commencement (2024) is for the authority (I-05); others are out.
 */
export const flowInForce: Condition<FlowFacts> = {
  id: 'flow-in-force',
  clause: 'F.1',
  label: text('发生年度在有效期内', 'the flow falls in a year of the validity period'),
  facts: ['year', 'flowAccepted'],
  test: ({ year, flowAccepted }, { parameters }, locate) => {
    const from = yearOf(parameters['F.1.from'].value);
    const to = yearOf(parameters['F.1.to'].value);
    const required = `${from}..${to}`;
    if (year === undefined) return unknown('flow-in-force', 'F.1', required, [locate('year')]);
    const actual = String(year);
    if (year >= from && year <= to) return met('flow-in-force', 'F.1', required, actual);
    const earliest = yearOf(parameters['F.2.cutoff'].value);
    if (year < earliest || year > to || flowAccepted === false) return unmet('flow-in-force', 'F.1', required, actual);
    return flowAccepted === true
      ? met('flow-in-force', 'F.1', required, actual)
      : unknown('flow-in-force', 'F.1', required, [locate('flowAccepted')], actual);
  },
};

/** F.1 for the yearly evaluation of service providers: the evaluated year lies in the validity period. */
export const evaluatedInForce: Condition<{ readonly year?: number | undefined }> = {
  id: 'evaluated-in-force',
  clause: 'F.1',
  label: text('评价年度在有效期内', 'the evaluated year lies in the validity period'),
  facts: ['year'],
  test: ({ year }, { parameters }, locate) =>
    yearBetween('evaluated-in-force', year, yearOf(parameters['F.1.from'].value), yearOf(parameters['F.1.to'].value), locate),
};

/**
 * F.1 for evaluations under a task book: none before commencement; later ones perform the task book
 * and follow it beyond the period, unless payment itself must fall inside (I-04).
 */
export const evaluatedUnderTaskBook: Condition<{ readonly year?: number | undefined }> = {
  id: 'evaluated-in-force',
  clause: 'F.1',
  label: text('评价年度可计', 'the evaluated year counts'),
  facts: ['year'],
  test: ({ year }, { parameters, readings }, locate) => {
    const from = yearOf(parameters['F.1.from'].value);
    const to = readings.afterExpiry === 'validity-only' ? yearOf(parameters['F.1.to'].value) : undefined;
    return yearBetween('evaluated-in-force', year, from, to, locate);
  },
};

function yearBetween(
  id: string,
  year: number | undefined,
  from: number,
  to: number | undefined,
  locate: Locate,
): ConditionResult {
  const required = to === undefined ? `>= ${from}` : `${from}..${to}`;
  if (year === undefined) return unknown(id, 'F.1', required, [locate('year')]);
  const test = year >= from && (to === undefined || year <= to) ? met : unmet;
  return test(id, 'F.1', required, String(year));
}

/**
 * Whether a payment made when the account is drawn up is still possible: always under the default;
 * inside the validity period under `afterExpiry: validity-only`, where an unknown day leaves it open.
 */
export function paymentInForce(settlementDate: string | undefined, context: Context): boolean | undefined {
  if (context.readings.afterExpiry === 'honour-vested') return true;
  if (settlementDate === undefined) return undefined;
  return settlementDate <= context.parameters['F.1.to'].value;
}
