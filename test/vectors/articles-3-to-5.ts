/** Articles 3 to 5: providers (3), suppliers (4a, 4b) and demonstrations (5a, 5b). */
import { completed, demonstration, evaluated, file, plain, project, provider, sale } from './facts.js';
import { amount, capped, granted, open, payable, read, received, refused, sentence, settlement, total, vector, type Facts, type Vector } from './vector.js';

const rank = (...rows: Facts[]): Facts => file({ serviceProviders: rows });
const SERVICE = '服:2025';
const PROVIDERS = sentence('A3.3', '每年对排名前50的优秀服务商分档给予最高50万元奖励',
  ...[1, 49, 50, 51, 52].map((n) => vector(`3-rank-${n}`, rank(provider({ rank: n })), [n > 50 ? refused('3', SERVICE, `第${n}名＞前50名`) : granted('3', SERVICE, '分档奖励300000元')])),
  vector('3-rank-unknown', rank(provider({ rank: null })), [open('3', SERVICE, '0', '分档奖励300000元')]),
  ...[['below', '499999.99'], ['at', '500000.00'], ['above', '500000.01']].map(([side = '', a = '']) => vector(`3-cap-${side}`, rank(provider({ tierAmount: a })), [
    granted('3', SERVICE, `取低（分档奖励${a}元，最高500000元）`), capped('3', SERVICE, side === 'above', `${a}元${side === 'above' ? '＞' : '≤'}500000元`)])),
  vector('3-tier-unknown', rank(provider({ tierAmount: null })), [granted('3', SERVICE, '0', '最高500000元')]),
  vector('3-not-listed', rank(provider({ listed: false })), [refused('3', SERVICE, '不在服务商名单内')]),
  vector('3-listed-unknown', rank(provider({ listed: null })), [open('3', SERVICE, '0', '300000元')]),
  vector('3-not-qualified', rank(provider({ qualified: false })), [refused('3', SERVICE, '不符合条件')]),
  vector('3-qualified-unknown', rank(provider({ qualified: null })), [open('3', SERVICE, '0', '300000元')]),
  vector('3-both-years', rank(provider(), provider({ year: 2026, tierAmount: '600000' })), [granted('3', SERVICE, '300000元'), granted('3', '服:2026', '取低（600000元，500000元）'), total('300000元＋500000元'), received('服', '300000元＋500000元')]),
  vector('3-two-providers', rank(provider({ tierAmount: '500000' }), provider({ provider: '务', rank: 2, tierAmount: '500000' })), [total('500000元＋500000元'), received('务', '500000元')]),
);

type Line = { code: '4a' | '4b'; kind: 'equipment' | 'software'; name: string; least: string; rate: string; cap: string; below: string; above: string; at: string };
const SUPPLY: readonly Line[] = [
  { code: '4a', kind: 'equipment', name: '设备', least: '80000000', rate: '1%', cap: '10000000', at: '1000000000', below: '999999999', above: '1000000001' },
  { code: '4b', kind: 'software', name: '软件', least: '50000000', rate: '0.5%', cap: '5000000', at: '1000000000', below: '999999998', above: '1000000002' },
];
const sold = (...supplies: Facts[]): Facts => file({ projects: [plain()], supplies });
const soldTo = (p: Facts, ...supplies: Facts[]): Facts => file({ projects: [plain(p)], supplies });
const two = (...supplies: Facts[]): Facts => file({ projects: [plain(), plain({ id: 'Q', owner: '乙' })], supplies });
const fenBelow = (least: string): string => `${BigInt(least) - 1n}.99`;

const supplies = ({ code, kind, name, least, rate, cap, at, below, above }: Line): Vector[] => {
  const line = (more: Facts = {}): Facts => sale({ kind, amount: least, ...more });
  const half = String(BigInt(least) / 2n);
  const full = `${name}销售${least}元×${rate}`;
  return [
    ...[['below', fenBelow(least)], ['at', least], ['above', `${least}.01`]].map(([side = '', a = '']) => vector(`${code}-threshold-${side}`, sold(line({ amount: a })), [
      side === 'below' ? refused(code, '供', `${name}销售${a}元＜${least}元，未达门槛`) : granted(code, '供', `四舍五入（${name}销售${a}元×${rate}）`)])),
    vector(`${code}-threshold-two-lines-below`, sold(line({ amount: half }), line({ id: 'G2', amount: fenBelow(half) })), [refused(code, '供', `${half}元＋${fenBelow(half)}元＜${least}元`)]),
    vector(`${code}-threshold-two-lines-at`, two(line({ amount: half }), line({ id: 'G2', project: 'Q', amount: half })), [granted(code, '供', `（${half}元＋${half}元）×${rate}`), total(`（${half}元＋${half}元）×${rate}`), received('供', `（${half}元＋${half}元）×${rate}`)]),
    ...[['below', below], ['at', at], ['above', above]].map(([side = '', a = '']) => vector(`${code}-cap-${side}`, sold(line({ amount: a })), [
      granted(code, '供', `取低（${name}销售${a}元×${rate}，最高${cap}元）`), capped(code, '供', side === 'above', `${a}元×${rate}${side === 'above' ? '＞' : '≤'}${cap}元`)])),
    vector(`${code}-cap-once-over-the-period`, sold(line({ amount: at }), line({ id: 'G2', date: '2026-08-01', amount: at })), [granted(code, '供', `取低（（${at}元＋${at}元）×${rate}，${cap}元）`)]),
    vector(`${code}-rate-is-of-all-sales`, sold(line({ amount: `${least}` }), line({ id: 'G2', amount: '1234500' })), [granted(code, '供', `四舍五入（（${least}元＋1234500元）×${rate}）`)]),
    vector(`${code}-per-year-apart`, sold(line({ amount: half }), line({ id: 'G2', date: '2026-08-01', amount: half })), [refused(code, '供:2025', `${half}元＜${least}元`), refused(code, '供:2026', `${half}元＜${least}元`)], read({ supplyAggregation: 'per-year' })),
    vector(`${code}-per-year-cap-each`, sold(line({ amount: above }), line({ id: 'G2', date: '2026-08-01', amount: above })), [granted(code, '供:2025', `取低（${above}元×${rate}，${cap}元）`), granted(code, '供:2026', `取低（${above}元×${rate}，${cap}元）`), total(`${cap}元＋${cap}元`)], read({ supplyAggregation: 'per-year' })),
    vector(`${code}-per-project-apart`, two(line({ amount: half }), line({ id: 'G2', project: 'Q', amount: half })), [total('0')], read({ supplyAggregation: 'per-project' })),
    vector(`${code}-per-project-cap-each`, two(line({ amount: above }), line({ id: 'G2', project: 'Q', amount: above })), [total(`取低（${above}元×${rate}，${cap}元）＋取低（${above}元×${rate}，${cap}元）`)], read({ supplyAggregation: 'per-project' })),
    vector(`${code}-own-project`, sold(line({ supplier: '甲' })), [refused(code, '甲', '供给本单位项目，不成销售')]),
    vector(`${code}-not-new-type`, soldTo({ newType: false, technicalUpgrade: true }, line()), [refused(code, '供', '买方项目不是新型技改项目')]),
    vector(`${code}-new-type-unknown`, soldTo({ newType: null }, line()), [open(code, '供', '0', full)]),
    vector(`${code}-amount-unknown`, sold(line({ amount: null })), [open(code, '供', '0', `最高${cap}元`)]),
    vector(`${code}-date-unknown`, sold(line({ date: null })), [open(code, '供', '0', full)]),
    vector(`${code}-sold-on-day-of-filing`, soldTo({ filingDate: '2025-08-01' }, line()), [granted(code, '供', full)]),
    vector(`${code}-sold-before-filing`, soldTo({ filingDate: '2025-08-02' }, line()), [refused(code, '供', '销售日2025-08-01＜买方备案日2025-08-02')]),
    vector(`${code}-sold-on-last-day`, sold(line({ date: '2026-12-31' })), [granted(code, '供', full)]),
    vector(`${code}-sold-after-last-day`, sold(line({ date: '2027-01-01' })), [refused(code, '供', '销售日2027-01-01＞2026-12-31')]),
    vector(`${code}-sold-on-cutoff-day`, soldTo({ filingDate: '2024-06-01' }, line({ date: '2024-06-01' })), [granted(code, '供', full)]),
    vector(`${code}-sold-before-cutoff-day`, soldTo({ filingDate: '2024-05-01', nationalDemonstration: true }, line({ date: '2024-05-31' })), [refused(code, '供', '销售日2024-05-31＜2024-06-01')]),
    vector(`${code}-buyer-filed-before-cutoff`, soldTo({ filingDate: '2024-05-31' }, line()), [refused(code, '供', '买方备案日2024-05-31＜2024-06-01')]),
    vector(`${code}-buyer-filed-before-cutoff-own-only`, soldTo({ filingDate: '2024-05-31' }, line()), [granted(code, '供', full)], read({ filingCutoffScope: 'own-projects-only' })),
    vector(`${code}-buyer-never-filed`, soldTo({ filingDate: null, filed: false }, line()), [refused(code, '供', '买方项目未备案')]),
    vector(`${code}-buyer-never-filed-own-only`, soldTo({ filingDate: null, filed: false }, line()), [granted(code, '供', full)], read({ filingCutoffScope: 'own-projects-only' })),
  ];
};
const EQUIPMENT = sentence('A4.3', '对为新型技术改造项目提供8000万元（含）以上设备的企业，按销售总金额的1%给予最高1000万元补助', ...supplies(SUPPLY[0] as Line),
  vector('4a-not-pooled-with-software', sold(sale({ amount: '79999999.99' }), sale({ id: 'G2', kind: 'software', amount: '49999999.99' })), [refused('4a', '供', '79999999.99元＜80000000元'), refused('4b', '供', '49999999.99元＜50000000元')]),
  vector('4a-half-a-fen', sold(sale({ amount: '80000000.50' })), [granted('4a', '供', '四舍五入（80000000.50元×1%）')]),
  vector('4a-half-a-fen-down', sold(sale({ amount: '80000000.50' })), [granted('4a', '供', '舍去（80000000.50元×1%）')], read({ rounding: 'down-fen' })));
const SOFTWARE = sentence('A4.4', '对为新型技术改造项目提供5000万元（含）以上软件的企业，按销售总金额的0.5%给予最高500万元补助', ...supplies(SUPPLY[1] as Line),
  vector('4b-half-a-fen', sold(sale({ kind: 'software', amount: '50000001' })), [granted('4b', '供', '四舍五入（50000001元×0.5%）')]),
  vector('4b-half-a-fen-down', sold(sale({ kind: 'software', amount: '50000001' })), [granted('4b', '供', '舍去（50000001元×0.5%）')], read({ rounding: 'down-fen' })));

const shown = (d: Facts, p: Facts = {}, more: Facts = {}): Facts => file({ projects: [plain(p)], demonstrations: [demonstration(d)], ...more });
const YEARLY = sentence('A5.3', '评价达标即给予30万元奖励',
  vector('5a-passed', shown({}), [granted('5a', 'P:2025', '达标一年：300000元'), total('300000元'), received('甲', '300000元')]),
  vector('5a-failed', shown({ evaluations: [{ year: 2025, passed: false }] }), [refused('5a', 'P:2025', '年度评价未达标')]),
  vector('5a-unknown', shown({ evaluations: [{ year: 2025 }] }), [open('5a', 'P:2025', '0', '300000元')]),
  vector('5a-failed-year-costs-that-year', shown({ evaluations: [{ year: 2025, passed: false }, { year: 2026, passed: true }] }), [refused('5a', 'P:2025', '2025年未达标'), granted('5a', 'P:2026', '300000元'), total('300000元')]),
  vector('5a-two-years', shown({ evaluations: evaluated(2025, 2026) }), [total('300000元＋300000元')]),
  vector('5a-no-task-book', shown({ taskBookSigned: false }), [refused('5a', 'P:2025', '未签订标杆示范任务书')]),
  vector('5a-not-pilot-industry', shown({}, { pilotIndustry: false }), [refused('5a', 'P:2025', '不是试点行业项目')]),
  vector('5a-not-new-type', shown({}, { newType: false, technicalUpgrade: true }), [refused('5a', 'P:2025', '不是新型技改项目')]),
  vector('5a-pilot-unknown', shown({}, { pilotIndustry: null }), [open('5a', 'P:2025', '0', '300000元')]),
  vector('5a-no-investment-threshold', shown({}, { totalInvestment: '1', equipmentInvestment: '0' }), [granted('5a', 'P:2025', '不设投资门槛：300000元')]),
  vector('5a-year-of-task-book', shown({ applicationDate: '2026-03-01', evaluations: evaluated(2026) }), [granted('5a', 'P:2026', '300000元')]),
  vector('5a-year-before-task-book', shown({ applicationDate: '2026-03-01', evaluations: evaluated(2025) }), [refused('5a', 'P:2025', '评价年2025＜任务书年2026')]),
  vector('5a-year-2027-vested', shown({ evaluations: evaluated(2027) }), [granted('5a', 'P:2027', '300000元')]),
  vector('5a-year-2027-validity-only', shown({ evaluations: evaluated(2027) }), [refused('5a', 'P:2027', '评价年2027＞有效期末年2026')], read({ afterExpiry: 'validity-only' })),
  vector('5a-fourth-year', shown({ evaluations: evaluated(2025, 2026, 2027, 2028) }), [granted('5a', 'P:2028', '300000元'), total('300000元×4')]),
  vector('5a-fourth-year-bounded', shown({ evaluations: evaluated(2025, 2026, 2027, 2028) }), [total('取低（300000元×4，1000000元）')], read({ demonstrationTotalBound: 'one-million' })),
);

const done = (assessed: string, years: number[], more: Facts = {}): Facts => shown({ evaluations: evaluated(...years), completion: completed(assessed), ...more });
const CAP_5B = '1000000元';
const COMPLETION = sentence('A5.4', '达到任务书目标并实现预期示范效果的，一次性给予最高100万元奖励（需扣减前期年度奖励部分）',
  vector('5b-no-yearly-award', done('900000', []), [granted('5b', 'P', '核定900000元'), total('900000元'), settlement('5b', 'P', '900000元', '900000元', '0')]),
  ...[['below', '999999.99'], ['at', '1000000.00'], ['above', '1000000.01']].map(([side = '', a = '']) => vector(`5b-cap-${side}`, done(a, []), [
    granted('5b', 'P', `取低（核定${a}元，最高${CAP_5B}）`), capped('5b', 'P', side === 'above', `${a}元${side === 'above' ? '＞' : '≤'}${CAP_5B}`)])),
  ...[1, 2, 3].flatMap((n) => ['1000000', '900000.01', '800000'].flatMap((a) => {
    const years = [2025, 2026, 2027].slice(0, n);
    return [
      vector(`5b-${n}-years-from-assessed-${a.replace('.', '-')}`, done(a, years), [amount('5b', 'P', `取高（核定${a}元－年度奖励300000元×${n}，0）`), total(`300000元×${n}＋取高（${a}元－300000元×${n}，0）`)]),
      vector(`5b-${n}-years-from-cap-${a.replace('.', '-')}`, done(a, years), [amount('5b', 'P', `取低（核定${a}元，${CAP_5B}－年度奖励300000元×${n}）`)], read({ completionDeduction: 'from-cap' })),
    ];
  })),
  vector('5b-capped-then-deducted', done('1200000', [2025]), [amount('5b', 'P', '取低（核定1200000元，1000000元）－300000元')]),
  vector('5b-never-below-nothing', done('1000000', [2025, 2026, 2027, 2028]), [amount('5b', 'P', '取高（1000000元－300000元×4，0）'), total('300000元×4')]),
  vector('5b-never-below-nothing-from-cap', done('1000000', [2025, 2026, 2027, 2028]), [amount('5b', 'P', '取低（1000000元，取高（1000000元－300000元×4，0））')], read({ completionDeduction: 'from-cap' })),
  vector('5b-bounded-with-four-years', done('1000000', [2025, 2026, 2027, 2028]), [amount('5b', 'P', '0'), total('取低（300000元×4，1000000元）')], read({ demonstrationTotalBound: 'one-million' })),
  vector('5b-bounded-with-two-years-from-cap', done('800000', [2025, 2026]), [total('取低（300000元×2＋取低（800000元，400000元），1000000元）')], read({ demonstrationTotalBound: 'one-million', completionDeduction: 'from-cap' })),
  vector('5b-failed-years-are-not-deducted', shown({ evaluations: [{ year: 2025, passed: false }, { year: 2026, passed: true }], completion: completed('1000000') }), [granted('5b', 'P', '1000000元－300000元'), total('300000元＋700000元')]),
  vector('5b-yearly-unknown', shown({ evaluations: [{ year: 2025 }], completion: completed('1000000') }), [granted('5b', 'P', '1000000元－300000元', '1000000元'), total('或得年度奖励300000元＋700000元')]),
  vector('5b-assessed-unknown', shown({ evaluations: evaluated(2025, 2026), completion: { targetsMet: true, effectAchieved: true } }), [granted('5b', 'P', '0', '最高1000000元－300000元×2'), total('300000元×2', '1000000元')]),
  vector('5b-evaluations-unknown', shown({ evaluations: null, completion: completed('1000000') }), [granted('5b', 'P', '0', '1000000元')]),
  vector('5b-targets-not-met', shown({ evaluations: [], completion: { targetsMet: false, effectAchieved: true, assessedAward: '900000' } }), [refused('5b', 'P', '未达到任务书目标')]),
  vector('5b-effect-not-achieved', shown({ evaluations: [], completion: { targetsMet: true, effectAchieved: false, assessedAward: '900000' } }), [refused('5b', 'P', '未实现预期示范效果')]),
  vector('5b-effect-unknown', shown({ evaluations: [], completion: { targetsMet: true, assessedAward: '900000' } }), [open('5b', 'P', '0', '900000元')]),
  vector('5b-targets-unknown', shown({ evaluations: [], completion: { effectAchieved: true, assessedAward: '900000' } }), [open('5b', 'P', '0', '900000元')]),
  vector('5b-task-book-unknown', done('900000', [], { taskBookSigned: null }), [open('5b', 'P', '0', '900000元')]),
);

const STACKED = sentence('A5.5', '项目可叠加享受新型技术改造投资补助',
  vector('5-stacked-on-1b', file({ projects: [project()], demonstrations: [demonstration({ evaluations: evaluated(2025), completion: completed('1000000') })] }), [
    payable('1b', 'P', '20000000元×10%'), payable('5a', 'P:2025', '300000元'), payable('5b', 'P', '1000000元－300000元'), total('2000000元＋300000元＋700000元')]),
  vector('5-stacked-above-the-cap-of-1b', file({ projects: [project({ totalInvestment: '300000000', equipmentInvestment: '200000000' })], demonstrations: [demonstration({ evaluations: [], completion: completed('1000000') })] }), [total('取低（200000000元×10%，20000000元）＋1000000元')]),
  vector('5-stacked-under-the-project-test', file({ projects: [project()], demonstrations: [demonstration({ evaluations: [], completion: completed('1000000') })] }), [total('2000000元＋1000000元')], read({ sameInput: 'project' })),
);

export const articles3to5: Vector[] = [...PROVIDERS, ...EQUIPMENT, ...SOFTWARE, ...YEARLY, ...COMPLETION, ...STACKED];
