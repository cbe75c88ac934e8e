import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, it } from 'vitest'
import { openTestDesk, type TestDesk } from '../../../../tests/support/testDesk.ts'
import { PrintError, type PrintTransport } from '../../devices/printer/transport.ts'
import { fakePrinter, jobState, printerWithoutPaper, reached, registered, SETTINGS } from './testing.ts'

/** Timers that really run, quickly. */
const quickly = {
  now: () => new Date(),
  random: (n: number) => crypto.getRandomValues(new Uint8Array(n)),
  log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  defer: (run: () => void) => run(),
  later: (_ms: number, run: () => void) => {
    const timer = setTimeout(run, 20)
    return () => clearTimeout(timer)
  },
}

let desk: TestDesk | null = null
afterEach(async () => {
  await desk?.close()
  desk = null
})

describe('a label queue that waits or is interrupted', () => {
  it('after a crash while sending asks a person to check instead of printing twice', async () => {
    let release: (() => void) | undefined
    const hangs = fakePrinter({
      submit: () => new Promise((resolve) => void (release = () => resolve({ ref: 'late' }))),
    })
    const first = await openTestDesk({ printing: hangs.printing, settingsFile: SETTINGS })
    const { package: row } = await registered(first)
    await reached(first, row.id, 'sent')
    // The program ends here without another word from the printer.
    const stopping = first.desk.stop()
    // The queue is told to stop once everything before it has.
    await new Promise(setImmediate)
    release?.()
    await stopping
    const next = fakePrinter()
    desk = await openTestDesk({ dataDir: first.dataDir, printing: next.printing, settingsFile: SETTINGS })
    expect(await jobState(desk, row.id)).toEqual([['failed', 'interrupted']])
    expect(next.submitted).toEqual([])
  })

  it('waits for a printer without paper and prints then, once, without being asked again', async () => {
    let paper = false
    const printer = fakePrinter()
    const { promise: loaded, resolve: load } = Promise.withResolvers<void>()
    printer.pauses.push(loaded)
    const ready = printer.printing.transports['pdf-folder']!
    const waiting: PrintTransport = {
      ...ready,
      submit: (job) => (paper ? ready.submit(job) : Promise.reject(new PrintError(['media-empty'], { retry: true }))),
    }
    const printing = { ...printer.printing, transports: { 'pdf-folder': waiting } }
    desk = await openTestDesk({ printing, settingsFile: SETTINGS })
    const { package: row } = await registered(desk)
    await reached(desk, row.id, 'attention')
    expect(await jobState(desk, row.id)).toEqual([['attention', 'media-empty']])
    paper = true
    load()
    await reached(desk, row.id, 'printed')
    expect(printer.submitted).toHaveLength(1)
  })

  it('takes up after a restart what waited for its printer, and drops the label of a parcel that has left', async () => {
    const empty = printerWithoutPaper()
    const first = await openTestDesk({ printing: empty.printing, settingsFile: SETTINGS })
    const { package: stays } = await registered(first)
    const { package: leaves } = await registered(first)
    await reached(first, stays.id, 'attention')
    await first.ask('packages.step', { packageIds: [leaves.id], step: 'return', reason: 'refused' })
    await first.desk.stop()
    const next = fakePrinter()
    desk = await openTestDesk({ dataDir: first.dataDir, printing: next.printing, settingsFile: SETTINGS })
    await reached(desk, stays.id, 'printed')
    await reached(desk, leaves.id, 'cancelled')
    expect(await jobState(desk, leaves.id)).toEqual([['cancelled', 'parcel-left']])
    expect(next.submitted.map(({ title }) => title)).toEqual([`${stays.shortNumber} 1204`])
  })

  // A taken-back registration leaves the parcel's status as it was: looking at that alone printed a label for nothing.
  it('drops the label of a registration that was undone while it waited for its printer', async () => {
    const printer = fakePrinter()
    const { promise: loaded, resolve: load } = Promise.withResolvers<void>()
    printer.pauses.push(loaded)
    const ready = printer.printing.transports['pdf-folder']!
    let paper = false
    const submit: PrintTransport['submit'] = (job) =>
      paper ? ready.submit(job) : Promise.reject(new PrintError(['media-empty'], { retry: true }))
    const printing = { ...printer.printing, transports: { 'pdf-folder': { ...ready, submit } } }
    desk = await openTestDesk({ printing, settingsFile: SETTINGS })
    const { package: row, actId } = await registered(desk)
    await reached(desk, row.id, 'attention')
    await desk.ask('acts.undo', { actId, reason: '' })
    paper = true
    load()
    await reached(desk, row.id, 'cancelled')
    expect(await jobState(desk, row.id)).toEqual([['cancelled', 'registration-undone']])
    expect(printer.submitted).toEqual([])
  })

  // Waiting for a printer without paper, which may take a day, nobody would ever see the queue at rest.
  it('is at rest when each label has reached its printer, or waits for one that is not ready', async () => {
    const printer = fakePrinter()
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>()
    const ready = printer.printing.transports['pdf-folder']!
    let paper = true
    const submit: PrintTransport['submit'] = async (job) => {
      await answered
      return paper ? ready.submit(job) : Promise.reject(new PrintError(['media-empty'], { retry: true }))
    }
    const printing = { ...printer.printing, transports: { 'pdf-folder': { ...ready, submit } } }
    desk = await openTestDesk({ printing, settingsFile: SETTINGS })
    const { package: first } = await registered(desk)
    const { package: second } = await registered(desk)
    const atRest = desk.desk.labelsAtRest()
    answer()
    await atRest
    expect([...(await jobState(desk, first.id)), ...(await jobState(desk, second.id))]).toEqual([
      ['printed', 'saved'],
      ['printed', 'saved'],
    ])
    paper = false
    const { package: third } = await registered(desk)
    const { package: fourth } = await registered(desk)
    await desk.desk.labelsAtRest()
    expect(await jobState(desk, third.id)).toEqual([['attention', 'media-empty']])
    expect(await jobState(desk, fourth.id)).toEqual([['queued', null]])
  })

  // The oldest job, and the whole queue behind it, came to a stop for ever.
  it('goes on after a label whose parcel the server has refused, of which no row is left', async () => {
    const empty = printerWithoutPaper()
    const first = await openTestDesk({ printing: empty.printing, settingsFile: SETTINGS })
    const { package: refused } = await registered(first)
    const { package: stays } = await registered(first)
    await reached(first, refused.id, 'attention')
    await first.desk.stop()
    const db = new Database(join(first.dataDir, 'replica.db'))
    db.pragma('foreign_keys = OFF')
    db.prepare('DELETE FROM packages WHERE id = ?').run(refused.id)
    db.close()
    const next = fakePrinter()
    desk = await openTestDesk({ dataDir: first.dataDir, printing: next.printing, settingsFile: SETTINGS })
    await reached(desk, stays.id, 'printed')
    expect(next.submitted.map(({ title }) => title)).toEqual([`${stays.shortNumber} 1204`])
    const { jobs } = await desk.ask('printing.status', {})
    expect(jobs.find(({ packageId }) => packageId === refused.id)).toMatchObject({
      state: 'cancelled',
      reason: 'registration-undone',
    })
  })

  it('prints after a wait the label that somebody asked for, though its parcel has left meanwhile', async () => {
    const empty = printerWithoutPaper()
    const first = await openTestDesk({ printing: empty.printing, settingsFile: SETTINGS })
    await first.ask('settings.setDevices', { label: { size: '62x100', dpi: 300, autoPrint: false } })
    const { package: row } = await registered(first)
    await first.ask('labels.print', { packageId: row.id })
    await reached(first, row.id, 'attention')
    await first.ask('packages.step', { packageIds: [row.id], step: 'return', reason: 'refused' })
    await first.desk.stop()
    const next = fakePrinter()
    desk = await openTestDesk({ dataDir: first.dataDir, printing: next.printing, settingsFile: SETTINGS })
    await reached(desk, row.id, 'printed')
    expect(next.submitted).toHaveLength(1)
  })

  it('follows after a restart the job that the printer holds, instead of sending it again', async () => {
    const held = fakePrinter({ state: () => Promise.resolve({ state: 'attention', reason: 'media-empty' }) })
    const first = await openTestDesk({ printing: held.printing, settingsFile: SETTINGS })
    const { package: row } = await registered(first)
    await reached(first, row.id, 'attention')
    await first.desk.stop()
    const next = fakePrinter()
    desk = await openTestDesk({ dataDir: first.dataDir, printing: next.printing, settingsFile: SETTINGS })
    await reached(desk, row.id, 'printed')
    expect(next.submitted).toEqual([])
  })

  // Bug: one fault of the store ended the queue in silence until the next start.
  it('goes on with what waits when a fault of the data file is over, prints once, and says what was wrong', async () => {
    const printer = fakePrinter()
    let lock: Database.Database | null = null
    const make = printer.printing.labels.make
    printer.printing.labels.make = async (wish) => {
      const made = await make(wish)
      if (!lock) {
        lock = new Database(join(desk!.dataDir, 'replica.db'))
        lock.exec('BEGIN IMMEDIATE')
      }
      return made
    }
    desk = await openTestDesk({ printing: printer.printing, settingsFile: SETTINGS, ports: quickly })
    const told = new Promise<string>(
      (resolve) => void desk!.desk.on((event) => event.type === 'fault' && resolve(event.code)),
    )
    const { id } = (await registered(desk)).package
    expect(await told).toBe('DATABASE_BUSY')
    expect(printer.submitted).toEqual([])
    lock!.close()
    await expect.poll(() => jobState(desk!, id)).toEqual([['printed', 'saved']])
    expect(printer.submitted).toHaveLength(1)
  })
})
