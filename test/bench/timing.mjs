/** How the benchmarks measure and print. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// What one contender leaves behind must not be swept up in the time of the next. Only the young generation is collected: a
// collection of everything also throws away what was compiled and has not run since the last few.
setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc');
const sweep = () => gc({ type: 'minor' });

/** Keeps results alive, so that no call can be optimised away. */
let sink = 0;

/**
 * Milliseconds of processor time that this process has had, all of its threads together. Unlike the time on the wall it does
 * not depend on what else the machine is doing, and it is what a server pays.
 */
export function spent() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Long enough that the clock and a collection of garbage do not decide a round. */
const LEAST_MS = 20;
/** Long enough that the calls are compiled: of a large library, which has many small functions, that takes a while. */
const WARM_UP_MS = 300;
const ROUNDS = 9;

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** One pass over the inputs, one call after the other. */
export const each = (inputs, call) => () => {
  for (const input of inputs) if (call(input)) sink++;
};

/** One pass over the inputs, one awaited call after the other. */
export const oneByOne = (inputs, call) => async () => {
  for (const input of inputs) if (await call(input)) sink++;
};

/** One pass over the inputs with so many calls under way at a time. */
export const inFlight = (inputs, call, width) => async () => {
  for (let from = 0; from < inputs.length; from += width) {
    const results = await Promise.all(inputs.slice(from, from + width).map(call));
    sink += results.length;
  }
};

/**
 * µs of processor time per input of each contender, `{ name: one pass over `count` inputs }`. After warm-up they run in turn
 * within each round; a figure is the least over the rounds, since whatever else the machine does can only add to it.
 *
 * @param {number} count
 * @param {Readonly<Record<string, () => void | Promise<void>>>} contenders
 * @returns {Promise<Record<string, number>>}
 */
export async function race(count, contenders, rounds = ROUNDS) {
  const names = Object.keys(contenders);
  const least = Object.fromEntries(names.map((name) => [name, Number.POSITIVE_INFINITY]));
  const time = async (name, atLeast) => {
    sweep();
    let passes = 0;
    let elapsed = 0;
    const from = spent();
    do {
      await contenders[name]();
      passes++;
      elapsed = spent() - from;
    } while (elapsed < atLeast);
    return (elapsed * 1000) / (passes * count);
  };
  for (const name of names) await time(name, WARM_UP_MS);
  for (let round = 0; round < rounds; round++) {
    for (const name of round % 2 ? names : [...names].reverse()) least[name] = Math.min(least[name], await time(name, LEAST_MS));
  }
  if (sink === 0) throw new Error('nothing was computed');
  return least;
}

/** @param {readonly string[]} header @param {readonly (readonly string[])[]} rows the first cell is text, the others are figures */
export function table(header, rows) {
  const widths = header.map((cell, i) => Math.max(cell.length, ...rows.map((row) => row[i].length)));
  const line = (row) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  ');
  console.log([line(header), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)].join('\n'));
}

export const us = (value) => value.toFixed(value < 100 ? 2 : 0);
/** A ratio, with the figures that a noisy machine can tell apart. */
export const times = (value) => `${value.toFixed(value < 10 ? 2 : 0)}x`;
