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

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    measures: 'src/measures.ts',
    constraints: 'src/constraints/index.ts',
    policy: 'src/policy.ts',
    schema: 'src/schema.ts',
    sheet: 'src/sheet.ts',
    words: 'src/words.ts',
  },
  format: ['esm', 'cjs'],
  // TypeScript 6 deprecates the baseUrl that tsup's declaration build sets.
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
  // Without splitting every .cjs entry would hold its own copy of the shared modules.
  splitting: true,
  // A map without the sources beside it helps nobody, and with them it is two thirds of the package.
  sourcemap: false,
  clean: true,
  target: 'es2022',
  platform: 'neutral',
  // Chinese as it is written, not as escapes of six characters each.
  esbuildOptions: (options) => {
    options.charset = 'utf8';
  },
  onSuccess: writeData,
});
