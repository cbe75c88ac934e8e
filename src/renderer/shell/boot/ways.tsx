import { Trans } from '@lingui/react/macro'
import { Button } from '../../../ui/index.ts'
import type { Backup } from '../../records/backups/BackupRows.tsx'
import type { StoreRoute, useStoreRoute } from './useStoreRoute.ts'

type Way<N extends StoreRoute> = ReturnType<typeof useStoreRoute<N>>

/** The first way out when the data file is lost: the newest good backup, where there is one. */
export function GoBack({
  to,
  by,
  isDisabled,
}: {
  to: Backup | undefined
  by: Way<'app.restore'>
  isDisabled: boolean
}) {
  if (!to) return null
  return (
    <Button
      variant="primary"
      size="large"
      isPending={by.isPending}
      isDisabled={isDisabled}
      onPress={() => by.mutate({ file: to.file })}
    >
      <Trans>Go back to the newest good backup</Trans>
    </Button>
  )
}

/** The last way out: an empty building. */
export function BeginEmpty({ by, isDisabled }: { by: Way<'app.startFresh'>; isDisabled: boolean }) {
  return (
    <Button variant="danger" size="large" isDisabled={isDisabled} onPress={() => by.mutate({})}>
      <Trans>Begin with an empty building</Trans>
    </Button>
  )
}
