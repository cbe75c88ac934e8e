import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import type { AddresseeHit } from '../../../shared/contract/directory.ts'
import { useRoute } from '../../window/data/queries.ts'
import { NewConversation, type Recipient } from '../../../messaging/index.ts'
import { AddresseeSearch } from '../../parcel/addressee/AddresseeSearch.tsx'

interface NewWithProps {
  residentId?: string
  packageId?: string
  onClose: () => void
}

const fromHit = (hit: AddresseeHit): Recipient => ({
  residentId: hit.residentId,
  unitId: hit.unitId,
  unitNumber: hit.unitNumber,
  name: hit.name,
})

/** A new conversation, with whom the screen before had in hand or with whom is searched for here. */
export function NewWith({ residentId, packageId, onClose }: NewWithProps) {
  const { t } = useLingui()
  const [chosen, setChosen] = useState<Recipient | null | undefined>(undefined)
  const parcel = useRoute('packages.get', { id: packageId ?? '' }, { enabled: packageId !== undefined }).data
  const wanted = residentId ?? parcel?.resident?.id
  const person = useRoute('residents.get', { id: wanted ?? '' }, { enabled: wanted !== undefined }).data
  const home = person?.occupancies.find(({ former }) => !former)
  const preset: Recipient | null = person
    ? { residentId: person.id, unitId: home?.unitId ?? null, unitNumber: home?.unitNumber ?? null, name: person.name }
    : parcel?.unit && !parcel.resident
      ? { residentId: null, unitId: parcel.unit.id, unitNumber: parcel.unit.number, name: '' }
      : null
  return (
    <NewConversation
      to={chosen === undefined ? preset : chosen}
      parcel={parcel ? { id: parcel.id, shortNumber: parcel.shortNumber } : null}
      picker={
        <AddresseeSearch
          label={t`Who is it for? Name or unit`}
          verb={<Trans>writes to them</Trans>}
          onChoose={(hit) => setChosen(fromHit(hit))}
          onEscape={onClose}
          brings="message"
          startHere
        />
      }
      onForgetTo={() => setChosen(null)}
      aboutId={residentId ?? packageId ?? null}
      onFoundTo={setChosen}
      onClose={onClose}
    />
  )
}
