/** The shipped vectors against the library: each was written from the text, with its arithmetic, before it was run. */
import { describe, expect, it } from 'vitest';
import { type AssessOptions, type CaseFile, amendPolicy, assess, chengdu2025 } from '../../src/index.js';
import { parameters, readingIds, readings, sentence } from '../../src/policy.js';
import { grouped, holds, reckon } from '../vectors/arithmetic.js';
import { POLICY, vectors, vectorsJson } from '../vectors/index.js';
import type { Json, Vector } from '../vectors/vector.js';
import { neverDrawn } from '../support/drawn.js';

/** What a client does: a step is a name in an object, or the key, id or year of an element of a list. */
function at(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((here, step) => {
    if (Array.isArray(here)) return here.find((row: { key?: string; id?: string; year?: number }) => (row.key ?? row.id ?? row.year) === step);
    return (here as Record<string | number, unknown> | undefined)?.[step];
  }, value) ?? null;
}

const found = (v: Vector, options = v.options): [string, unknown][] => {
  const result = assess(v.case as unknown as CaseFile, options as AssessOptions | undefined);
  return v.expected.map(([path]) => [path.join(' '), at(result, path)]);
};
const stated = (v: Vector): [string, Json][] => v.expected.map(([path, value]) => [path.join(' '), value]);

/** The neighbours of a value: a day, a fen (or one, of a number of firms or a rank), or a thousandth of a rate. */
function steps(value: string | number): string[] {
  const text = String(value);
  if (/^\d{4}-/u.test(text)) return [-1, 1].map((n) => new Date(Date.parse(`${text}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10));
  const number = Number(text);
  const step = number < 1 ? 0.001 : number < 1000 ? 1 : 0.01;
  return [number - step, number + step].map((n) => String(Number(n.toFixed(3))));
}

describe('the vectors', () => {
  it.each(vectors.map((v) => [v.id, v] as const))('%s', (_id, v) => {
    expect(found(v), v.words).toEqual(stated(v));
  });

  it('are at least 400, each with an id of its own, the words of the law and the arithmetic', () => {
    expect(vectors.length).toBeGreaterThanOrEqual(400);
    expect(new Set(vectors.map((v) => v.id)).size).toBe(vectors.length);
    for (const v of vectors) {
      expect(sentence(v.clause as never), v.id).toContain(v.quote);
      expect(v.words.length * v.expected.length, v.id).toBeGreaterThan(0);
    }
  });

  it('state every fact of a case, every choice, every yes and every no', () => {
    expect(neverDrawn(chengdu2025.facts, vectors.map((v) => v.case as object))).toEqual([]);
  });

  it('turn on every value of every reading: some vector of it comes out otherwise under the default', () => {
    const turning = new Set(vectors.flatMap((v) => {
      const chosen = v.options?.readings;
      if (chosen === undefined) return [];
      return Object.entries(chosen).flatMap(([id, value]) => {
        const others = Object.fromEntries(Object.entries(chosen).filter(([other]) => other !== id));
        return JSON.stringify(found(v, { readings: others })) === JSON.stringify(stated(v)) ? [] : [`${id}: ${value}`];
      });
    }));
    const open = readingIds.flatMap((id) => Object.keys(readings[id].values).slice(1).map((value) => `${id}: ${value}`));
    expect(open.filter((r) => !turning.has(r))).toEqual([]);
  });

  it.each(Object.entries(parameters))('notice the smallest step of %s, up and down', (id, { clause, value, words }) => {
    const near = [...vectors].sort((a, b) => Number(b.clause === clause) - Number(a.clause === clause));
    for (const other of steps(value)) {
      const policy = amendPolicy(chengdu2025, { version: 'mutant', parameters: { [id]: { value: other, words } } });
      const noticed = near.some((v) => JSON.stringify(found(v, { ...v.options, policy } as Vector['options'])) !== JSON.stringify(stated(v)));
      expect(noticed, other).toBe(true);
    }
  });

  it('are for this text, and the file is the same bytes each time', () => {
    expect(assess({ applicationDate: '2025-06-18' }).policy).toEqual(POLICY);
    expect(vectorsJson()).toBe(vectorsJson());
    expect(JSON.parse(vectorsJson())).toEqual({ policy: POLICY, vectors: JSON.parse(JSON.stringify(vectors)) });
  });
});

describe('arithmetic in words', () => {
  it.each([
    ['设备投资52360000元×10%', '5236000.00'],
    ['取低（（1元＋2元）×3，8元）', '8.00'],
    ['四舍五入（0.05元×10%）', '0.01'],
    ['舍去（0.05元×10%）', '0.00'],
    ['2025年300000元－1÷4', '299999.75'],
  ])('%s', (words, money) => expect(reckon(words).toMoney()).toBe(money));

  it('refuses what is not a sum of whole fen, or not one figure', () => {
    expect(() => reckon('0.05元×10%').toMoney()).toThrow('not a sum of money');
    expect(() => reckon('1元2元')).toThrow('more than one figure');
  });

  it('compares figures and days', () => {
    expect([holds('4999999.99元＜5000000元'), holds('5000000元＜5000000元'), holds('备案日2024-05-31＜2024-06-01，9家≥10家'), holds('未备案')]).toEqual([true, false, false, true]);
  });

  it('groups numbers, not years', () => expect(grouped('2025年1234567.89元＋1000元，100元，评价年2027＞有效期末年2026')).toBe('2025年1,234,567.89元＋1,000元，100元，评价年2027＞有效期末年2026'));
});
