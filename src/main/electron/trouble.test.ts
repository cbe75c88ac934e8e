import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, it, onTestFinished, vi } from 'vitest'
import { pieceAt } from './pieces.ts'
import { createTrouble } from './trouble.ts'

function program(wantsRestart = false) {
  const log = { error: vi.fn() }
  const ask = vi.fn(() => Promise.resolve(wantsRestart))
  const restart = vi.fn()
  return { log, ask, restart, trouble: createTrouble({ log, ask, restart }) }
}

// Bug: a file of the console that could not be read any more threw in the main process, and the page waited for it for ever.
it('answers for a file that cannot be read, and says what to do', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lofts-pieces-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'later.js')
  writeFileSync(path, 'export {}')
  const { ask, log, trouble } = program()
  expect(pieceAt(path, trouble.unreadable)).toEqual(Buffer.from('export {}'))
  expect(ask).not.toHaveBeenCalled()
  rmSync(path)
  expect(pieceAt(path, trouble.unreadable)).toBeNull()
  expect(pieceAt(folder, trouble.unreadable)).toBeNull()
  expect(log.error).toHaveBeenCalledTimes(2)
  expect(ask).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(/réinstallez-le[\s\S]*install it again/))
})

// Bug: what nothing caught was in no log.
it('writes down every uncaught failure, shows the first, and restarts where that is wanted', async () => {
  const { ask, log, restart, trouble } = program(true)
  trouble.uncaught(new Error('first'))
  trouble.uncaught('second')
  trouble.unhandled(new Error('third'))
  await nextTurn()
  expect(log.error.mock.calls.map(([event]) => event as string)).toEqual([
    'app.uncaught',
    'app.uncaught',
    'app.unhandled_rejection',
  ])
  expect(log.error.mock.calls[0]![1]).toMatchObject({ detail: expect.stringContaining('first') as string })
  expect(ask).toHaveBeenCalledOnce()
  expect(restart).toHaveBeenCalledOnce()
})

it('goes on where nobody wants a restart, and logs words that could not be shown', async () => {
  const { log, restart, trouble, ask } = program()
  ask.mockRejectedValueOnce(new Error('no screen'))
  trouble.uncaught(new Error('first'))
  trouble.unreadable(new Error('second'))
  await nextTurn()
  expect(restart).not.toHaveBeenCalled()
  expect(log.error).toHaveBeenCalledWith('app.not_shown', { detail: 'Error: no screen' })
})
