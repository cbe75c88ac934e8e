import { Trans } from '@lingui/react/macro'
import { CalendarOff, Forward, PackageX, UserX } from 'lucide-react'
import type { Care } from '../../../shared/packages/care.ts'
import { Chip } from '../../../ui/index.ts'
import { useFormats } from '../words/useFormats.ts'

/** In a list of people: why this one is not like the others. */
export function CareChip({ care: { kind, until } }: { care: Care }) {
  const formats = useFormats()
  const date = () => formats.date(until ?? '')
  switch (kind) {
    case 'moved_out':
      return (
        <Chip tone="error" icon={UserX}>
          <Trans>Moved out</Trans>
        </Chip>
      )
    case 'vacant':
      return (
        <Chip tone="attention" icon={PackageX}>
          <Trans>Vacant</Trans>
        </Chip>
      )
    case 'not_receiving':
      return (
        <Chip tone="attention" icon={PackageX}>
          <Trans>No parcels here</Trans>
        </Chip>
      )
    case 'forward':
      return (
        <Chip tone="attention" icon={Forward}>
          <Trans>Away until {date()}: forward</Trans>
        </Chip>
      )
    case 'hold':
      return (
        <Chip tone="attention" icon={CalendarOff}>
          <Trans>Away until {date()}</Trans>
        </Chip>
      )
  }
}
