import { readdirSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { protocol } from 'electron'
import { pieceAt } from './pieces.ts'

const SCHEME = 'app'
export const ORIGIN = `${SCHEME}://desk`

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

/** Must run before the program is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

function listFiles(root: string): Map<string, string> {
  const files = new Map<string, string>()
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    files.set(`/${relative(root, path).split(sep).join('/')}`, path)
  }
  return files
}

/**
 * Serves the console's own files and nothing else: a fixed list, read once, GET only. As buffers: `protocol.handle` first
 * loads all of fetch, for which the first page would wait. No cross-origin-opener-policy: nothing can open this window or be
 * opened by it, and with that header the page is moved to a second process before it is shown.
 */
export function serveConsole(onUnreadable: (error: unknown) => void): void {
  const files = listFiles(join(import.meta.dirname, '../renderer'))
  protocol.registerBufferProtocol(SCHEME, ({ url: address, method }, answer) => {
    const url = new URL(address)
    const path = url.origin === ORIGIN || url.host === 'desk' ? files.get(url.pathname) : undefined
    const type = path ? TYPES[extname(path)] : undefined
    if (!path || !type || method !== 'GET') return answer({ statusCode: 404, data: Buffer.alloc(0) })
    const data = pieceAt(path, onUnreadable)
    if (!data) return answer({ statusCode: 500, data: Buffer.alloc(0) })
    answer({
      data,
      headers: {
        'content-type': type,
        'content-security-policy': CONTENT_SECURITY_POLICY,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      },
    })
  })
}
