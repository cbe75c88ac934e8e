import { readFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, vi } from 'vitest'
import { attack } from './support/attack.ts'
import { openWatchedDesk, type WatchedDesk } from './support/watchedDesk.ts'

let desk: WatchedDesk
beforeAll(async () => {
  desk = await openWatchedDesk({ tryAgain: true })
  const [clerk] = desk.rows<{ id: string }>("SELECT id FROM staff WHERE role = 'desk' AND active = 1 LIMIT 1")
  await desk.ask('session.switch', { staffId: clerk!.id })
})
afterAll(() => desk.close())

/** Chooses a printer, as a damaged page can, and has it asked and printed on. */
async function printOn(transport: 'usb' | 'network', name: string): Promise<void> {
  await desk.ask('settings.setDevices', { printer: { transport, name, language: 'zpl' } })
  await desk.desk.request('printing.check', {})
  const { printJobId } = await desk.ask('labels.printTest', {})
  const job = () =>
    desk.rows<{ state: string; reason: string | null }>(
      `SELECT state, reason FROM _print_jobs WHERE id = '${printJobId}'`,
    )[0]!
  await vi.waitFor(() => expect(job().state === 'queued' ? job().reason : job().state).not.toBeNull(), {
    timeout: 10_000,
  })
  expect(job().state).not.toBe('printed')
  await desk.ask('printing.cancel', { jobId: printJobId })
}

describe('printers', () => {
  attack('a damaged page names a file as the printer and prints a line into it', async () => {
    for (const name of [desk.other, `/dev/usb/../..${desk.other}`, '/dev/null', '/dev/usb/lp0/../../../tmp/x'])
      await printOn('usb', name)
    expect(readFileSync(desk.other, 'utf8')).toBe('export MINE=1\n')
  })

  attack('a damaged page probes hosts by naming them as printers', async () => {
    let calls = 0
    const server = createServer((socket) => {
      calls++
      socket.destroy()
    })
    await new Promise<void>((ready) => void server.listen(0, '127.0.0.1', ready))
    const { port } = server.address() as AddressInfo
    try {
      for (const name of [`127.0.0.1:${port}`, `localhost:${port}`, `[::ffff:127.0.0.1]:${port}`])
        await printOn('network', name)
      const anywhere = { transport: 'network', name: `127.0.0.1:${port}`, language: 'zpl', anywhere: true } as const
      await desk.desk.request('settings.setDevices', { printer: anywhere })
      expect(desk.desk.settings.get().printer.anywhere).toBe(false)
      await printOn('network', `127.0.0.1:${port}`)
      expect(calls).toBe(0)
    } finally {
      server.close()
    }
  })
})
