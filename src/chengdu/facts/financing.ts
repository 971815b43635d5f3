import { ask, choice, fact, list, required } from '../../core/fact.js';
import { text } from '../../core/text.js';
import { applicationDate, id, project, year } from './shared.js';

/** The facts of loans and finance leases, year by year. */

/** Found by an authority when a flow of a year before the policy took effect may count (I-05). */
const flowAccepted = fact('boolean', 'authority', '施行前年度发生额经认定可计', 'flow of a year before commencement accepted',
  ask('city-bureau', 'F.1', '施行前年度的发生额是否经认定可计？', 'does the flow of the year before commencement count?'));

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

export const loans = list(loanFacts, text('贷款（分年度）', 'loans by year'), text('贷款', 'loan'), { unique: ['year', 'id'], common: ['project', 'borrower'] });

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

export const leases = list(leaseFacts, text('融资租赁（分年度）', 'finance leases by year'), text('融资租赁', 'lease'),
  { unique: ['year', 'id'], common: ['project', 'lessee', 'equipmentValue'] });
