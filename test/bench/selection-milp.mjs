// The same problems as a mixed-integer programme for HiGHS, with zero gap.
import loadHighs from 'highs';

const fen = (text) => {
  const [whole, decimals = ''] = String(text).split('.');
  return Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
};
const number = (units) => `${units / 100}`;
const partsOf = (claim) => claim.parts ?? [{ pool: claim.pool, amount: claim.amount }];

/** The pairs that exclude each other, as index pairs, and the inputs whose users all exclude each other. */
function exclusions({ claims, stackable = [], exclusive = [] }) {
  const index = new Map(claims.map((c, i) => [c.id, i]));
  const key = (a, b) => (a < b ? a * claims.length + b : b * claims.length + a);
  const allowed = new Set(stackable.map(([a, b]) => key(index.get(a), index.get(b))));
  const users = new Map();
  claims.forEach((c, i) => (c.inputs ?? []).forEach((input) => users.set(input, [...(users.get(input) ?? []), i])));
  const pairs = new Map();
  const rows = [];
  for (const list of users.values()) {
    const own = [];
    for (let a = 0; a < list.length; a++) {
      for (let b = a + 1; b < list.length; b++) if (!allowed.has(key(list[a], list[b]))) own.push([list[a], list[b]]);
    }
    if (own.length === (list.length * (list.length - 1)) / 2) {
      if (list.length > 1) rows.push(list);
    } else for (const [a, b] of own) pairs.set(key(a, b), [a, b]);
  }
  for (const [x, y] of exclusive) {
    const [a, b] = [index.get(x), index.get(y)];
    if (!allowed.has(key(a, b))) pairs.set(key(a, b), [a, b]);
  }
  return { rows: [...rows, ...mergeIntoCliques([...pairs.values()], claims.length)], index };
}

/** Pairs as rows over maximal cliques, greedily: the formulation that a modeller would give a MILP solver. */
function mergeIntoCliques(pairs, n) {
  const near = Array.from({ length: n }, () => new Set());
  for (const [a, b] of pairs) near[a].add(b), near[b].add(a);
  const covered = new Set();
  const rows = [];
  for (const [a, b] of pairs) {
    if (covered.has(a * n + b) || covered.has(b * n + a)) continue;
    const clique = [a, b];
    for (const c of near[a]) if (c !== b && clique.every((d) => near[c].has(d))) clique.push(c);
    for (const c of clique) for (const d of clique) covered.add(c * n + d);
    rows.push(clique);
  }
  return rows;
}

/** CPLEX LP text: x claims, y what a pool pays. */
export function toLp(problem) {
  const { claims, pools = [] } = problem;
  const { rows } = exclusions(problem);
  const poolIndex = new Map(pools.map((p, i) => [p.id, i]));
  const objective = [];
  const inPool = pools.map(() => []);
  claims.forEach((claim, i) => {
    let own = 0;
    for (const part of partsOf(claim)) {
      if (part.pool === undefined) own += fen(part.amount);
      else inPool[poolIndex.get(part.pool)].push(`${number(fen(part.amount))} x${i}`);
    }
    if (own > 0) objective.push(`${number(own)} x${i}`);
  });
  const constraints = rows.map((row) => `${row.map((i) => `x${i}`).join(' + ')} <= 1`);
  const bounds = [];
  pools.forEach((pool, p) => {
    if (inPool[p].length === 0) return;
    objective.push(`y${p}`);
    constraints.push(`y${p} - ${inPool[p].join(' - ')} <= 0`);
    bounds.push(`0 <= y${p} <= ${number(fen(pool.cap))}`);
  });
  const wrap = (terms) => terms.join(' + ').replace(/((?:[^+]*\+){8})/g, '$1\n');
  return [
    'Maximize',
    ` obj: ${wrap(objective)}`,
    'Subject To',
    ...constraints.map((c, k) => ` r${k}: ${wrap([c])}`),
    ...(constraints.length === 0 ? [' r0: x0 <= 1'] : []),
    'Bounds',
    ...bounds.map((b) => ` ${b}`),
    'Binary',
    ...claims.map((_, i) => ` x${i}`),
    'End',
  ].join('\n');
}

export async function createMilp() {
  const highs = await loadHighs();
  return (problem, timeLimit) => {
    const text = toLp(problem);
    const start = performance.now();
    const solution = highs.solve(text, { time_limit: timeLimit, mip_rel_gap: 0, mip_abs_gap: 0, output_flag: false });
    const ms = performance.now() - start;
    const solved = solution.Status === 'Optimal';
    const chosen = problem.claims.filter((_, i) => (solution.Columns[`x${i}`]?.Primal ?? 0) > 0.5).map((c) => c.id);
    return { ms, solved, chosen: solved ? chosen : undefined };
  };
}

/** What a set brings, in fen, exactly. */
export function worthInFen(problem, chosen) {
  const set = new Set(chosen);
  const caps = new Map((problem.pools ?? []).map((p) => [p.id, fen(p.cap)]));
  const used = new Map();
  let sum = 0;
  for (const claim of problem.claims) {
    if (!set.has(claim.id)) continue;
    for (const { pool, amount } of partsOf(claim)) {
      if (pool === undefined) sum += fen(amount);
      else used.set(pool, (used.get(pool) ?? 0) + fen(amount));
    }
  }
  for (const [pool, total] of used) sum += Math.min(total, caps.get(pool));
  return sum;
}
