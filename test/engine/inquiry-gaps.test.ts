/** Which facts of a case are asked for, what one more of them leaves as it was, where an answer cannot be put, and which years stand for one that is not stated. */
import { describe, expect, it } from 'vitest';
import { chengdu2025 } from '../../src/index.js';
import { completed } from '../../src/case/case.js';
import { contextOf } from '../../src/core/context.js';
import { ask, event, fact, group, idList, list, required } from '../../src/core/fact.js';
import type { Policy } from '../../src/core/policy.js';
import { text } from '../../src/core/text.js';
import { gapsOf, statedOf, withAnswerTo, withFact } from '../../src/explain/stated.js';
import { calendarOf, waysFor, withYears } from '../../src/explain/years.js';

const asked = fact('boolean', 'applicant', '是否', 'flag', ask('firm', 'C1', '是否？', 'is it?'));
const id = required(fact('id', 'applicant', '编号', 'id'));
const word = text('行', 'row');
const facts = {
  appliedOn: asked,
  noted: fact('boolean', 'applicant', '备注', 'note'),
  seat: group({ owned: asked }, '场所', 'seat'),
  works: list({
    id, appliedOn: asked, works: asked, price: asked,
    build: group({ started: required(asked), progress: asked }, '建设', 'build'), site: group({ owned: asked }, '场地', 'site'), done: event({ checked: asked }, '完工', 'done'),
    years: list({ passed: asked }, word, word), parts: idList('works', '部分', 'parts'),
  }, word, word, { common: ['price'] }),
};
const policy = { facts, relations: { implied: [], within: [], shares: [], contradictions: [], slips: [] } } as unknown as Policy;
const textsOf = (given: object): string[] => gapsOf(completed(given as never, policy), facts).map((g) => g.text);
const namesOf = (given: object): string[] => textsOf(given).flatMap((path) => (path.startsWith('$.works[') ? [path.slice('$.works['.length).replace(/^(\d)\]\./, '$1 ')] : []));

describe('the gaps of a case', () => {
  it('are what a person can be asked for: a group by what it cannot stand without, no event that has not happened, no list and no ids', () => {
    expect(textsOf({})).toEqual(['$.appliedOn', '$.seat.owned']);
    expect(namesOf({ works: [{ id: 'W' }] })).toEqual(['0 appliedOn', '0 works', '0 price', '0 build.started', '0 site.owned']);
    const row = { id: 'W', appliedOn: true, works: false, price: true, build: { started: true }, site: { owned: false }, done: {}, years: [{ passed: true }, {}] };
    expect(namesOf({ works: [row] })).toEqual(['0 build.progress', '0 done.checked', '0 years[1].passed']);
    expect(gapsOf(completed({ appliedOn: true, works: [row] } as never, policy), facts).map((g) => g.inRow)).toEqual(['seat.owned', 'build.progress', 'done.checked', 'years.1.passed']);
  });

  it('name what a contract has in common once for each contract, and what the case states for all rows not at all', () => {
    const works = ['W', 'W', 'V'].map((name) => ({ id: name, build: { started: false, progress: true }, site: { owned: true } }));
    const each = (...names: string[]) => [0, 1, 2].flatMap((i) => names.filter((name) => i !== 1 || name !== 'price').map((name) => `${i} ${name}`));
    expect(namesOf({ works })).toEqual(each('appliedOn', 'works', 'price'));
    expect(namesOf({ works, appliedOn: true })).toEqual(each('works', 'price'));
  });

  it('are closed one by one: the other rows stay the rows that they are, but for those of the same contract', () => {
    const before = statedOf({ appliedOn: true, works: ['W', 'W', 'V'].map((name) => ({ id: name })) } as never, policy);
    const { read } = withFact(before, ['works', 0, 'price'], true, policy);
    expect(read.rows('works').map((row) => row['price'])).toEqual([true, true, undefined]);
    expect(read.rows('works')[2]).toBe(before.read.rows('works')[2]);
    expect(read.facts['appliedOn']).toBe(true);
  });
});

describe('an answer is refused where it cannot be put', () => {
  it.each([
    [{}, 'works', 'path', 'option'],
    [{}, '$.works[0].colour.of', '$.works[0].colour', 'unknown-property'],
    [{}, '$.works[0].price[0].of', '$.works[0].price[0].of', 'unknown-property'],
    [{ works: [{ id: 'W' }] }, '$.works[1].price', '$.works[1]', 'undeclared'],
    [{ works: [5] }, '$.works[0].price', '$.works[0]', 'type'],
    [null, '$.appliedOn', '$', 'type'],
  ])('%j at %s', (file, path, where, code) => {
    expect(() => withAnswerTo(facts, file, path, true)).toThrow(expect.objectContaining({ path: where, issues: [expect.objectContaining({ code })] }) as Error);
  });
});

describe('the years that stand for one that is not stated', () => {
  const context = contextOf(chengdu2025, undefined);
  it('F.1 and F.2: 2025 and 2026 are in force, 2024 may count for a project filed from 2024-06-01, 2023 cannot', () => {
    expect(calendarOf(context)).toEqual({ from: '2025-02-02', to: '2026-12-31', years: [2025, 2026], before: [2024], tooEarly: 2023 });
  });

  it('are dealt out in each way that differs, three rows apart at most, and before those in force where a row lacks its own', () => {
    expect([0, 1, 2].map((n) => waysFor(n, context))).toEqual([[0], [0, 1, -1], [0, 1, 2, 3, -1]]);
    expect(waysFor(5, context)).toEqual(waysFor(3, context));
  });

  it('are different ones for the rows of one contract: first those in force, then later ones, or ever earlier ones', () => {
    const years = (rows: readonly unknown[], isInForce: boolean, way: number) =>
      withYears(rows, 'year', ['year', 'id'], { isInForce, way }, context).dated.map((row) => (row as { year?: number } | null)?.year);
    const [l, m, nobody] = [{ id: 'L' }, { id: 'M' }, null];
    expect(years([l, l, l, l], true, 0)).toEqual([2025, 2026, 2028, 2029]);
    expect(years([l, m, nobody, { id: 'L', year: 2025 }], true, 0)).toEqual([2026, 2026, undefined, 2025]);
    expect([0, 1, 2, 3].map((way) => years([l, m], true, way).join())).toEqual(['2025,2026', '2026,2026', '2025,2025', '2026,2025']);
    // Beyond three rows they vary together.
    expect(years(['A', 'B', 'C', 'D'].map((name) => ({ id: name })), true, 1)).toEqual([2026, 2026, 2025, 2025]);
    expect(years([l, l, m], true, -1)).toEqual([2024, 2025, 2024]);
    expect(years([l, l, m], false, 0)).toEqual([2023, 2022, 2023]);
  });
});
