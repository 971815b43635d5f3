import { cap } from '../constraints/cap.js';
import type { ParameterId } from '../policy/parameters.js';
import type { Locate } from './condition.js';
import type { Context } from './context.js';
import { type Dec, ZERO, formatMoney, minOf } from './decimal.js';
import type { Nature, Step } from './determination.js';
import type { EvaluatedRow } from './measure.js';
import { type Span, between, exactly, mapSpan } from './span.js';
import { type Bilingual, text } from './text.js';

/** A named stage of an amount, before it is written out. */
export interface Stage {
  readonly id: 'base' | 'rate' | 'product' | 'assessed' | 'fixed' | 'deduction' | 'net' | 'cap';
  readonly clause: string;
  readonly label: Bilingual;
  readonly span: Span;
  readonly unit: Step['unit'];
}

/** What a formula gives, exact and unrounded. */
export interface Valuation {
  /** After the measure's own cap. */
  readonly capped: Span;
  readonly nature: Nature;
  readonly stages: readonly Stage[];
  readonly capBinding: boolean;
  /** Unknown facts that leave the amount open. */
  readonly missing: readonly string[];
  /** Base and rate, where the formula is a percentage. */
  readonly base?: Span | undefined;
  readonly rate?: Span | undefined;
}

export interface FormulaInput {
  /** Sum of the rows that count, for a measure with rows. */
  readonly base: Span | undefined;
  readonly rows: readonly EvaluatedRow[];
  readonly context: Context;
  readonly locate: Locate;
}

/** How an amount is found from the facts. */
export interface Formula<F> {
  readonly kind: 'percentage' | 'assessed' | 'fixed' | 'net';
  readonly evaluate: (facts: F, input: FormulaInput) => Valuation;
}

const NONE: readonly string[] = Object.freeze([]);

export const STAGES = {
  base: text('计算基数', 'base'),
  rate: text('比例', 'rate'),
  product: text('基数×比例', 'base × rate'),
  assessed: text('核定金额', 'assessed amount'),
  fixed: text('定额', 'fixed amount'),
  deduction: text('扣减前期年度奖励', 'earlier yearly awards deducted'),
  net: text('扣减后', 'after deduction'),
  cap: text('封顶后', 'after the cap'),
  ceiling: text('上限（金额由主管部门核定）', 'ceiling (the authority fixes the amount)'),
} as const;

/** Rate × base, held to a cap. */
export function percentage<F>(spec: {
  readonly base: (facts: F, input: FormulaInput) => { readonly span: Span; readonly missing?: readonly string[] };
  readonly rate: (facts: F, context: Context, locate: Locate) => Span;
  readonly cap: ParameterId;
}): Formula<F> {
  return {
    kind: 'percentage',
    evaluate: (facts, input) => {
      const { parameters } = input.context;
      const base = spec.base(facts, input);
      const rate = spec.rate(facts, input.context, input.locate);
      const limit = parameters[spec.cap];
      const product = multiply(base.span, rate);
      const capped = mapSpan(product, (a) => cap(a, limit.decimal).amount);
      return {
        capped,
        nature: 'determinate',
        stages: [
          { id: 'base', clause: limit.clause, label: STAGES.base, span: base.span, unit: 'CNY' },
          { id: 'rate', clause: limit.clause, label: STAGES.rate, span: rate, unit: 'ratio' },
          { id: 'product', clause: limit.clause, label: STAGES.product, span: product, unit: 'CNY' },
          { id: 'cap', clause: limit.clause, label: STAGES.cap, span: capped, unit: 'CNY' },
        ],
        capBinding: product.lo.cmp(limit.decimal) > 0,
        missing: base.missing ?? NONE,
        base: base.span,
        rate,
      };
    },
  };
}

/** base × rate where both may be open. */
export function multiply(base: Span, rate: Span): Span {
  const hi = base.hi.times(rate.hi);
  return base.lo === base.hi && rate.lo === rate.hi ? { lo: hi, hi } : between(base.lo.times(rate.lo), hi);
}

/** The authority's figure, held to the ceiling; while it is open, only the ceiling is known. */
export function assessedWithin<K extends string>(spec: {
  readonly fact: K;
  readonly cap: ParameterId;
}): Formula<{ readonly [P in K]?: Dec | undefined }> {
  return {
    kind: 'assessed',
    evaluate: (facts, { context, locate }) => {
      const limit = context.parameters[spec.cap];
      const figure = facts[spec.fact];
      if (figure === undefined) return ceilingOnly(exactly(limit.decimal), limit.clause, [locate(spec.fact)]);
      const held = cap(figure, limit.decimal);
      const capped = exactly(held.amount);
      return {
        capped,
        nature: 'assessed',
        stages: [
          { id: 'assessed', clause: limit.clause, label: STAGES.assessed, span: exactly(figure), unit: 'CNY' },
          { id: 'cap', clause: limit.clause, label: STAGES.cap, span: capped, unit: 'CNY' },
        ],
        capBinding: held.binding,
        missing: NONE,
      };
    },
  };
}

/** Only 最高 is known: from nothing up to the ceiling. */
export function ceilingOnly(ceiling: Span, clause: string, missing: readonly string[]): Valuation {
  const capped = { lo: ZERO, hi: ceiling.hi };
  return {
    capped,
    nature: 'ceiling',
    stages: [{ id: 'cap', clause, label: STAGES.ceiling, span: exactly(ceiling.hi), unit: 'CNY' }],
    capBinding: false,
    missing,
  };
}

/** A stated sum. */
export function fixedAmount<F>(parameter: ParameterId): Formula<F> {
  return {
    kind: 'fixed',
    evaluate: (_facts, { context }) => {
      const { decimal, clause } = context.parameters[parameter];
      const span = exactly(decimal);
      return {
        capped: span,
        nature: 'determinate',
        stages: [{ id: 'fixed', clause, label: STAGES.fixed, span, unit: 'CNY' }],
        capBinding: false,
        missing: NONE,
      };
    },
  };
}

/** Sum of rows whose amounts an authority assesses, held to a cap. */
export function assessedRows<F>(capId: ParameterId): Formula<F> {
  return {
    kind: 'assessed',
    evaluate: (_facts, { base, rows, context }) => {
      const limit = context.parameters[capId];
      const sum = base ?? exactly(limit.decimal);
      const capped = mapSpan(sum, (a) => minOf(a, limit.decimal));
      const assessed = rows.some((r) => r.status !== 'ineligible' && r.nature === 'assessed');
      return {
        capped,
        nature: assessed ? 'assessed' : 'ceiling',
        stages: [
          { id: 'assessed', clause: limit.clause, label: STAGES.assessed, span: sum, unit: 'CNY' },
          { id: 'cap', clause: limit.clause, label: STAGES.cap, span: capped, unit: 'CNY' },
        ],
        capBinding: sum.lo.cmp(limit.decimal) > 0,
        missing: NONE,
      };
    },
  };
}

/** Writes a stage out. */
export function formatStage(stage: Stage): Step {
  const write = stage.unit === 'CNY' ? formatExact : (a: Dec): string => a.toFixed();
  const hi = write(stage.span.hi);
  const value = stage.span.lo === stage.span.hi ? hi : `${write(stage.span.lo)}..${hi}`;
  return { id: stage.id, clause: stage.clause, label: stage.label, value, unit: stage.unit };
}

/** Money that is not rounded yet: at least two decimals, all of them. */
function formatExact(a: Dec): string {
  return a.decimalPlaces() <= 2 ? formatMoney(a) : a.toFixed();
}
