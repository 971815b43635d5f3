/** Reading of facts by their table: values, rows, refusals in both languages, the published schema. */
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { Dec } from '../../src/core/decimal.js';
import { type CaseIssue, InvalidCaseError, MAX_ISSUES } from '../../src/core/error.js';
import { choice, event, fact, group, idList, list, reference, required } from '../../src/core/fact.js';
import { ALL, NONE, type Ratio, writeRatio } from '../../src/core/ratio.js';
import { text } from '../../src/core/text.js';
import { readCaseTable, readTable } from '../../src/case/read.js';
import { schemaOf } from '../../src/case/schema.js';
import { moneyOf, ratioOf } from '../../src/case/values.js';
import { holding } from '../support/holding.js';

const id = required(fact('id', 'applicant', '编号', 'id'));
const year = required(fact('year', 'applicant', '年度', 'year'));
const table = {
  applicationDate: required(fact('day', 'applicant', '申报日期', 'application date')),
  projects: list(
    {
      id,
      total: fact('money', 'applicant', '总投资', 'total investment'),
      isNew: fact('boolean', 'authority', '属新型', 'is new-type'),
      rank: fact('rank', 'authority', '名次', 'rank'),
      suppliers: fact('count', 'authority', '家数', 'suppliers'),
      construction: group({ started: required(fact('boolean', 'applicant', '已开工', 'started')), progress: fact('ratio', 'applicant', '进度', 'progress') }, '建设', 'construction'),
      acceptance: event({ date: required(fact('day', 'authority', '验收日期', 'acceptance date')) }, '验收', 'acceptance'),
    },
    text('项目', 'projects'),
    text('项目', 'project'),
    { unique: ['id'] },
  ),
  leases: list(
    {
      id,
      year,
      project: reference('projects', '项目编号', 'project id'),
      mode: choice({ direct: text('直接租赁', 'direct lease'), 'sale-and-leaseback': text('售后回租', 'sale and leaseback') }, 'applicant', '方式', 'mode'),
      value: fact('money', 'applicant', '设备价值', 'equipment value'),
      factor: fact('ratio', 'authority', '系数', 'factor'),
    },
    text('租赁', 'leases'),
    text('租赁', 'lease'),
    { unique: ['year', 'id'], common: ['project', 'value', 'factor'] },
  ),
  consortia: list(
    {
      id,
      projects: idList('projects', '成员项目', 'projects of the members'),
      evaluations: list({ year, passed: fact('boolean', 'authority', '达标', 'passed') }, text('评价', 'evaluations'), text('评价', 'evaluation'), { unique: ['year'] }),
    },
    text('联合体', 'consortia'),
    text('联合体', 'consortium'),
    { unique: ['id'] },
  ),
} as const;

const base = { applicationDate: '2025-06-01' };
const row = (facts: object): object => ({ ...base, projects: [{ id: 'P', ...facts }] });

function issuesOf(read: () => unknown): readonly CaseIssue[] {
  try {
    read();
  } catch (error) {
    if (!(error instanceof InvalidCaseError)) throw error;
    return error.issues;
  }
  throw new Error('accepted');
}
const refused = (input: unknown): readonly CaseIssue[] => issuesOf(() => readCaseTable(table, input));
const the = (issues: readonly CaseIssue[]): CaseIssue => {
  expect(issues.length).toBe(1);
  return issues[0] as CaseIssue;
};

describe('money', () => {
  it.each<[unknown, string]>([
    ['0', '0'], ['0.5', '0.5'], ['0.10', '0.1'], ['0.09', '0.09'], ['12345678.90', '12345678.9'], ['10000000000000.00', '10000000000000'], ['9999999999999.99', '9999999999999.99'],
    [1234.5, '1234.5'], [0, '0'], [-0, '0'], [1e13, '10000000000000'], [new Decimal('12.30'), '12.3'], [new (Decimal.clone())('1e7'), '10000000'],
  ])('reads %s', (given, written) => expect(moneyOf(given)?.toFixed()).toBe(written));

  it.each<[unknown]>([
    ['-1'], ['1.001'], ['10000000000000.01'], ['10000000000001'], ['1e3'], ['0x10'], ['1,000'], ['１００'], [''], [' 1'], ['1\n'], ['.5'], ['5.'], ['007'], ['-0'],
    [1e-7], [0.001], [0.1 + 0.2], [1e13 + 1], [1e21], [NaN], [Infinity], [-1], [new Decimal(NaN)], [new Decimal(Infinity)], [new Decimal('1e1000000')], [1n], [true], [null], [{}],
    [{ toStringTag: '[object Decimal]', e: 0 }], [{ toStringTag: '[object Decimal]', e: 0, toFixed: () => 5 }], [Object.assign({ [Symbol.toStringTag]: 'x' }, { toFixed: () => '1' })],
  ])('refuses %s', (given) => expect(moneyOf(given)).toBeUndefined());

  it('is no decimal of a huge exponent, and that is not written out to find it so', () => {
    const huge = Object.assign(new Decimal('1e1000000'), { toFixed: () => expect.unreachable('a million digits') });
    expect(moneyOf(huge)).toBeUndefined();
  });

  it('is exactly the decimal that decimal.js makes of the text', () => {
    const fen = fc.bigInt({ min: 0n, max: 10n ** 15n }).map((n) => `${n / 100n}.${String(n % 100n).padStart(2, '0')}`);
    const short = fc.tuple(fc.integer({ min: 0, max: 13 }), fc.nat(99), fc.constantFrom('', '.0', '.5', '.50', '.05')).map(([e, n, f]) => `${BigInt(n % 10 ** Math.max(0, 13 - e)) * 10n ** BigInt(e)}${f}`);
    fc.assert(
      fc.property(fc.oneof(fen, short), (written) => {
        const read = moneyOf(written) as Dec;
        const made = new Dec(written);
        expect([read.s, read.e, read.d]).toEqual([made.s, made.e, made.d]);
        expect(read.constructor).toBe(Dec);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('ratios', () => {
  it.each<[unknown, string]>([
    ['0.30', '0.3'], ['1', '1'], ['1.000', '1'], ['0', '0'], [0.25, '0.25'], [1, '1'], [-0, '0'], [1e-7, '0.0000001'], [1e-10, '0.0000000001'], ['0.1234567891', '0.1234567891'],
    ['1/3', '1/3'], ['2/2', '2/2'], ['0/3', '0/3'], ['1/1', '1'], ['6/9', '6/9'], ['123456789012345/999999999999999', '123456789012345/999999999999999'], [new Decimal('0.5'), '0.5'],
  ])('reads %s', (given, written) => expect(writeRatio(ratioOf(given) as Ratio)).toBe(written));

  it.each<[unknown]>([
    ['1.01'], [1.01], [-0.1], ['0.12345678912'], [1 / 3], [0.1 + 0.2], [1e-11], [NaN], ['3/2'], ['1/0'], ['0/0'], ['1.0/2'], ['1/ 3'], ['/3'], ['1/'], ['-1/3'], ['1/-3'], ['01/3'],
    ['1/2/3'], ['1/1000000000000000'], ['30%'], [new Decimal(1).div(3)],
  ])('refuses %s', (given) => expect(ratioOf(given)).toBeUndefined());

  it('keeps a finite decimal over ONE, so that nothing is divided', () => {
    expect(ratioOf('0.5')?.under).toBe(ALL.under);
    expect(ratioOf('0')).toBe(NONE);
    expect(ratioOf(1)).toBe(ALL);
  });

  it('names the quotient where a decimal is too long', () => {
    const issue = the(refused(row({ construction: { started: true, progress: 1 / 3 } })));
    expect(issue.path).toBe('$.projects[0].construction.progress');
    expect(issue.message.en).toContain('a whole-number quotient such as "1/3"');
    expect(issue.message.zh).toContain('或整数之商，如"1/3"');
  });
});

describe('a table', () => {
  it('leaves out what is null or undefined', () => {
    const read = readTable(table, row({ total: null, isNew: undefined, construction: null }));
    expect(Object.keys(read.projects?.[0] ?? {})).toEqual(['id']);
  });

  it.each<[string, unknown, string, CaseIssue['code']]>([
    ['nothing', undefined, '$', 'type'],
    ['null', null, '$', 'type'],
    ['an array', [], '$', 'type'],
    ['a missing fact', {}, '$.applicationDate', 'missing'],
    ['a required null', { applicationDate: null }, '$.applicationDate', 'missing'],
    ['a day that does not exist', { applicationDate: '2025-02-29' }, '$.applicationDate', 'format'],
    ['a list that is none', { ...base, projects: {} }, '$.projects', 'type'],
    ['a row that is none', { ...base, projects: ['P'] }, '$.projects[0]', 'type'],
    ['a group that is none', row({ construction: [] }), '$.projects[0].construction', 'type'],
    ['a missing list of ids', { ...base, consortia: [{ id: 'C' }] }, '$.consortia[0].projects', 'missing'],
    ['a choice', { ...row({}), leases: [{ id: 'L', year: 2025, project: 'P', mode: 'toString' }] }, '$.leases[0].mode', 'format'],
    ['a boolean', row({ isNew: 'true' }), '$.projects[0].isNew', 'format'],
    ['an amount that is an object', row({ total: {} }), '$.projects[0].total', 'type'],
    ['rank 0', row({ rank: 0 }), '$.projects[0].rank', 'format'],
    ['half a supplier', row({ suppliers: 0.5 }), '$.projects[0].suppliers', 'format'],
    ['a year before 1900', { ...row({}), leases: [{ id: 'L', year: 1899, project: 'P' }] }, '$.leases[0].year', 'format'],
    ['a year after 2199', { ...row({}), leases: [{ id: 'L', year: 2200, project: 'P' }] }, '$.leases[0].year', 'format'],
    ['a year in text', { ...row({}), leases: [{ id: 'L', year: '2025', project: 'P' }] }, '$.leases[0].year', 'format'],
    ['an empty id', { ...base, projects: [{ id: '' }] }, '$.projects[0].id', 'format'],
    ['an id of 129 characters', { ...base, projects: [{ id: '𬭎'.repeat(129) }] }, '$.projects[0].id', 'format'],
    ['an unknown property', row({ isnew: true }), '$.projects[0].isnew', 'unknown-property'],
    ['__proto__', JSON.parse('{"applicationDate":"2025-06-01","__proto__":{"x":1}}'), '$.__proto__', 'unknown-property'],
    ['constructor', { ...base, constructor: 1 }, '$.constructor', 'unknown-property'],
    ['an undeclared project', { ...base, leases: [{ id: 'L', year: 2025, project: 'P' }] }, '$.leases[0].project', 'undeclared'],
    ['an undeclared member', { ...row({}), consortia: [{ id: 'C', projects: ['P', 'Q'] }] }, '$.consortia[0].projects[1]', 'undeclared'],
    ['a member twice', { ...row({}), consortia: [{ id: 'C', projects: ['P', 'P'] }] }, '$.consortia[0].projects[1]', 'duplicate'],
    ['an id twice', { ...base, projects: [{ id: 'P' }, { id: 'P' }] }, '$.projects[1].id', 'duplicate'],
    ['a lease year twice', { ...row({}), leases: [1, 2].map(() => ({ id: 'L', year: 2025, project: 'P' })) }, '$.leases[1].id', 'duplicate'],
    ['an evaluation year twice', { ...row({}), consortia: [{ id: 'C', projects: [], evaluations: [{ year: 2025 }, { year: 2025 }] }] }, '$.consortia[0].evaluations[1].year', 'duplicate'],
    ['two values of one contract', { ...row({}), leases: ['1', '2'].map((value, i) => ({ id: 'L', year: 2025 + i, project: 'P', value })) }, '$.leases[1].value', 'conflict'],
    ['two ratios of one contract', { ...row({}), leases: ['1/3', '1/2'].map((factor, i) => ({ id: 'L', year: 2025 + i, project: 'P', factor })) }, '$.leases[1].factor', 'conflict'],
  ])('refuses %s', (_name, input, path, code) => {
    const issue = the(refused(input));
    expect([issue.path, issue.code]).toEqual([path, code]);
    expect(issue.message.zh).toMatch(/：应为/);
    expect(issue.message.zh).toContain(path);
    expect(issue.message.en).toContain(path);
    expect(issue.message.en).toContain(issue.expected);
  });

  it('accepts an id of 128 characters, also where each is two units of UTF-16, as JSON Schema counts them', () => {
    for (const character of ['x', '测', '𬭎']) expect(readTable(table, { ...base, projects: [{ id: character.repeat(128) }] }).projects).toHaveLength(1);
  });

  it('names beside a misspelt name the one that is like it, and none where none is', () => {
    const said = (name: string) => the(refused(row({ [name]: true }))).expected;
    for (const [given, meant] of [['isNw', 'isNew'], ['isNeww', 'isNew'], ['isnew', 'isNew'], ['raank', 'rank'], ['supplier', 'suppliers'], ['supplie', 'suppliers'], ['suppl', undefined], ['isOld', undefined]] as const) {
      expect(said(given), given).toBe(`the name of a property of the format${meant === undefined ? '' : `, such as ${meant}`}`);
    }
    expect(the(refused(row({ isNw: true }))).message.zh).toBe('$.projects[0].isNw：应为案件格式中的属性名，如isNew，实为"isNw"');
  });

  it('accepts values of one contract that are the same, or left out', () => {
    const lease = { id: 'L', project: 'P' };
    const leases = [{ ...lease, year: 2024 }, { ...lease, year: 2025, value: '1.0', factor: '1/2' }, { ...lease, year: 2026, value: 1, factor: '0.5' }];
    expect(readCaseTable(table, { ...row({}), leases }).leases?.length).toBe(3);
    expect(the(refused({ ...row({}), leases: [...leases, { ...lease, year: 2027, value: 2 }] })).expected).toBe("1.00, as in the contract's other years");
  });

  it('says the fact, the value and the options in both languages', () => {
    expect(the(refused(row({ total: '1,000' }))).message).toEqual({
      zh: '总投资（$.projects[0].total）：应为0至10万亿元、至多2位小数的金额，写作十进制字符串或数字，实为"1,000"',
      en: '$.projects[0].total (total investment): expected yuan, 0 to 1e13 with at most 2 decimals, as a decimal string or a number, found "1,000"',
    });
    const mode = the(refused({ ...row({}), leases: [{ id: 'L', year: 2025, project: 'P', mode: 'x' }] }));
    expect(mode.message.zh).toContain('"direct"（直接租赁）或"sale-and-leaseback"（售后回租）');
    expect(mode.message.en).toContain('"direct" or "sale-and-leaseback"');
    expect(the(refused({ ...base, leases: [{ id: 'L', year: 2025, project: 'P' }] })).message).toEqual({
      zh: '项目编号（$.leases[0].project）：应为本案所列项目的编号，实为"P"',
      en: '$.leases[0].project (project id): expected the id of a project of this case, found "P"',
    });
    for (const en of refused({ x: 1, projects: [1, { total: {} }], leases: 0 }).map((issue) => issue.message.zh)) expect(en).not.toMatch(/expected|undefined/);
  });

  it('says of what is missing whether a value or a list belongs there, and of a row or an id what it is called', () => {
    const said = (input: unknown) => refused(input).map(({ message }) => message.en.replace(/, found.*/, ''));
    expect(said({ ...base, consortia: [{}] })).toEqual([
      '$.consortia[0].id (id): expected a non-empty string of at most 128 characters', '$.consortia[0].projects (projects of the members): expected an array',
    ]);
    expect(said({ ...base, projects: ['P'], consortia: [{ id: 'C', projects: [1] }] })).toEqual([
      '$.projects[0] (project): expected an object', '$.consortia[0].projects[0] (projects of the members): expected a non-empty string of at most 128 characters',
    ]);
  });

  it('is checked within its groups, too; an id that is none is no duplicate, and what is unknown sets no rows apart', () => {
    const [area, owner] = [fact('count', 'applicant', '分区', 'area'), fact('count', 'applicant', '业主', 'owner')];
    const plan = group({ at: reference('sites', '场地', 'site'), steps: list({ no: fact('count', 'applicant', '序号', 'number') }, text('步骤', 'steps'), text('步骤', 'step'), { unique: ['no'] }) }, '计划', 'plan');
    const own = { sites: list({ id, area, owner }, text('场地', 'sites'), text('场地', 'entry of the land register'), { unique: ['owner', 'area', 'id'] }), plan, more: idList('sites', '其他', 'others') };
    const steps = [{}, {}, { no: 1 }, { no: 1 }];
    const sites = [{ id: 'S', owner: 1, area: 2 }, { id: 'S', owner: 1, area: 2 }, { id: 'S' }, { id: 'S' }];
    const issues = issuesOf(() => readCaseTable(own, { sites, plan: { at: 'T', steps }, more: ['T', 'T'] }));
    expect(issues.map(({ path, code }) => [path, code])).toEqual([
      ['$.sites[1].id', 'duplicate'], ['$.plan.at', 'undeclared'], ['$.plan.steps[3].no', 'duplicate'], ['$.more[0]', 'undeclared'], ['$.more[1]', 'undeclared'],
    ]);
    expect(issues[0]?.message.zh).toContain('应为同一业主、分区此前未用过的编号');
    expect(issues.slice(0, 2).map(({ expected }) => expected)).toEqual([
      'an id not used before with the same owner and area', 'the id of an entry of the land register of this case',
    ]);
  });

  it('says first what is missing, then what is too much', () => {
    expect(refused({ x: 1, projects: [{ y: 2, total: 'z' }] }).map((issue) => issue.path)).toEqual([
      '$.projects[0].total', '$.projects[0].id', '$.projects[0].y', '$.applicationDate', '$.x',
    ]);
    expect(refused(Object.fromEntries(Array.from({ length: 100 }, (_x, i) => [`k${i}`, i])))[0]?.path).toBe('$.applicationDate');
  });

  it('names every fault of the rows at once, and no more than enough', () => {
    const lease = { id: 'L', year: 2025, project: 'Q' };
    expect(refused({ ...base, projects: [{ id: 'P' }, { id: 'P' }], leases: [lease, lease] }).map((issue) => issue.path)).toEqual([
      '$.projects[1].id', '$.leases[1].id', '$.leases[0].project', '$.leases[1].project',
    ]);
    expect(refused({ ...base, leases: Array.from({ length: 500 }, (_x, i) => ({ ...lease, id: `${i}` })) }).length).toBe(MAX_ISSUES);
  });

  it('lets no message of a host through', () => {
    const before = refused({ ...base, extra: 1, projects: [{}] });
    const saved = { ...z.config() };
    z.config({ customError: () => 'HOST', localeError: () => 'HOST' });
    try {
      expect(refused({ ...base, extra: 1, projects: [{}] })).toEqual(before);
      const standard = schemaOf(table)['~standard'].validate({ extra: 1, projects: [{ id: '' }], leases: 1 });
      expect(JSON.stringify(standard)).not.toMatch(/HOST|Invalid/);
    } finally {
      z.config({ customError: undefined, localeError: saved.localeError });
    }
  });
});

describe('hostile input', () => {
  const trap = (): never => {
    throw new RangeError('trap');
  };
  it('is refused where it cannot be read', () => {
    expect(the(refused({ get applicationDate() { return trap(); } }))).toMatchObject({ code: 'type', expected: 'data that can be read' });
  });

  const revoked = Proxy.revocable([], {});
  revoked.revoke();
  const cyclic: Record<string, unknown> = { ...base };
  cyclic['projects'] = [cyclic];
  let deep: unknown = 1;
  for (let i = 0; i < 20_000; i += 1) deep = { projects: [deep] };

  /** The same value, counting what is read of it. */
  const watching = (input: unknown) => {
    let reads = 0;
    const watch = (value: unknown): unknown => {
      if (typeof value !== 'object' || value === null) return value;
      return new Proxy(value, {
        get(of, name) {
          reads += 1;
          return watch(Reflect.get(of, name));
        },
      });
    };
    return { watched: watch(input), reads: () => reads };
  };

  it.each<[string, unknown, string?]>([
    ['a getter that throws', { get applicationDate() { return trap(); } }, '$.applicationDate'],
    ['a getter in a row that throws', { ...base, projects: [{ id: 'P' }, { get id() { return trap(); } }] }, '$.projects[1].id'],
    ['a proxy that throws', new Proxy({}, { ownKeys: trap, get: trap, getPrototypeOf: trap }), '$'],
    ['a revoked proxy', { ...base, projects: revoked.proxy }, '$.projects'],
    ['an amount that throws', row({ total: new Proxy({}, { get: trap, getPrototypeOf: trap }) }), '$.projects[0].total'],
    ['a cyclic case', cyclic],
    ['deep nesting', deep],
    ['deep nesting below a list', { ...base, projects: [deep] }],
    ['a huge amount', row({ total: '9'.repeat(1_000_000) }), '$.projects[0].total'],
    ['a huge ratio', row({ construction: { started: true, progress: `${'1'.repeat(1_000_000)}/3` } })],
    ['a huge id', { ...base, projects: [{ id: 'x'.repeat(10_000_000) }] }, '$.projects[0].id'],
    ['a million bad rows', { ...base, projects: Array.from({ length: 1_000_000 }, () => 'x') }],
    ['a million bad ids', { ...base, consortia: [{ id: 'C', projects: Array.from({ length: 1_000_000 }, () => 1) }] }],
    ['an empty array of any length', { ...base, projects: new Array(4_294_967_295) }],
    ['ids of an empty array of any length', { ...base, consortia: [{ id: 'C', projects: new Array(4_294_967_295) }] }],
    ['many unknown properties', Object.fromEntries(Array.from({ length: 100_000 }, (_x, i) => [`k${i}`, i]))],
    ['a property with a huge name', row({ ['x'.repeat(1_000_000)]: 1 })],
    ['a property that looks like a path', { ...base, 'a"] b\n[0].id': 1 }, '$["a\\"] b\\n[0].id"]'],
  ])('refuses %s', (_name, input, path) => {
    const { watched, reads } = watching(input);
    const issues = refused(watched);
    // Each fault takes a few reads, and the first twenty end the reading.
    expect(reads()).toBeLessThan(1000);
    expect(issues.length).toBeLessThanOrEqual(MAX_ISSUES);
    if (path !== undefined) expect(issues[0]?.path).toBe(path);
    expect(JSON.stringify(issues).length).toBeLessThan(20_000);
  });
});

// Cases of the table above, with every form in which a value can be given.
const amount = fc.oneof(
  fc.bigInt({ min: 0n, max: 10n ** 15n }).map((n) => `${n / 100n}.${String(n % 100n).padStart(2, '0')}`),
  fc.nat(10 ** 9).map((n) => n / 100),
  fc.constantFrom('0', '1.5', 0, 1e13),
);
const share = fc.oneof(
  fc.nat(10_000).map((n) => (n / 10_000).toFixed(4)),
  fc.nat(10_000).map((n) => n / 10_000),
  fc.tuple(fc.nat(10 ** 9), fc.integer({ min: 1, max: 10 ** 9 })).map(([a, b]) => `${Math.min(a, b)}/${b}`),
);
const day = fc.date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 5 });
const record = <T extends object>(requiredFacts: { [K in keyof T]: fc.Arbitrary<T[K]> }, optional: Record<string, fc.Arbitrary<unknown>> = {}) =>
  fc.record({ ...requiredFacts, ...optional } as Record<string, fc.Arbitrary<unknown>>, { requiredKeys: Object.keys(requiredFacts) });
const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' }).filter((s) => [...s].length <= 128), { minLength: 1, maxLength: 4 });
const anyYear = fc.integer({ min: 1900, max: 2199 });
const validCase = fc.tuple(ids, ids).chain(([projects, others]) =>
  record(
    {
      applicationDate: day,
      projects: fc.tuple(
        ...projects.map((name) =>
          record({ id: fc.constant(name) }, {
            total: maybe(amount),
            isNew: maybe(fc.boolean()),
            rank: maybe(fc.integer({ min: 1 })),
            suppliers: maybe(fc.nat()),
            construction: maybe(record({ started: fc.boolean() }, { progress: maybe(share) })),
            acceptance: maybe(record({ date: day })),
          }),
        ),
      ),
    },
    {
      leases: maybe(fc.tuple(...others.map((name) => record({ id: fc.constant(name), year: anyYear, project: fc.constantFrom(...projects) }, { mode: maybe(fc.constantFrom('direct', 'sale-and-leaseback')), value: maybe(amount), factor: maybe(share) })))),
      consortia: maybe(
        fc.tuple(
          ...others.map((name) =>
            record({ id: fc.constant(name), projects: fc.subarray(projects) }, { evaluations: maybe(fc.uniqueArray(record({ year: anyYear }, { passed: maybe(fc.boolean()) }), { selector: (e) => e['year'], maxLength: 3 })) }),
          ),
        ),
      ),
    },
  ),
);

/** All places of a value, as steps. */
function places(value: unknown, at: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return at.length > 0 ? [at] : [];
  const own = Array.isArray(value) ? value.map((item, i) => places(item, [...at, i])) : Object.entries(value).map(([name, item]) => places(item, [...at, name]));
  return [...(at.length > 0 ? [at] : []), ...own.flat()];
}

const spoil = (value: unknown, at: readonly (string | number)[], spoilt: unknown): unknown => {
  const copy = structuredClone(value) as Record<string | number, unknown>;
  let target = copy;
  for (const step of at.slice(0, -1)) target = target[step] as Record<string | number, unknown>;
  target[at[at.length - 1] as string] = spoilt;
  return copy;
};
const junk = fc.constantFrom<unknown>('abc', -1, 1.234, {}, [], [1], 'NaN', '1e9', 1e300, '-0.01', '2025-02-30', '', '１００', '3/2', null, true, 7, '0.5', '1/3', { id: 'x' }, [{}]);

/** As it is sent on, which leaves out what is undefined. */
const written = (read: unknown): unknown => JSON.parse(JSON.stringify(read));

describe('every case', () => {
  it('that is valid is read', () => {
    fc.assert(fc.property(validCase, (file) => void readCaseTable(table, file)), { numRuns: 300 });
  });

  it('that is spoilt in one place is refused there, or read', () => {
    fc.assert(
      fc.property(validCase, fc.nat(), junk, (file, pick, spoilt) => {
        const all = places(file);
        const at = all[pick % all.length] as readonly (string | number)[];
        const spoiltCase = spoil(file, at, spoilt);
        let issues: readonly CaseIssue[];
        try {
          readTable(table, spoiltCase);
          return;
        } catch (error) {
          issues = (error as InvalidCaseError).issues;
        }
        const path = at.reduce<string>((steps, step) => steps + (typeof step === 'number' ? `[${step}]` : `.${step}`), '$');
        for (const issue of issues) expect(issue.path.startsWith(path)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  // What JSON Schema cannot say of a value: the decimals of a number, the days of a month, a quotient above 1.
  const BEYOND = [1.234, '2025-02-30', '3/2'];

  it('is read by the parser, by the schema and by JSON Schema alike', () => {
    const jsonSchema = z.toJSONSchema(schemaOf(table), { io: 'input' }) as Json;
    holding({ 'refused by JSON Schema': 0.5 }, (given) => fc.assert(
      fc.property(validCase, fc.nat(), fc.option(junk), (file, pick, spoilt) => {
        const all = places(file);
        const input = spoilt === null ? file : spoil(file, all[pick % all.length] as readonly (string | number)[], spoilt);
        const bySchema = z.safeParse(schemaOf(table), input);
        let byParser: unknown;
        try {
          byParser = readTable(table, input);
        } catch {
          expect(bySchema.success).toBe(false);
          if (given('refused by JSON Schema', !BEYOND.includes(spoilt as string))) expect(allows(jsonSchema, input)).toBe(false);
          return;
        }
        expect(bySchema.success).toBe(true);
        expect(written(bySchema.data)).toEqual(written(byParser));
        expect(allows(jsonSchema, input)).toBe(true);
      }),
      { numRuns: 500 },
    ));
  });
});

/** As much of JSON Schema as the published schema uses. */
interface Json {
  readonly type?: string | readonly string[];
  readonly anyOf?: readonly Json[];
  readonly properties?: Readonly<Record<string, Json>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly items?: Json;
  readonly uniqueItems?: boolean;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}
const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

function allows(schema: Json, value: unknown): boolean {
  if (schema.anyOf !== undefined) return schema.anyOf.some((one) => allows(one, value));
  const types = [schema.type ?? []].flat();
  if (types.length > 0 && !types.some((type) => type === typeOf(value) || (type === 'integer' && Number.isInteger(value)))) return false;
  if (schema.enum !== undefined && value !== null && !schema.enum.includes(value)) return false;
  if (typeof value === 'string') {
    const length = [...value].length;
    return length >= (schema.minLength ?? 0) && length <= (schema.maxLength ?? Infinity) && (schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(value));
  }
  if (typeof value === 'number') return value >= (schema.minimum ?? -Infinity) && value <= (schema.maximum ?? Infinity);
  if (Array.isArray(value)) return value.every((item) => allows(schema.items ?? {}, item));
  if (typeof value !== 'object' || value === null) return true;
  const properties = schema.properties ?? {};
  return (
    (schema.required ?? []).every((name) => Object.hasOwn(value, name)) &&
    Object.entries(value).every(([name, item]) => (Object.hasOwn(properties, name) ? allows(properties[name] as Json, item) : schema.additionalProperties !== false))
  );
}

describe('the published schema', () => {
  const jsonSchema = z.toJSONSchema(schemaOf(table), { io: 'input' }) as Json;
  const projects = jsonSchema.properties?.['projects']?.anyOf?.[0]?.items;
  const leases = jsonSchema.properties?.['leases']?.anyOf?.[0]?.items;
  const consortia = jsonSchema.properties?.['consortia']?.anyOf?.[0]?.items;

  it('says patterns, bounds, enums, what is required and that nothing else is allowed', () => {
    expect(jsonSchema.required).toEqual(['applicationDate']);
    expect(jsonSchema.additionalProperties).toBe(false);
    expect(projects?.required).toEqual(['id']);
    expect(projects?.additionalProperties).toBe(false);
    expect(projects?.properties?.['id']).toMatchObject({ type: 'string', minLength: 1, maxLength: 128 });
    expect(projects?.properties?.['total']?.anyOf).toMatchObject([{ type: 'string', pattern: expect.any(String) }, { type: 'number', minimum: 0, maximum: 1e13 }, { type: 'null' }]);
    expect(projects?.properties?.['rank']?.anyOf?.[0]).toMatchObject({ type: 'integer', minimum: 1 });
    expect(leases?.required).toEqual(['id', 'year', 'project']);
    expect(leases?.properties?.['year']).toMatchObject({ type: 'integer', minimum: 1900, maximum: 2199 });
    expect(leases?.properties?.['mode']?.anyOf?.[0]).toEqual({ type: 'string', enum: ['direct', 'sale-and-leaseback'] });
    expect(consortia?.required).toEqual(['id', 'projects']);
    expect(consortia?.properties?.['projects']).toMatchObject({ type: 'array', uniqueItems: true, items: { maxLength: 128 } });
  });

  it.each<['total' | 'factor', string]>([
    ['total', '0'], ['total', '1.23'], ['total', '10000000000000'], ['total', '10000000000000.01'], ['total', '1.234'], ['total', '-1'], ['total', '1e3'], ['total', '007'],
    ['factor', '0.5'], ['factor', '1.0'], ['factor', '1.1'], ['factor', '1/3'], ['factor', '1/0'], ['factor', '01/3'], ['factor', '0.12345678901'], ['factor', '1000000000000000/3'],
  ])('has a pattern of %s that agrees with the reader on %s', (name, given) => {
    const of = name === 'total' ? projects : leases;
    const input = name === 'total' ? row({ total: given }) : { ...row({}), leases: [{ id: 'L', year: 2025, project: 'P', factor: given }] };
    let read = true;
    try {
      readTable(table, input);
    } catch {
      read = false;
    }
    expect(allows(of?.properties?.[name] as Json, given)).toBe(read);
  });

  it('says of each value, list, object and name by itself what was expected', () => {
    const said = (input: unknown) => (schemaOf(table)['~standard'].validate(input) as { issues: { message: string }[] }).issues.map((i) => i.message);
    expect(said({ applicationDate: 5 })).toEqual(['expected a calendar day YYYY-MM-DD, 1900 to 2199']);
    expect(said({ ...base, projects: {} })).toEqual(['expected an array']);
    expect(said({ ...base, projects: ['P'] })).toEqual(['expected an object']);
    expect(said({ ...base, consortia: [{ id: 'C', projects: 'P' }] })).toEqual(['expected an array']);
    expect(said({ ...base, x: 1 })).toEqual(['expected the name of a property of the format']);
  });

  it('is built once for a table', () => expect(schemaOf(table)).toBe(schemaOf(table)));
});
