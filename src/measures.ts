/**
 * The twelve measures as typed calculators, grouped by article. This entry needs no zod: facts are
 * read by small functions of its own.
 *
 * Each calculator takes the flat facts of one measure for one subject and gives its determination.
 * A fact that is left out or null is unknown. A value that is not of its type throws
 * `InvalidCaseError` naming the path.
 */
import * as article1 from './articles/article-1-investment.js';
import * as article2 from './articles/article-2-financing.js';
import * as article3 from './articles/article-3-service-providers.js';
import * as article4 from './articles/article-4-supply.js';
import * as article5 from './articles/article-5-demonstrations.js';
import * as article6 from './articles/article-6-consortia.js';
import * as article7 from './articles/article-7-parks.js';
import type { FactTable, GivenFacts } from './facts/fact.js';
import { readFacts } from './facts/read.js';
import { inPlace, type Locate } from './kernel/condition.js';
import { type Context, type Options, contextOf } from './kernel/context.js';
import type { Determination } from './kernel/determination.js';
import { type Evaluated, type Measure, type Subject, evaluate } from './kernel/measure.js';

/** A calculator: the flat facts of one measure in, its determination out. */
export type Calculator<S extends FactTable> = (facts: GivenFacts<S>, options?: Options) => Determination;

/** Makes the calculator of a measure whose subject is named by one of its facts. */
function calculator<S extends FactTable, F, R>(
  measure: Measure<F, R, S>,
  subject: keyof F & string,
  evaluated: (measure: Measure<F, R, S>, facts: F, subject: Subject, context: Context) => Evaluated = evaluate,
): Calculator<S> {
  const year = 'year' as keyof F;
  const rows = measure.rows?.fact;
  const locateRow = (row: number): Locate => (name) => `${rows}[${row}].${name}`;
  return (given, options) => {
    const context = contextOf(options);
    const facts = readFacts(measure.facts, given) as unknown as F;
    const id = facts[subject] as string;
    return evaluated(measure, facts, { id, year: facts[year] as number | undefined, locate: inPlace, locateRow }, context).determination;
  };
}

/**
 * A1.2 技改项目一次性奖励 (1a): what the authority fixes (`assessedReward`, yuan), up to the ceiling, once per project,
 * for a technical upgrade in the industrial-investment statistics that reaches the threshold by `totalInvestment`.
 *
 * @throws InvalidCaseError naming each fact or option that is not of its type
 * @example
 * investmentReward({ project: 'P', applicationDate: '2025-06-01', filingDate: '2024-07-01', nationalDemonstration: false,
 *   technicalUpgrade: true, inIndustrialStatistics: true, totalInvestment: '8000000' }).amount // { min: '0.00', max: '100000.00' }
 */
export const investmentReward = calculator(article1.investmentReward, 'project');
/**
 * A1.3 新型技术改造投资补助 (1b): the rate of the project's class × `equipmentInvestment` (yuan, software included), held
 * to the cap per project; the threshold looks at `totalInvestment`. `leasedEquipment` matters only under the reading
 * `leasedEquipmentInInvestment: 'no'`.
 *
 * @throws InvalidCaseError naming each fact or option that is not of its type
 * @example
 * investmentSubsidy({ project: 'P', applicationDate: '2025-06-01', filingDate: '2024-07-01', nationalDemonstration: false,
 *   newType: true, pilotIndustry: true, totalInvestment: '30000000', equipmentInvestment: '20000000' }).amount.max // '2000000.00'
 */
export const investmentSubsidy = calculator(article1.investmentSubsidy, 'project');
/**
 * A2.2 新型技改专项贷贴息 (2a) of one enterprise and year: the sum of what the authority assessed for each loan
 * (`assessedSubsidy`, yuan), each bounded by its `interestPaid`, held to the cap. The text states no rate.
 *
 * @throws InvalidCaseError naming each fact or option that is not of its type
 */
export const loanInterestSubsidy = calculator(article2.loanInterestSubsidy, 'enterprise');
/**
 * A2.3 设备融资租赁补助 (2b) of one enterprise and year: the rate × the `annualAmount` (yuan) of its direct leases
 * together, held to the cap. `principal` and `start` matter only under `leaseBasis: 'time-weighted-principal'`.
 *
 * @throws InvalidCaseError naming each fact or option that is not of its type
 */
export const financeLeaseSubsidy = calculator(article2.financeLeaseSubsidy, 'enterprise');
/**
 * A3.3 优秀服务商奖励 (3) of one provider and year: the amount of its tier (`tierAmount`, yuan), up to the ceiling, for a
 * listed and qualified provider of sufficient `rank`. The tiers are not in the text.
 *
 * @throws InvalidCaseError naming each fact or option that is not of its type
 */
export const serviceProviderAward = calculator(article3.serviceProviderAward, 'provider');
/**
 * A4.3 设备供给补助 (4a): the rate × all sales of equipment (`amount` of each line, yuan) to new-type projects in scope,
 * held to the cap, once they reach the threshold together. Sales to the supplier itself do not count.
 *
 * @throws InvalidCaseError naming each fact or option that is not of its type
 */
export const equipmentSupplySubsidy = calculator(article4.equipmentSupplySubsidy, 'supplier', article4.evaluateSales);
/**
 * A4.4 软件供给补助 (4b): as 4a, for software, with its own threshold, rate and cap.
 *
 * @throws InvalidCaseError naming each fact or option that is not of its type
 */
export const softwareSupplySubsidy = calculator(article4.softwareSupplySubsidy, 'supplier', article4.evaluateSales);
/**
 * A5.3 标杆示范年度奖励 (5a): a stated sum for a year whose evaluation was `passed`, for a pilot-industry new-type project
 * with a signed task book.
 *
 * @throws InvalidCaseError naming each fact or option that is not of its type
 */
export const demonstrationAnnualAward = calculator(article5.demonstrationAnnualAward, 'project');
/**
 * A5.4 标杆示范目标奖励 (5b): what the authority assessed (`assessedAward`, yuan, gross), up to the ceiling, less the
 * yearly awards before it (`annualAwards`, yuan), where targets and expected effect are both reached.
 *
 * @throws InvalidCaseError naming each fact or option that is not of its type
 */
export const demonstrationCompletionAward = calculator(article5.demonstrationCompletionAward, 'project');
/**
 * A6.2 链主企业奖励 (6a): a stated sum to the leader of a consortium with enough `directSuppliers` (the leader not counted)
 * that reached its targets and expected effect; at least one of its `projects` is in scope under F.2.
 *
 * @throws InvalidCaseError naming each fact or option that is not of its type
 */
export const chainLeaderAward = calculator(article6.chainLeaderAward, 'consortium');
/**
 * A6.4 联合体设备投资补助 (6b): the rate × the equipment investment (yuan, software included) of the consortium's projects
 * in scope, held to the cap per consortium. No investment threshold.
 *
 * @throws InvalidCaseError naming each fact or option that is not of its type
 */
export const consortiumInvestmentSubsidy = calculator(article6.consortiumInvestmentSubsidy, 'consortium');
/**
 * A7.3 园区奖励 (7): the total that the authority fixes (`assessedTotal`, yuan), up to the ceiling, for a park with a
 * national new-type pilot task and a signed task book. Evaluations govern the payment, not the award.
 *
 * @throws InvalidCaseError naming each fact or option that is not of its type
 */
export const parkAward = calculator(article7.parkAward, 'park');

export { type MeasureEntry, measureCatalogue } from './articles/catalogue.js';
export type { AmountInput } from './facts/fact.js';
export type { Options } from './kernel/context.js';
export type {
  ConditionResult, Determination, ItemResult, MeasureId, Nature, Outcome, Status, Step, SubjectKind,
} from './kernel/determination.js';
export type { Range } from './kernel/span.js';
export { type CaseIssue, InvalidCaseError, isInvalidCaseError } from './kernel/error.js';
