import type { IndexedProblem, Share } from '../constraints/no-double-dipping/units.js';
import { type Context, excludes } from '../core/context.js';
import { type Dec, ONE } from '../core/decimal.js';
import { paidOn } from '../core/evaluate.js';
import { byKey, listUnder, sorted, unionFind } from '../core/groups.js';
import type { Rules } from '../core/policy.js';
import { NOTHING, type Span, isCertain, sum } from '../core/span.js';
import { type Contract, type Stake, type Taker, baseWithout, basesOf, capOf, divisorsOf, flowsOf, isOpenWhole, piecesOf, scaled, worth } from './claims.js';
import type { Award } from './determine.js';

/**
 * Awards that contend for inputs, in groups that have nothing to do with each other: what competes in
 * each as a problem for the solver, and what a choice of it pays.
 */

/** One alternative of the problem: a stake, or a piece of its base by who can take it away. */
export interface Claim {
  readonly stake: Stake;
  readonly piece?: Taker;
}

/** A group of stakes of which some exclude each other, directly or through what they share. */
export interface Contest {
  readonly stakes: readonly Stake[];
  readonly claims: readonly Claim[];
  readonly problem: IndexedProblem;
  /** Pairs that exclude each other only while a contract may have all of what nobody states to be another's, or a row may count. */
  readonly onlyAtLeast: readonly (readonly [number, number])[];
  /** The caps of awards that are given on all of their pieces or not at all. */
  readonly openWhole: readonly number[];
  readonly scale: Dec;
  /** Whether some amount is open. */
  readonly open: boolean;
  /** The contracts that take a part of a base, by what is staked on it. */
  readonly takers: ReadonlyMap<Stake, readonly Contract[]>;
  /** Several contracts of unknown part on one input, which cannot have more than there is together, or a row that may not count: the least total does not know. */
  readonly loose: boolean;
  /** A row that may not count is among them: what excludes it may stand beside it, and then which choices turn out best is not known. */
  readonly maySpare: boolean;
}

/** Money of one payable: awards that are paid together, or one award on the rows that were chosen. */
export interface Payout {
  readonly awards: readonly Award[];
  readonly span: Span;
  /** The chosen rows with the base that each brings, where the award has rows. */
  readonly rows?: readonly { readonly row: number; readonly base: Span }[];
}

/**
 * Two stakes that exclude each other, by their places: `in-part` where the first is a contract that takes its own part of
 * the other; `open` where a row may turn out not to count on any input that they share, and then stands in nobody's way.
 */
interface Conflict {
  readonly a: number;
  readonly b: number;
  readonly how: 'altogether' | 'in-part' | 'open';
}

export function contestsOf(stakes: readonly Stake[], context: Context<Rules>): Contest[] {
  const conflicts = conflictsOf(stakes, context);
  if (conflicts.length === 0) return [];
  const { find, join } = unionFind(stakes.length);
  for (const { a, b } of conflicts) join(a, b);
  // A cap that stakes share couples their choices.
  const byAward = new Map<Award, number>();
  stakes.forEach((stake, i) => {
    if (stake.as === 'whole') return;
    for (const award of stake.awards) {
      join(byAward.get(award) ?? i, i);
      byAward.set(award, i);
    }
  });
  const contending = byKey(conflicts, ({ a }) => find(a));
  const groups = byKey([...stakes.keys()].filter((i) => contending.has(find(i))), find);
  return [...groups].map(([root, own]) => contestOf(stakes, own, contending.get(root) as Conflict[]));
}

/** The stakes of one measure on one input, or on another one that goes with it. */
interface Standing {
  readonly code: string;
  readonly as: Stake['as'];
  /** Where all rows are chosen together, what is given for one of them stands against all. */
  readonly isFar: boolean;
  readonly stakes: number[];
}

function standingsOf(stakes: readonly Stake[]): ReadonlyMap<number, readonly Standing[]> {
  const onInput = new Map<number, Standing[]>();
  const stand = ({ code, as }: Stake, i: number, input: number, isFar: boolean): void => {
    const all = listUnder(onInput, input);
    const own = all.find((s) => s.code === code && s.isFar === isFar);
    if (own === undefined) all.push({ code, as, isFar, stakes: [i] });
    else own.stakes.push(i);
  };
  stakes.forEach((stake, i) => {
    for (const input of stake.inputs) stand(stake, i, input, false);
    if (stake.as === 'base') for (const input of stake.together) if (input !== stake.inputs[0]) stand(stake, i, input, true);
  });
  return onInput;
}

/** The pairs of stakes that the pair table does not let stand together on some input. */
function conflictsOf(stakes: readonly Stake[], context: Context<Rules>): Conflict[] {
  const byPart = context.policy.overlap.byPart(context.readings);
  const found = new Map<number, Conflict>();
  const put = (a: number, b: number, how: Conflict['how']): void => {
    const pair = a * stakes.length + b;
    if (how === 'altogether' || !found.has(pair)) found.set(pair, { a, b, how });
  };
  for (const [input, standings] of standingsOf(stakes)) {
    const isOpen = ({ as, isFar }: Standing, i: number): boolean =>
      (isFar || as === 'whole') && (stakes[i] as Stake).awards.some((award) => mayNotCount(award, input));
    standings.forEach((one, k) => {
      // One input is measured by one award of a measure.
      if (one.as === 'base' && !one.isFar) one.stakes.forEach((a, x) => one.stakes.slice(x + 1).forEach((b) => put(a, b, 'altogether')));
      for (let l = k + 1; l < standings.length; l += 1) {
        const other = standings[l] as Standing;
        if (one.code === other.code || !excludes(context, one.code, other.code)) continue;
        const [contracts, others] = other.as === 'contract' ? [other, one] : [one, other];
        if (contracts.as === 'contract' && others.isFar) continue;
        if (contracts.as === 'contract' && others.as === 'base' && byPart) {
          // A contract with no part of the base of others stands in nobody's way.
          for (const a of contracts.stakes) if (!contractAt(stakes, a).takes.hi.isZero()) for (const b of others.stakes) put(a, b, 'in-part');
        } else for (const a of one.stakes) for (const b of other.stakes) put(a, b, isOpen(one, a) || isOpen(other, b) ? 'open' : 'altogether');
      }
    });
  }
  return [...found.values()];
}

/** Whether an award may turn out not to be given for an input, because the row on it may not count. */
const mayNotCount = ({ inputs, rows }: Award, input: number): boolean => rows.some((row, r) => row.status === 'undetermined' && inputs[r] === input);

/** Whether a contract takes a piece of a base away: at all amounts, at the least ones only, or never. */
const takesAway = (contract: Contract, piece: Taker): 'always' | 'at-least' | 'never' =>
  piece === contract || piece === 'all' ? 'always' : piece === 'open' && contract.open ? 'at-least' : 'never';

/** The contest of some of all stakes, by their places. */
function contestOf(all: readonly Stake[], own: readonly number[], conflicts: readonly Conflict[]): Contest {
  const stakes = own.map((i) => all[i] as Stake);
  const takers = new Map<Stake, Contract[]>();
  for (const { a, b, how } of conflicts) if (how === 'in-part') listUnder(takers, all[b] as Stake).push(contractAt(all, a));
  const scale = scaleOf(stakes);
  const caps: Dec[] = [];
  const pools = new Map<Award, number>();
  const poolOf = (award: Award): number => {
    let pool = pools.get(award);
    if (pool === undefined) pools.set(award, (pool = caps.push(capOf(award, scale)) - 1));
    return pool;
  };
  const claims: Claim[] = [];
  const parts: (readonly Share<Dec>[])[] = [];
  const neighbours: number[][] = [];
  /** The claims of each stake, by its place. */
  const claimsOf = new Map<number, readonly number[]>();
  for (const i of own) {
    const stake = all[i] as Stake;
    claimsOf.set(i, piecesIn(stake, takers.get(stake) ?? [], scale).map(([piece, of]) => {
      parts.push(of.map(([award, { lo, hi }]) => ({ pool: award === undefined ? -1 : poolOf(award), lo, hi })));
      neighbours.push([]);
      return claims.push({ stake, piece }) - 1;
    }));
  }
  const onlyAtLeast: [number, number][] = [];
  for (const { a, b, how } of conflicts) {
    for (const x of claimsOf.get(a) as readonly number[]) {
      for (const y of claimsOf.get(b) as readonly number[]) {
        const when = how === 'in-part' ? takesAway(contractAt(all, a), claims[y]?.piece) : how === 'open' ? 'at-least' : 'always';
        if (when === 'never') continue;
        neighbours[x]?.push(y);
        neighbours[y]?.push(x);
        if (when === 'at-least') onlyAtLeast.push([x, y]);
      }
    }
  }
  const problem = { claims: parts.map((of) => ({ parts: of })), caps, neighbours: neighbours.map((of) => sorted(of, (x, y) => x - y)) };
  const open = onlyAtLeast.length > 0 || parts.some((of) => of.some((part) => !isCertain(part)));
  const openWhole = [...pools].flatMap(([award, pool]) => (isOpenWhole(award) ? [pool] : []));
  const maySpare = conflicts.some((c) => c.how === 'open');
  const loose = maySpare || [...takers.values()].some((among) => among.filter((c) => c.open).length > 1);
  return { stakes, claims, problem, onlyAtLeast, openWhole, scale, open, takers, loose, maySpare };
}

const contractAt = (stakes: readonly Stake[], i: number): Contract => (stakes[i] as Extract<Stake, { as: 'contract' }>).contracts[0] as Contract;

function scaleOf(stakes: readonly Stake[]): Dec {
  let factors: Map<string, Dec> | undefined;
  for (const stake of stakes) {
    if (stake.as === 'whole') continue;
    for (const award of stake.awards) for (const d of divisorsOf(award)) (factors ??= new Map()).set(d.toFixed(), d);
  }
  return factors === undefined ? ONE : [...factors.values()].reduce((scale, d) => scale.times(d));
}

/** An amount, scaled, with the award under whose cap it falls, if any. */
type Part = readonly [award: Award | undefined, span: Span];

/** What a stake brings: as one claim, or piece by piece of its base. */
function piecesIn(stake: Stake, takers: readonly Contract[], scale: Dec): (readonly [by: Taker, parts: readonly Part[]])[] {
  if (stake.as === 'whole') return [[undefined, [[undefined, scaled(stake.value, scale)]]]];
  if (stake.as === 'contract') {
    return [[undefined, flowsOf(stake.contracts).map(({ award, row }): Part => [award, worth(award, award.rows[row]?.span ?? NOTHING, scale)])]];
  }
  const { award, row } = stake;
  const bases = basesOf(award);
  const sharesCap = bases.filter((b) => !b.hi.isZero()).length > 1;
  if (takers.length === 0 && !sharesCap) return [[undefined, [[undefined, scaled(award.exact, scale)]]]];
  return piecesOf(bases[row] as Span, takers).map(([by, span]) => [by, [[award, worth(award, span, scale)]]]);
}

/** What a choice pays, exact until the one rounding of each payable amount. */
export function payoutsOf({ claims, takers }: Contest, chosen: ReadonlySet<number>): Payout[] {
  const on = new Set<Stake>();
  claims.forEach(({ stake }, i) => void (chosen.has(i) && on.add(stake)));
  const taken = new Set<Contract>();
  for (const s of on) if (s.as === 'contract') for (const c of s.contracts) taken.add(c);
  const out: Payout[] = [];
  const rows = new Map<Award, { row: number; base: Span }[]>();
  const put = (award: Award, row: number, base: Span): number => listUnder(rows, award).push({ row, base });
  for (const s of on) {
    if (s.as === 'whole') out.push(wholePayout(s));
    else if (s.as === 'contract') for (const { award, row } of flowsOf(s.contracts)) put(award, row, award.rows[row]?.span ?? NOTHING);
    else {
      const all = takers.get(s) ?? [];
      put(s.award, s.row, baseWithout(basesOf(s.award)[s.row] as Span, all, all.filter((c) => taken.has(c))));
    }
  }
  for (const [award, own] of rows) out.push({ awards: [award], span: paidOn(award, sum(own.map((r) => r.base))), rows: own });
  return out.filter((p) => !p.span.hi.isZero());
}

/** A payable that is given for its subject as a whole: one award, or the parts of one payable. */
export const wholePayout = (s: Extract<Stake, { as: 'whole' }>): Payout =>
  ({ awards: s.awards, span: s.awards.length === 1 ? (s.awards[0] as Award).amount : s.value });
