import { determine } from '../assessment/determine.js';
import type { EnterpriseYear } from '../assessment/determine.js';
import type { ReadCase } from '../case/read.js';
import { type Context, rounded } from '../kernel/context.js';
import { type Dec, Dec as Decimal, ONE, downToFen, minOf, toFen, upToFen } from '../kernel/decimal.js';
import { isCertain } from '../kernel/span.js';
import { text } from '../kernel/text.js';
import { READINGS, type ReadingId, type Readings } from '../policy/readings.js';
import { leaseOf, loanOf } from '../selection/realise.js';
import type { Cause } from './finding.js';
import { type FigureSources, type Figures, type Option, figuresOf, rightFigure } from './figures.js';
import { placesOf, type Place } from './places.js';
import { type Choice, memberName, paymentsOf } from './standing.js';
import { subsetsGiving } from './subsets.js';
import { cause } from './words.js';

/**
 * The likely cause of a wrong figure: each alternative calculation is carried out, and the one that
 * gives the awarded figure to the fen with the fewest slips is named. A cause is an aid to the
 * reviewer; the finding stands without it.
 */

/** More slips at once than this explain anything and therefore nothing. */
const MOST_SLIPS = 2;

interface Slip {
  readonly figure: Dec;
  readonly causes: readonly Cause[];
}

/** One figure for each dimension of a calculation; the first of each is the right one. */
type Calculation = readonly [fraction: Option, base: Option, rate: Option, ceiling: Ceiling, factor: Option];
type Ceiling = Figures['ceilings'][number];

const NO_FRACTION: readonly Option[] = [{ value: ONE }];

/**
 * Every figure that at most {@link MOST_SLIPS} slips lead to, the fewest first and the right one at
 * the head. A slip that changes nothing – a ceiling forgotten that does not bind – is none.
 *
 * @param of the figure of the award before the fraction that was paid of it
 */
function slips(f: Figures, of: (figure: Dec) => Dec, fractions: readonly Option[] = NO_FRACTION): readonly Slip[] {
  const dimensions = [fractions, f.bases, f.rates, f.ceilings, f.factors] as const;
  const right = dimensions.map((options) => options[0]) as unknown as Calculation;
  const result = ([fraction, base, rate, ceiling, factor]: Calculation): Dec => {
    const product = base.value.times(rate.value);
    const held = ceiling.value === undefined ? product : minOf(product, ceiling.value);
    return fraction.value.times(of(held.times(factor.value)));
  };
  const found: Slip[][] = [[{ figure: result(right), causes: [] }], [], []];
  const replaced = (c: Calculation, at: number, option: Option | Ceiling): Calculation =>
    c.map((own, i) => (i === at ? option : own)) as unknown as Calculation;
  const vary = (c: Calculation, from: number, slipped: readonly number[]): void => {
    for (let at = from; at < dimensions.length; at += 1) {
      for (const option of dimensions[at] as readonly (Option | Ceiling)[]) {
        if (option.cause === undefined) continue;
        const changed = replaced(c, at, option);
        const positions = [...slipped, at];
        const figure = result(changed);
        const idle = positions.some((p) => result(replaced(changed, p, right[p] as Option | Ceiling)).eq(figure));
        if (!idle) found[positions.length]?.push({ figure, causes: changed.flatMap((o) => o.cause ?? []) });
        if (positions.length < MOST_SLIPS) vary(changed, at + 1, positions);
      }
    }
  };
  vary(right, 0, []);
  return found.flat();
}

/** 万元 for 元 or the reverse: a slip of the unit, not a number of the policy. */
const TEN_THOUSAND = new Decimal(10_000);

/** What a total was paid as. */
export interface TotalTerms {
  /** Paid on account before. */
  readonly advances: Dec;
  /** Lines that it was settled in. */
  readonly lines: number;
  /** Whether the verified investment misses the threshold, so that nothing is left of the right figure. */
  readonly lapsed: boolean;
}

/** Why a total may have come out as it did. */
export function explainTotal(target: Dec, f: Figures | undefined, { advances, lines, lapsed }: TotalTerms, context: Context): readonly Cause[] {
  if (f === undefined) return [];
  const all = slips(f, (a) => a);
  const right = (all[0] as Slip).figure;
  const due = rounded(context, right);
  // The arithmetic is right: if the award is not, something else took it away.
  if (target.eq(due)) return lapsed ? [cause('threshold-at-settlement')] : [];
  // The whole once more beside the advances: a likelier slip than any other that gives the same sum.
  if (!advances.isZero() && target.eq(due.plus(advances))) return [cause('advances-not-deducted')];
  // Twice the amount over several lines was paid twice, whatever rate would double it as well.
  if (lines > 1 && target.eq(due.times(2))) return [cause('paid-twice')];
  for (const { figure, causes } of all) {
    if (causes.length > 0 && rounded(context, figure).eq(target)) return causes;
  }
  if (toFen(right).eq(target) || downToFen(right).eq(target) || upToFen(right).eq(target)) return [cause('rounding')];
  if (target.eq(due.times(TEN_THOUSAND)) || toFen(due.div(TEN_THOUSAND)).eq(target)) return [cause('unit')];
  for (const { figure, causes } of all) {
    if (causes.length === 1 && (toFen(figure).eq(target) || downToFen(figure).eq(target))) return [...causes, cause('rounding')];
  }
  return differByFen(target, due) ? [cause('rounding')] : [];
}

/** What the advances may have been computed as. */
export interface AdvanceTerms {
  readonly share: Dec;
  /** Progress as the case states it; undefined where it is open or not a single figure. */
  readonly progress: Dec | undefined;
  /** The right limit. */
  readonly limit: Dec;
  /** Lines that it was advanced in. */
  readonly lines: number;
}

/** Why the advances may have come out as they did. */
export function explainAdvance(target: Dec, f: Figures | undefined, terms: AdvanceTerms, context: Context): readonly Cause[] {
  const { share, progress, limit, lines } = terms;
  if (f !== undefined) {
    const reach = progress === undefined ? share : minOf(progress, share);
    const fractions: Option[] = [
      { value: reach },
      { value: share, cause: cause('share-of-total-flat') },
      ...(progress === undefined ? [] : [{ value: progress, cause: cause('progress-without-share') }]),
      { value: ONE, cause: cause('whole-total') },
    ];
    const all = slips(f, (a) => rounded(context, a), fractions);
    const hit = all.find((s) => s.causes.length > 0 && downToFen(s.figure).eq(target));
    if (hit !== undefined) return hit.causes;
    const whole = (all[0] as Slip).figure;
    if (upToFen(whole).eq(target) || toFen(whole).eq(target)) return [cause('rounding')];
    const bare = all.find((s) => s.causes.length === 1 && upToFen(s.figure).eq(target));
    if (bare !== undefined) return [...bare.causes, cause('rounding')];
  }
  if (lines > 1 && target.eq(limit.times(2))) return [cause('paid-twice')];
  return differByFen(target, limit) ? [cause('rounding')] : [];
}

/** The smallest unit of money, as the library rounds. */
export const FEN = upToFen(new Decimal('0.001'));
const differByFen = (a: Dec, b: Dec): boolean => a.minus(b).abs().eq(FEN);

/** Rows whose absence gives the figure; `elected` where each was another award's input as well. */
export interface LeftOut {
  readonly causes: readonly Cause[];
  readonly elected: boolean;
}

/**
 * An amount below what is due may be the whole of fewer rows: an applicant may keep a contract or a
 * member project out of a claim to use its input elsewhere (可就高 is a right), or one was forgotten.
 */
export function rowsLeftOut(target: Dec, place: Place, s: FigureSources, context: Context): LeftOut | undefined {
  let forgotten: LeftOut | undefined;
  for (const variants of variantsOf(place, s, context)) {
    const found = leftOut(target, variants);
    // Where rows of the same amount leave it open, a lawful choice is presumed.
    if (found?.elected === true) return found;
    forgotten ??= found;
  }
  return forgotten;
}

function leftOut(target: Dec, { ids, without, contested }: Variants): LeftOut | undefined {
  const goneFrom = (kept: ReadonlySet<string>): string[] => ids.filter((id) => !kept.has(id));
  const figure = (kept: ReadonlySet<string>): Dec | undefined => without(new Set(goneFrom(kept)));
  for (const elected of [true, false]) {
    for (const kept of subsetsGiving(target, ids, figure, (of) => goneFrom(of).every(contested) === elected)) {
      const gone = goneFrom(kept);
      if (gone.length > 0) return { causes: [cause('rows-left-out', gone.join('、'))], elected };
    }
  }
  return undefined;
}

/** One kind of row that an award may have been computed without. */
interface Variants {
  /** Rows that may be left out. */
  readonly ids: readonly string[];
  readonly without: (gone: ReadonlySet<string>) => Dec | undefined;
  readonly contested: (id: string) => boolean;
}

function variantsOf(place: Place, s: FigureSources, context: Context): readonly Variants[] {
  const { evaluated } = place;
  const rows = evaluated.rows.filter((r) => !r.span.hi.isZero());
  const { chosen } = s.standing;
  // The payable figure of another choice, settled on verified figures where there are some.
  const figure = (change: Partial<Choice>): Dec | undefined => {
    const standing = { ...s.standing, chosen: { ...chosen, ...change } };
    const figures = figuresOf(place, true, { ...s, standing });
    const right = figures && rightFigure(figures);
    return right && rounded(context, right);
  };
  const contested = (id: string): boolean => s.competition().contested.has(id);
  const leasesOf = (project: number) => s.competition().leases.get(project) ?? [];
  switch (place.kind) {
    case 'loans':
    case 'leases': {
      const group = s.determined[place.kind][place.at] as EnterpriseYear;
      const of = place.kind === 'loans' ? loanOf : leaseOf;
      const without = (gone: ReadonlySet<string>): Dec | undefined => {
        const amount = of(group, (row) => !gone.has(row.id), context);
        return isCertain(amount) ? amount.hi : undefined;
      };
      return [{ ids: rows.map((r) => r.id), without, contested }];
    }
    case 'consortium': {
      const position = (id: string): number => s.read.projectIndex.get(id) as number;
      const members: Variants = {
        ids: rows.map((r) => r.id),
        without: (gone) => figure({ members: new Map([[place.at, new Set(rows.filter((r) => !gone.has(r.id)).map((r) => position(r.id)))]]) }),
        contested: (id) => contested(memberName(place.at, position(id))),
      };
      const projects = (s.read.facts.consortia?.[place.at]?.projects ?? []).map(position);
      const withdrawn = (p: number) => chosen.withdrawn.get(p) ?? [];
      // A lease that is claimed already is out of the base as it is.
      const others = (p: number) => leasesOf(p).filter((l) => !withdrawn(p).some((w) => w.id === l.id));
      const leases: Variants = {
        ids: projects.flatMap((p) => others(p).map((l) => l.id)),
        without: (gone) => figure({ withdrawn: new Map(projects.map((p) => [p, [...withdrawn(p), ...others(p).filter((l) => gone.has(l.id))]])) }),
        contested,
      };
      return [members, leases];
    }
    case 'subsidy': {
      const leases = leasesOf(place.at);
      return [
        {
          ids: leases.map((l) => l.id),
          without: (gone) => figure({ withdrawn: new Map([[place.at, leases.filter((l) => gone.has(l.id))]]) }),
          contested,
        },
      ];
    }
    default:
      return [];
  }
}

/** A figure that no slip explains, waiting for the other readings to be tried. */
export interface Unexplained {
  readonly key: string;
  readonly target: Dec;
  /** Whether the figure is an advance, and not the amount itself. */
  readonly advance: boolean;
}

/** Every single reading other than the ones in force. */
function* otherReadings(readings: Readings): Generator<{ id: ReadingId; value: string; readings: Readings }> {
  for (const id of Object.keys(READINGS) as ReadingId[]) {
    for (const value of Object.keys(READINGS[id].values)) {
      if (value !== readings[id]) yield { id, value, readings: { ...readings, [id]: value } };
    }
  }
}

/**
 * The readings under which unexplained figures would be right. Each reading is tried once for all of
 * them, and one determination of the case is held at a time.
 */
export function byOtherReadings(unexplained: readonly Unexplained[], read: ReadCase, s: FigureSources): Map<Unexplained, Cause> {
  const found = new Map<Unexplained, Cause>();
  let open = [...unexplained];
  for (const other of otherReadings(s.context.readings)) {
    if (open.length === 0) break;
    const context = { ...s.context, readings: other.readings };
    const determined = determine(read, context);
    const places = placesOf(determined);
    const paid = open.some((u) => u.advance) ? paymentsOf(read, s.determined, s.standing.chosen, context) : undefined;
    for (const u of open) {
      const e = places.get(u.key)?.evaluated;
      const hit = u.advance
        ? paid?.get(u.key)?.advance?.cumulativeLimit
        : e !== undefined && isCertain(e.amount) && e.determination.status === 'eligible'
          ? e.determination.amount
          : undefined;
      if (hit === undefined || hit.min !== hit.max || !u.target.eq(hit.max)) continue;
      const { question, values } = READINGS[other.id];
      const value = (values as Readonly<Record<string, { zh: string; en: string }>>)[other.value];
      found.set(u, cause('other-reading', `${other.id}=${other.value}`, text(`${question.zh}${value?.zh ?? other.value}`, `${question.en} ${value?.en ?? other.value}`)));
    }
    open = open.filter((u) => !found.has(u));
  }
  return found;
}
