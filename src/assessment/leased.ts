import type { LeasedEquipment } from '../articles/article-1-investment.js';
import type { KnownLease } from '../case/read.js';
import type { Context } from '../kernel/context.js';
import { MAX_MONEY, ZERO } from '../kernel/decimal.js';
import { NOTHING, type Span, between, exactly, plus } from '../kernel/span.js';

/**
 * The leased equipment of each project, where the reading keeps it out of the investment (I-11).
 *
 * A contract is a lease if one of its rows is direct, and none if all of them are sale and leaseback,
 * whose equipment was bought; otherwise it may be either. What it leases is stated once for all its
 * years.
 */
export function leasedByProject(leases: readonly KnownLease[] | undefined, context: Context): (project: string) => LeasedEquipment {
  if (context.readings.leasedEquipmentInInvestment === 'yes' || leases === undefined) return () => NONE;
  const contracts = new Map<string, number[]>();
  leases.forEach(({ id }, i) => {
    const rows = contracts.get(id);
    if (rows === undefined) contracts.set(id, [i]);
    else rows.push(i);
  });
  const byProject = new Map<string, LeasedEquipment>();
  for (const rows of contracts.values()) {
    const { project } = leases[rows[0] as number] as KnownLease;
    const own = equipmentOf(leases, rows);
    const known = byProject.get(project);
    byProject.set(project, known === undefined ? own : { span: plus(known.span, own.span), missing: [...known.missing, ...own.missing] });
  }
  return (project) => byProject.get(project) ?? NONE;
}

const NONE: LeasedEquipment = Object.freeze({ span: NOTHING, missing: Object.freeze([]) });

/** What one contract leases, given the positions of its rows. */
function equipmentOf(leases: readonly KnownLease[], rows: readonly number[]): LeasedEquipment {
  const of = (i: number): KnownLease => leases[i] as KnownLease;
  const isLease = rows.some((i) => of(i).mode === 'direct');
  const open = isLease ? [] : rows.filter((i) => of(i).mode === undefined);
  if (!isLease && open.length === 0) return NONE;
  const value = rows.map((i) => of(i).equipmentValue).find((v) => v !== undefined);
  if (value?.isZero() === true) return NONE;
  const most: Span = value === undefined ? { lo: ZERO, hi: MAX_MONEY } : exactly(value);
  return {
    span: isLease ? most : between(ZERO, most.hi),
    missing: [
      ...open.map((i) => `$.leases[${i}].mode`),
      ...(value === undefined ? [`$.leases[${rows[0] as number}].equipmentValue`] : []),
    ],
  };
}
