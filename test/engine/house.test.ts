/** The tests that hold the house up: who may import whom, who may name what, and that every declaration is complete. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { assess, chengdu2025 } from '../../src/index.js';
import type { FactGroup, FactList, FactTable } from '../../src/core/fact.js';
import type { Measure } from '../../src/core/measure.js';
import type { Policy } from '../../src/core/policy.js';
import type { Bilingual } from '../../src/core/text.js';
import { assessUnder } from '../../src/assess/assess.js';
import { readings } from '../../src/policy.js';
import { toyCase, toyDistrict } from '../support/toy-district.js';

const SRC = new URL('../../src/', import.meta.url).pathname;
const files = [...readdirSync(SRC, { recursive: true })].filter((f) => f.endsWith('.ts')).sort();
const read = (file: string): string => readFileSync(join(SRC, file), 'utf8');
/** Code without comments. */
const code = (file: string): string => read(file).replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
/** The entries bind the engine to the published policy; everything else is policy-neutral. */
const ENTRIES = ['index.ts', 'measures.ts', 'policy.ts', 'words.ts', 'sheet.ts', 'schema.ts'];
const neutral = files.filter((f) => !f.startsWith('chengdu/') && !ENTRIES.includes(f));

describe('outside the folder of the policy', () => {
  it('there is something to look at', () => expect(neutral.length).toBeGreaterThan(30));

  it.each(neutral)('%s imports nothing of the policy', (file) => {
    expect(code(file)).not.toMatch(/from '[^']*\/chengdu\//);
  });

  const { measures, register } = chengdu2025;
  const names = new Set([
    ...measures.flatMap((m) => [m.id, ...m.conditions.map((c) => c.id).filter((id) => id.includes('-') && !id.startsWith('applied'))]),
    ...measures.map((m) => m.code).filter((c) => /^\d[ab]$/.test(c)),
    ...Object.keys(register),
    ...Object.keys(readings),
    ...chengdu2025.sentences.map((s) => s.id).filter((id) => /^(?:[AP]\d|F\.)/.test(id)),
    ...Object.keys(chengdu2025.facts),
  ]);

  it.each(neutral)('%s names no measure, parameter, reading, sentence or list of it', (file) => {
    const literals = [...code(file).matchAll(/'([^'\n]*)'|\.([A-Za-z]\w*)/g)].map(([, quoted, property]) => quoted ?? property);
    // A cause of the audit happens to be called like a reading.
    const isCause = (l: string): boolean => l === 'rounding' && file.startsWith('audit/');
    expect(literals.filter((l) => l !== undefined && names.has(l) && !isCause(l) && !(Object.keys(chengdu2025.facts).includes(l) && l.length < 6))).toEqual([]);
  });

  it.each(files)('%s reads no clock, file, network or environment', (file) => {
    expect(code(file)).not.toMatch(/Date\.now|new Date\(\)|Math\.random|process\.|require\(|from 'node:|toLocale|Intl\.|console\.|parseFloat/);
  });

  it.each(files)('%s sorts by no order that never says “the same”: engines would disagree', (file) => {
    expect(code(file)).not.toMatch(/(?:=>|return) [^?\n]* [<>] [^?\n]*\? -?1 : -?1\b/);
  });

  it.each(files.filter((f) => !f.startsWith('chengdu/')))('%s types no number or day of the policy', (file) => {
    const numbers = chengdu2025.measures.flatMap((m) => m.parameters.map((id) => (register[id] as readonly { readonly value: string }[])[0]?.value as string));
    const typed = new Set(numbers.filter((n) => n.length > 3));
    const literals = [...code(file).matchAll(/'([\d.-]+)'|(?<![\w.])(\d[\d_]{4,})(?![\w.])/g)].map(([, quoted, bare]) => (quoted ?? bare ?? '').replaceAll('_', ''));
    expect(literals.filter((l) => typed.has(l) && l !== '1000000')).toEqual([]);
  });
});

describe('inside it', () => {
  /** The text itself, the register, and where the text is quoted: there a number stands. */
  const QUOTES = /^chengdu\/(?:text|parameters)\.ts$/;
  const quoted = /(?:excerpt|words): '[^']*'/g;
  const literals = (file: string): string[] => [...code(file).replace(quoted, '').matchAll(/'((?:[^'\\\n]|\\.)*)'|"([^"\n]*)"|`([^`]*)`/g)].map(([, a, b, c]) => a ?? b ?? (c as string).replace(/\$\{[^{}]*\}/g, '…'));
  const NUMBER = /\d[\d,.]*\s?(?:%|万|亿|元|名|家|年|天|倍|percent|yuan|million|enterprises|days)|[一二三四五六七八九十百千两]+(?:万元|亿元|名|家|成)|百分之|(?<![-\w])(?:ten|twenty|fifty|hundred|million|percent)\b|(?:first|top|after|before|than) \d/;

  it('there is something to look at', () => {
    const all = files.filter((f) => f.startsWith('chengdu/') && !QUOTES.test(f)).flatMap(literals);
    expect(all.length).toBeGreaterThan(800);
    for (const said of ['年度评价排名在前50名以内', '从100万元上限扣减', 'the lower of progress and 50 %', '10家', 'among the first fifty', '大项目必在2026年后']) expect(said).toMatch(NUMBER);
  });

  it.each(files.filter((f) => f.startsWith('chengdu/') && !QUOTES.test(f)))('%s words no number of the policy: an amendment would not reach it', (file) => {
    expect(literals(file).filter((l) => NUMBER.test(l))).toEqual([]);
  });
});

const tableOf = (policy: Policy, name: string): FactTable => (policy.facts[name] as FactList).of;

describe.each([
  ['the city', chengdu2025 as Policy],
  ['a toy district', toyDistrict],
])('every declaration of %s is complete', (_name, policy) => {
  const clauses = new Set(policy.sentences.map((s) => s.id));

  it.each(policy.measures.map((m) => [m.id, m] as const))('%s', (_id, m: Measure) => {
    expect(clauses.has(m.clause)).toBe(true);
    expect(m.title.zh.length * m.title.en.length).toBeGreaterThan(0);
    expect(policy.kinds[m.kind]).toBeDefined();
    expect(policy.responsibilities.some((r) => r.article === m.article && r.lead.length > 0)).toBe(true);
    for (const c of [...m.conditions, ...(m.rows?.conditions ?? [])]) {
      expect(clauses.has(c.clause), c.id).toBe(true);
      expect(c.label.zh.length * c.label.en.length, c.id).toBeGreaterThan(0);
      const own = new Set([...Object.keys(m.facts), ...Object.keys((m.rows === undefined ? {} : (m.facts[m.rows.fact] as FactList).of) as FactTable), ...(m.rows?.inherits ?? [])]);
      for (const name of c.facts) expect(own.has(name), `${c.id} looks at ${name}`).toBe(true);
    }
    for (const id of m.parameters) expect(policy.register[id], id).toBeDefined();
    if (m.formula.cap !== undefined) expect(m.parameters).toContain(m.formula.cap);
    if (m.pays !== undefined && m.pays.as !== 'once') {
      expect(m.parameters).toContain(m.pays.share);
      expect(Object.keys(m.pays.facts)).toContain(m.pays.paid);
    }
    if (m.uses?.bundle !== undefined) expect(policy.bundles[m.uses.bundle]).toBeDefined();
    // Every other measure has a relation to it, the same from both sides.
    for (const other of policy.measures) {
      if (other === m) continue;
      const relation = policy.overlap.relation(m.code, other.code, policy.defaults);
      expect(relation).toBe(policy.overlap.relation(other.code, m.code, policy.defaults));
    }
  });

  it('every fact that is looked at is found in a case, and the payee too', () => {
    for (const m of policy.measures) {
      const row = tableOf(policy, 'each' in m.source ? m.source.each : m.source.group);
      const join = m.source.join;
      const refers = join === undefined ? undefined : (row[join] as { readonly refersTo?: string }).refersTo;
      const inner = 'each' in m.source && m.source.inside !== undefined ? (row[m.source.inside] as FactList).of : {};
      const groups = Object.values(row).flatMap((e) => (e.kind === 'group' ? Object.keys((e as FactGroup).of) : []));
      const found = new Set([...Object.keys(row), ...Object.keys(inner), ...groups, ...(refers === undefined ? [] : Object.keys(tableOf(policy, refers))), ...Object.keys(policy.facts), m.subject, 'year']);
      const foundIn = ('each' in m.source ? m.source.foundIn : undefined) ?? {};
      for (const name of [...Object.keys(m.facts), ...(m.pays === undefined || m.pays.as === 'once' ? [] : Object.keys(m.pays.facts))]) {
        const derived = policy.derived?.({}, { ...policy.defaults, leasedEquipmentInInvestment: 'no' })?.fact === name;
        expect(found.has(foundIn[name] ?? name) || derived, `${m.id} ${name}`).toBe(true);
      }
      expect(found.has(m.payee.fact), m.id).toBe(true);
    }
  });

  it('every unknown fact can be asked for, and answered by somebody', () => {
    const walk = (table: FactTable, at: string): void => {
      for (const [name, entry] of Object.entries(table)) {
        expect(entry.name.zh.length * entry.name.en.length, `${at}.${name}`).toBeGreaterThan(0);
        if (entry.kind === 'list') walk(entry.of, `${at}.${name}`);
        else if (entry.kind === 'group' && !entry.isEvent) walk(entry.of, `${at}.${name}`);
        else if (entry.kind === 'fact' && !entry.required) {
          expect(policy.answerers[entry.asking?.who as string], `${at}.${name}`).toBeDefined();
          expect(clauses.has(entry.asking?.clause as string), `${at}.${name}`).toBe(true);
        }
      }
    };
    walk(policy.facts, '$');
  });

  it('nothing is called, or asked for, as what stands beside it', () => {
    const doubled: string[] = [];
    const distinct = (where: string, names: readonly Bilingual[]): void => {
      for (const lang of ['zh', 'en'] as const) {
        const said = names.map((n) => n[lang]);
        doubled.push(...said.filter((name, i) => said.indexOf(name) !== i).map((name) => `${where}: ${name}`));
      }
    };
    const walk = (at: string, table: FactTable): void => {
      const entries = Object.entries(table);
      distinct(at, entries.map(([, e]) => e.name));
      distinct(`questions of ${at}`, entries.flatMap(([, e]) => (e.kind === 'fact' && e.asking !== undefined ? [e.asking.question] : [])));
      for (const [name, e] of entries) {
        if (e.kind === 'list' || e.kind === 'group') walk(`${at}.${name}`, e.of);
        else if (e.kind === 'fact' && e.options !== undefined) distinct(`${at}.${name}`, Object.values(e.options));
      }
    };
    walk('$', policy.facts);
    distinct('measures', policy.measures.map((m) => m.title));
    for (const m of policy.measures) distinct(m.code, [...m.conditions, ...(m.rows?.conditions ?? []), ...(m.sumCondition === undefined ? [] : [m.sumCondition])].map((c) => c.label));
    distinct('parameters', Object.values(policy.parameters).map((p) => p.name));
    distinct('readings', Object.values(policy.readings).map((r) => r.question));
    for (const [id, r] of Object.entries(policy.readings)) distinct(id, Object.values(r.values));
    distinct('kinds', Object.values(policy.kinds));
    distinct('answerers', Object.values(policy.answerers));
    distinct('warnings', Object.values(policy.warningKinds ?? {}));
    distinct('departments', Object.entries(policy.departments ?? {}).map(([zh, en]) => ({ zh, en })));
    expect(doubled).toEqual([]);
  });

  it('every parameter stands in its sentence, and every reading quotes one', () => {
    const words = new Map(policy.sentences.map((s) => [s.id, s.text]));
    for (const p of Object.values(policy.parameters)) expect(words.get(p.clause)).toContain(p.words);
    for (const r of Object.values(policy.readings)) expect(words.get(r.clause)).toContain(r.excerpt);
  });
});

describe('a policy that the engine has never seen', () => {
  const total = (a: ReturnType<typeof assessUnder>) => a.selection.total;

  it('is assessed: 20 + 50万 of the works, and 3万 of the 3.5万 of services', () => {
    const a = assessUnder(toyDistrict, toyCase);
    expect(total(a)).toEqual({ min: '730000.00', max: '730000.00' });
    expect(a.selection.chosen).toEqual(['renewal-grant:W2', 'renewal-bonus:W1', 'service-subsidy:F:2026']);
    expect(a.selection.forgone).toMatchObject([{ key: 'renewal-grant:W1', insteadOf: ['renewal-bonus:W1'], clause: 'D5' }]);
    expect(a.byPayee).toEqual([{ kind: 'enterprise', id: 'F', total: { min: '730000.00', max: '730000.00' } }]);
  });

  it('obeys its own reading: 15 + 20 + 50 + 3万', () => {
    expect(total(assessUnder(toyDistrict, toyCase, { readings: { bonusBesideGrant: 'both' } }))).toEqual({ min: '880000.00', max: '880000.00' });
  });

  it('pays in its own stages: 20 % of 50万 is 10万, 5万 of it paid', () => {
    const a = assessUnder(toyDistrict, toyCase);
    expect(a.payments.find((p) => p.key === 'renewal-grant:W2')?.advance).toEqual({
      cumulativeLimit: { min: '100000.00', max: '100000.00' },
      payableNow: { min: '50000.00', max: '50000.00' },
    });
  });

  it('takes an unknown fact for a range: 5 % of an unknown equipment is nothing to 50万', () => {
    const works = [{ id: 'W', firm: 'F' }];
    expect(total(assessUnder(toyDistrict, { appliedOn: '2026-03-01', works }))).toEqual({ min: '0.00', max: '500000.00' });
  });

  it('can be given to any call as an option', () => {
    expect(total(assess(toyCase as never, { policy: toyDistrict as never }) as never)).toEqual({ min: '730000.00', max: '730000.00' });
  });

  it('refuses what its own table does not know', () => {
    expect(() => assessUnder(toyDistrict, { appliedOn: '2026-03-01', projects: [] })).toThrow('$.projects');
  });
});

describe('properties', () => {
  const TESTS = new URL('../', import.meta.url).pathname;
  const source = (file: string): string => readFileSync(join(TESTS, file), 'utf8');
  const own = readdirSync(TESTS, { recursive: true }).filter((f) => f.endsWith('.test.ts') && f !== 'engine/house.test.ts' && source(f).includes('fc.assert('));

  /** What stands between the brackets that open at a place. */
  function inside(text: string, from: number): string {
    let depth = 0;
    for (let i = from; i < text.length; i += 1) {
      if ('([{'.includes(text.charAt(i))) depth += 1;
      else if (')]}'.includes(text.charAt(i)) && (depth -= 1) === 0) return text.slice(from, i);
    }
    return text.slice(from);
  }

  it.each(own)('of %s count how often their preconditions hold', (file) => {
    const text = source(file);
    expect(text).not.toContain('fc.pre(');
    const bodies = [...text.matchAll(/fc\.assert\(/g)].map((m) => inside(text, m.index + m[0].length - 1));
    const silent = bodies.flatMap((b) => b.split('\n')).filter((line) => /\bif \(.*(?:\breturn;|\bcontinue;|\) expect\()/.test(line) && !line.includes('given('));
    expect(silent).toEqual([]);
  });
});

describe('literals', () => {
  /** The lines of the accessors that stand in an object literal; those of a class are shared by all its objects. */
  function accessorsIn(text: string): number[] {
    const file = ts.createSourceFile('any.ts', text, ts.ScriptTarget.Latest, true);
    const lines: number[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isAccessor(node) && ts.isObjectLiteralExpression(node.parent)) lines.push(file.getLineAndCharacterOfPosition(node.getStart()).line + 1);
      ts.forEachChild(node, visit);
    };
    visit(file);
    return lines;
  }

  it('are told from classes', () => {
    expect(accessorsIn('class A { get a() { return 1; } }\nconst b = () => ({ c: 1, get d() { return 2; } });\nexport const e = { set f(g: number) {} };')).toEqual([2, 3]);
  });

  // Each such object gets a hidden class of its own, which holds all that its functions see until the next full collection.
  it.each(files)('%s has no accessor in one', (file) => expect(accessorsIn(read(file))).toEqual([]));
});
