// @ts-check
import { assess, chengdu2025 } from 'chengdu-tech-upgrade';
import { terms } from 'chengdu-tech-upgrade/words';
import { Book, NO, YES, parameter as p } from './workbook.mjs';

/**
 * The measures of the policy as formulas of a workbook, under the default readings: a second, independent
 * computation of conditions, amounts and advances, before one award is chosen over another (附则). Names come
 * from the declarations and numbers from the sheet of parameters; nothing of the policy is typed here but how
 * its conditions read their facts.
 *
 * @typedef {import('./workbook.mjs').Cells} Cells
 * @typedef {import('./workbook.mjs').Column} Column
 * @typedef {import('./workbook.mjs').Known} Known
 */

const { met: { zh: MET }, unmet: { zh: UNMET }, unknown: { zh: OPEN } } = terms.outcome;
const STATUS = { eligible: terms.status.eligible.zh, ineligible: terms.status.ineligible.zh, undetermined: terms.status.undetermined.zh };
/** An amount of which nothing is known is anything up to that. */
const ANY = '10000000000000';
const facts = /** @type {any} */ (chengdu2025.facts);
/** @type {(id: string) => any} */
const measure = (id) => chengdu2025.measures.find((m) => m.id === id) ?? fail(id);
const fail = (/** @type {string} */ what) => { throw new Error(`the policy has no ${what}`); };

/** Where the day of application stands that holds for rows without their own. */
export const DEFAULT_DAY = Object.freeze({ sheet: '说明', row: 2, column: 1, address: "'说明'!$B$3" });

// ---- columns -------------------------------------------------------------------------------------------

const UNIT = { money: '（元）' };

/** A fact of a row of a list, by its path in the row. @param {string} list @param {string[]} paths @returns {Column[]} */
const given = (list, ...paths) => paths.map((path) => {
  let entry = facts[list];
  for (const name of path.split('.')) entry = entry.of[name] ?? fail(`fact ${list}.${path}`);
  return column(path, entry, entry.name.zh);
});

/** @param {string} key @param {any} entry @param {string} name @returns {Column} */
const column = (key, entry, name) => ({
  key, header: `${name}${entry.type === 'money' ? UNIT.money : ''}`, type: entry.type,
  ...(entry.type === 'choice' ? { of: entry.options, options: Object.values(entry.options).map((o) => /** @type {any} */ (o).zh) } : {}),
  ...(entry.type === 'money' || entry.type === 'day' || entry.type === 'ratio' ? { kind: entry.type } : {}),
});

/** Something in between; blank for an empty row. @param {string} key @param {string} header @param {(c: Cells) => string} formula @param {Column['kind']} [kind] @returns {Column} */
const step = (key, header, formula, kind) => ({ key, header: `（中间量）${header}`, formula: (c) => ifRow(c, formula(c)), ...(kind && { kind }) });
const ifRow = (/** @type {Cells} */ c, /** @type {string} */ x) => `IF(${c(KEY.key)}="","",${x})`;
/** The column that says whether a row is filled, of the block that is being made. */
const KEY = { key: 'id' };

/** A result that the library knows. @param {string} key @param {string} header @param {(c: Cells) => string} formula @param {Column['result']} result @param {Column['kind']} [kind] @returns {Column} */
const result = (key, header, formula, result, kind) => ({ key, header, formula: (c) => ifRow(c, formula(c)), result, ...(kind && { kind }) });

/** @param {(row: any) => string} keyOf key of the determination of a row */
function resultsOf(/** @type {string} */ id, keyOf) {
  const m = measure(id);
  const all = [...m.conditions, ...(m.rows?.conditions ?? []), ...(m.sumCondition === undefined ? [] : [m.sumCondition])];
  const of = (/** @type {any} */ row, /** @type {Known} */ known) => known.determination(`${id}:${keyOf(row)}`);
  const told = (/** @type {any} */ c) => (c === undefined ? undefined : terms.outcome[/** @type {'met'} */ (c.outcome)].zh);
  return {
    /** A condition of the measure. @param {string} condition @param {(c: Cells) => string} formula */
    condition: (condition, formula) => {
      const { label } = all.find((c) => c.id === condition) ?? fail(`condition ${id} ${condition}`);
      return result(`${m.code} ${condition}`, `${m.code} ${label.zh}`, formula, (row, known) => told(of(row, known)?.conditions.find((/** @type {any} */ c) => c.id === condition)));
    },
    /** A condition of a row that the measure adds up. @param {string} condition @param {(c: Cells) => string} formula */
    ofRow: (condition, formula) => {
      const { label } = all.find((c) => c.id === condition) ?? fail(`condition ${id} ${condition}`);
      return result(`${m.code} ${condition}`, `${m.code} ${label.zh}`, formula, (row, known) =>
        told(of(row, known)?.items?.find((/** @type {any} */ i) => i.id === row.id)?.conditions.find((/** @type {any} */ c) => c.id === condition)));
    },
    status: (/** @type {(c: Cells) => string} */ formula, isShown = (/** @type {any} */ _row) => true) =>
      result(`${m.code} status`, `${m.code} ${m.title.zh}：状态`, formula, (row, known) => shown(isShown(row), of(row, known), (d) => STATUS[/** @type {'eligible'} */ (d.status)])),
    min: (/** @type {(c: Cells) => string} */ formula, isShown = (/** @type {any} */ _row) => true) =>
      result(`${m.code} min`, `${m.code} ${m.title.zh}：下限（元）`, formula, (row, known) => shown(isShown(row), of(row, known), (d) => Number(d.amount.min)), 'money'),
    max: (/** @type {(c: Cells) => string} */ formula, isShown = (/** @type {any} */ _row) => true) =>
      result(`${m.code} max`, `${m.code} ${m.title.zh}：上限（元）`, formula, (row, known) => shown(isShown(row), of(row, known), (d) => Number(d.amount.max)), 'money'),
    /** A figure of the payment. @param {string} key @param {string} header @param {(c: Cells) => string} formula @param {(payment: any) => any} pick */
    payment: (key, header, formula, pick) => result(`${m.code} ${key}`, `${m.code} ${header}（元）`, formula, (row, known) => {
      const found = known.payment(`${id}:${keyOf(row)}`);
      const value = found === undefined ? undefined : pick(found);
      return value === undefined ? (of(row, known) === undefined ? undefined : '') : Number(value);
    }, 'money'),
  };
}
/** @template T @param {boolean} isShown @param {any} d @param {(d: any) => T} pick */
const shown = (isShown, d, pick) => (d === undefined ? undefined : isShown ? pick(d) : '');

// ---- formulas ------------------------------------------------------------------------------------------

const yes = (/** @type {string} */ x) => `IF(${x}="","${OPEN}",IF(${x}="${YES}","${MET}","${UNMET}"))`;
const whether = (/** @type {string} */ unknown, /** @type {string} */ is) => `IF(${unknown},"${OPEN}",IF(${is},"${MET}","${UNMET}"))`;
/** @param {string[]} outcomes */
const statusOf = (...outcomes) => {
  const any = (/** @type {string} */ word) => `OR(${outcomes.map((o) => `${o}="${word}"`).join(',')})`;
  return `IF(${any(UNMET)},"${STATUS.ineligible}",IF(${any(OPEN)},"${STATUS.undetermined}","${STATUS.eligible}"))`;
};
/** Yuan as whole fen. */
const fen = (/** @type {string} */ x) => `ROUND(${x}*100,0)`;
/** Half a fen rounds up; whole numbers throughout, so that every engine gives the same. @param {string} amount @param {string} rate in ten-thousandths */
const share = (amount, rate) => `INT((${fen(amount)}*${rate}+5000)/10000)/100`;
/** What may not be exceeded is rounded down. @param {string} amount @param {string} rate */
const shareDown = (amount, rate) => `INT(${fen(amount)}*${rate}/10000)/100`;
const bp = (/** @type {string} */ x) => `ROUND(${x}*10000,0)`;
const eligible = (/** @type {string} */ status) => `${status}="${STATUS.eligible}"`;
const lost = (/** @type {string} */ status) => `${status}="${STATUS.ineligible}"`;
const inForce = (/** @type {string} */ day) => whether(`${day}=""`, `AND(${day}>=${p('F.1.from')},${day}<=${p('F.1.to')})`);
/** The day of application of a row, or the one of the case. */
const applied = () => step('applied', '适用的申报日期', (c) => `IF(${c('applicationDate')}="",IF(${DEFAULT_DAY.address}="","",${DEFAULT_DAY.address}),${c('applicationDate')})`, 'day');
/** An authority's figure within a cap, once eligible. @param {string} status @param {string} figure @param {string} cap */
const assessedMin = (status, figure, cap) => `IF(AND(${eligible(status)},${figure}<>""),MIN(${figure},${cap}),0)`;
const assessedMax = (/** @type {string} */ status, /** @type {string} */ figure, /** @type {string} */ cap) => `IF(${lost(status)},0,IF(${figure}="",${cap},MIN(${figure},${cap})))`;

const book = new Book();
const SIZE = 40;

/** @param {{ name: string, sheet: string, list: string, note: string, key: string, rowsOf?: (caseFile: any) => any[], columns: () => Column[] }} spec */
function block({ name, sheet, list, note, key, rowsOf = (caseFile) => caseFile[list] ?? [], columns }) {
  KEY.key = key;
  // The formulas of a block are written later, when another may be the last.
  const made = columns().map((c) => (c.formula === undefined ? c : { ...c, formula: (/** @type {Cells} */ cells) => { KEY.key = key; return /** @type {any} */ (c).formula(cells); } }));
  book.add({ name, sheet, list, note, size: SIZE, rowsOf, columns: made });
}

/** A computed column of the row of another block with that id; empty where there is none. @param {string} name @param {string} key @param {string} id */
const look = (name, key, id, idKey = 'id') => `IFERROR(INDEX(${book.range(name, key)},MATCH(${id},${book.range(name, idKey)},0)),"")`;

// ---- 一 ------------------------------------------------------------------------------------------------

const PROJECTS = '项目';
const reward = resultsOf('investment-reward', (row) => row.id);
const subsidy = resultsOf('investment-subsidy', (row) => row.id);

const threshold = (/** @type {Cells} */ c, /** @type {string} */ total, /** @type {string} */ limit) =>
  `IF(${total}<>"",IF(${total}>=${limit},"${MET}","${UNMET}"),IF(AND(${c('equipmentInvestment')}<>"",${c('equipmentInvestment')}>=${limit}),"${MET}","${OPEN}"))`;
/** The rate of the classes that a project is in, or may be in. @param {(fact: string) => string} is */
const rateOf = (is) => `MAX(IF(${is('national')},${p('A1.3.rate.national-demonstration')},0),IF(${is('pilotIndustry')},${p('A1.3.rate.pilot-industry')},0),${p('A1.3.rate.other-new-type')})`;

block({
  name: PROJECTS, sheet: '第一条', list: 'projects', key: 'id', note: '一行一个项目。蓝色列填写，绿色列为结果；不确定的格留空',
  columns: () => [
    ...given('projects', 'id', 'owner', 'applicationDate', 'filed', 'filingDate', 'technicalUpgrade', 'newType', 'pilotIndustry', 'nationalDemonstration', 'inIndustrialStatistics',
      'totalInvestment', 'equipmentInvestment', 'assessedReward', 'construction.started', 'construction.investmentProgress', 'construction.advancesPaid',
      'acceptance.date', 'acceptance.totalInvestment', 'acceptance.equipmentInvestment'),
    applied(),
    step('filing', '备案日期', (c) => `IF(${c('filingDate')}="","",${c('filingDate')})`, 'day'),
    step('pilot', '试点行业', (c) => `IF(${c('pilotIndustry')}="","",${c('pilotIndustry')})`),
    step('ownerName', '项目单位', (c) => `IF(${c('owner')}="","",${c('owner')})`),
    // What follows from stated facts, forwards and then backwards.
    step('new1', '新型技改（由国家示范推出）', (c) => `IF(${c('newType')}<>"",${c('newType')},IF(${c('nationalDemonstration')}="${YES}","${YES}",""))`),
    step('upgrade', '属技改', (c) => `IF(${c('technicalUpgrade')}<>"",${c('technicalUpgrade')},IF(${c('new1')}="${YES}","${YES}",""))`),
    step('isNew', '属新型技改', (c) => `IF(${c('new1')}<>"",${c('new1')},IF(${c('upgrade')}="${NO}","${NO}",""))`),
    step('isFiled', '已备案', (c) => `IF(${c('filed')}<>"",${c('filed')},IF(OR(${c('nationalDemonstration')}="${YES}",${c('filingDate')}<>""),"${YES}",""))`),
    step('national', '国家示范', (c) => `IF(${c('nationalDemonstration')}<>"",${c('nationalDemonstration')},IF(OR(${c('isNew')}="${NO}",${c('isFiled')}="${NO}"),"${NO}",""))`),
    subsidy.condition('applied-in-force', (c) => inForce(c('applied'))),
    subsidy.condition('filed-in-scope', (c) =>
      `IF(${c('isFiled')}="${NO}","${UNMET}",IF(OR(${c('national')}="${YES}",AND(${c('filing')}<>"",${c('filing')}>=${p('F.2.cutoff')})),"${MET}",IF(AND(${c('filing')}<>"",${c('national')}="${NO}"),"${UNMET}","${OPEN}")))`),
    reward.condition('technical-upgrade', (c) => yes(c('upgrade'))),
    reward.condition('in-industrial-statistics', (c) => yes(c('inIndustrialStatistics'))),
    reward.condition('total-investment', (c) => threshold(c, c('totalInvestment'), p('A1.2.threshold'))),
    reward.status((c) => statusOf(c('1b applied-in-force'), c('1b filed-in-scope'), c('1a technical-upgrade'), c('1a in-industrial-statistics'), c('1a total-investment'))),
    reward.min((c) => assessedMin(c('1a status'), c('assessedReward'), p('A1.2.cap'))),
    reward.max((c) => assessedMax(c('1a status'), c('assessedReward'), p('A1.2.cap'))),
    subsidy.condition('new-type', (c) => yes(c('isNew'))),
    step('tested', '用于门槛的总投资', (c) => `IF(${c('acceptance.totalInvestment')}="",IF(${c('totalInvestment')}="","",${c('totalInvestment')}),IF(${c('totalInvestment')}="",${c('acceptance.totalInvestment')},MIN(${c('totalInvestment')},${c('acceptance.totalInvestment')})))`, 'money'),
    subsidy.condition('total-investment', (c) => threshold(c, c('tested'), p('A1.3.threshold'))),
    subsidy.status((c) => statusOf(c('1b applied-in-force'), c('1b filed-in-scope'), c('1b new-type'), c('1b total-investment'))),
    step('baseMin', '设备投资下限', (c) => `MIN(IF(${c('equipmentInvestment')}="",0,${c('equipmentInvestment')}),IF(${c('acceptance.equipmentInvestment')}="",${ANY},${c('acceptance.equipmentInvestment')}))`, 'money'),
    step('baseMax', '设备投资上限', (c) => `MIN(IF(${c('equipmentInvestment')}<>"",${c('equipmentInvestment')},IF(${c('totalInvestment')}<>"",${c('totalInvestment')},${ANY})),IF(${c('acceptance.equipmentInvestment')}="",${ANY},${c('acceptance.equipmentInvestment')}))`, 'money'),
    step('rateMin', '比例下限（万分之一）', (c) => rateOf((fact) => `${c(fact)}="${YES}"`)),
    step('rateMax', '比例上限（万分之一）', (c) => rateOf((fact) => `${c(fact)}<>"${NO}"`)),
    subsidy.min((c) => `IF(${eligible(c('1b status'))},MIN(${share(c('baseMin'), c('rateMin'))},${p('A1.3.cap')}),0)`),
    subsidy.max((c) => `IF(${lost(c('1b status'))},0,MIN(${share(c('baseMax'), c('rateMax'))},${p('A1.3.cap')}))`),
    ...advances(subsidy, {
      min: '1b min', max: '1b max', share: p('A1.4.advance'), paid: 'construction.advancesPaid', settled: (c) => `${c('acceptance.date')}<>""`,
      progressMin: (c) => `IF(${c('construction.started')}="${YES}",IF(${c('construction.investmentProgress')}="",0,${bp(c('construction.investmentProgress'))}),0)`,
      progressMax: (c) => `IF(${c('construction.started')}="${NO}",0,IF(${c('construction.investmentProgress')}="",10000,${bp(c('construction.investmentProgress'))}))`,
    }),
  ],
});

/**
 * Advances by progress and one account at the end, on the amount before one award is chosen over another.
 *
 * @param {ReturnType<typeof resultsOf>} of
 * @param {{ min: string, max: string, share: string, paid: string, settled: (c: Cells) => string, progressMin: (c: Cells) => string, progressMax: (c: Cells) => string }} spec
 * @returns {Column[]}
 */
function advances(of, { min, max, share: most, paid, settled, progressMin, progressMax }) {
  const code = min.split(' ')[0];
  // On an award that came to nothing there is an account where something was advanced, or where it is drawn up.
  const isClosed = (/** @type {Cells} */ c) => `AND(${c(max)}=0,${c(paid)}<>"",OR(SUM(${c(paid)})>0,${settled(c)}))`;
  const none = (/** @type {Cells} */ c, /** @type {string} */ x) => `IF(${c(max)}=0,IF(${isClosed(c)},0,""),${x})`;
  const settles = (/** @type {Cells} */ c, /** @type {string} */ x) => `IF(OR(AND(${c(max)}>0,${settled(c)}),${isClosed(c)}),${x},"")`;
  const now = (/** @type {Cells} */ c, /** @type {string} */ limit, /** @type {string} */ unpaid) => none(c, `IF(${settled(c)},0,IF(${c(paid)}="",${unpaid},MAX(0,ROUND(${c(limit)}-${c(paid)},2))))`);
  return [
    of.payment('limit min', '预拨累计上限：下限', (c) => none(c, shareDown(c(min), `MIN(${progressMin(c)},${most})`)), (x) => x.advance?.cumulativeLimit.min),
    of.payment('limit max', '预拨累计上限：上限', (c) => none(c, shareDown(c(max), `MIN(${progressMax(c)},${most})`)), (x) => x.advance?.cumulativeLimit.max),
    of.payment('now min', '现可预拨：下限', (c) => now(c, `${code} limit min`, '0'), (x) => x.advance?.payableNow.min),
    of.payment('now max', '现可预拨：上限', (c) => now(c, `${code} limit max`, c(`${code} limit max`)), (x) => x.advance?.payableNow.max),
    of.payment('payable min', '结算应付：下限', (c) => settles(c, `IF(${c(paid)}="",0,MAX(0,ROUND(${c(min)}-${c(paid)},2)))`), (x) => x.settlement?.payable.min),
    of.payment('payable max', '结算应付：上限', (c) => settles(c, `IF(${c(paid)}="",${c(max)},MAX(0,ROUND(${c(max)}-${c(paid)},2)))`), (x) => x.settlement?.payable.max),
    of.payment('return max', '结算应退：上限', (c) => settles(c, `IF(${c(paid)}="","",MAX(0,ROUND(${c(paid)}-${c(min)},2)))`), (x) => x.settlement?.recoverable?.max),
  ];
}

// ---- 二 ------------------------------------------------------------------------------------------------

/** Rows of one person, and of one year or kind, that are added up: shown on the first of them. */
const groupKey = (/** @type {(c: Cells) => string} */ formula) => step('group', '合并计算的对象', (c) => `"#"&${formula(c)}`);
const isFirst = (/** @type {Cells} */ c) => `COUNTIF(${c('group^')},${c('group')})=1`;
const onFirst = (/** @type {Cells} */ c, /** @type {string} */ x) => `IF(${isFirst(c)},${x},"")`;
const sumOf = (/** @type {string} */ name, /** @type {Cells} */ c, /** @type {string} */ key) => `ROUND(SUMIF(${book.range(name, 'group')},${c('group')},${book.range(name, key)}),2)`;
/** How a group stands by its rows: 2 for one that counts, 1 for one that may, 0. */
const groupStatus = (/** @type {string} */ name, /** @type {Cells} */ c) =>
  `IF(SUMIF(${book.range(name, 'group')},${c('group')},${book.range(name, 'counts')})>0,"${STATUS.eligible}",IF(SUMIF(${book.range(name, 'group')},${c('group')},${book.range(name, 'mayCount')})>0,"${STATUS.undetermined}","${STATUS.ineligible}"))`;
const counting = [
  step('counts', '计入', (c) => `IF(${eligible(c('row status'))},1,0)`),
  step('mayCount', '或可计入', (c) => `IF(${lost(c('row status'))},0,1)`),
];
const ofProject = (/** @type {string} */ key) => (/** @type {Cells} */ c) => look(PROJECTS, key, c('project'));

const flowInForce = (/** @type {Cells} */ c) =>
  `IF(${c('year')}="","${OPEN}",IF(AND(${c('year')}>=YEAR(${p('F.1.from')}),${c('year')}<=YEAR(${p('F.1.to')})),"${MET}",IF(OR(${c('year')}<YEAR(${p('F.2.cutoff')}),${c('year')}>YEAR(${p('F.1.to')})),"${UNMET}",${yes(c('flowAccepted'))})))`;
/** The project's filing, looked up once. */
const filingSteps = () => [step('projectFiling', '项目备案日期', ofProject('filing'), 'day')];
const flowAfterFiling = (/** @type {Cells} */ c) => whether(`OR(${c('projectFiling')}="",${c('year')}="")`, `${c('year')}>=YEAR(N(${c('projectFiling')}))`);
const projectInScope = (/** @type {Cells} */ c) => `IF(${c('project')}="","${OPEN}",${look(PROJECTS, '1b filed-in-scope', c('project'))})`;
const firstOfGroup = (/** @type {any} */ row) => row.isFirst;

/** Rows marked where they are the first of their group. @param {string} list @param {(row: any) => string} keyOf */
const marked = (list, keyOf) => (/** @type {any} */ caseFile) => {
  const seen = new Set();
  return (caseFile[list] ?? []).map((/** @type {any} */ row) => {
    const key = keyOf(row);
    const isFirst = !seen.has(key);
    seen.add(key);
    return { ...row, isFirst };
  });
};

const LOANS = '贷款';
const loan = resultsOf('loan-interest-subsidy', (row) => `${row.borrower}:${row.year}`);
block({
  name: LOANS, sheet: '第二条', list: 'loans', key: 'id', note: '一行一笔贷款的一个年度；同一企业同一年度合并计算，结果在其首行。项目编号须已填在“第一条”',
  rowsOf: marked('loans', (row) => `${row.borrower} ${row.year}`),
  columns: () => [
    ...given('loans', 'id', 'borrower', 'project', 'year', 'applicationDate', 'productListed', 'interestPaid', 'assessedSubsidy', 'flowAccepted'),
    applied(), ...filingSteps(),
    groupKey((c) => `${c('borrower')}&"/"&${c('year')}`),
    loan.ofRow('applied-in-force', (c) => inForce(c('applied'))),
    loan.ofRow('filed-in-scope', projectInScope),
    loan.ofRow('flow-in-force', flowInForce),
    loan.ofRow('flow-after-filing', flowAfterFiling),
    loan.ofRow('listed-product', (c) => yes(c('productListed'))),
    loan.ofRow('new-type', (c) => look(PROJECTS, '1b new-type', c('project'))),
    step('row status', '本行', (c) => statusOf(...['applied-in-force', 'filed-in-scope', 'flow-in-force', 'flow-after-filing', 'listed-product', 'new-type'].map((k) => c(`2a ${k}`)))),
    ...counting,
    step('least', '本行下限', (c) => `IF(AND(${eligible(c('row status'))},${c('assessedSubsidy')}<>"",${c('interestPaid')}<>""),MIN(${c('assessedSubsidy')},${c('interestPaid')}),0)`, 'money'),
    step('most', '本行上限', (c) => `IF(${lost(c('row status'))},0,MIN(IF(${c('assessedSubsidy')}="",${p('A2.2.cap')},${c('assessedSubsidy')}),IF(${c('interestPaid')}="",${ANY},${c('interestPaid')})))`, 'money'),
    loan.status((c) => onFirst(c, groupStatus(LOANS, c)), firstOfGroup),
    loan.min((c) => onFirst(c, `IF(${eligible(groupStatus(LOANS, c))},MIN(${sumOf(LOANS, c, 'least')},${p('A2.2.cap')}),0)`), firstOfGroup),
    loan.max((c) => onFirst(c, `MIN(${sumOf(LOANS, c, 'most')},${p('A2.2.cap')})`), firstOfGroup),
  ],
});

const LEASES = '融资租赁';
const lease = resultsOf('finance-lease-subsidy', (row) => `${row.lessee}:${row.year}`);
const modes = facts.leases.of.mode.options;
block({
  name: LEASES, sheet: '第二条', list: 'leases', key: 'id', note: '一行一份融资租赁合同的一个年度；同一企业同一年度合并计算，结果在其首行',
  rowsOf: marked('leases', (row) => `${row.lessee} ${row.year}`),
  columns: () => [
    ...given('leases', 'id', 'lessee', 'project', 'year', 'applicationDate', 'lesseeIsIndustrial', 'mode', 'annualAmount', 'flowAccepted'),
    applied(), ...filingSteps(),
    groupKey((c) => `${c('lessee')}&"/"&${c('year')}`),
    lease.ofRow('applied-in-force', (c) => inForce(c('applied'))),
    lease.ofRow('filed-in-scope', projectInScope),
    lease.ofRow('flow-in-force', flowInForce),
    lease.ofRow('flow-after-filing', flowAfterFiling),
    lease.ofRow('industrial-lessee', (c) => yes(c('lesseeIsIndustrial'))),
    lease.ofRow('direct-lease', (c) => whether(`${c('mode')}=""`, `${c('mode')}="${modes.direct.zh}"`)),
    lease.ofRow('technical-upgrade', (c) => yes(look(PROJECTS, 'upgrade', c('project')))),
    step('row status', '本行', (c) => statusOf(...['applied-in-force', 'filed-in-scope', 'flow-in-force', 'flow-after-filing', 'industrial-lessee', 'direct-lease', 'technical-upgrade'].map((k) => c(`2b ${k}`)))),
    ...counting,
    step('least', '本行下限', (c) => `IF(AND(${eligible(c('row status'))},${c('annualAmount')}<>""),${c('annualAmount')},0)`, 'money'),
    step('most', '本行上限', (c) => `IF(${lost(c('row status'))},0,IF(${c('annualAmount')}="",${ANY},${c('annualAmount')}))`, 'money'),
    lease.status((c) => onFirst(c, groupStatus(LEASES, c)), firstOfGroup),
    lease.min((c) => onFirst(c, `IF(${eligible(groupStatus(LEASES, c))},MIN(${share(sumOf(LEASES, c, 'least'), p('A2.3.rate'))},${p('A2.3.cap')}),0)`), firstOfGroup),
    lease.max((c) => onFirst(c, `MIN(${share(sumOf(LEASES, c, 'most'), p('A2.3.rate'))},${p('A2.3.cap')})`), firstOfGroup),
  ],
});

// ---- 三 ------------------------------------------------------------------------------------------------

const provider = resultsOf('service-provider-award', (row) => `${row.provider}:${row.year}`);
block({
  name: '服务商', sheet: '第三条', list: 'serviceProviders', key: 'provider', note: '一行一家服务商的一个年度',
  columns: () => [
    ...given('serviceProviders', 'provider', 'year', 'applicationDate', 'listed', 'qualified', 'rank', 'tierAmount'),
    applied(),
    provider.condition('applied-in-force', (c) => inForce(c('applied'))),
    provider.condition('evaluated-in-force', (c) => whether(`${c('year')}=""`, `AND(${c('year')}>=YEAR(${p('F.1.from')}),${c('year')}<=YEAR(${p('F.1.to')}))`)),
    provider.condition('listed', (c) => yes(c('listed'))),
    provider.condition('qualified', (c) => yes(c('qualified'))),
    provider.condition('rank', (c) => whether(`${c('rank')}=""`, `${c('rank')}<=${p('A3.3.rank')}`)),
    provider.status((c) => statusOf(...['applied-in-force', 'evaluated-in-force', 'listed', 'qualified', 'rank'].map((k) => c(`3 ${k}`)))),
    provider.min((c) => assessedMin(c('3 status'), c('tierAmount'), p('A3.3.cap'))),
    provider.max((c) => assessedMax(c('3 status'), c('tierAmount'), p('A3.3.cap'))),
  ],
});

// ---- 四 ------------------------------------------------------------------------------------------------

const SUPPLIES = '供给明细';
const goods = facts.supplies.of.kind.options;
const ofKind = (/** @type {any} */ row) => measure(row.kind === 'equipment' ? 'equipment-supply-subsidy' : 'software-supply-subsidy');
/** Both measures in one block, each line in that of its goods. */
const sales = (/** @type {any} */ row, /** @type {Known} */ known) => known.determination(`${ofKind(row).id}:${row.supplier}`);
const saleCondition = (/** @type {string} */ id, /** @type {(c: Cells) => string} */ formula) => {
  const { label } = measure('equipment-supply-subsidy').rows.conditions.find((/** @type {any} */ c) => c.id === id) ?? fail(`condition ${id}`);
  return result(`4 ${id}`, `4a、4b ${label.zh}`, formula, (row, known) => {
    const found = sales(row, known)?.items?.find((/** @type {any} */ i) => i.id === row.id)?.conditions.find((/** @type {any} */ c) => c.id === id);
    return found === undefined ? undefined : terms.outcome[/** @type {'met'} */ (found.outcome)].zh;
  });
};
const byGoods = (/** @type {Cells} */ c, /** @type {string} */ name) => `IF(${c('kind')}="${goods.equipment.zh}",${p(`A4.3.${name}`)},${p(`A4.4.${name}`)})`;
/** @param {string} key @param {string} header @param {(c: Cells) => string} formula @param {(d: any) => any} pick @param {Column['kind']} [kind] */
const saleResult = (key, header, formula, pick, kind) => result(key, `4a、4b ${header}`, (c) => onFirst(c, formula(c)), (row, known) => shown(row.isFirst, sales(row, known), pick), kind);
const saleStatus = (/** @type {Cells} */ c) => {
  const [least, most] = [sumOf(SUPPLIES, c, 'least'), sumOf(SUPPLIES, c, 'most')];
  const limit = byGoods(c, 'threshold');
  return `IF(OR(${lost(groupStatus(SUPPLIES, c))},${most}<${limit}),"${STATUS.ineligible}",IF(AND(${eligible(groupStatus(SUPPLIES, c))},${least}>=${limit}),"${STATUS.eligible}","${STATUS.undetermined}"))`;
};
block({
  name: SUPPLIES, sheet: '第四条', list: 'supplies', key: 'id', note: '一行一笔销售；同一供给企业的设备、软件分别合并计算，结果在其首行',
  rowsOf: marked('supplies', (row) => `${row.supplier} ${row.kind}`),
  columns: () => [
    ...given('supplies', 'id', 'supplier', 'kind', 'project', 'applicationDate', 'date', 'amount'),
    applied(), ...filingSteps(),
    step('buyer', '买方', ofProject('ownerName')),
    groupKey((c) => `${c('supplier')}&"/"&${c('kind')}`),
    saleCondition('applied-in-force', (c) => inForce(c('applied'))),
    saleCondition('filed-in-scope', projectInScope),
    saleCondition('sold-in-period', (c) => whether(`${c('date')}=""`, `AND(${c('date')}>=${p('F.2.cutoff')},${c('date')}<=${p('F.1.to')})`)),
    saleCondition('sold-after-filing', (c) => whether(`OR(${c('date')}="",${c('projectFiling')}="")`, `${c('date')}>=N(${c('projectFiling')})`)),
    saleCondition('new-type', (c) => look(PROJECTS, '1b new-type', c('project'))),
    saleCondition('sold-to-another', (c) => whether(`${c('buyer')}=""`, `${c('buyer')}<>${c('supplier')}`)),
    step('row status', '本行', (c) => statusOf(...['applied-in-force', 'filed-in-scope', 'sold-in-period', 'sold-after-filing', 'new-type', 'sold-to-another'].map((k) => c(`4 ${k}`)))),
    ...counting,
    step('least', '本行下限', (c) => `IF(AND(${eligible(c('row status'))},${c('amount')}<>""),${c('amount')},0)`, 'money'),
    step('most', '本行上限', (c) => `IF(${lost(c('row status'))},0,IF(${c('amount')}="",${ANY},${c('amount')}))`, 'money'),
    saleResult('4 status', '状态', saleStatus, (d) => STATUS[/** @type {'eligible'} */ (d.status)]),
    saleResult('4 min', '下限（元）', (c) => `IF(${eligible(c('4 status'))},MIN(${share(sumOf(SUPPLIES, c, 'least'), byGoods(c, 'rate'))},${byGoods(c, 'cap')}),0)`, (d) => Number(d.amount.min), 'money'),
    saleResult('4 max', '上限（元）', (c) => `IF(${lost(c('4 status'))},0,MIN(${share(sumOf(SUPPLIES, c, 'most'), byGoods(c, 'rate'))},${byGoods(c, 'cap')}))`, (d) => Number(d.amount.max), 'money'),
  ],
});

// ---- 五 ------------------------------------------------------------------------------------------------

/** The years of the period, and the one after it. */
const [FIRST, LAST] = ['F.1.from', 'F.1.to'].map((id) => Number(/** @type {any} */ (chengdu2025.parameters)[id].value.slice(0, 4)));
const YEARS = Array.from({ length: /** @type {number} */ (LAST) - /** @type {number} */ (FIRST) + 2 }, (_x, i) => /** @type {number} */ (FIRST) + i);
/** A fact of the yearly evaluations, a column a year. @param {string} list @param {string[]} names */
const yearly = (list, ...names) => YEARS.flatMap((year) => names.map((name) => {
  const entry = facts[list].of.evaluations.of[name];
  return column(`${year}${name}`, entry, `${year}年${entry.name.zh}`);
}));
/** Whether an evaluation of a year can count: not before the task book, nor before the policy. @param {Cells} c @param {number} year */
const yearCounts = (c, year) => `AND(${year}>=YEAR(${p('F.1.from')}),OR(${c('applied')}="",${year}>=YEAR(N(${c('applied')}))))`;

const BOOKS = '标杆示范任务书';
const annual = (/** @type {number} */ year) => resultsOf('demonstration-annual-award', (row) => `${row.project}:${year}`);
const completion = resultsOf('demonstration-completion-award', (row) => row.project);
block({
  name: BOOKS, sheet: '第五条', list: 'demonstrations', key: 'project', note: '一行一个标杆示范项目；项目编号须已填在“第一条”。没有评价的年度留空',
  columns: () => [
    ...given('demonstrations', 'project', 'applicationDate', 'taskBookSigned', 'completion.targetsMet', 'completion.effectAchieved', 'completion.assessedAward'),
    ...yearly('demonstrations', 'passed'),
    applied(),
    step('pilot', '属试点行业', (c) => yes(look(PROJECTS, 'pilot', c('project')))),
    completion.condition('applied-in-force', (c) => inForce(c('applied'))),
    completion.condition('filed-in-scope', projectInScope),
    completion.condition('pilot-industry', (c) => c('pilot')),
    completion.condition('new-type', (c) => look(PROJECTS, '1b new-type', c('project'))),
    completion.condition('task-book', (c) => yes(c('taskBookSigned'))),
    ...YEARS.flatMap((year) => {
      const of = annual(year);
      const named = (/** @type {Column} */ x, /** @type {string} */ name) => ({ ...x, key: `${year} ${name}`, header: `${year}年 ${x.header}` });
      const isShown = (/** @type {any} */ row) => (row.evaluations ?? []).some((/** @type {any} */ e) => e.year === year);
      const listed = (/** @type {Cells} */ c, /** @type {string} */ x) => `IF(${c(`${year}passed`)}="","",${x})`;
      return [
        named(of.condition('evaluated-in-force', (c) => listed(c, `IF(NOT(${yearCounts(c, year)}),"${UNMET}",IF(${c('applied')}="","${OPEN}","${MET}"))`)), 'counts'),
        named(of.status((c) => listed(c, statusOf(...['applied-in-force', 'filed-in-scope', 'pilot-industry', 'new-type', 'task-book'].map((k) => c(`5b ${k}`)), c(`${year} counts`), yes(c(`${year}passed`)))), isShown), 'status'),
        named(of.min((c) => listed(c, `IF(${eligible(c(`${year} status`))},${p('A5.3.amount')},0)`), isShown), 'min'),
        named(of.max((c) => listed(c, `IF(${lost(c(`${year} status`))},0,${p('A5.3.amount')})`), isShown), 'max'),
      ];
    }),
    completion.condition('targets-met', (c) => yes(c('completion.targetsMet'))),
    completion.condition('effect-achieved', (c) => yes(c('completion.effectAchieved'))),
    completion.status((c) => statusOf(...['applied-in-force', 'filed-in-scope', 'pilot-industry', 'new-type', 'task-book', 'targets-met', 'effect-achieved'].map((k) => c(`5b ${k}`)))),
    step('earlier', '前期年度奖励', (c) => `IF(AND(${YEARS.map((y) => `${c(`${y}passed`)}=""`).join(',')}),"",${YEARS.map((y) => `IF(AND(${c(`${y}passed`)}="${YES}",${yearCounts(c, y)}),${p('A5.3.amount')},0)`).join('+')})`, 'money'),
    completion.min((c) => `IF(AND(${eligible(c('5b status'))},${c('completion.assessedAward')}<>""),MAX(0,ROUND(MIN(${c('completion.assessedAward')},${p('A5.4.cap')})-IF(${c('earlier')}="",${p('A5.4.cap')},${c('earlier')}),2)),0)`),
    completion.max((c) => `IF(${lost(c('5b status'))},0,MAX(0,ROUND(IF(${c('completion.assessedAward')}="",${p('A5.4.cap')},MIN(${c('completion.assessedAward')},${p('A5.4.cap')}))-IF(${c('earlier')}="",0,${c('earlier')}),2)))`),
  ],
});

// ---- 六 ------------------------------------------------------------------------------------------------

const [CONSORTIA, MEMBERS] = ['联合体', '成员项目'];
const leader = resultsOf('chain-leader-award', (row) => row.id);
const joint = resultsOf('consortium-investment-subsidy', (row) => row.id);
block({
  name: MEMBERS, sheet: '第六条', list: 'members', key: 'member', note: '一行一个成员项目：联合体与项目编号；项目编号须已填在“第一条”',
  rowsOf: (caseFile) => (caseFile.consortia ?? []).flatMap((/** @type {any} */ k) => k.projects.map((/** @type {string} */ member) => ({ member, consortium: k.id }))),
  columns: () => [
    { key: 'member', header: facts.consortia.of.projects.name.zh, type: 'id' },
    { key: 'consortium', header: facts.consortia.row.zh, type: 'id' },
    step('row status', '本项目', (c) => statusOf(look(PROJECTS, '1b filed-in-scope', c('member')), look(PROJECTS, '1b new-type', c('member')))),
    ...counting,
    step('least', '设备投资下限', (c) => `IF(${eligible(c('row status'))},N(${look(PROJECTS, 'baseMin', c('member'))}),0)`, 'money'),
    step('most', '设备投资上限', (c) => `IF(${lost(c('row status'))},0,N(${look(PROJECTS, 'baseMax', c('member'))}))`, 'money'),
  ],
});
const memberSum = (/** @type {Cells} */ c, /** @type {string} */ key) => `ROUND(SUMIF(${book.range(MEMBERS, 'consortium')},${c('id')},${book.range(MEMBERS, key)}),2)`;
const factorMin = (/** @type {Cells} */ c) => `IF(${c('accepted')}="${YES}",IF(${c('settlementFactor')}="",0,${bp(c('settlementFactor'))}),10000)`;
const factorMax = (/** @type {Cells} */ c) => `IF(${c('accepted')}="${YES}",IF(${c('settlementFactor')}="",10000,${bp(c('settlementFactor'))}),10000)`;
/** The capped amount in ten-thousandths of a fen, in two parts that stay small enough to be exact when multiplied by the factor. */
const heldSteps = (/** @type {'Min' | 'Max'} */ end, /** @type {string} */ base) => [
  step(`held${end}`, `封顶后（万分之一分）${end === 'Min' ? '下限' : '上限'}`, (c) => `MIN(${fen(memberSum(c, base))}*${p('A6.4.rate')},${fen(p('A6.4.cap'))}*10000)`),
  step(`whole${end}`, '其中整分', (c) => `INT(${c(`held${end}`)}/10000)`),
  step(`times${end}`, '整分×系数', (c) => `${c(`whole${end}`)}*${end === 'Min' ? factorMin(c) : factorMax(c)}`),
];
const heldTimes = (/** @type {Cells} */ c, /** @type {'Min' | 'Max'} */ end) => {
  const factor = end === 'Min' ? factorMin(c) : factorMax(c);
  const [held, whole, times] = [c(`held${end}`), c(`whole${end}`), c(`times${end}`)];
  return `(INT(${times}/10000)+INT(((${times}-INT(${times}/10000)*10000)*10000+(${held}-${whole}*10000)*${factor}+50000000)/100000000))/100`;
};
const joined = (/** @type {Cells} */ c, /** @type {string} */ open) => [c('investmentProgress'), c('taskProgress')].map((x) => `IF(${x}="",${open},${bp(x)})`).join(',');
block({
  name: CONSORTIA, sheet: '第六条', list: 'consortia', key: 'id', note: '一行一个联合体；其成员项目填在上表。结算系数、进度至多两位小数的百分数',
  columns: () => [
    ...given('consortia', 'id', 'leader', 'applicationDate', 'directSuppliers', 'taskBookSigned', 'benchmarkTaskBookSigned', 'nationalPilotTask', 'targetsMet', 'effectAchieved',
      'investmentProgress', 'taskProgress', 'advancesPaid', 'settlementFactor', 'accepted'),
    applied(),
    step('member', '有成员项目计入', (c) => `IF(${memberSum(c, 'counts')}>0,"${MET}",IF(${memberSum(c, 'mayCount')}>0,"${OPEN}","${UNMET}"))`),
    leader.condition('applied-in-force', (c) => inForce(c('applied'))),
    leader.condition('direct-suppliers', (c) => whether(`${c('directSuppliers')}=""`, `${c('directSuppliers')}>=${p('A6.2.suppliers')}`)),
    leader.condition('task-book', (c) => yes(c('taskBookSigned'))),
    leader.condition('targets-met', (c) => yes(c('targetsMet'))),
    leader.condition('effect-achieved', (c) => yes(c('effectAchieved'))),
    leader.status((c) => statusOf(...['applied-in-force', 'direct-suppliers', 'task-book', 'targets-met', 'effect-achieved'].map((k) => c(`6a ${k}`)), c('member'))),
    leader.min((c) => `IF(${eligible(c('6a status'))},${p('A6.2.amount')},0)`),
    leader.max((c) => `IF(${lost(c('6a status'))},0,${p('A6.2.amount')})`),
    joint.condition('national-pilot-task', (c) => yes(c('nationalPilotTask'))),
    joint.condition('benchmark-task-book', (c) => yes(c('benchmarkTaskBookSigned'))),
    joint.status((c) => statusOf(c('6a applied-in-force'), c('6a direct-suppliers'), c('6b national-pilot-task'), c('6b benchmark-task-book'), c('member'))),
    ...heldSteps('Min', 'least'), ...heldSteps('Max', 'most'),
    joint.min((c) => `IF(${eligible(c('6b status'))},${heldTimes(c, 'Min')},0)`),
    joint.max((c) => `IF(${lost(c('6b status'))},0,${heldTimes(c, 'Max')})`),
    ...advances(joint, {
      min: '6b min', max: '6b max', share: p('A6.5.advance'), paid: 'advancesPaid', settled: (c) => `${c('accepted')}="${YES}"`,
      progressMin: (c) => `MIN(${joined(c, '0')})`, progressMax: (c) => `MIN(${joined(c, '10000')})`,
    }),
  ],
});

// ---- 七 ------------------------------------------------------------------------------------------------

const park = resultsOf('park-award', (row) => row.id);
/** The years that were evaluated and count, and whether one stands open between two of them. @param {Cells} c @param {number} year */
const listedYear = (c, year) => `AND(OR(${c(`${year}passed`)}<>"",${c(`${year}taskProgress`)}<>""),${yearCounts(c, year)})`;
const gap = (/** @type {Cells} */ c, /** @type {number} */ k) => k === 0 || k === YEARS.length - 1 ? '1=0'
  : `AND(NOT(${listedYear(c, /** @type {number} */ (YEARS[k]))}),OR(${YEARS.slice(0, k).map((y) => listedYear(c, y)).join(',')}),OR(${YEARS.slice(k + 1).map((y) => listedYear(c, y)).join(',')}))`;
const most = p('A7.4.advance');
/** The share that the passed years allow, at least or at most. @param {Cells} c @param {'Min' | 'Max'} end */
const allowed = (c, end) => `MAX(0,${YEARS.map((year, k) => {
  const progress = `IF(${c(`${year}taskProgress`)}="",${end === 'Min' ? 0 : 10000},${bp(c(`${year}taskProgress`))})`;
  const passed = end === 'Min' ? `${c(`${year}passed`)}="${YES}"` : `${c(`${year}passed`)}<>"${NO}"`;
  const own = `IF(AND(${listedYear(c, year)},${passed}),MIN(${progress},${most}),0)`;
  return end === 'Min' ? own : `${own},IF(${gap(c, k)},${most},0)`;
}).join(',')})`;
/** @param {Cells} c @param {string} x */
const closed = (c, x) => {
  // Of an award that is refused a failed year leaves nothing to settle.
  const hasFailed = `AND(${c('failed')}=1,NOT(${lost(c('7 status'))}))`;
  return `IF(${c('7 max')}=0,IF(IF(${c('advancesPaid')}="",${hasFailed},OR(SUM(${c('advancesPaid')})>0,${hasFailed},${c('allTasksCompleted')}="${YES}")),0,""),${x})`;
};
block({
  name: '园区', sheet: '第七条', list: 'parks', key: 'id', note: '一行一个园区；没有评价的年度留空，累计任务进度至多两位小数的百分数',
  columns: () => [
    ...given('parks', 'id', 'applicationDate', 'nationalPilotTask', 'taskBookSigned', 'assessedTotal', 'allTasksCompleted', 'advancesPaid'),
    ...yearly('parks', 'passed', 'taskProgress'),
    applied(),
    park.condition('applied-in-force', (c) => inForce(c('applied'))),
    park.condition('national-pilot-task', (c) => yes(c('nationalPilotTask'))),
    park.condition('task-book', (c) => yes(c('taskBookSigned'))),
    park.status((c) => statusOf(...['applied-in-force', 'national-pilot-task', 'task-book'].map((k) => c(`7 ${k}`)))),
    step('failed', '有年度未达标', (c) => `IF(OR(${YEARS.map((y) => `AND(${c(`${y}passed`)}="${NO}",${yearCounts(c, y)})`).join(',')}),1,0)`),
    step('open', '有年度待明确', (c) => `IF(OR(${YEARS.map((y, k) => `AND(${listedYear(c, y)},${c(`${y}passed`)}=""),${gap(c, k)}`).join(',')}),1,0)`),
    step('evaluated', '有可计的评价', (c) => `IF(OR(${YEARS.map((y) => listedYear(c, y)).join(',')}),1,0)`),
    step('allowedMin', '各年度允许的份额下限', (c) => allowed(c, 'Min')),
    // While no evaluation is stated at all, any may have been passed.
    step('allowedMax', '各年度允许的份额上限', (c) => `IF(AND(${YEARS.flatMap((y) => [`${c(`${y}passed`)}=""`, `${c(`${y}taskProgress`)}=""`]).join(',')}),${most},${allowed(c, 'Max')})`),
    step('totalMin', '奖励总额下限', (c) => `IF(${c('assessedTotal')}="",0,MIN(${c('assessedTotal')},${p('A7.3.cap')}))`, 'money'),
    step('totalMax', '奖励总额上限', (c) => `IF(${c('assessedTotal')}="",${p('A7.3.cap')},MIN(${c('assessedTotal')},${p('A7.3.cap')}))`, 'money'),
    park.min((c) => `IF(NOT(${eligible(c('7 status'))}),0,IF(OR(${c('failed')}=1,${c('open')}=1),${shareDown(c('totalMin'), c('allowedMin'))},${c('totalMin')}))`),
    park.max((c) => `IF(${lost(c('7 status'))},0,IF(${c('failed')}=1,${shareDown(c('totalMax'), c('allowedMax'))},${c('totalMax')}))`),
    park.payment('limit min', '预拨累计上限：下限', (c) => closed(c, shareDown(`IF(${eligible(c('7 status'))},${c('totalMin')},0)`, c('allowedMin'))), (x) => x.advance?.cumulativeLimit.min),
    park.payment('limit max', '预拨累计上限：上限', (c) => closed(c, shareDown(c('totalMax'), c('allowedMax'))), (x) => x.advance?.cumulativeLimit.max),
    park.payment('now min', '现可预拨：下限', (c) => closed(c, `IF(OR(${c('failed')}=1,${c('open')}=1,${c('evaluated')}=0,${c('allTasksCompleted')}="${YES}",${c('advancesPaid')}=""),0,MAX(0,ROUND(${c('7 limit min')}-SUM(${c('advancesPaid')}),2)))`), (x) => x.advance?.payableNow.min),
    park.payment('now max', '现可预拨：上限', (c) => closed(c, `IF(OR(${c('failed')}=1,${c('allTasksCompleted')}="${YES}"),0,MAX(0,ROUND(${c('7 limit max')}-SUM(${c('advancesPaid')}),2)))`), (x) => x.advance?.payableNow.max),
  ],
});

/** The workbook's blocks. */
export { book };

/** What the library says of a case, every award in full: as the workbook computes it, before one is chosen over another. @param {any} caseFile @returns {Known} */
export function knownOf(caseFile) {
  const side = Object.fromEntries(Object.entries(chengdu2025.readings).flatMap(([id, { values }]) => ('stack' in values ? [[id, 'stack']] : [])));
  const { determinations } = assess(caseFile, { readings: side });
  // No reading lets the one-off reward stand beside the consortium's subsidy: without it, every payment is of the full award.
  const projects = (caseFile.projects ?? []).map((/** @type {any} */ project) => ({ ...project, inIndustrialStatistics: false }));
  const { payments } = assess({ ...caseFile, projects }, { readings: side });
  const [byKey, paid] = [new Map(determinations.map((d) => [d.key, d])), new Map(payments.map((x) => [x.key, x]))];
  return { determination: (key) => byKey.get(key), payment: (key) => paid.get(key) };
}
