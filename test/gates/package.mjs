// @ts-check
/**
 * The package as others meet it, from the tarball: `npm run test:package`.
 *
 * No install scripts but those that are known and not run, exact versions in the lock file, publint, are-the-types-wrong, consumers of TypeScript 5.4 to 7 under
 * each kind of module resolution, and the compiled entries under Node 20 to 26, Bun and Deno.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MANIFEST, NODES, ROOT, TYPESCRIPTS, close, gate, inFolder, node, packed, run, tool } from './tools.mjs';

const MOST_BYTES = 620_000;

/** Entries that are code. */
const ENTRIES = Object.entries(MANIFEST.exports).flatMap(([path, target]) => (typeof target === 'string' ? [] : [path.replace('.', 'chengdu-tech-upgrade')]));

const CASE = `{
  applicationDate: '2025-06-01',
  projects: [{ id: 'P', owner: 'E', filingDate: '2024-07-01', newType: true, pilotIndustry: true, nationalDemonstration: false,
    totalInvestment: '30000000', equipmentInvestment: '20000000' }],
}`;

// 10 % of 20,000,000 (A1.3).
const SMOKE = `const total = assess(${CASE}).selection.total.min; if (total !== '2000000.00') throw new Error(total); console.log(total);`;

/** @type {Record<string, string>} */
const SOURCES = {
  'esm.mjs': `${ENTRIES.map((e) => `import '${e}';`).join('\n')}\nimport { assess } from 'chengdu-tech-upgrade';\n${SMOKE}`,
  'cjs.cjs': `${ENTRIES.map((e) => `require('${e}');`).join('\n')}\nconst { assess } = require('chengdu-tech-upgrade');\n${SMOKE}`,
  'use.ts': `${ENTRIES.map((e, i) => `import * as entry${i} from '${e}';\nvoid entry${i};`).join('\n')}
import { type Assessment, type CaseFile, assess } from 'chengdu-tech-upgrade';
const file: CaseFile = ${CASE};
const assessment: Assessment = assess(file);
export const total: string = assessment.selection.total.min;
`,
  // The type tests of the unit suite, against what is packed.
  'types.ts': readFileSync(join(ROOT, 'test/engine/types.ts'), 'utf8').replace(/'\.\.\/\.\.\/src\/(.*?)(?:\/index)?\.js'/g, (_from, path) => (path === 'index' ? "'chengdu-tech-upgrade'" : `'chengdu-tech-upgrade/${path}'`)),
};

/** Module resolutions that a consumer may have, with the kind of its own package. */
const RESOLUTIONS = [
  { type: 'module', module: 'NodeNext', moduleResolution: 'NodeNext' },
  { type: 'commonjs', module: 'NodeNext', moduleResolution: 'NodeNext' },
  { type: 'module', module: 'ESNext', moduleResolution: 'Bundler' },
];

gate('the lock file holds exact versions, each with its digest, and no install script is new', () => {
  /** @type {{ packages: Record<string, { version?: string, integrity?: string, link?: boolean, hasInstallScript?: boolean }> }} */
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  const loose = Object.entries(packages).filter(([path, p]) => path !== '' && !p.link && (p.version === undefined || p.integrity === undefined));
  if (loose.length > 0) throw new Error(loose.map(([path]) => path).join('\n'));
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const ranged = Object.entries(/** @type {Record<string, string>} */ (manifest.devDependencies)).filter(([, v]) => !/^\d+\.\d+\.\d+$/.test(v));
  if (ranged.length > 0) throw new Error(`not exact: ${ranged.map(([name]) => name).join(', ')}`);
  const scripts = ['preinstall', 'install', 'postinstall'].filter((s) => s in manifest.scripts);
  if (scripts.length > 0) throw new Error(`install scripts: ${scripts.join(', ')}`);
  // npm runs none that is listed with false; one that is not listed is new.
  const unlisted = Object.entries(packages).filter(([path, p]) => path !== '' && p.hasInstallScript && manifest.allowScripts[path.replace(/^.*node_modules\//, '')] !== false);
  if (unlisted.length > 0) throw new Error(`install scripts of ${unlisted.map(([path]) => path).join(', ')}`);
  return `${Object.keys(packages).length - 1} packages`;
});

inFolder((folder) => {
  const { tarball, size } = packed(folder);
  gate(`the tarball has at most ${MOST_BYTES / 1000} kB`, () => {
    if (size > MOST_BYTES) throw new Error(`${size} bytes`);
    return `${Math.round(size / 1000)} kB`;
  });
  gate('publint', () => void tool('publint', ['run', tarball, '--strict']));
  gate('are the types wrong', () => void tool('attw', [tarball, '--profile', 'node16']));

  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  const compilers = TYPESCRIPTS.map((v) => `ts${v.replaceAll('.', '')}@npm:typescript@${v}`);
  run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', tarball, ...compilers], { cwd: folder });
  for (const [name, source] of Object.entries(SOURCES)) writeFileSync(join(folder, name), source);

  for (const version of TYPESCRIPTS) {
    for (const { type, ...options } of RESOLUTIONS) {
      gate(`TypeScript ${version}, ${options.moduleResolution}, ${type}`, () => {
        writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type }));
        writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({
          compilerOptions: { ...options, target: 'ES2022', lib: ['ES2022'], strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true, types: [] },
          files: ['use.ts', 'types.ts'],
        }));
        // TypeScript 7 is a native program behind the same name.
        run('node', [join('node_modules', `ts${version.replaceAll('.', '')}`, 'bin', 'tsc'), '-p', '.'], { cwd: folder });
      });
    }
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  for (const version of NODES) {
    gate(`Node ${version}, import`, () => node(version, ['esm.mjs'], { cwd: folder }));
    gate(`Node ${version}, require`, () => node(version, ['cjs.cjs'], { cwd: folder }));
  }
  gate('Bun', () => tool('bun', ['run', 'esm.mjs'], { cwd: folder }));
  gate('Deno', () => tool('deno', ['run', '--node-modules-dir=manual', 'esm.mjs'], { cwd: folder }));
});

close();
