import { useMemo, type ReactNode } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useDesk } from '../../window/desk/useDesk.ts'
import { fromScreen } from '../../window/scan/scan.ts'
import { codeOf, inOneList, type Found } from '../../parcel/found.ts'
import { useRoute } from '../../window/data/queries.ts'
import { AddresseeOption } from '../../parcel/addressee/AddresseeOption.tsx'
import { hitKey } from '../../parcel/addressee/AddresseeSearch.tsx'
import { PickerField } from '../../parcel/addressee/PickerField.tsx'
import { useHits, usePicker } from '../../parcel/addressee/usePicker.ts'
import { FoundParcel } from './FoundParcel.tsx'
import { targetOf, type Target } from './target.ts'

const keyOf = (found: Found): string => (found.kind === 'person' ? hitKey(found.hit) : found.hit.id)

/** Finds who or what a resident at the desk names: a person, a unit, a telephone, a code or a parcel. */
export function HandoverSearch({ onChoose, children }: { onChoose: (target: Target) => void; children: ReactNode }) {
  const { t } = useLingui()
  const { scans } = useDesk()
  const picker = usePicker<Found>({ keyOf }, (found, typed) => {
    if (found.kind === 'parcel') {
      // As its label or its notice would be scanned: lost, gone or without an addressee, each goes its way.
      scans.forget()
      void scans.receive(fromScreen(codeOf(found.hit, typed)))
      return
    }
    const target = targetOf(found.hit)
    if (target) onChoose(target)
  })
  const { text } = picker
  const { data, error } = useRoute('search.all', { text, limit: 8 }, { enabled: text !== '' })
  useHits(
    picker,
    useMemo(() => data && inOneList(data), [data]),
  )
  return (
    <PickerField
      {...WORDS}
      startHere
      label={t`Name, unit, telephone, pickup code or parcel number`}
      verb={<Trans>opens</Trans>}
      picker={picker}
      keyOf={keyOf}
      isFaint={({ kind, hit }) => kind === 'person' && hit.former}
      error={error}
    >
      {children}
    </PickerField>
  )
}

const WORDS = {
  row: (found: Found, hint: ReactNode) =>
    found.kind === 'person' ? (
      <AddresseeOption hit={found.hit} hint={hint} />
    ) : (
      <FoundParcel hit={found.hit} hint={hint} />
    ),
  nothing: (typed: string) => (
    <Trans>
      Nothing is found for “{typed}”. Try fewer letters, the unit alone, or the last digits of a telephone or tracking
      number.
    </Trans>
  ),
}
