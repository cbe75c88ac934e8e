import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Pencil } from 'lucide-react'
import type { Response } from '../../../shared/contract/index.ts'
import { Button, Chip, Panel, TextField } from '../../../ui/index.ts'
import { useStartFocus } from '../../../ui/useStartFocus.ts'
import { useAct } from '../../parcel/acts/useAct.tsx'
import { EditForm } from '../../parcel/EditForm.tsx'
import { fieldError } from '../../parcel/words/fieldProblems.ts'
import { useMay } from '../../window/data/useMay.ts'
import { useRoute } from '../../window/data/queries.ts'
import { BuildingSetLine } from './SetLine.tsx'

type Desk = Response<'settings.get'>['desks'][number]

/** The desks of the building: name, and the letter that their parcels’ numbers begin with. */
export function Desks() {
  const { t } = useLingui()
  const may = useMay('building.write')
  const desks = useRoute('settings.get', {}).data?.desks ?? []
  const [changing, change] = useState<string | null>(null)
  return (
    <Panel title={<Trans>Desks</Trans>}>
      <p className="muted">
        <Trans>The numbers of a desk’s parcels begin with its letter: A12.</Trans>
      </p>
      <ul className="stack" data-gap="small">
        {desks.map((desk) => (
          <li key={desk.id}>
            {may && changing === desk.id ? (
              <DeskForm desk={desk} onDone={() => change(null)} />
            ) : (
              <div className="desk-row">
                <strong className="desk-letter" translate="no">
                  {desk.letter}
                </strong>
                <span className="row-main">
                  <span className="row-title">
                    <bdi translate="no">{desk.name}</bdi>{' '}
                    {desk.isThis && (
                      <Chip tone="ok">
                        <Trans>This desk</Trans>
                      </Chip>
                    )}
                  </span>
                  <BuildingSetLine set={desk.set} />
                </span>
                {may && (
                  <Button
                    variant="plain"
                    icon={Pencil}
                    aria-label={t`Change desk ${desk.letter}`}
                    onPress={() => change(desk.id)}
                  />
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function DeskForm({ desk, onDone }: { desk: Desk; onDone: () => void }) {
  const { i18n, t } = useLingui()
  const start = useStartFocus()
  const [name, setName] = useState(desk.name)
  const [letter, setLetter] = useState(desk.letter)
  const save = useAct('desks.save', {
    says: () => ({
      title: <Trans>Desk changed</Trans>,
      detail: (
        <bdi translate="no">
          {letter.trim().toUpperCase()} · {name}
        </bdi>
      ),
    }),
    after: onDone,
  })
  return (
    <EditForm gap="small" save={save} onSave={() => save.mutate({ id: desk.id, name, letter })} onCancel={onDone}>
      <div className="desk-fields">
        <TextField
          label={t`Letter`}
          value={letter}
          onChange={setLetter}
          error={fieldError(save.error, 'letter', i18n)}
        />
        <TextField
          inputRef={start}
          label={t`Name of the desk`}
          value={name}
          onChange={setName}
          error={fieldError(save.error, 'name', i18n)}
          dir="auto"
        />
      </div>
      {letter.trim().toUpperCase() !== desk.letter && (
        <p className="muted small">
          <Trans>Parcels that are here keep their numbers; new ones begin with the new letter.</Trans>
        </p>
      )}
    </EditForm>
  )
}
