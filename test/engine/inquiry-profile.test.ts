/** A profile becomes a case: what it leaves out of the skeleton of a case is supplied, the same for every order of lists, and remembered as supplied. */
import { describe, expect, it } from 'vitest';
import { amendPolicy, chengdu2025 } from '../../src/index.js';
import { contextOf, contextWith } from '../../src/core/context.js';
import { type FactList, choice, required } from '../../src/core/fact.js';
import type { Policy } from '../../src/core/policy.js';
import { text } from '../../src/core/text.js';
import { completionsOf } from '../../src/explain/profile.js';

const context = contextOf(chengdu2025, undefined);
const under = (facts: object) => contextWith({ ...chengdu2025, facts } as Policy, context.readings);
const DATED = { applicationDate: '2025-06-18' };
const first = (profile: object, added?: string, own = context) => completionsOf({ ...DATED, ...profile }, added, own)[0];
const input = (profile: object, added?: string, own = context) => {
  const { applicationDate: _day, ...lists } = first(profile, added, own).input;
  return lists as Record<string, Record<string, unknown>[]>;
};

describe('what is supposed of an unstated day and year', () => {
  const supposed = (profile: object, own = context) =>
    completionsOf(profile, undefined, own).map(({ input: file }) => [file['applicationDate'], ...((file['loans'] ?? []) as { year: number }[]).map((l) => l.year)].join(' '));
  it('F.1: the first day, that of 2026, the last one and one after it, each with 2025, 2026 and 2024; 2023 counts on no day', () => {
    expect(supposed({ parks: [{}] })).toEqual(['2025-02-02', '2026-01-01', '2026-12-31', '2027-01-01']);
    expect(supposed({ loans: [{}] })).toEqual([
      '2025-02-02 2025', '2025-02-02 2026', '2025-02-02 2024', '2026-01-01 2025', '2026-12-31 2025', '2027-01-01 2023',
      '2026-01-01 2026', '2026-01-01 2024', '2026-12-31 2026', '2026-12-31 2024',
    ]);
  });

  it('each day at which the law changes within the period, in their order', () => {
    const changed = amendPolicy(chengdu2025, { version: 'x', parameters: { 'A2.2.cap': { value: '1000000', validFrom: '2025-07-01', words: '最高100万元' } } });
    const later = amendPolicy(changed, { version: 'y', parameters: { 'A5.4.cap': { value: '500000', validFrom: '2027-03-01', validTo: '2027-12-31', words: '最高50万元' } } });
    expect(supposed({ parks: [{}] }, contextOf(later, undefined))).toEqual(['2025-02-02', '2025-07-01', '2026-01-01', '2026-12-31', '2027-01-01']);
  });

  it('nothing of what is stated', () => {
    expect(supposed({ ...DATED, loans: [{}] })).toEqual(['2025-06-18 2025', '2025-06-18 2026', '2025-06-18 2024', '2025-06-18 2023']);
    expect(supposed({ ...DATED, loans: [{ year: 2025 }] })).toEqual(['2025-06-18 2025']);
  });

  it('each option of a choice that a row must make, the last one where another has more', () => {
    const parks = chengdu2025.facts['parks'] as FactList;
    const kind = required(choice({ a: text('甲', 'a'), b: text('乙', 'b'), c: text('丙', 'c') }, 'applicant', '类', 'kind'));
    const own = under({ ...chengdu2025.facts, parks: { ...parks, of: { ...parks.of, kind } } });
    const kinds = completionsOf({ ...DATED, supplies: [{}], parks: [{}] }, undefined, own).map(({ input: file }) => [file['supplies'], file['parks']].map((rows) => (rows as { kind: string }[])[0]?.kind).join(' '));
    expect([...new Set(kinds)]).toEqual(['equipment a', 'software b', 'software c']);
  });
});

describe('what is supplied for stated rows', () => {
  it('is their ids, one project for all that name none, its owner for those that belong to it, and nothing else', () => {
    expect(input({ loans: [{}, { project: null, year: 2026 }] })).toEqual({
      projects: [{ id: '项目1', owner: '项目单位' }],
      loans: [{ id: '贷款1', project: '项目1', borrower: '项目单位', year: 2025 }, { id: '贷款2', project: '项目1', borrower: '项目单位', year: 2026 }],
    });
    expect([...first({ loans: [{}] }).supplied.values()]).toEqual([['$.loans[0].year']]);
    expect(input({ projects: [{ owner: 'E' }], leases: [{ year: 2025 }] })['leases']).toEqual([{ id: '融资租赁1', project: '项目1', lessee: 'E', year: 2025 }]);
  });

  it('is the only project that is stated, one of its own where there are several, and all of them for a consortium', () => {
    const { projects = [], loans, consortia } = input({ projects: [{ id: 'P', owner: 'E' }, { id: 'Q', owner: 'E' }], loans: [{ year: 2025 }], consortia: [{}] });
    expect([projects.length, loans?.[0]?.['project'], consortia?.[0]?.['projects']]).toEqual([3, projects[2]?.['id'], ['P', 'Q']]);
    expect(input({ projects: [{ id: 'P', owner: 'E' }], loans: [{ year: 2025 }] })['loans']?.[0]).toMatchObject({ project: 'P', borrower: 'E' });
    expect(input({ consortia: [{}] })).toEqual({ projects: [{ id: '项目1', owner: '项目单位' }], consortia: [{ id: '联合体1', projects: ['项目1'], leader: '链主企业' }] });
  });

  it('is the same in any order of the lists, and no sale makes its buyer the seller', () => {
    const reversed = under(Object.fromEntries(Object.entries(chengdu2025.facts).reverse()));
    const profile = { loans: [{}], projects: [{}], supplies: [{ kind: 'equipment' }] };
    expect(input(profile, undefined, reversed)).toEqual(input(profile));
    expect(input(profile)['supplies']).toEqual([{ id: '供给明细1', kind: 'equipment', project: '项目1', supplier: '供给企业' }]);
  });

  it('is an id that no other row bears', () => {
    const { projects = [] } = input({ projects: [{}, { id: '项目1' }, { id: '项目3' }], loans: [{}] });
    expect(new Set(projects.map((p) => p['id'])).size).toBe(4);
  });

  it('takes away a group only where it lacks what it needs', () => {
    const group = (construction: object) => input({ projects: [{ construction }] })['projects']?.[0]?.['construction'];
    expect([group({ started: true }), group({ investmentProgress: '0.5' })]).toEqual([{ started: true }, undefined]);
  });
});

describe('what is added for a measure of which no subject is stated', () => {
  const TWO = { projects: [{ id: 'P', owner: 'E' }, { id: 'Q', owner: 'F' }] };
  const projectsOf = (profile: object, list: string) => input(profile, list)[list]?.map((row) => row['project']);
  it('is a row for each project that it can hang on, with a project of its own where there is none', () => {
    expect([projectsOf(TWO, 'loans'), projectsOf({}, 'loans')]).toEqual([['P', 'Q'], ['项目1']]);
    expect(input(TWO, 'loans')['loans']?.map((row) => row['borrower'])).toEqual(['E', 'F']);
    expect(projectsOf({ ...TWO, loans: [{ project: 'P', year: 2025 }] }, 'loans')).toEqual(['P', 'P', 'Q']);
  });

  it('is a sale to a project of another, and a consortium over all projects', () => {
    expect([projectsOf(TWO, 'supplies'), input(TWO, 'supplies')['projects']?.length]).toEqual([['项目3'], 3]);
    expect(projectsOf({ projects: [{ id: 'P', owner: 'E' }] }, 'supplies')).toEqual(['项目2']);
    expect(input(TWO, 'consortia')['consortia']?.map((row) => row['projects'])).toEqual([['P', 'Q']]);
  });

  it('is a task book for each project without one, evaluated in each year; what is stated of evaluations stays', () => {
    const years = [{ year: 2025 }, { year: 2026 }];
    const [stated] = [{ project: 'P', evaluations: [{ year: 2025, passed: true }] }];
    expect(input({ ...TWO, demonstrations: [stated] }, 'demonstrations')['demonstrations']).toEqual([stated, { project: 'Q', evaluations: years }]);
    expect(projectsOf({ ...TWO, demonstrations: [{}] }, 'demonstrations')).toEqual(['项目3', 'Q']);
    expect(projectsOf({ demonstrations: [{}] }, 'demonstrations')).toEqual(['项目1']);
    expect(input({}, 'demonstrations')['demonstrations']).toEqual([{ project: '项目1', evaluations: years }]);
    expect(input({ demonstrations: [{}], parks: [{}] }, 'parks')).toMatchObject({ demonstrations: [{ project: '项目1' }], parks: [{ id: '园区1' }, { id: '园区2' }] });
    expect(JSON.stringify(input({ demonstrations: [{}] }, 'parks'))).not.toContain('evaluations');
  });

  it('is taken for made up where others may name it', () => {
    expect([...first({}, 'parks').made]).toEqual([['parks', '园区1']]);
    expect([...first(TWO, 'loans').made]).toEqual([]);
    expect([...first({}, 'projects').made]).toEqual([['projects', '项目1']]);
  });
});
