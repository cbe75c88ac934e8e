import type { I18n, MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Role } from '../../../shared/staff/permissions.ts'
import { RequestFailure } from '../../window/data/bridge.ts'

/** What a role lets somebody do, in a line. */
export const ROLE_DETAILS: Readonly<Record<Role, MessageDescriptor>> = {
  desk: msg`Receives and hands over parcels, writes to residents`,
  manager: msg`Also changes residents and homes, and undoes late`,
  admin: msg`Also decides who works here`,
  board: msg`Reads what happened; does not work at the desk`,
}

const NAME_WORDS: Readonly<Record<string, MessageDescriptor>> = {
  missing: msg`Fill this in.`,
  too_long: msg`This is too long. Shorten it.`,
  name_taken: msg`Somebody of this name works here already. Add what tells them apart.`,
}

/** What is wrong with the name, by the refusal of what was sent. */
export function nameError(error: unknown, i18n: I18n): string | undefined {
  if (!(error instanceof RequestFailure) || error.code !== 'FIELDS_REFUSED') return undefined
  const words = NAME_WORDS[String(error.data?.['name'])]
  return words && i18n._(words)
}
