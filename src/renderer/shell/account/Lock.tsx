import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import { Plural, Trans } from '@lingui/react/macro'
import { dismissAll } from '../../../ui/dismiss.ts'
import type { Scan } from '../../window/scan/scan.ts'
import { useDesk } from '../../window/desk/useDesk.ts'
import { request } from '../../window/data/bridge.ts'
import { useRoute } from '../../window/data/queries.ts'
import { LockScreen } from './LockScreen.tsx'
import { useAutoLock } from './useAutoLock.ts'
import './lock.css'

/**
 * Stands before the console while nobody has proved who they are. What was open stays behind it as it was; what is scanned meanwhile
 * is kept, and whoever opens the lock is asked whether it counts.
 */
export function Lock({ children }: { children: ReactNode }) {
  const status = useRoute('duty.status', {}).data
  const isLocked = status?.locked ?? false
  const [wasOpen, setWasOpen] = useState(false)
  if (!wasOpen && status !== undefined && !isLocked) setWasOpen(true)
  const [person, choose] = useState<string | null>(null)
  const kept = useKeptScans(isLocked, choose)
  useAutoLock(status)
  const desk = useDesk()
  useEffect(() => {
    if (!isLocked) return
    // What is asked for meanwhile is refused.
    return () => void desk.queries.invalidateQueries()
  }, [isLocked, desk])
  return (
    <>
      {(!isLocked || wasOpen) && (
        <div className="behind-lock" hidden={isLocked} inert={isLocked}>
          {children}
        </div>
      )}
      {isLocked && status && <LockScreen status={status} kept={kept} chosen={person} onChoose={choose} />}
    </>
  )
}

/** How many scans were made while the console was locked. After that somebody says whether they count. */
function useKeptScans(isLocked: boolean, onPerson: (id: string | null) => void): number {
  const { scans, feedback } = useDesk()
  const kept = useRef<Scan[]>([])
  const [count, setCount] = useState(0)
  const ask = useCallback(() => {
    const read = kept.current
    kept.current = []
    setCount(0)
    if (read.length === 0) return
    feedback.show({
      tone: 'attention',
      lasting: true,
      title: <Plural value={read.length} one="# scan was made while locked" other="# scans were made while locked" />,
      detail: <Trans>Nobody signed them: they count when you say so.</Trans>,
      actions: [
        {
          label: <Trans>Take them over</Trans>,
          onPress: () => {
            feedback.clear()
            for (const scan of read) void scans.receive(scan)
          },
        },
      ],
    })
  }, [feedback, scans])
  useEffect(() => {
    if (!isLocked) return
    // A dialog or a menu would stand over the lock.
    dismissAll()
    const stop = scans.divert(
      (scan) => {
        kept.current.push(scan)
        setCount(kept.current.length)
        void request('duty.useBadge', { text: scan.text }).then(
          (answer) => {
            if (answer.kind === 'none' || answer.kind === 'unknown') return
            // A badge is no parcel: nobody is asked about it.
            kept.current = kept.current.filter((one) => one !== scan)
            setCount(kept.current.length)
            if (answer.kind === 'pin_next') onPerson(answer.person.id)
          },
          () => undefined,
        )
      },
      { hidden: true },
    )
    return () => {
      stop()
      onPerson(null)
      ask()
    }
  }, [isLocked, scans, ask, onPerson])
  return count
}
