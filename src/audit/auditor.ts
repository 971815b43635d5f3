import { type AssessOptions, safely } from '../assess/assess.js';
import { budgetOf } from '../assess/choose.js';
import { type Award as Due, determine } from '../assess/determine.js';
import { readCase } from '../case/case.js';
import { contextOf } from '../core/context.js';
import { type Money, formatMoney } from '../core/decimal.js';
import { AN_ARRAY, type CaseIssue, InvalidCaseError, MAX_ISSUES, refuse, show } from '../core/error.js';
import { byKey, byText } from '../core/groups.js';
import type { Measure } from '../core/measure.js';
import type { Payer, Policy } from '../core/policy.js';
import { toRange } from '../core/span.js';
import { text } from '../core/text.js';
import { type Account, sumOf } from './account.js';
import type { Sources } from './causes.js';
import { type AuditReport, type AwardRef, type BesideMoney, type Finding, type Severity, findingOf } from './finding.js';
import { judge } from './judge.js';
import { type Award, type KnownAward, type LedgerLine, PAYERS, isYearly, keyFor, readLine } from './ledger.js';

/**
 * Options of an audit; the choice among awards is what the ledger shows. Where the work limit is reached, `proven` is
 * false and the findings that another lawful combination might excuse say so.
 */
export type AuditOptions = Pick<AssessOptions, 'readings' | 'policy' | 'workLimit'>;

/** An audit line by line. */
export interface Auditor {
  /** Gives what the next line shows by itself. @throws InvalidCaseError when it is broken; it then counts as not given */
  check(award: Award): readonly Finding[];
  /** What all lines so far show together. The findings that {@link check} has given are counted and not repeated. */
  finish(): AuditReport;
}

/** @throws InvalidCaseError when the case, a line or an option is broken; nothing was audited */
export function auditUnder(published: Policy, caseFile: unknown, awards: unknown, options?: AuditOptions): AuditReport {
  const auditor = new LedgerAuditor(published, caseFile, options);
  const findings = auditor.takeAll(awards);
  const report = auditor.finish();
  return { ...report, findings: [...findings, ...report.findings] };
}

/** The same audit for a ledger that comes line by line. @throws InvalidCaseError when the case or an option is broken */
export function auditorUnder(published: Policy, caseFile: unknown, options?: AuditOptions): Auditor {
  const auditor = new LedgerAuditor(published, caseFile, options);
  return { check: (award) => auditor.check(award), finish: () => auditor.finish() };
}

class LedgerAuditor {
  readonly #given: Omit<Sources, 'budget'>;
  readonly #workLimit: number | undefined;
  /** Determinations by their key, and by the key that they would have if their payee were the subject. */
  readonly #byKey: ReadonlyMap<string, Due>;
  readonly #byPayee: ReadonlyMap<string, readonly Due[]>;
  readonly #accounts = new Map<string, Account>();
  /** The first line with each id, with its content. */
  readonly #ids = new Map<string, { readonly ref: AwardRef; readonly content: string }>();
  /** Lines of other payers, and what was found line by line. */
  readonly #beside: KnownAward[] = [];
  readonly #found: Finding[] = [];
  #lines = 0;

  constructor(published: Policy, caseFile: unknown, options: AuditOptions | undefined) {
    const context = contextOf(published, options, 'workLimit');
    const read = readCase(caseFile, context.policy);
    const awards = determine(read, context);
    this.#given = { read, awards, context };
    this.#workLimit = options?.workLimit;
    this.#byKey = new Map(awards.map((a) => [a.determination.key, a]));
    this.#byPayee = byKey(awards, (a) => keyFor(a.measure, a.subject.payee as string, a.subject.year, context));
  }

  /** Takes a whole ledger, or names the first faults of all its lines. */
  takeAll(awards: unknown): readonly Finding[] {
    if (!Array.isArray(awards)) refuse({ path: '$.awards', code: 'type', expected: AN_ARRAY, received: show(awards) });
    const issues: CaseIssue[] = [];
    const lines = awards.flatMap((line, i) => {
      const read = issues.length < MAX_ISSUES ? safely(() => readLine(line, i, this.#given.context)) : undefined;
      if (read?.success === false) issues.push(...read.error.issues);
      return read?.success === true ? [read.data] : [];
    });
    if (issues.length > 0) throw new InvalidCaseError(issues.slice(0, MAX_ISSUES));
    return lines.flatMap((line) => this.#take(line));
  }

  check(given: Award): readonly Finding[] {
    return this.#take(readLine(given, this.#lines, this.#given.context));
  }

  #take({ award, measure }: LedgerLine): readonly Finding[] {
    const { id, year, amount, date, payment } = award;
    const ref: AwardRef = { index: this.#lines, ...(id !== undefined && { id }) };
    this.#lines += 1;
    const { payer = 'city' } = this.#given.context.policy;
    if ((award.payer ?? payer) !== payer) {
      this.#beside.push(award);
      return [];
    }
    const account = this.#account(measure, award.subject, year);
    const content = JSON.stringify([account.key, year, formatMoney(amount), date, payment]);
    const first = id === undefined ? undefined : this.#ids.get(id);
    if (id !== undefined && first === undefined) this.#ids.set(id, { ref, content });
    const repeats = first?.content === content ? first.ref : undefined;
    const returned = payment === 'return';
    // Money that came back once is not counted again.
    if (!returned) account.entries.push({ ...award, ref, repeats });
    else if (repeats === undefined) account.returns.push({ ...award, ref });
    // A payment recorded again is told with its account.
    if (first === undefined || (repeats !== undefined && !returned)) return [];
    const figures = { severity: 'warning', effect: 'none', awards: [first.ref, ref], actual: amount, detail: text(`${id}`, `${id}`) } as const;
    this.#found.push(findingOf(account, this.#given.context, repeats === undefined ? 'id-reused' : 'duplicate', figures));
    return this.#found.slice(-1);
  }

  /** The account that a line is booked to: by the subject, else by whoever receives the money. */
  #account(measure: Measure, subject: string, year: number | undefined): Account {
    const named = keyFor(measure, subject, year, this.#given.context);
    const byPayee = this.#byPayee.get(named) ?? [];
    const eligible = byPayee.filter((a) => a.determination.status !== 'ineligible');
    const candidates = eligible.length > 0 ? eligible : byPayee;
    const due = this.#byKey.get(named) ?? (candidates.length === 1 ? candidates[0] : undefined);
    const key = due?.determination.key ?? named;
    const of = due?.subject ?? { id: subject, year: isYearly(measure, this.#given.context) ? year : undefined };
    const account = this.#accounts.get(key) ?? { key, measure, subject: of, due, candidates, entries: [], returns: [] };
    this.#accounts.set(key, account);
    return account;
  }

  finish(): AuditReport {
    const { policy, readings } = this.#given.context;
    // Findings come in article order, whatever the order of the ledger.
    const accounts = [...this.#accounts.values()].sort((a, b) => (a.due?.index ?? Infinity) - (b.due?.index ?? Infinity) || byText(a.key, b.key));
    const { findings, allowed, toReturn, stillPayable, proven } = judge(accounts, { ...this.#given, budget: budgetOf(this.#workLimit) });
    const count = (severity: Severity): number => [...this.#found, ...findings].filter((f) => f.severity === severity).length;
    const otherPayers = (Object.keys(PAYERS) as Payer[]).flatMap((payer): BesideMoney[] => {
      const own = this.#beside.filter((a) => a.payer === payer);
      const of = (returned: boolean): Money => formatMoney(sumOf(own.filter((a) => (a.payment === 'return') === returned)));
      return own.length === 0 ? [] : [{ payer, awards: own.length, granted: of(false), returned: of(true) }];
    });
    return {
      policy: { id: policy.id, version: policy.version, textSha256: policy.textSha256 },
      readings, findings,
      summary: {
        awards: this.#lines - this.#beside.length,
        granted: formatMoney(sumOf(accounts.flatMap((a) => a.entries))),
        returned: formatMoney(sumOf(accounts.flatMap((a) => a.returns))),
        allowed: toRange(allowed), toReturn: toRange(toReturn), stillPayable: toRange(stillPayable),
        findings: { error: count('error'), warning: count('warning'), note: count('note') },
        ...(otherPayers.length > 0 && { otherPayers }),
      },
      proven,
    };
  }
}
