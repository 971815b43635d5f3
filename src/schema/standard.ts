import { readCaseTable } from '../case/read.js';
import { safely } from '../assess/assess.js';
import { type CaseIssue, stepsIn } from '../core/error.js';
import type { Policy } from '../core/policy.js';

/** A validator of the kind that https://standardschema.dev describes: any framework that knows it can check and type its input. */
export interface StandardSchema<T> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => StandardResult<T>;
    readonly types?: { readonly input: T; readonly output: T };
  };
}

/** The value as it was given, or what is wrong with it. */
export type StandardResult<T> = { readonly value: T; readonly issues?: undefined } | { readonly issues: readonly StandardIssue[] };

/** One fault: `message` in English and the path in steps, as a framework reads them, and the whole {@link CaseIssue}. */
export interface StandardIssue {
  readonly message: string;
  readonly path: readonly (string | number)[];
  readonly issue: CaseIssue;
}

/**
 * The case file of a policy as a Standard Schema. Our own reader validates, so that what it refuses is what an assessment
 * refuses: values, references between rows, duplicates and conflicts. The value is given back as it came.
 */
export const standardOf = <T>({ facts }: Policy): StandardSchema<T> => ({
  '~standard': {
    version: 1,
    vendor: 'chengdu-tech-upgrade',
    validate: (value) => {
      const read = safely(() => readCaseTable(facts, value));
      if (read.success) return { value: value as T };
      return { issues: read.error.issues.map((issue) => ({ message: issue.message.en, path: stepsIn(issue.path), issue })) };
    },
  },
});
