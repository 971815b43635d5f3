/** The other engines, at one version each, in a folder outside the repository: the package depends on none of them. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../gates/tools.mjs';

export const PINNED = Object.freeze({ '@gorules/zen-engine': '0.54.0', 'json-rules-engine': '7.3.1', publicodes: '1.10.3' });

const pins = Object.entries(PINNED).map(([name, version]) => `${name}@${version}`);
export const FOLDER = join(tmpdir(), `bench-engines-${pins.join('-').replaceAll(/[^\w.-]/g, '-')}`);

/** Installed once and kept between runs. @returns {(name: keyof typeof PINNED) => any} what the package exports */
export function installEngines() {
  const done = join(FOLDER, 'installed');
  if (!existsSync(done)) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(join(FOLDER, 'package.json'), '{ "private": true }');
    run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--save-exact', ...pins], { cwd: FOLDER });
    writeFileSync(done, '');
  }
  return createRequire(done);
}
