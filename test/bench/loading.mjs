/** What it costs to have a package at all: the time of an import, and its size in a bundle. */
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { median } from './timing.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ROUNDS = 9;

/** Milliseconds of processor time that a fresh process spends on some imports. */
function timeOf({ modules, folder = ROOT }) {
  const imports = modules.map((name) => `await import(${JSON.stringify(name)});`).join('');
  const script = `const from = process.cpuUsage(); ${imports} const { user, system } = process.cpuUsage(from); process.stdout.write(String((user + system) / 1000));`;
  return Number(execFileSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: folder, encoding: 'utf8' }));
}

/**
 * In turn, so that what slows the machine for a while slows all of them; ratios, to the first, are medians within a round.
 *
 * @param {Readonly<Record<string, { modules: readonly string[], folder?: string }>>} imports
 */
export function startUp(imports) {
  const names = Object.keys(imports);
  const rounds = Array.from({ length: ROUNDS + 1 }, () => Object.fromEntries(names.map((name) => [name, timeOf(imports[name])])))
    .slice(1); // the first round brings the files into the cache
  return names.map((name) => ({
    name,
    ms: median(rounds.map((round) => round[name])),
    ratio: median(rounds.map((round) => round[name] / round[names[0]])),
  }));
}

/** Bytes of a bundle, minified and gzipped, and the packages in it. @param {string} contents */
export async function bundleSize(contents, folder = ROOT) {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: folder }, bundle: true, minify: true, format: 'esm', platform: 'browser', target: 'es2022',
    write: false, metafile: true, logLevel: 'error',
  });
  const [output] = Object.values(metafile.outputs);
  const used = Object.entries(output.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  const packages = new Set(used.flatMap(([file]) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []));
  return { bytes: gzipSync(outputFiles[0].contents, { level: 9 }).length, packages: [...packages].sort() };
}

/** Bytes of the native modules in a folder of packages, which no bundle can hold. @param {string} folder */
export function nativeSize(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.node'));
  return files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
}
