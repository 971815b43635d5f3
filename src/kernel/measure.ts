import type { FactTable, KnownFacts } from '../facts/fact.js';
import type { ParameterId } from '../policy/parameters.js';
import type { ClauseId } from '../policy/text.js';
import type { Condition, Locate } from './condition.js';
import { type Context, roundedSpan } from './context.js';
import type {
  ConditionResult,
  Determination,
  ItemResult,
  MeasureId,
  Nature,
  Outcome,
  Status,
  Step,
  SubjectKind,
} from './determination.js';
import { type Formula, type Stage, type Valuation, formatStage } from './formula.js';
import { ANY_AMOUNT, NOTHING, type Span, hull, orNothing, plus, toRange } from './span.js';
import type { Bilingual } from './text.js';

/**
 * A measure is declared once; evaluation, reasons, ranges, texts and documents derive from the
 * declaration.
 *
 * How a determination comes about: every condition is tested (none is skipped because another
 * failed); one unmet condition makes it ineligible with amount 0, otherwise one unknown condition
 * makes it undetermined, and its amount then reaches down to 0. The formula runs on the known facts
 * and gives a span where some are unknown; it is rounded once, after the measure's own cap.
 */
export interface Measure<F, R = never, S extends FactTable = FactTable> {
  readonly id: MeasureId;
  /** Short code of the reading: 1a … 7. */
  readonly code: string;
  readonly article: Determination['article'];
  readonly clause: ClauseId;
  readonly subject: SubjectKind;
  readonly title: Bilingual;
  readonly facts: S;
  readonly conditions: readonly Condition<F>[];
  /** The rows that the measure adds up, and what each must fulfil to count. */
  readonly rows?: Rows<F, R>;
  /** A condition on the sum of the rows that count. */
  readonly sumCondition?: SumCondition;
  readonly formula: Formula<F>;
  /** Facts that bear on eligibility and amount at once: while unknown, each value is evaluated. */
  readonly branchOn?: readonly (keyof F & string)[];
  readonly parameters: readonly ParameterId[];
}

/** A condition on what the rows add up to. */
export interface SumCondition {
  readonly id: string;
  readonly clause: ClauseId;
  readonly label: Bilingual;
  readonly test: (sum: Span, context: Context, missing: readonly string[]) => ConditionResult;
}

/** A measure on the facts of a table. */
export type MeasureOf<S extends FactTable, R = never, F = KnownFacts<S>> = Measure<F, R, S>;

export interface Rows<F, R> {
  /** Name of the list among the facts. */
  readonly fact: string;
  readonly of: (facts: F) => readonly R[] | undefined;
  readonly id: (row: R) => string;
  readonly conditions: readonly Condition<R>[];
  /** What the row adds to the base, given that it counts. */
  readonly value: (row: R, context: Context, locate: Locate) => RowValue;
  /** That value as an amount of the base, where it is kept in another measure until the rows are added up. */
  readonly shown?: (span: Span, context: Context) => Span;
}

export interface RowValue {
  readonly span: Span;
  readonly nature?: Nature;
  readonly missing?: readonly string[];
}

/** A row with its outcome; `span` is 0 for a row that does not count. */
export interface EvaluatedRow {
  readonly id: string;
  readonly status: Status;
  readonly span: Span;
  readonly nature: Nature | undefined;
  readonly conditions: readonly ConditionResult[];
  readonly missing: readonly string[];
}

/** A determination with the exact figures behind it, for selection and payment. */
export interface Evaluated {
  readonly determination: Determination;
  /** Exact, capped, unrounded; 0 when ineligible, from 0 when undetermined. */
  readonly exact: Span;
  /** Rounded: what `determination.amount` says. */
  readonly amount: Span;
  readonly rows: readonly EvaluatedRow[];
  readonly valuation: Valuation | undefined;
}

export interface Subject {
  readonly id: string;
  readonly year?: number | undefined;
  /** Where the subject's facts, and those of its rows, stand in the input. */
  readonly locate: Locate;
  readonly locateRow: (row: number) => Locate;
}

const NO_ROWS: readonly EvaluatedRow[] = Object.freeze([]);

/** Evaluates a measure for one subject. */
export function evaluate<F, R>(measure: Measure<F, R>, facts: F, subject: Subject, context: Context): Evaluated {
  const branch = measure.branchOn?.find((name) => facts[name] === undefined);
  if (branch === undefined) return evaluateKnown(measure, facts, subject, context);
  const when = (value: boolean): Evaluated =>
    evaluate(measure, { ...facts, [branch]: value }, subject, context);
  // With the fact open, a condition says more of itself than its two outcomes do.
  const open = measure.conditions.map((condition) => condition.test(facts, context, subject.locate));
  return merge(when(true), when(false), subject.locate(branch), open);
}

function evaluateKnown<F, R>(measure: Measure<F, R>, facts: F, subject: Subject, context: Context): Evaluated {
  const conditions: ConditionResult[] = [];
  let worst: Outcome = 'met';
  for (const condition of measure.conditions) {
    const result = condition.test(facts, context, subject.locate);
    conditions.push(result);
    worst = worse(worst, result.outcome);
  }
  let rows = NO_ROWS;
  let base: Span | undefined;
  if (measure.rows !== undefined) {
    const found = evaluateRows(measure.rows, facts, subject, context);
    rows = found.rows;
    base = found.sum;
    for (const result of found.conditions) {
      conditions.push(result);
      worst = worse(worst, result.outcome);
    }
    if (measure.sumCondition !== undefined) {
      const result = measure.sumCondition.test(base, context, found.missing);
      conditions.push(result);
      worst = worse(worst, result.outcome);
    }
  }
  const status: Status = worst === 'met' ? 'eligible' : worst === 'unmet' ? 'ineligible' : 'undetermined';
  const valuation = measure.formula.evaluate(facts, { base, rows, context, locate: subject.locate });
  const exact = status === 'ineligible' ? NOTHING : status === 'undetermined' ? orNothing(valuation.capped) : valuation.capped;
  const amount = roundedSpan(context, exact);
  const missing = status === 'ineligible' ? [] : namesMissing(conditions, rows, valuation);
  const determination: Draft = {
    key: subject.year === undefined ? `${measure.id}:${subject.id}` : `${measure.id}:${subject.id}:${subject.year}`,
    measure: measure.id,
    article: measure.article,
    clause: measure.clause,
    subject: { kind: measure.subject, id: subject.id },
  } as Draft;
  // Assigned in the order of the contract, which is the order of the bytes.
  if (subject.year !== undefined) determination.year = subject.year;
  determination.status = status;
  determination.nature = valuation.nature;
  determination.amount = toRange(amount);
  determination.conditions = conditions;
  determination.steps = status === 'ineligible' ? [] : valuation.stages.map(formatStage);
  determination.capBinding = status !== 'ineligible' && valuation.capBinding;
  if (measure.rows !== undefined) determination.items = rows.map((row) => itemOf(row, measure.rows?.shown?.(row.span, context)));
  if (missing.length > 0) determination.missing = missing;
  return { determination, exact, amount, rows, valuation: status === 'ineligible' ? undefined : valuation };
}

type Draft = { -readonly [K in keyof Determination]: Determination[K] };

const worse = (a: Outcome, b: Outcome): Outcome =>
  a === 'unmet' || b === 'unmet' ? 'unmet' : a === 'unknown' || b === 'unknown' ? 'unknown' : 'met';

interface RowsFound {
  readonly rows: readonly EvaluatedRow[];
  readonly sum: Span;
  readonly conditions: readonly ConditionResult[];
  readonly missing: readonly string[];
}

function evaluateRows<F, R>(spec: Rows<F, R>, facts: F, subject: Subject, context: Context): RowsFound {
  const given = spec.of(facts);
  if (given === undefined || given.length === 0) {
    const open = given === undefined;
    const id = `some-${spec.fact}`;
    const clause = spec.conditions[0]?.clause ?? '';
    const result: ConditionResult = open
      ? { id, clause, outcome: 'unknown', required: '1', missing: [subject.locate(spec.fact)] }
      : { id, clause, outcome: 'unmet', required: '1', actual: '0' };
    // A list that is left out may hold anything.
    return { rows: NO_ROWS, sum: open ? ANY_AMOUNT : NOTHING, conditions: [result], missing: result.missing ?? [] };
  }
  const rows: EvaluatedRow[] = [];
  let best: Status = 'ineligible';
  const missing: string[] = [];
  for (let i = 0; i < given.length; i += 1) {
    const row = evaluateRow(spec, given[i] as R, subject.locateRow(i), context);
    rows.push(row);
    if (row.status === 'ineligible') continue;
    if (row.status === 'eligible') best = 'eligible';
    else if (best === 'ineligible') best = 'undetermined';
    missing.push(...row.missing);
  }
  return { rows, sum: sumOf(rows), conditions: conditionsOfRows(rows, best), missing };
}

function sumOf(rows: readonly EvaluatedRow[]): Span {
  let sum: Span | undefined;
  for (const row of rows) {
    if (row.status !== 'ineligible') sum = sum === undefined ? row.span : plus(sum, row.span);
  }
  return sum ?? NOTHING;
}

function evaluateRow<F, R>(spec: Rows<F, R>, row: R, locate: Locate, context: Context): EvaluatedRow {
  const conditions: ConditionResult[] = [];
  let worst: Outcome = 'met';
  for (const condition of spec.conditions) {
    const result = condition.test(row, context, locate);
    conditions.push(result);
    worst = worse(worst, result.outcome);
  }
  const id = spec.id(row);
  if (worst === 'unmet') {
    return { id, status: 'ineligible', span: NOTHING, nature: undefined, conditions, missing: [] };
  }
  const value = spec.value(row, context, locate);
  const status: Status = worst === 'met' ? 'eligible' : 'undetermined';
  const missing: string[] = [];
  for (const condition of conditions) if (condition.missing !== undefined) missing.push(...condition.missing);
  if (value.missing !== undefined) missing.push(...value.missing);
  return {
    id,
    status,
    span: status === 'eligible' ? value.span : orNothing(value.span),
    nature: value.nature,
    conditions,
    missing,
  };
}

/**
 * The rows' conditions as conditions of the whole: those of the rows that decide it. If a row
 * counts, the conditions it met; else those of the rows that may count; else everything unmet.
 */
function conditionsOfRows(rows: readonly EvaluatedRow[], status: Status): readonly ConditionResult[] {
  const deciding = rows.filter((r) => r.status === status);
  const first = deciding[0] as EvaluatedRow;
  if (deciding.length === 1 || status === 'eligible') return first.conditions;
  const wanted: Outcome = status === 'ineligible' ? 'unmet' : 'unknown';
  return first.conditions.map((condition, i) => {
    const hits = deciding.map((r) => r.conditions[i] as ConditionResult).filter((c) => c.outcome === wanted);
    const hit = hits[0];
    if (hit === undefined) return condition;
    return wanted === 'unknown' ? { ...hit, missing: unique(hits.flatMap((c) => c.missing ?? [])) } : hit;
  });
}

function itemOf(row: EvaluatedRow, shown: Span = row.span): ItemResult {
  return { id: row.id, status: row.status, amount: toRange(shown), conditions: row.conditions };
}

function namesMissing(
  conditions: readonly ConditionResult[],
  rows: readonly EvaluatedRow[],
  valuation: Valuation,
): readonly string[] {
  let names: string[] | undefined;
  for (const condition of conditions) {
    if (condition.missing !== undefined) (names ??= []).push(...condition.missing);
  }
  for (const row of rows) if (row.missing.length > 0) (names ??= []).push(...row.missing);
  if (valuation.missing.length > 0) (names ??= []).push(...valuation.missing);
  return names === undefined ? [] : unique(names);
}

const unique = (names: readonly string[]): string[] => [...new Set(names)];

/** Two completions of one unknown fact as one determination; `open` are its conditions while it is unknown. */
function merge(a: Evaluated, b: Evaluated, missing: string, open: readonly ConditionResult[]): Evaluated {
  const x = a.determination;
  const y = b.determination;
  const exact = hull(a.exact, b.exact);
  const amount = hull(a.amount, b.amount);
  const status: Status = x.status === y.status ? x.status : 'undetermined';
  // The branch that may pay more explains the amount.
  const shown = a.exact.hi.cmp(b.exact.hi) >= 0 ? a : b;
  const conditions = x.conditions.map((c, i): ConditionResult => {
    const d = y.conditions[i] as ConditionResult;
    if (c.outcome === d.outcome && c.outcome !== 'unknown') return c;
    if (open[i]?.outcome === 'unknown') return open[i];
    const { actual: _ofOneBranch, ...base }: ConditionResult = c.outcome === 'unknown' ? c : d;
    const decisive = c.outcome === d.outcome ? [] : [missing];
    return { ...base, outcome: 'unknown', missing: unique([...(c.missing ?? []), ...(d.missing ?? []), ...decisive]) };
  });
  const matters = x.status !== y.status || !a.exact.lo.eq(b.exact.lo) || !a.exact.hi.eq(b.exact.hi);
  const names = status === 'ineligible' ? [] : unique([...(matters ? [missing] : []), ...(x.missing ?? []), ...(y.missing ?? [])]);
  const { missing: _dropped, ...rest } = shown.determination;
  const steps = mergeStages(a.valuation, b.valuation);
  return {
    determination: {
      ...rest,
      status,
      amount: toRange(amount),
      conditions,
      steps: status === 'ineligible' ? [] : steps,
      capBinding: x.capBinding && y.capBinding,
      ...(names.length === 0 ? undefined : { missing: names }),
    },
    exact,
    amount,
    rows: shown.rows,
    valuation: a.valuation === undefined ? b.valuation : b.valuation === undefined ? a.valuation : mergeValuation(a.valuation, b.valuation),
  };
}

function mergeValuation(a: Valuation, b: Valuation): Valuation {
  const rate = a.rate !== undefined && b.rate !== undefined ? hull(a.rate, b.rate) : a.rate ?? b.rate;
  return {
    ...a,
    capped: hull(a.capped, b.capped),
    rate,
    stages: mergedStages(a, b),
    capBinding: a.capBinding && b.capBinding,
  };
}

function mergedStages(a: Valuation, b: Valuation): readonly Stage[] {
  return a.stages.map((s, i) => {
    const t = b.stages[i];
    return t === undefined ? s : { ...s, span: hull(s.span, t.span) };
  });
}

function mergeStages(a: Valuation | undefined, b: Valuation | undefined): readonly Step[] {
  if (a === undefined || b === undefined) return ((a ?? b)?.stages ?? []).map(formatStage);
  return mergedStages(a, b).map(formatStage);
}
