import { request } from '../../window/data/bridge.ts'
import { BADGE, signal } from '../../window/desk/signals.ts'

/** What a badge does: its person is on duty, or is asked for their PIN. */
export async function readBadge(text: string): Promise<void> {
  const answer = await request('duty.useBadge', { text })
  if (answer.kind === 'pin_next') signal.send(BADGE, answer.person.id)
}
