/** The final paragraph: days of force (F.1), the filing cutoff (F.2), every pair of measures on one project (F.3). */
import { completed, demonstration, evaluated, file, lease, leading, loan, park, plain, project, provider, sale, small } from './facts.js';
import {
  amount, fact, forgone, granted, key, open, payable, read, received, refused, sentence, settlement, total, vector, type Code, type Facts, type Json, type Line, type Vector,
} from './vector.js';

/** One measure on the common project: what the project must be for it, the row that claims it, and what it comes to. */
interface Part {
  readonly of?: Facts;
  readonly list?: string;
  readonly row?: Facts;
  readonly subject: string;
  readonly worth: string;
}

const PARTS: Record<Code, Part> = {
  '1a': { of: { inIndustrialStatistics: true, assessedReward: '80000' }, subject: 'P', worth: '核定奖励80000元' },
  '1b': { of: { totalInvestment: '30000000' }, subject: 'P', worth: '10000000元×10%' },
  '2a': { list: 'loans', row: loan(), subject: '甲:2025', worth: '核定贴息600000元' },
  '2b': { list: 'leases', row: lease({ annualAmount: '28000000', equipmentValue: '10000000' }), subject: '甲:2025', worth: '28000000元×2.5%' },
  '3': { list: 'serviceProviders', row: provider({ provider: '甲' }), subject: '甲:2025', worth: '分档奖励300000元' },
  '4a': { list: 'supplies', row: sale(), subject: '供', worth: '80000000元×1%' },
  '4b': { list: 'supplies', row: sale({ id: 'H', kind: 'software', amount: '50000000' }), subject: '供', worth: '50000000元×0.5%' },
  '5a': { list: 'demonstrations', row: { evaluations: evaluated(2026) }, subject: 'P:2026', worth: '300000元' },
  '5b': { list: 'demonstrations', row: { completion: completed('900000') }, subject: 'P', worth: '核定900000元' },
  '6a': { list: 'consortia', row: { targetsMet: true, effectAchieved: true }, subject: 'C', worth: '2000000元' },
  '6b': { list: 'consortia', row: { nationalPilotTask: true, benchmarkTaskBookSigned: true }, subject: 'C', worth: '10000000元×15%' },
  '7': { list: 'parks', row: park({ evaluations: [{ year: 2026, passed: true, taskProgress: '0.2' }] }), subject: '园', worth: '核定40000000元' },
};
const CODES = Object.keys(PARTS) as Code[];

/** Rows that two measures share: one task book of a demonstration, one consortium. */
const SHARED: Record<string, Facts> = {
  demonstrations: demonstration({ evaluations: [] }),
  consortia: leading({ leader: '甲', targetsMet: false, effectAchieved: false }),
};

/** A case in which just these measures are earned on one project of 甲; `own` is put to the row of the first. */
function earning(codes: readonly Code[], more: Facts = {}, own: Facts = {}): Facts {
  const lists: Record<string, Facts[]> = {};
  codes.forEach((code, i) => {
    const { list, row } = PARTS[code];
    if (list === undefined) return;
    const shared = SHARED[list];
    const rows = (lists[list] ??= shared === undefined ? [] : [{ ...shared }]);
    const claim = { ...row, ...(i === 0 ? own : {}) };
    if (shared === undefined) rows.push(claim);
    else Object.assign(rows[0] as Facts, claim);
  });
  const p = codes.reduce<Facts>((all, code) => ({ ...all, ...PARTS[code].of }), plain());
  const claimsByProject = PARTS[codes[0] as Code].list === undefined;
  return file({ projects: [{ ...p, ...(claimsByProject ? own : {}), ...more }], ...lists });
}

const IN_FORCE = [['2025-02-01', false, '＜2025-02-02'], ['2025-02-02', true, '≥2025-02-02'], ['2026-12-31', true, '≤2026-12-31'], ['2027-01-01', false, '＞2026-12-31']] as const;
const FORCE = sentence('F.1', '本政策自2025年2月2日起施行，有效期至2026年12月31日',
  ...CODES.flatMap((code) => IN_FORCE.map(([day, inside, words]) => {
    const { subject, worth } = PARTS[code];
    return vector(`f1-${code}-${day}`, earning([code], {}, { applicationDate: day }), [inside ? granted(code, subject, worth) : refused(code, subject, `首次申报日${day}${words}`)]);
  })),
  ...IN_FORCE.map(([day, inside, words]) => vector(`f1-case-day-${day}`, { ...earning(['1b']), applicationDate: day }, [inside ? granted('1b', 'P', '10000000元×10%') : refused('1b', 'P', `首次申报日${day}${words}`)])),
  vector('f1-row-day-before-case-day', { ...earning(['1b'], {}, { applicationDate: '2025-06-01' }), applicationDate: '2027-01-01' }, [granted('1b', 'P', '10000000元×10%')]),
  vector('f1-loan-rows-each-its-day', file({ projects: [plain()], loans: [loan(), loan({ id: 'L2', applicationDate: '2027-01-01' })] }), [granted('2a', '甲:2025', '只计在期内申报者：600000元')]),
  vector('f1-lease-rows-each-its-day', file({ projects: [plain()], leases: [lease(), lease({ id: 'S2', applicationDate: '2025-02-01' })] }), [granted('2b', '甲:2025', '40000000元×2.5%')]),
  vector('f1-sale-rows-each-its-day', file({ projects: [plain()], supplies: [sale({ amount: '79999999.99' }), sale({ id: 'G2', amount: '1000000', applicationDate: '2027-01-01' })] }), [refused('4a', '供', '79999999.99元＜80000000元')]),
  vector('f1-sale-by-its-row-not-the-buyers', file({ projects: [plain({ applicationDate: '2027-01-01' })], supplies: [sale()] }), [granted('4a', '供', '80000000元×1%')]),
  ...[['2026-12-31', '2000000元－900000元'], ['2027-01-01', '0']].flatMap(([settlementDate = '', due = '']) => (['honour-vested', 'validity-only'] as const).map((afterExpiry) =>
    vector(`f1-settled-${settlementDate}-${afterExpiry}`, file({ settlementDate, projects: [project({ construction: { started: true, investmentProgress: '1', advancesPaid: '900000' }, acceptance: { date: '2026-10-01', totalInvestment: '30000000', equipmentInvestment: '20000000' } })] }), [
      fact(['payments', key('1b', 'P'), 'settlement', 'payable', 'min'], afterExpiry === 'honour-vested' || due !== '0' ? '1100000.00' : '0.00',
        afterExpiry === 'honour-vested' || due !== '0' ? '应付2000000元－900000元≥1100000元' : '结算日2027-01-01＞2026-12-31，不再拨付')], afterExpiry === 'honour-vested' ? undefined : read({ afterExpiry })))),
);

const national = (filingDate: string): Facts => ({ nationalDemonstration: true, filingDate });
const EXCEPTION = { 'exempt-from-cutoff': [true, true], 'excluded-from-policy': [false, false], 'no-exception': [false, true] } as const;
const CUTOFF = sentence('F.2', '涉及事项为2024年6月1日（含）后备案（审批）项目（已入选国家制造业新型技术改造示范项目的除外）',
  ...CODES.filter((code) => code !== '3' && code !== '7').flatMap((code) => ['2024-05-31', '2024-06-01'].map((filingDate, i) => {
    const { subject, worth } = PARTS[code];
    return vector(`f2-${code}-${filingDate}`, earning([code], { filingDate }), [i === 1 ? granted(code, subject, worth) : refused(code, subject, `备案日${filingDate}＜2024-06-01`)]);
  })),
  ...Object.entries(EXCEPTION).flatMap(([filingCutoffException, inside]) => ['2024-05-31', '2024-06-01'].map((day, i) =>
    vector(`f2-national-${day}-${filingCutoffException}`, earning(['1b'], national(day)), [
      inside[i] === true ? granted('1b', 'P', '国家示范项目：10000000元×20%') : refused('1b', 'P', filingCutoffException === 'no-exception' ? `备案日${day}＜2024-06-01` : '已入选国家示范项目，不适用')],
    filingCutoffException === 'exempt-from-cutoff' ? undefined : read({ filingCutoffException })))),
  vector('f2-national-reward-too', earning(['1a'], national('2024-05-31')), [granted('1a', 'P', '核定奖励80000元')]),
  vector('f2-national-needs-the-threshold', earning(['1b'], { ...national('2024-05-31'), totalInvestment: '19999999.99' }), [refused('1b', 'P', '19999999.99元＜20000000元')]),
  vector('f2-national-is-filed', earning(['1b'], { nationalDemonstration: true, filingDate: null }), [granted('1b', 'P', '10000000元×20%')]),
  vector('f2-never-filed', earning(['1b'], { filed: false, filingDate: null }), [refused('1b', 'P', '未备案')]),
  vector('f2-day-unknown', earning(['1b'], { filed: true, filingDate: null }), [open('1b', 'P', '0', '10000000元×10%')]),
  vector('f2-filing-unknown', earning(['1b'], { filingDate: null }), [open('1b', 'P', '0', '10000000元×10%')]),
  vector('f2-early-and-national-unknown', earning(['1b'], { filingDate: '2024-05-31', nationalDemonstration: null }), [open('1b', 'P', '0', '10000000元×20%')]),
  vector('f2-own-project-tested-anyway', earning(['1b'], { filingDate: '2024-05-31' }), [refused('1b', 'P', '备案日2024-05-31＜2024-06-01')], read({ filingCutoffScope: 'own-projects-only' })),
  vector('f2-seller-to-a-national-project-excluded', earning(['4a'], national('2024-07-01')), [refused('4a', '供', '买方项目不适用本政策')], read({ filingCutoffException: 'excluded-from-policy' })),
);

const HIGHEST = new Set(['1a+1b', '1a+6b', '1b+2b', '1b+6b', '2b+6b']);
const STACKED = new Set(['1b+5a', '1b+5b', '1b+6a']);
const ON_THE_PROJECT = new Set<Code>(['1a', '1b', '2a', '2b', '5a', '5b', '6a', '6b']);
/** From the least to the most that each is worth in these cases; no two are the same. */
const BY_WORTH: readonly Code[] = ['1a', '4b', '3', '5a', '2a', '2b', '4a', '5b', '1b', '6b', '6a', '7'];

const pairs = CODES.flatMap((a, i) => CODES.slice(i + 1).map((b): [Code, Code] => [a, b]));
const payableOf = (code: Code): Line => payable(code, PARTS[code].subject, PARTS[code].worth);

function together(a: Code, b: Code): Line[] {
  if (a === '5a' && b === '5b') return [payableOf(a), payable(b, 'P', '核定900000元－已得年度奖励300000元'), total('300000元＋600000元')];
  return [payableOf(a), payableOf(b), total(`${PARTS[a].worth}＋${PARTS[b].worth}`)];
}
function theHigher(a: Code, b: Code): Line[] {
  const [low, high] = BY_WORTH.indexOf(a) < BY_WORTH.indexOf(b) ? [a, b] : [b, a];
  return [payableOf(high), forgone(low, PARTS[low].subject, `就高：${PARTS[low].worth}＜${PARTS[high].worth}`), total(PARTS[high].worth)];
}
const EITHER = sentence('F.3', '除另有规定外，同一投入不得重复享受政策补助，可就高享受最高补助政策',
  ...pairs.map(([a, b]) => vector(`f3-${a}-${b}`, earning([a, b]), HIGHEST.has(`${a}+${b}`) ? theHigher(a, b) : together(a, b))),
  ...pairs.filter(([a, b]) => ON_THE_PROJECT.has(a) && ON_THE_PROJECT.has(b)).map(([a, b]) =>
    vector(`f3-${a}-${b}-by-project`, earning([a, b]), STACKED.has(`${a}+${b}`) || a === '5a' && b === '5b' ? together(a, b) : theHigher(a, b), read({ sameInput: 'project' }))),
  vector('f3-1a-1b-stacked', earning(['1a', '1b']), together('1a', '1b'), read({ rewardWithSubsidy: 'stack' })),
  vector('f3-1a-6b-not-stacked-by-that', earning(['1a', '6b']), theHigher('1a', '6b'), read({ rewardWithSubsidy: 'stack' })),
  vector('f3-1a-6b-not-stacked-by-consortium', earning(['1a', '6b']), theHigher('1a', '6b'), read({ consortiumSubsidyWithInvestmentSubsidy: 'stack' })),
  vector('f3-1b-6b-stacked', earning(['1b', '6b']), together('1b', '6b'), read({ consortiumSubsidyWithInvestmentSubsidy: 'stack' })),
  vector('f3-1b-2b-stacked', earning(['1b', '2b']), together('1b', '2b'), read({ leaseWithInvestmentSubsidy: 'stack' })),
  vector('f3-2b-6b-stacked', earning(['2b', '6b']), together('2b', '6b'), read({ leaseWithInvestmentSubsidy: 'stack' })),
  vector('f3-1b-2b-leased-left-out', earning(['1b', '2b'], {}), [amount('1b', 'P', '（10000000元－租入10000000元）×10%'), payableOf('2b'), total('28000000元×2.5%')], read({ leasedEquipmentInInvestment: 'no' })),
  vector('f3-1a-higher-than-1b', earning(['1a', '1b'], { equipmentInvestment: '799999.90' }), [payableOf('1a'), forgone('1b', 'P', '799999.90元×10%＜80000元'), total('80000元')]),
  vector('f3-1a-lower-than-1b', earning(['1a', '1b'], { equipmentInvestment: '800000.10' }), [payable('1b', 'P', '800000.10元×10%'), forgone('1a', 'P', '80000元＜800000.10元×10%'), total('800000.10元×10%')]),
  vector('f3-1a-open-beside-1b', earning(['1a', '1b'], { assessedReward: null }), [payable('1b', 'P', '10000000元×10%'), total('奖励最高十万元不及：10000000元×10%')]),
  vector('f3-1a-open-may-be-higher', earning(['1a', '1b'], { assessedReward: null, equipmentInvestment: '600000' }), [total('600000元×10%', '取高（600000元×10%，100000元）')]),
  vector('f3-elsewhere-both', file({ projects: [small(), project({ id: 'Q' })] }), [payable('1a', 'P', '80000元'), payable('1b', 'Q', '20000000元×10%'), total('80000元＋2000000元')]),
);

const part = (equipmentValue: string, more: Facts = {}, leaseMore: Facts = {}): Facts =>
  file({ projects: [project({ equipmentInvestment: '10000000', ...more })], leases: [lease({ annualAmount: '16000000', equipmentValue, ...leaseMore })] });
const LEASED = sentence('F.3', '同一投入不得重复享受政策补助，可就高享受最高补助政策',
  vector('f3-lease-part-of-the-equipment', part('3000000'), [payable('1b', 'P', '（10000000元－租入3000000元）×10%'), payable('2b', '甲:2025', '16000000元×2.5%'), total('700000元＋400000元')]),
  vector('f3-lease-just-worth-it', part('3999999.90'), [total('（10000000元－3999999.90元）×10%＋16000000元×2.5%')]),
  vector('f3-lease-just-not-worth-it', part('4000000.10'), [payable('1b', 'P', '10000000元×10%'), forgone('2b', '甲:2025', '16000000元×2.5%＜4000000.10元×10%'), total('10000000元×10%')]),
  vector('f3-lease-part-left-out', part('4000000'), [amount('1b', 'P', '（10000000元－4000000元）×10%'), total('600000元＋400000元')], read({ leasedEquipmentInInvestment: 'no' })),
  vector('f3-lease-beside-a-capped-subsidy', part('50000000', { totalInvestment: '400000000', equipmentInvestment: '250000000' }), [payable('1b', 'P', '取低（（250000000元－50000000元）×10%，20000000元）'), payable('2b', '甲:2025', '16000000元×2.5%'), total('20000000元＋400000元')]),
  vector('f3-lease-contract-over-two-years', file({ projects: [project({ equipmentInvestment: '10000000' })], leases: [2025, 2026].map((year) => lease({ year, annualAmount: '24000000', equipmentValue: '10000000' })) }), [
    payable('2b', '甲:2025', '24000000元×2.5%'), payable('2b', '甲:2026', '24000000元×2.5%'), total('取高（24000000元×2.5%×2，10000000元×10%）')]),
  vector('f3-lease-of-two-contracts-one', file({ projects: [project({ equipmentInvestment: '10000000' })], leases: [lease({ annualAmount: '24000000', equipmentValue: '5000000' }), lease({ id: 'S2', annualAmount: '12000000', equipmentValue: '5000000' })] }), [
    payable('2b', '甲:2025', '只取一份合同：24000000元×2.5%'), payable('1b', 'P', '（10000000元－5000000元）×10%'), total('600000元＋500000元')]),
  vector('f3-lease-leaves-the-reward', earning(['1a', '2b']), [payableOf('1a'), payableOf('2b'), total('80000元＋28000000元×2.5%')]),
  vector('f3-leaseback-takes-nothing', part('3000000', {}, { mode: 'sale-and-leaseback' }), [payable('1b', 'P', '10000000元×10%'), total('1000000元')]),
);

const elect = (...election: string[]) => ({ election });
const WILL = sentence('F.3', '可就高享受最高补助政策',
  vector('f3-elect-the-lower', earning(['1a', '1b']), [payableOf('1a'), forgone('1b', 'P', '申请人另选'), total('80000元')], elect(key('1a', 'P'))),
  vector('f3-elect-the-highest', earning(['1a', '1b']), [payableOf('1b'), total('10000000元×10%')], elect(key('1b', 'P'))),
  vector('f3-elect-nothing', earning(['1a', '1b']), [total('0')], elect()),
  vector('f3-payee-alone', file({ projects: [project(), project({ id: 'Q', owner: '乙', pilotIndustry: false })] }), [granted('1b', 'Q', '20000000元×8%'), fact(['determinations', key('1b', 'P')], null, '只看乙'), total('20000000元×8%')], { payees: ['乙'] }),
  vector('f3-payees-each', file({ projects: [project(), project({ id: 'Q', owner: '乙', pilotIndustry: false })], loans: [loan({ borrower: '乙', project: 'Q' })] }), [received('甲', '20000000元×10%'), received('乙', '20000000元×8%＋600000元')]),
);
const DISTRICT = sentence('A8.4', '各区（市）县可结合本辖区实际，对本政策措施实施配套支持',
  vector('8-district-money-is-beside', { ...earning(['1b']), districtMatching: [{ project: 'P', amount: '5000000' }] as Json }, [payableOf('1b'), total('10000000元×10%')]),
  vector('8-district-money-takes-nothing-of-the-cap', file({ projects: [project({ totalInvestment: '300000000', equipmentInvestment: '250000000' })], districtMatching: [{ project: 'P', amount: '20000000' }] }), [total('取低（250000000元×10%，20000000元）')]),
);
const OFFSET = sentence('A1.4', '其余部分待项目竣工验收后统一结算',
  vector('f3-advance-on-1b-forgone-for-1a', earning(['1a', '1b'], { equipmentInvestment: '500000', construction: { started: true, investmentProgress: '0.5', advancesPaid: '20000' } }), [payableOf('1a'), settlement('1b', 'P', '0', '0', '已拨20000元')]),
);

export const finalProvisions: Vector[] = [...FORCE, ...CUTOFF, ...EITHER, ...LEASED, ...WILL, ...DISTRICT, ...OFFSET];
