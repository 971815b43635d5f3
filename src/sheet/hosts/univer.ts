import { type SheetCatalogue, answered, filled } from './catalogue.js';

/** What is used of `univerAPI.getFormula()`. */
export interface UniverFormula {
  registerFunction(name: string, run: (...args: never[]) => never, description: string): unknown;
}

const ERRORS = { VALUE: '#VALUE!', NUM: '#NUM!', NA: '#N/A' } as const;

/**
 * Makes the functions known to Univer, once there is a workbook. Univer sends 0 for an empty cell and shows no message with an
 * error; `CHECK` says what is wrong.
 */
export function registerInUniver(formula: UniverFormula, { namespace, functions }: SheetCatalogue): void {
  for (const f of functions) {
    const run = (...given: unknown[]): unknown => {
      // An exception would end the process of the host.
      try {
        const answer = answered(f, given, { zeroIsEmpty: 'always' });
        return 'value' in answer ? filled(answer.value) : ERRORS[answer.code];
      } catch {
        return ERRORS.VALUE;
      }
    };
    formula.registerFunction(`${namespace}.${f.id}`, run as never, f.description.zh);
  }
}
