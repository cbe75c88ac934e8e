import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import type { PackageDetail, PackageKind } from '../../../shared/contract/packages.ts'
import { useAct } from '../../parcel/acts/useAct.tsx'
import { duplicateOf } from '../../window/errors/errors.ts'
import { carrierChoices, KIND_WORDS } from '../../parcel/words/words.ts'
import { Button, Checkbox, Form, Select, TextField } from '../../../ui/index.ts'
import { FormButtons } from '../../parcel/FormButtons.tsx'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { KeyArea } from '../../../ui/KeyArea.tsx'
import { useStartFocus } from '../../../ui/useStartFocus.ts'
import { FLAG_WORDS } from '../../parcel/words/fields.ts'

const FLAGS = ['perishable', 'oversize', 'signatureRequired'] as const

/** Corrects the facts of a parcel. Main records what each was before. */
export function DetailsForm({ parcel, onDone }: { parcel: PackageDetail; onDone: () => void }) {
  const { i18n, t } = useLingui()
  const [carrier, setCarrier] = useState(parcel.carrier)
  const [number, setNumber] = useState(parcel.trackingNumber ?? '')
  const [kind, setKind] = useState<PackageKind>(parcel.kind)
  const [flags, setFlags] = useState(parcel.flags)
  const [note, setNote] = useState(parcel.note)
  const start = useStartFocus()
  const edit = useAct('packages.edit', {
    says: ({ package: row }) => ({
      silent: true,
      unit: row.unit?.number ?? null,
      title: <Trans>Details corrected</Trans>,
      detail: row.shortNumber,
    }),
    after: onDone,
  })
  const navigate = useNavigate()
  const duplicate = duplicateOf(edit.error)

  const save = () =>
    edit.mutate({
      packageId: parcel.id,
      carrier,
      trackingNumber: number.trim() === '' ? null : number.trim(),
      kind,
      flags,
      note: note.trim(),
    })

  return (
    <KeyArea onEscape={onDone}>
      <Form
        onSubmit={() => {
          if (!edit.isPending) save()
        }}
      >
        <div className="parcel-fields">
          <Select label={<Trans>Carrier</Trans>} options={carrierChoices(i18n)} value={carrier} onChange={setCarrier} />
          <TextField inputRef={start} label={t`Tracking number`} value={number} onChange={setNumber} maxLength={120} />
          <Select
            label={<Trans>Type</Trans>}
            options={(Object.keys(KIND_WORDS) as PackageKind[]).map((id) => ({ id, label: i18n._(KIND_WORDS[id]) }))}
            value={kind}
            onChange={setKind}
          />
        </div>
        <div className="row">
          {FLAGS.map((flag) => (
            <Checkbox
              key={flag}
              isSelected={flags[flag]}
              onChange={(on) => setFlags((now) => ({ ...now, [flag]: on }))}
            >
              {i18n._(FLAG_WORDS[flag])}
            </Checkbox>
          ))}
        </div>
        <TextField multiline label={t`Note`} value={note} onChange={setNote} maxLength={500} />
        <ErrorNote
          error={edit.error}
          actions={
            duplicate && (
              <Button onPress={() => void navigate({ to: '/packages/$id', params: { id: duplicate.id } })}>
                <Trans>Open {duplicate.shortNumber}</Trans>
              </Button>
            )
          }
        />
        <FormButtons isPending={edit.isPending} onCancel={onDone}>
          <Trans>Save</Trans>
        </FormButtons>
      </Form>
    </KeyArea>
  )
}
