/** Advances and settlements of what was chosen: Articles 1, 5, 6 and 7. */
import type { Consortium, Park, Project } from './case.js';
import { Fraction, ZERO, higher, lower, sum } from './fraction.js';
import type { Law } from './measures.js';
import type { Outcome } from './selection.js';

export interface Payment {
  readonly advance?: { readonly limit: Fraction; readonly now: Fraction };
  readonly settlement?: { readonly final: Fraction; readonly payable: Fraction; readonly recoverable: Fraction };
  readonly byYear?: readonly { readonly year: number; readonly limit: Fraction }[];
}

type Settlement = NonNullable<Payment['settlement']>;
type Advance = NonNullable<Payment['advance']>;

const HALF = new Fraction(1n, 2n);

/** Payment too must fall inside the period of force, and the account is drawn up after it: what was paid stays, no more is paid. */
const tooLate = (law: Law): boolean => law.reads('afterExpiry', 'validity-only') && law.file.settlementDate > '2026-12-31';
const account = (law: Law, award: Fraction, paid: Fraction): Settlement => {
  const final = tooLate(law) ? lower(award, paid) : award;
  return { final, payable: higher(final.minus(paid), ZERO), recoverable: higher(paid.minus(final), ZERO) };
};
const returned = (paid: Fraction): Payment => ({ settlement: { final: ZERO, payable: ZERO, recoverable: paid } });

/** An advance by this share of the award, never above half; none any more once it is settled. */
function staged(law: Law, award: Fraction, share: Fraction, paid: Fraction, accepted: boolean): Payment {
  const limit = award.times(lower(share, HALF)).toFen('down-fen');
  const advance: Advance = { limit, now: accepted || tooLate(law) ? ZERO : higher(limit.minus(paid), ZERO) };
  return accepted ? { advance, settlement: account(law, award, paid) } : { advance };
}

/** A1.4 */
function ofProject(law: Law, p: Project, award: Fraction): Payment {
  const progress = Fraction.of(p.construction.investmentProgress);
  const share = law.reads('advanceFormula', 'flat-half') ? HALF : law.reads('advanceFormula', 'half-of-progress') ? progress.times(HALF) : progress;
  return staged(law, award, p.construction.started ? share : ZERO, Fraction.of(p.construction.advancesPaid), p.acceptance !== undefined);
}

/** A6.5, A6.6 */
function ofConsortium(law: Law, c: Consortium, award: Fraction): Payment {
  const [invested, done] = [Fraction.of(c.investmentProgress), Fraction.of(c.taskProgress)];
  const share = { mean: invested.plus(done).times(HALF), product: invested.times(done), 'investment-only': invested }[law.readings['dualProgress'] ?? ''] ?? lower(invested, done);
  return staged(law, award, share, Fraction.of(c.advancesPaid), c.accepted);
}

/** A7.4, A7.5 */
function ofPark(law: Law, k: Park, award: Fraction): Payment {
  const paid = Fraction.of(k.advancesPaid);
  const byYear = law.parkLimits(k);
  const limit = sum(byYear.map((y) => y.limit));
  if (law.parkFailed(k)) {
    // The authority decides on the rest: nothing is payable, whatever the passed years allowed.
    return { settlement: { final: award, payable: ZERO, recoverable: higher(paid.minus(award), ZERO) }, byYear, advance: { limit, now: ZERO } };
  }
  if (k.allTasksCompleted) return { byYear, advance: { limit, now: ZERO }, settlement: account(law, award, paid) };
  return { byYear, advance: { limit, now: tooLate(law) ? ZERO : higher(limit.minus(paid), ZERO) } };
}

/** The payment of every award that is paid in stages, chosen or not. An award that came to nothing returns what was advanced on it. */
export function payments(law: Law, { payable }: Outcome): Map<string, Payment> {
  const all = new Map<string, Payment>();
  const put = (key: string, paid: string, of: (award: Fraction) => Payment): void => {
    const award = payable.get(key) ?? ZERO;
    all.set(key, award.over === 0n ? returned(Fraction.of(paid)) : of(award));
  };
  for (const p of law.file.projects) put(`investment-subsidy:${p.id}`, p.construction.advancesPaid, (award) => ofProject(law, p, award));
  for (const c of law.file.consortia) put(`consortium-investment-subsidy:${c.id}`, c.advancesPaid, (award) => ofConsortium(law, c, award));
  for (const k of law.file.parks) put(`park-award:${k.id}`, k.advancesPaid, (award) => ofPark(law, k, award));
  return all;
}
