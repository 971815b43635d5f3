import { Decimal } from 'decimal.js';
import type { AssessOptions } from '../assess/assess.js';
import type { Assessment } from '../assess/assessment.js';
import { readCaseTable } from '../case/read.js';
import { contextOf } from '../core/context.js';
import { refuse, show } from '../core/error.js';
import { type AnyReadings, type ParameterRecord, resolveReadings } from '../core/law.js';
import type { Policy } from '../core/policy.js';
import type { Range } from '../core/span.js';
import { text } from '../core/text.js';
import { LIBRARY_VERSION } from '../version.js';
import { type Json, canonicalJson } from './canonical.js';
import { sha256 } from './sha256.js';

/** The version of the form of a receipt. */
export const FORM = 1;

/** One entry of a parameter: its value and the days for which it counts. */
export type RecordedEntry = Pick<ParameterRecord, 'value' | 'validFrom' | 'validTo'>;

/** The options of an assessment that decide its result; `Infinity` as a word, which JSON can hold. */
export interface RecordedOptions {
  readonly election?: readonly string[];
  readonly payees?: readonly string[];
  readonly workLimit?: number | 'Infinity';
}

/**
 * What an assessment was made from, and the digest of what came out: all that is needed to make it again.
 * Plain JSON data. Every digest is the SHA-256 of the canonical JSON (RFC 8785) of what it stands for.
 */
export interface Receipt {
  /** Version of this form. */
  readonly form: typeof FORM;
  /** Version of the library. */
  readonly library: string;
  readonly policy: { readonly id: string; readonly version: string; readonly textSha256: string };
  /** The whole dated register. */
  readonly parameters: Readonly<Record<string, readonly RecordedEntry[]>>;
  /** Every reading in force, defaults included. */
  readonly readings: AnyReadings;
  /** The readings that were chosen; the others stood at their default. */
  readonly chosen: readonly string[];
  readonly options: RecordedOptions;
  /** The case as it was given; what was null is left out, and decimals are text. */
  readonly case: Json;
  readonly caseSha256: string;
  /** The payable total, for whoever reads the receipt. */
  readonly total: Range;
  /** Digest of the whole assessment. */
  readonly resultSha256: string;
  /** Digest of the receipt without the case, for which its own digest stands, and without this line. */
  readonly sha256: string;
}

export const digestOf = (value: unknown, name: string): string => sha256(canonicalJson(value, name));

/** The digest that a receipt's other lines have. */
export function sealOf({ case: _case, sha256: _seal, ...lines }: Omit<Receipt, 'sha256'> & { readonly sha256?: string }): string {
  return digestOf(lines, 'receipt');
}

/** A case as JSON holds it: unknown facts left out, decimals as text. It was read before, so that it is no deeper than a case. */
function asJson(value: unknown): Json {
  if (typeof value !== 'object' || value === null) return value as Json;
  if (Array.isArray(value)) return value.map(asJson);
  if (Decimal.isDecimal(value)) return value.toFixed();
  const out: Record<string, Json> = {};
  for (const name in value) {
    const given = (value as Readonly<Record<string, unknown>>)[name];
    if (given !== null && given !== undefined) out[name] = asJson(given);
  }
  return out;
}

/**
 * The receipt of an assessment.
 *
 * @param options those that the assessment was made with
 * @throws InvalidCaseError when the case is broken, or when the assessment was made under another policy or
 * other options than are stated; that it is the assessment of this case is for {@link replayUnder} to find out
 */
export function receiptUnder(published: Policy, caseFile: unknown, assessment: Assessment, options?: AssessOptions): Receipt {
  const { policy } = contextOf(published, options, 'workLimit', 'election', 'payees');
  readCaseTable(policy.facts, caseFile);
  const given = asJson(caseFile);
  const caseSha256 = digestOf(given, '$');
  const result = canonicalJson(assessment, 'assessment');
  if (assessment?.selection?.total === undefined) {
    refuse({ path: 'assessment', code: 'type', expected: text('测算结果', 'an assessment'), received: show(assessment) });
  }
  const { id, version, textSha256 } = policy;
  const named = { id, version, textSha256 };
  if (canonicalJson(assessment.policy, 'assessment.policy') !== canonicalJson(named, 'options.policy')) {
    refuse({
      path: 'options.policy', code: 'option',
      expected: text('该测算所依据的政策版本', 'the policy version that the assessment was made under'), received: show(`${id} ${version}`),
    });
  }
  const readings = resolveReadings(policy.choices, policy.defaults, assessment.readings);
  const { election, payees, workLimit } = options ?? {};
  if ((assessment.selection.election === undefined) !== (election === undefined)) {
    refuse({
      path: 'options.election', code: 'option',
      expected: text('该测算所用的自选组合', 'the election that the assessment was made with'), received: show(election),
    });
  }
  const lines = {
    form: FORM,
    library: LIBRARY_VERSION,
    policy: named,
    parameters: recordedRegister(policy),
    readings,
    chosen: chosenOf(policy, readings, options),
    options: {
      ...(election === undefined ? undefined : { election: [...election] }),
      ...(payees === undefined ? undefined : { payees: [...payees] }),
      ...(workLimit === undefined ? undefined : { workLimit: workLimit === Infinity ? ('Infinity' as const) : workLimit }),
    },
    case: given,
    caseSha256,
    total: { ...assessment.selection.total },
    resultSha256: sha256(result),
  } as const;
  return { ...lines, sha256: sealOf(lines) };
}

export const recordedRegister = ({ register }: Policy): Receipt['parameters'] =>
  Object.fromEntries(
    Object.entries(register).map(([id, entries]) => [id, entries.map(({ value, validFrom, validTo }) => ({ value, validFrom, validTo }))]),
  );

/** The readings that are not at their default, and those that the options name. */
function chosenOf({ defaults }: Policy, inForce: AnyReadings, { readings: named = {} }: AssessOptions = {}): string[] {
  return Object.keys(inForce).filter((id) => {
    const value = named[id];
    if (value !== undefined && value !== inForce[id]) {
      refuse({
        path: `options.readings.${id}`, code: 'option',
        expected: text(`该测算所用的${JSON.stringify(inForce[id])}`, `${JSON.stringify(inForce[id])}, as in the assessment`), received: show(value),
      });
    }
    return value !== undefined || inForce[id] !== defaults[id];
  });
}
