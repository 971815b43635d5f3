import { readFileSync, readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Options, build, defineConfig } from 'tsup';
import { vectorsJson } from './test/vectors/index.js';

/** Writes the engine, the script for pages and macros, and for systems that read no JavaScript the test vectors and the schemas of the built package. */
async function writeRest(): Promise<void> {
  await build(engine);
  await build(script);
  await writeCommonJs();
  await writeFile('dist/vectors.json', vectorsJson());
  const { jsonSchemas, openApi } = (await import(pathToFileURL(resolve('dist/schema.js')).href)) as Record<'jsonSchemas' | 'openApi', object>;
  await mkdir('dist/schema', { recursive: true });
  for (const [name, schema] of Object.entries({ ...jsonSchemas, openapi: openApi })) await writeFile(`dist/schema/${name}.json`, `${JSON.stringify(schema)}\n`);
}

/** All that a page or a macro needs in one file with one global, the name space of the functions. */
const script: Options = {
  config: false,
  silent: true,
  entry: { cdjg: 'src/script.ts' },
  format: 'iife',
  globalName: 'CDJG',
  outExtension: () => ({ js: '.js' }),
  // The search counts in BigInt; all else of the syntax is that of 2017.
  target: 'es2017',
  // What zod keeps for all its copies in one program stays inside the script.
  define: { globalThis: '{}' },
  esbuildOptions: (options) => void (options.supported = { ...options.supported, bigint: true }),
  platform: 'neutral',
  noExternal: [/./],
  minify: true,
  // Some hosts read a file as GBK; esbuild leaves Chinese in regular expressions as it is.
  plugins: [{ name: 'ascii', renderChunk: (code) => ({ code: code.replace(/[^\0-\x7f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`) }) }],
};

/** For `require`, a line for each entry: Node loads the same modules, so that there is one error class and one decimal. */
async function writeCommonJs(): Promise<void> {
  for (const name of Object.keys(entry)) await writeFile(`dist/${name}.cjs`, `module.exports = require('./${basename(name)}.js');\n`);
}

// A map without the sources beside it helps nobody, and with them it is two thirds of the package.
const shared = {
  sourcemap: false,
  target: 'es2022',
  platform: 'neutral',
  // A file for each module: a bundler keeps what is imported and leaves out the rest, which it cannot within one file.
  format: 'esm',
  bundle: false,
  // Chinese as it is written, not as escapes of six characters each.
  esbuildOptions: (options) => void Object.assign(options, { charset: 'utf8', outbase: 'src', minifySyntax: true }),
} satisfies Options;

/** Conditions, facts, formulas and texts, and what is remembered, are values, made without effects: a bundler leaves out those that nobody uses. */
const declarations: NonNullable<Options['plugins']>[number] = {
  name: 'declarations',
  renderChunk: (code, { path }) => {
    const imported = /dist\/(?:assess|chengdu|core)\//.test(path) ? [...code.matchAll(/import ?\{([^}]+)\} ?from ?"[^"]*\/(?:condition|fact|formula|text)\.js"/g)] : [];
    const names = [...imported.flatMap(([, found = '']) => found.split(',').map((name) => name.trim())), 'remembered'].filter((name) => /^\w+$/.test(name)).join('|');
    return { code: code.replace(new RegExp(`(?<![\\w.$]|PURE__ \\*/ |function )(?:${names})\\(`, 'g'), '/* @__PURE__ */ $&') };
  },
};

/** Files that mark themselves what has no effects: esbuild drops the marks with the white space, but for those that `declarations` sets afterwards. */
const marked = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => `src/${name.replaceAll('\\', '/')}`)
  .filter((path) => readFileSync(path, 'utf8').includes('@__PURE__'));

/** All that is no entry, without white space. */
const engine: Options = {
  ...shared,
  config: false,
  silent: true,
  entry: ['src/*/**/*.ts', ...marked.map((path) => `!${path}`)],
  plugins: [declarations],
  esbuildOptions: (options) => void Object.assign(options, { charset: 'utf8', outbase: 'src', minifySyntax: true, minifyWhitespace: true }),
};

/** The entries of the package. */
const entry = {
  index: 'src/index.ts',
  measures: 'src/measures.ts',
  'constraints/index': 'src/constraints/index.ts',
  policy: 'src/policy.ts',
  schema: 'src/schema.ts',
  sheet: 'src/sheet.ts',
  'sheet/hosts/index': 'src/sheet/hosts/index.ts',
  words: 'src/words.ts',
};

export default defineConfig([
  { ...shared, entry: ['src/*.ts', ...marked], plugins: [declarations], clean: true, onSuccess: writeRest },
  // TypeScript 6 deprecates the baseUrl that tsup's declaration build sets.
  { entry, format: ['esm', 'cjs'], dts: { only: true, compilerOptions: { ignoreDeprecations: '6.0' } } },
]);
