import { useCallback, useEffect, useRef, useState } from 'react'
import { Trans, useLingui } from '@lingui/react/macro'
import { keepPreviousData } from '@tanstack/react-query'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Header } from 'react-aria-components/Header'
import { ListBox, ListBoxSection } from 'react-aria-components/ListBox'
import { request } from '../../window/data/bridge.ts'
import { codeOf } from '../../parcel/found.ts'
import { fromScreen } from '../../window/scan/scan.ts'
import { routeKey, useRoute } from '../../window/data/queries.ts'
import { Kbd, SearchField } from '../../../ui/index.ts'
import { ErrorNote } from '../../window/errors/ErrorNote.tsx'
import type { Action } from '../../window/actions/store.ts'
import { useMay } from '../../window/data/useMay.ts'
import { useAllActions } from '../../window/desk/useActions.ts'
import { useDesk } from '../../window/desk/useDesk.ts'
import { useDismiss } from '../../../ui/useDismiss.ts'
import { matches } from './matches.ts'
import { useFirstMarked } from './useFirstMarked.ts'
import { useLivePointer } from './useLivePointer.ts'
import { addressOf, paletteSections, type Found, type PaletteOption } from './palette.ts'
import { Option, SectionWords } from './PaletteOption.tsx'
import { READY, SEARCH, signal } from '../../window/desk/signals.ts'

const LIMIT = 6
const MOVES = new Set(['ArrowDown', 'ArrowUp', 'Home', 'End', 'PageDown', 'PageUp'])

/** One field for everything: people, units, parcels and what the console can do. */
export function CommandBar() {
  const { t, i18n } = useLingui()
  const { navigate, queries, scans } = useDesk()
  const input = useRef<HTMLInputElement>(null)
  const place = useRef<HTMLDivElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const typed = text.trim()
  const search = useRoute(
    'search.all',
    { text: typed, limit: LIMIT },
    { enabled: open && typed !== '', placeholderData: keepPreviousData },
  )
  const found = search.data
  const mayRead = useMay('messages.read')
  const told = useRoute(
    'messages.search',
    { text: typed, limit: 4 },
    { enabled: open && mayRead && typed.length > 2, placeholderData: keepPreviousData },
  ).data
  const isBehind = typed !== '' && (search.isPlaceholderData || search.isPending)
  const isUsed = open || text !== ''
  const every = useAllActions()
  // Nobody sees them before: the first frame does not wait for fifty words to be looked through.
  const actions = isUsed ? every.filter((action) => fits(action, typed, (message) => i18n._(message))) : []

  useEffect(
    () =>
      signal.on(SEARCH, (text) => {
        input.current?.focus()
        input.current?.select()
        setOpen(true)
        if (text) setText(text)
      }),
    [],
  )
  // A new field each time: the one before still points at an option that is gone.
  const [visit, setVisit] = useState(0)
  const close = useCallback(() => {
    setOpen(false)
    setText('')
    setVisit((visit) => visit + 1)
  }, [])
  useDismiss(isUsed, close)

  const leave = () => {
    close()
    signal.send(READY)
  }
  const choose = (option: PaletteOption | undefined) => {
    leave()
    if (!option) return
    if (option.kind === 'package' && (option.row.why === 'pickup_code' || option.row.why === 'shared_pickup_code')) {
      // The digits of a notice mean what a scan of it would.
      scans.forget()
      void scans.receive(fromScreen(codeOf(option.row, typed)))
      return
    }
    const address = addressOf(option)
    if (address !== null) navigate(address)
    else if (option.kind === 'action') option.action.perform()
  }

  const sectionsOf = (answer: Pick<Found, 'people' | 'packages'> | undefined) =>
    paletteSections({
      people: typed === '' ? [] : (answer?.people ?? []),
      packages: typed === '' ? [] : (answer?.packages ?? []),
      messages: typed.length > 2 ? (told ?? []) : [],
      actions,
    })
  const sections = isUsed ? sectionsOf(found) : []
  useLivePointer(input)
  const firstMarked = useFirstMarked(panel, typed === '' ? undefined : sections[0]?.options[0]?.id)

  /** A text that a scan left here has no option marked yet, as one that is typed has. */
  const isUnmarked = () => typed !== '' && !input.current?.getAttribute('aria-activedescendant')

  /** Enter typed faster than the answer takes what was typed, never what the letters before had found. */
  const chooseFirst = async () => {
    const input = { text: typed, limit: LIMIT }
    const answer = await queries.fetchQuery({
      queryKey: routeKey('search.all', input),
      queryFn: () => request('search.all', input),
    })
    // Words of a message are never what Enter alone means.
    choose(sectionsOf(answer).find(({ id }) => id !== 'message')?.options[0])
  }

  return (
    <search className="command" ref={place}>
      <div
        className="command-inner"
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false)
        }}
        onPointerMoveCapture={firstMarked.left}
        onKeyDownCapture={(event) => {
          if (MOVES.has(event.key)) firstMarked.left()
          if (event.key === 'Escape') {
            event.stopPropagation()
            leave()
          } else if (event.key === 'Enter' && (isBehind || isUnmarked())) {
            event.preventDefault()
            event.stopPropagation()
            void chooseFirst().catch(leave)
          }
        }}
      >
        <Autocomplete
          key={visit}
          inputValue={text}
          onInputChange={(next) => {
            firstMarked.follow()
            setText(next)
          }}
        >
          <SearchField
            label={t`Search or run a command`}
            placeholder={t`Name, unit, parcel, tracking number, command…`}
            inputRef={input}
            onFocus={() => setOpen(true)}
            onChange={() => setOpen(true)}
          />
          {open && (
            // The list itself must not take the focus: the field would then no longer mark its lines.
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
            <div className="command-panel" tabIndex={0} ref={panel}>
              {typed !== '' && <ErrorNote error={search.error} />}
              <ListBox
                aria-label={t`Results`}
                className="listbox"
                selectionMode="none"
                onAction={(key) => choose(sections.flatMap(({ options }) => options).find(({ id }) => id === key))}
                renderEmptyState={() => (
                  <p className="command-none">
                    <Trans>
                      Nothing goes by that name. Try a unit number, a family name or the last digits of a tracking
                      number.
                    </Trans>
                  </p>
                )}
              >
                {sections.map((section) => (
                  <ListBoxSection key={section.id} id={section.id}>
                    <Header className="option-head">
                      <SectionWords id={section.id} />
                    </Header>
                    {section.options.map((option) => (
                      <Option key={option.id} option={option} />
                    ))}
                  </ListBoxSection>
                ))}
              </ListBox>
            </div>
          )}
        </Autocomplete>
        {!open && <Kbd>Ctrl+K</Kbd>}
      </div>
    </search>
  )
}

function fits(action: Action, typed: string, say: (message: Action['label']) => string): boolean {
  if (action.id === 'search.open' || action.enabled?.() === false) return false
  return matches(typed, `${say(action.label)} ${action.keywords ?? ''} ${action.shortcut ?? ''}`)
}
