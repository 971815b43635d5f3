/** Receipts: canonical JSON and digests by their standards, and replays that say same only where it is the same. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import library from 'canonicalize';
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessUnder } from '../../src/assess/assess.js';
import { isInvalidCaseError } from '../../src/core/error.js';
import { type Policy, amendPolicy, definePolicy } from '../../src/core/policy.js';
import { type AssessOptions, type CaseFile, assess, chengdu2025 } from '../../src/index.js';
import { canonicalJson } from '../../src/receipt/canonical.js';
import { type Receipt, type Replay, receiptUnder, replayUnder } from '../../src/receipt/index.js';
import { digestOf, sealOf } from '../../src/receipt/receipt.js';
import { LIBRARY_VERSION } from '../../src/version.js';
import { sha256 } from '../../src/receipt/sha256.js';
import { receipt, replay } from '../../src/words.js';
import { completeCase } from '../support/cases.js';
import { toyCase, toyDistrict } from '../support/toy-district.js';

const ROOT = new URL('../../', import.meta.url).pathname;
const json = (path: string): unknown => JSON.parse(readFileSync(ROOT + path, 'utf8'));
// Its types promise an ES module; it is CommonJS.
const canonicalize = library as unknown as (value: unknown) => string;
const nodeSha256 = (words: string): string => createHash('sha256').update(words, 'utf8').digest('hex');
const kinds = (r: Replay): readonly string[] => (r.same ? ['same'] : r.because.map((c) => c.kind));

/** What a call is refused for. */
function refusedPath(call: () => unknown): string | undefined {
  try {
    call();
    return undefined;
  } catch (error) {
    if (isInvalidCaseError(error)) return error.path;
    throw error;
  }
}

describe('canonical JSON (RFC 8785)', () => {
  it('writes the example of section 3.2.2', () => {
    const value = JSON.parse(String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`) as unknown;
    expect(canonicalJson(value, '$')).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it('sorts like the example of section 3.2.3: by UTF-16 code units, the emoji before U+FB33', () => {
    const names = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
    const written = canonicalJson(Object.fromEntries(names.map((name, i) => [name, i])), '$');
    expect(written).toBe('{"\\r":1,"1":3,"\u0080":5,"\u00f6":6,"\u20ac":0,"\ud83d\ude00":4,"\ufb33":2}');
  });

  it('writes numbers like appendix B', () => {
    for (const [value, written] of [
      [0, '0'], [-0, '0'], [5e-324, '5e-324'], [-1.7976931348623157e308, '-1.7976931348623157e+308'], [9007199254740992, '9007199254740992'],
      [295147905179352830000, '295147905179352830000'], [9.999999999999997e22, '9.999999999999997e+22'], [1e23, '1e+23'], [0.000001, '0.000001'],
      [333333333.3333333, '333333333.3333333'], [-0.0000033333333333333333, '-0.0000033333333333333333'],
    ] as const) expect(canonicalJson(value, '$')).toBe(written);
  });

  it('writes what the library canonicalize writes', () => {
    fc.assert(fc.property(fc.jsonValue({ stringUnit: 'binary', maxDepth: 5 }), (value) => {
      expect(canonicalJson(value, '$')).toBe(canonicalize(value));
    }), { numRuns: 200 });
  });

  it('leaves out what is undefined, like JSON', () => expect(canonicalJson({ b: undefined, a: 1 }, '$')).toBe('{"a":1}'));

  it('refuses what JSON cannot hold, naming the place', () => {
    const loop: Record<string, unknown> = {};
    loop['loop'] = loop;
    for (const [value, path] of [
      [{ a: [1, NaN] }, '$.a[1]'], [{ a: Infinity }, '$.a'], [{ a: 1n }, '$.a'], [[undefined], '$[0]'], [{ f: () => 1 }, '$.f'],
      [{ a: 'half \ud83d' }, '$.a'], [{ a: '\ude00\ud83d' }, '$.a'], [{ '\ud83d': 1 }, '$["\\ud83d"]'], [undefined, '$'],
    ] as const) expect(refusedPath(() => canonicalJson(value, '$')), path).toBe(path);
    expect(refusedPath(() => canonicalJson(loop, 'case'))).toMatch(/^case\.loop\.loop/);
  });
});

describe('SHA-256', () => {
  it('gives the examples of FIPS 180', () => {
    expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(sha256('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq')).toBe('248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1');
  });

  it('gives what node:crypto gives at every length of padding, whatever the width of the last character', () => {
    for (let length = 0; length <= 130; length += 1) {
      for (const last of ['', 'é', '技', '😀']) {
        const words = 'x'.repeat(length) + last;
        expect(sha256(words), `${length} ${last}`).toBe(nodeSha256(words));
      }
    }
  });

  it('gives what node:crypto gives for any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (words) => {
      expect(sha256(words)).toBe(nodeSha256(words));
    }), { numRuns: 200 });
  });
});

// 10 % of 2000万 equipment of a pilot-industry project is 200万, and no reward beside it.
const file: CaseFile = {
  applicationDate: '2025-06-01',
  projects: [{
    id: '项目', owner: '企业', filingDate: '2024-07-01', newType: true, pilotIndustry: true, nationalDemonstration: false,
    totalInvestment: '30000000', equipmentInvestment: '20000000', inIndustrialStatistics: true, assessedReward: '80000',
  }],
};
const given = receipt(file, assess(file));
const amended = (parameters: object): Policy => amendPolicy(chengdu2025, { version: '2026-01-01', parameters });

describe('a receipt', () => {
  it('names the library of package.json and the policy, and holds the whole register, readings, case and total', () => {
    expect((json('package.json') as { version: string }).version).toBe(LIBRARY_VERSION);
    expect(given).toMatchObject({
      library: LIBRARY_VERSION, policy: assess(file).policy, readings: chengdu2025.defaults, chosen: [], options: {}, case: file,
      total: { min: '2000000.00', max: '2000000.00' },
    });
    expect(Object.keys(given.parameters)).toEqual(Object.keys(chengdu2025.register));
    expect(given.resultSha256).toBe(nodeSha256(canonicalize(assess(file))));
    expect(given.caseSha256).toBe(nodeSha256(canonicalize(file)));
    const { case: _case, sha256: seal, ...rest } = given;
    expect(seal).toBe(nodeSha256(canonicalize(rest)));
    expect(JSON.parse(JSON.stringify(given))).toEqual(given);
  });

  it('is the same for one case however it is written: order of names, what is unknown, decimals', () => {
    const [project] = file.projects as readonly [object];
    const other = {
      projects: [{ ...Object.fromEntries(Object.entries(project).reverse()), assessedReward: new Decimal(80000), filed: null, acceptance: undefined }],
      applicationDate: file.applicationDate, loans: null,
    } as unknown as CaseFile;
    expect(receipt(other, assess(other)).caseSha256).toBe(given.caseSha256);
    expect(receipt(other, assess(other)).resultSha256).toBe(given.resultSha256);
  });

  it('is refused for a broken case, or one whose text holds half a character', () => {
    expect(refusedPath(() => receipt({ ...file, applicationDate: '2025-06-31' }, assess(file)))).toBe('$.applicationDate');
    const half: CaseFile = { applicationDate: '2025-06-01', projects: [{ id: 'P', owner: '\ud83d' }] };
    expect(refusedPath(() => receipt(half, assess(half)))).toBe('$.projects[0].owner');
  });

  it('is refused for what is no assessment', () => {
    for (const none of [undefined, null, {}, { policy: given.policy }, [], 'x']) expect(refusedPath(() => receipt(file, none as never))).toBe('assessment');
  });

  it('is refused where the assessment was made under other options than are stated', () => {
    const policy = amended({ 'A1.3.cap': { value: '1' } });
    const stacked = assess(file, { readings: { rewardWithSubsidy: 'stack' } });
    const elected = assess(file, { election: ['investment-reward:项目'] });
    for (const [assessment, options, path] of [
      [assess(file, { policy }), undefined, 'options.policy'],
      [assess(file), { policy }, 'options.policy'],
      [stacked, { readings: { rewardWithSubsidy: 'take-higher' } }, 'options.readings.rewardWithSubsidy'],
      [elected, undefined, 'options.election'],
      [assess(file), { election: ['investment-reward:项目'] }, 'options.election'],
    ] as const) expect(refusedPath(() => receipt(file, assessment, options as AssessOptions)), path).toBe(path);
  });
});

describe('a replay', () => {
  it.each(['1-enterprise', '2-consortium', '3-supplier', '4-park', '5-filing-cutoff'])('of the shipped case %s is the same, and so it is after JSON', (name) => {
    const shipped = json(`examples/cases/${name}.json`) as CaseFile;
    const kept = receipt(shipped, assess(shipped));
    expect(replay(kept)).toEqual({ same: true });
    expect(replay(JSON.parse(JSON.stringify(kept)) as Receipt)).toEqual({ same: true });
  });

  it('of any case is the same', () => {
    fc.assert(fc.property(completeCase, (any) => {
      expect(replay(receipt(any, assess(any)))).toEqual({ same: true });
    }), { numRuns: 60 });
  });

  it('of a case in another language of numbers is the same: they are kept as they were given', () => {
    const numbers = { ...file, projects: (file.projects ?? []).map((p) => ({ ...p, equipmentInvestment: 20000000, totalInvestment: new Decimal('3e7') })) } as CaseFile;
    expect(replay(receipt(numbers, assess(numbers)))).toEqual({ same: true });
  });

  it('asks with the options of then', () => {
    for (const options of [
      { readings: { rewardWithSubsidy: 'stack' } }, { election: ['investment-reward:项目'] }, { payees: ['企业'] }, { payees: [] },
      { workLimit: Infinity }, { workLimit: 0 }, { readings: { rewardWithSubsidy: 'take-higher' }, election: [], workLimit: 10 },
    ] as AssessOptions[]) {
      const kept = JSON.parse(JSON.stringify(receipt(file, assess(file, options), options))) as Receipt;
      expect(replay(kept), JSON.stringify(kept.options)).toEqual({ same: true });
    }
  });

  it('under an amended policy names the parameter with its old and new value', () => {
    // A1.3: 9 % of 2000万 instead of 10 % is 180万.
    expect(replay(given, { policy: amended({ 'A1.3.rate.pilot-industry': { value: '0.09' } }) })).toEqual({
      same: false,
      because: [
        {
          kind: 'parameter', id: 'A1.3.rate.pilot-industry', from: '2025-02-02', was: '0.10', now: '0.09',
          what: {
            zh: '试点行业项目补助比例（A1.3.rate.pilot-industry）自2025-02-02起：原为0.10，现为0.09',
            en: 'rate for pilot-industry projects (A1.3.rate.pilot-industry) from 2025-02-02: was 0.10, is 0.09',
          },
        },
        expect.objectContaining({ kind: 'policy', was: 'chengdu-tech-upgrade-2025 2025-02-02', now: 'chengdu-tech-upgrade-2025 2026-01-01' }) as unknown,
      ],
      total: { was: { min: '2000000.00', max: '2000000.00' }, now: { min: '1800000.00', max: '1800000.00' } },
    });
  });

  it('names of several changed parameters those that bear on the case: not the cap of 1800万 on 200万', () => {
    const result = replay(given, { policy: amended({ 'A1.3.rate.pilot-industry': { value: '0.09' }, 'A1.3.cap': { value: '18000000' }, 'A7.3.cap': { value: '1' } }) });
    expect(result.same ? [] : result.because.flatMap((c) => (c.kind === 'parameter' ? [c.id] : []))).toEqual(['A1.3.rate.pilot-industry']);
  });

  it('names the version alone where no changed parameter bears on the case', () => {
    expect(kinds(replay(given, { policy: amended({ 'A7.3.cap': { value: '1' } }) }))).toEqual(['policy']);
  });

  it('names the day from which a parameter has another value', () => {
    // A2.3: 2.5 % of 100万 is 2.5万 in each year; 3 % from 2026 on is 3万.
    const leases = [2025, 2026].map((year) => ({ id: 'L', lessee: '企业', project: '项目', year, lesseeIsIndustrial: true, mode: 'direct' as const, annualAmount: '1000000' as const }));
    const leasing: CaseFile = { ...file, projects: [{ id: '项目', owner: '企业', filingDate: '2024-07-01', newType: true, nationalDemonstration: false }], leases };
    const result = replay(receipt(leasing, assess(leasing)), { policy: amended({ 'A2.3.rate': { value: '0.03', validFrom: '2026-01-01' } }) });
    expect(result.same ? [] : result.because).toMatchObject([{ kind: 'parameter', id: 'A2.3.rate', from: '2026-01-01', was: '0.025', now: '0.03' }, { kind: 'policy' }]);
  });

  it('names of several changes of one parameter the one that bears on the case, with its last day', () => {
    const at = (...changes: object[]) => changes.reduce<Policy>((policy, change, i) => amendPolicy(policy, { version: `2026-0${i + 1}`, parameters: { 'A1.3.rate.pilot-industry': change } } as never), chengdu2025);
    const named = (policy: Policy) => {
      const result = replay(given, { policy });
      return result.same ? [] : result.because.map(({ kind, id, from, to, was, now, what }) => (kind === 'parameter' ? [id, from, to, was, now, what.zh, what.en] : kind));
    };
    // Applied for in 2025: what holds from 2026 on is nothing to it.
    expect(named(at({ value: '0.09' }, { value: '0.12', validFrom: '2026-01-01' }))).toEqual([
      ['A1.3.rate.pilot-industry', '2025-02-02', '2025-12-31', '0.10', '0.09', '试点行业项目补助比例（A1.3.rate.pilot-industry）自2025-02-02起至2025-12-31：原为0.10，现为0.09',
        'rate for pilot-industry projects (A1.3.rate.pilot-industry) from 2025-02-02 to 2025-12-31: was 0.10, is 0.09'], 'policy',
    ]);
    expect(named(at({ value: '0.09', validFrom: '2026-02-01', validTo: '2026-03-31' }))).toEqual(['policy']);
  });

  it('names a reading whose default changed, unless it was chosen', () => {
    const defaults = Object.freeze({ ...chengdu2025.defaults, rewardWithSubsidy: 'stack' });
    const policy: Policy = definePolicy({ ...chengdu2025, defaults });
    // The reward of 8万 stands beside the subsidy of 200万.
    expect(replay(given, { policy })).toMatchObject({
      same: false,
      because: [{ kind: 'reading', id: 'rewardWithSubsidy', was: 'take-higher', now: 'stack', what: { zh: '解读rewardWithSubsidy：原为“就高”，现为“并享”' } }],
      total: { now: { min: '2080000.00', max: '2080000.00' } },
    });
    const readings = { rewardWithSubsidy: 'take-higher' } as const;
    expect(replay(receipt(file, assess(file, { readings }), { readings }), { policy })).toEqual({ same: true });
  });

  it('names a reading that is gone and one that is new', () => {
    const { rewardWithSubsidy: gone, ...others } = chengdu2025.readings;
    const { rewardWithSubsidy: _gone, ...defaults } = chengdu2025.defaults;
    const policy: Policy = definePolicy({ ...chengdu2025, readings: { ...others, brandNew: gone as never }, defaults: { ...defaults, brandNew: 'take-higher' } });
    const result = replay(given, { policy });
    expect(result.same ? [] : result.because.map(({ kind, id, was, now }) => [kind, id, was, now])).toEqual([
      ['reading', 'rewardWithSubsidy', 'take-higher', undefined], ['reading', 'brandNew', undefined, 'take-higher'],
    ]);
  });

  it('names the text where its digest is another', () => {
    expect(kinds(replay(given, { policy: amendPolicy(chengdu2025, { version: '2025-02-02', textSha256: 'f'.repeat(64) }) }))).toEqual(['text']);
  });

  it('names the policy where it is another one', () => {
    expect(kinds(replayUnder(toyDistrict, given))).toEqual(['text', 'policy']);
  });

  it('names the library where nothing else explains the result', () => {
    const older = sealed({ library: '0.0.9', resultSha256: 'e'.repeat(64) });
    expect(replay(older)).toMatchObject({ same: false, because: [{ kind: 'library', was: '0.0.9', now: LIBRARY_VERSION }] });
    // An older library that gave the same is the same.
    expect(replay(sealed({ library: '0.0.9' }))).toEqual({ same: true });
  });

  it('says so where the assessment was of another case', () => {
    const other: CaseFile = { ...file, projects: (file.projects ?? []).map((p) => ({ ...p, equipmentInvestment: '10000000' })) };
    expect(kinds(replay(receipt(file, assess(other))))).toEqual(['result']);
  });

  it('refuses readings of its own', () => {
    expect(refusedPath(() => replay(given, { readings: {} } as never))).toBe('options.readings');
    expect(refusedPath(() => replay(given, { policy: {} as never }))).toBe('options.policy');
  });
});

/** The receipt with other lines, and its own digests made to fit. */
function sealed(lines: Partial<Receipt>): Receipt {
  const { sha256: _seal, ...rest } = { ...given, ...lines };
  const fitting = { ...rest, caseSha256: digestOf(rest.case, '$') };
  return { ...fitting, sha256: sealOf(fitting) };
}

describe('a receipt that was tampered with', () => {
  type Path = readonly (string | number)[];
  const leaves = (value: unknown, path: Path = []): Path[] =>
    typeof value === 'object' && value !== null ? [path, ...Object.entries(value).flatMap(([name, v]) => leaves(v, [...path, name]))] : [path];
  const changed = (path: Path, put: (holder: Record<string, unknown>, name: string) => void): Receipt => {
    const copy = JSON.parse(JSON.stringify(given)) as Record<string, unknown>;
    let holder = copy;
    for (const step of path.slice(0, -1)) holder = holder[step] as Record<string, unknown>;
    put(holder, String(path.at(-1)));
    return copy as unknown as Receipt;
  };
  const other = (value: unknown): unknown =>
    typeof value === 'string' ? (/^[0-9a-f]{64}$/.test(value) ? value.replace(/^./, (c) => (c === '0' ? '1' : '0')) : `${value}0`) : typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : null;
  const outcome = (r: Receipt): readonly string[] => {
    try {
      return kinds(replay(r));
    } catch (error) {
      return isInvalidCaseError(error) && error.path.startsWith('receipt') ? ['refused'] : ['thrown'];
    }
  };

  it.each(Object.keys(given))('in its %s is never the same', (line) => {
    for (const path of leaves(given).filter((p) => p[0] === line)) {
      const isFact = line === 'case' && path.length > 1;
      const removed = outcome(changed(path, (holder, name) => delete holder[name]));
      const replaced = outcome(changed(path, (holder, name) => (holder[name] = other(holder[name]))));
      const renamed = outcome(changed(path, (holder, name) => {
        holder[`${name} `] = holder[name];
        delete holder[name];
      }));
      for (const found of [replaced, removed, renamed]) {
        // A list with a hole is no JSON.
        const told = isFact ? [['fact'], ['refused']] : [['receipt'], ['refused'], ['fact', 'receipt']];
        expect(told, path.join(' ')).toContainEqual(found);
      }
    }
  });

  it('is not the same either where the digests are made to fit', () => {
    const cheaper = { ...file, projects: (file.projects ?? []).map((p) => ({ ...p, equipmentInvestment: '10000000' })) };
    expect(kinds(replay(sealed({ case: cheaper as never })))).toEqual(['result']);
    expect(kinds(replay(sealed({ total: { min: '0.00', max: '9.00' } })))).toEqual(['receipt']);
    expect(kinds(replay(sealed({ readings: { ...given.readings, rewardWithSubsidy: 'stack' } })))).toEqual(['receipt']);
    expect(kinds(replay(sealed({ chosen: ['rewardWithSubsidy'], readings: { ...given.readings, rewardWithSubsidy: 'stack' } })))).toEqual(['result']);
    expect(kinds(replay(sealed({ options: { payees: [] } })))).toEqual(['result']);
    const stating = (id: string, value: string) => sealed({ parameters: { ...given.parameters, [id]: (given.parameters[id] ?? []).map((entry) => ({ ...entry, value })) } });
    // 9 % of 2000万 is not the 200万 of the result; the cap of Article 7 is nothing to it.
    expect(kinds(replay(stating('A1.3.rate.pilot-industry', '0.09')))).toEqual(['receipt']);
    expect(replay(stating('A7.3.cap', '1'))).toEqual({ same: true });
  });

  it.each([
    [null, 'receipt'], [[], 'receipt'], ['{}', 'receipt'], [{}, 'receipt.form'], [{ ...given, form: 2 }, 'receipt.form'], [{ ...given, note: 1 }, 'receipt.note'],
    [{ ...given, parameters: { ...given.parameters, 'A1.3.cap': [] } }, 'receipt.parameters["A1.3.cap"]'],
    [{ ...given, options: { workLimit: -1 } }, 'receipt.options.workLimit'],
    [{ ...given, case: null }, 'receipt.case'],
    [JSON.parse(JSON.stringify(given).replace('"form"', '"__proto__":{},"form"')), 'receipt.__proto__'],
  ] as const)('is refused where it is no receipt: %j', (broken, path) => {
    expect(refusedPath(() => replay(broken as never))).toBe(path);
  });
});

describe('a policy that the engine has never seen', () => {
  it('has receipts and replays with its own parameters and readings', () => {
    const kept = receiptUnder(toyDistrict, toyCase, assessUnder(toyDistrict, toyCase));
    expect(kept.total).toEqual({ min: '730000.00', max: '730000.00' });
    expect(replayUnder(toyDistrict, kept)).toEqual({ same: true });
    // D1: at most 40万 instead of 50万.
    const policy = amendPolicy(toyDistrict, { version: '2026-07-01', parameters: { 'D1.cap': { value: '400000' } } });
    expect(replayUnder(toyDistrict, kept, { policy })).toMatchObject({
      same: false, because: [{ kind: 'parameter', id: 'D1.cap', was: '500000', now: '400000' }, { kind: 'policy' }], total: { now: { max: '630000.00' } },
    });
    const readings = { bonusBesideGrant: 'both' };
    const both = receiptUnder(toyDistrict, toyCase, assessUnder(toyDistrict, toyCase, { readings }));
    expect([both.chosen, replayUnder(toyDistrict, both)]).toEqual([['bonusBesideGrant'], { same: true }]);
  });
});
