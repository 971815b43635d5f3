// @ts-check
/** What the gates share: pinned tools, run in turn, with a line for each and exit code 1 if one of them fails. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const ROOT = new URL('../../', import.meta.url).pathname;
/** @type {{ version: string, exports: Record<string, string | { import: { types: string } }> }} */
export const MANIFEST = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** Every tool at one version: a gate says the same on every machine and day. */
export const PINNED = Object.freeze({
  biome: '@biomejs/biome@2.6.8',
  knip: 'knip@6.44.2',
  publint: 'publint@0.3.25',
  attw: '@arethetypeswrong/cli@0.18.5',
  'api-extractor': '@microsoft/api-extractor@7.60.1',
  bun: 'bun@1.4.5',
  deno: 'deno@2.9.6',
});
export const NODES = Object.freeze(['20', '22', '24', '26']);
export const TYPESCRIPTS = Object.freeze(['5.4.5', '5.9.3', '6.0.3', '7.0.2']);

/**
 * Runs a program and gives what it prints; throws with all that it printed.
 *
 * @param {string} program @param {readonly string[]} args
 * @param {{ cwd?: string, input?: string, env?: Record<string, string> }} [options]
 */
export function run(program, args, { cwd = ROOT, input, env } = {}) {
  try {
    return execFileSync(program, args, {
      cwd, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['pipe', 'pipe', 'pipe'],
      ...(input !== undefined && { input }),
      env: { ...process.env, ...env },
    });
  } catch (error) {
    const { stdout, stderr, message } = /** @type {Error & { stdout?: string, stderr?: string }} */ (error);
    throw new Error([stdout, stderr].filter(Boolean).join('\n') || message);
  }
}

/** A pinned tool. @param {keyof typeof PINNED} tool @param {readonly string[]} args @param {{ cwd?: string }} [options] */
export const tool = (tool, args, options) => run('npx', ['-y', '-p', PINNED[tool], tool, ...args], options);

/** A version of Node. @param {string} version @param {readonly string[]} args @param {Parameters<typeof run>[2]} [options] */
export const node = (version, args, options) => run('npx', ['-y', '-p', `node@${version}`, 'node', ...args], options);

/**
 * A folder of its own, gone afterwards.
 *
 * @template T
 * @param {(folder: string) => T} use
 * @returns {T}
 */
export function inFolder(use) {
  const folder = mkdtempSync(join(tmpdir(), 'gate-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The package as npm would publish it. @param {string} folder */
export function packed(folder) {
  mkdirSync(folder, { recursive: true });
  const [{ filename, size }] = /** @type {[{ filename: string, size: number }]} */ (JSON.parse(run('npm', ['pack', '--json', '--pack-destination', folder])));
  return { tarball: join(folder, filename), size };
}

let failed = false;

/** @param {string} name @param {() => string | void} check */
export function gate(name, check) {
  try {
    const said = check();
    console.log(`ok    ${name}${said ? `  ${said.trim().split('\n').at(-1)}` : ''}`);
  } catch (error) {
    failed = true;
    console.log(`FAIL  ${name}\n${/** @type {Error} */ (error).message.replace(/^/gm, '      ')}`);
  }
}

/** Ends the run. */
export function close() {
  process.exitCode = failed ? 1 : 0;
}
