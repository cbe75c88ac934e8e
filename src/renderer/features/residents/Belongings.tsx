import { Trans, useLingui } from '@lingui/react/macro'
import { Pencil, Plus } from 'lucide-react'
import type { Response } from '../../../shared/contract/index.ts'
import { isLent } from '../../../shared/people/kinds.ts'
import { Button } from '../../../ui/index.ts'
import { useAct } from '../../parcel/acts/useAct.tsx'
import { BELONGING_WORDS } from '../../parcel/words/belongings.ts'
import { useMay } from '../../window/data/useMay.ts'
import { BelongingForm, type BelongingFields } from './BelongingForm.tsx'
import { BelongingText } from './BelongingText.tsx'
import { BELONGING_ICONS } from './belongingWords.ts'
import { KeptList, type PersonRow } from './KeptList.tsx'
import { useKeptFields } from '../../messages/useKeptFields.ts'
import { RowWithActs } from './RowWithActs.tsx'

type Resident = Response<'residents.get'>
type Belonging = Resident['belongings'][number]

const draftOf = ({ id, kind, name, place, note, from, to }: Belonging): BelongingFields => ({
  id,
  kind,
  name,
  place,
  note,
  from: from ?? '',
  to: to ?? '',
})

/** Vehicles, fobs and keys lent, pets, storage: added, changed and ended in place. */
export function Belongings({ person }: { person: Resident }) {
  const may = useMay('directory.care')
  const writing = useKeptFields<BelongingFields>('belonging', person.id)
  if (person.belongings.length === 0 && !may) return null
  return (
    <KeptList<Belonging, BelongingFields>
      title={<Trans>Vehicles, fobs, pets</Trans>}
      rows={person.belongings}
      may={may}
      writing={writing}
      draftOf={draftOf}
      add={{
        icon: Plus,
        label: <Trans>Add</Trans>,
        fields: (id) => ({ id, kind: 'vehicle', name: '', place: '', note: '', from: '', to: '' }),
      }}
      empty={<Trans>No vehicle, fob, key, pet or storage is known.</Trans>}
      renderRow={(one, change) => <BelongingRow one={one} person={person} onChange={change} />}
      renderForm={(form) => <BelongingForm person={person} writing={writing} {...form} />}
    />
  )
}

function BelongingRow({ one, person, onChange }: PersonRow<Belonging>) {
  const { i18n, t } = useLingui()
  const kind = i18n._(BELONGING_WORDS[one.kind])
  const end = useAct('residents.endBelonging', {
    says: () => ({
      title: isLent(one.kind) ? (
        <Trans>
          {kind} {one.name} returned
        </Trans>
      ) : (
        <Trans>
          {kind} {one.name} removed
        </Trans>
      ),
      detail: <bdi translate="no">{person.name}</bdi>,
    }),
  })
  const Icon = BELONGING_ICONS[one.kind]
  return (
    <RowWithActs
      lead={<Icon size={20} aria-hidden />}
      isOver={one.to !== null}
      acts={
        onChange && (
          <>
            {(one.isOut || !isLent(one.kind)) && (
              <Button
                size="small"
                aria-label={one.isOut ? t`Returned: ${kind} ${one.name}` : t`Remove ${kind} ${one.name}`}
                isPending={end.isPending}
                onPress={() => end.mutate({ id: one.id })}
              >
                {one.isOut ? <Trans>Returned</Trans> : <Trans>Remove</Trans>}
              </Button>
            )}
            <Button
              size="small"
              variant="plain"
              icon={Pencil}
              aria-label={t`Change ${kind} ${one.name}`}
              onPress={onChange}
            />
          </>
        )
      }
    >
      <BelongingText one={one} />
    </RowWithActs>
  )
}
