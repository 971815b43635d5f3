/**
 * Mutation testing with Stryker: `npm run test:mutation` for all of src/chengdu, core, constraints, assess, audit, case
 * and explain, or `npm run test:mutation -- src/core/formula.ts …` for some files. What was run for a file with the same sources is
 * not run again; `--again` runs it, `--survivors` tries only what was alive, `--table` runs nothing and writes what is
 * known. An interrupted run is taken up by the next one.
 *
 * Stryker is installed in a scratch folder (MUTATION_SCRATCH, by default in the system's) on a copy of the project.
 * MUTATION_BUDGET bounds the CPU milliseconds of tests for a mutant, for a first, quick run; MUTATION_CONCURRENCY is the
 * number of workers. The table of results by file is results.md; what stays alive is listed with its reason in survivors.json, and what
 * is alive without being listed, or listed without being alive, makes the command fail.
 */
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process, { argv, env, exit, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { typesOf } from './types.mjs';
import { judge, table } from './table.mjs';

const STRYKER = '@stryker-mutator/core@10.1.1';
const NODE = 'node@22';
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SCRATCH = env.MUTATION_SCRATCH ?? join(tmpdir(), 'chengdu-mutation');
const COPY = join(SCRATCH, 'project');
const RESULTS = join(SCRATCH, 'results');

/** What is mutated, what matters most first; a batch has one first run of all tests. */
const BATCHES = [
  ['src/chengdu/articles'], ['src/chengdu/final-provisions.ts', 'src/chengdu/overlap.ts', 'src/chengdu/parameters.ts'], ['src/core'],
  ['src/constraints'], ['src/assess'], ['src/audit'],
  ['src/case'], ['src/explain'],
  ['src/constraints/no-double-dipping'], ['src/chengdu'],
];

const under = (path) => (path.endsWith('.ts') ? [path] : readdirSync(join(ROOT, path), { recursive: true }).filter((n) => n.endsWith('.ts')).map((n) => `${path}/${n}`).sort());
const read = (name) => readFileSync(join(ROOT, name), 'utf8');
const stored = (name) => join(RESULTS, `${name.replaceAll('/', '+')}.json`);
const digest = (name, root = ROOT) => createHash('sha256').update(readFileSync(join(root, name), 'utf8')).digest('hex').slice(0, 16);

const given = argv.slice(2);
const chosen = given.filter((a) => !a.startsWith('--')).flatMap(under);
const [again, onlySurvivors, onlyTable] = ['--again', '--survivors', '--table'].map((option) => given.includes(option));

function batches() {
  const taken = new Set();
  // The solver stands apart: its folder lies in that of the constraints.
  const own = (path) => BATCHES.flat().some((other) => other !== path && other.length > path.length && other.startsWith(path) && other.includes('no-double-dipping'));
  return BATCHES.map((paths) => paths.flatMap((path) => under(path).filter((n) => !own(path) || !n.startsWith('src/constraints/no-double-dipping')))
    .filter((name) => !taken.has(name) && taken.add(name) && (chosen.length === 0 || chosen.includes(name))));
}

const formerly = (name) => (existsSync(stored(name)) ? JSON.parse(readFileSync(stored(name), 'utf8')) : undefined);
const isAlive = ({ status }) => status === 'Survived' || status === 'NoCoverage' || status === 'RuntimeError';
const isSame = (name) => formerly(name)?.digest === digest(name);
const isCurrent = (name) => isSame(name) && formerly(name).complete;
const hasWork = (name) => !isCurrent(name) || again || (onlySurvivors && formerly(name).mutants.some(isAlive));

/** The project as it stands now: made again for every batch, so that a test written meanwhile counts. */
function copy() {
  for (const name of ['src', 'test', 'package.json', 'package-lock.json', 'tsconfig.json', 'examples']) {
    rmSync(join(COPY, name), { recursive: true, force: true });
    cpSync(join(ROOT, name), join(COPY, name), { recursive: true });
  }
}

/** The packages of the project with Stryker beside them. */
function install() {
  const lock = createHash('sha256').update(read('package-lock.json')).update(STRYKER).digest('hex');
  const mark = join(SCRATCH, 'installed');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return;
  const npm = (...args) => execFileSync('npx', ['-y', '-p', NODE, '-c', `npm ${args.join(' ')} --ignore-scripts --no-audit --no-fund`], { cwd: COPY, stdio: 'inherit' });
  npm('ci');
  npm('install', '--no-save', STRYKER);
  writeFileSync(mark, lock);
}

/** The solver has tests of its own, and of it only these run; what else there is comes to it by way of small cases. */
const testsFor = (files) => (files.every((name) => name.startsWith('src/constraints/no-double-dipping/')) ? 'test/engine/no-double-dipping/' : '');

/** What killed each mutant, null for a loop or the time; not where the same change of another line is alive. */
function knownOf(mutants) {
  const alive = new Set(mutants.filter(isAlive).map((m) => m.key));
  return mutants.filter((m) => (m.killedBy || m.status === 'Timeout') && !alive.has(m.key)).map((m) => [m.key, m.killedBy ?? null]);
}

function stryker(files, lines) {
  const config = {
    testRunner: 'in-process', plugins: ['./test/mutation/plugin.mjs'], ignorers: ['words'], reporters: ['lines'], mutate: files,
    coverageAnalysis: 'perTest', concurrency: Number(env.MUTATION_CONCURRENCY ?? 2), timeoutMS: 20_000, timeoutFactor: env.MUTATION_BUDGET ? 1 : 4, dryRunTimeoutMinutes: 20,
    disableTypeChecks: false, checkers: [], warnings: { slow: false }, allowConsoleColors: false, fileLogLevel: 'off', clearTextReporter: {},
    ignorePatterns: ['examples', 'dist'], tempDirName: '.stryker-tmp',
  };
  writeFileSync(join(COPY, 'stryker.json'), JSON.stringify(config));
  const known = join(SCRATCH, 'known.json');
  // What an interrupted run found is not tried again, nor, for --survivors, what a complete one killed.
  const former = files.filter((name) => isSame(name) && (onlySurvivors || !formerly(name).complete));
  writeFileSync(known, JSON.stringify(former.flatMap((name) => knownOf(formerly(name).mutants))));
  // What killed it before an edit of the file or of the tests is likely to do so again, and is tried first.
  const killers = join(SCRATCH, 'killers.json');
  writeFileSync(killers, JSON.stringify(files.flatMap((name) => (formerly(name)?.mutants ?? []).filter((m) => m.killedBy).map((m) => [m.key, m.killedBy]))));
  // Node itself and not npx, so that a signal ends Stryker as well.
  const node = execFileSync('npx', ['-y', '-p', NODE, 'node', '-p', 'process.execPath'], { cwd: COPY, encoding: 'utf8' }).trim();
  const child = spawn(node, ['node_modules/@stryker-mutator/core/bin/stryker.js', 'run', 'stryker.json'], {
    cwd: COPY, stdio: 'inherit', detached: true, env: { ...env, MUTATION_ROOT: COPY, MUTATION_LINES: lines, MUTATION_KNOWN: known, MUTATION_KILLERS: killers, MUTATION_TESTS: testsFor(files) },
  });
  // With its workers, of which one in a loop would go on for ever.
  const end = () => {
    process.kill(-child.pid);
    exit(1);
  };
  const signals = ['SIGTERM', 'SIGINT'];
  for (const signal of signals) process.once(signal, end);
  return new Promise((done) => child.on('exit', (code) => {
    for (const signal of signals) process.off(signal, end);
    done(code === 0);
  }));
}

/**
 * What is known of every file of a batch goes to a file of its own; what tsc refuses, `npm test` refuses as well. An
 * interrupted run adds to what was known of the same source.
 */
function store(files, lines, complete) {
  if (!existsSync(lines)) return;
  const told = readFileSync(lines, 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  const before = new Map(files.map((name) => [name, complete ? undefined : formerly(name)]).filter(([name, former]) => former?.digest === digest(name, COPY)));
  const known = [...before.values()].flatMap((former) => former.mutants);
  const mutants = [...new Map([...known, ...told].map((m) => [`${m.file} ${m.from} ${m.to} ${m.mutator} ${m.replacement}`, m])).values()];
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: ROOT, encoding: 'utf8' }).trim();
  const isRefused = typesOf(COPY);
  const typed = new Set(mutants.filter((m) => isAlive(m) && isRefused(m)));
  for (const name of files) {
    const own = mutants.filter((m) => m.file === name).map((m) => (typed.has(m) ? { ...m, status: 'CompileError' } : m)).sort((a, b) => a.line - b.line);
    writeFileSync(stored(name), JSON.stringify({ file: name, digest: digest(name, COPY), commit, day: new Date().toISOString().slice(0, 10), complete: complete || before.get(name)?.complete === true, mutants: own }));
  }
}

mkdirSync(RESULTS, { recursive: true });
mkdirSync(COPY, { recursive: true });
const lines = join(SCRATCH, 'lines.jsonl');
if (existsSync(join(COPY, 'src')) && existsSync(lines)) {
  store([...new Set(readFileSync(lines, 'utf8').trim().split('\n').map((line) => JSON.parse(line).file))], lines, false);
  rmSync(lines);
}
if (!onlyTable) {
  copy();
  install();
}
for (const batch of onlyTable ? [] : batches()) {
  const files = batch.filter(hasWork);
  if (files.length === 0) continue;
  copy();
  stdout.write(`mutation: ${files.length} files from ${dirname(files[0])}\n`);
  store(files, lines, await stryker(files, lines));
  rmSync(lines, { force: true });
}
const all = batches().flat();
const report = table(all.map((name) => [name, formerly(name)]));
if (chosen.length === 0) writeFileSync(join(ROOT, 'test/mutation/results.md'), report);
const faults = judge(all.map((file) => formerly(file) ?? { file, mutants: [], complete: false }), JSON.parse(read('test/mutation/survivors.json')));
stdout.write(`${report}\n${faults.join('\n')}\n`);
exit(faults.length === 0 ? 0 : 1);
