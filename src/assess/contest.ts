import type { IndexedProblem } from '../constraints/no-double-dipping/solve.js';
import { type Context, excludes } from '../core/context.js';
import { type Dec, Dec as Decimal } from '../core/decimal.js';
import { listUnder, unionFind } from '../core/groups.js';
import { NOTHING, type Span, isCertain, sum } from '../core/span.js';
import { type Contract, type Stake, awardsOf, baseWithout, basesOf, capOf, divisorsOf, piecesOf, scaled, worth } from './claims.js';
import { type Award } from './determine.js';
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
  /** Pairs that exclude each other only while a contract may have all of what nobody states to be another's. */
  readonly onlyAtLeast: readonly (readonly [number, number])[];
  readonly scale: Dec;
  /** Whether some amount is open. */
  readonly open: boolean;
  /** The contracts that take a part of the base on each input. */
  readonly takers: ReadonlyMap<number, readonly Contract[]>;
  /** Several contracts of unknown part on one input: together they cannot have more than there is, which the least total does not know. */
  readonly loose: boolean;
}

/** Money of one payable: awards that are paid together, or one award on the rows that were chosen. */
export interface Payout {
  readonly awards: readonly Award[];
  readonly span: Span;
  /** The chosen rows with the base that each brings, where the award has rows. */
  readonly rows?: readonly { readonly row: number; readonly base: Span }[];
}

/** Which stakes exclude each other: lists by stake, and pairs that meet in a part only. */
interface Conflicts {
  readonly whole: readonly (readonly [number, number])[];
  readonly part: readonly (readonly [number, number])[];
}

export function contestsOf(stakes: readonly Stake[], context: Context): Contest[] {
  const conflicts = conflictsOf(stakes, context);
  if (conflicts.whole.length === 0 && conflicts.part.length === 0) return [];
  const groupOf = unionFind(stakes.length);
  for (const [a, b] of [...conflicts.whole, ...conflicts.part]) groupOf.join(a, b);
  const contended = new Set([...conflicts.whole, ...conflicts.part].flat().map(groupOf.find));
  // A cap that stakes share couples their choices.
  const byAward = new Map<Award, number>();
  stakes.forEach((stake, i) => {
    if (stake.as === 'whole') return;
    for (const award of awardsOf(stake)) {
      const other = byAward.get(award);
      if (other === undefined) byAward.set(award, i);
      else groupOf.join(other, i);
    }
  });
  const groups = new Map<number, number[]>();
  const roots = new Set([...contended].map(groupOf.find));
  stakes.forEach((_stake, i) => {
    const root = groupOf.find(i);
    if (roots.has(root)) listUnder(groups, root).push(i);
  });
  const place = new Map<number, { readonly group: number; readonly at: number }>();
  [...groups.values()].forEach((own, group) => own.forEach((i, at) => place.set(i, { group, at })));
  const pairs = [...groups.values()].map((): { whole: [number, number][]; part: [number, number][] } => ({ whole: [], part: [] }));
  for (const kind of ['whole', 'part'] as const) {
    for (const [a, b] of conflicts[kind]) {
      const { group, at } = place.get(a) as { group: number; at: number };
      pairs[group]?.[kind].push([at, place.get(b)?.at as number]);
    }
  }
  return [...groups.values()].map((own, g) => contestOf(own.map((i) => stakes[i] as Stake), pairs[g] as Conflicts));
}

/** The pairs of stakes on one input that the pair table does not let stand together. */
function conflictsOf(stakes: readonly Stake[], context: Context): Conflicts {
  const byPart = context.policy.overlap.byPart(context.readings);
  const onInput = new Map<number, Map<string, number[]>>();
  const note = (input: number, code: string, i: number): void => {
    let codes = onInput.get(input);
    if (codes === undefined) onInput.set(input, (codes = new Map()));
    listUnder(codes, code).push(i);
  };
  stakes.forEach((s, i) => {
    for (const input of s.inputs) note(input, s.code, i);
    // Where all rows are chosen together, what is given for one of them stands against all.
    if (s.as === 'base') for (const input of s.together) if (input !== s.inputs[0]) note(input, `${s.code}+`, i);
  });
  const whole: [number, number][] = [];
  const part: [number, number][] = [];
  for (const codes of onInput.values()) {
    if (codes.size < 2 && [...codes.values()].every((own) => own.length < 2)) continue;
    const entries = [...codes];
    entries.forEach(([code, own], k) => {
      // One input is measured by one award of a measure.
      if (!code.endsWith('+') && stakes[own[0] as number]?.as === 'base') own.forEach((a, x) => own.slice(x + 1).forEach((b) => whole.push([a, b])));
      for (const [other, theirs] of entries.slice(k + 1)) {
        const far = code.endsWith('+') || other.endsWith('+');
        const [a, b] = [code.replace('+', ''), other.replace('+', '')];
        if (a === b || !excludes(context, a, b)) continue;
        for (const i of own) {
          for (const j of theirs) {
            const [s, t] = [stakes[i] as Stake, stakes[j] as Stake];
            const taken = byPart && ((s.as === 'contract' && t.as === 'base') || (s.as === 'base' && t.as === 'contract'));
            if (far && (s.as === 'contract' || t.as === 'contract')) continue;
            (taken ? part : whole).push([i, j]);
          }
        }
      }
    });
  }
  return { whole, part };
}

function contestOf(stakes: readonly Stake[], conflicts: Conflicts): Contest {
  const takers = new Map<number, Set<Contract>>();
  const divided = new Set<Stake>();
  for (const pair of conflicts.part) {
    const [c, b] = pair.map((i) => stakes[i] as Stake).sort((x) => (x.as === 'contract' ? -1 : 1)) as [Extract<Stake, { as: 'contract' }>, Stake];
    const own = takers.get(c.inputs[0]) ?? new Set();
    takers.set(c.inputs[0], own.add(c.contracts[0] as Contract));
    divided.add(b);
  }
  const scale = scaleOf(stakes);
  const build = new Builder(scale);
  const onBase = new Map<Award, number>();
  for (const s of stakes) if (s.as === 'base') onBase.set(s.award, (onBase.get(s.award) ?? 0) + 1);
  const takersOf = new Map([...takers].map(([input, own]) => [input, [...own]]));
  const claimsOf = stakes.map((stake, i) => {
    const own = stake.as === 'base' && divided.has(stake) ? takersOf.get(stake.inputs[0]) ?? [] : [];
    return build.addStake(stake, i, own, stake.as === 'base' && onBase.get(stake.award) === 1);
  });
  for (const [i, j] of conflicts.whole) for (const a of claimsOf[i] as number[]) for (const b of claimsOf[j] as number[]) build.exclude(a, b);
  const onlyAtLeast: [number, number][] = [];
  for (const [i, j] of conflicts.part) {
    const [c, b] = (stakes[i] as Stake).as === 'contract' ? [i, j] : [j, i];
    const contract = (stakes[c] as Extract<Stake, { as: 'contract' }>).contracts[0] as Contract;
    const claim = (claimsOf[c] as number[])[0] as number;
    for (const piece of claimsOf[b] as number[]) {
      const { piece: of } = build.claims[piece] as Claim;
      if (of === contract || of === 'all') build.exclude(claim, piece);
      else if (of === 'open' && contract.open) onlyAtLeast.push([claim, piece]);
    }
  }
  for (const [a, b] of onlyAtLeast) build.exclude(a, b);
  const loose = [...takersOf.values()].some((own) => own.filter((c) => c.open).length > 1);
  return { stakes, claims: build.claims, problem: build.problem(), onlyAtLeast, scale, open: build.open || onlyAtLeast.length > 0, takers: takersOf, loose };
}

function scaleOf(stakes: readonly Stake[]): Dec {
  const factors = new Map<string, Dec>();
  for (const stake of stakes) {
    if (stake.as === 'whole') continue;
    for (const award of awardsOf(stake)) for (const d of divisorsOf(award)) factors.set(d.toFixed(), d);
  }
  let scale: Dec = new Decimal(1);
  for (const d of factors.values()) scale = scale.times(d);
  return scale;
}

/** Collects claims, pools and exclusions. */
class Builder {
  readonly claims: Claim[] = [];
  open = false;
  readonly #parts: { pool: number; lo: Dec; hi: Dec }[][] = [];
  readonly #caps: Dec[] = [];
  readonly #pools = new Map<Award, number>();
  readonly #neighbours: Set<number>[] = [];
  readonly #scale: Dec;

  constructor(scale: Dec) {
    this.#scale = scale;
  }

  /**
   * The claims of a stake: one, or one for each piece of its base that a contract may take.
   *
   * @param isOnly whether no other stake shares the cap of its award
   */
  addStake(stake: Stake, i: number, takers: readonly Contract[], isOnly: boolean): number[] {
    if (stake.as === 'whole') return [this.#add({ stake: i }, [this.#part(-1, scaled(stake.value, this.#scale))])];
    if (stake.as === 'contract') {
      const flows = stake.contracts.flatMap((c) => c.flows);
      return [this.#add({ stake: i }, flows.map(({ award, row }) => this.#part(this.#pool(award), worth(award, award.rows[row]?.span ?? NOTHING, this.#scale))))];
    }
    const { award, row } = stake;
    const base = basesOf(award)[row] as Span;
    if (takers.length === 0 && isOnly) return [this.#add({ stake: i }, [this.#part(-1, scaled(award.exact, this.#scale))])];
    const { rest, open, own, over } = piecesOf(base, takers);
    const pool = this.#pool(award);
    const piece = (of: Claim['piece'], span: Span): number => this.#add({ stake: i, piece: of }, [this.#part(pool, worth(award, span, this.#scale))]);
    const ids = [piece(over ? 'all' : undefined, rest)];
    if (open !== undefined) ids.push(piece('open', open));
    for (const { contract, span } of own) ids.push(piece(contract, span));
    return ids;
  }

  exclude(a: number, b: number): void {
    if (a === b) return;
    this.#neighbours[a]?.add(b);
    this.#neighbours[b]?.add(a);
  }

  problem(): IndexedProblem {
    return { claims: this.#parts.map((parts) => ({ parts })), caps: this.#caps, neighbours: this.#neighbours.map((of) => [...of].sort((a, b) => a - b)) };
  }

  #add(claim: Claim, parts: { pool: number; lo: Dec; hi: Dec }[]): number {
    this.#parts.push(parts);
    this.#neighbours.push(new Set());
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
  const on = new Set<number>();
  claims.forEach((claim, i) => {
    if (chosen.has(i)) on.add(claim.stake);
  });
  const taken = new Set<Contract>();
  for (const i of on) {
    const s = stakes[i] as Stake;
    if (s.as === 'contract') for (const c of s.contracts) taken.add(c);
  }
  const out: Payout[] = [];
  const rows = new Map<Award, { row: number; base: Span }[]>();
  const put = (award: Award, row: number, base: Span): number => listUnder(rows, award).push({ row, base });
  for (const i of on) {
    const s = stakes[i] as Stake;
    if (s.as === 'whole') out.push(wholePayout(s));
    else if (s.as === 'contract') for (const { award, row } of s.contracts.flatMap((c) => c.flows)) put(award, row, award.rows[row]?.span ?? NOTHING);
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
