import { resolve } from 'node:path'
import { lingui } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'
// French and English only: react-aria carries its own strings in 30 locales otherwise.
import optimizeLocales from '@react-aria/optimize-locales-plugin'

/** The bundle is no module, whatever the page's template says. */
const plainScript: Plugin = {
  name: 'plain-script',
  transformIndexHtml: { order: 'post', handler: (html) => html.replace('type="module" crossorigin src', 'defer src') },
}

/** The log stays on this computer: what would send it away, and the HTTP client that it loads at each start, is left out. */
const localLog: Plugin = {
  name: 'local-log',
  load: (id) =>
    id.includes('electron-log') && id.endsWith('transports/remote.js')
      ? 'module.exports = () => Object.assign(() => undefined, { level: false })'
      : null,
}

// main and preload must also run on Electron 33 (Node 20, Chromium 130), the runtime that set-up falls back to.
export default defineConfig({
  main: {
    plugins: [localLog],
    build: {
      target: 'node20',
      externalizeDeps: { exclude: ['uuidv7', 'zod', 'electron-log', 'age-encryption', 'modern-tar'] },
      minify: true,
      rolldownOptions: {
        input: {
          index: resolve(import.meta.dirname, 'src/main/electron/index.ts'),
          console: resolve(import.meta.dirname, 'src/main/electron/console.ts'),
          scanner: resolve(import.meta.dirname, 'src/main/devices/scanner/process.ts'),
          imports: resolve(import.meta.dirname, 'src/main/services/import/worker.ts'),
          archive: resolve(import.meta.dirname, 'src/main/archive/worker.ts'),
          labels: resolve(import.meta.dirname, 'src/main/devices/printer/label-worker.ts'),
        },
        // CommonJS: what V8 compiles of a script can be kept, of a module not (see keptCode.ts).
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' },
      },
    },
  },
  preload: {
    build: {
      target: 'node20',
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: resolve(import.meta.dirname, 'src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(import.meta.dirname, 'src/renderer'),
    build: {
      target: 'chrome130',
      minify: true,
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 1500,
      // One plain script: Chromium compiles and keeps such a script whole, a module only as far as it ran at first.
      cssCodeSplit: false,
      rolldownOptions: {
        input: { index: resolve(import.meta.dirname, 'src/renderer/index.html') },
        output: { format: 'iife' },
      },
    },
    plugins: [
      { ...optimizeLocales.vite({ locales: ['en-US', 'fr-FR'] }), enforce: 'pre' },
      lingui({ macroTransform: true }),
      react(),
      plainScript,
    ],
  },
})
