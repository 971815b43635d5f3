// Time of noDoubleDipping against n, beside the HiGHS MILP solver with zero gap on the same instances in the same run.
//
//   npm run build && node test/bench/selection.bench.mjs [family …]
//
// Both times are for the optimum alone; "+ runner-up" is ours with the runner-up. Optima are compared to the fen.
// HiGHS gets 20 s per instance and is left out of a family's larger instances once it needed all of them; ours is
// given a work limit, so that a hopeless instance ends with "not proven" and a bound instead of never.
import { existsSync } from 'node:fs';
import { cliques, policyShaped, pooled, pooledRandom, random, singleInput } from './selection-instances.mjs';
import { createMilp, worthInFen } from './selection-milp.mjs';

const built = new URL('../../dist/constraints/index.js', import.meta.url);
if (!existsSync(built)) {
  console.error('dist/constraints/index.js is missing: run "npm run build" first.');
  process.exit(1);
}
const { noDoubleDipping } = await import(built.href);

const MILP_SECONDS = 20;
const WORK_LIMIT = 1_000_000;
const families = {
  'policy-shaped': { sizes: [10, 50, 200, 1000, 10_000], make: policyShaped },
  'cliques of alternatives': { sizes: [10, 50, 200, 1000, 10_000], make: cliques },
  'pooled alternatives': { sizes: [10, 50, 200, 1000, 10_000], make: pooled },
  'one input, 30 % stackable': { sizes: [10, 50, 200], make: (n, seed) => singleInput(n, 0.3, seed) },
  'one input, 50 % stackable': { sizes: [10, 50, 200], make: (n, seed) => singleInput(n, 0.5, seed) },
  'random sparse, degree 1': { sizes: [10, 50, 200, 1000, 10_000], make: (n, seed) => random(n, 1 / n, seed) },
  'random sparse, 5 %': { sizes: [10, 50, 200], make: (n, seed) => random(n, 0.05, seed) },
  'random sparse, 10 %': { sizes: [10, 50, 200], make: (n, seed) => random(n, 0.1, seed) },
  'random dense, 50 %': { sizes: [10, 50, 200], make: (n, seed) => random(n, 0.5, seed) },
  'random pooled, 10 %': { sizes: [10, 50, 200], make: (n, seed) => pooledRandom(n, 0.1, seed) },
};

/** Median of a few runs after a warm-up, fewer the longer one takes. */
function timed(run) {
  let result = run();
  let start = performance.now();
  result = run();
  const first = performance.now() - start;
  const times = [first];
  for (let k = 1; k < (first > 2000 ? 1 : first > 50 ? 3 : 15); k++) {
    start = performance.now();
    run();
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return { result, ms: times[times.length >> 1] };
}

const show = (ms) => (ms < 1 ? `${(ms * 1000).toFixed(0)} us` : ms < 1000 ? `${ms.toFixed(1)} ms` : `${(ms / 1000).toFixed(1)} s`);
const milp = await createMilp();
const wanted = process.argv.slice(2);
let differences = 0;
console.log(['family'.padEnd(28), 'n'.padStart(6), 'ours'.padStart(10), '+ runner-up'.padStart(12), 'HiGHS'.padStart(10), 'ratio'.padStart(8), ' optima'].join(' '));
for (const [name, { sizes, make }] of Object.entries(families)) {
  if (wanted.length > 0 && !wanted.some((w) => name.includes(w))) continue;
  let milpGaveUp = false;
  for (const n of sizes) {
    const problem = make(n, 1);
    const bare = timed(() => noDoubleDipping(problem, { runnerUp: false, workLimit: WORK_LIMIT }));
    const full = bare.result.optimal ? timed(() => noDoubleDipping(problem, { workLimit: WORK_LIMIT })) : undefined;
    const other = milpGaveUp ? undefined : attempt(() => milp(problem, MILP_SECONDS));
    milpGaveUp ||= other !== undefined && !other.solved;
    const ours = worthInFen(problem, bare.result.chosen);
    let verdict = bare.result.optimal ? '' : 'not proven';
    if (other?.solved && bare.result.optimal) {
      const same = worthInFen(problem, other.chosen) === ours;
      verdict = same ? 'equal' : `DIFFERENT: ${worthInFen(problem, other.chosen)} against ${ours} fen`;
      if (!same) differences++;
    }
    const milpText = other === undefined ? 'left out' : other.solved ? show(other.ms) : `> ${MILP_SECONDS} s`;
    const ratio = other === undefined ? '' : `${other.solved ? '' : '> '}${(other.ms / bare.ms).toFixed(1)}x`;
    const cells = [show(bare.ms).padStart(10), (full === undefined ? '-' : show(full.ms)).padStart(12), milpText.padStart(10), ratio.padStart(8)];
    console.log([name.padEnd(28), String(n).padStart(6), ...cells, ` ${verdict}`].join(' '));
  }
}
console.log(differences === 0 ? 'All optima that both proved are equal.' : `${differences} optima differ.`);
process.exitCode = differences === 0 ? 0 : 1;

/** HiGHS compiled to wasm can run out of memory on the largest models; that counts as not solved. */
function attempt(run) {
  const start = performance.now();
  try {
    return run();
  } catch {
    return { ms: performance.now() - start, solved: false, chosen: undefined };
  }
}
