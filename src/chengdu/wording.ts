import type { Wording } from '../core/policy.js';
import { text } from '../core/text.js';
import { districtMatchingWords } from './articles/article-8-district-matching.js';
import { departmentNames, responsibilities } from './departments.js';
import { ANSWERERS } from './facts.js';
import { centralFundsShare, closeFilingDays } from './overlays.js';
import { READINGS } from './readings.js';
import { clauseName, textSegments } from './text.js';

/** The warnings of this policy, by code: when each is given. */
export const WARNING_KINDS = {
  'contested-interest-with-subsidy': text('同一项目同时选取贷款贴息与设备类补助：列示从严解读下的合计',
    'interest subsidy and a subsidy on the equipment are both chosen for one project: says the total under the strict reading'),
  'one-task-book': text('同一项目同时享受第五条、第六条奖补，按两份任务书计', 'Articles 5 and 6 are both paid around one project, counted as two task books'),
  'same-consortium': text('两个联合体链主相同且有共同项目，均获链主奖励', "two consortia with one leader and a common project both earn the leader's award"),
  'central-funds-share': text(`单个项目可得金额超过其总投资的${centralFundsShare.percent}，即中央资金的比例限制`,
    `a project may reach more than ${centralFundsShare.percent} of its total investment, the limit on central money`),
  'close-filings': text(`同一单位的项目备案相距不超过${closeFilingDays}天，是否为同一项目拆分`,
    `projects of one owner were filed within ${closeFilingDays} days: was one project split?`),
  'flow-before-commencement': text('政策施行前年度的贷款、租赁发生额，未填写是否经认定可计',
    'a loan or lease flow of the year before commencement whose acceptance is not stated'),
  'self-supply': text('销售给供给企业自己的项目，不计入', "a sale to the supplier's own project, which does not count"),
  'settlement-after-expiry': text('结算日在F.1有效期届满之后', 'the settlement day lies after the last day of F.1'),
  'evaluation-after-expiry': text('计入了有效期届满之后年度的评价', 'an evaluation of a year after the last day of F.1 is counted'),
  'threshold-missed-at-settlement': text('核定总投资低于A1.3的门槛，投资补助不再成立',
    'the verified total falls below the threshold of A1.3, so that the subsidy lapses'),
  'authority-decision': text('园区某年评价未达标：其余款项由主管部门决定', 'a park failed a year: what becomes of the rest is for the authority'),
} as const;

/** What the policy says to people. */
export const wording: Wording = {
  sentences: textSegments,
  readings: READINGS,
  kinds: {
    project: text('项目', 'project'),
    enterprise: text('企业', 'enterprise'),
    'service-provider': text('服务商', 'service provider'),
    supplier: text('供给企业', 'supplier'),
    consortium: text('联合体', 'consortium'),
    park: text('园区', 'park'),
  },
  answerers: ANSWERERS,
  responsibilities,
  departments: departmentNames,
  clauseName,
  warningKinds: WARNING_KINDS,
  besideWords: districtMatchingWords,
};
