import { Trans } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { UserSearch } from 'lucide-react'
import type { PackageRow } from '../../../shared/contract/packages.ts'
import { Button, EmptyState } from '../../../ui/index.ts'

/** A parcel that is nobody's yet is given to nobody: first its addressee, then the hand-over. */
export function AddresseeFirst({ parcel }: { parcel: PackageRow }) {
  const navigate = useNavigate()
  return (
    <EmptyState
      icon={UserSearch}
      title={<Trans>Who is {parcel.shortNumber} for? Choose the addressee first</Trans>}
      actions={
        <Button
          variant="primary"
          // eslint-disable-next-line jsx-a11y/no-autofocus -- the screen is for nothing else
          autoFocus
          onPress={() => void navigate({ to: '/packages/$id', params: { id: parcel.id } })}
        >
          <Trans>Choose the addressee</Trans>
        </Button>
      }
    >
      <Trans>As long as nobody knows whose it is, it cannot be handed over.</Trans>
    </EmptyState>
  )
}
