import { Decimal } from 'decimal.js';
import { Dec } from '../../core/decimal.js';
import { show } from '../../core/error.js';
import { fail, record } from '../argument.js';
import { bestOf, gather, matters, text, unitsOf, worth, type Effort, type Facts, type Range } from './check-proof.js';
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
 * @throws InvalidCaseError naming the path for what is no problem, no options, or no selection at all (no list of chosen claims)
 */
export function checkSelection(problem: SelectionProblem, selection: Selection, options?: SelectionOptions): SelectionCheck {
  const { required = [], excluded = [], runnerUp } = readOptions(readProblem(problem), options);
  const given = record(selection, 'selection');
  if (!Array.isArray(given['chosen'])) return fail('selection.chosen', CLAIM_IDS, given['chosen']);
  const check = new Check(gather(problem), required, excluded);
  const { findings } = check;
  const chosen = check.readSet(given['chosen'], 'chosen');
  if (chosen === undefined || !check.isLawful(chosen, 'chosen')) return { feasible: false, optimal: false, findings };
  const value = worth(check.facts, chosen);
  check.expectRange('value', check.readRange(given['value'], 'value'), value);
  for (const key of ['optimal', 'tiesSettled']) check.expect(typeof given[key] === 'boolean', `${key}: expected true or false, found ${show(given[key])}`);
  const work = given['work'];
  check.expect(typeof work === 'number' && work >= 0, `work: expected a count of at least 0, found ${show(work)}`);
  const parts = check.checkTotals(given, chosen, value);
  const proven = given['optimal'] === true && findings.length === 0 ? parts : undefined;
  const second = check.checkRunnerUp(given['runnerUp'], { chosen, value, parts: proven, ties: given['tiesSettled'] === true }, runnerUp);
  check.expect(given['optimal'] !== false, 'the selection is not claimed to be proven: its work limit was reached');
  return { feasible: true, optimal: proven !== undefined && second, findings };
}

interface StatedPart {
  readonly path: string;
  readonly claims: readonly number[];
  readonly evidence: unknown;
  readonly bound: Range;
}

/** A choice that was checked; its parts where it is proven. */
interface Verified {
  readonly chosen: readonly number[];
  readonly value: Range;
  readonly parts: readonly StatedPart[] | undefined;
  readonly ties: boolean;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

class Check {
  readonly findings: string[] = [];
  readonly facts: Facts;
  private readonly index: ReadonlyMap<string, number>;
  private readonly required: readonly number[];
  private readonly excluded: ReadonlySet<number>;
  /** The claims that can be chosen. */
  private readonly active: readonly number[];

  constructor(facts: Facts, required: readonly number[], excluded: readonly number[]) {
    this.facts = facts;
    this.index = new Map(facts.names.map((id, i) => [id, i]));
    this.required = required;
    this.excluded = new Set(excluded);
    this.active = facts.names.map((_, i) => i).filter((i) => !this.excluded.has(i) && (required.includes(i) || this.brings(i)));
  }

  private name = (i: number | undefined): string => JSON.stringify(this.facts.names[i as number]);
  private brings = (i: number): boolean => worth(this.facts, [i])[1] > 0n;

  /** An array that is no longer than there are claims: what is not is wrong anyway, and may be endless. */
  private isList = (value: unknown): value is unknown[] => Array.isArray(value) && value.length <= this.facts.names.length;

  expect(right: boolean, finding: string): boolean {
    if (!right) this.findings.push(finding);
    return right;
  }

  readRange(value: unknown, path: string): Range | undefined {
    if (!isObject(value)) return void this.findings.push(`${path}: expected an object with min and max, found ${show(value)}`);
    const [min, max] = [this.readAmount(value['min'], `${path}.min`), this.readAmount(value['max'], `${path}.max`)];
    return min === undefined || max === undefined ? undefined : [min, max];
  }

  private readAmount(value: unknown, path: string): bigint | undefined {
    if (typeof value === 'string' && PLAIN.test(value)) return unitsOf(new Dec(value));
    if (typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER) return unitsOf(new Dec(value));
    if ((value instanceof Dec || value instanceof Decimal) && value.isFinite() && Math.abs(value.e) < MOST_DIGITS) return unitsOf(value);
    return void this.findings.push(`${path}: expected an amount, found ${show(value)}`);
  }

  /** A list of claims in the problem's order. */
  readSet(ids: unknown, path: string): number[] | undefined {
    if (!this.isList(ids)) return void this.findings.push(`${path}: expected an array of claim ids, found ${show(ids)}`);
    const list = ids.map((id) => this.index.get(id as string) ?? -1);
    const right = list.map((i, k) => this.expect(i > (list[k - 1] ?? -1), `${path}: ${show(ids[k])} is ${i < 0 ? 'not a claim of the problem' : 'repeated or out of order'}`));
    return right.every(Boolean) ? list : undefined;
  }

  isLawful(set: readonly number[], path: string): boolean {
    const before = this.findings.length;
    const inSet = new Set(set);
    for (const i of set) {
      this.expect(!this.excluded.has(i), `${path}: ${this.name(i)} is excluded by the options`);
      for (const j of this.facts.excludes[i] ?? []) this.expect(i > j || !inSet.has(j), `${path}: ${this.name(i)} and ${this.name(j)} exclude each other`);
    }
    for (const i of this.required) this.expect(inSet.has(i), `${path}: ${this.name(i)} is required by the options`);
    return this.findings.length === before;
  }

  expectRange(path: string, stated: Range | undefined, right: Range): void {
    if (stated === undefined) return;
    this.expect(stated[0] === right[0], `${path}.min: stated ${text(stated[0])}, is ${text(right[0])}`);
    this.expect(stated[1] === right[1], `${path}.max: stated ${text(stated[1])}, is ${text(right[1])}`);
  }

  private among = (claims: readonly number[], set: readonly number[]): number[] => set.filter((i) => claims.includes(i));

  /** Every claim that can be chosen is in a part, and nothing ties it to those of other parts. */
  private checkIndependence(parts: readonly StatedPart[]): void {
    const { excludes, parts: shares, caps } = this.facts;
    const partOf = new Map(parts.flatMap(({ claims }, k) => claims.map((i) => [i, k] as const)));
    const at = (k: number | undefined): string => `certificate.parts[${k}]`;
    const pools = caps.map(() => ({ sum: 0n, first: undefined as number | undefined, other: undefined as number | undefined }));
    for (const i of this.active) {
      const mine = partOf.get(i);
      this.expect(mine !== undefined, `certificate.parts: ${this.name(i)} could be chosen but is in no part`);
      const apart = [...(excludes[i] ?? [])].find((j) => j > i && partOf.has(j) && partOf.get(j) !== mine);
      if (mine !== undefined && apart !== undefined) this.findings.push(`${at(mine)}: ${this.name(i)} and ${this.name(apart)} of ${at(partOf.get(apart))} exclude each other`);
      for (const { pool, amount } of shares[i] ?? []) {
        const known = pools[pool];
        if (known === undefined || amount[1] === 0n) continue;
        known.sum += amount[1];
        known.first ??= i;
        if (partOf.get(known.first) !== mine) known.other = i;
      }
    }
    pools.forEach(({ sum, first, other }, p) => {
      if (first === undefined || other === undefined || sum <= (caps[p] as bigint)) return;
      this.findings.push(`${at(partOf.get(first))}: ${this.name(first)} and ${this.name(other)} of ${at(partOf.get(other))} can exceed the cap of a pool together`);
    });
  }

  /** The stated parts and figures, held against the best of every part; the parts if all was proven. */
  checkTotals(given: Record<string, unknown>, chosen: readonly number[], value: Range): readonly StatedPart[] | undefined {
    const { findings, facts } = this;
    const optimal = given['optimal'] === true;
    const total = this.readRange(given['total'], 'total');
    const upperBound = this.readAmount(given['upperBound'], 'upperBound');
    const parts = this.readParts(given['certificate'], optimal);
    if (parts === undefined || total === undefined || upperBound === undefined) return undefined;
    const before = findings.length;
    this.checkIndependence(parts);
    const effort: Effort = { left: STEPS };
    let high = 0n;
    for (const { claims, evidence, bound, path } of parts) {
      const must = this.among(claims, this.required);
      const own = worth(facts, this.among(claims, chosen));
      const best = bestOf(facts, { claims, must, levels: [0, 1] }, effort);
      const top = bestOf(facts, { claims, must, levels: [1] }, effort);
      if (best === 'open' || top === 'open' || best === undefined || top === undefined) {
        findings.push(`not verified within the checker's limit: ${path} with ${claims.length} claims`);
        for (const level of [0, 1] as const) this.expect(bound[level] >= own[level], `${path}.bound: stated ${text(bound[level])}, a set that brings ${text(own[level])} was found`);
        high += own[1];
        continue;
      }
      high += top[1];
      if (evidence === 'search') this.expectRange(`${path}.bound`, bound, [best[0], top[1]]);
      else this.expect(bound[0] >= best[0] && bound[1] >= top[1], `${path}.bound: a set that brings more was found`);
      if (!optimal) continue;
      this.expect(best[0] === own[0], `at minima ${text(best[0] - own[0])} more is possible in ${path}`);
      this.expect(best[1] <= own[1] || given['tiesSettled'] !== true, `with the same minimum ${text(best[1] - own[1])} more is possible at maxima in ${path}`);
    }
    const sum = parts.reduce<Range>((s, { bound }) => [s[0] + bound[0], s[1] + bound[1]], [0n, 0n]);
    this.expect(sum[1] === upperBound, `upperBound: stated ${text(upperBound)}, the bounds of the parts add up to ${text(sum[1])} at maxima`);
    this.expect(total[0] === value[0] && (!optimal || sum[0] === total[0]), `total.min: stated ${text(total[0])}, the chosen set brings ${text(value[0])} and no set more than ${text(sum[0])}`);
    this.expect(total[1] >= value[1], `total.max: stated ${text(total[1])}, the chosen set brings ${text(value[1])}`);
    this.expect(total[1] <= high, `total.max: stated ${text(total[1])}, not verified that a set brings more than ${text(high)}`);
    this.expect(optimal ? upperBound === total[1] : upperBound >= total[1], `upperBound: stated ${text(upperBound)}, ${optimal ? 'not' : 'below'} total.max`);
    this.expect(upperBound >= high, `upperBound: stated ${text(upperBound)}, a set that brings ${text(high)} was found`);
    this.expect(optimal || parts.some((part) => part.evidence !== 'search'), 'optimal: stated false, yet the evidence of every part is "search"');
    return findings.length === before ? parts : undefined;
  }

  private readParts(certificate: unknown, optimal: boolean): StatedPart[] | undefined {
    const { findings } = this;
    const list = isObject(certificate) ? certificate['parts'] : certificate;
    if (!this.isList(list)) return void findings.push(`certificate: expected an object with an array of parts, found ${show(list)}`);
    const before = findings.length;
    const partOf = new Map<number, number>();
    const read = Array.from(list, (part, k): StatedPart => {
      const path = `certificate.parts[${k}]`;
      const { claims, evidence, bound } = isObject(part) ? part : ({} as Record<string, unknown>);
      if (evidence !== 'search' && evidence !== 'none') findings.push(`${path}.evidence: expected "search" or "none", found ${show(evidence)}`);
      else this.expect(!optimal || evidence === 'search', `${path}.evidence: "none" does not prove an optimal selection`);
      if (!this.isList(claims)) findings.push(`${path}.claims: expected an array of claim ids, found ${show(claims)}`);
      const mine = (this.isList(claims) ? claims : []).flatMap((id): number[] => {
        const i = this.index.get(id as string);
        if (i === undefined) findings.push(`${path}.claims: ${show(id)} is not a claim of the problem`);
        else if (partOf.has(i)) findings.push(`${path}.claims: ${show(id)} is in certificate.parts[${partOf.get(i)}] already`);
        else partOf.set(i, k);
        return i === undefined ? [] : [i];
      });
      return { path, claims: mine, evidence, bound: this.readRange(bound, `${path}.bound`) ?? [0n, 0n] };
    });
    return findings.length === before ? read : undefined;
  }

  /** False if the stated runner-up is wrong or not proven; what could not be verified of one that is missing is a finding only. */
  checkRunnerUp(stated: unknown, best: Verified, expected: boolean): boolean {
    const { findings, facts } = this;
    const { chosen, value } = best;
    const displaced = new Set(chosen.flatMap((i) => [...(facts.excludes[i] ?? [])]).filter((i) => !chosen.includes(i) && !this.excluded.has(i) && this.brings(i)));
    const next = (): Range | 'open' | undefined => (best.parts === undefined ? 'open' : this.nextBest(best, best.parts, displaced));
    if (stated === undefined) {
      if (expected && best.parts !== undefined && next() !== undefined) findings.push(`runnerUp: not verified: none is stated, though ${this.name([...displaced][0])} is displaced`);
      return true;
    }
    if (!isObject(stated)) return this.expect(false, `runnerUp: expected an object, found ${show(stated)}`);
    const before = findings.length;
    const set = this.readSet(stated['chosen'], 'runnerUp.chosen');
    if (set === undefined || !this.isLawful(set, 'runnerUp.chosen')) return false;
    const own = worth(facts, set);
    this.expectRange('runnerUp.value', this.readRange(stated['value'], 'runnerUp.value'), own);
    this.expectRange('runnerUp.gap', this.readRange(stated['gap'], 'runnerUp.gap'), [value[0] - own[0], value[1] - own[1]]);
    this.expect(set.some((i) => displaced.has(i) && matters(facts, set, own, i)), 'runnerUp.chosen: contains no displaced claim that brings something');
    if (findings.length > before) return false;
    const right = next();
    if (right === 'open' || right === undefined) return this.expect(false, 'runnerUp: not verified that it is the second best');
    const same = own[0] === right[0] && (own[1] === right[1] || !best.ties);
    return this.expect(same, `runnerUp: is not the second best; another set brings ${text(right[0])} at minima, ${text(right[1])} at maxima`);
  }

  /** The most in which a displaced claim brings something: only one part differs from the chosen set in a best one. */
  private nextBest({ chosen, value }: Verified, parts: readonly StatedPart[], displaced: ReadonlySet<number>): Range | 'open' | undefined {
    const { facts } = this;
    const effort: Effort = { left: STEPS };
    const accept = (set: readonly number[], own: Range): boolean => set.some((i) => displaced.has(i) && matters(facts, set, own, i));
    let best: Range | undefined;
    for (const { claims } of parts) {
      if (!claims.some((i) => displaced.has(i))) continue;
      const found = bestOf(facts, { claims, must: this.among(claims, this.required), levels: [0, 1], accept }, effort);
      if (found === 'open') return 'open';
      if (found === undefined) continue;
      const own = worth(facts, this.among(claims, chosen));
      const all: Range = [value[0] - own[0] + found[0], value[1] - own[1] + found[1]];
      if (best === undefined || all[0] > best[0] || (all[0] === best[0] && all[1] > best[1])) best = all;
    }
    return best;
  }
}
