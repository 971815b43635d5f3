/** Conditions, facts, sentences and money in words. */
import { describe, expect, it } from 'vitest';
import type { ConditionResult } from '../../src/core/determination.js';
import { assess, chengdu2025 } from '../../src/index.js';
import { conditionTextUnder, factNameUnder } from '../../src/words/index.js';
import { answererOf, awardName, clauseName, conditionText, departments, factName, figureOf, formatMoney, readingName, terms } from '../../src/words.js';
import { toyCase, toyDistrict } from '../support/toy-district.js';
import { assessUnder } from '../../src/assess/assess.js';

describe('money', () => {
  it('is grouped in yuan with its fen', () => {
    expect(formatMoney('12345678.9')).toBe('12,345,678.90元');
    expect(formatMoney(0, { lang: 'en' })).toBe('0.00 yuan');
  });

  it('is exact in 万元: a fen is the sixth decimal', () => {
    expect(formatMoney('20000000', { unit: 'wan' })).toBe('2,000万元');
    expect(formatMoney('12345678.91', { unit: 'wan' })).toBe('1,234.567891万元');
    expect(formatMoney('0.01', { unit: 'wan' })).toBe('0.000001万元');
    expect(formatMoney('12345678.91', { unit: 'wan', lang: 'en' })).toBe('1,234.567891 × 10,000 yuan');
  });

  it('is a range, or one amount where both ends are the same', () => {
    expect(formatMoney({ min: '0.00', max: '100000.00' })).toBe('0.00至100,000.00元');
    expect(formatMoney({ min: '0.00', max: '100000.00' }, { unit: 'wan', lang: 'en' })).toBe('0 to 10 × 10,000 yuan');
    expect(formatMoney({ min: '5.00', max: '5.00' })).toBe('5.00元');
  });

  it.each([[NaN, 'amount'], ['1e999999999', 'amount'], [{ min: '1', max: null }, 'amount.max'], [undefined, 'amount'], ['-1', 'amount'], [{ min: '2', max: '1' }, 'amount.max']])('refuses %s', (bad, path) => {
    expect(() => formatMoney(bad as never)).toThrow(expect.objectContaining({ name: 'InvalidCaseError', path }));
  });

  it('keeps the decimals of a step that is not rounded yet', () => {
    expect(formatMoney('1.2345')).toBe('1.2345元');
  });

  it('as a figure is refused alike', () => {
    const refused = (call: () => unknown, path: string): void => expect(call).toThrow(expect.objectContaining({ name: 'InvalidCaseError', path }));
    refused(() => figureOf({ min: '2', max: '1' }), 'range.max');
    refused(() => figureOf({ min: 'a' as never, max: '1' }), 'range.min');
    refused(() => figureOf(undefined as never), 'range');
    refused(() => figureOf({ min: '0', max: '1' }, null as never), 'options');
  });

  it('refuses another unit or language', () => {
    expect(() => formatMoney('1', { unit: 'fen' as never })).toThrow('options.unit');
    expect(() => formatMoney('1', { lang: 'fr' as never })).toThrow('lang');
  });
});

describe('a fact by its path', () => {
  const caseFile = {
    projects: [{ id: '一号' }, { id: '二号仓储数字化' }],
    loans: [{ id: 'L1', year: 2025 }, { id: 'L1', year: 2026 }],
    demonstrations: [{ project: '一号', evaluations: [{ year: 2025 }] }],
  };

  it('is the row by its id and the fact by its name', () => {
    expect(factName('$.projects[1].inIndustrialStatistics', 'zh', caseFile)).toBe('二号仓储数字化的纳入工业投资统计');
    expect(factName('$.projects[1].totalInvestment', 'en', caseFile)).toBe('project 二号仓储数字化: total investment');
  });

  it('is the row by its position where no case file is given', () => {
    expect(factName('$.projects[1].inIndustrialStatistics', 'zh')).toBe('第2个项目的纳入工业投资统计');
    expect(factName('$.projects[1].totalInvestment', 'en')).toBe('project 2: total investment');
  });

  it('is what it was given where it is no path of a case: something before it, or no path at all', () => {
    expect(factName('$.projects[10].totalInvestment', 'en')).toBe('project 11: total investment');
    expect(factName('$ $.projects[0].totalInvestment', 'en')).toBe('$ $.projects[0].totalInvestment');
    expect(factName('$.projects[0].totalInvestment.', 'en')).toBe('$.projects[0].totalInvestment.');
  });

  it('tells the rows of one contract apart by their year', () => {
    expect(factName('$.loans[1].assessedSubsidy', 'zh', caseFile)).toBe('L1（2026年度）的核定贴息');
    expect(factName('$.loans[1].assessedSubsidy', 'en', caseFile)).toBe('loan L1 2026: assessed interest subsidy');
  });

  it('goes through groups and nested lists', () => {
    expect(factName('$.projects[0].construction.started', 'zh', caseFile)).toBe('一号的已开工');
    expect(factName('$.demonstrations[0].evaluations[0].passed', 'zh', caseFile)).toBe('一号（2025年度）的年度评价达标');
    expect(factName('$.demonstrations[0].evaluations', 'zh', caseFile)).toBe('一号的年度评价');
    expect(factName('$.applicationDate', 'zh')).toBe('首次申报或签订任务书日期');
  });

  it('is found among the facts of a calculator', () => {
    expect(factName('earlierAwards', 'zh')).toBe('以前年度已获年度奖励');
    expect(factName('loans[0].interestPaid', 'zh')).toBe('第1个贷款的当年实付利息');
  });

  it.each(['$', '', '$.nothing[0].here', '$.projects.__proto__.x', '$.projects[0]["x"]', '$.projects[99999999999].id', '$..', 'constructor'])(
    '%s names nothing and stays as it is', (path) => expect(factName(path, 'zh', caseFile)).toBe(path));

  it('cannot steer a terminal, whatever the ids are', () => {
    expect(factName('$.projects[0].newType', 'zh', { projects: [{ id: '\u001b[31m\u202eP' }] })).toBe('\ufffd[31m\ufffdP的属新型技改项目');
    expect(conditionText({ id: 'x', clause: 'A1.3', outcome: 'met', label: { zh: '\u001b[31m', en: '' } })).toBe('\ufffd[31m：满足');
    expect(factName('$.projects[0].newType', 'zh', { projects: [{ id: {} }] })).toBe('第1个项目的属新型技改项目');
    expect(factName('$.projects[0].newType', 'zh', null)).toBe('第1个项目的属新型技改项目');
  });

  it('is answered by somebody', () => {
    expect(answererOf('$.projects[0].inIndustrialStatistics')).toBe('区（市）县主管部门');
    expect(answererOf('$.projects[0].totalInvestment', 'en')).toBe('the applicant');
    expect(answererOf('$.nothing')).toBeUndefined();
  });
});

const project = {
  id: 'P', owner: 'E', filingDate: '2024-06-01', technicalUpgrade: true, newType: true, pilotIndustry: true, nationalDemonstration: false,
  totalInvestment: '20000000', equipmentInvestment: '10000000',
};
/** The condition of an assessment by the sentence and its id. */
function condition(caseFile: object, clause: string, id: string, readings = {}): ConditionResult {
  const { determinations } = assess({ applicationDate: '2025-06-01', ...caseFile } as never, { readings });
  const all = determinations.flatMap((d) => [...d.conditions, ...(d.items ?? []).flatMap((i) => i.conditions)]);
  const found = all.find((c) => c.clause === clause && c.id === id);
  if (found === undefined) throw new Error(`${clause} ${id}`);
  return found;
}

describe('a condition', () => {
  const of = (facts: object, clause: string, id: string, readings = {}): [string, string] => {
    const c = condition({ projects: [{ ...project, ...facts }] }, clause, id, readings);
    return [conditionText(c, 'zh'), conditionText(c, 'en')];
  };

  it('says a threshold, the figure and what is lacking', () => {
    expect(of({ totalInvestment: '19999999.99' }, 'A1.3', 'total-investment')).toEqual([
      '投资额达到门槛：不满足（要求20,000,000.00元（含）以上，实际为19,999,999.99元，相差0.01元）',
      'total investment reaches the threshold: not met (required 20,000,000.00 yuan or more, found 19,999,999.99 yuan, short by 0.01 yuan)',
    ]);
    expect(of({}, 'A1.3', 'total-investment')[0]).toBe('投资额达到门槛：满足（要求20,000,000.00元（含）以上，实际为20,000,000.00元）');
  });

  it.each([
    ['required', { required: null }], ['actual', { actual: 1 }], ['shortfall', { shortfall: {} }], ['clause', { clause: Symbol('A1.3') }], ['id', { id: undefined }], ['missing', { missing: '$.projects' }],
    ['missing[0]', { missing: [null] }], ['outcome', { outcome: null }], ['label.zh', { label: { en: 'x' } }],
  ])('whose %s is not of its type is refused with the path', (path, broken) => {
    const sound = condition({ projects: [{ ...project, totalInvestment: '19999999.99' }] }, 'A1.3', 'total-investment');
    expect(() => conditionText({ ...sound, ...broken } as never, 'zh')).toThrow(expect.objectContaining({ issues: [expect.objectContaining({ path: `condition.${path}` })] }) as Error);
  });

  it('says it in 万元 where that is asked for', () => {
    const c = condition({ projects: [{ ...project, totalInvestment: '19999999.99' }] }, 'A1.3', 'total-investment');
    expect(conditionText(c, 'zh', { unit: 'wan' })).toBe('投资额达到门槛：不满足（要求2,000万元（含）以上，实际为1,999.999999万元，相差0.000001万元）');
  });

  it('says a day, and what takes its place', () => {
    expect(of({ filingDate: '2024-05-31' }, 'F.2', 'filed-in-scope')).toEqual([
      '备案（审批）日期在政策范围内：不满足（要求2024年6月1日（含）以后，实际为2024年5月31日）',
      'filed or approved within the scope of the policy: not met (required on or after 1 June 2024, found 31 May 2024)',
    ]);
    expect(of({ filingDate: '2024-05-31', nationalDemonstration: true }, 'F.2', 'filed-in-scope')[0]).toBe('备案（审批）日期在政策范围内：满足（要求2024年6月1日（含）以后，实际为国家示范项目）');
    expect(of({ filingDate: undefined, filed: false }, 'F.2', 'filed-in-scope')[1]).toMatch(/found never filed or approved\)$/);
    expect(conditionText(condition({ applicationDate: '2025-02-01', projects: [project] }, 'F.1', 'applied-in-force'), 'zh')).toBe(
      '在有效期内申报或签订任务书：不满足（要求2025年2月2日至2026年12月31日，实际为2025年2月1日）');
  });

  it('says that something must be so by its outcome alone, and what is missing', () => {
    expect(of({ inIndustrialStatistics: false }, 'A1.2', 'in-industrial-statistics')).toEqual(['纳入工业投资统计：不满足', 'in the industrial-investment statistics: not met']);
    expect(of({}, 'A1.2', 'in-industrial-statistics')[0]).toBe('纳入工业投资统计：待明确（尚缺第1个项目的纳入工业投资统计）');
    const c = condition({ projects: [project] }, 'A1.2', 'in-industrial-statistics');
    expect(conditionText(c, 'en', { caseFile: { projects: [project] } })).toBe(
      'in the industrial-investment statistics: open (missing project P: is in the industrial-investment statistics)');
  });

  it('says alternatives', () => {
    const readings = { pilotIndustryMustBeNewType: 'no' };
    expect(of({ newType: false }, 'A1.3', 'new-type', readings)[0]).toBe('属新型技术改造项目：满足（实际为属试点行业）');
    expect(of({ newType: false, pilotIndustry: false }, 'A1.3', 'new-type', readings)[0]).toBe('属新型技术改造项目：不满足（要求“是”或属试点行业，实际为“否”）');
  });

  it('says ranks, counts, years and choices with their own words', () => {
    const provider = { provider: 'V', year: 2024, listed: true, qualified: true, rank: 51 };
    expect(conditionText(condition({ serviceProviders: [provider] }, 'A3.3', 'rank'), 'zh')).toBe('年度评价名次符合奖励范围：不满足（要求前50名，实际为第51名，相差1名）');
    expect(conditionText(condition({ serviceProviders: [provider] }, 'A3.3', 'rank'), 'en')).toMatch(/, short by 1 rank\)$/);
    expect(conditionText(condition({ serviceProviders: [{ ...provider, rank: 52 }] }, 'A3.3', 'rank'), 'en')).toMatch(/, short by 2 ranks\)$/);
    expect(conditionText(condition({ serviceProviders: [provider] }, 'F.1', 'evaluated-in-force'), 'zh')).toBe('评价年度在有效期内：不满足（要求2025年至2026年，实际为2024年）');
    const consortium = { id: 'C', leader: 'E', directSuppliers: 8, projects: [] };
    expect(conditionText(condition({ consortia: [consortium] }, 'A6.2', 'direct-suppliers'), 'zh')).toBe('直接配套企业家数：不满足（要求10家（含）以上，实际为8家，相差2家）');
    expect(conditionText(condition({ consortia: [consortium] }, 'F.2', 'some-projects'), 'zh')).toBe('有项目：不满足（要求至少1项，实际为0项）');
    const lease = { id: 'L', lessee: 'E', project: 'P', year: 2025, mode: 'sale-and-leaseback' };
    expect(conditionText(condition({ projects: [project], leases: [lease] }, 'A2.3', 'direct-lease'), 'zh')).toBe('采用直接租赁方式：不满足（要求直接租赁，实际为售后回租）');
    expect(conditionText(condition({ projects: [{ ...project, filingDate: undefined }], leases: [lease] }, 'F.2', 'flow-after-filing'), 'zh')).toMatch(/（要求不早于项目备案（审批）年度，尚缺/);
    const sale = { id: 'S', supplier: 'V', kind: 'equipment', project: 'P', date: '2025-09-01', amount: '90000000' };
    expect(conditionText(condition({ projects: [{ ...project, filingDate: undefined }], supplies: [sale] }, 'F.2', 'sold-after-filing'), 'zh')).toMatch(/（要求不早于项目备案（审批），.*尚缺/);
  });

  it('takes the name of a person for nothing else', () => {
    const supply = { id: 'S', supplier: 'direct', kind: 'software', project: 'P', date: '2025-03-01', amount: '1' };
    const c = condition({ projects: [{ ...project, owner: 'direct' }], supplies: [supply] }, 'A4.4', 'sold-to-another');
    expect(conditionText(c, 'zh')).toBe('买方与供给方为不同主体：不满足（要求非“direct”，实际为“direct”）');
  });

  it('is refused where it is none', () => {
    expect(() => conditionText(undefined as never)).toThrow(expect.objectContaining({ name: 'InvalidCaseError' }));
    expect(() => conditionText({ label: 1 } as never)).toThrow(expect.objectContaining({ name: 'InvalidCaseError' }));
  });
});

describe('sentences, departments and readings', () => {
  it('are called as a letter calls them', () => {
    expect(clauseName('A1.3')).toBe('第一条第三句');
    expect(clauseName('F.3', 'zh', { code: true })).toBe('附则第三句（F.3）');
    expect(clauseName('F.3', 'en')).toBe('final provisions, sentence 3');
    expect(['T', 'P.1', 'A8', 'F.5'].map((id) => [clauseName(id), clauseName(id, 'en')])).toEqual([
      ['标题', 'title'], ['引言第一句', 'preamble, sentence 1'], ['第八条', 'Article 8'], ['附则第五句', 'final provisions, sentence 5'],
    ]);
    for (const none of ['nothing', '', 'A', 'T.1', 'T1', 'xA1.3', 'A1.3x', 'A1.34', 'A12']) expect(clauseName(none)).toBe(none);
    expect(departments(1)).toEqual({ lead: '市经信局市新经济委', cooperating: '市发展改革委' });
    expect(departments(1, 'en').cooperating).toBe('Municipal Development and Reform Commission');
    expect(readingName('rewardWithSubsidy', 'stack')).toEqual({ question: '技改奖励可否与投资补助并享？', value: '并享' });
    expect(readingName('constructor', 'x')).toBeUndefined();
  });

  it('and an award by its measure, year and subject', () => {
    const award = { key: 'K', measure: 'park-award', year: 2025, subject: { kind: 'park', id: '东区' } };
    expect(awardName(award as never)).toMatch(/^7 .+ 2025年 {2}东区$/);
    expect(awardName({ key: 'K', measure: 'none' } as never)).toBe('K');
    for (const [change, path] of [[{ year: '2025' }, 'determination.year'], [{ subject: null }, 'determination.subject'], [{ subject: {} }, 'determination.subject.id'], [{ measure: 1, key: 2 }, 'determination.key']] as const) {
      expect(() => awardName({ ...award, ...change } as never)).toThrow(expect.objectContaining({ name: 'InvalidCaseError', path }));
    }
    expect(() => awardName(undefined as never)).toThrow('determination');
  });

  it('every sentence and every department has a name in both languages', () => {
    const names = chengdu2025.sentences.map((s) => clauseName(s.id));
    expect(new Set(names).size).toBe(names.length);
    for (const r of chengdu2025.responsibilities) expect(departments(r.article, 'en').lead + departments(r.article, 'en').cooperating).not.toMatch(/\p{Script=Han}/u);
  });

  it('every word is there in both languages, and Chinese in Chinese', () => {
    for (const group of Object.values(terms)) for (const { zh, en } of Object.values(group)) {
      expect(zh).toMatch(/^\p{Script=Han}[\p{Script=Han}（）]*$/u);
      expect(en).toMatch(/^[a-z, ]+$/);
    }
  });
});

describe('a policy that the words have never seen', () => {
  it('has its own', () => {
    const [works] = assessUnder(toyDistrict, { ...toyCase, works: [{ id: 'W1', firm: 'F', equipment: '999999.99' }], services: [] }).determinations;
    const [, equipment] = (works as { conditions: readonly ConditionResult[] }).conditions;
    expect(conditionTextUnder(toyDistrict, equipment as ConditionResult)).toBe('设备投入达到门槛：不满足（要求1,000,000.00元（含）以上，实际为999,999.99元，相差0.01元）');
    expect(factNameUnder(toyDistrict, '$.works[0].equipment', 'zh', toyCase)).toBe('W1的设备投入');
    expect(factNameUnder(toyDistrict, '$.services[1].granted', 'zh', toyCase)).toBe('T2（2026年度）的核定补贴');
  });
});
