import { useRef, useState, type KeyboardEvent } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import type { AddresseeHit } from '../../../shared/contract/directory.ts'
import { duplicateOf } from '../../window/errors/errors.ts'
import { LeftWords } from '../../parcel/words/spoken.tsx'
import { Button, Note } from '../../../ui/index.ts'
import { UnitBadge } from '../../parcel/marks/marks.tsx'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { KeyArea } from '../../../ui/KeyArea.tsx'
import { AddresseeSearch } from '../../parcel/addressee/AddresseeSearch.tsx'
import { CarrierChoice } from './CarrierChoice.tsx'
import { LabelSuggestion } from './LabelSuggestion.tsx'
import { DraftOptions } from './DraftOptions.tsx'
import { acceptedByEnter, FLAG_ORDER, toggledFlag, type Draft } from './draft.ts'
import type { IntakeDesk, IntakeState } from './intakeDesk.ts'
import { HereBefore } from './news.tsx'
import type { Preset } from './usePreset.ts'

export interface DraftCardProps {
  draft: Draft
  state: IntakeState
  intake: IntakeDesk
  preset: Preset | null
}

/** The parcel in hand: what the scan told, and the one question left. */
export function DraftCard({ draft, state, intake, preset }: DraftCardProps) {
  const { t } = useLingui()
  const search = useRef<HTMLInputElement>(null)
  const number = useRef<HTMLInputElement>(null)
  const navigate = useNavigate()
  const [more, setMore] = useState(false)
  const duplicate = duplicateOf(state.error)
  const back = () => search.current?.focus()

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey && event.code === 'Digit4') {
      event.preventDefault()
      setMore(!more)
      if (more) back()
    } else if (event.altKey && event.code === 'Digit5' && number.current) {
      event.preventDefault()
      number.current.focus()
    } else if (event.altKey && !event.ctrlKey && !event.metaKey) {
      const flag = FLAG_ORDER[Number(/^Digit([1-3])$/.exec(event.code)?.[1]) - 1]
      if (!flag) return
      event.preventDefault()
      if (!event.repeat) intake.change((now) => toggledFlag(now, flag))
    } else if (event.key === 'Escape' && !event.defaultPrevented) {
      event.preventDefault()
      event.stopPropagation()
      if (event.target === search.current) intake.drop()
      else back()
    }
  }

  const registerForPreset = () => {
    if (!preset) return
    void intake.register(preset)
    preset.clear()
  }

  const byEnter = preset ? null : acceptedByEnter(draft.label)
  const registerFor = ({ unitId, residentId }: AddresseeHit) => void intake.register({ unitId, residentId })

  return (
    <KeyArea onKeyDown={onKeyDown}>
      <section className="panel draft" aria-label={t`Parcel in hand`}>
        <CarrierChoice draft={draft} intake={intake} numberRef={number} onDone={back} />
        {draft.previous && <Previous draft={draft} />}
        <DraftOptions draft={draft} intake={intake} more={more} onMore={setMore} />
        <ErrorNote
          error={state.error}
          actions={
            duplicate ? (
              <>
                <Button onPress={() => void navigate({ to: '/packages/$id', params: { id: duplicate.id } })}>
                  <Trans>Open {duplicate.shortNumber}</Trans>
                </Button>
                <Button
                  onPress={() => {
                    intake.change((now) => ({ ...now, trackingNumber: null }))
                    back()
                  }}
                >
                  <Trans>It is a second box: leave the number out</Trans>
                </Button>
              </>
            ) : undefined
          }
        />
        <AddresseeSearch
          startHere
          inputRef={search}
          label={t`Who is it for? Unit or name`}
          verb={<Trans>registers</Trans>}
          isBusy={state.sending}
          onChoose={registerFor}
          onText={intake.nameIs}
          renderNobody={(typed) => (
            <Button shortcut="Ctrl+Enter" isDisabled={state.sending} onPress={() => void intake.register(null)}>
              <span>
                <Trans>
                  Keep it for “<bdi translate="no">{typed}</bdi>”, as written
                </Trans>
              </span>
            </Button>
          )}
          {...(preset && !preset.isNotHere
            ? { onEmptyEnter: registerForPreset }
            : byEnter
              ? { onEmptyEnter: () => registerFor(byEnter) }
              : {})}
          onEscape={() => intake.drop()}
        >
          {preset ? (
            <Note
              tone={preset.isNotHere ? 'attention' : 'known'}
              actions={
                <>
                  <Button
                    {...(preset.isNotHere ? {} : { variant: 'primary', shortcut: 'Enter' })}
                    onPress={registerForPreset}
                  >
                    <Trans>Register</Trans>
                  </Button>
                  <Button variant="plain" onPress={preset.clear}>
                    <Trans>Not for them</Trans>
                  </Button>
                </>
              }
            >
              <span className="row">
                {preset.unitNumber !== null && <UnitBadge unit={preset.unitNumber} />}
                <strong translate="no">{preset.name}</strong>
                {preset.isNotHere && <Trans>They do not receive parcels here.</Trans>}
              </span>
            </Note>
          ) : draft.label ? (
            <LabelSuggestion label={draft.label} byEnter={byEnter !== null} onAccept={registerFor} />
          ) : (
            <p className="muted">
              <Trans>
                Arrows choose, Enter registers and prints the label. The next scan can come at any time: nothing gets
                lost.
              </Trans>
            </p>
          )}
        </AddresseeSearch>
      </section>
    </KeyArea>
  )
}

function Previous({ draft: { previous } }: { draft: Draft }) {
  if (!previous) return null
  return (
    <Note tone="attention">
      <span className="row" data-gap="small">
        <span>
          <HereBefore parcel={previous} />
        </span>
        <span>
          <LeftWords parcel={previous} />
        </span>
        {previous.unit && <UnitBadge unit={previous.unit.number} size="row" />}
        {previous.resident && <bdi translate="no">{previous.resident.name}</bdi>}
      </span>
      <span className="small">
        <Trans>It can be registered again, if the carrier brought it back.</Trans>
      </span>
    </Note>
  )
}
