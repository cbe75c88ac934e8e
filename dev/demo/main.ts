// The played part of npm run demo (scripts/demo.mjs).
import { mkdirSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { PROJECT } from '../../tests/e2e/support/runningDesk.ts'
import { startProject } from '../../tests/support/project.ts'
import { startPost } from '../mailbox/post.ts'
import { startProxy } from '../proxy/proxy.ts'
import { openDesk } from './demoDesk.ts'
import { playMorning } from './morning.ts'
import { album } from './pictures.ts'

const { values } = parseArgs({
  options: { keep: { type: 'boolean', default: false }, out: { type: 'string', default: resolve(PROJECT, 'demo') } },
})

const say = (line: string) => console.log(line)
const undo: (() => unknown)[] = []
let ending: Promise<void> | undefined
/** Puts everything away, last things first; what fails on the way does not hold up the rest. */
const end = (): Promise<void> =>
  (ending ??= (async () => {
    for (const step of undo.toReversed()) await Promise.resolve(step()).catch(() => undefined)
  })())

/** Both Playwright and the package that starts Postgres end the process on these before anything is put away. */
function listenToSignals(): void {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.removeAllListeners(signal)
    process.on(signal, () => void end().then(() => process.exit(code)))
  }
}

async function play(): Promise<void> {
  const folder = resolve(values.out)
  mkdirSync(folder, { recursive: true })
  say('\nA hub starts: the server that both desks share, with a line to it that can be cut.')
  const post = await startPost()
  undo.push(() => post.stop())
  say(`Its notices go no further than this computer: ${post.url} shows them.`)
  // A project's timetable rings as often.
  const hub = await startProject({ functions: post.secrets, bellSeconds: 10 })
  undo.push(() => hub.stop())
  const line = await startProxy({ port: Number(new URL(hub.url).port) })
  undo.push(() => line.stop())
  listenToSignals()
  const english = await openDesk({ name: 'Desk A', language: 'en', side: 'left' })
  undo.push(() => english.close())
  listenToSignals()
  const french = await openDesk({ name: 'Desk B', language: 'fr', side: 'right' })
  undo.push(() => french.close())
  listenToSignals()
  const picture = album(folder, say)
  await playMorning({ hub, line, post, folder, a: english, b: french, say, picture }).catch(async (error: unknown) => {
    for (const desk of [english, french]) await picture(desk, 'where-it-stopped').catch(() => undefined)
    throw error
  })
  say(`\nThe story came true. Its pictures are in ${relative(process.cwd(), folder) || folder}`)
  if (!values.keep) return
  say('Both consoles stay open and connected until their windows are closed (Ctrl+C ends it too).')
  say(`Notices of what they take in arrive at ${post.url}`)
  await Promise.all([english.closed, french.closed])
}

try {
  await play()
} catch (error) {
  // An end that was asked for also interrupts the story; that is no fault of it.
  if (!ending) {
    process.exitCode = 1
    console.error(`\nThe story did not come true: ${error instanceof Error ? error.message : String(error)}`)
  }
}
await end()
process.exit()
