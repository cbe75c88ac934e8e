import { useEffect, useSyncExternalStore } from 'react'
import { useDesk } from './useDesk.ts'
import type { Action } from '../actions/store.ts'

/** Adds a screen's own actions to palette and shortcuts. Keep the list stable (useMemo). */
export function useActions(actions: readonly Action[]): void {
  const desk = useDesk()
  useEffect(() => desk.actions.add(actions), [desk, actions])
}

/** Every action there is now. */
export function useAllActions(): readonly Action[] {
  const { actions } = useDesk()
  return useSyncExternalStore(actions.subscribe, actions.all)
}
