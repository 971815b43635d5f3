import type { Assessment } from '../assess/assessment.js';
import { exactRange } from '../constraints/argument.js';
import { type Dec, readBack } from '../core/decimal.js';
import type { Determination, Nature } from '../core/determination.js';
import type { FactList, FactTable } from '../core/fact.js';
import { listUnder } from '../core/groups.js';
import { type Law, type Parameter, dayOfYear, lawByDay } from '../core/law.js';
import type { Measure } from '../core/measure.js';
import { type Payment, stagedPay } from '../core/payment.js';
import type { Policy } from '../core/policy.js';
import { type Range, type Span, spanOf, sum, toRange } from '../core/span.js';
import type { Lang } from '../core/text.js';
import { type MoneyOptions, type Unit, UNITS, digits, looksOf, spanText } from '../words/money.js';
import { answererUnder, awardTitle, clauseNameUnder, factNameUnder, listing, plain } from '../words/names.js';
import type { Figure } from './model.js';

type Given = Readonly<Record<string, unknown>>;
type Forgone = Assessment['selection']['forgone'][number];

const asObject = (value: unknown): Given => (typeof value === 'object' && value !== null ? (value as Given) : {});

const unitAfter = (unit: Unit, lang: Lang): string => (lang === 'zh' ? UNITS[unit].zh : ` ${UNITS[unit].en}`);

function written({ lo, hi }: Span, chosen: Unit, lang: Lang, nature: Nature | undefined): Figure {
  const unit = unitAfter(chosen, lang);
  const [low, high] = [digits(lo, chosen), digits(hi, chosen)];
  if (low === high) return { digits: high, unit };
  return nature === 'ceiling' ? { lead: lang === 'zh' ? '最高' : 'up to ', digits: high, unit } : { digits: spanText(low, high, lang), unit };
}

/**
 * An amount as a figure; of a ceiling (`nature`) only its upper end says something.
 *
 * @throws InvalidCaseError naming what is no range of amounts, unit or language
 */
export const figureOf = (range: Range, options: MoneyOptions & { readonly nature?: Nature | undefined } = {}): Figure => {
  const { unit, lang } = looksOf(options);
  return written(exactRange(range, 'range'), unit, lang, options.nature);
};

/** What of an assessment some payees receive, in the combination of the whole case; the whole where nobody else receives anything. */
function partOf(whole: Assessment, payees: readonly string[]): Assessment {
  const theirs = new Set(payees);
  const determinations = whole.determinations.filter((d) => theirs.has(d.payee ?? d.subject.id));
  if (determinations.length === whole.determinations.length) return whole;
  const keys = new Set(determinations.map((d) => d.key));
  const own = <T extends { readonly key: string }>(all: readonly T[]): readonly T[] => all.filter(({ key }) => keys.has(key));
  const byPayee = whole.byPayee.filter((p) => theirs.has(p.id));
  const { selection: { chosen, payable, forgone, optimal, upperBound, robust, election }, bySubject, payments, warnings } = whole;
  const total = toRange(sum(byPayee.map((p) => spanOf(p.total))));
  return {
    policy: whole.policy, readings: whole.readings, determinations, byPayee,
    selection: {
      chosen: chosen.filter((key) => keys.has(key)), payable: own(payable), forgone: own(forgone), total, optimal, upperBound, robust,
      tight: total.min === total.max, ...(election && { election }),
    },
    payments: own(payments),
    bySubject: bySubject.filter(({ kind, id }) => whole.determinations.every(({ key, subject }) => keys.has(key) || subject.kind !== kind || subject.id !== id)),
    warnings: warnings.filter((w) => w.keys?.some((key) => keys.has(key))),
  };
}

/** An assessment with everything that its documents look up in it, each found once, and the words of one language and unit. */
export class Teller {
  readonly policy: Policy;
  readonly assessment: Assessment;
  readonly lang: Lang;
  readonly unit: Unit;
  readonly caseFile: unknown;
  /** Of whom alone is told, where others receive something as well. */
  readonly payees: readonly string[] | undefined;
  readonly payable: ReadonlyMap<string, Range>;
  readonly payments: ReadonlyMap<string, Payment>;
  readonly forgone: ReadonlyMap<string, Forgone>;
  /** What was given up for an award. */
  readonly displaced: ReadonlyMap<string, readonly Forgone[]>;
  readonly #byKey: ReadonlyMap<string, Determination>;
  readonly #measures: ReadonlyMap<string, Measure>;
  readonly #sentences: ReadonlyMap<string, string>;
  readonly #lawAt: Law['at'];
  readonly #rows = new Map<string, ReadonlyMap<unknown, Given>>();

  constructor(policy: Policy, whole: Assessment, lang: Lang, unit: Unit, caseFile: unknown, payees?: readonly string[]) {
    const assessment = payees === undefined ? whole : partOf(whole, payees);
    [this.policy, this.assessment, this.lang, this.unit, this.caseFile] = [policy, assessment, lang, unit, caseFile];
    this.payees = assessment === whole ? undefined : payees;
    const { selection } = assessment;
    this.payable = new Map(selection.payable.map((p) => [p.key, p.amount]));
    this.payments = new Map(assessment.payments.map((p) => [p.key, p]));
    this.forgone = new Map(selection.forgone.map((f) => [f.key, f]));
    const displaced = new Map<string, Forgone[]>();
    for (const f of selection.forgone) for (const key of f.insteadOf) listUnder(displaced, key).push(f);
    this.displaced = displaced;
    this.#byKey = new Map(whole.determinations.map((d) => [d.key, d]));
    this.#measures = new Map(policy.measures.map((m) => [m.id, m]));
    this.#sentences = new Map(policy.sentences.map((s) => [s.id, s.text]));
    this.#lawAt = lawByDay(policy.register, assessment.readings, policy.roundsDown(assessment.readings));
  }

  say(zh: string, en: string): string {
    return this.lang === 'zh' ? zh : en;
  }

  list(names: readonly string[]): string {
    return listing(names, this.lang);
  }

  /** Sentences one after the other. */
  sentences(all: readonly string[]): string {
    return all.filter((s) => s !== '').join(this.say('', ' '));
  }

  digits(amount: string | Dec): string {
    return digits(typeof amount === 'string' ? readBack(amount) : amount, this.unit);
  }

  get unitWord(): string {
    return unitAfter(this.unit, this.lang);
  }

  figure({ min, max }: Range, nature?: Nature): Figure {
    return written({ lo: readBack(min), hi: readBack(max) }, this.unit, this.lang, nature);
  }

  money(range: Range, nature?: Nature): string {
    const { lead = '', digits: figures, unit } = this.figure(range, nature);
    return `${lead}${figures}${unit}`;
  }

  determination(key: string): Determination {
    return this.#byKey.get(key) as Determination;
  }

  measure({ measure }: Determination): Measure {
    return this.#measures.get(measure) as Measure;
  }

  title(d: Determination): string {
    return awardTitle(this.measure(d), d, this.lang);
  }

  name(d: Determination): string {
    return `${this.title(d)}  ${plain(d.subject.id)}`;
  }

  /** In running text. */
  named(keys: readonly string[]): string {
    return this.list(keys.map((key) => this.name(this.determination(key)).replace(/ {2,}/g, ' ')));
  }

  subject({ subject: { kind, id } }: { readonly subject: { readonly kind: string; readonly id: string } }): string {
    return `${this.policy.kinds[kind]?.[this.lang] ?? plain(kind)} ${plain(id)}`;
  }

  clause(id: string, code = true): string {
    return clauseNameUnder(this.policy, id, this.lang, { code });
  }

  sentence(id: string): string | undefined {
    return this.#sentences.get(id);
  }

  fact(path: string): string {
    return factNameUnder(this.policy, path, this.lang, this.caseFile);
  }

  answerer(path: string): string {
    return answererUnder(this.policy, path, this.lang) ?? '';
  }

  /** A fact of the subject of an award as the case file states it; undefined where there is none. */
  stated(d: Determination, fact: string): unknown {
    const { source } = this.measure(d);
    const row = 'each' in source ? this.#rowsOf(source.each, source.id).get(d.subject.id) : undefined;
    if (row === undefined) return undefined;
    const table: FactTable = (this.policy.facts[(source as { readonly each: string }).each] as FactList).of;
    const holders = [row, ...Object.keys(table).filter((name) => table[name]?.kind === 'group').map((name) => asObject(row[name])), asObject(this.caseFile)];
    return holders.find((h) => Object.hasOwn(h, fact) && h[fact] !== null && h[fact] !== undefined)?.[fact];
  }

  #rowsOf(list: string, id: string): ReadonlyMap<unknown, Given> {
    let known = this.#rows.get(list);
    if (known === undefined) {
      const rows = asObject(this.caseFile)[list];
      known = new Map((Array.isArray(rows) ? rows : []).map((row) => [asObject(row)[id], asObject(row)]));
      this.#rows.set(list, known);
    }
    return known;
  }

  /** A number of the law that an award stands on; undefined where it changed and the day that selects it is not known. */
  parameter(d: Determination, id: string): Parameter | undefined {
    const { datedBy } = this.measure(d);
    const day = datedBy === 'year' ? d.year && dayOfYear(d.year) : this.stated(d, datedBy);
    if (typeof day !== 'string' && (this.policy.register[id]?.length ?? 0) > 1) return undefined;
    return this.#lawAt(typeof day === 'string' ? day : undefined).parameter(id);
  }

  /** The cap of an award that has one. */
  capOf(d: Determination): Dec | undefined {
    const { cap } = this.measure(d).formula;
    return cap === undefined ? undefined : this.parameter(d, cap)?.decimal;
  }

  /** The share of an award that may be advanced. */
  shareOf(d: Determination): Dec | undefined {
    const pays = stagedPay(this.measure(d));
    return pays && this.parameter(d, pays.share)?.decimal;
  }

  /** The parameters that an amendment put in the place of words of these sentences; of all days, where the day of the award is not known. */
  amended(d: Determination, clauses: readonly string[]): readonly Parameter[] {
    return this.measure(d).parameters
      .flatMap((id) => this.parameter(d, id) ?? (this.policy.register[id] as readonly Parameter[]))
      .filter(({ amends }) => amends !== undefined && clauses.includes(amends));
  }
}
