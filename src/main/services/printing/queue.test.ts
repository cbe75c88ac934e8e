import { uuidv7 } from 'uuidv7'
import { afterEach, describe, expect, it } from 'vitest'
import { openTestDesk, type TestDesk } from '../../../../tests/support/testDesk.ts'
import { makeOwnCode } from '../../../shared/scan/ownCode.ts'
import { fakePrinter, jobState, reached, registered, SETTINGS } from './testing.ts'

let desk: TestDesk | null = null
afterEach(async () => {
  await desk?.close()
  desk = null
})

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
})
