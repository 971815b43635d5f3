import { DECLARED, measureCatalogue } from '../articles/catalogue.js';
import type { FactTable } from '../facts/fact.js';
import type { Context } from '../kernel/context.js';
import type { MeasureId } from '../kernel/determination.js';
import type { Bilingual } from '../kernel/text.js';
import type { Parameter, ParameterId } from '../policy/parameters.js';

/** What an audit needs to know of each measure, read off its declaration. */
export interface AuditedMeasure {
  readonly id: MeasureId;
  readonly clause: string;
  readonly title: Bilingual;
  readonly facts: FactTable;
  readonly parameters: readonly ParameterId[];
  readonly labels: ReadonlyMap<string, Bilingual>;
}

const LABELS = new Map(measureCatalogue.map((m) => [m.id, new Map(m.conditions.map((c) => [c.id, c.label]))]));

const BY_ID: ReadonlyMap<string, AuditedMeasure> = new Map(
  DECLARED.map(({ id, clause, title, facts, parameters }): [string, AuditedMeasure] => [
    id,
    { id, clause, title, facts, parameters, labels: LABELS.get(id) ?? new Map() },
  ]),
);

export const measureOf = (id: string): AuditedMeasure | undefined => BY_ID.get(id);

/** The measure of a determination, which always exists. */
export const declared = (id: MeasureId): AuditedMeasure => BY_ID.get(id) as AuditedMeasure;

/** Whether the measure is given for a year, so that its determination is named by one. */
export function isYearly(measure: AuditedMeasure, context: Context): boolean {
  const year = measure.facts['year'];
  if (year === undefined) return false;
  // A supplier's sales have a year of their own only where a reading adds them up per year (I-25).
  return year.required || context.readings.supplyAggregation === 'per-year';
}

/** The key of the determination that an award is held against. */
export const keyOfAward = (measure: AuditedMeasure, subject: string, year: number | undefined, context: Context): string =>
  isYearly(measure, context) ? `${measure.id}:${subject}:${year}` : `${measure.id}:${subject}`;

/** The share that may be paid on account, for a measure that is settled at the end. */
export function advanceShare(measure: AuditedMeasure, context: Context): Parameter | undefined {
  const id = measure.parameters.find((p) => context.parameters[p].unit === 'ratio' && context.parameters[p].bound === 'at-most');
  return id === undefined ? undefined : context.parameters[id];
}

/** The measure's own ceiling, or its stated sum. */
export function ceilingOf(measure: AuditedMeasure, context: Context): Parameter | undefined {
  const money = measure.parameters.map((id) => context.parameters[id]).filter((p) => p.unit === 'CNY');
  return money.find((p) => p.bound === 'at-most') ?? money.find((p) => p.bound === 'exactly');
}
