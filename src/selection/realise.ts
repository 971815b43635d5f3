import { overYear } from '../articles/article-2-financing.js';
import type { Determined, EnterpriseYear } from '../assessment/determine.js';
import { type Context, roundedSpan } from '../kernel/context.js';
import { type Dec, ZERO, minOf, notBelowZero } from '../kernel/decimal.js';
import { multiply } from '../kernel/formula.js';
import type { Evaluated, EvaluatedRow } from '../kernel/measure.js';
import { NOTHING, type Span, between, isCertain, mapSpan, orNothing, plus } from '../kernel/span.js';
import type { Contenders, Contract } from './parties.js';
import { hasOpenShare, sumOfValues } from './parties.js';

/**
 * What a choice pays: each determination's amount on the inputs that are left to it, exact until
 * the one rounding.
 */

/**
 * The equipment investment that is left when the given contracts are claimed under A2.3 instead.
 * With more leased equipment stated than the project has, what stays still counts up to the whole.
 *
 * A lease whose share is unknown may have all the equipment that no other lease is known to have, or
 * none of it: withdrawn, it may leave no more than the other leases' shares. Completions in which
 * the shares exceed the equipment contradict themselves and are not among those meant.
 */
export function baseWithout(equipment: Span, all: readonly Contract[], withdrawn: readonly Contract[]): Span {
  if (withdrawn.length === 0) return equipment;
  const total = sumOfValues(all).lo;
  const gone = sumOfValues(withdrawn).lo;
  const left = (e: Dec): Dec => minOf(e, notBelowZero(e.minus(total)).plus(notBelowZero(total.minus(gone))));
  const hi = left(equipment.hi);
  const whole = isCertain(equipment) ? hi : left(equipment.lo);
  const lo = withdrawn.some(hasOpenShare) ? minOf(whole, notBelowZero(total.minus(gone))) : whole;
  return between(lo, hi);
}

/** Rounded once; from nothing while eligibility is open. */
export const held = (e: Evaluated, capped: Span, context: Context): Span =>
  roundedSpan(context, e.determination.status === 'undetermined' ? orNothing(capped) : capped);

/** 1b on what its chosen leases leave. */
export function subsidyOf(c: Contenders, withdrawn: readonly Contract[], context: Context): Span {
  const e = c.subsidy;
  if (e?.valuation?.base === undefined || e.valuation.rate === undefined) return NOTHING;
  if (withdrawn.length === 0) return e.amount;
  const limit = context.parameters['A1.3.cap'].decimal;
  const product = multiply(baseWithout(e.valuation.base, c.leases, withdrawn), e.valuation.rate);
  return held(e, mapSpan(product, (a) => minOf(a, limit)), context);
}

/** 6b on the projects that chose it, each on what its chosen leases leave. */
export function consortiumOf(e: Evaluated, bases: readonly Span[], context: Context): Span {
  const { 'A6.4.rate': rate, 'A6.4.cap': limit } = context.parameters;
  const base = bases.reduce(plus, NOTHING);
  return held(e, mapSpan(base, (a) => minOf(a.times(rate.decimal), limit.decimal)), context);
}

/** 2b of an enterprise-year on the chosen contracts. */
export function leaseOf(group: EnterpriseYear, chosen: (row: EvaluatedRow) => boolean, context: Context): Span {
  const { 'A2.3.rate': rate, 'A2.3.cap': limit } = context.parameters;
  const sum = group.evaluated.rows.reduce<Span>((a, row) => (chosen(row) ? plus(a, row.span) : a), NOTHING);
  const amount = mapSpan(sum, (a) => minOf(overYear(a, context).times(rate.decimal), limit.decimal));
  return held(group.evaluated, amount, context);
}

/** 2a of an enterprise-year on the chosen contracts. */
export function loanOf(group: EnterpriseYear, chosen: (row: EvaluatedRow) => boolean, context: Context): Span {
  const limit = context.parameters['A2.2.cap'].decimal;
  const sum = group.evaluated.rows.reduce<Span>((a, row) => (chosen(row) ? plus(a, row.span) : a), NOTHING);
  return held(group.evaluated, mapSpan(sum, (a) => minOf(a, limit)), context);
}

/**
 * Article 5 of one project as a sum: its yearly awards and what is left of the completion award.
 * Taken together because each yearly award lowers the later one by as much.
 */
export function demonstrationSum(awards: Determined['projects'][number], net: (gross: Dec, annual: Dec) => Dec): Span {
  const { annual, completion } = awards;
  const sum = awards.annualTogether ?? annual.reduce<Span>((a, e) => plus(a, e.amount), NOTHING);
  if (completion === undefined || completion.exact.hi.isZero()) return sum;
  const gross = completion.valuation?.base ?? NOTHING;
  const least = completion.determination.status === 'eligible' ? gross.lo : ZERO;
  if (isCertain(sum) && completion.amount.lo === completion.amount.hi) return plus(sum, completion.amount);
  const lo = completion.determination.status === 'eligible' ? sum.lo.plus(net(least, sum.lo)) : sum.lo;
  return between(lo, sum.hi.plus(net(gross.hi, sum.hi)));
}
