/** The page: static files for the `app://` handler, made to run under its Content-Security-Policy. */
import react from '@vitejs/plugin-react'
import path from 'node:path'
import { defineConfig } from 'vite'

const root = path.dirname(import.meta.dirname)

export default defineConfig({
  root: path.join(root, 'renderer'),
  base: '/',
  publicDir: false,
  plugins: [react()],
  build: {
    target: 'chrome146',
    outDir: path.join(root, 'dist/renderer'),
    emptyOutDir: true,
    sourcemap: false,
    // The policy allows no inline script and no data: fonts.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 3000,
  },
})
