import type { Transport } from './ports.ts'

/** Listens to the building's hints; each of them, and each change of the channel itself, is a reason to read. */
export function createChannel(transport: Transport, building: string, reason: () => void) {
  let leave: (() => void) | null = null
  let joined = false

  return {
    joined: () => joined,
    join(): void {
      if (leave) return
      let here = true
      const heard = (now: boolean) => () => {
        if (!here) return
        joined = now
        reason()
      }
      const part = transport.listen(building, {
        hint: () => here && reason(),
        ready: heard(true),
        down: heard(false),
      })
      leave = () => {
        here = false
        joined = false
        leave = null
        part()
      }
    },
    leave: (): void => leave?.(),
  }
}
