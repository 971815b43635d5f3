import { defineConfig } from 'vitest/config';

// Real spreadsheets, started as programs of their own, against the built package.
export default defineConfig({
  test: { include: ['test/hosts/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 300_000, fileParallelism: false },
});
