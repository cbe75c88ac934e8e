import { createContext, use } from 'react'
import type { QueryClient } from '@tanstack/react-query'
import type { Language } from '../../../shared/text/languages.ts'
import type { ActionStore } from '../actions/store.ts'
import type { FeedbackStore } from '../feedback/store.ts'
import type { NewsStore } from '../feedback/news.ts'
import type { Sounds } from '../feedback/sounds.ts'
import type { InterruptedPage } from '../interrupted/interruptedPage.ts'
import type { Kept } from './kept.ts'
import type { ScanDesk } from '../scan/scanDesk.ts'

/** What lives as long as the window: made once in main.tsx, handed down by context. */
export interface Desk {
  queries: QueryClient
  feedback: FeedbackStore
  news: NewsStore
  sounds: Sounds
  scans: ScanDesk
  kept: Kept
  interrupted: InterruptedPage
  actions: ActionStore
  navigate: (to: string, options?: { replace?: boolean }) => void
  currentPath: () => string
  /** Speaks another language; false where its words could not be read, which is then said. */
  speak: (language: Language) => Promise<boolean>
  /** Reads what the first frame did without. */
  readAhead: () => void
}

export const DeskContext = createContext<Desk | null>(null)

/** The window's services. */
export function useDesk(): Desk {
  const desk = use(DeskContext)
  if (!desk) throw new Error('Outside of the desk')
  return desk
}
