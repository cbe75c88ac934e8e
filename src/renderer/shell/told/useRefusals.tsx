import { useEffect, useRef } from 'react'
import { Plural, Trans } from '@lingui/react/macro'
import { useRoute } from '../../window/data/queries.ts'
import { useDesk } from '../../window/desk/useDesk.ts'
import { useFeedback } from '../../window/desk/useFeedback.ts'

/** What was said to be done and the server then refused is told in the same place, so that no “done” stands there untrue. */
export function useRefusals(): void {
  const feedback = useFeedback()
  const { actions } = useDesk()
  const count = useRoute('sync.status', {}).data?.refusedCount
  const before = useRef<number | null>(null)
  useEffect(() => {
    if (count === undefined) return
    const more = before.current === null ? 0 : count - before.current
    before.current = count
    if (more <= 0) return
    feedback.show({
      lasting: true,
      tone: 'attention',
      title: <Plural value={more} one="The server refused an action" other="The server refused # actions" />,
      detail: <Trans>It is not recorded and waits for your decision.</Trans>,
      actions: [{ label: <Trans>See why</Trans>, onPress: () => actions.run('go.sync') }],
    })
  }, [count, feedback, actions])
}
