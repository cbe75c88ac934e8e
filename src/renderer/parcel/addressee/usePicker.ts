import { useEffect, useState } from 'react'
import { useSelector } from '@tanstack/react-store'
import { asked, createPicker, type Hits, type PickerEvent, type PickerState } from './picker.ts'

export interface Picker<H> {
  state: PickerState<H>
  send: (event: PickerEvent<H>) => void
  /** What main is asked for; empty while nothing is typed. */
  text: string
}

/** A search that tells `onChoose` once per choice. Its hits come with `useHits`. */
export function usePicker<H>(of: Hits<H>, onChoose: (hit: H, typed: string) => void): Picker<H> {
  const [picker] = useState(() => createPicker(of))
  const state = useSelector(picker.state)
  useEffect(() => picker.onChoose(onChoose))
  return { state, send: picker.send, text: asked(state.text) }
}

const NOTHING: readonly never[] = []

/** Hands the answer for the picker's text to it. */
export function useHits<H>({ send, text }: Picker<H>, answer: readonly H[] | undefined): void {
  const hits = text === '' ? NOTHING : answer
  useEffect(() => {
    if (hits) send({ type: 'answered', text, hits })
  }, [hits, text, send])
}
