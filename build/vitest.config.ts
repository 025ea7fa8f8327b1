/** Everything but the end-to-end specs: types of values, database, imports, oracle, renderer. */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  plugins: [react()],
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/e2e/**', 'test/long/**'],
    globalSetup: ['test/require-fixed-zone.ts'],
    // Two cores: one worker for each.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
