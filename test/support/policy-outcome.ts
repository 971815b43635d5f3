/** What a test asks of an assessment: one determination, the payable combination, one payment. */
import { assess } from '../../src/index.js';
import type { Assessment, CaseFile, Determination } from '../../src/index.js';

export type Options = NonNullable<Parameters<typeof assess>[1]>;
export type Readings = NonNullable<Options['readings']>;
export type Measure = Determination['measure'];
export type Range = { min: string; max: string };

export const exactly = (amount: string): Range => ({ min: amount, max: amount });
export const upTo = (ceiling: string): Range => ({ min: '0.00', max: ceiling });
export const between = (min: string, max: string): Range => ({ min, max });
export const NOTHING = exactly('0.00');

export class Outcome {
  readonly assessment: Assessment;

  constructor(assessment: Assessment) {
    this.assessment = assessment;
  }

  /** The determination with this key, e.g. `investment-subsidy:P`. */
  at(key: string): Determination {
    const found = this.assessment.determinations.find((determination) => determination.key === key);
    if (!found) throw new Error(`no determination ${key} among ${this.assessment.determinations.map((d) => d.key).join(', ')}`);
    return found;
  }

  /** The only determination of a measure. */
  the(measure: Measure): Determination {
    const found = this.assessment.determinations.filter((determination) => determination.measure === measure);
    if (found.length !== 1 || !found[0]) throw new Error(`${found.length} determinations of ${measure}, expected one`);
    return found[0];
  }

  get total(): Range {
    return plain(this.assessment.selection.total);
  }

  get chosen(): string[] {
    return [...this.assessment.selection.chosen].sort();
  }

  /** What an owner, borrower, lessee, provider, supplier, leader, consortium or park receives in all. */
  paidTo(kind: string, id: string): Range {
    const found = this.assessment.byPayee.find((payee) => payee.kind === kind && payee.id === id);
    return found ? plain(found.total) : NOTHING;
  }

  /** What each chosen award pays. */
  paid(key: string): Range {
    const found = this.assessment.selection.payable.find((payable) => payable.key === key);
    return found ? plain(found.amount) : NOTHING;
  }

  /** The warnings, each with both its languages, that mention every one of these words. */
  warningsOf(...words: string[]): string[] {
    return this.assessment.warnings
      .map(({ code, message }) => `${code} ${message.zh} ${message.en}`)
      .filter((said) => words.every((word) => said.includes(word)));
  }

  totalOf(kind: string, id: string): Range {
    const found = this.assessment.bySubject.find((subject) => subject.kind === kind && subject.id === id);
    return found ? plain(found.total) : NOTHING;
  }

  payment(key: string) {
    const found = this.assessment.payments.find((payment) => payment.key === key);
    if (!found) throw new Error(`no payment ${key} among ${this.assessment.payments.map((p) => p.key).join(', ')}`);
    return found;
  }

  /** What may be paid in advance altogether; nothing where no advance is shown. */
  advanceLimit(key: string): Range {
    return plain(this.payment(key).advance?.cumulativeLimit ?? NOTHING);
  }

  advanceNow(key: string): Range {
    return plain(this.payment(key).advance?.payableNow ?? NOTHING);
  }

  final(key: string): Range {
    return plain(this.payment(key).settlement?.final ?? NOTHING);
  }

  balance(key: string): Range {
    return plain(this.payment(key).settlement?.payable ?? NOTHING);
  }

  /** What must be returned; nothing where the account states nothing. */
  recoverable(key: string): Range {
    return plain(this.payment(key).settlement?.recoverable ?? NOTHING);
  }

  limitOf(key: string, year: number): Range {
    const found = this.payment(key).byYear?.find((entry) => entry.year === year);
    return plain(found?.limit ?? NOTHING);
  }
}

export const assessed = (caseFile: CaseFile, readings: Readings = {}, options: Omit<Options, 'readings'> = {}): Outcome =>
  new Outcome(assess(caseFile, { ...options, readings }));

/** The codes of the warnings of one case that its neighbour does not have. */
export const flagsBeyond = (flagged: CaseFile, neighbour: CaseFile): string[] => {
  const codes = (facts: CaseFile): Set<string> => new Set(assess(facts).warnings.map(({ code }) => code));
  const known = codes(neighbour);
  return [...codes(flagged)].filter((code) => !known.has(code));
};

/** The clauses of the conditions that are not met, every one of them, in the order given. */
export const unmetClauses = (determination: Determination): string[] =>
  determination.conditions.filter((condition) => condition.outcome === 'unmet').map((condition) => condition.clause);

/** The facts that a determination says are missing, for a condition or for its amount, as one text to look a field name up in. */
export const missingFacts = (determination: Determination & { readonly missing?: readonly string[] }): string =>
  [...determination.conditions.flatMap((condition) => condition.missing ?? []), ...(determination.missing ?? [])].join(' ');

const plain = (range: { readonly min: unknown; readonly max: unknown }): Range => ({ min: String(range.min), max: String(range.max) });
