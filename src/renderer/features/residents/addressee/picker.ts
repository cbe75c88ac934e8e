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
}

export type PickerEvent<H> =
  | { type: 'typed'; text: string }
  | { type: 'answered'; text: string; hits: readonly H[] }
  | { type: 'move'; by: number }
  | { type: 'edge'; to: 'first' | 'last' }
  | { type: 'enter' }
  | { type: 'take'; index: number }
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
})

/** Main is asked for the text without the spaces around it. */
export const asked = (text: string): string => text.trim().replace(/\s+/g, ' ')

/** True when the hits shown answer what is typed now. */
export const isFresh = <H>(state: PickerState<H>): boolean => state.answered === asked(state.text)

const stay = <H>(state: PickerState<H>): PickerStep<H> => ({ state, chosen: null })

function answered<H>(
  state: PickerState<H>,
  event: { text: string; hits: readonly H[] },
  keyOf: (hit: H) => string,
): PickerStep<H> {
  if (event.text !== asked(state.text)) return stay(state)
  const { hits } = event
  const again = state.answered === event.text ? state.hits[state.active] : undefined
  const kept = again === undefined ? -1 : hits.findIndex((hit) => keyOf(hit) === keyOf(again))
  const active = kept >= 0 ? kept : hits.length > 0 && event.text !== '' ? 0 : -1
  const next: PickerState<H> = { ...state, answered: event.text, hits, active, enterWaits: false }
  if (!state.enterWaits) return stay(next)
  const chosen = hits[active] ?? null
  return { state: { ...next, missed: chosen === null }, chosen }
}

/** One step of the search. Pure, so that what Enter takes can be proved without a screen. */
export function pickerStep<H>(state: PickerState<H>, event: PickerEvent<H>, keyOf: (hit: H) => string): PickerStep<H> {
  switch (event.type) {
    case 'typed':
      return stay({ ...state, text: event.text, enterWaits: false, missed: false })
    case 'answered':
      return answered(state, event, keyOf)
    case 'move': {
      const count = state.hits.length
      if (count === 0) return stay(state)
      const from = state.active < 0 && event.by < 0 ? count : state.active
      return stay({ ...state, active: Math.min(count - 1, Math.max(0, from + event.by)) })
    }
    case 'edge':
      return stay({
        ...state,
        active: event.to === 'first' ? Math.min(0, state.hits.length - 1) : state.hits.length - 1,
      })
    case 'enter': {
      if (!isFresh(state)) return stay(asked(state.text) === '' ? state : { ...state, enterWaits: true })
      const chosen = state.hits[state.active] ?? null
      return { state: { ...state, missed: chosen === null && asked(state.text) !== '' }, chosen }
    }
    case 'take':
      return { state: { ...state, active: event.index }, chosen: state.hits[event.index] ?? null }
    case 'reset':
      return stay(emptyPicker())
  }
}

export interface PickerStore<H> {
  state: () => PickerState<H>
  subscribe: (listener: () => void) => () => void
  send: (event: PickerEvent<H>) => void
  /** Who acts on a choice; the last one told wins. */
  onChoose: (choose: (hit: H) => void) => void
}

/** Keeps a search between renders and tells each choice once. */
export function createPicker<H>(keyOf: (hit: H) => string): PickerStore<H> {
  let state = emptyPicker<H>()
  let choose: (hit: H) => void = () => {}
  const listeners = new Set<() => void>()
  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    send: (event) => {
      const step = pickerStep(state, event, keyOf)
      state = step.state
      for (const listener of listeners) listener()
      if (step.chosen) choose(step.chosen)
    },
    onChoose: (next) => {
      choose = next
    },
  }
}
