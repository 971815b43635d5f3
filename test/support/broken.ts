/** Values that were sound until one place in them was changed. */
import fc from 'fast-check';
import type { Assessment, Award, CaseIssue } from '../../src/index.js';
import { beyondJsonSchema } from '../../src/schema.js';

export type Path = readonly (string | number)[];

/** Every place in a value. */
export function places(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([k, v]) => places(v, [...at, Array.isArray(value) ? Number(k) : k]))];
}

/** The value with one place changed. */
export function changed(value: unknown, [step, ...rest]: Path, change: (at: unknown) => unknown): unknown {
  if (step === undefined) return change(value);
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, unknown>;
  copy[step] = changed(copy[step], rest, change);
  return copy;
}

const JUNK = [
  null, true, false, 0, -1, 1, 2.5, 1.234, 2025, 1e13, 1e13 + 1, 1e300, '', ' ', 'x', '0', '1', '-1', '1,000', '1e3', '01', '1.234', '12345.67', '1/3', '3/2', '3/3', '0.12345678901',
  '2025-02-29', '2024-02-29', '2025-13-01', '1899-12-31', '2200-01-01', '2025-6-1', 'P1', 'P9', '甲公司', 'direct', 'equipment', 'x'.repeat(129), '万'.repeat(128), [], {}, [{}], [null], ['P1', 'P1'], { id: 'P1' },
];

export const mutation: fc.Arbitrary<(at: unknown) => unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...JUNK).map((junk) => () => junk) },
  { weight: 1, arbitrary: fc.constant((at: unknown) => (Array.isArray(at) ? [...at, ...at] : at)) },
  { weight: 1, arbitrary: fc.constant((at: unknown) => (typeof at === 'object' && at !== null && !Array.isArray(at) ? { ...at, extra: 1 } : at)) },
  { weight: 1, arbitrary: fc.constant((at: unknown) => (typeof at === 'object' && at !== null && !Array.isArray(at) ? Object.fromEntries(Object.entries(at).slice(1)) : at)) },
);

/** Whether an issue is one that the stated list leaves to the library. */
export function isBeyond({ code, received = '' }: CaseIssue): boolean {
  if (!beyondJsonSchema.some((b) => b.code === code)) return false;
  if (code !== 'format') return true;
  const value = JSON.parse(received) as unknown;
  if (typeof value === 'number') return (String(value).split('.')[1] ?? '').length > 2 || String(value).includes('e-');
  const [over, under] = String(value).split('/');
  return under === undefined ? /^\d{4}-\d{2}-\d{2}$/.test(String(value)) : Number(over) > Number(under);
}

/** Payments that are mostly wrong: every amount in full, advances twice. */
export function ledgerOf(a: Assessment): Award[] {
  return a.determinations.flatMap(({ measure, subject, year, amount }, i): Award[] => {
    const line: Award = { measure, subject: subject.id, ...(year !== undefined && { year }), amount: amount.max, date: '2026-12-01', payment: year === undefined ? 'full' : 'annual' };
    return i % 3 === 0 ? [line, { ...line, payment: 'advance', id: `N${i}` }] : [line];
  });
}
