/**
 * What has to come back of a ledger in which everything was settled late, from the contract alone: what counts is the sum on
 * one input against the highest award on it (I-13). That leaves a span where awards that nobody was paid on share the input.
 */
import type { Case, Readings } from './case.js';
import { Fraction, ZERO, higher, sum } from './fraction.js';
import { type Claim, Law } from './measures.js';
import { type Draw, drawCase } from './random.js';
import { alone, best } from './selection.js';

const FEN = new Fraction(1n, 100n);
export type Paid = ReadonlyMap<string, Fraction>;

/** A closed case of which nothing was advanced and most is accepted. */
export function drawSettled(draw: Draw): Case {
  const file = drawCase(draw);
  for (const p of file.projects) {
    p.construction.advancesPaid = '0';
    if (draw.chance(80)) p.acceptance ??= { date: '2026-10-08', totalInvestment: p.totalInvestment, equipmentInvestment: p.equipmentInvestment };
  }
  for (const c of file.consortia) Object.assign(c, { advancesPaid: '0', accepted: draw.chance(80) });
  return { ...file, parks: [] };
}

export class Ledger {
  readonly claims: readonly Claim[];
  readonly #file: Case;
  readonly #readings: Readings;
  readonly #known = new Map<string, Fraction>();

  constructor(file: Case, readings: Readings) {
    this.#file = file;
    this.#readings = readings;
    this.claims = new Law(file, readings).claims();
  }

  /** The highest total that these claims give without any other; what is paid at completion stands for the years that it deducts (A5.4). */
  highest(keys: readonly string[]): Fraction {
    const within = new Set(keys.flatMap((key) => (key.startsWith('demonstration-completion-award:') && this.#claim(key).eligible
      ? [key, ...this.claims.map((c) => c.key).filter((k) => k.startsWith(`demonstration-annual-award:${key.split(':')[1]}:`))] : [key])));
    const id = [...within].sort().join();
    const law = new Law(this.#file, this.#readings);
    const claims = law.claims().filter((c) => within.has(c.key));
    law.claims = () => claims;
    const known = this.#known.get(id) ?? best(law).map((o) => o.total).reduce(higher, ZERO);
    this.#known.set(id, known);
    return known;
  }

  /** Sums as they may be paid: right, whole beside others, a fen too much, in part. A settlement before its acceptance is another matter. */
  draw(draw: Draw): Paid {
    const law = new Law(this.#file, this.#readings);
    const [outcome] = best(law);
    const settled = (key: string): boolean => {
      const [measure, id] = key.split(':');
      if (measure === 'investment-subsidy') return this.#file.projects.some((p) => p.id === id && p.acceptance !== undefined);
      return measure !== 'consortium-investment-subsidy' || this.#file.consortia.some((c) => c.id === id && c.accepted);
    };
    return new Map(draw.some(this.claims, 65).flatMap((claim): [string, Fraction][] => {
      const { key } = claim;
      const due = outcome?.payable.get(key) ?? ZERO;
      // A lease in part: whether 1b may hold what the lease leaves of its equipment is for the policy tests to say.
      const part = key.startsWith('finance-lease-subsidy:') ? due : due.times(new Fraction(1n, 2n)).toFen('down-fen');
      const amount = draw.one([due, due, alone(law, claim).amount, due.plus(FEN), part]);
      return amount.over > 0n && settled(key) ? [[key, amount]] : [];
    }));
  }

  /** What comes back at least and at most. */
  back(paid: Paid): { readonly least: Fraction; readonly most: Fraction } {
    const groups = this.#groups([...paid.keys()]);
    return { least: sum(groups.map((g) => this.#least(g, paid))), most: sum(groups.map((g) => this.#most(g, paid))) };
  }

  /** What is above each award by itself, and above the highest that its input gives, to whomever. */
  #least(keys: readonly string[], paid: Paid): Fraction {
    const kept = keys.map((k) => { const [a, b] = [this.highest([k]), paid.get(k) as Fraction]; return b.below(a) ? b : a; });
    let all = [...keys];
    for (let more = all; more.length > 0; all = [...all, ...more]) {
      more = this.claims.map((c) => c.key).filter((k) => !all.includes(k) && all.some((a) => this.#share(a, k) && this.highest([a, k]).below(this.highest([a]).plus(this.highest([k])))));
    }
    return sum(keys.map((k) => paid.get(k) as Fraction)).minus(sum(kept)).plus(higher(sum(kept).minus(this.highest(all)), ZERO));
  }

  /** What the paid awards, in any selection of them, have beyond what they give together. */
  #most(keys: readonly string[], paid: Paid): Fraction {
    const sets = Array.from({ length: 2 ** keys.length }, (_x, bits) => keys.filter((_k, i) => (bits >> i) % 2 === 1));
    return sets.map((set) => sum(set.map((k) => paid.get(k) as Fraction)).minus(this.highest(set))).reduce(higher, ZERO);
  }

  #claim = (key: string): Claim => this.claims.find((c) => c.key === key) as Claim;
  #projects = (key: string): string[] => this.#claim(key).parts.flatMap((p) => p.projects);
  #share = (a: string, b: string): boolean => this.#projects(a).some((p) => this.#projects(b).includes(p));
  /** Awards that have a project in common, directly or through others. */
  #groups = (keys: readonly string[]): string[][] => keys.reduce<string[][]>((groups, key) => {
    const own = groups.filter((g) => g.some((k) => this.#share(k, key)));
    return [...groups.filter((g) => !own.includes(g)), [...own.flat(), key]];
  }, []);
}
