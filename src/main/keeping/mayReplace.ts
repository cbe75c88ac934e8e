import { DeskError } from '../../shared/contract/errors.ts'
import { may } from '../../shared/staff/permissions.ts'
import type { KeepingParts } from './parts.ts'

type Parts = Pick<KeepingParts, 'replica' | 'place' | 'role' | 'isConnected'>

/**
 * Whether an archive may take the place of what is here. While nothing is open, whoever stands at the computer and knows the
 * passphrase may, and only of the building that stood there (`archives.ts`); at an open desk whoever may change its building, and
 * with the sample everybody. A connected desk holds its project's building.
 */
export function expectMayReplace({ replica, place, role, isConnected }: Parts): void {
  if (!replica.store()) return
  const by = role()
  if (isConnected()) throw new DeskError('ALREADY_CONNECTED')
  if (place().building.isSample) return
  if (by === null || !may(by, 'building.write')) throw new DeskError('NOT_ALLOWED')
}
