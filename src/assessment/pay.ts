import { investmentSubsidyPayment, reachedAtSettlement } from '../articles/article-1-investment.js';
import { consortiumSubsidyPayment } from '../articles/article-6-consortia.js';
import { parkAwardPayment } from '../articles/article-7-parks.js';
import type { KnownProject, ReadCase } from '../case/read.js';
import type { Context } from '../kernel/context.js';
import { minOf } from '../kernel/decimal.js';
import type { Evaluated } from '../kernel/measure.js';
import { type Payment, paidOnce } from '../kernel/payment.js';
import { NOTHING, type Span, amountOrAny, between, exactly, hull, minusToZero, plus } from '../kernel/span.js';
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
    const { key } = e.determination;
    const paid = chosen.payable.get(key);
    if (paid === undefined) return;
    // Where open amounts can turn the choice, the award may yet be paid in full or not at all.
    const swing = chosen.swing.get(key)?.own;
    const total = swing === undefined ? paid : hull(paid, between(minOf(swing.lo, paid.lo), e.amount.hi));
    out.push(payment(e.determination.key, total, e.determination.status === 'eligible'));
  };
  const track = consortiumTracks(read, determined, chosen, context);
  const withdrawnOf = (p: number): Span => sumOfValues(chosen.withdrawn.get(p) ?? []);
  const divisions = settlementDivisions(read, determined, chosen, track, withdrawnOf, context);
  const movedOf = (p: number): Span => divisions.get(track.get(p) ?? -1)?.moved.get(p) ?? NOTHING;

  determined.projects.forEach(({ subsidy }, p) => {
    const { construction, acceptance } = projects[p] as KnownProject;
    pay(subsidy, (key, total, eligible) =>
      investmentSubsidyPayment(
        { key, total, eligible, rate: subsidy.valuation?.rate ?? NOTHING, withdrawn: plus(withdrawnOf(p), movedOf(p)), construction, acceptance, settlementDate },
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
          verifiedBase: divisions.get(k)?.taken ?? verifiedBase(read, subsidy, k, chosen.members.has(k) ? (p) => track.get(p) === k : () => true, withdrawnOf),
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
  isOnTrack: (project: number) => boolean,
  withdrawnOf: (project: number) => Span,
): Span {
  const ids = read.facts.consortia?.[consortium]?.projects ?? [];
  return ids.reduce<Span>((sum, id, row) => {
    const p = read.projectIndex.get(id) as number;
    const member = subsidy.rows[row];
    if (member === undefined || member.status === 'ineligible' || !isOnTrack(p)) return sum;
    return plus(sum, verifiedEquipment(read, p, withdrawnOf));
  }, NOTHING);
}

function verifiedEquipment(read: ReadCase, p: number, withdrawnOf: (project: number) => Span): Span {
  const { acceptance, equipmentInvestment } = read.projects[p] as KnownProject;
  const base = acceptance === undefined ? amountOrAny(equipmentInvestment) : exactly(acceptance.equipmentInvestment);
  return minusToZero(base, withdrawnOf(p));
}

/** How the verified equipment is divided between 1b and 6b, by consortium, where the choice divides it (I-10). */
function settlementDivisions(
  read: ReadCase,
  determined: Determined,
  chosen: Chosen,
  track: ReadonlyMap<number, number>,
  withdrawnOf: (project: number) => Span,
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
      return [{ project, row, equipment: verifiedEquipment(read, project, withdrawnOf), subsidy: stands ? own : undefined }];
    });
    divisions.set(k, divideForSettlement(determined, k, projects, context));
  }
  return divisions;
}
