// @ts-check
/**
 * The same bytes everywhere: every vector under Node 20, 22, 24 and 26, Chromium and QuickJS, in four time zones:
 * `npm run test:engines`. What is compared is the whole assessment of each vector as JSON.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { NODES, ROOT, close, gate, inFolder, node, run } from './tools.mjs';

// Apia had no 30 December 2011 and is a day ahead of New York for most of the day.
const ZONES = ['Asia/Shanghai', 'UTC', 'America/New_York', 'Pacific/Apia'];
const QUICKJS = 'quickjs-emscripten@0.32.0';

/** @type {{ vectors: { case: object, options?: object }[] }} */
const { vectors } = JSON.parse(readFileSync(join(ROOT, 'dist/vectors.json'), 'utf8'));
const CASES = JSON.stringify(vectors.map(({ case: facts, options = {} }) => [facts, options]));

/** One script for every engine: it leaves all assessments, a line each, in `bytes`. */
const { outputFiles: [bundled] } = await build({
  stdin: {
    contents: `import { assess } from './dist/index.js';
globalThis.bytes = JSON.parse(globalThis.cases).map(([facts, options]) => JSON.stringify(assess(facts, options))).join('\\n');`,
    resolveDir: ROOT,
  },
  bundle: true, format: 'iife', target: 'es2022', platform: 'neutral', mainFields: ['module', 'main'], write: false,
});
const PROGRAM = `globalThis.cases = ${JSON.stringify(CASES)};\n${bundled?.text}`;

/** @param {string} text */
const digest = (text) => createHash('sha256').update(text).digest('hex');

/** The bytes that the first engine gave. @type {string | undefined} */
let first;
/** @param {string} bytes */
function same(bytes) {
  const lines = bytes.split('\n');
  if (lines.length !== vectors.length) throw new Error(`${lines.length} of ${vectors.length} assessments`);
  first ??= bytes;
  const expected = first.split('\n');
  const at = lines.findIndex((line, i) => line !== expected[i]);
  if (at >= 0) throw new Error(`vector ${at}:\n${expected[at]}\n${lines[at]}`);
  return `${vectors.length} vectors, ${digest(bytes).slice(0, 16)}`;
}

inFolder((folder) => {
  const script = join(folder, 'engine.cjs');
  writeFileSync(script, `${PROGRAM}\nprocess.stdout.write(globalThis.bytes);`);
  for (const version of NODES) {
    for (const TZ of ZONES) gate(`Node ${version} in ${TZ}`, () => same(node(version, [script], { env: { TZ } })));
  }

  writeFileSync(join(folder, 'package.json'), '{"private":true,"type":"module"}');
  run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', QUICKJS], { cwd: folder });
  writeFileSync(join(folder, 'program.js'), PROGRAM);
  writeFileSync(join(folder, 'quickjs.mjs'), `import { readFileSync } from 'node:fs';
import { getQuickJS } from 'quickjs-emscripten';
const vm = (await getQuickJS()).newContext();
const found = vm.evalCode(readFileSync('program.js', 'utf8'));
if (found.error) throw new Error(JSON.stringify(vm.dump(found.error)));
process.stdout.write(vm.getString(vm.getProp(vm.global, 'bytes')));`);
  gate('QuickJS', () => same(run('node', ['quickjs.mjs'], { cwd: folder })));

  // A page that shows the bytes as text in which nothing needs an escape.
  const page = join(folder, 'page.html');
  writeFileSync(page, `<!doctype html><meta charset="utf-8"><pre></pre><script src="program.js"></script>
<script>document.querySelector('pre').textContent = encodeURIComponent(globalThis.bytes);</script>`);
  for (const TZ of ZONES) {
    gate(`Chromium in ${TZ}`, () => {
      const dom = run(chromium(), ['--headless', '--no-sandbox', '--disable-gpu', '--dump-dom', pathToFileURL(page).href], { env: { TZ } });
      return same(decodeURIComponent(/<pre>([^<]*)<\/pre>/.exec(dom)?.[1] ?? ''));
    });
  }
});

/** Chromium, installed if it is not there. */
function chromium() {
  const found = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));
  if (found !== undefined) return found;
  execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
  execFileSync('apt-get', ['install', '-y', '-qq', 'chromium'], { stdio: 'ignore' });
  return '/usr/bin/chromium';
}

close();
