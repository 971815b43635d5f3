import type { Award as Due } from '../assess/determine.js';
import { ZERO, added, maxOf, minOf, notBelowZero } from '../core/decimal.js';
import { type Span, between, exactly, hull, isCertain, sum } from '../core/span.js';
import { factNameUnder } from '../words/names.js';
import { type Account, type Standing, isClosed, linesOf, payableOf, refsOf, standingOf } from './account.js';
import { tellDoubts, tellExcess, tellOtherAdvances, tellRejected } from './alone.js';
import { tellBeside, tellLowerChoices, tellOpenShare } from './beside.js';
import type { Sources } from './causes.js';
import { type Group, type Held, inBundle, keptIn, leftIn, useOf } from './contested.js';
import { type Figures, type Finding, type FindingCode, both, findingOf, listed } from './finding.js';

/** Holds all accounts against the case: by themselves, then by the inputs that they share. */
export function judge(accounts: readonly Account[], sources: Sources) {
  const all = accounts.map((a) => standingOf(a, sources.context));
  const findings = new Findings(sources, accounts);
  const held: Held[] = [];
  const toReturn: Span[] = [];
  for (const s of all) {
    tellRejected(findings, s);
    for (const { open } of s.rejected) toReturn.push(s.due === undefined ? between(ZERO, open) : exactly(open));
    if (s.due === undefined) continue;
    tellDoubts(findings, s, s.due);
    if (s.received.isZero()) continue;
    const excess = tellExcess(findings, s, s.due);
    toReturn.push(exactly(excess.lo));
    held.push({ ...s, due: s.due, paid: s.received.minus(excess.lo), early: excess.hi.minus(excess.lo), left: ZERO });
  }
  const use = useOf(held, sources);
  for (const group of use.groups) for (const h of group.held) tellBeside(findings, h, group, use);
  for (const s of all) tellOtherAdvances(findings, s);
  tellLowerChoices(findings, held, use);
  const sums = use.groups.map((group) => ({ group, ...sumsOf(group) }));
  for (const s of sums) if (!isCertain(s.toReturn)) tellOpenShare(findings, s.group);
  return {
    findings: [...findings.found.values()].flat(),
    allowed: sum(sums.map((x) => x.allowed)),
    toReturn: sum([...toReturn, ...sums.map((x) => x.toReturn)]),
    stillPayable: sum(sums.map((x) => x.stillPayable)),
    proven: use.proven && use.groups.every((g) => g.proven) && sources.budget.left > 0,
  };
}

interface Sums {
  readonly allowed: Span;
  readonly toReturn: Span;
  readonly stillPayable: Span;
}

/** What a group may come to in the end, and what follows for what was paid on it. */
function sumsOf(group: Group): Sums {
  const own = ownSums(group);
  if (group.without.length === 0) return own;
  const without = group.without.map(sumsOf);
  const either = (of: keyof Sums): Span => hull(own[of], sum(without.map((s) => s[of])));
  return { allowed: either('allowed'), toReturn: either('toReturn'), stillPayable: either('stillPayable') };
}

function ownSums(group: Group): Sums {
  const { held, places, byUnpaid, least, most } = group;
  const over = leftIn(group);
  const kept = keptIn(group);
  // What may have to come back whatever else was paid: of an advance until it is due, and beside others what an award does not give by itself.
  const isSure = ({ due: { amount } }: Held): boolean => held.length === 1 || isCertain(amount);
  const alone = added(held.map((h) => (isSure(h) ? h.early : maxOf(h.early, notBelowZero(h.paid.minus(h.due.amount.lo))))));
  const inPlace = (p: Group['places'][number]): Span => {
    if (p.awards.length === 1) return p.most;
    // Of one payable with parts no more than its paid parts: each what it gives, or what was paid on it, or elsewhere on the input, for another.
    const parts = held.filter((h) => inBundle(h.due, p.awards[0] as Due));
    const hi = minOf(p.most.hi, maxOf(p.filled, added(parts.map((h) => maxOf(h.due.amount.hi, h.paid)))));
    return between(minOf(added(parts.map((h) => h.due.amount.lo)), hi), hi);
  };
  const placed = byUnpaid ? exactly(kept) : sum(places.map(inPlace));
  const allowed = between(minOf(maxOf(placed.lo, least), placed.hi), maxOf(placed.hi, most));
  const payableIn = (p: Group['places'][number]): Span => {
    const payable = payableOf(p.awards[0] as Due, inPlace(p), p.filled);
    // A settlement is the rest of the account: what was advanced before it is not known where nobody states it.
    const isUnstated = held.some((h) => p.awards.includes(h.due) && !h.settled.isZero() && !isClosed(h));
    return isUnstated ? between(minOf(payable.lo, p.filled), payable.hi) : payable;
  };
  const payable = byUnpaid ? allowed : sum(places.map(payableIn));
  const more = allowed.hi.minus(placed.hi);
  return {
    allowed,
    toReturn: between(over, over.plus(maxOf(alone, notBelowZero(kept.minus(allowed.lo))))),
    stillPayable: between(notBelowZero(payable.lo.minus(kept)), notBelowZero(payable.hi.plus(more).minus(kept).plus(alone))),
  };
}

/** The findings on all accounts, by the key of the account. */
export class Findings {
  readonly sources: Sources;
  readonly found: ReadonlyMap<string, Finding[]>;

  constructor(sources: Sources, accounts: readonly Account[]) {
    this.sources = sources;
    this.found = new Map(accounts.map((a) => [a.key, []]));
  }

  /** Of everything that stands on the account, unless other lines are told. */
  say(s: Standing, code: FindingCode, figures: Partial<Figures>): void {
    const all = { awards: refsOf(linesOf(s)), actual: s.received };
    this.found.get(s.key)?.push(findingOf(s, this.sources.context, code, { ...all, ...figures }));
  }

  /** That figures stand on facts that are unknown, each called by its name and row. */
  sayUnknown(s: Standing, missing: readonly string[], figures: Partial<Figures>): void {
    const { context: { policy }, read } = this.sources;
    this.say(s, 'facts-unknown', { ...figures, missing, detail: listed(missing.map((path) => both((lang) => factNameUnder(policy, path, lang, read.facts)))) });
  }
}
