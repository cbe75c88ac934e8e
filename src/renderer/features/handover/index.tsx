import { useNavigate, useSearch } from '@tanstack/react-router'
import { useRoute } from '../../window/data/queries.ts'
import { useFeedback } from '../../window/desk/useFeedback.ts'
import { answerFor } from '../../parcel/outcome/answer.tsx'
import { useScanHandler } from '../../window/desk/useScanHandler.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { HandoverDesk } from './HandoverDesk.tsx'
import { HandoverStart } from './HandoverStart.tsx'
import { readTarget, type Target } from './target.ts'
import { AddresseeFirst } from './AddresseeFirst.tsx'
import './handover.css'

/** Giving parcels to the person who stands at the desk. */
export function HandoverScreen() {
  const target = readTarget(useSearch({ from: '/handover' }))
  return target === null ? <Start /> : <Opened key={JSON.stringify(target)} target={target} />
}

function Start() {
  const navigate = useNavigate()
  const feedback = useFeedback()
  useScanHandler((outcome) => {
    // Here, the carrier's own barcode of a parcel means the same as our label on it.
    if (outcome.kind !== 'known') return false
    feedback.show(answerFor({ kind: 'hand_over', package: outcome.package }))
    const { id, unassigned } = outcome.package
    void (unassigned
      ? navigate({ to: '/packages/$id', params: { id } })
      : navigate({ to: '/handover', search: { packageId: id } }))
    return true
  })
  return <HandoverStart onChoose={(search) => void navigate({ to: '/handover', search })} />
}

function Opened({ target }: { target: Target }) {
  const { data, error } = useRoute('handover.open', target)
  if (error) return <ErrorNote error={error} />
  if (!data) return null
  const parcel = 'packageId' in target ? data.packages.find(({ id }) => id === target.packageId) : undefined
  if (parcel?.unassigned) return <AddresseeFirst parcel={parcel} />
  return <HandoverDesk target={target} opened={data} />
}
