/** The Node side: main process, data thread and headless command, each one entry of `dist/main`. */
import path from 'node:path'
import { defineConfig } from 'vite'

const root = path.dirname(import.meta.dirname)

export default defineConfig({
  root,
  publicDir: false,
  // Everything but Electron and the native module goes into the bundle, so that the package needs one dependency only.
  ssr: { noExternal: true, external: ['electron', 'better-sqlite3'] },
  build: {
    ssr: true,
    target: 'node24',
    outDir: path.join(root, 'dist/main'),
    emptyOutDir: true,
    minify: false,
    sourcemap: false,
    rolldownOptions: {
      input: {
        main: path.join(root, 'electron/main.ts'),
        worker: path.join(root, 'electron/worker/entry.ts'),
        headless: path.join(root, 'electron/headless.ts'),
      },
      output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name].js' },
    },
  },
})
