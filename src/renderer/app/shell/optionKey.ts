import type { AddresseeHit } from '../../../shared/contract/directory.ts'

type Named = Pick<AddresseeHit, 'residentId' | 'unitId'>

/** The key of a person or a unit among the palette's results. A person of two units is found twice. */
export const optionKey = ({ residentId, unitId }: Named): string =>
  residentId === null ? `unit/${unitId}` : `resident/${residentId}/${unitId ?? ''}`
