import { DeskError } from '../../../shared/contract/errors.ts'
import type { Tx } from '../../store/open.ts'

/**
 * What has to be true after every change of the staff, its undo and its redo: whoever made it still works here, and somebody may
 * go on changing the staff. The server asks the same (private.guard_staff).
 */
export function expectStaffed(tx: Pick<Tx, 'prepare'>, actor: { id: string }): void {
  const works = (condition: string, ...values: string[]): boolean =>
    tx
      .prepare(`SELECT 1 FROM staff WHERE active = 1 AND deleted_at IS NULL AND ${condition} LIMIT 1`)
      .get(...values) !== undefined
  if (!works('id = ?', actor.id)) throw new DeskError('OWN_DEACTIVATION')
  if (!works("role = 'admin'")) throw new DeskError('LAST_ADMINISTRATOR')
}
