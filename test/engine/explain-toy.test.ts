/** Questions, match and comparison work for a policy that the engine has never heard of. */
import { expect, it } from 'vitest';
import { compareReadingsUnder, matchUnder, nextQuestionsUnder } from '../../src/explain/index.js';
import * as toy from '../support/toy-district.js';

const policy = Object.values(toy).find((v) => typeof v === 'object' && v !== null && 'measures' in v) as Parameters<typeof matchUnder>[0];

it('an empty profile finds every measure possible, up to its cap', () => {
  const { measures } = matchUnder(policy, {});
  expect(measures.map((m) => m.measure).sort()).toEqual(policy.measures.map((m) => m.id).sort());
  for (const m of measures) expect([m.code, m.fit, m.stated]).toEqual([m.code, 'possible', false]);
});

it('questions and comparison run on what a profile states', () => {
  const day = Object.entries(policy.facts).filter(([, e]) => e.kind === 'fact' && e.required).map(([name]) => [name, '2026-06-01']);
  const file = Object.fromEntries(day);
  expect(nextQuestionsUnder(policy, file)).toEqual([]);
  expect(compareReadingsUnder(policy, file).irrelevant).toEqual(Object.keys(policy.readings));
});
