import { Dec } from '../../core/decimal.js';
import { isRecord, show } from '../../core/error.js';
import { byKey, unionFind } from '../../core/groups.js';
import { fail, record } from '../argument.js';
import { CLAIM_IDS, readOptions, readProblem, type ReadProblem, type ReadQuestion } from './read.js';
import type { Selection, SelectionCheck, SelectionOptions, SelectionProblem } from './types.js';
import type { Share, Worth } from './units.js';

/** Claims of a part of which all sets are tried. */
const MOST_CLAIMS = 20;
/** Sets that are tried to prove that none brings more, and again for the runner-up. */
const STEPS = 3e5;
/** Sums of admissible amounts, and the differences between them. */
const PLAIN = /^-?[0-9]{1,34}(?:\.[0-9]{1,20})?$/;
/** Amounts are whole numbers of the smallest unit that one may have. */
const SCALE = new Dec('1e20');

interface Check extends Pick<ReadProblem, 'ids' | 'index'>, Pick<ReadQuestion, 'required' | 'excluded' | 'runnerUp'> {
  /** What each claim brings, and the claims that exclude it. */
  readonly shares: readonly (readonly Share[])[];
  readonly excludes: readonly ReadonlySet<number>[];
  readonly caps: readonly bigint[];
  readonly given: Readonly<Record<string, unknown>>;
  readonly findings: string[];
}

/**
 * Checks a selection without the solver: reads the exclusions off the problem pair by pair, adds up by the definition, and
 * tries all sets of every independent part. A part of more than some twenty claims, or whatever else takes too long, is
 * reported as not verified, never as right.
 *
 * Checked: the rules, and what is required or excluded; `value`; that no set brings more (at minima, then at maxima);
 * `total` and `upperBound`; of the runner-up the rules, the figures, that a displaced claim brings something in it, and
 * that no such set is better. Where `optimal` is false, that `total` and `upperBound` are not below what is found, nor above
 * it without reason; the answer's `optimal` is then false too. Not checked: that ties are broken as stated, and `work`.
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
  const shares = read.claims.map(({ parts }) => parts.map(({ pool, lo, hi }) => ({ pool, lo: unitsOf(lo), hi: unitsOf(hi) })));
  const check: Check = { ...read, ...asked, shares, excludes: exclusions(problem, read), caps: read.caps.map(unitsOf), given, findings };
  const chosen = lawful(check, 'chosen');
  if (chosen === undefined) return { feasible: false, optimal: false, findings };
  for (const key of ['optimal', 'tiesSettled']) if (typeof given[key] !== 'boolean') findings.push(`${key}: expected true or false, found ${show(given[key])}`);
  const parts = partsOf(check);
  checkTotals(check, chosen, parts);
  const proven = given['optimal'] === true && findings.length === 0;
  checkRunnerUp(check, chosen, parts, proven);
  if (given['optimal'] === false) findings.push('the selection is not claimed to be proven: its work limit was reached');
  return { feasible: true, optimal: proven && (given['runnerUp'] === undefined || findings.length === 0), findings };
}

const unitsOf = (amount: Dec): bigint => BigInt(amount.times(SCALE).toFixed(0));
const decimalText = (units: bigint): string => new Dec(units.toString()).div(SCALE).toFixed();
/** A sum held to its cap, where it has one. */
const held = (sum: bigint, cap = sum): bigint => (sum < cap ? sum : cap);
const NOTHING: Worth = { lo: 0n, hi: 0n };
const plus = (a: Worth, b: Worth): Worth => ({ lo: a.lo + b.lo, hi: a.hi + b.hi });
const minus = (a: Worth, b: Worth): Worth => ({ lo: a.lo - b.lo, hi: a.hi - b.hi });
/** At minima, then at maxima; and at maxima alone. */
const isMore = (a: Worth, b: Worth): boolean => (a.lo === b.lo ? a.hi > b.hi : a.lo > b.lo);
const isHigher = (a: Worth, b: Worth): boolean => a.hi > b.hi;

/** Which claims exclude each: those that share an input with it or are listed as exclusive, unless they are stackable. */
function exclusions({ claims, exclusive = [], stackable = [] }: SelectionProblem, { index }: ReadProblem): Set<number>[] {
  const excludes = claims.map(() => new Set<number>());
  const uses = claims.flatMap(({ inputs = [] }, i) => inputs.map((input) => ({ input, i })));
  for (const users of byKey(uses, ({ input }) => input).values()) {
    for (const { i } of users) for (const { i: j } of users) if (i !== j) excludes[i]?.add(j);
  }
  for (const [pairs, change] of [[exclusive, 'add'], [stackable, 'delete']] as const) {
    for (const [a, b] of [...pairs, ...pairs.map(([x, y]) => [y, x] as const)]) excludes[index.get(a) as number]?.[change](index.get(b) as number);
  }
  return excludes;
}

/** What a set brings, by the definition: of each pool, and of what is in none, the sum held to its cap. */
function worth({ shares, caps }: Check, set: Iterable<number>): Worth {
  const sums = new Map<number, Worth>();
  for (const i of set) for (const share of shares[i] as readonly Share[]) sums.set(share.pool, plus(sums.get(share.pool) ?? NOTHING, share));
  return [...sums].map(([pool, { lo, hi }]) => ({ lo: held(lo, caps[pool]), hi: held(hi, caps[pool]) })).reduce(plus, NOTHING);
}

/** Whether a set would bring less without a claim. */
const bringsMore = (check: Check, set: readonly number[], i: number): boolean => isMore(worth(check, set), worth(check, set.filter((j) => j !== i)));

/** What the selection states at a path, whatever it is made of. */
const stated = ({ given }: Check, path: string): unknown => path.split('.').reduce((value: unknown, key) => (isRecord(value) ? value[key] : undefined), given);

/** A stated figure, which must lie between two others; the higher may be none. */
function checkFigure(check: Check, path: string, least: bigint, most: bigint | null = least): void {
  const value = stated(check, path);
  // With more digits than are taken a number is written with an exponent, and is no amount.
  const plain = value instanceof Dec || typeof value === 'number' ? new Dec(value).toString() : value;
  if (typeof plain !== 'string' || !PLAIN.test(plain)) return void check.findings.push(`${path}: expected an amount, found ${show(value)}`);
  const units = unitsOf(new Dec(plain));
  if (units < least) check.findings.push(`${path}: stated ${plain}, ${decimalText(least)} was found`);
  if (most !== null && units > most) check.findings.push(`${path}: stated ${plain}, no more than ${decimalText(most)} was found`);
}

function checkRange(check: Check, path: string, { lo, hi }: Worth): void {
  checkFigure(check, `${path}.min`, lo);
  checkFigure(check, `${path}.max`, hi);
}

/** A stated set against the best of its kind, which may be better at maxima where ties are not settled. */
function checkBest({ given, findings }: Check, path: string, own: Worth, best: Worth): void {
  const isBest = own.lo === best.lo && (own.hi === best.hi || given['tiesSettled'] !== true);
  if (!isBest) findings.push(`${path}another set brings ${decimalText(best.lo)} at minima, ${decimalText(best.hi)} at maxima`);
}

/** A stated set, listed in the problem's order, that breaks no rule. What is longer than there are claims is wrong anyway, and may be endless. */
function lawful(check: Check, path: string): Set<number> | undefined {
  const { excludes, ids, index, required, excluded, findings } = check;
  const given = stated(check, path);
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
  return findings.length > before ? undefined : set;
}

/** What may be chosen, in parts: exclusions, and pools that their users can exceed together, tie the claims of one to each other. */
function partsOf(check: Check): number[][] {
  const { excludes, shares, caps } = check;
  const barred = new Set([...check.excluded, ...check.required.flatMap((i) => [...(excludes[i] as ReadonlySet<number>)])]);
  const claims = shares.map((_, i) => i).filter((i) => !barred.has(i) && bringsMore(check, [i], i));
  const open = new Set(claims);
  const { find, join } = unionFind(shares.length);
  for (const i of claims) for (const j of excludes[i] as ReadonlySet<number>) if (open.has(j)) join(i, j);
  const payments = claims.flatMap((i) => (shares[i] as readonly Share[]).map((share) => ({ ...share, i })));
  for (const [pool, list] of byKey(payments, (share) => share.pool)) {
    const most = list.reduce(plus, NOTHING).hi;
    if (held(most, caps[pool]) < most) list.forEach((share, k) => join(share.i, (list[k - 1] ?? share).i));
  }
  return [...byKey(claims, find).values()];
}

/**
 * What the best set of a part that is of a kind brings less than the chosen one: below nothing where it is better.
 * By trying all: claim after claim is taken or left out, and a branch is given up if it does not become better even with
 * all that is left. Undefined where there is none, or where that takes too long.
 *
 *     1a 9 or 1b 20, with 5b 5 beside either; 1b and 5b in a pool of 23
 *     1a 5b 14, 1a alone at most 14, 1b 5b 23, then nothing can be better: with 5b alone at most 5
 */
function lossIn(check: Check, chosen: ReadonlySet<number>, part: readonly number[], effort: { left: number }, isBetter = isMore, isMeant = (_set: readonly number[]) => true): Worth | undefined {
  if (part.length > MOST_CLAIMS) return undefined;
  const alone = part.map((i) => worth(check, [i]));
  let best: Worth | undefined;
  const visit = (at: number, set: readonly number[]): void => {
    if (effort.left-- < 0) return;
    const value = worth(check, set);
    const most = alone.slice(at).reduce(plus, value);
    if (best !== undefined && !isBetter(most, best)) return;
    const i = part[at];
    if (i === undefined && isMeant(set)) best = value;
    if (i === undefined) return;
    if (!set.some((j) => (check.excludes[i] as ReadonlySet<number>).has(j))) visit(at + 1, [...set, i]);
    if (!check.required.includes(i)) visit(at + 1, set);
  };
  visit(0, []);
  return effort.left < 0 || best === undefined ? undefined : minus(worth(check, part.filter((i) => chosen.has(i))), best);
}

/** The stated figures, held against the best of every part: at minima and then at maxima, and at maxima alone. */
function checkTotals(check: Check, chosen: ReadonlySet<number>, parts: readonly number[][]): void {
  const value = worth(check, chosen);
  const proven = check.given['optimal'] === true;
  const effort = { left: STEPS };
  let [best, high] = [value, value.hi];
  for (const part of parts) {
    const [less, lessHigh] = [lossIn(check, chosen, part, effort), lossIn(check, chosen, part, effort, isHigher)];
    if (less === undefined || lessHigh === undefined) check.findings.push(`not verified within the checker's limit: a part of ${part.length} claims`);
    else [best, high] = [minus(best, less), high - lessHigh.hi];
  }
  checkRange(check, 'value', value);
  checkFigure(check, 'total.min', value.lo);
  checkFigure(check, 'total.max', proven ? high : value.hi, high);
  checkFigure(check, 'upperBound', high, proven ? high : null);
  if (proven) checkBest(check, '', value, best);
}

/** The stated runner-up; of one that is missing, whether there could be any. */
function checkRunnerUp(check: Check, chosen: ReadonlySet<number>, parts: readonly number[][], proven: boolean): void {
  const { given, ids, excludes, required, findings } = check;
  const displaced = new Set(parts.flat().filter((i) => [...(excludes[i] as ReadonlySet<number>)].some((j) => chosen.has(j))));
  if (given['runnerUp'] === undefined) {
    // Nowhere does a claim bring more than beside nothing but what is required.
    const missed = [...displaced].find((i) => bringsMore(check, [...required, i], i));
    if (check.runnerUp && proven && missed !== undefined) findings.push(`runnerUp: not verified: none is stated, though ${JSON.stringify(ids[missed])} is displaced`);
    return;
  }
  const before = findings.length;
  const set = lawful(check, 'runnerUp.chosen');
  if (set === undefined) return;
  const [value, own] = [worth(check, chosen), worth(check, set)];
  checkRange(check, 'runnerUp.value', own);
  checkRange(check, 'runnerUp.gap', minus(value, own));
  const isMeant = (list: readonly number[]): boolean => list.some((i) => displaced.has(i) && bringsMore(check, list, i));
  if (!isMeant([...set])) findings.push('runnerUp.chosen: contains no displaced claim that brings something');
  if (findings.length > before) return;
  const effort = { left: STEPS };
  const losses = proven ? parts.flatMap((part) => lossIn(check, chosen, part, effort, isMore, isMeant) ?? []) : [];
  if (!proven || effort.left < 0) return void findings.push('runnerUp: not verified that it is the second best');
  // In a best one only one part differs from the chosen set.
  const least = losses.reduce((a, b) => (isMore(a, b) ? b : a));
  checkBest(check, 'runnerUp: is not the second best; ', own, minus(value, least));
}
