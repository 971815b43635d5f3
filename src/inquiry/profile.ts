import type { CaseFile } from '../case/read.js';
import type { Context } from '../kernel/context.js';
import { yearOf } from '../kernel/day.js';
import { InvalidCaseError, show } from '../kernel/error.js';
import { withFallback } from './fallback.js';

/**
 * A profile becomes a case file: what it leaves out of the skeleton of a case (ids, references,
 * years, the day of application) is supplied here, and what was supplied is remembered, so that
 * nothing supplied is ever taken for known.
 */

/** Any part of a case file: every fact, every id and every reference may be left out. */
export type Profile = { readonly [K in keyof CaseFile]?: Loose<CaseFile[K]> | undefined };
type Loose<T> = T extends readonly (infer R)[]
  ? R extends object
    ? readonly Loose<R>[]
    : T
  : T extends object
    ? { readonly [K in keyof T]?: Loose<T[K]> | null | undefined }
    : T | null | undefined;

/** Lists of a case by the measures that their rows can earn. */
export type Row = Readonly<Record<string, unknown>>;
export type Subjects = 'projects' | 'loans' | 'leases' | 'serviceProviders' | 'supplies' | 'demonstrations' | 'consortia' | 'parks';
export const SUBJECTS: readonly Subjects[] = [
  'projects', 'loans', 'leases', 'serviceProviders', 'supplies', 'demonstrations', 'consortia', 'parks',
];

/** A case file made of a profile. */
export interface Completed {
  readonly caseFile: CaseFile;
  /** Paths of what the profile does not say and the case needs, by list; `$.applicationDate` under `''`. */
  readonly supplied: ReadonlyMap<Subjects | '', readonly string[]>;
  /** Id of the project that had to be made up for rows that name none. */
  readonly madeProject: string | undefined;
  /** A path of the case file as a path of the profile. */
  readonly inProfile: (path: string) => string;
}

/**
 * Which of the unknown skeleton values to supply: those that can count under the policy, or those
 * that cannot. A measure that comes out the same both ways does not depend on them.
 */
export type Supposition = 'in-force' | 'out-of-force';

/** @throws InvalidCaseError for a profile that is not plain data of the right shape */
export function complete(profile: Profile, added: Subjects | undefined, when: Supposition, context: Context): Completed {
  if (typeof profile !== 'object' || profile === null || Array.isArray(profile)) {
    throw new InvalidCaseError([{ path: '$', code: 'type', expected: 'an object', received: show(profile) }]);
  }
  const { parameters } = context;
  const supplied = new Map<Subjects | '', string[]>();
  const note = (list: Subjects | '', path: string): void => void supplied.set(list, [...(supplied.get(list) ?? []), path]);
  const first = yearOf(parameters['F.1.from'].value);
  // Before the filing cutoff no flow and no evaluation can count, so such a year is out for certain.
  const year = when === 'in-force' ? first : yearOf(parameters['F.2.cutoff'].value) - 1;

  const given = profile as Readonly<Record<string, unknown>>;
  const rowsOf = (list: Subjects): readonly unknown[] | undefined => {
    const rows = given[list];
    // Anything that is no list is left for the reader of the case to refuse.
    return Array.isArray(rows) ? (rows as readonly unknown[]) : undefined;
  };
  const skeleton = withFallback({ rowsOf, added, year, note, context });
  const out: Record<string, unknown> = { ...given };
  if (given['applicationDate'] === undefined || given['applicationDate'] === null) {
    note('', '$.applicationDate');
    out['applicationDate'] = when === 'in-force' ? parameters['F.1.from'].value : `${yearOf(parameters['F.1.to'].value) + 1}-01-01`;
  }
  for (const list of SUBJECTS) {
    const rows = skeleton.rows(list);
    if (rows !== undefined) out[list] = rows;
  }
  const inProfile = (path: string): string =>
    path.replace(/^\$\.supplies\[(\d+)\]/, (_all, row: string) => `$.supplies[${skeleton.copies.get(Number(row)) ?? row}]`);
  return { caseFile: out as unknown as CaseFile, supplied, madeProject: skeleton.madeProject, inProfile };
}
