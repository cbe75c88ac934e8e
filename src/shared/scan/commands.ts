import { makeOwnCode } from './ownCode.ts'

/** What the printed sheet of command codes can do, by scan alone. */
export const COMMANDS = ['undo', 'done', 'print', 'next'] as const
export type Command = (typeof COMMANDS)[number]

/** The barcode of a command, LDC... */
export const commandCode = (command: Command): string => makeOwnCode('command', command)

/** The command that a code's body names, or null for one that this version does not know. */
export const commandOf = (body: string): Command | null =>
  COMMANDS.find((command) => command.toUpperCase() === body.toUpperCase()) ?? null
