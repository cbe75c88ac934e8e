import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { Pencil, Trash2 } from 'lucide-react'
import type { Request, Response } from '../../../../shared/contract/index.ts'
import { NOTICE_RULES, UNIT_KINDS } from '../../../../shared/people/kinds.ts'
import { Button, Panel, TextField, ToggleGroup } from '../../../../ui/index.ts'
import { useStartFocus } from '../../../../ui/useStartFocus.ts'
import { useAct } from '../../../parcel/acts/useAct.tsx'
import { useMay } from '../../../window/data/useMay.ts'
import { ErrorNote } from '../../../window/errors/ErrorNote.tsx'
import { EditForm } from '../../../parcel/EditForm.tsx'
import { useTextFields } from '../../../parcel/useTextFields.ts'
import { NOTICE_RULE_WORDS, UNIT_KIND_WORDS } from '../unitWords.ts'
import { useKeptFields, type KeptFields } from '../../../messages/useKeptFields.ts'

type Unit = Response<'units.get'>
type Draft = Request<'units.save'>

const draftOf = (unit: Unit): Draft => ({
  id: unit.id,
  number: unit.number,
  floor: unit.floor === null ? '' : String(unit.floor),
  tower: unit.tower ?? '',
  kind: unit.kind,
  noticeRule: unit.noticeRule,
  note: unit.note,
})

/** What is known of a unit, changed in place; a unit on which nothing stands can be removed. */
export function UnitDetails({ unit }: { unit: Unit }) {
  const may = useMay('directory.write')
  const navigate = useNavigate()
  const writing = useKeptFields<Draft>('unit', unit.id)
  const remove = useAct('units.remove', {
    says: () => ({ unit: unit.name, title: <Trans>Unit removed</Trans> }),
    after: () => void navigate({ to: '/units' }),
  })
  const fields = may ? writing.fields : null
  return (
    <Panel
      title={<Trans>Details</Trans>}
      actions={
        may &&
        !fields && (
          <>
            <Button icon={Pencil} onPress={() => writing.begin(draftOf(unit))}>
              <Trans>Change</Trans>
            </Button>
            <Button
              variant="plain"
              icon={Trash2}
              isPending={remove.isPending}
              onPress={() => remove.mutate({ id: unit.id })}
            >
              <Trans>Remove</Trans>
            </Button>
          </>
        )
      }
    >
      {fields ? <UnitForm unit={unit} writing={writing} fields={fields} /> : <Facts unit={unit} />}
      <ErrorNote error={remove.error} />
    </Panel>
  )
}

function Facts({ unit }: { unit: Unit }) {
  const { i18n } = useLingui()
  return (
    <dl className="facts">
      <dt>
        <Trans>Type</Trans>
      </dt>
      <dd>{i18n._(UNIT_KIND_WORDS[unit.kind])}</dd>
      <dt>
        <Trans>Floor</Trans>
      </dt>
      <dd>{unit.floor ?? <Trans>not known</Trans>}</dd>
      {unit.tower !== null && (
        <>
          <dt>
            <Trans>Tower</Trans>
          </dt>
          <dd translate="no">{unit.tower}</dd>
        </>
      )}
      <dt>
        <Trans>Notices</Trans>
      </dt>
      <dd>{i18n._(NOTICE_RULE_WORDS[unit.noticeRule])}</dd>
    </dl>
  )
}

function UnitForm({ unit, writing, fields }: { unit: Unit; writing: KeptFields<Draft>; fields: Draft }) {
  const { i18n, t } = useLingui()
  const start = useStartFocus()
  const save = useAct('units.save', {
    says: (_, { number }) => ({ unit: number, title: <Trans>Unit saved</Trans> }),
    after: writing.forget,
  })
  const at = useTextFields(fields, writing.change, save.error)
  return (
    <EditForm save={save} onSave={() => save.mutate(writing.onto(draftOf(unit)))} onCancel={writing.forget}>
      <div className="directory-fields">
        <TextField inputRef={start} label={t`Number as on the door`} {...at('number')} />
        <TextField label={t`Floor`} {...at('floor')} />
        <TextField label={t`Tower`} {...at('tower')} />
      </div>
      <ToggleGroup
        label={t`Type`}
        choices={UNIT_KINDS.map((id) => ({ id, label: i18n._(UNIT_KIND_WORDS[id]) }))}
        value={fields.kind}
        onChange={(kind) => writing.change({ kind })}
      />
      <ToggleGroup
        label={t`Notices go to`}
        choices={NOTICE_RULES.map((id) => ({ id, label: i18n._(NOTICE_RULE_WORDS[id]) }))}
        value={fields.noticeRule}
        onChange={(noticeRule) => writing.change({ noticeRule })}
      />
      <TextField multiline label={t`Note for the desk`} {...at('note')} />
    </EditForm>
  )
}
