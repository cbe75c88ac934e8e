import { createStore, type Readable } from '@tanstack/react-store'
import type { Request, Response } from '../../../shared/contract/index.ts'
import type { Opening } from './collectors.ts'
import { BLANK, read, type Form } from './form.ts'
import { keyOf, type Target } from './target.ts'

/** A hand-over in which something was chosen or written. */
export interface Begun {
  target: Target
  form: Form
}

type Done = Response<'handover.complete'>

export interface HandoverPorts {
  complete: (input: Request<'handover.complete'>) => Promise<Done>
  /** Its page is the one that is open. */
  isShown: (target: Target) => boolean
  /** Says that it is done, wherever the person is by then. */
  sayDone: (answer: Done, input: Request<'handover.complete'>, opened: Opening) => void
  /** Says a refusal that its page no longer shows. */
  sayRefused: (error: unknown) => void
  /** Its page goes. */
  leave: () => void
}

export interface Handovers {
  /** The last one that somebody worked on stands last. */
  begun: Readable<readonly Begun[]>
  change: (target: Target, change: Partial<Form>) => void
  tick: (target: Target, id: string, on: boolean) => void
  /** Hands over, or counts the try when something is missing. Does nothing while it is on the way. */
  finish: (target: Target, opened: Opening) => Promise<void>
  /** What was chosen and written goes. */
  drop: (target: Target) => void
  /** Its page has gone: what was handed over there is kept no longer. */
  closed: (target: Target) => void
  /** Another person is on duty. */
  forget: () => void
}

/** The form of a hand-over; blank when nothing was chosen yet. */
export const formOf = (begun: readonly Begun[], target: Target): Form =>
  begun.find((one) => keyOf(one.target) === keyOf(target))?.form ?? BLANK

/** The hand-over that was left last and not finished: it is what somebody comes back for. */
export const leftOpen = (begun: readonly Begun[]): Target | null =>
  begun.findLast(
    ({ form }) =>
      form.step !== 'done' &&
      (form.who !== null || form.proof !== null || form.strokes.length > 0 || Object.keys(form.ticks).length > 0),
  )?.target ?? null

/** The hand-overs of the window, apart from their page: what was chosen and signed is there when somebody comes back. */
export function createHandovers(ports: HandoverPorts): Handovers {
  const begun = createStore<readonly Begun[]>([])
  const others = (all: readonly Begun[], target: Target) => all.filter((one) => keyOf(one.target) !== keyOf(target))
  const drop = (target: Target) => begun.setState((all) => others(all, target))
  const change = (target: Target, change: Partial<Form>) =>
    begun.setState((all) => [...others(all, target), { target, form: { ...formOf(all, target), ...change } }])
  const form = (target: Target) => formOf(begun.get(), target)

  const complete = async (target: Target, opened: Opening): Promise<void> => {
    const input = read(form(target), opened, target).input()
    change(target, { step: 'sending', error: null })
    try {
      const answer = await ports.complete(input)
      ports.sayDone(answer, input, opened)
      if (!ports.isShown(target)) return drop(target)
      // It stays as it was until its page has gone.
      change(target, { step: 'done' })
      ports.leave()
    } catch (error) {
      change(target, { step: 'open', error })
      if (!ports.isShown(target)) ports.sayRefused(error)
    }
  }

  return {
    begun,
    change,
    tick: (target, id, on) => change(target, { ticks: { ...form(target).ticks, [id]: on } }),
    finish: async (target, opened) => {
      const { step, tries } = form(target)
      if (step !== 'open') return
      if (read(form(target), opened, target).lacks === null) await complete(target, opened)
      else change(target, { tries: tries + 1 })
    },
    drop,
    closed: (target) => {
      if (form(target).step === 'done') drop(target)
    },
    forget: () => begun.setState(() => []),
  }
}
