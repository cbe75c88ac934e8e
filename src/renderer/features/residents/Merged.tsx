import { Trans, useLingui } from '@lingui/react/macro'
import { Split } from 'lucide-react'
import type { Response } from '../../../shared/contract/index.ts'
import { Button, Panel } from '../../../ui/index.ts'
import { useAct } from '../../parcel/acts/useAct.tsx'
import { PhoneNumber } from '../../parcel/addressee/PhoneNumber.tsx'
import { useMay } from '../../window/data/useMay.ts'
import { useRoute } from '../../window/data/queries.ts'
import { LikeThis } from './Likes.tsx'
import { RowWithActs } from './RowWithActs.tsx'

type Resident = Response<'residents.get'>

/** Other entries of this person: those that were merged, and those that may be theirs. */
export function Merged({ person }: { person: Resident }) {
  const may = useMay('directory.write')
  const { data: alike = [] } = useRoute('residents.duplicates', { residentId: person.id })
  if (person.merged.length === 0 && alike.length === 0) return null
  return (
    <Panel title={alike.length > 0 ? <Trans>Is this person here twice?</Trans> : <Trans>Merged entries</Trans>}>
      <ul className="stack">
        {alike.map((pair) => (
          <li key={pair.other.id}>
            <LikeThis pair={pair} may={may} />
          </li>
        ))}
        {person.merged.map((entry) => (
          <li key={entry.id}>
            <MergedEntry entry={entry} may={may} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function MergedEntry({ entry, may }: { entry: Resident['merged'][number]; may: boolean }) {
  const { t } = useLingui()
  const separate = useAct('residents.separate', {
    says: () => ({ title: <Trans>Entries separated</Trans>, detail: <bdi translate="no">{entry.name}</bdi> }),
  })
  return (
    <RowWithActs
      acts={
        may && (
          <>
            <Button
              size="small"
              icon={Split}
              isPending={separate.isPending}
              aria-label={t`Separate the entry ${entry.name}`}
              onPress={() => separate.mutate({ id: entry.id })}
            >
              <Trans>Separate</Trans>
            </Button>
          </>
        )
      }
    >
      <span className="row-title">
        <Trans>
          Also entered as <bdi translate="no">{entry.name}</bdi>
        </Trans>
      </span>
      {entry.phones.map((phone) => (
        <PhoneNumber key={`${phone.typed} ${phone.extension}`} phone={phone} />
      ))}
      {entry.email !== null && <span translate="no">{entry.email}</span>}
      {entry.notes !== '' && <span className="row-sub resident-note">{entry.notes}</span>}
    </RowWithActs>
  )
}
