import { defineConfig } from 'tsup';

const shared = { sourcemap: true, target: 'es2022', platform: 'neutral' } as const;

const entry = {
  index: 'src/index.ts',
  measures: 'src/measures.ts',
  'constraints/index': 'src/constraints/index.ts',
  policy: 'src/policy.ts',
  words: 'src/words.ts',
};

export default defineConfig([
  // A file for each module: a bundler keeps what is imported and leaves out the rest, which it cannot within one file.
  { ...shared, entry: ['src/**/*.ts'], format: 'esm', bundle: false, clean: true },
  // Without splitting every .cjs entry would hold its own copy of the shared modules.
  { ...shared, entry, format: 'cjs', splitting: true },
  // TypeScript 6 deprecates the baseUrl that tsup's declaration build sets.
  { entry, format: ['esm', 'cjs'], dts: { only: true, compilerOptions: { ignoreDeprecations: '6.0' } } },
]);
