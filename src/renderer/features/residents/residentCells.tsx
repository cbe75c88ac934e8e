import type { ReactNode } from 'react'
import type { AddresseeHit } from '../../../shared/contract/directory.ts'
import { AddresseeOption } from '../../parcel/addressee/AddresseeOption.tsx'

/** A person of the directory looks as they do in every search. */
export const residentCells = (hit: AddresseeHit): ReactNode[] => [
  <span key="person" className="resident-row">
    <AddresseeOption hit={hit} />
  </span>,
]
