import type { KnownLease, ReadCase } from '../case/read.js';
import type { Context } from '../kernel/context.js';
import type { Evaluated } from '../kernel/measure.js';
import { isCertain } from '../kernel/span.js';
import { text } from '../kernel/text.js';
import type { Chosen } from '../selection/select.js';
import type { Looseness } from './assessment.js';

/** What an assessment with open facts says about its own ranges and choice. */

/** The unknown facts that can turn the choice, in the order of the determinations. */
export function turnedBy(read: ReadCase, evaluated: readonly Evaluated[], chosen: Chosen): string[] {
  if (chosen.swing.size === 0) return [];
  const facts = new Set<string>();
  for (const { determination } of evaluated) {
    if (chosen.swing.has(determination.key)) for (const fact of determination.missing ?? []) facts.add(fact);
  }
  const mayLeave = new Set([...chosen.mayLeave.values()].flat().filter((l) => !isCertain(l.value)).map((l) => l.id));
  read.facts.leases?.forEach((l, i) => {
    if (mayLeave.has(l.id)) facts.add(`$.leases[${i}].equipmentValue`);
  });
  chosen.mayLeave.forEach((_leases, p) => {
    if (read.projects[p]?.totalInvestment === undefined) facts.add(`$.projects[${p}].totalInvestment`);
  });
  return [...facts];
}

/**
 * The ranges that contain every completion but whose ends may not both be reached, and why. All
 * others are tight.
 */
export function loosenessOf(read: ReadCase, evaluated: readonly Evaluated[], chosen: Chosen, context: Context): Looseness[] {
  const { readings } = context;
  const out: Looseness[] = [];
  if (chosen.swing.size > 0) out.push(CHOICE_MAY_TURN);
  const ordinary = readings.leaseWithInvestmentSubsidy === 'take-higher' && readings.leasedEquipmentInInvestment === 'yes';
  const shares = openShares(read.facts.leases ?? []);
  if (ordinary && [...shares.values()].some((n) => n > 1)) out.push(SEVERAL_OPEN_SHARES);
  const open = (article: number): boolean => evaluated.some((e) => e.determination.article === article && !isCertain(e.amount));
  if (
    (readings.demonstrationTotalBound === 'one-million' && open(5)) ||
    (readings.supplyAggregation === 'per-year' && (read.facts.supplies ?? []).some((l) => l.date === undefined)) ||
    (readings.leasedEquipmentInInvestment === 'no' && (shares.size > 0 || (read.facts.leases ?? []).some((l) => l.mode === undefined))) ||
    (readings.splitWithinProject === 'yes' && (open(1) || open(6)))
  ) {
    out.push(READING_TIES_AMOUNTS);
  }
  return out;
}

/** How many leases of each project have an unknown share of its equipment. */
function openShares(leases: readonly KnownLease[]): ReadonlyMap<string, number> {
  const known = new Set(leases.flatMap((l) => (l.equipmentValue === undefined ? [] : [l.id])));
  const counted = new Set<string>();
  const counts = new Map<string, number>();
  for (const { id, project } of leases) {
    if (known.has(id) || counted.has(id)) continue;
    counted.add(id);
    counts.set(project, (counts.get(project) ?? 0) + 1);
  }
  return counts;
}

const CHOICE_MAY_TURN: Looseness = Object.freeze({
  figures: Object.freeze(['bySubject', 'payments'] as const),
  reason: text(
    '未定事实可能改变就高选择：涉及的主体合计与拨付按“可能全得、可能不得”计，其间哪些同时出现取决于未定事实。',
    'Open facts can turn the choice: the totals of the subjects and the payments concerned reach from nothing to the whole, and which of them come together hangs on those facts.',
  ),
});

const SEVERAL_OPEN_SHARES: Looseness = Object.freeze({
  figures: Object.freeze(['total', 'bySubject', 'payments'] as const),
  reason: text(
    '同一项目有多笔融资租赁的设备份额未知：下限按每笔都可能占去全部设备计，各笔份额之和实际不会超过设备投资。',
    'Several leases of one project have unknown shares of its equipment: the lower end lets any of them have all of it, though together they cannot have more.',
  ),
});

const READING_TIES_AMOUNTS: Looseness = Object.freeze({
  figures: Object.freeze(['total', 'bySubject', 'payments'] as const),
  reason: text(
    '所选解读使多项金额依赖同一未定事实：各项上下限分别成立，合计的上下限可能不同时出现。',
    'Under the chosen readings several amounts hang on the same open fact: each has its own ends, but those of the sum may not occur together.',
  ),
});
