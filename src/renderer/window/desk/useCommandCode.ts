import { useEffect, useRef } from 'react'
import { useDesk } from './useDesk.ts'
import type { CommandHandler } from '../scan/commandCodes.ts'

/** Lets a part of the screen obey a command code as it obeys the key. Return true when it was meant here. */
export function useCommandCode(handler: CommandHandler): void {
  const { scans } = useDesk()
  const latest = useRef(handler)
  useEffect(() => {
    latest.current = handler
  })
  useEffect(() => scans.commands.register((command) => latest.current(command)), [scans])
}
