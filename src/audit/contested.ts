import { type Budget, type Chosen, type Settled, choose } from '../assess/choose.js';
import { awardsOf } from '../assess/claims.js';
import { type Contest, type Payout, payoutsOf } from '../assess/contest.js';
import type { Award as Due } from '../assess/determine.js';
import { maximalSets } from '../assess/winners.js';
import { type IndexedProblem, prepare } from '../constraints/no-double-dipping/solve.js';
import type { Context } from '../core/context.js';
import { type Dec, ZERO, minOf, upToFen } from '../core/decimal.js';
import { type Linear, onBase } from '../core/formula.js';
import { type Span, exactly } from '../core/span.js';
import { finalOf } from './account.js';

/**
 * What was paid on one input against what the highest award on it gives.
 *
 * A lawful combination gives places: what each award of it comes to. Money paid on an award fills the
 * place of that award, and where there is none, or it is full, the place of an award that excludes it:
 * the lower one that was paid first counts towards the higher. What finds no place is too much. Of all
 * lawful combinations the one counts that leaves least without a place.
 *
 * Worked example: 100,000 on a reward and 1,900,000 on a subsidy of 2,000,000 for one investment. The
 * subsidy alone is lawful; its place takes both sums. With 2,000,000 paid on it, 100,000 is left.
 */

/** What counts of an award: what was paid and does not exceed the award by itself. */
export interface Held {
  readonly due: Due;
  readonly paid: Dec;
  readonly advances: Dec;
}

/** A place with what it holds in the end. */
export interface Place {
  readonly awards: readonly Due[];
  readonly most: Span;
  readonly filled: Dec;
}

/** Awards that have to do with each other, and how their money fits a lawful combination. */
export interface Group {
  readonly held: readonly Held[];
  readonly places: readonly Place[];
  /** What finds no place, by the position of the award. */
  readonly left: ReadonlyMap<number, Dec>;
  /** The awards whose places an award's money may take. */
  readonly meets: (a: Due, b: Due) => boolean;
  readonly proven: boolean;
  /** Awards that nobody was paid on had to be taken into account. */
  readonly byUnpaid: boolean;
}

const leftIn = ({ left }: Pick<Group, 'left'>): Dec => [...left.values()].reduce<Dec>((s, a) => s.plus(a), ZERO);

export interface Use {
  readonly groups: readonly Group[];
  /** The best of all awards of the case, paid or not. */
  readonly all: () => Chosen;
  readonly proven: boolean;
}

/** Fits everything that was paid into lawful combinations. */
export function useOf(held: readonly Held[], awards: readonly Due[], context: Context, budget: Budget): Use {
  const paid = new Set(held.map((h) => h.due.index));
  const bundles = new Set(held.flatMap((h) => bundleOf(h.due) ?? []));
  for (const a of awards) if (bundles.has(bundleOf(a) ?? '')) paid.add(a.index);
  const options = { budget, runnerUp: false, ranges: false } as const;
  let best: Chosen | undefined;
  const all = (): Chosen => (best ??= choose(awards, context, options));
  const own = choose(awards, context, { ...options, elected: paid });
  const byIndex = new Map(held.map((h) => [h.due.index, h]));
  const groups: Group[] = [];
  const contended = new Set<number>();
  for (const settled of own.contests) {
    const { contest } = settled;
    const group = bestFit(settled, byIndex, budget);
    for (const a of contest.stakes.flatMap(awardsOf)) contended.add(a.index);
    if (group.held.length > 0) groups.push(group);
  }
  for (const payout of own.payouts) {
    if (payout.awards.some((a) => contended.has(a.index))) continue;
    const members = payout.awards.flatMap((a) => byIndex.get(a.index) ?? []);
    if (members.length > 0) groups.push({ ...fit(members, [payout], inBundle), meets: inBundle, proven: true, byUnpaid: false });
  }
  return { groups: withUnpaid(groups, all, byIndex, budget), all, proven: own.optimal };
}

const bundleOf = ({ measure: { uses }, inputs }: Due): string | undefined => (uses?.bundle === undefined ? undefined : `${uses.bundle} ${inputs.join()}`);

/** Parts of one payable. */
export const inBundle = (a: Due, b: Due): boolean => a === b || (bundleOf(a) !== undefined && bundleOf(a) === bundleOf(b));

/** The combination of a contest that leaves least without a place. */
function bestFit({ contest, payouts, most, optimal }: Settled, byIndex: ReadonlyMap<number, Held>, budget: Budget): Group {
  const members = [...new Set(contest.stakes.flatMap(awardsOf))].sort((a, b) => a.index - b.index).flatMap((a) => byIndex.get(a.index) ?? []);
  const meets = meetingsOf(contest);
  let best = fit(members, payouts, meets);
  const rest = (): Group => ({ ...best, meets, proven: true, byUnpaid: false });
  if (leftIn(best).isZero()) return rest();
  const sets = maximalSets(contest);
  for (const set of sets ?? [paidFirst(contest, byIndex, budget)]) {
    const other = fit(members, payoutsOf(contest, set), meets);
    if (leftIn(other).cmp(leftIn(best)) < 0) best = other;
    if (leftIn(best).isZero()) return rest();
  }
  // No combination has places for more than the best total.
  const least = members.reduce<Dec>((s, h) => s.plus(h.paid), ZERO).minus(most);
  return { ...rest(), proven: sets !== undefined || (optimal && leftIn(best).cmp(least) <= 0) };
}

/** The combination that keeps most of what was paid, each award counting no more than was paid on it. */
function paidFirst(contest: Contest, byIndex: ReadonlyMap<number, Held>, budget: Budget): ReadonlySet<number> {
  const { problem, stakes, claims, scale } = contest;
  const paidOn = (of: readonly Due[]): Dec => of.reduce<Dec>((s, a) => s.plus(byIndex.get(a.index)?.paid ?? ZERO), ZERO).times(scale);
  const caps: Dec[] = [...problem.caps];
  const held = problem.claims.map(({ parts }, i) => {
    const stake = stakes[(claims[i] as { stake: number }).stake] as (typeof stakes)[number];
    const of = awardsOf(stake);
    const flows = stake.as === 'contract' ? stake.contracts.flatMap((c) => c.flows) : [];
    return {
      parts: parts.map(({ pool, lo, hi }, k) => {
        const paid = paidOn(flows[k] === undefined ? of : [flows[k].award]);
        if (pool >= 0) caps[pool] = minOf(caps[pool] as Dec, paid);
        const most = minOf(hi, paid);
        return { pool, lo: lo === hi ? most : minOf(lo, most), hi: most };
      }),
    };
  });
  const clipped: IndexedProblem = { ...problem, claims: held, caps };
  const found = prepare(clipped)({ runnerUp: false, workLimit: budget.left });
  budget.left = Math.max(0, budget.left - found.work);
  return new Set(found.bestHigh);
}

function meetingsOf({ problem, stakes, claims }: Contest): Group['meets'] {
  const known = new Map<Due, Set<Due>>();
  const of = (i: number): readonly Due[] => awardsOf(stakes[(claims[i] as { stake: number }).stake] as (typeof stakes)[number]);
  problem.neighbours.forEach((others, i) => {
    for (const a of of(i)) {
      let met = known.get(a);
      if (met === undefined) known.set(a, (met = new Set()));
      for (const j of others) for (const b of of(j)) met.add(b);
    }
  });
  return (a, b) => known.get(a)?.has(b) === true || inBundle(a, b);
}

/** Where paid awards alone leave money without a place, the highest award on the input may be one that is not paid yet. */
function withUnpaid(groups: readonly Group[], all: () => Chosen, byIndex: ReadonlyMap<number, Held>, budget: Budget): Group[] {
  const out = [...groups];
  const short = out.filter((g) => !leftIn(g).isZero());
  if (short.length === 0) return out;
  for (const settled of all().contests) {
    const { contest } = settled;
    const within = new Set(contest.stakes.flatMap(awardsOf).map((a) => a.index));
    const own = out.filter((g) => g.held.some((h) => within.has(h.due.index)));
    if (!own.some((g) => short.includes(g))) continue;
    const wide = bestFit(settled, byIndex, budget);
    const before = own.reduce<Dec>((s, g) => s.plus(leftIn(g)), ZERO);
    if (leftIn(wide).cmp(before) >= 0) continue;
    out.splice(0, out.length, ...out.filter((g) => !own.includes(g)), { ...wide, byUnpaid: true });
  }
  return out;
}

/** What an award comes to by some of its rows, not below what is paid on them. */
const worthOn = ({ valuation }: Due, base: Span): Dec => upToFen(onBase(valuation?.linear as Linear, base).hi);

/** Where money counts: on the inputs of an award, row by row where it has rows of its own. */
interface Part {
  readonly awards: readonly Due[];
  readonly row: number | undefined;
  readonly inputs: readonly number[];
  /** No more than that. */
  readonly most: Dec;
}

const byRows = ({ measure: { uses }, valuation }: Due): boolean => uses !== undefined && uses.as !== 'whole' && valuation?.linear !== undefined;

function partsOf(awards: readonly Due[], most: Dec, rows?: Payout['rows']): Part[] {
  const [due] = awards as readonly [Due];
  if (!byRows(due) || due.rows.length === 0) return [{ awards, row: undefined, inputs: awards.flatMap((a) => a.inputs), most }];
  const own = rows ?? due.rows.map((r, row) => ({ row, base: r.span }));
  return own.map(({ row, base }) => ({ awards, row, inputs: [due.inputs[row] as number], most: worthOn(due, base) }));
}

/**
 * The most that fits: each sum into its own place first, then into those of awards that exclude it, input
 * by input, making room along the way where that helps.
 */
function fit(held: readonly Held[], payouts: readonly Payout[], meets: Group['meets']): Pick<Group, 'held' | 'places' | 'left'> {
  const net = new Network();
  const [source, sink] = [net.node(), net.node()];
  const places = payouts.map(({ awards, span, rows }) => {
    const [only] = awards as readonly [Due];
    const advances = held.find((h) => h.due === only)?.advances ?? ZERO;
    const most = awards.length === 1 ? finalOf(only, span, advances) : span;
    const node = net.node();
    const slots = partsOf(awards, most.hi, rows).map((part) => {
      const slot = net.node();
      net.edge(slot, node, part.most);
      return { ...part, slot };
    });
    return { awards, most, slots, drain: net.edge(node, sink, most.hi) };
  });
  const given = held.map(({ due, paid }) => {
    const node = net.node();
    const parts = partsOf([due], paid).map((part) => {
      const own = net.node();
      net.edge(node, own, part.most);
      return { ...part, node: own };
    });
    return { due, paid, parts, tap: net.edge(source, node, paid) };
  });
  for (const ownOnly of [true, false]) {
    for (const { due, paid, parts } of given) for (const { awards, slots } of places) {
      const own = awards.includes(due);
      if (own !== ownOnly || (!own && !awards.some((b) => meets(due, b)))) continue;
      for (const p of parts) for (const q of slots) {
        const fits = own ? p.row === q.row : q.inputs.some((i) => p.inputs.includes(i));
        if (fits) net.edge(p.node, q.slot, paid);
      }
    }
    net.fill(source, sink);
  }
  const left = given.flatMap(({ due, paid, tap }) => {
    const rest = paid.minus(net.used(tap));
    return rest.isZero() ? [] : [[due.index, rest] as const];
  });
  return { held, places: places.map(({ awards, most, drain }) => ({ awards, most, filled: net.used(drain) })), left: new Map(left) };
}

/** Ways with room for money, filled along the shortest ones. */
class Network {
  readonly #out: number[][] = [];
  readonly #to: number[] = [];
  /** What may still go along an edge; every edge is followed by its way back. */
  readonly #room: Dec[] = [];

  node(): number {
    return this.#out.push([]) - 1;
  }

  edge(from: number, to: number, room: Dec): number {
    const id = this.#to.push(to, from) - 2;
    this.#room.push(room, ZERO);
    this.#out[from]?.push(id);
    this.#out[to]?.push(id + 1);
    return id;
  }

  used(edge: number): Dec {
    return this.#room[edge + 1] as Dec;
  }

  fill(source: number, sink: number): void {
    for (let way = this.#way(source, sink); way !== undefined; way = this.#way(source, sink)) {
      const most = way.reduce<Dec>((least, e) => minOf(least, this.#room[e] as Dec), this.#room[way[0] as number] as Dec);
      for (const e of way) {
        this.#room[e] = (this.#room[e] as Dec).minus(most);
        this.#room[e ^ 1] = (this.#room[e ^ 1] as Dec).plus(most);
      }
    }
  }

  #way(source: number, sink: number): readonly number[] | undefined {
    const by = new Map<number, number>([[source, -1]]);
    const queue = [source];
    for (const at of queue) {
      for (const e of this.#out[at] as number[]) {
        const to = this.#to[e] as number;
        if (by.has(to) || (this.#room[e] as Dec).isZero()) continue;
        by.set(to, e);
        queue.push(to);
      }
    }
    if (!by.has(sink)) return undefined;
    const way: number[] = [];
    for (let e = by.get(sink) as number; e >= 0; e = by.get(this.#to[e ^ 1] as number) as number) way.push(e);
    return way;
  }
}

/** What the places of a group come to together. */
export const placesTotal = (places: readonly Place[]): Span =>
  places.reduce<Span>((s, p) => ({ lo: s.lo.plus(p.most.lo), hi: s.hi.plus(p.most.hi) }), exactly(ZERO));
