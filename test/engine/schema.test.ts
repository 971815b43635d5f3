/**
 * The published schemas, held against an independent validator: they accept what the library accepts and gives, refuse what it
 * refuses but for a stated list, and say of every property what it is in both languages.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import { assessUnder } from '../../src/assess/assess.js';
import type { Assessment as AnyAssessment } from '../../src/assess/assessment.js';
import { CAUSES, FINDINGS } from '../../src/audit/finding.js';
import { type AuditReport, type Award, auditUnder } from '../../src/audit/index.js';
import type { besideShape } from '../../src/chengdu/beside.js';
import type { MeasureId, SubjectKind } from '../../src/chengdu/catalogue.js';
import { ISSUE, WARNING } from '../../src/words/terms.js';
import type { Policy } from '../../src/core/policy.js';
import type { Matching, Question, ReadingsComparison } from '../../src/explain/index.js';
import {
  type Assessment, type CaseFile, type Determination, assess, audit, chengdu2025, compareReadings, match, nextQuestions, safeAssess,
} from '../../src/index.js';
import { beyondJsonSchema, caseSchema, facts, jsonSchemas, openApi } from '../../src/schema.js';
import type { comparisonShape, matchingShape, questionsShape } from '../../src/schema/answer-shapes.js';
import type { reportShape } from '../../src/schema/audit-shapes.js';
import { type JsonSchema, factsOf, jsonSchemasOf } from '../../src/schema/index.js';
import type { assessmentShape } from '../../src/schema/shapes.js';
import { NATURE, OUTCOME, STATUS } from '../../src/words/terms.js';
import { type Path, changed, isBeyond, ledgerOf, mutation, places } from '../support/broken.js';
import { caseWithGaps, completeCase } from '../support/cases.js';
import { toyCase, toyDistrict } from '../support/toy-district.js';
import { holding } from '../support/holding.js';
import { NAMES, compilerOf, faults, plain, validatorOf } from '../support/validator.js';

const valid = validatorOf(jsonSchemas);

const ROOT = new URL('../../', import.meta.url).pathname;
const readJson = (path: string): unknown => JSON.parse(readFileSync(ROOT + path, 'utf8'));
/** Every JSON file of a folder, by its path: case files that the schema has to accept. */
const jsonIn = (folder: string): string[] => readdirSync(ROOT + folder).filter((f) => f.endsWith('.json')).map((f) => `${folder}/${f}`).sort();

// ---- what is accepted ----------------------------------------------------------------------------------

describe('the schemas', () => {
  const meta = new Ajv2020();
  it.each(NAMES)('%s is a schema of the 2020-12 draft', (name) => {
    expect(jsonSchemas[name]['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(meta.validateSchema(jsonSchemas[name] as object), JSON.stringify(meta.errors)).toBe(true);
    expect(jsonSchemas[name]['$id']).toMatch(new RegExp(`/${(readJson('package.json') as { version: string }).version}/${name}\\.json$`));
  });

  it.each([...jsonIn('examples/cases'), 'examples/ledgers/case.json', 'test/e2e/rich-case.json'])('accept the case of %s', (file) => {
    expect(faults(valid.case, readJson(file))).toEqual([]);
  });

  it('accept every random case, its assessment and its audit', () => {
    fc.assert(
      fc.property(caseWithGaps, fc.boolean(), ({ partial, whole }, isPartial) => {
        const file = isPartial ? partial : whole;
        expect(faults(valid.case, file)).toEqual([]);
        const a = assess(file);
        expect(faults(valid.assessment, a)).toEqual([]);
        const ledger = ledgerOf(a);
        expect(faults(valid.ledger, ledger)).toEqual([]);
        expect(faults(valid.findings, audit(file, ledger))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('accept an election, other readings, district money and a reached work limit', () => {
    const file = readJson('examples/cases/1-enterprise.json') as CaseFile;
    const [project] = file.projects ?? [];
    const withDistrict: CaseFile = { ...file, districtMatching: [{ project: project?.id as string, amount: '10000' }] };
    const elected = assess(withDistrict, { election: [`investment-reward:${project?.id}`], readings: { sameInput: 'project' }, workLimit: 1 });
    expect(elected.selection.election).toBeDefined();
    expect(elected.districtMatching).toBeDefined();
    expect(faults(valid.assessment, elected)).toEqual([]);
    const ofOthers: Award[] = [{ measure: '1b', subject: project?.id as string, amount: 5, date: '2025-09-10', payment: 'advance', payer: 'state', id: 'x' }];
    const report = audit(file, [...ofOthers, { ...ofOthers[0] as Award, payer: null, amount: '9000000.00' }]);
    expect(report.summary.otherPayers).toHaveLength(1);
    expect(faults(valid.findings, report)).toEqual([]);
  });
});

// ---- what is refused -----------------------------------------------------------------------------------

describe('the schema of a case', () => {
  it('refuses what safeAssess refuses, but for the stated list, and nothing else', () => {
    holding({ accepted: 0.1, beyond: 0.02 }, (given) => fc.assert(
      fc.property(completeCase, fc.array(fc.tuple(fc.nat(), mutation), { minLength: 1, maxLength: 2 }), (file, changes) => {
        let spoilt: unknown = plain(file);
        for (const [pick, change] of changes) {
          const all = places(spoilt);
          spoilt = changed(spoilt, all[pick % all.length] as Path, change);
        }
        const bySchema = faults(valid.case, spoilt);
        const result = safeAssess(spoilt);
        const issues = result.success ? [] : result.error.issues;
        if (given('accepted', result.success)) expect(bySchema).toEqual([]);
        else if (given('beyond', bySchema.length === 0)) expect(issues.filter((issue) => !isBeyond(issue))).toEqual([]);
      }),
      { numRuns: 1000 },
    ));
  });

  const project = { id: 'P', owner: 'E' };
  const file = (more: object): unknown => ({ applicationDate: '2025-06-01', projects: [project], ...more });
  const ofProject = (more: object): unknown => file({ projects: [{ ...project, ...more }] });
  it.each([
    ['an amount with a sign', ofProject({ totalInvestment: '-1' })],
    ['an amount with three decimals', ofProject({ totalInvestment: '1.234' })],
    ['an amount with separators', ofProject({ totalInvestment: '1,000' })],
    ['an unknown property', ofProject({ total: '1' })],
    ['a project without an owner', file({ projects: [{ id: 'P' }] })],
    ['an id of 129 characters', file({ projects: [{ id: 'x'.repeat(129), owner: 'E' }] })],
    ['a mode of a lease that is none', file({ leases: [{ id: 'L', lessee: 'E', project: 'P', year: 2025, mode: 'rent' }] })],
    ['no application date', { projects: [] }],
    ['a year before 1900', file({ loans: [{ id: 'L', borrower: 'E', project: 'P', year: 1899 }] })],
    ['a list that is none', file({ projects: project })],
    ['a group without what it must state', ofProject({ construction: {} })],
    ['an id named twice in a list of ids', file({ consortia: [{ id: 'C', leader: 'E', projects: ['P', 'P'] }] })],
  ])('refuses %s as the library does', (_name, broken) => {
    expect(faults(valid.case, broken)).not.toEqual([]);
    expect(safeAssess(broken).success).toBe(false);
  });

  it.each([
    ['undeclared', 'a project that is not there', file({ supplies: [{ id: 'G', supplier: 'S', kind: 'software', project: 'Q' }] })],
    ['duplicate', 'two projects of one id', file({ projects: [project, { ...project, newType: true }] })],
    ['conflict', 'a contract with two borrowers', file({ loans: [2025, 2026].map((year) => ({ id: 'L', borrower: `E${year}`, project: 'P', year })) })],
    ['format', 'a quotient above 1', ofProject({ construction: { started: true, investmentProgress: '3/2' } })],
    ['format', 'a number with three decimals', ofProject({ totalInvestment: 1.234 })],
    ['format', 'the 30th of February', ofProject({ filingDate: '2025-02-30' })],
  ])('leaves to the library (%s): %s', (code, _name, broken) => {
    expect(beyondJsonSchema.map((b) => b.code)).toContain(code);
    expect(faults(valid.case, broken)).toEqual([]);
    expect(safeAssess(broken)).toMatchObject({ success: false, error: { issues: [{ code }] } });
  });

  it('takes null for unknown, a number for an amount and a quotient for a ratio, as the library does', () => {
    const loose = ofProject({ newType: null, totalInvestment: 30000000, construction: { started: false, investmentProgress: '1/3' } });
    expect(faults(valid.case, loose)).toEqual([]);
    expect(safeAssess(loose).success).toBe(true);
  });
});

describe('the schema of a ledger', () => {
  const line = { measure: '2a', subject: 'E', year: 2025, amount: '1.00', date: '2025-09-10', payment: 'full' };
  const { year: _year, ...withoutYear } = line;
  it.each([
    ['a measure that is none', { ...line, measure: '9z' }],
    ['a yearly measure without its year', withoutYear],
    ['a yearly measure whose year is null', { ...line, year: null }],
    ['a payment of another kind', { ...line, payment: 'gift' }],
    ['an amount with a sign', { ...line, amount: '-1' }],
  ])('refuses %s as the audit does', (_name, broken) => {
    expect(faults(valid.ledger, [broken])).not.toEqual([]);
    expect(() => audit({ applicationDate: '2025-06-01' }, [broken as Award])).toThrow('$.awards[0]');
  });

  it('accepts a measure by code or id, and one that is given once without a year', () => {
    const lines = [line, { ...line, measure: 'loan-interest-subsidy' }, { ...withoutYear, measure: '1b' }, { ...line, measure: '1b', year: null, payer: 'district' }];
    expect(faults(valid.ledger, lines)).toEqual([]);
    expect(audit({ applicationDate: '2025-06-01' }, lines as Award[]).findings.length).toBeGreaterThan(0);
  });
});

// ---- the Standard Schema -------------------------------------------------------------------------------

describe('the Standard Schema', () => {
  const { validate, version, vendor } = caseSchema['~standard'];

  it('gives a sound case back as it came', () => {
    const file = readJson('examples/cases/2-consortium.json');
    expect(validate(file)).toEqual({ value: file });
    expect([version, vendor]).toEqual([1, 'chengdu-tech-upgrade']);
  });

  it.each([
    ['a broken value', { applicationDate: '2025-06-01', projects: [{ id: 'P', owner: 'E', totalInvestment: 'x' }] }, ['projects', 0, 'totalInvestment']],
    ['a reference', { applicationDate: '2025-06-01', supplies: [{ id: 'G', supplier: 'S', kind: 'software', project: 'Q' }] }, ['supplies', 0, 'project']],
    ['a duplicate', { applicationDate: '2025-06-01', parks: [{ id: 'K' }, { id: 'K' }] }, ['parks', 1, 'id']],
    ['a name that is none in JavaScript', { applicationDate: '2025-06-01', 'a"] .b': 1 }, ['a"] .b']],
    ['what is no object', 7, []],
  ])('refuses %s where safeAssess does, with the steps of the path', (_name, broken, path) => {
    const result = validate(broken);
    const refused = safeAssess(broken);
    expect(refused.success).toBe(false);
    expect(result.issues?.map((i) => i.issue)).toEqual(refused.success ? [] : refused.error.issues);
    expect(result.issues?.[0]).toMatchObject({ path, message: refused.success ? '' : refused.error.issues[0]?.message.en });
  });

  it('refuses a hostile value without throwing', () => {
    expect(validate(new Proxy({}, { ownKeys: () => { throw new Error('no'); } })).issues).toHaveLength(1);
  });
});

// ---- one declaration -----------------------------------------------------------------------------------

type Writable<T> = T extends readonly (infer R)[] ? Writable<R>[] : T extends object ? { -readonly [K in keyof T]: Writable<T[K]> } : T;
type Same<A, B> = (<T>() => T extends Writable<A> ? 1 : 2) extends <T>() => T extends Writable<B> ? 1 : 2 ? true : false;
type Shape<F extends (...args: never[]) => z.core.$ZodType> = z.infer<ReturnType<F>>;

describe('the shapes of the output', () => {
  it('are the interfaces, property by property', () => {
    const same: {
      assessment: Same<Shape<typeof assessmentShape<MeasureId, SubjectKind, string>>, AnyAssessment<Determination & { readonly payee: string }>>;
      report: Same<Shape<typeof reportShape>, AuditReport>;
      matching: Same<Shape<typeof matchingShape>, Matching>;
      questions: Same<Shape<typeof questionsShape>, Question[]>;
      comparison: Same<Shape<typeof comparisonShape>, ReadingsComparison>;
      beside: Same<z.infer<z.ZodMiniObject<typeof besideShape>>, Pick<Assessment, 'districtMatching'>>;
    } = { assessment: true, report: true, matching: true, questions: true, comparison: true, beside: true };
    expect(Object.values(same)).toEqual(Object.values(same).map(() => true));
  });

  it('take their enumerations from the declarations', () => {
    const defs = jsonSchemas.assessment['$defs'] as Record<string, { properties: Record<string, { enum?: string[] }> }>;
    const own = (name: string, property: string): string[] | undefined => defs[name]?.properties[property]?.enum;
    expect(own('Determination', 'measure')).toEqual(chengdu2025.measures.map((m) => m.id));
    expect(own('Determination', 'status')).toEqual(Object.keys(STATUS));
    expect(own('Determination', 'nature')).toEqual(Object.keys(NATURE));
    expect(own('Condition', 'outcome')).toEqual(Object.keys(OUTCOME));
    const at = (schema: JsonSchema, ...steps: string[]): unknown => steps.reduce<unknown>((s, step) => (s as Record<string, unknown>)[step], schema);
    const readings = at(jsonSchemas.assessment, 'properties', 'readings', 'properties') as Record<string, { enum: string[] }>;
    expect(Object.fromEntries(Object.entries(readings).map(([id, r]) => [id, r.enum]))).toEqual(
      Object.fromEntries(Object.entries(chengdu2025.readings).map(([id, r]) => [id, Object.keys(r.values)])),
    );
    expect(at(jsonSchemas.assessment, 'properties', 'warnings', 'items', 'properties', 'code', 'enum')).toEqual(
      Object.keys({ ...chengdu2025.warningKinds, ...WARNING }),
    );
    const finding = ['properties', 'findings', 'items', 'properties'];
    expect(at(jsonSchemas.findings, ...finding, 'code', 'enum')).toEqual(Object.keys(FINDINGS));
    expect(at(jsonSchemas.findings, ...finding, 'causes', 'items', 'properties', 'code', 'enum')).toEqual(Object.keys(CAUSES));
    expect(at(openApi, 'components', 'schemas', 'InvalidCase', 'properties', 'issues', 'items', 'properties', 'code', 'enum')).toEqual(Object.keys(ISSUE));
  });

  it('name every property in both languages', () => {
    let properties = 0;
    const walk = (node: unknown, at: string): void => {
      if (typeof node !== 'object' || node === null) return;
      for (const [name, one] of Object.entries((node as { properties?: object }).properties ?? {})) {
        // What a condition of the schema repeats, and what an operation wraps, is described where it is declared.
        if (/\/(?:if|then|requestBody)\//.test(`${at}/`)) continue;
        const { title, description, 'x-title': both } = one as { title?: string; description?: string; 'x-title'?: { zh: string; en: string } };
        expect(title, `${at} ${name}`).toMatch(/[\u4e00-\u9fff0-9]/);
        expect(description, `${at} ${name}`).toMatch(/\n/);
        expect(both?.zh, `${at} ${name}`).toBe(title);
        expect(both?.en, `${at} ${name}`).toMatch(/[a-z]/i);
        properties += 1;
      }
      for (const [k, v] of Object.entries(node)) if (!k.startsWith('x-')) walk(v, `${at}/${k}`);
    };
    for (const schema of [...Object.values(jsonSchemas), openApi]) walk(schema, '');
    expect(properties).toBeGreaterThan(300);
  });
});

// ---- OpenAPI -------------------------------------------------------------------------------------------

describe('the OpenAPI document', () => {
  const operations = Object.values(openApi['paths'] as Record<string, { post: Record<string, unknown> }>).map((p) => p.post);

  it('has the five calls', () => {
    expect(openApi['openapi']).toMatch(/^3\.1\./);
    expect(operations.map((o) => o['operationId'])).toEqual(['assess', 'match', 'questions', 'compare', 'audit']);
  });

  it('refers only to what is there', () => {
    const refs = new Set([...JSON.stringify(openApi).matchAll(/"\$ref":"([^"]+)"/g)].map((m) => m[1] as string));
    expect(refs.size).toBeGreaterThan(10);
    const { schemas } = openApi['components'] as { schemas: Record<string, unknown> };
    for (const ref of refs) {
      const file = /^\.\/(\w+)\.json$/.exec(ref)?.[1];
      const component = /^#\/components\/schemas\/(\w+)$/.exec(ref)?.[1];
      expect(file === undefined ? Object.keys(schemas) : [...NAMES], ref).toContain(file ?? component);
    }
  });

  it('accepts what the calls take and give', () => {
    const validate = compilerOf(openApi, jsonSchemas);
    const [request, answer] = [
      (o: Record<string, unknown>) => (o['requestBody'] as { content: Record<string, { schema: unknown }> }).content['application/json']?.schema,
      (o: Record<string, unknown>, status = '200') => (o['responses'] as Record<string, { content: Record<string, { schema: unknown }> }>)[status]?.content['application/json']?.schema,
    ];
    const file = readJson('examples/cases/1-enterprise.json') as CaseFile;
    const options = { readings: { sameInput: 'project' as const }, workLimit: 1000 };
    const awards = ledgerOf(assess(file));
    const calls: [string, object, unknown][] = [
      ['assess', { caseFile: file, options: { ...options, payees: ['E'] } }, assess(file, options)],
      ['match', { profile: { projects: [{ newType: true }] } }, match({ projects: [{ newType: true }] })],
      ['questions', { caseFile: file }, nextQuestions(file)],
      ['compare', { caseFile: file, options: { proveUpTo: 2 } }, compareReadings(file, { proveUpTo: 2 })],
      ['audit', { caseFile: file, awards, options }, audit(file, awards, options)],
    ];
    calls.forEach(([id, given, result], i) => {
      const operation = operations[i] as Record<string, unknown>;
      expect(operation['operationId']).toBe(id);
      expect(faults(validate(request(operation)), given), id).toEqual([]);
      expect(faults(validate(answer(operation)), result), id).toEqual([]);
      expect(faults(validate(request(operation)), { ...given, other: 1 }), id).not.toEqual([]);
    });
    const refused = safeAssess({ projects: [{ id: 'P', owner: 1 }] });
    const issues = refused.success ? [] : refused.error.issues;
    expect(issues.length).toBeGreaterThan(1);
    expect(faults(validate(answer(operations[0] as Record<string, unknown>, '422')), { issues })).toEqual([]);
  });
});

// ---- facts ---------------------------------------------------------------------------------------------

/** The path of a fact in a case as the pattern of its record. */
const patternOf = (path: string): string => path.replace(/\[\d+\]/g, '[]');

describe('the facts as data', () => {
  const byPath = new Map(facts.map((f) => [f.path, f]));

  it('hold every property of the case schema, each under its parent', () => {
    const defs = jsonSchemas.case['$defs'] as Record<string, { properties: object }>;
    const declared = [jsonSchemas.case, ...Object.values(defs)].reduce((n, s) => n + Object.keys((s as { properties: object }).properties).length, 0);
    expect(facts).toHaveLength(declared);
    expect(byPath.size).toBe(facts.length);
    for (const f of facts) {
      expect(f.path).toBe(`${f.parent}.${f.property}`);
      const parent = f.parent.replace(/\[\]$/, '');
      expect(parent === '$' || byPath.has(parent), f.path).toBe(true);
      expect(f.refersTo === undefined || byPath.get(f.refersTo)?.kind === 'list', f.path).toBe(true);
      expect(f.options !== undefined, f.path).toBe(f.type === 'choice');
    }
  });

  it('say all that a field of a form needs', () => {
    expect(byPath.get('$.projects[].totalInvestment')).toMatchObject({
      name: { zh: '项目总投资' }, question: { en: 'what is the total investment, in yuan?' }, type: 'money', unit: 'CNY', required: false,
      bounds: { minimum: 0, maximum: 1e13, decimals: 2 }, source: { kind: 'applicant', who: 'enterprise', name: { zh: '申报单位' } },
    });
    expect(byPath.get('$.leases[].mode')).toMatchObject({ type: 'choice', options: [{ value: 'direct', label: { zh: '直接租赁' } }, { value: 'sale-and-leaseback' }] });
    expect(byPath.get('$.consortia[].projects')).toMatchObject({ kind: 'ids', required: true, refersTo: '$.projects', type: 'id' });
    expect(byPath.get('$.leases')).toMatchObject({ kind: 'list', row: { zh: '融资租赁' }, unique: ['year', 'id'], common: ['project', 'lessee', 'equipmentValue'] });
    expect(byPath.get('$.projects[].acceptance')).toMatchObject({ kind: 'group', isEvent: true });
  });

  it('name the measures and sentences of the text that need a fact', () => {
    // A1.2 对投资500万元（含）以上且纳入工业投资统计的技改项目; nothing else in the text speaks of these statistics.
    expect(byPath.get('$.projects[].inIndustrialStatistics')).toMatchObject({ measures: ['investment-reward'], clauses: ['A1.2'] });
    // A1.4 按投资进度 … 拨款.
    expect(byPath.get('$.projects[].construction.investmentProgress')).toMatchObject({ measures: ['investment-subsidy'], clauses: ['A1.4'] });
    // A3.3 年度评价排名前50.
    expect(byPath.get('$.serviceProviders[].rank')).toMatchObject({ measures: ['service-provider-award'], clauses: ['A3.3'] });
    // What the leased equipment takes away of the base of others is a matter of F.3.
    expect(byPath.get('$.leases[].equipmentValue')).toMatchObject({ measures: ['finance-lease-subsidy'], clauses: ['F.3'] });
    // A8.4 is outside the measures.
    expect(byPath.get('$.districtMatching')?.measures).toEqual([]);
  });

  it('know of every fact that an assessment misses for which measure and which sentence it does', () => {
    let named = 0;
    fc.assert(
      fc.property(caseWithGaps, ({ partial }) => {
        const a = assess(partial);
        for (const d of a.determinations) {
          for (const path of d.missing ?? []) expect(byPath.get(patternOf(path))?.measures, `${d.key} ${path}`).toContain(d.measure);
          const measure = chengdu2025.measures.find((m) => m.id === d.measure);
          // What the rows come to together is open for whatever leaves one of them open.
          const ofEach = d.conditions.filter((c) => c.id !== measure?.sumCondition?.id);
          for (const c of [...ofEach, ...(d.items ?? []).flatMap((i) => i.conditions)]) {
            for (const path of c.missing ?? []) {
              expect(byPath.get(patternOf(path))?.clauses, `${c.id} ${path}`).toContain(c.clause);
              named += 1;
            }
          }
        }
        for (const p of a.payments) {
          const measure = a.determinations.find((d) => d.key === p.key)?.measure;
          expect(measure).toBeDefined();
          for (const path of p.missing ?? []) expect(byPath.get(patternOf(path)), path).toBeDefined();
        }
      }),
      { numRuns: 100 },
    );
    expect(named).toBeGreaterThan(100);
  });
});

// ---- a policy that the engine has never seen -----------------------------------------------------------

describe('the schemas of a toy district', () => {
  const policy = toyDistrict as Policy;
  const toy = jsonSchemasOf(policy, 'https://x.test/toy/');
  const own = validatorOf(toy);

  it('accept its case, its assessment, its ledger and its audit', () => {
    const ledger: Award[] = [{ measure: 'G', subject: 'W2', amount: '100000.01', date: '2026-06-30', payment: 'advance' }];
    expect(faults(own.case, toyCase)).toEqual([]);
    expect(faults(own.assessment, assessUnder(policy, toyCase))).toEqual([]);
    expect(faults(own.ledger, ledger)).toEqual([]);
    expect(faults(own.findings, auditUnder(policy, toyCase, ledger))).toEqual([]);
  });

  it("refuse the city's", () => {
    expect(faults(own.case, { ...toyCase, projects: [] })).not.toEqual([]);
    expect(faults(own.assessment, assess({ applicationDate: '2025-06-01' }))).not.toEqual([]);
    expect(faults(own.ledger, [{ measure: '1a', subject: 'W2', amount: '1', date: '2026-06-30', payment: 'full' }])).not.toEqual([]);
  });

  it('name its rows and what needs its facts', () => {
    expect(Object.keys(toy.case['$defs'] as object)).toEqual(['Work', 'Service']);
    const equipment = factsOf(policy).find((f) => f.path === '$.works[].equipment');
    expect(equipment).toMatchObject({ measures: ['renewal-grant'], clauses: ['D1'], question: { zh: '设备投入多少元？' } });
  });
});
