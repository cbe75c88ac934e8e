import { useEffect } from 'react'
import { useSelector } from '@tanstack/react-store'
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
  return useSelector(actions.all)
}
