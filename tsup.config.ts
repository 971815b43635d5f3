import { writeFileSync } from 'node:fs';
import { type Options, build, defineConfig } from 'tsup';
import { vectorsJson } from './test/vectors/index.js';

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

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    measures: 'src/measures.ts',
    constraints: 'src/constraints/index.ts',
    policy: 'src/policy.ts',
    sheet: 'src/sheet.ts',
    hosts: 'src/sheet/hosts/index.ts',
    words: 'src/words.ts',
  },
  format: ['esm', 'cjs'],
  // TypeScript 6 deprecates the baseUrl that tsup's declaration build sets.
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
  // Without splitting every .cjs entry would hold its own copy of the shared modules.
  splitting: true,
  // The package is kept small: without maps, without comments where declarations have them, Chinese as it is.
  sourcemap: false,
  esbuildOptions: (options, { format }) => void Object.assign(options, { charset: 'utf8', minifyWhitespace: true, ...(format === 'cjs' ? { minifyIdentifiers: true } : { minifySyntax: true }) }),
  clean: true,
  target: 'es2022',
  platform: 'neutral',
  onSuccess: async () => {
    writeFileSync('dist/vectors.json', vectorsJson());
    await build(script);
  },
});
