import type { Command } from '../../../shared/scan/commands.ts'

/** What a field or a list on the screen does with a command code, as with the key that it stands for; true: it was meant here. */
export type CommandHandler = (command: Command) => boolean

export interface CommandCodes {
  register: (handler: CommandHandler) => () => void
  /** Asks what was drawn last first; false when nothing on the screen has a use for it. */
  offer: (command: Command) => boolean
}

/** What on the screen hears command codes. */
export function createCommandCodes(): CommandCodes {
  const handlers: CommandHandler[] = []
  return {
    register: (handler) => {
      handlers.push(handler)
      return () => {
        const index = handlers.lastIndexOf(handler)
        if (index !== -1) handlers.splice(index, 1)
      }
    },
    offer: (command) => handlers.toReversed().some((handler) => handler(command)),
  }
}
