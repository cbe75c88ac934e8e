import { join } from 'node:path'
import Database from 'better-sqlite3'
import { uuidv7 } from 'uuidv7'
import { afterEach, describe, expect, it } from 'vitest'
import { openTestDesk, type TestDesk } from '../../../../tests/support/desk.ts'
import type { LabelProblem } from '../../../shared/labels/problems.ts'
import { PrintError, type PrintJob as SubmittedJob, type PrintTransport } from '../../devices/printer/transport.ts'
import { makeOwnCode } from '../../../shared/scan/ownCode.ts'
import type { DeskOptions } from '../../compose.ts'

type Printing = DeskOptions['printing']

/** A printer whose behaviour the test chooses; it remembers what reached it. */
function fakePrinter(more: Partial<PrintTransport> = {}) {
  const submitted: SubmittedJob[] = []
  const transport: PrintTransport = {
    kind: 'pdf-folder',
    forms: ['pdf', 'zpl'],
    check: () => Promise.resolve({ state: 'ready', reason: null }),
    listPrinters: () => Promise.resolve([]),
    submit: (job) => {
      submitted.push(job)
      return Promise.resolve({ ref: `ref-${submitted.length}` })
    },
    state: () => Promise.resolve({ state: 'printed', reason: 'saved' }),
    ...more,
  }
  const contents: string[] = []
  const made: string[] = []
  /** Problems that the next label has. */
  const refused: LabelProblem[] = []
  /** Characters that the fonts lack in every label from now on. */
  const missing: string[] = []
  /** How long the printer rests; it rests for ever when there is none. */
  const pauses: Promise<void>[] = []
  const printing: Printing = {
    labels: {
      make: ({ subject, size, dpi, as }) => {
        const { content } = subject
        contents.push('unit' in content ? `${content.unit}|${content.name}|${content.code}` : content.code)
        made.push(`${size} ${dpi} ${as}`)
        const problems = refused.splice(0)
        return Promise.resolve({ bytes: new Uint8Array([1]), width: 1, height: 1, problems, dropped: [], missing })
      },
      commandSheet: () => Promise.resolve(new Uint8Array()),
      close: () => Promise.resolve(),
    },
    transports: { cups: { ...transport, kind: 'cups' }, 'pdf-folder': transport },
    follow: async (to, ref, onState) => onState(await to.state(ref)),
    pause: () => pauses.shift() ?? new Promise(() => undefined),
  }
  return { submitted, contents, made, refused, missing, pauses, printing }
}

const SETTINGS = {
  read: () => JSON.stringify({ label: { size: '62x100', dpi: 300, autoPrint: true } }),
  write: () => undefined,
}

let desk: TestDesk | null = null
afterEach(async () => {
  await desk?.close()
  desk = null
})

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

async function registered(on: TestDesk) {
  const [hit] = await on.ask('search.addressee', { text: '1204' })
  return on.ask('packages.register', {
    id: uuidv7(),
    carrier: 'ups',
    trackingNumber: uuidv7(),
    rawBarcode: null,
    symbology: null,
    unitId: hit!.unitId,
    residentId: hit!.residentId,
  })
}

const jobState = async (on: TestDesk, packageId: string) =>
  (await on.ask('packages.get', { id: packageId })).printJobs.map((job) => [job.state, job.reason])

/** Resolves when the parcel's newest label has reached a state. */
const reached = async (on: TestDesk, packageId: string, state: string): Promise<void> => {
  for (;;) {
    // Listening begins before the look, so that no change falls in between.
    const { promise: changed, resolve } = Promise.withResolvers<void>()
    const stop = on.desk.on(() => resolve())
    if ((await jobState(on, packageId))[0]?.[0] === state) return stop()
    await changed
    stop()
  }
}

describe('the label queue', () => {
  it('prints the label of a registered parcel, says so, and tells no name to the system’s queue', async () => {
    const printer = fakePrinter()
    desk = await openTestDesk({ printing: printer.printing, settingsFile: SETTINGS })
    const { package: row, printJobId } = await registered(desk)
    expect(printJobId).not.toBeNull()
    await reached(desk, row.id, 'printed')
    expect(printer.contents).toEqual([`1204|${row.resident?.name}|${row.code}`])
    expect(printer.submitted[0]).toMatchObject({ title: `${row.shortNumber} 1204`, size: { id: '62x100' } })
    expect((await desk.ask('packages.get', { id: row.id })).events.map((event) => event.type)).toEqual([
      'received',
      'label_printed',
    ])
  })

  // Two commits, and a power cut between them, would leave a parcel without its label and nobody who knows.
  it('writes the label’s job in the commit of the act that asks for it', async () => {
    desk = await openTestDesk({ printing: fakePrinter().printing, settingsFile: SETTINGS })
    const commits: string[][] = []
    desk.desk.on((event) => void (event.type === 'changed' && commits.push(Object.keys(event.tables))))
    const { package: row } = await registered(desk)
    await reached(desk, row.id, 'printed')
    const other = (await desk.ask('search.addressee', { text: '1203' }))[0]!
    const to = { packageId: row.id, unitId: other.unitId, residentId: other.residentId }
    await desk.ask('packages.assign', { ...to, print: true })
    await expect
      .poll(async () => (await jobState(desk!, row.id)).map(([state]) => state))
      .toEqual(['printed', 'printed'])
    const acts = commits.filter((tables) => tables.includes('packages'))
    expect(acts.map((tables) => tables.includes('_print_jobs'))).toEqual([true, true])
  })

  it('says why a print failed and prints again when asked; the parcel was safe all along', async () => {
    let broken = true
    const printer = fakePrinter({
      submit: () => (broken ? Promise.reject(new Error('out of paper')) : Promise.resolve({ ref: 'r' })),
    })
    desk = await openTestDesk({ printing: printer.printing, settingsFile: SETTINGS })
    const { package: row } = await registered(desk)
    await reached(desk, row.id, 'failed')
    expect(await jobState(desk, row.id)).toEqual([['failed', 'out of paper']])
    broken = false
    const [job] = (await desk.ask('packages.get', { id: row.id })).printJobs
    await desk.ask('printing.retry', { jobId: job!.id })
    await reached(desk, row.id, 'printed')
    expect(await jobState(desk, row.id)).toEqual([
      ['printed', 'saved'],
      ['cancelled', 'repeated'],
    ])
  })

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

  it('refuses a label that does not read back, says what to change, and sends nothing', async () => {
    const printer = fakePrinter()
    printer.refused.push('unit_too_long')
    desk = await openTestDesk({ printing: printer.printing, settingsFile: SETTINGS })
    const { package: row } = await registered(desk)
    await reached(desk, row.id, 'failed')
    expect(await jobState(desk, row.id)).toEqual([['failed', 'unit_too_long']])
    expect(printer.submitted).toEqual([])
  })

  it('prints a name whose letters the fonts lack, and says so with the job to its end', async () => {
    const printer = fakePrinter()
    printer.missing.push('王')
    desk = await openTestDesk({ printing: printer.printing, settingsFile: SETTINGS })
    const { package: row } = await registered(desk)
    await reached(desk, row.id, 'printed')
    expect(await jobState(desk, row.id)).toEqual([['printed', 'saved\nletters-missing']])
    expect(printer.submitted).toHaveLength(1)
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
    const empty = fakePrinter({ submit: () => Promise.reject(new PrintError(['media-empty'], { retry: true })) })
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
    const empty = fakePrinter({ submit: () => Promise.reject(new PrintError(['media-empty'], { retry: true })) })
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

  it('prints the label of a parcel that has left when somebody asks for it, the first time and again', async () => {
    const printer = fakePrinter()
    const settingsFile = {
      read: () => JSON.stringify({ label: { size: '62x100', dpi: 300, autoPrint: false } }),
      write: () => undefined,
    }
    desk = await openTestDesk({ printing: printer.printing, settingsFile })
    const { package: row } = await registered(desk)
    await desk.ask('packages.step', { packageIds: [row.id], step: 'return', reason: 'refused' })
    await desk.ask('labels.print', { packageId: row.id })
    await reached(desk, row.id, 'printed')
    await desk.ask('labels.print', { packageId: row.id })
    await expect
      .poll(() => jobState(desk!, row.id))
      .toEqual([
        ['printed', 'saved'],
        ['printed', 'saved'],
      ])
    expect(printer.submitted).toHaveLength(2)
  })

  it('prints after a wait the label that somebody asked for, though its parcel has left meanwhile', async () => {
    const empty = fakePrinter({ submit: () => Promise.reject(new PrintError(['media-empty'], { retry: true })) })
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

  it('logs a reprint under the name of whoever asked for it', async () => {
    const printer = fakePrinter()
    desk = await openTestDesk({ printing: printer.printing, settingsFile: SETTINGS })
    const { package: row } = await registered(desk)
    await reached(desk, row.id, 'printed')
    const { staff, actor } = await desk.ask('session.get', {})
    const other = staff.find(({ id, role }) => id !== actor.id && role !== 'board')!
    await desk.ask('session.switch', { staffId: other.id })
    await desk.ask('labels.print', { packageId: row.id })
    await desk.ask('session.switch', { staffId: actor.id })
    await expect
      .poll(async () =>
        (await desk!.ask('packages.get', { id: row.id })).events
          .filter(({ type }) => type === 'label_printed')
          .map((event) => [event.actor, event.detail['reprint']]),
      )
      .toEqual([
        [actor.name, false],
        [other.name, true],
      ])
  })

  it('says that the printer does not tell, where it does not, and calls nothing printed', async () => {
    const quiet = fakePrinter({
      state: () => Promise.resolve({ state: 'sent', reason: 'no-read-back', settled: true }),
    })
    desk = await openTestDesk({ printing: quiet.printing, settingsFile: SETTINGS })
    const { package: row } = await registered(desk)
    await expect.poll(() => jobState(desk!, row.id)).toEqual([['sent', 'no-read-back']])
    const [job] = (await desk.ask('packages.get', { id: row.id })).printJobs
    expect(job?.settled).toBe(true)
  })

  it('makes a ZPL document for a ZPL printer, at the size and resolution of the desk', async () => {
    const printer = fakePrinter()
    const settings = {
      label: { size: '54x25', dpi: 300, autoPrint: true },
      printer: { transport: 'cups', name: 'Z', language: 'zpl' },
    }
    desk = await openTestDesk({
      printing: printer.printing,
      settingsFile: { read: () => JSON.stringify(settings), write: () => undefined },
    })
    const { package: row } = await registered(desk)
    await reached(desk, row.id, 'printed')
    expect(printer.made).toEqual(['54x25 300 zpl'])
    expect(printer.submitted[0]?.document.form).toBe('zpl')
  })

  it('forgets no label that is asked for just as the queue runs dry', async () => {
    let sent: () => void = () => undefined
    const printer = fakePrinter({
      submit: async () => {
        sent()
        // Every moment between the last job and the end of the queue is tried.
        for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve()
        return { ref: 'r' }
      },
    })
    let ticks = 0
    desk = await openTestDesk({ printing: printer.printing, settingsFile: SETTINGS })
    for (; ticks < 60; ticks += 1) {
      const taken = new Promise<void>((resolve) => {
        sent = resolve
      })
      await desk.ask('labels.printTest', {})
      await taken
    }
  })

  it('prints test labels and labels of shelves, none when one of them does not exist', async () => {
    const printer = fakePrinter()
    desk = await openTestDesk({ printing: printer.printing, settingsFile: SETTINGS })
    const { shelves } = await desk.ask('session.get', {})
    await desk.ask('labels.printTest', {})
    await desk.ask('labels.printShelves', { shelfIds: shelves.slice(0, 2).map(({ id }) => id) })
    const refusal = await desk.refusal('labels.printShelves', { shelfIds: [shelves[0]!.id, uuidv7()] })
    expect(refusal.code).toBe('NOT_FOUND')
    await expect
      .poll(async () => (await desk!.ask('printing.status', {})).jobs.map((job) => job.state))
      .toEqual(Array.from({ length: 3 }, () => 'printed'))
    expect(printer.contents.slice(1)).toEqual(shelves.slice(0, 2).map(({ code }) => makeOwnCode('shelf', code)))
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
