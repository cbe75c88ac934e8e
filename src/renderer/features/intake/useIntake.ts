import { useEffect, useSyncExternalStore } from 'react'
import { useRouter } from '@tanstack/react-router'
import { uuidv7 } from 'uuidv7'
import { useDesk } from '../../window/desk/useDesk.ts'
import { useChangeSettings, useSettings } from '../../window/desk/useSettings.ts'
import { request } from '../../window/data/bridge.ts'
import { createIntakeDesk, type IntakeDesk, type IntakeState } from './intakeDesk.ts'
import { sayIntake } from './news.tsx'

let one: IntakeDesk | null = null

/** The intake of this window: it outlives its screen, so that looking something up elsewhere loses nothing. */
const theIntake = (): IntakeDesk =>
  (one ??= createIntakeDesk({
    register: (input) => request('packages.register', input),
    assign: (input) => request('packages.assign', input),
    read: (text) => request('scan.resolve', { text }),
    newId: uuidv7,
    now: () => Date.now(),
  }))

/** What is in hand and in the pile, and what can be done with it. */
export function useIntake(): { intake: IntakeDesk; state: IntakeState } {
  const intake = theIntake()
  const { feedback } = useDesk()
  const router = useRouter()
  const lessonDone = useSettings()?.lessonDone
  const change = useChangeSettings()
  useEffect(() => {
    const open = (id: string) => void router.navigate({ to: '/packages/$id', params: { id } })
    intake.tell((news) => {
      feedback.show(sayIntake(news, { feedback, intake, open }))
      if (news.kind === 'registered' && lessonDone === false) void change({ lessonDone: true })
    })
  }, [intake, feedback, router, lessonDone, change])
  return { intake, state: useSyncExternalStore(intake.subscribe, intake.state) }
}
