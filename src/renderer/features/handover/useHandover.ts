import { useState } from 'react'
import type { Proof } from '../../../shared/contract/packages.ts'
import type { Response } from '../../../shared/contract/index.ts'
import { cleanCode, missing, ticked, type Opened, type Overrides } from './selection.ts'
import { isSigned, signaturePath, type Stroke } from '../../parcel/signature/path.ts'

type Opening = Response<'handover.open'>
export type Collector = Opening['collectors'][number]

export const SOMEONE_ELSE = 'other'

/** Two people of a unit may share a name. */
export const collectorKey = (collector: Collector, index: number): string => `${index}:${collector.residentId ?? ''}`

const KEYED = 8

/** The key that chooses a collector: Ctrl+1 to Ctrl+8 by their place, Ctrl+9 for somebody who is not in the list. */
export function collectorShortcut(at: number | null): string | null {
  if (at === null) return 'Ctrl+9'
  return at < KEYED ? `Ctrl+${at + 1}` : null
}

/** Whom a digit chooses with Ctrl: the other way round. Null when nobody has that key. */
export function collectorAt(digit: number, collectors: readonly Collector[]): string | null {
  if (digit === KEYED + 1) return SOMEONE_ELSE
  const collector = collectors[digit - 1]
  return digit <= KEYED && collector ? collectorKey(collector, digit - 1) : null
}

/** The person themselves, or the only one who could have come. Who is not expected is chosen by a hand of its own. */
function likelyCollector({ collectors, resident }: Opening): string {
  const index = resident
    ? collectors.findIndex(({ residentId }) => residentId === resident.id)
    : collectors.length === 1
      ? 0
      : -1
  const found = collectors[index]
  return found && found.care === null ? collectorKey(found, index) : ''
}

/** What is being handed over, to whom and on what proof; kept only while the page is open. */
export function useHandover(opening: Opening, packageId: string | null) {
  const opened: Opened = { residentId: opening.resident?.id ?? null, packageId }
  const [overrides, setOverrides] = useState<Overrides>({})
  const [who, setWho] = useState(() => likelyCollector(opening))
  const [otherName, setOtherName] = useState('')
  const [proof, setProof] = useState<Proof | null>(null)
  const [code, setCode] = useState('')
  const [strokes, setStrokes] = useState<readonly Stroke[]>([])

  const ids = ticked(opening.packages, opened, overrides)
  const collector = opening.collectors.find((one, index) => collectorKey(one, index) === who)
  const collectedBy = who === SOMEONE_ELSE ? otherName.trim() : (collector?.name ?? '')
  const signed = isSigned(strokes)
  const atFirst = ticked(opening.packages, opened, {})

  return {
    ids,
    who,
    otherName,
    proof,
    code,
    strokes,
    collectedBy,
    /** Somebody chose or wrote something here that leaving would lose. */
    isBegun:
      who !== likelyCollector(opening) ||
      proof !== null ||
      strokes.length > 0 ||
      ids.length !== atFirst.length ||
      ids.some((id) => !atFirst.includes(id)),
    lacks:
      proof === null && ids.length > 0 && collectedBy !== ''
        ? ('proof' as const)
        : missing({ count: ids.length, collectedBy, proof: proof ?? 'known', code, signed }),
    tick: (id: string, on: boolean) => setOverrides((now) => ({ ...now, [id]: on })),
    setWho,
    setOtherName,
    setProof,
    setCode: (text: string) => setCode(cleanCode(text)),
    setStrokes,
    /** What main is asked to do. */
    input: () => ({
      packageIds: ids,
      residentId: collector?.residentId ?? null,
      collectedBy,
      proof: proof ?? ('known' as const),
      code: proof === 'code' ? cleanCode(code) : null,
      signature: proof === 'signature' && signed ? signaturePath(strokes) : null,
    }),
  }
}

export type Handover = ReturnType<typeof useHandover>
