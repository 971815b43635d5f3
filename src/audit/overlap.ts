import type { Determined } from '../assessment/determine.js';
import type { ReadCase } from '../case/read.js';
import { type Context, rounded } from '../kernel/context.js';
import { type Dec, ONE, ZERO, downToFen } from '../kernel/decimal.js';
import { NOTHING } from '../kernel/span.js';
import { type Account, accountsOf, advanceFractions, spanOf } from './account.js';
import { FEN, explainTotal } from './causes.js';
import { type FigureSources, figuresOf, rightFigure } from './figures.js';
import type { Place } from './places.js';
import { type Standing, memberName, standing } from './standing.js';
import { subsetsGiving } from './subsets.js';
import { type Tally, sumOfTally } from './tally.js';

/**
 * Is an award above what F.3 leaves of it a second use of an input, or a mistake of its own?
 *
 * It is a second use where the figure is what the award comes to with an input put back that another
 * award uses, or with several; the selection then settles which of the two goes back. Any other
 * figure says nothing about the other award and is held against what is left beside it.
 *
 * Worked example: 1b is 8 % of 20,000,000.00, of which 5,000,000.00 is leased and claimed under 2b.
 * 1,600,000.00 is 1b on everything, the lease included: a double dip. 1,500,000.00 is 10 % of the
 * other 15,000,000.00, for which 8 % or 1,200,000.00 is right: the rate of another class.
 */
export function usesOthersInput(a: Account, s: FigureSources, fraction: Dec | undefined): boolean | undefined {
  const { tally: t } = a;
  if (a.settled) {
    const back = putBack(a.received, t.place, true, ONE, s);
    return back === false && reasonsIncludeInput(a, s) ? true : back;
  }
  const onAccount = fraction === undefined ? undefined : putBack(t.advances, t.place, false, fraction, s);
  // An advance of all that the verified figures give is one of an input as well.
  return onAccount === true ? true : putBack(t.advances, t.place, true, ONE, s) === true ? true : onAccount;
}

/** Whether a second slip comes on top of the other award's input, and none by itself explains the figure. */
function reasonsIncludeInput(a: Account, s: FigureSources): boolean {
  const { tally: t } = a;
  const terms = { advances: t.advances.plus(a.before ?? ZERO), lines: t.finalLines.length, lapsed: false };
  const causes = explainTotal(a.received, figuresOf(t.place, true, s), terms, s.context);
  return causes.some((c) => c.code === 'base-with-leased-equipment' || c.code === 'base-with-excluded-rows');
}

/** Whether the figure is, to a fen, the award's own with something put back; undefined where facts leave that open. */
function putBack(target: Dec, place: Place, settled: boolean, fraction: Dec, s: FigureSources): boolean | undefined {
  const taken = takenInputs(place, s);
  if (taken === undefined) return false;
  const figure = (back: ReadonlySet<string>): Dec | undefined => {
    const figures = figuresOf(place, settled, { ...s, standing: taken.restored(back) });
    const right = figures && rightFigure(figures);
    return right && downToFen(fraction.times(rounded(s.context, right)));
  };
  if (figure(new Set()) === undefined || figure(new Set(taken.ids)) === undefined) return undefined;
  return [target, target.minus(FEN), target.plus(FEN)].some((near) => {
    const [back] = subsetsGiving(near, taken.ids, figure, (of) => of.size > 0);
    return back !== undefined;
  });
}

/** Inputs that other awards use, and the standing with some of them given back to this one. */
interface Taken {
  readonly ids: readonly string[];
  readonly restored: (back: ReadonlySet<string>) => Standing;
}

function takenInputs(place: Place, s: FigureSources): Taken | undefined {
  const { standing: stands } = s;
  const { chosen, displacedRows } = stands;
  const withdrawnOf = (projects: readonly number[]): string[] => projects.flatMap((p) => (chosen.withdrawn.get(p) ?? []).map((l) => l.id));
  // Only what the figures of this award look at.
  const withLeases = (projects: readonly number[], back: ReadonlySet<string>) =>
    new Map(projects.map((p) => [p, (chosen.withdrawn.get(p) ?? []).filter((l) => !back.has(l.id))] as const));
  switch (place.kind) {
    case 'subsidy':
      return { ids: withdrawnOf([place.at]), restored: (back) => ({ ...stands, chosen: { ...chosen, withdrawn: withLeases([place.at], back) } }) };
    case 'consortium': {
      const all = (s.read.facts.consortia?.[place.at]?.projects ?? []).map((id) => s.read.projectIndex.get(id) as number);
      const on = chosen.members.get(place.at) ?? new Set(all);
      const name = (p: number): string => memberName(place.at, p);
      const missing = all.filter((p, row) => !on.has(p) && place.evaluated.rows[row]?.status === 'eligible');
      const members = (back: ReadonlySet<string>): Set<number> => new Set(all.filter((p) => on.has(p) || back.has(name(p))));
      return {
        ids: [...missing.map(name), ...withdrawnOf(all)],
        restored: (back) => ({
          ...stands,
          chosen: { ...chosen, withdrawn: withLeases(all, back), members: new Map([[place.at, members(back)]]) },
        }),
      };
    }
    case 'loans':
    case 'leases': {
      const ids = place.evaluated.rows.map((r) => r.id).filter((id) => displacedRows.has(id));
      return { ids, restored: (back) => ({ ...stands, displacedRows: new Set(ids.filter((id) => !back.has(id))) }) };
    }
    default:
      return undefined;
  }
}

/** Awards whose figure depends on which inputs are theirs. */
const onInputs = ({ place }: Tally): boolean => ['subsidy', 'consortium', 'leases', 'loans'].includes(place.kind);

/** Whether F.3 leaves nothing of the award. */
export const isDisplaced = (a: Account): boolean => a.kept.hi.isZero() && !a.own.hi.isZero();

/** Whether more was paid than F.3 leaves, and not more than the award gives by itself. */
function exceeds(a: Account): boolean {
  if (a.settled) return a.received.cmp(a.kept.hi) > 0;
  return a.tally.advances.cmp(a.keptPayment?.advance === undefined ? NOTHING.hi : spanOf(a.keptPayment.advance.cumulativeLimit).hi) > 0;
}

interface Ledger {
  readonly open: readonly Tally[];
  /** What each award must come to for what was paid to be lawful. */
  readonly claimed: ReadonlyMap<string, Dec>;
  readonly settled: ReadonlySet<string>;
  /** The case, and the case with the advances of the ledger. */
  readonly read: ReadCase;
  readonly paid: ReadCase;
  readonly determined: Determined;
}

/**
 * Which awards stand together. A first look takes every figure at its word; where that leaves a
 * conflict, a figure that no use of an input explains claims no more than it may have beside the
 * others, so that a slip in one award does not send another back.
 */
export function standingOf(l: Ledger, sources: (stands: Standing) => FigureSources, context: Context): Standing {
  const { open, claimed, settled, read, determined } = l;
  const first = standing(read, determined, claimed, settled, context);
  const account = accountsOf(open, first, l.paid, determined, context);
  const suspects = new Set<string>();
  for (const t of open) {
    const a = account(t);
    if (!exceeds(a) && !isDisplaced(a)) continue;
    suspects.add(t.key);
    for (const key of first.displacedBy.get(t.key) ?? []) suspects.add(key);
  }
  const doubted = open.filter((t) => suspects.has(t.key) && onInputs(t));
  if (doubted.length === 0) return first;
  const modest = new Map(claimed);
  for (const t of doubted) modest.set(t.key, FEN);
  const beside = standing(read, determined, modest, settled, context);
  const besideAccount = accountsOf(open, beside, l.paid, determined, context);
  const fractions = advanceFractions(doubted, l.paid, determined, context);
  const corrected = new Map(claimed);
  let changed = false;
  for (const t of doubted) {
    const a = besideAccount(t);
    if (a.kept.hi.isZero() || !exceeds(a) || usesOthersInput(a, sources(beside), fractions.get(t.key)) !== false) continue;
    corrected.set(t.key, a.settled ? a.kept.hi : (beside.payable.get(t.key)?.hi ?? sumOfTally(t)));
    changed = true;
  }
  return changed ? standing(read, determined, corrected, settled, context) : first;
}
