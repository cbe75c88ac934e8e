import { useEffect } from 'react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useRoute } from '../../window/data/queries.ts'
import type { IntakeDesk } from './intakeDesk.ts'
import type { Addressee } from './pile.ts'

export interface Preset extends Addressee {
  name: string
  unitNumber: string | null
  /** They have moved out, or their parcels do not come here: Enter alone registers nothing. */
  isNotHere: boolean
  clear: () => void
}

/** Whom the next parcel is for, when the intake was opened from their page. One that is in hand by then is not theirs. */
export function usePreset({ beginFor }: Pick<IntakeDesk, 'beginFor'>): Preset | null {
  const { residentId, unitId } = useSearch({ from: '/intake' })
  const navigate = useNavigate()
  useEffect(() => {
    beginFor(residentId ?? null)
    return () => beginFor(null)
  }, [beginFor, residentId])
  const { data } = useRoute('residents.get', { id: residentId ?? '' }, { enabled: residentId !== undefined })
  if (residentId === undefined || !data) return null
  const home = data.occupancies.find((one) => one.unitId === unitId) ?? data.occupancies.find((one) => !one.former)
  return {
    residentId,
    unitId: home?.unitId ?? null,
    name: data.name,
    unitNumber: home?.unitNumber ?? null,
    isNotHere: home === undefined || home.former || !home.receivesPackages,
    clear: () => void navigate({ to: '/intake', search: {}, replace: true }),
  }
}
