import { useEffect, useRef } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { PenLine, Scaling, Snowflake, type LucideIcon } from 'lucide-react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import type { PackageKind } from '../../../shared/contract/packages.ts'
import { useRoute } from '../../window/data/queries.ts'
import { KIND_WORDS } from '../../parcel/words/words.ts'
import { Kbd, Select } from '../../../ui/index.ts'
import { FLAG_ORDER, toggledFlag, type Draft, type Flags } from './draft.ts'
import type { IntakeDesk } from './intakeDesk.ts'
import { ShelfHint } from './ShelfHint.tsx'
import { FLAG_WORDS } from '../../parcel/words/fields.ts'

const ICONS: Readonly<Record<keyof Flags, LucideIcon>> = {
  perishable: Snowflake,
  oversize: Scaling,
  signatureRequired: PenLine,
}
const NO_SHELF = '-'

interface DraftOptionsProps {
  draft: Draft
  intake: IntakeDesk
  /** Kind, shelf and note are shown: by choice, or because one of them is set. */
  more: boolean
  onMore: (open: boolean) => void
}

/** What else is worth saying about the parcel in hand. All of it can be left alone. */
export function DraftOptions({ draft, intake, more, onMore }: DraftOptionsProps) {
  const { i18n } = useLingui()
  const open = more || draft.shelf !== null || draft.note !== '' || draft.kind !== 'parcel'
  return (
    <div className="draft-options">
      {FLAG_ORDER.map((flag, index) => {
        const Icon = ICONS[flag]
        return (
          <ToggleButton
            key={flag}
            className="card-option"
            isSelected={draft.flags[flag]}
            onChange={() => intake.change((now) => toggledFlag(now, flag))}
            aria-keyshortcuts={`Alt+${index + 1}`}
          >
            <Icon size={18} aria-hidden />
            {i18n._(FLAG_WORDS[flag])}
            <Kbd>Alt+{index + 1}</Kbd>
          </ToggleButton>
        )
      })}
      <ToggleButton
        className="card-option draft-more"
        isSelected={open}
        onChange={onMore}
        aria-expanded={open}
        aria-keyshortcuts="Alt+4"
      >
        <Trans>More</Trans>
        <Kbd>Alt+4</Kbd>
      </ToggleButton>
      <ShelfHint draft={draft} intake={intake} />
      {open && <More draft={draft} intake={intake} startHere={more} />}
      {draft.flags.perishable && (
        <p className="small draft-advice">
          <Trans>Perishable: the notice asks to come soon. Put it where it stays cold.</Trans>
        </p>
      )}
    </div>
  )
}

function More({ draft, intake, startHere }: { draft: Draft; intake: IntakeDesk; startHere: boolean }) {
  const { i18n, t } = useLingui()
  const shelves = useRoute('session.get', {}).data?.shelves ?? []
  const note = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (startHere) note.current?.focus()
  }, [startHere])
  return (
    <div className="draft-rest">
      <Select
        hideLabel
        label={t`Type`}
        options={(Object.keys(KIND_WORDS) as PackageKind[]).map((id) => ({ id, label: i18n._(KIND_WORDS[id]) }))}
        value={draft.kind}
        onChange={(kind) => intake.change((now) => ({ ...now, kind }))}
      />
      {shelves.length > 0 && (
        <Select
          hideLabel
          label={t`Shelf`}
          options={[
            { id: NO_SHELF, label: t`No shelf` },
            ...shelves.map(({ id, code, name }) => ({ id, label: t`Shelf ${code}`, detail: name })),
          ]}
          value={draft.shelf?.id ?? NO_SHELF}
          onChange={(id) => {
            const shelf = shelves.find((one) => one.id === id)
            intake.change((now) => ({ ...now, shelf: shelf ? { id: shelf.id, code: shelf.code } : null }))
          }}
        />
      )}
      <input
        ref={note}
        className="input draft-note"
        aria-label={t`Note for the desk`}
        placeholder={t`Note for the desk`}
        maxLength={500}
        autoComplete="off"
        value={draft.note}
        onChange={(event) => intake.change((now) => ({ ...now, note: event.target.value }))}
      />
    </div>
  )
}
