import { useEffect, useReducer, useRef } from 'react'
import type { Conversation } from '../../shared/messaging/schema.ts'
import { useClient } from '../host.tsx'
import { isOfOthers } from './look.ts'
import type { ThreadView } from './useThread.ts'

/** True while a person can be looking: the window is in front and shown. */
const isWatched = (): boolean => document.visibilityState === 'visible' && document.hasFocus()

/** Tells the client how far the thread was on the screen, with somebody in front of it. A marker never goes back. */
export function useReading(conversation: Conversation, { itemAt }: ThreadView): (lastSeen: number) => void {
  const client = useClient()
  const [, again] = useReducer((count: number) => count + 1, 0)
  const told = useRef(conversation.readUpTo ?? '')
  useEffect(() => {
    window.addEventListener('focus', again)
    document.addEventListener('visibilitychange', again)
    return () => {
      window.removeEventListener('focus', again)
      document.removeEventListener('visibilitychange', again)
    }
  }, [])
  return (lastSeen) => {
    if (!isWatched()) return
    for (let index = lastSeen; index >= 0; index--) {
      const item = itemAt(index)
      if (!item) return
      if (item.kind !== 'message' || !isOfOthers(item) || item.arrivedAt === null) continue
      if (item.arrivedAt <= told.current) return
      told.current = item.arrivedAt
      void client.markRead(conversation.id, item.id).catch(() => {
        told.current = conversation.readUpTo ?? ''
      })
      return
    }
  }
}
