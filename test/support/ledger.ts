/** Lines of a ledger, and what the audit says of them. */
import { expect } from 'vitest';
import { type AuditOptions, type AuditReport, type Award, type Finding, auditUnder } from '../../src/audit/index.js';
import { type CaseFile, type DayInput, type Money, chengdu2025 } from '../../src/index.js';
import { caseOf, pilotProject, wan } from './policy-facts.js';

export type Kind = Award['payment'];
export const audit = (file: CaseFile, awards: readonly Award[], options?: AuditOptions): AuditReport => auditUnder(chengdu2025, file, awards, options);

/** Lines of one day, where they state no other. */
export const paidOn = (date: DayInput) => (measure: Award['measure'], subject: string, amount: Money, payment: Kind = 'full', more: Partial<Award> = {}): Award => ({
  measure, subject, amount, payment, date, ...more,
});
export const paid = paidOn('2026-06-30');
export const reward = (amount: Money) => paid('investment-reward', 'P', amount);
export const advance = (amount: Money, more: Partial<Award> = {}) => paid('investment-subsidy', 'P', amount, 'advance', more);
export const settlement = (amount: Money, more: Partial<Award> = {}) => paid('investment-subsidy', 'P', amount, 'settlement', { date: '2026-11-20', ...more });
export const leased = (amount: Money, year = 2025) => paid('finance-lease-subsidy', 'acme', amount, 'annual', { year });
export const interest = (amount: Money, year = 2025) => paid('loan-interest-subsidy', 'acme', amount, 'annual', { year });

export const findings = (file: CaseFile, ...awards: Award[]): readonly Finding[] => audit(file, awards).findings;
export const serious = (file: CaseFile, ...awards: Award[]): string[] => findings(file, ...awards).filter((f) => f.severity !== 'note').map((f) => f.code);
/** The one finding beside the note that the case states other advances. */
export const only = (file: CaseFile, ...awards: Award[]): Finding => {
  const found = findings(file, ...awards).filter((f) => f.code !== 'advances-differ');
  expect(found.map((f) => f.code)).toHaveLength(1);
  return found[0] as Finding;
};
export const causes = (f: Finding): string[] => (f.causes ?? []).map((c) => c.code);

/** 10 % of 2000万 is 200万; accepted on the same figures. */
export const accepted = pilotProject().underConstruction('1').accepted(wan(2500), wan(2000));
export const settled = caseOf(accepted);
