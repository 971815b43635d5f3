import { type BoundWord, requirement } from './bound.js';
import { daysAfter } from './day.js';
import { AN_ARRAY, AN_OBJECT, isRecord, refuse, refuseOthers, show } from './error.js';
import type { Fact, FactEntry, FactList, FactTable } from './fact.js';
import type { Bound } from './facts.js';
import { type AnyReadings, type LawSource, type Parameter, type ParameterRecord, type ReadingRecord, type TextSegment, daysOf, isRegister, later, parameterOf, recordOf, withEntry } from './law.js';
import type { Evaluated } from './evaluate.js';
import type { Measure } from './measure.js';
import type { Overlap } from './overlap.js';
import { stagedPay } from './payment.js';
import type { Relations } from './relations.js';
import type { Range, Span } from './span.js';
import { type Bilingual, text } from './text.js';
import type { AssessmentView, Warning } from './view.js';

/** Who is responsible for an article. */
export interface Responsibility {
  readonly article: number;
  readonly clause: string;
  readonly lead: readonly string[];
  readonly cooperating: readonly string[];
}

/** Whose money it may be. */
export type Payer = 'city' | 'district' | 'province' | 'state';

/** What a policy computes with. All code outside is the same for every policy. */
export interface Rules extends LawSource {
  readonly id: string;
  readonly version: string;
  /** Digest of the official text that the parameters were read from. */
  readonly textSha256: string;
  readonly period: {
    /** The parameters of the first and the last day in force, and of that before which nothing can count. */
    readonly from: string;
    readonly to: string;
    readonly earliest: string;
    /** The fact of a case that is the day of the application. */
    readonly applied: string;
    /** Whether, under the readings in force, payments too must fall inside. */
    readonly bindsPayments?: (readings: AnyReadings) => boolean;
  };
  /** The shape of a case. */
  readonly facts: FactTable;
  readonly relations: Relations;
  /** A fact of rows that follows from rows of other lists, where the readings in force look at it. */
  readonly derived?: (
    facts: Readonly<Record<string, unknown>>,
    readings: AnyReadings,
  ) => { readonly list: string; readonly fact: string; readonly of: (id: string) => Bound } | undefined;
  /** In article order. */
  readonly measures: readonly Measure[];
  /** What the parts of one payable (`uses.bundle`) come to together: their sum where all are certain. */
  readonly bundles: Readonly<Record<string, (parts: readonly Evaluated[]) => Span>>;
  readonly overlap: Overlap;
  readonly warnings: (view: AssessmentView) => readonly Warning[];
  /** Whose money it is, as a ledger names who paid; the city's where it is left out. */
  readonly payer?: Payer;
  /** Lists of a case that state money of others, by the fact that names the input. */
  readonly moneyOfOthers?: readonly { readonly list: string; readonly of: string; readonly amount: string }[];
  /** What an assessment reports beside its own figures. */
  readonly beside?: (view: AssessmentView) => Readonly<Record<string, unknown>> | undefined;
  /** Whether several amounts depend on one open fact, so that no answer may bring an end of the total about. */
  readonly ties?: (view: AssessmentView) => boolean;
}

/** What a policy says to people: what is only computed needs none of it. */
export interface Wording {
  readonly sentences: readonly TextSegment[];
  readonly readings: Readonly<Record<string, ReadingRecord>>;
  /** What the subjects of the measures are called. */
  readonly kinds: Readonly<Record<string, Bilingual>>;
  /** Who answers questions. */
  readonly answerers: Readonly<Record<string, Bilingual>>;
  readonly responsibilities: readonly Responsibility[];
  /** What the departments are called in English, by the names of the text. */
  readonly departments?: Readonly<Record<string, string>>;
  /** How a letter names a sentence or heading by its number; left out, by the number itself. */
  readonly clauseName?: (id: string) => Bilingual;
  /** The codes of its warnings, and when each is given. */
  readonly warningKinds?: Readonly<Record<string, Bilingual>>;
  /** What an assessment reports beside its own figures, read from it: each sum with what it is, and those that belong to it. */
  readonly besideWords?: (assessment: Readonly<Record<string, unknown>>) => readonly { readonly label: Bilingual; readonly amount: Range; readonly deep?: boolean }[];
}

/** Everything that makes a policy. */
export interface PolicyDeclaration extends Rules, Wording {}

/** A version of a policy as a value. */
export interface Policy<P extends string = string> extends PolicyDeclaration {
  /** Every parameter as it last stands. */
  readonly parameters: Readonly<Record<P, Parameter>>;
}

/** A ceiling and a share that may be advanced hold from above, their own value included: no other bound is a highest amount. */
function checkCeilings({ measures, register }: PolicyDeclaration): void {
  const highest: BoundWord = 'at-most';
  for (const measure of measures) {
    for (const id of [measure.formula.cap, stagedPay(measure)?.share]) {
      const wrong = (register[id ?? ''] ?? []).find((p) => p.bound !== highest);
      if (wrong !== undefined) refuse({ path: `${id}.bound`, code: 'option', expected: text(highest, highest), received: show(wrong.bound) });
    }
  }
}

/** What would be carried wrongly without a word: an award paid twice, a claim that competes with nothing, a value that is none of a fact. */
function checkMeasures({ measures, register, facts }: PolicyDeclaration): void {
  const names = new Set<string>();
  for (const measure of measures) {
    const { id, code, source, uses, rows, branchOn = [], parameters, formula } = measure;
    const check = (name: keyof Measure, isCarried: boolean): void => {
      if (!isCarried) refuse({ path: `${id}.${name}`, code: 'option', expected: text('可执行的声明', 'a declaration that can be carried') });
    };
    // A ledger names a measure by either.
    check('code', !names.has(id) && !names.has(code));
    names.add(id).add(code);
    check('parameters', [...parameters, formula.cap, formula.fixed, stagedPay(measure)?.share].every((name) => name === undefined || name in register));
    // A contract is rows; a payable with parts has none, and one input.
    check('uses', rows === undefined ? uses?.as !== 'contract' : uses?.bundle === undefined);
    check('branchOn', branchOn.every((name: string) => (measure.facts[name] as Fact | undefined)?.type === 'boolean'));
    if ('group' in source) continue;
    const isKey = (list: FactEntry | undefined, ...keys: unknown[]): boolean => list?.kind === 'list' && list.unique.length > 0 && list.unique.every((name) => keys.includes(name));
    const list = facts[source.each] as FactList;
    check('source', source.inside === undefined ? isKey(list, source.id, source.year) : isKey(list, source.id) && isKey(list.of[source.inside], source.year));
  }
}

/** @throws InvalidCaseError naming a ceiling that is declared as another bound, or a measure that cannot be carried as it is declared */
export function definePolicy<P extends string = string>(declaration: PolicyDeclaration): Policy<P> {
  checkCeilings(declaration);
  checkMeasures(declaration);
  const last = Object.fromEntries(Object.entries(declaration.register).map(([id, entries]) => [id, entries.at(-1) as Parameter]));
  return Object.freeze({ ...declaration, parameters: Object.freeze(last) }) as Policy<P>;
}

/** A policy of rules and words; a function, because a bundler cannot leave out what is spread. */
export const policyOf = <P extends string = string>(rules: Rules, wording: Wording): Policy<P> => definePolicy({ ...rules, ...wording });

/** What an amending instrument changes (相关涉及内容从其变化). */
export interface Amendment<P extends string = string> {
  /** Version of the amended policy, usually the day of the change. */
  readonly version: string;
  readonly textSha256?: string;
  /**
   * The changed values with the words and dates of the instrument that changes them; without words, a value is told by itself.
   * With a `validFrom` the value counts from that day on and earlier days keep theirs; with a `validTo` it counts up to that
   * day, and what was in force comes back; without either it takes the place of the value for all its days.
   */
  readonly parameters?: { readonly [K in P]?: Partial<ParameterRecord> };
  /** Parameters that are added, for added measures: each a whole record under an id of its own. */
  readonly newParameters?: Readonly<Record<string, ParameterRecord>>;
  /** Sentences that are added at the end. */
  readonly sentences?: readonly TextSegment[];
  /** Measures that are added after the others. */
  readonly measures?: readonly Measure[];
}

const OF_A_PARAMETER: readonly (keyof ParameterRecord)[] = ['value', 'unit', 'bound', 'scope', 'words', 'clause', 'name', 'validFrom', 'validTo'];
const OF_AN_AMENDMENT: readonly (keyof Amendment)[] = ['version', 'textSha256', 'parameters', 'newParameters', 'sentences', 'measures'];

function anObject<T>(value: T, path: string): T & object {
  return isRecord(value) ? value : refuse({ path, code: 'type', expected: AN_OBJECT, received: show(value) });
}

/** What is added must be whole and new: a second measure of one id would be paid twice. */
function checkAmendment(policy: Policy, amendment: Amendment): void {
  refuseOthers(anObject(amendment, 'amendment'), OF_AN_AMENDMENT, 'amendment', 'unknown-property');
  const { version, textSha256 = policy.textSha256, parameters = {}, newParameters = {}, sentences = [], measures = [] } = amendment;
  for (const [name, value] of [['version', version], ['textSha256', textSha256]] as const) {
    if (typeof value !== 'string' || value === '') refuse({ path: `amendment.${name}`, code: 'type', expected: text('文本', 'a text'), received: show(value) });
  }
  anObject(parameters, 'amendment.parameters');
  anObject(newParameters, 'amendment.newParameters');
  checkAdded(sentences, policy.sentences, 'amendment.sentences', ({ text: words }) => typeof words === 'string');
  checkAdded(measures, policy.measures, 'amendment.measures', ({ facts, conditions, formula }) => [facts, conditions, formula].every((part) => typeof part === 'object'));
}

function checkAdded<T extends { readonly id: string }>(added: readonly T[], standing: readonly T[], path: string, isWhole: (one: T) => boolean): void {
  if (!Array.isArray(added)) refuse({ path, code: 'type', expected: AN_ARRAY, received: show(added) });
  const ids = new Set(standing.map((one) => one.id));
  for (const [i, one] of added.entries()) {
    const { id } = anObject(one, `${path}[${i}]`);
    if (typeof id !== 'string' || !isWhole(one)) refuse({ path: `${path}[${i}]`, code: 'type', expected: text('完整的声明', 'a whole declaration'), received: show(one) });
    if (ids.has(id)) refuse({ path: `${path}[${i}].id`, code: 'duplicate', expected: text('此前未用过的编号', 'an id not used before'), received: show(id) });
    ids.add(id);
  }
}

/**
 * A policy with dated entries beside the first ones. The given policy stays as it is; nothing changes
 * by itself when other law does, and which version applies to a case is the caller's choice.
 *
 * @throws InvalidCaseError naming a parameter that the policy does not have, or whose value, unit or
 * dates are not of its kind, a misspelt name, and a parameter, sentence or measure to be added that is not whole or not new
 * @example
 * amendPolicy(chengdu2025, { version: '2026-01-01', parameters: { 'A1.3.cap': { value: '25000000', validFrom: '2026-01-01', words: '…' } } })
 */
export function amendPolicy<P extends string>(policy: Policy<P>, amendment: Amendment<P>): Policy<P> {
  if (!isPolicy(policy)) refuse({ path: 'policy', code: 'type', expected: text('政策版本', 'a policy version'), received: show(policy) });
  checkAmendment(policy, amendment);
  const register: Record<string, readonly Parameter[]> = { ...policy.register };
  const { to } = policy.period;
  const stated = Object.entries(amendment.parameters ?? {}) as [string, Partial<ParameterRecord>][];
  const isLastDay = ([id]: (typeof stated)[number]): boolean => id === to;
  // The last day first: every value lasts as long as the policy.
  for (const [id, change] of [...stated.filter(isLastDay), ...stated.filter((one) => !isLastDay(one))]) {
    const end = daysOf({ register }, to).at(-1) as string;
    const known = Object.hasOwn(policy.register, id) ? (policy.register[id] as readonly Parameter[]) : undefined;
    if (known === undefined) {
      refuse({ path: `amendment.parameters.${id.slice(0, 60)}`, code: 'undeclared', expected: text('本政策的参数', 'a parameter of the policy'), received: show(id) });
    }
    refuseOthers(anObject(change, `amendment.parameters.${id}`), OF_A_PARAMETER, `amendment.parameters.${id}`, 'unknown-property');
    const standing = known.at(-1) as Parameter;
    const { amends, ...last } = recordOf(standing);
    const until = later(end, last.validFrom);
    const entry = parameterOf(id, { ...last, validFrom: (known[0] as Parameter).validFrom, validTo: until, ...change }, last.unit);
    const [sameValue, sameBound] = [entry.value === last.value, entry.bound === last.bound];
    // The words of before state neither another value nor another bound.
    const words = change.words ?? (sameBound ? (sameValue ? last.words : entry.value) : requirement(entry));
    const isOther = amends !== undefined || words !== last.words;
    // After a stated last day the value of before comes back, also where that is the last day of all: later evaluations look there.
    const validTo = change.validTo === undefined || id === to ? until : later(until, daysAfter(entry.validTo, 1));
    register[id] = withEntry([...known.slice(0, -1), { ...standing, validTo }], isOther ? Object.freeze({ ...entry, words, amends: amends ?? last.clause }) : entry);
  }
  for (const [id, record] of Object.entries(amendment.newParameters ?? {})) {
    const path = `amendment.newParameters.${id.slice(0, 60)}`;
    if (Object.hasOwn(policy.register, id)) refuse({ path, code: 'duplicate', expected: text('此前未用过的编号', 'an id not used before'), received: show(id) });
    refuseOthers(anObject(record, path), OF_A_PARAMETER, path, 'unknown-property');
    register[id] = [parameterOf(id, record)];
  }
  return definePolicy({
    ...policy,
    version: amendment.version,
    textSha256: amendment.textSha256 ?? policy.textSha256,
    sentences: [...policy.sentences, ...(amendment.sentences ?? [])],
    measures: [...policy.measures, ...(amendment.measures ?? [])],
    register: Object.freeze(register),
  });
}

/** Whether a value is a policy version of this library; one that went through JSON is not. */
export const isPolicy = (policy: unknown): policy is Policy =>
  typeof policy === 'object' && policy !== null && 'register' in policy && isRegister(policy.register) && 'measures' in policy && Array.isArray(policy.measures);
