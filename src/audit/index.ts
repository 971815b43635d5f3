/** The audit of a ledger under any policy. */
export { type AuditOptions, type Auditor, auditUnder, auditorUnder } from './auditor.js';
export type { AuditReport, AuditSummary, AwardRef, BesideMoney, Cause, CauseCode, Finding, FindingCode, Severity } from './finding.js';
export type { Payer } from '../core/policy.js';
export type { Award, PaymentKind } from './ledger.js';
