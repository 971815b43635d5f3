import { ask, fact, reference, required } from '../../core/fact.js';

/** Facts that the rows of several lists have. */

export const id = required(fact('id', 'applicant', '编号', 'id'));
export const project = reference('projects', '项目编号', 'project id');
export const year = required(fact('year', 'applicant', '年度', 'year'));

/** The first application or task book of one matter; where a row leaves it out, the case's holds. */
export const applicationDate = fact('day', 'applicant', '首次申报或签订任务书日期', 'day of the first application or task book',
  ask('enterprise', 'F.1', '首次申报或签订任务书是哪一天？', 'on which day was the first application or task book?'));
export const settlementDate = fact('day', 'authority', '结算日期', 'day of the settlement account',
  ask('city-bureau', 'F.1', '结算日期是哪一天？', 'on which day is the settlement account drawn up?'));
