import { resolve } from 'node:path'
import { lingui } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'
// French and English only: react-aria carries its own strings in 30 locales otherwise.
import optimizeLocales from '@react-aria/optimize-locales-plugin'

/** Reads pieces of the page: `piece` takes one in, `read` fetches one, once; what could not be read is tried again when next asked for. */
const PIECES = `(() => {
  const at = document.currentScript.src, made = {}, makers = {}, asked = {}
  const need = (path) => {
    const name = path.slice(2)
    if (!made[name]) {
      made[name] = { exports: {} }
      try {
        makers[name](need, made[name], made[name].exports)
      } catch (error) {
        delete made[name]
        throw error
      }
    }
    return made[name].exports
  }
  need.read = (path) =>
    (asked[path] ??= new Promise((done, failed) => {
      const script = document.createElement('script')
      script.src = new URL(path, at).href
      script.onload = done
      script.onerror = () => failed(new Error('A file of the program could not be read: ' + path.slice(2)))
      document.head.append(script)
    }).then(() => need(path), (error) => {
      delete asked[path]
      throw error
    }))
  globalThis.piece = (name, make) => { makers[name] = make }
  globalThis.need = need
})();`

const baseName = (path: string): string => path.replace(/^.*\//, '')

/**
 * The page's code as plain scripts: Chromium compiles and keeps such a script whole, a module only as far as it ran at
 * first. What is read later is a script as well; it may stand on the first one alone, so one fetch is enough.
 */
const plainScripts: Plugin = {
  name: 'plain-scripts',
  transformIndexHtml: { order: 'post', handler: (html) => html.replace('type="module" crossorigin src', 'defer src') },
  renderChunk(code, chunk, _options, { chunks }) {
    if (!chunk.isEntry && chunk.imports.some((name) => !chunks[name]?.isEntry))
      this.error(`${chunk.fileName} stands on another piece that is read later`)
    const name = baseName(chunk.fileName)
    const later = new Set<string>()
    const body = code.replaceAll(/Promise\.resolve\(\)\.then\(\(\) => require\("([^"]+)"\)\)/g, (_, path: string) => {
      later.add(baseName(path))
      return `require.read(${JSON.stringify(path)})`
    })
    const missed = chunk.dynamicImports.map(baseName).filter((file) => !later.has(file))
    if (missed.length > 0) this.error(`${chunk.fileName} would not find what it reads later: ${missed.join(', ')}`)
    const wrapped = `piece(${JSON.stringify(name)}, (require, module, exports) => {${body}});`
    return { code: chunk.isEntry ? `${PIECES}${wrapped}need(${JSON.stringify(`./${name}`)})` : wrapped, map: null }
  },
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
      cssCodeSplit: false,
      rolldownOptions: {
        input: { index: resolve(import.meta.dirname, 'src/renderer/index.html') },
        output: { format: 'cjs' },
        // Vite's wrapper around what is read later asks for it and does nothing with it.
        checks: { emptyImportMeta: false },
      },
    },
    plugins: [
      { ...optimizeLocales.vite({ locales: ['en-US', 'fr-FR'] }), enforce: 'pre' },
      lingui({ macroTransform: true }),
      react(),
      plainScripts,
    ],
  },
})
