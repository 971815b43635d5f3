import { Decimal } from 'decimal.js';
import { Dec } from '../../core/decimal.js';
import { show } from '../../core/error.js';
import { fail, record } from '../argument.js';
import { bestOf, gather, matters, partsOf, text, unitsOf, worth, type Facts, type Range } from './check-proof.js';
import { CLAIM_IDS, readOptions, readProblem } from './read.js';
import type { Selection, SelectionCheck, SelectionOptions, SelectionProblem } from './types.js';

/** Sets that are tried to prove that none brings more, and again for the runner-up. */
const STEPS = 3e5;
/** Sums of admissible amounts, and the differences between them. */
const PLAIN = /^-?[0-9]{1,34}(?:\.[0-9]{1,20})?$/;
const MOST_DIGITS = 54;

/**
 * Checks a selection without the solver: reads the rules off the problem claim by claim, adds up in whole numbers, and
 * tries all sets of every independent part (`check-proof.ts`). A part of more than some twenty claims, or whatever else
 * takes too long, is reported as not verified, never as right.
 *
 * Checked: the rules, and what is required or excluded; `value`; that no set brings more (at minima, then at maxima);
 * `total` and `upperBound`; of the runner-up the rules, the figures, that a displaced claim brings something in it, and
 * that no such set is better. Not checked: that ties are broken as stated, and `work`.
 *
 * Where `optimal` is false it is checked that `total` and `upperBound` are not below what is found, nor above it
 * without reason; the answer's `optimal` is then false too.
 *
 * @param selection as it was returned, or after a way through JSON
 * @param options those that the selection was made with; `workLimit` plays no part, and with `runnerUp: false` none is missed
 * @throws InvalidCaseError naming the path for what is no problem, no options, or no selection at all (no list of chosen claims)
 */
export function checkSelection(problem: SelectionProblem, selection: Selection, options?: SelectionOptions): SelectionCheck {
  const read = readProblem(problem);
  const { required = [], excluded = [], runnerUp } = readOptions(read, options);
  const given = record(selection, 'selection');
  if (!Array.isArray(given['chosen'])) return fail('selection.chosen', CLAIM_IDS, given['chosen']);
  const check = new Check(gather(problem, read), read.index, required, excluded);
  const { findings } = check;
  const chosen = check.readLawful(given['chosen'], 'chosen');
  if (chosen === undefined) return { feasible: false, optimal: false, findings };
  const value = worth(check.facts, chosen);
  check.expectRange('value', given['value'], value);
  for (const key of ['optimal', 'tiesSettled']) check.expect(typeof given[key] === 'boolean', `${key}: expected true or false, found ${show(given[key])}`);
  const work = given['work'];
  check.expect(typeof work === 'number' && work >= 0, `work: expected a count of at least 0, found ${show(work)}`);
  check.checkTotals(given, chosen, value);
  const proven = given['optimal'] === true && findings.length === 0;
  const second = check.checkRunnerUp(given['runnerUp'], { chosen, value, proven, ties: given['tiesSettled'] === true }, runnerUp);
  check.expect(given['optimal'] !== false, 'the selection is not claimed to be proven: its work limit was reached');
  return { feasible: true, optimal: proven && second, findings };
}

/** A choice that was checked. */
interface Verified {
  readonly chosen: readonly number[];
  readonly value: Range;
  readonly proven: boolean;
  readonly ties: boolean;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

class Check {
  readonly findings: string[] = [];
  readonly facts: Facts;
  private readonly index: ReadonlyMap<string, number>;
  private readonly required: readonly number[];
  private readonly excluded: readonly number[];
  /** The claims that can be chosen, in parts that have nothing to do with each other. */
  private readonly parts: readonly (readonly number[])[];

  constructor(facts: Facts, index: ReadonlyMap<string, number>, required: readonly number[], excluded: readonly number[]) {
    this.facts = facts;
    this.index = index;
    this.required = required;
    this.excluded = excluded;
    const [must, out] = [new Set(required), new Set(excluded)];
    this.parts = partsOf(facts, facts.names.map((_, i) => i).filter((i) => !out.has(i) && (must.has(i) || this.brings(i))));
  }

  private name = (i: number | undefined): string => JSON.stringify(this.facts.names[i as number]);
  private brings = (i: number): boolean => worth(this.facts, [i])[1] > 0n;
  private among = (claims: readonly number[], set: readonly number[]): number[] => set.filter((i) => claims.includes(i));

  expect(right: boolean, finding: string): boolean {
    if (!right) this.findings.push(finding);
    return right;
  }

  private readRange(value: unknown, path: string): Range | undefined {
    if (!isObject(value)) return void this.findings.push(`${path}: expected an object with min and max, found ${show(value)}`);
    const [min, max] = [this.readAmount(value['min'], `${path}.min`), this.readAmount(value['max'], `${path}.max`)];
    return min === undefined || max === undefined ? undefined : [min, max];
  }

  private readAmount(value: unknown, path: string): bigint | undefined {
    const isDecimal = (value instanceof Dec || value instanceof Decimal) && Math.abs(value.e) < MOST_DIGITS;
    const plain = isDecimal ? value.toFixed() : typeof value === 'number' ? new Dec(value).toFixed() : value;
    if (typeof plain === 'string' && PLAIN.test(plain)) return unitsOf(new Dec(plain));
    return void this.findings.push(`${path}: expected an amount, found ${show(value)}`);
  }

  expectRange(path: string, given: unknown, right: Range): void {
    const stated = this.readRange(given, path);
    ['min', 'max'].forEach((end, l) => this.expect(stated === undefined || stated[l] === right[l], `${path}.${end}: stated ${stated && text(stated[l] as bigint)}, is ${text(right[l] as bigint)}`));
  }

  /** An array that is no longer than there are claims: what is not is wrong anyway, and may be endless. */
  private readList(value: unknown, path: string): readonly unknown[] | undefined {
    return Array.isArray(value) && value.length <= this.facts.names.length ? Array.from(value as unknown[]) : void this.findings.push(`${path}: expected an array of claim ids, found ${show(value)}`);
  }

  /** A list of claims in the problem's order that breaks no rule. */
  readLawful(ids: unknown, path: string): number[] | undefined {
    const before = this.findings.length;
    const list = this.readList(ids, path)?.map((id) => this.index.get(id as string) ?? -1) ?? [];
    list.forEach((i, k) => this.expect(i > (list[k - 1] ?? -1), `${path}: ${show((ids as unknown[])[k])} is ${i < 0 ? 'not a claim of the problem' : 'repeated or out of order'}`));
    if (this.findings.length > before) return undefined;
    const inSet = new Set(list);
    for (const i of list) {
      for (const j of this.facts.excludes[i] ?? []) this.expect(i > j || !inSet.has(j), `${path}: ${this.name(i)} and ${this.name(j)} exclude each other`);
    }
    for (const i of this.excluded) this.expect(!inSet.has(i), `${path}: ${this.name(i)} is excluded by the options`);
    for (const i of this.required) this.expect(inSet.has(i), `${path}: ${this.name(i)} is required by the options`);
    return this.findings.length > before ? undefined : list;
  }

  /** The stated figures, held against the best of every part. */
  checkTotals(given: Record<string, unknown>, chosen: readonly number[], value: Range): void {
    const optimal = given['optimal'] === true;
    const total = this.readRange(given['total'], 'total');
    const upperBound = this.readAmount(given['upperBound'], 'upperBound');
    if (total === undefined || upperBound === undefined) return;
    const effort = { left: STEPS };
    let high = 0n;
    for (const claims of this.parts) {
      const must = this.among(claims, this.required);
      const own = worth(this.facts, this.among(claims, chosen));
      const best = bestOf(this.facts, { claims, must, levels: [0, 1] }, effort);
      const top = bestOf(this.facts, { claims, must, levels: [1] }, effort);
      const isOpen = best === 'open' || top === 'open' || best === undefined || top === undefined;
      high += isOpen ? own[1] : top[1];
      if (!this.expect(!isOpen, `not verified within the checker's limit: a part of ${claims.length} claims`) || isOpen || !optimal) continue;
      this.expect(best[0] === own[0], `at minima ${text(best[0] - own[0])} more is possible among ${this.name(claims[0])} and what is tied to it`);
      this.expect(best[1] <= own[1] || given['tiesSettled'] !== true, `with the same minimum ${text(best[1] - own[1])} more is possible at maxima among ${this.name(claims[0])} and what is tied to it`);
    }
    this.expect(total[0] === value[0], `total.min: stated ${text(total[0])}, the chosen set brings ${text(value[0])}`);
    this.expect(total[1] >= value[1], `total.max: stated ${text(total[1])}, the chosen set brings ${text(value[1])}`);
    this.expect(total[1] <= high, `total.max: stated ${text(total[1])}, not verified that a set brings more than ${text(high)}`);
    this.expect(optimal ? upperBound === total[1] : upperBound >= total[1], `upperBound: stated ${text(upperBound)}, ${optimal ? 'not' : 'below'} total.max`);
    this.expect(upperBound >= high, `upperBound: stated ${text(upperBound)}, a set that brings ${text(high)} was found`);
  }

  /** False if the stated runner-up is wrong or not proven; what could not be verified of one that is missing is a finding only. */
  checkRunnerUp(stated: unknown, best: Verified, expected: boolean): boolean {
    const { facts } = this;
    const { chosen, value } = best;
    const displaced = new Set(chosen.flatMap((i) => [...(facts.excludes[i] ?? [])]).filter((i) => !chosen.includes(i) && !this.excluded.includes(i) && this.brings(i)));
    const isMeant = (set: readonly number[], own: Range): boolean => set.some((i) => displaced.has(i) && matters(facts, set, own, i));
    if (stated === undefined) {
      const isMissed = expected && best.proven && this.nextBest(best, isMeant) !== undefined;
      return this.expect(!isMissed, `runnerUp: not verified: none is stated, though ${this.name([...displaced][0])} is displaced`) || true;
    }
    if (!isObject(stated)) return this.expect(false, `runnerUp: expected an object, found ${show(stated)}`);
    const before = this.findings.length;
    const set = this.readLawful(stated['chosen'], 'runnerUp.chosen');
    if (set === undefined) return false;
    const own = worth(facts, set);
    this.expectRange('runnerUp.value', stated['value'], own);
    this.expectRange('runnerUp.gap', stated['gap'], [value[0] - own[0], value[1] - own[1]]);
    this.expect(isMeant(set, own), 'runnerUp.chosen: contains no displaced claim that brings something');
    if (this.findings.length > before) return false;
    const right = this.nextBest(best, isMeant);
    if (right === 'open' || right === undefined) return this.expect(false, 'runnerUp: not verified that it is the second best');
    const same = own[0] === right[0] && (own[1] === right[1] || !best.ties);
    return this.expect(same, `runnerUp: is not the second best; another set brings ${text(right[0])} at minima, ${text(right[1])} at maxima`);
  }

  /** The most that a set of a kind brings: only one part differs from the chosen set in a best one. */
  private nextBest({ chosen, value, proven }: Verified, isMeant: (set: readonly number[], own: Range) => boolean): Range | 'open' | undefined {
    if (!proven) return 'open';
    const effort = { left: STEPS };
    let best: Range | undefined;
    for (const claims of this.parts) {
      const found = bestOf(this.facts, { claims, must: this.among(claims, this.required), levels: [0, 1], isMeant }, effort);
      if (found === 'open') return 'open';
      if (found === undefined) continue;
      const own = worth(this.facts, this.among(claims, chosen));
      const all: Range = [value[0] - own[0] + found[0], value[1] - own[1] + found[1]];
      if (best === undefined || all[0] > best[0] || (all[0] === best[0] && all[1] > best[1])) best = all;
    }
    return best;
  }
}
