import { createContext, use } from 'react'
import { useSelector } from '@tanstack/react-store'
import type { Proof } from '../../../shared/contract/packages.ts'
import type { Stroke } from '../../parcel/signature/path.ts'
import type { Opening } from './collectors.ts'
import { read } from './form.ts'
import { cleanCode } from './selection.ts'
import { formOf, type Handovers } from './store.ts'
import type { Target } from './target.ts'

/** The hand-overs of the window: they outlive their page. */
export const HandoversContext = createContext<Handovers | null>(null)

/** All hand-overs that are begun. */
export function useHandovers(): Handovers {
  const handovers = use(HandoversContext)
  if (!handovers) throw new Error('Outside of the desk')
  return handovers
}

/** What is being handed over, to whom and on what proof. */
export function useHandover(target: Target, opened: Opening) {
  const handovers = useHandovers()
  const form = useSelector(handovers.begun, (begun) => formOf(begun, target))
  return {
    ...form,
    ...read(form, opened, target),
    tick: (id: string, on: boolean) => handovers.tick(target, id, on),
    setWho: (who: string) => handovers.change(target, { who }),
    setOtherName: (otherName: string) => handovers.change(target, { otherName }),
    setProof: (proof: Proof) => handovers.change(target, { proof }),
    setCode: (text: string) => handovers.change(target, { code: cleanCode(text) }),
    setStrokes: (strokes: readonly Stroke[]) => handovers.change(target, { strokes }),
    stay: () => handovers.change(target, { other: null }),
    finish: () => void handovers.finish(target, opened),
    drop: () => handovers.drop(target),
  }
}

export type Handover = ReturnType<typeof useHandover>
