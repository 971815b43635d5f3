/** The other engines, each with the twelve measures loaded once and called in the fastest way that its documents name. */
import { each, inFlight, oneByOne } from '../timing.mjs';
import { completed } from './facts.mjs';
import { installEngines } from './install.mjs';
import { createJsonRules } from './json-rules.mjs';
import { createPublicodes } from './publicodes.mjs';
import { createZen, createZenExpressions } from './zen.mjs';

/** Calls of zen-engine that are under way at a time: its threads are kept busy, and more bring nothing. */
const WIDTH = 100;
const bare = (calls) => Object.fromEntries(Object.entries(calls).map(([measure, call]) => [measure, { prepare: (facts) => facts, call }]));

export function loadEngines() {
  const load = installEngines();
  const zen = load('@gorules/zen-engine');
  return [
    { name: 'zen-engine', of: '@gorules/zen-engine', measures: bare(createZen(zen)), pass: (inputs, call) => inFlight(inputs, call, WIDTH) },
    { name: 'zen expressions', of: '@gorules/zen-engine', measures: bare(createZenExpressions(zen)), pass: each },
    { name: 'json-rules-engine', of: 'json-rules-engine', measures: bare(createJsonRules(load('json-rules-engine'))), pass: oneByOne },
    { name: 'publicodes', of: 'publicodes', measures: createPublicodes(load('publicodes')), pass: each },
  ];
}

/** A fen, and what doubles may add to it. */
const NEAR = 0.0101;

/**
 * How many of the applications an engine decides to the fen as `expected` does. Its rules are wrong where the status is
 * another or the amount is more than a fen away, and no time of theirs means anything: that throws with the application.
 */
export async function agreement({ name, measures }, measure, applications, expected) {
  const { prepare, call } = measures[measure];
  let equal = 0;
  for (const [i, facts] of applications.entries()) {
    const { status, amount } = expected[i];
    const theirs = await call(prepare(completed(facts)));
    const sum = Number(theirs.amount);
    const same = theirs.eligible === (status === 'eligible');
    if (!same || !(Math.abs(sum - Number(amount.max)) < NEAR)) {
      throw new Error(`${name} differs in ${measure} on ${JSON.stringify(facts)}:\n${status} ${amount.max}\n${JSON.stringify(theirs)}`);
    }
    if (sum.toFixed(2) === amount.max) equal++;
  }
  return equal;
}
