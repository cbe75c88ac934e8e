import { useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Request } from '../../../shared/contract/index.ts'
import { ROLES } from '../../../shared/staff/permissions.ts'
import { Form, RadioCards, TextField } from '../../../ui/index.ts'
import { KeyArea } from '../../../ui/KeyArea.tsx'
import { useFocusBack } from '../../../ui/useFocusBack.ts'
import { useStartFocus } from '../../../ui/useStartFocus.ts'
import { useAct } from '../../parcel/acts/useAct.tsx'
import { ROLE_WORDS } from '../../parcel/words/words.ts'
import { FormButtons } from '../../parcel/FormButtons.tsx'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { nameError, ROLE_DETAILS } from './words.ts'

interface MemberFormProps {
  member: Request<'staff.save'>
  /** With the id of who was saved, or null when it was given up. */
  onDone: (saved: string | null) => void
}

/** Name and role of somebody who works here. Enter saves, Escape leaves. */
export function MemberForm({ member, onDone }: MemberFormProps) {
  const { i18n, t } = useLingui()
  const start = useStartFocus()
  const form = useFocusBack()
  const [name, setName] = useState(member.name)
  const [role, setRole] = useState(member.role)
  const save = useAct('staff.save', {
    says: (_, saved) => ({
      title: member.name === '' ? <Trans>Staff member added</Trans> : <Trans>Staff member changed</Trans>,
      detail: (
        <bdi translate="no">
          {saved.name} · {i18n._(ROLE_WORDS[saved.role])}
        </bdi>
      ),
    }),
    after: () => onDone(member.id),
  })
  return (
    <KeyArea onEscape={() => onDone(null)}>
      <Form
        ref={form}
        noValidate
        onSubmit={() => {
          if (!save.isPending) save.mutate({ id: member.id, name, role, active: member.active })
        }}
      >
        <TextField
          inputRef={start}
          label={t`Name, as everybody here reads it`}
          value={name}
          onChange={setName}
          error={nameError(save.error, i18n)}
          dir="auto"
        />
        <RadioCards
          label={t`Role`}
          value={role}
          onChange={setRole}
          choices={ROLES.map((id) => ({ id, label: i18n._(ROLE_WORDS[id]), detail: i18n._(ROLE_DETAILS[id]) }))}
        />
        <ErrorNote error={save.error} />
        <FormButtons isPending={save.isPending} onCancel={() => onDone(null)}>
          <Trans>Save</Trans>
        </FormButtons>
      </Form>
    </KeyArea>
  )
}
