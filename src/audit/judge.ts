import type { Budget } from '../assess/choose.js';
import { awardsOf } from '../assess/claims.js';
import { payoutsOf } from '../assess/contest.js';
import type { Award as Due } from '../assess/determine.js';
import { maximalSets } from '../assess/winners.js';
import { type Dec, ZERO, formatMoney, maxOf, minOf, notBelowZero } from '../core/decimal.js';
import { NOTHING, type Span, between, exactly, plus } from '../core/span.js';
import { type Account, type Standing, linesOf, received, refsOf, isAdvance, stagedPay, standingOf, statedAdvances, sumOf } from './account.js';
import { type Sources, explainTotal } from './causes.js';
import { type Group, type Held, type Place, type Use, inBundle, placesTotal, useOf } from './contested.js';
import type { Finding } from './finding.js';
import { byLines, findingOf, grossOf, holdsAdvances, otherParts, ownAccount } from './own.js';
import { dueName, listed } from './words.js';

/** All accounts held against the case: by themselves, then by the inputs that they share. */

export interface Judgement {
  readonly findings: readonly Finding[];
  readonly allowed: Span;
  readonly toReturn: Span;
  readonly stillPayable: Span;
  readonly proven: boolean;
}

/** Lines of another award that a finding names: enough to find it, whatever the length of the ledger. */
const MOST_NAMED = 10;

export function judge(accounts: readonly Account[], sources: Sources, budget: Budget): Judgement {
  const { context, awards } = sources;
  const findings = new Map<Account, Finding[]>();
  const put = (account: Account, found: readonly Finding[]): void => void findings.set(account, [...(findings.get(account) ?? []), ...found]);
  const standings = accounts.map((a) => standingOf(a, context));
  const byIndex = new Map<number, Standing>();
  const held: Held[] = [];
  let toReturn: Span = NOTHING;
  for (const s of standings) {
    const { account } = s;
    put(account, byLines(s, sources));
    for (const { open } of s.rejected) toReturn = plus(toReturn, account.due === undefined ? between(ZERO, open) : exactly(open));
    const { due } = account;
    if (due === undefined || received(s).isZero()) continue;
    const own = ownAccount(s, due, sources);
    put(account, own.findings);
    toReturn = plus(toReturn, exactly(own.excess));
    byIndex.set(due.index, s);
    held.push({ due, paid: own.counts, advances: s.advanced.plus(s.before ?? ZERO) });
  }
  const use = useOf(held, awards, context, budget);
  let allowed: Span = NOTHING;
  let still: Span = NOTHING;
  for (const group of use.groups) {
    for (const [account, found] of shared(group, byIndex, use, sources)) put(account, found);
    const sums = sumsOf(group);
    allowed = plus(allowed, sums.allowed);
    toReturn = plus(toReturn, sums.toReturn);
    still = plus(still, sums.stillPayable);
  }
  for (const s of standings) put(s.account, advancesDiffer(s, sources));
  for (const [account, found] of lowerChoices(use, byIndex, sources)) put(account, found);
  const proven = use.proven && use.groups.every((g) => g.proven) && sources.spend(0);
  return { findings: accounts.flatMap((a) => findings.get(a) ?? []), allowed, toReturn, stillPayable: still, proven };
}

/** What a group may come to in the end, and what follows for what was paid on it. */
function sumsOf({ held, places, left, byUnpaid }: Group): Pick<Judgement, 'allowed' | 'toReturn' | 'stillPayable'> {
  const sum = (of: (h: Held) => Dec): Dec => held.reduce<Dec>((s, h) => s.plus(of(h)), ZERO);
  const over = sum((h) => left.get(h.due.index) ?? ZERO);
  const kept = sum((h) => h.paid).minus(over);
  const allowed = byUnpaid ? exactly(kept) : allowedOf(held, places, kept);
  const doubtful = notBelowZero(kept.minus(allowed.lo));
  return {
    allowed,
    toReturn: between(over, over.plus(doubtful)),
    stillPayable: between(notBelowZero(allowed.lo.minus(kept)), notBelowZero(allowed.hi.minus(kept))),
  };
}

/** The places of the awards that were paid: of one payable with parts no more than its paid parts, or what was paid. */
function allowedOf(held: readonly Held[], places: readonly Place[], kept: Dec): Span {
  const simple = places.filter((p) => p.awards.length === 1);
  const joint = places.filter((p) => p.awards.length > 1);
  return joint.reduce<Span>((s, p) => {
    const own = held.filter((h) => p.awards.includes(h.due));
    const parts = own.reduce<Span>((t, h) => plus(t, h.due.amount), NOTHING);
    const hi = minOf(p.most.hi, maxOf(parts.hi, minOf(kept, p.filled)));
    return plus(s, between(minOf(parts.lo, hi), hi));
  }, placesTotal(simple));
}

/** Findings on awards that share an input, or are parts of one payable. */
function shared(group: Group, byIndex: ReadonlyMap<number, Standing>, use: Use, sources: Sources): [Account, Finding[]][] {
  const out: [Account, Finding[]][] = [];
  for (const { due, paid } of group.held) {
    const s = byIndex.get(due.index) as Standing;
    const left = group.left.get(due.index) ?? ZERO;
    const found: Finding[] = [];
    const alone = group.places.some((p) => p.awards.includes(due) && group.held.every((h) => inBundle(h.due, due)));
    if (grossOf(due, sources.context) !== undefined && paid.cmp(due.amount.hi) > 0) found.push(undeducted(s, due, left, sources));
    else if (!left.isZero()) found.push(alone ? overParts(s, due, left, sources) : doubleDip(s, due, paid, left, group, byIndex, sources));
    else found.push(...underpaid(s, due, group, use, sources));
    out.push([s.account, found]);
  }
  return out;
}

/** A later part of one payable, paid without deducting the earlier ones; while those are not paid, the sum may still be right. */
function undeducted(s: Standing, due: Due, left: Dec, sources: Sources): Finding {
  const total = received(s);
  const open = left.isZero();
  const terms = { advances: ZERO, lines: s.finals.length, parts: otherParts(due, sources.awards) };
  const of = {
    code: 'missing-deduction', severity: open ? 'warning' : 'error', effect: open ? 'none' : 'return', awards: linesOf(s),
    actual: total, difference: open ? total.minus(due.amount.hi) : left, expected: due.amount,
  } as const;
  return findingOf(s.account, sources.context, of, { causes: explainTotal(total, due, terms, sources) });
}

const overParts = (s: Standing, due: Due, left: Dec, { context }: Sources): Finding =>
  findingOf(s.account, context, { code: 'amount-mismatch', severity: 'error', effect: 'return', awards: linesOf(s), actual: received(s), difference: left, expected: due.amount });

function doubleDip(s: Standing, due: Due, paid: Dec, left: Dec, group: Group, byIndex: ReadonlyMap<number, Standing>, { context }: Sources): Finding {
  const { overlap, sentences } = context.policy;
  const rivals = group.held.filter((h) => h.due !== due && group.meets(h.due, due));
  const kept = rivals.filter((h) => group.places.some((p) => p.awards.includes(h.due)));
  const others = kept.length > 0 ? kept : rivals;
  const against = others.map((h) => {
    const other = byIndex.get(h.due.index) as Standing;
    return { key: h.due.determination.key, amount: formatMoney(received(other)), awards: linesOf(other).slice(0, MOST_NAMED) };
  });
  const of = { code: 'double-dip', severity: 'error', effect: 'return', awards: linesOf(s), actual: received(s), difference: left, expected: exactly(paid.minus(left)) } as const;
  const words = sentences.find((x) => x.id === overlap.clause)?.text;
  const detail = listed(others.map((h) => dueName(h.due, context.policy)));
  return findingOf(s.account, context, of, { against, detail, clause: overlap.clause, ...(words && { words }), ...(group.proven ? undefined : { proven: false as const }) });
}

/** Settled below what is due, unless what was paid is what another lawful choice gives. */
function underpaid(s: Standing, due: Due, group: Group, use: Use, sources: Sources): Finding[] {
  const place = group.places.find((p) => p.awards.includes(due));
  if (place === undefined || group.byUnpaid || !isClosed(s)) return [];
  const room = place.most.lo.minus(place.filled);
  const short = place.awards.length === 1 ? room : minOf(room, due.amount.lo.minus(received(s)));
  const again = s.rejected.reduce<Dec>((sum, r) => sum.plus(sumOf(r.entries)), ZERO);
  // What is to be returned whole may be paid again; that is no underpayment by itself.
  if (short.cmp(again) <= 0) return [];
  const { context } = sources;
  const figures = { awards: linesOf(s), actual: received(s), difference: short, expected: place.awards.length === 1 ? place.most : due.amount };
  if (isChoice(received(s), due, use)) {
    return [findingOf(s.account, context, { code: 'lower-choice', severity: 'note', effect: 'none', ...figures }, { clause: context.policy.overlap.clause })];
  }
  const causes = explainTotal(received(s), due, { advances: ZERO, lines: s.finals.length, parts: [] }, sources);
  return [findingOf(s.account, context, { code: 'underpayment', severity: 'warning', effect: 'pay', ...figures }, { causes })];
}

/** Whether the ledger holds everything that was paid on the award, so that what lacks is lacking. */
const isClosed = ({ account: { measure }, finals, settled, advances, before }: Standing): boolean =>
  stagedPay(measure) === undefined || (!settled.isZero() && (advances.length > 0 || before !== undefined || finals.some((e) => e.payment === 'full')));

/** Whether the sum is what the award comes to in some lawful combination of everything that the case gives. */
function isChoice(paid: Dec, due: Due, use: Use): boolean {
  if (due.measure.uses === undefined) return false;
  return use.all().contests.some(({ contest }) => {
    if (!contest.stakes.some((x) => awardsOf(x).includes(due))) return false;
    return (maximalSets(contest) ?? []).some((set) => payoutsOf(contest, set).some((p) => p.awards.length === 1 && p.awards[0] === due && p.span.hi.eq(paid)));
  });
}

/** A lawful choice below the highest: the better award was not paid. */
function lowerChoices(use: Use, byIndex: ReadonlyMap<number, Standing>, { context }: Sources): [Account, Finding[]][] {
  if (![...byIndex.values()].some((s) => s.account.due?.measure.uses !== undefined)) return [];
  const best = use.all();
  return best.forgone.flatMap(({ award, insteadOf, partly }): [Account, Finding[]][] => {
    const s = byIndex.get(award.index);
    if (s === undefined || partly || insteadOf.some((o) => byIndex.has(o.index))) return [];
    const most = insteadOf.reduce<Span>((sum, o) => plus(sum, best.payable.get(o.index) ?? NOTHING), NOTHING);
    const of = { code: 'lower-choice', severity: 'note', effect: 'none', awards: linesOf(s), actual: received(s), difference: notBelowZero(most.hi.minus(received(s))), expected: most } as const;
    return [[s.account, [findingOf(s.account, context, of, { clause: context.policy.overlap.clause, detail: listed(insteadOf.map((o) => dueName(o, context.policy))) })]]];
  });
}

/** The case states other advances than the ledger, which is followed. */
function advancesDiffer(s: Standing, { context }: Sources): Finding[] {
  const { account } = s;
  const stated = account.due && statedAdvances(account.due);
  if (stated === undefined || !holdsAdvances(s)) return [];
  const own = account.entries.filter((e) => isAdvance(account.measure, e) && e.repeats === undefined);
  const sum = notBelowZero(sumOf(own).minus(s.settled.isZero() ? sumOf(account.returns) : ZERO));
  if (stated.eq(sum)) return [];
  const of = { code: 'advances-differ', severity: 'note', effect: 'none', awards: refsOf(own), actual: sum, difference: stated.minus(sum).abs(), expected: exactly(stated) } as const;
  return [findingOf(account, context, of)];
}
