import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Download } from 'lucide-react'
import type { Request } from '../../../shared/contract/index.ts'
import { Button, Panel } from '../../../ui/index.ts'
import { saveFile } from '../../messages/saveFile.ts'
import { TableKindSelect } from '../../parcel/TableKind.tsx'
import { useSend } from '../../window/data/queries.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'

/** The whole register as a file. */
export function SaveRegister() {
  const { t, i18n } = useLingui()
  const [format, setFormat] = useState<Request<'incidents.export'>['format']>('pdf')
  const file = useSend('incidents.export', { onSuccess: saveFile })
  return (
    <Panel title={<Trans>The register as a file</Trans>}>
      <div className="row incident-export">
        <TableKindSelect value={format} onChange={setFormat} others={[{ id: 'pdf', label: t`PDF to read` }]} />
        <Button
          icon={Download}
          isPending={file.isPending}
          onPress={() => file.mutate({ format, language: i18n.locale === 'fr' ? 'fr' : 'en' })}
        >
          <Trans>Export the register</Trans>
        </Button>
      </div>
      <ErrorNote error={file.error} />
    </Panel>
  )
}
