import type { GivenFacts, KnownFacts } from '../facts/fact.js';
import { type CaseIssue, InvalidCaseError, show } from '../kernel/error.js';
import {
  type caseFacts,
  type consortiumFacts,
  type demonstrationFacts,
  type leaseFacts,
  type loanFacts,
  type parkFacts,
  type projectFacts,
  type serviceProviderFacts,
  type supplyFacts,
} from './facts.js';
import { MAX_ISSUES } from '../facts/read.js';
import { caseSchema } from './schema.js';

/** A case file: what `assess` takes (contract section 3). */
export type CaseFile = GivenFacts<typeof caseFacts>;
export type Project = GivenFacts<typeof projectFacts>;
export type LoanYear = GivenFacts<typeof loanFacts>;
export type LeaseYear = GivenFacts<typeof leaseFacts>;
export type ServiceProviderYear = GivenFacts<typeof serviceProviderFacts>;
export type SupplyLine = GivenFacts<typeof supplyFacts>;
export type Demonstration = GivenFacts<typeof demonstrationFacts>;
export type Consortium = GivenFacts<typeof consortiumFacts>;
export type Park = GivenFacts<typeof parkFacts>;

export type KnownCase = KnownFacts<typeof caseFacts>;
export type KnownProject = KnownFacts<typeof projectFacts>;
export type KnownLoan = KnownFacts<typeof loanFacts>;
export type KnownLease = KnownFacts<typeof leaseFacts>;
export type KnownSupply = KnownFacts<typeof supplyFacts>;

/** A case that was read: amounts are decimals, references resolve, nothing is declared twice. */
export interface ReadCase {
  readonly facts: KnownCase;
  readonly projects: readonly KnownProject[];
  /** Position of a project in the case file. */
  readonly projectIndex: ReadonlyMap<string, number>;
}

/**
 * Reads a case file.
 *
 * @throws InvalidCaseError naming the path, the value and what was expected of each of the first
 * twenty faults; nothing is computed from a broken case
 */
export function readCase(input: unknown): ReadCase {
  const result = caseSchema._zod.run({ value: input, issues: [] }, { async: false });
  if (result instanceof Promise) throw new TypeError('the case schema is synchronous');
  if (result.issues.length > 0) throw new InvalidCaseError(issuesOf(result.issues, input));
  const facts = result.value as KnownCase;
  const issues: CaseIssue[] = [];
  const projects = facts.projects ?? [];
  const projectIndex = new Map<string, number>();
  for (let i = 0; i < projects.length; i += 1) {
    const { id } = projects[i] as KnownProject;
    if (projectIndex.has(id)) issues.push(duplicate(`$.projects[${i}].id`, id));
    else projectIndex.set(id, i);
  }
  checkReferences(facts, projectIndex, issues);
  checkDuplicates(facts, issues);
  checkContracts('loans', facts.loans ?? [], (l) => l.borrower, 'borrower', issues);
  checkContracts('leases', facts.leases ?? [], (l) => l.lessee, 'lessee', issues);
  checkEquipmentValues(facts.leases ?? [], issues);
  if (issues.length > 0) throw new InvalidCaseError(issues.slice(0, MAX_ISSUES));
  return { facts, projects, projectIndex };
}

interface SchemaIssue {
  readonly code?: string | undefined;
  readonly path?: readonly PropertyKey[] | undefined;
  readonly expected?: string | undefined;
  readonly keys?: readonly string[] | undefined;
  readonly params?: { readonly [name: string]: unknown } | undefined;
}

function issuesOf(found: readonly unknown[], input: unknown): CaseIssue[] {
  const issues: CaseIssue[] = [];
  for (const issue of found.slice(0, MAX_ISSUES) as SchemaIssue[]) {
    const path = issue.path ?? [];
    if (issue.code === 'unrecognized_keys') {
      for (const key of (issue.keys ?? []).slice(0, MAX_ISSUES)) {
        issues.push({ path: jsonPath([...path, key.slice(0, 128)]), code: 'unknown-property', expected: 'no such property' });
      }
      continue;
    }
    const value = valueAt(input, path);
    const expected = issue.code === 'custom' ? String(issue.params?.['expected']) : `an ${issue.expected}`;
    const code = value === undefined || value === null ? 'missing' : codeOf(value);
    issues.push({ path: jsonPath(path), code, expected, ...(value === undefined ? undefined : { received: show(value) }) });
  }
  return issues;
}

const codeOf = (value: unknown): CaseIssue['code'] =>
  typeof value === 'string' || typeof value === 'number' ? 'format' : 'type';

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

function jsonPath(path: readonly PropertyKey[]): string {
  let text = '$';
  for (const key of path) text += typeof key === 'number' ? `[${key}]` : `.${String(key)}`;
  return text;
}

const duplicate = (path: string, id: string | number): CaseIssue => ({
  path,
  code: 'duplicate',
  expected: 'an id not used before',
  received: show(id),
});

function checkReferences(facts: KnownCase, projects: ReadonlyMap<string, number>, issues: CaseIssue[]): void {
  const check = (id: string, path: string): void => {
    if (!projects.has(id)) {
      issues.push({ path, code: 'undeclared', expected: 'the id of a project of this case', received: show(id) });
    }
  };
  for (const name of ['loans', 'leases', 'supplies', 'demonstrations', 'districtMatching'] as const) {
    facts[name]?.forEach((row, i) => check(row.project, `$.${name}[${i}].project`));
  }
  facts.consortia?.forEach((c, i) => c.projects.forEach((id, j) => check(id, `$.consortia[${i}].projects[${j}]`)));
}

function checkDuplicates(facts: KnownCase, issues: CaseIssue[]): void {
  const once = <T>(rows: readonly T[] | undefined, path: string, name: string, key: (row: T) => string | number): void => {
    if (rows === undefined || rows.length < 2) return;
    const seen = new Set<string | number>();
    rows.forEach((row, i) => {
      const k = key(row);
      if (seen.has(k)) issues.push(duplicate(`${path}[${i}]${name}`, k));
      seen.add(k);
    });
  };
  once(facts.loans, '$.loans', '.id', (l) => `${l.year}:${l.id}`);
  once(facts.leases, '$.leases', '.id', (l) => `${l.year}:${l.id}`);
  once(facts.serviceProviders, '$.serviceProviders', '.provider', (s) => `${s.year}:${s.provider}`);
  once(facts.supplies, '$.supplies', '.id', (s) => s.id);
  once(facts.demonstrations, '$.demonstrations', '.project', (d) => d.project);
  once(facts.consortia, '$.consortia', '.id', (c) => c.id);
  once(facts.parks, '$.parks', '.id', (p) => p.id);
  facts.demonstrations?.forEach((d, i) => once(d.evaluations, `$.demonstrations[${i}].evaluations`, '.year', (e) => e.year));
  facts.parks?.forEach((p, i) => once(p.evaluations, `$.parks[${i}].evaluations`, '.year', (e) => e.year));
  facts.consortia?.forEach((c, i) => once(c.projects, `$.consortia[${i}].projects`, '', (id) => id));
}

/** One id is one contract: all its years name the same party and project. */
function checkContracts<T extends { readonly id: string; readonly project: string }>(
  name: string,
  rows: readonly T[],
  party: (row: T) => string,
  partyName: string,
  issues: CaseIssue[],
): void {
  if (rows.length < 2) return;
  const first = new Map<string, T>();
  rows.forEach((row, i) => {
    const known = first.get(row.id);
    if (known === undefined) {
      first.set(row.id, row);
      return;
    }
    const conflict = (field: string, expected: string, received: string): void => {
      if (expected === received) return;
      issues.push({ path: `$.${name}[${i}].${field}`, code: 'conflict', expected: `${show(expected)}, as in the contract's other years`, received: show(received) });
    };
    conflict('project', known.project, row.project);
    conflict(partyName, party(known), party(row));
  });
}

/** The leased equipment belongs to the contract: the same value in each of its years. */
function checkEquipmentValues(leases: readonly KnownLease[], issues: CaseIssue[]): void {
  const values = new Map<string, KnownLease['equipmentValue']>();
  leases.forEach((lease, i) => {
    if (lease.equipmentValue === undefined) return;
    const known = values.get(lease.id);
    if (known === undefined) values.set(lease.id, lease.equipmentValue);
    else if (!known.eq(lease.equipmentValue)) {
      issues.push({
        path: `$.leases[${i}].equipmentValue`,
        code: 'conflict',
        expected: `${known.toFixed(2)}, as in the contract's other years`,
        received: lease.equipmentValue.toFixed(2),
      });
    }
  });
}

