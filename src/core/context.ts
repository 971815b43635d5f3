import { AN_OBJECT, isRecord, refuse, refuseOthers, show } from './error.js';
import { remembered } from './groups.js';
import { type AnyReadings, type Law, type LawSource, lawByDay, resolveReadings } from './law.js';
import { type Policy, type Rules, isPolicy } from './policy.js';
import { text } from './text.js';

/** What every call may choose: the readings of the open questions and the version of the policy. */
export interface Options {
  /** Choices among the readings; each one left out stays at its default. */
  readonly readings?: Readonly<Record<string, string | undefined>> | undefined;
  /** A version of the policy; the published one when left out. */
  readonly policy?: Policy | undefined;
}

/** The law in force for one call: a policy version and a choice for every reading, by day. */
export interface Context<P extends LawSource = Policy> {
  readonly policy: P;
  readonly readings: AnyReadings;
  readonly at: Law['at'];
}

/** What a call takes beside the readings and the policy; an option that it would ignore is refused. */
export type OwnOption = 'workLimit' | 'election' | 'payees' | 'proveUpTo';

/**
 * @param published the version that holds where none is given
 * @throws InvalidCaseError naming the option that is wrong, or that the call does not take
 */
export function contextOf<P extends LawSource>(published: P, options: Options | undefined, ...own: readonly OwnOption[]): Context<P> {
  if (options === undefined) return defaultContext(published);
  if (!isRecord(options)) refuse({ path: 'options', code: 'option', expected: AN_OBJECT, received: show(options) });
  const given: { readonly [name: string]: unknown } = { ...options };
  refuseOthers(given, ['readings', 'policy', ...own], 'options', 'option');
  const { workLimit, payees, readings } = given;
  if (workLimit !== undefined && !(typeof workLimit === 'number' && workLimit >= 0)) {
    refuse({ path: 'options.workLimit', code: 'option', expected: text('不小于0的数', 'a count of at least 0'), received: show(workLimit) });
  }
  checkPayees(payees);
  const policy = (given['policy'] ?? published) as P;
  if (policy !== published && !isPolicy(policy)) {
    refuse({
      path: 'options.policy', code: 'option', expected: text('由amendPolicy生成的政策版本', 'a policy version made with amendPolicy'), received: show(policy),
    });
  }
  return contextWith(policy, resolveReadings(policy.choices, policy.defaults, readings));
}

/** @throws InvalidCaseError where `payees` are given and are no array of ids */
export function checkPayees(payees: unknown): void {
  if (payees === undefined || (Array.isArray(payees) && payees.every((p) => typeof p === 'string'))) return;
  refuse({ path: 'options.payees', code: 'option', expected: text('由编号组成的数组', 'an array of ids'), received: show(payees) });
}

/** A published version under the defaults: made once, the same for every call. */
const defaultContext = remembered((published: LawSource) => contextWith(published, published.defaults)) as <P extends LawSource>(published: P) => Context<P>;

/** The same law under the stricter readings that are always shown beside the chosen ones; itself where those are in force. */
export const strictContext = remembered((context: Context<Rules>): Context<Rules> => {
  const { strict } = context.policy.overlap;
  const isStrict = Object.keys(strict).every((id) => context.readings[id] === strict[id]);
  return isStrict ? context : contextWith(context.policy, Object.freeze({ ...context.readings, ...strict }));
});

/** Answers of the pair table that were looked up before, by the two codes. */
const exclusionsUnder = remembered((_context: Context<Rules>) => new Map<string, Map<string, boolean>>());

/** Whether two measures, by code, may not both be given for one input under the readings in force. */
export function excludes(context: Context<Rules>, a: string, b: string): boolean {
  const table = exclusionsUnder(context);
  let row = table.get(a);
  if (row === undefined) table.set(a, (row = new Map()));
  let known = row.get(b);
  if (known === undefined) row.set(b, (known = context.policy.overlap.relation(a, b, context.readings) === 'same-input'));
  return known;
}

/** The law of a policy under a choice for every reading. */
export const contextWith = <P extends LawSource>(policy: P, readings: AnyReadings): Context<P> => ({
  policy,
  readings,
  at: lawByDay(policy.register, readings, policy.roundsDown(readings)),
});
