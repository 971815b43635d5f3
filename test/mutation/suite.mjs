/**
 * The unit suite in one process, for mutation testing: a mutant costs milliseconds instead of the start of vitest.
 *
 * Every TypeScript file is translated once and is a function of its imports. For each mutant the mutated file, all
 * that imports it and the test files are evaluated anew, so that declarations are made with the mutant active and no
 * state survives from the mutant before; what does not know the mutated file is kept. `describe`, `it` and the hooks
 * are the few lines below; `expect` is vitest's own.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';

/**
 * What is left out of test/policy and test/engine, by the beginning of its name, and why. A mutant that only these
 * tests would kill counts as alive: leaving out makes the figures worse, never better.
 */
export const LEFT_OUT = {
  'test/engine/house.test.ts > outside the folder of the policy': 'reads the text of the sources, which a mutant does not change',
  'test/engine/house.test.ts > inside it': 'the same',
  'test/engine/house.test.ts > properties': 'the same, of the tests',
  'test/engine/house.test.ts > literals': 'the same',
  'test/engine/fuzz.test.ts': 'asks only that nothing breaks',
  'test/engine/differential.test.ts': 'long: thousands of random cases',
  'test/engine/straight-line.test.ts': 'long: generates its applications while loading',
  'test/engine/comparison.test.ts > a reading that changes nothing': 'long: random cases under each reading',
  'test/engine/comparison.test.ts > the comparison > reports of each': 'the same',
  'test/engine/comparison.test.ts > the comparison > finds joint extremes': 'the same',
  'test/engine/inquiry-bounds.test.ts > the work of a call': 'long',
  'test/engine/inquiry-bounds.test.ts > the questions of a case': 'long: random cases',
  'test/engine/explanation.test.ts > every step of every explanation': 'counts its cases, of which a mutant gets too few',
  'test/engine/schema.test.ts > the facts as data > know of every fact': 'counts its cases, of which a mutant gets too few',
  'test/engine/receipt.test.ts': 'long, and of src/receipt',
  'test/engine/audit.properties.test.ts': 'long',
  'test/engine/no-double-dipping/independent.slow.test.ts': 'long: brute force',
  'test/engine/no-double-dipping/structures.test.ts > leases of a project, and tracks of a consortium > 10,000': 'long',
  'test/engine/no-double-dipping/structures.test.ts > leases of a project, and tracks of a consortium > equal a dynamic': 'long',
  'test/engine/no-double-dipping/structures.test.ts > projects entangled by shared consortia and lessees > are proven': 'long: a second solver',
  'test/engine/no-double-dipping/optimum.test.ts > the selection equals brute force > pools only, more': 'long',
  'test/engine/no-double-dipping/tampering.test.ts > an untouched selection > passes': 'long',
  'test/engine/no-double-dipping/large-amounts.test.ts > amounts of any size > and otherwise rounded': 'long',
  'test/policy/audit.test.ts > many rows': 'long',
  'test/policy/coverage.test.ts > the traceability pages': 'change with the title of any test',
  'test/policy/coverage.test.ts > a fault in the text or its claims is found': 'changes the text itself',
};

const isLeftOut = (id) => Object.keys(LEFT_OUT).some((start) => id.startsWith(start));

/** Properties try at most so many values for a mutant, always the same ones. */
const RUNS = 6;

export class Suite {
  #root;
  #esbuild;
  #packages = new Map();
  /** The translated files by their path from the root: a script, what they import, their text. */
  #files = new Map();
  #importers = new Map();
  /** What was evaluated from unchanged sources. */
  #kept = new Map();
  #memos = [];
  #replacements = new Map();
  #world = undefined;
  /** The test file that is evaluated now; its tests are gathered in `#tests`. */
  #file = '';
  #group = undefined;
  #tests = [];
  testFiles = [];

  #only;

  /** Without `only` all tests, else those whose name begins so. */
  constructor(root, only = '') {
    this.#root = root;
    this.#only = only;
  }

  async init() {
    const require = createRequire(join(this.#root, 'package.json'));
    this.#esbuild = require(require.resolve('esbuild', { paths: [dirname(require.resolve('tsup/package.json'))] }));
    this.#packages.set('vitest', await this.#vitest());
    const tests = ['test/policy', 'test/engine', 'test/engine/no-double-dipping'].flatMap((folder) =>
      readdirSync(join(this.#root, folder)).filter((name) => name.endsWith('.test.ts')).map((name) => `${folder}/${name}`));
    this.testFiles = tests.filter((name) => name.startsWith(this.#only) && !isLeftOut(name)).sort();
    const queue = [...this.testFiles];
    for (const name of queue) {
      if (this.#files.has(name)) continue;
      const file = this.#translate(name, readFileSync(join(this.#root, name), 'utf8'));
      this.#files.set(name, file);
      for (const target of file.imports.values()) {
        if (target.package === undefined) {
          queue.push(target.file);
          this.#importers.set(target.file, (this.#importers.get(target.file) ?? new Set()).add(name));
        } else if (!this.#packages.has(target.package)) this.#packages.set(target.package, await this.#import(target.package));
      }
    }
  }

  /** Test files that know a source file, and all files that do. */
  #knowing(source) {
    const out = new Set([source]);
    for (const name of out) for (const importer of this.#importers.get(name) ?? []) out.add(importer);
    return out;
  }

  /**
   * Runs tests with some sources replaced, all evaluated anew: those in `ids`, without it all that know such a source.
   * Files and tests of a lower rank come first. `begin` hears of each file and test before it runs, `after` what came
   * of it; when that is false, the run ends.
   */
  async run({ sources, ids, rank = () => 0, begin = () => {}, after }) {
    const changed = new Set(Object.keys(sources).flatMap((name) => [...this.#knowing(name)]));
    const world = this.#worldOf(sources, new Map([...this.#kept].filter(([name]) => !changed.has(name))));
    const wanted = ids && new Set(ids);
    const files = wanted === undefined ? this.testFiles.filter((name) => changed.size === 0 || changed.has(name)) : filesOf(ids);
    for (const file of byRank(files, rank)) {
      begin(file);
      const start = cpu();
      const error = this.#load(file, world);
      if (after({ id: `${file} > (loading)`, file, ms: cpu() - start, error }) === false) return;
      const tests = world.tests.get(file).filter(({ id }) => (wanted === undefined || wanted.has(id)) && !isLeftOut(id));
      for (const test of byRank(tests, (t) => rank(t.id))) {
        begin(test.id);
        const began = cpu();
        const failed = await this.#attempt(test);
        if (after({ id: test.id, file, ms: cpu() - began, error: failed }) === false) return;
      }
    }
  }

  /**
   * Runs tests one after the other in what was evaluated once with one source replaced and no mutant active: for a
   * mutant that is not met while loading. `active` switches it on and off. What the sources remember is forgotten
   * before each mutant. Returns the first test that fails; a test that fails with the mutant off as well shows that
   * something was remembered all the same: then nothing is known, and all is evaluated anew the next time.
   */
  async runWarm({ name, text, ids, rank, active, after }) {
    if (this.#world?.name !== name || this.#world.text !== text) this.#world = { name, text, ...this.#worldOf({ [name]: text }, new Map()) };
    const world = this.#world;
    for (const file of filesOf(ids)) if (!world.tests.has(file) && this.#load(file, world) !== undefined) return this.#spoilt();
    this.#forgetWorld();
    const wanted = new Set(ids);
    const tests = filesOf(ids).flatMap((file) => world.tests.get(file).filter(({ id }) => wanted.has(id)));
    for (const test of byRank(tests, (t) => rank(t.id))) {
      const began = cpu();
      active(true);
      const error = await this.#attempt(test);
      active(false);
      const goesOn = after({ id: test.id, file: test.file, ms: cpu() - began, error });
      if (error !== undefined) {
        this.#forgetWorld();
        if ((await this.#attempt(test)) !== undefined) return this.#spoilt();
      }
      if (goesOn === false) return true;
    }
    return true;
  }

  #spoilt() {
    this.#world = undefined;
    return false;
  }

  #forgetWorld() {
    for (const memo of this.#world.memos) memo.forget();
    for (const tests of this.#world.tests.values()) for (const test of tests) for (const group of test.groups) group.prepared = undefined;
  }

  #worldOf(sources, modules) {
    const replaced = new Map(Object.entries(sources).map(([name, text]) => [name, this.#replacement(name, text)]));
    return { modules, replaced, tests: new Map(), memos: [] };
  }

  /** Evaluates all sources as they stand, so that what they do while loading is not laid to a test. */
  evaluateSources(sources) {
    const world = this.#worldOf(sources, new Map());
    for (const name of this.#files.keys()) if (name.startsWith('src/')) this.#evaluate(name, world);
    this.#kept = world.modules;
    this.#memos = world.memos;
  }

  /** Makes what is kept forget what it remembers, so that what one test computed is computed, and covered, by the next one as well. */
  forget() {
    for (const memo of this.#memos) memo.forget();
  }

  #load(file, world) {
    this.#file = file;
    this.#group = { name: '', hooks: [] };
    this.#tests = [];
    world.tests.set(file, this.#tests);
    try {
      this.#evaluate(file, world);
    } catch (error) {
      return error ?? new Error('thrown without a value');
    }
    return undefined;
  }

  async #attempt(test) {
    let error;
    try {
      for (const group of test.groups) await (group.prepared ??= inTurn(group.hooks));
      await test.run();
    } catch (thrown) {
      error = thrown ?? new Error('thrown without a value');
    }
    if (!test.fails) return error;
    return error === undefined ? new Error('was to fail') : undefined;
  }

  #replacement(name, text) {
    const known = this.#replacements.get(name);
    if (known?.text === text) return known;
    const file = this.#translate(name, text);
    this.#replacements.set(name, file);
    return file;
  }

  #translate(name, text) {
    const { code } = this.#esbuild.transformSync(text, {
      loader: name.endsWith('.mjs') ? 'js' : 'ts', format: 'cjs', target: 'node22',
      define: { 'import.meta.url': '__url' }, charset: 'utf8', tsconfigRaw: {},
    });
    const imports = new Map();
    for (const [, specifier] of code.matchAll(/\brequire\("([^"]+)"\)/g)) imports.set(specifier, this.#resolve(name, specifier));
    const script = new vm.Script(`(function(require, module, exports, __url, WeakMap) {${code}\n})`, { filename: join(this.#root, name) });
    return { script, imports, text };
  }

  #resolve(from, specifier) {
    if (!specifier.startsWith('.')) return { package: specifier };
    const path = join(dirname(from), specifier);
    const found = [path.replace(/\.js$/, '.ts'), path].find((name) => existsSync(join(this.#root, name)));
    if (found === undefined) throw new Error(`${from}: cannot find ${specifier}`);
    return { file: found };
  }

  async #import(name) {
    const loaded = { ...(await import(name)) };
    Object.defineProperty(loaded, '__esModule', { value: true });
    return name === 'fast-check' ? withFewRuns(loaded) : loaded;
  }

  #evaluate(name, world) {
    const known = world.modules.get(name);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    world.modules.set(name, module);
    if (name === HOLDING) return (module.exports = { __esModule: true, holding });
    const file = world.replaced.get(name) ?? this.#files.get(name);
    const require = (specifier) => {
      const target = file.imports.get(specifier);
      return target.package === undefined ? this.#evaluate(target.file, world) : this.#packages.get(target.package);
    };
    const memory = name.startsWith('src/') ? memoryOf(world.memos) : WeakMap;
    file.script.runInThisContext().call(undefined, require, module, module.exports, pathToFileURL(join(this.#root, name)).href, memory);
    return module.exports;
  }

  async #vitest() {
    const { JestAsymmetricMatchers, JestChaiExpect, JestExtend, ASYMMETRIC_MATCHERS_OBJECT, chai, setState } = await import(
      pathToFileURL(join(this.#root, 'node_modules/@vitest/expect/dist/index.js')).href);
    for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin);
    const expect = (value, message) => chai.expect(value, message);
    Object.assign(expect, chai.expect, globalThis[ASYMMETRIC_MATCHERS_OBJECT]);
    expect.unreachable = (message) => chai.assert.fail(`not to be reached ${message ?? ''}`);
    setState({ assertionCalls: 0 }, expect);
    const beforeAll = (run) => void this.#group.hooks.push(run);
    // The one use of afterAll only says what was run.
    return { __esModule: true, expect, it: this.#it(), describe: this.#describe(), beforeAll, afterAll: () => {} };
  }

  #describe() {
    const describe = (name, run) => {
      const outer = this.#group;
      this.#group = { name, outer, hooks: [] };
      run();
      this.#group = outer;
    };
    describe.each = each(describe);
    return describe;
  }

  #it() {
    const make = (fails) => (name, ...rest) => {
      const groups = [];
      for (let g = this.#group; g !== undefined; g = g.outer) groups.unshift(g);
      const title = [this.#file, ...groups.map((g) => g.name).filter((n) => n !== ''), name].join(' > ');
      const again = this.#tests.filter((t) => t.title === title).length;
      const id = again === 0 ? title : `${title} (${again + 1})`;
      this.#tests.push({ id, title, file: this.#file, groups, fails, run: rest.find((r) => typeof r === 'function') });
    };
    const it = make(false);
    it.each = each(it);
    it.fails = make(true);
    return it;
  }
}

const cpu = () => process.cpuUsage().user / 1000;
const byRank = (list, rank) => list.map((x) => [x, rank(x)]).sort((a, b) => a[1] - b[1]).map(([x]) => x);
const inTurn = async (hooks) => {
  for (const hook of hooks) await hook();
};

const filesOf = (ids) => [...new Set(ids.map((id) => id.slice(0, id.indexOf(' > '))))];

/** What modules remember, they remember in weak maps made while they load; these can be emptied. */
const memoryOf = (memos) =>
  class {
    #map = new WeakMap();
    constructor() {
      if (memos.length < 100) memos.push(this);
    }
    forget() {
      this.#map = new WeakMap();
    }
    get = (key) => this.#map.get(key);
    has = (key) => this.#map.has(key);
    delete = (key) => this.#map.delete(key);
    set = (key, value) => (this.#map.set(key, value), this);
  };

/** A row's place takes the place of its words: a title need only be one of a kind. */
const each = (add) => (rows) => (name, ...rest) => {
  const run = rest.find((r) => typeof r === 'function');
  rows.forEach((row, i) => add(`${name} [${i}]`, () => (Array.isArray(row) ? run(...row) : run(row))));
};

/** How often a precondition holds says nothing where a mutant gets so few values: it is asked and not counted. */
const HOLDING = 'test/support/holding.ts';
const holding = (_shares, run) => run((_what, value) => value !== undefined && value !== null && value !== false);

/** fast-check with a seed of its own, few runs and no search for a smaller counterexample. */
function withFewRuns(loaded) {
  const fc = { ...loaded.default };
  fc.assert = (property, options = {}) =>
    loaded.default.assert(property, { ...options, seed: options.seed ?? 20250202, numRuns: Math.min(options.numRuns ?? 100, RUNS), endOnFailure: true });
  const out = { ...loaded, ...fc, default: fc };
  Object.defineProperty(out, '__esModule', { value: true });
  return out;
}
