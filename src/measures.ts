/**
 * The twelve measures as typed calculators, grouped by article.
 *
 * Each calculator takes the flat facts of one measure for one subject and gives its determination.
 * A fact that is left out or null is unknown. A value that is not of its type throws
 * `InvalidCaseError` naming the path.
 */
import * as article1 from './chengdu/articles/article-1-investment.js';
import * as article2 from './chengdu/articles/article-2-financing.js';
import * as article3 from './chengdu/articles/article-3-service-providers.js';
import * as article4 from './chengdu/articles/article-4-supply.js';
import * as article5 from './chengdu/articles/article-5-demonstrations.js';
import * as article6 from './chengdu/articles/article-6-consortia.js';
import * as article7 from './chengdu/articles/article-7-parks.js';
import type { MeasureId, SubjectKind } from './chengdu/catalogue.js';
import { published } from './chengdu/law.js';
import type { Readings } from './chengdu/choices.js';
import { inferences } from './chengdu/facts/projects.js';
import type { Options as AnyOptions } from './core/context.js';
import type { Determination as AnyDetermination } from './core/determination.js';
import type { FactTable, GivenFacts } from './core/fact.js';
import type { Measure } from './core/measure.js';
import { calculate } from './assess/calculate.js';

/** What every call may choose: the readings of the open questions and the version of the policy. */
export interface Options extends Omit<AnyOptions, 'readings'> {
  /** Choices among the readings; each one left out stays at its default. */
  readonly readings?: Partial<Readings> | undefined;
}

/** What one measure gives to one subject, and why. */
export type Determination = AnyDetermination<MeasureId, SubjectKind>;

/** A calculator: the flat facts of one measure in, its determination out. */
export type Calculator<S extends FactTable> = (facts: GivenFacts<S>, options?: Options) => Determination;

/** Makes the calculator of a measure, whose facts stand in a table. */
const calculator = <S extends FactTable>(measure: { readonly facts: FactTable }, table: S): Calculator<S> => {
  void table;
  return (given, options) => calculate(measure as unknown as Measure, inferences, published, given, options) as Determination;
};

/**
 * A1.2 技改项目一次性奖励 (1a): what the authority fixes (`assessedReward`, yuan), up to the ceiling, once per project,
 * for a technical upgrade in the industrial-investment statistics that reaches the threshold by `totalInvestment`.
 *
 * @throws InvalidCaseError naming each fact or option that is not of its type
 * @example
 * investmentReward({ project: 'P', applicationDate: '2025-06-01', filingDate: '2024-07-01', nationalDemonstration: false,
 *   technicalUpgrade: true, inIndustrialStatistics: true, totalInvestment: '8000000' }).amount // { min: '0.00', max: '100000.00' }
 */
export const investmentReward = /* @__PURE__ */ calculator(article1.investmentReward, article1.rewardFacts);
/**
 * A1.3 新型技术改造投资补助 (1b): the rate of the project's class × `equipmentInvestment` (yuan, software included), held
 * to the cap per project; the threshold looks at `totalInvestment`. From `acceptance` on the lower of filed and verified
 * counts. `leasedEquipment` leaves the base only under the reading `leasedEquipmentInInvestment: 'no'`.
 *
 * @throws InvalidCaseError naming each fact or option that is not of its type
 * @example
 * investmentSubsidy({ project: 'P', applicationDate: '2025-06-01', filingDate: '2024-07-01', nationalDemonstration: false,
 *   newType: true, pilotIndustry: true, totalInvestment: '30000000', equipmentInvestment: '20000000' }).amount.max // '2000000.00'
 */
export const investmentSubsidy = /* @__PURE__ */ calculator(article1.investmentSubsidy, article1.subsidyFacts);
/**
 * A2.2 新型技改专项贷贴息 (2a) of one enterprise and year: the sum of what the authority assessed for each loan
 * (`assessedSubsidy`, yuan), each bounded by its `interestPaid`, held to the cap. The text states no rate.
 *
 * @throws InvalidCaseError naming each fact or option that is not of its type
 */
export const loanInterestSubsidy = /* @__PURE__ */ calculator(article2.loanInterestSubsidy, article2.loanMeasureFacts);
/**
 * A2.3 设备融资租赁补助 (2b) of one enterprise and year: the rate × the `annualAmount` (yuan) of its direct leases
 * together, held to the cap. `principal` and `start` matter only under `leaseBasis: 'time-weighted-principal'`.
 *
 * @throws InvalidCaseError naming each fact or option that is not of its type
 */
export const financeLeaseSubsidy = /* @__PURE__ */ calculator(article2.financeLeaseSubsidy, article2.leaseMeasureFacts);
/**
 * A3.3 优秀服务商奖励 (3) of one provider and year: the amount of its tier (`tierAmount`, yuan), up to the ceiling, for a
 * listed and qualified provider of sufficient `rank`. The tiers are not in the text.
 *
 * @throws InvalidCaseError naming each fact or option that is not of its type
 */
export const serviceProviderAward = /* @__PURE__ */ calculator(article3.serviceProviderAward, article3.providerFacts);
/**
 * A4.3 设备供给补助 (4a): the rate × all sales of equipment (`amount` of each line, yuan) to new-type projects in scope,
 * held to the cap, once they reach the threshold together. Sales to the supplier itself do not count.
 *
 * @throws InvalidCaseError naming each fact or option that is not of its type
 */
export const equipmentSupplySubsidy = /* @__PURE__ */ calculator(article4.equipmentSupplySubsidy, article4.salesFacts);
/**
 * A4.4 软件供给补助 (4b): as 4a, for software, with its own threshold, rate and cap.
 *
 * @throws InvalidCaseError naming each fact or option that is not of its type
 */
export const softwareSupplySubsidy = /* @__PURE__ */ calculator(article4.softwareSupplySubsidy, article4.salesFacts);
/**
 * A5.3 标杆示范年度奖励 (5a): a stated sum for a year whose evaluation was `passed`, for a pilot-industry new-type project
 * with a signed task book.
 *
 * @throws InvalidCaseError naming each fact or option that is not of its type
 */
export const demonstrationAnnualAward = /* @__PURE__ */ calculator(article5.demonstrationAnnualAward, article5.annualFacts);
/**
 * A5.4 标杆示范目标奖励 (5b): what the authority assessed (`assessedAward`, yuan, gross), up to the ceiling, less the
 * yearly awards before it (`annualAwards`, yuan, or the list of `evaluations`), where targets and expected effect are both
 * reached.
 *
 * @throws InvalidCaseError naming each fact or option that is not of its type
 */
export const demonstrationCompletionAward = /* @__PURE__ */ calculator(article5.demonstrationCompletionAward, article5.completionFacts);
/**
 * A6.2 链主企业奖励 (6a): a stated sum to the leader of a consortium with enough `directSuppliers` (the leader not counted)
 * that reached its targets and expected effect; at least one of its `projects` is new-type and in scope under F.2.
 *
 * @throws InvalidCaseError naming each fact or option that is not of its type
 */
export const chainLeaderAward = /* @__PURE__ */ calculator(article6.chainLeaderAward, article6.leaderFacts);
/**
 * A6.4 联合体设备投资补助 (6b): the rate × the equipment investment (yuan, software included) of the consortium's new-type
 * projects in scope, held to the cap per consortium; once `accepted`, times the `settlementFactor`. No investment threshold.
 *
 * @throws InvalidCaseError naming each fact or option that is not of its type
 */
export const consortiumInvestmentSubsidy = /* @__PURE__ */ calculator(article6.consortiumInvestmentSubsidy, article6.subsidyFacts);
/**
 * A7.3 园区奖励 (7): the total that the authority fixes (`assessedTotal`, yuan), up to the ceiling, for a park with a
 * national new-type pilot task and a signed task book; after a failed year what its passed `evaluations` allow.
 *
 * @throws InvalidCaseError naming each fact or option that is not of its type
 */
export const parkAward = /* @__PURE__ */ calculator(article7.parkAward, article7.awardFacts);

export { type MeasureEntry, measureCatalogue } from './chengdu/catalogue.js';
export type { MeasureId, SubjectKind } from './chengdu/catalogue.js';
export type { ConditionResult, ItemResult, Nature, Outcome, Status, Step } from './core/determination.js';
export { type CaseIssue, InvalidCaseError, isInvalidCaseError } from './core/error.js';
export type { AmountInput, DayInput, RatioInput } from './core/fact.js';
export type { Range } from './core/span.js';
