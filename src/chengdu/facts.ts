import { type GivenFacts, type KnownFacts, ask, choice, event, fact, group, idList, list, reference, required } from '../core/fact.js';
import { text } from '../core/text.js';

/**
 * The shape of a case, declared once: the reader, the schema, the types, the questions and the names
 * shown to people derive from these tables.
 *
 * `source` says who can state a fact: what an applicant can show, or what only an authority finds.
 */

/** Who answers a question; the text names departments by article, not by fact. */
export const ANSWERERS = Object.freeze({
  enterprise: text('申报单位', 'the applicant'),
  district: text('区（市）县主管部门', 'the district authority'),
  'city-bureau': text('市级主管部门', 'the city bureau'),
  'expert-review': text('专家评审（评价、验收）', 'expert review (evaluation, acceptance)'),
});

const id = required(fact('id', 'applicant', '编号', 'id'));
const project = reference('projects', '项目编号', 'project id');
const year = required(fact('year', 'applicant', '年度', 'year'));

/** The first application or task book of one matter; where a row leaves it out, the case's holds. */
export const applicationDate = fact('day', 'applicant', '首次申报或签订任务书日期', 'day of the first application or task book',
  ask('enterprise', 'F.1', '首次申报或签订任务书是哪一天？', 'on which day was the first application or task book?'));
export const settlementDate = fact('day', 'authority', '结算日期', 'day of the settlement account',
  ask('city-bureau', 'F.1', '结算日期是哪一天？', 'on which day is the settlement account drawn up?'));

/** Found by an authority when a flow of a year before the policy took effect may count (I-05). */
const flowAccepted = fact('boolean', 'authority', '施行前年度发生额经认定可计', 'flow of a year before commencement accepted',
  ask('city-bureau', 'F.1', '施行前年度的发生额是否经认定可计？', 'does the flow of the year before commencement count?'));

export const projectFacts = {
  id,
  owner: required(fact('id', 'applicant', '项目单位', 'project owner')),
  applicationDate,
  filed: fact('boolean', 'applicant', '已备案或审批', 'filed or approved',
    ask('enterprise', 'F.2', '是否已备案或审批？', 'has it been filed or approved?')),
  filingDate: fact('day', 'applicant', '备案（审批）日期', 'filing or approval date',
    ask('enterprise', 'F.2', '备案（审批）日期是哪一天？', 'on which day was it filed or approved?')),
  technicalUpgrade: fact('boolean', 'authority', '属技改项目', 'is a technical upgrading project',
    ask('district', 'A1.2', '是否属技改项目？', 'is it a technical upgrading project?')),
  newType: fact('boolean', 'authority', '属新型技改项目', 'is a new-type upgrading project',
    ask('city-bureau', 'A1.3', '是否属新型技改项目？', 'is it a new-type upgrading project?')),
  pilotIndustry: fact('boolean', 'authority', '属试点行业', 'is in a pilot industry',
    ask('city-bureau', 'A1.3', '是否属试点行业？', 'is it in a pilot industry?')),
  nationalDemonstration: fact('boolean', 'authority', '已入选国家示范项目', 'already selected as a national demonstration project',
    ask('city-bureau', 'F.2', '是否已入选国家制造业新型技术改造示范项目？', 'has it been selected as a national demonstration project?')),
  inIndustrialStatistics: fact('boolean', 'authority', '纳入工业投资统计', 'is in the industrial-investment statistics',
    ask('district', 'A1.2', '是否已纳入工业投资统计？', 'is it in the industrial-investment statistics?')),
  totalInvestment: fact('money', 'applicant', '项目总投资', 'total investment',
    ask('enterprise', 'A1.3', '项目总投资是多少元？', 'what is the total investment, in yuan?')),
  equipmentInvestment: fact('money', 'applicant', '设备投资（含软件）', 'equipment investment including software',
    ask('enterprise', 'A1.3', '设备投资（含软件）是多少元？', 'what is the equipment investment including software, in yuan?')),
  assessedReward: fact('money', 'authority', '核定技改奖励', 'assessed investment reward',
    ask('city-bureau', 'A1.2', '核定的技改奖励是多少元？', 'what investment reward was assessed, in yuan?')),
  construction: group(
    {
      started: required(fact('boolean', 'applicant', '已开工', 'construction started',
        ask('enterprise', 'A1.4', '是否已开工？', 'has construction started?'))),
      investmentProgress: fact('ratio', 'applicant', '投资进度', 'investment progress',
        ask('enterprise', 'A1.4', '投资进度是多少（0至1）？', 'how far has the investment progressed (0 to 1)?')),
      advancesPaid: fact('money', 'authority', '已预拨金额', 'advances paid',
        ask('district', 'A1.4', '已预拨投资补助多少元？', 'how much of the subsidy has been advanced, in yuan?')),
    },
    '建设情况',
    'construction',
  ),
  acceptance: event(
    {
      date: required(fact('day', 'authority', '竣工验收日期', 'acceptance date')),
      totalInvestment: required(fact('money', 'authority', '核定总投资', 'verified total investment')),
      equipmentInvestment: required(fact('money', 'authority', '核定设备投资（含软件）', 'verified equipment investment including software')),
    },
    '竣工验收',
    'completion acceptance',
  ),
} as const;

export const loanFacts = {
  id,
  borrower: required(fact('id', 'applicant', '借款企业', 'borrower')),
  project,
  year,
  applicationDate,
  productListed: fact('boolean', 'authority', '属政策支持的贷款产品', 'is a supported loan product',
    ask('city-bureau', 'A2.2', '是否属“智改数转贷”“技改贷”“设备更新贷”等政策支持的贷款产品？', 'is it a supported loan product?')),
  interestPaid: fact('money', 'applicant', '当年实付利息', 'interest paid in the year',
    ask('enterprise', 'A2.2', '实付利息是多少元？', 'how much interest was paid in the year, in yuan?')),
  assessedSubsidy: fact('money', 'authority', '核定贴息', 'assessed interest subsidy',
    ask('city-bureau', 'A2.2', '核定贴息是多少元？', 'what interest subsidy was assessed for the year, in yuan?')),
  flowAccepted,
} as const;

export const leaseFacts = {
  id,
  lessee: required(fact('id', 'applicant', '承租企业', 'lessee')),
  project,
  year,
  applicationDate,
  lesseeIsIndustrial: fact('boolean', 'applicant', '承租人为工业企业', 'lessee is an industrial enterprise',
    ask('enterprise', 'A2.3', '承租人是否为工业企业？', 'is the lessee an industrial enterprise?')),
  mode: choice({ direct: text('直接租赁', 'direct lease'), 'sale-and-leaseback': text('售后回租', 'sale and leaseback') },
    'applicant', '租赁方式', 'mode of the lease',
    ask('enterprise', 'A2.3', '租赁方式是直接租赁还是售后回租？', 'is it a direct lease or a sale and leaseback?')),
  annualAmount: fact('money', 'applicant', '年实际发生额', 'actual amount of the year',
    ask('enterprise', 'A2.3', '设备融资租赁年实际发生额是多少元？', 'what is the actual amount of the year, in yuan?')),
  equipmentValue: fact('money', 'applicant', '租入设备在项目设备投资中的金额', "leased equipment's share of the equipment investment",
    ask('enterprise', 'F.3', '租入设备在项目设备投资中占多少元？', "how much of the project's equipment investment is leased under it, in yuan?")),
  principal: fact('money', 'applicant', '融资本金', 'principal',
    ask('enterprise', 'A2.3', '融资本金是多少元？', 'what is the principal, in yuan?')),
  start: fact('day', 'applicant', '起租日', 'start of the lease',
    ask('enterprise', 'A2.3', '起租日是哪一天？', 'on which day did the lease start?')),
  flowAccepted,
} as const;

export const serviceProviderFacts = {
  provider: required(fact('id', 'applicant', '服务商', 'service provider')),
  year,
  applicationDate,
  listed: fact('boolean', 'authority', '在服务商名单内', 'is on the published list',
    ask('city-bureau', 'A3.2', '是否在对外发布的服务商名单内？', 'is it on the published list?')),
  qualified: fact('boolean', 'authority', '符合评价条件', 'meets the conditions',
    ask('expert-review', 'A3.3', '是否符合年度评价条件？', 'does it meet the conditions of the yearly evaluation?')),
  rank: fact('rank', 'authority', '年度评价名次', 'rank in the yearly evaluation',
    ask('expert-review', 'A3.3', '年度评价排名第几？', 'what is its rank in the yearly evaluation?')),
  tierAmount: fact('money', 'authority', '分档奖励金额', 'amount of the tier',
    ask('city-bureau', 'A3.3', '所在档次的奖励金额是多少元？', 'what is the amount of its tier, in yuan?')),
} as const;

export const supplyFacts = {
  id,
  supplier: required(fact('id', 'applicant', '供给企业', 'supplier')),
  kind: required(choice({ equipment: text('设备', 'equipment'), software: text('软件', 'software') }, 'applicant', '类别', 'kind')),
  project,
  applicationDate,
  date: fact('day', 'applicant', '销售日期', 'date of the sale',
    ask('enterprise', 'A4.3', '销售发生在哪一天？', 'on which day was the sale?')),
  amount: fact('money', 'applicant', '销售金额', 'sales amount',
    ask('enterprise', 'A4.3', '销售金额是多少元？', 'what is the sales amount, in yuan?')),
} as const;

export const demonstrationFacts = {
  project,
  applicationDate,
  taskBookSigned: fact('boolean', 'applicant', '已签订标杆示范任务书', 'demonstration task book signed',
    ask('enterprise', 'A5.2', '是否已签订标杆示范任务书？', 'has the demonstration task book been signed?')),
  evaluations: list(
    {
      year,
      passed: fact('boolean', 'authority', '年度评价达标', 'yearly evaluation passed',
        ask('expert-review', 'A5.3', '年度评价是否达标？', 'was the yearly evaluation passed?')),
    },
    text('年度评价', 'yearly evaluations'),
    text('年度评价', 'yearly evaluation'),
    { unique: ['year'] },
  ),
  completion: group(
    {
      targetsMet: fact('boolean', 'authority', '达到任务书目标', 'targets of the task book met',
        ask('expert-review', 'A5.4', '是否达到任务书目标？', 'were the targets of the task book met?')),
      effectAchieved: fact('boolean', 'authority', '实现预期示范效果', 'expected effect achieved',
        ask('expert-review', 'A5.4', '是否实现预期示范效果？', 'was the expected effect achieved?')),
      assessedAward: fact('money', 'authority', '核定目标奖励（扣减前）', 'assessed award before deduction',
        ask('city-bureau', 'A5.4', '核定的目标奖励（扣减前）是多少元？', 'what award was assessed before deduction, in yuan?')),
    },
    '目标完成情况',
    'completion',
  ),
} as const;

export const consortiumFacts = {
  id,
  leader: required(fact('id', 'applicant', '链主企业', 'chain leader')),
  applicationDate,
  directSuppliers: fact('count', 'authority', '直接配套企业家数（不含链主）', 'direct supporting enterprises without the leader',
    ask('city-bureau', 'A6.2', '直接配套企业有多少家（不含链主）？', 'how many direct supporting enterprises are there, without the leader?')),
  taskBookSigned: fact('boolean', 'applicant', '已签订任务书', 'task book signed',
    ask('enterprise', 'A6.2', '是否已签订任务书？', 'has the task book been signed?')),
  benchmarkTaskBookSigned: fact('boolean', 'applicant', '已签订标杆任务书', 'benchmark task book signed',
    ask('enterprise', 'A6.4', '是否已签订标杆任务书？', 'has the benchmark task book been signed?')),
  nationalPilotTask: fact('boolean', 'authority', '承担国家试点任务', 'carries a national pilot task',
    ask('city-bureau', 'A6.4', '是否承担国家试点任务？', 'does it carry a national pilot task?')),
  targetsMet: fact('boolean', 'authority', '达到任务书目标', 'targets of the task book met',
    ask('expert-review', 'A6.2', '是否达到任务书目标？', 'were the targets of the task book met?')),
  effectAchieved: fact('boolean', 'authority', '实现预期示范效果', 'expected effect achieved',
    ask('expert-review', 'A6.2', '是否实现预期示范效果？', 'was the expected effect achieved?')),
  projects: idList('projects', '成员项目', 'projects of the members'),
  investmentProgress: fact('ratio', 'applicant', '投资进度', 'investment progress',
    ask('enterprise', 'A6.5', '投资进度是多少（0至1）？', 'how far has the investment progressed (0 to 1)?')),
  taskProgress: fact('ratio', 'authority', '任务进度', 'task progress',
    ask('expert-review', 'A6.5', '任务进度是多少（0至1）？', 'how far has the task progressed (0 to 1)?')),
  advancesPaid: fact('money', 'authority', '已预拨金额', 'advances paid',
    ask('city-bureau', 'A6.5', '已预拨补助多少元？', 'how much of the subsidy has been advanced, in yuan?')),
  settlementFactor: fact('ratio', 'authority', '结算系数', 'settlement factor',
    ask('expert-review', 'A6.6', '结算系数是多少（0至1）？', 'what is the settlement factor (0 to 1)?')),
  accepted: fact('boolean', 'authority', '已竣工验收', 'completion accepted',
    ask('city-bureau', 'A6.6', '是否已竣工验收？', 'has completion been accepted?')),
} as const;

export const parkFacts = {
  id,
  applicationDate,
  nationalPilotTask: fact('boolean', 'authority', '承担国家新型技改试点任务', 'carries a national new-type pilot task',
    ask('city-bureau', 'A7.3', '是否承担国家新型技改试点任务？', 'does it carry a national new-type pilot task?')),
  taskBookSigned: fact('boolean', 'applicant', '已签订标杆任务书', 'benchmark task book signed',
    ask('enterprise', 'A7.3', '是否已签订标杆任务书？', 'has the benchmark task book been signed?')),
  assessedTotal: fact('money', 'authority', '核定奖励总额', 'assessed total award',
    ask('city-bureau', 'A7.3', '核定的奖励总额是多少元？', 'what total award was assessed, in yuan?')),
  evaluations: list(
    {
      year,
      passed: fact('boolean', 'authority', '综合评价达标', 'comprehensive evaluation passed',
        ask('expert-review', 'A7.4', '综合评价是否达标？', 'was the comprehensive evaluation passed?')),
      taskProgress: fact('ratio', 'authority', '累计任务进度', 'cumulative task progress',
        ask('expert-review', 'A7.4', '累计任务进度是多少（0至1）？', 'what is the cumulative task progress (0 to 1)?')),
    },
    text('综合评价', 'comprehensive evaluations'),
    text('综合评价', 'comprehensive evaluation'),
    { unique: ['year'] },
  ),
  allTasksCompleted: fact('boolean', 'authority', '全面完成预期任务', 'all tasks completed',
    ask('expert-review', 'A7.5', '是否全面完成预期任务？', 'have all tasks been completed?')),
  advancesPaid: fact('money', 'authority', '已预拨金额', 'advances paid',
    ask('city-bureau', 'A7.4', '已预拨奖励多少元？', 'how much of the award has been advanced, in yuan?')),
} as const;

export const caseFacts = {
  applicationDate: required(applicationDate),
  settlementDate,
  projects: list(projectFacts, text('项目', 'projects'), text('项目', 'project'), { unique: ['id'] }),
  loans: list(loanFacts, text('贷款（分年度）', 'loans by year'), text('贷款', 'loan'), { unique: ['year', 'id'], common: ['project', 'borrower'] }),
  leases: list(leaseFacts, text('融资租赁（分年度）', 'finance leases by year'), text('融资租赁', 'lease'),
    { unique: ['year', 'id'], common: ['project', 'lessee', 'equipmentValue'] }),
  serviceProviders: list(serviceProviderFacts, text('服务商（分年度）', 'service providers by year'), text('服务商', 'service provider'),
    { unique: ['year', 'provider'] }),
  supplies: list(supplyFacts, text('供给明细', 'supply lines'), text('供给明细', 'supply line'), { unique: ['id'] }),
  demonstrations: list(demonstrationFacts, text('标杆示范任务书', 'demonstration task books'), text('标杆示范项目', 'demonstration project'),
    { unique: ['project'] }),
  consortia: list(consortiumFacts, text('联合体', 'consortia'), text('联合体', 'consortium'), { unique: ['id'] }),
  parks: list(parkFacts, text('园区', 'parks'), text('园区', 'park'), { unique: ['id'] }),
  districtMatching: list(
    { project, amount: required(fact('money', 'applicant', '区（市）县配套金额', 'district matching amount')) },
    text('区（市）县配套', 'district matching'),
    text('区（市）县配套', 'district matching'),
  ),
} as const;

/**
 * A case file: what `assess` takes.
 *
 * Money is yuan, 0 to 1e13, at most two decimals, as a decimal text or a number; a ratio lies between 0 and 1, with at
 * most ten decimals, or is an exact quotient such as `"1/3"`; a day is `YYYY-MM-DD`; a year is an integer; an id is a
 * non-empty text of at most 128 characters, compared exactly. A fact that is left out or null is unknown, which is
 * neither false nor 0. `applicationDate` is the day of the first application or task book and is tested against F.1; a
 * row that states its own is tested on that. `settlementDate` is the day on which accounts are drawn up.
 */
export type CaseFile = GivenFacts<typeof caseFacts>;
/**
 * A project (Article 1): `totalInvestment` is held against the thresholds, `equipmentInvestment` (software included) is
 * what the rates look at, `filingDate` (备案 or 审批) is tested under F.2. `assessedReward` is the authority's figure for
 * A1.2, `construction` what A1.4 advances on, `acceptance` the verified figures of the settlement.
 */
export type Project = GivenFacts<typeof projectFacts>;
/** One year of a loan (A2.2): interest paid and the subsidy that the authority assessed, in yuan. One id is one contract over all its years. */
export type LoanYear = GivenFacts<typeof loanFacts>;
/**
 * One year of a finance lease (A2.3): `annualAmount` is the verified 年实际发生额 in yuan; `equipmentValue`, the leased
 * equipment's share of the project's equipment investment, belongs to the contract and is the same in all its years.
 */
export type LeaseYear = GivenFacts<typeof leaseFacts>;
/** One year of a service provider (A3.3): listed, qualified, its rank (1 is the best) and the amount of its tier in yuan. */
export type ServiceProviderYear = GivenFacts<typeof serviceProviderFacts>;
/** One line of sales (A4.3, A4.4): supplier, kind, the buyer's project, day and amount in yuan, invoiced and delivered. */
export type SupplyLine = GivenFacts<typeof supplyFacts>;
/** The task book of a demonstration project (Article 5): its yearly evaluations and its completion; `assessedAward` is gross, in yuan. */
export type Demonstration = GivenFacts<typeof demonstrationFacts>;
/**
 * A consortium (Article 6): `directSuppliers` does not count the leader; `taskBookSigned` is the task book of A6.2,
 * `benchmarkTaskBookSigned` that of A6.4; `settlementFactor` (0 to 1) is the authority's finding under A6.6.
 */
export type Consortium = GivenFacts<typeof consortiumFacts>;
/** A park (Article 7): the authority's total award in yuan, and yearly evaluations with cumulative task progress (0 to 1). */
export type Park = GivenFacts<typeof parkFacts>;

export type KnownCase = KnownFacts<typeof caseFacts>;
export type KnownProject = KnownFacts<typeof projectFacts>;
