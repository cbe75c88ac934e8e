import type { MessageDescriptor } from '@lingui/core'
import type { LucideIcon } from 'lucide-react'
import type { ActionGroup } from '../../../shared/screens/actions.ts'

export interface Action {
  /** Also the name that a menu entry sends. */
  id: string
  label: MessageDescriptor
  /** Further words by which the palette finds it, of both languages. */
  keywords?: string
  icon: LucideIcon
  shortcut?: string
  group: ActionGroup
  enabled?: () => boolean
  perform: () => void
}

export interface ActionStore {
  all: () => readonly Action[]
  /** Adds a screen's own actions for as long as it stands. Their shortcuts win over the general ones. */
  add: (actions: readonly Action[]) => () => void
  /** Runs an action by id; false when there is none or it is not enabled. */
  run: (id: string) => boolean
  /** Runs the action of a key press; false when no action has it. */
  press: (shortcut: string) => boolean
  /** Whether an action has this key now. */
  canPress: (shortcut: string) => boolean
  subscribe: (listener: () => void) => () => void
}

/** The one list from which shortcuts, the palette and the menus are made. */
export function createActions(base: readonly Action[]): ActionStore {
  let added: readonly (readonly Action[])[] = []
  let all: readonly Action[] = base
  const listeners = new Set<() => void>()
  const rebuild = () => {
    all = [...base, ...added.flat()]
    for (const listener of listeners) listener()
  }
  const run = (action: Action | undefined): boolean => {
    if (!action || action.enabled?.() === false) return false
    action.perform()
    return true
  }
  return {
    all: () => all,
    add: (actions) => {
      added = [...added, actions]
      rebuild()
      return () => {
        added = added.filter((other) => other !== actions)
        rebuild()
      }
    },
    run: (id) => run(all.findLast((action) => action.id === id)),
    press: (shortcut) => run(all.findLast((action) => action.shortcut === shortcut)),
    canPress: (shortcut) => {
      const action = all.findLast((each) => each.shortcut === shortcut)
      return action !== undefined && action.enabled?.() !== false
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
