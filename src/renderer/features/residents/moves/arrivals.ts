import { uuidv7 } from 'uuidv7'
import type { Request } from '../../../../shared/contract/index.ts'
import type { AddresseeHit } from '../../../../shared/contract/directory.ts'

/** Somebody who moves in, as they are being written. */
export type Arrival = Request<'moves.in'>['people'][number]

/** Somebody whom nobody knows here yet. */
export const newcomer = (language: Arrival['language']): Arrival => ({
  homeId: uuidv7(),
  residentId: uuidv7(),
  isNew: true,
  givenName: '',
  familyName: '',
  language,
  kind: 'tenant',
  receives: true,
})

/** Somebody of the directory, who gets one more home. */
export const knownPerson = ({ residentId, name, language }: AddresseeHit & { residentId: string }): Arrival => ({
  homeId: uuidv7(),
  residentId,
  isNew: false,
  givenName: '',
  familyName: name,
  language: language ?? 'fr',
  kind: 'tenant',
  receives: true,
})
