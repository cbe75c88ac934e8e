import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { hasDisplay, startDisplay } from '../../scripts/lib/display.mjs'
import { FUSES, readFuses } from '../../scripts/lib/fuses.mjs'
import { attack } from './support/attack.ts'
import { install } from './support/installed.ts'

// As root Chromium refuses its sandbox: the installed program does not run there, and says which switch it will not take.
const ROOT = process.getuid?.() === 0 ? ['--no-sandbox'] : []
const INSPECTOR = /Debugger listening|DevTools listening/

let display: Awaited<ReturnType<typeof startDisplay>> | undefined
let program: Awaited<ReturnType<typeof install>>
let evil = ''
beforeAll(async () => {
  if (!hasDisplay()) {
    display = await startDisplay()
    vi.stubEnv('DISPLAY', display.display)
  }
  program = await install()
  evil = join(program.folder, 'evil.cjs')
  writeFileSync(evil, `require('node:fs').writeFileSync(${JSON.stringify(`${evil}.ran`)}, '')`)
})
afterAll(() => {
  program.remove()
  display?.stop()
  vi.unstubAllEnvs()
})

describe.runIf(process.platform === 'linux')('an installed program', () => {
  it('has each fuse as the list says', async () => {
    expect(await readFuses(program.binary)).toEqual(FUSES)
  })

  attack('a program of the same user starts the installed one with a switch of its own', async () => {
    for (const bad of [
      '--remote-debugging-port=0',
      '--inspect-brk=0',
      '--js-flags=--jitless',
      '--host-rules=MAP * 127.0.0.1:1',
    ]) {
      const { code, output } = await program.start([bad, ...ROOT]).ended
      expect([code, output], bad).toEqual([1, expect.stringContaining('Lofts Desk does not start with --')])
      expect(output).not.toMatch(INSPECTOR)
    }
  })

  attack('a program of the same user runs its own code in the name of the installed one', async () => {
    const asNode = await program.start([evil, ...ROOT, '--refused'], { ELECTRON_RUN_AS_NODE: '1' }).ended
    expect(asNode.output).toContain('Lofts Desk does not start with --')
    await program.start(['--refused', ...ROOT], { NODE_OPTIONS: `--require ${evil}` }).ended
    expect(existsSync(`${evil}.ran`)).toBe(false)
  })

  attack('a program of the same user opens the inspector with a signal', async () => {
    const waiting = await install(`console.log('ready'); setInterval(() => {}, 1000)`)
    try {
      const { child, ended, output } = waiting.start(ROOT)
      await vi.waitFor(() => expect(output()).toContain('ready'), { timeout: 20_000 })
      child.kill('SIGUSR1')
      // The signal ends a program that has no use for it; with an inspector it would go on and tell its address.
      await Promise.race([ended, new Promise((over) => setTimeout(over, 1500))])
      expect(output()).not.toMatch(INSPECTOR)
      child.kill('SIGKILL')
      await ended
    } finally {
      waiting.remove()
    }
  })
})
