/** What it costs to have the library at all: the time of an import, and its size in a bundle. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ROUNDS = 9;

const middle = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** Milliseconds that a fresh process spends on some imports. */
function timeOf(modules) {
  const imports = modules.map((name) => `await import(${JSON.stringify(name)});`).join('');
  const script = `const from = performance.now(); ${imports} process.stdout.write(String(performance.now() - from));`;
  return Number(execFileSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: ROOT, encoding: 'utf8' }));
}

const DEPENDENCIES = ['decimal.js', 'zod/mini'];
const ENTRIES = { '.': './dist/index.js', './measures': './dist/measures.js', './policy': './dist/policy.js' };

/** In turn, so that what slows the machine for a while slows all of them; ratios are medians within a round. */
export function startUp() {
  const rounds = Array.from({ length: ROUNDS + 1 }, () => ({
    dependencies: timeOf(DEPENDENCIES),
    ...Object.fromEntries(Object.entries(ENTRIES).map(([entry, file]) => [entry, timeOf([file])])),
  })).slice(1); // the first round brings the files into the cache
  return {
    dependencies: middle(rounds.map((round) => round.dependencies)),
    entries: Object.keys(ENTRIES).map((entry) => ({
      entry,
      ms: middle(rounds.map((round) => round[entry])),
      ratio: middle(rounds.map((round) => round[entry] / round.dependencies)),
    })),
  };
}

const BUNDLES = {
  'assess alone': `export { assess } from './dist/index.js'`,
  'investmentReward alone': `export { investmentReward } from './dist/measures.js'`,
  '/measures': `export * from './dist/measures.js'`,
  '/policy': `export * from './dist/policy.js'`,
  'decimal.js': `export { Decimal } from 'decimal.js'`,
};

/** Bytes of each bundle, and the packages in it. */
export async function bundleSizes() {
  return Promise.all(Object.entries(BUNDLES).map(async ([name, contents]) => {
    const { outputFiles, metafile } = await build({
      stdin: { contents, resolveDir: ROOT }, bundle: true, minify: true, format: 'esm', platform: 'browser', target: 'es2022',
      write: false, metafile: true, logLevel: 'error',
    });
    const [output] = Object.values(metafile.outputs);
    const used = Object.entries(output.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
    const packages = new Set(used.flatMap(([file]) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []));
    return { name, bytes: gzipSync(outputFiles[0].contents, { level: 9 }).length, packages: [...packages].sort() };
  }));
}
