import { writeFileSync } from 'node:fs';
import { defineConfig } from 'tsup';
import { vectorsJson } from './test/vectors/index.js';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    measures: 'src/measures.ts',
    constraints: 'src/constraints/index.ts',
    policy: 'src/policy.ts',
    sheet: 'src/sheet.ts',
    words: 'src/words.ts',
  },
  format: ['esm', 'cjs'],
  // TypeScript 6 deprecates the baseUrl that tsup's declaration build sets.
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
  // Without splitting every .cjs entry would hold its own copy of the shared modules.
  splitting: true,
  sourcemap: true,
  clean: true,
  target: 'es2022',
  platform: 'neutral',
  onSuccess: async () => writeFileSync('dist/vectors.json', vectorsJson()),
});
