import { Trans } from '@lingui/react/macro'
import { Building2, MonitorCog } from 'lucide-react'
import type { Response } from '../../../shared/contract/index.ts'
import type { DeskKey } from '../../../shared/settings/list.ts'
import { Moment } from '../../parcel/words/spoken.tsx'
import { useRoute } from '../../window/data/queries.ts'

type LastSet = Response<'settings.get'>['desks'][number]['set']

/** Of what a value is, and who set it last. */
export function BuildingSetLine({ set }: { set: LastSet }) {
  return (
    <p className="set-line">
      <Building2 size={16} aria-hidden />
      <span>
        <Trans>Whole building</Trans>
        {' · '}
        {set === null ? (
          <Trans>since the beginning</Trans>
        ) : (
          <Trans>
            {set.by}, <Moment at={set.at} /> ({set.desk})
          </Trans>
        )}
      </span>
    </p>
  )
}

/** The same for values of this desk: who changed one of them last. */
export function DeskSetLine({ keys }: { keys: readonly DeskKey[] }) {
  const all = useRoute('settings.get', {}).data?.desk
  if (!all) return null
  const [last] = keys.flatMap((key) => all[key] ?? []).toSorted((a, b) => b.at.localeCompare(a.at))
  return (
    <p className="set-line">
      <MonitorCog size={16} aria-hidden />
      <span>
        <Trans>This desk only</Trans>
        {' · '}
        {last === undefined ? (
          <Trans>since the beginning</Trans>
        ) : last.by === '' ? (
          <Moment at={last.at} />
        ) : (
          <Trans>
            {last.by}, <Moment at={last.at} />
          </Trans>
        )}
      </span>
    </p>
  )
}
