import { readCaseTable } from '../case/read.js';
import { type Locate, inPlace } from '../core/condition.js';
import { type Options, contextOf } from '../core/context.js';
import { yearOf } from '../core/day.js';
import type { Determination } from '../core/determination.js';
import { refuse } from '../core/error.js';
import { byKey } from '../core/groups.js';
import { type LawSource, changesOf } from '../core/law.js';
import type { Row } from '../core/facts.js';
import { type Evaluated, type Subject, evaluate, merge } from '../core/evaluate.js';
import type { Measure } from '../core/measure.js';
import { type Relations, bounded, implied } from '../core/relations.js';
import { text } from '../core/text.js';
import { firstDay, inheriting, lawOn, together } from './determine.js';

/**
 * One measure on the flat facts of one subject, without a case around it.
 *
 * @throws InvalidCaseError naming each fact or option that is not of its type
 */
export function calculate(measure: Measure, relations: Pick<Relations, 'implied' | 'within'>, published: LawSource, given: unknown, options?: Options): Determination {
  const { policy: { register }, at } = contextOf(published, options);
  const complete = (own: Row): Row => bounded(implied(own, relations.implied), relations.within);
  const stated = readCaseTable(measure.facts, given) as Record<string, unknown>;
  const list = measure.rows?.fact ?? '';
  const rows = (stated[list] as readonly Row[] | undefined)?.map(complete);
  if (rows !== undefined) stated[list] = rows;
  const facts = complete(stated);
  const year = facts['year'] as number | undefined;
  const apart = 'group' in measure.source ? measure.source.apart?.(at(undefined)) : undefined;
  const on: OnFacts = (own, ofYear, places) => {
    const subjectFacts: Row = { ...own, year: ofYear };
    const ownRows = (own[list] ?? []) as Record<string, unknown>[];
    for (const row of ownRows) inheriting(row, measure.rows?.inherits ?? [], subjectFacts);
    const isOfRows = measure.rows?.inherits.includes(measure.datedBy) === true && ownRows.length > 0;
    const dated = isOfRows ? firstDay(measure, ownRows) : own[measure.datedBy];
    const isWhole = isOfRows ? ownRows.every((row) => row[measure.datedBy] !== undefined) : dated !== undefined;
    // Without its day it stands under any law that there is; without those of some rows, under any up to the first stated.
    const days = isWhole ? [dated] : [...new Set([undefined, ...changesOf(register).filter((day) => dated === undefined || day < (dated as string)), dated])];
    const locateRow = (row: number): Locate => (name) => `${list}[${places?.[row] ?? row}].${name}`;
    const payee = own[measure.payee.fact] ?? (measure.payee.kind !== 'enterprise' || 'group' in measure.source ? own[measure.subject] : undefined);
    const subject: Subject = { id: own[measure.subject] as string, payee: payee as string | undefined, year: ofYear, locate: inPlace, locateRow };
    return days.map((day) => evaluate(measure, subjectFacts, subject, lawOn(day, at), relations.implied))
      .reduce((a, b) => merge(a, b, subjectFacts, measure.datedBy));
  };
  if (apart === undefined) return on(facts, 'group' in measure.source && measure.source.year === undefined ? undefined : year).determination;
  if ('byYearOf' in apart) return on(facts, year ?? onlyYear(rows ?? [], apart.byYearOf)).determination;
  return byJoined(measure, facts, rows ?? [], on);
}

/** Evaluates the measure on some facts, whose rows stand at `places` of the list that was given. */
type OnFacts = (facts: Row, year: number | undefined, places?: readonly number[]) => Evaluated;

/** The year of all rows; they must not be added up over several. */
function onlyYear(rows: readonly Row[], day: string): number | undefined {
  const years = new Set(rows.map((row) => (row[day] === undefined ? undefined : yearOf(row[day] as string))));
  const [year] = years;
  if (years.size <= 1 && (year !== undefined || rows.length === 0)) return year;
  return refuse({
    path: '$.year', code: 'missing',
    expected: text('归集的年度（所选解读按年归集）', 'the year that is added up: under the chosen reading rows are added up per year'),
  });
}

/** Evaluates the rows of each joined row by themselves, and adds up what they give. */
function byJoined(measure: Measure, facts: Row, rows: readonly Row[], on: OnFacts): Determination {
  const { join } = measure.source as { readonly join: string };
  const { fact } = measure.rows as { readonly fact: string };
  if (rows.length === 0) return on(facts, undefined).determination;
  const groups = byKey(rows.keys(), (i) => rows[i]?.[join] ?? refuse({
    path: `$.${fact}[${i}].${join}`, code: 'missing',
    expected: text('逐项归集所依据的编号', 'the id by which the chosen reading adds rows up'),
  }));
  return together([...groups.values()].map((own) => on({ ...facts, [fact]: own.map((i) => rows[i]) }, undefined, own))).determination;
}
