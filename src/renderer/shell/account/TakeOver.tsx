import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Account } from '../../../shared/contract/account.ts'
import { Button } from '../../../ui/index.ts'
import { useRoute } from '../../window/data/queries.ts'
import { ROLE_WORDS } from '../../parcel/words/words.ts'
import { PinForm } from './PinForm.tsx'

interface TakeOverProps {
  signedIn: Extract<Account, { state: 'connected' }>['person']
  onDone: () => void
}

/** Between sign-ins: whoever let this desk vouch for them goes on duty by PIN, and whoever is signed in comes back the same way. */
export function TakeOver({ signedIn, onDone }: TakeOverProps) {
  const { i18n } = useLingui()
  const status = useRoute('duty.status', {}).data
  const [chosen, choose] = useState<string | null>(null)
  if (!status) return null
  const others = status.people.filter(({ id, hasPin, mayTake }) => id !== status.on && hasPin && mayTake)
  const person = others.find(({ id }) => id === chosen)
  const on = status.people.find(({ id }) => id === status.on)
  return (
    <>
      {on && on.id !== signedIn.id && (
        <p>
          <Trans>
            <strong>{on.name}</strong> is on duty by PIN, with the rights that both have. What they do here goes out
            under this sign-in, in their own name.
          </Trans>
        </p>
      )}
      {others.length > 0 && (
        <section className="stack" data-gap="small">
          <h2>
            <Trans>Take over by PIN</Trans>
          </h2>
          <div className="row">
            {others.map(({ id, name, role }) => (
              <Button key={id} aria-pressed={id === person?.id} onPress={() => choose(id)}>
                <bdi translate="no">{name}</bdi> <span className="muted small">{i18n._(ROLE_WORDS[role])}</span>
              </Button>
            ))}
          </div>
          {person && <PinForm key={person.id} staffId={person.id} temporary={person.temporary} onDone={onDone} />}
        </section>
      )}
    </>
  )
}
