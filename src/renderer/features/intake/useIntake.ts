import { createContext, use } from 'react'
import { useSelector } from '@tanstack/react-store'
import type { IntakeDesk, IntakeState } from './intakeDesk.ts'

/** The intake of the window: it outlives its screen, so that looking something up elsewhere loses nothing. */
export const IntakeContext = createContext<IntakeDesk | null>(null)

/** What is in hand and in the pile, and what can be done with it. */
export function useIntake(): { intake: IntakeDesk; state: IntakeState } {
  const intake = use(IntakeContext)
  if (!intake) throw new Error('Outside of the desk')
  return { intake, state: useSelector(intake.state) }
}
