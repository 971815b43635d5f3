import { yearLength } from '../articles/article-2-financing.js';
import type { Determined, EnterpriseYear } from '../assessment/determine.js';
import type { Claim, ClaimPart, Pool, SelectionProblem, Threshold } from '../constraints/no-double-dipping/types.js';
import type { Context } from '../kernel/context.js';
import { type Dec, Dec as Decimal, maxOf, minOf, notBelowZero } from '../kernel/decimal.js';
import type { Evaluated } from '../kernel/measure.js';
import { NOTHING, type Span, amountOrAny, isCertain, mapSpan } from '../kernel/span.js';
import { type Code, excludeEachOther } from './overlap.js';
import { type Contenders, type Contract, hasOpenShare, sumOfValues } from './parties.js';
import { addSplitClaims, mayDivide } from './split.js';

/**
 * The contended awards as a selection problem: every track of a project excludes the others; a
 * subsidy on equipment is one part for what is not leased and one for each leased contract, so that
 * a lease claimed under A2.3 takes only its own equipment away.
 *
 * Amounts are multiplied by the length of the lease year where that is not 1, so that they stay
 * whole decimals; the caps are multiplied alike.
 */

/** What a claim of the problem stands for. */
export interface Tag {
  readonly kind: 'reward' | 'subsidy' | 'member' | 'lease' | 'loan' | 'demonstration' | 'leader' | 'split';
  readonly project: number;
  readonly consortium?: number;
  readonly contract?: string;
  /** Under `splitWithinProject`: the leases whose equipment the variant does without, where it has any. */
  readonly withdrawn?: readonly string[];
  /** A variant that keeps equipment of some lease, and so gives way where that lease is insisted on. */
  readonly yields?: true;
  /** Keys of the determinations that it pays. */
  readonly keys: readonly string[];
}

/** Least amounts, and the highest only to settle ties; or the highest alone. */
export type Scenario = 'least' | 'most';

export interface Problem {
  readonly problem: SelectionProblem;
  readonly tags: readonly Tag[];
  /** Whether some amount or threshold is open, so that the two scenarios differ. */
  readonly open: boolean;
  /** Whether a threshold between a reward and the leases depends on an open fact. */
  readonly thresholdsOpen: boolean;
  /** Pairs that exclude each other only at the least amounts: a lease of unknown share and the equipment it may have. */
  readonly openPairs: readonly (readonly [string, string])[];
  /** Whether some alternatives are left out, so that the best of the problem may not be the best there is. */
  readonly unproven: boolean;
}

export interface Builder {
  readonly context: Context;
  readonly determined: Determined;
  readonly scenario: Scenario;
  readonly scale: Dec;
  readonly claims: Claim[];
  readonly tags: Tag[];
  readonly pools: Pool[];
  readonly poolIds: Set<string>;
  readonly exclusive: [string, string][];
  readonly thresholds: Threshold[];
  readonly openPairs: [string, string][];
  open: boolean;
  thresholdsOpen: boolean;
  unproven: boolean;
}

export interface ProblemOptions {
  /** Whether an upper bound is wanted where the problem leaves alternatives out. */
  readonly relaxed?: boolean;
  /** What divided awards are held to, by determination key, where that is less than their caps. */
  readonly heldTo?: ReadonlyMap<string, Dec>;
}

export function buildProblem(
  conts: readonly Contenders[],
  determined: Determined,
  scenario: Scenario,
  context: Context,
  demonstrationValue: (project: number) => Span,
  options: ProblemOptions = {},
): Problem {
  const b: Builder = {
    context,
    determined,
    scenario,
    scale: new Decimal(yearLength(context)),
    claims: [],
    tags: [],
    pools: [],
    poolIds: new Set(),
    exclusive: [],
    thresholds: [],
    openPairs: [],
    open: false,
    thresholdsOpen: false,
    unproven: false,
  };
  const track: { [kind in 'reward' | 'subsidy' | 'member']: string[][] } = { reward: [], subsidy: [], member: [] };
  // Article order settles ties, so measures come one after the other.
  for (const c of conts) {
    if (c.reward !== undefined) {
      const amount = { lo: c.reward.exact.lo, hi: c.reward.exact.hi };
      track.reward[c.project] = [add(b, { kind: 'reward', project: c.project, keys: [keyOf(c.reward)] }, [{ span: amount }])];
    }
  }
  const splits = new Set(mayDivide(context) ? conts.filter((c) => c.memberships.length > 0) : []);
  for (const c of conts) if (!splits.has(c)) track.subsidy[c.project] = addSubsidy(b, c);
  const loans = new Map<string, string>();
  const leases = new Map<string, string>();
  for (const c of conts) {
    for (const l of c.loans) loans.set(l.id, addContract(b, l, 'loan', determined.loans));
  }
  for (const c of conts) {
    for (const l of c.leases) leases.set(l.id, addContract(b, l, 'lease', determined.leases));
  }
  const demonstrations: string[] = [];
  for (const c of conts) {
    if (c.demonstration.length === 0) continue;
    const tag: Tag = { kind: 'demonstration', project: c.project, keys: c.demonstration.map(keyOf) };
    demonstrations[c.project] = add(b, tag, [{ span: demonstrationValue(c.project) }]);
  }
  const leaders = new Map<number, string>();
  for (const c of conts) {
    for (const k of c.leaderOf) {
      if (leaders.has(k)) continue;
      const e = determined.consortia[k]?.leader as Evaluated;
      leaders.set(k, add(b, { kind: 'leader', project: c.project, consortium: k, keys: [keyOf(e)] }, [{ span: e.exact }]));
    }
  }
  for (const c of conts) if (!splits.has(c)) track.member[c.project] = addMemberships(b, c);
  if (splits.size > 0) {
    const { members, subsidies } = addSplitClaims(b, [...splits], leases, options);
    members.forEach((ids, p) => (track.member[p] = ids));
    subsidies.forEach((ids, p) => (track.subsidy[p] = ids));
  }

  for (const c of conts) excludeTracks(b, c, track, { loans, leases, demonstrations, leaders });
  if (context.readings.consortiumTrack === 'whole-consortium') excludeAcrossMembers(b, conts, track);
  const { claims, pools, exclusive, thresholds, tags, open, thresholdsOpen, openPairs, unproven } = b;
  const problem = { claims, pools, exclusive: unique([...exclusive, ...openPairs]), thresholds };
  return { problem, tags, open, thresholdsOpen, openPairs, unproven };
}

const keyOf = (e: Evaluated): string => e.determination.key;
const apart = (x: Code, y: Code, context: Context): boolean => excludeEachOther(x, y, context.readings);

/** One part of a claim. */
export interface PartSpec {
  readonly pool?: string;
  readonly span: Span;
  /** The span is already times the length of the lease year. */
  readonly scaled?: true;
}

/** More decimals than any amount has; only an amended rate that does not divide its cap is shortened. */
const MOST_DECIMALS = 20;
const plain = (a: Dec): Dec => (a.decimalPlaces() <= MOST_DECIMALS ? a : a.toDecimalPlaces(MOST_DECIMALS));

/** Adds a claim and gives its id. */
export function add(b: Builder, tag: Tag, parts: readonly PartSpec[]): string {
  const id = `${b.claims.length}`;
  const unit = (a: Dec, scaled: true | undefined): Dec => plain(scaled || b.scale.eq(1) ? a : a.times(b.scale));
  const claimParts = parts.map(({ pool, span, scaled }): ClaimPart => {
    if (span.lo !== span.hi && !span.lo.eq(span.hi)) b.open = true;
    const hi = unit(span.hi, scaled);
    if (b.scenario === 'most' || span.lo === span.hi) return pool === undefined ? { amount: hi } : { pool, amount: hi };
    const lo = unit(span.lo, scaled);
    const amount = { min: lo, max: maxOf(lo, hi) };
    return pool === undefined ? { amount } : { pool, amount };
  });
  b.claims.push({ id, parts: claimParts });
  b.tags.push(tag);
  return id;
}

export function addPool(b: Builder, id: string, cap: Dec): string {
  if (!b.poolIds.has(id)) {
    b.poolIds.add(id);
    b.pools.push({ id, cap: plain(cap.times(b.scale)) });
  }
  return id;
}

/** A share of an equipment subsidy: rate × equipment, nothing at the lower end while eligibility is open. */
function share(e: Evaluated, rate: Span, equipment: Span): Span {
  const hi = rate.hi.times(equipment.hi);
  if (e.determination.status === 'eligible' && isCertain(rate) && isCertain(equipment)) return { lo: hi, hi };
  const lo = e.determination.status === 'eligible' ? rate.lo.times(equipment.lo) : new Decimal(0);
  return { lo, hi };
}

/** The leases that take their equipment out of the base of an investment subsidy. */
export function leavingBase(b: Builder, c: Contenders): readonly Contract[] {
  const { readings } = b.context;
  // Under the project test a lease excludes the whole subsidy; left out of the base, it takes nothing away.
  if (readings.sameInput === 'project' || readings.leasedEquipmentInInvestment === 'no') return [];
  return apart('1b', '2b', b.context) ? c.leases : [];
}

/** The equipment of a project in the pieces that leases can take away one by one. */
export interface EquipmentParts {
  /** What no lease can take away; nothing while some share is unknown. */
  readonly rest: Span;
  /** What the leases of unknown share may have: at the least amounts, any of them takes it all. */
  readonly open: Span | undefined;
  /** The known shares. */
  readonly own: readonly { readonly lease: Contract; readonly span: Span }[];
  /** More leased equipment is stated than the project has. */
  readonly over: boolean;
}

export function equipmentParts(equipment: Span, leases: readonly Contract[]): EquipmentParts {
  const known = leases.filter((l) => !hasOpenShare(l));
  const total = sumOfValues(known).hi;
  const beyond = mapSpan(equipment, (e) => notBelowZero(e.minus(total)));
  const own = known.map((lease) => ({ lease, span: mapSpan(equipment, (e) => minOf(lease.value.hi, e)) }));
  const open = known.length < leases.length;
  return { rest: open ? NOTHING : beyond, open: open ? beyond : undefined, own, over: total.cmp(equipment.hi) > 0 };
}

/** The claims of an award on equipment, one for each piece. */
export function addPieces(b: Builder, tag: Tag, { rest, open, own }: EquipmentParts, partsOn: (piece: Span) => readonly PartSpec[]): string[] {
  const ids = [add(b, tag, partsOn(rest))];
  // At the highest amounts no lease has any of it, so that nothing competes for it.
  if (open !== undefined && b.scenario === 'least') b.open = true;
  if (open !== undefined) ids.push(add(b, { ...tag, contract: OPEN_SHARE }, partsOn(open)));
  for (const { lease, span } of own) ids.push(add(b, { ...tag, contract: lease.id }, partsOn(span)));
  return ids;
}

const addEquipment = (b: Builder, tag: Tag, e: Evaluated, rate: Span, parts: EquipmentParts, pool: string): string[] =>
  addPieces(b, tag, parts, (piece) => [{ pool, span: share(e, rate, piece) }]);

/** Stands for the contract of the piece that leases of unknown share may take; no id is empty. */
const OPEN_SHARE = '';

export function addSubsidy(b: Builder, c: Contenders): string[] {
  const e = c.subsidy;
  if (e?.valuation?.base === undefined || e.valuation.rate === undefined) return [];
  const { base, rate } = e.valuation;
  const leases = leavingBase(b, c);
  const tag: Tag = { kind: 'subsidy', project: c.project, keys: [keyOf(e)] };
  if (leases.length === 0) return [add(b, tag, [{ span: e.exact }])];
  const pieces = equipmentParts(base, leases);
  const limit = b.context.parameters['A1.3.cap'].decimal;
  const pool = addPool(b, `1b/${c.project}`, pieces.over ? minOf(limit, rate.hi.times(base.hi)) : limit);
  return addEquipment(b, tag, e, rate, pieces, pool);
}

function addMemberships(b: Builder, c: Contenders): string[] {
  const { 'A6.4.rate': rate, 'A6.4.cap': limit } = b.context.parameters;
  const ids: string[] = [];
  for (const { consortium, row } of c.memberships) {
    const e = b.determined.consortia[consortium]?.subsidy as Evaluated;
    const member = e.rows[row];
    if (member === undefined) continue;
    const tag: Tag = { kind: 'member', project: c.project, consortium, keys: [keyOf(e)] };
    const pool = addPool(b, `6b/${consortium}`, limit.decimal);
    const exact = { lo: rate.decimal, hi: rate.decimal };
    const first = ids.length;
    ids.push(...addEquipment(b, tag, e, exact, equipmentParts(member.span, leavingBase(b, c)), pool));
    // One project takes part in one consortium's subsidy only.
    for (const before of ids.slice(0, first)) for (const id of ids.slice(first)) b.exclusive.push([before, id]);
  }
  return ids;
}

function addContract(b: Builder, l: Contract, kind: 'lease' | 'loan', groups: readonly EnterpriseYear[]): string {
  const { parameters } = b.context;
  const rate = parameters['A2.3.rate'].decimal;
  const keys: string[] = [];
  const parts = l.flows.map(({ group, row }): PartSpec => {
    const { evaluated } = groups[group] as EnterpriseYear;
    keys.push(keyOf(evaluated));
    const { span } = evaluated.rows[row] as Evaluated['rows'][number];
    if (kind === 'loan') return { pool: addPool(b, `2a/${group}`, parameters['A2.2.cap'].decimal), span };
    return { pool: addPool(b, `2b/${group}`, parameters['A2.3.cap'].decimal), span: mapSpan(span, (a) => a.times(rate)), scaled: true };
  });
  return add(b, { kind, project: l.project, contract: l.id, keys }, parts);
}

interface Others {
  readonly loans: ReadonlyMap<string, string>;
  readonly leases: ReadonlyMap<string, string>;
  readonly demonstrations: readonly string[];
  readonly leaders: ReadonlyMap<number, string>;
}

/** The pairs of one project that exclude each other under the readings in force. */
function excludeTracks(
  b: Builder,
  c: Contenders,
  track: Readonly<Record<'reward' | 'subsidy' | 'member', readonly string[][]>>,
  others: Others,
): void {
  const idOf = (map: ReadonlyMap<string, string>, list: readonly Contract[]): string[] =>
    list.flatMap((l) => map.get(l.id) ?? []);
  const byCode: [Code, readonly string[]][] = [
    ['1a', track.reward[c.project] ?? []],
    ['1b', track.subsidy[c.project] ?? []],
    ['2a', idOf(others.loans, c.loans)],
    ['2b', idOf(others.leases, c.leases)],
    ['5a', others.demonstrations[c.project] === undefined ? [] : [others.demonstrations[c.project] as string]],
    ['6a', c.leaderOf.flatMap((k) => others.leaders.get(k) ?? [])],
    ['6b', track.member[c.project] ?? []],
  ];
  const strict = b.context.readings.sameInput === 'project';
  for (const [i, [x, xs]] of byCode.entries()) {
    for (const [y, ys] of byCode.slice(i + 1)) {
      if (!apart(x, y, b.context)) continue;
      // A lease excludes only its own equipment, and a reward only where it needs that equipment.
      if (!strict && y === '2b' && x === '1a') excludeRewardBelowThreshold(b, c, xs, others.leases);
      else if (!strict && (x === '2b' || y === '2b')) excludeOwnParts(b, x === '2b' ? ys : xs, c, others.leases);
      else for (const a of xs) for (const d of ys) b.exclusive.push([a, d]);
    }
  }
}

function excludeOwnParts(b: Builder, parts: readonly string[], c: Contenders, leases: ReadonlyMap<string, string>): void {
  for (const part of parts) {
    const tag = b.tags[Number(part)] as Tag;
    for (const l of c.leases) {
      const lease = leases.get(l.id);
      const inWay = tag.withdrawn === undefined ? tag.contract === l.id : !tag.withdrawn.includes(l.id);
      if (lease !== undefined && inWay) b.exclusive.push([part, lease]);
      const mayBeInWay = tag.contract === OPEN_SHARE && hasOpenShare(l) && b.scenario === 'least';
      if (lease !== undefined && mayBeInWay) b.openPairs.push([part, lease]);
    }
  }
}

/** 1a with 2b: tested again without the leased equipment (pair 1a + 2b of the reading). */
function excludeRewardBelowThreshold(
  b: Builder,
  c: Contenders,
  rewards: readonly string[],
  leases: ReadonlyMap<string, string>,
): void {
  const claim = rewards[0];
  const e = c.reward;
  if (claim === undefined || e === undefined || c.leases.length === 0) return;
  const total = amountOrAny(c.totalInvestment);
  const threshold = b.context.parameters['A1.2.threshold'].decimal;
  const least = b.scenario === 'least';
  const slack = notBelowZero((least ? total.lo : total.hi).minus(threshold));
  const values = sumOfValues(c.leases);
  if (!isCertain(total) || !isCertain(values)) {
    b.open = true;
    b.thresholdsOpen = true;
  }
  if ((least ? values.hi : values.lo).cmp(slack) <= 0) return;
  const withdraws = c.leases.flatMap((l) => {
    const id = leases.get(l.id);
    return id === undefined ? [] : [{ claim: id, amount: least ? l.value.hi : l.value.lo }];
  });
  b.thresholds.push({ claim, slack, withdraws });
}

/** Under `whole-consortium` one member's investment subsidy or reward excludes the consortium's for all. */
function excludeAcrossMembers(
  b: Builder,
  conts: readonly Contenders[],
  track: Readonly<Record<'reward' | 'subsidy' | 'member', readonly string[][]>>,
): void {
  const members = new Map<number, string[]>();
  for (const id of track.member.flat()) {
    const k = b.tags[Number(id)]?.consortium as number;
    members.set(k, [...(members.get(k) ?? []), id]);
  }
  for (const c of conts) {
    for (const { consortium } of c.memberships) {
      const ids = members.get(consortium) ?? [];
      const alone: [Code, readonly string[]][] = [
        ['1a', track.reward[c.project] ?? []],
        ['1b', track.subsidy[c.project] ?? []],
      ];
      for (const [code, own] of alone) {
        if (apart(code, '6b', b.context)) for (const x of own) for (const y of ids) b.exclusive.push([x, y]);
      }
    }
  }
}

function unique(pairs: readonly [string, string][]): [string, string][] {
  const seen = new Set<string>();
  return pairs.filter(([x, y]) => {
    const key = Number(x) < Number(y) ? `${x}:${y}` : `${y}:${x}`;
    return !seen.has(key) && seen.add(key);
  });
}
