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

/**
 * A case file: what `assess` takes (contract section 3).
 *
 * Money is yuan, 0 to 1e13, at most two decimals, as a decimal text or a number; a ratio lies between 0 and 1; a day is
 * `YYYY-MM-DD`; a year is an integer; an id is a non-empty text of at most 128 characters, compared exactly. A fact that
 * is left out or null is unknown, which is neither false nor 0. `applicationDate` is the day of the first application or
 * task book and is tested against F.1; `settlementDate` is the day on which accounts are drawn up.
 */
export type CaseFile = GivenFacts<typeof caseFacts>;
/**
 * A project (Article 1): `totalInvestment` is held against the thresholds, `equipmentInvestment` (software included) is
 * what the rates look at, `filingDate` (备案 or 审批) is tested under F.2. `assessedReward` is the authority's figure for
 * A1.2, `construction` what A1.4 advances on, `acceptance` the verified figures of the settlement.
 */
export type Project = GivenFacts<typeof projectFacts>;
/** One year of a loan (A2.2): interest paid and the subsidy that the authority assessed, in yuan. One id is one contract over all its years. */
export type LoanYear = GivenFacts<typeof loanFacts>;
/**
 * One year of a finance lease (A2.3): `annualAmount` is the verified 年实际发生额 in yuan; `equipmentValue`, the leased
 * equipment's share of the project's equipment investment, belongs to the contract and is the same in all its years.
 */
export type LeaseYear = GivenFacts<typeof leaseFacts>;
/** One year of a service provider (A3.3): listed, qualified, its rank (1 is the best) and the amount of its tier in yuan. */
export type ServiceProviderYear = GivenFacts<typeof serviceProviderFacts>;
/** One line of sales (A4.3, A4.4): supplier, kind, the buyer's project, day and amount in yuan, invoiced and delivered. */
export type SupplyLine = GivenFacts<typeof supplyFacts>;
/** The task book of a demonstration project (Article 5): its yearly evaluations and its completion; `assessedAward` is gross, in yuan. */
export type Demonstration = GivenFacts<typeof demonstrationFacts>;
/** A consortium (Article 6): `directSuppliers` does not count the leader; `settlementFactor` (0 to 1) is the authority's finding under A6.6. */
export type Consortium = GivenFacts<typeof consortiumFacts>;
/** A park (Article 7): the authority's total award in yuan, and yearly evaluations with cumulative task progress (0 to 1). */
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

