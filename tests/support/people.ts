import { uuidv7 } from 'uuidv7'

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
