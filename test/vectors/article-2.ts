/** Article 2: interest (2a) and leases (2b), by enterprise and year. */
import { file, lease, loan, plain } from './facts.js';
import { capped, granted, open, read, received, refused, sentence, total, vector, type Facts, type Vector } from './vector.js';

const lent = (...loans: Facts[]): Facts => file({ projects: [plain()], loans });
const lentTo = (p: Facts, ...loans: Facts[]): Facts => file({ projects: [plain(p)], loans });
const let_ = (...leases: Facts[]): Facts => file({ projects: [plain()], leases });
const letTo = (p: Facts, ...leases: Facts[]): Facts => file({ projects: [plain(p)], leases });
const YEAR = '甲:2025';

const INTEREST = sentence('A2.2', '单户企业每年最高贴息200万元',
  vector('2a-assessed', lent(loan()), [granted('2a', YEAR, '核定贴息600000元'), total('600000元'), received('甲', '600000元')]),
  vector('2a-bounded-by-interest', lent(loan({ interestPaid: '500000' })), [granted('2a', YEAR, '取低（核定贴息600000元，利息500000元）')]),
  vector('2a-bounded-a-fen-below', lent(loan({ interestPaid: '599999.99' })), [granted('2a', YEAR, '取低（核定贴息600000元，利息599999.99元）')]),
  vector('2a-not-bounded', lent(loan({ interestPaid: '500000' })), [granted('2a', YEAR, '核定贴息600000元')], read({ interestBound: 'off' })),
  ...[['below', '1999999.99'], ['at', '2000000.00'], ['above', '2000000.01']].map(([side = '', a = '']) => vector(`2a-cap-${side}`, lent(loan({ interestPaid: '3000000', assessedSubsidy: a })), [
    granted('2a', YEAR, `取低（核定贴息${a}元，每年最高2000000元）`), capped('2a', YEAR, side === 'above', `${a}元${side === 'above' ? '＞' : '≤'}2000000元`)])),
  ...[['below', '799999.99'], ['at', '800000.00'], ['above', '800000.01']].map(([side = '', a = '']) =>
    vector(`2a-cap-over-all-loans-${side}`, lent(loan({ interestPaid: '1200000', assessedSubsidy: '1200000' }), loan({ id: 'L2', interestPaid: '900000', assessedSubsidy: a })), [
      granted('2a', YEAR, `取低（1200000元＋${a}元，最高2000000元）`), capped('2a', YEAR, side === 'above', `1200000元＋${a}元${side === 'above' ? '＞' : '≤'}2000000元`)])),
  vector('2a-cap-per-year', lent(loan({ interestPaid: '3000000', assessedSubsidy: '2500000' }), loan({ year: 2026, interestPaid: '3000000', assessedSubsidy: '2500000' })), [
    granted('2a', YEAR, '取低（2500000元，2000000元）'), granted('2a', '甲:2026', '取低（2500000元，2000000元）'), total('2000000元＋2000000元')]),
  vector('2a-cap-per-enterprise', lent(loan({ interestPaid: '3000000', assessedSubsidy: '2500000' }), loan({ id: 'L2', borrower: '乙', interestPaid: '3000000', assessedSubsidy: '2500000' })), [
    granted('2a', YEAR, '取低（2500000元，2000000元）'), granted('2a', '乙:2025', '取低（2500000元，2000000元）'), received('乙', '2000000元')]),
  vector('2a-unassessed', lent(loan({ assessedSubsidy: null })), [granted('2a', YEAR, '0', '不超过利息900000元')]),
  vector('2a-unassessed-large-interest', lent(loan({ assessedSubsidy: null, interestPaid: '2000000.01' })), [granted('2a', YEAR, '0', '取低（利息2000000.01元，最高2000000元）')]),
  vector('2a-unassessed-interest-unknown', lent(loan({ assessedSubsidy: null, interestPaid: null })), [granted('2a', YEAR, '0', '最高2000000元')]),
  vector('2a-unassessed-not-bounded', lent(loan({ assessedSubsidy: null })), [granted('2a', YEAR, '0', '最高2000000元')], read({ interestBound: 'off' })),
  vector('2a-interest-unknown', lent(loan({ interestPaid: null })), [granted('2a', YEAR, '利息未知：0', '核定贴息600000元')]),
  vector('2a-interest-unknown-not-bounded', lent(loan({ interestPaid: null })), [granted('2a', YEAR, '核定贴息600000元')], read({ interestBound: 'off' })),
  vector('2a-one-of-two-assessed', lent(loan(), loan({ id: 'L2', assessedSubsidy: null, interestPaid: '300000' })), [granted('2a', YEAR, '已核定600000元', '已核定600000元＋未核定者利息300000元')]),
  vector('2a-one-of-two-assessed-capped', lent(loan(), loan({ id: 'L2', assessedSubsidy: null, interestPaid: '1500000' })), [granted('2a', YEAR, '已核定600000元', '取低（600000元＋1500000元，2000000元）')]),
  vector('2a-product-not-listed', lent(loan({ productListed: false })), [refused('2a', YEAR, '贷款产品不在支持之列')]),
  vector('2a-product-unknown', lent(loan({ productListed: null })), [open('2a', YEAR, '0', '核定贴息600000元')]),
  vector('2a-one-product-listed', lent(loan(), loan({ id: 'L2', productListed: false })), [granted('2a', YEAR, '只计一笔：600000元')]),
  vector('2a-not-new-type', lentTo({ newType: false, technicalUpgrade: true }, loan()), [refused('2a', YEAR, '不是新型技改项目')]),
  vector('2a-any-technical-upgrade', lentTo({ newType: false, technicalUpgrade: true }, loan()), [granted('2a', YEAR, '核定贴息600000元')], read({ loanProjects: 'any-technical-upgrade' })),
  vector('2a-no-technical-upgrade', lentTo({ newType: false, technicalUpgrade: false }, loan()), [refused('2a', YEAR, '不是技改项目')], read({ loanProjects: 'any-technical-upgrade' })),
  vector('2a-new-type-unknown', lentTo({ newType: null }, loan()), [open('2a', YEAR, '0', '核定贴息600000元')]),
  vector('2a-borrower-is-not-owner', lent(loan({ borrower: '乙' })), [granted('2a', '乙:2025', '核定贴息600000元'), received('乙', '600000元')]),
);

const FLOW = sentence('F.1', '本政策自2025年2月2日起施行，有效期至2026年12月31日',
  vector('2a-year-2024-accepted', lent(loan({ year: 2024, flowAccepted: true })), [granted('2a', '甲:2024', '经认定可计：600000元')]),
  vector('2a-year-2024-not-accepted', lent(loan({ year: 2024, flowAccepted: false })), [refused('2a', '甲:2024', '施行前的发生额未经认定')]),
  vector('2a-year-2024-unknown', lent(loan({ year: 2024 })), [open('2a', '甲:2024', '0', '600000元')]),
  vector('2a-year-before-filing', lentTo({ filingDate: '2025-03-01' }, loan({ year: 2024, flowAccepted: true })), [refused('2a', '甲:2024', '发生年2024＜备案年2025')]),
  vector('2a-year-of-filing', lentTo({ filingDate: '2025-12-31' }, loan()), [granted('2a', YEAR, '600000元')]),
  vector('2a-year-2026', lent(loan({ year: 2026 })), [granted('2a', '甲:2026', '600000元')]),
  vector('2b-year-2024-accepted', let_(lease({ year: 2024, flowAccepted: true })), [granted('2b', '甲:2024', '40000000元×2.5%')]),
  vector('2b-year-2024-not-accepted', let_(lease({ year: 2024, flowAccepted: false })), [refused('2b', '甲:2024', '施行前的发生额未经认定')]),
  vector('2b-year-2024-unknown', let_(lease({ year: 2024 })), [open('2b', '甲:2024', '0', '40000000元×2.5%')]),
  vector('2b-year-before-filing', letTo({ filingDate: '2026-01-01' }, lease()), [refused('2b', YEAR, '发生年2025＜备案年2026')]),
  vector('2b-year-2026', let_(lease({ year: 2026 })), [granted('2b', '甲:2026', '40000000元×2.5%')]),
  vector('2b-year-2027', let_(lease({ year: 2027 })), [refused('2b', '甲:2027', '发生年2027＞有效期末年2026')]),
);

const weighted = (leaseDayCount: string) => read({ leaseBasis: 'time-weighted-principal', leaseDayCount });
const let12 = (start: string, year = 2025): Facts => let_(lease({ year, principal: '12000000', start, annualAmount: '1' }));
const LEASE = sentence('A2.3', '按设备融资租赁年实际发生额，给予年利率2.5%的补助，单户企业每年最高补助500万元',
  vector('2b-rate', let_(lease({ annualAmount: '12340000' })), [granted('2b', YEAR, '年实际发生额12340000元×2.5%'), total('12340000元×2.5%'), received('甲', '12340000元×2.5%')]),
  ...[['below', '199999999.60'], ['at', '200000000.00'], ['above', '200000000.40']].map(([side = '', a = '']) => vector(`2b-cap-${side}`, let_(lease({ annualAmount: a })), [
    granted('2b', YEAR, `取低（${a}元×2.5%，每年最高5000000元）`), capped('2b', YEAR, side === 'above', `${a}元×2.5%${side === 'above' ? '＞' : '≤'}5000000元`)])),
  vector('2b-cap-over-all-leases', let_(lease({ annualAmount: '150000000' }), lease({ id: 'S2', annualAmount: '150000000' })), [granted('2b', YEAR, '取低（（150000000元＋150000000元）×2.5%，5000000元）')]),
  vector('2b-two-leases-below', let_(lease({ annualAmount: '15000000' }), lease({ id: 'S2', annualAmount: '25000000' })), [granted('2b', YEAR, '（15000000元＋25000000元）×2.5%')]),
  vector('2b-rounded-once', let_(lease({ annualAmount: '0.20' }), lease({ id: 'S2', annualAmount: '0.20' })), [granted('2b', YEAR, '四舍五入（（0.20元＋0.20元）×2.5%）')]),
  vector('2b-half-up', let_(lease({ annualAmount: '1000000.20' })), [granted('2b', YEAR, '四舍五入（1000000.20元×2.5%）')]),
  vector('2b-down', let_(lease({ annualAmount: '1000000.20' })), [granted('2b', YEAR, '舍去（1000000.20元×2.5%）')], read({ rounding: 'down-fen' })),
  vector('2b-cap-per-year', let_(lease({ annualAmount: '300000000' }), lease({ year: 2026, annualAmount: '300000000' })), [granted('2b', YEAR, '取低（300000000元×2.5%，5000000元）'), granted('2b', '甲:2026', '取低（300000000元×2.5%，5000000元）'), total('5000000元＋5000000元')]),
  vector('2b-cap-per-enterprise', let_(lease({ annualAmount: '300000000' }), lease({ id: 'S2', lessee: '乙', annualAmount: '300000000' })), [granted('2b', YEAR, '取低（300000000元×2.5%，5000000元）'), granted('2b', '乙:2025', '取低（300000000元×2.5%，5000000元）')]),
  vector('2b-sale-and-leaseback', let_(lease({ mode: 'sale-and-leaseback' })), [refused('2b', YEAR, '售后回租不是直接租赁')]),
  vector('2b-mode-unknown', let_(lease({ mode: null })), [open('2b', YEAR, '0', '40000000元×2.5%')]),
  vector('2b-not-industrial', let_(lease({ lesseeIsIndustrial: false })), [refused('2b', YEAR, '承租人不是工业企业')]),
  vector('2b-industrial-unknown', let_(lease({ lesseeIsIndustrial: null })), [open('2b', YEAR, '0', '40000000元×2.5%')]),
  vector('2b-need-not-be-new-type', letTo({ newType: false, technicalUpgrade: true }, lease()), [granted('2b', YEAR, '40000000元×2.5%')]),
  vector('2b-no-technical-upgrade', letTo({ newType: false, technicalUpgrade: false }, lease()), [refused('2b', YEAR, '不是技术改造')]),
  vector('2b-amount-unknown', let_(lease({ annualAmount: null })), [granted('2b', YEAR, '0', '最高5000000元')]),
  ...([['months-12', '9÷12'], ['act-365', '292÷365'], ['act-360', '292÷360']] as const).map(([count, share]) =>
    vector(`2b-principal-from-march-15-${count}`, let12('2025-03-15'), [granted('2b', YEAR, `四舍五入（本金12000000元×2.5%×${share}）`)], weighted(count))),
  ...([['months-12', '12÷12'], ['act-365', '365÷365'], ['act-360', '365÷360']] as const).map(([count, share]) =>
    vector(`2b-principal-whole-year-${count}`, let12('2024-12-31'), [granted('2b', YEAR, `四舍五入（本金12000000元×2.5%×${share}）`)], weighted(count))),
  ...([['months-12', '6÷12'], ['act-365', '184÷365'], ['act-360', '184÷360']] as const).map(([count, share]) =>
    vector(`2b-principal-from-july-1-${count}`, let12('2026-07-01', 2026), [granted('2b', '甲:2026', `四舍五入（本金12000000元×2.5%×${share}）`)], weighted(count))),
  vector('2b-principal-before-its-start', let12('2026-07-01', 2025), [granted('2b', YEAR, '当年未起租：12000000元×2.5%×0')], weighted('months-12')),
  vector('2b-principal-december', let12('2025-12-01'), [granted('2b', YEAR, '12000000元×2.5%×1÷12')], weighted('months-12')),
  vector('2b-principal-after-december-1', let12('2025-12-02'), [granted('2b', YEAR, '不足一月：12000000元×2.5%×0÷12')], weighted('months-12')),
  vector('2b-principal-capped', let_(lease({ principal: '300000000', start: '2025-01-01', annualAmount: '1' })), [granted('2b', YEAR, '取低（300000000元×2.5%，5000000元）')], weighted('months-12')),
  vector('2b-annual-amount-whatever-the-principal', let12('2025-07-01'), [granted('2b', YEAR, '四舍五入（年实际发生额1元×2.5%）')]),
);

export const article2: Vector[] = [...INTEREST, ...FLOW, ...LEASE];
