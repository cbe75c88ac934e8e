import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { onTestFinished } from 'vitest'
import { openTestDesk, PROJECT } from '../../support/testDesk.ts'

/** A folder of one test. */
export function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'lofts-keeping-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

/** A desk with an administrator on duty, whose dialogs answer what the test says. */
export async function deskIn(dataDir: string, options: Parameters<typeof openTestDesk>[0] = {}) {
  const answers: { target: string | null; source: string | null } = { target: null, source: null }
  const names: string[] = []
  const desk = await openTestDesk({
    dataDir,
    archives: {
      workFactor: 10,
      archiveFile: pathToFileURL(join(PROJECT, 'src/main/archive/worker.ts')),
      dialogs: {
        chooseTarget: (name) => {
          names.push(name)
          return Promise.resolve(answers.target)
        },
        chooseSource: () => Promise.resolve(answers.source),
      },
    },
    ...options,
  })
  onTestFinished(() => desk.close())
  if (desk.state.state === 'ready') {
    const { staff } = await desk.ask('session.get', {})
    await desk.ask('session.switch', { staffId: staff.find(({ role }) => role === 'admin')!.id })
  }
  return { ...desk, answers, names }
}
export type KeepingDesk = Awaited<ReturnType<typeof deskIn>>

/** Registers a parcel without an addressee. */
export const register = (desk: KeepingDesk, trackingNumber: string) =>
  desk.ask('packages.register', {
    id: randomUUID(),
    carrier: 'ups',
    trackingNumber,
    rawBarcode: null,
    symbology: null,
    unitId: null,
    residentId: null,
  })

/** How many parcels the desk holds, as its newest backup counts them. */
export const parcels = async (desk: KeepingDesk): Promise<number> => (await desk.ask('backups.make', {})).packages
