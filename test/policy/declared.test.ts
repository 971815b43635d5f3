/**
 * The declaration of every measure beside its sentence: who claims it and who is paid, which day dates it, which
 * numbers and facts it looks at, what it uses up of a project, and how it is paid.
 */
import { describe, expect, it } from 'vitest';
import { chengdu2025 } from '../../src/index.js';
import { type MeasureId, type SubjectKind, measureCatalogue } from '../../src/measures.js';
import type { Code } from '../../src/chengdu/overlap.js';

/** Id, article and sentence; given for; paid to; dated by; the numbers of the sentence. The types name each measure, and what it is given for, as it is declared. */
const DECLARED = {
  '1a': ['investment-reward', 1, 'A1.2', 'project', 'enterprise owner', 'applicationDate', ['A1.2.threshold', 'A1.2.cap']],
  '1b': ['investment-subsidy', 1, 'A1.3', 'project', 'enterprise owner', 'applicationDate',
    ['A1.3.threshold', 'A1.3.rate.national-demonstration', 'A1.3.rate.pilot-industry', 'A1.3.rate.other-new-type', 'A1.3.cap', 'A1.4.advance']],
  '2a': ['loan-interest-subsidy', 2, 'A2.2', 'enterprise', 'enterprise borrower', 'year', ['A2.2.cap']],
  '2b': ['finance-lease-subsidy', 2, 'A2.3', 'enterprise', 'enterprise lessee', 'year', ['A2.3.rate', 'A2.3.cap']],
  '3': ['service-provider-award', 3, 'A3.3', 'service-provider', 'enterprise provider', 'year', ['A3.3.rank', 'A3.3.cap']],
  '4a': ['equipment-supply-subsidy', 4, 'A4.3', 'supplier', 'enterprise supplier', 'applicationDate', ['A4.3.threshold', 'A4.3.rate', 'A4.3.cap']],
  '4b': ['software-supply-subsidy', 4, 'A4.4', 'supplier', 'enterprise supplier', 'applicationDate', ['A4.4.threshold', 'A4.4.rate', 'A4.4.cap']],
  // The yearly award is held, under one reading, to the ceiling of the award on completion, which deducts the yearly ones.
  '5a': ['demonstration-annual-award', 5, 'A5.3', 'project', 'enterprise owner', 'year', ['A5.3.amount', 'A5.4.cap']],
  '5b': ['demonstration-completion-award', 5, 'A5.4', 'project', 'enterprise owner', 'applicationDate', ['A5.4.cap', 'A5.3.amount']],
  '6a': ['chain-leader-award', 6, 'A6.2', 'consortium', 'enterprise leader', 'applicationDate', ['A6.2.suppliers', 'A6.2.amount']],
  '6b': ['consortium-investment-subsidy', 6, 'A6.4', 'consortium', 'consortium id', 'applicationDate', ['A6.2.suppliers', 'A6.4.rate', 'A6.4.cap', 'A6.5.advance']],
  '7': ['park-award', 7, 'A7.3', 'park', 'park id', 'applicationDate', ['A7.3.cap', 'A7.4.advance']],
} as const satisfies Record<Code, readonly [MeasureId, number, string, SubjectKind, ...unknown[]]>;

/** What a condition looks at, so that a question can be asked for it. */
const FILED = ['filed', 'filingDate', 'nationalDemonstration'];
const FLOW = { 'flow-in-force': ['year', 'flowAccepted'], 'flow-after-filing': ['year', 'filingDate'] };
const SALES = { 'filed-in-scope': FILED, 'sold-in-period': ['date'], 'sold-after-filing': ['date', 'filingDate'], 'new-type': ['newType'], 'sold-to-another': ['buyer'], 'sold-in-year': ['date'] };
const GATE = { 'filed-in-scope': FILED, 'pilot-industry': ['pilotIndustry'], 'new-type': ['newType'], 'task-book': ['taskBookSigned'] };
const SETTLED = { 'settled-in-force': ['settlementDate'] };
const LOOKED_AT: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  '1a': {
    'filed-in-scope': FILED, 'technical-upgrade': ['technicalUpgrade'], 'in-industrial-statistics': ['inIndustrialStatistics'], 'total-investment': ['totalInvestment'],
  },
  // Under one reading a pilot industry is enough; from acceptance on the verified total counts as well.
  '1b': { 'filed-in-scope': FILED, 'new-type': ['newType', 'pilotIndustry'], 'total-investment': ['totalInvestment', 'acceptance'] },
  '2a': { 'filed-in-scope': FILED, ...FLOW, 'listed-product': ['productListed'], 'new-type': ['newType'], 'technical-upgrade': ['technicalUpgrade'] },
  '2b': { 'filed-in-scope': FILED, ...FLOW, 'industrial-lessee': ['lesseeIsIndustrial'], 'direct-lease': ['mode'], 'technical-upgrade': ['technicalUpgrade'] },
  '3': { 'evaluated-in-force': ['year'], listed: ['listed'], qualified: ['qualified'], rank: ['rank'] },
  '4a': SALES,
  '4b': SALES,
  '5a': { ...GATE, 'evaluated-in-force': ['year', 'applicationDate'], 'evaluation-passed': ['passed'] },
  '5b': { ...GATE, 'targets-met': ['targetsMet'], 'effect-achieved': ['effectAchieved'], ...SETTLED },
  '6a': {
    'direct-suppliers': ['directSuppliers'], 'task-book': ['taskBookSigned'], 'targets-met': ['targetsMet'], 'effect-achieved': ['effectAchieved'], ...SETTLED,
    'filed-in-scope': FILED, 'new-type': ['newType'],
  },
  '6b': {
    'direct-suppliers': ['directSuppliers'], 'national-pilot-task': ['nationalPilotTask'], 'benchmark-task-book': ['benchmarkTaskBookSigned'], 'filed-in-scope': FILED, 'new-type': ['newType'],
  },
  '7': { 'national-pilot-task': ['nationalPilotTask'], 'task-book': ['taskBookSigned'] },
};

/**
 * F.3: a sum for the project as such (1a, 5, 6a) is given for the whole of it; 1b and 6b are measured on its equipment;
 * a loan or a lease is one contract, and the leased equipment leaves the equipment of the others. Articles 3, 4 and 7
 * are for no project's input. The two awards of Article 5 are parts of one.
 */
const USES: Readonly<Record<string, object | undefined>> = {
  '1a': { as: 'whole' }, '1b': { as: 'base' }, '2a': { as: 'contract', of: 'project' }, '2b': { as: 'contract', of: 'project', takes: 'equipmentValue' },
  '5a': { as: 'whole', of: 'project', bundle: 'demonstration' }, '5b': { as: 'whole', of: 'project', bundle: 'demonstration' },
  '6a': { as: 'whole', of: 'projects' }, '6b': { as: 'base', of: 'projects' },
};

/** A1.4, A6.5, A7.4: advances up to half, by progress or by years; A5.3, A5.4 and A6.2 are paid at once. The others say nothing. */
const PAYS: Readonly<Record<string, object | undefined>> = {
  '1b': { as: 'stages', clause: 'A1.4', settledBy: 'A1.4', share: 'A1.4.advance', paid: 'advancesPaid', inForceBy: 'settlementDate' },
  '5a': { as: 'once', clause: 'A5.3' }, '5b': { as: 'once', clause: 'A5.4' }, '6a': { as: 'once', clause: 'A6.2' },
  '6b': { as: 'stages', clause: 'A6.5', settledBy: 'A6.6', share: 'A6.5.advance', paid: 'advancesPaid', inForceBy: 'settlementDate' },
  '7': { as: 'years', clause: 'A7.4', settledBy: 'A7.5', share: 'A7.4.advance', paid: 'advancesPaid', evaluations: 'evaluations', inForceBy: 'settlementDate' },
};

const eachOf = (each: string, id = 'id') => ({ each, id });
const salesOf = (is: string) => ({ group: 'supplies', by: 'supplier', where: { fact: 'kind', is }, join: 'project' });
/** Of a task book the earlier yearly awards follow from its evaluations. */
const TASK_BOOK = { each: 'demonstrations', id: 'project', join: 'project', foundIn: { earlierAwards: 'evaluations', annualAwards: 'evaluations' } };

/** The rows of a case from which a subject comes, the fact that names it, and the rows that it adds up. */
const COMES_FROM: Readonly<Record<string, readonly [subject: string, source: object, rows?: object]>> = {
  '1a': ['project', eachOf('projects')],
  '1b': ['project', eachOf('projects')],
  '2a': ['enterprise', { group: 'loans', by: 'borrower', year: 'year', join: 'project' }, { fact: 'loans', inherits: ['year', 'applicationDate'] }],
  '2b': ['enterprise', { group: 'leases', by: 'lessee', year: 'year', join: 'project' }, { fact: 'leases', inherits: ['year', 'applicationDate'] }],
  '3': ['provider', { ...eachOf('serviceProviders', 'provider'), year: 'year' }],
  '4a': ['supplier', salesOf('equipment'), { fact: 'supplies', inherits: ['supplier', 'year', 'applicationDate'], renamed: { buyer: 'owner' } }],
  '4b': ['supplier', salesOf('software'), { fact: 'supplies', inherits: ['supplier', 'year', 'applicationDate'], renamed: { buyer: 'owner' } }],
  '5a': ['project', { ...TASK_BOOK, inside: 'evaluations', year: 'year' }],
  '5b': ['project', TASK_BOOK],
  '6a': ['consortium', eachOf('consortia'), { fact: 'projects', inherits: [] }],
  '6b': ['consortium', eachOf('consortia'), { fact: 'projects', inherits: [] }],
  '7': ['park', eachOf('parks')],
};

const PERCENTAGE = { product: { as: 'product', of: ['base', 'rate'] }, cap: { as: 'least', of: 'product' }, settled: { as: 'product', of: ['cap', 'factor'] } };
const ASSESSED = { cap: { as: 'least', of: 'assessed' } };
/** The ceiling of the sentence, and how the stages follow from each other; a stated sum has neither. */
const COUNTED: Readonly<Record<string, readonly [cap?: string, derives?: object]>> = {
  '1a': ['A1.2.cap', ASSESSED], '1b': ['A1.3.cap', PERCENTAGE], '2a': ['A2.2.cap', ASSESSED], '2b': ['A2.3.cap', PERCENTAGE], '3': ['A3.3.cap', ASSESSED],
  '4a': ['A4.3.cap', PERCENTAGE], '4b': ['A4.4.cap', PERCENTAGE], '5a': [], '5b': ['A5.4.cap', { ...ASSESSED, net: { as: 'difference', of: ['cap', 'deduction'] } }], '6a': [],
  '6b': ['A6.4.cap', PERCENTAGE], '7': ['A7.3.cap', ASSESSED],
};

const withoutFunctions = (value: object | undefined): unknown =>
  value && Object.fromEntries(Object.entries(value).filter(([name, inner]) => typeof inner !== 'function' && name !== 'conditions'));
const plain = (value: object | undefined): unknown =>
  value && Object.fromEntries(Object.entries(value).filter(([, inner]) => typeof inner === 'string'));

describe.each(chengdu2025.measures.map((m) => [m.code, m] as const))('%s', (code, measure) => {
  it('is declared as its sentence has it', () => {
    const { id, article, clause, kind, payee, datedBy, parameters } = measure;
    expect([id, article, clause, kind, `${payee.kind} ${payee.fact}`, datedBy, parameters]).toEqual(DECLARED[code as keyof typeof DECLARED]);
  });

  it('has conditions that name the facts they look at', () => {
    const conditions = [...measure.conditions, ...(measure.rows?.conditions ?? [])];
    expect(Object.fromEntries(conditions.map((c) => [c.id, c.facts]))).toEqual({ 'applied-in-force': ['applicationDate'], ...LOOKED_AT[code] });
    // The catalogue names them all, those of the rows included, and of A4.3 and A4.4 what the sales come to.
    const sum = measure.article === 4 ? ['sales'] : [];
    expect(measureCatalogue.find((m) => m.code === code)?.conditions.map((c) => c.id).sort()).toEqual([...conditions.map((c) => c.id), ...sum].sort());
  });

  it('comes from the rows of a case that its sentence speaks of', () => {
    const [subject, source, rows] = COMES_FROM[code] as (typeof COMES_FROM)[string];
    expect([measure.subject, withoutFunctions(measure.source), withoutFunctions(measure.rows)]).toEqual([subject, source, rows]);
  });

  it('is held to its ceiling, and its stages follow from each other', () => {
    const [cap, derives] = COUNTED[code] as (typeof COUNTED)[string];
    expect([measure.formula.cap, measure.formula.derives]).toEqual([cap, derives]);
  });

  it('uses of a project what F.3 shares out, and is paid as its sentence says', () => {
    expect(plain(measure.uses)).toEqual(USES[code]);
    expect(plain(measure.pays)).toEqual(PAYS[code]);
  });
});

describe('the measures', () => {
  it('A1.3 only the class bears on right and rate at once; A4.3 and A4.4 test the sum', () => {
    expect(Object.fromEntries(chengdu2025.measures.flatMap((m) => (m.branchOn === undefined ? [] : [[m.code, m.branchOn]])))).toEqual({ '1b': ['nationalDemonstration', 'pilotIndustry', 'newType'] });
    expect(Object.fromEntries(chengdu2025.measures.flatMap((m) => (m.sumCondition === undefined ? [] : [[m.code, `${m.sumCondition.id} ${m.sumCondition.clause}`]])))).toEqual({ '4a': 'sales A4.3', '4b': 'sales A4.4' });
  });

  it('A6.4 the projects of a consortium are chosen together only where the reading says so (I-10)', () => {
    const together = chengdu2025.measures.flatMap((m) => (m.uses?.together === undefined ? [] : [[m.code, m.uses.together] as const]));
    expect(together.map(([code]) => code)).toEqual(['6b']);
    const law = (consortiumTrack: string) => ({ readings: { ...chengdu2025.defaults, consortiumTrack } }) as never;
    expect(together.map(([, is]) => [is(law('whole-consortium')), is(law('per-project'))])).toEqual([[true, false]]);
  });

  it('are the twelve of the text, in the order of its sentences', () => {
    expect(chengdu2025.measures.map((m) => m.code)).toEqual(['1a', '1b', '2a', '2b', '3', '4a', '4b', '5a', '5b', '6a', '6b', '7']);
  });
});

describe('F.3 which pairs a reading changes', () => {
  const codes = chengdu2025.measures.map((m) => m.code);
  const pairs = codes.flatMap((a, i) => codes.slice(i + 1).map((b) => [a, b] as const));
  const { relation, byPart, clause } = chengdu2025.overlap;
  const changed = (chosen: object) => pairs.flatMap(([a, b]) => {
    const [before, after] = [relation(a, b, chengdu2025.defaults), relation(a, b, { ...chengdu2025.defaults, ...chosen })];
    return before === after ? [] : [`${a}+${b} ${after}`];
  });

  it('names them in either order, and a measure with itself stands apart', () => {
    for (const readings of [{}, { sameInput: 'project' }, { rewardWithSubsidy: 'stack' }, { consortiumSubsidyWithInvestmentSubsidy: 'stack' }, { leaseWithInvestmentSubsidy: 'stack' }, { leasedEquipmentInInvestment: 'no' }]) {
      const law = { ...chengdu2025.defaults, ...readings };
      for (const [a, b] of pairs) expect(relation(b, a, law), `${b} ${a}`).toBe(relation(a, b, law));
      for (const code of codes) expect(relation(code, code, law), code).toBe('different-input');
    }
    expect(clause).toBe('F.3');
  });

  it.each([
    [{ rewardWithSubsidy: 'stack' }, ['1a+1b different-input']],
    [{ consortiumSubsidyWithInvestmentSubsidy: 'stack' }, ['1b+6b different-input']],
    [{ leaseWithInvestmentSubsidy: 'stack' }, ['1b+2b different-input', '2b+6b different-input']],
    // What is leased is then no investment, and so no input of 1b and 6b.
    [{ leasedEquipmentInInvestment: 'no' }, ['1b+2b different-input', '2b+6b different-input']],
    // Where a project is one input, every two sums for one project exclude each other, but where the text lets them stack or deducts.
    [{ sameInput: 'project' }, ['1a+2a', '1a+2b', '1a+5a', '1a+5b', '1a+6a', '1b+2a', '2a+2b', '2a+5a', '2a+5b', '2a+6a', '2a+6b', '2b+5a', '2b+5b', '2b+6a', '5a+6a', '5a+6b', '5b+6a', '5b+6b', '6a+6b'].map((p) => `${p} same-input`)],
    [{ sameInput: 'project', leasedEquipmentInInvestment: 'no' }, ['1a+2a', '1a+2b', '1a+5a', '1a+5b', '1a+6a', '1b+2a', '2a+2b', '2a+5a', '2a+5b', '2a+6a', '2a+6b', '2b+5a', '2b+5b', '2b+6a', '5a+6a', '5a+6b', '5b+6a', '5b+6b', '6a+6b'].map((p) => `${p} same-input`)],
  ])('%j', (chosen, expected) => {
    expect(changed(chosen)).toEqual(expected);
  });

  it('takes of a base only the part that is leased, unless the project is one input', () => {
    expect([byPart(chengdu2025.defaults), byPart({ ...chengdu2025.defaults, sameInput: 'project' })]).toEqual([true, false]);
    expect(chengdu2025.overlap.strict).toEqual({ sameInput: 'project' });
  });
});
