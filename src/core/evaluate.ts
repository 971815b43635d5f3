import { type Condition, type Locate, told, unknown, unmet } from './condition.js';
import { type ConditionResult, type Determination, type ItemResult, type Nature, type Outcome, type Status, keyOf } from './determination.js';
import type { FactList } from './fact.js';
import type { Row } from './facts.js';
import { type Valuation, formatStage, mergeValuations, onBase, over } from './formula.js';
import { byText } from './groups.js';
import { type Law, roundedSpan } from './law.js';
import type { Measure, RowValue, Rows } from './measure.js';
import { type Relations, implied } from './relations.js';
import { ANY_AMOUNT, NOTHING, type Span, hull, isCertain, isUnbounded, mapSpan, orNothing, plus, same, toRange } from './span.js';
import { text } from './text.js';

/**
 * How a determination comes about: every condition is tested (none is skipped because another
 * failed); one unmet condition makes it ineligible with amount 0, otherwise one unknown condition
 * makes it undetermined, and its amount then reaches down to 0. The formula runs on the known facts
 * and gives a span where some are unknown; it is rounded once, after the measure's own cap.
 */

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
  readonly measure: Measure;
  readonly law: Law;
  readonly facts: Row;
  readonly subject: Subject;
  readonly determination: Determination;
  /** Exact, capped, unrounded; 0 when ineligible, from 0 when undetermined. */
  readonly exact: Span;
  /** Rounded: what `determination.amount` says. */
  readonly amount: Span;
  readonly rows: readonly EvaluatedRow[];
  /** Absent where it is ineligible. */
  readonly valuation: Valuation | undefined;
  /** The unknown facts that its figures hang on, also those that its cap hides. */
  readonly openBy: readonly string[];
}

export interface Subject {
  readonly id: string;
  readonly payee?: string | undefined;
  readonly year?: number | undefined;
  /** Where the subject's facts, and those of its rows, stand in the input. */
  readonly locate: Locate;
  readonly locateRow: (row: number) => Locate;
}

const NO_ROWS: readonly EvaluatedRow[] = Object.freeze([]);
const NO_NAMES: readonly string[] = Object.freeze([]);

/** Evaluates a measure for one subject; `implications` say what follows from the facts of one row that are stated. */
export function evaluate(measure: Measure, facts: Row, subject: Subject, law: Law, implications: Relations['implied']): Evaluated {
  const branch = measure.branchOn?.find((name) => facts[name] === undefined) as string | undefined;
  if (branch === undefined) return evaluateKnown(measure, facts, subject, law);
  const when = (value: boolean): Evaluated => evaluate(measure, implied({ ...facts, [branch]: value }, implications), subject, law, implications);
  return merge(when(true), when(false), facts, subject.locate(branch));
}

/** What an evaluated measure pays on a base: rounded; from nothing while eligibility is open. */
export function paidOn({ valuation, determination, law, amount }: Evaluated, base: Span): Span {
  const linear = valuation?.linear;
  if (linear === undefined) return NOTHING;
  if (same(base, linear.base)) return amount;
  const exact = onBase(linear, base);
  return roundedSpan(law, determination.status === 'undetermined' ? orNothing(exact) : exact);
}

function evaluateKnown(measure: Measure, facts: Row, subject: Subject, law: Law): Evaluated {
  const conditions = tested(measure.conditions, facts, law, subject.locate);
  let rows = NO_ROWS;
  let base: Span = NOTHING;
  if (measure.rows !== undefined) {
    const found = evaluateRows(measure, measure.rows, facts, subject, law);
    rows = found.rows;
    base = found.sum;
    conditions.push(...found.conditions);
    const sum = measure.sumCondition;
    if (sum !== undefined) conditions.push(told(sum as never, sum.test({ span: base, missing: found.missing }, law, found.missing.length === 0)));
  }
  const status = STATUS[worstOf(conditions)];
  const valuation = status === 'ineligible' ? undefined : measure.formula.evaluate(facts as never, { base, rows, law, locate: subject.locate });
  const exact = valuation === undefined ? NOTHING : status === 'undetermined' ? orNothing(valuation.capped) : valuation.capped;
  const amount = roundedSpan(law, exact);
  // Of a stated sum the rows say only whether one counts, which their conditions tell.
  const missing = valuation === undefined ? NO_NAMES : namesMissing(conditions, measure.formula.fixed === undefined ? rows : NO_ROWS, valuation);
  const nature = measure.formula.nature(facts as never, rows);
  const determination = determinationOf(measure, subject, law, { status, nature, amount, conditions, rows, valuation, missing });
  return { measure, law, facts, subject, determination, exact, amount, rows, valuation, openBy: missing };
}

type Draft = { -readonly [K in keyof Determination]: Determination[K] };

function determinationOf(
  measure: Measure,
  subject: Subject,
  law: Law,
  of: Pick<Determination, 'status' | 'nature' | 'conditions'> & Pick<Evaluated, 'amount' | 'rows' | 'valuation'> & { readonly missing: readonly string[] },
): Determination {
  const { valuation, missing } = of;
  // Assigned in the order of the contract, which is the order of the bytes.
  const out: Draft = {
    key: keyOf(measure.id, subject.id, subject.year),
    measure: measure.id,
    article: measure.article,
    clause: measure.clause,
    subject: { kind: measure.kind, id: subject.id },
  } as Draft;
  if (subject.payee !== undefined) out.payee = subject.payee;
  if (subject.year !== undefined) out.year = subject.year;
  out.status = of.status;
  out.nature = of.nature;
  out.amount = toRange(of.amount);
  out.conditions = of.conditions;
  out.steps = valuation === undefined ? [] : valuation.stages.map(formatStage);
  out.capBinding = valuation !== undefined && valuation.capBinding;
  if (measure.rows !== undefined) {
    const divisor = valuation?.linear?.divisor ?? 1;
    out.items = of.rows.map((row) => itemOf(row, divisor, law));
  }
  // Facts that can change neither status nor amount are not missing.
  if (missing.length > 0 && (of.status === 'undetermined' || !isCertain(of.amount))) out.missing = missing;
  return out;
}

function itemOf({ id, status, span, conditions }: EvaluatedRow, divisor: number, law: Law): ItemResult {
  if (isUnbounded(span)) return { id, status, conditions };
  return { id, status, amount: toRange(roundedSpan(law, mapSpan(span, (a) => over(a, divisor)))), conditions };
}

/** How conditions come out: those that the readings in force ask for. */
function tested(conditions: readonly Condition<never>[], facts: Row, law: Law, locate: Locate): ConditionResult[] {
  const out: ConditionResult[] = [];
  for (const condition of conditions) {
    if (condition.applies === undefined || condition.applies(law)) out.push(told(condition, condition.test(facts as never, law, locate)));
  }
  return out;
}

/** What conditions come to together: one that is unmet decides, else one that is unknown. */
function worstOf(conditions: readonly ConditionResult[]): Outcome {
  let worst: Outcome = 'met';
  for (const { outcome } of conditions) {
    if (outcome === 'unmet') return outcome;
    if (outcome === 'unknown') worst = outcome;
  }
  return worst;
}

const STATUS: Readonly<Record<Outcome, Status>> = { met: 'eligible', unmet: 'ineligible', unknown: 'undetermined' };

function evaluateRows(measure: Measure, spec: Rows<never>, facts: Row, subject: Subject, law: Law) {
  const given = facts[spec.fact] as readonly Row[] | undefined;
  if (given === undefined || given.length === 0) {
    const { row } = measure.facts[spec.fact] as FactList;
    const some = { id: `some-${spec.fact}`, clause: spec.conditions[0]?.clause ?? measure.clause, label: text(`有${row.zh}`, `at least one ${row.en}`) };
    const finding = given === undefined ? unknown('1', [subject.locate(spec.fact)]) : unmet('1', '0');
    // A list that is left out may hold anything.
    return { rows: NO_ROWS, sum: given === undefined ? ANY_AMOUNT : NOTHING, conditions: [told(some as never, finding)], missing: finding.missing ?? NO_NAMES };
  }
  const rows: EvaluatedRow[] = [];
  let total: Span = NOTHING;
  const missing: string[] = [];
  for (let i = 0; i < given.length; i += 1) {
    const row = evaluateRow(spec, given[i] as Row, subject.locateRow(i), law);
    rows.push(row);
    total = plus(total, row.span);
    missing.push(...row.missing);
  }
  return { rows, sum: total, conditions: conditionsOfAll(rows), missing: unique(missing) };
}

function evaluateRow(spec: Rows<never>, row: Row, locate: Locate, law: Law): EvaluatedRow {
  const conditions = tested(spec.conditions, row, law, locate);
  const status = STATUS[worstOf(conditions)];
  const id = row['id'] as string;
  if (status === 'ineligible') return { id, status, span: NOTHING, nature: undefined, conditions, missing: NO_NAMES };
  const value = spec.value(row as never, law, locate);
  const span = status === 'eligible' ? value.span : orNothing(value.span);
  return { id, status, span, nature: value.nature, conditions, missing: namesMissing(conditions, NO_ROWS, value) };
}

/** What rows, or parts, come to together: one that counts is enough. */
export const statusOfAll = (all: readonly { readonly status: Status }[]): Status =>
  all.some((x) => x.status === 'eligible') ? 'eligible' : all.some((x) => x.status === 'undetermined') ? 'undetermined' : 'ineligible';

/**
 * The conditions of rows, or of parts, as conditions of the whole: those of the rows that decide it. If a row
 * counts, the conditions it met; else those of the rows that may count; else everything unmet.
 */
export function conditionsOfAll(rows: readonly Pick<EvaluatedRow, 'id' | 'status' | 'conditions'>[]): readonly ConditionResult[] {
  const status = statusOfAll(rows);
  const deciding = rows.filter((r) => r.status === status);
  const first = deciding.reduce((a, b) => (b.id < a.id ? b : a));
  if (status === 'eligible') return first.conditions;
  // Told of the first by its id, so that the order of the rows says nothing.
  deciding.sort((a, b) => byText(a.id, b.id));
  return first.conditions.map((condition, i) => {
    const all = deciding.map((r) => r.conditions[i] as ConditionResult);
    const worst = worstOf(all);
    const hits = all.filter((c) => c.outcome === worst);
    const hit = hits[0] ?? condition;
    return worst === 'unknown' ? { ...hit, missing: unique(hits.flatMap((c) => c.missing as readonly string[])) } : hit;
  });
}

function namesMissing(conditions: readonly ConditionResult[], rows: readonly EvaluatedRow[], { missing = NO_NAMES }: Pick<RowValue, 'missing'>): readonly string[] {
  const names: string[] = [];
  for (const condition of conditions) if (condition.missing !== undefined) names.push(...condition.missing);
  for (const row of rows) names.push(...row.missing);
  return unique(names.length === 0 ? missing : [...names, ...missing]);
}

const unique = (names: readonly string[]): readonly string[] => (names.length < 2 ? names : [...new Set(names)]);

/**
 * Two completions of one unknown fact as one determination. A condition is told as it stands while the
 * fact is open; what only one completion says is not told as a fact.
 */
export function merge(a: Evaluated, b: Evaluated, facts: Row, branch: string): Evaluated {
  const { measure, law, subject } = a;
  const [x, y] = [a.determination, b.determination];
  const open = tested(measure.conditions, facts, law, subject.locate);
  const conditions = x.conditions.map((c, i): ConditionResult => {
    const d = y.conditions[i] as ConditionResult;
    const told = mergedCondition(c, d, open[i], branch);
    if (c.required === d.required) return told;
    // What is required, and what is short of it, hangs on the fact itself where that is the day of the law.
    const { required: _ofOne, shortfall: _too, ...rest } = told;
    return rest;
  });
  const exact = hull(a.exact, b.exact);
  const amount = hull(a.amount, b.amount);
  const status: Status = x.status === y.status ? x.status : 'undetermined';
  const valuation = mergeValuations(a.valuation, b.valuation);
  // Rows and nature are shown as in the branch that may pay more.
  const shown = a.exact.hi.cmp(b.exact.hi) >= 0 ? a : b;
  const matters = x.status !== y.status || !same(a.exact, b.exact);
  const missing = unique([...(matters ? [branch] : []), ...(x.missing ?? []), ...(y.missing ?? [])]);
  const [p, q] = [a.valuation?.linear, b.valuation?.linear];
  const partsLater = p !== undefined && q !== undefined && !(same(p.base, q.base) && same(p.rate, q.rate));
  const openBy = unique([...(matters || partsLater ? [branch] : []), ...a.openBy, ...b.openBy]);
  const nature = shown.determination.nature;
  const of = { status, nature, amount, conditions, rows: shown.rows, valuation, missing };
  return { measure, law, facts, subject, determination: determinationOf(measure, subject, law, of), exact, amount, rows: shown.rows, valuation, openBy };
}

function mergedCondition(c: ConditionResult, d: ConditionResult, stands: ConditionResult | undefined, branch: string): ConditionResult {
  const outcome: Outcome = c.outcome === d.outcome ? c.outcome : 'unknown';
  if (stands?.outcome === outcome) return stands;
  const { actual: _ofOne, shortfall: _too, ...rest } = c;
  if (outcome === 'unknown') {
    const decisive = c.outcome === d.outcome ? [] : [branch];
    return { ...rest, outcome, missing: unique([...(c.missing ?? []), ...(d.missing ?? []), ...decisive]) };
  }
  return c.actual === d.actual ? c : rest;
}
