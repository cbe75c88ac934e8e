import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { protocol } from 'electron'

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

/** Serves the console's own files and nothing else: a fixed list, read once, GET only. */
export function serveConsole(): void {
  const files = listFiles(join(import.meta.dirname, '../renderer'))
  protocol.handle(SCHEME, async (request) => {
    const url = new URL(request.url)
    const path = url.origin === ORIGIN || url.host === 'desk' ? files.get(url.pathname) : undefined
    const type = path ? TYPES[extname(path)] : undefined
    if (!path || !type || request.method !== 'GET') return new Response('', { status: 404 })
    const body = await readFile(path)
    return new Response(body, {
      headers: {
        'content-type': type,
        'content-security-policy': CONTENT_SECURITY_POLICY,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
      },
    })
  })
}
