import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ArchiveRestore, Forward, PackageCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Request, Response } from '../../../../shared/contract/index.ts'
import { Note, RadioCards, TextField, ToggleGroup } from '../../../../ui/index.ts'
import { useRoute } from '../../../window/data/queries.ts'
import { useFormats } from '../../../parcel/words/useFormats.ts'
import { BELONGING_WORDS } from '../../../parcel/words/belongings.ts'
import { fieldError } from '../../../parcel/words/fieldProblems.ts'

type Consequences = Response<'moves.consequences'>
export type Settle = Request<'moves.out'>['settle']

/** Everything ends with a move; parcels stay to be picked up. */
export const SETTLED: Settle = {
  parcels: 'stay',
  reason: '',
  authorisations: 'end',
  absences: 'end',
  conversations: 'close',
  lent: 'keep',
}

interface SettleFieldsProps {
  found: Consequences
  settle: Settle
  onChange: (part: Partial<Settle>) => void
  error: unknown
}

/** What hangs on those who leave, each with the choice of what becomes of it. What there is nothing of is not asked. */
export function SettleFields({ found, settle, onChange, error }: SettleFieldsProps) {
  const { i18n, t } = useLingui()
  const formats = useFormats()
  const isConnected = useRoute('account.status', {}).data?.state === 'connected'
  const parcels = [...found.people.flatMap((person) => person.parcels), ...found.unnamed]
  const authorised = found.people.flatMap((person) => person.authorisations)
  const absences = found.people.flatMap((person) => person.absences)
  const lent = found.people.flatMap((person) => person.lent)
  const conversations = found.people.flatMap((person) => person.conversations)
  const elsewhere = found.people.filter((person) => person.elsewhere.length > 0)
  const isClear = parcels.length + authorised.length + absences.length + lent.length + conversations.length === 0
  return (
    <>
      {elsewhere.map((person) => (
        <Note key={person.homeId} tone="known">
          <Trans>
            {person.name} keeps {person.elsewhere.join(', ')}: authorisations, absences, fobs and keys stay.
          </Trans>
        </Note>
      ))}
      {!found.isNow && (
        <Note tone="known">
          <Trans>The day is still to come: parcels and conversations go on until then.</Trans>
        </Note>
      )}
      {isConnected && (
        <Note tone="known">
          <Trans>
            An account in the portal goes with the home: soon after the last day it shows what is the person’s alone,
            and nothing more of this unit.
          </Trans>
        </Note>
      )}
      {isClear && (
        <p className="muted">
          <Trans>Nothing else is open: no parcel, no authorisation, no absence, no fob or key, no conversation.</Trans>
        </p>
      )}
      {parcels.length > 0 && (
        <Hanging
          title={<Plural value={parcels.length} one="# parcel waits" other="# parcels wait" />}
          of={parcels.map(({ shortNumber }) => shortNumber)}
        >
          <RadioCards
            hideLabel
            label={t`Their parcels`}
            choices={[
              { id: 'stay', label: <Trans>Keep them to be picked up</Trans>, icon: PackageCheck },
              { id: 'return', label: <Trans>Return them to the carrier</Trans>, icon: ArchiveRestore },
              { id: 'forward', label: <Trans>Forward them</Trans>, icon: Forward },
            ]}
            value={settle.parcels}
            onChange={(choice) => onChange({ parcels: choice, ...(settle.reason === '' && { reason: t`Moved out` }) })}
          />
          {settle.parcels !== 'stay' && (
            <TextField
              label={t`Reason, for the history of each parcel`}
              value={settle.reason}
              onChange={(reason) => onChange({ reason })}
              error={fieldError(error, 'reason', i18n)}
            />
          )}
        </Hanging>
      )}
      {authorised.length > 0 && (
        <Hanging title={<Trans>May pick up for them</Trans>} of={authorised}>
          <EndOrKeep
            label={t`May pick up for them`}
            value={settle.authorisations}
            onChange={(choice) => onChange({ authorisations: choice })}
          />
        </Hanging>
      )}
      {absences.length > 0 && (
        <Hanging
          title={<Trans>Absences</Trans>}
          of={absences.map(({ from, to }) => `${formats.date(from)} – ${formats.date(to)}`)}
        >
          <EndOrKeep
            label={t`Absences`}
            value={settle.absences}
            onChange={(choice) => onChange({ absences: choice })}
          />
        </Hanging>
      )}
      {lent.length > 0 && (
        <Hanging
          title={<Trans>Fobs and keys to be returned</Trans>}
          of={lent.map(({ kind, name }) => `${i18n._(BELONGING_WORDS[kind])} ${name}`)}
        >
          {found.isNow ? (
            <ToggleGroup
              hideLabel
              label={t`Fobs and keys to be returned`}
              choices={[
                { id: 'keep', label: <Trans>Still to come back</Trans> },
                { id: 'returned', label: <Trans>All are back</Trans> },
              ]}
              value={settle.lent}
              onChange={(choice) => onChange({ lent: choice })}
            />
          ) : (
            <p className="muted">
              <Trans>Note their return on the person’s page when they come back.</Trans>
            </p>
          )}
        </Hanging>
      )}
      {conversations.length > 0 && (
        <Hanging
          title={<Plural value={conversations.length} one="# open conversation" other="# open conversations" />}
          of={conversations.map(({ subject }) => subject).filter((subject) => subject !== '')}
        >
          <ToggleGroup
            hideLabel
            label={t`Conversations`}
            choices={[
              { id: 'close', label: <Trans>Close them</Trans> },
              { id: 'keep', label: <Trans>Leave them open</Trans> },
            ]}
            value={settle.conversations}
            onChange={(choice) => onChange({ conversations: choice })}
          />
        </Hanging>
      )}
    </>
  )
}

function Hanging({ title, of, children }: { title: ReactNode; of: readonly string[]; children: ReactNode }) {
  return (
    <div className="hanging">
      <div>
        <h3>{title}</h3>
        {of.length > 0 && (
          <p className="muted" translate="no">
            {of.join(', ')}
          </p>
        )}
      </div>
      <div className="stack">{children}</div>
    </div>
  )
}

function EndOrKeep({
  label,
  value,
  onChange,
}: {
  label: string
  value: 'end' | 'keep'
  onChange: (value: 'end' | 'keep') => void
}) {
  return (
    <ToggleGroup
      hideLabel
      label={label}
      choices={[
        { id: 'end', label: <Trans>End with the move</Trans> },
        { id: 'keep', label: <Trans>Keep</Trans> },
      ]}
      value={value}
      onChange={onChange}
    />
  )
}
