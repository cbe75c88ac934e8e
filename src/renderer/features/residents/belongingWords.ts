import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Archive, Car, KeyRound, Nfc, PawPrint, type LucideIcon } from 'lucide-react'
import type { BelongingKind } from '../../../shared/people/kinds.ts'

export const BELONGING_ICONS: Readonly<Record<BelongingKind, LucideIcon>> = {
  vehicle: Car,
  fob: Nfc,
  key: KeyRound,
  pet: PawPrint,
  storage: Archive,
}
/** What the name of each kind is. */
export const BELONGING_NAMES: Readonly<Record<BelongingKind, MessageDescriptor>> = {
  vehicle: msg`Plate`,
  fob: msg`Number on the fob`,
  key: msg`Number or name of the key`,
  pet: msg`Name or kind of animal`,
  storage: msg`Number of the storage`,
}
/** Where it belongs; undefined for what has no place. */
export const BELONGING_PLACES: Readonly<Record<BelongingKind, MessageDescriptor | undefined>> = {
  vehicle: msg`Parking space`,
  fob: msg`What it opens`,
  key: msg`What it opens`,
  pet: undefined,
  storage: msg`Where it is`,
}
