import { Dec } from '../../core/decimal.js';
import { show } from '../../core/error.js';
import { fail, record } from '../argument.js';
import { atMaxima, bestOf, bringsMore, gather, isMore, partsOf, text, unitsOf, worth, type Facts, type Range } from './check-proof.js';
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
  const { required, excluded, runnerUp: isAsked } = readOptions(read, options);
  const given = record(selection, 'selection');
  if (!Array.isArray(given['chosen'])) return fail('selection.chosen', CLAIM_IDS, given['chosen']);
  const facts = gather(problem, read);
  const [must, out] = [new Set(required), new Set(excluded)];
  const open = read.ids.map((_, i) => i).filter((i) => !out.has(i) && (must.has(i) || bringsMore(facts, [i], i)));
  const findings: string[] = [];
  const check: Check = { facts, ids: read.ids, index: read.index, required, excluded, parts: partsOf(facts, open), findings };
  const chosen = lawful(check, given['chosen'], 'chosen');
  if (chosen === undefined) return { feasible: false, optimal: false, findings };
  for (const key of ['optimal', 'tiesSettled']) if (typeof given[key] !== 'boolean') findings.push(`${key}: expected true or false, found ${show(given[key])}`);
  checkTotals(check, given, chosen);
  const proven = given['optimal'] === true && findings.length === 0;
  const second = checkRunnerUp(check, given, chosen, proven, isAsked);
  if (given['optimal'] === false) findings.push('the selection is not claimed to be proven: its work limit was reached');
  return { feasible: true, optimal: proven && second, findings };
}

interface Check {
  readonly facts: Facts;
  readonly ids: readonly string[];
  readonly index: ReadonlyMap<string, number>;
  readonly required: readonly number[];
  readonly excluded: readonly number[];
  /** The claims that can be chosen, in parts that have nothing to do with each other. */
  readonly parts: readonly (readonly number[])[];
  readonly findings: string[];
}

/** What a value holds under a key, whatever it is. */
const at = (value: unknown, key: string): unknown => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined);

/** A stated figure, which must lie between two others; the higher may be none. */
function checkFigure({ findings }: Check, path: string, value: unknown, least: bigint, most: bigint | null = least): void {
  const isDecimal = value instanceof Dec && Math.abs(value.e) < MOST_DIGITS;
  const plain = isDecimal ? value.toFixed() : typeof value === 'number' ? new Dec(value).toFixed() : value;
  if (typeof plain !== 'string' || !PLAIN.test(plain)) return void findings.push(`${path}: expected an amount, found ${show(value)}`);
  const stated = unitsOf(new Dec(plain));
  if (stated < least) findings.push(`${path}: stated ${plain}, ${text(least)} was found`);
  if (most !== null && stated > most) findings.push(`${path}: stated ${plain}, no more than ${text(most)} was found`);
}

function checkRange(check: Check, path: string, given: unknown, [min, max]: Range): void {
  checkFigure(check, `${path}.min`, at(given, 'min'), min);
  checkFigure(check, `${path}.max`, at(given, 'max'), max);
}

/** A list of claims in the problem's order that breaks no rule. What is longer than there are claims is wrong anyway, and may be endless. */
function lawful({ facts, ids, index, required, excluded, findings }: Check, given: unknown, path: string): number[] | undefined {
  const before = findings.length;
  const expect = (right: boolean, finding: string): void => void (right || findings.push(`${path}: ${finding}`));
  const name = (i: number): string => JSON.stringify(ids[i]);
  if (!Array.isArray(given) || given.length > ids.length) return void expect(false, `expected an array of claim ids, found ${show(given)}`);
  const list = Array.from(given as string[], (id) => index.get(id) ?? -1);
  list.forEach((i, k) => expect(i > (list[k - 1] ?? -1), `${show(given[k])} is not a claim of the problem, repeated or out of order`));
  const set = new Set(list);
  for (const i of list) for (const j of facts.excludes[i] ?? []) expect(i > j || !set.has(j), `${name(i)} and ${name(j)} exclude each other`);
  for (const i of excluded) expect(!set.has(i), `${name(i)} is excluded by the options`);
  for (const i of required) expect(set.has(i), `${name(i)} is required by the options`);
  return findings.length > before ? undefined : list;
}

const among = (claims: readonly number[], set: readonly number[]): number[] => set.filter((i) => claims.includes(i));

/** The stated figures, held against the best of every part: at minima and then at maxima, and at maxima alone. */
function checkTotals(check: Check, given: Readonly<Record<string, unknown>>, chosen: readonly number[]): void {
  const { facts, parts, required, findings } = check;
  const highest = atMaxima(facts);
  const effort = { left: STEPS };
  const value = worth(facts, chosen);
  let [low, lowAtMost, high] = [0n, 0n, 0n];
  for (const claims of parts) {
    const [own, must] = [worth(facts, among(claims, chosen)), among(claims, required)];
    const [best, top] = [bestOf(facts, claims, must, effort), bestOf(highest, claims, must, effort)];
    const isOpen = typeof best !== 'object' || typeof top !== 'object';
    if (isOpen) findings.push(`not verified within the checker's limit: a part of ${claims.length} claims`);
    low += isOpen ? own[0] : best[0];
    lowAtMost += isOpen ? own[1] : best[1];
    high += isOpen ? own[1] : top[1];
  }
  checkRange(check, 'value', given['value'], value);
  checkFigure(check, 'total.min', at(given['total'], 'min'), value[0]);
  const proven = given['optimal'] === true;
  checkFigure(check, 'total.max', at(given['total'], 'max'), proven ? high : value[1], high);
  checkFigure(check, 'upperBound', given['upperBound'], high, proven ? high : null);
  const isBest = value[0] === low && (value[1] === lowAtMost || given['tiesSettled'] !== true);
  if (proven && !isBest) findings.push(`another set brings ${text(low)} at minima, ${text(lowAtMost)} at maxima`);
}

/** False if the stated runner-up is wrong or not proven; what could not be verified of one that is missing is a finding only. */
function checkRunnerUp(check: Check, { runnerUp: stated, tiesSettled }: Readonly<Record<string, unknown>>, chosen: readonly number[], proven: boolean, isAsked: boolean): boolean {
  const { facts, excluded, findings } = check;
  const value = worth(facts, chosen);
  const displaced = new Set(chosen.flatMap((i) => [...(facts.excludes[i] as ReadonlySet<number>)]).filter((i) => !excluded.includes(i) && bringsMore(facts, [i], i)));
  const isMeant = (set: readonly number[]): boolean => set.some((i) => displaced.has(i) && bringsMore(facts, set, i));
  if (stated === undefined) {
    if (isAsked && proven && secondBest(check, chosen, isMeant) !== undefined) findings.push(`runnerUp: not verified: none is stated, though ${JSON.stringify(check.ids[[...displaced][0] as number])} is displaced`);
    return true;
  }
  const before = findings.length;
  const set = lawful(check, at(stated, 'chosen'), 'runnerUp.chosen');
  if (set === undefined) return false;
  const own = worth(facts, set);
  checkRange(check, 'runnerUp.value', at(stated, 'value'), own);
  checkRange(check, 'runnerUp.gap', at(stated, 'gap'), [value[0] - own[0], value[1] - own[1]]);
  if (!isMeant(set)) findings.push('runnerUp.chosen: contains no displaced claim that brings something');
  if (findings.length > before) return false;
  const best = proven ? secondBest(check, chosen, isMeant) : 'open';
  if (typeof best !== 'object') findings.push('runnerUp: not verified that it is the second best');
  else if (own[0] !== best[0] || (own[1] !== best[1] && tiesSettled === true)) findings.push(`runnerUp: is not the second best; another set brings ${text(best[0])} at minima, ${text(best[1])} at maxima`);
  return findings.length === before;
}

/** The most that a set of a kind brings: only one part differs from the chosen set in a best one. */
function secondBest({ facts, parts, required }: Check, chosen: readonly number[], isMeant: (set: readonly number[]) => boolean): Range | 'open' | undefined {
  const effort = { left: STEPS };
  const value = worth(facts, chosen);
  let best: Range | undefined;
  for (const claims of parts) {
    const found = bestOf(facts, claims, among(claims, required), effort, isMeant);
    if (found === 'open') return 'open';
    if (found === undefined) continue;
    const own = worth(facts, among(claims, chosen));
    const all: Range = [value[0] - own[0] + found[0], value[1] - own[1] + found[1]];
    if (best === undefined || isMore(all, best)) best = all;
  }
  return best;
}
