import { makeOwnCode } from './ownCode.ts'

/** What the printed sheet of command codes can do, by scan alone. */
export const COMMANDS = ['undo', 'done', 'print', 'next'] as const
export type Command = (typeof COMMANDS)[number]

const LETTERS: Readonly<Record<Command, string>> = { undo: 'U', done: 'D', print: 'P', next: 'N' }

/** The barcode of a command, LDC...; `seal` is what makes it this building's. */
export const commandCode = (command: Command, seal: string): string => makeOwnCode('command', LETTERS[command] + seal)

/** The command that a code's body names, or null for one of another building, or that this version does not know. */
export const commandOf = (body: string, seal: string): Command | null =>
  COMMANDS.find((command) => body.toUpperCase() === LETTERS[command] + seal) ?? null

/** True for a command code, whole and of any building. */
export const isCommandCode = (code: string): boolean => code.startsWith('LDC')
