import { type Claim, type ClaimTable, type CoveredSentence, type Uncoded, WHOLE, cover } from '../core/coverage.js';
import { type Bilingual, text } from '../core/text.js';
import type { Code } from './overlap.js';
import { PARAMETERS, type ParameterId } from './parameters.js';
import { type SentenceId, textSegments } from './text.js';

/**
 * The text against the code: every sentence in its order, every word of it that rules something, and what claims it.
 * A parameter stands by its id, for its words are in the register; what stays unclaimed are 对, 的, 给予 and the like.
 * Nothing computes with this table: tests hold it against the text, the register and the measures, and the
 * traceability pages are made of it.
 */

/** What can claim words. */
export type Claimant =
  /** The condition of that name whose sentence this is. */
  | `condition:${string}`
  /** The formula of a measure, how it is paid, who receives it, and that it is determined for each year. */
  | `${'formula' | 'payment' | 'payee' | 'year'}:${Code}`
  /** To whom, and for how long, a ceiling applies. */
  | `scope:${ParameterId}`
  /** A fact of a case: something that an authority finds or an applicant states. */
  | `fact:${string}`
  /** The pair table of F.3; the departments; amended versions of the policy. */
  | 'overlap'
  | 'departments'
  | 'amendment'
  | Uncoded['status'];

const programmatic = (reason: Bilingual): Uncoded => ({ status: 'programmatic', reason });
const notModelled = (reason: Bilingual): Uncoded => ({ status: 'not-modelled', reason });

const GOAL = /* @__PURE__ */ text('目标性、鼓励性表述，不构成申请资金的依据', 'a goal or an encouragement: nobody can claim under it');
const DUTY = /* @__PURE__ */ text('对主管部门的工作要求，不涉及个案测算', 'work of the authorities: there is nothing to decide in a case');

/** The two sentences differ only in goods, threshold, rate and cap. */
const supplied = (clause: 'A4.3' | 'A4.4', code: '4a' | '4b'): readonly Claim<Claimant>[] => [
  ['为新型技术改造项目', 'condition:new-type'],
  ['提供', ['condition:sold-to-another', 'condition:sold-in-year'], 'I-27'],
  [`${clause}.threshold`, 'condition:sales'],
  ['企业', [`scope:${clause}.cap`, `payee:${code}`], 'I-25'],
  [`${clause}.rate`, `formula:${code}`, 'I-26'],
  [`${clause}.cap`, `formula:${code}`],
];

const TABLE: ClaimTable<SentenceId, Claimant> = {
  'P.1': /* @__PURE__ */ programmatic(GOAL),

  'A1.1': /* @__PURE__ */ programmatic(GOAL),
  'A1.2': [
    ['A1.2.threshold', 'condition:total-investment'],
    ['且纳入工业投资统计', 'condition:in-industrial-statistics'],
    ['技改项目', 'condition:technical-upgrade'],
    ['A1.2.cap', 'formula:1a'],
  ],
  'A1.3': [
    ['A1.3.threshold', 'condition:total-investment'],
    ['国家示范项目、试点行业项目、其他新型技术改造项目', ['condition:new-type', 'formula:1b']],
    ['分别按项目设备投资（含软件）', 'formula:1b'],
    ['A1.3.rate.national-demonstration', 'formula:1b'],
    ['A1.3.rate.pilot-industry', 'formula:1b'],
    ['A1.3.rate.other-new-type', 'formula:1b'],
    ['A1.3.cap', 'formula:1b'],
  ],
  'A1.4': [
    ['项目开工后，按投资进度', 'payment:1b'],
    ['A1.4.advance', 'payment:1b'],
    ['其余部分待项目竣工验收后统一结算', 'payment:1b'],
  ],
  'A1.5': [[WHOLE, 'departments']],

  'A2.1': /* @__PURE__ */ programmatic(GOAL),
  'A2.2': [
    ['“智改数转贷”“技改贷”“设备更新贷”等', 'condition:listed-product'],
    ['优先支持新型技改项目', ['condition:new-type', 'condition:technical-upgrade'], 'I-43'],
    ['A2.2.cap', ['formula:2a', 'year:2a']],
  ],
  'A2.3': [
    ['鼓励', 'programmatic', GOAL],
    ['工业企业', 'condition:industrial-lessee'],
    ['采用融资租赁设备（直接租赁）方式', 'condition:direct-lease'],
    ['开展技术改造', 'condition:technical-upgrade'],
    ['对融资租赁设备的项目', 'fact:leases.project'],
    ['按设备融资租赁年实际发生额', 'formula:2b', 'I-23'],
    ['A2.3.rate', 'formula:2b'],
    ['A2.3.cap', ['formula:2b', 'year:2b']],
  ],
  'A2.4': [[WHOLE, 'departments']],

  'A3.1': /* @__PURE__ */ programmatic(DUTY),
  'A3.2': [
    ['动态建立', 'programmatic', DUTY],
    ['新型技术改造服务商名单', 'condition:listed'],
    ['并定期对外发布', 'programmatic', DUTY],
  ],
  'A3.3': [
    ['支持服务商深度参与新型技术改造工作', 'programmatic', GOAL],
    ['符合条件的服务商', 'condition:qualified'],
    ['服务情况开展年度评价', 'fact:serviceProviders.rank'],
    ['每年', ['scope:A3.3.cap', 'year:3']],
    ['A3.3.rank', 'condition:rank'],
    ['优秀', 'not-modelled', /* @__PURE__ */ text('是否另设合格线，由评价方认定（I-24）', 'whether it adds a pass mark is for the evaluation (I-24)')],
    ['服务商分档', ['scope:A3.3.cap', 'fact:serviceProviders.tierAmount'], 'I-24'],
    ['A3.3.cap', 'formula:3'],
  ],
  'A3.4': [[WHOLE, 'departments']],

  'A4.1': /* @__PURE__ */ programmatic(DUTY),
  'A4.2': /* @__PURE__ */ notModelled(/* @__PURE__ */ text('供给企业是否为生产企业、软件和信息技术企业，由主管部门认定（I-28）', 'whether a supplier is a producer or a software or IT firm is for the authority (I-28)')),
  'A4.3': /* @__PURE__ */ supplied('A4.3', '4a'),
  'A4.4': /* @__PURE__ */ supplied('A4.4', '4b'),
  'A4.5': [[WHOLE, 'departments']],

  'A5.1': /* @__PURE__ */ notModelled(/* @__PURE__ */ text('遴选先于签订任务书，案件以已签订的任务书为起点', 'the selection comes before the task book; a case begins with the signed one')),
  'A5.2': [
    ['试点行业', 'condition:pilot-industry'],
    ['新型技改项目', 'condition:new-type'],
    ['可申请签订标杆示范任务书', 'condition:task-book'],
  ],
  'A5.3': [
    ['每年', 'year:5a', 'I-30'],
    ['对示范项目任务推进情况开展年度评价', 'fact:demonstrations.evaluations'],
    ['评价达标', 'condition:evaluation-passed'],
    ['即', 'payment:5a'],
    ['A5.3.amount', 'formula:5a'],
  ],
  'A5.4': [
    ['达到任务书目标', 'condition:targets-met'],
    ['并实现预期示范效果', 'condition:effect-achieved'],
    ['A5.4.cap', ['formula:5b', 'payment:5b']],
    ['需扣减前期年度奖励部分', 'formula:5b', 'I-29'],
  ],
  'A5.5': [
    ['项目可叠加享受', 'overlap'],
    ['新型技术改造投资补助', 'overlap', 'I-09'],
  ],
  'A5.6': [[WHOLE, 'departments']],

  'A6.1': /* @__PURE__ */ programmatic(GOAL),
  'A6.2': [
    ['链主企业联合', 'fact:consortia.leader'],
    ['A6.2.suppliers', 'condition:direct-suppliers'],
    ['组建的新型技改联合体', 'condition:new-type'],
    ['以任务书的形式开展协同改造和技术攻关', 'condition:task-book'],
    ['达到任务书目标', 'condition:targets-met'],
    ['并实现预期示范效果', 'condition:effect-achieved'],
    ['A6.2.amount', ['formula:6a', 'payment:6a', 'payee:6a']],
  ],
  'A6.3': [
    ['项目可叠加享受', 'overlap'],
    ['新型技术改造投资补助', 'overlap', 'I-09'],
  ],
  'A6.4': [
    ['承担国家试点任务', 'condition:national-pilot-task'],
    ['、签订标杆任务书', 'condition:benchmark-task-book', 'I-32'],
    ['联合体', ['scope:A6.4.cap', 'payee:6b'], 'I-33'],
    ['A6.4.rate', 'formula:6b'],
    ['A6.4.cap', 'formula:6b'],
  ],
  'A6.5': [
    ['每年开展任务评价', 'fact:consortia.taskProgress', 'I-34'],
    ['按投资和任务进度', 'payment:6b', 'I-34'],
    ['A6.5.advance', 'payment:6b'],
  ],
  'A6.6': [
    ['其余部分待项目竣工验收后', 'payment:6b'],
    ['按项目任务完成情况和取得成效', ['formula:6b', 'fact:consortia.settlementFactor'], 'I-35'],
    ['统一结算', 'payment:6b'],
  ],
  'A6.7': [[WHOLE, 'departments']],

  'A7.1': /* @__PURE__ */ programmatic(GOAL),
  'A7.2': /* @__PURE__ */ programmatic(GOAL),
  'A7.3': [
    ['承担国家新型技改试点任务', 'condition:national-pilot-task'],
    ['、签订标杆任务书', 'condition:task-book', 'I-32'],
    ['园区', ['scope:A7.3.cap', 'payee:7']],
    ['A7.3.cap', 'formula:7'],
  ],
  'A7.4': [
    ['每年开展综合评价，对评价达标的按任务进度', 'payment:7', 'I-37'],
    ['A7.4.advance', 'payment:7'],
  ],
  'A7.5': [
    ['待全面完成预期任务', 'payment:7'],
    ['且每年评价均达标后', ['formula:7', 'payment:7'], 'I-36'],
    ['统一结算', 'payment:7'],
  ],
  'A7.6': [[WHOLE, 'departments']],

  'A8.1': /* @__PURE__ */ programmatic(DUTY),
  'A8.2': /* @__PURE__ */ programmatic(DUTY),
  'A8.3': /* @__PURE__ */ programmatic(DUTY),
  'A8.4': [
    ['各区（市）县可结合本辖区实际，对本政策措施实施配套支持', 'fact:districtMatching', 'I-38'],
    ['进一步提高财政资金使用效能', 'programmatic', GOAL],
  ],
  'A8.5': [[WHOLE, 'departments']],

  'F.1': [
    ['F.1.from', ['condition:applied-in-force', 'condition:flow-in-force', 'condition:evaluated-in-force']],
    ['F.1.to', ['condition:applied-in-force', 'condition:flow-in-force', 'condition:evaluated-in-force', 'condition:sold-in-period', 'condition:settled-in-force']],
  ],
  'F.2': [
    ['本政策补助（奖励）涉及事项', ['condition:flow-after-filing', 'condition:sold-after-filing'], 'I-05'],
    ['F.2.cutoff', 'condition:filed-in-scope'],
    ['已入选国家制造业新型技术改造示范项目的除外', 'condition:filed-in-scope', 'I-01'],
  ],
  'F.3': [
    ['除另有规定外', 'overlap'],
    ['同一投入', 'overlap', 'I-07'],
    ['不得重复享受政策补助', 'overlap', 'I-08'],
    ['可就高享受最高补助政策', 'overlap', 'I-13'],
  ],
  'F.4': [[WHOLE, 'amendment', 'I-06']],
  'F.5': /* @__PURE__ */ notModelled(/* @__PURE__ */ text('解释权属于两部门；本库仅列示各种解读，不作政策解释', 'interpretation is theirs; the package names readings and interprets nothing')),
};

/** Every sentence of the text with its words and what claims them, by spans of characters. */
export const coverage: readonly CoveredSentence[] = /* @__PURE__ */ cover(textSegments, PARAMETERS, TABLE);
