/** One thing that is wrong with a case: where, what was found, what was expected. */
export interface CaseIssue {
  /** JSON path, e.g. `$.projects[0].totalInvestment`. */
  readonly path: string;
  readonly code:
    | 'type'
    | 'format'
    | 'unknown-property'
    | 'missing'
    | 'duplicate'
    | 'undeclared'
    | 'conflict'
    | 'option';
  readonly expected: string;
  /** The value found, shortened; absent where nothing was found. */
  readonly received?: string;
}

const BRAND = Symbol.for('chengdu-tech-upgrade/InvalidCaseError');

/**
 * A case, a fact or an option that cannot be assessed. Nothing is computed from a broken case.
 * Recognise it by `name` or {@link isInvalidCaseError}; `instanceof` fails between the ESM and the
 * CommonJS build.
 */
export class InvalidCaseError extends Error {
  override readonly name = 'InvalidCaseError';
  readonly issues: readonly CaseIssue[];
  /** Path of the first issue. */
  readonly path: string;

  constructor(issues: readonly CaseIssue[]) {
    super(issues.map(describeIssue).join('\n'));
    this.issues = issues;
    this.path = issues[0]?.path ?? '$';
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/** Whether a caught value is an {@link InvalidCaseError} of any build of this library. */
export function isInvalidCaseError(error: unknown): error is InvalidCaseError {
  return typeof error === 'object' && error !== null && BRAND in error;
}

export function describeIssue(issue: CaseIssue): string {
  const found = issue.received === undefined ? '' : `, found ${issue.received}`;
  return `${issue.path}: expected ${issue.expected}${found}`;
}

const SHOWN = 60;

/** A value as it may be shown in a message: short, on one line, never expanded deeply. */
export function show(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value);
    case 'number':
    case 'boolean':
    case 'undefined':
      return String(value);
    case 'bigint':
      return 'a bigint';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? `an array of ${value.length}` : 'an object';
    default:
      return `a ${typeof value}`;
  }
}
