import { Trans } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { uuidv7 } from 'uuidv7'
import { Panel } from '../../../ui/index.ts'
import { useRoute } from '../../window/data/queries.ts'
import { useAct } from '../../parcel/acts/useAct.tsx'
import { Alike } from './Alike.tsx'
import { EditForm } from '../../parcel/EditForm.tsx'
import { MayNot } from './MayNot.tsx'
import { HomeFields, newHome, type HomeDraft } from './HomeFields.tsx'
import { newDraft, PersonFields, type PersonDraft } from './PersonFields.tsx'
import { useKeptFields } from '../../messages/useKeptFields.ts'
import './residents.css'

interface Draft extends PersonDraft {
  home: HomeDraft
}

/** The one draft of somebody new: about nobody who is there. */
const NOBODY = '00000000-0000-7000-8000-000000000000'
const begun = (language: Draft['language']): Draft => ({
  ...newDraft(uuidv7(), language),
  home: newHome(uuidv7()),
})

/** Somebody who is not in the directory yet, with their first home. */
export function NewPersonScreen() {
  const building = useRoute('session.get', {}).data?.building
  return building ? <NewPerson language={building.languages[0] ?? 'fr'} /> : null
}

/** `language`: the building's first one, which most people who come speak. */
function NewPerson({ language }: { language: Draft['language'] }) {
  const navigate = useNavigate()
  const writing = useKeptFields<Draft>('newPerson', NOBODY, () => begun(language))
  const { fields } = writing
  const save = useAct('residents.save', {
    says: (_, { givenName, familyName, home }) => ({
      unit: home?.unit ?? null,
      title: <Trans>Person added</Trans>,
      detail: <bdi translate="no">{[givenName, familyName].join(' ').trim()}</bdi>,
    }),
    after: () => {
      writing.forget()
      if (fields) void navigate({ to: '/residents/$id', params: { id: fields.id } })
    },
  })
  if (!fields) return null
  return (
    <div className="stack new-person" data-gap="large">
      <h1>
        <Trans>New person</Trans>
      </h1>
      <MayNot />
      <Panel>
        <EditForm
          save={save}
          onSave={() => save.mutate(fields)}
          onCancel={() => {
            writing.forget()
            void navigate({ to: '/residents' })
          }}
        >
          <PersonFields fields={fields} onChange={writing.change} error={save.error} />
          <HomeFields
            fields={fields.home}
            onChange={(part) => writing.change({ home: { ...fields.home, ...part } })}
            error={save.error}
            isNew
          />
          <Alike fields={fields} unit={fields.home.unit} />
        </EditForm>
      </Panel>
    </div>
  )
}
