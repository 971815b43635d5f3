import { determine } from '../assessment/determine.js';
import { type Chosen, allEvaluated, select } from '../selection/select.js';
import { type CaseFile, readCase } from '../case/read.js';
import { type Context, type Options, contextOf } from '../kernel/context.js';
import { type Dec, ZERO, formatMoney } from '../kernel/decimal.js';
import { NOTHING, type Span, between, plus, toRange } from '../kernel/span.js';
import { text } from '../kernel/text.js';
import { type Award, type KnownAward, readAward, readAwards } from './award.js';
import type { AuditReport, AwardRef, Finding } from './finding.js';
import { statedAdvances } from './account.js';
import { judge } from './judge.js';
import { type Line, isAdvance, lineFindings, repeatedLine, reusedId } from './line.js';
import { type AuditedMeasure, advanceShare, declared, keyOfAward } from './measures.js';
import { type Place, placesOf } from './places.js';
import { type Tally, holdsAdvances, linesOf, newTally, sumOfTally } from './tally.js';
import { awardName, clauseName, letter, noAction } from './words.js';

/** Readings and policy version, as for an assessment; the election is what the ledger shows. */
export type AuditOptions = Options;

/** An audit line by line. */
export interface Auditor {
  /**
   * Takes the next line of the ledger and gives what it shows by itself.
   *
   * @throws InvalidCaseError when the line is broken; it then counts as not given
   */
  check(award: Award): readonly Finding[];
  /**
   * What all lines so far show together, with the totals. The findings of the lines, which
   * {@link check} has given, are counted in the summary and not repeated.
   */
  finish(): AuditReport;
}

/**
 * Audits a ledger of awards against what the policy allows for a case: double dips, ceilings,
 * advances, validity, deductions, eligibility, arithmetic, duplicates.
 *
 * Like an assessment it is an examination of figures and never a decision. Where facts are unknown,
 * an award inside the range that they leave open is no finding. A lawful choice below the highest is
 * at most a note (可就高 is a right).
 *
 * @param caseFile the case (contract section 3)
 * @param awards the ledger; the order only settles which of two equal lines is the repetition
 * @throws InvalidCaseError when the case, a line or an option is broken; nothing was audited
 * @example
 * audit(caseFile, [
 *   { measure: 'investment-reward', subject: 'P', amount: '100000', date: '2025-09-01', payment: 'full' },
 *   { measure: 'investment-subsidy', subject: 'P', amount: '500000', date: '2025-10-01', payment: 'advance' },
 * ]).findings[0]?.code // 'double-dip': one investment, so the higher of the two
 */
export function audit(caseFile: CaseFile, awards: readonly Award[], options?: AuditOptions): AuditReport {
  const context = contextOf(options);
  const auditor = new LedgerAuditor(caseFile, context);
  const known = readAwards(awards, context);
  const findings: Finding[] = [];
  for (const award of known) findings.push(...auditor.take(award));
  const report = auditor.finish();
  return { ...report, findings: [...findings, ...report.findings] };
}

/**
 * The same audit for a ledger that is not held in memory: the case is assessed once, each line is
 * checked as it comes and only sums and a reference to it are kept.
 *
 * @throws InvalidCaseError when the case or an option is broken
 */
export function createAuditor(caseFile: CaseFile, options?: AuditOptions): Auditor {
  const auditor = new LedgerAuditor(caseFile, contextOf(options));
  return { check: (award) => auditor.check(award), finish: () => auditor.finish() };
}

class LedgerAuditor {
  readonly #context: Context;
  readonly #read: ReturnType<typeof readCase>;
  readonly #determined: ReturnType<typeof determine>;
  readonly #places: ReadonlyMap<string, Place>;
  #best: Chosen | undefined;
  readonly #tallies = new Map<string, Tally>();
  /** The first line with each content, to find repetitions in one step. */
  readonly #seen = new Map<string, AwardRef>();
  /** The first line with each id. */
  readonly #ids = new Map<string, AwardRef>();
  readonly #counts = { error: 0, warning: 0, note: 0 };
  #lines = 0;
  #granted: Dec = ZERO;
  /** Awards that the case has no facts for: whether they stand is open. */
  #unsupported: Dec = ZERO;
  /** Awards to ineligible subjects, and lines outside the validity rules among the unsupported. */
  #lost: Dec = ZERO;

  constructor(caseFile: CaseFile, context: Context) {
    this.#context = context;
    this.#read = readCase(caseFile);
    this.#determined = determine(this.#read, context);
    this.#places = placesOf(this.#determined);
  }

  check(given: Award): readonly Finding[] {
    return this.take(readAward(given, this.#lines, this.#context));
  }

  take(award: KnownAward): readonly Finding[] {
    const measure: AuditedMeasure = declared(award.measure);
    const key = keyOfAward(measure, award.subject, award.year, this.#context);
    const ref: AwardRef = award.id === undefined ? { index: this.#lines } : { index: this.#lines, id: award.id };
    const line: Line = { award, ref, key, measure, place: this.#places.get(key) };
    this.#lines += 1;
    this.#granted = this.#granted.plus(award.amount);
    const found = this.#enter(line);
    for (const { severity } of found) this.#counts[severity] += 1;
    return found;
  }

  #enter(line: Line): Finding[] {
    const { award, ref, place } = line;
    const content = JSON.stringify([line.key, award.year, formatMoney(award.amount), award.date, award.payment]);
    const first = this.#seen.get(content);
    const again = first === undefined ? undefined : repeatedLine(line, first);
    if (first === undefined) this.#seen.set(content, ref);
    const found = [...this.#reusedId(line, first), ...lineFindings(line, this.#read, this.#context)];
    const rejected = found.some((f) => f.effect === 'return');
    if (again?.severity === 'error') {
      // The repetition goes back whole whatever else is wrong with it, so the first line tells that.
      if (place === undefined) this.#lost = this.#lost.plus(award.amount);
      else {
        const t = this.#tally(line, place);
        t.repeated = t.repeated.plus(award.amount);
      }
      return [again];
    }
    if (place === undefined) {
      if (rejected) this.#lost = this.#lost.plus(award.amount);
      else this.#unsupported = this.#unsupported.plus(award.amount);
    } else {
      const t = this.#tally(line, place);
      if (rejected) {
        // It goes back whole whatever the rest comes to, so it takes no part in the account.
        t.rejected = t.rejected.plus(award.amount);
        if (isAdvance(line, this.#context)) {
          t.rejectedAdvances = t.rejectedAdvances.plus(award.amount);
          t.rejectedAdvanceLines.push(ref);
        }
      } else if (isAdvance(line, this.#context)) {
        t.advances = t.advances.plus(award.amount);
        t.advanceLines.push(ref);
        t.advancePayments.push({ date: award.date, amount: award.amount });
        const { year } = award;
        if (place.kind === 'park' && year !== undefined) t.advancesByYear.set(year, (t.advancesByYear.get(year) ?? ZERO).plus(award.amount));
      } else {
        t.finals = t.finals.plus(award.amount);
        t.finalLines.push(ref);
        if (award.payment === 'full') t.inFull = true;
        if (t.settledOn === undefined || award.date < t.settledOn) t.settledOn = award.date;
      }
    }
    return again === undefined ? found : [again, ...found];
  }

  /** One id stands for one award; the same line again is a repetition and no more. */
  #reusedId(line: Line, sameContent: AwardRef | undefined): Finding[] {
    const { id } = line.ref;
    if (id === undefined) return [];
    const first = this.#ids.get(id);
    if (first === undefined) this.#ids.set(id, line.ref);
    return first === undefined || sameContent?.id === id ? [] : [reusedId(line, first)];
  }

  #tally(line: Line, place: Place): Tally {
    const known = this.#tallies.get(line.key);
    if (known !== undefined) return known;
    const t = newTally(line.key, line.measure, place);
    this.#tallies.set(line.key, t);
    return t;
  }

  finish(): AuditReport {
    const { policy, readings } = this.#context;
    // Findings come in article order, whatever the order of the ledger.
    const ordered = new Map([...this.#places.keys()].flatMap((key): [string, Tally][] => {
      const t = this.#tallies.get(key);
      return t === undefined ? [] : [[key, t]];
    }));
    const judged = judge(ordered, this.#read, this.#determined, this.#context);
    const findings = [...judged.findings, ...this.#notes(ordered)];
    const counts = { ...this.#counts };
    for (const { severity } of findings) counts[severity] += 1;
    let toReturn: Span = plus(judged.toReturn, between(this.#lost, this.#lost.plus(this.#unsupported)));
    for (const t of ordered.values()) {
      const whole = t.repeated.plus(t.rejected);
      if (!whole.isZero()) toReturn = plus(toReturn, between(whole, whole));
    }
    return {
      policy: { id: policy.id, version: policy.version, textSha256: policy.textSha256 },
      readings,
      findings,
      summary: {
        awards: this.#lines,
        granted: formatMoney(this.#granted),
        allowed: toRange(judged.allowed),
        toReturn: toRange(toReturn),
        stillPayable: toRange(judged.stillPayable),
        findings: counts,
      },
    };
  }

  /** Lawful choices below the highest, and advances on which ledger and case differ. */
  #notes(tallies: ReadonlyMap<string, Tally>): Finding[] {
    const notes: Finding[] = [];
    this.#best ??= select(this.#read, this.#determined, allEvaluated(this.#determined), this.#context, { runnerUp: false });
    for (const { key, insteadOf, partly } of this.#best.forgone) {
      const t = tallies.get(key);
      if (t === undefined || partly || sumOfTally(t).isZero() || insteadOf.some((other) => isPaid(tallies.get(other)))) continue;
      const best = insteadOf.map((other) => this.#best?.payable.get(other) ?? NOTHING).reduce(plus, NOTHING);
      const others = insteadOf.map((other) => nameOfPlace(this.#places.get(other) as Place));
      const name = nameOfPlace(t.place);
      notes.push(note(t, 'lower-choice', 'F.3', best, text(
        `${name.zh}为合法选择；同一投入另可选${others.map((o) => o.zh).join('、')}（${toRange(best).max}元以内，${clauseName('F.3').zh}）。`,
        `${name.en} is a lawful choice; the same input could have taken ${others.map((o) => o.en).join(' and ')} instead (up to ${toRange(best).max} yuan, ${clauseName('F.3').en}).`,
      )));
    }
    for (const t of tallies.values()) {
      const stated = statedAdvances(t, this.#read);
      const advanced = t.advances.plus(t.rejectedAdvances);
      if (stated === undefined || advanceShare(t.measure, this.#context) === undefined || !holdsAdvances(t) || stated.eq(advanced)) continue;
      const name = nameOfPlace(t.place);
      notes.push(note(t, 'advances-differ', t.measure.clause, between(stated, stated), text(
        `${name.zh}：台账预拨合计${formatMoney(advanced)}元，案卷载明${formatMoney(stated)}元；核对以台账为准。`,
        `${name.en}: the ledger holds advances of ${formatMoney(advanced)} yuan, the case states ${formatMoney(stated)}; the audit follows the ledger.`,
      )));
    }
    return notes;
  }
}

const isPaid = (t: Tally | undefined): boolean => t !== undefined && !sumOfTally(t).isZero();

function nameOfPlace({ evaluated: { determination } }: Place): ReturnType<typeof awardName> {
  const { subject, measure, year } = determination;
  return awardName(subject.kind, subject.id, declared(measure).title, year);
}

function note(t: Tally, code: 'lower-choice' | 'advances-differ', clause: string, expected: Span, statement: ReturnType<typeof text>): Finding {
  const differ = code === 'advances-differ';
  const actual = differ ? t.advances.plus(t.rejectedAdvances) : sumOfTally(t);
  return {
    code,
    severity: 'note',
    clause,
    awards: differ ? [...t.advanceLines, ...t.rejectedAdvanceLines].sort((a, b) => a.index - b.index) : linesOf(t),
    key: t.key,
    expected: toRange(expected),
    actual: formatMoney(actual),
    difference: formatMoney(expected.hi.minus(actual).abs()),
    effect: 'none',
    message: letter(statement, [], noAction),
  };
}
