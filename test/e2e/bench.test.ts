/** The benchmark times only what gives the same results; what it found stands in both READMEs. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { agreement } from '../bench/engines/index.mjs';

const FACTS = { project: 'P', applicationDate: '2025-06-01', filingDate: '2024-07-01', pilotIndustry: true, equipmentInvestment: '12345678.95' };
// A1.3: 10 % of 12,345,678.95 is 1,234,567.895, rounded half up.
const EXPECTED = { status: 'eligible', amount: { min: '1234567.90', max: '1234567.90' } };

const compared = (answer: { readonly eligible: boolean; readonly amount: number | string }): Promise<number> => {
  const measures = { investmentSubsidy: { prepare: (facts: unknown) => facts, call: () => answer } };
  return agreement({ name: 'made up', measures }, 'investmentSubsidy', [FACTS], [EXPECTED]);
};

describe('before the engines are timed', () => {
  it('an amount that is equal counts', async () => expect(await compared({ eligible: true, amount: '1234567.90' })).toBe(1));

  it('one that doubles put a fen beside it does not, and is told in the table', async () =>
    expect(await compared({ eligible: true, amount: 1_234_567.89 })).toBe(0));

  it.each([
    ['another rate', { eligible: true, amount: 12_345_678.95 * 0.11 }],
    ['two fen less', { eligible: true, amount: 1_234_567.88 }],
    ['another status', { eligible: false, amount: 1_234_567.9 }],
    ['no amount', { eligible: true, amount: Number.NaN }],
  ])('%s ends the run with the application', async (_name, answer) =>
    expect(compared(answer)).rejects.toThrow(/made up differs in investmentSubsidy on .*"project":"P"/));
});

describe('the tables of the READMEs', () => {
  const figures = (file: string): string[] => {
    const page = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
    const block = /<!-- bench -->([\s\S]*)<!-- \/bench -->/.exec(page)?.[1] ?? '';
    return block.match(/\d{4}-\d{2}-\d{2}|[\d.]+ (?:×|kB|MB)/g) ?? [];
  };

  it('are of one run in both languages', () => {
    expect(figures('README.zh-CN.md')).toEqual(figures('README.md'));
    expect(figures('README.md').length).toBeGreaterThan(30);
  });
});
