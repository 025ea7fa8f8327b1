/** The long loops: thousands of kills, hundreds of generated workspaces. Run by hand: `npm run test:long`. */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['test/long/**/*.test.ts'],
    globalSetup: ['test/require-fixed-zone.ts'],
    fileParallelism: false,
    testTimeout: 3_600_000,
  },
})
