/** Questions are bounded by work, the same whatever stands beside a case or in which order its rows are, and refuse what is none. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CaseFile, type Question, match, nextQuestions, withAnswer } from '../../src/index.js';
import { caseWithGaps } from '../support/cases.js';

const range = (n: number): number[] => Array.from({ length: n }, (_x, i) => i);
const members = (n: number): CaseFile => ({
  applicationDate: '2025-06-18',
  projects: range(n).map((i) => ({ id: `P${i}`, owner: `E${i}` })),
  consortia: [{ id: 'C', leader: 'E0', projects: range(n).map((i) => `P${i}`) }],
});
const withLeases = (n: number): CaseFile => ({ ...members(n), leases: range(n).map((i) => ({ id: `Z${i}`, lessee: `E${i}`, project: `P${i}`, year: 2025 })) });

const provisional = (questions: readonly Question[]): number => questions.filter((q) => q.provisional).length;

describe('the work of a call', () => {
  it('is enough to try every answer for twenty projects with a lease each in one consortium', () => {
    const questions = nextQuestions(withLeases(20));
    expect(provisional(questions)).toBe(0);
    // Nineteen members differ in their names alone, so that they are asked the same with the same outcomes.
    const asked = questions.filter((q) => q.path.endsWith('.newType') && q.path !== '$.projects[0].newType');
    expect(asked).toHaveLength(19);
    for (const q of asked) expect([q.narrows, q.outcomes.map((o) => o.total)]).toEqual([asked[0]?.narrows, asked[0]?.outcomes.map((o) => o.total)]);
    const named = asked.find((q) => q.path === '$.projects[7].newType');
    expect(named?.outcomes.find((o) => o.answer === false)?.determinations.map((d) => d.key)).toContain('investment-subsidy:P7');
  });

  it.each([[withLeases(20), 20_000], [members(50), 100_000], [withLeases(20), 0]] as const)('reached, leaves questions that say so, after the others (%#)', (file, workLimit) => {
    const questions = nextQuestions(file, { workLimit });
    expect(provisional(questions)).toBeGreaterThan(0);
    const first = questions.findIndex((q) => q.provisional);
    expect(questions.slice(first).every((q) => q.provisional)).toBe(true);
    // Whatever is not tried is asked all the same.
    for (const name of ['newType', 'totalInvestment', 'equipmentInvestment']) expect(questions.some((q) => q.path === `$.projects[1].${name}`), name).toBe(true);
  });

  it('does not grow with projects that have nothing to do with each other and are alike', () => {
    const bare = (n: number): CaseFile => ({ applicationDate: '2025-06-18', projects: range(n).map((i) => ({ id: `P${i}`, owner: `E${i}` })) });
    const one = nextQuestions(bare(1)).length;
    expect(nextQuestions(bare(300), { workLimit: 100_000 })).toHaveLength(300 * one);
    expect(provisional(nextQuestions(bare(300), { workLimit: 100_000 }))).toBe(0);
  });

  it('is no reason to refuse a profile of many rows without a year', () => {
    const loans = range(400).map((i) => ({ id: `L${i}` }));
    expect(match({ applicationDate: '2025-06-18', projects: [{}], loans }).measures.find((m) => m.code === '2a')).toMatchObject({ fit: 'possible', stated: true });
  });
});

const told = (questions: readonly Question[], moved: (path: string) => string = (path) => path): unknown[] =>
  questions.map((q) => [moved(q.path), q.bearsOn, q.narrows, q.outcomes.map((o) => [o.answer, o.determinations.map((d) => d.key).sort()])]);

describe('the questions of a case', () => {
  it('stay the same when an unrelated project is added beside', () => {
    const beside = { id: '别处', owner: '别家', filed: false, filingDate: '2020-01-01', newType: false, technicalUpgrade: false } as const;
    fc.assert(
      fc.property(caseWithGaps, ({ partial }) => {
        const own = nextQuestions(partial);
        const more = nextQuestions({ ...partial, projects: [...(partial.projects ?? []), beside] });
        const at = `$.projects[${partial.projects?.length ?? 0}]`;
        expect(told(more.filter((q) => !q.path.startsWith(at)))).toEqual(told(own));
      }),
      { numRuns: 10 },
    );
  });

  it('are the same in any order of the rows', () => {
    fc.assert(
      fc.property(caseWithGaps, ({ partial }) => {
        const entries = Object.entries(partial).map(([name, value]) => [name, Array.isArray(value) ? [...(value as unknown[])].reverse() : value]);
        const reversed = Object.fromEntries(entries) as CaseFile;
        const moved = (path: string): string =>
          path.replace(/^\$\.(\w+)\[(\d+)\]/, (_all, list: keyof CaseFile, row: string) => `$.${list}[${(partial[list] as unknown[]).length - 1 - Number(row)}]`);
        const sorted = (all: unknown[]): string[] => all.map((q) => JSON.stringify(q)).sort();
        expect(sorted(told(nextQuestions(reversed), moved))).toEqual(sorted(told(nextQuestions(partial))));
      }),
      { numRuns: 10 },
    );
  });
});

describe('what is no case and no answer', () => {
  const invalid = expect.objectContaining({ name: 'InvalidCaseError' }) as Error;
  it.each([null, undefined, 5, 'x', [], { projects: null }, { applicationDate: 5 }])('%j is refused', (file) => {
    expect(() => nextQuestions(file as never)).toThrow(invalid);
  });
  it('what throws on being read is refused', () => {
    const trap = { get projects(): never { throw new Error('trap'); }, get applicationDate(): never { throw new Error('trap'); } };
    for (const call of [() => match(trap), () => match({ projects: [trap as never] }), () => nextQuestions(trap), () => withAnswer(trap, '$.projects', [])]) expect(call).toThrow(invalid);
  });
  it.each([[null, '$.a'], [{}, null], [{}, 'projects'], [{}, '$.projects[0].newType'], [{ projects: [] }, '$.projects[0].newType'], [{ projects: [5] }, '$.projects[0].newType'], [{ projects: {} }, '$.projects[0].newType']])(
    'an answer to %j at %j is refused',
    (file, path) => {
      expect(() => withAnswer(file as never, path as never, true)).toThrow(invalid);
    },
  );

  const PLACED: CaseFile = { applicationDate: '2025-06-01', projects: [{ id: 'P', owner: 'E' }], consortia: [{ id: 'C', leader: 'E', projects: ['P'] }] };
  it.each([
    ['$.projects[0].totalInvestement', '$.projects[0].totalInvestement'], ['$.project', '$.project'], ['$.projects[0].construction.start', '$.projects[0].construction.start'],
    ['$.projects[0].owner.name', '$.projects[0].owner.name'], ['$.projects.newType', '$.projects.newType'], ['$.loans.year', '$.loans.year'], ['$.projects[0].constructor', '$.projects[0].constructor'],
  ])('an answer at %s, which the format does not have, is refused where it leaves the format', (path, place) => {
    expect(() => withAnswer(PLACED, path, '1')).toThrow(expect.objectContaining({ name: 'InvalidCaseError', path: place }) as Error);
  });
  it('an answer may be a whole group, row or list, or stand in a list of ids', () => {
    for (const [path, value] of [['$.projects[0]', { id: 'Q', owner: 'E' }], ['$.loans', []], ['$.consortia[0].projects[0]', 'Q'], ['$.projects[0].construction', { started: true }]] as const) {
      expect(JSON.stringify(withAnswer(PLACED, path, value))).toContain(JSON.stringify(value));
    }
  });
});
