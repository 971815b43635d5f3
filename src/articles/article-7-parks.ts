import { applicationDate, parkFacts } from '../case/facts.js';
import { type KnownFacts, fact, required } from '../facts/fact.js';
import { inPlace, isTrue } from '../kernel/condition.js';
import type { Context } from '../kernel/context.js';
import { yearOf } from '../kernel/day.js';
import { type Dec, ZERO, downToFen, maxOf, minOf, notBelowZero, upToFen } from '../kernel/decimal.js';
import { assessedWithin } from '../kernel/formula.js';
import type { MeasureOf } from '../kernel/measure.js';
import { type Payment, type SettlementSpans, finalInForce, settlementSpans, stillPayable, written } from '../kernel/payment.js';
import { NOTHING, type Span, amountOrAny, between, exactly, hull, isCertain, minusToZero, orNothing, ratioOrAny, toRange } from '../kernel/span.js';
import { text } from '../kernel/text.js';
import { appliedInForce, evaluatedUnderTaskBook, paymentInForce } from './final-provisions.js';

/** 七、突出重点产业集群和产业园区技改引育 */

const facts = {
  park: required(fact('id', 'applicant', '园区', 'park')),
  applicationDate,
  nationalPilotTask: parkFacts.nationalPilotTask,
  taskBookSigned: parkFacts.taskBookSigned,
  assessedTotal: parkFacts.assessedTotal,
} as const;

/**
 * A7.3 「对承担国家新型技改试点任务、签订标杆任务书的园区给予最高5000万元奖励，」
 * A ceiling: the total award (奖励总额) is the authority's. Evaluations govern payment (A7.4–A7.5).
 */
export const parkAward: MeasureOf<typeof facts> = {
  id: 'park-award',
  code: '7',
  article: 7,
  clause: 'A7.3',
  subject: 'park',
  title: text('园区奖励', 'park award'),
  facts,
  parameters: ['A7.3.cap', 'A7.4.advance'],
  conditions: [
    appliedInForce,
    isTrue('national-pilot-task', 'A7.3', 'nationalPilotTask', text('承担国家新型技改试点任务', 'carries a national new-type pilot task')),
    isTrue('task-book', 'A7.3', 'taskBookSigned', text('签订标杆任务书', 'benchmark task book signed')),
  ],
  formula: assessedWithin({ fact: 'assessedTotal', cap: 'A7.3.cap' }),
};

/** What the payment of a park's award depends on. */
export interface ParkPayment {
  readonly key: string;
  /** The total award (奖励总额). */
  readonly total: Span;
  readonly evaluations: readonly ParkEvaluation[];
  readonly allTasksCompleted: boolean | undefined;
  readonly advancesPaid: Dec | undefined;
  readonly settlementDate: string | undefined;
}
type ParkEvaluation = KnownFacts<(typeof parkFacts)['evaluations']['of']>;

/**
 * A7.4 「每年开展综合评价，对评价达标的按任务进度给予不超过奖励总额50%的拨款；」 and
 * A7.5 「待全面完成预期任务且每年评价均达标后统一结算。」
 * Each passed year allows what its cumulative progress adds to the earlier years, 50 % in all
 * (I-37). One failed year rules the settlement out; what becomes of earlier advances is for the
 * authority (I-36). A year before commencement is no evaluation of this policy; under
 * `afterExpiry: validity-only` none after the period allows an advance (I-04).
 */
export function parkAwardPayment(p: ParkPayment, context: Context): Payment {
  const { parameters, readings } = context;
  const share = parameters['A7.4.advance'].decimal;
  const paid = amountOrAny(p.advancesPaid);
  const inForce = paymentInForce(p.settlementDate, context);
  const years = [...p.evaluations].sort((a, b) => a.year - b.year);
  // Shares of the total that the years so far allow, at least and at most, never above the 50 %.
  let least = ZERO;
  let most = ZERO;
  const byYear = years.map(({ year, passed, taskProgress }) => {
    if (!allowsAdvance(year, context)) return { year, limit: toRange(NOTHING) };
    const reach = passed === false ? NOTHING : ratioOrAny(taskProgress);
    const before = { lo: least, hi: most };
    // An unknown evaluation may fail, and then adds nothing.
    if (passed === true) least = maxOf(least, minOf(reach.lo, share));
    most = maxOf(most, minOf(reach.hi, share));
    const own = { lo: passed === true ? minOf(reach.lo, share) : ZERO, hi: minOf(reach.hi, share) };
    return { year, limit: toRange(yearLimit(p.total, own, before)) };
  });
  const limit = between(downToFen(least.times(p.total.lo)), downToFen(most.times(p.total.hi)));
  const annual = years.filter((e) => isUnderPolicy(e.year, context));
  const failed = annual.some((e) => e.passed === false);
  const clawsBack = readings.parkFailedYear === 'claw-back';
  const allowed = stillPayable(minusToZero(limit, paid), inForce);
  const mayHaveFailed = annual.some((e) => e.passed === undefined);
  const payableNow = !clawsBack ? allowed : failed ? NOTHING : mayHaveFailed ? orNothing(allowed) : allowed;
  const advances = { cumulativeLimit: toRange(limit), payableNow: toRange(payableNow) };
  const account = { key: p.key, advance: advances, byYear };
  const kept = settlementOfKept(!clawsBack, paid);
  if (failed) return { ...account, settlement: written(kept) };
  if (p.allTasksCompleted !== true) return account;
  const passed = settlementSpans(finalInForce(p.total, paid, inForce), paid);
  const every = annual.length > 0 && annual.every((e) => e.passed === true);
  // While an evaluation is open, it may pass or fail.
  return { ...account, settlement: written(every ? passed : either(passed, kept)) };
}

/** Whether an evaluation is one of this policy: none before commencement. */
export const isUnderPolicy = (year: number, { parameters }: Pick<Context, 'parameters'>): boolean => year >= yearOf(parameters['F.1.from'].value);

/** A year allows an advance as an evaluation under a task book counts for Article 5 (I-04). */
export const allowsAdvance = (year: number, context: Context): boolean => evaluatedUnderTaskBook.test({ year }, context, inPlace).outcome === 'met';

/**
 * What one year adds to the earlier ones: the difference of two limits rounded down. While the total
 * or a progress is open, the difference of the shares bounds it, rounded outwards.
 */
function yearLimit(total: Span, own: Span, before: Span): Span {
  if (isCertain(total) && own.lo.eq(own.hi) && before.lo.eq(before.hi)) {
    const limit = (share: Dec): Dec => downToFen(share.times(total.hi));
    return exactly(notBelowZero(limit(own.hi).minus(limit(before.hi))));
  }
  const lo = downToFen(notBelowZero(own.lo.minus(before.hi)).times(total.lo));
  const hi = upToFen(notBelowZero(own.hi.minus(before.lo)).times(total.hi));
  return between(lo, hi);
}

/** After a failed year: the advances kept, or all of them recoverable; nothing more is payable. */
const settlementOfKept = (keeps: boolean, paid: Span): SettlementSpans =>
  keeps ? { final: paid, payable: NOTHING, recoverable: NOTHING } : { final: NOTHING, payable: NOTHING, recoverable: paid };

const either = (a: SettlementSpans, b: SettlementSpans): SettlementSpans => ({
  final: hull(a.final, b.final),
  payable: hull(a.payable, b.payable),
  recoverable: hull(a.recoverable, b.recoverable),
});
