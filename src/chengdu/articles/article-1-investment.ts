import { type Condition, type Locate, atLeast, isTrue, met, reaches, unknown, unmet, unstated } from '../../core/condition.js';
import { type Dec, ZERO, maxOf, minOf } from '../../core/decimal.js';
import { type KnownFacts, fact, pick, required } from '../../core/fact.js';
import { type Bounded, type Open, amountOf } from '../../core/facts.js';
import { assessedWithin, percentage } from '../../core/formula.js';
import type { Law } from '../../core/law.js';
import type { Measure } from '../../core/measure.js';
import type { InStages } from '../../core/payment.js';
import { ALL, product, ratio } from '../../core/ratio.js';
import { type RatioSpan, combineRatios, exactRatio, exactly, least, minusToZero, ratioOrAny } from '../../core/span.js';
import { text } from '../../core/text.js';
import { projectFacts } from '../facts/projects.js';
import { settlementDate } from '../facts/shared.js';
import { appliedInForce, filedInScope, paymentInForce } from '../final-provisions.js';
import { parameter, readingsOf } from '../law.js';
import type { ParameterId } from '../parameters.js';
import type { ClauseId } from '../text.js';

/** 一、扩大新型技术改造投资 */

const scope = {
  project: required(fact('id', 'applicant', '项目编号', 'project id')),
  ...pick(projectFacts, 'applicationDate', 'filed', 'filingDate', 'nationalDemonstration'),
} as const;

export const rewardFacts = {
  ...scope,
  ...pick(projectFacts, 'newType', 'technicalUpgrade', 'inIndustrialStatistics'),
  ...pick(projectFacts, 'totalInvestment', 'equipmentInvestment', 'assessedReward'),
} as const;
type Reward = KnownFacts<typeof rewardFacts>;

/** The filed total reaches the threshold; a total that is not stated is at least the equipment in it. */
const filedTotal = (clause: ClauseId, threshold: ParameterId) =>
  reaches('total-investment', clause, 'totalInvestment', threshold, text('投资额达到门槛', 'total investment reaches the threshold'));

/**
 * A1.2 「对投资500万元（含）以上且纳入工业投资统计的技改项目，给予一次性最高10万元奖励。」
 * A ceiling: without the authority's figure only 最高 is known. The project need not be new-type. It is
 * not settled: it stays on the filed total (I-15).
 */
export const investmentReward: Measure<Reward> = {
  // Stated whole in each measure: a bundler cannot leave out a literal that begins with a spread.
  article: 1,
  kind: 'project',
  source: { each: 'projects', id: 'id' },
  subject: 'project',
  payee: { kind: 'enterprise', fact: 'owner' },
  datedBy: 'applicationDate',
  id: 'investment-reward',
  code: '1a',
  clause: 'A1.2',
  title: text('技改项目一次性奖励', 'one-off investment reward'),
  facts: rewardFacts,
  parameters: ['A1.2.threshold', 'A1.2.cap'] satisfies ParameterId[],
  conditions: [
    appliedInForce,
    filedInScope,
    isTrue('technical-upgrade', 'A1.2', 'technicalUpgrade', text('属技改项目', 'technical upgrading project')),
    isTrue('in-industrial-statistics', 'A1.2', 'inIndustrialStatistics', text('纳入工业投资统计', 'in the industrial-investment statistics')),
    filedTotal('A1.2', 'A1.2.threshold'),
  ],
  formula: assessedWithin({ fact: 'assessedReward', cap: 'A1.2.cap' }),
  // One sum for the project, not measured by its equipment: no lease takes a part of it away.
  uses: { as: 'whole' },
};

export const subsidyFacts = {
  ...scope,
  ...pick(projectFacts, 'newType', 'pilotIndustry', 'totalInvestment', 'equipmentInvestment'),
  leasedEquipment: fact('money', 'applicant', '其中融资租入设备', 'of which leased equipment'),
  acceptance: projectFacts.acceptance,
} as const;
type Subsidy = KnownFacts<typeof subsidyFacts>;

/** The classes of A1.3 with their rates: 分别 gives the k-th rate to the k-th class. */
const CLASSES: readonly { readonly rate: ParameterId; readonly member: (f: ClassFacts) => boolean }[] = [
  { rate: 'A1.3.rate.national-demonstration', member: (f) => f.nationalDemonstration === true && f.newType === true },
  // Whether it must be new-type as well is a condition, not a matter of the rate.
  { rate: 'A1.3.rate.pilot-industry', member: (f) => f.pilotIndustry === true },
  { rate: 'A1.3.rate.other-new-type', member: (f) => f.newType === true },
];

type ClassFacts = Pick<Subsidy, 'nationalDemonstration' | 'pilotIndustry' | 'newType'>;

const pilotSuffices = (law: Law): boolean => readingsOf(law).pilotIndustryMustBeNewType === 'no';

/** The rate of a project: the highest of its classes (I-16); 0 for a project of none. */
const rateOf = (facts: ClassFacts, law: Law): Dec =>
  CLASSES.filter(({ member }) => member(facts)).map(({ rate }) => parameter(law, rate).decimal).reduce(maxOf, ZERO);

/** A1.3 names three classes; 其他 says that the first two are new-type as well (I-16). */
const inClass: Condition<ClassFacts> = {
  id: 'new-type',
  clause: 'A1.3',
  label: text('属新型技术改造项目', 'new-type upgrading project'),
  facts: ['newType', 'pilotIndustry'],
  values: { 'pilot-industry': text('属试点行业', 'in a pilot industry') },
  test: (facts, law, locate) => {
    const suffices = pilotSuffices(law);
    const required = suffices ? 'true | pilot-industry' : 'true';
    if (facts.newType === true) return met(required, 'true');
    if (suffices && facts.pilotIndustry === true) return met(required, 'pilot-industry');
    const missing = unstated(facts, suffices ? ['newType', 'pilotIndustry'] : ['newType'], locate);
    return missing.length > 0 ? unknown(required, missing) : unmet(required, 'false');
  },
};

/**
 * I-15: the filed total had to reach the threshold, and the verified one must still reach it: the lower
 * of the two is tested, or the one that is stated.
 */
const threshold: Condition<Subsidy> = {
  ...filedTotal('A1.3', 'A1.3.threshold'),
  facts: ['totalInvestment', 'acceptance'],
  test: (facts, law, locate) => {
    const { totalInvestment: filed, acceptance } = facts;
    const verified = readingsOf(law).thresholdAtSettlement === 'actual' ? acceptance?.totalInvestment : undefined;
    if (verified === undefined) return atLeast(amountOf(facts, 'totalInvestment', locate), filed, law, 'A1.3.threshold');
    const lower = filed === undefined ? verified : minOf(filed, verified);
    return atLeast({ span: exactly(lower), missing: [] }, lower, law, 'A1.3.threshold');
  },
};

/** What of a project's equipment the rates of A1.3 and A6.4 look at. */
export type EquipmentFacts = Bounded & Pick<Subsidy, 'equipmentInvestment' | 'leasedEquipment' | 'acceptance'>;

/**
 * The equipment investment that counts: as filed, and from acceptance on the lower of filed and
 * verified (I-44). Leased equipment is part of it unless the reading leaves it out (I-11).
 */
export function equipmentOf(facts: EquipmentFacts, law: Law, locate: Locate): Open {
  const filed = amountOf(facts, 'equipmentInvestment', locate);
  const verified = facts.acceptance && exactly(facts.acceptance.equipmentInvestment);
  const counted: Open =
    verified === undefined ? filed
    : readingsOf(law).settlementAboveApproved === 'verified' ? { span: verified, missing: [] }
    : { span: least(filed.span, verified), missing: filed.missing };
  if (readingsOf(law).leasedEquipmentInInvestment === 'yes') return counted;
  const leased = amountOf(facts, 'leasedEquipment', locate);
  return { span: minusToZero(counted.span, leased.span), missing: [...counted.missing, ...leased.missing] };
}

const { of: construction } = projectFacts.construction;
const payingFacts = {
  ...pick(construction, 'started', 'investmentProgress', 'advancesPaid'),
  settlementDate,
} as const;
type Paying = Subsidy & Partial<KnownFacts<typeof payingFacts>>;

/**
 * A1.4 「项目开工后，按投资进度给予不超过补助总额50%的拨款，其余部分待项目竣工验收后统一结算。」
 * Advances from the start of works by investment progress; after acceptance one account.
 */
const inStages: InStages<Paying> = {
  as: 'stages',
  clause: 'A1.4',
  settledBy: 'A1.4',
  share: 'A1.4.advance',
  facts: payingFacts,
  paid: 'advancesPaid',
  progress: ({ started, investmentProgress }, law, locate) => {
    if (started === false) return { span: exactRatio(ratio(ZERO)), missing: [] };
    const { advanceFormula } = readingsOf(law);
    const stated = ratioOrAny(investmentProgress);
    const half = exactRatio(ratio(parameter(law, 'A1.4.advance').decimal));
    const span =
      advanceFormula === 'flat-half' ? exactRatio(ALL)
      : advanceFormula === 'half-of-progress' ? combineRatios(stated, half, product)
      : stated;
    const missing = advanceFormula === 'flat-half' || investmentProgress !== undefined ? [] : [locate('investmentProgress')];
    return started === undefined ? { span: orNone(span), missing: [locate('started'), ...missing] } : { span, missing };
  },
  settled: ({ acceptance }) => acceptance !== undefined,
  inForce: paymentInForce,
  inForceBy: 'settlementDate',
};

/** Works that may not have started allow nothing at the least. */
const orNone = ({ hi }: RatioSpan): RatioSpan => ({ lo: ratio(ZERO), hi });

/**
 * A1.3 「对投资2000万元（含）以上的国家示范项目、试点行业项目、其他新型技术改造项目，分别按项目设备投资（含软件）的
 * 20%、10%、8%给予补助，单个项目最高补助2000万元；」
 * The threshold looks at total investment, the rate at equipment including software.
 */
export const investmentSubsidy: Measure<Subsidy> = {
  article: 1,
  kind: 'project',
  source: { each: 'projects', id: 'id' },
  subject: 'project',
  payee: { kind: 'enterprise', fact: 'owner' },
  datedBy: 'applicationDate',
  id: 'investment-subsidy',
  code: '1b',
  clause: 'A1.3',
  title: text('新型技术改造投资补助', 'new-type investment subsidy'),
  facts: subsidyFacts,
  parameters: [
    'A1.3.threshold',
    'A1.3.rate.national-demonstration',
    'A1.3.rate.pilot-industry',
    'A1.3.rate.other-new-type',
    'A1.3.cap',
    'A1.4.advance',
  ] satisfies ParameterId[],
  branchOn: ['nationalDemonstration', 'pilotIndustry', 'newType'],
  conditions: [appliedInForce, filedInScope, inClass, threshold],
  formula: percentage({
    base: (facts, { law, locate }) => equipmentOf(facts, law, locate),
    rate: (facts, law) => exactly(rateOf(facts, law)),
    cap: 'A1.3.cap',
  }),
  uses: { as: 'base' },
  pays: inStages,
};
