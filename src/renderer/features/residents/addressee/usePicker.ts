import { useEffect, useState, useSyncExternalStore } from 'react'
import type { AddresseeHit } from '../../../../shared/contract/directory.ts'
import { useRoute } from '../../../lib/queries.ts'
import { asked, createPicker, type PickerEvent, type PickerState } from './picker.ts'

/** The same person in two units is two hits. */
export const hitKey = (hit: AddresseeHit): string => `${hit.residentId ?? ''}/${hit.unitId ?? ''}`

const NOBODY: readonly AddresseeHit[] = []

export interface Picker {
  state: PickerState<AddresseeHit>
  send: (event: PickerEvent<AddresseeHit>) => void
  error: unknown
}

/** The addressee search: asks main with every letter, and tells `onChoose` once per choice. */
export function usePicker(onChoose: (hit: AddresseeHit) => void, limit = 8): Picker {
  const [picker] = useState(() => createPicker(hitKey))
  const state = useSyncExternalStore(picker.subscribe, picker.state)
  useEffect(() => picker.onChoose(onChoose))

  const text = asked(state.text)
  const answer = useRoute('search.addressee', { text, limit }, { enabled: text !== '' })
  const hits = text === '' ? NOBODY : answer.data
  useEffect(() => {
    if (hits) picker.send({ type: 'answered', text, hits })
  }, [hits, text, picker])

  return { state, send: picker.send, error: answer.error }
}
