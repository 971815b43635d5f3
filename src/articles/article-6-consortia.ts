import { applicationDate, consortiumFacts, projectFacts, settlementDate } from '../case/facts.js';
import { type KnownFacts, fact, list, required } from '../facts/fact.js';
import { type Condition, isTrue, met, unknown, unmet } from '../kernel/condition.js';
import { type Context, roundedSpan } from '../kernel/context.js';
import { type Dec, minOf } from '../kernel/decimal.js';
import { fixedAmount, multiply, percentage } from '../kernel/formula.js';
import type { MeasureOf } from '../kernel/measure.js';
import { type Payment, advanceRange, finalInForce, settlementRange } from '../kernel/payment.js';
import {
  ANY_AMOUNT,
  NOTHING,
  type Span,
  amountOrAny,
  combine,
  exactly,
  mapSpan,
  orNothing,
  ratioOrAny,
} from '../kernel/span.js';
import { text } from '../kernel/text.js';
import { type EquipmentFacts, equipmentOf } from './article-1-investment.js';
import { settledInForce } from './article-5-demonstrations.js';
import { appliedInForce, filedInScope, paymentInForce } from './final-provisions.js';

/** 六、提升产业链供应链韧性 */

const memberRow = {
  id: projectFacts.id,
  filingDate: projectFacts.filingDate,
  nationalDemonstration: projectFacts.nationalDemonstration,
  equipmentInvestment: projectFacts.equipmentInvestment,
  leasedEquipment: fact('money', 'applicant', '其中融资租入设备', 'of which leased equipment'),
} as const;
export type MemberRow = KnownFacts<typeof memberRow> & EquipmentFacts;

const shared = {
  consortium: required(fact('id', 'applicant', '联合体', 'consortium')),
  applicationDate,
  directSuppliers: consortiumFacts.directSuppliers,
  taskBookSigned: consortiumFacts.taskBookSigned,
  projects: list(memberRow, '成员项目', 'projects of the members'),
} as const;

/**
 * A6.2 「联合10家以上直接配套企业」: ten and more; the leader joins with them and is none of them
 * (I-31). A6.4 refers back to such a consortium (I-32).
 */
const enoughSuppliers: Condition<{ readonly directSuppliers?: number | undefined }> = {
  id: 'direct-suppliers',
  clause: 'A6.2',
  label: text('直接配套企业家数', 'number of direct supporting enterprises'),
  facts: ['directSuppliers'],
  test: ({ directSuppliers }, { parameters, readings }, locate) => {
    const least = Number(parameters['A6.2.suppliers'].value);
    const required = String(least);
    if (directSuppliers === undefined) return unknown('direct-suppliers', 'A6.2', required, [locate('directSuppliers')]);
    const counted = directSuppliers + (readings.directSupplierCount === 'includes-leader' ? 1 : 0);
    if (counted >= least) return met('direct-suppliers', 'A6.2', required, String(counted));
    return { ...unmet('direct-suppliers', 'A6.2', required, String(counted)), shortfall: String(least - counted) };
  },
};

const leaderFacts = {
  ...shared,
  settlementDate,
  targetsMet: consortiumFacts.targetsMet,
  effectAchieved: consortiumFacts.effectAchieved,
} as const;

/**
 * A6.2 「……对达到任务书目标并实现预期示范效果的，一次性给予链主企业200万元奖励；」
 * At least one project of the consortium is in scope under F.2 (contract, section 7).
 */
export const chainLeaderAward: MeasureOf<typeof leaderFacts, MemberRow> = {
  id: 'chain-leader-award',
  code: '6a',
  article: 6,
  clause: 'A6.2',
  subject: 'consortium',
  title: text('链主企业奖励', 'chain leader award'),
  facts: leaderFacts,
  parameters: ['A6.2.suppliers', 'A6.2.amount'],
  conditions: [
    appliedInForce,
    enoughSuppliers,
    isTrue('task-book', 'A6.2', 'taskBookSigned', text('以任务书形式开展', 'task book signed')),
    isTrue('targets-met', 'A6.2', 'targetsMet', text('达到任务书目标', 'targets of the task book met')),
    isTrue('effect-achieved', 'A6.2', 'effectAchieved', text('实现预期示范效果', 'expected effect achieved')),
    settledInForce,
  ],
  rows: {
    fact: 'projects',
    of: (facts) => facts.projects,
    id: (project) => project.id,
    conditions: [filedInScope],
    value: () => ({ span: NOTHING }),
  },
  formula: fixedAmount('A6.2.amount'),
};

const subsidyFacts = { ...shared, nationalPilotTask: consortiumFacts.nationalPilotTask } as const;

/**
 * A6.4 「对承担国家试点任务、签订标杆任务书的联合体，按设备投资（含软件）的15%给予最高3000万元补助，」
 * Both attributes (、 joins them); no investment threshold; each project tested under F.2.
 */
export const consortiumInvestmentSubsidy: MeasureOf<typeof subsidyFacts, MemberRow> = {
  id: 'consortium-investment-subsidy',
  code: '6b',
  article: 6,
  clause: 'A6.4',
  subject: 'consortium',
  title: text('联合体设备投资补助', 'consortium investment subsidy'),
  facts: subsidyFacts,
  parameters: ['A6.2.suppliers', 'A6.4.rate', 'A6.4.cap', 'A6.5.advance'],
  conditions: [
    appliedInForce,
    enoughSuppliers,
    isTrue('national-pilot-task', 'A6.4', 'nationalPilotTask', text('承担国家试点任务', 'carries a national pilot task')),
    isTrue('task-book', 'A6.4', 'taskBookSigned', text('签订标杆任务书', 'benchmark task book signed')),
  ],
  rows: {
    fact: 'projects',
    of: (facts) => facts.projects,
    id: (project) => project.id,
    conditions: [filedInScope],
    value: equipmentOf,
  },
  formula: percentage({
    base: (_facts, { base }) => ({ span: base ?? ANY_AMOUNT }),
    rate: (_facts, { parameters }) => exactly(parameters['A6.4.rate'].decimal),
    cap: 'A6.4.cap',
  }),
};

/** What the payment of a consortium's subsidy depends on. */
export interface ConsortiumPayment {
  readonly key: string;
  /** The payable total after F.3: capped, rounded. */
  readonly total: Span;
  readonly eligible: boolean;
  /** Verified equipment investment of the projects that take this subsidy, without withdrawn leases. */
  readonly verifiedBase: Span;
  readonly investmentProgress: Dec | undefined;
  readonly taskProgress: Dec | undefined;
  readonly advancesPaid: Dec | undefined;
  readonly settlementFactor: Dec | undefined;
  readonly accepted: boolean | undefined;
  readonly settlementDate: string | undefined;
}

/**
 * A6.5 「每年开展任务评价，按投资和任务进度给予不超过补助总额50%的拨款，」 and
 * A6.6 「其余部分待项目竣工验收后，按项目任务完成情况和取得成效统一结算。」
 * The settlement factor is the authority's finding; the formula is its upper bound (I-35).
 */
export function consortiumSubsidyPayment(p: ConsortiumPayment, context: Context): Payment {
  const { parameters } = context;
  const paid = amountOrAny(p.advancesPaid);
  const progress = jointProgress(ratioOrAny(p.investmentProgress), ratioOrAny(p.taskProgress), context);
  const inForce = paymentInForce(p.settlementDate, context);
  const advance = advanceRange(p.total, progress, parameters['A6.5.advance'].decimal, paid, inForce);
  if (p.accepted !== true) return { key: p.key, advance };

  const limit = parameters['A6.4.cap'].decimal;
  const rate = parameters['A6.4.rate'].decimal;
  const most = mapSpan(p.verifiedBase, (a) => minOf(a.times(rate), limit));
  const verified = roundedSpan(context, multiply(most, ratioOrAny(p.settlementFactor)));
  const final = p.eligible ? verified : orNothing(verified);
  return { key: p.key, advance, settlement: settlementRange(finalInForce(final, paid, inForce), paid) };
}

/** 「按投资和任务进度」: by default the lower of the two (I-34). */
function jointProgress(investment: Span, task: Span, context: Context): Span {
  switch (context.readings.dualProgress) {
    case 'min':
      return combine(investment, task, minOf);
    case 'mean':
      return combine(investment, task, (a, b) => a.plus(b).div(2));
    case 'product':
      return multiply(investment, task);
    case 'investment-only':
      return investment;
  }
}
