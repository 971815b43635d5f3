/** What comes in: one clear error for what is broken, nothing half done, hostile input refused quickly. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safely } from '../../src/assess/assess.js';
import { type AmountInput, InvalidCaseError, assess, audit, compareReadings, isInvalidCaseError, match, nextQuestions, safeAssess } from '../../src/index.js';
import { consortiumInvestmentSubsidy, investmentSubsidy } from '../../src/measures.js';
import { defaultReadings } from '../../src/policy.js';
import { completeCase, optionalFacts } from '../support/cases.js';
import { holding } from '../support/holding.js';

const errorOf = (input: unknown, options?: never): InvalidCaseError => {
  const result = safeAssess(input, options);
  if (result.success) throw new Error('accepted');
  return result.error;
};
const base = { applicationDate: '2025-06-01' } as const;
const project = { id: 'P', owner: 'E' };

describe('safeAssess', () => {
  it('names the path of data that claims to be a decimal', () => {
    const file = JSON.parse('{"applicationDate":"2025-06-01","projects":[{"id":"P","owner":"E","totalInvestment":{"toStringTag":"[object Decimal]"}}]}');
    const result = safeAssess(file);
    expect(result.success ? '' : result.error.path).toBe('$.projects[0].totalInvestment');
    expect(() => assess(file)).toThrow(InvalidCaseError);
  });

  it('does not throw whatever a value throws when it is read', () => {
    const hostile = [
      Object.assign(new Error(), { message: Symbol('no text') }),
      Object.defineProperty(new Error(), 'message', { get: () => { throw new Error('again'); } }),
      new Proxy({}, { has: () => { throw new Error('trap'); } }),
      { [Symbol.for('chengdu-tech-upgrade/InvalidCaseError')]: true },
    ];
    for (const thrown of hostile) {
      const result = safeAssess({ get applicationDate() { throw thrown; } });
      expect(result.success ? undefined : result.error.issues.length).toBe(1);
    }
  });

  it('says in Chinese what kind of thing stands where it cannot', () => {
    const said = (projects: unknown) => {
      const result = safeAssess({ applicationDate: '2025-06-18', projects });
      return result.success ? undefined : result.error.issues[0]?.message.zh;
    };
    expect([() => 1, {}, [[]]].map(said)).toEqual(['函数', '对象', '数组'].map((kind) => expect.stringMatching(new RegExp(`实为${kind}$`))));
  });

  it('says of whatever was thrown what it is, as one fault of the case as a whole', () => {
    const told = (thrown: unknown) => {
      const result = safely(() => { throw thrown; });
      return result.success ? undefined : result.error;
    };
    const fault = { path: '$', code: 'type' };
    expect(told(new RangeError('Invalid array length'))?.issues).toMatchObject([{ ...fault, received: 'more than this machine can hold (Invalid array length)' }]);
    expect(told(new Error('no such row'))?.issues).toMatchObject([{ ...fault, received: 'no such row' }]);
    expect(told('text')?.issues).toMatchObject([{ ...fault, received: 'something else' }]);
    // An error of another build of the library is handed on as it is.
    const foreign = { [Symbol.for('chengdu-tech-upgrade/InvalidCaseError')]: true, issues: [fault] };
    expect(told(foreign)).toBe(foreign);
  });

  it('gives a result or a clear error for any JSON value', () => {
    holding({ refused: 0.9 }, (given) => fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const result = safeAssess(value);
        const error = result.success ? undefined : result.error;
        if (given('refused', error)) expect(error.issues[0]?.path).toMatch(/^\$/);
      }),
      { numRuns: 500 },
    ));
  });

  it('names the path of any fact of a case that is spoilt', () => {
    const junk = fc.constantFrom<unknown>('abc', -1, 1.234, {}, [], [1], 'NaN', '1e9', 1e300, '-0.01', '2025-02-30', '', '１００');
    holding({ refused: 0.9 }, (given) => fc.assert(
      fc.property(completeCase, fc.nat(), junk, (file, pick, spoilt) => {
        const paths = optionalFacts(file);
        const path = paths[pick % paths.length] as readonly (string | number)[];
        const copy = structuredClone(file) as unknown;
        let at = copy as Record<string | number, unknown>;
        for (const step of path.slice(0, -1)) at = at[step] as Record<string | number, unknown>;
        at[path[path.length - 1] as string] = spoilt;
        const result = safeAssess(copy);
        const error = result.success ? undefined : result.error;
        if (!given('refused', error)) return;
        const text = path.reduce<string>((t, k) => t + (typeof k === 'number' ? `[${k}]` : `.${k}`), '$');
        expect(error.path).toBe(text);
        expect(error.message).toContain(text);
      }),
      { numRuns: 300 },
    ));
  });

  it.each<[string, unknown, string]>([
    ['nothing', undefined, '$'],
    ['null', null, '$'],
    ['an array', [], '$'],
    ['a case without its date', {}, '$.applicationDate'],
    ['a date that does not exist', { applicationDate: '2025-02-29' }, '$.applicationDate'],
    ['an unknown property', { ...base, extra: 1 }, '$.extra'],
    ['an unknown property of a project', { ...base, projects: [{ ...project, newtype: true }] }, '$.projects[0].newtype'],
    ['__proto__ as a property', JSON.parse('{"applicationDate":"2025-06-01","__proto__":{"x":1}}'), '$.__proto__'],
    ['__proto__ of a project', { ...base, projects: [JSON.parse('{"id":"P","owner":"E","__proto__":1}')] }, '$.projects[0].__proto__'],
    ['constructor as a property', { ...base, constructor: 1 }, '$.constructor'],
    ['an empty id', { ...base, projects: [{ ...project, id: '' }] }, '$.projects[0].id'],
    ['an id of 129 characters', { ...base, projects: [{ ...project, id: 'x'.repeat(129) }] }, '$.projects[0].id'],
    ['a missing owner', { ...base, projects: [{ id: 'P' }] }, '$.projects[0].owner'],
    ['two projects of one id', { ...base, projects: [project, project] }, '$.projects[1].id'],
    ['a negative amount', { ...base, projects: [{ ...project, totalInvestment: '-1' }] }, '$.projects[0].totalInvestment'],
    ['three decimals', { ...base, projects: [{ ...project, totalInvestment: '1.001' }] }, '$.projects[0].totalInvestment'],
    ['binary noise', { ...base, projects: [{ ...project, totalInvestment: 0.1 + 0.2 }] }, '$.projects[0].totalInvestment'],
    ['an amount above 1e13', { ...base, projects: [{ ...project, totalInvestment: '10000000000000.01' }] }, '$.projects[0].totalInvestment'],
    ['a huge exponent', { ...base, projects: [{ ...project, totalInvestment: '1e1000000000' }] }, '$.projects[0].totalInvestment'],
    ['a hexadecimal amount', { ...base, projects: [{ ...project, totalInvestment: '0x10' }] }, '$.projects[0].totalInvestment'],
    ['an infinite amount', { ...base, projects: [{ ...project, totalInvestment: Infinity }] }, '$.projects[0].totalInvestment'],
    ['a ratio above 1', { ...base, consortia: [{ id: 'C', leader: 'L', projects: [], taskProgress: 1.01 }] }, '$.consortia[0].taskProgress'],
    ['rank 0', { ...base, serviceProviders: [{ provider: 'S', year: 2025, rank: 0 }] }, '$.serviceProviders[0].rank'],
    ['a year that is no integer', { ...base, serviceProviders: [{ provider: 'S', year: 2025.5 }] }, '$.serviceProviders[0].year'],
    ['a loan for a project not declared', { ...base, loans: [{ id: 'L', borrower: 'E', project: 'P', year: 2025 }] }, '$.loans[0].project'],
    ['a consortium of a project not declared', { ...base, consortia: [{ id: 'C', leader: 'L', projects: ['P'] }] }, '$.consortia[0].projects[0]'],
    ['one loan year twice', { ...base, projects: [project], loans: [1, 2].map(() => ({ id: 'L', borrower: 'E', project: 'P', year: 2025 })) }, '$.loans[1].id'],
    ['one contract with two borrowers', { ...base, projects: [project], loans: ['E', 'F'].map((borrower, i) => ({ id: 'L', borrower, project: 'P', year: 2025 + i })) }, '$.loans[1].borrower'],
    ['one lease with two equipment values', { ...base, projects: [project], leases: ['1', '2'].map((equipmentValue, i) => ({ id: 'L', lessee: 'E', project: 'P', year: 2025 + i, equipmentValue })) }, '$.leases[1].equipmentValue'],
    ['two task books of one project', { ...base, projects: [project], demonstrations: [{ project: 'P' }, { project: 'P' }] }, '$.demonstrations[1].project'],
    ['one evaluation year twice', { ...base, parks: [{ id: 'K', evaluations: [{ year: 2025 }, { year: 2025 }] }] }, '$.parks[0].evaluations[1].year'],
  ])('refuses %s', (_name, input, path) => {
    const error = errorOf(input);
    expect(error.path).toBe(path);
    expect(isInvalidCaseError(error)).toBe(true);
    expect(error.message).toContain(path);
    expect(() => assess(input as never)).toThrow(error.message);
  });

  // Quickly: each of them hangs or kills a naive reader; the whole takes well under a second.
  it('refuses hostile input', () => {
    let deep: unknown = 1;
    for (let i = 0; i < 20_000; i += 1) deep = { projects: [deep] };
    const hostile: unknown[] = [
      deep,
      { ...base, projects: deep },
      { ...base, projects: [{ ...project, totalInvestment: '9'.repeat(1_000_000) }] },
      { ...base, projects: Array.from({ length: 200_000 }, () => ({ id: 1 })) },
      { ...base, projects: Array.from({ length: 100_000 }, () => 'x') },
      Object.fromEntries(Array.from({ length: 100_000 }, (_x, i) => [`k${i}`, i])),
      { ...base, projects: [{ ...project, ['x'.repeat(1_000_000)]: 1 }] },
      { get applicationDate(): never { throw new Error('trap'); } },
      new Proxy({}, { ownKeys: () => { throw new Error('trap'); }, get: () => { throw new Error('trap'); } }),
    ];
    for (const input of hostile) {
      const error = errorOf(input);
      expect(error.message.length).toBeLessThan(20_000);
    }
  });

  it('refuses unknown options and readings by name', () => {
    const options = (o: unknown): InvalidCaseError => errorOf(base, o as never);
    expect(options({ readings: { sameInput: 'both' } }).path).toBe('options.readings.sameInput');
    expect(options({ readings: { rates: 'x' } }).path).toBe('options.readings.rates');
    expect(options({ readings: JSON.parse('{"__proto__":"x"}') }).path).toBe('options.readings.__proto__');
    expect(options({ reading: {} }).path).toBe('options.reading');
    expect(options(1).path).toBe('options');
    expect(options({ policy: 1 }).path).toBe('options.policy');
    expect(assess(base, { readings: {} }).readings).toEqual(defaultReadings);
  });

  const calls: readonly (readonly [string, (options: never) => unknown])[] = [
    ['assess', (o) => assess(base, o)],
    ['nextQuestions', (o) => nextQuestions(base, o)],
    ['match', (o) => match(base, o)],
    ['compareReadings', (o) => compareReadings(base, o)],
  ];
  const refusal = (call: () => unknown): unknown => {
    try {
      call();
    } catch (error) {
      return error;
    }
    return undefined;
  };

  it.each(calls)('%s refuses a work limit that is no count', (_, call) => {
    for (const workLimit of [NaN, -1, 'x', null, {}]) {
      expect(refusal(() => call({ workLimit } as never))).toMatchObject({ path: 'options.workLimit', issues: [{ code: 'option' }] });
    }
    for (const workLimit of [0, 10, Infinity, undefined]) expect(() => call({ workLimit } as never)).not.toThrow();
  });

  it.each([
    ...calls.slice(1),
    ['audit', (o: never) => audit(base, [], o)] as const,
    ['a calculator', (o: never) => investmentSubsidy({ project: 'P' }, o)] as const,
  ])('%s refuses an election, which it would ignore', (_, call) => {
    expect(refusal(() => call({ election: [] } as never))).toMatchObject({ path: 'options.election', issues: [{ code: 'option' }] });
  });
});

describe('the amounts of a calculator', () => {
  it('takes text, numbers and decimals alike', () => {
    const facts = { project: 'P', applicationDate: '2025-06-01', filingDate: '2024-07-01', newType: true, pilotIndustry: false, nationalDemonstration: false, totalInvestment: '20000000' } as const;
    const amount = (equipmentInvestment: AmountInput): string => investmentSubsidy({ ...facts, equipmentInvestment }).amount.max;
    expect(amount('10000000.50')).toBe('800000.04');
    expect(amount(10000000.5)).toBe('800000.04');
  });

  it('names the fact that is wrong', () => {
    expect(() => investmentSubsidy({ project: 'P', totalInvestment: 'much' as never })).toThrow('$.totalInvestment');
    expect(() => investmentSubsidy({ project: 'P', total: 1 } as never)).toThrow('$.total');
    expect(() => investmentSubsidy({} as never)).toThrow('$.project');
  });
});

describe('a calculator', () => {
  it('refuses a row given twice, which would count twice', () => {
    const row = { id: 'P', equipmentInvestment: '1000000' } as const;
    expect(() => consortiumInvestmentSubsidy({ consortium: 'C', applicationDate: '2025-06-01', projects: [row, row] })).toThrow(
      /^\$\.projects\[1\]\.id \(id\): expected .*not used before.*, found "P"/,
    );
  });

  it('stops at twenty faults', () => {
    const facts = Object.fromEntries(Array.from({ length: 1000 }, (_x, i) => [`no such fact ${i}`, 1]));
    try {
      investmentSubsidy(facts as never);
      expect.unreachable();
    } catch (error) {
      expect((error as InvalidCaseError).issues.length).toBeLessThanOrEqual(40);
    }
  });
});
