import { equipmentBase, investmentSubsidyPayment, reachedAtSettlement } from '../articles/article-1-investment.js';
import { consortiumSubsidyPayment } from '../articles/article-6-consortia.js';
import { parkAwardPayment } from '../articles/article-7-parks.js';
import type { KnownProject, ReadCase } from '../case/read.js';
import type { Context } from '../kernel/context.js';
import { ZERO, maxOf, minOf } from '../kernel/decimal.js';
import type { Evaluated } from '../kernel/measure.js';
import { type Payment, paidOnce } from '../kernel/payment.js';
import { NOTHING, type Span, amountOrAny, between, exactly, minusToZero, orNothing, plus } from '../kernel/span.js';
import { excludeEachOther } from '../selection/overlap.js';
import { sumOfValues } from '../selection/parties.js';
import type { Chosen } from '../selection/select.js';
import { type OpenDivision, divideForSettlement, mayDivide } from '../selection/split.js';
import type { Determined } from './determine.js';

/** The payments of the chosen awards of Articles 1, 5, 6 and 7, in article order. */
export function payments(read: ReadCase, determined: Determined, chosen: Chosen, context: Context): Payment[] {
  const { facts, projects } = read;
  const { settlementDate } = facts;
  const out: Payment[] = [];
  const pay = (e: Evaluated | undefined, payment: (key: string, total: Span, eligible: boolean) => Payment): void => {
    if (e === undefined) return;
    const { key, status } = e.determination;
    const paid = chosen.payable.get(key);
    const swing = chosen.swing.get(key)?.own;
    if (paid === undefined && swing?.hi.isZero() !== false) return;
    // Where open amounts can turn the choice, the award may yet be paid in full or not at all.
    const total = swing === undefined ? paid ?? NOTHING : between(minOf(swing.lo, paid?.lo ?? ZERO), maxOf(e.amount.hi, paid?.hi ?? ZERO));
    const certain = status === 'eligible' && (swing === undefined || !swing.lo.isZero());
    out.push(payment(key, total, certain));
  };
  const track = consortiumTracks(read, determined, chosen, context);
  const withdrawnOf = (p: number): Span => {
    const mayLeave = chosen.mayLeave.get(p);
    return mayLeave === undefined ? sumOfValues(chosen.withdrawn.get(p) ?? []) : between(ZERO, sumOfValues(mayLeave).hi);
  };
  const swings = (e: Evaluated | undefined): boolean => e !== undefined && chosen.swing.has(e.determination.key);
  const inSeveral = chosen.swing.size === 0 ? new Set<string>() : projectsOfSeveral(read);
  /** Whether a project is settled with a consortium; undefined where open amounts can turn that. */
  const isMember = (k: number, p: number): boolean | undefined => {
    const own = determined.projects[p];
    const shared = inSeveral.has((projects[p] as KnownProject).id) && swings(determined.consortia[k]?.subsidy);
    if (shared || swings(own?.reward) || swings(own?.subsidy)) return undefined;
    return !chosen.members.has(k) || track.get(p) === k;
  };
  const remaining = (p: number, equipment: Span): Span =>
    minusToZero(equipmentBase(equipment, determined.leasedEquipment((projects[p] as KnownProject).id).span, context), withdrawnOf(p));
  /** Equipment that is left to a project at its settlement: verified where accepted, else as applied for. */
  const verified = (p: number): Span => {
    const { acceptance, equipmentInvestment } = projects[p] as KnownProject;
    return remaining(p, acceptance === undefined ? amountOrAny(equipmentInvestment) : exactly(acceptance.equipmentInvestment));
  };
  const divisions = settlementDivisions(read, determined, chosen, track, verified, context);
  const movedOf = (p: number): Span => {
    const k = track.get(p) ?? -1;
    const moved = divisions.get(k)?.moved.get(p) ?? NOTHING;
    return swings(determined.consortia[k]?.subsidy) && divisions.has(k) ? between(ZERO, maxOf(moved.hi, verified(p).hi)) : moved;
  };

  determined.projects.forEach(({ subsidy }, p) => {
    const { id, construction, acceptance } = projects[p] as KnownProject;
    const rate = subsidy.valuation?.rate ?? NOTHING;
    const leased = determined.leasedEquipment(id).span;
    pay(subsidy, (key, total, eligible) =>
      investmentSubsidyPayment(
        { key, total, eligible, rate, withdrawn: plus(withdrawnOf(p), movedOf(p)), leased, construction, acceptance, settlementDate },
        context,
      ),
    );
  });
  const once = (key: string, total: Span): Payment => paidOnce(key, total);
  for (const { annual } of determined.projects) for (const award of annual) pay(award, once);
  for (const { completion } of determined.projects) pay(completion, once);
  for (const { leader } of determined.consortia) pay(leader, once);
  determined.consortia.forEach(({ subsidy }, k) => {
    const c = facts.consortia?.[k];
    if (c === undefined) return;
    pay(subsidy, (key, total, eligible) =>
      consortiumSubsidyPayment(
        {
          key,
          total,
          eligible,
          verifiedBase: (swings(subsidy) ? undefined : divisions.get(k)?.taken) ?? verifiedBase(read, subsidy, k, (p) => isMember(k, p), verified),
          investmentProgress: c.investmentProgress,
          taskProgress: c.taskProgress,
          advancesPaid: c.advancesPaid,
          settlementFactor: c.settlementFactor,
          accepted: c.accepted,
          settlementDate,
        },
        context,
      ),
    );
  });
  determined.parks.forEach((award, k) => {
    const park = facts.parks?.[k];
    if (park === undefined) return;
    pay(award, (key, total) =>
      parkAwardPayment(
        {
          key,
          total,
          evaluations: park.evaluations ?? [],
          allTasksCompleted: park.allTasksCompleted,
          advancesPaid: park.advancesPaid,
          settlementDate,
        },
        context,
      ),
    );
  });
  return out;
}

function projectsOfSeveral({ facts }: ReadCase): ReadonlySet<string> {
  const seen = new Set<string>();
  const several = new Set<string>();
  for (const { projects } of facts.consortia ?? []) for (const id of projects) (seen.has(id) ? several : seen).add(id);
  return several;
}

/**
 * The consortium that each project is settled with, by project. One that adds nothing to a full cap
 * was left out by the selection; unless it takes another subsidy, its verified equipment still
 * counts, with the first chosen consortium that has it.
 */
function consortiumTracks(read: ReadCase, determined: Determined, chosen: Chosen, context: Context): ReadonlyMap<number, number> {
  const tracks = new Map<number, number>();
  chosen.members.forEach((projects, k) => projects.forEach((p) => tracks.set(p, k)));
  const { readings } = context;
  const takesOther = (p: number): boolean => {
    const own = determined.projects[p];
    const paid = (e: Evaluated | undefined): boolean => e !== undefined && chosen.payable.has(e.determination.key);
    return (paid(own?.reward) && excludeEachOther('1a', '6b', readings)) || (paid(own?.subsidy) && excludeEachOther('1b', '6b', readings));
  };
  determined.consortia.forEach(({ subsidy }, k) => {
    // Where the choice names no members, the subsidy is looked at by itself.
    if (!chosen.payable.has(subsidy.determination.key) || !chosen.members.has(k)) return;
    read.facts.consortia?.[k]?.projects.forEach((id, row) => {
      const p = read.projectIndex.get(id) as number;
      if (!tracks.has(p) && subsidy.rows[row]?.status !== 'ineligible' && !takesOther(p)) tracks.set(p, k);
    });
  });
  return tracks;
}

/** Equipment of the projects on the consortium's track: verified where accepted, else as applied for. */
function verifiedBase(
  read: ReadCase,
  subsidy: Evaluated,
  consortium: number,
  isMember: (project: number) => boolean | undefined,
  verified: (project: number) => Span,
): Span {
  const ids = read.facts.consortia?.[consortium]?.projects ?? [];
  return ids.reduce<Span>((sum, id, row) => {
    const p = read.projectIndex.get(id) as number;
    const member = subsidy.rows[row];
    const belongs = isMember(p);
    if (member === undefined || member.status === 'ineligible' || belongs === false) return sum;
    return plus(sum, belongs === true && member.status === 'eligible' ? verified(p) : orNothing(verified(p)));
  }, NOTHING);
}

/** How the verified equipment is divided between 1b and 6b, by consortium, where the choice divides it (I-10). */
function settlementDivisions(
  read: ReadCase,
  determined: Determined,
  chosen: Chosen,
  track: ReadonlyMap<number, number>,
  verified: (project: number) => Span,
  context: Context,
): ReadonlyMap<number, OpenDivision> {
  const divisions = new Map<number, OpenDivision>();
  if (!mayDivide(context)) return divisions;
  for (const k of chosen.members.keys()) {
    const subsidy = determined.consortia[k]?.subsidy as Evaluated;
    if (!chosen.payable.has(subsidy.determination.key)) continue;
    const projects = (read.facts.consortia?.[k]?.projects ?? []).flatMap((id, row) => {
      const project = read.projectIndex.get(id) as number;
      if (track.get(project) !== k || subsidy.rows[row]?.status === 'ineligible') return [];
      const own = determined.projects[project]?.subsidy as Evaluated;
      const { acceptance } = read.projects[project] as KnownProject;
      const stands = chosen.payable.has(own.determination.key) && (acceptance === undefined || reachedAtSettlement(acceptance, context));
      return [{ project, row, equipment: verified(project), subsidy: stands ? own : undefined }];
    });
    divisions.set(k, divideForSettlement(determined, k, projects, context));
  }
  return divisions;
}
