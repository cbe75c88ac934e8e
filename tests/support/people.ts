import { uuidv7 } from 'uuidv7'
import type { TestDesk } from './testDesk.ts'

/** Somebody who is new in the directory, as a move-in has them. */
export const arriving = (familyName: string, more: object = {}) => ({
  homeId: uuidv7(),
  residentId: uuidv7(),
  isNew: true,
  givenName: '',
  familyName,
  language: 'fr' as const,
  kind: 'tenant' as const,
  receives: true,
  ...more,
})

/** Of a person’s page, what is empty when nothing but the name is known. */
export const NOTHING_MORE = {
  aliases: '',
  phones: [],
  channels: [],
  emergencyContact: '',
  notes: '',
  collecting: null,
  accessNeed: '',
}

/** A new unit where these people live since the beginning of 2026; answers its id. */
export async function homeOf({ ask }: Pick<TestDesk, 'ask'>, people: ReturnType<typeof arriving>[]): Promise<string> {
  await ask('units.add', { text: '9001', kind: 'residential', tower: '' })
  const unitId = (await ask('units.list', { text: '9001' })).rows[0]!.id
  await ask('moves.in', { unitId, from: '2026-01-01', people, leaving: null })
  return unitId
}
