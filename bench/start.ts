// Launch to a usable intake, warm, and its ratio to an empty Electron window started in turns in the same run.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { PROJECT } from '../tests/e2e/support/runningDesk.ts'
import { percentile, report, spread } from './support/report.ts'
import { sizes } from './support/sizes.ts'

const { rounds: ROUNDS, settle: SETTLE_MS } = sizes({ rounds: 9, settle: 8000 }, { rounds: 1, settle: 1 })
const LIMIT = 1.35
const ELECTRON = join(PROJECT, 'node_modules/electron/dist/electron')
const work = mkdtempSync(join(tmpdir(), 'lofts-desk-start-'))

/** The smallest Electron program with a window that shows text. */
function emptyApp(): string {
  const folder = join(work, 'empty')
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), '{"name":"empty","main":"main.mjs","type":"module"}')
  writeFileSync(
    join(folder, 'main.mjs'),
    `import { app, BrowserWindow } from 'electron'
app.whenReady().then(() => { const w = new BrowserWindow({ show: false, webPreferences: { sandbox: true } }); w.once('ready-to-show', () => w.show()); w.loadFile('index.html') })`,
  )
  writeFileSync(
    join(folder, 'mark.js'),
    "requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('desk:usable')))",
  )
  writeFileSync(join(folder, 'index.html'), '<!doctype html><p>empty</p><script src="mark.js"></script>')
  return folder
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

/** Milliseconds from spawn to the page's own mark. The mark is read over CDP afterwards, so that reading costs nothing. */
async function launchOnce(folder: string, userData: string, stayMs = 0): Promise<number> {
  const port = await freePort()
  const args = [
    folder,
    `--user-data-dir=${userData}`,
    `--remote-debugging-port=${port}`,
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ]
  const began = Date.now()
  const child = spawn(ELECTRON, args, { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  try {
    for (let tries = 0; tries < 60; tries++) {
      await sleep(500)
      const at = await readMark(port).catch(() => null)
      if (at === null) continue
      await sleep(stayMs)
      return at - began
    }
    throw new Error('the window never became usable')
  } finally {
    child.kill('SIGTERM')
    await ended
  }
}

async function readMark(port: number): Promise<number | null> {
  const targets = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as {
    type: string
    webSocketDebuggerUrl: string
  }[]
  const page = targets.find((target) => target.type === 'page')
  if (!page) return null
  const socket = new WebSocket(page.webSocketDebuggerUrl)
  try {
    return await new Promise<number | null>((resolve, reject) => {
      socket.onopen = () =>
        socket.send(
          JSON.stringify({
            id: 1,
            method: 'Runtime.evaluate',
            params: {
              expression:
                "(() => { const m = performance.getEntriesByName('desk:usable')[0]; return m ? performance.timeOrigin + m.startTime : null })()",
              returnByValue: true,
            },
          }),
        )
      socket.onmessage = ({ data }) =>
        resolve(
          (JSON.parse(String(data)) as { result?: { result?: { value?: number | null } } }).result?.result?.value ??
            null,
        )
      socket.onerror = () => reject(new Error('no answer from the window'))
    })
  } finally {
    socket.close()
  }
}

try {
  const empty = emptyApp()
  const deskData = join(work, 'desk')
  const emptyData = join(work, 'empty-data')
  // The first start of each makes profile, caches and the sample building: warm means after that.
  // Both stay open for a while, as a desk does: what is kept for the next start is written once it is quiet.
  const firstRun = await launchOnce(PROJECT, deskData, SETTLE_MS)
  await launchOnce(empty, emptyData, SETTLE_MS)
  const desk: number[] = []
  const bare: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    desk.push(await launchOnce(PROJECT, deskData))
    bare.push(await launchOnce(empty, emptyData))
  }
  const deskMs = percentile(desk, 0.5)
  const emptyMs = percentile(bare, 0.5)
  report({
    name: 'start',
    value: deskMs / emptyMs,
    unit: 'times an empty window',
    limit: LIMIT,
    context: {
      deskMs,
      emptyMs,
      firstRunMs: firstRun,
      maxMs: spread(desk).max,
      rounds: ROUNDS,
    },
  })
} finally {
  rmSync(work, { recursive: true, force: true, maxRetries: 5 })
}
