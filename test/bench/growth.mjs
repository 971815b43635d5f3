/**
 * One case that grows: µs for each row of it, and the time against `JSON.parse` of its text and `JSON.stringify` of the
 * answer, which no caller can do without.
 */
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { assess, audit } from '../../dist/index.js';
import { countEntities, makeLargeCase, withUnknownFacts } from './cases.mjs';
import { beforeAdvances, ledgerWithDefects } from './ledgers.mjs';
import { spent } from './timing.mjs';

const SEED = 20250202;
const SIZES = [10, 100, 1_000, 10_000];
/** A size that takes longer is given up, and the larger ones of its shape with it: no step may hang the benchmark. */
const PATIENCE_MS = 60_000;
const LEAST_MS = 1_500;
const LEAST_RUNS = 3;
/** Every size begins with the same case of this size for so long: what is compared is how the work grows, and not how much of it is done before the code is compiled. */
const WARM_UP = { size: 100, ms: 4_000 };

const assessed = (file) => ({ given: { file }, run: () => assess(file) });

/** What is done with a case of each shape. */
const SHAPES = {
  many: (size) => assessed(makeLargeCase(size, SEED, 'many')),
  one: (size) => assessed(makeLargeCase(size, SEED, 'one')),
  consortia: (size) => assessed(makeLargeCase(size, SEED, 'consortia')),
  unknown: (size) => assessed(withUnknownFacts(makeLargeCase(size, SEED, 'many'), SEED)),
  audit: (size) => {
    const file = beforeAdvances(makeLargeCase(size, SEED, 'many'));
    const awards = ledgerWithDefects(assess(file));
    return { given: { file, awards }, run: () => audit(file, awards) };
  },
};

/** Processor time: the least of some runs in turn, since whatever else the machine does, compiling included, can only add to it. */
function timeOneCase({ size, shape }) {
  const warm = SHAPES[shape](WARM_UP.size);
  for (const from = spent(); spent() - from < WARM_UP.ms;) JSON.stringify(warm.run());
  const { given, run } = SHAPES[shape](size);
  const text = JSON.stringify(given);
  const runs = [];
  const until = performance.now() + LEAST_MS;
  do {
    const from = spent();
    const answer = run();
    const between = spent();
    JSON.parse(text);
    JSON.stringify(answer);
    runs.push({ ms: between - from, json: spent() - between });
  } while (runs.length < LEAST_RUNS || performance.now() < until);
  const least = (of) => Math.min(...runs.map((run) => run[of]));
  const ms = least('ms');
  return { rows: countEntities(given.file), ms, ratio: ms / least('json') };
}

/** Only from outside can a call that does not return be stopped. @returns {Promise<{ rows: number, ms: number, ratio: number } | undefined>} */
function inWorker(given) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: given });
    const timer = setTimeout(() => {
      resolve(undefined);
      void worker.terminate();
    }, PATIENCE_MS);
    worker.once('message', (result) => {
      clearTimeout(timer);
      resolve(result);
    });
    worker.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });
}

/** Each shape at each size; a size that was given up has no figures. */
export async function grow() {
  const found = [];
  for (const shape of Object.keys(SHAPES)) {
    for (const size of SIZES) {
      const result = await inWorker({ size, shape });
      found.push({ shape, size, ...result });
      if (!result) break;
    }
  }
  return found;
}
export { PATIENCE_MS, SIZES };

if (!isMainThread) parentPort?.postMessage(timeOneCase(workerData));
