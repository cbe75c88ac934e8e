import { createStore, type Store } from '@tanstack/react-store'

/** Something of a screen that is there when somebody comes back to it, and what it begins with. */
export interface KeptState<T> {
  readonly start: T
}

/** As it stands in this window. */
export type Kept = <T>(state: KeptState<T>) => Store<T>

/** Keeps what outlives its screen for as long as the window. */
export function createKept(): Kept {
  const stores = new Map<object, unknown>()
  return <T>(state: KeptState<T>): Store<T> => {
    const known = stores.get(state) as Store<T> | undefined
    const store = known ?? createStore<T>(state.start)
    if (!known) stores.set(state, store)
    return store
  }
}
