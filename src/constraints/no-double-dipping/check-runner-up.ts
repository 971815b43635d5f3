import type { Decimal } from 'decimal.js';
import { ZERO } from '../../kernel/decimal.js';
import { show } from '../../kernel/error.js';
import type { Group } from './check.js';
import { bringsSomething, isLawful, name, rangeOf, worth, type Facts } from './check-facts.js';
import { expectRange, readRange, readSet } from './check-statement.js';
import type { Best, Effort, Question } from './recheck.js';
import { isObject } from './shape.js';
import type { ValueRange } from './types.js';

/** Steps for the proof that no better set contains a displaced claim. */
const STEPS = 1_500_000;

/** What the runner-up is held against. */
export interface Scope {
  readonly facts: Facts;
  readonly chosen: readonly number[];
  readonly value: ValueRange;
  readonly groups: readonly Group[];
  readonly tiesSettled: boolean;
  isRequired(i: number): boolean;
  isExcluded(i: number): boolean;
  /** Reports what is required and not in a set, or in it and excluded. */
  keepsWishes(set: readonly number[], path: string): boolean;
}

/**
 * Checks the stated runner-up, or that there is none. False if it is wrong; what could only not be verified is a
 * finding too. `provable`: the chosen set was proven, so that the second best can be told from it.
 */
export function checkRunnerUp(scope: Scope, stated: unknown, provable: boolean, expected: boolean, findings: string[]): boolean {
  if (stated === undefined) {
    if (expected && provable) reportMissing(scope, findings);
    return true;
  }
  const before = findings.length;
  if (!isObject(stated)) {
    findings.push(`runnerUp: expected an object, found ${show(stated)}`);
    return false;
  }
  const { facts, value } = scope;
  const set = readSet(facts, stated['chosen'], 'runnerUp.chosen', findings);
  if (set === undefined) return false;
  const lawful = isLawful(facts, set, 'runnerUp.chosen', findings);
  if (!scope.keepsWishes(set, 'runnerUp.chosen') || !lawful) return false;
  const own = rangeOf(facts, set);
  expectRange('runnerUp.value', readRange(stated['value'], 'runnerUp.value', findings), own, findings);
  const gap = { min: value.min.minus(own.min), max: value.max.minus(own.max) };
  expectRange('runnerUp.gap', readRange(stated['gap'], 'runnerUp.gap', findings), gap, findings);
  const displaced = displacedClaims(scope);
  if (!set.some((i) => displaced[i] && makesDifference(facts, set, i))) findings.push('runnerUp.chosen: contains no displaced claim that brings something');
  const more = own.min.cmp(value.min) || (scope.tiesSettled ? own.max.cmp(value.max) : 0);
  if (more > 0) findings.push('runnerUp: brings more than the chosen set');
  if (findings.length > before) return false;

  const better = provable ? findBetter(scope, displaced, own) : 'unproven';
  if (better === 'unproven') findings.push('runnerUp: not verified that it is the second best');
  else if (better !== undefined) {
    findings.push(`runnerUp: is not the second best; a set with ${name(facts, better.claim)} brings ${better.text}`);
    return false;
  }
  return true;
}

/** The claims that could bring something, are not chosen, and cannot be added without breaking a rule. */
function displacedClaims({ facts, chosen, isExcluded }: Scope): Record<number, true> {
  const inSet: Record<number, true> = {};
  for (const i of chosen) inSet[i] = true;
  const displaced: Record<number, true> = {};
  const mark = (i: number): void => {
    if (!inSet[i] && !isExcluded(i) && bringsSomething(facts, i)) displaced[i] = true;
  };
  for (const i of chosen) for (const key in facts.excludes[i]) mark(Number(key));
  for (const t of facts.thresholds) {
    const sum = t.withdraws.reduce((total, w) => (inSet[w.claim] ? total.plus(w.amount) : total), ZERO);
    if (!inSet[t.claim]) {
      if (sum.gt(t.slack)) mark(t.claim);
    } else for (const w of t.withdraws) if (sum.plus(w.amount).gt(t.slack)) mark(w.claim);
  }
  return displaced;
}

function makesDifference(facts: Facts, set: readonly number[], claim: number): boolean {
  const without = set.filter((i) => i !== claim);
  return worth(facts, set, 0).gt(worth(facts, without, 0)) || worth(facts, set, 1).gt(worth(facts, without, 1));
}

/** The ways in which a claim can make a difference: at once, or by a pool that the others leave short of its cap. */
function waysOf(facts: Facts, claim: number): Question['short'][] {
  const ways: NonNullable<Question['short']>[] = [];
  for (const { pool, amounts } of facts.parts[claim] ?? []) {
    for (const level of [0, 1] as const) {
      if (!amounts[level].gt(0)) continue;
      if (pool === undefined) return [undefined];
      if (level === 1 && !facts.ranged) continue;
      if ((facts.caps[pool] ?? ZERO).gt(0) && !ways.some((w) => w.pool === pool && w.level === level)) ways.push({ pool, level });
    }
  }
  return ways;
}

/**
 * A set with a displaced claim that makes a difference and brings more than the runner-up. Only one part differs from
 * the chosen set in a best one, so that the parts can be asked one by one.
 */
function findBetter(scope: Scope, displaced: Readonly<Record<number, true>>, runnerUp: ValueRange): { claim: number; text: string } | 'unproven' | undefined {
  const { facts, value } = scope;
  const effort: Effort = { left: STEPS };
  let unproven = false;
  for (const { claims, own, prover } of scope.groups) {
    for (const claim of claims) {
      if (!displaced[claim]) continue;
      for (const short of waysOf(facts, claim)) {
        const lowFloor = runnerUp.min.minus(value.min).plus(own.min);
        const low = prover().most({ level: 0, above: lowFloor, with: claim, short }, effort);
        const say = (rest: Decimal, best: Best, when: string): { claim: number; text: string } => ({ claim, text: `${rest.plus(best.value).toFixed()} at ${when}` });
        if (low.found) return say(value.min.minus(own.min), low, 'minima');
        unproven ||= !low.proven;
        if (!facts.ranged || !scope.tiesSettled || unproven) continue;
        const highFloor = runnerUp.max.minus(value.max).plus(own.max);
        const high = prover().most({ level: 1, above: highFloor, atLeast: lowFloor, with: claim, short }, effort);
        if (high.found) return say(value.max.minus(own.max), high, 'maxima and as much at minima');
        unproven ||= !high.proven;
      }
      if (unproven) return 'unproven';
    }
  }
  return unproven ? 'unproven' : undefined;
}

/** No runner-up is stated: right only if there is no set with a displaced claim that brings something. */
function reportMissing(scope: Scope, findings: string[]): void {
  const { facts } = scope;
  const displaced = displacedClaims(scope);
  const effort: Effort = { left: STEPS };
  for (const { claims, prover } of scope.groups) {
    for (const claim of claims) {
      if (!displaced[claim]) continue;
      for (const short of waysOf(facts, claim)) {
        const any = prover().most({ level: 0, above: ZERO.minus(1), with: claim, short }, effort);
        if (any.proven && !any.found) continue;
        findings.push(`runnerUp: not verified: none is stated, though ${name(facts, claim)} is displaced`);
        return;
      }
    }
  }
}
