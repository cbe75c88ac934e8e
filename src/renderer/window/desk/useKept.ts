import { useSelector, type Store } from '@tanstack/react-store'
import type { KeptState } from './kept.ts'
import { useDesk } from './useDesk.ts'

/** What is kept, and how it is changed. */
export function useKept<T>(state: KeptState<T>): readonly [T, Store<T>['setState']] {
  const store = useDesk().kept(state)
  return [useSelector(store), store.setState]
}
