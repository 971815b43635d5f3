import { joinOf } from '../assess/join.js';
import { valueTypeOf, ID } from '../case/values.js';
import { type FactEntry, type FactSource, type FactTable, type FactType, type FactUnit, unitOf } from '../core/fact.js';
import { type Measure, listOf } from '../core/measure.js';
import { stagedPay } from '../core/payment.js';
import type { Policy } from '../core/policy.js';
import { type Bilingual, type Words, text } from '../core/text.js';

/** The fact tables as data: what a form, a data dictionary or another language needs to know of each fact. */

/** One fact, list or group of the case file, in the order in which a form would ask for it. */
export interface FactRecord {
  /** Where it stands; `[]` for each row: `$.projects[].totalInvestment`. */
  readonly path: string;
  /** Its property name, and the path of the list or group that holds it: `$` or that of another record. */
  readonly property: string;
  readonly parent: string;
  /** A single fact, a list of ids of rows of another list, a list of rows, or facts that are stated together. */
  readonly kind: FactEntry['kind'];
  readonly name: Bilingual;
  /** It may not be left out; any other is unknown when it is. */
  readonly required: boolean;
  /** Of a single fact, and of each of a list of ids. */
  readonly type?: FactType;
  readonly unit?: FactUnit;
  /** How a value is written, in words. */
  readonly format?: Bilingual;
  /** What holds a value, in the keywords of JSON Schema; money and ratios are numbers or text of the pattern. */
  readonly bounds?: FactBounds;
  /** The values of a choice with their names, in order. */
  readonly options?: readonly { readonly value: string; readonly label: Bilingual }[];
  /** The path of the list in whose `id`s the value must be found. */
  readonly refersTo?: string;
  /** How it is asked for. Ids, and facts that are stated with an event, are not asked for. */
  readonly question?: Bilingual;
  /** Who can state it: the applicant with papers or only an authority by its finding; and which of them. */
  readonly source?: { readonly kind: FactSource; readonly who?: string; readonly name: Bilingual };
  /** Of a list: what one row is called, the facts that no two rows share all of, and those that all rows of one id have in common. */
  readonly row?: Bilingual;
  readonly unique?: readonly string[];
  readonly common?: readonly string[];
  /** Of a group: something that has happened or has not; left out, it has not. */
  readonly isEvent?: boolean;
  /** The measures that look at it, by id in article order. */
  readonly measures: readonly string[];
  /** The sentences that make it matter, in the order of the text. */
  readonly clauses: readonly string[];
}

export interface FactBounds {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly decimals?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
}

/** Every fact of a policy's case file. */
export function factsOf(policy: Policy): readonly FactRecord[] {
  const needs = needsOf(policy);
  return Object.freeze(recordsOf(policy.facts, '$', policy, needs, NOBODY));
}

/** @param whole who looks at the list or group as a whole, and so at each of its facts */
function recordsOf(table: FactTable, parent: string, policy: Policy, needs: Needs, whole: Need): FactRecord[] {
  return Object.entries(table).flatMap(([property, entry]) => {
    const path = `${parent}.${property}`;
    const inner = entry.kind === 'list' ? `${path}[]` : path;
    const own = together(whole, needs.get(path) ?? NOBODY);
    const within = 'of' in entry ? recordsOf(entry.of, inner, policy, needs, own) : [];
    // A list or group is needed for what it holds.
    const measures = new Set([...own.measures, ...within.flatMap((r) => r.measures)]);
    const clauses = new Set([...own.clauses, ...within.flatMap((r) => r.clauses)]);
    if (entry.kind === 'fact' && entry.asking !== undefined) clauses.add(entry.asking.clause);
    const record: FactRecord = {
      path, property, parent, kind: entry.kind, name: entry.name, required: entry.required, ...detailsOf(entry, policy),
      measures: policy.measures.flatMap((m) => (measures.has(m.id) ? [m.id] : [])),
      clauses: policy.sentences.flatMap((s) => (clauses.has(s.id) ? [s.id] : [])),
    };
    return [Object.freeze(record), ...within];
  });
}

type Details = Omit<FactRecord, 'path' | 'property' | 'parent' | 'kind' | 'name' | 'required' | 'measures' | 'clauses'>;

/** What only some kinds of fact have. */
function detailsOf(entry: FactEntry, { answerers }: Policy): Details {
  switch (entry.kind) {
    case 'list':
      return { row: entry.row, unique: entry.unique, common: entry.common };
    case 'group':
      return { isEvent: entry.isEvent };
    case 'ids':
      return { type: 'id', format: ID.expected, bounds: boundsOf(ID), refersTo: `$.${entry.refersTo}`, source: { kind: 'applicant', name: SOURCES.applicant } };
    case 'fact': {
      const { type, asking, source, options, refersTo } = entry;
      const value = valueTypeOf(entry);
      const unit = unitOf(entry);
      const bounds = boundsOf(value);
      return {
        type,
        ...(unit && { unit }),
        format: value.expected,
        ...(Object.keys(bounds).length > 0 && { bounds }),
        ...(options && { options: Object.entries(options).map(([v, label]) => ({ value: v, label })) }),
        ...(refersTo !== undefined && { refersTo: `$.${refersTo}` }),
        ...(asking && { question: asking.question }),
        source: asking === undefined ? { kind: source, name: SOURCES[source] } : { kind: source, who: asking.who, name: answerers[asking.who] ?? SOURCES[source] },
      };
    }
  }
}

/** Who can state a fact of which nothing more is said. */
export const SOURCES: Words<FactSource> = {
  applicant: text('申报单位', 'the applicant'),
  authority: text('主管部门', 'the authority'),
};

/** What the shapes of a type say of its values beside their types. */
function boundsOf({ shapes, decimals }: ReturnType<typeof valueTypeOf>): FactBounds {
  const all: Record<string, unknown> = Object.assign({}, ...shapes);
  const { type: _type, enum: _values, format: _format, ...keywords } = all;
  return { ...keywords, ...(decimals !== undefined && { decimals }) };
}

// ---- who needs a fact ----------------------------------------------------------------------------------

interface Need {
  readonly measures: ReadonlySet<string>;
  readonly clauses: ReadonlySet<string>;
}
type Needs = ReadonlyMap<string, Need>;
const together = (a: Need, b: Need): Need => ({ measures: new Set([...a.measures, ...b.measures]), clauses: new Set([...a.clauses, ...b.clauses]) });
const NOBODY: Need = { measures: new Set(), clauses: new Set() };

/** The measures and sentences that look at each fact, by its path. */
function needsOf(policy: Policy): Needs {
  const needs = new Map<string, Need>();
  for (const measure of policy.measures) {
    for (const [path, clauses] of lookedAtBy(measure, policy)) {
      needs.set(path, together(needs.get(path) ?? NOBODY, { measures: new Set([measure.id]), clauses: new Set(clauses) }));
    }
  }
  return needs;
}

/** The facts of a case that a measure looks at, each with the sentences for which it does. */
function lookedAtBy(measure: Measure, policy: Policy): [string, string[]][] {
  const { source, rows, uses } = measure;
  const { subject, row, joined, members } = joinOf(measure, policy.facts);
  const list = `$.${listOf(measure)}[]`;
  const inside = 'each' in source && source.inside !== undefined ? `${list}.${source.inside}[]` : undefined;
  const places = { inner: inside, row: list, joined: joined === undefined ? undefined : `$.${joined}[]` };
  const ofSubject = (name: string): string => subject.locate(name, places);
  const found: [string, string[]][] = [];
  const add = (path: string, clauses: string[]): void => {
    found.push([path, clauses]);
    // Where a row leaves out what the case states as well, the case's holds.
    const name = path.slice(path.lastIndexOf('.') + 1);
    if (policy.facts[name]?.kind === 'fact') found.push([`$.${name}`, clauses]);
  };
  const staged = stagedPay(measure);
  for (const name of Object.keys(measure.facts)) if (name !== measure.subject && name !== rows?.fact) add(ofSubject(name), clausesOf(name, measure.conditions, measure));
  for (const name of Object.keys(staged?.facts ?? {})) add(ofSubject(name), [staged?.clause as string]);
  for (const name of rowFacts(measure)) {
    const path = row?.locate(name, places) ?? `$.${members}[].${rows?.renamed?.[name] ?? name}`;
    add(path, clausesOf(name, rows?.conditions ?? [], measure));
  }
  // What says whose it is, which rows belong together, and what of them goes with a contract.
  const { join, year } = source;
  const keys = 'each' in source ? [source.id, source.inside] : [source.by, source.where?.fact];
  for (const name of [...keys, join, inside === undefined ? year : undefined, uses?.of, members === undefined ? undefined : rows?.fact]) {
    if (name !== undefined) add(`${list}.${name}`, []);
  }
  if (inside !== undefined && year !== undefined) add(`${inside}.${year}`, []);
  if (uses?.takes !== undefined) add(`${list}.${uses.takes}`, [policy.overlap.clause]);
  for (const place of [list, places.joined]) if (place !== undefined) add(`${place}.${measure.payee.fact}`, []);
  return found;
}

/** The facts of each row that a measure adds up. */
function rowFacts({ rows, facts }: Measure): readonly string[] {
  if (rows === undefined) return [];
  const entry = facts[rows.fact];
  return [...new Set([...Object.keys(entry !== undefined && 'of' in entry ? entry.of : {}), ...rows.inherits])];
}

/** The sentences of the conditions that look at a fact; where none does, it bears on the amount. */
function clausesOf(name: string, conditions: readonly { readonly facts: readonly string[]; readonly clause: string }[], { clause }: Measure): string[] {
  const own = conditions.filter((c) => c.facts.includes(name)).map((c) => c.clause);
  return own.length > 0 ? own : [clause];
}
