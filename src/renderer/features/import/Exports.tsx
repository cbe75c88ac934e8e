import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Package, Users } from 'lucide-react'
import { Button, Panel, TextField } from '../../../ui/index.ts'
import { TableKindSelect, type TableKind } from '../../parcel/TableKind.tsx'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { useSend } from '../../window/data/queries.ts'
import { useTimeDisplay } from '../../window/data/useTimeDisplay.ts'
import { addDays, dateIn } from '../../../shared/time/zone.ts'
import { saveFile } from '../../messages/saveFile.ts'

/** Lists as files for a spreadsheet; no cell of them runs as a formula. */
export function Exports() {
  const { t } = useLingui()
  const [format, setFormat] = useState<TableKind>('xlsx')
  // Days of the building: in the evening it is tomorrow already by UTC.
  const { timeZone } = useTimeDisplay()
  const [today] = useState(() => dateIn(timeZone, new Date()))
  const [from, setFrom] = useState(addDays(today, -90))
  const [to, setTo] = useState(today)
  const people = useSend('export.people', { onSuccess: saveFile })
  const parcels = useSend('export.parcels', { onSuccess: saveFile })
  return (
    <Panel title={<Trans>Export lists</Trans>}>
      <div className="import-choices">
        <TableKindSelect value={format} onChange={setFormat} />
        <TextField label={t`Parcels from`} value={from} onChange={setFrom} placeholder="2026-01-31" />
        <TextField label={t`Parcels to`} value={to} onChange={setTo} placeholder="2026-01-31" />
      </div>
      <div className="row">
        <Button icon={Users} isPending={people.isPending} onPress={() => people.mutate({ format })}>
          <Trans>Export the residents</Trans>
        </Button>
        <Button icon={Package} isPending={parcels.isPending} onPress={() => parcels.mutate({ format, from, to })}>
          <Trans>Export the parcels</Trans>
        </Button>
      </div>
      <ErrorNote error={people.error ?? parcels.error} />
      <p className="muted small">
        <Trans>Files hold what residents told you. Who exported what is written down.</Trans>
      </p>
    </Panel>
  )
}
