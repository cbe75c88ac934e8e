import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { DatabaseBackup } from 'lucide-react'
import type { ReactNode } from 'react'
import type { RestoreOutcome } from '../../../shared/contract/app.ts'
import { Button } from '../../../ui/index.ts'
import { BootScreen } from './BootScreen.tsx'
import { useStoreRoute } from './useStoreRoute.ts'

/** A backup stands in the place of a damaged or lost file: says in numbers what came over from it, once, before the desk goes on. */
export function RestoredStore(outcome: RestoreOutcome) {
  const { found, applied, waiting, refused, unreadable, unread, wanted, dropped = 0, building } = outcome
  const { t } = useLingui()
  const seen = useStoreRoute('app.restoreSeen')
  return (
    <BootScreen
      icon={DatabaseBackup}
      title={wanted ? t`The other data is in place` : t`The desk is back, from its backup`}
      error={seen.error}
      actions={
        <Button variant="primary" size="large" isPending={seen.isPending} onPress={() => seen.mutate({})}>
          <Trans>Continue</Trans>
        </Button>
      }
    >
      {building && (
        <p>
          <Trans>
            The building that is open now: <strong>{building}</strong>
          </Trans>
        </p>
      )}
      <p>
        {wanted ? (
          dropped > 0 ? (
            <Plural
              value={dropped}
              one="# action was left behind, as you chose. It stands in the backup that was made just before."
              other="# actions were left behind, as you chose. They stand in the backup that was made just before."
            />
          ) : (
            <Trans>What stood here before is in the backup that was made just before.</Trans>
          )
        ) : found === 0 && unread ? (
          <Trans>Nothing newer than the backup could be found.</Trans>
        ) : found === 0 ? (
          <Trans>The damaged file held nothing missing from the backup.</Trans>
        ) : (
          <Plural
            value={found}
            one="The damaged file held # action missing from the backup."
            other="The damaged file held # actions missing from the backup."
          />
        )}
      </p>
      {found > 0 && (
        <ul className="restored">
          <Counted count={applied}>
            <Plural value={applied} one="# was kept." other="# were kept." />
          </Counted>
          <Counted count={waiting}>
            <Plural
              value={waiting}
              one="# is kept and shows as soon as the project has been read."
              other="# are kept and show as soon as the project has been read."
            />
          </Counted>
          <Counted count={refused}>
            <Plural
              value={refused}
              one="# needs a decision: it is under “Sending and receiving”."
              other="# need a decision: they are under “Sending and receiving”."
            />
          </Counted>
          <Counted count={unreadable}>
            <Plural value={unreadable} one="# could not be read." other="# could not be read." />
          </Counted>
        </ul>
      )}
      {(unread || unreadable > 0) && (
        <p>
          <Trans>
            Something recorded after the backup may be missing. Check what was received and handed over since; whatever
            is left of the old file is kept for support.
          </Trans>
        </p>
      )}
    </BootScreen>
  )
}

function Counted({ count, children }: { count: number; children: ReactNode }) {
  return count > 0 && <li>{children}</li>
}
