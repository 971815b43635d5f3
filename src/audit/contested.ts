import { choose } from '../assess/choose.js';
import type { Chosen, Settled } from '../assess/chosen.js';
import { claimedBy } from '../assess/claims.js';
import { type Contest, type Payout, payoutsOf } from '../assess/contest.js';
import type { Award as Due } from '../assess/determine.js';
import { maximalSets } from '../assess/winners.js';
import { type Dec, MAX_MONEY, ZERO, added, minOf, upToFen } from '../core/decimal.js';
import { onBase } from '../core/formula.js';
import { byKey, remembered, sorted } from '../core/groups.js';
import type { Span } from '../core/span.js';
import { type Standing, finalOf } from './account.js';
import type { Sources } from './causes.js';

/**
 * What was paid on one input against what the highest award on it gives.
 *
 * A lawful combination gives places: what each award of it comes to. Money paid on an award fills the
 * place of that award and stays there; where there is none, or it is full, it takes the place of an
 * award that excludes it: the lower one that was paid first counts towards the higher. What finds no
 * place is too much. Of all lawful combinations the one counts that leaves least without a place.
 *
 * Worked example: 100,000 on a reward and 1,900,000 on a subsidy of 2,000,000 for one investment. The
 * subsidy alone is lawful; its place takes both sums. With 2,000,000 paid on it, 100,000 is left.
 */

/** The account of an award with what counts of it: what was paid and does not exceed the award by itself. */
export interface Held extends Standing {
  readonly due: Due;
  readonly paid: Dec;
  /** What of it may have been advanced before it was due, for all that is known. */
  readonly early: Dec;
  /** What finds no place. */
  readonly left: Dec;
}

/** Awards that have to do with each other, and how their money fits a lawful combination of them. */
export interface Group {
  readonly held: readonly Held[];
  /** The places with what they hold in the end. */
  readonly places: readonly { readonly awards: readonly Due[]; readonly most: Span; readonly filled: Dec }[];
  /** Whether money that was paid on the one award may take the place of the other. */
  readonly meets: (a: Due, b: Due) => boolean;
  readonly proven: boolean;
  /** Awards that nobody was paid on had to be taken into account. */
  readonly byUnpaid: boolean;
  /** Its money as it fits without them, while facts of theirs are open. */
  readonly without: readonly Group[];
  /** What some lawful combination brings whatever the open facts turn out to be, though these places may not. */
  readonly least: Dec;
  /** What the best of them brings while it is open which that is; no more than the places where it is not. */
  readonly most: Dec;
}

export const leftIn = ({ held }: Group): Dec => added(held.map((h) => h.left));
/** What was paid and finds a place. */
export const keptIn = (group: Group): Dec => added(group.held.map((h) => h.paid)).minus(leftIn(group));
/** What was paid, by the award or the payable that it is a part of: one that comes to nothing has no place of its own. */
type ByPlace = ReadonlyMap<unknown, readonly Held[]>;
export type Use = ReturnType<typeof useOf>;

/** Fits everything that was paid into lawful combinations; `all` is the best of all awards of the case, paid or not. */
export function useOf(held: readonly Held[], { awards, context, budget }: Sources) {
  // Parts of one payable share its place, paid or not.
  const byPlace = byKey(held, (h) => placeOf(h.due));
  const elected = awards.filter((a) => byPlace.has(placeOf(a)));
  const options = { budget, runnerUp: false, ranges: false } as const;
  let best: Chosen | undefined;
  const all = (): Chosen => (best ??= choose(claimedBy(awards, context.policy), context, options));
  const own = choose(claimedBy(elected, context.policy), context, options);
  const contended = new Set(own.contests.flatMap(({ contest }) => contest.stakes.flatMap((s) => s.awards)));
  const free = own.payouts.filter((p) => !p.awards.some((a) => contended.has(a)));
  const groups = [
    ...own.contests.map((settled) => bestFit(settled, byPlace)),
    ...free.map((payout) => fit(heldOf(payout.awards, byPlace), [payout], inBundle)),
  ];
  return { groups: withUnpaid(groups, all, byPlace), all, proven: own.optimal };
}

const bundleOf = ({ measure: { uses }, inputs }: Due): string | undefined => uses?.bundle && `${uses.bundle} ${inputs.join()}`;
const placeOf = (due: Due): unknown => bundleOf(due) ?? due;
/** Parts of one payable. */
export const inBundle = (a: Due, b: Due): boolean => placeOf(a) === placeOf(b);
const byPlaceIn = remembered(({ awards }: Sources) => byKey(awards, placeOf));
/** An award with the other parts of its payable. */
export const partsWith = (due: Due, s: Sources): readonly Due[] => byPlaceIn(s).get(placeOf(due)) ?? [];
const heldOf = (awards: readonly Due[], byPlace: ByPlace): readonly Held[] =>
  sorted([...new Set(awards.map(placeOf))].flatMap((place) => byPlace.get(place) ?? []), (a, b) => a.due.index - b.due.index);
const contenders = ({ stakes }: Contest): Due[] => [...new Set(stakes.flatMap((s) => s.awards))];

/** The combination of a contest that leaves least without a place. */
function bestFit({ contest, payouts, range, optimal }: Settled, byPlace: ByPlace): Group {
  const members = heldOf(contenders(contest), byPlace);
  const meets = meetingsOf(contest);
  // The choice at the least amounts.
  let best: Group = { ...fit(members, payouts, meets), most: contest.open ? range.hi : ZERO };
  if (leftIn(best).isZero()) return best;
  const least = best.places.every((p) => p.awards.length === 1) ? added(best.places.map((p) => p.most.lo)) : ZERO;
  const sets = maximalSets(contest);
  for (const other of (sets ?? []).map((set) => fit(members, payoutsOf(contest, set), meets))) {
    if (leftIn(other).cmp(leftIn(best)) < 0) best = { ...other, most: best.most };
  }
  // No combination has places for more than the best total.
  const over = added(members.map((h) => h.paid)).minus(range.hi);
  return { ...best, least, proven: sets !== undefined || leftIn(best).isZero() || (optimal && leftIn(best).cmp(over) <= 0) };
}

/** Which awards of a contest exclude each other somewhere. */
function meetingsOf({ problem, claims }: Contest): Group['meets'] {
  const known = new Map<Due, Set<Due>>();
  const claimants = claims.map(({ stake }) => stake.awards);
  problem.neighbours.forEach((others, i) => {
    const rivals = others.flatMap((j) => claimants[j] as readonly Due[]);
    for (const a of claimants[i] as readonly Due[]) for (const b of rivals) known.set(a, (known.get(a) ?? new Set()).add(b));
  });
  return (a, b) => known.get(a)?.has(b) === true || inBundle(a, b);
}

/** Where paid awards alone leave money without a place, the highest award on the input may be one that is not paid yet. */
function withUnpaid(groups: readonly Group[], all: () => Chosen, byPlace: ByPlace): readonly Group[] {
  const out = new Set(groups);
  const groupOf = new Map(groups.flatMap((g) => g.held.map((h) => [h.due, g] as const)));
  for (const settled of groups.every((g) => leftIn(g).isZero()) ? [] : all().contests) {
    const own = [...new Set(contenders(settled.contest).flatMap((due) => groupOf.get(due) ?? []))];
    if (own.every((g) => leftIn(g).isZero())) continue;
    const wide = bestFit(settled, byPlace);
    if (leftIn(wide).cmp(added(own.map(leftIn))) >= 0) continue;
    for (const g of own) out.delete(g);
    out.add({ ...wide, byUnpaid: true, most: ZERO, without: settled.contest.open ? own : [] });
  }
  return [...out];
}

/** Where money counts: the inputs of an award, or one row of it, and no more than `most`. */
interface Part {
  readonly row: number | undefined;
  readonly inputs: readonly number[];
  readonly most: Dec;
}

/** What was paid on an award, or is left of it. */
interface Sum {
  readonly due: Due;
  readonly most: Dec;
  readonly parts: readonly Part[];
}

/** The parts of a sum or a place: row by row where the award has rows of its own. */
function partsOf(awards: readonly Due[], most: Dec, rows?: Payout['rows']): readonly Part[] {
  const [due] = awards as readonly [Due];
  const linear = due.valuation?.linear;
  if (linear === undefined || due.rows.length === 0) return [{ row: undefined, inputs: awards.flatMap((a) => a.inputs), most }];
  // What the award comes to by a row, not below what is paid on it.
  return (rows ?? due.rows.map((r, row) => ({ row, base: r.span }))).map(({ row, base }) =>
    ({ row, inputs: [due.inputs[row] as number], most: upToFen(onBase(linear, base).hi) }));
}

/** The most that fits: each sum into its own place, then what is left of it, input by input, into those of awards that exclude it. */
function fit(held: readonly Held[], payouts: readonly Payout[], meets: Group['meets']): Group {
  const net = new Network();
  const places = payouts.map(({ awards, span, rows }) => {
    const [only] = awards as readonly [Due];
    const most = finalOf(only, span, held.find((h) => h.due === only)?.received ?? ZERO);
    return { awards, most, parts: partsOf(awards, most.hi, rows) };
  });
  for (const place of places) {
    net.open(place, SINK, place.most.hi);
    for (const part of place.parts) net.open(part, place, part.most);
  }
  /** Sends sums where they may go; gives what is left of them. What was sent before stays in its place, though perhaps on another row. */
  const send = (sums: readonly Sum[], mayGo: (due: Due, part: Part, place: (typeof places)[number], to: Part) => boolean): readonly Sum[] => {
    for (const sum of sums) {
      net.open(SOURCE, sum, sum.most);
      for (const part of sum.parts) {
        net.open(sum, part, part.most);
        for (const place of places) for (const to of place.parts) if (mayGo(sum.due, part, place, to)) net.open(part, to, sum.most);
      }
    }
    net.fill();
    return sums.map((sum) => ({ ...sum, most: net.close(SOURCE, sum), parts: sum.parts.map((part) => ({ ...part, most: net.room(sum, part) })) }));
  };
  const paid = held.map(({ due, paid: most }): Sum => ({ due, most, parts: partsOf([due], most) }));
  const rest = send(paid, (due, part, { awards }, to) => awards.includes(due) && part.row === to.row);
  const left = send(rest, (due, part, { awards }, to) => !awards.includes(due) && awards.some((b) => meets(due, b)) && to.inputs.some((i) => part.inputs.includes(i)));
  return {
    meets, proven: true, byUnpaid: false, without: [], least: ZERO, most: ZERO,
    held: held.map((h, i) => ({ ...h, left: (left[i] as Sum).most })),
    places: places.map((place) => ({ ...place, filled: net.room(SINK, place) })),
  };
}

const SOURCE = {};
const SINK = {};
/** Ways with room for money from the source to the sink. */
class Network {
  readonly #room = new Map<object, Map<object, Dec>>();

  /** What may still go from one to the other; the way back has room for what came. */
  room(from: object, to: object): Dec {
    return this.#room.get(from)?.get(to) ?? ZERO;
  }

  open(from: object, to: object, room: Dec): void {
    for (const [a, b, more] of [[from, to, room], [to, from, ZERO]] as const) {
      this.#room.set(a, (this.#room.get(a) ?? new Map<object, Dec>()).set(b, this.room(a, b).plus(more)));
    }
  }

  /** Nothing more goes this way; gives what it had room for. */
  close(from: object, to: object): Dec {
    const room = this.room(from, to);
    this.open(from, to, room.neg());
    return room;
  }

  fill(): void {
    while (!this.#send(SOURCE, MAX_MONEY, new Set()).isZero());
  }

  /** Sends up to so much on along one way, not twice past one place; gives what arrived. */
  #send(at: object, most: Dec, seen: Set<object>): Dec {
    if (at === SINK) return most;
    seen.add(at);
    for (const [to, room] of this.#room.get(at) ?? []) {
      const sent = seen.has(to) || room.isZero() ? ZERO : this.#send(to, minOf(most, room), seen);
      if (sent.isZero()) continue;
      this.open(at, to, sent.neg());
      this.open(to, at, sent);
      return sent;
    }
    return ZERO;
  }
}
