import { useEffect, useRef } from 'react'
import { Trans } from '@lingui/react/macro'
import { useRoute } from '../../window/data/queries.ts'
import { useDesk } from '../../window/desk/useDesk.ts'

/** Another person is on duty: the answers to the one before go, and the page they were interrupted on is not theirs. */
export function useNewPerson(): void {
  const { feedback, interrupted } = useDesk()
  const person = useRoute('session.get', {}).data?.actor
  const before = useRef<string | null>(null)
  useEffect(() => {
    if (!person) return
    const isNew = before.current !== null && before.current !== person.id
    before.current = person.id
    if (!isNew) return
    interrupted.forget()
    feedback.show({ tone: 'ok', title: <Trans>{person.name} is on duty</Trans>, silent: true })
  }, [person, feedback, interrupted])
}
