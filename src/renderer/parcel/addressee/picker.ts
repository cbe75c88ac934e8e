import { createStore, type Readable } from '@tanstack/react-store'

/** What the addressee search shows and would choose. `H` is a hit; `keyOf` tells hits apart across answers. */
export interface PickerState<H> {
  text: string
  /** The text that the shown hits answer; null before the first answer. */
  answered: string | null
  hits: readonly H[]
  /** Index of the hit that Enter takes; -1 when none. */
  active: number
  /** Enter came before the answer to the last keystroke: the answer will be taken, never the stale list. */
  enterWaits: boolean
  /** Enter found nobody: said until the next keystroke. */
  missed: boolean
  /** Key of the hit that Enter alone does not take: it is asked about in line. */
  asking: string | null
}

export type PickerEvent<H> =
  | { type: 'typed'; text: string }
  | { type: 'answered'; text: string; hits: readonly H[] }
  | { type: 'move'; by: number }
  | { type: 'edge'; to: 'first' | 'last' }
  | { type: 'enter' }
  | { type: 'take'; index: number }
  /** The second act: yes, the one that is asked about. */
  | { type: 'confirm' }
  | { type: 'reset' }

export interface PickerStep<H> {
  state: PickerState<H>
  /** The hit that this event chose, to be acted on once. */
  chosen: H | null
}

/** An empty search. */
export const emptyPicker = <H>(): PickerState<H> => ({
  text: '',
  answered: null,
  hits: [],
  active: -1,
  enterWaits: false,
  missed: false,
  asking: null,
})

/** Main is asked for the text without the spaces around it. */
export const asked = (text: string): string => text.trim().replace(/\s+/g, ' ')

/** True when the hits shown answer what is typed now. */
export const isFresh = <H>(state: PickerState<H>): boolean => state.answered === asked(state.text)

/** How hits are told apart, and which of them one key alone does not take. */
export interface Hits<H> {
  keyOf: (hit: H) => string
  isGuarded?: (hit: H) => boolean
}

const stay = <H>(state: PickerState<H>): PickerStep<H> => ({ state, chosen: null })

/** Takes a hit, or asks about it first. */
function take<H>(state: PickerState<H>, hit: H | null, { keyOf, isGuarded }: Hits<H>): PickerStep<H> {
  if (hit !== null && isGuarded?.(hit)) return stay({ ...state, asking: keyOf(hit) })
  return { state: { ...state, asking: null }, chosen: hit }
}

function answered<H>(state: PickerState<H>, event: { text: string; hits: readonly H[] }, of: Hits<H>): PickerStep<H> {
  const { keyOf } = of
  if (event.text !== asked(state.text)) return stay(state)
  const { hits } = event
  const again = state.answered === event.text ? state.hits[state.active] : undefined
  const kept = again === undefined ? -1 : hits.findIndex((hit) => keyOf(hit) === keyOf(again))
  const active = kept >= 0 ? kept : hits.length > 0 && event.text !== '' ? 0 : -1
  const asking = kept >= 0 ? state.asking : null
  const next: PickerState<H> = { ...state, answered: event.text, hits, active, enterWaits: false, asking }
  if (!state.enterWaits) return stay(next)
  const chosen = hits[active] ?? null
  return take({ ...next, missed: chosen === null }, chosen, of)
}

/** One step of the search. Pure, so that what Enter takes can be proved without a screen. */
export function pickerStep<H>(state: PickerState<H>, event: PickerEvent<H>, of: Hits<H>): PickerStep<H> {
  switch (event.type) {
    case 'typed':
      return stay({ ...state, text: event.text, enterWaits: false, missed: false, asking: null })
    case 'answered':
      return answered(state, event, of)
    case 'move': {
      const count = state.hits.length
      if (count === 0) return stay(state)
      const from = state.active < 0 && event.by < 0 ? count : state.active
      return stay({ ...state, active: Math.min(count - 1, Math.max(0, from + event.by)), asking: null })
    }
    case 'edge':
      return stay({
        ...state,
        asking: null,
        active: event.to === 'first' ? Math.min(0, state.hits.length - 1) : state.hits.length - 1,
      })
    case 'enter': {
      if (!isFresh(state)) return stay(asked(state.text) === '' ? state : { ...state, enterWaits: true })
      const chosen = state.hits[state.active] ?? null
      return take({ ...state, missed: chosen === null && asked(state.text) !== '' }, chosen, of)
    }
    case 'take':
      return take({ ...state, active: event.index }, state.hits[event.index] ?? null, of)
    case 'confirm': {
      const chosen = isFresh(state) ? (state.hits.find((hit) => of.keyOf(hit) === state.asking) ?? null) : null
      return { state: { ...state, asking: null }, chosen }
    }
    case 'reset':
      return stay(emptyPicker())
  }
}

export interface PickerStore<H> {
  state: Readable<PickerState<H>>
  send: (event: PickerEvent<H>) => void
  /** Who acts on a choice; the last one told wins. */
  onChoose: (choose: (hit: H, typed: string) => void) => void
}

/** Keeps a search between renders and tells each choice once. */
export function createPicker<H>(of: Hits<H>): PickerStore<H> {
  const state = createStore(emptyPicker<H>())
  let choose: (hit: H, typed: string) => void = () => {}
  return {
    state,
    send: (event) => {
      const step = pickerStep(state.get(), event, of)
      state.setState(() => step.state)
      if (step.chosen) choose(step.chosen, step.state.text)
    },
    onChoose: (next) => {
      choose = next
    },
  }
}
