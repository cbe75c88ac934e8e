/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a combobox with its list in the page, as WAI-ARIA describes it; <datalist> can show neither units nor warnings. */
import { useId, useRef, type KeyboardEvent, type ReactNode, type RefObject } from 'react'
import { Plural, useLingui } from '@lingui/react/macro'
import { Search } from 'lucide-react'
import { useCommandCode } from '../../window/desk/useCommandCode.ts'
import { useBeginHere } from '../../window/desk/useBeginHere.ts'
import { Button, Kbd, Note, VisuallyHidden } from '../../../ui/index.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import { isFresh, type PickerEvent } from './picker.ts'
import type { Picker } from './usePicker.ts'
import './addressee.css'

export interface PickerFieldProps {
  label: string
  /** What Enter does, shown beside the chosen row: "registers", "opens". */
  verb: ReactNode
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

interface Means<H> {
  picker: Picker<H>
  keyOf: (hit: H) => string
  row: (hit: H, hint: ReactNode) => ReactNode
  /** Shown fainter, for who has moved out. */
  isFaint?: (hit: H) => boolean
  /** What to know of the row that Enter would take, before Enter. */
  notice?: (hit: H) => ReactNode
  /** What is asked about a hit that Enter alone does not take, and the words for taking it. */
  question?: (hit: H) => ReactNode
  confirmWords?: ReactNode
  /** What can be done when nothing answers what was typed. */
  renderNobody?: (typed: string) => ReactNode
  /** Nothing answers what was typed. */
  nothing: (text: string) => ReactNode
  error: unknown
}

const MOVES: Readonly<Record<string, PickerEvent<never>>> = {
  ArrowDown: { type: 'move', by: 1 },
  ArrowUp: { type: 'move', by: -1 },
  PageDown: { type: 'move', by: 5 },
  PageUp: { type: 'move', by: -5 },
}

const intoView = (node: HTMLElement | null) => node?.scrollIntoView({ block: 'nearest' })

/** A field that finds as one types; arrows choose, Enter takes. */
export function PickerField<H>(props: PickerFieldProps & Means<H>) {
  const { label, verb, onEmptyEnter, onEscape, startHere = false, isBusy = false, children, inputRef } = props
  const { picker, keyOf, row, isFaint, notice, question, confirmWords, renderNobody, nothing, error } = props
  const { state, send } = picker
  const { t } = useLingui()
  const listId = useId()
  const own = useRef<HTMLInputElement | null>(null)
  const input = inputRef ?? own
  useBeginHere(input, startHere)

  const empty = state.text.trim() === ''
  const hits = empty ? [] : state.hits
  const none = !empty && isFresh(state) && hits.length === 0
  const active = hits[state.active]
  const asked = state.asking === null ? undefined : hits.find((hit) => keyOf(hit) === state.asking)
  const known = active === undefined || asked !== undefined ? null : notice?.(active)

  const enter = () => {
    if (empty && state.active < 0 && onEmptyEnter) onEmptyEnter()
    else send({ type: 'enter' })
  }

  // The command code « done » is Enter for whoever holds the scanner.
  useCommandCode((command) => {
    if (command !== 'done' || isBusy) return false
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
      if (event.shiftKey && asked !== undefined) send({ type: 'confirm' })
      else enter()
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
          data-home="field"
          aria-expanded={hits.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={active === undefined ? undefined : `${listId}-${state.active}`}
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
      {asked !== undefined ? (
        <Note
          tone="attention"
          actions={
            <Button shortcut="Shift+Enter" isDisabled={isBusy} onPress={() => send({ type: 'confirm' })}>
              {confirmWords}
            </Button>
          }
        >
          <span role="alert">{question?.(asked)}</span>
        </Note>
      ) : (
        known && <Note tone="attention">{known}</Note>
      )}
      <div id={listId} role="listbox" aria-label={label} className="addressee-list" hidden={hits.length === 0}>
        {hits.map((hit, index) => (
          <div
            key={keyOf(hit)}
            id={`${listId}-${index}`}
            role="option"
            ref={index === state.active ? intoView : null}
            aria-selected={index === state.active}
            className="row-item addressee-row"
            data-former={isFaint?.(hit) || undefined}
            tabIndex={-1}
            // The search keeps the focus: a press must not take it away.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => send({ type: 'take', index })}
            onKeyDown={onKeyDown}
          >
            {row(
              hit,
              <span className="addressee-hint" aria-hidden>
                <Kbd>↵</Kbd> {verb}
              </span>,
            )}
          </div>
        ))}
      </div>
      {none && (
        <Note tone="attention" actions={renderNobody?.(state.text.trim())}>
          <span role={state.missed ? 'alert' : undefined}>{nothing(state.text.trim())}</span>
        </Note>
      )}
      <ErrorNote error={error} />
      {empty && children}
      {isBusy && <VisuallyHidden>{t`Working…`}</VisuallyHidden>}
    </div>
  )
}
