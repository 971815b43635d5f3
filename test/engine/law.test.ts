/** The law as data: what a number of a policy looks like, which entry is in force on a day, which readings are chosen, and which options a call takes. */
import { describe, expect, it } from 'vitest';
import { amendPolicy, assess, audit, chengdu2025, isInvalidCaseError } from '../../src/index.js';
import { explain } from '../../src/words.js';
import { fixedAmount } from '../../src/core/formula.js';
import type { Measure } from '../../src/core/measure.js';
import type { BoundWord } from '../../src/core/bound.js';
import { contextOf, excludes, strictContext } from '../../src/core/context.js';
import { InvalidCaseError, issueOf, pathOf, pathStep, show, stepsIn } from '../../src/core/error.js';
import { type ParameterRecord, dayOfYear, entryAt, isRegister, lawByDay, lawSource, parameterOf, resolveReadings, rounded, roundedSpan, withEntry } from '../../src/core/law.js';
import { Dec } from '../../src/core/decimal.js';
import { between } from '../../src/core/span.js';
import { text } from '../../src/core/text.js';
import { choicesOf } from '../support/toy-district.js';

const record = (change: Partial<ParameterRecord> = {}): ParameterRecord => ({
  value: '5000000', unit: 'CNY', bound: 'at-least', words: '五百万元以上', clause: 'X.1', name: text('门槛', 'threshold'), validFrom: '2025-01-01', validTo: '2025-12-31', ...change,
});

/** Where a value is refused, what was expected and what was found; undefined where it is taken. */
const refused = (call: () => unknown) => {
  try {
    call();
    return undefined;
  } catch (error) {
    if (!isInvalidCaseError(error)) throw error;
    const [{ path, code, expected, received } = { path: '', code: '', expected: '', received: '' }] = error.issues;
    return [path, code, expected, received];
  }
};

describe('a number of a policy', () => {
  const FORMS: Readonly<Record<ParameterRecord['unit'], readonly [bound: BoundWord, taken: readonly string[], refused: readonly string[], expected: string]>> = {
    CNY: ['at-least', ['0', '5000000', '0.5', '1.05', '99999999999999.99'], ['', '1.', '.5', '1.005', '-1', '1e3', '100000000000000', 'x1', '1x'], 'yuan with at most 2 decimals'],
    ratio: ['exactly', ['0', '1', '0.5', `0.${'1'.repeat(20)}`], ['', '1.0', '1.1', '2', '0.', '-0.5', '00.5', '10', `0.${'1'.repeat(21)}`, 'x0', '0x', 'x1', '1x'], 'a ratio from 0 to 1'],
    rank: ['at-most', ['1', '50', '999999999'], ['', '0', '05', '-1', '1.5', '1000000000', 'x1', '1x'], 'an integer of 1 or more'],
    enterprises: ['at-least', ['1', '10', '999999999'], ['', '0', '05', '-1', '1.5', '1000000000', 'x1', '1x'], 'an integer of 1 or more'],
    day: ['on-or-after', ['2025-02-02', '2024-02-29'], ['', '2025-02-29', '2025-2-2', '20250202'], 'a calendar day YYYY-MM-DD'],
  };

  it.each(Object.entries(FORMS))('in %s', (unit, [bound, taken, wrong, expected]) => {
    const read = (value: unknown) => refused(() => parameterOf('p', record({ unit: unit as ParameterRecord['unit'], bound, value: value as string })));
    expect(taken.filter((value) => read(value) !== undefined)).toEqual([]);
    for (const value of wrong) expect(read(value)).toEqual(['p.value', 'option', expected, JSON.stringify(value)]);
    expect(read(5)).toEqual(['p.value', 'option', expected, '5']);
  });

  it('is exact and frozen, and written as the output writes it', () => {
    const money = parameterOf('p', record());
    expect([money.decimal.toFixed(), money.written, Object.isFrozen(money), Object.isFrozen(money.decimal), Object.isFrozen(money.decimal.d)]).toEqual(['5000000', '5000000.00', true, true, true]);
    expect(parameterOf('p', record({ unit: 'ratio', bound: 'exactly', value: '0.20' }))).toMatchObject({ written: '0.20' });
    const day = parameterOf('p', record({ unit: 'day', bound: 'before', value: '2025-02-02' }));
    expect([day.decimal.toFixed(), day.written]).toEqual(['0', '2025-02-02']);
  });

  it('bounds by a word of its kind, in the unit it had, on days that follow each other', () => {
    const ofDays = 'on-or-after | after | on-or-before | before';
    const ofAmounts = 'at-least | above | at-most | below | exactly';
    expect(refused(() => parameterOf('p', record({ bound: 'after' })))).toEqual(['p.bound', 'option', ofAmounts, '"after"']);
    expect(refused(() => parameterOf('p', record({ unit: 'day', value: '2025-02-02' })))).toEqual(['p.bound', 'option', ofDays, '"at-least"']);
    expect(refused(() => parameterOf('p', record({ bound: 'toString' as never })))).toEqual(['p.bound', 'option', ofAmounts, '"toString"']);
    expect(refused(() => parameterOf('p', record(), 'ratio'))).toEqual(['p.unit', 'option', '"ratio"', '"CNY"']);
    expect(refused(() => parameterOf('p', record({ validFrom: '2025-13-01' })))).toEqual(['p.validFrom', 'option', 'a calendar day YYYY-MM-DD', '"2025-13-01"']);
    // An object without a prototype is no text, and cannot be made one.
    for (const name of ['validFrom', 'validTo'] as const) expect(refused(() => parameterOf('p', record({ [name]: Object.create(null) })))?.[0]).toBe(`p.${name}`);
    for (const validTo of ['2024-12-31', '2025-02-30']) {
      expect(refused(() => parameterOf('p', record({ validTo })))).toEqual(['p.validTo', 'option', 'a calendar day YYYY-MM-DD, not before validFrom', `"${validTo}"`]);
    }
    expect(refused(() => parameterOf('p', record({ validTo: '2025-01-01' })))).toBeUndefined();
  });
});

describe('the law of a day', () => {
  const source = lawSource({ a: record(), b: record({ value: '7' }) }, choicesOf({}), () => false);
  const later = parameterOf('a', record({ value: '6000000', validFrom: '2025-07-01' }));
  const latest = parameterOf('a', record({ value: '8000000', validFrom: '2025-10-01' }));
  const first = source.register['a'] as readonly [typeof later];

  it('takes the last entry that has begun, and the first before all', () => {
    const entries = withEntry(withEntry(first, later), latest);
    expect(['2024-01-01', '2025-06-30', '2025-07-01', '2025-09-30', '2025-10-01'].map((day) => entryAt(entries, day).value)).toEqual(['5000000', '5000000', '6000000', '6000000', '8000000']);
    // An entry of the same day, or of an earlier one, takes the place of what comes after it.
    expect(withEntry(entries, later).map((e) => e.value)).toEqual(['5000000', '6000000']);
    expect(withEntry(first, parameterOf('a', record({ value: '9' }))).map((e) => e.value)).toEqual(['9']);
  });

  it('is one law for all days where nothing changes, and another from each change on', () => {
    const same = lawByDay(source.register, {}, false);
    for (const day of ['2020-01-01', '2025-01-01', '2030-01-01']) expect(same(day)).toBe(same(undefined));
    const at = lawByDay({ ...source.register, a: withEntry(withEntry(first, latest), latest) }, { r: 'x' }, true);
    expect([undefined, '2025-09-30', '2025-10-01', '2030-01-01'].map((day) => at(day).parameter('a').value)).toEqual(['5000000', '5000000', '8000000', '8000000']);
    expect([at('2025-10-01').parameter('b').value, at(undefined).readings, at(undefined).roundsDown, at('2030-01-01').at('2025-01-01').parameter('a').value]).toEqual(['7', { r: 'x' }, true, '5000000']);
    expect(() => at(undefined).parameter('c')).toThrow(new RangeError('the policy has no parameter "c"'));
    expect(dayOfYear(2026)).toBe('2026-01-01');
    // Changes of two numbers on days that the register holds in no order.
    const two = lawByDay({ a: withEntry(first, latest), b: withEntry(source.register['b'] as never, parameterOf('b', record({ value: '8', validFrom: '2025-03-01' }))) }, {}, false);
    expect(['2025-02-28', '2025-03-01', '2025-09-30', '2025-10-01'].map((day) => `${two(day).parameter('a').value} ${two(day).parameter('b').value}`)).toEqual(['5000000 7', '5000000 8', '5000000 8', '8000000 8']);
  });

  it('rounds half a fen up, or drops it', () => {
    const law = (roundsDown: boolean) => lawByDay(source.register, {}, roundsDown)(undefined);
    expect([rounded(law(false), new Dec('1.005')), rounded(law(true), new Dec('1.009'))].map(String)).toEqual(['1.01', '1']);
    const { lo, hi } = roundedSpan(law(false), between(new Dec('1.004'), new Dec('1.005')));
    expect([String(lo), String(hi)]).toEqual(['1', '1.01']);
  });

  it('is ready for arithmetic unless it went through JSON', () => {
    expect(isRegister(source.register)).toBe(true);
    expect(isRegister({ ...source.register, c: [{}] })).toBe(false);
    expect(isRegister({ a: [...first, {}] })).toBe(false);
    for (const other of [null, undefined, 'x', JSON.parse(JSON.stringify(source.register)), { a: [] }, { a: {} }, { a: [{}] }, { a: [{ decimal: { toStringTag: '[object Decimal]' } }] }]) expect(isRegister(other)).toBe(false);
  });
});

describe('the readings in force', () => {
  const choices = choicesOf({ r: { values: { x: text('一', 'one'), y: text('二', 'two') } }, s: { values: { z: text('三', 'three') } } } as never);
  const defaults = { r: 'x', s: 'z' };

  it('are the defaults with what was chosen laid over them', () => {
    expect(choices).toEqual({ r: ['x', 'y'], s: ['z'] });
    expect(resolveReadings(choices, defaults, undefined)).toBe(defaults);
    expect([resolveReadings(choices, defaults, { r: 'y' }), resolveReadings(choices, defaults, { r: undefined })]).toEqual([{ r: 'y', s: 'z' }, defaults]);
    expect(Object.isFrozen(resolveReadings(choices, defaults, {}))).toBe(true);
    expect(lawSource({}, choices, () => true).defaults).toEqual(defaults);
  });

  it('are named and valued as the policy has them', () => {
    const wrong = (chosen: unknown) => refused(() => resolveReadings(choices, defaults, chosen));
    for (const [chosen, received] of [[null, 'null'], [[], 'an array of 0'], ['x', '"x"'], [1, '1']] as const) expect(wrong(chosen)).toEqual(['options.readings', 'option', 'an object', received]);
    expect(wrong({ t: 'x' })).toEqual(['options.readings.t', 'option', 'the name of a reading', '"t"']);
    expect(wrong({ toString: 'x' })).toEqual(['options.readings.toString', 'option', 'the name of a reading', '"toString"']);
    expect(wrong({ ['n'.repeat(50)]: 'x' })?.[0]).toBe(`options.readings.${'n'.repeat(40)}`);
    expect([wrong({ r: 'z' }), wrong({ r: null }), wrong({ r: ['x'] })]).toEqual([
      ['options.readings.r', 'option', 'x | y', '"z"'], ['options.readings.r', 'option', 'x | y', 'null'], ['options.readings.r', 'option', 'x | y', 'an array of 1'],
    ]);
  });
});

describe('the options of a call', () => {
  const wrong = (options: unknown, ...own: Parameters<typeof contextOf>[2][]) => refused(() => contextOf(chengdu2025, options as never, ...own));

  it('are refused by name where they are not of their kind, or none of the call', () => {
    for (const [options, received] of [[null, 'null'], [[], 'an array of 0'], ['x', '"x"']] as const) expect(wrong(options)).toEqual(['options', 'option', 'an object', received]);
    expect(wrong({ workLimit: 5 })).toEqual(['options.workLimit', 'option', 'readings | policy', undefined]);
    expect(wrong({ payees: [], workLimit: 5 }, 'workLimit')).toEqual(['options.payees', 'option', 'readings | policy | workLimit', undefined]);
    expect(wrong({ ['n'.repeat(70)]: 1 })?.[0]).toBe(`options.${'n'.repeat(60)}`);
    expect([wrong({ x: undefined }), wrong({}), wrong({ workLimit: 0 }, 'workLimit'), wrong({ workLimit: Infinity }, 'workLimit'), wrong({ payees: [] }, 'payees'), wrong({ payees: ['a'] }, 'payees')]).toEqual(Array(6).fill(undefined));
    for (const [workLimit, received] of [[-1, '-1'], [NaN, 'NaN'], ['1', '"1"'], [null, 'null']] as const) {
      expect(wrong({ workLimit }, 'workLimit')).toEqual(['options.workLimit', 'option', 'a count of at least 0', received]);
    }
    for (const [payees, received] of [['a', '"a"'], [[1], 'an array of 1'], [['a', 1], 'an array of 2'], [{}, 'an object']] as const) expect(wrong({ payees }, 'payees')).toEqual(['options.payees', 'option', 'an array of ids', received]);
    expect(wrong({ policy: JSON.parse(JSON.stringify(chengdu2025)) })).toEqual(['options.policy', 'option', 'a policy version made with amendPolicy', 'an object']);
  });

  it('left out are those of the published version, the same object for every call', () => {
    expect(contextOf(chengdu2025, undefined)).toBe(contextOf(chengdu2025, undefined));
    expect(contextOf(chengdu2025, undefined)).toMatchObject({ policy: chengdu2025, readings: chengdu2025.defaults });
    const chosen = contextOf(chengdu2025, { readings: { sameInput: 'project' } });
    expect(chosen.readings).toEqual({ ...chengdu2025.defaults, sameInput: 'project' });
  });

  it('have a stricter neighbour, which is its own', () => {
    const context = contextOf(chengdu2025, undefined);
    const strict = strictContext(context);
    expect(strict.readings).toEqual({ ...chengdu2025.defaults, ...chengdu2025.overlap.strict });
    expect(strict).not.toBe(context);
    expect([strictContext(context) === strict, strictContext(strict) === strict]).toEqual([true, true]);
    // Of two strict readings both must be in force.
    const twofold = { ...chengdu2025, overlap: { ...chengdu2025.overlap, strict: { sameInput: 'project', rewardWithSubsidy: 'take-higher' } } };
    const half = contextOf(twofold, undefined);
    expect(strictContext(half).readings).toEqual({ ...half.readings, sameInput: 'project', rewardWithSubsidy: 'take-higher' });
  });

  it('F.3 tell which two measures may not both be given for one input', () => {
    const context = contextOf(chengdu2025, undefined);
    const pairs = [['1a', '1b'], ['1b', '1a'], ['1b', '5a'], ['1b', '2b'], ['1b', '1a']] as const;
    // Asked twice, the second time from what was remembered.
    expect(pairs.map(([a, b]) => excludes(context, a, b))).toEqual([true, true, false, true, true]);
  });
});

describe('an amendment', () => {
  const wrong = (policy: unknown, amendment: unknown) => refused(() => amendPolicy(policy as never, amendment as never));

  it('is refused where it is none, or changes what the policy does not have', () => {
    for (const [policy, received] of [[null, 'null'], [{}, 'an object'], [JSON.parse(JSON.stringify(chengdu2025)), 'an object'], ['x', '"x"'], [{ register: {} }, 'an object'], [{ register: {}, measures: {} }, 'an object']] as const) {
      expect(wrong(policy, { version: 'x' })).toEqual(['policy', 'type', 'a policy version', received]);
    }
    for (const [amendment, received] of [[null, 'null'], [undefined, 'undefined'], ['x', '"x"']] as const) expect(wrong(chengdu2025, amendment)).toEqual(['amendment', 'type', 'an object', received]);
    expect(wrong(chengdu2025, { version: 'x', parameters: { none: {} } })).toEqual(['amendment.parameters.none', 'undeclared', 'a parameter of the policy', '"none"']);
    expect(wrong(chengdu2025, { version: 'x', parameters: { toString: {} } })?.[0]).toBe('amendment.parameters.toString');
    expect(wrong(chengdu2025, { version: 'x', parameters: { ['n'.repeat(70)]: {} } })?.[0]).toBe(`amendment.parameters.${'n'.repeat(60)}`);
    for (const [change, received] of [[null, 'null'], ['x', '"x"']] as const) {
      expect(wrong(chengdu2025, { version: 'x', parameters: { 'A1.3.cap': change } })).toEqual(['amendment.parameters.A1.3.cap', 'type', 'an object', received]);
    }
    expect(wrong(chengdu2025, { version: 'x', parameters: { 'A1.3.cap': { unit: 'ratio' } } })?.[0]).toBe('A1.3.cap.unit');
    expect(wrong(chengdu2025, { version: 'x', parameters: { 'A1.3.cap': { bound: 'below' } } })).toEqual(['A1.3.cap.bound', 'option', 'at-most', '"below"']);
  });

  it('is refused where a name is misspelt, which would change the law of other days, or nothing', () => {
    const change = { value: '25000000', vaildFrom: '2026-01-01' };
    expect(wrong(chengdu2025, { version: 'x', parameters: { 'A1.3.cap': change } })?.slice(0, 2)).toEqual(['amendment.parameters.A1.3.cap.vaildFrom', 'unknown-property']);
    expect(wrong(chengdu2025, { version: 'x', paramaters: {} })?.slice(0, 2)).toEqual(['amendment.paramaters', 'unknown-property']);
    expect(wrong(chengdu2025, { parameters: {} })).toEqual(['amendment.version', 'type', 'a text', 'undefined']);
    expect(wrong(chengdu2025, { version: '' })).toEqual(['amendment.version', 'type', 'a text', '""']);
    expect(wrong(chengdu2025, { version: 'x', textSha256: 1 })).toEqual(['amendment.textSha256', 'type', 'a text', '1']);
    expect(wrong(chengdu2025, { version: 'x', parameters: [] })?.[0]).toBe('amendment.parameters');
    for (const [name, value] of [['words', 5], ['clause', null], ['name', '上限'], ['name', { zh: '上限' }], ['name', { en: 'cap' }], ['name', null]] as const) {
      expect(wrong(chengdu2025, { version: 'x', parameters: { 'A1.3.cap': { [name]: value } } })?.slice(0, 2)).toEqual([`A1.3.cap.${name}`, 'option']);
    }
  });

  it('is refused where what it adds is not whole, or stands already: a measure of the same id would be paid twice', () => {
    const [measure] = chengdu2025.measures;
    const sentence = { id: 'A1.9', kind: 'sentence', text: '新的一句。' };
    expect(wrong(chengdu2025, { version: 'x', sentences: 'A1.9' })).toEqual(['amendment.sentences', 'type', 'an array', '"A1.9"']);
    for (const broken of [null, { ...sentence, id: 1 }, { ...sentence, text: null }]) expect(wrong(chengdu2025, { version: 'x', sentences: [broken] })?.slice(0, 2)).toEqual(['amendment.sentences[0]', 'type']);
    expect(wrong(chengdu2025, { version: 'x', sentences: [sentence, sentence] })).toEqual(['amendment.sentences[1].id', 'duplicate', 'an id not used before', '"A1.9"']);
    expect(wrong(chengdu2025, { version: 'x', measures: [{ ...measure, id: 'new', formula: undefined }] })?.slice(0, 2)).toEqual(['amendment.measures[0]', 'type']);
    expect(wrong(chengdu2025, { version: 'x', measures: [measure] })?.slice(0, 2)).toEqual(['amendment.measures[0].id', 'duplicate']);
  });

  const AMOUNT = { value: '200000', unit: 'CNY', bound: 'exactly', words: '20万元奖励', clause: 'A9.1', name: text('能耗奖励', 'energy award'), validFrom: '2026-01-01', validTo: '2026-12-31' } as const;

  it('is refused where a parameter that it adds is not whole, or stands already', () => {
    const added = (newParameters: unknown) => wrong(chengdu2025, { version: 'x', newParameters })?.slice(0, 2);
    expect(added([])).toEqual(['amendment.newParameters', 'type']);
    expect(added({ 'A9.1.amount': null })).toEqual(['amendment.newParameters.A9.1.amount', 'type']);
    expect(added({ 'A1.3.cap': { ...AMOUNT, bound: 'at-most' } })).toEqual(['amendment.newParameters.A1.3.cap', 'duplicate']);
    expect(added({ 'A9.1.amount': { ...AMOUNT, vaildFrom: '2026-01-01' } })).toEqual(['amendment.newParameters.A9.1.amount.vaildFrom', 'unknown-property']);
    expect(added({ ['n'.repeat(70)]: null })?.[0]).toBe(`amendment.newParameters.${'n'.repeat(60)}`);
    expect(wrong(chengdu2025, { version: 'x', newParameters: { n: { ...AMOUNT, unit: 'EUR' } } })).toEqual(['n.unit', 'option', 'CNY | ratio | rank | enterprises | day', '"EUR"']);
    for (const [name, value] of [['value', 200_000], ['unit', 'EUR'], ['unit', 'toString'], ['bound', undefined], ['words', undefined], ['clause', undefined], ['name', undefined], ['validFrom', undefined], ['validTo', '2025-12-31']] as const) {
      expect(added({ 'A9.1.amount': { ...AMOUNT, [name]: value } }), `${name} ${String(value)}`).toEqual([`A9.1.amount.${name}`, 'option']);
    }
  });

  it('adds a thirteenth measure with its sentence and its number: determined, chosen, told and audited like the others', () => {
    const [reward] = chengdu2025.measures as [Measure];
    const energy: Measure = {
      ...reward, id: 'energy-award', code: '9', article: 9, clause: 'A9.1', title: text('节能改造奖励', 'energy award'),
      parameters: ['A9.1.amount'], formula: fixedAmount('A9.1.amount') as Measure['formula'],
    };
    const policy = amendPolicy(chengdu2025, {
      version: '2026-01-01', measures: [energy], newParameters: { 'A9.1.amount': AMOUNT },
      sentences: [{ id: 'A9.1', kind: 'sentence', text: '对完成节能改造的项目给予20万元奖励。' }],
    });
    const facts = { applicationDate: '2026-03-01', projects: [{ id: 'P', owner: 'E', filingDate: '2025-01-01', newType: true, nationalDemonstration: false, inIndustrialStatistics: true, totalInvestment: '8000000' }] } as const;
    const assessment = assess(facts, { policy });
    expect(assessment.determinations.find((d) => d.clause === 'A9.1')).toMatchObject({ key: 'energy-award:P', status: 'eligible', nature: 'determinate', amount: { min: '200000.00', max: '200000.00' } });
    expect(assessment.selection.chosen).toContain('energy-award:P');
    expect(explain(assessment, { policy, caseFile: facts })).toContain('「对完成节能改造的项目给予20万元奖励。」');
    const line = { measure: '9', subject: 'P', amount: '250000', date: '2026-05-01', payment: 'full' } as const;
    expect(audit(facts, [line], { policy }).findings).toMatchObject([{ clause: 'A9.1', difference: '50000.00', effect: 'return' }]);
  });

  it('adds to the policy and leaves the old one as it was', () => {
    const sentence = { id: 'A1.9', kind: 'sentence', text: '新的一句。' } as const;
    const [own] = chengdu2025.measures;
    const later = amendPolicy(chengdu2025, {
      version: '2026-01-01', textSha256: 'ab', sentences: [sentence], measures: [{ ...own, id: 'another', code: '9' } as never], parameters: { 'A1.3.cap': { value: '25000000', validFrom: '2026-01-01' }, 'A1.2.cap': { value: '1' } },
    });
    expect([later.version, later.textSha256, later.sentences.at(-1), later.sentences.length, later.measures.length]).toEqual(['2026-01-01', 'ab', sentence, chengdu2025.sentences.length + 1, 13]);
    expect(later.register['A1.3.cap']?.map((e) => [e.value, e.validFrom])).toEqual([['20000000', '2025-02-02'], ['25000000', '2026-01-01']]);
    expect(later.register['A1.2.cap']?.map((e) => e.value)).toEqual(['1']);
    expect([chengdu2025.register['A1.3.cap']?.length, chengdu2025.measures.length]).toEqual([1, 12]);
    // The second amendment goes on from the last entry.
    const last = amendPolicy(later, { version: 'y', parameters: { 'A1.3.cap': { words: '另定', validFrom: '2026-07-01' } } });
    expect(last.register['A1.3.cap']?.map((e) => e.value)).toEqual(['20000000', '25000000', '25000000']);
    expect([last.textSha256, last.measures.length]).toEqual(['ab', 13]);
  });
});

describe('an issue', () => {
  const parts = { path: '$.a', code: 'type' as const, expected: text('数', 'a number') };

  it('says where, what was expected and, where something was, what was found', () => {
    expect(issueOf(parts)).toStrictEqual({ path: '$.a', code: 'type', expected: 'a number', message: text('$.a：应为数', '$.a: expected a number') });
    expect(issueOf({ ...parts, fact: text('投资', 'investment'), received: '"x"' })).toStrictEqual({
      path: '$.a', code: 'type', fact: text('投资', 'investment'), expected: 'a number', received: '"x"',
      message: text('投资（$.a）：应为数，实为"x"', '$.a (investment): expected a number, found "x"'),
    });
  });

  it('says what was found in the language of the message, but for a value that is written out', () => {
    const said = (value: unknown) => issueOf({ ...parts, received: show(value) }).message;
    expect(said([1, 2])).toEqual(text('$.a：应为数，实为数组', '$.a: expected a number, found an array of 2'));
    expect(said(Array(12).fill(1))).toEqual(text('$.a：应为数，实为数组', '$.a: expected a number, found an array of 12'));
    expect(said({})).toEqual(text('$.a：应为数，实为对象', '$.a: expected a number, found an object'));
    expect(said('an object').zh).toBe('$.a：应为数，实为"an object"');
  });

  it('is thrown in an error that is recognised without its class', () => {
    const error = new InvalidCaseError([issueOf(parts), issueOf({ ...parts, path: '$.b' })]);
    expect([error.name, error.path, error.message, new InvalidCaseError([]).path]).toEqual(['InvalidCaseError', '$.a', '$.a: expected a number\n$.b: expected a number', '$']);
    expect([error, new Error('x'), null, undefined, 'x', { name: 'InvalidCaseError' }].map(isInvalidCaseError)).toEqual([true, false, false, false, false, false]);
    expect(isInvalidCaseError({ [Symbol.for('chengdu-tech-upgrade/InvalidCaseError')]: true })).toBe(true);
  });

  it('shows a value shortly, on one line', () => {
    const [sixty, more] = ['x'.repeat(60), 'x'.repeat(61)];
    expect([sixty, more, 'a\nb', 5, true, undefined, 5n, null, [1, 2], {}, () => 0, Symbol('x')].map(show)).toEqual([
      `"${sixty}"`, `"${sixty}…"`, '"a\\nb"', '5', 'true', 'undefined', 'a bigint', 'null', 'an array of 2', 'an object', 'a function', 'a symbol',
    ]);
  });

  it('has a path whose steps can be read back', () => {
    const [sixty, more] = ['x'.repeat(60), 'x'.repeat(61)];
    expect(['a', 'a1', '_$', 0, 12, 'a b', '1a', '', 'a.b', '"', sixty, more, sixty.replace('x', ' ')].map(pathStep)).toEqual([
      '.a', '.a1', '._$', '[0]', '[12]', '["a b"]', '["1a"]', '[""]', '["a.b"]', '["\\""]', `.${sixty}`, `["${sixty}…"]`, `["${sixty.replace('x', ' ')}"]`,
    ]);
    const steps = ['projects', 0, 'a b', 'x"]y', '\\', 'id'];
    expect(pathOf(steps)).toBe('$.projects[0]["a b"]["x\\"]y"]["\\\\"].id');
    expect(stepsIn(pathOf(steps))).toEqual(steps);
    expect([pathOf([]), stepsIn('$'), stepsIn('$[10].a[""]')]).toEqual(['$', [], [10, 'a', '']]);
  });

  it('names the first place of a case in which something is wrong', () => {
    expect(() => assess({ applicationDate: 'x' } as never)).toThrow('$.applicationDate');
  });
});
