import { participantId } from './ids.ts'

/** Where what belongs to no conversation is kept while it is being written: among the drafts, under ids that no conversation has. */
export const SLOTS = {
  conversation: '6c6f6674-7320-8000-8000-000000000001',
  announcement: '6c6f6674-7320-8000-8000-000000000002',
  template: '6c6f6674-7320-8000-8000-000000000003',
  /** A message that is being changed. */
  edit: '6c6f6674-7320-8000-8000-000000000004',
  /** Forms of the directory. */
  absence: '6c6f6674-7320-8000-8000-000000000011',
  authorisation: '6c6f6674-7320-8000-8000-000000000012',
  home: '6c6f6674-7320-8000-8000-000000000014',
  unit: '6c6f6674-7320-8000-8000-000000000016',
  person: '6c6f6674-7320-8000-8000-000000000017',
  newPerson: '6c6f6674-7320-8000-8000-000000000018',
  belonging: '6c6f6674-7320-8000-8000-000000000019',
  /** An entry of the register of incidents. */
  incident: '6c6f6674-7320-8000-8000-00000000001a',
} as const
type Slot = keyof typeof SLOTS

/** The place of a text that is about something: the same one each time. */
export const slotOf = (kind: Slot, aboutId: string | null): string =>
  aboutId === null ? SLOTS[kind] : participantId(SLOTS[kind], aboutId)

/** Every place of what is written about this. */
export const slotsAbout = (aboutId: string): string[] =>
  (Object.keys(SLOTS) as Slot[]).map((kind) => slotOf(kind, aboutId))
