/** The audit of awards already granted or paid. */
export { type Award, type PaymentKind, awardFacts } from './award.js';
export { type AuditOptions, type Auditor, audit, createAuditor } from './auditor.js';
export type { AuditReport, AuditSummary, AwardRef, Cause, CauseCode, Finding, FindingCode, Severity } from './finding.js';
