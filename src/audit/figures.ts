import { equipmentBase } from '../articles/article-1-investment.js';
import { overYear } from '../articles/article-2-financing.js';
import { completionNet } from '../articles/article-5-demonstrations.js';
import type { Determined } from '../assessment/determine.js';
import type { KnownProject, ReadCase } from '../case/read.js';
import type { Context } from '../kernel/context.js';
import { type Dec, ONE, ZERO, minOf } from '../kernel/decimal.js';
import type { Evaluated } from '../kernel/measure.js';
import { type Span, exactly, isCertain } from '../kernel/span.js';
import type { ParameterId } from '../policy/parameters.js';
import { sumOfValues } from '../selection/parties.js';
import type { Cause, CauseCode } from './finding.js';
import { ceilingOf, declared } from './measures.js';
import type { Place } from './places.js';
import type { Competition, Standing } from './standing.js';
import { cause } from './words.js';

/**
 * The figures that could have been used for an award: for base, rate, ceiling and factor the right
 * one first and then those that are mistaken for it. An audit multiplies them out to find which slip
 * gives the awarded amount; nothing here decides what is due.
 */

/** A figure; without a cause it is the right one. */
export interface Option {
  readonly value: Dec;
  readonly cause?: Cause;
}

export interface Figures {
  readonly bases: readonly Option[];
  readonly rates: readonly Option[];
  /** A ceiling; `undefined` is none. */
  readonly ceilings: readonly { readonly value: Dec | undefined; readonly cause?: Cause }[];
  readonly factors: readonly Option[];
}

/** What the figures are read from. */
export interface FigureSources {
  readonly read: ReadCase;
  readonly determined: Determined;
  readonly standing: Standing;
  readonly context: Context;
  /** Sales amounts by the id of the line. */
  readonly sales: () => ReadonlyMap<string, Dec | undefined>;
  readonly competition: () => Competition;
}

/** The figures behind an award; undefined where the facts leave the right one open. */
export function figuresOf(place: Place, settled: boolean, s: FigureSources): Figures | undefined {
  const { evaluated } = place;
  const { parameters } = s.context;
  const measure = declared(evaluated.determination.measure);
  const ceiling = ceilingOf(measure, s.context);
  const plain = { rates: [right(ONE)], factors: [right(ONE)] };
  const ceilings = [{ value: ceiling?.decimal }, { value: undefined, cause: cause('uncapped') }];
  switch (place.kind) {
    case 'reward':
    case 'provider':
    case 'park': {
      const assessed = stage(evaluated, 'assessed');
      return assessed && { ...plain, bases: [right(assessed)], ceilings };
    }
    case 'annual':
    case 'leader': {
      const fixed = stage(evaluated, 'fixed');
      return fixed && { ...plain, bases: [right(fixed)], ceilings: [{ value: undefined }] };
    }
    case 'completion': {
      const [net, gross, assessed] = [stage(evaluated, 'net'), stage(evaluated, 'cap'), stage(evaluated, 'assessed')];
      if (net === undefined) return undefined;
      const bases = [...options(right(net), ['gross-of-deduction', gross], ['uncapped', assessed]), ...partlyDeducted(place, gross, s)];
      return { ...plain, bases, ceilings: [{ value: undefined }] };
    }
    case 'loans': {
      const group = s.determined.loans[place.at];
      const rows = group?.rows.map((i) => s.read.facts.loans?.[i]) ?? [];
      const kept = standingRows(place, s);
      return (
        kept && {
          ...plain,
          bases: options(
            right(kept),
            ['base-with-excluded-rows', sumOf(evaluated.rows.map((r) => certain(r.span)))],
            ['interest-not-bounding', sumOf(rows.map((r) => r?.assessedSubsidy))],
          ),
          ceilings,
        }
      );
    }
    case 'leases': {
      const group = s.determined.leases[place.at];
      const over = (a: Dec | undefined): Dec | undefined => a && overYear(a, s.context);
      const stated = sumOf((group?.rows ?? []).map((i) => s.read.facts.leases?.[i]?.annualAmount));
      const kept = over(standingRows(place, s));
      return (
        kept && {
          ...plain,
          bases: options(right(kept), ['base-with-excluded-rows', over(sumOf(evaluated.rows.map((r) => certain(r.span))))], ['base-with-excluded-rows', stated]),
          rates: [right(parameters['A2.3.rate'].decimal)],
          ceilings,
        }
      );
    }
    case 'supply': {
      const base = certain(evaluated.valuation?.base);
      const threshold = measure.parameters.map((id) => parameters[id]).find((p) => p.bound === 'at-least');
      const all = sumOf(evaluated.rows.map((r) => s.sales().get(r.id)));
      return (
        base && {
          ...plain,
          bases: options(right(base), ['base-with-excluded-rows', all], ['base-above-threshold', threshold && base.minus(threshold.decimal)]),
          rates: rates(measure.parameters, ['A4.3.rate', 'A4.4.rate'], 'rate-of-other-measure', s.context),
          ceilings,
        }
      );
    }
    case 'subsidy':
      return subsidyFigures(place, settled, ceilings, s);
    case 'consortium':
      return consortiumFigures(place, settled, ceilings, s);
  }
}

/** 5b where only some of the earlier yearly awards were deducted from the gross. */
function partlyDeducted(place: Place, gross: Dec | undefined, s: FigureSources): Option[] {
  const years = (s.determined.projects[place.at]?.annual ?? []).filter((e) => e.determination.status === 'eligible' && !e.amount.hi.isZero());
  const each = s.context.parameters['A5.3.amount'].decimal;
  if (gross === undefined) return [];
  return years.slice(1).flatMap((_y, i): Option[] => {
    const value = completionNet(gross, each.times(years.length - 1 - i), s.context);
    return value.isZero() ? [] : [{ value, cause: cause('deduction-incomplete', `${i + 1}`) }];
  });
}

/** The right figure alone, unrounded. */
export function rightFigure({ bases: [base], rates: [rate], ceilings: [ceiling], factors: [factor] }: Figures): Dec | undefined {
  if (base === undefined || rate === undefined || factor === undefined) return undefined;
  const product = base.value.times(rate.value);
  return (ceiling?.value === undefined ? product : minOf(product, ceiling.value)).times(factor.value);
}

/** 1b: equipment or total investment, as applied for or verified, with or without what is leased. */
function subsidyFigures(place: Place, settled: boolean, ceilings: Figures['ceilings'], s: FigureSources): Figures | undefined {
  const p = s.read.projects[place.at] as KnownProject;
  const rate = certain(place.evaluated.valuation?.rate);
  const applied = certain(place.evaluated.valuation?.base);
  const leased = certain(sumOfValues(s.standing.chosen.withdrawn.get(place.at) ?? []));
  if (rate === undefined || applied === undefined || leased === undefined) return undefined;
  const verified = withoutLeased(p.acceptance?.equipmentInvestment, p, s);
  const useVerified = settled && verified !== undefined;
  const less = (a: Dec | undefined): Dec | undefined => a?.minus(leased);
  const classes = (['A1.3.rate.national-demonstration', 'A1.3.rate.pilot-industry', 'A1.3.rate.other-new-type'] as const).flatMap((id) =>
    s.context.parameters[id].decimal.eq(rate) ? [] : [byParameter('rate-of-other-class', id, s.context)],
  );
  return {
    bases: options(
      right((useVerified ? less(verified) : less(applied)) as Dec),
      ['base-with-leased-equipment', useVerified ? verified : applied],
      useVerified ? ['base-as-applied', less(applied)] : ['base-verified', less(verified)],
      ['base-total-investment', p.acceptance?.totalInvestment],
      ['base-total-investment', p.totalInvestment],
    ),
    rates: [right(rate), ...classes, byParameter('rate-of-other-measure', 'A6.4.rate', s.context)],
    ceilings,
    factors: [right(ONE)],
  };
}

/** 6b: the members on its track, or all; equipment or total investment; with or without the factor. */
function consortiumFigures(place: Place, settled: boolean, ceilings: Figures['ceilings'], s: FigureSources): Figures | undefined {
  const c = s.read.facts.consortia?.[place.at];
  if (c === undefined) return undefined;
  const on = s.standing.chosen.members.get(place.at);
  const all = c.projects.map((id) => s.read.projectIndex.get(id) as number);
  const counting = all.filter((p, row) => (on === undefined || on.has(p)) && place.evaluated.rows[row]?.status === 'eligible');
  const leased = (p: number): Span => sumOfValues(s.standing.chosen.withdrawn.get(p) ?? []);
  const total = (of: readonly number[], value: (p: KnownProject) => Dec | undefined, without: boolean): Dec | undefined =>
    sumOf(of.map((i) => {
      const a = value(s.read.projects[i] as KnownProject);
      const gone = without ? certain(leased(i)) : ZERO;
      return a === undefined || gone === undefined ? undefined : a.minus(gone);
    }));
  const applied = (p: KnownProject): Dec | undefined => withoutLeased(p.equipmentInvestment, p, s);
  const verified = (p: KnownProject): Dec | undefined => withoutLeased(p.acceptance?.equipmentInvestment ?? p.equipmentInvestment, p, s);
  const useVerified = settled && c.accepted === true;
  const base = total(counting, useVerified ? verified : applied, true);
  const factor = useVerified ? c.settlementFactor : ONE;
  if (base === undefined || factor === undefined) return undefined;
  return {
    bases: options(
      right(base),
      useVerified ? ['base-as-applied', total(counting, applied, true)] : ['base-verified', total(counting, verified, true)],
      ['base-with-leased-equipment', total(counting, useVerified ? verified : applied, false)],
      ['base-with-excluded-rows', total(all, useVerified ? verified : applied, false)],
      ['base-total-investment', total(counting, (p) => p.totalInvestment, false)],
    ),
    rates: rates(
      ['A6.4.rate'],
      ['A6.4.rate', 'A1.3.rate.national-demonstration', 'A1.3.rate.pilot-industry', 'A1.3.rate.other-new-type'],
      'rate-of-other-measure',
      s.context,
    ),
    ceilings: [...ceilings, { value: s.context.parameters['A1.3.cap'].decimal, cause: cause('ceiling-of-other-measure', 'A1.3.cap', s.context.parameters['A1.3.cap'].name) }],
    factors: options(right(factor), ['factor-ignored', ONE]),
  };
}

/** Equipment without what a reading leaves out of it as leased; undefined while that is open. */
const withoutLeased = (equipment: Dec | undefined, { id }: KnownProject, s: FigureSources): Dec | undefined =>
  equipment && certain(equipmentBase(exactly(equipment), s.determined.leasedEquipment(id).span, s.context));

/** What the rows bring that are not claimed elsewhere; undefined while one is open. */
function standingRows(place: Place, s: FigureSources): Dec | undefined {
  const kind = place.kind === 'loans' ? 'loans' : 'leases';
  const gone = new Set<string>();
  // A row that competes and did not take the award is not part of the base.
  for (const { id } of place.evaluated.rows) if (s.standing.displacedRows.has(id)) gone.add(id);
  const group = s.determined[kind][place.at];
  return group && sumOf(group.evaluated.rows.filter((r) => !gone.has(r.id)).map((r) => certain(r.span)));
}

function rates(own: readonly ParameterId[], all: readonly ParameterId[], code: CauseCode, context: Context): Option[] {
  const first = all.find((id) => own.includes(id)) as ParameterId;
  const others = all.filter((id) => id !== first && !context.parameters[id].decimal.eq(context.parameters[first].decimal));
  return [right(context.parameters[first].decimal), ...others.map((id) => byParameter(code, id, context))];
}

const right = (value: Dec): Option => ({ value });

const byParameter = (code: CauseCode, id: ParameterId, context: Context): Option => ({
  value: context.parameters[id].decimal,
  cause: cause(code, id, context.parameters[id].name),
});

/** The right figure and the known others that differ from it. */
const options = (first: Option, ...others: readonly (readonly [CauseCode, Dec | undefined])[]): Option[] => [
  first,
  ...others.flatMap(([code, value]) => (value === undefined || value.s < 0 || value.eq(first.value) ? [] : [{ value, cause: cause(code) }])),
];

const certain = (span: Span | undefined): Dec | undefined => (span !== undefined && isCertain(span) ? span.hi : undefined);

const stage = (e: Evaluated, id: string): Dec | undefined => certain(e.valuation?.stages.find((x) => x.id === id)?.span);

/** The sum; undefined while one part is. */
function sumOf(amounts: readonly (Dec | undefined)[]): Dec | undefined {
  let sum = ZERO;
  for (const a of amounts) {
    if (a === undefined) return undefined;
    sum = sum.plus(a);
  }
  return sum;
}
