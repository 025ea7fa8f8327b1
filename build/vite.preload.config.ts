/** The preload: one CommonJS file, because a sandboxed preload can load nothing but `electron`. */
import path from 'node:path'
import { defineConfig } from 'vite'

const root = path.dirname(import.meta.dirname)

export default defineConfig({
  root,
  publicDir: false,
  ssr: { noExternal: true, external: ['electron'] },
  build: {
    ssr: true,
    target: 'chrome146',
    outDir: path.join(root, 'dist/preload'),
    emptyOutDir: true,
    minify: false,
    sourcemap: false,
    rolldownOptions: {
      input: { preload: path.join(root, 'electron/preload.ts') },
      output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
    },
  },
})
