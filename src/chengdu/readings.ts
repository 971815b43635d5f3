import type { ReadingRecord } from '../core/law.js';
import { type Bilingual, text } from '../core/text.js';
import type { ReadingId, Readings } from './choices.js';

/** The open questions of the text in words, the values of each in the order of `choices.ts`. */
export const READINGS = {
  filingCutoffException: {
    see: 'I-01', clause: 'F.2', excerpt: '已入选国家制造业新型技术改造示范项目的除外',
    question: text('“除外”的对象是什么？', 'What does “除外” except?'),
    values: {
      'exempt-from-cutoff': text('国家示范项目不受备案日期限制', 'national projects are free of the cutoff'),
      'excluded-from-policy': text('国家示范项目不适用本政策', 'national projects are outside the policy'),
      'no-exception': text('不作例外', 'no exception at all'),
    },
    reason: text('“的除外”接在备案日期之后，例外的是日期限制；否则第一条对国家示范项目的补助比例将永无适用。',
      'The words follow a limit on the filing date; otherwise the rate of Article 1 for national projects could never be paid.'),
  },
  filingCutoffScope: {
    see: 'I-02', clause: 'F.2', excerpt: '涉及事项为2024年6月1日（含）后备案（审批）项目',
    question: text('备案日期限制及于哪些项目？', 'Whose projects does the cutoff test?'),
    values: {
      'project-linked-measures': text('及于各措施所计的全部项目，含买方项目', "every project a measure counts, the buyer's included"),
      'own-projects-only': text('仅及于申请人自己的项目', "only the claimant's own projects"),
    },
    reason: text('否则销售给政策范围之外项目的设备亦将获得补助。', 'Otherwise sales to projects outside the policy would be subsidised.'),
  },
  sameInput: {
    see: 'I-07', clause: 'F.3', excerpt: '同一投入',
    question: text('何为“同一投入”？', 'What is the same input?'),
    values: {
      'funding-item': text('同一笔资金或成本项', 'the same money or cost item'),
      project: text('同一项目', 'the same project'),
    },
    reason: text('文本用“投入”而未用更常见的“同一项目”。', 'The drafter wrote 投入 although 同一项目 is the commoner formula.'),
  },
  rewardWithSubsidy: {
    see: 'I-08', clause: 'F.3', excerpt: '同一投入不得重复享受政策补助',
    question: text('技改奖励可否与投资补助并享？', 'May the reward stand beside the investment subsidy?'),
    values: { 'take-higher': text('就高', 'the higher of the two'), stack: text('并享', 'both') },
    reason: text('同一条、同一投资，且无第五、六条那样的叠加规定。',
      'One article, one investment, and no stacking words as in Articles 5 and 6.'),
  },
  consortiumSubsidyWithInvestmentSubsidy: {
    see: 'I-10', clause: 'A6.4', excerpt: '按设备投资（含软件）的15%给予最高3000万元补助',
    question: text('联合体补助可否与投资补助并享？', 'May the consortium subsidy stand beside the investment subsidy?'),
    values: { 'take-higher': text('就高，逐项目选择', 'the higher one, project by project'), stack: text('并享', 'both') },
    reason: text('叠加规定止于链主奖励一句，且两项补助同计一批设备。',
      'The stacking words end with the sentence on the leader, and both measure the same equipment.'),
  },
  consortiumTrack: {
    see: 'I-10', clause: 'A6.4', excerpt: '对承担国家试点任务、签订标杆任务书的联合体',
    question: text('成员项目可否各选补助路径？', 'May the member projects choose different subsidies?'),
    values: {
      'per-project': text('逐项目选择', 'each project chooses'),
      'whole-consortium': text('联合体整体选择', 'the consortium chooses as a whole'),
    },
    reason: text('同一投入以项目的投资为准。', "The same input is a project's investment."),
  },
  leaseWithInvestmentSubsidy: {
    see: 'I-11', clause: 'A2.3', excerpt: '对融资租赁设备的项目',
    question: text('租赁补助可否与同一设备的投资补助并享？', 'May the lease subsidy stand beside an investment subsidy on the same equipment?'),
    values: { 'take-higher': text('就高，逐合同选择', 'the higher one, contract by contract'), stack: text('并享', 'both') },
    reason: text('租金偿付的正是设备价款。', 'Rent repays the price of the equipment.'),
  },
  leasedEquipmentInInvestment: {
    see: 'I-11', clause: 'A1.3', also: ['A6.4'], excerpt: '项目设备投资（含软件）',
    question: text('租入设备是否计入设备投资？', 'Is leased equipment equipment investment?'),
    values: { yes: text('计入', 'yes'), no: text('不计入', 'no') },
    reason: text('文本未将租入设备排除。', 'The text does not leave leased equipment out.'),
  },
  pilotIndustryMustBeNewType: {
    see: 'I-16', clause: 'A1.3', excerpt: '试点行业项目、其他新型技术改造项目',
    question: text('试点行业项目是否须为新型技改项目？', 'Must a pilot-industry project be new-type?'),
    values: { yes: text('须为新型', 'yes'), no: text('不须', 'no') },
    reason: text('“其他”二字表明前两类亦为新型技改项目。', '“Other” new-type projects implies that the first two classes are new-type too.'),
  },
  thresholdAtSettlement: {
    see: 'I-15', clause: 'A1.4', excerpt: '待项目竣工验收后统一结算',
    question: text('结算时以实际投资复核门槛吗？', 'Is the threshold tested again on the verified figures?'),
    values: {
      actual: text('以核定实际总投资复核', 'yes, on the verified total'),
      'as-approved': text('以备案总投资为准', 'no, the filed total stands'),
    },
    reason: text('统一结算以核定数为准。', 'The settlement stands on verified figures.'),
  },
  advanceFormula: {
    see: 'I-18', clause: 'A1.4', excerpt: '按投资进度给予不超过补助总额50%的拨款',
    question: text('预拨额如何随进度计算？', 'How does the advance follow progress?'),
    values: {
      'capped-progress': text('进度与预拨比例上限取低，乘补助总额', 'the lower of progress and the highest share, of the total'),
      'half-of-progress': text('进度乘预拨比例上限，乘补助总额', 'progress times the highest share, of the total'),
      'flat-half': text('开工后即可按预拨比例上限拨付', 'the highest share at the start'),
    },
    reason: text('进度定额，预拨比例封顶；其他读法重复用该比例或不计进度。', 'Progress sets the amount, the highest share bounds it; the others use that share twice or ignore progress.'),
  },
  settlementAboveApproved: {
    see: 'I-44', clause: 'A1.4', also: ['A6.4'], excerpt: '其余部分待项目竣工验收后统一结算',
    question: text('核定数高于备案数时如何结算？', 'What if the verified figures exceed the filed ones?'),
    values: {
      'not-above': text('取备案数与核定数之低者', 'the lower of filed and verified'),
      verified: text('以核定数为准', 'the verified figure'),
    },
    reason: text('“补助总额”在竣工前已定，统一结算的是其“其余部分”。',
      '补助总额 is fixed before works end, and the rest of that total is what is settled.'),
  },
  loanProjects: {
    see: 'I-43', clause: 'A2.2', excerpt: '优先支持新型技改项目',
    question: text('贴息是否限于新型技改项目？', 'Is the interest subsidy only for new-type projects?'),
    values: {
      'new-type-only': text('仅限新型技改项目', 'only new-type projects'),
      'any-technical-upgrade': text('技改项目均可', 'any technical upgrading project'),
    },
    reason: text('第二条第一句所述为新型技改专项贷，全文皆以新型为对象。',
      'A2.1 speaks of loans for new-type upgrading, and the whole policy of new-type.'),
  },
  interestBound: {
    see: 'I-21', clause: 'A2.2', excerpt: '单户企业每年最高贴息200万元',
    question: text('贴息是否以实付利息为限？', 'Is the subsidy of a loan bounded by the interest paid?'),
    values: { 'interest-paid': text('以实付利息为限', 'yes'), off: text('不另设限', 'no') },
    reason: text('贴息不可能超过利息。', 'A subsidy of interest cannot exceed the interest.'),
  },
  leaseBasis: {
    see: 'I-23', clause: 'A2.3', excerpt: '按设备融资租赁年实际发生额，给予年利率2.5%的补助',
    question: text('租赁补助的计算基数是什么？', 'What is the base of the lease subsidy?'),
    values: {
      'annual-amount': text('核定的年实际发生额', 'the verified actual amount of the year'),
      'time-weighted-principal': text('本金按当年占用时间加权', 'the principal weighted by its time in the year'),
    },
    reason: text('年实际发生额已是年度数，再按时间加权即重复计时。', 'The base is already a yearly flow; weighting it again would count time twice.'),
  },
  leaseDayCount: {
    see: 'I-23', clause: 'A2.3', excerpt: '年利率2.5%',
    question: text('按本金计算时时间如何计？', 'How is time counted when the base is principal?'),
    values: {
      'months-12': text('整月数除以12', 'whole months over 12'),
      'act-365': text('实际天数除以365', 'actual days over 365'),
      'act-360': text('实际天数除以360', 'actual days over 360'),
    },
    reason: text('同类地方规定有按月计算的。', 'There are comparable local rules that count months.'),
  },
  supplyAggregation: {
    see: 'I-25', clause: 'A4.3', also: ['A4.4'], excerpt: '提供8000万元（含）以上设备的企业',
    question: text('供给金额如何归集？', 'How are sales added up?'),
    values: {
      'policy-period': text('逐供给企业，政策期内一次', 'per supplier, once over the policy period'),
      'per-year': text('逐年', 'per year'),
      'per-project': text('逐项目', 'per project'),
    },
    reason: text('主语是企业，而“单个项目”“每年”在此未用。', 'The subject is the enterprise; “per project” and “per year”, used elsewhere, are absent.'),
  },
  completionDeduction: {
    see: 'I-29', clause: 'A5.4', excerpt: '需扣减前期年度奖励部分',
    question: text('年度奖励从何扣减？', 'From what are the yearly awards deducted?'),
    values: {
      'from-assessed': text('从核定奖励额扣减', 'from the assessed award'),
      'from-cap': text('从目标奖励上限中扣减', 'from the ceiling'),
    },
    reason: text('括号所限定的是奖励。', 'The bracket qualifies the award.'),
  },
  demonstrationTotalBound: {
    see: 'I-29', clause: 'A5.4', also: ['A5.3'], excerpt: '最高100万元奖励',
    question: text('第五条奖励合计是否另有上限？', 'Is there a bound on all awards of Article 5 together?'),
    values: { none: text('无', 'none'), 'one-million': text('合计不超过目标奖励上限', 'the ceiling of A5.4 bounds the sum') },
    reason: text('文本未作此规定。', 'The text does not say so.'),
  },
  directSupplierCount: {
    see: 'I-31', clause: 'A6.2', excerpt: '联合10家以上直接配套企业',
    question: text('直接配套企业家数是否含链主企业？', 'Does the leader count among the direct suppliers?'),
    values: { 'excludes-leader': text('不含链主', 'no'), 'includes-leader': text('含链主', 'yes') },
    reason: text('链主“联合”的是直接配套企业。', 'The leader joins with the suppliers.'),
  },
  dualProgress: {
    see: 'I-34', clause: 'A6.5', excerpt: '按投资和任务进度',
    question: text('投资进度与任务进度如何合并？', 'How are the two progress figures combined?'),
    values: {
      min: text('取低', 'the lower one'),
      mean: text('取平均', 'their mean'),
      product: text('取乘积', 'their product'),
      'investment-only': text('仅看投资进度', 'investment progress only'),
    },
    reason: text('两者都须推进，预拨不应超前于任一进度。', 'Both must have progressed; an advance should outrun neither.'),
  },
  parkFailedYear: {
    see: 'I-36', clause: 'A7.5', excerpt: '每年评价均达标后统一结算',
    question: text('某年未达标时已拨款如何处理？', 'What becomes of earlier advances after a failed year?'),
    values: {
      'keep-advances': text('不再结算，已拨款待主管部门决定', 'no settlement; earlier advances await a decision'),
      'claw-back': text('全部收回', 'all recovered'),
    },
    reason: text('达标是结算条件；收回无明文，不作推定。', 'Passing is a condition of settlement; recovery is not stated and not presumed.'),
  },
  afterExpiry: {
    see: 'I-04', clause: 'F.1', excerpt: '有效期至2026年12月31日',
    question: text('何事须在有效期内发生？', 'What must happen inside the validity period?'),
    values: {
      'honour-vested': text('申报或签订任务书在期内即可', 'the application or task book; performance may follow'),
      'validity-only': text('拨付亦须在期内', 'payment too'),
    },
    reason: text('结算在验收之后，大项目往往在有效期届满之后；否则其余部分补助落空。', 'Settlement follows acceptance, which large projects often reach after expiry; the rest of the subsidy would be illusory.'),
  },
  rounding: {
    see: 'I-39', clause: 'A1.3', also: ['A2.3', 'A4.3', 'A4.4', 'A6.4'], excerpt: '分别按项目设备投资（含软件）的20%、10%、8%给予补助',
    question: text('金额如何取整到分？', 'How is an amount rounded to the fen?'),
    values: { 'half-up-fen': text('四舍五入到分', 'half up'), 'down-fen': text('舍去不足一分', 'down') },
    reason: text('文本未定；通行四舍五入，上限类一律舍去。', 'The text is silent; half up is common, and bounds always round down.'),
  },
} as const satisfies { readonly [R in ReadingId]: ReadingRecord & { readonly values: Readonly<Record<Readings[R], Bilingual>> } };
