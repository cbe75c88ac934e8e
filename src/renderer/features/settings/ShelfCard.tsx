import { useState } from 'react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Pencil, Printer, Trash2 } from 'lucide-react'
import type { Response } from '../../../shared/contract/index.ts'
import { SHELF_TAKES } from '../../../shared/packages/shelfSizes.ts'
import { TAKES_WORDS } from '../../parcel/words/shelves.ts'
import { Button, Select, TextField } from '../../../ui/index.ts'
import { useStartFocus } from '../../../ui/useStartFocus.ts'
import { EditForm } from '../../parcel/EditForm.tsx'
import { useAct } from '../../parcel/acts/useAct.tsx'
import { fieldError } from '../../parcel/words/fieldProblems.ts'

type Shelf = Response<'session.get'>['shelves'][number]

interface ShelfCardProps {
  shelf: Shelf
  mayPrint: boolean
  mayChange: boolean
  onPrint: () => void
}

/** One shelf: its label, and for managers its code, its name and its end. */
export function ShelfCard({ shelf, mayPrint, mayChange, onPrint }: ShelfCardProps) {
  const { i18n, t } = useLingui()
  const [isChanging, change] = useState(false)
  const { code, name, capacity, takes } = shelf
  if (isChanging && mayChange)
    return (
      <li className="shelf-form">
        <ShelfForm shelf={shelf} onDone={() => change(false)} />
      </li>
    )
  return (
    <li className="shelf">
      <span className="row-main">
        <strong translate="no">{code}</strong>
        <span className="muted small">
          {[name, ...(takes === 'any' ? [] : [i18n._(TAKES_WORDS[takes])])].filter(Boolean).join(' · ')}
          {capacity !== null && (
            <>
              {' · '}
              <Plural value={capacity} one="room for # parcel" other="room for # parcels" />
            </>
          )}
        </span>
      </span>
      {mayChange && (
        <Button
          variant="plain"
          icon={Pencil}
          aria-label={t`Change or remove shelf ${code}`}
          onPress={() => change(true)}
        />
      )}
      <Button
        variant="plain"
        icon={Printer}
        aria-label={t`Print the label of shelf ${code}`}
        isDisabled={!mayPrint}
        onPress={onPrint}
      />
    </li>
  )
}

function ShelfForm({ shelf: { id, ...shelf }, onDone }: { shelf: Shelf; onDone: () => void }) {
  const { i18n, t } = useLingui()
  const start = useStartFocus()
  const [code, setCode] = useState(shelf.code)
  const [name, setName] = useState(shelf.name)
  const [capacity, setCapacity] = useState(shelf.capacity === null ? '' : String(shelf.capacity))
  const [takes, setTakes] = useState(shelf.takes)
  const save = useAct('shelves.save', {
    says: () => ({
      title: <Trans>Shelf changed</Trans>,
      detail:
        code === shelf.code ? (
          code
        ) : (
          <Trans>
            From {shelf.code} to {code}: its old label no longer fits, print a new one.
          </Trans>
        ),
    }),
    after: onDone,
  })
  const remove = useAct('shelves.remove', {
    says: () => ({ title: <Trans>Shelf removed</Trans>, detail: shelf.code }),
    after: onDone,
  })
  return (
    <EditForm
      gap="small"
      save={{ error: save.error ?? remove.error, isPending: save.isPending }}
      onSave={() => save.mutate({ id, code, name, capacity, takes })}
      onCancel={onDone}
      more={
        <Button variant="plain" icon={Trash2} isPending={remove.isPending} onPress={() => remove.mutate({ id })}>
          <Trans>Remove</Trans>
        </Button>
      }
    >
      <div className="shelf-fields">
        <TextField
          inputRef={start}
          label={t`Code of the shelf`}
          value={code}
          onChange={setCode}
          error={fieldError(save.error, 'code', i18n)}
        />
        <TextField
          label={t`Name (optional)`}
          value={name}
          onChange={setName}
          error={fieldError(save.error, 'name', i18n)}
          dir="auto"
        />
        <TextField
          label={t`Holds at most (optional)`}
          value={capacity}
          onChange={setCapacity}
          error={fieldError(save.error, 'capacity', i18n)}
        />
        <Select
          label={t`What it is for`}
          options={SHELF_TAKES.map((one) => ({ id: one, label: i18n._(TAKES_WORDS[one]) }))}
          value={takes}
          onChange={setTakes}
        />
      </div>
    </EditForm>
  )
}
