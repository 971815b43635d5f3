import { applicationDate, projectFacts } from '../case/facts.js';
import { required, fact, type KnownFacts } from '../facts/fact.js';
import { type Condition, type Locate, isTrue, met, reaches, unknown, unmet } from '../kernel/condition.js';
import { type Context, roundedSpan } from '../kernel/context.js';
import type { Dec } from '../kernel/decimal.js';
import { ONE, ZERO, minOf } from '../kernel/decimal.js';
import { assessedWithin, multiply, percentage } from '../kernel/formula.js';
import type { MeasureOf } from '../kernel/measure.js';
import { type Payment, advanceRange, finalInForce, settlementRange } from '../kernel/payment.js';
import { NOTHING, type Span, amountOrAny, exactly, mapSpan, minusToZero, orNothing, ratioOrAny } from '../kernel/span.js';
import { text } from '../kernel/text.js';
import type { ParameterId } from '../policy/parameters.js';
import { appliedInForce, filedInScope, paymentInForce } from './final-provisions.js';

/** 一、扩大新型技术改造投资 */

const subject = { project: required(fact('id', 'applicant', '项目编号', 'project id')) } as const;

const rewardFacts = {
  ...subject,
  applicationDate,
  filingDate: projectFacts.filingDate,
  nationalDemonstration: projectFacts.nationalDemonstration,
  technicalUpgrade: projectFacts.technicalUpgrade,
  inIndustrialStatistics: projectFacts.inIndustrialStatistics,
  totalInvestment: projectFacts.totalInvestment,
  assessedReward: projectFacts.assessedReward,
} as const;

/**
 * A1.2 「对投资500万元（含）以上且纳入工业投资统计的技改项目，给予一次性最高10万元奖励。」
 * A ceiling: without the authority's figure only 最高 is known. The project need not be new-type.
 */
export const investmentReward: MeasureOf<typeof rewardFacts> = {
  id: 'investment-reward',
  code: '1a',
  article: 1,
  clause: 'A1.2',
  subject: 'project',
  title: text('技改项目一次性奖励', 'one-off investment reward'),
  facts: rewardFacts,
  parameters: ['A1.2.threshold', 'A1.2.cap'],
  conditions: [
    appliedInForce,
    filedInScope,
    isTrue('technical-upgrade', 'A1.2', 'technicalUpgrade', text('属技改项目', 'technical upgrading project')),
    isTrue('in-industrial-statistics', 'A1.2', 'inIndustrialStatistics', text('纳入工业投资统计', 'in the industrial-investment statistics')),
    reaches('total-investment', 'A1.2.threshold', 'totalInvestment', text('投资额达到门槛', 'total investment reaches the threshold'), 'A1.2'),
  ],
  formula: assessedWithin({ fact: 'assessedReward', cap: 'A1.2.cap' }),
};

const subsidyFacts = {
  ...subject,
  applicationDate,
  filingDate: projectFacts.filingDate,
  nationalDemonstration: projectFacts.nationalDemonstration,
  newType: projectFacts.newType,
  pilotIndustry: projectFacts.pilotIndustry,
  totalInvestment: projectFacts.totalInvestment,
  equipmentInvestment: projectFacts.equipmentInvestment,
  leasedEquipment: fact('money', 'applicant', '其中融资租入设备', 'of which leased equipment'),
} as const;

/** The classes of A1.3 with their rates: 分别 gives the k-th rate to the k-th class. */
const CLASSES: readonly { readonly rate: ParameterId; readonly member: (f: ClassFacts, context: Context) => boolean }[] = [
  { rate: 'A1.3.rate.national-demonstration', member: (f) => f.nationalDemonstration === true && f.newType === true },
  {
    rate: 'A1.3.rate.pilot-industry',
    member: (f, { readings }) =>
      f.pilotIndustry === true && (f.newType === true || readings.pilotIndustryMustBeNewType === 'no'),
  },
  { rate: 'A1.3.rate.other-new-type', member: (f) => f.newType === true },
];

interface ClassFacts {
  readonly nationalDemonstration?: boolean | undefined;
  readonly pilotIndustry?: boolean | undefined;
  readonly newType?: boolean | undefined;
}

/** The rate of a project: the highest of its classes (I-16); 0 for a project of none. */
function rateOf(facts: ClassFacts, context: Context): Dec {
  let highest = ZERO;
  for (const { rate, member } of CLASSES) {
    const value = context.parameters[rate].decimal;
    if (member(facts, context) && value.cmp(highest) > 0) highest = value;
  }
  return highest;
}

/** A1.3 names three classes; 其他 says that the first two are new-type as well (I-16). */
const inClass: Condition<ClassFacts> = {
  id: 'new-type',
  clause: 'A1.3',
  label: text('属新型技术改造项目', 'new-type upgrading project'),
  facts: ['newType', 'pilotIndustry'],
  test: (facts, context, locate) => {
    const { newType, pilotIndustry } = facts;
    const pilotSuffices = context.readings.pilotIndustryMustBeNewType === 'no';
    if (newType === true) return met('new-type', 'A1.3', 'true', 'true');
    if (pilotSuffices && pilotIndustry === true) return met('new-type', 'A1.3', 'true or pilot industry', 'pilot industry');
    const missing = [
      ...(newType === undefined ? [locate('newType')] : []),
      ...(pilotSuffices && pilotIndustry === undefined ? [locate('pilotIndustry')] : []),
    ];
    return missing.length > 0 ? unknown('new-type', 'A1.3', 'true', missing) : unmet('new-type', 'A1.3', 'true', 'false');
  },
};

/** Leased equipment of a project, with the facts that leave it open. */
export interface LeasedEquipment {
  readonly span: Span;
  readonly missing: readonly string[];
}

/** What of a project's equipment the rate looks at. */
export interface EquipmentFacts {
  readonly equipmentInvestment?: Dec | undefined;
  readonly leasedEquipment?: Dec | undefined;
  /** Found from the leases of a case, in place of the stated sum. */
  readonly leased?: LeasedEquipment | undefined;
}

/**
 * The equipment investment that the rate looks at. Leased equipment is part of it unless the reading
 * `leasedEquipmentInInvestment` leaves it out (I-11), applied for or verified alike.
 */
export function equipmentBase(equipment: Span, leased: Span, context: Context): Span {
  return context.readings.leasedEquipmentInInvestment === 'yes' ? equipment : minusToZero(equipment, leased);
}

/** That base with the unknown facts that leave it open. */
export function equipmentOf(facts: EquipmentFacts, context: Context, locate: Locate): { readonly span: Span; readonly missing: readonly string[] } {
  const { equipmentInvestment, leasedEquipment } = facts;
  const leased = facts.leased ?? {
    span: amountOrAny(leasedEquipment),
    missing: leasedEquipment === undefined ? [locate('leasedEquipment')] : [],
  };
  return {
    span: equipmentBase(amountOrAny(equipmentInvestment), leased.span, context),
    missing: [
      ...(equipmentInvestment === undefined ? [locate('equipmentInvestment')] : []),
      ...(context.readings.leasedEquipmentInInvestment === 'yes' ? [] : leased.missing),
    ],
  };
}

/**
 * A1.3 「对投资2000万元（含）以上的国家示范项目、试点行业项目、其他新型技术改造项目，分别按项目设备投资（含软件）的
 * 20%、10%、8%给予补助，单个项目最高补助2000万元；」
 * The threshold looks at total investment, the rate at equipment including software.
 */
export const investmentSubsidy: MeasureOf<typeof subsidyFacts, never, KnownFacts<typeof subsidyFacts> & EquipmentFacts> = {
  id: 'investment-subsidy',
  code: '1b',
  article: 1,
  clause: 'A1.3',
  subject: 'project',
  title: text('新型技术改造投资补助', 'new-type investment subsidy'),
  facts: subsidyFacts,
  parameters: [
    'A1.3.threshold',
    'A1.3.rate.national-demonstration',
    'A1.3.rate.pilot-industry',
    'A1.3.rate.other-new-type',
    'A1.3.cap',
    'A1.4.advance',
  ],
  branchOn: ['nationalDemonstration', 'pilotIndustry', 'newType'],
  conditions: [
    appliedInForce,
    filedInScope,
    inClass,
    reaches('total-investment', 'A1.3.threshold', 'totalInvestment', text('投资额达到门槛', 'total investment reaches the threshold'), 'A1.3'),
  ],
  formula: percentage({
    base: (facts, { context, locate }) => equipmentOf(facts, context, locate),
    rate: (facts, context) => exactly(rateOf(facts, context)),
    cap: 'A1.3.cap',
  }),
};

/** What the payment of a project's investment subsidy depends on. */
export interface InvestmentPayment {
  readonly key: string;
  /** The payable total after F.3: capped, rounded. */
  readonly total: Span;
  /** Rate of the project's class. */
  readonly rate: Span;
  /** Whether the project is eligible for certain on the facts applied for. */
  readonly eligible: boolean;
  /** Equipment kept out of the base: leased and claimed under A2.3 instead. */
  readonly withdrawn: Span;
  /** Equipment that is leased, for the reading that leaves it out of the base. */
  readonly leased: Span;
  readonly construction: KnownFacts<(typeof projectFacts)['construction']['of']> | undefined;
  readonly acceptance: KnownFacts<(typeof projectFacts)['acceptance']['of']> | undefined;
  readonly settlementDate: string | undefined;
}

/**
 * A1.4 「项目开工后，按投资进度给予不超过补助总额50%的拨款，其余部分待项目竣工验收后统一结算。」
 * Advances from the start of works by investment progress; after acceptance one account on verified
 * figures, in which the threshold is tested again (I-15). Where a settlement is shown, it takes the
 * place of further advances.
 */
export function investmentSubsidyPayment(p: InvestmentPayment, context: Context): Payment {
  const { parameters } = context;
  const paid = amountOrAny(p.construction?.advancesPaid);
  const progress = advanceProgress(p.construction, context);
  const inForce = paymentInForce(p.settlementDate, context);
  const advance = advanceRange(p.total, progress, parameters['A1.4.advance'].decimal, paid, inForce);
  if (p.acceptance === undefined) return { key: p.key, advance };

  const reached = reachedAtSettlement(p.acceptance, context);
  const base = minusToZero(equipmentBase(exactly(p.acceptance.equipmentInvestment), p.leased, context), p.withdrawn);
  const limit = parameters['A1.3.cap'].decimal;
  const verified = roundedSpan(context, mapSpan(multiply(base, p.rate), (a) => minOf(a, limit)));
  const final = !reached ? NOTHING : p.eligible ? verified : orNothing(verified);
  return { key: p.key, advance, settlement: settlementRange(finalInForce(final, paid, inForce), paid) };
}

/** Whether the verified total investment still carries the subsidy (I-15). */
export const reachedAtSettlement = (acceptance: { readonly totalInvestment: Dec }, { parameters, readings }: Context): boolean =>
  readings.thresholdAtSettlement === 'as-approved' || acceptance.totalInvestment.cmp(parameters['A1.3.threshold'].decimal) >= 0;

/** How far works have gone, as the reading `advanceFormula` counts it (I-18). */
function advanceProgress(construction: InvestmentPayment['construction'], context: Context): Span {
  if (construction === undefined) return { lo: ZERO, hi: ONE };
  if (!construction.started) return NOTHING;
  switch (context.readings.advanceFormula) {
    case 'capped-progress':
      return ratioOrAny(construction.investmentProgress);
    case 'half-of-progress':
      return mapSpan(ratioOrAny(construction.investmentProgress), (a) => a.times(context.parameters['A1.4.advance'].decimal));
    case 'flat-half':
      return exactly(ONE);
  }
}
