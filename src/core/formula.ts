import { cap } from '../constraints/cap.js';
import type { Locate } from './condition.js';
import { type Dec, ONE, ZERO, compare, formatMoney, minOf } from './decimal.js';
import type { Nature, Step } from './determination.js';
import type { Open } from './facts.js';
import type { Law } from './law.js';
import type { EvaluatedRow } from './evaluate.js';
import { type Ratio, isRatio, share, writeRatio } from './ratio.js';
import { type RatioSpan, type Span, between, combineRatios, exactly, hull, isCertain, isUnbounded, mapSpan, times } from './span.js';
import { type Bilingual, text } from './text.js';

/** A named stage of an amount, before it is written out: yuan or a decimal rate, or an exact quotient. */
export interface Stage {
  readonly id: string;
  readonly clause: string;
  readonly label: Bilingual;
  readonly span: Span | RatioSpan;
  readonly unit: Step['unit'];
}

/**
 * An amount as a function of its base: `min(base × rate ÷ divisor, cap) × factor`. What a measure pays
 * on a smaller base follows from it: same formula, same cap, same rounding.
 */
export interface Linear {
  readonly base: Span;
  readonly rate: Span;
  readonly divisor: number;
  readonly cap: Dec;
  readonly factor?: RatioSpan | undefined;
}

/** What a formula gives, exact and unrounded. */
export interface Valuation {
  /** After the measure's own cap. */
  readonly capped: Span;
  readonly stages: readonly Stage[];
  readonly capBinding: boolean;
  /** Unknown facts that leave the amount open. */
  readonly missing: readonly string[];
  readonly linear?: Linear | undefined;
}

export interface FormulaInput {
  /** Sum of the rows that count, for a measure with rows. */
  readonly base: Span;
  readonly rows: readonly EvaluatedRow[];
  readonly law: Law;
  readonly locate: Locate;
}

/** How a stage follows from earlier ones, for a document whose reader can check it. */
export type Derivation =
  | { readonly as: 'product' | 'difference'; readonly of: readonly [string, string] }
  /** Held to the cap. */
  | { readonly as: 'least'; readonly of: string };

/** How an amount is found from the facts. */
export interface Formula<F> {
  /** The parameter that holds the amount from above; a stated sum has none. */
  readonly cap?: string;
  /** The parameter that is the amount, where that is a stated sum. */
  readonly fixed?: string;
  /** What kind of figure the amount is; asked of an ineligible award too, which has no valuation. */
  readonly nature: (facts: F, rows: readonly EvaluatedRow[]) => Nature;
  /** How its stages follow from each other; one that is not named is stated. */
  readonly derives?: Readonly<Record<string, Derivation>>;
  readonly evaluate: (facts: F, input: FormulaInput) => Valuation;
}

const NONE: readonly string[] = Object.freeze([]);

export const STAGES = {
  base: text('计算基数', 'base'),
  rate: text('比例', 'rate'),
  product: text('基数×比例', 'base × rate'),
  assessed: text('核定金额', 'assessed amount'),
  fixed: text('定额', 'fixed amount'),
  cap: text('封顶后', 'after the cap'),
  ceiling: text('上限（金额由主管部门核定）', 'ceiling (the authority fixes the amount)'),
  factor: text('结算系数', 'settlement factor'),
  settled: text('乘结算系数后', 'after the settlement factor'),
} as const;

export const money = (id: string, clause: string, label: Bilingual, span: Span): Stage => ({ id, clause, label, span, unit: 'CNY' });

/** `amount × factor` where both may be open. */
const byFactor = (amount: Span, f: RatioSpan): Span => {
  const hi = share(amount.hi, f.hi);
  return amount.lo === amount.hi && f.lo === f.hi ? { lo: hi, hi } : between(share(amount.lo, f.lo), hi);
};

/** An amount divided; by 1 it is itself. */
export const over = (a: Dec, divisor: number): Dec => (divisor === 1 ? a : a.div(divisor));

/** What the formula gives on a base, exact. */
export function onBase({ rate, divisor, cap: limit, factor }: Linear, base: Span): Span {
  const held = mapSpan(times(base, rate), (a) => minOf(over(a, divisor), limit));
  return factor === undefined ? held : byFactor(held, factor);
}

/** Rate × base, held to a cap, and the authority's factor on it where there is one. */
export function percentage<F>(spec: {
  /** The sum of the rows where it is left out. */
  readonly base?: (facts: F, input: FormulaInput) => Open;
  readonly rate: string | ((facts: F, law: Law) => Span);
  readonly cap: string;
  readonly divisor?: (law: Law) => number;
  readonly factor?: (facts: F, input: FormulaInput) => { readonly span: RatioSpan; readonly missing: readonly string[]; readonly clause: string } | undefined;
}): Formula<F> {
  return {
    cap: spec.cap,
    nature: () => 'determinate',
    derives: {
      product: { as: 'product', of: ['base', 'rate'] },
      cap: { as: 'least', of: 'product' },
      settled: { as: 'product', of: ['cap', 'factor'] },
    },
    evaluate: (facts, input) => {
      const { law } = input;
      const base = spec.base === undefined ? { span: input.base, missing: NONE } : spec.base(facts, input);
      const rate = typeof spec.rate === 'string' ? exactly(law.parameter(spec.rate).decimal) : spec.rate(facts, law);
      const divisor = spec.divisor?.(law) ?? 1;
      const { decimal: limit, clause } = law.parameter(spec.cap);
      const factor = spec.factor?.(facts, input);
      const product = mapSpan(times(base.span, rate), (a) => over(a, divisor));
      const held = mapSpan(product, (a) => minOf(a, limit));
      const capped = factor === undefined ? held : byFactor(held, factor.span);
      const isKnown = !isUnbounded(base.span);
      const stages: Stage[] = [];
      if (isKnown) stages.push(money('base', clause, STAGES.base, mapSpan(base.span, (a) => over(a, divisor))));
      stages.push({ id: 'rate', clause, label: STAGES.rate, span: rate, unit: 'ratio' });
      if (isKnown) stages.push(money('product', clause, STAGES.product, product));
      stages.push(money('cap', clause, STAGES.cap, held));
      if (factor !== undefined) {
        stages.push({ id: 'factor', clause: factor.clause, label: STAGES.factor, span: factor.span, unit: 'ratio' });
        stages.push(money('settled', factor.clause, STAGES.settled, capped));
      }
      return {
        capped,
        stages,
        capBinding: compare(product.lo, limit) > 0,
        missing: factor === undefined ? base.missing : [...base.missing, ...factor.missing],
        linear: { base: base.span, rate, divisor, cap: limit, factor: factor?.span },
      };
    },
  };
}

const ASSESSED: NonNullable<Formula<never>['derives']> = { cap: { as: 'least', of: 'assessed' } };

/** The authority's figure, held to the ceiling; while it is open, only the ceiling is known. */
export function assessedWithin<K extends string>(spec: {
  readonly fact: K;
  readonly cap: string;
}): Formula<{ readonly [P in K]?: Dec | undefined }> {
  return {
    cap: spec.cap,
    nature: (facts) => (facts[spec.fact] === undefined ? 'ceiling' : 'assessed'),
    derives: ASSESSED,
    evaluate: (facts, { law, locate }) => {
      const { decimal: limit, clause } = law.parameter(spec.cap);
      const figure = facts[spec.fact];
      if (figure === undefined) {
        // Only 最高 is known: from nothing up to the ceiling.
        const stages = [money('ceiling', clause, STAGES.ceiling, exactly(limit))];
        return { capped: { lo: ZERO, hi: limit }, stages, capBinding: false, missing: [locate(spec.fact)] };
      }
      const held = cap(figure, limit);
      const capped = exactly(held.amount);
      return {
        capped,
        stages: [money('assessed', clause, STAGES.assessed, exactly(figure)), money('cap', clause, STAGES.cap, capped)],
        capBinding: held.binding,
        missing: NONE,
      };
    },
  };
}

/** A stated sum. */
export function fixedAmount<F>(parameter: string): Formula<F> {
  return {
    fixed: parameter,
    nature: () => 'determinate',
    evaluate: (_facts, { law }) => {
      const { decimal, clause } = law.parameter(parameter);
      const span = exactly(decimal);
      return { capped: span, stages: [money('fixed', clause, STAGES.fixed, span)], capBinding: false, missing: NONE };
    },
  };
}

/** Sum of rows whose amounts an authority assesses, held to a cap. */
export function assessedRows<F>(capId: string): Formula<F> {
  return {
    cap: capId,
    nature: (_facts, rows) => (rows.some((r) => r.nature === 'assessed') ? 'assessed' : 'ceiling'),
    derives: ASSESSED,
    evaluate: (_facts, { base, law }) => {
      const { decimal: limit, clause } = law.parameter(capId);
      const capped = mapSpan(base, (a) => minOf(a, limit));
      return {
        capped,
        // While a row is open there is no sum to tell, only what the cap leaves of it.
        stages: [...(isCertain(base) ? [money('assessed', clause, STAGES.assessed, base)] : []), money('cap', clause, STAGES.cap, capped)],
        capBinding: compare(base.lo, limit) > 0,
        missing: NONE,
        linear: { base, rate: exactly(ONE), divisor: 1, cap: limit },
      };
    },
  };
}

/** Writes a stage out. */
export function formatStage({ id, clause, label, span, unit }: Stage): Step {
  const hi = written(span.hi, unit);
  return { id, clause, label, value: span.lo === span.hi ? hi : `${written(span.lo, unit)}..${hi}`, unit };
}

/** Money that is not rounded yet is written with at least two decimals, and all that it has. */
const written = (a: Dec | Ratio, unit: Step['unit']): string =>
  isRatio(a) ? writeRatio(a) : unit === 'ratio' ? a.toFixed() : a.decimalPlaces() <= 2 ? formatMoney(a) : a.toFixed();

const isRatioSpan = (s: Span | RatioSpan): s is RatioSpan => isRatio(s.hi);

/** Two completions of one unknown fact as one valuation. */
export function mergeValuations(a: Valuation | undefined, b: Valuation | undefined): Valuation | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const stages = a.stages.map((s, i): Stage => {
    const t = b.stages[i];
    if (t === undefined || t.id !== s.id || t.span === s.span) return s;
    const span = isRatioSpan(s.span) ? combineRatios(s.span, t.span as RatioSpan, (x) => x) : hull(s.span, t.span as Span);
    return { ...s, span };
  });
  const { linear: l } = a;
  const linear = l === undefined || b.linear === undefined ? undefined : { ...l, base: hull(l.base, b.linear.base), rate: hull(l.rate, b.linear.rate) };
  return { ...a, capped: hull(a.capped, b.capped), stages, capBinding: a.capBinding && b.capBinding, linear };
}
