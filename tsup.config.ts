import { mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Options, build, defineConfig } from 'tsup';
import { vectorsJson } from './test/vectors/index.js';

/** Writes the script for pages and macros, and for systems that read no JavaScript the test vectors and the schemas of the built package. */
async function writeData(): Promise<void> {
  await build(script);
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

// A map without the sources beside it helps nobody, and with them it is two thirds of the package.
const shared = {
  sourcemap: false,
  target: 'es2022',
  platform: 'neutral',
  // Chinese as it is written, not as escapes of six characters each.
  esbuildOptions: (options: { charset?: 'utf8' | 'ascii' }) => {
    options.charset = 'utf8';
  },
} as const;

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
  // A file for each module: a bundler keeps what is imported and leaves out the rest, which it cannot within one file.
  { ...shared, entry: ['src/**/*.ts'], format: 'esm', bundle: false, clean: true, onSuccess: writeData },
  // Without splitting every .cjs entry would hold its own copy of the shared modules.
  { ...shared, entry, format: 'cjs', splitting: true },
  // TypeScript 6 deprecates the baseUrl that tsup's declaration build sets.
  { entry, format: ['esm', 'cjs'], dts: { only: true, compilerOptions: { ignoreDeprecations: '6.0' } } },
]);
