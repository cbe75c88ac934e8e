import { useState } from 'react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { CloudDownload, CloudUpload } from 'lucide-react'
import type { ConnectOffer } from '../../../../shared/contract/account.ts'
import type { Request } from '../../../../shared/contract/index.ts'
import { useSend } from '../../../window/data/queries.ts'
import { ROLE_WORDS } from '../../../parcel/words/words.ts'
import { Button, Form, Note, RadioCards, Select, TextField } from '../../../../ui/index.ts'
import { ErrorNote } from '../../../window/errors/ErrorNote.tsx'

const NEW_DESK = 'new'
const freeLetter = (taken: readonly string[]): string =>
  [...'ABCDEFGHJKLMNPQRSTUVWXYZ'].find((letter) => !taken.includes(letter)) ?? ''

interface OfferFormProps {
  offer: ConnectOffer
  onBack: () => void
  /** There is nothing here that could be brought in. */
  onlyTakes?: boolean
}

/** What the account may connect this desk with, and the choice. */
export function OfferForm({ offer, onBack, onlyTakes = false }: OfferFormProps) {
  const { t } = useLingui()
  const first = offer.mayUpload ? 'upload' : offer.buildings.length > 0 ? 'replace' : null
  const [choice, setChoice] = useState<'upload' | 'replace' | null>(first)
  const [staffId, setStaffId] = useState<string | null>(
    offer.local.staff.find(({ role }) => role === 'admin')?.id ?? null,
  )
  const [buildingId, setBuildingId] = useState<string | null>(offer.buildings[0]?.id ?? null)
  const building = offer.buildings.find(({ id }) => id === buildingId)
  const letters = building?.desks.map(({ letter }) => letter) ?? []
  const [deskId, setDeskId] = useState<string | null>(null)
  const chosenDesk = deskId ?? (building?.mayAddDesk ? NEW_DESK : (building?.desks[0]?.id ?? null))
  const [name, setName] = useState(t`Reception`)
  const [letter, setLetter] = useState('')
  const newLetter = letter || freeLetter(letters)
  const connect = useSend('account.connect')
  const input = inputOf()

  function inputOf(): Request<'account.connect'> | null {
    if (choice === 'upload') return staffId === null ? null : { choice, staffId }
    if (choice !== 'replace' || !building || chosenDesk === null) return null
    if (chosenDesk !== NEW_DESK) return { choice, buildingId: building.id, desk: { id: chosenDesk } }
    if (name.trim() === '' || !/^[A-Z]{1,2}$/.test(newLetter) || letters.includes(newLetter)) return null
    return { choice, buildingId: building.id, desk: { name, letter: newLetter } }
  }

  if (first === null)
    return (
      <Note tone="attention" actions={<Button onPress={onBack}>{t`Back`}</Button>}>
        <Trans>
          {offer.email} is known to the project but has no access yet. An administrator of a building invites this
          address; for the first building, the person who manages the project names it as founder (see the manual).
        </Trans>
      </Note>
    )
  return (
    <Form
      onSubmit={() => {
        if (input) connect.mutate(input)
      }}
    >
      {!onlyTakes && (
        <RadioCards
          label={t`How does this desk come to the project?`}
          value={choice}
          onChange={setChoice}
          choices={[
            {
              id: 'upload',
              icon: CloudUpload,
              disabled: !offer.mayUpload,
              label: t`Bring this desk’s building into the project`,
              detail: offer.mayUpload ? (
                <Trans>
                  {offer.local.building}: {offer.local.units} units, {offer.local.residents} residents,{' '}
                  {offer.local.packages} parcels.
                </Trans>
              ) : (
                <Trans>Not for this account: it was not named as founder.</Trans>
              ),
            },
            {
              id: 'replace',
              icon: CloudDownload,
              disabled: offer.buildings.length === 0,
              label: offer.same ? t`Connect this desk again` : t`Take the project’s building`,
              detail:
                offer.buildings.length === 0 ? (
                  <Trans>The project has no building for this account.</Trans>
                ) : offer.same ? (
                  <Trans>It is the same building: what is waiting here is sent.</Trans>
                ) : (
                  <Trans>This desk’s own building is replaced; a backup of it stays on this computer.</Trans>
                ),
            },
          ]}
        />
      )}
      {choice === 'upload' && (
        <Select
          label={t`Which staff member is ${offer.email}?`}
          placeholder={t`Choose`}
          value={staffId}
          onChange={setStaffId}
          options={offer.local.staff.map(({ id, name }) => ({ id, label: name }))}
        />
      )}
      {choice === 'replace' && building && (
        <>
          {offer.buildings.length > 1 && (
            <Select
              label={t`Building`}
              value={buildingId}
              onChange={(next) => {
                setBuildingId(next)
                setDeskId(null)
              }}
              options={offer.buildings.map(({ id, name }) => ({ id, label: name }))}
            />
          )}
          <Select
            label={t`Which desk is this workstation?`}
            value={chosenDesk}
            onChange={setDeskId}
            options={[
              ...(building.mayAddDesk ? [{ id: NEW_DESK, label: t`A new desk` }] : []),
              ...building.desks.map(({ id, name, letter }) => ({ id, label: `${letter} · ${name}` })),
            ]}
          />
          {chosenDesk === NEW_DESK ? (
            <div className="teach">
              <TextField label={t`Name of the desk`} value={name} onChange={setName} />
              <TextField
                label={t`Letter of its numbers`}
                value={newLetter}
                onChange={(next) => setLetter(next.toUpperCase())}
                {...(letters.includes(newLetter) ? { error: t`Another desk has it` } : {})}
              />
            </div>
          ) : (
            <p className="muted small">
              <Trans>Choose one that no other computer uses: two would hand out the same parcel numbers.</Trans>
            </p>
          )}
          {!offer.same && offer.local.unsent > 0 && (
            <Note tone="attention">
              <Plural
                value={offer.local.unsent}
                one="# action of this desk’s own building stays behind, in the backup."
                other="# actions of this desk’s own building stay behind, in the backup."
              />
            </Note>
          )}
          <p className="muted small">
            <Trans>
              You will be on duty as the {building.name} staff member of this account, with the role{' '}
              <RoleWord role={building.role} />.
            </Trans>
          </p>
        </>
      )}
      <ErrorNote error={connect.error} />
      <div className="row">
        <Button variant="primary" type="submit" isDisabled={input === null} isPending={connect.isPending}>
          {choice === 'upload' ? <Trans>Bring it in</Trans> : <Trans>Connect this desk</Trans>}
        </Button>
        <Button onPress={onBack}>
          <Trans>Back</Trans>
        </Button>
        {!onlyTakes && (
          <span className="muted small">
            <Trans>A backup is made first.</Trans>
          </span>
        )}
      </div>
    </Form>
  )
}

function RoleWord({ role }: { role: ConnectOffer['buildings'][number]['role'] }) {
  const { i18n } = useLingui()
  return <>{i18n._(ROLE_WORDS[role])}</>
}
