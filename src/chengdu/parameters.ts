import type { ParameterRecord } from '../core/law.js';
import { text } from '../core/text.js';
import type { ClauseId } from './text.js';

const VALID_FROM = '2025-02-02';
const VALID_TO = '2026-12-31';

type Entry = Omit<ParameterRecord, 'validFrom' | 'validTo'> & { readonly clause: ClauseId };
const entry = <const E extends Entry>(e: E): E & { validFrom: string; validTo: string } => ({
  ...e,
  validFrom: VALID_FROM,
  validTo: VALID_TO,
});

/**
 * Every number and day of the text, once. The key is the sentence and what the value is; nothing
 * else in the library types a number of the policy.
 */
export const PARAMETERS = {
  'A1.2.threshold': entry({
    value: '5000000', unit: 'CNY', bound: 'at-least', clause: 'A1.2',
    words: '投资500万元（含）以上', name: text('技改奖励投资门槛', 'investment threshold of the reward'),
  }),
  'A1.2.cap': entry({
    value: '100000', unit: 'CNY', bound: 'at-most', scope: 'one-off', clause: 'A1.2',
    words: '一次性最高10万元奖励', name: text('技改奖励上限', 'ceiling of the investment reward'),
  }),
  'A1.3.threshold': entry({
    value: '20000000', unit: 'CNY', bound: 'at-least', clause: 'A1.3',
    words: '投资2000万元（含）以上', name: text('投资补助投资门槛', 'investment threshold of the subsidy'),
  }),
  'A1.3.rate.national-demonstration': entry({
    value: '0.20', unit: 'ratio', bound: 'exactly', clause: 'A1.3',
    words: '20%', name: text('国家示范项目补助比例', 'rate for national demonstration projects'),
  }),
  'A1.3.rate.pilot-industry': entry({
    value: '0.10', unit: 'ratio', bound: 'exactly', clause: 'A1.3',
    words: '10%', name: text('试点行业项目补助比例', 'rate for pilot-industry projects'),
  }),
  'A1.3.rate.other-new-type': entry({
    value: '0.08', unit: 'ratio', bound: 'exactly', clause: 'A1.3',
    words: '8%', name: text('其他新型技术改造项目补助比例', 'rate for other new-type projects'),
  }),
  'A1.3.cap': entry({
    value: '20000000', unit: 'CNY', bound: 'at-most', scope: 'project', clause: 'A1.3',
    words: '单个项目最高补助2000万元', name: text('单个项目补助上限', 'cap per project'),
  }),
  'A1.4.advance': entry({
    value: '0.50', unit: 'ratio', bound: 'at-most', clause: 'A1.4',
    words: '不超过补助总额50%', name: text('投资补助预拨上限', 'limit on advances of the investment subsidy'),
  }),
  'A2.2.cap': entry({
    value: '2000000', unit: 'CNY', bound: 'at-most', scope: 'enterprise-year', clause: 'A2.2',
    words: '单户企业每年最高贴息200万元', name: text('单户企业每年贴息上限', 'interest subsidy cap per enterprise and year'),
  }),
  'A2.3.rate': entry({
    value: '0.025', unit: 'ratio', bound: 'exactly', clause: 'A2.3',
    words: '年利率2.5%', name: text('融资租赁补助年利率', 'yearly rate of the lease subsidy'),
  }),
  'A2.3.cap': entry({
    value: '5000000', unit: 'CNY', bound: 'at-most', scope: 'enterprise-year', clause: 'A2.3',
    words: '单户企业每年最高补助500万元', name: text('单户企业每年租赁补助上限', 'lease subsidy cap per enterprise and year'),
  }),
  'A3.3.rank': entry({
    value: '50', unit: 'rank', bound: 'at-most', clause: 'A3.3',
    words: '排名前50', name: text('优秀服务商名次', 'rank of excellent providers'),
  }),
  'A3.3.cap': entry({
    value: '500000', unit: 'CNY', bound: 'at-most', scope: 'provider-year', clause: 'A3.3',
    words: '最高50万元奖励', name: text('服务商年度奖励上限', 'ceiling of the yearly provider award'),
  }),
  'A4.3.threshold': entry({
    value: '80000000', unit: 'CNY', bound: 'at-least', clause: 'A4.3',
    words: '8000万元（含）以上设备', name: text('设备供给门槛', 'equipment supply threshold'),
  }),
  'A4.3.rate': entry({
    value: '0.01', unit: 'ratio', bound: 'exactly', clause: 'A4.3',
    words: '销售总金额的1%', name: text('设备供给补助比例', 'rate of the equipment supply subsidy'),
  }),
  'A4.3.cap': entry({
    value: '10000000', unit: 'CNY', bound: 'at-most', scope: 'supplier', clause: 'A4.3',
    words: '最高1000万元补助', name: text('设备供给补助上限', 'cap of the equipment supply subsidy'),
  }),
  'A4.4.threshold': entry({
    value: '50000000', unit: 'CNY', bound: 'at-least', clause: 'A4.4',
    words: '5000万元（含）以上软件', name: text('软件供给门槛', 'software supply threshold'),
  }),
  'A4.4.rate': entry({
    value: '0.005', unit: 'ratio', bound: 'exactly', clause: 'A4.4',
    words: '销售总金额的0.5%', name: text('软件供给补助比例', 'rate of the software supply subsidy'),
  }),
  'A4.4.cap': entry({
    value: '5000000', unit: 'CNY', bound: 'at-most', scope: 'supplier', clause: 'A4.4',
    words: '最高500万元补助', name: text('软件供给补助上限', 'cap of the software supply subsidy'),
  }),
  'A5.3.amount': entry({
    value: '300000', unit: 'CNY', bound: 'exactly', clause: 'A5.3',
    words: '给予30万元奖励', name: text('标杆示范年度奖励', 'yearly demonstration award'),
  }),
  'A5.4.cap': entry({
    value: '1000000', unit: 'CNY', bound: 'at-most', scope: 'one-off', clause: 'A5.4',
    words: '一次性给予最高100万元奖励', name: text('标杆示范目标奖励上限', 'ceiling of the demonstration completion award'),
  }),
  'A6.2.suppliers': entry({
    value: '10', unit: 'enterprises', bound: 'at-least', clause: 'A6.2',
    words: '10家以上直接配套企业', name: text('直接配套企业家数', 'number of direct supporting enterprises'),
  }),
  'A6.2.amount': entry({
    value: '2000000', unit: 'CNY', bound: 'exactly', scope: 'one-off', clause: 'A6.2',
    words: '一次性给予链主企业200万元奖励', name: text('链主企业奖励', 'award to the chain leader'),
  }),
  'A6.4.rate': entry({
    value: '0.15', unit: 'ratio', bound: 'exactly', clause: 'A6.4',
    words: '设备投资（含软件）的15%', name: text('联合体补助比例', 'rate of the consortium subsidy'),
  }),
  'A6.4.cap': entry({
    value: '30000000', unit: 'CNY', bound: 'at-most', scope: 'consortium', clause: 'A6.4',
    words: '最高3000万元补助', name: text('联合体补助上限', 'cap per consortium'),
  }),
  'A6.5.advance': entry({
    value: '0.50', unit: 'ratio', bound: 'at-most', clause: 'A6.5',
    words: '不超过补助总额50%', name: text('联合体补助预拨上限', 'limit on advances of the consortium subsidy'),
  }),
  'A7.3.cap': entry({
    value: '50000000', unit: 'CNY', bound: 'at-most', scope: 'park', clause: 'A7.3',
    words: '最高5000万元奖励', name: text('园区奖励上限', 'ceiling of the park award'),
  }),
  'A7.4.advance': entry({
    value: '0.50', unit: 'ratio', bound: 'at-most', clause: 'A7.4',
    words: '不超过奖励总额50%', name: text('园区奖励预拨上限', 'limit on advances of the park award'),
  }),
  'F.1.from': entry({
    value: VALID_FROM, unit: 'day', bound: 'on-or-after', clause: 'F.1',
    words: '自2025年2月2日起施行', name: text('施行日', 'first day in force'),
  }),
  'F.1.to': entry({
    value: VALID_TO, unit: 'day', bound: 'on-or-before', clause: 'F.1',
    words: '有效期至2026年12月31日', name: text('有效期届满日', 'last day in force'),
  }),
  'F.2.cutoff': entry({
    value: '2024-06-01', unit: 'day', bound: 'on-or-after', clause: 'F.2',
    words: '2024年6月1日（含）后备案（审批）项目', name: text('备案（审批）起算日', 'filing cutoff'),
  }),
} as const satisfies Record<string, ParameterRecord>;

export type ParameterId = keyof typeof PARAMETERS;
