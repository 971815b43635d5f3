/** Article 1: the reward (1a) and the subsidy (1b), its advance and its settlement. */
import { file, project, small } from './facts.js';
import { advance, amount, capped, granted, missing, open, read, received, refused, sentence, settlement, total, vector, type Facts, type Vector } from './vector.js';

const one = (p: Facts): Facts => file({ projects: [p] });

const REWARD = sentence('A1.2', '投资500万元（含）以上且纳入工业投资统计的技改项目，给予一次性最高10万元奖励',
  ...[['below', '4999999.99'], ['at', '5000000.00'], ['above', '5000000.01']].map(([side = '', t = '']) =>
    vector(`1a-threshold-${side}`, one(small({ totalInvestment: t })), [
      side === 'below' ? refused('1a', 'P', `项目投资${t}元＜5000000元，未达门槛`) : granted('1a', 'P', '核定奖励80000元'),
    ])),
  vector('1a-in-statistics', one(small()), [granted('1a', 'P', '核定奖励80000元'), total('核定奖励80000元'), received('甲', '80000元')]),
  vector('1a-not-in-statistics', one(small({ inIndustrialStatistics: false })), [refused('1a', 'P', '未纳入工业投资统计')]),
  vector('1a-statistics-unknown', one(small({ inIndustrialStatistics: null })), [
    open('1a', 'P', '0', '核定奖励80000元'), missing('1a', 'P', ['$.projects[0].inIndustrialStatistics'], '是否纳入统计未知'), total('0', '80000元')]),
  vector('1a-not-technical-upgrade', one(small({ technicalUpgrade: false, newType: false })), [refused('1a', 'P', '不是技改项目')]),
  vector('1a-technical-upgrade-unknown', one(small({ newType: false })), [open('1a', 'P', '0', '核定奖励80000元')]),
  vector('1a-need-not-be-new-type', one(small({ technicalUpgrade: true, newType: false, pilotIndustry: false })), [granted('1a', 'P', '核定奖励80000元')]),
  vector('1a-new-type-is-technical-upgrade', one(small({ newType: true })), [granted('1a', 'P', '核定奖励80000元')]),
  ...[['below', '99999.99'], ['at', '100000.00'], ['above', '100000.01'], ['far-above', '1000000.00']].map(([side = '', a = '']) =>
    vector(`1a-cap-${side}`, one(small({ assessedReward: a })), [
      granted('1a', 'P', `取低（核定奖励${a}元，最高100000元）`),
      capped('1a', 'P', side.endsWith('above'), side.endsWith('above') ? `${a}元＞100000元` : `${a}元≤100000元`)])),
  vector('1a-assessed-nothing', one(small({ assessedReward: '0' })), [granted('1a', 'P', '核定奖励0元')]),
  vector('1a-ceiling-only', one(small({ assessedReward: null })), [granted('1a', 'P', '0', '最高100000元'), total('0', '100000元')]),
  vector('1a-total-unknown-equipment-reaches', one(small({ totalInvestment: null, equipmentInvestment: '5000000' })), [granted('1a', 'P', '核定奖励80000元')]),
  vector('1a-total-unknown-equipment-below', one(small({ totalInvestment: null, equipmentInvestment: '4999999.99' })), [open('1a', 'P', '0', '核定奖励80000元')]),
  vector('1a-both-figures-unknown', one(small({ totalInvestment: null, equipmentInvestment: null, assessedReward: null })), [open('1a', 'P', '0', '最高100000元')]),
  vector('1a-large-project-too', one(project({ inIndustrialStatistics: true, assessedReward: '80000' })), [granted('1a', 'P', '核定奖励80000元')]),
  vector('1a-stays-on-filed-total', one(small({ acceptance: { date: '2026-05-01', totalInvestment: '4999999.99', equipmentInvestment: '4000000' } })), [granted('1a', 'P', '核定奖励80000元')]),
);

const CLASSES = { national: { nationalDemonstration: true }, pilot: {}, other: { pilotIndustry: false } } as const;
const RATES = { national: '20%', pilot: '10%', other: '8%' } as const;
const classes = ['national', 'pilot', 'other'] as const;

const RATE = sentence('A1.3', '对投资2000万元（含）以上的国家示范项目、试点行业项目、其他新型技术改造项目，分别按项目设备投资（含软件）的20%、10%、8%给予补助',
  ...classes.flatMap((c) => [['below', '19999999.99'], ['at', '20000000.00'], ['above', '20000000.01']].map(([side = '', t = '']) =>
    vector(`1b-threshold-${c}-${side}`, one(project({ ...CLASSES[c], totalInvestment: t, equipmentInvestment: '15000000' })), [
      side === 'below' ? refused('1b', 'P', `项目投资${t}元＜20000000元，未达门槛`) : granted('1b', 'P', `设备投资15000000元×${RATES[c]}`),
    ]))),
  ...classes.map((c) => vector(`1b-rate-${c}`, one(project({ ...CLASSES[c], totalInvestment: '68500000', equipmentInvestment: '52360000' })), [
    granted('1b', 'P', `设备投资52360000元×${RATES[c]}`), total(`52360000元×${RATES[c]}`)])),
  vector('1b-national-and-pilot', one(project({ nationalDemonstration: true, pilotIndustry: true })), [granted('1b', 'P', '两类兼具从高：设备投资20000000元×20%')]),
  vector('1b-national-outside-pilot-industries', one(project({ nationalDemonstration: true, pilotIndustry: false })), [granted('1b', 'P', '设备投资20000000元×20%')]),
  vector('1b-national-implies-new-type', one(project({ nationalDemonstration: true, newType: null })), [granted('1b', 'P', '设备投资20000000元×20%')]),
  vector('1b-not-new-type', one(project({ newType: false, pilotIndustry: false })), [refused('1b', 'P', '不是新型技改项目')]),
  vector('1b-pilot-not-new-type', one(project({ newType: false })), [refused('1b', 'P', '试点行业项目亦须为新型')]),
  vector('1b-pilot-not-new-type-allowed', one(project({ newType: false, technicalUpgrade: true })), [granted('1b', 'P', '设备投资20000000元×10%')], read({ pilotIndustryMustBeNewType: 'no' })),
  vector('1b-other-must-be-new-type-anyway', one(project({ newType: false, technicalUpgrade: true, pilotIndustry: false })), [refused('1b', 'P', '第三类须为新型')], read({ pilotIndustryMustBeNewType: 'no' })),
  vector('1b-needs-no-statistics', one(project({ inIndustrialStatistics: false })), [granted('1b', 'P', '设备投资20000000元×10%')]),
  vector('1b-base-is-equipment-not-total', one(project({ totalInvestment: '90000000', equipmentInvestment: '1000000' })), [granted('1b', 'P', '设备投资1000000元×10%')]),
  vector('1b-no-equipment', one(project({ equipmentInvestment: '0' })), [amount('1b', 'P', '设备投资0元×10%')]),
  vector('1b-pilot-unknown', one(project({ pilotIndustry: null })), [granted('1b', 'P', '设备投资20000000元×8%', '设备投资20000000元×10%')]),
  vector('1b-national-unknown', one(project({ nationalDemonstration: null })), [granted('1b', 'P', '设备投资20000000元×10%', '设备投资20000000元×20%')]),
  vector('1b-class-unknown', one(project({ nationalDemonstration: null, pilotIndustry: null })), [granted('1b', 'P', '设备投资20000000元×8%', '设备投资20000000元×20%')]),
  vector('1b-new-type-unknown', one(project({ newType: null })), [open('1b', 'P', '0', '设备投资20000000元×10%')]),
  vector('1b-new-type-unknown-other', one(project({ newType: null, pilotIndustry: false })), [open('1b', 'P', '0', '设备投资20000000元×8%')]),
  vector('1b-equipment-unknown', one(project({ totalInvestment: '25000000', equipmentInvestment: null })), [
    granted('1b', 'P', '设备投资0元×10%', '设备投资不超过总投资：25000000元×10%'), missing('1b', 'P', ['$.projects[0].equipmentInvestment'], '设备投资未知')]),
  vector('1b-equipment-unknown-capped', one(project({ totalInvestment: '300000000', equipmentInvestment: null })), [granted('1b', 'P', '设备投资0元×10%', '取低（300000000元×10%，最高20000000元）')]),
  vector('1b-total-unknown-equipment-reaches', one(project({ totalInvestment: null, equipmentInvestment: '52360000' })), [granted('1b', 'P', '总投资不少于设备投资：52360000元×10%')]),
  vector('1b-total-unknown-equipment-at', one(project({ totalInvestment: null })), [granted('1b', 'P', '设备投资20000000元×10%')]),
  vector('1b-total-unknown-equipment-below', one(project({ totalInvestment: null, equipmentInvestment: '19999999' })), [open('1b', 'P', '0', '设备投资19999999元×10%')]),
  vector('1b-all-figures-unknown', one(project({ totalInvestment: null, equipmentInvestment: null })), [open('1b', 'P', '0', '最高20000000元')]),
  vector('1b-total-below-equipment-unknown', one(project({ totalInvestment: '19999999.99', equipmentInvestment: null })), [refused('1b', 'P', '项目投资19999999.99元＜20000000元')]),
  vector('1b-two-projects', file({ projects: [project(), project({ id: 'Q', pilotIndustry: false })] }), [
    granted('1b', 'P', '设备投资20000000元×10%'), granted('1b', 'Q', '设备投资20000000元×8%'), total('2000000元＋1600000元'), received('甲', '2000000元＋1600000元')]),
  ...[['20000000.05', '10%'], ['20000000.15', '10%'], ['20000000.04', '10%'], ['20000000.07', '8%'], ['20000000.06', '8%'], ['20000000.03', '20%'], ['20000000.02', '20%'], ['33333333.33', '8%']].flatMap(([e = '', r = '']) => {
    const c = classes.find((k) => RATES[k] === r) ?? 'pilot';
    const p = one(project({ ...CLASSES[c], equipmentInvestment: e, totalInvestment: '40000000' }));
    const name = `${r.slice(0, -1)}-of-${e.replace('.', '-')}`;
    return [
      vector(`1b-half-up-${name}`, p, [granted('1b', 'P', `四舍五入（${e}元×${r}）`), total(`四舍五入（${e}元×${r}）`)]),
      vector(`1b-down-${name}`, p, [granted('1b', 'P', `舍去（${e}元×${r}）`)], read({ rounding: 'down-fen' })),
    ];
  }),
  vector('1b-threshold-is-not-rounded', one(project({ totalInvestment: '19999999.99' })), [refused('1b', 'P', '19999999.99元＜20000000元，不先取整')]),
);

const CAP = sentence('A1.3', '单个项目最高补助2000万元',
  ...([['national', '99999999.95', '100000000.00', '100000000.05'], ['pilot', '199999999.90', '200000000.00', '200000000.10'], ['other', '249999999.87', '250000000.00', '250000000.01']] as const)
    .flatMap(([c, ...three]) => three.map((e, i) => vector(`1b-cap-${c}-${['below', 'at', 'above'][i] ?? ''}`, one(project({ ...CLASSES[c], totalInvestment: '300000000', equipmentInvestment: e })), [
      granted('1b', 'P', `四舍五入（取低（设备投资${e}元×${RATES[c]}，最高20000000元））`),
      capped('1b', 'P', i === 2, `${e}元×${RATES[c]}${i === 2 ? '＞' : '≤'}20000000元`)]))),
  vector('1b-cap-per-project', file({ projects: ['P', 'Q'].map((id) => project({ id, totalInvestment: '300000000', equipmentInvestment: '250000000' })) }), [
    granted('1b', 'P', '取低（250000000元×10%，最高20000000元）'), granted('1b', 'Q', '取低（250000000元×10%，最高20000000元）'), total('20000000元＋20000000元'), received('甲', '20000000元＋20000000元')]),
);

const works = (investmentProgress: string, advancesPaid = '0', more: Facts = {}): Facts => project({ construction: { started: true, investmentProgress, advancesPaid }, ...more });
const PROGRESS = [['0', '0'], ['0.30', '30%'], ['0.49', '49%'], ['0.50', '50%'], ['0.51', '51%'], ['1', '100%'], ['1/3', '1÷3'], ['2/3', '2÷3']] as const;
const FORMULAS = {
  'capped-progress': (p: string) => `舍去（补助2000000元×取低（进度${p}，50%））`,
  'half-of-progress': (p: string) => `舍去（补助2000000元×进度${p}×50%）`,
  'flat-half': (_p: string) => '补助2000000元×50%',
} as const;

const ADVANCE = sentence('A1.4', '项目开工后，按投资进度给予不超过补助总额50%的拨款',
  ...(Object.keys(FORMULAS) as (keyof typeof FORMULAS)[]).flatMap((f) => PROGRESS.map(([written, spoken]) =>
    vector(`1b-advance-${f}-${written.replace('/', '-of-').replace('.', '-')}`, one(works(written)), [advance('1b', 'P', FORMULAS[f](spoken))], f === 'capped-progress' ? undefined : read({ advanceFormula: f })))),
  vector('1b-advance-not-started', one(project({ construction: { started: false, investmentProgress: '0.3', advancesPaid: '0' } })), [advance('1b', 'P', '未开工：0')]),
  vector('1b-advance-not-started-flat', one(project({ construction: { started: false, investmentProgress: '0.3', advancesPaid: '0' } })), [advance('1b', 'P', '未开工：0')], read({ advanceFormula: 'flat-half' })),
  vector('1b-advance-part-paid', one(works('0.30', '250000')), [advance('1b', 'P', '2000000元×30%', '2000000元×30%－已拨250000元')]),
  vector('1b-advance-all-paid', one(works('0.30', '600000')), [advance('1b', 'P', '2000000元×30%', '2000000元×30%－已拨600000元')]),
  vector('1b-advance-overpaid', one(works('0.30', '600000.01')), [advance('1b', 'P', '2000000元×30%', '取高（2000000元×30%－已拨600000.01元，0）')]),
  vector('1b-advance-half-an-odd-fen', one(works('1', '0', { equipmentInvestment: '20000000.10' })), [granted('1b', 'P', '20000000.10元×10%'), advance('1b', 'P', '舍去（补助2000000.01元×50%）')]),
  vector('1b-advance-of-the-rounded-total', one(works('0.5', '0', { equipmentInvestment: '20000000.05' })), [advance('1b', 'P', '舍去（四舍五入（20000000.05元×10%）×50%）')]),
  vector('1b-advance-of-the-capped-total', one(works('0.9', '0', { totalInvestment: '400000000', equipmentInvestment: '300000000' })), [advance('1b', 'P', '取低（300000000元×10%，20000000元）×50%')]),
  vector('1b-advance-capped-and-in-progress', one(works('0.25', '0', { totalInvestment: '400000000', equipmentInvestment: '300000000' })), [advance('1b', 'P', '取低（300000000元×10%，20000000元）×25%')]),
);

const accepted = (totalInvestment: string, equipmentInvestment: string, more: Facts = {}): Facts =>
  project({ construction: { started: true, investmentProgress: '1', advancesPaid: '900000' }, acceptance: { date: '2026-09-30', totalInvestment, equipmentInvestment }, ...more });

const SETTLED = sentence('A1.4', '其余部分待项目竣工验收后统一结算',
  vector('1b-settled-as-filed', one(accepted('30000000', '20000000')), [settlement('1b', 'P', '20000000元×10%', '2000000元－已拨900000元', '0'), advance('1b', 'P', '2000000元×50%', '已验收不再预拨：0')]),
  vector('1b-settled-lower', one(accepted('30000000', '19000000')), [granted('1b', 'P', '核定设备投资19000000元×10%'), settlement('1b', 'P', '19000000元×10%', '1900000元－已拨900000元', '0')]),
  vector('1b-settled-a-fen-lower', one(accepted('30000000', '19999999.90')), [settlement('1b', 'P', '19999999.90元×10%', '1999999.99元－已拨900000元', '0')]),
  vector('1b-settled-higher-not-above', one(accepted('32000000', '21000000')), [granted('1b', 'P', '取低（备案20000000元，核定21000000元）×10%'), settlement('1b', 'P', '取低（20000000元，21000000元）×10%', '2000000元－900000元', '0')]),
  vector('1b-settled-higher-verified', one(accepted('32000000', '21000000')), [granted('1b', 'P', '核定21000000元×10%'), settlement('1b', 'P', '21000000元×10%', '2100000元－900000元', '0')], read({ settlementAboveApproved: 'verified' })),
  vector('1b-settled-lower-verified', one(accepted('30000000', '19000000')), [granted('1b', 'P', '核定19000000元×10%')], read({ settlementAboveApproved: 'verified' })),
  vector('1b-settled-below-advances', one(accepted('30000000', '8000000')), [settlement('1b', 'P', '8000000元×10%', '取高（800000元－900000元，0）', '900000元－800000元')]),
  vector('1b-settled-at-advances', one(accepted('30000000', '9000000')), [settlement('1b', 'P', '9000000元×10%', '900000元－900000元', '900000元－900000元')]),
  vector('1b-settled-verified-total-at-threshold', one(accepted('20000000', '18000000')), [granted('1b', 'P', '核定18000000元×10%')]),
  vector('1b-settled-verified-total-below', one(accepted('19999999.99', '18000000')), [refused('1b', 'P', '核定总投资19999999.99元＜20000000元'), settlement('1b', 'P', '0', '0', '已拨900000元')]),
  vector('1b-settled-verified-total-below-as-approved', one(accepted('19999999.99', '18000000')), [granted('1b', 'P', '核定18000000元×10%')], read({ thresholdAtSettlement: 'as-approved' })),
  vector('1b-settled-filed-total-below', one(accepted('25000000', '18000000', { totalInvestment: '19999999.99', equipmentInvestment: '18000000' })), [refused('1b', 'P', '备案总投资19999999.99元＜20000000元')]),
  vector('1b-settled-filed-total-below-as-approved', one(accepted('25000000', '18000000', { totalInvestment: '19999999.99', equipmentInvestment: '18000000' })), [refused('1b', 'P', '备案总投资19999999.99元＜20000000元')], read({ thresholdAtSettlement: 'as-approved' })),
  vector('1b-settled-lapsed-leaves-the-reward', one(accepted('19999999.99', '18000000', { inIndustrialStatistics: true, assessedReward: '90000' })), [
    refused('1b', 'P', '核定总投资19999999.99元＜20000000元'), granted('1a', 'P', '核定奖励90000元'), total('90000元'), settlement('1b', 'P', '0', '0', '900000元')]),
  vector('1b-settled-capped', one(accepted('400000000', '300000000', { totalInvestment: '400000000', equipmentInvestment: '300000000' })), [settlement('1b', 'P', '取低（300000000元×10%，20000000元）', '20000000元－900000元', '0')]),
  vector('1b-settled-in-days-of-2027', file({ settlementDate: '2027-06-30', projects: [accepted('30000000', '20000000')] }), [settlement('1b', 'P', '20000000元×10%', '2000000元－900000元', '0')]),
);

export const article1: Vector[] = [...REWARD, ...RATE, ...CAP, ...ADVANCE, ...SETTLED];
