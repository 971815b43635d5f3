import {
  PARAMETERS,
  type ParameterId,
  type ParameterRecord,
  type ParameterRegister,
  register,
} from './parameters.js';
import { TEXT_SHA256 } from './text.js';

/** A version of the policy as a value. */
export interface Policy {
  readonly id: string;
  readonly version: string;
  /** Digest of the official text that the parameters were read from. */
  readonly textSha256: string;
  readonly parameters: ParameterRegister;
}

/** The policy as published, in force from 2025-02-02 to 2026-12-31. */
export const chengdu2025: Policy = Object.freeze({
  id: 'chengdu-tech-upgrade-2025',
  version: '2025-02-02',
  textSha256: TEXT_SHA256,
  parameters: register(PARAMETERS),
});

/** What an amending instrument changes (F.4: 相关涉及内容从其变化). */
export interface Amendment {
  /** Version of the amended policy, usually the day of the change. */
  readonly version: string;
  readonly textSha256?: string;
  /** The changed values with the words and dates of the instrument that changes them. */
  readonly parameters: Partial<Record<ParameterId, Partial<ParameterRecord>>>;
}

/**
 * A second dated register beside the first (F.4). The given policy stays as it is; nothing changes
 * by itself when national law does (I-06), and which version applies to a case is the caller's choice.
 *
 * @throws RangeError naming a parameter that the policy does not have, or whose value, unit or dates
 * are not of its kind
 * @example
 * amendPolicy(chengdu2025, { version: '2026-03-01', parameters: { 'A1.3.cap': { value: '25000000', words: '…' } } })
 */
export function amendPolicy(policy: Policy, amendment: Amendment): Policy {
  const records: Record<string, ParameterRecord> = { ...policy.parameters };
  for (const id of Object.keys(amendment.parameters) as ParameterId[]) {
    if (!Object.hasOwn(policy.parameters, id)) throw new RangeError(`the policy has no parameter "${id}"`);
    records[id] = { ...policy.parameters[id], ...amendment.parameters[id] };
  }
  return Object.freeze({
    id: policy.id,
    version: amendment.version,
    textSha256: amendment.textSha256 ?? policy.textSha256,
    parameters: register(records as Record<ParameterId, ParameterRecord>),
  });
}
