import { ask, fact, group, idList, list, required } from '../../core/fact.js';
import { text } from '../../core/text.js';
import { applicationDate, id, project, year } from './shared.js';

/** The facts of what is done under a task book: demonstrations, consortia and parks. */

export const demonstrationFacts = {
  project,
  applicationDate,
  taskBookSigned: fact('boolean', 'applicant', '已签订标杆示范任务书', 'demonstration task book signed',
    ask('enterprise', 'A5.2', '是否已签订标杆示范任务书？', 'has the demonstration task book been signed?')),
  evaluations: list({
    year,
    passed: fact('boolean', 'authority', '年度评价达标', 'yearly evaluation passed',
      ask('expert-review', 'A5.3', '年度评价是否达标？', 'was the yearly evaluation passed?')),
  }, text('年度评价', 'yearly evaluations'), text('年度评价', 'yearly evaluation'), { unique: ['year'] }),
  completion: group({
    targetsMet: fact('boolean', 'authority', '达到任务书目标', 'targets of the task book met',
      ask('expert-review', 'A5.4', '是否达到任务书目标？', 'were the targets of the task book met?')),
    effectAchieved: fact('boolean', 'authority', '实现预期示范效果', 'expected effect achieved',
      ask('expert-review', 'A5.4', '是否实现预期示范效果？', 'was the expected effect achieved?')),
    assessedAward: fact('money', 'authority', '核定目标奖励（扣减前）', 'assessed award before deduction',
      ask('city-bureau', 'A5.4', '核定的目标奖励（扣减前）是多少元？', 'what award was assessed before deduction, in yuan?')),
  }, '目标完成情况', 'completion'),
} as const;

export const demonstrations = list(demonstrationFacts, text('标杆示范任务书', 'demonstration task books'), text('标杆示范项目', 'demonstration project'),
  { unique: ['project'] });

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

export const consortia = list(consortiumFacts, text('联合体', 'consortia'), text('联合体', 'consortium'), { unique: ['id'] });

export const parkFacts = {
  id,
  applicationDate,
  nationalPilotTask: fact('boolean', 'authority', '承担国家新型技改试点任务', 'carries a national new-type pilot task',
    ask('city-bureau', 'A7.3', '是否承担国家新型技改试点任务？', 'does it carry a national new-type pilot task?')),
  taskBookSigned: fact('boolean', 'applicant', '已签订标杆任务书', 'benchmark task book signed',
    ask('enterprise', 'A7.3', '是否已签订标杆任务书？', 'has the benchmark task book been signed?')),
  assessedTotal: fact('money', 'authority', '核定奖励总额', 'assessed total award',
    ask('city-bureau', 'A7.3', '核定的奖励总额是多少元？', 'what total award was assessed, in yuan?')),
  evaluations: list({
    year,
    passed: fact('boolean', 'authority', '综合评价达标', 'comprehensive evaluation passed',
      ask('expert-review', 'A7.4', '综合评价是否达标？', 'was the comprehensive evaluation passed?')),
    taskProgress: fact('ratio', 'authority', '累计任务进度', 'cumulative task progress',
      ask('expert-review', 'A7.4', '累计任务进度是多少（0至1）？', 'what is the cumulative task progress (0 to 1)?')),
  }, text('综合评价', 'comprehensive evaluations'), text('综合评价', 'comprehensive evaluation'), { unique: ['year'] }),
  allTasksCompleted: fact('boolean', 'authority', '全面完成预期任务', 'all tasks completed',
    ask('expert-review', 'A7.5', '是否全面完成预期任务？', 'have all tasks been completed?')),
  advancesPaid: fact('money', 'authority', '已预拨金额', 'advances paid',
    ask('city-bureau', 'A7.4', '已预拨奖励多少元？', 'how much of the award has been advanced, in yuan?')),
} as const;

export const parks = list(parkFacts, text('园区', 'parks'), text('园区', 'park'), { unique: ['id'] });
