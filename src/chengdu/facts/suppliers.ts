import { ask, choice, fact, list, required } from '../../core/fact.js';
import { text } from '../../core/text.js';
import { applicationDate, id, project, year } from './shared.js';

/** The facts of service providers, and of what suppliers sold. */

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

export const serviceProviders = list(serviceProviderFacts, text('服务商（分年度）', 'service providers by year'), text('服务商', 'service provider'),
  { unique: ['year', 'provider'] });

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

export const supplies = list(supplyFacts, text('供给明细', 'supply lines'), text('供给明细', 'supply line'), { unique: ['id'] });
