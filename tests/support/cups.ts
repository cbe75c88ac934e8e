import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { accessSync, chmodSync, constants, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

const NEEDED = [
  '/usr/sbin/cupsd',
  '/usr/sbin/lpadmin',
  '/usr/lib/cups/filter/pdftopdf',
  '/usr/lib/cups/filter/rastertolabel',
  '/usr/share/cups/drv/sample.drv',
]

/** Whether a private print server can run here; when not, why. */
export function cupsAvailable(): { ok: true } | { ok: false; reason: string } {
  if (process.platform !== 'linux') return { ok: false, reason: 'CUPS tests run on Linux only' }
  if (process.getuid?.() !== 0) return { ok: false, reason: 'a private cupsd needs root' }
  const missing = NEEDED.find((file) => !executable(file))
  return missing === undefined ? { ok: true } : { ok: false, reason: `${missing} is not installed` }
}

/** Whether PDF pages can be drawn and read here; when not, why. */
export function popplerAvailable(): { ok: true } | { ok: false; reason: string } {
  try {
    execFileSync('pdftoppm', ['-v'], { stdio: 'ignore', timeout: 10_000 })
    return { ok: true }
  } catch {
    return { ok: false, reason: 'poppler-utils is not installed' }
  }
}

function executable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK)
    return true
  } catch {
    return false
  }
}

/** A port that nothing listened on a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => {
    server.close(resolve)
  })
  return port
}

export interface PrivateCups {
  /** For CUPS_SERVER. */
  readonly server: string
  /** Runs a CUPS command against this server. */
  run(command: string, ...args: string[]): Promise<string>
  log(): string
  stop(): Promise<void>
}

/** Starts a print server of its own in a temporary folder, on a local port: the machine's own is never touched. */
export async function startPrivateCups(): Promise<PrivateCups> {
  const root = mkdtempSync(join(tmpdir(), 'desk-cups-'))
  chmodSync(root, 0o755)
  for (const folder of ['etc', 'etc/ppd', 'spool', 'spool/tmp', 'cache', 'run', 'run/certs', 'log']) {
    mkdirSync(join(root, folder), { mode: 0o755 })
    chmodSync(join(root, folder), folder.startsWith('spool') ? 0o1777 : 0o755)
  }
  const port = await freePort()
  writeFileSync(join(root, 'etc/cups-files.conf'), filesConfig(root))
  writeFileSync(join(root, 'etc/cupsd.conf'), serverConfig(port))
  const child = spawn(
    '/usr/sbin/cupsd',
    ['-f', '-c', join(root, 'etc/cupsd.conf'), '-s', join(root, 'etc/cups-files.conf')],
    { stdio: 'ignore' },
  )
  const server = `127.0.0.1:${port}`
  const env = { ...process.env, CUPS_SERVER: server, HOME: root, LC_ALL: 'C.UTF-8' }
  const log = (): string => {
    try {
      return readFileSync(join(root, 'log/error_log'), 'utf8')
    } catch {
      return ''
    }
  }
  const cups: PrivateCups = {
    server,
    run: async (command, ...args) => (await run(command, args, { env, timeout: 30_000 })).stdout,
    log,
    stop: async () => {
      await end(child)
      rmSync(root, { recursive: true, force: true })
    },
  }
  for (let tries = 0; tries < 100; tries += 1) {
    if (child.exitCode !== null) break
    const answered = await cups.run('lpstat', '-r').catch(() => '')
    if (answered.includes('scheduler is running')) return cups
    await sleep(100)
  }
  const words = log()
  await cups.stop()
  throw new Error(`The private cupsd did not start:\n${words.slice(-2000)}`)
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => {
    child.once('exit', resolve)
  })
  child.kill('SIGTERM')
  await Promise.race([gone, sleep(5000)])
  child.kill('SIGKILL')
}

function filesConfig(root: string): string {
  return [
    `ServerRoot ${root}/etc`,
    `RequestRoot ${root}/spool`,
    `TempDir ${root}/spool/tmp`,
    `CacheDir ${root}/cache`,
    `StateDir ${root}/run`,
    `ErrorLog ${root}/log/error_log`,
    `AccessLog ${root}/log/access_log`,
    `PageLog ${root}/log/page_log`,
    'FileDevice Yes',
    'SystemGroup root',
    '',
  ].join('\n')
}

function serverConfig(port: number): string {
  return [
    `Listen 127.0.0.1:${port}`,
    'LogLevel info',
    'Browsing Off',
    'DefaultAuthType Basic',
    'WebInterface No',
    'PreserveJobHistory Yes',
    'ErrorPolicy abort-job',
    '<Location />',
    '  Order allow,deny',
    '  Allow all',
    '</Location>',
    '<Policy default>',
    // As CUPS is delivered: only the owner takes a job back.
    '  <Limit Cancel-Job>',
    '    Require user @OWNER @SYSTEM',
    '    Order deny,allow',
    '  </Limit>',
    '  <Limit All>',
    '    Order allow,deny',
    '    Allow all',
    '  </Limit>',
    '</Policy>',
    '',
  ].join('\n')
}

/** A network printer that takes whatever comes and keeps it. */
export async function startSocketPrinter(): Promise<{ port: number; received(): Buffer; stop(): Promise<void> }> {
  const chunks: Buffer[] = []
  const server: Server = createServer((socket) => {
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('error', () => socket.destroy())
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    received: () => Buffer.concat(chunks),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
      }),
  }
}
