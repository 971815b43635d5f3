import { keeps, toReach } from '../../core/bound.js';
import { type Condition, isTrue, met, unknown, unmet, unstated } from '../../core/condition.js';
import { type KnownFacts, fact, list, pick, required } from '../../core/fact.js';
import { fixedAmount, percentage } from '../../core/formula.js';
import type { Law } from '../../core/law.js';
import type { Measure } from '../../core/measure.js';
import type { InStages } from '../../core/payment.js';
import { lower, mean, product } from '../../core/ratio.js';
import { NOTHING, type RatioSpan, combineRatios, isCertain, ratioOrAny } from '../../core/span.js';
import { text } from '../../core/text.js';
import { projectFacts, projects } from '../facts/projects.js';
import { settlementDate } from '../facts/shared.js';
import { consortiumFacts } from '../facts/task-books.js';
import { appliedInForce, filedInScope, paymentInForce, settledInForce } from '../final-provisions.js';
import { parameter, readingsOf } from '../law.js';
import type { ParameterId } from '../parameters.js';
import { equipmentOf, subsidyFacts as projectSubsidyFacts } from './article-1-investment.js';

/** 六、提升产业链供应链韧性 */

const memberRow = {
  ...pick(projectFacts, 'id', 'newType', 'filed', 'filingDate', 'nationalDemonstration', 'totalInvestment', 'equipmentInvestment'),
  leasedEquipment: projectSubsidyFacts.leasedEquipment,
  acceptance: projectFacts.acceptance,
} as const;
type MemberRow = KnownFacts<typeof memberRow>;

const shared = {
  consortium: required(fact('id', 'applicant', '联合体', 'consortium')),
  ...pick(consortiumFacts, 'applicationDate', 'directSuppliers'),
  projects: list(memberRow, text('成员项目', 'projects of the members'), projects.row, { unique: ['id'] }),
} as const;

const ofConsortium = { source: { each: 'consortia', id: 'id' }, subject: 'consortium', kind: 'consortium', article: 6, datedBy: 'applicationDate' } as const;

/** A6.2 新型技改联合体: a project counts in it only if it is new-type and in scope under F.2 (I-32). */
const memberConditions: readonly Condition<MemberRow>[] = [
  filedInScope,
  isTrue('new-type', 'A6.2', 'newType', text('成员项目属新型技改项目', 'the member project is new-type')),
];

/**
 * A6.2 「联合10家以上直接配套企业」: ten and more; the leader joins with them and is none of them
 * (I-31). A6.4 refers back to such a consortium (I-32).
 */
const enoughSuppliers: Condition<{ readonly directSuppliers?: number | undefined }> = {
  id: 'direct-suppliers',
  clause: 'A6.2',
  label: text('直接配套企业家数', 'number of direct supporting enterprises'),
  facts: ['directSuppliers'],
  test: ({ directSuppliers }, law, locate) => {
    const least = parameter(law, 'A6.2.suppliers');
    const required = toReach(least);
    if (directSuppliers === undefined) return unknown(required, [locate('directSuppliers')]);
    const counted = directSuppliers + (readingsOf(law).directSupplierCount === 'includes-leader' ? 1 : 0);
    const lacking = Number(least.value) - counted;
    return keeps(least, counted) ? met(required, String(counted)) : unmet(required, String(counted), lacking === 0 ? undefined : String(lacking));
  },
};

export const leaderFacts = {
  ...shared,
  settlementDate,
  ...pick(consortiumFacts, 'taskBookSigned', 'targetsMet', 'effectAchieved'),
} as const;

/**
 * A6.2 「……对达到任务书目标并实现预期示范效果的，一次性给予链主企业200万元奖励；」
 * At least one project of the consortium counts.
 */
export const chainLeaderAward: Measure<KnownFacts<typeof leaderFacts>, MemberRow> = {
  ...ofConsortium,
  id: 'chain-leader-award',
  code: '6a',
  clause: 'A6.2',
  title: text('链主企业奖励', 'chain leader award'),
  payee: { kind: 'enterprise', fact: 'leader' },
  facts: leaderFacts,
  parameters: ['A6.2.suppliers', 'A6.2.amount'] satisfies ParameterId[],
  conditions: [
    appliedInForce,
    enoughSuppliers,
    isTrue('task-book', 'A6.2', 'taskBookSigned', text('以任务书形式开展', 'task book signed')),
    isTrue('targets-met', 'A6.2', 'targetsMet', text('达到任务书目标', 'targets of the task book met')),
    isTrue('effect-achieved', 'A6.2', 'effectAchieved', text('实现预期示范效果', 'expected effect achieved')),
    settledInForce,
  ],
  rows: { fact: 'projects', inherits: [], conditions: memberConditions, value: () => ({ span: NOTHING }) },
  formula: fixedAmount('A6.2.amount'),
  uses: { as: 'whole', of: 'projects' },
  pays: { as: 'once', clause: 'A6.2' },
};

export const subsidyFacts = {
  ...shared,
  ...pick(consortiumFacts, 'benchmarkTaskBookSigned', 'nationalPilotTask', 'accepted', 'settlementFactor'),
} as const;
type Subsidy = KnownFacts<typeof subsidyFacts>;

const payingFacts = {
  ...pick(consortiumFacts, 'investmentProgress', 'taskProgress', 'advancesPaid'),
  settlementDate,
} as const;
type Paying = Subsidy & KnownFacts<typeof payingFacts>;

/** 「按投资和任务进度」: by default the lower of the two (I-34). */
function jointProgress({ investmentProgress, taskProgress }: Paying, law: Law): RatioSpan {
  const [investment, task] = [ratioOrAny(investmentProgress), ratioOrAny(taskProgress)];
  switch (readingsOf(law).dualProgress) {
    case 'min':
      return combineRatios(investment, task, lower);
    case 'mean':
      return combineRatios(investment, task, mean);
    case 'product':
      return combineRatios(investment, task, product);
    case 'investment-only':
      return investment;
  }
}

/** A6.5 「每年开展任务评价，按投资和任务进度给予不超过补助总额50%的拨款，」 No start of works is asked for. */
const inStages: InStages<Paying> = {
  as: 'stages',
  clause: 'A6.5',
  settledBy: 'A6.6',
  share: 'A6.5.advance',
  facts: payingFacts,
  paid: 'advancesPaid',
  progress: (facts, law, locate) => {
    const span = jointProgress(facts, law);
    return { span, missing: isCertain(span) ? [] : unstated(facts, ['investmentProgress', 'taskProgress'], locate) };
  },
  settled: ({ accepted }) => accepted === true,
  inForce: paymentInForce,
  inForceBy: 'settlementDate',
};

/**
 * A6.4 「对承担国家试点任务、签订标杆任务书的联合体，按设备投资（含软件）的15%给予最高3000万元补助，」
 * Both attributes (、 joins them), the benchmark task book not being the task book of A6.2; no investment
 * threshold; each project tested by itself. A6.6 「……按项目任务完成情况和取得成效统一结算」: from acceptance
 * on the authority's settlement factor is the last step (I-35).
 */
export const consortiumInvestmentSubsidy: Measure<Subsidy, MemberRow> = {
  ...ofConsortium,
  id: 'consortium-investment-subsidy',
  code: '6b',
  clause: 'A6.4',
  title: text('联合体设备投资补助', 'consortium investment subsidy'),
  payee: { kind: 'consortium', fact: 'id' },
  facts: subsidyFacts,
  parameters: ['A6.2.suppliers', 'A6.4.rate', 'A6.4.cap', 'A6.5.advance'] satisfies ParameterId[],
  conditions: [
    appliedInForce,
    enoughSuppliers,
    isTrue('national-pilot-task', 'A6.4', 'nationalPilotTask', text('承担国家试点任务', 'carries a national pilot task')),
    isTrue('benchmark-task-book', 'A6.4', 'benchmarkTaskBookSigned', text('签订标杆任务书', 'benchmark task book signed')),
  ],
  rows: { fact: 'projects', inherits: [], conditions: memberConditions, value: equipmentOf },
  formula: percentage({
    rate: 'A6.4.rate',
    cap: 'A6.4.cap',
    factor: (facts, { locate }) =>
      facts.accepted === true ? { clause: 'A6.6', span: ratioOrAny(facts.settlementFactor), missing: unstated(facts, ['settlementFactor'], locate) } : undefined,
  }),
  uses: { as: 'base', of: 'projects', together: (law) => readingsOf(law).consortiumTrack === 'whole-consortium' },
  pays: inStages,
};
