/** Articles 6 and 7: chain leaders (6a), consortia (6b) and parks (7). */
import { file, leading, park, plain, project, tasked } from './facts.js';
import { advance, amount, capped, fact, forgone, granted, open, payable, read, received, refused, sentence, settlement, status, total, vector, yearLimit, type Facts, type Vector } from './vector.js';

const led = (c: Facts, p: Facts = {}): Facts => file({ projects: [plain(p)], consortia: [leading(c)] });
const LEADER = sentence('A6.2', '对链主企业联合10家以上直接配套企业组建的新型技改联合体，以任务书的形式开展协同改造和技术攻关，对达到任务书目标并实现预期示范效果的，一次性给予链主企业200万元奖励',
  ...[9, 10, 11].map((n) => vector(`6a-suppliers-${n}`, led({ directSuppliers: n }), [n < 10 ? refused('6a', 'C', `直接配套企业${n}家＜10家`) : granted('6a', 'C', '2000000元')])),
  ...[8, 9, 10].map((n) => vector(`6a-suppliers-${n}-with-leader`, led({ directSuppliers: n }), [n < 9 ? refused('6a', 'C', `配套${n}家＋链主1家＜10家`) : granted('6a', 'C', '2000000元')], read({ directSupplierCount: 'includes-leader' }))),
  vector('6a-suppliers-unknown', led({ directSuppliers: null }), [open('6a', 'C', '0', '2000000元')]),
  vector('6a-paid-to-the-leader', led({}), [granted('6a', 'C', '2000000元'), total('2000000元'), received('链', '2000000元'), settlement('6a', 'C', '2000000元', '2000000元', '0')]),
  vector('6a-no-task-book', led({ taskBookSigned: false }), [refused('6a', 'C', '未签订任务书')]),
  vector('6a-targets-not-met', led({ targetsMet: false }), [refused('6a', 'C', '未达到任务书目标')]),
  vector('6a-effect-not-achieved', led({ effectAchieved: false }), [refused('6a', 'C', '未实现预期示范效果')]),
  vector('6a-targets-unknown', led({ targetsMet: null }), [open('6a', 'C', '0', '2000000元')]),
  vector('6a-effect-unknown', led({ effectAchieved: null }), [open('6a', 'C', '0', '2000000元')]),
  vector('6a-benchmark-task-book-is-another', led({ taskBookSigned: false, benchmarkTaskBookSigned: true, nationalPilotTask: true }), [refused('6a', 'C', '标杆任务书不是此处的任务书')]),
  vector('6a-project-not-new-type', led({}, { newType: false, technicalUpgrade: true }), [refused('6a', 'C', '成员项目不是新型技改项目')]),
  vector('6a-one-project-counts', file({ projects: [plain({ newType: false, technicalUpgrade: true }), plain({ id: 'Q' })], consortia: [leading({ projects: ['P', 'Q'] })] }), [granted('6a', 'C', '一个项目可计：2000000元')]),
  vector('6a-two-consortia', file({ projects: [plain(), plain({ id: 'Q' })], consortia: [leading(), leading({ id: 'D', projects: ['Q'] })] }), [total('2000000元＋2000000元'), received('链', '2000000元＋2000000元')]),
);

const both = (c: Facts, p: Facts = {}): Facts => file({ projects: [plain({ equipmentInvestment: '8000000', ...p })], consortia: [tasked(c)] });
const large = (equipmentInvestment: string): Facts => ({ totalInvestment: '400000000', equipmentInvestment, newType: true });
const CONSORTIUM = sentence('A6.4', '对承担国家试点任务、签订标杆任务书的联合体，按设备投资（含软件）的15%给予最高3000万元补助',
  vector('6b-rate', both({}), [granted('6b', 'C', '设备投资8000000元×15%'), total('8000000元×15%'), received('C', '8000000元×15%')]),
  vector('6b-no-investment-threshold', both({}, { totalInvestment: '1000', equipmentInvestment: '1000' }), [granted('6b', 'C', '不设投资门槛：1000元×15%')]),
  ...[9, 10].map((n) => vector(`6b-suppliers-${n}`, both({ directSuppliers: n }), [n < 10 ? refused('6b', 'C', `直接配套企业${n}家＜10家`) : granted('6b', 'C', '8000000元×15%')])),
  vector('6b-suppliers-9-with-leader', both({ directSuppliers: 9 }), [granted('6b', 'C', '8000000元×15%')], read({ directSupplierCount: 'includes-leader' })),
  vector('6b-no-national-task', both({ nationalPilotTask: false }), [refused('6b', 'C', '未承担国家试点任务')]),
  vector('6b-no-benchmark-task-book', both({ benchmarkTaskBookSigned: false }), [refused('6b', 'C', '未签订标杆任务书')]),
  vector('6b-needs-not-the-other-task-book', both({ taskBookSigned: false }), [granted('6b', 'C', '8000000元×15%')]),
  vector('6b-national-task-unknown', both({ nationalPilotTask: null }), [open('6b', 'C', '0', '8000000元×15%')]),
  vector('6b-benchmark-task-book-unknown', both({ benchmarkTaskBookSigned: null }), [open('6b', 'C', '0', '8000000元×15%')]),
  vector('6b-equipment-unknown', both({}, { equipmentInvestment: null }), [granted('6b', 'C', '0', '设备投资不超过总投资：10000000元×15%')]),
  vector('6b-project-not-new-type', both({}, { newType: false, technicalUpgrade: true }), [refused('6b', 'C', '成员项目不是新型技改项目')]),
  ...[['below', '199999999.90'], ['at', '200000000.00'], ['above', '200000000.10']].map(([side = '', e = '']) => vector(`6b-cap-${side}`, file({ projects: [project({ ...large(e), filingDate: '2024-09-12' })], consortia: [tasked()] }), [
    granted('6b', 'C', `四舍五入（取低（设备投资${e}元×15%，最高30000000元））`), capped('6b', 'C', side === 'above', `${e}元×15%${side === 'above' ? '＞' : '≤'}30000000元`)])),
  vector('6b-all-projects-one-cap', file({ projects: [project(large('120000000')), project({ id: 'Q', ...large('120000000') })], consortia: [tasked({ projects: ['P', 'Q'] })] }), [granted('6b', 'C', '取低（（120000000元＋120000000元）×15%，30000000元）')]),
  vector('6b-only-projects-in-scope', file({ projects: [plain({ equipmentInvestment: '8000000' }), plain({ id: 'Q', filingDate: '2024-05-31' })], consortia: [tasked({ projects: ['P', 'Q'] })] }), [granted('6b', 'C', '只计在范围内者：8000000元×15%')]),
  vector('6b-half-up', both({}, { equipmentInvestment: '8000000.10' }), [granted('6b', 'C', '四舍五入（8000000.10元×15%）')]),
  vector('6b-down', both({}, { equipmentInvestment: '8000000.10' }), [granted('6b', 'C', '舍去（8000000.10元×15%）')], read({ rounding: 'down-fen' })),
  vector('6b-verified-equipment', both({}, { acceptance: { date: '2026-09-30', totalInvestment: '10000000', equipmentInvestment: '7000000' } }), [granted('6b', 'C', '核定设备投资7000000元×15%')]),
  vector('6b-verified-equipment-above', both({}, { acceptance: { date: '2026-09-30', totalInvestment: '12000000', equipmentInvestment: '9000000' } }), [granted('6b', 'C', '取低（8000000元，9000000元）×15%')]),
  vector('6b-verified-equipment-above-verified', both({}, { acceptance: { date: '2026-09-30', totalInvestment: '12000000', equipmentInvestment: '9000000' } }), [granted('6b', 'C', '核定9000000元×15%')], read({ settlementAboveApproved: 'verified' })),
);

const PROGRESS = [['0.3', '0.5', '30%', '50%'], ['0.6', '0.2', '60%', '20%'], ['0.9', '0.8', '90%', '80%'], ['1/3', '1', '1÷3', '100%'], ['0', '1', '0', '100%']] as const;
const COMBINED: Record<string, (i: string, t: string) => string> = {
  min: (i, t) => `取低（投资进度${i}，任务进度${t}）`,
  mean: (i, t) => `（投资进度${i}＋任务进度${t}）÷2`,
  product: (i, t) => `投资进度${i}×任务进度${t}`,
  'investment-only': (i) => `投资进度${i}`,
};
const CONSORTIUM_ADVANCE = sentence('A6.5', '按投资和任务进度给予不超过补助总额50%的拨款',
  ...Object.entries(COMBINED).flatMap(([how, words]) => PROGRESS.map(([investmentProgress, taskProgress, i, t], n) =>
    vector(`6b-advance-${how}-${n + 1}`, both({ investmentProgress, taskProgress }), [advance('6b', 'C', `舍去（补助1200000元×取低（${words(i, t)}，50%））`)], how === 'min' ? undefined : read({ dualProgress: how })))),
  vector('6b-advance-part-paid', both({ investmentProgress: '0.3', taskProgress: '0.5', advancesPaid: '100000' }), [advance('6b', 'C', '1200000元×30%', '1200000元×30%－已拨100000元')]),
  vector('6b-advance-overpaid', both({ investmentProgress: '0.3', taskProgress: '0.5', advancesPaid: '400000' }), [advance('6b', 'C', '1200000元×30%', '取高（1200000元×30%－已拨400000元，0）')]),
  vector('6b-advance-formula-is-of-1b-alone', both({ investmentProgress: '0.3', taskProgress: '0.3' }), [advance('6b', 'C', '1200000元×30%')], read({ advanceFormula: 'flat-half' })),
  vector('6b-advance-of-the-capped-total', file({ projects: [project(large('300000000'))], consortia: [tasked({ investmentProgress: '1', taskProgress: '1' })] }), [advance('6b', 'C', '取低（300000000元×15%，30000000元）×50%')]),
);

const settled = (settlementFactor: string | null, advancesPaid = '500000'): Facts => both({ accepted: true, settlementFactor, advancesPaid, investmentProgress: '1', taskProgress: '1' });
const CONSORTIUM_SETTLED = sentence('A6.6', '其余部分待项目竣工验收后，按项目任务完成情况和取得成效统一结算',
  vector('6b-settled-in-full', settled('1'), [granted('6b', 'C', '8000000元×15%×系数1'), settlement('6b', 'C', '8000000元×15%×1', '1200000元－已拨500000元', '0')]),
  vector('6b-settled-in-part', settled('0.8'), [granted('6b', 'C', '8000000元×15%×系数0.8'), settlement('6b', 'C', '8000000元×15%×0.8', '960000元－500000元', '0')]),
  vector('6b-settled-two-thirds', settled('2/3'), [granted('6b', 'C', '8000000元×15%×系数2÷3')]),
  vector('6b-settled-one-seventh', settled('1/7', '0'), [granted('6b', 'C', '四舍五入（8000000元×15%×系数1÷7）')]),
  vector('6b-settled-below-advances', settled('0.3'), [settlement('6b', 'C', '1200000元×0.3', '取高（360000元－500000元，0）', '500000元－360000元')]),
  vector('6b-settled-at-nothing', settled('0'), [amount('6b', 'C', '1200000元×0'), settlement('6b', 'C', '0', '0', '500000元')]),
  vector('6b-settled-factor-unknown', settled(null), [granted('6b', 'C', '0', '8000000元×15%')]),
  vector('6b-settled-factor-after-the-cap', file({ projects: [project(large('300000000'))], consortia: [tasked({ accepted: true, settlementFactor: '0.5' })] }), [amount('6b', 'C', '取低（300000000元×15%，30000000元）×0.5')]),
  vector('6b-factor-waits-for-acceptance', both({ accepted: false, settlementFactor: '0.5' }), [granted('6b', 'C', '8000000元×15%')]),
);

const BESIDE = sentence('A6.3', '项目可叠加享受新型技术改造投资补助',
  vector('6a-stacked-on-1b', file({ projects: [project()], consortia: [leading()] }), [payable('1b', 'P', '20000000元×10%'), payable('6a', 'C', '2000000元'), total('2000000元＋2000000元')]),
  vector('6a-stacked-under-the-project-test', file({ projects: [project()], consortia: [leading()] }), [total('2000000元＋2000000元')], read({ sameInput: 'project' })),
);

// 15 % against 10 and 20 %: per project, or for all of the consortium together.
const tracks = file({ projects: [project({ nationalDemonstration: true }), project({ id: 'Q' })], consortia: [tasked({ projects: ['P', 'Q'] })] });
const national = (e: string): Facts => file({ projects: [project({ nationalDemonstration: true, totalInvestment: '400000000', equipmentInvestment: e })], consortia: [tasked()] });
const TRACKS = sentence('F.3', '同一投入不得重复享受政策补助，可就高享受最高补助政策',
  vector('6b-each-project-its-track', tracks, [payable('1b', 'P', '20000000元×20%'), payable('6b', 'C', '20000000元×15%'), forgone('1b', 'Q', '20000000元×10%＜20000000元×15%'), total('4000000元＋3000000元')]),
  vector('6b-whole-consortium-one-track', tracks, [total('取高（（20000000元＋20000000元）×15%，20000000元×20%＋20000000元×10%）')], read({ consortiumTrack: 'whole-consortium' })),
  vector('6b-beside-1b', tracks, [total('20000000元×20%＋20000000元×10%＋（20000000元＋20000000元）×15%')], read({ consortiumSubsidyWithInvestmentSubsidy: 'stack' })),
  vector('6b-break-even-below', national('133333333.33'), [payable('1b', 'P', '取低（133333333.33元×20%，20000000元）'), forgone('6b', 'C', '133333333.33元×15%＜20000000元'), total('20000000元')]),
  vector('6b-break-even-above', national('133333333.34'), [forgone('1b', 'P', '133333333.34元×15%＞20000000元'), total('四舍五入（133333333.34元×15%）')]),
  vector('6b-advance-on-an-award-forgone-returns', file({ projects: [project({ construction: { started: true, investmentProgress: '0.5', advancesPaid: '700000' } })], consortia: [tasked()] }), [
    forgone('1b', 'P', '20000000元×10%＜20000000元×15%'), settlement('1b', 'P', '0', '0', '已拨700000元')]),
  vector('6b-one-project-in-two-consortia', file({ projects: [plain({ equipmentInvestment: '8000000' })], consortia: [tasked(), tasked({ id: 'D' })] }), [total('一份设备投资只计一次：8000000元×15%')]),
);

const parked = (more: Facts): Facts => file({ parks: [park(more)] });
const evaluations = (...rows: [year: number, passed: boolean | null, taskProgress: string | null][]) => rows.map(([year, passed, taskProgress]) => ({ year, passed, taskProgress }));
const PARK = sentence('A7.3', '对承担国家新型技改试点任务、签订标杆任务书的园区给予最高5000万元奖励',
  ...[['below', '49999999.99'], ['at', '50000000.00'], ['above', '50000000.01']].map(([side = '', a = '']) => vector(`7-cap-${side}`, parked({ assessedTotal: a }), [
    granted('7', '园', `取低（核定${a}元，最高50000000元）`), capped('7', '园', side === 'above', `${a}元${side === 'above' ? '＞' : '≤'}50000000元`)])),
  vector('7-assessed', parked({}), [granted('7', '园', '核定40000000元'), total('40000000元'), received('园', '40000000元')]),
  vector('7-ceiling-only', parked({ assessedTotal: null }), [granted('7', '园', '0', '最高50000000元')]),
  vector('7-no-national-task', parked({ nationalPilotTask: false }), [refused('7', '园', '未承担国家新型技改试点任务')]),
  vector('7-national-task-unknown', parked({ nationalPilotTask: null }), [open('7', '园', '0', '40000000元')]),
  vector('7-no-task-book', parked({ taskBookSigned: false }), [refused('7', '园', '未签订标杆任务书')]),
  vector('7-task-book-unknown', parked({ taskBookSigned: null }), [open('7', '园', '0', '40000000元')]),
);
const PARK_ADVANCE = sentence('A7.4', '对评价达标的按任务进度给予不超过奖励总额50%的拨款',
  ...([['0', '0'], ['0.2', '20%'], ['0.49', '49%'], ['0.5', '50%'], ['0.51', '51%'], ['1', '100%'], ['1/3', '1÷3']] as const).map(([written, spoken], n) =>
    vector(`7-advance-${n + 1}`, parked({ evaluations: evaluations([2025, true, written]) }), [advance('7', '园', `舍去（40000000元×取低（任务进度${spoken}，50%））`)])),
  vector('7-advance-two-years', parked({ evaluations: evaluations([2025, true, '0.2'], [2026, true, '0.9']) }), [yearLimit('园', 2025, '40000000元×20%'), yearLimit('园', 2026, '40000000元×50%－40000000元×20%'), advance('7', '园', '40000000元×50%')]),
  vector('7-advance-half-is-cumulative', parked({ evaluations: evaluations([2025, true, '0.5'], [2026, true, '1']) }), [yearLimit('园', 2025, '40000000元×50%'), yearLimit('园', 2026, '40000000元×50%－40000000元×50%'), advance('7', '园', '40000000元×50%')]),
  vector('7-advance-part-paid', parked({ advancesPaid: '3000000' }), [advance('7', '园', '40000000元×20%', '40000000元×20%－已拨3000000元')]),
  vector('7-advance-of-the-authoritys-total', parked({ assessedTotal: '10000000', evaluations: evaluations([2025, true, '0.9']) }), [advance('7', '园', '10000000元×50%')]),
  vector('7-advance-not-evaluated', parked({ evaluations: [] }), [advance('7', '园', '尚无评价：0')]),
  vector('7-year-before-task-book', parked({ applicationDate: '2026-02-01', evaluations: evaluations([2025, true, '0.4'], [2026, true, '0.3']) }), [advance('7', '园', '2025年不计：40000000元×30%')]),
);
const PARK_SETTLED = sentence('A7.5', '待全面完成预期任务且每年评价均达标后统一结算',
  vector('7-settled', parked({ evaluations: evaluations([2025, true, '0.4'], [2026, true, '1']), allTasksCompleted: true, advancesPaid: '20000000' }), [granted('7', '园', '核定40000000元'), settlement('7', '园', '40000000元', '40000000元－已拨20000000元', '0')]),
  vector('7-settled-overpaid', parked({ assessedTotal: '18000000', evaluations: evaluations([2025, true, '1']), allTasksCompleted: true, advancesPaid: '20000000' }), [settlement('7', '园', '18000000元', '取高（18000000元－20000000元，0）', '20000000元－18000000元')]),
  vector('7-not-complete-no-settlement', parked({ evaluations: evaluations([2025, true, '0.4']) }), [fact(['payments', 'park-award:园', 'settlement'], null, '未全面完成任务，不结算')]),
  vector('7-failed-second-year', parked({ evaluations: evaluations([2025, true, '0.3'], [2026, false, '0.9']), advancesPaid: '12000000' }), [status('7', '园', 'eligible', '2026年未达标'), amount('7', '园', '40000000元×30%'), settlement('7', '园', '40000000元×30%', '0', '0')]),
  vector('7-failed-second-year-overpaid', parked({ evaluations: evaluations([2025, true, '0.3'], [2026, false, '0.9']), advancesPaid: '13000000' }), [settlement('7', '园', '40000000元×30%', '0', '13000000元－12000000元')]),
  vector('7-failed-second-year-unpaid', parked({ evaluations: evaluations([2025, true, '0.3'], [2026, false, '0.9']) }), [total('40000000元×30%'), settlement('7', '园', '40000000元×30%', '0', '0')]),
  vector('7-failed-though-complete', parked({ evaluations: evaluations([2025, true, '0.3'], [2026, false, '1']), allTasksCompleted: true }), [amount('7', '园', '40000000元×30%')]),
  vector('7-failed-first-year', parked({ evaluations: evaluations([2025, false, '0.3']) }), [amount('7', '园', '0')]),
  vector('7-failed-claw-back', parked({ evaluations: evaluations([2025, true, '0.3'], [2026, false, '0.9']), advancesPaid: '12000000' }), [amount('7', '园', '0'), settlement('7', '园', '0', '0', '12000000元')], read({ parkFailedYear: 'claw-back' })),
  vector('7-claw-back-only-after-failure', parked({ evaluations: evaluations([2025, true, '0.3']), advancesPaid: '1000000' }), [advance('7', '园', '40000000元×30%', '40000000元×30%－1000000元')], read({ parkFailedYear: 'claw-back' })),
  vector('7-failed-unknown', parked({ evaluations: evaluations([2025, true, '0.3'], [2026, null, '0.9']) }), [amount('7', '园', '40000000元×30%', '40000000元')]),
);

export const articles6and7: Vector[] = [
  ...LEADER, ...CONSORTIUM, ...CONSORTIUM_ADVANCE, ...CONSORTIUM_SETTLED, ...BESIDE, ...TRACKS, ...PARK, ...PARK_ADVANCE, ...PARK_SETTLED,
];
