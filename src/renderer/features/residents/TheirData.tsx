import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { Eraser, FileJson, FileText } from 'lucide-react'
import type { Response } from '../../../shared/contract/index.ts'
import { Button, Panel, Select } from '../../../ui/index.ts'
import { saveFile } from '../../messages/saveFile.ts'
import { LANGUAGE_WORDS } from '../../parcel/addressee/words.ts'
import { useSend } from '../../window/data/queries.ts'
import { useMay } from '../../window/data/useMay.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'

/** What somebody may ask for of what is kept about them. */
export function TheirData({ person }: { person: Response<'residents.get'> }) {
  const { t, i18n } = useLingui()
  const may = useMay('data.export')
  const mayErase = useMay('privacy.erase')
  const navigate = useNavigate()
  const [language, setLanguage] = useState(person.language)
  const read = useSend('export.person', { onSuccess: saveFile })
  const data = useSend('export.person', { onSuccess: saveFile })
  if (!may) return null
  return (
    <Panel title={<Trans>What is kept about them</Trans>}>
      <p className="muted small">
        <Trans>
          When they ask for it, give them all of it within 30 days: a PDF to read, a JSON file for programs.
        </Trans>
      </p>
      <div className="row person-data">
        <Select
          label={t`Language of the PDF`}
          value={language}
          onChange={setLanguage}
          options={(['fr', 'en'] as const).map((id) => ({ id, label: i18n._(LANGUAGE_WORDS[id]) }))}
        />
        <Button
          icon={FileText}
          isPending={read.isPending}
          onPress={() => read.mutate({ residentId: person.id, format: 'pdf', language })}
        >
          <Trans>Export as PDF</Trans>
        </Button>
        <Button
          icon={FileJson}
          isPending={data.isPending}
          onPress={() => data.mutate({ residentId: person.id, format: 'json', language })}
        >
          <Trans>Export as JSON</Trans>
        </Button>
      </div>
      {mayErase && (
        <div className="row">
          <Button
            variant="plain"
            icon={Eraser}
            onPress={() => void navigate({ to: '/residents/$id/erase', params: { id: person.id } })}
          >
            <Trans>Erase this person…</Trans>
          </Button>
        </div>
      )}
      <ErrorNote error={read.error ?? data.error} />
    </Panel>
  )
}
