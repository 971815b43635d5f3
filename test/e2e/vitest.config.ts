import { defineConfig } from 'vitest/config';

// Everything here runs against the built package, never against src.
export default defineConfig({
  test: { include: ['test/e2e/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 300_000 },
});
