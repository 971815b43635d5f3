import { compare } from '../core/decimal.js';
import { byKey, listUnder } from '../core/groups.js';
import type { AssessmentView, AwardView } from '../core/view.js';
import { type KnownCase, type KnownProject, listIn } from './facts.js';
import { readingsOf } from './law.js';
import { type Code, relationOf } from './overlap.js';

type Leases = NonNullable<KnownCase['leases']>;

/**
 * Whether several amounts depend on one open fact. The lowest or the highest total then adds up ends that no answer
 * brings about together: it stays safe, and the assessment says that it may be wider than need be (`selection.tight`).
 */
export function ties(view: AssessmentView): boolean {
  const readings = readingsOf(view.law);
  const open = (article: number): boolean => view.awards.some((a) => a.measure.article === article && a.amount.lo !== a.amount.hi);
  if (readings.demonstrationTotalBound === 'one-million' && open(5)) return true;
  if (readings.supplyAggregation === 'per-year' && listIn(view, 'supplies').some((l) => l.date === undefined)) return true;
  if (readings.leasedEquipmentInInvestment === 'no' && listIn(view, 'leases').some((l) => l.equipmentValue === undefined || l.mode === undefined)) return true;
  if (sharesEquipmentOpenly(listIn(view, 'leases'))) return true;
  if (readings.settlementAboveApproved === 'verified' && listIn(view, 'leases').some((l) => leavesMoreThanLeased(view, l))) return true;
  // Being on the national list makes a project new-type and, under this reading, takes it out of scope: it helps a measure
  // that asks for new-type alone, and bars one that asks for both.
  if (readings.filingCutoffException === 'excluded-from-policy' && listIn(view, 'projects').some((p) => p.nationalDemonstration === undefined && p.newType === undefined)) return true;
  // Where evaluations are left out no yearly award is determined, yet those that may exist lower the completion award.
  if (listIn(view, 'demonstrations').some((d) => d.evaluations === undefined) && open(5)) return true;
  return contestsOnSharedFacts(view);
}

/** Several leases of one project, one of them of unknown value: only together are they held to the project's equipment, each by itself is not. */
const sharesEquipmentOpenly = (leases: Leases): boolean =>
  [...byKey(leases, (l) => l.project).values()].some((own) => own.some((l) => l.id !== own[0]?.id) && own.some((l) => l.equipmentValue === undefined));

/** A lease of unknown value on a project that was verified above what was filed: it is part of the filed equipment, but is bounded by the verified one. */
function leavesMoreThanLeased(view: AssessmentView, { equipmentValue, project }: Leases[number]): boolean {
  const { acceptance, totalInvestment, equipmentInvestment = totalInvestment } = listIn(view, 'projects')[view.position('projects', project)] as KnownProject;
  return equipmentValue === undefined && acceptance !== undefined && equipmentInvestment !== undefined && compare(acceptance.equipmentInvestment, equipmentInvestment) > 0;
}

/** Two open awards of which only one may be taken, both waiting for the same fact: it moves both at once. */
function contestsOnSharedFacts(view: AssessmentView): boolean {
  const onInput = new Map<number, AwardView[]>();
  for (const award of view.awards) {
    if (award.amount.lo === award.amount.hi) continue;
    for (const input of new Set(award.inputs)) listUnder(onInput, input).push(award);
  }
  const isTied = (a: AwardView, b: AwardView): boolean =>
    relationOf(a.measure.code as Code, b.measure.code as Code, readingsOf(view.law)) === 'same-input' &&
    a.determination.missing?.some((m) => b.determination.missing?.includes(m)) === true;
  return [...onInput.values()].some((own) => own.some((a, i) => own.slice(i + 1, i + MOST_COMPARED).some((b) => isTied(a, b))));
}

/** Neighbours compared with each award: more open awards than this stand on one input only where they are of one measure. */
const MOST_COMPARED = 24;
