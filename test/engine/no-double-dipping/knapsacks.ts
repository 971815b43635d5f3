import type { AmountBounds, Claim, Pool, SelectionProblem } from '../../../src/constraints/no-double-dipping/index.js';
import type { Money } from '../../../src/index.js';
import { Random } from '../../bench/cases.mjs';

/** Draws from 0 to 1, so that every run sees the same instances. */
export function generator(seed: number): () => number {
  const random = new Random(seed);
  return () => random.next();
}

const yuan = (fen: number) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}` as Money;

/** How an amount of fen is written: to the fen, in whole thousands of yuan, or open towards the lower end (coarse: in whole yuan). */
function writer(coarse: boolean | undefined, ranges: boolean | undefined): (fen: number) => Money | AmountBounds {
  const unit = coarse ? 100 : 1;
  const down = (fen: number): Money => yuan(Math.floor(fen / unit) * unit);
  return (fen) => {
    if (ranges) return { min: down(fen * 0.9), max: down(fen) };
    return coarse ? yuan(Math.max(1, Math.round(fen / 100_000)) * 100_000) : yuan(Math.round(fen));
  };
}

export interface Leases {
  readonly count: number;
  readonly pools: number;
  /** Amounts at random around what fills the pools; without it they rise evenly as in a price list. */
  readonly seed?: number;
  readonly ranges?: boolean;
  readonly coarse?: boolean;
}

/** One project: its equipment claimed under 1b, lease by lease, or the lease under 2b; 1a instead of all of 1b. */
export function leases({ count, pools, seed, ranges, coarse }: Leases): SelectionProblem {
  const random = generator(seed ?? 0);
  const write = writer(coarse, ranges);
  const values = Array.from({ length: count }, (_, i) => (seed === undefined ? 1_000_000 + 7919 * i : Math.floor(5e5 + random() * 5e6)));
  const yearly = Array.from({ length: count }, (_, i) => (seed === undefined ? 10_000_000 + 104_729 * i : Math.floor(1e6 + random() * 6e6)));
  const sum = values.reduce((a, b) => a + b, 0);
  const caps: Pool[] = [{ id: '1b/P', cap: seed === undefined ? 20_000_000 : Math.floor(count * 250) * 1000 }];
  for (let y = 0; y < pools; y++) caps.push({ id: `E/${y}`, cap: seed === undefined ? 5_000_000 : Math.floor(count * 30 + 60) * 1000 });
  const claims: Claim[] = [{ id: '1a', amount: coarse ? '1' : '900000' }];
  const exclusive: [string, string][] = [['1a', '1b']];
  claims.push({ id: '1b', parts: [{ pool: '1b/P', amount: write((seed === undefined ? Math.max(0, 4e8 - sum) : 1e6) * 8) }] });
  values.forEach((value, i) => {
    claims.push({ id: `1b.${i}`, parts: [{ pool: '1b/P', amount: write(value * 8) }] });
    exclusive.push(['1a', `1b.${i}`], [`1b.${i}`, `2b.${i}`]);
  });
  yearly.forEach((amount, i) => {
    const parts = Array.from({ length: pools }, (_, y) => ({ pool: `E/${y}`, amount: write(amount * 2.5 * (seed === undefined ? 1 : 0.5 + random())) }));
    claims.push({ id: `2b.${i}`, parts });
  });
  return { claims, pools: caps, exclusive };
}

export interface Consortium {
  readonly projects: number;
  readonly seed: number;
  /** Projects with leases, and how many each of them has. */
  readonly leased?: number;
  readonly leases?: number;
  readonly ranges?: boolean;
  readonly coarse?: boolean;
}

/** Projects that take 1a, 1b in a pool of their own, or 6b in the pool that all of them share. */
export function consortium({ projects, seed, leased = 0, leases: count = 0, ranges, coarse }: Consortium): SelectionProblem {
  const random = generator(seed);
  const write = writer(coarse, ranges);
  const claims: Claim[] = [];
  const exclusive: [string, string][] = [];
  const pools: Pool[] = [{ id: 'K', cap: 30_000_000 }];
  for (let p = 0; p < projects; p++) {
    const rate = random() < 0.5 ? 8 : 10;
    const equipment = Math.floor(3e6 + random() * 4e7) + Math.floor(random() * 100) / 100;
    pools.push({ id: `1b/${p}`, cap: 20_000_000 }, { id: `E/${p}`, cap: 500_000 });
    const tracks: [string[], string[], string[]] = [[`1a:${p}`], [`1b:${p}`], [`6b:${p}`]];
    claims.push({ id: `1a:${p}`, amount: write(Math.floor(1e6 + random() * 2e7)) });
    claims.push({ id: `1b:${p}`, amount: write(equipment * rate), pool: `1b/${p}` });
    claims.push({ id: `6b:${p}`, amount: write(equipment * 15), pool: 'K' });
    for (let l = 0; p < leased && l < count; l++) {
      const value = (equipment * (0.5 + random())) / count / 3;
      const inputs = [`lease ${p}.${l}`];
      claims.push({ id: `1b.${l}:${p}`, amount: write(value * rate), pool: `1b/${p}`, inputs });
      claims.push({ id: `6b.${l}:${p}`, amount: write(value * 15), pool: 'K', inputs });
      claims.push({ id: `2b.${l}:${p}`, amount: write(value * 12 * random()), pool: `E/${p}`, inputs });
      tracks[1].push(`1b.${l}:${p}`);
      tracks[2].push(`6b.${l}:${p}`);
    }
    for (const x of tracks[0]) for (const y of [...tracks[1], ...tracks[2]]) exclusive.push([x, y]);
    for (const x of tracks[1]) for (const y of tracks[2]) exclusive.push([x, y]);
  }
  return { claims, pools, exclusive };
}

export interface Entangled {
  readonly projects: number;
  readonly lessees: number;
  readonly consortia: number;
  readonly seed: number;
}

/**
 * Projects that share consortia and whose leases share the yearly caps of a few lessees, so that many pools bind at
 * once: every project takes 1b in a pool of its own or 6b with a consortium, and has a lease that takes its equipment.
 */
export function entangled({ projects, lessees, consortia, seed }: Entangled): SelectionProblem {
  const random = generator(seed);
  const write = writer(false, false);
  const claims: Claim[] = [];
  const exclusive: [string, string][] = [];
  const pools: Pool[] = Array.from({ length: consortia }, (_, k) => ({ id: `K/${k}`, cap: 30_000_000 }));
  for (let e = 0; e < lessees; e++) pools.push({ id: `E/${e}`, cap: 5_000_000 });
  for (let p = 0; p < projects; p++) {
    const rate = [8, 10, 20][Math.floor(random() * 3)] as number;
    const equipment = Math.floor(1e7 + random() * 6e7) + Math.floor(random() * 100) / 100;
    const leased = equipment * (0.1 + 0.4 * random());
    const consortium = `K/${p % consortia}`;
    pools.push({ id: `1b/${p}`, cap: 20_000_000 });
    claims.push({ id: `1b:${p}`, amount: write((equipment - leased) * rate), pool: `1b/${p}` }, { id: `1b.l:${p}`, amount: write(leased * rate), pool: `1b/${p}` });
    claims.push({ id: `6b:${p}`, amount: write((equipment - leased) * 15), pool: consortium }, { id: `6b.l:${p}`, amount: write(leased * 15), pool: consortium });
    claims.push({ id: `2b:${p}`, amount: write(2.5 * (1e7 + random() * 8e7)), pool: `E/${Math.floor(random() * lessees)}` });
    for (const x of [`1b:${p}`, `1b.l:${p}`]) for (const y of [`6b:${p}`, `6b.l:${p}`]) exclusive.push([x, y]);
    for (const x of [`1b.l:${p}`, `6b.l:${p}`]) exclusive.push([x, `2b:${p}`]);
  }
  return { claims, pools, exclusive };
}
