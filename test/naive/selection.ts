/**
 * F.3 by brute force: every lawful combination of the parts that share an input is tried, and the best are kept. The pair
 * table is typed here a second time, from section 3 of the reading.
 */
import { type Fraction, ZERO, sum } from './fraction.js';
import type { Claim, Law, Part } from './measures.js';

/** One part of one eligible claim. */
interface Item {
  readonly claim: Claim;
  readonly part: Part;
}
type Kind = Part['kind'];

/** What is payable of each claim, to the fen, and the total. */
export interface Outcome {
  readonly payable: ReadonlyMap<string, Fraction>;
  /** Whether some part of a claim is taken, even if it comes to nothing. */
  readonly chosen: ReadonlySet<string>;
  readonly total: Fraction;
}

const SAME_INPUT = ['reward+subsidy', 'reward+consortium', 'subsidy+consortium', 'consortium+consortium'];
/** Under 同一项目: every pair on one project, save where the text lets both stand (A5.5, A6.3) or one measure meets itself. */
const SAME_PROJECT = [
  ...SAME_INPUT, 'reward+loan', 'reward+lease', 'reward+demonstration', 'reward+leader', 'subsidy+loan', 'subsidy+lease', 'loan+lease', 'loan+demonstration',
  'loan+leader', 'loan+consortium', 'lease+demonstration', 'lease+leader', 'lease+consortium', 'demonstration+leader', 'demonstration+consortium', 'leader+consortium',
];

/** Whether two kinds on one project exclude each other. */
function exclusive(law: Law): (a: Kind, b: Kind) => boolean {
  const pairs = new Set(law.reads('sameInput', 'project') ? SAME_PROJECT : SAME_INPUT);
  if (law.reads('rewardWithSubsidy', 'stack')) pairs.delete('reward+subsidy');
  if (law.reads('consortiumSubsidyWithInvestmentSubsidy', 'stack')) pairs.delete('subsidy+consortium');
  if (law.reads('leaseWithInvestmentSubsidy', 'stack')) ['subsidy+lease', 'lease+consortium'].forEach((p) => pairs.delete(p));
  return (a, b) => pairs.has(`${a}+${b}`) || pairs.has(`${b}+${a}`);
}

/** Parts that are taken together or not at all: one contract over its years, one task book. */
function bundles(items: readonly Item[]): Item[][] {
  const groups = new Map<string, Item[]>();
  items.forEach((item, i) => {
    const group = item.part.kind === 'consortium' ? `${i}` : `${item.part.kind} ${item.part.id}`;
    groups.set(group, [...(groups.get(group) ?? []), item]);
  });
  return [...groups.values()];
}

/** Whether two parts may not stand together. Where a consortium has one track, its subsidy anywhere bars Article 1 on each of its members. */
function clashes(law: Law): (a: Item, b: Item) => boolean {
  const excludes = exclusive(law);
  const oneTrack = law.reads('consortiumTrack', 'whole-consortium');
  const members = new Map(law.file.consortia.map((c) => [c.id, law.members(c).map((p) => p.id)]));
  const around = ({ part }: Item, other: Item): readonly string[] =>
    oneTrack && part.kind === 'consortium' && ['reward', 'subsidy'].includes(other.part.kind) ? members.get(part.id) ?? [] : part.projects;
  return (a, b) => excludes(a.part.kind, b.part.kind) && around(a, b).some((p) => around(b, a).includes(p));
}

/** The best of all lawful combinations; several where they tie. */
export function best(law: Law): Outcome[] {
  const items = law.claims().filter((c) => c.eligible).flatMap((claim) => claim.parts.map((part) => ({ claim, part })));
  const clash = clashes(law);
  // What clashes with nothing and takes from nobody's base is simply had; leases may take from a base.
  const open = bundles(items).filter((b) => b.some((x) => x.part.kind === 'lease' || items.some((y) => clash(x, y))));
  const had = items.filter((x) => !open.some((b) => b.includes(x)));
  const bars = open.map((a) => open.map((b) => a.some((x) => b.some((y) => clash(x, y)))));
  let most: Fraction | undefined;
  let found: Item[][] = [];
  const tryAll = (i: number, taken: readonly number[]): void => {
    if (i < open.length) {
      if (!taken.some((j) => bars[i]?.[j] === true)) tryAll(i + 1, [...taken, i]);
      tryAll(i + 1, taken);
      return;
    }
    const combination = [...had, ...taken.flatMap((j) => open[j] ?? [])];
    const value = sum([...worth(law, combination).values()]);
    const order = most === undefined ? 1 : value.compare(most);
    if (order > 0) [most, found] = [value, []];
    if (order >= 0) found.push(combination);
  };
  tryAll(0, []);
  return found.map((taken) => outcome(law, taken));
}

/** What each claim with a taken part comes to, exactly. */
function worth(law: Law, taken: readonly Item[]): Map<string, Fraction> {
  const leased = new Map<string, Fraction>();
  const contracts = new Set<string>();
  for (const { part: { kind, id, projects: [on = ''] } } of taken) {
    if (kind !== 'lease' || contracts.has(id)) continue;
    contracts.add(id);
    leased.set(on, (leased.get(on) ?? ZERO).plus(law.leasedValue(id)));
  }
  const of = new Map<Claim, Fraction>();
  for (const { claim, part } of taken) of.set(claim, (of.get(claim) ?? ZERO).plus(part.worth(leased.get(part.projects[0] ?? '') ?? ZERO)));
  return new Map([...of].map(([claim, exact]) => [claim.key, claim.award(exact).amount]));
}

function outcome(law: Law, taken: readonly Item[]): Outcome {
  const payable = new Map([...worth(law, taken)].map(([key, exact]) => [key, exact.toFen(law.rounding)]));
  return { payable, chosen: new Set(taken.map((x) => x.claim.key)), total: sum([...payable.values()]) };
}

/** The amount of a claim on its own, before F.3, to the fen. */
export function alone(law: Law, claim: Claim): { amount: Fraction; capped: boolean } {
  if (!claim.eligible) return { amount: ZERO, capped: false };
  const { amount, capped } = claim.award(sum(claim.parts.map((p) => p.worth(ZERO))));
  return { amount: amount.toFen(law.rounding), capped };
}
