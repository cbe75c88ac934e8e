import { participantId } from '../../shared/messaging/ids.ts'

/** Where a text that belongs to no conversation yet is kept: among the drafts, under an id that no conversation has. */
export const SLOTS = {
  conversation: '6c6f6674-7320-8000-8000-000000000001',
  announcement: '6c6f6674-7320-8000-8000-000000000002',
  template: '6c6f6674-7320-8000-8000-000000000003',
  /** A message that is being changed. */
  edit: '6c6f6674-7320-8000-8000-000000000004',
} as const

/** The place of a text that is about something: the same one each time. */
export const slotOf = (kind: keyof typeof SLOTS, aboutId: string | null): string =>
  aboutId === null ? SLOTS[kind] : participantId(SLOTS[kind], aboutId)
