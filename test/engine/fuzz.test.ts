/**
 * Every function of every entry on anything whatsoever, and on cases that were broken in one or two places: it gives a
 * result or the library's own error, and leaves what it was given as it was. 20,000 inputs; `npm run test:fuzz` takes
 * a million (FUZZ_INPUTS), with a seed of its own.
 */
import { env } from 'node:process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as constraints from '../../src/constraints/index.js';
import * as root from '../../src/index.js';
import * as measures from '../../src/measures.js';
import * as policy from '../../src/policy.js';
import * as sheet from '../../src/sheet.js';
import * as words from '../../src/words.js';
import { completeCase } from '../support/cases.js';

const INPUTS = Number(env['FUZZ_INPUTS'] ?? 20_000);
const TIMEOUT = 60_000 + INPUTS * 5;

type Call = (...args: readonly unknown[]) => unknown;
const isClass = (f: unknown): boolean => typeof f === 'function' && /^class\b/.test(Function.prototype.toString.call(f));
const callsOf = (entry: string, exported: object): (readonly [string, Call])[] =>
  Object.entries(exported).filter(([, f]) => typeof f === 'function' && !isClass(f)).map(([name, f]) => [`${entry} ${name}`, f as Call]);

/** Drawing and naming of what the library itself made; a name of a group is whatever its caller makes of it. */
const OF_OWN_PARTS = ['/words render', '/words waterfall', '/words timeline', '/words figureOf', '/words awardName', '/constraints perProject', '/constraints perEnterpriseYear', '/constraints oneOff'];

const CALLS = [
  ...callsOf('.', root), ...callsOf('/measures', measures), ...callsOf('/constraints', constraints), ...callsOf('/policy', policy),
  ...callsOf('/words', words), ...callsOf('/sheet', sheet),
  ...sheet.sheetFunctions.map(({ id, call }): readonly [string, Call] => [`/sheet ${id}`, call as Call]),
].filter(([name]) => !OF_OWN_PARTS.includes(name));

/** What a call may throw: the library's own errors. */
function ownError(call: Call, args: readonly unknown[]): 'result' | 'refused' {
  try {
    call(...args);
    return 'result';
  } catch (error) {
    if (root.isInvalidCaseError(error)) {
      for (const { path, message } of error.issues) if (typeof path !== 'string' || message.zh === '' || message.en === '') throw new Error('an issue without words');
      return 'refused';
    }
    if (error instanceof sheet.SheetError && error.message !== '') return 'refused';
    throw error;
  }
}

const HOSTILE = fc.constantFrom<unknown>(
  '1e1000000000', '9'.repeat(10_000), '-0', '0x10', ' 1', '1/0', '\u0000', '\ud800', '__proto__', 'constructor', '2025-02-30', '1899-12-31', Number.NaN,
  Number.POSITIVE_INFINITY, -1, 1e300, 2 ** 53, 1n, Symbol('s'), () => 1, new Date(0), /x/u, new Map(), Object.create(null),
  JSON.parse('{"__proto__":{"polluted":true}}'), Array.from({ length: 3 }), [[[[[]]]]], JSON.parse('[{"constructor":{"prototype":1}}]'),
);
const anything = fc.oneof(HOSTILE, fc.anything({ maxDepth: 3, withBigInt: true, withDate: true, withMap: true, withSet: true, withNullPrototype: true, withTypedArray: true, withSparseArray: true }));

/** Every place inside a value. */
const places = (value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] =>
  typeof value !== 'object' || value === null ? [path] : [path, ...Object.entries(value).flatMap(([k, v]) => places(v, [...path, Array.isArray(value) ? Number(k) : k]))];

function put(value: unknown, path: readonly (string | number)[], junk: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return junk;
  if (Array.isArray(value)) return value.map((v, i) => (i === first ? put(v, rest, junk) : v));
  return { ...(value as object), [first]: put((value as Record<string, unknown>)[first], rest, junk) };
}

const brokenCase = fc.tuple(completeCase, fc.nat(), HOSTILE).map(([file, pick, junk]) => {
  const whole = JSON.parse(JSON.stringify(file)) as unknown;
  const all = places(whole);
  return put(whole, all[pick % all.length] as readonly (string | number)[], junk);
});

describe('any value whatsoever', () => {
  it.each(CALLS)('to %s gives a result or an error of its own', (_name, call) => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 4 }), (args) => void ownError(call, args)),
      { numRuns: Math.max(20, Math.floor(INPUTS / CALLS.length)) },
    );
  }, TIMEOUT);
});

describe('a case that is broken in one place', () => {
  const OF_CASES: Readonly<Record<string, Call>> = {
    assess: root.assess as Call, match: root.match as Call, nextQuestions: root.nextQuestions as Call, compareReadings: root.compareReadings as Call,
    audit: ((file: unknown) => root.audit(file as root.CaseFile, [])) as Call,
    receipt: ((file: unknown) => words.receipt(file as root.CaseFile, root.assess(file as root.CaseFile))) as Call,
    explain: ((file: unknown) => words.explain(root.assess(file as root.CaseFile), { caseFile: file as root.CaseFile, format: 'html' })) as Call,
  };
  it.each(Object.entries(OF_CASES))('gives %s a result or a refusal that names a path, and stays as it was', (_name, call) => {
    const seen = { result: 0, refused: 0 };
    fc.assert(
      fc.property(brokenCase, (file) => {
        seen[ownError(call, [file])] += 1;
        expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
      }),
      { numRuns: Math.max(20, Math.floor(INPUTS / 40 / Object.keys(OF_CASES).length)) },
    );
    expect(seen.refused, JSON.stringify(seen)).toBeGreaterThan(0.5 * (seen.refused + seen.result));
  }, TIMEOUT);
});
