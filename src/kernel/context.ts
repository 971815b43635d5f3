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

/** What a call takes beside the readings and the policy; an option that it would ignore is refused. */
export type OwnOption = 'workLimit' | 'election' | 'proveUpTo';

/** @throws InvalidCaseError naming the option that is wrong, or that the call does not take */
export function contextOf(options: Options | undefined, ...own: readonly OwnOption[]): Context {
  if (options === undefined) return DEFAULT_CONTEXT;
  if (typeof options !== 'object' || options === null) {
    throw new InvalidCaseError([
      { path: 'options', code: 'option', expected: 'an object', received: show(options) },
    ]);
  }
  const names: readonly string[] = ['readings', 'policy', ...own];
  const given: { readonly [name: string]: unknown } = { ...options };
  for (const name of Object.keys(given)) {
    if (given[name] !== undefined && !names.includes(name)) {
      throw new InvalidCaseError([{ path: `options.${name.slice(0, 40)}`, code: 'option', expected: names.join(' | ') }]);
    }
  }
  const { workLimit } = given;
  if (workLimit !== undefined && !(typeof workLimit === 'number' && workLimit >= 0)) {
    throw new InvalidCaseError([
      { path: 'options.workLimit', code: 'option', expected: 'a count of at least 0', received: show(workLimit) },
    ]);
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
