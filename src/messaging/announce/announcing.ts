import { useHost } from '../host.tsx'
import { SLOTS } from '../../shared/messaging/slots.ts'
import { useKeptForm, type KeptForm } from '../kept/useKeptForm.ts'
import type { Audience } from '../../shared/messaging/schema.ts'

/** An announcement being written, under the id that it will be sent with: sent twice, it reaches each person once. */
export interface Announcing {
  id: string
  kind: Audience['kind']
  floor: number | null
  subject: { fr: string; en: string }
  body: { fr: string; en: string }
}

/** Nothing to lose yet. */
export const hasNoWords = ({ subject, body }: Announcing): boolean =>
  [subject.fr, subject.en, body.fr, body.en].every((text) => text === '')

/** The one announcement that this person is writing. */
export function useAnnouncing(): KeptForm<Announcing> {
  const { newId } = useHost()
  return useKeptForm<Announcing>({
    slot: SLOTS.announcement,
    empty: () => ({
      id: newId(),
      kind: 'everyone',
      floor: null,
      subject: { fr: '', en: '' },
      body: { fr: '', en: '' },
    }),
    isEmpty: hasNoWords,
  })
}
