import { fact, group, idList, list, required } from '../facts/fact.js';

/**
 * The shape of a case file, declared once (contract section 3). The reader, the schema, the types
 * and the names shown to people derive from these tables.
 *
 * `source` says who can state a fact: what an applicant can show, or what only an authority finds.
 */

const id = required(fact('id', 'applicant', '编号', 'id'));
const project = required(fact('id', 'applicant', '项目编号', 'project id'));
const year = required(fact('year', 'applicant', '年度', 'year'));

/** Found by an authority when a flow of a year before the policy took effect may count (I-05). */
const flowAccepted = fact('boolean', 'authority', '施行前年度发生额经认定可计', 'flow of a year before commencement accepted');

export const projectFacts = {
  id,
  owner: required(fact('id', 'applicant', '项目单位', 'project owner')),
  filingDate: fact('day', 'applicant', '备案（审批）日期', 'filing or approval date'),
  technicalUpgrade: fact('boolean', 'authority', '属技改项目', 'is a technical upgrading project'),
  newType: fact('boolean', 'authority', '属新型技改项目', 'is a new-type upgrading project'),
  pilotIndustry: fact('boolean', 'authority', '属试点行业', 'is in a pilot industry'),
  nationalDemonstration: fact('boolean', 'authority', '已入选国家示范项目', 'already selected as a national demonstration project'),
  inIndustrialStatistics: fact('boolean', 'authority', '纳入工业投资统计', 'is in the industrial-investment statistics'),
  totalInvestment: fact('money', 'applicant', '项目总投资', 'total investment'),
  equipmentInvestment: fact('money', 'applicant', '设备投资（含软件）', 'equipment investment including software'),
  assessedReward: fact('money', 'authority', '核定技改奖励', 'assessed investment reward'),
  construction: group(
    {
      started: required(fact('boolean', 'applicant', '已开工', 'construction started')),
      investmentProgress: fact('ratio', 'applicant', '投资进度', 'investment progress'),
      advancesPaid: fact('money', 'authority', '已预拨金额', 'advances paid'),
    },
    '建设情况',
    'construction',
  ),
  acceptance: group(
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
  productListed: fact('boolean', 'authority', '属政策支持的贷款产品', 'is a supported loan product'),
  interestPaid: fact('money', 'applicant', '当年实付利息', 'interest paid in the year'),
  assessedSubsidy: fact('money', 'authority', '核定贴息', 'assessed interest subsidy'),
  flowAccepted,
} as const;

export const leaseFacts = {
  id,
  lessee: required(fact('id', 'applicant', '承租企业', 'lessee')),
  project,
  year,
  lesseeIsIndustrial: fact('boolean', 'applicant', '承租人为工业企业', 'lessee is an industrial enterprise'),
  mode: fact('lease-mode', 'applicant', '租赁方式', 'mode of the lease'),
  annualAmount: fact('money', 'applicant', '年实际发生额', 'actual amount of the year'),
  equipmentValue: fact('money', 'applicant', '租入设备在项目设备投资中的金额', "leased equipment's share of the equipment investment"),
  principal: fact('money', 'applicant', '融资本金', 'principal'),
  start: fact('day', 'applicant', '起租日', 'start of the lease'),
  flowAccepted,
} as const;

export const serviceProviderFacts = {
  provider: required(fact('id', 'applicant', '服务商', 'service provider')),
  year,
  listed: fact('boolean', 'authority', '在服务商名单内', 'is on the published list'),
  qualified: fact('boolean', 'authority', '符合评价条件', 'meets the conditions'),
  rank: fact('rank', 'authority', '年度评价名次', 'rank in the yearly evaluation'),
  tierAmount: fact('money', 'authority', '分档奖励金额', 'amount of the tier'),
} as const;

export const supplyFacts = {
  id,
  supplier: required(fact('id', 'applicant', '供给企业', 'supplier')),
  kind: required(fact('supply-kind', 'applicant', '类别', 'kind')),
  project,
  date: fact('day', 'applicant', '销售日期', 'date of the sale'),
  amount: fact('money', 'applicant', '销售金额', 'sales amount'),
} as const;

export const demonstrationFacts = {
  project,
  taskBookSigned: fact('boolean', 'applicant', '已签订标杆示范任务书', 'demonstration task book signed'),
  evaluations: list(
    { year, passed: fact('boolean', 'authority', '年度评价达标', 'yearly evaluation passed') },
    '年度评价',
    'yearly evaluations',
  ),
  completion: group(
    {
      targetsMet: fact('boolean', 'authority', '达到任务书目标', 'targets of the task book met'),
      effectAchieved: fact('boolean', 'authority', '实现预期示范效果', 'expected effect achieved'),
      assessedAward: fact('money', 'authority', '核定目标奖励（扣减前）', 'assessed award before deduction'),
    },
    '目标完成情况',
    'completion',
  ),
} as const;

export const consortiumFacts = {
  id,
  leader: required(fact('id', 'applicant', '链主企业', 'chain leader')),
  directSuppliers: fact('count', 'authority', '直接配套企业家数（不含链主）', 'direct supporting enterprises without the leader'),
  taskBookSigned: fact('boolean', 'applicant', '已签订任务书', 'task book signed'),
  nationalPilotTask: fact('boolean', 'authority', '承担国家试点任务', 'carries a national pilot task'),
  targetsMet: fact('boolean', 'authority', '达到任务书目标', 'targets of the task book met'),
  effectAchieved: fact('boolean', 'authority', '实现预期示范效果', 'expected effect achieved'),
  projects: idList('成员项目', 'projects of the members'),
  investmentProgress: fact('ratio', 'applicant', '投资进度', 'investment progress'),
  taskProgress: fact('ratio', 'authority', '任务进度', 'task progress'),
  advancesPaid: fact('money', 'authority', '已预拨金额', 'advances paid'),
  settlementFactor: fact('ratio', 'authority', '结算系数', 'settlement factor'),
  accepted: fact('boolean', 'authority', '已竣工验收', 'completion accepted'),
} as const;

export const parkFacts = {
  id,
  nationalPilotTask: fact('boolean', 'authority', '承担国家新型技改试点任务', 'carries a national new-type pilot task'),
  taskBookSigned: fact('boolean', 'applicant', '已签订标杆任务书', 'benchmark task book signed'),
  assessedTotal: fact('money', 'authority', '核定奖励总额', 'assessed total award'),
  evaluations: list(
    {
      year,
      passed: fact('boolean', 'authority', '综合评价达标', 'comprehensive evaluation passed'),
      taskProgress: fact('ratio', 'authority', '累计任务进度', 'cumulative task progress'),
    },
    '综合评价',
    'comprehensive evaluations',
  ),
  allTasksCompleted: fact('boolean', 'authority', '全面完成预期任务', 'all tasks completed'),
  advancesPaid: fact('money', 'authority', '已预拨金额', 'advances paid'),
} as const;

export const applicationDate = fact('day', 'applicant', '首次申报或签订任务书日期', 'day of the first application or task book');
export const settlementDate = fact('day', 'authority', '结算日期', 'day of the settlement account');

export const caseFacts = {
  applicationDate: required(applicationDate),
  settlementDate,
  projects: list(projectFacts, '项目', 'projects'),
  loans: list(loanFacts, '贷款（分年度）', 'loans by year'),
  leases: list(leaseFacts, '融资租赁（分年度）', 'finance leases by year'),
  serviceProviders: list(serviceProviderFacts, '服务商（分年度）', 'service providers by year'),
  supplies: list(supplyFacts, '供给明细', 'supply lines'),
  demonstrations: list(demonstrationFacts, '标杆示范任务书', 'demonstration task books'),
  consortia: list(consortiumFacts, '联合体', 'consortia'),
  parks: list(parkFacts, '园区', 'parks'),
  districtMatching: list(
    { project, amount: required(fact('money', 'applicant', '区（市）县配套金额', 'district matching amount')) },
    '区（市）县配套',
    'district matching',
  ),
} as const;
