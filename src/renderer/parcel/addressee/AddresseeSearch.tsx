import { useEffect, type ReactNode } from 'react'
import { Trans } from '@lingui/react/macro'
import type { AddresseeHit } from '../../../shared/contract/directory.ts'
import { careOf, isNotHere } from '../../../shared/packages/care.ts'
import { useRoute } from '../../window/data/queries.ts'
import { CareWords } from '../words/CareWords.tsx'
import { AddresseeOption } from './AddresseeOption.tsx'
import { PickerField, type PickerFieldProps } from './PickerField.tsx'
import { useHits, usePicker } from './usePicker.ts'

type Brought = 'parcel' | 'message' | 'home'

export interface AddresseeSearchProps extends PickerFieldProps {
  onChoose: (hit: AddresseeHit) => void
  /** What can be done with a name that nobody has. */
  renderNobody?: (typed: string) => ReactNode
  /** What is for them: a message reaches whoever lives here, and a home may be anybody’s, also of who has left. */
  brings?: Brought
  /** Told what is typed, also while nobody has that name. */
  onText?: (text: string) => void
}

/** The same person in two units is two hits. */
export const hitKey = (hit: AddresseeHit): string => `${hit.residentId ?? ''}/${hit.unitId ?? ''}`

const LIMIT = 8

/** Finds a person or a unit that a parcel is for. Who is not to be had here takes a second, deliberate key. */
export function AddresseeSearch({ onChoose, onText, brings = 'parcel', ...field }: AddresseeSearchProps) {
  const picker = usePicker<AddresseeHit>({ keyOf: hitKey, isGuarded: GUARDS[brings] }, (hit) => {
    if (!field.isBusy) onChoose(hit)
  })
  const { text } = picker
  useEffect(() => onText?.(text), [onText, text])
  const { data, error } = useRoute('search.addressee', { text, limit: LIMIT }, { enabled: text !== '' })
  useHits(picker, data)
  return (
    <PickerField
      {...field}
      {...WORDS[brings]}
      picker={picker}
      keyOf={hitKey}
      isFaint={({ former }) => former}
      confirmWords={<Trans>Yes, it is for them</Trans>}
      error={error}
    />
  )
}

/** What the desk has to know of them, before Enter; null: nothing. */
function careNotice(hit: AddresseeHit): ReactNode {
  const care = careOf(hit)
  return care && <CareWords care={care} />
}

/** No letter reaches who has left, or a unit where nobody lives. */
const isGone = ({ former, vacant }: AddresseeHit): boolean => former || vacant

const GUARDS = { parcel: isNotHere, message: isGone, home: () => false } as const

const wordsFor = (brings: Brought) => ({
  row: (hit: AddresseeHit, hint: ReactNode) => <AddresseeOption hit={hit} hint={GUARDS[brings](hit) ? null : hint} />,
  notice: (hit: AddresseeHit) =>
    brings === 'parcel' || (brings === 'message' && isGone(hit)) ? careNotice(hit) : null,
  question: (hit: AddresseeHit) => (
    <>
      {careNotice(hit)} <Trans>Is it really for them? Enter alone does not take it.</Trans>
    </>
  ),
  nothing: (typed: string) => (
    <Trans>Nobody found for “{typed}”. Try fewer letters, the unit alone, or another name on the label.</Trans>
  ),
})
const WORDS = { parcel: wordsFor('parcel'), message: wordsFor('message'), home: wordsFor('home') } as const
