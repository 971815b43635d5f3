import { applicationDate, demonstrationFacts, projectFacts, settlementDate } from '../case/facts.js';
import { type KnownFacts, fact, required } from '../facts/fact.js';
import { type Condition, isTrue, met, unknown, unmet } from '../kernel/condition.js';
import type { Context } from '../kernel/context.js';
import { type Dec, ZERO, minOf, notBelowZero } from '../kernel/decimal.js';
import { cap } from '../constraints/cap.js';
import { type Formula, STAGES } from '../kernel/formula.js';
import type { MeasureOf } from '../kernel/measure.js';
import { type Span, between, exactly, isCertain, mapSpan, minusToZero } from '../kernel/span.js';
import { text } from '../kernel/text.js';
import { appliedInForce, evaluatedUnderTaskBook, filedInScope, paymentInForce } from './final-provisions.js';

/** 五、打造新型技术改造标杆示范 */

const gate = {
  project: required(fact('id', 'applicant', '项目编号', 'project id')),
  applicationDate,
  filingDate: projectFacts.filingDate,
  nationalDemonstration: projectFacts.nationalDemonstration,
  pilotIndustry: projectFacts.pilotIndustry,
  newType: projectFacts.newType,
  taskBookSigned: demonstrationFacts.taskBookSigned,
} as const;
type Gate = KnownFacts<typeof gate>;

/** A5.2 「试点行业新型技改项目可申请签订标杆示范任务书，」 The gate to both awards; no investment threshold. */
const gateConditions: readonly Condition<Gate>[] = [
  appliedInForce,
  filedInScope,
  isTrue('pilot-industry', 'A5.2', 'pilotIndustry', text('属试点行业', 'in a pilot industry')),
  isTrue('new-type', 'A5.2', 'newType', text('属新型技改项目', 'new-type project')),
  isTrue('task-book', 'A5.2', 'taskBookSigned', text('已签订标杆示范任务书', 'demonstration task book signed')),
];

const annualFacts = {
  ...gate,
  year: required(fact('year', 'applicant', '年度', 'year')),
  passed: demonstrationFacts.evaluations.of.passed,
  earlierAwards: fact('money', 'authority', '以前年度已获年度奖励', 'yearly awards of earlier years'),
} as const;

/** Facts of the yearly award; while earlier years are open, the highest that they may come to and what is open. */
export type AnnualKnown = KnownFacts<typeof annualFacts> & {
  readonly earlierMost?: Dec;
  readonly earlierOpen?: readonly string[];
};

/** What a number of passed years come to: each the sum of A5.3, within the ceiling of A5.4 where it bounds the whole article (I-29). */
export function annualSum(passed: number, { parameters, readings }: Context): Dec {
  const sum = parameters['A5.3.amount'].decimal.times(passed);
  return readings.demonstrationTotalBound === 'none' ? sum : minOf(sum, parameters['A5.4.cap'].decimal);
}

/** Yearly awards that may be known only within bounds, or not at all: then anything up to the ceiling of A5.4. */
function awardsSoFar(least: Dec | undefined, most: Dec | undefined, context: Context): Span {
  if (least === undefined) return { lo: ZERO, hi: context.parameters['A5.4.cap'].decimal };
  return between(least, most ?? least);
}

const annualAward: Formula<AnnualKnown> = {
  kind: 'fixed',
  evaluate: (facts, { context, locate }) => {
    const { decimal, clause } = context.parameters['A5.3.amount'];
    const full = exactly(decimal);
    const stages = [{ id: 'fixed', clause, label: STAGES.fixed, span: full, unit: 'CNY' }] as const;
    if (context.readings.demonstrationTotalBound === 'none') {
      return { capped: full, nature: 'determinate', stages, capBinding: false, missing: [] };
    }
    // The ceiling of A5.4 taken as a bound on all awards of the article: what earlier years left of it.
    const earlier = awardsSoFar(facts.earlierAwards, facts.earlierMost, context);
    const left = minusToZero(exactly(context.parameters['A5.4.cap'].decimal), earlier);
    const capped = mapSpan(left, (a) => minOf(a, decimal));
    const open = facts.earlierAwards === undefined ? [locate('earlierAwards')] : facts.earlierOpen ?? [];
    return {
      capped,
      nature: 'determinate',
      stages: [...stages, { id: 'cap', clause: 'A5.4', label: STAGES.cap, span: capped, unit: 'CNY' }],
      capBinding: left.hi.cmp(decimal) < 0,
      missing: isCertain(capped) ? [] : open,
    };
  },
};

/**
 * A5.3 「每年对示范项目任务推进情况开展年度评价，评价达标即给予30万元奖励；」
 * Each passed year pays; a failed year costs that year only.
 */
export const demonstrationAnnualAward: MeasureOf<typeof annualFacts, never, AnnualKnown> = {
  id: 'demonstration-annual-award',
  code: '5a',
  article: 5,
  clause: 'A5.3',
  subject: 'project',
  title: text('标杆示范年度奖励', 'yearly demonstration award'),
  facts: annualFacts,
  parameters: ['A5.3.amount'],
  conditions: [
    ...gateConditions,
    evaluatedUnderTaskBook,
    isTrue('evaluation-passed', 'A5.3', 'passed', text('年度评价达标', 'yearly evaluation passed')),
  ],
  formula: annualAward,
};

const completionFacts = {
  ...gate,
  settlementDate,
  targetsMet: demonstrationFacts.completion.of.targetsMet,
  effectAchieved: demonstrationFacts.completion.of.effectAchieved,
  assessedAward: demonstrationFacts.completion.of.assessedAward,
  annualAwards: fact('money', 'authority', '前期年度奖励合计', 'yearly awards so far'),
} as const;

/** Facts of the completion award; while yearly awards are open, the highest that they may come to and what is open. */
export type CompletionKnown = KnownFacts<typeof completionFacts> & {
  readonly annualMost?: Dec;
  readonly annualOpen?: readonly string[];
};

/**
 * What is paid on completion beside the yearly awards already given (I-29). Never negative: if they
 * exceed the award, nothing more is paid and nothing is recovered.
 */
export function completionNet(gross: Dec, annual: Dec, context: Context): Dec {
  const ceiling = context.parameters['A5.4.cap'].decimal;
  const left = notBelowZero(ceiling.minus(annual));
  if (context.readings.completionDeduction === 'from-cap') return minOf(gross, left);
  const net = notBelowZero(gross.minus(annual));
  return context.readings.demonstrationTotalBound === 'none' ? net : minOf(net, left);
}

const completionAward: Formula<CompletionKnown> = {
  kind: 'net',
  evaluate: (facts, { context, locate }) => {
    const limit = context.parameters['A5.4.cap'];
    const figure = facts.assessedAward;
    const annual = awardsSoFar(facts.annualAwards, facts.annualMost, context);
    const gross: Span = figure === undefined ? { lo: ZERO, hi: limit.decimal } : exactly(cap(figure, limit.decimal).amount);
    const hi = completionNet(gross.hi, annual.lo, context);
    const net = annual.lo === annual.hi && gross.lo === gross.hi ? exactly(hi) : between(completionNet(gross.lo, annual.hi, context), hi);
    const missing = [
      ...(figure === undefined ? [locate('assessedAward')] : []),
      ...(facts.annualAwards === undefined ? [locate('annualAwards')] : facts.annualOpen ?? []),
    ];
    return {
      capped: net,
      nature: figure === undefined ? 'ceiling' : 'assessed',
      stages: [
        { id: 'assessed', clause: 'A5.4', label: STAGES.assessed, span: figure === undefined ? gross : exactly(figure), unit: 'CNY' },
        { id: 'cap', clause: 'A5.4', label: STAGES.cap, span: gross, unit: 'CNY' },
        { id: 'deduction', clause: 'A5.4', label: STAGES.deduction, span: annual, unit: 'CNY' },
        { id: 'net', clause: 'A5.4', label: STAGES.net, span: net, unit: 'CNY' },
      ],
      capBinding: figure !== undefined && cap(figure, limit.decimal).binding,
      missing: isCertain(net) ? [] : missing,
      base: gross,
    };
  },
};

/** Payment inside the validity period, only under `afterExpiry: validity-only` (I-04). */
export const settledInForce: Condition<{ readonly settlementDate?: string | undefined }> = {
  id: 'settled-in-force',
  clause: 'F.1',
  label: text('在有效期内拨付', 'paid while the policy is in force'),
  facts: ['settlementDate'],
  test: (facts, context, locate) => {
    const required = `<= ${context.parameters['F.1.to'].value}`;
    const inForce = paymentInForce(facts.settlementDate, context);
    if (inForce === undefined) return unknown('settled-in-force', 'F.1', required, [locate('settlementDate')]);
    const vested = context.readings.afterExpiry === 'honour-vested';
    return (inForce ? met : unmet)('settled-in-force', 'F.1', vested ? 'vested' : required, facts.settlementDate ?? 'not tested');
  },
};

/**
 * A5.4 「达到任务书目标并实现预期示范效果的，一次性给予最高100万元奖励（需扣减前期年度奖励部分）；」
 * Both findings are needed (并); a failed year does not bar it.
 */
export const demonstrationCompletionAward: MeasureOf<typeof completionFacts, never, CompletionKnown> = {
  id: 'demonstration-completion-award',
  code: '5b',
  article: 5,
  clause: 'A5.4',
  subject: 'project',
  title: text('标杆示范目标奖励', 'demonstration completion award'),
  facts: completionFacts,
  parameters: ['A5.4.cap', 'A5.3.amount'],
  conditions: [
    ...gateConditions,
    isTrue('targets-met', 'A5.4', 'targetsMet', text('达到任务书目标', 'targets of the task book met')),
    isTrue('effect-achieved', 'A5.4', 'effectAchieved', text('实现预期示范效果', 'expected effect achieved')),
    settledInForce,
  ],
  formula: completionAward,
};

