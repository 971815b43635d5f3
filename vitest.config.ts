import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/policy/**/*.test.ts', 'test/engine/**/*.test.ts'],
    setupFiles: ['test/support/property-seed.ts'],
    // Pure functions share nothing: one module graph for all files saves most of the time.
    isolate: false,
    testTimeout: 60_000,
    coverage: { provider: 'v8', include: ['src/**/*.ts'] },
  },
});
