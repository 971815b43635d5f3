import type { Cell } from '../cell.js';
import type { SheetFunction } from '../functions.js';
import { type SheetCatalogue, answered, filled, helpOf, identified, isTable, writtenOut } from './catalogue.js';

const two = (n: number): string => String(n).padStart(2, '0');
/** A cell with a date comes as a moment: midnight of the time zone of the script, which is that of the sheet unless changed. */
const dayOf = (value: unknown): Cell => {
  if (Object.prototype.toString.call(value) !== '[object Date]') return null;
  const date = value as Date;
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};

/**
 * The call of one function in Google Sheets, from its stub.
 *
 * @throws Error with a Chinese message, which the cell shows
 */
export function callInGoogleSheets({ functions }: SheetCatalogue, id: string, given: readonly unknown[]): unknown {
  const answer = answered(functions.find((f) => f.id === id) as SheetFunction, given, { zeroIsEmpty: 'never', cell: dayOf });
  if ('value' in answer) return filled(answer.value);
  throw new Error(answer.message);
}

/** How functions of a script are written for one host. */
export interface StubDialect {
  /** In front of the id. */
  readonly prefix: string;
  /** The id after the tag, where the host asks for it. */
  readonly isIdTagged: boolean;
  /** Whether a repeated parameter is a rest parameter; otherwise it is written out. */
  readonly hasRest: boolean;
  /** What a function returns, as an expression of its arguments. */
  readonly returns: (f: SheetFunction, args: string) => string;
}

/** One function of a script for each of the catalogue, with the comments from which spreadsheets take their help. */
export function scriptStubs({ functions }: SheetCatalogue, { prefix, isIdTagged, hasRest, returns }: StubDialect): string {
  return functions.map((f) => {
    const parameters = identified(hasRest ? f.parameters : writtenOut(f)).map(([name, p]) => {
      const isRest = hasRest && p.repeating === true;
      const type = `any${isTable(f, p) ? '[][]' : ''}${isRest ? '[]' : ''}`;
      return { doc: ` * @param {${type}} ${p.optional ? `[${name}]` : name} ${helpOf(p)}`, written: `${isRest ? '...' : ''}${name}` };
    });
    const args = parameters.map((p) => p.written).join(', ');
    const type = f.result === 'cell' ? 'any' : 'any[][]';
    return `/**\n * ${f.description.zh}\n * @customfunction${isIdTagged ? ` ${f.id}` : ''}\n${parameters.map((p) => `${p.doc}\n`).join('')} * @returns {${type}}\n */\nfunction ${prefix}${f.id}(${args}) {\n  return ${returns(f, args)};\n}\n`;
  }).join('\n');
}

/** The script of Google Sheets, to be put beside the script bundle whose one global has the name of the name space. */
export const googleSheetsScript = (catalogue: SheetCatalogue): string =>
  scriptStubs(catalogue, {
    prefix: `${catalogue.namespace}_`, isIdTagged: false, hasRest: true,
    returns: ({ id }, args) => `${catalogue.namespace}.callInGoogleSheets(${catalogue.namespace}.sheetCatalogue, '${id}', [${args}])`,
  });
