/** What an assessment says and stands on, for those who read it, keep it and make it again. */
import type { AssessOptions, Assessment } from './index.js';
import type { CaseFile } from './chengdu/facts.js';
import { chengdu2025 } from './chengdu/policy.js';
import type { Policy } from './core/policy.js';
import { type Receipt, type Replay, receiptUnder, replayUnder } from './receipt/index.js';

/**
 * The receipt of an assessment: text, policy, parameters, readings and library version that it was made
 * under, the case in canonical form, and the digest of the result. Plain JSON, to be kept with the file.
 *
 * @param options those that the assessment was made with
 * @throws InvalidCaseError when the case is broken, or the assessment was made under another policy,
 * other readings or another election than the options say
 * @example
 * const kept = JSON.stringify(receipt(caseFile, assess(caseFile)));
 * replay(JSON.parse(kept)) // { same: true }, for as long as nothing that matters to the case changes
 */
export const receipt = (caseFile: CaseFile, assessment: Assessment, options?: AssessOptions): Receipt =>
  receiptUnder(chengdu2025, caseFile, assessment, options);

/**
 * Makes the assessment of a receipt again: the same, or different because of which fact, parameter, reading,
 * text, policy or library version, the most specific first.
 *
 * @param options the version of the policy to replay it under; the published one when left out
 * @throws InvalidCaseError naming the line of a broken receipt, or what the case can no longer be assessed for
 */
export const replay = (receipt: Receipt, options?: { readonly policy?: Policy | undefined }): Replay => replayUnder(chengdu2025, receipt, options);

export type { CauseKind, Json, Receipt, RecordedEntry, RecordedOptions, Replay, ReplayCause } from './receipt/index.js';
