import { uuidv7 } from 'uuidv7'
import type { Request, Response, RouteName } from '../../src/shared/contract/index.ts'

/** A desk that is asked, behind a window or without one. */
interface Asked {
  ask<N extends RouteName>(route: N, input: Request<N>): Promise<Response<N>>
}

/** Registers a parcel of UPS for whoever lives with the first person of the directory; no label prints. */
export const register = async (desk: Asked, tracking: string, more: { print?: boolean } = {}) => {
  const { rows } = await desk.ask('residents.list', { limit: 1 })
  return desk.ask('packages.register', {
    id: uuidv7(),
    carrier: 'ups',
    trackingNumber: tracking,
    rawBarcode: tracking,
    symbology: null,
    unitId: rows[0]!.unitId,
    residentId: null,
    print: false,
    ...more,
  })
}

/** Registers a parcel for the first addressee that a search for `to` finds, or for nobody; answers its row. */
export async function registerFor(desk: Asked, to: string | null, more: Partial<Request<'packages.register'>> = {}) {
  const [hit] = to === null ? [] : await desk.ask('search.addressee', { text: to })
  const { package: row } = await desk.ask('packages.register', {
    id: uuidv7(),
    carrier: 'other',
    trackingNumber: uuidv7(),
    rawBarcode: null,
    symbology: null,
    unitId: hit?.unitId ?? null,
    residentId: hit?.residentId ?? null,
    ...more,
  })
  return row
}

/** Puts somebody of this role on duty. */
export async function switchTo(desk: Asked, role: string): Promise<void> {
  const { staff } = await desk.ask('session.get', {})
  await desk.ask('session.switch', { staffId: staff.find((person) => person.role === role)!.id })
}

/** Hands one parcel to somebody whom the desk knows. */
export const handOver = (desk: Asked, packageId: string, to: string) =>
  desk.ask('handover.complete', { packageIds: [packageId], residentId: null, collectedBy: to, proof: 'known' })
