import type { IndexedProblem } from '../constraints/no-double-dipping/units.js';
import { type Context, excludes } from '../core/context.js';
import { type Dec, ONE } from '../core/decimal.js';
import { listUnder, sorted, unionFind } from '../core/groups.js';
import type { Rules } from '../core/policy.js';
import { NOTHING, type Span, isCertain, sum } from '../core/span.js';
import { type Contract, type Stake, baseWithout, basesOf, capOf, divisorsOf, piecesOf, scaled, worth } from './claims.js';
import type { Award } from './determine.js';
import { paidOn } from '../core/measure.js';

/**
 * Awards that contend for inputs, in groups that have nothing to do with each other: what competes in
 * each as a problem for the solver, and what a choice of it pays.
 */

/** One alternative of the problem: a stake, or a piece of its base. */
export interface Claim {
  readonly stake: number;
  /** The contract whose piece it is; `open` for what contracts of unknown part may have, `all` for what any contract takes away. */
  readonly piece?: Contract | 'open' | 'all' | undefined;
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
 * Two stakes that exclude each other, by their places; in a part only, where one is a contract that takes its own part of
 * the other. Open, where a row may turn out not to count, and then stands in nobody's way.
 */
interface Conflict {
  readonly a: number;
  readonly b: number;
  readonly inPart: boolean;
  readonly isOpen: boolean;
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
      const other = byAward.get(award);
      if (other === undefined) byAward.set(award, i);
      else join(other, i);
    }
  });
  const contended = new Set(conflicts.map(({ a }) => find(a)));
  const groups = new Map<number, { readonly stakes: Stake[]; readonly conflicts: Conflict[] }>();
  const place: number[] = [];
  stakes.forEach((stake, i) => {
    const root = find(i);
    if (!contended.has(root)) return;
    const group = groups.get(root);
    if (group === undefined) groups.set(root, { stakes: [stake], conflicts: [] });
    place[i] = group === undefined ? 0 : group.stakes.push(stake) - 1;
  });
  for (const { a, b, inPart, isOpen } of conflicts) groups.get(find(a))?.conflicts.push({ a: place[a] as number, b: place[b] as number, inPart, isOpen });
  return [...groups.values()].map((group) => contestOf(group.stakes, group.conflicts));
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
    const all = onInput.get(input);
    const own = all?.find((s) => s.code === code && s.isFar === isFar);
    if (own !== undefined) own.stakes.push(i);
    else if (all !== undefined) all.push({ code, isFar, stakes: [i] });
    else onInput.set(input, [{ code, isFar, stakes: [i] }]);
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
        one.stakes.forEach((a, x) => one.stakes.slice(x + 1).forEach((b) => out.push({ a, b, inPart: false, isOpen: false })));
      }
      for (let l = k + 1; l < all.length; l += 1) {
        const other = all[l] as Standing;
        if (one.code === other.code || !excludes(context, one.code, other.code)) continue;
        const isFar = one.isFar || other.isFar;
        for (const a of one.stakes) {
          for (const b of other.stakes) {
            const isContract = kindOf(a) === 'contract' || kindOf(b) === 'contract';
            if (isFar && isContract) continue;
            const inPart = byPart && isContract && (kindOf(a) === 'base' || kindOf(b) === 'base');
            if (inPart && (takesNothing(stakes, a) || takesNothing(stakes, b))) continue;
            const isOpen = isOpenOn(a, input, one.isFar) || isOpenOn(b, input, other.isFar);
            out.push({ a, b, inPart, isOpen });
          }
        }
      }
    });
  }
  return out;
}

/** Whether an award may turn out not to be given for an input, because the row on it may not count. */
const maySpare = ({ inputs, rows }: Award, input: number): boolean => rows.some((row, r) => row.status === 'undetermined' && inputs[r] === input);

function contestOf(stakes: readonly Stake[], conflicts: readonly Conflict[]): Contest {
  const takers = new Map<number, Contract[]>();
  const divided = new Map<Stake, readonly Contract[]>();
  const inPart = conflicts.filter((c) => c.inPart).map(({ a, b }) => ((stakes[a] as Stake).as === 'contract' ? [a, b] as const : [b, a] as const));
  for (const [c, b] of inPart) {
    const contract = contractAt(stakes, c);
    const own = listUnder(takers, contract.input);
    if (!own.includes(contract)) own.push(contract);
    divided.set(stakes[b] as Stake, own);
  }
  const scale = scaleOf(stakes);
  const build = new Builder(scale);
  const onBase = new Map<Award, number>();
  for (const s of stakes) if (s.as === 'base') onBase.set(s.award, (onBase.get(s.award) ?? 0) + 1);
  const claimsOf = stakes.map((stake, i) => build.addStake(stake, i, divided.get(stake) ?? [], onBase));
  const onlyAtLeast: [number, number][] = [];
  const hasOpen = conflicts.some((c) => c.isOpen);
  const settled = new Set(hasOpen ? conflicts.flatMap((c) => (c.isOpen || c.inPart ? [] : [c.a * stakes.length + c.b])) : []);
  for (const { a, b, inPart: isPart, isOpen } of conflicts) {
    if (isPart) continue;
    const isSettled = !isOpen || settled.has(a * stakes.length + b);
    for (const x of claimsOf[a] as number[]) for (const y of claimsOf[b] as number[]) if (isSettled) build.exclude(x, y); else onlyAtLeast.push([x, y]);
  }
  for (const [c, b] of inPart) {
    const contract = contractAt(stakes, c);
    const claim = (claimsOf[c] as number[])[0] as number;
    for (const piece of claimsOf[b] as number[]) {
      const { piece: of } = build.claims[piece] as Claim;
      if (of === contract || of === 'all') build.exclude(claim, piece);
      else if (of === 'open' && contract.open) onlyAtLeast.push([claim, piece]);
    }
  }
  for (const [a, b] of onlyAtLeast) build.exclude(a, b);
  const loose = hasOpen || [...takers.values()].some((own) => own.filter((c) => c.open).length > 1);
  return { stakes, claims: build.claims, problem: build.problem(), onlyAtLeast, scale, open: build.open || onlyAtLeast.length > 0, takers, loose, maySpare: hasOpen };
}

/** Whether a stake is a contract with no part of the base of others, which then stands in nobody's way. */
const takesNothing = (stakes: readonly Stake[], i: number): boolean => stakes[i]?.as === 'contract' && contractAt(stakes, i).takes.hi.isZero();

const contractAt = (stakes: readonly Stake[], i: number): Contract => (stakes[i] as Extract<Stake, { as: 'contract' }>).contracts[0] as Contract;

function scaleOf(stakes: readonly Stake[]): Dec {
  let factors: Map<string, Dec> | undefined;
  for (const stake of stakes) {
    if (stake.as === 'whole') continue;
    for (const award of stake.awards) for (const d of divisorsOf(award)) (factors ??= new Map()).set(d.toFixed(), d);
  }
  return factors === undefined ? ONE : [...factors.values()].reduce((scale, d) => scale.times(d));
}

/** Collects claims, pools and exclusions. */
class Builder {
  readonly claims: Claim[] = [];
  open = false;
  readonly #parts: { pool: number; lo: Dec; hi: Dec }[][] = [];
  readonly #caps: Dec[] = [];
  readonly #pools = new Map<Award, number>();
  readonly #neighbours: number[][] = [];
  readonly #scale: Dec;

  constructor(scale: Dec) {
    this.#scale = scale;
  }

  /**
   * The claims of a stake: one, or one for each piece of its base that a contract may take.
   *
   * @param onBase how many stakes on its base share the cap of an award
   */
  addStake(stake: Stake, i: number, takers: readonly Contract[], onBase: ReadonlyMap<Award, number>): number[] {
    if (stake.as === 'whole') return [this.#add({ stake: i }, [this.#part(-1, scaled(stake.value, this.#scale))])];
    if (stake.as === 'contract') {
      const flows = stake.contracts.flatMap((c) => c.flows);
      return [this.#add({ stake: i }, flows.map(({ award, row }) => this.#part(this.#pool(award), worth(award, award.rows[row]?.span ?? NOTHING, this.#scale))))];
    }
    const { award, row } = stake;
    const base = basesOf(award)[row] as Span;
    if (takers.length === 0 && onBase.get(award) === 1) return [this.#add({ stake: i }, [this.#part(-1, scaled(award.exact, this.#scale))])];
    const { rest, open, own, over } = piecesOf(base, takers);
    const pool = this.#pool(award);
    const piece = (of: Claim['piece'], span: Span): number => this.#add({ stake: i, piece: of }, [this.#part(pool, worth(award, span, this.#scale))]);
    const ids = [piece(over ? 'all' : undefined, rest)];
    if (open !== undefined) ids.push(piece('open', open));
    for (const { contract, span } of own) ids.push(piece(contract, span));
    return ids;
  }

  exclude(a: number, b: number): void {
    this.#neighbours[a]?.push(b);
    this.#neighbours[b]?.push(a);
  }

  problem(): IndexedProblem {
    // Two claims may exclude each other on several inputs.
    const neighbours = this.#neighbours.map((of) => sorted(of, (a, b) => a - b).filter((j, k, all) => j !== all[k - 1]));
    return { claims: this.#parts.map((parts) => ({ parts })), caps: this.#caps, neighbours };
  }

  #add(claim: Claim, parts: { pool: number; lo: Dec; hi: Dec }[]): number {
    this.#parts.push(parts);
    this.#neighbours.push([]);
    return this.claims.push(claim) - 1;
  }

  #part(pool: number, span: Span): { pool: number; lo: Dec; hi: Dec } {
    if (!isCertain(span)) this.open = true;
    return { pool, lo: span.lo, hi: span.hi };
  }

  /** The pool of an award's cap. */
  #pool(award: Award): number {
    const known = this.#pools.get(award);
    if (known !== undefined) return known;
    const n = this.#caps.push(capOf(award, this.#scale)) - 1;
    this.#pools.set(award, n);
    return n;
  }
}

/** What a choice pays, exact until the one rounding of each payable amount. */
export function payoutsOf(contest: Contest, chosen: ReadonlySet<number>): Payout[] {
  const { stakes, claims, takers } = contest;
  const on: Stake[] = [];
  const taken = new Set<Contract>();
  claims.forEach((claim, i) => {
    const s = stakes[claim.stake] as Stake;
    // The pieces of a base follow each other.
    if (!chosen.has(i) || on[on.length - 1] === s) return;
    on.push(s);
    if (s.as === 'contract') for (const c of s.contracts) taken.add(c);
  });
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
