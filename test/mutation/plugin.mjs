/** What Stryker needs to run the suite of suite.mjs: the runner, the rule for words, and a reporter that writes as it goes. */
import { appendFileSync, readFileSync } from 'node:fs';
import { env } from 'node:process';
import { relative, resolve } from 'node:path';
import { Suite } from './suite.mjs';
import { typesOf } from './types.mjs';
import { mutantOf } from './mutant.mjs';

const ROOT = env.MUTATION_ROOT;
/** The CPU milliseconds of tests that a mutant may cost; the rest of its tests are then not run, and it counts as alive. */
const BUDGET = Number(env.MUTATION_BUDGET ?? Infinity);
const nameOf = (path, root) => relative(root, resolve(root, path)).replaceAll('\\', '/');

/** Runs one mutant in this process: the covering tests, those first that kill often and are quick, until one fails. */
class Runner {
  static inject = [];
  #suite = new Suite(ROOT, env.MUTATION_TESTS);
  #kills = new Map();
  #costs = new Map();
  #isRefused = undefined;
  /** Mutants of a former run that were killed and need not be tried again. */
  #known = env.MUTATION_KNOWN ? new Map(JSON.parse(readFileSync(env.MUTATION_KNOWN, 'utf8'))) : new Map();

  /** What killed each mutant in a former run, also on another source. */
  #killers = env.MUTATION_KILLERS ? new Map(JSON.parse(readFileSync(env.MUTATION_KILLERS, 'utf8'))) : new Map();

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    for (const [key, id] of this.#killers) this.#note(key.slice(0, key.indexOf(' ')), id);
    await this.#suite.init();
    this.#suite.evaluateSources({});
  }

  async dryRun({ files }) {
    const sources = Object.fromEntries(files.map((path) => [nameOf(path, process.cwd()), readFileSync(path, 'utf8')]));
    const space = (globalThis.__stryker__ ??= {});
    space.mutantCoverage = { static: {}, perTest: {} };
    space.currentTestId = undefined;
    this.#suite.evaluateSources(sources);
    const tests = [];
    await this.#suite.run({
      sources: {},
      begin: (id) => {
        this.#suite.forget();
        space.currentTestId = id;
      },
      after: ({ id, file, ms, error }) => {
        space.currentTestId = undefined;
        this.#learn(id, file, ms);
        tests.push({ id, name: id, fileName: file, timeSpentMs: ms, ...(error === undefined ? { status: 0 } : { status: 1, failureMessage: String(error.stack) }) });
      },
    });
    const { mutantCoverage } = space;
    space.mutantCoverage = undefined;
    this.#suite.evaluateSources({});
    return { status: 'complete', tests: tests.map(({ fileName: _, ...test }) => test), mutantCoverage: sharedByFile(mutantCoverage, tests) };
  }

  /** What a test costs, so that the cheap ones come first. */
  #learn(id, file, ms) {
    this.#costs.set(id, ms);
    this.#costs.set(file, Math.max(this.#costs.get(file) ?? 0, ms));
  }

  /** What killed a mutant of a file is likely to kill another one of it. */
  #note(file, id) {
    for (const key of [id, fileOf(id), `${file} ${id}`, `${file} ${fileOf(id)}`]) this.#kills.set(key, (this.#kills.get(key) ?? 0) + 1);
  }

  async mutantRun({ activeMutant, testFilter, sandboxFileName, hitLimit }) {
    const file = nameOf(sandboxFileName, process.cwd());
    const mutant = { file, ...mutantOf(readOnce(`${ROOT}/${file}`), file, activeMutant) };
    const known = this.#known.get(mutant.key);
    if (known === null) return { status: 'timeout', reason: 'in a former run' };
    if (known !== undefined) return { status: 'killed', killedBy: [known], failureMessage: 'killed in a former run', nrOfTests: 0 };
    const space = globalThis.__stryker__ ??= {};
    const active = (on) => void (space.activeMutant = on ? activeMutant.id : undefined);
    // Coverage is known by now, and counting it costs more than the rest.
    const text = readOnce(sandboxFileName).replace(/stryCov_9fa48\((?:"\d+",?\s*)+\)/g, '0');
    const ids = file.startsWith('src/constraints') ? testFilter : testFilter?.filter((id) => !id.startsWith('test/engine/no-double-dipping/'));
    let nrOfTests = 0;
    let killer;
    let spent = 0;
    // The tests of a file of the same name are likely to be about it.
    const own = `/${file.slice(file.lastIndexOf('/') + 1, -3)}.test.ts`;
    const former = this.#killers.get(mutant.key) ?? '';
    const rank = (id) => (id === former || id === fileOf(former) ? 0 : 1) * ((this.#costs.get(id) ?? 5) / (id.includes(own) ? 20 : 1)) / (1 + 50 * (this.#kills.get(`${file} ${id}`) ?? 0) + 5 * (this.#kills.get(id) ?? 0));
    const after = ({ id, file: test, ms, error }) => {
      nrOfTests += 1;
      this.#learn(id, test, ms);
      spent += ms;
      if (error !== undefined) killer = { id, test, error };
      return error === undefined && !(space.hitCount > hitLimit) && spent < BUDGET;
    };
    const start = () => Object.assign(space, { hitCount: hitLimit === undefined ? undefined : 0, hitLimit });
    // Files that meet the mutant while they load are evaluated anew; the tests of the others come first, for they cost less.
    const anew = new Set(ids?.filter((id) => id.endsWith(LOADING)).map(fileOf));
    const warm = ids?.filter((id) => !anew.has(fileOf(id))) ?? [];
    start();
    // Open: what failed did so with the mutant off as well.
    const isOpen = warm.length > 0 && !(await this.#suite.runWarm({ name: file, text, ids: warm, rank, active, after }));
    if (isOpen) killer = undefined;
    if (killer === undefined && !(space.hitCount > hitLimit) && (isOpen || ids === undefined || anew.size > 0)) {
      // What costs a fresh evaluation is not run where the type-check refuses it; run.mjs counts it as refused.
      if ((this.#isRefused ??= typesOf(ROOT))(mutant)) return { status: 'survived', nrOfTests };
      start();
      spent = 0;
      active(true);
      await this.#suite.run({ sources: { [file]: text }, ids: isOpen ? ids : ids?.filter((id) => anew.has(fileOf(id))), rank, after });
    }
    const { hitCount } = space;
    Object.assign(space, { activeMutant: undefined, hitCount: undefined, hitLimit: undefined });
    if (hitCount > hitLimit) return { status: 'timeout', reason: `hit ${hitCount} times` };
    if (killer === undefined) return { status: 'survived', nrOfTests };
    this.#note(file, killer.id);
    return { status: 'killed', killedBy: [killer.id], failureMessage: String(killer.error.message).slice(0, 300), nrOfTests };
  }
}

const LOADING = ' > (loading)';
const fileOf = (id) => id.slice(0, id.indexOf(' > '));
const texts = new Map();
const readOnce = (path) => {
  if (!texts.has(path)) texts.set(path, readFileSync(path, 'utf8'));
  return texts.get(path);
};

/** What a test file does with the sources while it loads is done for each of its tests. */
function sharedByFile({ static: atStart, perTest }, tests) {
  const out = {};
  for (const { id, fileName } of tests) {
    const loading = perTest[`${fileName}`] ?? {};
    if (id !== `${fileName} > (loading)`) out[id] = { ...loading };
    else if (Object.keys(loading).length > 0) out[id] = { ...loading };
    else continue;
    for (const [mutant, hits] of Object.entries(perTest[id] ?? {})) out[id][mutant] = (out[id][mutant] ?? 0) + hits;
  }
  return { static: atStart, perTest: out };
}

const CHINESE = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/;
const literal = (node) =>
  node?.type === 'StringLiteral' ? node.value : node?.type === 'TemplateLiteral' ? node.quasis.map((q) => q.value.raw).join('') : undefined;

/** The words for a reader: Chinese, two or more English words, or the English that stands beside Chinese. */
const words = {
  shouldIgnore(path) {
    const { node, parent } = path;
    const said = literal(node);
    if (said === undefined || (node.expressions ?? []).some((e) => e.type !== 'Identifier' && e.type !== 'MemberExpression')) return undefined;
    if (CHINESE.test(said) || /[a-z]{2,}[,;:.]? +[a-z(]/i.test(said)) return 'words for the reader';
    const beside = parent.type === 'CallExpression' ? parent.arguments : parent.type === 'ArrayExpression' ? parent.elements : [];
    const before = literal(beside[beside.indexOf(node) - 1]);
    if (before !== undefined && CHINESE.test(before)) return 'words for the reader';
    return parent.type === 'ObjectProperty' && parent.key.name === 'en' ? 'words for the reader' : undefined;
  },
};

/** A line for each mutant as soon as it is decided: an interrupted run loses nothing. */
class Lines {
  static inject = [];
  onMutantTested({ fileName, status, static: atStart, killedBy, statusReason, ...mutant }) {
    const file = nameOf(fileName, ROOT);
    const found = mutantOf(readOnce(`${ROOT}/${file}`), file, mutant, 1);
    appendFileSync(env.MUTATION_LINES, `${JSON.stringify({ file, ...found, status, static: atStart, killedBy: killedBy?.[0], reason: statusReason?.slice(0, 200) })}\n`);
  }
}

export const strykerPlugins = [
  { kind: 'TestRunner', name: 'in-process', injectableClass: Runner },
  { kind: 'Ignore', name: 'words', value: words },
  { kind: 'Reporter', name: 'lines', injectableClass: Lines },
];
