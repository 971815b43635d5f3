import { type Bilingual, text } from './text.js';

/** What can be wrong with a value. */
export type IssueCode = 'type' | 'format' | 'missing' | 'unknown-property' | 'duplicate' | 'undeclared' | 'conflict' | 'option';

/** What is wrong with one value: where it stands, what was expected and what was found. */
export interface CaseIssue {
  /** JSON path, e.g. `$.projects[0].totalInvestment`; `options.…` for an option, the argument's name elsewhere. */
  readonly path: string;
  readonly code: IssueCode;
  /** The name of the fact, where the value is one. */
  readonly fact?: Bilingual;
  readonly expected: string;
  /** The value found, shortened; absent where nothing was found. */
  readonly received?: string;
  /** The whole issue in words. */
  readonly message: Bilingual;
}

/** What an issue is made of; its message follows. */
export interface IssueParts extends Pick<CaseIssue, 'path' | 'code'> {
  readonly fact?: Bilingual | undefined;
  readonly expected: Bilingual;
  readonly received?: string | undefined;
}

export function issueOf({ path, code, fact, expected, received }: IssueParts): CaseIssue {
  const [foundZh, foundEn] = received === undefined ? ['', ''] : [`，实为${IN_CHINESE.get(received.replace(/ of \d+$/, '')) ?? received}`, `, found ${received}`];
  return {
    path,
    code,
    ...(fact === undefined ? undefined : { fact }),
    expected: expected.en,
    ...(received === undefined ? undefined : { received }),
    message: text(
      `${fact === undefined ? '' : `${fact.zh}（`}${path}${fact === undefined ? '' : '）'}：应为${expected.zh}${foundZh}`,
      `${path}${fact === undefined ? '' : ` (${fact.en})`}: expected ${expected.en}${foundEn}`,
    ),
  };
}

/** What {@link show} says of a value that it does not write out. */
const IN_CHINESE: ReadonlyMap<string, string> = new Map([['an array', '数组'], ['an object', '对象'], ['a function', '函数'], ['something else', '其他内容']]);

const BRAND = Symbol.for('chengdu-tech-upgrade/InvalidCaseError');

/** Enough to see what is wrong; hostile input is not read to its end. */
export const MAX_ISSUES = 20;

/**
 * Input that cannot be used: a case, a fact, an option, an argument. Nothing is computed from broken
 * input. Recognise it by `name` or {@link isInvalidCaseError}; `instanceof` fails between the ESM and
 * the CommonJS build.
 */
export class InvalidCaseError extends Error {
  override readonly name = 'InvalidCaseError';
  readonly issues: readonly CaseIssue[];
  /** Path of the first issue. */
  readonly path: string;

  constructor(issues: readonly CaseIssue[]) {
    super(issues.map((issue) => issue.message.en).join('\n'));
    this.issues = issues;
    this.path = issues[0]?.path ?? '$';
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/** Whether a caught value is an {@link InvalidCaseError} of any build of this library. */
export function isInvalidCaseError(error: unknown): error is InvalidCaseError {
  return typeof error === 'object' && error !== null && BRAND in error;
}

/** Refuses one value. */
export function refuse(parts: IssueParts): never {
  throw new InvalidCaseError([issueOf(parts)]);
}

/** Refuses a name that is not among those that are read: what is misspelt would otherwise be left out without a word. */
export function refuseOthers(given: object, known: readonly string[], path: string, code: CaseIssue['code']): void {
  const other = Object.entries(given).find(([name, value]) => value !== undefined && !known.includes(name));
  if (other === undefined) return;
  const expected = known.join(' | ');
  refuse({ path: `${path}.${other[0].slice(0, SHOWN)}`, code, expected: text(expected, expected) });
}

export const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

export const AN_ARRAY: Bilingual = text('数组', 'an array');
export const AN_OBJECT: Bilingual = text('对象', 'an object');

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
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? `an array of ${value.length}` : AN_OBJECT.en;
    default:
      return `a ${typeof value}`;
  }
}

/** A step of a path: a name that is none in JavaScript is quoted, so that no name can pass for another path. */
export function pathStep(step: PropertyKey): string {
  if (typeof step === 'number') return `[${step}]`;
  const name = String(step);
  if (name.length <= SHOWN && /^[A-Za-z_$][\w$]*$/.test(name)) return `.${name}`;
  return `[${JSON.stringify(name.length > SHOWN ? `${name.slice(0, SHOWN)}…` : name)}]`;
}

export const pathOf = (steps: readonly PropertyKey[]): string => steps.reduce<string>((path, step) => path + pathStep(step), '$');

/** The steps of a path that names a place in a case; undefined where it is no such path. */
export const placeSteps = (path: unknown): (string | number)[] | undefined =>
  typeof path === 'string' && /^\$(?:\.[A-Za-z]\w*|\[\d{1,9}\])+$/.test(path) ? stepsIn(path) : undefined;

/** The steps of a path that {@link pathOf} made; a name that was shortened there stays so. */
export const stepsIn = (path: string): (string | number)[] =>
  [...path.matchAll(/\.([A-Za-z_$][\w$]*)|\[(?:(\d+)|("(?:[^"\\]|\\.)*"))\]/g)].map(([, name, index, quoted]) =>
    name ?? (index === undefined ? (JSON.parse(quoted as string) as string) : Number(index)));
