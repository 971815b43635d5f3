// Random instances for the selection benchmark. All randomness comes from a seeded generator, so runs are comparable.

import { Random } from './cases.mjs';

const yuan = (fen) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
const WAN = 10_000 * 100; // fen

/**
 * Cases as the policy makes them: projects with the tracks 1a, 1b and 6b, of which a project takes one; leases that
 * are claimed under 2b or stay in the base of 1b or 6b; caps per project, enterprise-year and consortium; stackable
 * awards beside them. About 30 claims hang together at most.
 */
export function policyShaped(n, seed) {
  const r = new Random(seed);
  const claims = [];
  const pools = [];
  const exclusive = [];
  let consortium = 0;
  let project = 0;
  while (claims.length < n) {
    const k = consortium++;
    pools.push({ id: `consortium ${k}`, cap: yuan(3000 * WAN) });
    const members = r.int(1, 4);
    for (let m = 0; m < members && claims.length < n; m++) {
      const p = project++;
      const tracks = [[], [], []];
      const leases = r.int(0, 3);
      const equipment = r.int(300, 20_000) * WAN + r.int(0, 99_999);
      const has6b = r.chance(0.6);
      pools.push({ id: `project ${p}`, cap: yuan(2000 * WAN) });
      for (const year of [2025, 2026]) pools.push({ id: `enterprise ${p} ${year}`, cap: yuan(500 * WAN) });
      const add = (id, fields) => claims.push({ id: `${id}:${p}`, ...fields });
      add('1a', { amount: yuan(r.int(1, r.chance(0.2) ? 10 : 3) * 10 * WAN + r.int(0, 9_999)) });
      tracks[0].push(`1a:${p}`);
      const leased = [];
      let left = equipment;
      for (let l = 0; l < leases; l++) {
        const value = Math.floor(left * r.next() * 0.4);
        left -= value;
        leased.push(value);
      }
      const rate = r.chance(0.3) ? 0.2 : 0.1;
      add('1b', { amount: yuan(Math.round(left * rate)), pool: `project ${p}` });
      tracks[1].push(`1b:${p}`);
      if (has6b) {
        add('6b', { amount: yuan(Math.round(left * 0.15)), pool: `consortium ${k}` });
        tracks[2].push(`6b:${p}`);
      }
      leased.forEach((value, l) => {
        const input = [`lease ${p}.${l}`];
        add(`1b.${l}`, { amount: yuan(Math.round(value * rate)), pool: `project ${p}`, inputs: input });
        tracks[1].push(`1b.${l}:${p}`);
        if (has6b) {
          add(`6b.${l}`, { amount: yuan(Math.round(value * 0.15)), pool: `consortium ${k}`, inputs: input });
          tracks[2].push(`6b.${l}:${p}`);
        }
        const yearly = Math.round(value * 0.05);
        add(`2b.${l}`, {
          parts: [2025, 2026].map((year) => ({ pool: `enterprise ${p} ${year}`, amount: yuan(Math.round(yearly * r.next())) })),
          inputs: input,
        });
      });
      for (let a = 0; a < 3; a++) for (let b = a + 1; b < 3; b++) for (const x of tracks[a]) for (const y of tracks[b]) exclusive.push([x, y]);
      if (r.chance(0.7)) add('2a', { amount: yuan(r.int(1, 500) * WAN), pool: `enterprise ${p} 2025` });
      if (r.chance(0.3)) add('5a', { amount: yuan(30 * WAN) });
      if (r.chance(0.3)) add('5b', { amount: yuan(100 * WAN) });
    }
    if (r.chance(0.5)) claims.push({ id: `6a:${k}`, amount: yuan(300 * WAN) });
  }
  const kept = new Set(claims.slice(0, n).map((c) => c.id));
  return {
    claims: claims.slice(0, n),
    pools,
    exclusive: exclusive.filter(([a, b]) => kept.has(a) && kept.has(b)),
  };
}

/** Alternatives on one input each, 2 to 8 per input, some of them stackable. */
export function cliques(n, seed) {
  const r = new Random(seed);
  const claims = [];
  const stackable = [];
  for (let k = 0; claims.length < n; k++) {
    const first = claims.length;
    const size = Math.min(r.int(2, 8), n - first);
    for (let i = 0; i < size; i++) claims.push({ id: `c${first + i}`, amount: yuan(r.int(1, 1e9)), inputs: [`input ${k}`] });
    for (let i = first; i < first + size; i++) {
      for (let j = i + 1; j < first + size; j++) if (r.chance(0.2)) stackable.push([`c${i}`, `c${j}`]);
    }
  }
  return { claims, stackable };
}

/** Alternatives on one input each, all of them in capped pools of about 20 claims that cut across the inputs. */
export function pooled(n, seed) {
  const r = new Random(seed);
  const count = Math.max(1, Math.round(n / 20));
  const sums = new Array(count).fill(0);
  const claims = Array.from({ length: n }, (_, i) => {
    const amount = r.int(1, 1e8);
    const pool = Math.min(count - 1, Math.floor(i / 20));
    sums[pool] += amount;
    return { id: `c${i}`, amount: yuan(amount), pool: `pool ${pool}`, inputs: [`input ${Math.floor(i / 20)}.${r.int(0, 6)}`] };
  });
  const pools = sums.map((sum, i) => ({ id: `pool ${i}`, cap: yuan(Math.floor(sum * (0.1 + 0.2 * r.next()))) }));
  return { claims, pools };
}

/** Random exclusions, every pair alike. */
export function random(n, density, seed) {
  const r = new Random(seed);
  const claims = Array.from({ length: n }, (_, i) => ({ id: `c${i}`, amount: yuan(r.int(1, 1e9)) }));
  const exclusive = [];
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) if (r.chance(density)) exclusive.push([`c${i}`, `c${j}`]);
  return { claims, exclusive };
}

/** Random exclusions and random pools, some claims paying into two of them. */
export function pooledRandom(n, density, seed) {
  const { claims, exclusive } = random(n, density, seed);
  const r = new Random(seed + 1);
  const count = Math.max(1, Math.round(n / 10));
  const sums = new Array(count).fill(0);
  const withPools = claims.map((claim) => {
    const parts = Array.from({ length: r.int(1, 2) }, () => {
      const pool = r.int(0, count - 1);
      const amount = r.int(1, 5e8);
      sums[pool] += amount;
      return { pool: `pool ${pool}`, amount: yuan(amount) };
    });
    return { id: claim.id, parts };
  });
  const pools = sums.map((sum, i) => ({ id: `pool ${i}`, cap: yuan(Math.max(1, Math.floor(sum * (0.15 + 0.2 * r.next())))) }));
  return { claims: withPools, pools, exclusive };
}

/** Every claim uses the same input; a share of the pairs is stackable. */
export function singleInput(n, share, seed) {
  const r = new Random(seed);
  const claims = Array.from({ length: n }, (_, i) => ({ id: `c${i}`, amount: yuan(r.int(1, 1e9)), inputs: ['the input'] }));
  const stackable = [];
  for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) if (r.chance(share)) stackable.push([`c${i}`, `c${j}`]);
  return { claims, stackable };
}
