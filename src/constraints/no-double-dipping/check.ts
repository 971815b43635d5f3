import type { Decimal } from 'decimal.js';
import { ZERO } from '../../kernel/decimal.js';
import { show } from '../../kernel/error.js';
import { fail } from './amount.js';
import { bringsSomething, dictionary, gather, groupsOf, isLawful, linksBetween, name, rangeOf, type Facts, type Link } from './check-facts.js';
import { checkRunnerUp, type Scope } from './check-runner-up.js';
import { expectAmount, expectRange, readAmount, readRange, readSet } from './check-statement.js';
import { readOptions } from './options.js';
import { readProblem } from './read.js';
import { createProver, type Effort, type Prover } from './recheck.js';
import { isObject } from './shape.js';
import type { Selection, SelectionCheck, SelectionOptions, SelectionProblem, ValueRange } from './types.js';

/** Steps for the proof that no set brings more, over all parts. */
const STEPS = 4_000_000;

/**
 * Checks a selection without the solver: reads the rules off the problem claim by claim, adds up with `Decimal`, and
 * finds the optimum of every independent part again by a plain search of its own (`recheck.ts`). What that search
 * cannot finish within its fixed limit is reported as not verified, never as right.
 *
 * Checked: the rules, and what is required or excluded; `value`; the certificate, that is that its parts have nothing to
 * do with each other, hold every claim that could bring something, and bring what they state; that no set brings more
 * (at minima, then at maxima); `total` and `upperBound`; of the runner-up the rules, the figures, that a displaced claim
 * brings something in it, and that no such set is better. Not checked: that ties are broken as stated, and `work`.
 *
 * Where `optimal` is false it is checked that `total` and `upperBound` are not below what is found, nor above it
 * without reason; the answer's `optimal` is then false too.
 *
 * @param selection as it was returned, or after a way through JSON
 * @param options those that the selection was made with; `workLimit` plays no part, and with `runnerUp: false` none is missed
 * @throws Error naming the path for what is no problem, no options, or no selection at all (no list of chosen claims)
 */
export function checkSelection(problem: SelectionProblem, selection: Selection, options?: SelectionOptions): SelectionCheck {
  const model = readProblem(problem);
  const wishes = readOptions(model, options);
  if (!isObject(selection)) fail('selection', 'an object', selection);
  const given = selection as Record<string, unknown>;
  if (!Array.isArray(given['chosen'])) fail('selection.chosen', 'an array of claim ids', given['chosen']);

  const findings: string[] = [];
  const facts = gather(problem);
  const isRequired = (i: number): boolean => wishes.required?.[i] === true;
  const isExcluded = (i: number): boolean => wishes.excluded?.[i] === true;
  const keepsWishes = (set: readonly number[], path: string): boolean => {
    const before = findings.length;
    for (const i of set) if (isExcluded(i)) findings.push(`${path}: ${name(facts, i)} is excluded by the options`);
    facts.claims.forEach((_, i) => {
      if (isRequired(i) && !set.includes(i)) findings.push(`${path}: ${name(facts, i)} is required by the options`);
    });
    return findings.length === before;
  };
  const chosen = readSet(facts, given['chosen'], 'chosen', findings);
  const lawful = chosen !== undefined && isLawful(facts, chosen, 'chosen', findings);
  if (chosen === undefined || !keepsWishes(chosen, 'chosen') || !lawful) return { feasible: false, optimal: false, findings };

  const value = rangeOf(facts, chosen);
  expectRange('value', readRange(given['value'], 'value', findings), value, findings);
  for (const key of ['optimal', 'tiesSettled'] as const) {
    if (typeof given[key] !== 'boolean') findings.push(`${key}: expected true or false, found ${show(given[key])}`);
  }
  const work = given['work'];
  if (typeof work !== 'number' || !(work >= 0)) findings.push(`work: expected a count of at least 0, found ${show(work)}`);

  const active = facts.claims.map((_, i) => !isExcluded(i) && (isRequired(i) || bringsSomething(facts, i)));
  const links = linksBetween(facts, active);
  const inSet: Record<number, true> = {};
  for (const i of chosen) inSet[i] = true;
  const groups = groupsOf(active, links).map((claims): Group => {
    const mine = claims.filter((i) => inSet[i]);
    let prover: Prover | undefined;
    const make = (): Prover => createProver(claims.map((i) => ({ id: i, parts: facts.parts[i] ?? [], excludes: facts.excludes[i] ?? {} })), facts.caps, rulesOf(facts, claims), isRequired);
    return { claims, own: rangeOf(facts, mine), prover: () => (prover ??= make()) };
  });

  const statement: Statement = {
    optimal: given['optimal'] === true,
    tiesSettled: given['tiesSettled'] === true,
    total: readRange(given['total'], 'total', findings),
    upperBound: readAmount(given['upperBound'], 'upperBound', findings),
    parts: readParts(facts, given['certificate'], findings),
  };
  if (statement.parts !== undefined) checkParts(facts, statement, active, links, findings);
  const proven = checkTotals(facts, statement, value, groups, findings);

  // What follows may stay unverified without casting doubt on the chosen set.
  let verified = findings.length === 0;
  const scope: Scope = { facts, chosen, value, groups, isRequired, isExcluded, keepsWishes, tiesSettled: statement.tiesSettled };
  const provable = statement.optimal && proven;
  const runnerUp = checkRunnerUp(scope, given['runnerUp'], provable, wishes.runnerUp, findings);
  if (!runnerUp) verified = false;
  if (given['optimal'] === false) findings.push('the selection is not claimed to be proven: its work limit was reached');
  return { feasible: true, optimal: statement.optimal && verified, findings };
}

/** Claims that nothing ties to the others, with what the chosen ones among them bring. */
export interface Group {
  readonly claims: readonly number[];
  readonly own: ValueRange;
  prover(): Prover;
}

interface StatedPart {
  readonly claims: readonly number[];
  readonly evidence: 'search' | 'none' | undefined;
  readonly bound: ValueRange | undefined;
}

interface Statement {
  readonly optimal: boolean;
  readonly tiesSettled: boolean;
  readonly total: ValueRange | undefined;
  readonly upperBound: Decimal | undefined;
  readonly parts: readonly StatedPart[] | undefined;
}

function rulesOf(facts: Facts, claims: readonly number[]): Facts['thresholds'] {
  if (facts.thresholds.length === 0) return facts.thresholds;
  const mine: Record<number, true> = {};
  for (const i of claims) mine[i] = true;
  return facts.thresholds.filter((t) => mine[t.claim]);
}

function readParts(facts: Facts, certificate: unknown, findings: string[]): StatedPart[] | undefined {
  if (!isObject(certificate)) {
    findings.push(`certificate: expected an object with parts, found ${show(certificate)}`);
    return undefined;
  }
  const parts = certificate['parts'];
  if (!Array.isArray(parts)) {
    findings.push(`certificate.parts: expected an array, found ${show(parts)}`);
    return undefined;
  }
  const before = findings.length;
  const partOf: Record<number, number> = {};
  const read = (parts as unknown[]).map((part, k): StatedPart | undefined => {
    const path = `certificate.parts[${k}]`;
    if (!isObject(part)) {
      findings.push(`${path}: expected an object, found ${show(part)}`);
      return undefined;
    }
    const { claims, evidence, bound } = part;
    if (evidence !== 'search' && evidence !== 'none') findings.push(`${path}.evidence: expected "search" or "none", found ${show(evidence)}`);
    const list: number[] = [];
    if (!Array.isArray(claims)) findings.push(`${path}.claims: expected an array of claim ids, found ${show(claims)}`);
    else {
      for (const id of claims as unknown[]) {
        const i = typeof id === 'string' ? facts.index[id] : undefined;
        if (i === undefined) findings.push(`${path}.claims: ${show(id)} is not a claim of the problem`);
        else if (partOf[i] !== undefined) findings.push(`${path}.claims: ${show(id)} is in certificate.parts[${partOf[i]}] already`);
        else {
          partOf[i] = k;
          list.push(i);
        }
      }
    }
    const known = evidence === 'search' || evidence === 'none' ? evidence : undefined;
    return { claims: list, evidence: known, bound: readRange(bound, `${path}.bound`, findings) };
  });
  return findings.length === before ? (read as StatedPart[]) : undefined;
}

/** That the parts are independent and complete, and that their bounds add up. */
function checkParts(facts: Facts, statement: Statement, active: readonly boolean[], links: readonly Link[], findings: string[]): void {
  const parts = statement.parts ?? [];
  const partOf: Record<number, number> = {};
  parts.forEach((part, k) => part.claims.forEach((i) => (partOf[i] = k)));
  active.forEach((isActive, i) => {
    if (isActive && partOf[i] === undefined) findings.push(`certificate.parts: ${name(facts, i)} could be chosen but is in no part`);
  });
  const told = dictionary<true>();
  for (const { a, b, why } of links) {
    const x = partOf[a];
    const y = partOf[b];
    if (x === undefined || y === undefined || x === y || told[y]) continue;
    told[y] = true;
    findings.push(`certificate.parts[${y}]: ${name(facts, b)} and ${name(facts, a)} of certificate.parts[${x}] ${why}`);
  }
  const sum = (end: 'min' | 'max'): Decimal => parts.reduce((total, part) => total.plus(part.bound?.[end] ?? ZERO), ZERO);
  const expectSum = (path: string, stated: Decimal | undefined, end: 'min' | 'max'): void => {
    if (stated !== undefined && !sum(end).eq(stated)) {
      findings.push(`${path}: stated ${stated.toFixed()}, the bounds of the parts add up to ${sum(end).toFixed()} at ${end === 'min' ? 'minima' : 'maxima'}`);
    }
  };
  expectSum('upperBound', statement.upperBound, 'max');
  if (statement.optimal) {
    expectSum('total.min', statement.total?.min, 'min');
    parts.forEach((part, k) => {
      if (part.evidence === 'none') findings.push(`certificate.parts[${k}].evidence: "none" does not prove an optimal selection`);
    });
  } else if (parts.every((part) => part.evidence === 'search')) {
    findings.push('optimal: stated false, yet the evidence of every part is "search"');
  }
}

/** The optimum of every group again, by another route; true if all of them could be proven. */
function checkTotals(facts: Facts, statement: Statement, value: ValueRange, groups: readonly Group[], findings: string[]): boolean {
  const { total, upperBound, optimal } = statement;
  const effort: Effort = { left: STEPS };
  const before = findings.length;
  let allProven = true;
  let low = ZERO;
  let high = ZERO;
  const bests = groups.map(({ claims, own, prover }) => {
    const least = prover().most({ level: 0, above: own.min }, effort);
    const most = prover().most({ level: 1, above: own.max }, effort);
    const where = `the part of ${name(facts, claims[0] ?? -1)}`;
    let proven = least.proven && most.proven;
    if (optimal && least.found) findings.push(`at minima ${least.value.minus(own.min).toFixed()} more is possible in ${where}`);
    else if (optimal && statement.tiesSettled && most.found && proven) {
      const atLow = prover().most({ level: 1, above: own.max, atLeast: own.min }, effort);
      if (atLow.found) findings.push(`with the same minimum ${atLow.value.minus(own.max).toFixed()} more is possible at maxima in ${where}`);
      proven &&= atLow.proven;
    }
    if (!proven) {
      allProven = false;
      findings.push(`not verified within the checker's limit: ${where} with ${claims.length} claims`);
      effort.left = Math.max(effort.left, STEPS / 20);
    }
    low = low.plus(least.value);
    high = high.plus(most.value);
    return { low: least.value, high: most.value, proven };
  });
  checkBounds(statement, groups, bests, findings);
  if (total === undefined || upperBound === undefined) return allProven && findings.length === before;
  expectAmount('total.min', total.min, value.min, findings);
  if (optimal) {
    if (!upperBound.eq(total.max)) findings.push(`upperBound: stated ${upperBound.toFixed()}, total.max is ${total.max.toFixed()}`);
    if (allProven) expectAmount('total.max', total.max, high, findings);
    else if (total.max.lt(high)) findings.push(`total.max: stated ${total.max.toFixed()}, a set that brings ${high.toFixed()} was found`);
  } else {
    if (upperBound.lt(total.max)) findings.push(`upperBound: stated ${upperBound.toFixed()}, below total.max`);
    if (upperBound.lt(high)) findings.push(`upperBound: stated ${upperBound.toFixed()}, a set that brings ${high.toFixed()} was found`);
    if (total.max.lt(value.max)) findings.push(`total.max: stated ${total.max.toFixed()}, the chosen set brings ${value.max.toFixed()}`);
    if (total.max.gt(high)) {
      findings.push(allProven ? `total.max: stated ${total.max.toFixed()}, no set brings more than ${high.toFixed()}` : `total.max: not verified that a set brings ${total.max.toFixed()}`);
    }
  }
  return allProven && findings.length === before;
}

/** The bound of each stated part against the groups that it consists of. */
function checkBounds(statement: Statement, groups: readonly Group[], bests: readonly { low: Decimal; high: Decimal; proven: boolean }[], findings: string[]): void {
  const partOf: Record<number, number> = {};
  const { parts = [], optimal } = statement;
  parts.forEach((part, k) => part.claims.forEach((i) => (partOf[i] = k)));
  const sums = parts.map(() => ({ min: ZERO, max: ZERO, proven: true, whole: true }));
  groups.forEach(({ claims }, g) => {
    const at = partOf[claims[0] ?? -1];
    const best = bests[g];
    for (const i of claims) {
      const sum = sums[partOf[i] ?? -1];
      if (sum !== undefined && partOf[i] !== at) sum.whole = false;
    }
    const sum = sums[at ?? -1];
    if (sum === undefined || best === undefined) return;
    if (claims.some((i) => partOf[i] !== at)) sum.whole = false;
    sum.min = sum.min.plus(best.low);
    sum.max = sum.max.plus(best.high);
    sum.proven &&= best.proven;
  });
  parts.forEach(({ bound, evidence }, k) => {
    const sum = sums[k];
    if (bound === undefined || sum === undefined || !sum.whole) return;
    for (const end of ['min', 'max'] as const) {
      const path = `certificate.parts[${k}].bound.${end}`;
      const best = sum[end];
      if (bound[end].lt(best)) findings.push(`${path}: stated ${bound[end].toFixed()}, a set that brings ${best.toFixed()} was found`);
      else if ((optimal || evidence === 'search') && sum.proven) expectAmount(path, bound[end], best, findings);
    }
  });
}
