import { awardFacts, ledgerFacts } from '../audit/ledger.js';
import type { Policy } from '../core/policy.js';
import type { Unit } from '../words/index.js';
import { type Table, unitNamed } from './assessed.js';
import { type Cell, SheetError, type SheetErrorCode } from './cell.js';
import { measureCalled } from './columns.js';
import type { ConversionNote, Problem } from './lines.js';
import { readTables } from './table.js';

/** A ledger of payments in a table, as the audit takes it. */

const LEDGER = { facts: ledgerFacts, period: { applied: '' }, negative: '；退回的款项请填正数，并在拨付方式中注明“退回”' };

export interface LedgerLine {
  readonly table: number;
  readonly row: number;
  /** Left out where the line cannot be used. */
  readonly award?: Readonly<Record<string, unknown>>;
  readonly failure?: { readonly code: SheetErrorCode; readonly message: string };
}

export interface SheetLedger {
  readonly lines: readonly LedgerLine[];
  readonly problems: readonly Problem[];
  readonly conversions: readonly ConversionNote[];
}

/**
 * Reads a ledger: amounts in yuan unless something says 万元, measures by id, code or title.
 *
 * @throws SheetError where no header can be understood, or the unit is none
 */
export function ledgerUnder(policy: Policy, tables: readonly Table[], unit: Unit = 'yuan'): SheetLedger {
  if (unitNamed(unit) !== unit) throw new SheetError('VALUE', '单位应为“万元”或“元”');
  const { rows, problems, conversions } = readTables(tables as readonly (readonly (readonly Cell[])[])[], LEDGER, { unit, facts: {} });
  const unknown: Problem[] = [];
  const lines = rows.map(({ table, row, facts, failure }): LedgerLine => {
    if (failure !== undefined) return { table, row, failure };
    const measure = measureCalled(String(facts['measure']), policy);
    if (typeof measure !== 'string') return { table, row, award: { ...facts, measure: measure.id } };
    unknown.push({ table, row, column: awardFacts.measure.name.zh, code: 'VALUE', message: measure });
    return { table, row, failure: { code: 'VALUE', message: measure } };
  });
  const all = [...problems, ...unknown].sort((a, b) => a.table - b.table || a.row - b.row);
  return { lines, problems: all, conversions };
}
