/** The policy as data: the official text to the byte, dated numbers, readings, declarations. What the words say of it is in test/policy/coverage.test.ts. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type CaseFile, type DayInput, amendPolicy, assess, chengdu2025, isInvalidCaseError, safeAssess } from '../../src/index.js';
import { measureCatalogue } from '../../src/measures.js';
import { TEXT_SHA256, defaultReadings, officialText, pairRules, readings, sentence, textSegments } from '../../src/policy.js';
import { CHOICES } from '../../src/chengdu/choices.js';
import { caseFacts } from '../../src/chengdu/facts.js';
import type { Fact, FactTable } from '../../src/core/fact.js';
import { READINGS } from '../naive/random.js';
import { choicesOf } from '../support/toy-district.js';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

describe('the official text', () => {
  it('joined from its sentences is the official copy, byte for byte', () => {
    expect(sha256(officialText)).toBe('8941add583d9e72a29439d19fd323b0e48337adbf4da21912eca15c64ebd11d9');
    expect(TEXT_SHA256).toBe(sha256(officialText));
    expect([chengdu2025.textSha256, chengdu2025.id, chengdu2025.version]).toEqual([TEXT_SHA256, 'chengdu-tech-upgrade-2025', '2025-02-02']);
  });

  it('has the sentences of the reading: P.1, A1.1–A8.5, F.1–F.5', () => {
    const counts = [5, 4, 4, 5, 6, 7, 6, 5];
    const expected = ['P.1', ...counts.flatMap((n, a) => Array.from({ length: n }, (_x, i) => `A${a + 1}.${i + 1}`)), 'F.1', 'F.2', 'F.3', 'F.4', 'F.5'];
    expect(textSegments.filter((s) => s.kind === 'sentence').map((s) => s.id)).toEqual(expected);
    expect(textSegments.filter((s) => s.kind === 'title').map((s) => s.id)).toEqual(['T']);
    expect(sentence('F.3')).toBe('除另有规定外，同一投入不得重复享受政策补助，可就高享受最高补助政策。');
    expect(() => sentence('A9.9')).toThrow(expect.objectContaining({ path: 'id', issues: [expect.objectContaining({ code: 'undeclared', received: '"A9.9"' })] }));
    for (const id of ['A9.1', '__proto__']) {
      try {
        sentence(id);
        expect.unreachable();
      } catch (error) {
        expect(isInvalidCaseError(error) && error.issues[0]?.received).toBe(JSON.stringify(id));
      }
    }
  });
});

describe('the register of parameters', () => {
  it('is in force from the first day of F.1 to the last', () => {
    for (const p of Object.values(chengdu2025.parameters)) expect([p.validFrom, p.validTo]).toEqual(['2025-02-02', '2026-12-31']);
  });

  it('is amended as a second register and never in place (F.4)', () => {
    const file: CaseFile = {
      applicationDate: '2025-06-01',
      projects: [{ id: 'P', owner: 'E', filingDate: '2024-07-01', newType: true, pilotIndustry: false, nationalDemonstration: false, totalInvestment: '30000000', equipmentInvestment: '10000000' }],
    };
    const later = amendPolicy(chengdu2025, { version: '2026-01-01', parameters: { 'A1.3.rate.other-new-type': { value: '0.09', words: '9%', validFrom: '2026-01-01' } } });
    const atOnce = amendPolicy(chengdu2025, { version: '2026-01-01', parameters: { 'A1.3.rate.other-new-type': { value: '0.09', words: '9%' } } });
    const total = (applicationDate: DayInput, policy = chengdu2025): string => assess({ ...file, applicationDate }, { policy }).selection.total.max;
    // 8 % and 9 % of 1000万: the application of 2025 keeps its rate, that of 2026 has the new one.
    expect([total('2025-12-31'), total('2025-12-31', later), total('2026-01-01', later)]).toEqual(['800000.00', '800000.00', '900000.00']);
    // Without a first day the value takes the place of the old one for all days.
    expect(total('2025-12-31', atOnce)).toBe('900000.00');
    const corrected = amendPolicy(later, { version: '2026-02-01', parameters: { 'A1.3.rate.other-new-type': { value: '0.1', words: '10%' } } });
    expect([total('2025-12-31', corrected), total('2026-01-01', corrected)]).toEqual(['1000000.00', '1000000.00']);
    expect(assess(file, { policy: later }).policy.version).toBe('2026-01-01');
    expect(total('2026-01-01')).toBe('800000.00');
    expect(() => amendPolicy(chengdu2025, { version: 'x', parameters: { nothing: {} } as never })).toThrow('nothing');
    expect(() => amendPolicy(chengdu2025, { version: 'x', parameters: { 'A1.3.cap': null } as never })).toThrow('amendment.parameters.A1.3.cap: expected an object, found null');
  });
});

describe('the register of readings', () => {
  it('words every value that can be chosen, in the order of the choices', () => {
    expect(choicesOf(readings)).toEqual(CHOICES);
  });

  it.each(Object.entries(readings))('%s quotes its sentence and has its default first', (id, r) => {
    expect(sentence(r.clause)).toContain(r.excerpt);
    expect(Object.keys(r.values).length).toBeGreaterThan(1);
    expect(defaultReadings[id as keyof typeof readings]).toBe(Object.keys(r.values)[0]);
  });

  it('holds the readings and values of the contract', () => {
    expect(Object.fromEntries(Object.entries(readings).map(([id, r]) => [id, Object.keys(r.values)]))).toEqual(READINGS);
  });
});

describe('the declarations', () => {
  it('are twelve, each of an article, a sentence and conditions that exist', () => {
    expect(measureCatalogue.map((m) => m.code)).toEqual(['1a', '1b', '2a', '2b', '3', '4a', '4b', '5a', '5b', '6a', '6b', '7']);
    for (const m of measureCatalogue) {
      expect(sentence(m.clause).length).toBeGreaterThan(0);
      for (const c of m.conditions) expect(sentence(c.clause).length).toBeGreaterThan(0);
    }
  });

  it('are paired in 66 pairs: 31 + 26 + 3 + 5 + 1', () => {
    const count = (relation: string): number => pairRules.filter((r) => r.relation === relation).length;
    expect(pairRules).toHaveLength(66);
    // In the order of the measures, the first of a pair before the second.
    const codes = measureCatalogue.map((m) => m.code);
    expect(pairRules.map(({ pair }) => pair)).toEqual(codes.flatMap((a, i) => codes.slice(i + 1).map((b) => [a, b])));
    expect(['different-beneficiary', 'different-input', 'expressly-stackable', 'same-input', 'sequential'].map(count)).toEqual([31, 26, 3, 5, 1]);
  });
});

describe('a policy version', () => {
  it.each([
    ['A1.3.cap', { value: '-5' }],
    ['A1.3.cap', { value: 'abc' }],
    ['A1.3.rate.pilot-industry', { value: '10' }],
    ['F.2.cutoff', { value: '2024-6-1' }],
    ['A1.3.cap', { unit: 'day' }],
    ['A1.3.cap', { validFrom: '2026-02-30' }],
    ['A1.2.threshold', { bound: 'more' as never }],
    ['A1.2.threshold', { bound: 'on-or-after' }],
    ['F.2.cutoff', { bound: 'at-least' }],
    // A ceiling is a highest amount: below a value there is none.
    ['A1.3.cap', { bound: 'below' }],
    ['A6.5.advance', { bound: 'exactly' }],
    ['A1.3.cap', { validFrom: '2026-03-01', validTo: '2026-02-01' }],
  ] as const)('is refused with a value that is not of its kind: %s %j', (id, change) => {
    expect(() => amendPolicy(chengdu2025, { version: '2026-03-01', parameters: { [id]: change } })).toThrow(new RegExp(`^${id.replace(/\./g, '\\.')}\\.${Object.keys(change).at(-1)}: expected `));
  });

  it('cannot be changed behind the back of everybody who shares it', () => {
    const { decimal } = chengdu2025.parameters['A1.3.cap'];
    expect(Object.isFrozen(decimal) && Object.isFrozen(decimal.d)).toBe(true);
  });

  it('that went through JSON is refused by name', () => {
    const policy = JSON.parse(JSON.stringify(chengdu2025));
    const result = safeAssess({ applicationDate: '2025-06-01' }, { policy });
    expect(result.success ? '' : result.error.path).toBe('options.policy');
  });
});

describe('who can state a fact', () => {
  /** Every fact that may be asked for: where it stands and its declaration. */
  const facts = (table: FactTable, at: string): (readonly [string, Fact])[] =>
    Object.entries(table).flatMap(([name, entry]) => {
      const path = `${at}.${name}`;
      if (entry.kind === 'fact') return entry.required && !path.includes('construction') ? [] : [[path, entry] as const];
      if (entry.kind === 'group') return entry.isEvent ? [] : facts(entry.of, path);
      return entry.kind === 'list' ? facts(entry.of, path) : [];
    });

  it.each(facts(caseFacts, '$').filter(([path]) => !path.startsWith('$.districtMatching')))('%s is asked for, of the enterprise where an applicant states it', (_path, fact) => {
    expect(fact.asking).toBeDefined();
    expect(fact.asking?.who === 'enterprise').toBe(fact.source === 'applicant');
    expect(sentence(fact.asking?.clause ?? '').length).toBeGreaterThan(0);
  });
});
