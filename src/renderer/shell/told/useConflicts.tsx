import { useEffect, useRef } from 'react'
import { Trans } from '@lingui/react/macro'
import { SETTING_TABLES } from '../../../shared/people/kinds.ts'
import { useRoute } from '../../window/data/queries.ts'
import { useDesk } from '../../window/desk/useDesk.ts'
import { useFeedback } from '../../window/desk/useFeedback.ts'

/** What this desk wrote in the directory and another desk wrote over unseen is told once, with the way to where both values stand. */
export function useConflicts(): void {
  const feedback = useFeedback()
  const { navigate } = useDesk()
  const { data } = useRoute('directory.conflicts', {})
  const known = useRef<ReadonlySet<string> | null>(null)
  useEffect(() => {
    if (!data) return
    const before = known.current
    known.current = new Set(data.map(({ eventId, column }) => `${eventId} ${column}`))
    const fresh = before && data.find(({ eventId, column }) => !before.has(`${eventId} ${column}`))
    if (!fresh) return
    const { subject, winner, table } = fresh
    const page = subject?.residentId
      ? `/residents/${subject.residentId}`
      : subject?.unitId
        ? `/units/${subject.unitId}`
        : SETTING_TABLES.includes(table)
          ? '/settings'
          : null
    feedback.show({
      lasting: true,
      tone: 'attention',
      unit: subject?.unit ?? null,
      title: <Trans>Another desk changed the same thing</Trans>,
      detail: (
        <Trans>
          What {winner.actor} ({winner.desk}) wrote stands. Yours is kept and can be taken.
        </Trans>
      ),
      ...(page !== null && { actions: [{ label: <Trans>See both</Trans>, onPress: () => navigate(page) }] }),
    })
  }, [data, feedback, navigate])
}
