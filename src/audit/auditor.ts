import { type Budget, DEFAULT_WORK } from '../assess/choose.js';
import { type Award as Due, determine } from '../assess/determine.js';
import { type ReadCase, readCase } from '../case/case.js';
import { type Context, type Options, contextOf } from '../core/context.js';
import { type Dec, ZERO, formatMoney } from '../core/decimal.js';
import type { Policy } from '../core/policy.js';
import { toRange } from '../core/span.js';
import { text } from '../core/text.js';
import { type Account, entryOf, sumOf } from './account.js';
import { type OtherReading, type Sources, otherReadings } from './causes.js';
import type { AuditReport, AwardRef, BesideMoney, Finding } from './finding.js';
import { type Judgement, judge } from './judge.js';
import { type Award, type LedgerLine, PAYERS, type Payer, isYearly, keyOf, readLine, readLines } from './ledger.js';
import { findingOf } from './own.js';

/** Options of an audit; the choice among awards is what the ledger shows. */
export interface AuditOptions extends Options {
  /**
   * Most work of the whole call: a count, never a clock, with a finite default. Reached, `proven` is false and the findings
   * that another lawful combination might excuse say so. `Infinity` asks for the proof at any cost.
   */
  readonly workLimit?: number | undefined;
}

/** An audit line by line. */
export interface Auditor {
  /**
   * Takes the next line of the ledger and gives what it shows by itself: what no later line can settle.
   *
   * @throws InvalidCaseError when the line is broken; it then counts as not given
   */
  check(award: Award): readonly Finding[];
  /**
   * What all lines so far show together, with the totals. The findings that {@link check} has given are counted in the
   * summary and not repeated.
   */
  finish(): AuditReport;
}

/**
 * Audits a ledger against what a policy allows for a case. It is an examination of figures and never a decision.
 *
 * @param published the policy where the options name no version
 * @param awards the ledger; the order of its lines decides nothing
 * @throws InvalidCaseError when the case, a line or an option is broken; nothing was audited
 */
export function auditUnder(published: Policy, caseFile: unknown, awards: unknown, options?: AuditOptions): AuditReport {
  const context = contextOf(published, options, 'workLimit');
  const auditor = new LedgerAuditor(caseFile, context, options?.workLimit);
  const findings = readLines(awards, context).flatMap((line) => auditor.take(line));
  const report = auditor.finish();
  return { ...report, findings: [...findings, ...report.findings] };
}

/**
 * The same audit for a ledger that comes line by line: the case is assessed once.
 *
 * @throws InvalidCaseError when the case or an option is broken
 */
export function auditorUnder(published: Policy, caseFile: unknown, options?: AuditOptions): Auditor {
  const context = contextOf(published, options, 'workLimit');
  const auditor = new LedgerAuditor(caseFile, context, options?.workLimit);
  return { check: (award) => auditor.check(award), finish: () => auditor.finish() };
}

interface Beside {
  awards: number;
  granted: Dec;
  returned: Dec;
}

class LedgerAuditor {
  readonly #context: Context;
  readonly #read: ReadCase;
  readonly #awards: readonly Due[];
  readonly #byKey: ReadonlyMap<string, Due>;
  readonly #byPayee = new Map<string, Due[]>();
  readonly #accounts = new Map<string, Account>();
  /** The first line with each id, with its content. */
  readonly #ids = new Map<string, { readonly ref: AwardRef; readonly content: string }>();
  readonly #beside = new Map<Payer, Beside>();
  readonly #counts = { error: 0, warning: 0, note: 0 };
  readonly #workLimit: number;
  #lines = 0;
  #own = 0;

  constructor(caseFile: unknown, context: Context, workLimit: number = DEFAULT_WORK) {
    this.#context = context;
    this.#workLimit = workLimit;
    this.#read = readCase(caseFile, context.policy);
    this.#awards = determine(this.#read, context);
    this.#byKey = new Map(this.#awards.map((a) => [a.determination.key, a]));
    for (const a of this.#awards) {
      const key = keyOf(a.measure, a.subject.payee as string, a.determination.year, context);
      this.#byPayee.set(key, [...(this.#byPayee.get(key) ?? []), a]);
    }
  }

  check(given: Award): readonly Finding[] {
    return this.take(readLine(given, this.#lines, this.#context));
  }

  take({ award, measure }: LedgerLine): readonly Finding[] {
    const ref: AwardRef = award.id === undefined ? { index: this.#lines } : { index: this.#lines, id: award.id };
    this.#lines += 1;
    const { payer = 'city' } = award;
    if (payer !== 'city') {
      const own = this.#beside.get(payer) ?? { awards: 0, granted: ZERO, returned: ZERO };
      own.awards += 1;
      if (award.payment === 'return') own.returned = own.returned.plus(award.amount);
      else own.granted = own.granted.plus(award.amount);
      this.#beside.set(payer, own);
      return [];
    }
    this.#own += 1;
    const account = this.#account(measure, award.subject, award.year);
    const content = JSON.stringify([account.key, award.year, formatMoney(award.amount), award.date, award.payment]);
    const first = award.id === undefined ? undefined : this.#ids.get(award.id);
    if (award.id !== undefined && first === undefined) this.#ids.set(award.id, { ref, content });
    const repeats = first?.content === content ? first.ref : undefined;
    const returned = award.payment === 'return';
    // Money that came back once is not counted again.
    if (!returned) account.entries.push(entryOf(award, ref, repeats));
    else if (repeats === undefined) account.returns.push(entryOf(award, ref));
    if (first === undefined || (repeats !== undefined && !returned)) return [];
    this.#counts.warning += 1;
    const of = { code: repeats === undefined ? 'id-reused' : 'duplicate', severity: 'warning', awards: [first.ref, ref], effect: 'none' } as const;
    const figures = { actual: award.amount, difference: ZERO, expected: { lo: ZERO, hi: award.amount } };
    return [findingOf(account, this.#context, { ...of, ...figures }, { detail: text(`“${award.id}”`, `"${award.id}"`) })];
  }

  /** The account that a line is booked to: by the subject, else by whoever receives the money. */
  #account(measure: LedgerLine['measure'], subject: string, year: number | undefined): Account {
    const named = keyOf(measure, subject, year, this.#context);
    const byPayee = this.#byPayee.get(named) ?? [];
    const eligible = byPayee.filter((a) => a.determination.status !== 'ineligible');
    const candidates = eligible.length > 0 ? eligible : byPayee;
    const due = this.#byKey.get(named) ?? (candidates.length === 1 ? candidates[0] : undefined);
    const key = due?.determination.key ?? named;
    let account = this.#accounts.get(key);
    if (account === undefined) {
      const of = due === undefined ? { subject, year: isYearly(measure, this.#context) ? year : undefined } : { subject: due.subject.id, year: due.determination.year };
      account = { key, measure, due, candidates: due === undefined ? candidates : [], ...of, entries: [], returns: [] };
      this.#accounts.set(key, account);
    }
    return account;
  }

  finish(): AuditReport {
    const { policy, readings } = this.#context;
    // Findings come in article order, whatever the order of the ledger.
    const accounts = [...this.#accounts.values()].sort((a, b) => (a.due?.index ?? Infinity) - (b.due?.index ?? Infinity) || (a.key < b.key ? -1 : 1));
    const { findings, allowed, toReturn, stillPayable, proven } = this.#judged(accounts);
    const counts = { ...this.#counts };
    for (const { severity } of findings) counts[severity] += 1;
    const total = (of: (a: Account) => Dec): string => formatMoney(accounts.reduce<Dec>((s, a) => s.plus(of(a)), ZERO));
    return {
      policy: { id: policy.id, version: policy.version, textSha256: policy.textSha256 },
      readings,
      findings,
      summary: {
        awards: this.#own,
        granted: total((a) => sumOf(a.entries)),
        returned: total((a) => sumOf(a.returns)),
        allowed: toRange(allowed),
        toReturn: toRange(toReturn),
        stillPayable: toRange(stillPayable),
        findings: counts,
        ...(this.#beside.size === 0 ? undefined : { otherPayers: this.#others() }),
      },
      proven,
    };
  }

  #judged(accounts: readonly Account[]): Judgement {
    const budget: Budget = { left: this.#workLimit };
    const spend = (work: number): boolean => {
      budget.left = Math.max(0, budget.left - work);
      return budget.left > 0;
    };
    let others: readonly OtherReading[] | undefined;
    const base = { read: this.#read, awards: this.#awards, context: this.#context, spend };
    const sources: Sources = { ...base, otherReadings: () => (others ??= otherReadings(base)) };
    return judge(accounts, sources, budget);
  }

  #others(): BesideMoney[] {
    return (Object.keys(PAYERS) as Payer[]).flatMap((payer) => {
      const own = this.#beside.get(payer);
      return own === undefined ? [] : [{ payer, awards: own.awards, granted: formatMoney(own.granted), returned: formatMoney(own.returned) }];
    });
  }
}
