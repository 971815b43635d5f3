import { cap } from '../../constraints/cap.js';
import { type Condition, type Locate, inPlace, isTrue } from '../../core/condition.js';
import { type Dec, ZERO, maxOf, minOf, notBelowZero } from '../../core/decimal.js';
import { type KnownFacts, fact, pick, required } from '../../core/fact.js';
import type { Open } from '../../core/facts.js';
import { type Formula, STAGES, type Stage, money } from '../../core/formula.js';
import { type Law, dayOfYear } from '../../core/law.js';
import type { Evaluated } from '../../core/evaluate.js';
import type { Measure } from '../../core/measure.js';
import { NOTHING, type Span, between, exactly, isCertain, mapSpan, minusToZero, orNothing, plus, sum } from '../../core/span.js';
import { text } from '../../core/text.js';
import { projectFacts } from '../facts/projects.js';
import { settlementDate, year } from '../facts/shared.js';
import { demonstrationFacts } from '../facts/task-books.js';
import { appliedInForce, evaluatedUnderTaskBook, filedInScope, settledInForce } from '../final-provisions.js';
import { parameter, period, readingsOf } from '../law.js';
import type { ParameterId } from '../parameters.js';

/** 五、打造新型技术改造标杆示范 */

const gate = {
  project: required(fact('id', 'applicant', '项目编号', 'project id')),
  applicationDate: demonstrationFacts.applicationDate,
  ...pick(projectFacts, 'filed', 'filingDate', 'nationalDemonstration', 'pilotIndustry', 'newType'),
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

const ofTaskBook = {
  article: 5,
  kind: 'project',
  // In a case the earlier awards follow from the list of evaluations.
  source: { id: 'project', join: 'project', foundIn: { earlierAwards: 'evaluations', annualAwards: 'evaluations' } },
  subject: 'project',
  payee: { kind: 'enterprise', fact: 'owner' },
  uses: { as: 'whole', of: 'project', bundle: 'demonstration' },
} as const;

/** What the awards of a task book come to with one more; where the ceiling bounds the whole article (I-29), within that of the year. */
function withAward(before: Span, award: Span, law: Law): Span {
  if (!boundsAll(law)) return plus(before, award);
  const held = (a: Dec, more: Dec): Dec => maxOf(a, minOf(a.plus(more), ceilingOf(law)));
  return between(held(before.lo, award.lo), held(before.hi, award.hi));
}

/** The yearly awards of the evaluations before a year, or of all of them, each under the law of its own year. */
function awardsBefore(facts: Pick<Annual, 'evaluations' | keyof typeof gate>, before: number, law: Law, locate: Locate): Open {
  const { evaluations = [], applicationDate } = facts;
  let span: Span = NOTHING;
  const open: number[] = [];
  for (const { year, passed, k } of evaluations.map(({ year, passed }, k) => ({ year, passed, k })).sort((a, b) => a.year - b.year)) {
    if (year >= before || passed === false) continue;
    const own = law.at(dayOfYear(year));
    // The rest of the gate is the same for all awards of a task book: where one of them stands, the others did.
    const sameScope = period(own).cutoff.value === period(law).cutoff.value;
    const outcomes = [evaluatedUnderTaskBook.test({ year, applicationDate }, own, inPlace), ...(sameScope ? [] : [filedInScope.test(facts, own, inPlace)])].map((f) => f.outcome);
    if (outcomes.includes('unmet')) continue;
    const { decimal } = parameter(own, 'A5.3.amount');
    if (passed === undefined) open.push(k);
    span = withAward(span, passed === true && !outcomes.includes('unknown') ? exactly(decimal) : between(ZERO, decimal), own);
  }
  return { span, missing: open.sort((a, b) => a - b).map((k) => `${locate('evaluations')}[${k}].passed`) };
}

const ceilingOf = (law: Law): Dec => parameter(law, 'A5.4.cap').decimal;
/** Whether the ceiling of A5.4 is taken as a bound on all awards of the article. */
const boundsAll = (law: Law): boolean => readingsOf(law).demonstrationTotalBound === 'one-million';

/** A stated sum of earlier awards; what is not stated may be anything up to the ceiling. */
const statedAwards = (sum: Dec | undefined, name: string, law: Law, locate: Locate): Open =>
  sum === undefined ? { span: { lo: ZERO, hi: ceilingOf(law) }, missing: [locate(name)] } : { span: exactly(sum), missing: [] };

export const annualFacts = {
  ...gate,
  year,
  passed: demonstrationFacts.evaluations.of.passed,
  evaluations: demonstrationFacts.evaluations,
  earlierAwards: fact('money', 'authority', '以前年度已获年度奖励', 'yearly awards of earlier years'),
} as const;
type Annual = KnownFacts<typeof annualFacts>;

const annualAward: Formula<Annual> = {
  fixed: 'A5.3.amount',
  nature: () => 'determinate',
  evaluate: (facts, { law, locate }) => {
    const { decimal, clause } = parameter(law, 'A5.3.amount');
    const full = exactly(decimal);
    const stages: Stage[] = [money('fixed', clause, STAGES.fixed, full)];
    if (!boundsAll(law)) return { capped: full, stages, capBinding: false, missing: [] };
    // What earlier years left of the ceiling.
    const earlier =
      facts.evaluations === undefined ? statedAwards(facts.earlierAwards, 'earlierAwards', law, locate) : awardsBefore(facts, facts.year, law, locate);
    const left = minusToZero(exactly(ceilingOf(law)), earlier.span);
    const capped = mapSpan(left, (a) => minOf(a, decimal));
    return {
      capped,
      stages: [...stages, money('cap', 'A5.4', STAGES.cap, capped)],
      capBinding: left.hi.cmp(decimal) < 0,
      missing: isCertain(capped) ? [] : earlier.missing,
    };
  },
};

/**
 * A5.3 「每年对示范项目任务推进情况开展年度评价，评价达标即给予30万元奖励；」
 * Each passed year pays; a failed year costs that year only.
 */
export const demonstrationAnnualAward: Measure<Annual> = {
  ...ofTaskBook,
  id: 'demonstration-annual-award',
  code: '5a',
  clause: 'A5.3',
  title: text('标杆示范年度奖励', 'yearly demonstration award'),
  source: { ...ofTaskBook.source, each: 'demonstrations', inside: 'evaluations', year: 'year' },
  facts: annualFacts,
  datedBy: 'year',
  parameters: ['A5.3.amount', 'A5.4.cap'] satisfies ParameterId[],
  conditions: [
    ...gateConditions,
    evaluatedUnderTaskBook,
    isTrue('evaluation-passed', 'A5.3', 'passed', text('年度评价达标', 'yearly evaluation passed')),
  ],
  formula: annualAward,
  pays: { as: 'once', clause: 'A5.3' },
};

const { of: completion } = demonstrationFacts.completion;
export const completionFacts = {
  ...gate,
  settlementDate,
  ...pick(completion, 'targetsMet', 'effectAchieved', 'assessedAward'),
  evaluations: demonstrationFacts.evaluations,
  annualAwards: fact('money', 'authority', '前期年度奖励合计', 'yearly awards so far'),
} as const;
type Completion = KnownFacts<typeof completionFacts>;

/**
 * What is paid on completion beside the yearly awards already given (I-29). Never negative: if they
 * exceed the award, nothing more is paid and nothing is recovered.
 */
function completionNet(gross: Dec, annual: Dec, law: Law): Dec {
  const left = notBelowZero(ceilingOf(law).minus(annual));
  if (readingsOf(law).completionDeduction === 'from-cap') return minOf(gross, left);
  const net = notBelowZero(gross.minus(annual));
  return boundsAll(law) ? minOf(net, left) : net;
}

const completionAward: Formula<Completion> = {
  cap: 'A5.4.cap',
  nature: ({ assessedAward }) => (assessedAward === undefined ? 'ceiling' : 'assessed'),
  derives: { cap: { as: 'least', of: 'assessed' }, net: { as: 'difference', of: ['cap', 'deduction'] } },
  evaluate: (facts, { law, locate }) => {
    const limit = ceilingOf(law);
    const figure = facts.assessedAward;
    const annual =
      facts.evaluations === undefined ? statedAwards(facts.annualAwards, 'annualAwards', law, locate) : awardsBefore(facts, Infinity, law, locate);
    const held = figure && cap(figure, limit);
    const gross: Span = held === undefined ? { lo: ZERO, hi: limit } : exactly(held.amount);
    const net = between(completionNet(gross.lo, annual.span.hi, law), completionNet(gross.hi, annual.span.lo, law));
    return {
      capped: net,
      stages: [
        ...(figure === undefined ? [] : [money('assessed', 'A5.4', STAGES.assessed, exactly(figure))]),
        money('cap', 'A5.4', STAGES.cap, gross),
        money('deduction', 'A5.4', text('扣减前期年度奖励', 'earlier yearly awards deducted'), annual.span),
        money('net', 'A5.4', text('扣减后', 'after deduction'), net),
      ],
      capBinding: held?.binding === true,
      missing: isCertain(net) ? [] : [...(figure === undefined ? [locate('assessedAward')] : []), ...annual.missing],
    };
  },
};

/**
 * A5.4 「达到任务书目标并实现预期示范效果的，一次性给予最高100万元奖励（需扣减前期年度奖励部分）；」
 * Both findings are needed (并); a failed year does not bar it.
 */
export const demonstrationCompletionAward: Measure<Completion> = {
  ...ofTaskBook,
  id: 'demonstration-completion-award',
  code: '5b',
  clause: 'A5.4',
  title: text('标杆示范目标奖励', 'demonstration completion award'),
  source: { ...ofTaskBook.source, each: 'demonstrations' },
  facts: completionFacts,
  datedBy: 'applicationDate',
  parameters: ['A5.4.cap', 'A5.3.amount'] satisfies ParameterId[],
  conditions: [
    ...gateConditions,
    isTrue('targets-met', 'A5.4', 'targetsMet', text('达到任务书目标', 'targets of the task book met')),
    isTrue('effect-achieved', 'A5.4', 'effectAchieved', text('实现预期示范效果', 'expected effect achieved')),
    settledInForce,
  ],
  formula: completionAward,
  pays: { as: 'once', clause: 'A5.4' },
};

/**
 * The awards of one task book together. Each yearly award lowers the later one by as much, so that
 * their sum is not the sum of their ends.
 */
export function demonstrationSum(parts: readonly Evaluated[]): Span {
  const yearly = parts.filter((e) => e.determination.year !== undefined);
  const last = parts.find((e) => e.determination.year === undefined);
  const { law } = last ?? (parts[0] as Evaluated);
  const full = yearly.map((e) => {
    const stated = (e.valuation?.stages[0]?.span as Span | undefined) ?? NOTHING;
    return e.determination.status === 'eligible' ? stated : orNothing(stated);
  });
  const facts = (parts[0] as Evaluated).facts as Completion;
  const others = (facts.evaluations ?? []).filter(({ year }) => !yearly.some((e) => e.determination.year === year));
  // An earlier year that is not claimed has its part of the ceiling all the same.
  const leftBefore = (year: number): Span => awardsBefore({ ...facts, evaluations: others }, year, law, inPlace).span;
  const isShared = boundsAll(law) && leftBefore(Math.max(...yearly.map((e) => e.determination.year as number))).hi.isZero();
  const annual = isShared ? yearly.reduce((all, e, i) => withAward(all, full[i] as Span, e.law), NOTHING) : sum(yearly.map((e) => e.amount));
  if (last === undefined || last.amount.hi.isZero()) return annual;
  // Only where both are open does one move with the other.
  if (isCertain(annual) || isCertain(last.amount)) return plus(annual, last.amount);
  const gross = last.valuation?.stages.find((s) => s.id === 'cap')?.span as Span;
  // A yearly award that is not taken is deducted all the same.
  const beside = leftBefore(Infinity);
  const eligible = last.determination.status === 'eligible';
  const lo = eligible ? annual.lo.plus(completionNet(gross.lo, annual.lo.plus(beside.hi), law)) : annual.lo;
  return between(lo, annual.hi.plus(completionNet(gross.hi, annual.hi.plus(beside.lo), law)));
}
