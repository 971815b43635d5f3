import { type Locate, inPlace, isTrue } from '../../core/condition.js';
import { type Dec, downToFen, minOf } from '../../core/decimal.js';
import { type KnownFacts, fact, pick, required } from '../../core/fact.js';
import { type Formula, assessedWithin, money } from '../../core/formula.js';
import type { Law } from '../../core/law.js';
import type { Measure } from '../../core/measure.js';
import { type ByYear, type YearOfProgress, allowedByYears } from '../../core/payment.js';
import { ratio, share } from '../../core/ratio.js';
import { ANY_RATIO, NOTHING, type Span, between, exactly, orNothing, ratioOrAny } from '../../core/span.js';
import { text } from '../../core/text.js';
import { settlementDate } from '../facts/shared.js';
import { parkFacts } from '../facts/task-books.js';
import { appliedInForce, evaluatedUnderTaskBook, paymentInForce } from '../final-provisions.js';
import { parameter, readingsOf } from '../law.js';
import type { ParameterId } from '../parameters.js';

/** 七、突出重点产业集群和产业园区技改引育 */

export const awardFacts = {
  park: required(fact('id', 'applicant', '园区', 'park')),
  ...pick(parkFacts, 'applicationDate', 'nationalPilotTask', 'taskBookSigned', 'assessedTotal', 'evaluations'),
} as const;
type Award = KnownFacts<typeof awardFacts>;

/**
 * The evaluated years in their order. A year between the first and the last that is not listed is open,
 * not passed (I-36). One before commencement, or before the task book, is no evaluation of this policy.
 */
function yearsOf({ evaluations = [], applicationDate }: Award, law: Law, locate: Locate): YearOfProgress[] {
  const years = evaluations.map(({ year, passed, taskProgress }, k): YearOfProgress => {
    const at = `${locate('evaluations')}[${k}]`;
    const { outcome } = evaluatedUnderTaskBook.test({ year, applicationDate }, law, inPlace);
    const counts = outcome !== 'unmet';
    const missing = [
      ...(counts && passed === undefined ? [`${at}.passed`] : []),
      ...(counts && taskProgress === undefined && passed !== false ? [`${at}.taskProgress`] : []),
    ];
    // One that may not count has neither passed nor failed for certain.
    return { year, listed: true, counts, passed: outcome === 'unknown' ? undefined : passed, progress: ratioOrAny(taskProgress), missing };
  });
  const counted = years.filter((y) => y.counts).map((y) => y.year);
  for (let year = Math.min(...counted) + 1; year < Math.max(...counted); year += 1) {
    if (counted.includes(year)) continue;
    years.push({ year, listed: false, counts: true, passed: undefined, progress: ANY_RATIO, missing: [locate('evaluations')] });
  }
  return years.sort((a, b) => a.year - b.year);
}

/** The years whose evaluation counts and was failed. */
export const failedYears = (facts: Award, law: Law): number[] =>
  yearsOf(facts, law, inPlace).flatMap((y) => (y.counts && y.passed === false ? [y.year] : []));

/** Whether a failed evaluation of this policy is known, may be, or is none. */
function outcomeOf(facts: Award, law: Law): 'failed' | 'open' | 'passed' {
  if (failedYears(facts, law).length > 0) return 'failed';
  return yearsOf(facts, law, inPlace).some((y) => y.counts && y.passed === undefined) ? 'open' : 'passed';
}

const keepsAdvances = (law: Law): boolean => readingsOf(law).parkFailedYear === 'keep-advances';

/** What the passed years allow of a total, which is all of it that a failed year leaves; nothing where advances are recovered (I-36). */
function allowed(total: Span, facts: Award, law: Law, locate: Locate): Span {
  if (!keepsAdvances(law)) return NOTHING;
  const { lo, hi } = allowedByYears(yearsOf(facts, law, locate), ratio(parameter(law, 'A7.4.advance').decimal));
  const limit = (a: Dec, r: typeof lo): Dec => downToFen(share(a, r));
  return between(limit(total.lo, lo), limit(total.hi, hi));
}

const assessed = assessedWithin({ fact: 'assessedTotal', cap: 'A7.3.cap' });

/**
 * The authority's total (奖励总额), and after a failed year what the passed ones allow of it: every
 * evaluation passed is a condition of the settlement (A7.5).
 */
const award: Formula<Award> = {
  cap: 'A7.3.cap',
  nature: assessed.nature,
  ...(assessed.derives && { derives: assessed.derives }),
  evaluate: (facts, input) => {
    const { law, locate } = input;
    const whole = assessed.evaluate(facts, input);
    const outcome = outcomeOf(facts, law);
    if (outcome === 'passed') return whole;
    const kept = allowed(whole.capped, facts, law, locate);
    const capped = outcome === 'failed' ? kept : between(minOf(kept.lo, whole.capped.lo), whole.capped.hi);
    const missing = [...whole.missing, ...yearsOf(facts, law, locate).flatMap((y) => y.missing)];
    return {
      ...whole,
      capped,
      stages: [...whole.stages, money('passed-years', 'A7.5', text('达标年度所允许的部分', 'what the passed years allow'), capped)],
      missing,
    };
  },
};

const payingFacts = {
  ...pick(parkFacts, 'allTasksCompleted', 'advancesPaid'),
  settlementDate,
} as const;
type Paying = Award & KnownFacts<typeof payingFacts>;

/**
 * A7.4 「每年开展综合评价，对评价达标的按任务进度给予不超过奖励总额50%的拨款；」 and
 * A7.5 「待全面完成预期任务且每年评价均达标后统一结算。」
 * Each passed year allows what its cumulative progress adds to the earlier years, 50 % in all (I-37).
 * One failed year rules the settlement out; what becomes of earlier advances is for the authority.
 */
const byYear: ByYear<Paying> = {
  as: 'years',
  clause: 'A7.4',
  settledBy: 'A7.5',
  share: 'A7.4.advance',
  facts: payingFacts,
  paid: 'advancesPaid',
  total: ({ assessedTotal }, law) => {
    const limit = parameter(law, 'A7.3.cap').decimal;
    return assessedTotal === undefined ? orNothing(exactly(limit)) : exactly(minOf(assessedTotal, limit));
  },
  years: (facts, law, locate) => (facts.evaluations === undefined ? undefined : yearsOf(facts, law, locate)),
  evaluations: 'evaluations',
  // Without an evaluation that counts none has passed yet.
  outcome: (facts, law) => {
    const outcome = outcomeOf(facts, law);
    return outcome === 'passed' && !yearsOf(facts, law, inPlace).some((y) => y.counts) ? 'open' : outcome;
  },
  keeps: keepsAdvances,
  completed: ({ allTasksCompleted }) => allTasksCompleted === true,
  inForce: paymentInForce,
  inForceBy: 'settlementDate',
};

/**
 * A7.3 「对承担国家新型技改试点任务、签订标杆任务书的园区给予最高5000万元奖励，」
 * A ceiling: the total award (奖励总额) is the authority's. Evaluations govern payment (A7.4–A7.5).
 */
export const parkAward: Measure<Award> = {
  id: 'park-award',
  code: '7',
  article: 7,
  clause: 'A7.3',
  kind: 'park',
  title: text('园区奖励', 'park award'),
  source: { each: 'parks', id: 'id' },
  subject: 'park',
  payee: { kind: 'park', fact: 'id' },
  facts: awardFacts,
  datedBy: 'applicationDate',
  parameters: ['A7.3.cap', 'A7.4.advance'] satisfies ParameterId[],
  conditions: [
    appliedInForce,
    isTrue('national-pilot-task', 'A7.3', 'nationalPilotTask', text('承担国家新型技改试点任务', 'carries a national new-type pilot task')),
    isTrue('task-book', 'A7.3', 'taskBookSigned', text('签订标杆任务书', 'benchmark task book signed')),
  ],
  formula: award,
  pays: byYear,
};
