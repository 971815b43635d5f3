import { type Dec, Dec as Decimal, ZERO, maxOf, minOf } from '../kernel/decimal.js';
import { type Span, between } from '../kernel/span.js';
import type { Context } from '../kernel/context.js';
import { type Builder, type PartSpec, type Tag, add, addPool, leavingBase } from './problem.js';
import { type Contenders, type Contract } from './parties.js';
import { baseWithout } from './realise.js';

/**
 * The reading `splitWithinProject: yes` (I-10): one project's equipment may be divided between A1.3
 * and A6.4, each machine counted once.
 *
 * The best division fills the consortium's subsidy with the equipment that loses least under A1.3:
 * first what lies beyond the project's cap there, then the equipment of the lowest rate, as long as
 * A6.4 pays more. That gain is concave in the equipment offered, so it is a sum of capped pools:
 * with gains g1 > g2 > … and Q(k) the equipment that gains at least g(k),
 * gain = Σ (g(k) − g(k+1)) × min(capacity, Q(k)).
 */

/** A project's equipment and the rate it has under A1.3; rate 0 for a project that has none. */
export interface SplitTerms {
  readonly equipment: Dec;
  readonly rate: Dec;
}

/** More leases than this on one split project are chosen together, all or none. */
const MOST_VARIED = 6;

interface Layer {
  readonly gain: Dec;
  readonly amount: Dec;
}

/** Equipment beyond the cap of A1.3 gains the full rate of A6.4, the rest the difference. */
function layers({ equipment, rate }: SplitTerms, context: Context): Layer[] {
  const { 'A1.3.cap': cap, 'A6.4.rate': other } = context.parameters;
  const within = rate.isZero() ? ZERO : minOf(equipment, cap.decimal.div(rate));
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

/** Terms of a project at the lower (or upper) end, on what the withdrawn leases leave. */
function termsOf(b: Pick<Builder, 'determined'>, c: Contenders, withdrawn: readonly Contract[], end: 'lo' | 'hi'): SplitTerms {
  const own = c.subsidy?.valuation;
  const m = c.memberships[0];
  const member = m === undefined ? undefined : b.determined.consortia[m.consortium]?.subsidy.rows[m.row];
  const base = own?.base ?? member?.span;
  const eligible = c.subsidy !== undefined && (end === 'hi' || c.subsidy.determination.status === 'eligible');
  return {
    equipment: base === undefined ? ZERO : baseWithout(base, c.leases, withdrawn)[end],
    rate: eligible && own?.rate !== undefined ? own.rate[end] : ZERO,
  };
}

/** Adds the claims of the projects that may split: one variant for every set of leases given up. */
export function addSplitClaims(
  b: Builder,
  conts: readonly Contenders[],
  leases: ReadonlyMap<string, string>,
  members: string[][],
): void {
  const { parameters } = b.context;
  const capacity = parameters['A6.4.cap'].decimal.div(parameters['A6.4.rate'].decimal);
  const gains = gainsOf(b.context);
  for (const c of conts) {
    const m = c.memberships[0];
    if (m === undefined) continue;
    const e = b.determined.consortia[m.consortium]?.subsidy;
    const offered = e?.determination.status === 'eligible';
    const keys = [...(c.subsidy === undefined ? [] : [c.subsidy.determination.key]), e?.determination.key as string];
    const ids: string[] = [];
    for (const withdrawn of variants(leavingBase(b, c), leases)) {
      const at = { lo: termsOf(b, c, withdrawn, 'lo'), hi: termsOf(b, c, withdrawn, 'hi') };
      const parts: PartSpec[] = [{ span: ends((end) => alone(at[end], b.context)) }];
      gains.forEach((gain, k) => {
        const step = gain.minus(gains[k + 1] ?? ZERO);
        const pool = addPool(b, `split/${m.consortium}/${k}`, step.times(capacity));
        parts.push({
          pool,
          span: ends((end) => (end === 'lo' && !offered ? ZERO : step.times(gaining(at[end], gain, b.context)))),
        });
      });
      const tag: Tag = { kind: 'split', project: c.project, consortium: m.consortium, withdrawn: withdrawn.map((l) => l.id), keys };
      ids.push(add(b, tag, parts));
    }
    ids.forEach((x, i) => ids.slice(i + 1).forEach((y) => b.exclusive.push([x, y])));
    members[c.project] = ids;
  }
}

function ends(of: (end: 'lo' | 'hi') => Dec): Span {
  const lo = of('lo');
  const hi = of('hi');
  return lo.eq(hi) ? { lo: hi, hi } : { lo, hi };
}

const alone = ({ equipment, rate }: SplitTerms, context: Context): Dec =>
  minOf(equipment.times(rate), context.parameters['A1.3.cap'].decimal);

const gaining = (terms: SplitTerms, least: Dec, context: Context): Dec =>
  layers(terms, context).reduce((sum, l) => (l.gain.cmp(least) >= 0 ? sum.plus(l.amount) : sum), new Decimal(0));

function variants(all: readonly Contract[], claimed: ReadonlyMap<string, string>): (readonly Contract[])[] {
  const own = all.filter((l) => claimed.has(l.id));
  if (own.length > MOST_VARIED) return [[], own];
  const sets: Contract[][] = [[]];
  for (const l of own) for (const set of [...sets]) sets.push([...set, l]);
  return sets;
}

/** The division itself: what each project pays under A1.3, and the equipment that A6.4 takes. */
export interface Division {
  /** Payable under A1.3 by project, exact. */
  readonly own: ReadonlyMap<number, Dec>;
  /** Equipment that counts under A6.4. */
  readonly taken: Dec;
}

/** Fills the consortium's subsidy with the equipment that gains most, projects in their order. */
export function divide(terms: ReadonlyMap<number, SplitTerms>, context: Context): Division {
  const { parameters } = context;
  let room = parameters['A6.4.cap'].decimal.div(parameters['A6.4.rate'].decimal);
  let taken = new Decimal(0);
  const left = new Map([...terms].map(([p, t]) => [p, t.equipment]));
  for (const gain of gainsOf(context)) {
    terms.forEach((t, p) => {
      for (const layer of layers(t, context)) {
        if (!layer.gain.eq(gain)) continue;
        const moved = minOf(layer.amount, room);
        room = room.minus(moved);
        taken = taken.plus(moved);
        left.set(p, (left.get(p) as Dec).minus(moved));
      }
    });
  }
  const own = new Map([...terms].map(([p, t]) => [p, alone({ ...t, equipment: maxOf(ZERO, left.get(p) as Dec) }, context)]));
  return { own, taken };
}

/** The division at both ends. */
export function divideSpans(
  b: Pick<Builder, 'determined'>,
  chosen: readonly { readonly contenders: Contenders; readonly withdrawn: readonly Contract[] }[],
  context: Context,
): { own: ReadonlyMap<number, Span>; taken: Span } {
  const at = (end: 'lo' | 'hi'): Division =>
    divide(new Map(chosen.map(({ contenders: c, withdrawn }) => [c.project, termsOf(b, c, withdrawn, end)])), context);
  const [lo, hi] = [at('lo'), at('hi')];
  const span = (a: Dec, z: Dec): Span => (a.cmp(z) <= 0 ? between(a, z) : between(z, a));
  const own = new Map([...hi.own].map(([p, z]) => [p, span(lo.own.get(p) ?? ZERO, z)]));
  return { own, taken: span(lo.taken, hi.taken) };
}

