import type { MessageDescriptor } from '@lingui/core'
import { createStore, type Readable } from '@tanstack/react-store'
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
  all: Readable<readonly Action[]>
  /** Adds a screen's own actions for as long as it stands. Their shortcuts win over the general ones. */
  add: (actions: readonly Action[]) => () => void
  /** Runs an action by id; false when there is none or it is not enabled. */
  run: (id: string) => boolean
  /** Runs the action of a key press; false when no action has it. */
  press: (shortcut: string) => boolean
  /** Whether an action has this key now. */
  canPress: (shortcut: string) => boolean
}

/** The one list from which shortcuts, the palette and the menus are made. */
export function createActions(base: readonly Action[]): ActionStore {
  let added: readonly (readonly Action[])[] = []
  const all = createStore<readonly Action[]>(base)
  const rebuild = () => all.setState(() => [...base, ...added.flat()])
  const run = (action: Action | undefined): boolean => {
    if (!action || action.enabled?.() === false) return false
    action.perform()
    return true
  }
  return {
    all,
    add: (actions) => {
      added = [...added, actions]
      rebuild()
      return () => {
        added = added.filter((other) => other !== actions)
        rebuild()
      }
    },
    run: (id) => run(all.get().findLast((action) => action.id === id)),
    press: (shortcut) => run(all.get().findLast((action) => action.shortcut === shortcut)),
    canPress: (shortcut) => {
      const action = all.get().findLast((each) => each.shortcut === shortcut)
      return action !== undefined && action.enabled?.() !== false
    },
  }
}
