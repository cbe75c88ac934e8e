/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a combobox with its list in the page, as WAI-ARIA describes it; <datalist> can show neither units nor warnings. */
import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode, type RefObject } from 'react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Search } from 'lucide-react'
import type { AddresseeHit } from '../../../../shared/contract/directory.ts'
import { useScanHandler } from '../../../app/scan/useScanHandler.ts'
import { ErrorNote, Kbd, Note, VisuallyHidden } from '../../../ui/index.ts'
import { AddresseeOption } from './AddresseeOption.tsx'
import { isFresh, type PickerEvent } from './picker.ts'
import { hitKey, usePicker } from './usePicker.ts'
import './addressee.css'

export interface AddresseeSearchProps {
  label: string
  /** What Enter does, shown beside the chosen row: "registers", "opens". */
  verb: ReactNode
  onChoose: (hit: AddresseeHit) => void
  /** Enter with nothing typed. */
  onEmptyEnter?: () => void
  /** Escape with nothing typed. */
  onEscape?: () => void
  /** The focus begins here: the search is what the screen is for. */
  startHere?: boolean
  /** An act is under way: nothing can be chosen, typing still can be read. */
  isBusy?: boolean
  /** Shown while nothing is typed. */
  children?: ReactNode
  inputRef?: RefObject<HTMLInputElement | null>
}

const MOVES: Readonly<Record<string, PickerEvent<AddresseeHit>>> = {
  ArrowDown: { type: 'move', by: 1 },
  ArrowUp: { type: 'move', by: -1 },
  PageDown: { type: 'move', by: 5 },
  PageUp: { type: 'move', by: -5 },
}

const intoView = (node: HTMLElement | null) => node?.scrollIntoView({ block: 'nearest' })

/** Finds a person or a unit as one types; arrows choose, Enter takes. */
export function AddresseeSearch(props: AddresseeSearchProps) {
  const { label, verb, onChoose, onEmptyEnter, onEscape, startHere = false, isBusy = false, children, inputRef } = props
  const { t } = useLingui()
  const listId = useId()
  const { state, send, error } = usePicker((hit) => {
    if (!isBusy) onChoose(hit)
  })
  const own = useRef<HTMLInputElement | null>(null)
  const input = inputRef ?? own
  useEffect(() => {
    if (startHere) input.current?.focus()
  }, [startHere, input])

  const empty = state.text.trim() === ''
  const hits = empty ? [] : state.hits
  const nobody = !empty && isFresh(state) && hits.length === 0

  const enter = () => {
    if (empty && state.active < 0 && onEmptyEnter) onEmptyEnter()
    else send({ type: 'enter' })
  }

  // The command code « done » is Enter for hands that hold the gun.
  useScanHandler((outcome) => {
    if (outcome.kind !== 'command' || outcome.command !== 'done' || isBusy) return false
    if (empty && !onEmptyEnter) return false
    enter()
    return true
  })

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return
    const move = MOVES[event.key]
    if (move) {
      event.preventDefault()
      send(move)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (event.repeat || isBusy) return
      enter()
    } else if (event.key === 'Escape' && !(empty && !onEscape)) {
      event.preventDefault()
      event.stopPropagation()
      if (empty) onEscape?.()
      else send({ type: 'typed', text: '' })
    }
  }

  return (
    <div className="addressee" aria-busy={isBusy || undefined}>
      <label className="addressee-box">
        <Search size={24} aria-hidden />
        <VisuallyHidden>{label}</VisuallyHidden>
        <input
          ref={input}
          role="combobox"
          aria-expanded={hits.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={state.active >= 0 && hits.length > 0 ? `${listId}-${state.active}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={label}
          value={state.text}
          onChange={(event) => send({ type: 'typed', text: event.target.value })}
          onKeyDown={onKeyDown}
        />
      </label>
      <VisuallyHidden>
        <output>
          {hits.length > 0 && isFresh(state) && <Plural value={hits.length} one="# found" other="# found" />}
        </output>
      </VisuallyHidden>
      <div id={listId} role="listbox" aria-label={label} className="addressee-list" hidden={hits.length === 0}>
        {hits.map((hit, index) => (
          <div
            key={hitKey(hit)}
            id={`${listId}-${index}`}
            role="option"
            ref={index === state.active ? intoView : null}
            aria-selected={index === state.active}
            className="row-item addressee-row"
            data-former={hit.former || undefined}
            tabIndex={-1}
            // The search keeps the focus: a press must not take it away.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => send({ type: 'take', index })}
            onKeyDown={onKeyDown}
          >
            <AddresseeOption
              hit={hit}
              hint={
                <span className="addressee-hint" aria-hidden>
                  <Kbd>↵</Kbd> {verb}
                </span>
              }
            />
          </div>
        ))}
      </div>
      {nobody && (
        <Note tone="attention">
          <span role={state.missed ? 'alert' : undefined}>
            <Trans>
              Nobody is found for “{state.text.trim()}”. Try fewer letters, the unit alone, or another name on the
              label.
            </Trans>
          </span>
        </Note>
      )}
      <ErrorNote error={error} />
      {empty && children}
      {isBusy && <VisuallyHidden>{t`Working…`}</VisuallyHidden>}
    </div>
  )
}
