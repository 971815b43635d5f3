import { Dec } from '../../core/decimal.js';
import { show } from '../../core/error.js';
import { fail, record } from '../argument.js';
import { atMaxima, bringsMore, gather, inWords, isMore, lossIn, minus, partsOf, decimalText, unitsOf, worth, type Facts, type Part, type Range } from './check-proof.js';
import { CLAIM_IDS, readOptions, readProblem, type ReadProblem, type ReadQuestion } from './read.js';
import type { Selection, SelectionCheck, SelectionOptions, SelectionProblem } from './types.js';

/** Sets that are tried to prove that none brings more, and again for the runner-up. */
const STEPS = 3e5;
/** Sums of admissible amounts, and the differences between them. */
const PLAIN = /^-?[0-9]{1,34}(?:\.[0-9]{1,20})?$/;

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
  const asked = readOptions(read, options);
  const given = record(selection, 'selection');
  if (!Array.isArray(given['chosen'])) return fail('selection.chosen', CLAIM_IDS, given['chosen']);
  const findings: string[] = [];
  const check: Check = { ...read, ...asked, ...gather(problem, read), given, findings };
  const chosen = lawful(check, given['chosen'], 'chosen');
  if (chosen === undefined) return { feasible: false, optimal: false, findings };
  for (const key of ['optimal', 'tiesSettled']) if (typeof given[key] !== 'boolean') findings.push(`${key}: expected true or false, found ${show(given[key])}`);
  const parts = partsOf(check, chosen);
  checkTotals(check, chosen, parts);
  const proven = given['optimal'] === true && findings.length === 0;
  checkRunnerUp(check, chosen, parts, proven);
  if (given['optimal'] === false) findings.push('the selection is not claimed to be proven: its work limit was reached');
  return { feasible: true, optimal: proven && (given['runnerUp'] === undefined || findings.length === 0), findings };
}

interface Check extends Facts, Pick<ReadProblem, 'ids' | 'index'>, Pick<ReadQuestion, 'required' | 'excluded' | 'runnerUp'> {
  readonly given: Readonly<Record<string, unknown>>;
  readonly findings: string[];
}

/** What a value holds under a key, whatever it is. */
const at = (value: unknown, key: string): unknown => (typeof value === 'object' && value !== null ? (value as Check['given'])[key] : undefined);

/** A stated figure, which must lie between two others; the higher may be none. */
function checkFigure({ findings }: Check, path: string, value: unknown, least: bigint, most: bigint | null = least): void {
  // With more digits than are taken a number is written with an exponent, and is no amount.
  const plain = value instanceof Dec || typeof value === 'number' ? new Dec(value).toString() : value;
  if (typeof plain !== 'string' || !PLAIN.test(plain)) return void findings.push(`${path}: expected an amount, found ${show(value)}`);
  const stated = unitsOf(new Dec(plain));
  if (stated < least) findings.push(`${path}: stated ${plain}, ${decimalText(least)} was found`);
  if (most !== null && stated > most) findings.push(`${path}: stated ${plain}, no more than ${decimalText(most)} was found`);
}

function checkRange(check: Check, path: string, given: unknown, [min, max]: Range): void {
  checkFigure(check, `${path}.min`, at(given, 'min'), min);
  checkFigure(check, `${path}.max`, at(given, 'max'), max);
}

/** A list of claims in the problem's order that breaks no rule. What is longer than there are claims is wrong anyway, and may be endless. */
function lawful({ excludes, ids, index, required, excluded, findings }: Check, given: unknown, path: string): number[] | undefined {
  const before = findings.length;
  const expect = (right: boolean, finding: string): void => void (right || findings.push(`${path}: ${finding}`));
  const name = (i: number): string => JSON.stringify(ids[i]);
  if (!Array.isArray(given) || given.length > ids.length) return void expect(false, `expected an array of claim ids, found ${show(given)}`);
  const list = Array.from(given as string[], (id) => index.get(id) ?? -1);
  list.forEach((i, k) => expect(i > (list[k - 1] ?? -1), `${show(given[k])} is not a claim of the problem, repeated or out of order`));
  const set = new Set(list);
  for (const i of list) for (const j of excludes[i] ?? []) expect(i > j || !set.has(j), `${name(i)} and ${name(j)} exclude each other`);
  for (const i of excluded) expect(!set.has(i), `${name(i)} is excluded by the options`);
  for (const i of required) expect(set.has(i), `${name(i)} is required by the options`);
  return findings.length > before ? undefined : list;
}

/** The stated figures, held against the best of every part: at minima and then at maxima, and at maxima alone. */
function checkTotals(check: Check, chosen: readonly number[], parts: readonly Part[]): void {
  const { given, findings } = check;
  const value = worth(check, chosen);
  const highest = atMaxima(check);
  const effort = { left: STEPS };
  let [best, high] = [value, value[1]];
  for (const part of parts) {
    const [less, lessHigh] = [lossIn(check, part, effort), lossIn(highest, part, effort)];
    if (less === undefined || lessHigh === undefined) findings.push(`not verified within the checker's limit: a part of ${part.claims.length} claims`);
    else [best, high] = [minus(best, less), high - lessHigh[1]];
  }
  checkRange(check, 'value', given['value'], value);
  checkFigure(check, 'total.min', at(given['total'], 'min'), value[0]);
  const proven = given['optimal'] === true;
  checkFigure(check, 'total.max', at(given['total'], 'max'), proven ? high : value[1], high);
  checkFigure(check, 'upperBound', given['upperBound'], high, proven ? high : null);
  const isBest = value[0] === best[0] && (value[1] === best[1] || given['tiesSettled'] !== true);
  if (proven && !isBest) findings.push(`another set brings ${inWords(best)}`);
}

/** The stated runner-up; of one that is missing, whether there could be any. */
function checkRunnerUp(check: Check, chosen: readonly number[], parts: readonly Part[], proven: boolean): void {
  const { given, findings } = check;
  const open = new Set(parts.flatMap(({ claims }) => claims));
  const displaced = new Set(chosen.flatMap((i) => [...(check.excludes[i] as ReadonlySet<number>)]).filter((i) => open.has(i)));
  const isMeant = (set: readonly number[]): boolean => set.some((i) => displaced.has(i) && bringsMore(check, set, i));
  const stated = given['runnerUp'];
  if (stated === undefined) {
    const isMissing = check.runnerUp && proven && leastLoss(check, parts, isMeant) !== undefined;
    if (isMissing) findings.push(`runnerUp: not verified: none is stated, though ${JSON.stringify(check.ids[[...displaced][0] as number])} is displaced`);
    return;
  }
  const before = findings.length;
  const set = lawful(check, at(stated, 'chosen'), 'runnerUp.chosen');
  if (set === undefined) return;
  const [value, own] = [worth(check, chosen), worth(check, set)];
  checkRange(check, 'runnerUp.value', at(stated, 'value'), own);
  checkRange(check, 'runnerUp.gap', at(stated, 'gap'), minus(value, own));
  if (!isMeant(set)) findings.push('runnerUp.chosen: contains no displaced claim that brings something');
  if (findings.length > before) return;
  const loss = proven ? leastLoss(check, parts, isMeant) : 'open';
  if (typeof loss !== 'object') return void findings.push('runnerUp: not verified that it is the second best');
  const best = minus(value, loss);
  if (own[0] !== best[0] || (own[1] !== best[1] && given['tiesSettled'] === true)) findings.push(`runnerUp: is not the second best; another set brings ${inWords(best)}`);
}

/** What a set of a kind brings less at least, where every part can be proven: in a best one only one part differs from the chosen set. */
function leastLoss(facts: Facts, parts: readonly Part[], isMeant: (set: readonly number[]) => boolean): Range | 'open' | undefined {
  const effort = { left: STEPS };
  let least: Range | undefined;
  for (const part of parts) {
    const loss = lossIn(facts, part, effort, isMeant);
    if (loss !== undefined && (least === undefined || isMore(least, loss))) least = loss;
  }
  return effort.left < 0 ? 'open' : least;
}
