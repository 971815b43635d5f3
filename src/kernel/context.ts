import { Decimal } from 'decimal.js';
import { InvalidCaseError, show } from './error.js';
import { type Policy, chengdu2025 } from '../policy/policy.js';
import { type Readings, resolveReadings } from '../policy/readings.js';
import { type Dec, downToFen, toFen } from './decimal.js';
import { type Span, mapSpan } from './span.js';

/** What every call may choose: the readings of the open questions and the version of the policy. */
export interface Options {
  /** Choices among the readings; each one left out stays at its default. */
  readonly readings?: Partial<Readings> | undefined;
  /** A version of the policy; the published one when left out. */
  readonly policy?: Policy | undefined;
}

/** The law in force for one evaluation: a policy version and a choice for every reading. */
export interface Context {
  readonly policy: Policy;
  readonly parameters: Policy['parameters'];
  readonly readings: Readings;
}

const OPTION_NAMES: readonly string[] = ['readings', 'policy', 'election', 'workLimit'];

/** @throws InvalidCaseError naming the option that is wrong */
export function contextOf(options: Options | undefined): Context {
  if (options === undefined) return DEFAULT_CONTEXT;
  if (typeof options !== 'object' || options === null) {
    throw new InvalidCaseError([
      { path: 'options', code: 'option', expected: 'an object', received: show(options) },
    ]);
  }
  for (const name of Object.keys(options)) {
    if (!OPTION_NAMES.includes(name)) {
      throw new InvalidCaseError([
        { path: `options.${name.slice(0, 40)}`, code: 'option', expected: OPTION_NAMES.join(' | ') },
      ]);
    }
  }
  const policy = options.policy ?? chengdu2025;
  if (policy !== chengdu2025 && !isPolicy(policy)) {
    throw new InvalidCaseError([
      { path: 'options.policy', code: 'option', expected: 'a policy version made with amendPolicy', received: show(policy) },
    ]);
  }
  return { policy, parameters: policy.parameters, readings: resolveReadings(options.readings) };
}

/** Whether a value has every parameter ready for arithmetic; one that went through JSON has not. */
function isPolicy(policy: Policy | null): policy is Policy {
  const parameters: Partial<Policy['parameters']> | undefined = typeof policy === 'object' ? policy?.parameters : undefined;
  if (typeof parameters !== 'object' || parameters === null) return false;
  return (Object.keys(chengdu2025.parameters) as (keyof Policy['parameters'])[]).every((id) => Decimal.isDecimal(parameters[id]?.decimal) && typeof parameters[id]?.decimal.cmp === 'function');
}

const DEFAULT_CONTEXT: Context = Object.freeze({
  policy: chengdu2025,
  parameters: chengdu2025.parameters,
  readings: resolveReadings(undefined),
});

/** The one rounding of a payable amount (I-39). */
export const rounded = (context: Context, amount: Dec): Dec =>
  context.readings.rounding === 'down-fen' ? downToFen(amount) : toFen(amount);

export const roundedSpan = (context: Context, amount: Span): Span =>
  mapSpan(amount, (a) => rounded(context, a));
