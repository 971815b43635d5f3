import { determine } from '../assessment/determine.js';
import type { EnterpriseYear } from '../assessment/determine.js';
import type { ReadCase } from '../case/read.js';
import { type Context, rounded } from '../kernel/context.js';
import { type Dec, Dec as Decimal, downToFen, minOf, toFen, upToFen } from '../kernel/decimal.js';
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

/** Every figure that at most {@link MOST_SLIPS} slips lead to, unrounded, the fewest first. */
function slips(f: Figures): readonly Slip[] {
  const found: Slip[][] = [[], [], []];
  for (const base of f.bases) {
    for (const rate of f.rates) {
      for (const ceiling of f.ceilings) {
        for (const factor of f.factors) {
          const causes = [base, rate, ceiling, factor].flatMap((o) => o.cause ?? []);
          if (causes.length > MOST_SLIPS) continue;
          const product = base.value.times(rate.value);
          const held = ceiling.value === undefined ? product : minOf(product, ceiling.value);
          found[causes.length]?.push({ figure: held.times(factor.value), causes });
        }
      }
    }
  }
  return found.flat();
}

/** 万元 for 元 or the reverse: a slip of the unit, not a number of the policy. */
const TEN_THOUSAND = new Decimal(10_000);

/** Why a total may have come out as it did; `advances` is what was paid on account before. */
export function explainTotal(target: Dec, f: Figures | undefined, advances: Dec, lines: number, context: Context): readonly Cause[] {
  if (f === undefined) return [];
  const all = slips(f);
  const right = all[0]?.figure;
  // The whole once more beside the advances: a likelier slip than any other that gives the same sum.
  if (right !== undefined && !advances.isZero() && target.eq(rounded(context, right).plus(advances))) return [cause('advances-not-deducted')];
  // Twice the amount over several lines was paid twice, whatever rate would double it as well.
  if (right !== undefined && lines > 1 && target.eq(rounded(context, right).times(2))) return [cause('paid-twice')];
  for (const { figure, causes } of all) {
    if (causes.length > 0 && rounded(context, figure).eq(target)) return causes;
  }
  if (right === undefined) return [];
  const due = rounded(context, right);
  if (target.eq(due.times(2))) return [cause('paid-twice')];
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
}

/** Why the advances may have come out as they did. */
export function explainAdvance(target: Dec, f: Figures | undefined, terms: AdvanceTerms, context: Context): readonly Cause[] {
  const { share, progress, limit } = terms;
  if (f !== undefined) {
    const reach = progress === undefined ? share : minOf(progress, share);
    const fractions: Option[] = [
      { value: reach },
      { value: share, cause: cause('share-of-total-flat') },
      ...(progress === undefined ? [] : [{ value: progress, cause: cause('progress-without-share') }]),
      { value: new Decimal(1), cause: cause('whole-total') },
    ];
    const all = slips(f).flatMap(({ figure, causes }) =>
      fractions.map((o): Slip => ({ figure: o.value.times(rounded(context, figure)), causes: [...causes, ...(o.cause === undefined ? [] : [o.cause])] })),
    );
    for (let n = 1; n <= MOST_SLIPS; n += 1) {
      const hit = all.find((s) => s.causes.length === n && downToFen(s.figure).eq(target));
      if (hit !== undefined) return hit.causes;
    }
    const whole = all[0]?.figure;
    if (whole !== undefined && (upToFen(whole).eq(target) || toFen(whole).eq(target))) return [cause('rounding')];
    const bare = all.find((s) => s.causes.length === 1 && upToFen(s.figure).eq(target));
    if (bare !== undefined) return [...bare.causes, cause('rounding')];
  }
  if (target.eq(limit.times(2))) return [cause('paid-twice')];
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
  const variants = variantsOf(place, s, context);
  if (variants === undefined) return undefined;
  const { ids, without, contested } = variants;
  const goneFrom = (kept: ReadonlySet<string>): string[] => ids.filter((id) => !kept.has(id));
  const figure = (kept: ReadonlySet<string>): Dec | undefined => without(new Set(goneFrom(kept)));
  // Where rows of the same amount leave it open, a lawful choice is presumed.
  for (const elected of [true, false]) {
    for (const kept of subsetsGiving(target, ids, figure, (of) => goneFrom(of).every(contested) === elected)) {
      const gone = goneFrom(kept);
      if (gone.length > 0) return { causes: [cause('rows-left-out', gone.join('、'))], elected };
    }
  }
  return undefined;
}

interface Variants {
  /** Rows that may be left out. */
  readonly ids: readonly string[];
  readonly without: (gone: ReadonlySet<string>) => Dec | undefined;
  readonly contested: (id: string) => boolean;
}

function variantsOf(place: Place, s: FigureSources, context: Context): Variants | undefined {
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
  switch (place.kind) {
    case 'loans':
    case 'leases': {
      const group = s.determined[place.kind][place.at] as EnterpriseYear;
      const of = place.kind === 'loans' ? loanOf : leaseOf;
      return {
        ids: rows.map((r) => r.id),
        without: (gone) => {
          const amount = of(group, (row) => !gone.has(row.id), context);
          return isCertain(amount) ? amount.hi : undefined;
        },
        contested: (id) => s.competition().contested.has(id),
      };
    }
    case 'consortium': {
      const position = (id: string): number => s.read.projectIndex.get(id) as number;
      return {
        ids: rows.map((r) => r.id),
        without: (gone) => figure({ members: new Map([[place.at, new Set(rows.filter((r) => !gone.has(r.id)).map((r) => position(r.id)))]]) }),
        contested: (id) => s.competition().contested.has(memberName(place.at, position(id))),
      };
    }
    case 'subsidy': {
      const leases = s.competition().leases.get(place.at) ?? [];
      return {
        ids: leases.map((l) => l.id),
        without: (gone) => figure({ withdrawn: new Map([[place.at, leases.filter((l) => gone.has(l.id))]]) }),
        contested: (id) => s.competition().contested.has(id),
      };
    }
    default:
      return undefined;
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
