import type {
  consortiumFacts,
  demonstrationFacts,
  leaseFacts,
  loanFacts,
  parkFacts,
  projectFacts,
  serviceProviderFacts,
  supplyFacts,
} from '../case/facts.js';
import type { Fact, FactGroup, FactList, FactTable } from '../facts/fact.js';
import { type Bilingual, text } from '../kernel/text.js';
import type { ClauseId } from '../policy/text.js';
import type { ListName } from './gaps.js';

/**
 * How each fact is asked for: who can answer, in which words, and the sentence that makes it matter
 * where no condition of a determination names one (payments, and amounts that F.3 compares).
 *
 * Who can answer is this library's reading of the text and of usual practice, for orientation: the
 * text names departments by article, not by fact.
 */
export type Answerer = 'enterprise' | 'district' | 'city-bureau' | 'expert-review';

export const ANSWERERS: Readonly<Record<Answerer, Bilingual>> = Object.freeze({
  enterprise: text('申报单位', 'the applicant'),
  district: text('区（市）县主管部门', 'the district authority'),
  'city-bureau': text('市级主管部门', 'the city bureau'),
  'expert-review': text('专家评审（评价、验收）', 'expert review (evaluation, acceptance)'),
});

export interface Asking {
  readonly who: Answerer;
  readonly question: Bilingual;
  readonly clause: ClauseId;
}

const ask = (who: Answerer, clause: ClauseId, zh: string, en: string): Asking => ({ who, clause, question: text(zh, en) });

/** One entry for every fact of a table that may be left out, by its name within the row. */
type AskingOf<S extends FactTable> = { readonly [K in AskedNames<S>]: Asking };
type AskedNames<S extends FactTable> = {
  [K in keyof S & string]: S[K] extends Fact<infer _T, false>
    ? K
    : K extends 'acceptance'
      ? never
      : S[K] extends FactGroup<infer G>
        ? `${K}.${Exclude<keyof G & string, 'id'>}`
        : S[K] extends FactList<infer R>
          ? `${K}.${AskedNames<R>}`
          : never;
}[keyof S & string];

const PROJECT: AskingOf<typeof projectFacts> = {
  filingDate: ask('enterprise', 'F.2', '备案（审批）日期是哪一天？', 'on which day was it filed or approved?'),
  technicalUpgrade: ask('district', 'A1.2', '是否属技改项目？', 'is it a technical upgrading project?'),
  newType: ask('city-bureau', 'A1.3', '是否属新型技改项目？', 'is it a new-type upgrading project?'),
  pilotIndustry: ask('city-bureau', 'A1.3', '是否属试点行业？', 'is it in a pilot industry?'),
  nationalDemonstration: ask('city-bureau', 'F.2', '是否已入选国家制造业新型技术改造示范项目？', 'has it been selected as a national demonstration project?'),
  inIndustrialStatistics: ask('district', 'A1.2', '是否已纳入工业投资统计？', 'is it in the industrial-investment statistics?'),
  totalInvestment: ask('enterprise', 'A1.3', '项目总投资是多少元？', 'what is the total investment, in yuan?'),
  equipmentInvestment: ask('enterprise', 'A1.3', '设备投资（含软件）是多少元？', 'what is the equipment investment including software, in yuan?'),
  assessedReward: ask('city-bureau', 'A1.2', '核定的技改奖励是多少元？', 'what investment reward was assessed, in yuan?'),
  'construction.started': ask('enterprise', 'A1.4', '是否已开工？', 'has construction started?'),
  'construction.investmentProgress': ask('enterprise', 'A1.4', '投资进度是多少（0至1）？', 'how far has the investment progressed (0 to 1)?'),
  'construction.advancesPaid': ask('district', 'A1.4', '已预拨投资补助多少元？', 'how much of the subsidy has been advanced, in yuan?'),
};

const LOAN: AskingOf<typeof loanFacts> = {
  productListed: ask('city-bureau', 'A2.2', '是否属“智改数转贷”“技改贷”“设备更新贷”等政策支持的贷款产品？', 'is it a supported loan product?'),
  interestPaid: ask('enterprise', 'A2.2', '实付利息是多少元？', 'how much interest was paid in the year, in yuan?'),
  assessedSubsidy: ask('city-bureau', 'A2.2', '核定贴息是多少元？', 'what interest subsidy was assessed for the year, in yuan?'),
  flowAccepted: ask('city-bureau', 'F.1', '施行前年度的发生额是否经认定可计？', 'does the flow of the year before commencement count?'),
};

const LEASE: AskingOf<typeof leaseFacts> = {
  lesseeIsIndustrial: ask('enterprise', 'A2.3', '承租人是否为工业企业？', 'is the lessee an industrial enterprise?'),
  mode: ask('enterprise', 'A2.3', '租赁方式是直接租赁还是售后回租？', 'is it a direct lease or a sale and leaseback?'),
  annualAmount: ask('enterprise', 'A2.3', '设备融资租赁年实际发生额是多少元？', 'what is the actual amount of the year, in yuan?'),
  equipmentValue: ask('enterprise', 'F.3', '租入设备在项目设备投资中占多少元？', "how much of the project's equipment investment is leased under it, in yuan?"),
  principal: ask('enterprise', 'A2.3', '融资本金是多少元？', 'what is the principal, in yuan?'),
  start: ask('enterprise', 'A2.3', '起租日是哪一天？', 'on which day did the lease start?'),
  flowAccepted: LOAN.flowAccepted,
};

const PROVIDER: AskingOf<typeof serviceProviderFacts> = {
  listed: ask('city-bureau', 'A3.2', '是否在对外发布的服务商名单内？', 'is it on the published list?'),
  qualified: ask('expert-review', 'A3.3', '是否符合年度评价条件？', 'does it meet the conditions of the yearly evaluation?'),
  rank: ask('expert-review', 'A3.3', '年度评价排名第几？', 'what is its rank in the yearly evaluation?'),
  tierAmount: ask('city-bureau', 'A3.3', '所在档次的奖励金额是多少元？', 'what is the amount of its tier, in yuan?'),
};

const SUPPLY: AskingOf<typeof supplyFacts> = {
  date: ask('enterprise', 'A4.3', '销售发生在哪一天？', 'on which day was the sale?'),
  amount: ask('enterprise', 'A4.3', '销售金额是多少元？', 'what is the sales amount, in yuan?'),
};

const DEMONSTRATION: AskingOf<typeof demonstrationFacts> = {
  taskBookSigned: ask('enterprise', 'A5.2', '是否已签订标杆示范任务书？', 'has the demonstration task book been signed?'),
  'evaluations.passed': ask('expert-review', 'A5.3', '年度评价是否达标？', 'was the yearly evaluation passed?'),
  'completion.targetsMet': ask('expert-review', 'A5.4', '是否达到任务书目标？', 'were the targets of the task book met?'),
  'completion.effectAchieved': ask('expert-review', 'A5.4', '是否实现预期示范效果？', 'was the expected effect achieved?'),
  'completion.assessedAward': ask('city-bureau', 'A5.4', '核定的目标奖励（扣减前）是多少元？', 'what award was assessed before deduction, in yuan?'),
};

const CONSORTIUM: AskingOf<typeof consortiumFacts> = {
  directSuppliers: ask('city-bureau', 'A6.2', '直接配套企业有多少家（不含链主）？', 'how many direct supporting enterprises are there, without the leader?'),
  taskBookSigned: ask('enterprise', 'A6.2', '是否已签订任务书？', 'has the task book been signed?'),
  nationalPilotTask: ask('city-bureau', 'A6.4', '是否承担国家试点任务？', 'does it carry a national pilot task?'),
  targetsMet: ask('expert-review', 'A6.2', '是否达到任务书目标？', 'were the targets of the task book met?'),
  effectAchieved: ask('expert-review', 'A6.2', '是否实现预期示范效果？', 'was the expected effect achieved?'),
  investmentProgress: ask('enterprise', 'A6.5', '投资进度是多少（0至1）？', 'how far has the investment progressed (0 to 1)?'),
  taskProgress: ask('expert-review', 'A6.5', '任务进度是多少（0至1）？', 'how far has the task progressed (0 to 1)?'),
  advancesPaid: ask('city-bureau', 'A6.5', '已预拨补助多少元？', 'how much of the subsidy has been advanced, in yuan?'),
  settlementFactor: ask('expert-review', 'A6.6', '结算系数是多少（0至1）？', 'what is the settlement factor (0 to 1)?'),
  accepted: ask('city-bureau', 'A6.6', '是否已竣工验收？', 'has completion been accepted?'),
};

const PARK: AskingOf<typeof parkFacts> = {
  nationalPilotTask: ask('city-bureau', 'A7.3', '是否承担国家新型技改试点任务？', 'does it carry a national new-type pilot task?'),
  taskBookSigned: ask('enterprise', 'A7.3', '是否已签订标杆任务书？', 'has the benchmark task book been signed?'),
  assessedTotal: ask('city-bureau', 'A7.3', '核定的奖励总额是多少元？', 'what total award was assessed, in yuan?'),
  'evaluations.passed': ask('expert-review', 'A7.4', '综合评价是否达标？', 'was the comprehensive evaluation passed?'),
  'evaluations.taskProgress': ask('expert-review', 'A7.4', '累计任务进度是多少（0至1）？', 'what is the cumulative task progress (0 to 1)?'),
  allTasksCompleted: ask('expert-review', 'A7.5', '是否全面完成预期任务？', 'have all tasks been completed?'),
  advancesPaid: ask('city-bureau', 'A7.4', '已预拨奖励多少元？', 'how much of the award has been advanced, in yuan?'),
};

const SETTLEMENT = ask('city-bureau', 'F.1', '结算日期是哪一天？', 'on which day is the settlement account drawn up?');

const BY_LIST: Readonly<Partial<Record<ListName, Readonly<Record<string, Asking>>>>> = {
  projects: PROJECT,
  loans: LOAN,
  leases: LEASE,
  serviceProviders: PROVIDER,
  supplies: SUPPLY,
  demonstrations: DEMONSTRATION,
  consortia: CONSORTIUM,
  parks: PARK,
};

/** What a row of each list is called in a question. */
export const ROW_NAMES: Readonly<Record<ListName, Bilingual>> = {
  projects: text('项目', 'project'),
  loans: text('贷款', 'loan'),
  leases: text('融资租赁', 'lease'),
  serviceProviders: text('服务商', 'service provider'),
  supplies: text('供给明细', 'supply line'),
  demonstrations: text('标杆示范项目', 'demonstration project'),
  consortia: text('联合体', 'consortium'),
  parks: text('园区', 'park'),
  districtMatching: text('区（市）县配套', 'district matching'),
};

/** How a fact is asked for. */
export function askingOf(list: ListName | undefined, name: string): Asking {
  const found = list === undefined ? SETTLEMENT : BY_LIST[list]?.[name];
  if (found === undefined) throw new RangeError(`no question is declared for ${list}.${name}`);
  return found;
}
