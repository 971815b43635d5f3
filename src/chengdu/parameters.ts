import type { BoundWord } from '../core/bound.js';
import type { FactUnit } from '../core/fact.js';
import type { ParameterRecord } from '../core/law.js';
import { text } from '../core/text.js';
import type { ClauseId } from './text.js';

const VALID_FROM = '2025-02-02';
const VALID_TO = '2026-12-31';

interface Entry extends Pick<ParameterRecord, 'value' | 'unit' | 'bound' | 'words' | 'name'> {
  readonly scope: string | undefined;
}

/** A kind of value: what it is counted in and how it bounds; its entries give the value, the words of the text and its name. */
const of = (unit: FactUnit, bound: BoundWord) => (value: string, words: string, zh: string, en: string, scope?: string): Entry =>
  ({ value, unit, bound, scope, words, name: text(zh, en) });

const [threshold, ceiling, sum] = [of('CNY', 'at-least'), of('CNY', 'at-most'), of('CNY', 'exactly')];
const [rate, share] = [of('ratio', 'exactly'), of('ratio', 'at-most')];
const [number, rank] = [of('enterprises', 'at-least'), of('rank', 'at-most')];
const [firstDay, lastDay] = [of('day', 'on-or-after'), of('day', 'on-or-before')];

/**
 * Every number and day of the text, once. The key is the sentence and what the value is; nothing
 * else in the library types a number of the policy.
 */
const REGISTER = {
  'A1.2.threshold': threshold('5000000', '投资500万元（含）以上', '技改奖励投资门槛', 'investment threshold of the reward'),
  'A1.2.cap': ceiling('100000', '一次性最高10万元奖励', '技改奖励上限', 'ceiling of the investment reward', 'one-off'),
  'A1.3.threshold': threshold('20000000', '投资2000万元（含）以上', '投资补助投资门槛', 'investment threshold of the subsidy'),
  'A1.3.rate.national-demonstration': rate('0.20', '20%', '国家示范项目补助比例', 'rate for national demonstration projects'),
  'A1.3.rate.pilot-industry': rate('0.10', '10%', '试点行业项目补助比例', 'rate for pilot-industry projects'),
  'A1.3.rate.other-new-type': rate('0.08', '8%', '其他新型技术改造项目补助比例', 'rate for other new-type projects'),
  'A1.3.cap': ceiling('20000000', '单个项目最高补助2000万元', '单个项目补助上限', 'cap per project', 'project'),
  'A1.4.advance': share('0.50', '不超过补助总额50%', '投资补助预拨上限', 'limit on advances of the investment subsidy'),
  'A2.2.cap': ceiling('2000000', '单户企业每年最高贴息200万元',
    '单户企业每年贴息上限', 'interest subsidy cap per enterprise and year', 'enterprise-year'),
  'A2.3.rate': rate('0.025', '年利率2.5%', '融资租赁补助年利率', 'yearly rate of the lease subsidy'),
  'A2.3.cap': ceiling('5000000', '单户企业每年最高补助500万元',
    '单户企业每年租赁补助上限', 'lease subsidy cap per enterprise and year', 'enterprise-year'),
  'A3.3.rank': rank('50', '排名前50', '优秀服务商名次', 'rank of excellent providers'),
  'A3.3.cap': ceiling('500000', '最高50万元奖励', '服务商年度奖励上限', 'ceiling of the yearly provider award', 'provider-year'),
  'A4.3.threshold': threshold('80000000', '8000万元（含）以上设备', '设备供给门槛', 'equipment supply threshold'),
  'A4.3.rate': rate('0.01', '销售总金额的1%', '设备供给补助比例', 'rate of the equipment supply subsidy'),
  'A4.3.cap': ceiling('10000000', '最高1000万元补助', '设备供给补助上限', 'cap of the equipment supply subsidy', 'supplier'),
  'A4.4.threshold': threshold('50000000', '5000万元（含）以上软件', '软件供给门槛', 'software supply threshold'),
  'A4.4.rate': rate('0.005', '销售总金额的0.5%', '软件供给补助比例', 'rate of the software supply subsidy'),
  'A4.4.cap': ceiling('5000000', '最高500万元补助', '软件供给补助上限', 'cap of the software supply subsidy', 'supplier'),
  'A5.3.amount': sum('300000', '给予30万元奖励', '标杆示范年度奖励', 'yearly demonstration award'),
  'A5.4.cap': ceiling('1000000', '一次性给予最高100万元奖励',
    '标杆示范目标奖励上限', 'ceiling of the demonstration completion award', 'one-off'),
  'A6.2.suppliers': number('10', '10家以上直接配套企业', '直接配套企业家数', 'number of direct supporting enterprises'),
  'A6.2.amount': sum('2000000', '一次性给予链主企业200万元奖励', '链主企业奖励', 'award to the chain leader', 'one-off'),
  'A6.4.rate': rate('0.15', '设备投资（含软件）的15%', '联合体补助比例', 'rate of the consortium subsidy'),
  'A6.4.cap': ceiling('30000000', '最高3000万元补助', '联合体补助上限', 'cap per consortium', 'consortium'),
  'A6.5.advance': share('0.50', '不超过补助总额50%', '联合体补助预拨上限', 'limit on advances of the consortium subsidy'),
  'A7.3.cap': ceiling('50000000', '最高5000万元奖励', '园区奖励上限', 'ceiling of the park award', 'park'),
  'A7.4.advance': share('0.50', '不超过奖励总额50%', '园区奖励预拨上限', 'limit on advances of the park award'),
  'F.1.from': firstDay(VALID_FROM, '自2025年2月2日起施行', '施行日', 'first day in force'),
  'F.1.to': lastDay(VALID_TO, '有效期至2026年12月31日', '有效期届满日', 'last day in force'),
  'F.2.cutoff': firstDay('2024-06-01', '2024年6月1日（含）后备案（审批）项目', '备案（审批）起算日', 'filing cutoff'),
} satisfies Record<`${ClauseId}.${string}`, Entry>;

export type ParameterId = keyof typeof REGISTER;

/** The same as records: with the sentence that the key names and the days of the policy. */
export const PARAMETERS = /* @__PURE__ */ records();

function records(): { readonly [K in ParameterId]: ParameterRecord } {
  return Object.fromEntries(Object.entries(REGISTER).map(([id, { value, unit, bound, scope, words, name }]) => {
    const clause = id.split('.', 2).join('.');
    return [id, { value, unit, bound, ...(scope && { scope }), clause, words, name, validFrom: VALID_FROM, validTo: VALID_TO }];
  })) as { readonly [K in ParameterId]: ParameterRecord };
}
