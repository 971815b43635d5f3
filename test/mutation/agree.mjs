/**
 * Whether the suite in one process is honest: some of the mutants that a run left, drawn at random, are tried with the
 * plain `vitest run`: of a killed one the file of the test that killed it must fail, of one that is alive all files of
 * the suite must pass. `node test/mutation/agree.mjs 30` after a run; the number of each kind.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, env, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { Suite } from './suite.mjs';

const SCRATCH = env.MUTATION_SCRATCH ?? join(tmpdir(), 'chengdu-mutation');
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const COPY = join(SCRATCH, 'agree');
rmSync(COPY, { recursive: true, force: true });
for (const name of ['src', 'test', 'examples', 'package.json', 'tsconfig.json', 'tsup.config.ts', 'vitest.config.ts']) cpSync(join(ROOT, name), join(COPY, name), { recursive: true });
if (!existsSync(join(COPY, 'node_modules'))) symlinkSync(join(ROOT, 'node_modules'), join(COPY, 'node_modules'));
const [count, seed = 1] = argv.slice(2).map(Number);

/** Of the files that are as they were when they were run. */
const isAsItWas = ({ file, digest }) => createHash('sha256').update(readFileSync(join(COPY, file))).digest('hex').startsWith(digest);
const results = readdirSync(join(SCRATCH, 'results')).map((name) => JSON.parse(readFileSync(join(SCRATCH, 'results', name), 'utf8'))).filter(isAsItWas).flatMap((r) => r.mutants);
let state = seed;
const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
const drawn = (list) => list.map((m) => [random(), m]).sort(([a], [b]) => a - b).slice(0, count).map(([, m]) => m);

const suite = new Suite(COPY);
await suite.init();
const passes = (files) => spawnSync('node_modules/.bin/vitest', ['run', '--bail=1', ...files], { cwd: COPY, stdio: 'ignore' }).status === 0;

let differences = 0;
for (const [kind, list] of [['killed', drawn(results.filter((m) => m.killedBy))], ['alive', drawn(results.filter((m) => m.status === 'Survived'))]]) {
  for (const { file, from, to, replacement, killedBy, key } of list) {
    const path = join(COPY, file);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.slice(0, from) + replacement + text.slice(to));
    const found = passes(kind === 'alive' ? suite.testFiles : [killedBy.split(' > ')[0]]) ? 'alive' : 'killed';
    writeFileSync(path, text);
    if (found !== kind) differences += 1;
    stdout.write(`${found === kind ? 'agrees' : 'DIFFERS'}: ${kind}, by vitest ${found}: ${key}\n`);
  }
  stdout.write(`${kind}: ${list.length} tried\n`);
}
stdout.write(`${differences} differ\n`);
