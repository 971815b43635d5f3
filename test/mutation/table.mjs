/** The table of results, and whether what is alive is what is listed. */
import { LEFT_OUT } from './suite.mjs';

const KILLED = ['Killed', 'Timeout'];
const ALIVE = ['Survived', 'NoCoverage', 'RuntimeError'];
const count = (mutants, ...statuses) => mutants.filter((m) => statuses.includes(m.status)).length;
const percent = (part, whole) => (whole === 0 ? '–' : `${(Math.floor((part * 1000) / whole) / 10).toFixed(1)} %`);

function row(name, mutants) {
  const [killed, typed, alive, ignored] = [count(mutants, ...KILLED), count(mutants, 'CompileError'), count(mutants, ...ALIVE), count(mutants, 'Ignored')];
  return `| ${[name, killed + typed + alive, killed, typed, alive, percent(killed + typed, killed + typed + alive), percent(killed, killed + alive), ignored].join(' | ')} |`;
}

export function table(results) {
  const run = results.filter(([, r]) => r !== undefined);
  const missing = results.filter(([, r]) => !r?.complete).map(([name]) => name);
  const all = run.flatMap(([, r]) => r.mutants);
  const days = [...new Set(run.map(([, r]) => `${r.day}, commit ${r.commit}`))].join('; ');
  return [
    '# Mutation testing', '',
    `Stryker 10.1.1 through \`npm run test:mutation\`; run on ${days}.`, '',
    '- **tests**: killed by a test, or run into the limit of loops or time. **tsc**: alive in the tests, refused by the type-check that `npm test` begins with.',
    '- **score**: what `npm test` finds of all. **tests only**: the same without what tsc finds.',
    '- **words**: not run. The rule (plugin.mjs): a string that holds Chinese, two or more English words, or stands as the English beside Chinese is for the reader. Strings of one word (names of facts, codes, units), numbers and days are mutated.',
    '- What a file does while it loads needs a fresh evaluation for each test file; there the type-check comes first, so that **tests only** is too low for declarations.',
    '- Stryker leaves `as const` alone, so the numbers of parameters.ts are not among its mutants: test/policy/mutations.test.ts changes each of them both ways.',
    '- Properties try 6 values for a mutant. The tests of the solver run for src/constraints only, and for the solver none but these. Left out, so that a mutant only they would kill counts as alive:', '',
    ...Object.entries(LEFT_OUT).map(([name, why]) => `  - ${name}: ${why}`), '',
    ...(missing.length === 0 ? [] : [`Not run, or not to the end: ${missing.join(', ')}.`, '']),
    '| file | mutants | tests | tsc | alive | score | tests only | words |', '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...run.map(([name, r]) => row(name, r.mutants)), row('**all**', all), '',
  ].join('\n');
}

/** Compared by count: the same change of the same line may stand in a file twice. */
export function judge(results, listed) {
  const faults = results.filter(({ complete }) => !complete).map(({ file }) => `not run, or not to the end: ${file}`);
  for (const { file, mutants, complete } of results) {
    const alive = mutants.filter((m) => ALIVE.includes(m.status));
    const known = listed[file] ?? [];
    for (const key of new Set(alive.map((m) => m.key))) {
      const found = alive.filter((m) => m.key === key);
      const entry = known.find((k) => k.key === key);
      if ((entry?.count ?? (entry === undefined ? 0 : 1)) < found.length) faults.push(`alive and not listed: ${key} (line ${found.map((m) => m.line).join(', ')})`);
    }
    if (complete) for (const { key } of known) if (!alive.some((m) => m.key === key)) faults.push(`listed and not alive: ${key}`);
  }
  return faults;
}
