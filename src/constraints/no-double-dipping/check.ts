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
  const proven = check.checkTotals(given, chosen, value) && findings.length === 0;
  const second = check.checkRunnerUp(given, chosen, value, given['optimal'] === true && proven, runnerUp);
  check.expect(given['optimal'] !== false, 'the selection is not claimed to be proven: its work limit was reached');
  return { feasible: true, optimal: given['optimal'] === true && proven && second, findings };
}

interface StatedPart {
  readonly claims: readonly number[];
  readonly evidence: unknown;
  readonly bound: Range;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

class Check {
  readonly findings: string[] = [];
  readonly facts: Facts;
  private readonly index: ReadonlyMap<string, number>;
  private readonly required: readonly number[];
  private readonly excluded: ReadonlySet<number>;
  /** The claims that can be chosen, and what ties each to others. */
  private readonly active: readonly number[];
  private readonly links: ReadonlyMap<number, ReadonlyMap<number, string>>;

  constructor(facts: Facts, required: readonly number[], excluded: readonly number[]) {
    this.facts = facts;
    this.index = new Map(facts.names.map((id, i) => [id, i]));
    this.required = required;
    this.excluded = new Set(excluded);
    this.active = facts.names.map((_, i) => i).filter((i) => !this.excluded.has(i) && (required.includes(i) || this.brings(i)));
    this.links = this.findLinks();
  }

  private name = (i: number | undefined): string => JSON.stringify(this.facts.names[i as number]);
  private brings = (i: number): boolean => worth(this.facts, [i])[1] > 0n;

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
    if (!Array.isArray(ids)) return void this.findings.push(`${path}: expected an array of claim ids, found ${show(ids)}`);
    const list = (ids as unknown[]).map((id) => this.index.get(id as string) ?? -1);
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

  /** Claims that are not independent of each other: those that exclude each other, and each with the first of a pool that can be full. */
  private findLinks(): Map<number, Map<number, string>> {
    const { excludes, parts, caps } = this.facts;
    const links = new Map(this.active.map((i): [number, Map<number, string>] => [i, new Map()]));
    for (const a of this.active) for (const b of excludes[a] ?? []) if (links.has(b)) links.get(a)?.set(b, 'exclude each other');
    const sums = caps.map(() => 0n);
    const members = caps.map((): number[] => []);
    for (const i of this.active) {
      for (const { pool, amount } of parts[i] ?? []) {
        if (pool < 0 || amount[1] === 0n) continue;
        sums[pool] = (sums[pool] as bigint) + amount[1];
        members[pool]?.push(i);
      }
    }
    members.forEach(([first, ...others], pool) => {
      if ((sums[pool] as bigint) <= (caps[pool] as bigint)) return;
      for (const i of others) {
        if (i === first) continue;
        links.get(i)?.set(first as number, 'can exceed the cap of a pool together');
        links.get(first as number)?.set(i, 'can exceed the cap of a pool together');
      }
    });
    return links;
  }

  /** The claims that can be chosen in groups that nothing ties to each other. */
  private groups(): number[][] {
    const seen = new Set<number>();
    return this.active.flatMap((first) => {
      if (seen.has(first)) return [];
      const group = new Set([first]);
      for (const i of group) for (const j of this.links.get(i)?.keys() ?? []) group.add(j);
      group.forEach((i) => seen.add(i));
      return [[...group].sort((a, b) => a - b)];
    });
  }

  private among = (claims: readonly number[], set: readonly number[]): number[] => set.filter((i) => claims.includes(i));

  /** The stated parts and figures, held against the best of every group of claims; true if all was proven. */
  checkTotals(given: Record<string, unknown>, chosen: readonly number[], value: Range): boolean {
    const { findings, facts } = this;
    const optimal = given['optimal'] === true;
    const total = this.readRange(given['total'], 'total');
    const upperBound = this.readAmount(given['upperBound'], 'upperBound');
    const parts = this.readParts(given['certificate'], optimal);
    if (parts === undefined || total === undefined || upperBound === undefined) return false;
    const before = findings.length;
    const partOf = new Map(parts.flatMap(({ claims }, k) => claims.map((i) => [i, k] as const)));
    for (const i of this.active) this.expect(partOf.has(i), `certificate.parts: ${this.name(i)} could be chosen but is in no part`);
    for (const [a, list] of this.links) {
      for (const [b, why] of list) {
        const [x, y] = [partOf.get(a), partOf.get(b)];
        if (x !== undefined && y !== undefined && x < y) findings.push(`certificate.parts[${y}]: ${this.name(b)} and ${this.name(a)} of certificate.parts[${x}] ${why}`);
      }
    }
    const effort: Effort = { left: STEPS };
    const sums = parts.map(() => ({ most: [0n, 0n] as [bigint, bigint], sure: true }));
    const all: [bigint, bigint] = [0n, 0n];
    for (const claims of this.groups()) {
      const must = this.among(claims, this.required);
      const own = worth(facts, this.among(claims, chosen));
      const best = bestOf(facts, { claims, must, levels: [0, 1] }, effort);
      const high = bestOf(facts, { claims, must, levels: [1] }, effort);
      const where = `the part of ${this.name(claims[0])}`;
      const sure = best !== 'open' && high !== 'open' && best !== undefined && high !== undefined;
      const most: Range = sure ? [best[0], high[1]] : own;
      if (!sure) findings.push(`not verified within the checker's limit: ${where} with ${claims.length} claims`);
      else if (optimal && best[0] > own[0]) findings.push(`at minima ${text(best[0] - own[0])} more is possible in ${where}`);
      else if (optimal && given['tiesSettled'] === true) this.expect(best[1] <= own[1], `with the same minimum ${text(best[1] - own[1])} more is possible at maxima in ${where}`);
      const sum = sums[partOf.get(claims[0] as number) ?? -1];
      if (sum !== undefined) sum.sure &&= sure;
      for (const level of [0, 1] as const) {
        all[level] += most[level];
        if (sum !== undefined) sum.most[level] += most[level];
      }
    }
    parts.forEach(({ bound, evidence }, k) => {
      const { most, sure } = sums[k] as (typeof sums)[number];
      if (evidence === 'search' && sure) return this.expectRange(`certificate.parts[${k}].bound`, bound, most);
      for (const level of [0, 1] as const) this.expect(bound[level] >= most[level], `certificate.parts[${k}].bound: stated ${text(bound[level])}, a set that brings ${text(most[level])} was found`);
    });
    const sum = parts.reduce<Range>((s, { bound }) => [s[0] + bound[0], s[1] + bound[1]], [0n, 0n]);
    this.expect(sum[1] === upperBound, `upperBound: stated ${text(upperBound)}, the bounds of the parts add up to ${text(sum[1])} at maxima`);
    this.expect(total[0] === value[0] && (!optimal || sum[0] === total[0]), `total.min: stated ${text(total[0])}, the chosen set brings ${text(value[0])} and no set more than ${text(sum[0])}`);
    this.expect(total[1] >= value[1], `total.max: stated ${text(total[1])}, the chosen set brings ${text(value[1])}`);
    this.expect(total[1] <= all[1], `total.max: stated ${text(total[1])}, not verified that a set brings more than ${text(all[1])}`);
    this.expect(optimal ? upperBound === total[1] : upperBound >= total[1], `upperBound: stated ${text(upperBound)}, ${optimal ? 'not' : 'below'} total.max`);
    this.expect(upperBound >= all[1], `upperBound: stated ${text(upperBound)}, a set that brings ${text(all[1])} was found`);
    this.expect(optimal || parts.some((part) => part.evidence !== 'search'), 'optimal: stated false, yet the evidence of every part is "search"');
    return findings.length === before;
  }

  private readParts(certificate: unknown, optimal: boolean): StatedPart[] | undefined {
    const { findings } = this;
    const list = isObject(certificate) ? certificate['parts'] : certificate;
    if (!Array.isArray(list)) return void findings.push(`certificate: expected an object with an array of parts, found ${show(list)}`);
    const before = findings.length;
    const partOf = new Map<number, number>();
    const read = Array.from(list as unknown[], (part, k): StatedPart => {
      const path = `certificate.parts[${k}]`;
      const { claims, evidence, bound } = isObject(part) ? part : ({} as Record<string, unknown>);
      if (evidence !== 'search' && evidence !== 'none') findings.push(`${path}.evidence: expected "search" or "none", found ${show(evidence)}`);
      else this.expect(!optimal || evidence === 'search', `${path}.evidence: "none" does not prove an optimal selection`);
      if (!Array.isArray(claims)) findings.push(`${path}.claims: expected an array of claim ids, found ${show(claims)}`);
      const mine = (Array.isArray(claims) ? (claims as unknown[]) : []).flatMap((id): number[] => {
        const i = this.index.get(id as string);
        if (i === undefined) findings.push(`${path}.claims: ${show(id)} is not a claim of the problem`);
        else if (partOf.has(i)) findings.push(`${path}.claims: ${show(id)} is in certificate.parts[${partOf.get(i)}] already`);
        else partOf.set(i, k);
        return i === undefined ? [] : [i];
      });
      return { claims: mine, evidence, bound: this.readRange(bound, `${path}.bound`) ?? [0n, 0n] };
    });
    return findings.length === before ? read : undefined;
  }

  /** False if the stated runner-up is wrong or not proven; what could not be verified of one that is missing is a finding only. */
  checkRunnerUp(given: Record<string, unknown>, chosen: readonly number[], value: Range, provable: boolean, expected: boolean): boolean {
    const { findings, facts } = this;
    const stated = given['runnerUp'];
    const displaced = new Set(chosen.flatMap((i) => [...(facts.excludes[i] ?? [])]).filter((i) => !chosen.includes(i) && !this.excluded.has(i) && this.brings(i)));
    if (stated === undefined) {
      if (expected && provable && this.nextBest(chosen, value, displaced) !== undefined) findings.push(`runnerUp: not verified: none is stated, though ${this.name([...displaced][0])} is displaced`);
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
    const best = provable ? this.nextBest(chosen, value, displaced) : 'open';
    if (best === 'open' || best === undefined) return this.expect(false, 'runnerUp: not verified that it is the second best');
    const right = own[0] === best[0] && (own[1] === best[1] || given['tiesSettled'] !== true);
    return this.expect(right, `runnerUp: is not the second best; another set brings ${text(best[0])} at minima, ${text(best[1])} at maxima`);
  }

  /** The most in which a displaced claim brings something: only one group differs from the chosen set in a best one. */
  private nextBest(chosen: readonly number[], value: Range, displaced: ReadonlySet<number>): Range | 'open' | undefined {
    const { facts } = this;
    const effort: Effort = { left: STEPS };
    let best: Range | undefined;
    for (const claims of this.groups()) {
      if (!claims.some((i) => displaced.has(i))) continue;
      const accept = (set: readonly number[], own: Range): boolean => set.some((i) => displaced.has(i) && matters(facts, set, own, i));
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
