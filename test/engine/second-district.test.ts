/** A second real measure set need not be shaped like the city's: what it declares is carried with no edit in src, or refused. */
import { describe, expect, it } from 'vitest';
import { assessUnder } from '../../src/assess/assess.js';
import { type Award, auditUnder } from '../../src/audit/index.js';
import { type FactList, reference } from '../../src/core/fact.js';
import { type PolicyDeclaration, definePolicy } from '../../src/core/policy.js';
import { NOTHING } from '../../src/core/span.js';
import { compareReadingsUnder, matchUnder, nextQuestionsUnder } from '../../src/explain/index.js';
import { chengdu2025 } from '../../src/index.js';
import { explainUnder } from '../../src/report/index.js';
import { declaration, secondDistrict } from '../support/second-district.js';

const assessed = (file: object, policy = secondDistrict) => assessUnder(policy, { appliedOn: '2026-05-01', firms: [{ id: 'F' }, { id: 'K' }], ...file });
const amounts = (file: object, policy?: typeof secondDistrict): Record<string, string> =>
  Object.fromEntries(assessed(file, policy).determinations.map(({ key, amount: { min, max } }) => [key, min === max ? max : `${min}..${max}`]));
const said = (file: object, lang: 'zh' | 'en' = 'zh'): string => explainUnder(secondDistrict, assessed(file), { lang, width: 200 }).replace(/ +/g, ' ');

const line = { id: 'L', firm: 'F', equipment: '60000000', robots: 30, cityAward: '1000000', accepted: true, ranAYear: false, paidSoFar: '0' };
const year = 2026;

describe('what each measure of the district gives, by hand', () => {
  it.each([
    // 5 % of 1000万 are 50万, 8 % of the next 4000万 320万, 10 % of the last 1000万 100万.
    [{ lines: [line] }, { 'line-grant:L': '4700000.00', 'robot-reward:L': '150000.00', 'matching:L': '500000.00' }],
    // A fen below 500万; 120 robots × 5000 are 60万, of which 50万; half of 900万 is 450万, of which 300万.
    [{ lines: [{ ...line, equipment: '4999999.99', robots: 120, cityAward: '9000000' }] }, { 'line-grant:L': '0.00', 'robot-reward:L': '500000.00', 'matching:L': '3000000.00' }],
    // The higher of two levels; while one is open, up to the highest of all.
    [{ recognitions: [{ id: 'A', firm: 'F', level: 'city' }, { id: 'B', firm: 'F', level: 'province' }] }, { 'recognition-award:F': '500000.00' }],
    [{ recognitions: [{ id: 'A', firm: 'F' }, { id: 'B', firm: 'F', level: 'province' }] }, { 'recognition-award:F': '500000.00..1000000.00' }],
    // 30 % of 12 × 10万 and 6 × 5万.
    [{ rents: [{ id: 'H', firm: 'F', year, monthly: '100000', months: 12 }, { id: 'I', firm: 'F', year, monthly: '50000', months: 6 }] }, { 'rent-subsidy:F:2026': '450000.00' }],
    // Eleven confirmed heads, of which ten count; nine and three that are open.
    [{ talents: Array.from({ length: 12 }, (_x, i) => ({ id: `T${i}`, firm: 'F', year, confirmed: i > 0 })) }, { 'talent-subsidy:F:2026': '200000.00' }],
    [{ talents: Array.from({ length: 12 }, (_x, i) => ({ id: `T${i}`, firm: 'F', year, ...(i > 2 && { confirmed: true }) })) }, { 'talent-subsidy:F:2026': '180000.00..200000.00' }],
    [{ growths: [{ firm: 'F', year, growth: '0.1' }, { firm: 'K', year, growth: '0.0999' }] }, { 'growth-reward:F:2026': '200000.00', 'growth-reward:K:2026': '0.00' }],
    [{ growths: [{ firm: 'F', year, growth: '1/5' }, { firm: 'K', year }] }, { 'growth-reward:F:2026': '500000.00', 'growth-reward:K:2026': '0.00..500000.00' }],
    // 20 % of 500万 less 30万; 20 % of 2000万 are 400万, of which 200万, less what is open.
    [{ firsts: [{ id: 'S', firm: 'F', price: '5000000', others: '300000' }, { id: 'T', firm: 'F', price: '20000000' }] }, { 'first-set:S': '700000.00', 'first-set:T': '0.00..2000000.00' }],
  ])('%o', (file, expected) => expect(amounts(file)).toEqual(expected));

  // 60 % of 470万 after acceptance, the rest after a year; a third of 90万 for each year that passed.
  it('instalments of 60 and 40 percent, and by three years', () => {
    const pay = (file: object) => assessed(file).payments[0];
    const exactly = (amount: string) => ({ min: amount, max: amount });
    expect(pay({ lines: [line] })).toMatchObject({ advance: { payableNow: exactly('2820000.00') } });
    expect(pay({ lines: [{ ...line, ranAYear: true, paidSoFar: '2820000' }] })).toMatchObject({ settlement: { payable: exactly('1880000.00') } });
    const pilot = { id: 'Y', firm: 'F', chosen: true, award: '900000', paidOut: '300000' };
    const byYears = (...passed: (boolean | undefined)[]) => pay({ pilots: [{ ...pilot, years: passed.map((p, i) => ({ year: year + i, ...(p !== undefined && { passed: p }) })) }] });
    expect(byYears(true, true)).toMatchObject({ advance: { payableNow: exactly('300000.00') }, byYear: [{ limit: exactly('300000.00') }, { limit: exactly('300000.00') }] });
    expect(byYears(true, undefined)).toMatchObject({ advance: { payableNow: { min: '0.00', max: '300000.00' } } });
    expect(byYears(true, true, true)).toMatchObject({ settlement: { payable: exactly('600000.00') } });
  });

  it('is told with every document, and under the other reading the higher of two', () => {
    for (const document of ['explanation', 'sheet', 'notice'] as const) expect(explainUnder(secondDistrict, assessed({ lines: [line] }), { document })).toContain('4,700,000.00');
    const { effects } = compareReadingsUnder(secondDistrict, { appliedOn: '2026-05-01', lines: [line] });
    expect(effects.map((e) => e.change.total.by.max)).toEqual(['-150000.00']);
  });
});

describe('words of what is no money', () => {
  // E7.1: 10 % of growth is no tenth of a yuan.
  it('a ratio is told in percent', () => {
    const file = { growths: [{ firm: 'F', year, growth: '0.0999' }, { firm: 'K', year, growth: '1/5' }] };
    expect(said(file)).toMatch(/营业收入增速达到门槛（E7\.1）：要求10%（含）以上，实际为9\.99%/);
    expect(said(file, 'en')).toMatch(/required 10% or more, found 20%/);
  });

  // E2.1 counts robots, not enterprises.
  it('a number of things is told by what they are', () => {
    expect(said({ lines: [line] })).toContain('要求1台（含）以上，实际为30台');
    const [robots] = nextQuestionsUnder(secondDistrict, { appliedOn: '2026-05-01', lines: [{ ...line, robots: null }] });
    expect(robots).not.toHaveProperty('unit');
  });

  // E9.1 says what is given and how it is paid: three years passed are a settlement, one that failed is none.
  it('an account is drawn up, though one sentence says both what is given and how it is paid', () => {
    const page = said({ pilots: [{ id: 'Y', firm: 'F', chosen: true, award: '900000', paidOut: '600000', years: [0, 1, 2].map((i) => ({ year: year + i, passed: true })) }] });
    expect(page).toMatch(/结算核定总额 900,000\.00元\n *结算应付：900,000\.00 − 600,000\.00 300,000\.00元/);
    expect(page).not.toContain('待主管部门决定');
  });
});

describe('questions', () => {
  const answers = (file: object, path: string, policy = secondDistrict) =>
    new Map(nextQuestionsUnder(policy, { appliedOn: '2026-05-01', firms: [{ id: 'F' }], ...file }).find((q) => q.path === path)?.outcomes.map((o) => [o.answer, o.total.max]));

  it('try both sides of a threshold in percent', () => {
    const tried = answers({ growths: [{ firm: 'F', year }] }, '$.growths[0].growth');
    expect([tried.get('0.1'), tried.get('0.2'), tried.get('0.0999999999'), tried.get('0.1999999999')]).toEqual(['200000.00', '500000.00', '0.00', '200000.00']);
  });

  it('try some numbers where no number of the text bounds them, and so find what one of them changes', () => {
    expect(answers({ lines: [{ ...line, robots: null, equipment: '0', cityAward: '0' }] }, '$.lines[0].robots').get(1)).toBe('5000.00');
    const rents = [{ id: 'H', firm: 'F', year, monthly: '100000' }, { id: 'I', firm: 'F', year, months: 12 }];
    expect([...answers({ rents }, '$.rents[0].months').keys()]).toContain(10);
  });

  // 超过: the threshold itself is not enough, and a fen more is.
  it.each([['above', '5000000.01', '5000000.00'], ['at-least', '5000000.00', '4999999.99']] as const)('try both sides of a threshold that is %s', (bound, enough, less) => {
    const register = { ...declaration.register, 'E1.1.threshold': declaration.register['E1.1.threshold']!.map((p) => ({ ...p, bound })) };
    const tried = answers({ lines: [{ ...line, equipment: null, robots: 0, cityAward: '0' }] }, '$.lines[0].equipment', definePolicy({ ...declaration, register }));
    expect(tried.get(less)).toBe('0.00');
    // 5 % of 500万.
    expect(tried.get(enough)).toMatch(/^250000\.00$/);
  });

  // 60 % of 40万 may be advanced, and a yuan more than that is more than is due.
  it('try what may be advanced on the award at hand, though another measure calls its advances alike', () => {
    const halls = { ...declaration.facts['lines']!, name: { zh: '厂房', en: 'halls' } } as PolicyDeclaration['facts'][string];
    const [own] = declaration.measures as readonly [PolicyDeclaration['measures'][number]];
    const hall = { ...own, id: 'hall-grant', code: 'HG', source: { each: 'halls', id: 'id' } } as typeof own;
    const policy = definePolicy({ ...declaration, facts: { ...declaration.facts, halls }, measures: [...declaration.measures, hall] });
    const { paidSoFar: _unknown, ...rest } = line;
    const tried = answers({ halls: [{ ...rest, equipment: '8000000' }] }, '$.halls[0].paidSoFar', policy);
    expect([...tried.keys()].map(Number)).toContain(240000);
  });
});

describe('match', () => {
  // E6.1: nobody says how many heads there are; ten of them bring 20万.
  it('a person of whom nothing is known may have any number of rows', () => {
    const { measures } = matchUnder(secondDistrict, { firms: [{ id: 'F' }] });
    expect(measures.find((m) => m.code === 'T')).toMatchObject({ fit: 'possible', stated: false, amount: { min: '0.00', max: '200000.00' }, subjects: [{ amount: { max: '200000.00' } }] });
  });
});

describe('the audit', () => {
  const paid = (payer: Award['payer']): Award => ({ measure: 'robot-reward', subject: 'L', amount: '200000', date: '2026-06-30', payment: 'full', ...(payer && { payer }) });
  const audit = (payer: Award['payer']) => auditUnder(secondDistrict, { appliedOn: '2026-05-01', lines: [line] }, [paid(payer)]);

  it('judges the money of the district under a policy of the district, and puts that of the city beside it', () => {
    for (const payer of [undefined, 'district'] as const) expect(audit(payer)).toMatchObject({ summary: { granted: '200000.00', toReturn: { min: '50000.00' } } });
    expect(audit('city')).toMatchObject({ findings: [], summary: { awards: 0, otherPayers: [{ payer: 'city', granted: '200000.00' }] } });
  });
});

describe('what competes', () => {
  const [grant, robots] = declaration.measures as readonly PolicyDeclaration['measures'][number][];
  const first = declaration.measures.find((m) => m.code === 'S') as PolicyDeclaration['measures'][number];
  const policyOf = (measures: readonly unknown[], facts: PolicyDeclaration['facts'] = declaration.facts) =>
    definePolicy({ ...declaration, facts, measures: measures as never, overlap: { ...declaration.overlap, relation: () => 'same-input' } });
  const total = (policy: typeof secondDistrict, file: object): string => assessed(file, policy).selection.total.max;

  // 470万 of a line and 70万 of a first set: the first rows of two lists are two inputs.
  it('rows of two lists are different inputs', () => {
    const policy = policyOf([grant, { ...first, uses: { as: 'whole' } }]);
    expect(total(policy, { lines: [line], firsts: [{ id: 'S', firm: 'F', price: '5000000', others: '300000' }] })).toBe('5400000.00');
  });

  const own = declaration.facts['firsts'] as FactList;
  const firsts = { ...own, of: { ...own.of, line: reference('lines', '产线', 'line') } };
  const ofLine = policyOf([grant, { ...first, uses: { as: 'whole', of: 'line' } }], { ...declaration.facts, firsts });

  it.each([['L', '4700000.00'], ['M', '5400000.00']])('the fact that `uses.of` names says on which row: a first set of line %s', (of, expected) => {
    const set = { id: 'S', firm: 'F', price: '5000000', others: '300000', line: of };
    expect(total(ofLine, { lines: [{ ...line, id: 'M', equipment: '0' }, line], firsts: [set] })).toBe(expected);
  });

  // Slabs are no rate on a base: what they give on a part of it cannot be said.
  it('a measure on a base, or of contracts, that no rate follows from is refused', () => {
    expect(() => total(policyOf([{ ...grant, uses: { as: 'base' } }, robots]), { lines: [line] })).toThrow('line-grant');
  });
});

describe('a declaration that cannot be carried is refused', () => {
  const [grant, robots] = declaration.measures as readonly PolicyDeclaration['measures'][number][];
  const defined = (measures: readonly unknown[], more: object = {}) => () => definePolicy({ ...declaration, measures: measures as never, ...more });

  it.each([
    ['two measures of one id, which would be paid twice', [grant, { ...grant, code: 'L2' }], 'line-grant'],
    ['two measures of one code, which the pair table could not tell apart', [grant, { ...robots, code: 'L' }], 'robot-reward'],
    ['contracts without rows, which would compete with nothing', [{ ...robots, uses: { as: 'contract' } }], 'robot-reward'],
    ['a cap over measures of rows, which would hold nothing', [{ ...(declaration.measures.find((m) => m.code === 'T') as object), uses: { as: 'whole', of: 'firm', bundle: 'year' } }], 'talent-subsidy'],
    ['a case made of a fact that is not yes or no', [{ ...grant, branchOn: ['equipment'] }], 'line-grant'],
    ['a parameter that is not there', [{ ...grant, parameters: ['E1.1.treshold'] }], 'line-grant'],
  ])('%s', (_what, measures, of) => expect(defined(measures, { bundles: { year: () => NOTHING } })).toThrow(of));

  it('rows that may share the key of an award', () => {
    const lines = { ...declaration.facts['lines'] as object, unique: [] };
    expect(defined([grant], { facts: { ...declaration.facts, lines } })).toThrow('line-grant');
    // An id and a year make them unique, and the measure has no year.
    const yearly = { ...lines, unique: ['id', 'year'] };
    expect(defined([grant], { facts: { ...declaration.facts, lines: yearly } })).toThrow('line-grant');
  });

  it('rows inside a row that may share the key of an award', () => {
    const [inside] = chengdu2025.measures.filter((m) => 'each' in m.source && m.source.inside !== undefined);
    const demonstrations = chengdu2025.facts['demonstrations'] as FactList;
    const withInner = (unique: readonly string[]) => () =>
      definePolicy({ ...(chengdu2025 as never as PolicyDeclaration), measures: [inside] as never, facts: { ...chengdu2025.facts, demonstrations: { ...demonstrations, of: { ...demonstrations.of, evaluations: { ...(demonstrations.of['evaluations'] as FactList), unique } } } } });
    expect(withInner(['year'])).not.toThrow();
    expect(withInner([])).toThrow('demonstration-annual-award');
  });
});
