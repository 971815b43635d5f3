import type { IndexedProblem, Share } from '../constraints/no-double-dipping/units.js';
import { type Context, excludes } from '../core/context.js';
import { type Dec, ONE } from '../core/decimal.js';
import { byKey, listUnder, sorted, unionFind } from '../core/groups.js';
import type { Rules } from '../core/policy.js';
import { NOTHING, type Span, isCertain, sum } from '../core/span.js';
import { type Contract, type Stake, type Taker, baseWithout, basesOf, capOf, divisorsOf, piecesOf, scaled, worth } from './claims.js';
import type { Award } from './determine.js';
import { paidOn } from '../core/measure.js';

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
  readonly scale: Dec;
  /** Whether some amount is open. */
  readonly open: boolean;
  /** The contracts that take a part of the base on each input. */
  readonly takers: ReadonlyMap<number, readonly Contract[]>;
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
 * the other; `open` where a row may turn out not to count, and then stands in nobody's way.
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
  const groups = new Map<number, number[]>();
  stakes.forEach((_stake, i) => {
    if (contending.has(find(i))) listUnder(groups, find(i)).push(i);
  });
  return [...groups].map(([root, own]) => contestOf(stakes, own, contending.get(root) as Conflict[]));
}

/** The stakes of one measure on one input, or on another one that goes with it. */
interface Standing {
  readonly code: string;
  /** Where all rows are chosen together, what is given for one of them stands against all. */
  readonly isFar: boolean;
  readonly stakes: number[];
}

/** The pairs of stakes on one input that the pair table does not let stand together. */
function conflictsOf(stakes: readonly Stake[], context: Context<Rules>): Conflict[] {
  const byPart = context.policy.overlap.byPart(context.readings);
  const onInput = new Map<number, Standing[]>();
  const note = (input: number, code: string, isFar: boolean, i: number): void => {
    const all = listUnder(onInput, input);
    const own = all.find((s) => s.code === code && s.isFar === isFar);
    if (own === undefined) all.push({ code, isFar, stakes: [i] });
    else own.stakes.push(i);
  };
  stakes.forEach((s, i) => {
    for (const input of s.inputs) note(input, s.code, false, i);
    if (s.as === 'base') for (const input of s.together) if (input !== s.inputs[0]) note(input, s.code, true, i);
  });
  const out: Conflict[] = [];
  const kindOf = (i: number): Stake['as'] => (stakes[i] as Stake).as;
  const isOpenOn = (i: number, input: number, isFar: boolean): boolean => (isFar || kindOf(i) === 'whole') && (stakes[i] as Stake).awards.some((award) => maySpare(award, input));
  for (const [input, all] of onInput) {
    all.forEach((one, k) => {
      // One input is measured by one award of a measure.
      if (!one.isFar && one.stakes.length > 1 && kindOf(one.stakes[0] as number) === 'base') {
        one.stakes.forEach((a, x) => one.stakes.slice(x + 1).forEach((b) => out.push({ a, b, how: 'altogether' })));
      }
      for (let l = k + 1; l < all.length; l += 1) {
        const other = all[l] as Standing;
        if (one.code === other.code || !excludes(context, one.code, other.code)) continue;
        const isFar = one.isFar || other.isFar;
        for (const a of one.stakes) {
          for (const b of other.stakes) {
            const isContract = kindOf(a) === 'contract' || kindOf(b) === 'contract';
            if (isFar && isContract) continue;
            if (byPart && isContract && (kindOf(a) === 'base' || kindOf(b) === 'base')) {
              const [contract, base] = kindOf(a) === 'contract' ? [a, b] : [b, a];
              // A contract with no part of the base of others stands in nobody's way.
              if (!contractAt(stakes, contract).takes.hi.isZero()) out.push({ a: contract, b: base, how: 'in-part' });
            } else out.push({ a, b, how: isOpenOn(a, input, one.isFar) || isOpenOn(b, input, other.isFar) ? 'open' : 'altogether' });
          }
        }
      }
    });
  }
  return out;
}

/** Whether an award may turn out not to be given for an input, because the row on it may not count. */
const maySpare = ({ inputs, rows }: Award, input: number): boolean => rows.some((row, r) => row.status === 'undetermined' && inputs[r] === input);

/** The contest of some of all stakes, by their places. */
function contestOf(all: readonly Stake[], own: readonly number[], conflicts: readonly Conflict[]): Contest {
  const takers = new Map<number, Contract[]>();
  const divided = new Set<number>();
  for (const { a, b, how } of conflicts) {
    if (how !== 'in-part') continue;
    const contract = contractAt(all, a);
    const beside = listUnder(takers, contract.input);
    if (!beside.includes(contract)) beside.push(contract);
    divided.add(b);
  }
  const stakes = own.map((i) => all[i] as Stake);
  const scale = scaleOf(stakes);
  const claims: Claim[] = [];
  const parts: (readonly Share<Dec>[])[] = [];
  const neighbours: number[][] = [];
  const caps: Dec[] = [];
  const pools = new Map<Award, number>();
  const poolOf = (award: Award): number => {
    let pool = pools.get(award);
    if (pool === undefined) pools.set(award, (pool = caps.push(capOf(award, scale)) - 1));
    return pool;
  };
  const places = new Map<number, readonly number[]>();
  for (const i of own) {
    const stake = all[i] as Stake;
    const pieces = partsOf(stake, divided.has(i) ? (takers.get(stake.inputs[0] as number) as Contract[]) : [], scale);
    places.set(i, pieces.map(([piece, of]) => {
      parts.push(of.map(([award, { lo, hi }]) => ({ pool: award === undefined ? -1 : poolOf(award), lo, hi })));
      neighbours.push([]);
      return claims.push({ stake, piece }) - 1;
    }));
  }
  const exclude = (x: number, y: number): void => {
    neighbours[x]?.push(y);
    neighbours[y]?.push(x);
  };
  const maySpare = conflicts.some((c) => c.how === 'open');
  const settled = new Set(maySpare ? conflicts.flatMap(({ a, b, how }) => (how === 'altogether' ? [a * all.length + b] : [])) : []);
  /** Whether the one excludes a piece of the other: at all amounts, at the least ones only, or never. */
  const excludes = ({ a, b, how }: Conflict, piece: Taker): 'always' | 'at-least' | 'never' => {
    if (how !== 'in-part') return how === 'altogether' || settled.has(a * all.length + b) ? 'always' : 'at-least';
    const contract = contractAt(all, a);
    return piece === contract || piece === 'all' ? 'always' : piece === 'open' && contract.open ? 'at-least' : 'never';
  };
  const onlyAtLeast: [number, number][] = [];
  for (const conflict of conflicts) {
    for (const x of places.get(conflict.a) as readonly number[]) {
      for (const y of places.get(conflict.b) as readonly number[]) {
        const when = excludes(conflict, claims[y]?.piece);
        if (when !== 'never') exclude(x, y);
        if (when === 'at-least') onlyAtLeast.push([x, y]);
      }
    }
  }
  const problem = {
    claims: parts.map((of) => ({ parts: of })), caps,
    // Two claims may exclude each other on several inputs.
    neighbours: neighbours.map((of) => sorted(of, (x, y) => x - y).filter((j, k, among) => j !== among[k - 1])),
  };
  const open = onlyAtLeast.length > 0 || parts.some((of) => of.some((part) => !isCertain(part)));
  const loose = maySpare || [...takers.values()].some((among) => among.filter((c) => c.open).length > 1);
  return { stakes, claims, problem, onlyAtLeast, scale, open, takers, loose, maySpare };
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
function partsOf(stake: Stake, takers: readonly Contract[], scale: Dec): (readonly [by: Taker, parts: readonly Part[]])[] {
  if (stake.as === 'whole') return [[undefined, [[undefined, scaled(stake.value, scale)]]]];
  if (stake.as === 'contract') {
    const flows = stake.contracts.flatMap((c) => c.flows);
    return [[undefined, flows.map(({ award, row }): Part => [award, worth(award, award.rows[row]?.span ?? NOTHING, scale)])]];
  }
  const { award, row } = stake;
  const bases = basesOf(award);
  const sharesCap = bases.filter((b) => !b.hi.isZero()).length > 1;
  if (takers.length === 0 && !sharesCap) return [[undefined, [[undefined, scaled(award.exact, scale)]]]];
  return piecesOf(bases[row] as Span, takers).map(([by, span]) => [by, [[award, worth(award, span, scale)]]]);
}

/** What a choice pays, exact until the one rounding of each payable amount. */
export function payoutsOf(contest: Contest, chosen: ReadonlySet<number>): Payout[] {
  const { claims, takers } = contest;
  const on = new Set<Stake>();
  claims.forEach(({ stake }, i) => void (chosen.has(i) && on.add(stake)));
  const taken = new Set<Contract>();
  for (const s of on) if (s.as === 'contract') for (const c of s.contracts) taken.add(c);
  const out: Payout[] = [];
  const rows = new Map<Award, { row: number; base: Span }[]>();
  const put = (award: Award, row: number, base: Span): number => listUnder(rows, award).push({ row, base });
  for (const s of on) {
    if (s.as === 'whole') out.push(wholePayout(s));
    else if (s.as === 'contract') for (const c of s.contracts) for (const { award, row } of c.flows) put(award, row, award.rows[row]?.span ?? NOTHING);
    else {
      const all = takers.get(s.inputs[0]) ?? [];
      put(s.award, s.row, baseWithout(basesOf(s.award)[s.row] as Span, all, all.filter((c) => taken.has(c))));
    }
  }
  for (const [award, own] of rows) out.push({ awards: [award], span: paidOn(award, sum(own.map((r) => r.base))), rows: own });
  return out.filter((p) => !p.span.hi.isZero());
}

/** A payable that is given for its subject as a whole: one award, or the parts of one payable. */
export const wholePayout = (s: Extract<Stake, { as: 'whole' }>): Payout =>
  ({ awards: s.awards, span: s.awards.length === 1 ? (s.awards[0] as Award).amount : s.value });
