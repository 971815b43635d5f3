import type { Determined } from '../assessment/determine.js';
import { type Context, rounded, roundedSpan } from '../kernel/context.js';
import { type Dec, Dec as Decimal, ZERO, maxOf, minOf } from '../kernel/decimal.js';
import type { Evaluated } from '../kernel/measure.js';
import { NOTHING, type Span, between, exactly } from '../kernel/span.js';
import { excludeEachOther } from './overlap.js';
import type { Contenders, Contract, Membership } from './parties.js';
import { type Builder, type PartSpec, type ProblemOptions, type Tag, add, addPieces, addPool, addSubsidy, equipmentParts, leavingBase } from './problem.js';
import { baseWithout, consortiumOf } from './realise.js';

/**
 * The reading `splitWithinProject: yes` (I-10): one project's equipment may be divided between A1.3
 * and A6.4, each machine counted once. A project still takes part in one consortium's subsidy only.
 *
 * The best division fills the consortium's subsidy with the equipment that loses least under A1.3:
 * first what lies beyond the project's cap there, then the equipment of the lowest rate, as long as
 * A6.4 pays more. That gain is concave in the equipment offered, so it is a sum of capped pools:
 * with gains g1 > g2 > … and Q(k) the equipment that gains at least g(k),
 * gain = Σ (g(k) − g(k+1)) × min(capacity, Q(k)).
 *
 * Worked example: 1.5亿 of a national project (20 %, cap 2000万) in a consortium (15 %). Under A1.3
 * the first 1亿 reaches the cap; the other 5000万 gain 15 % under A6.4. 2000万 + 750万.
 */

/** Whether equipment of one project may be divided under the readings in force. */
export const mayDivide = ({ readings }: Context): boolean =>
  readings.splitWithinProject === 'yes' && excludeEachOther('1b', '6b', readings);

/** A project's equipment, its rate and cap under A1.3 (rate 0 where that pays nothing), whether it counts under A6.4. */
export interface SplitTerms {
  readonly equipment: Dec;
  readonly rate: Dec;
  readonly cap: Dec;
  readonly offered: boolean;
}

/** The terms with all open facts at their least, and at their most, favourable. */
export interface OpenTerms {
  readonly lo: SplitTerms;
  readonly hi: SplitTerms;
}

type End = keyof OpenTerms;

/** Projects of a shared consortium with more leases than this are not varied lease by lease. */
const MOST_VARIED = 8;

interface Layer {
  readonly gain: Dec;
  readonly amount: Dec;
}

/** Equipment that A6.4 can take at most before its cap. */
const capacityOf = ({ parameters }: Context): Dec => parameters['A6.4.cap'].decimal.div(parameters['A6.4.rate'].decimal);

/** Equipment beyond the cap of A1.3 gains the full rate of A6.4, the rest the difference. */
function layers({ equipment, rate, cap, offered }: SplitTerms, context: Context): Layer[] {
  if (!offered) return [];
  const { 'A6.4.rate': other } = context.parameters;
  const within = rate.isZero() ? ZERO : minOf(equipment, cap.div(rate));
  const found: Layer[] = [];
  if (equipment.cmp(within) > 0) found.push({ gain: other.decimal, amount: equipment.minus(within) });
  const difference = other.decimal.minus(rate);
  if (difference.s > 0 && !difference.isZero() && !within.isZero()) found.push({ gain: difference, amount: within });
  return found;
}

/** Every gain that can occur, highest first. */
function gainsOf(context: Context): Dec[] {
  const p = context.parameters;
  const all = [
    p['A6.4.rate'].decimal,
    ...(['A1.3.rate.national-demonstration', 'A1.3.rate.pilot-industry', 'A1.3.rate.other-new-type'] as const).map((id) =>
      p['A6.4.rate'].decimal.minus(p[id].decimal),
    ),
  ].filter((g) => g.s > 0 && !g.isZero());
  return all.sort((a, b) => b.cmp(a)).filter((g, i) => i === 0 || !g.eq(all[i - 1] as Dec));
}

const memberOf = (determined: Determined, { consortium, row }: Membership): { readonly subsidy: Evaluated; readonly row: Evaluated['rows'][number] } => {
  const { subsidy } = determined.consortia[consortium] as Determined['consortia'][number];
  return { subsidy, row: subsidy.rows[row] as Evaluated['rows'][number] };
};

/** Terms of a project on the given equipment; an award that may fall away is none at the least. */
function openTerms(equipment: Span, own: Evaluated | undefined, determined: Determined, m: Membership, cap: Dec): OpenTerms {
  const { subsidy, row } = memberOf(determined, m);
  const at = (end: End): SplitTerms => {
    const sure = (status: string): boolean => (end === 'hi' ? status !== 'ineligible' : status === 'eligible');
    const paid = own?.valuation?.rate !== undefined && sure(own.determination.status);
    return {
      equipment: equipment[end],
      rate: paid ? (own.valuation?.rate as Span)[end] : ZERO,
      cap,
      offered: sure(subsidy.determination.status) && sure(row.status),
    };
  };
  const hi = at('hi');
  const lo = at('lo');
  const same = lo.equipment.eq(hi.equipment) && lo.rate.eq(hi.rate) && lo.offered === hi.offered;
  return { lo: same ? hi : lo, hi };
}

/** The equipment that both subsidies look at, before any lease leaves it. */
const equipmentOf = (determined: Determined, c: Contenders, m: Membership): Span =>
  c.subsidy?.valuation?.base ?? memberOf(determined, m).row.span;

const termsOf = (determined: Determined, c: Contenders, m: Membership, withdrawn: readonly Contract[], cap: Dec): OpenTerms =>
  openTerms(baseWithout(equipmentOf(determined, c, m), c.leases, withdrawn), c.subsidy, determined, m, cap);

/** The cap of A1.3 for a project, and the equipment that A6.4 takes of its consortium before its own cap. */
interface Limits {
  readonly cap: Dec;
  readonly capacity: Dec;
}

const membershipIn = (c: Contenders, consortium: number): Membership =>
  c.memberships.find((m) => m.consortium === consortium) as Membership;

/** The claims of the projects that may be divided, by project. */
export interface SplitClaims {
  readonly members: readonly string[][];
  /** Claims to A1.3 alone, where that may stand beside what a division may not. */
  readonly subsidies: readonly string[][];
}

/**
 * Adds the claims of the projects that may be divided: for each of its consortia its equipment, piece
 * by piece or in variants of what its leases leave; all consortia exclude each other.
 * Relaxed, each project has its consortia to itself: an upper bound.
 */
export function addSplitClaims(
  b: Builder,
  conts: readonly Contenders[],
  leases: ReadonlyMap<string, string>,
  { relaxed = false, heldTo }: ProblemOptions,
): SplitClaims {
  const sharers = new Map<number, number>();
  for (const c of conts) for (const { consortium } of c.memberships) sharers.set(consortium, (sharers.get(consortium) ?? 0) + 1);
  const members: string[][] = [];
  const subsidies: string[][] = [];
  const { readings } = b.context;
  // Elsewhere a division that leaves all to A1.3 says the same.
  const aloneApart = readings.sameInput === 'project' || readings.consortiumTrack === 'whole-consortium';
  const { 'A1.3.cap': cap, 'A6.4.cap': jointCap, 'A6.4.rate': jointRate } = b.context.parameters;
  const held = (limit: Dec, e: Evaluated | undefined): Dec =>
    heldTo === undefined || e === undefined ? limit : minOf(limit, heldTo.get(e.determination.key) ?? ZERO);
  const limitsOf = (c: Contenders, { consortium }: Membership): Limits => ({
    cap: held(cap.decimal, c.subsidy),
    capacity: held(jointCap.decimal, b.determined.consortia[consortium]?.subsidy).div(jointRate.decimal),
  });
  for (const c of conts) {
    const leaving = leavingBase(b, c).filter((l) => leases.has(l.id));
    let partial = false;
    const tracks = c.memberships.flatMap((m): string[][] => {
      const vary = (sets: readonly (readonly Contract[])[]): string[][] =>
        addVariants(b, c, m, sets, leaving.length > 0, limitsOf(c, m)).map((id) => [id]);
      if (relaxed || sharers.get(m.consortium) === 1) return [addPiecewise(b, c, m, leaving, limitsOf(c, m))];
      if (leaving.length <= MOST_VARIED) return vary(subsetsOf(leaving));
      partial = true;
      return [...vary(prefixesOf(b, leaving)), addWhole(b, c, m, leaving, limitsOf(c, m))];
    });
    tracks.forEach((x, i) => tracks.slice(i + 1).forEach((y) => x.forEach((p) => y.forEach((q) => b.exclusive.push([p, q])))));
    members[c.project] = tracks.flat();
    if (partial) b.unproven = true;
    if (aloneApart || partial) subsidies[c.project] = addSubsidy(b, c);
  }
  return { members, subsidies };
}

function ends(of: (end: End) => Dec): Span {
  const lo = of('lo');
  const hi = of('hi');
  return lo.eq(hi) ? { lo: hi, hi } : { lo, hi };
}

const tagOf = (b: Builder, c: Contenders, { consortium }: Membership): Tag => {
  const subsidy = b.determined.consortia[consortium]?.subsidy as Evaluated;
  const keys = [...(c.subsidy === undefined ? [] : [c.subsidy.determination.key]), subsidy.determination.key];
  return { kind: 'split', project: c.project, consortium, keys };
};

const alone = ({ equipment, rate, cap }: SplitTerms): Dec => minOf(equipment.times(rate), cap);

const gaining = (terms: SplitTerms, least: Dec, context: Context): Dec =>
  layers(terms, context).reduce((sum, l) => (l.gain.cmp(least) >= 0 ? sum.plus(l.amount) : sum), new Decimal(0));

/** One claim for each set of leases that may be given up, all of them excluding each other. */
function addVariants(
  b: Builder,
  c: Contenders,
  m: Membership,
  sets: readonly (readonly Contract[])[],
  varied: boolean,
  { cap, capacity }: Limits,
): string[] {
  const most = Math.max(...sets.map((set) => set.length));
  return sets.map((withdrawn) => {
    const at = termsOf(b.determined, c, m, withdrawn, cap);
    const parts: PartSpec[] = [{ span: ends((end) => alone(at[end])) }];
    gainPools(b, m, capacity).forEach(({ pool, gain, step }) =>
      parts.push({ pool, span: ends((end) => step.times(gaining(at[end], gain, b.context))) }),
    );
    const tag = tagOf(b, c, m);
    if (!varied) return add(b, tag, parts);
    const all = withdrawn.length === most;
    return add(b, { ...tag, withdrawn: withdrawn.map((l) => l.id), ...(all ? undefined : { yields: true }) }, parts);
  });
}

/** The pools of a consortium's gains: one for each step between a gain and the next lower one. */
function gainPools(
  b: Builder,
  { consortium }: Membership,
  capacity: Dec,
): { readonly pool: string; readonly gain: Dec; readonly step: Dec }[] {
  const gains = gainsOf(b.context);
  return gains.map((gain, k) => {
    const step = gain.minus(gains[k + 1] ?? ZERO);
    return { pool: addPool(b, `split/${consortium}/${k}`, step.times(capacity)), gain, step };
  });
}

/**
 * A project that shares its consortium with no other: what is not leased and each lease as a claim of
 * its own. With W the equipment that reaches the cap of A1.3 at the rate r, K the capacity of A6.4 at
 * the rate s, the best division of E comes to
 * min(r, s) × min(E, W + K) + |s − r| × min(E, K where r < s, else W).
 */
function addPiecewise(b: Builder, c: Contenders, m: Membership, leaving: readonly Contract[], { cap, capacity }: Limits): string[] {
  const { 'A6.4.rate': other } = b.context.parameters;
  const equipment = equipmentOf(b.determined, c, m);
  const at = openTerms(equipment, c.subsidy, b.determined, m, cap);
  const pieces = equipmentParts(equipment, leaving);
  const sloped = (end: End): readonly { readonly slope: Dec; readonly cap: Dec }[] => {
    const { rate, offered } = at[end];
    const s = offered ? other.decimal : ZERO;
    const lower = minOf(rate, s);
    const difference = maxOf(rate, s).minus(lower);
    // The equipment that each of the two caps allows.
    const within = rate.isZero() ? ZERO : cap.div(rate);
    return [
      { slope: lower, cap: lower.times(within.plus(capacity)) },
      { slope: difference, cap: difference.times(rate.cmp(s) < 0 ? capacity : within) },
    ];
  };
  const bySlope = { lo: sloped('lo'), hi: sloped('hi') };
  const end: End = b.scenario === 'least' ? 'lo' : 'hi';
  const pools = bySlope[end].map(({ slope, cap: most }, k) =>
    addPool(b, `divided/${m.consortium}/${c.project}/${k}`, pieces.over ? minOf(most, slope.times(equipment[end])) : most),
  );
  const partsOn = (amount: Span): PartSpec[] =>
    pools.map((pool, k) => ({ pool, span: ends((e) => (bySlope[e][k]?.slope as Dec).times(amount[e])) }));
  const tag = tagOf(b, c, m);
  return addPieces(b, tag, pieces, partsOn);
}

/** All equipment to the consortium, piece by piece: beside the variants of a project with many leases. */
function addWhole(b: Builder, c: Contenders, m: Membership, leaving: readonly Contract[], { cap, capacity }: Limits): string[] {
  const equipment = equipmentOf(b.determined, c, m);
  const at = openTerms(equipment, undefined, b.determined, m, cap);
  const partsOn = (amount: Span): PartSpec[] =>
    gainPools(b, m, capacity).map(({ pool, step }) => ({ pool, span: ends((end) => (at[end].offered ? step.times(amount[end]) : ZERO)) }));
  return addPieces(b, tagOf(b, c, m), equipmentParts(equipment, leaving), partsOn);
}

function subsetsOf(leaving: readonly Contract[]): (readonly Contract[])[] {
  const sets: Contract[][] = [[]];
  for (const l of leaving) for (const set of [...sets]) sets.push([...set, l]);
  return sets;
}

/** None, the lease that brings most for its equipment, the two that do, and so on. */
function prefixesOf(b: Builder, leaving: readonly Contract[]): (readonly Contract[])[] {
  const brought = (l: Contract): Dec =>
    l.flows.reduce((sum, { group, row }) => sum.plus(b.determined.leases[group]?.evaluated.rows[row]?.span.hi ?? ZERO), ZERO);
  const order = [...leaving].sort((x, y) => brought(y).times(x.value.hi).cmp(brought(x).times(y.value.hi)));
  return [[], ...order.map((_l, i) => order.slice(0, i + 1))];
}

/** The division itself: what each project pays under A1.3, and the equipment that A6.4 takes. */
interface Division {
  /** Payable under A1.3 by project, exact. */
  readonly own: ReadonlyMap<number, Dec>;
  /** Equipment that counts under A6.4 instead, by project. */
  readonly moved: ReadonlyMap<number, Dec>;
  readonly taken: Dec;
}

/** Fills the consortium's subsidy with the equipment that gains most, projects in their order. */
function divideAt(terms: ReadonlyMap<number, SplitTerms>, context: Context): Division {
  let room = capacityOf(context);
  let taken: Dec = ZERO;
  const moved = new Map<number, Dec>([...terms].map(([p]) => [p, ZERO]));
  for (const gain of gainsOf(context)) {
    terms.forEach((t, p) => {
      for (const layer of layers(t, context)) {
        if (!layer.gain.eq(gain)) continue;
        const amount = minOf(layer.amount, room);
        room = room.minus(amount);
        taken = taken.plus(amount);
        moved.set(p, (moved.get(p) as Dec).plus(amount));
      }
    });
  }
  const own = new Map(
    [...terms].map(([p, t]) => [p, alone({ ...t, equipment: maxOf(ZERO, t.equipment.minus(moved.get(p) as Dec)) })]),
  );
  return { own, moved, taken };
}

/** A division whose facts may be open: what each figure may come to, and the division at either end. */
export interface OpenDivision {
  readonly own: ReadonlyMap<number, Span>;
  readonly moved: ReadonlyMap<number, Span>;
  readonly taken: Span;
  readonly at: Readonly<Record<End, Division>>;
}

/** Divides the equipment of the projects of one consortium. */
export function divide(terms: ReadonlyMap<number, OpenTerms>, context: Context): OpenDivision {
  const endOf = (end: End): ReadonlyMap<number, SplitTerms> => new Map([...terms].map(([p, t]) => [p, t[end]]));
  const hi = divideAt(endOf('hi'), context);
  if ([...terms.values()].every((t) => t.lo === t.hi)) {
    const certain = (map: ReadonlyMap<number, Dec>): Map<number, Span> => new Map([...map].map(([p, a]) => [p, exactly(a)]));
    return { own: certain(hi.own), moved: certain(hi.moved), taken: exactly(hi.taken), at: { lo: hi, hi } };
  }
  const lo = divideAt(endOf('lo'), context);
  const capacity = capacityOf(context);
  const own = new Map<number, Span>();
  const moved = new Map<number, Span>();
  terms.forEach((t, p) => {
    // Least where the consortium has room for all that gains there, most where it has none.
    const roomy = divideAt(new Map([[p, { ...t.lo, offered: t.hi.offered }]]), context);
    own.set(p, between(roomy.own.get(p) as Dec, alone(t.hi)));
    moved.set(p, between(ZERO, t.hi.offered ? minOf(capacity, t.hi.equipment) : ZERO));
  });
  // The more A1.3 pays for the same equipment, the less is left to A6.4.
  const mixed = (equipment: End, rate: End): Dec =>
    divideAt(new Map([...terms].map(([p, t]) => [p, { ...t[equipment], rate: t[rate].rate }])), context).taken;
  const least = minOf(lo.taken, mixed('lo', 'hi'));
  const most = maxOf(hi.taken, mixed('hi', 'lo'));
  return { own, moved, taken: between(least, most), at: { lo, hi } };
}

/** What a consortium and the projects divided with it are paid. */
export interface DividedSubsidies {
  readonly payable: readonly (readonly [Evaluated, Span])[];
  readonly keys: readonly string[];
  /** What they come to together; while facts are open, that is not the sum of their ends. */
  readonly total: Span;
  /** Pairs of keys: the first gives equipment up to the second. */
  readonly givesUp: readonly (readonly [string, string])[];
}

/** The divided projects of a choice, by consortium. */
export type DividedProjects = ReadonlyMap<number, readonly { readonly contenders: Contenders; readonly withdrawn: readonly Contract[] }[]>;

export function dividedProjects(
  conts: readonly Contenders[],
  on: readonly Tag[],
  withdrawn: ReadonlyMap<number, readonly Contract[]>,
): DividedProjects {
  const consortiumOfProject = new Map(on.flatMap((t) => (t.kind === 'split' ? [[t.project, t.consortium as number] as const] : [])));
  const out = new Map<number, { contenders: Contenders; withdrawn: readonly Contract[] }[]>();
  for (const c of conts) {
    const k = consortiumOfProject.get(c.project);
    if (k !== undefined) out.set(k, [...(out.get(k) ?? []), { contenders: c, withdrawn: withdrawn.get(c.project) ?? [] }]);
  }
  return out;
}

export function dividedSubsidies(
  determined: Determined,
  consortium: number,
  projects: readonly { readonly contenders: Contenders; readonly withdrawn: readonly Contract[] }[],
  context: Context,
): DividedSubsidies {
  const division = divide(
    new Map(projects.map(({ contenders: c, withdrawn }) => [c.project, termsOf(determined, c, membershipIn(c, consortium), withdrawn, context.parameters['A1.3.cap'].decimal)])),
    context,
  );
  const { subsidy } = determined.consortia[consortium] as Determined['consortia'][number];
  const joint = subsidy.determination.key;
  const { 'A6.4.rate': rate, 'A6.4.cap': limit } = context.parameters;
  const payable: [Evaluated, Span][] = [];
  const givesUp: [string, string][] = [];
  const totalAt = (end: End): Dec => {
    const { own, taken } = division.at[end];
    const sum = rounded(context, minOf(taken.times(rate.decimal), limit.decimal));
    return [...own.values()].reduce((s, a) => s.plus(rounded(context, a)), sum);
  };
  for (const { contenders: c } of projects) {
    const own = division.own.get(c.project) ?? NOTHING;
    const moved = division.moved.get(c.project) ?? NOTHING;
    if (c.subsidy === undefined) continue;
    payable.push([c.subsidy, roundedSpan(context, own)]);
    const { key } = c.subsidy.determination;
    if (!moved.hi.isZero()) givesUp.push([key, joint]);
    if (!own.hi.isZero()) givesUp.push([joint, key]);
  }
  payable.push([subsidy, consortiumOf(subsidy, [division.taken], context)]);
  return { payable, keys: payable.map(([e]) => e.determination.key), total: between(totalAt('lo'), totalAt('hi')), givesUp };
}

/**
 * The division of the given equipment of the projects on a consortium's track, for its settlement.
 *
 * @param projects their places with the equipment left to them and the subsidy of A1.3 if it is paid
 */
export function divideForSettlement(
  determined: Determined,
  consortium: number,
  projects: readonly { readonly project: number; readonly row: number; readonly equipment: Span; readonly subsidy: Evaluated | undefined }[],
  context: Context,
): OpenDivision {
  return divide(
    new Map(projects.map(({ project, row, equipment, subsidy }) => [project, openTerms(equipment, subsidy, determined, { consortium, row }, context.parameters['A1.3.cap'].decimal)])),
    context,
  );
}
