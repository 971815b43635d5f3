import { ask, event, fact, group, list, required } from '../../core/fact.js';
import type { Relations } from '../../core/relations.js';
import { text } from '../../core/text.js';
import { applicationDate, id } from './shared.js';

/** The facts of a project. */

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
  construction: group({
    started: required(fact('boolean', 'applicant', '已开工', 'construction started',
      ask('enterprise', 'A1.4', '是否已开工？', 'has construction started?'))),
    investmentProgress: fact('ratio', 'applicant', '投资进度', 'investment progress',
      ask('enterprise', 'A1.4', '投资进度是多少（0至1）？', 'how far has the investment progressed (0 to 1)?')),
    advancesPaid: fact('money', 'authority', '已预拨金额', 'advances paid',
      ask('district', 'A1.4', '已预拨投资补助多少元？', 'how much of the subsidy has been advanced, in yuan?')),
  }, '建设情况', 'construction'),
  acceptance: event({
    date: required(fact('day', 'authority', '竣工验收日期', 'acceptance date')),
    totalInvestment: required(fact('money', 'authority', '核定总投资', 'verified total investment')),
    equipmentInvestment: required(fact('money', 'authority', '核定设备投资（含软件）', 'verified equipment investment including software')),
  }, '竣工验收', 'completion acceptance'),
} as const;

export const projects = list(projectFacts, text('项目', 'projects'), text('项目', 'project'), { unique: ['id'] });

/** What a stated fact of a project settles where another is left out, and which of its amounts is part of which. */
export const inferences: Pick<Relations, 'implied' | 'within'> = {
  implied: [
    { list: 'projects', fact: 'nationalDemonstration', is: true, implies: 'newType' },
    { list: 'projects', fact: 'nationalDemonstration', is: true, implies: 'filed' },
    { list: 'projects', fact: 'newType', is: true, implies: 'technicalUpgrade' },
    { list: 'projects', fact: 'filingDate', is: 'stated', implies: 'filed' },
  ],
  within: [{ part: 'equipmentInvestment', whole: 'totalInvestment', least: 'leasedEquipment' }],
};
