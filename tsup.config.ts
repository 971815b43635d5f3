import { mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { defineConfig } from 'tsup';
import { vectorsJson } from './test/vectors/index.js';

/** Writes the test vectors, and the schemas of the built package, as files for systems that read no JavaScript. */
async function writeData(): Promise<void> {
  await writeFile('dist/vectors.json', vectorsJson());
  const { jsonSchemas, openApi } = (await import(pathToFileURL(resolve('dist/schema.js')).href)) as Record<'jsonSchemas' | 'openApi', object>;
  await mkdir('dist/schema', { recursive: true });
  for (const [name, schema] of Object.entries({ ...jsonSchemas, openapi: openApi })) await writeFile(`dist/schema/${name}.json`, `${JSON.stringify(schema)}\n`);
}

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
