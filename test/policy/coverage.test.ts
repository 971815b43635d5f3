/** The text against the code: every sentence, number and operative word is claimed once, and says what the code does. */
import { readFileSync, writeFileSync } from 'node:fs';
import { env } from 'node:process';
import { describe, expect, it } from 'vitest';
import { chengdu2025 } from '../../src/index.js';
import { coverage } from '../../src/policy.js';
import { COMPARISONS, type BoundWord } from '../../src/core/bound.js';
import { type CoveredSentence, cover } from '../../src/core/coverage.js';
import type { ParameterRecord } from '../../src/core/law.js';
import { neighbours } from '../support/neighbours.js';
import { type Checked, boundOf, textFaults, valueOf } from '../support/text-faults.js';
import { toyDistrict } from '../support/toy-district.js';
import { clausesTested, traceability } from '../support/traceability.js';

const { measures, overlap, defaults } = chengdu2025;
const stackable = measures
  .filter((m) => measures.some((other) => other !== m && overlap.relation(m.code, other.code, defaults) === 'expressly-stackable'))
  .map((m) => m.article);
const published: Checked = { ...chengdu2025, coverage, stackable };
const parameters = Object.entries<ParameterRecord>(chengdu2025.parameters);
const modelled = coverage.filter((s) => s.status === 'modelled');

/** The faults when one sentence, or one parameter, is another. */
const withSentence = (clause: string, change: (s: CoveredSentence) => CoveredSentence): string[] =>
  textFaults({ ...published, coverage: coverage.map((s) => (s.clause === clause ? change(s) : s)) });
const withParameter = (id: string, change: Partial<ParameterRecord>): string[] =>
  textFaults({ ...published, parameters: { ...published.parameters, [id]: { ...(published.parameters[id] as ParameterRecord), ...change } } });

describe('the text as published', () => {
  it('has no word without code and no code without words', () => {
    expect(textFaults(published)).toEqual([]);
  });

  it('comes in all its pieces, in order', () => {
    expect(coverage.map((s) => [s.clause, s.text])).toEqual(chengdu2025.sentences.map((s) => [s.id, s.text]));
    expect(coverage.filter((s) => s.kind === 'sentence' && s.status !== 'modelled').map((s) => s.clause)).toEqual([
      'P.1', 'A1.1', 'A2.1', 'A3.1', 'A4.1', 'A4.2', 'A5.1', 'A6.1', 'A7.1', 'A7.2', 'A8.1', 'A8.2', 'A8.3', 'F.5',
    ]);
  });

  it('is claimed by spans of characters', () => {
    expect(coverage.find((s) => s.clause === 'A1.2')?.claims).toEqual([
      { words: '投资500万元（含）以上', start: 1, end: 13, parameter: 'A1.2.threshold', by: ['condition:total-investment'] },
      { words: '且纳入工业投资统计', start: 13, end: 22, by: ['condition:in-industrial-statistics'] },
      { words: '技改项目', start: 23, end: 27, by: ['condition:technical-upgrade'] },
      { words: '一次性最高10万元奖励', start: 30, end: 41, parameter: 'A1.2.cap', by: ['formula:1a'] },
    ]);
  });

  it.each(modelled.map((s) => s.clause))('%s is exercised by a test that names it', (clause) => {
    expect(clausesTested().get(clause) ?? []).not.toEqual([]);
  });
});

describe('how words are read', () => {
  it.each([
    ['投资500万元（含）以上', '5000000', 'at-least'],
    ['投资超过500万元', '5000000', 'above'],
    ['不超过补助总额50%', '0.5', 'at-most'],
    ['年利率2.5%', '0.025', 'exactly'],
    ['销售总金额的0.5%', '0.005', 'exactly'],
    ['排名前50', '50', 'at-most'],
    ['10家以上直接配套企业', '10', 'at-least'],
    ['自2025年2月2日起施行', '2025-02-02', 'on-or-after'],
    ['有效期至2026年12月31日', '2026-12-31', 'on-or-before'],
    ['2024年6月1日（含）后备案', '2024-06-01', 'on-or-after'],
    // Two numbers and two bounds are none.
    ['最高10万元或20%', undefined, 'at-most'],
    ['500万元以上最高10万元', undefined, undefined],
  ])('%s', (words, value, bound) => {
    expect([valueOf(words), boundOf(words)]).toEqual([value, bound]);
  });
});

describe('a fault in the text or its claims is found', () => {
  it.each(coverage.map((s) => s.clause))('%s without any one of its claims, or with one twice', (clause) => {
    const { claims } = coverage.find((s) => s.clause === clause) as CoveredSentence;
    for (const claim of claims) {
      expect(withSentence(clause, (s) => ({ ...s, claims: s.claims.filter((c) => c !== claim) })), `without ${claim.words}`).not.toEqual([]);
      expect(withSentence(clause, (s) => ({ ...s, claims: [...s.claims, claim] })), `twice ${claim.words}`).not.toEqual([]);
      expect(withSentence(clause, (s) => ({ ...s, claims: s.claims.map((c) => (c === claim ? { ...c, by: ['condition:nothing'] } : c)) }))).not.toEqual([]);
    }
  });

  it.each(modelled.map((s) => s.clause))('%s with any one character changed', (clause) => {
    const { text, claims } = coverage.find((s) => s.clause === clause) as CoveredSentence;
    for (const { start, end, words } of claims) {
      for (let i = start; i < end; i += 1) {
        const changed = `${text.slice(0, i)}某${text.slice(i + 1)}`;
        expect(withSentence(clause, (s) => ({ ...s, text: changed })), `${words} ${i}`).not.toEqual([]);
      }
    }
  });

  it.each([
    ['A1.2', '给予', '但', 'A1.2 leaves '],
    ['A1.1', '鼓励企业', '最高5万', 'A1.1 「最高」 stands in a sentence without code'],
    ['A8.2', '政策普及率', '补贴500元', 'A8.2 「500」 stands in a sentence without code'],
    ['A1.1', '企业', '或者', 'A1.1 「或」 is a word without a rule'],
  ])('%s with 「%s」 for 「%s」', (clause, words, other, fault) => {
    expect(withSentence(clause, (s) => ({ ...s, text: s.text.replace(words, other) })).join('\n')).toContain(fault);
  });

  it.each(modelled.filter((s) => s.claims.some((c) => c.parameter !== undefined)).map((s) => s.clause))('%s declared programmatic', (clause) => {
    const programmatic = withSentence(clause, (s) => ({ ...s, status: 'programmatic', claims: [{ words: s.text, start: 0, end: s.text.length, by: ['programmatic'] }] }));
    expect(programmatic.join('\n')).toContain('stands in a sentence without code');
  });

  it('a heading of another article', () => {
    expect(withSentence('A3', (s) => ({ ...s, text: s.text.replace('三', '四'), claims: [{ words: s.text.replace('三', '四'), start: 0, end: s.text.length, by: ['heading'] }] }))).toEqual(['A3 is headed as Article 4']);
  });
});

describe('a fault in the register is found', () => {
  it.each(parameters)('%s one step higher or lower, under another comparison, with another scope', (id, p) => {
    for (const value of neighbours(p)) expect(withParameter(id, { value }), value).not.toEqual([]);
    for (const bound of Object.keys(COMPARISONS) as BoundWord[]) if (bound !== p.bound) expect(withParameter(id, { bound }), bound).not.toEqual([]);
    const scopes = new Set(parameters.flatMap(([, q]) => (q.scope === undefined ? [] : [q.scope])));
    for (const scope of scopes) if (scope !== p.scope) expect(withParameter(id, { scope }), scope).not.toEqual([]);
    expect(withParameter(id, { scope: 'per-month' })).toContain(`${id} has the unknown scope per-month`);
  });

  it.each<[string, Partial<ParameterRecord>, string]>([
    ['A1.2.cap', { words: '10万元奖励' }, 'A1.2.cap is at-most, its words say exactly'],
    ['A1.4.advance', { words: '补助总额50%' }, 'A1.4.advance is at-most, its words say exactly'],
    ['A1.3.threshold', { words: '投资2000万元' }, 'A1.3.threshold is at-least, its words say exactly'],
    ['A5.3.amount', { words: '最高30万元奖励' }, 'A5.3.amount is exactly, its words say at-most'],
    ['F.2.cutoff', { words: '2024年6月1日' }, 'F.2.cutoff is on-or-after, its words say exactly'],
    ['A2.3.rate', { words: '年利率2.05%' }, 'A2.3.rate is 0.025, its words say 0.0205'],
    ['A2.2.cap', { value: '2000000.01' }, 'A2.2.cap is 2000000.01, its words say 2000000'],
    ['A4.3.cap', { scope: 'one-off' }, 'A4.3.cap is one-off without 「一次性」'],
    ['A4.3.cap', { scope: 'project' }, 'A4.3.cap is project without 「单个项目」'],
    ['A6.4.cap', { scope: 'enterprise-year' }, 'A6.4.cap is enterprise-year without 「每年」'],
  ])('%s %j contradicts the words', (id, change, fault) => {
    expect(withParameter(id, change)).toContain(fault);
  });

  it('a yearly ceiling whose 每年 nobody claims', () => {
    const without = withSentence('A3.3', (s) => ({ ...s, claims: s.claims.filter((c) => c.words !== '每年') }));
    expect(without).toEqual(['A3.3 leaves 「，对，每年对的给予。」 unclaimed', 'A3.3 「每年」 is claimed 0 times', 'A3.3.cap is provider-year without 「每年」', 'year:3 claims no words']);
  });

  it('a scope that the text gives cannot be dropped: 单个项目, 单户企业, 每年, 一次性', () => {
    const dropped = (id: string): string[] => {
      const { scope: _scope, ...rest } = published.parameters[id] as ParameterRecord;
      return textFaults({ ...published, parameters: { ...published.parameters, [id]: rest } });
    };
    for (const [id, word] of [['A1.3.cap', '单个项目'], ['A2.2.cap', '单户企业'], ['A1.2.cap', '一次性'], ['A6.2.amount', '一次性']] as const) {
      expect(dropped(id).join('\n')).toContain(`「${word}」 is not the scope of a parameter`);
    }
    // The scope per supplier follows from no word but the discussion of I-25.
    const unexplained = withSentence('A4.3', (s) => ({ ...s, claims: s.claims.map(({ see: _see, ...c }) => c) }));
    expect(unexplained).toEqual(['A4.3.cap is supplier without a discussion that says why']);
  });

  it('a condition, a formula, a payment or a department that no words stand behind', () => {
    const [first, ...rest] = measures;
    const extra = { ...first, conditions: [...(first?.conditions ?? []), { id: 'registered-here', clause: 'A1.2', label: { zh: '', en: '' }, facts: [], test: () => ({ outcome: 'met', required: '' }) }] } as never;
    expect(textFaults({ ...published, measures: [extra, ...rest] })).toEqual(['A1.2 condition:registered-here claims no words']);
    expect(textFaults({ ...published, measures: [...measures, { ...first, code: '9' } as never] })).toEqual(['formula:9 claims no words']);
    expect(textFaults({ ...published, responsibilities: [...published.responsibilities, { article: 9, clause: 'F.5', lead: [], cooperating: [] }] })).toEqual(['F.5 departments claims no words']);
  });
});

describe('another policy', () => {
  it('is covered by the same function: the toy district, two sentences of five', () => {
    const table = { D1: [['D1.cap', 'formula:G'], ['D1.threshold', 'condition:equipment'], ['D1.rate', 'formula:G']], D2: { status: 'not-modelled', reason: { zh: '略', en: 'left out' } } } as const;
    const covered = cover(toyDistrict.sentences, toyDistrict.parameters, table);
    expect(covered.map((s) => [s.clause, s.status, s.claims.map((c) => c.words)])).toEqual([
      ['D1', 'modelled', ['100万元以上', '5%', '最高50万元']],
      ['D2', 'not-modelled', [covered[1]?.text]],
      ['D3', 'modelled', []],
      ['D4', 'modelled', []],
      ['D5', 'modelled', []],
    ]);
    // Words that are not in the sentence stand nowhere in it.
    expect(cover(toyDistrict.sentences, toyDistrict.parameters, { D3: [['30万元', 'formula:B']] })[2]?.claims).toEqual([{ words: '30万元', start: -1, end: -1, by: ['formula:B'] }]);
  });
});

describe('the traceability pages', () => {
  it.each([['en', 'TRACEABILITY.md'], ['zh', 'TRACEABILITY.zh-CN.md']] as const)('in %s are as the text, the code and the tests have it', (lang, name) => {
    const file = new URL(`../../src/chengdu/${name}`, import.meta.url).pathname;
    const page = traceability(chengdu2025, coverage, lang);
    if (env['UPDATE_TRACEABILITY'] === '1') writeFileSync(file, page);
    expect(readFileSync(file, 'utf8')).toBe(page);
  });
});
