import { useMemo } from 'react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useRoute } from '../../window/data/queries.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { HandoverDesk } from './HandoverDesk.tsx'
import { HandoverStart } from './HandoverStart.tsx'
import { keyOf, packageOf, readTarget, type Target } from './target.ts'
import { AddresseeFirst } from './AddresseeFirst.tsx'
import './handover.css'

/** Giving parcels to the person who stands at the desk. */
export function HandoverScreen() {
  const { packageId, residentId, unitId } = useSearch({ from: '/handover' })
  const target = useMemo(() => readTarget({ packageId, residentId, unitId }), [packageId, residentId, unitId])
  const navigate = useNavigate()
  if (target === null) return <HandoverStart onChoose={(search) => void navigate({ to: '/handover', search })} />
  return <Opened key={keyOf(target)} target={target} />
}

function Opened({ target }: { target: Target }) {
  const { data, error } = useRoute('handover.open', target)
  if (error) return <ErrorNote error={error} />
  if (!data) return null
  const parcel = data.packages.find(({ id }) => id === packageOf(target))
  if (parcel?.unassigned) return <AddresseeFirst parcel={parcel} />
  return <HandoverDesk target={target} opened={data} />
}
