import { createServer, type Server } from 'node:http'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { lingui } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { build } from 'vite'
import { PROJECT } from '../support/runningDesk.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
}

export interface ComponentPage {
  page: Page
  /** What to open in it: the client is named behind it. */
  address: string
  close: () => Promise<void>
}

/** Builds the page of components, serves it on this machine, and opens an empty window without a desk behind it. */
export async function openComponents(size = { width: 1280, height: 800 }): Promise<ComponentPage> {
  const out = mkdtempSync(join(tmpdir(), 'lofts-components-'))
  await build({
    root: join(import.meta.dirname, 'page'),
    configFile: false,
    logLevel: 'error',
    plugins: [lingui({ macroTransform: true }), react()],
    build: { outDir: out, emptyOutDir: true, target: 'chrome130', assetsInlineLimit: 0, minify: true },
  })
  const server = serve(out)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const app = await open('about:blank', out)
  const page = await app.firstWindow()
  await app.evaluate(
    ({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height),
    size,
  )
  return {
    page,
    address: `http://127.0.0.1:${port}/index.html`,
    close: async () => {
      await app.close()
      server.close()
      rmSync(out, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

function serve(folder: string): Server {
  return createServer((request, response) => {
    try {
      const path = new URL(request.url ?? '/', 'http://localhost').pathname
      const body = readFileSync(join(folder, path))
      response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' }).end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
}

function open(address: string, folder: string): Promise<ElectronApplication> {
  const name = process.platform === 'win32' ? 'electron.exe' : 'electron'
  return _electron.launch({
    executablePath: join(PROJECT, 'node_modules/electron/dist', name),
    args: [
      join(import.meta.dirname, 'window.mjs'),
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--user-data-dir=${join(folder, 'profile')}`,
      address,
    ],
  })
}
