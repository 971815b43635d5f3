import { ascending, makePart, measure, type Ask, type Dim, type Found, type Part, type Put, type Work } from './part.js';
import { search, type Answer } from './search.js';
import type { Group, Solved, Wishes, Worth } from './solve.js';
import type { IndexedProblem, Units } from './units.js';

/** Work to settle ties, and that for each claim. */
const TIE_WORK = 2e4;
const TIE_WORK_EACH = 20;

/** A group that is too large to be listed. */
export class Searched implements Solved {
  readonly claims: readonly number[];
  readonly chosen: readonly number[];
  readonly bestHigh: readonly number[];
  readonly worth: Worth;
  readonly bound: Worth;
  readonly proven: boolean;
  readonly settled: boolean;
  private readonly best: Found;

  private readonly group: readonly number[];
  private readonly ask: Ask;

  private constructor(group: readonly number[], active: readonly number[], ask: Ask, top: Part | undefined, rounded: boolean, work: Work) {
    this.group = group;
    this.ask = ask;
    const { required, free } = ask;
    const { best, proven, settled, bound0 } = decide(ask, undefined, work);
    if (best === undefined) throw new Error('no set was found');
    this.best = best;
    this.claims = active;
    this.chosen = this.bestHigh = this.names(best.claims);
    this.worth = { lo: best.v0, hi: best.v0 };
    this.bound = { lo: bound0, hi: bound0 };
    this.settled = settled && !rounded;
    this.proven = proven && !rounded;
    if (top === undefined) return;
    // The best at maxima is a question of its own, of which the chosen set is a first answer.
    const known = measure(top, best.claims);
    const high = search({ part: top, required, free, lean: false }, known, work);
    if (high.best !== undefined) this.bestHigh = this.names(high.best.claims);
    this.worth = { lo: best.v0, hi: known.v0 };
    this.bound = { lo: bound0, hi: Math.max(high.bound0, known.v0) };
    this.proven &&= high.proven;
  }

  static of(problem: IndexedProblem, units: Units, group: Group, { required, excluded }: Wishes, work: Work): Searched | undefined {
    const { claims, parts } = group;
    const part = (parts[0] ??= makePart(problem, units, claims, false));
    const must: number[] = [];
    claims.forEach((i, k) => required?.has(i) === true && must.push(k));
    const barred = new Set([...must, ...must.flatMap((k) => part.near[k] as readonly number[])]);
    const isActive = (i: number): boolean => required?.has(i) === true || (excluded?.has(i) !== true && (units.most[i] as number) > 0);
    const active = claims.filter(isActive);
    const free = claims.map((_, k) => k).filter((k) => !barred.has(k) && isActive(claims[k] as number));
    if (active.length === 0) return undefined;
    const top = part.ranged ? (parts[1] ??= makePart(problem, units, claims, true)) : undefined;
    return new Searched(claims, active, { part, required: must, free, lean: true }, top, units.rounded, work);
  }

  private names(set: readonly number[]): number[] {
    return set.map((k) => this.group[k] as number);
  }

  /** One displaced claim after the other is insisted on. */
  next(loss: Worth | undefined, work: Work): (Worth & { readonly claims: readonly number[] }) | 'open' | undefined {
    const { best, ask } = this;
    const { part, required, free } = ask;
    const chosen = new Set(best.claims);
    const taken = (i: number): number[] => (part.near[i] as readonly number[]).filter((j) => chosen.has(j));
    const displaced = free.filter((i) => !chosen.has(i) && taken(i).length > 0);
    // One unit below what is allowed, so that as much loss is still found.
    const floor = loss === undefined ? undefined : { claims: [], v0: best.v0 - (loss.lo as number), v1: part.ranged ? best.v1 - (loss.hi as number) - 1 : -1 };
    let known: Found | undefined = floor;
    const cost = new Map(displaced.map((i) => [i, taken(i).reduce((sum, j) => sum + weightOf(part, j), -weightOf(part, i))]));
    displaced.sort((a, b) => (cost.get(a) as number) - (cost.get(b) as number) || a - b);
    for (const i of displaced) {
      work.used += (part.size + (part.near[i] as readonly number[]).length) / 2;
      if (work.used > work.limit) return 'open';
      const near = new Set(part.near[i]);
      const insist: Ask = { part, required: [...required, i].sort(ascending), free: free.filter((j) => j !== i && !near.has(j)), lean: true };
      const answer = decide(insist, known, work);
      if (!answer.proven) return 'open';
      if (answer.best === undefined) continue;
      if (bringsMore(part, answer.best, i)) {
        known = answer.best;
        continue;
      }
      for (const { dim } of part.puts[i] as readonly Put[]) {
        const short = decide({ ...insist, part: shortOf(part, dim, i) }, known, work);
        if (!short.proven) return 'open';
        if (short.best !== undefined && bringsMore(part, short.best, i)) known = short.best;
      }
    }
    if (known === floor || known === undefined) return undefined;
    const { claims, v0, v1 } = known;
    return { claims: this.names(claims), lo: v0, hi: part.ranged ? v1 : v0 };
  }
}

/** The best set of a part, and of equally good ones the first if that does not take too long. */
function decide(ask: Ask, known: Found | undefined, work: Work): Answer & { readonly settled: boolean } {
  const value = search({ ...ask, lean: false }, known, work);
  const first = value.best === undefined ? known : withoutIdle(ask, value.best);
  if (!value.proven) return { ...value, best: first === known ? undefined : first, settled: false };
  const { limit } = work;
  work.limit = Math.min(limit, work.used + TIE_WORK + TIE_WORK_EACH * ask.free.length);
  const tie = search(ask, first, work);
  work.limit = limit;
  const best = (tie.proven ? tie.best : undefined) ?? (first === known ? undefined : first);
  return { ...value, best, settled: tie.proven };
}

/** Without the claims that add nothing, looked for from the end of the order. */
function withoutIdle({ part, required }: Ask, found: Found): Found {
  const claims = new Set(found.claims);
  const sums = part.dims.map(() => 0);
  const put = (i: number, sign: number): void => (part.puts[i] as readonly Put[]).forEach(({ dim, amount }) => (sums[dim] = (sums[dim] as number) + sign * amount));
  found.claims.forEach((i) => put(i, 1));
  for (const i of found.claims.slice().reverse()) {
    if (required.includes(i) || part.own[0][i] !== 0 || part.own[1][i] !== 0) continue;
    if ((part.puts[i] as readonly Put[]).some(({ dim, amount }) => !(part.dims[dim] as Dim).hard && (sums[dim] as number) - amount < (part.dims[dim] as Dim).cap)) continue;
    claims.delete(i);
    put(i, -1);
  }
  return { ...found, claims: [...claims] };
}

function weightOf(part: Part, i: number): number {
  const puts = part.puts[i] as readonly Put[];
  return puts.reduce((sum, p) => sum + ((part.dims[p.dim] as Dim).level === 0 ? p.amount : 0), part.own[0][i] as number);
}

function bringsMore(part: Part, set: Found, claim: number): boolean {
  const without = measure(part, set.claims.filter((i) => i !== claim));
  return without.v0 < set.v0 || without.v1 < set.v1;
}

/** The part with the rule that the others leave a pool short of its cap, so that the claim makes a difference to it. */
function shortOf(part: Part, dim: number, claim: number): Part {
  const { cap, level } = part.dims[dim] as Dim;
  const rule = part.dims.length;
  const puts = part.puts.map((list, i) => {
    const put = i === claim ? undefined : list.find((p) => p.dim === dim);
    return put === undefined ? list : [...list, { dim: rule, amount: put.amount }];
  });
  return { ...part, dims: [...part.dims, { level, cap: cap - 1, hard: true }], puts };
}
