import { resolve } from 'node:path'
import { lingui } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
// French and English only: react-aria carries its own strings in 30 locales otherwise.
import optimizeLocales from '@react-aria/optimize-locales-plugin'

// main and preload must also run on Electron 33 (Node 20, Chromium 130), the runtime that set-up falls back to.
export default defineConfig({
  main: {
    build: {
      target: 'node20',
      externalizeDeps: { exclude: ['uuidv7', 'zod', 'drizzle-orm', 'electron-log'] },
      minify: true,
      rolldownOptions: {
        input: {
          index: resolve(import.meta.dirname, 'src/main/electron/index.ts'),
          scanner: resolve(import.meta.dirname, 'src/main/devices/scanner/process.ts'),
          labels: resolve(import.meta.dirname, 'src/main/devices/printer/label-worker.ts'),
        },
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
      rolldownOptions: { input: { index: resolve(import.meta.dirname, 'src/renderer/index.html') } },
    },
    plugins: [
      { ...optimizeLocales.vite({ locales: ['en-US', 'fr-FR'] }), enforce: 'pre' },
      lingui({ macroTransform: true }),
      react(),
    ],
  },
})
