import { expect, it } from 'vitest'
import { COMMANDS, commandCode, commandOf } from './commands.ts'
import { parseOwnCode } from './ownCode.ts'

const body = (code: string) => (parseOwnCode(code) as { body: string }).body

// Bug: a label that an outsider printed undid the last act of any building.
it('a command is one only with the seal of the building', () => {
  for (const command of COMMANDS) {
    const code = body(commandCode(command, '0123456ZY'))
    expect(commandOf(code, '0123456ZY')).toBe(command)
    expect(commandOf(code.toLowerCase(), '0123456ZY')).toBe(command)
    expect(commandOf(code, '0123456ZX')).toBeNull()
    expect(commandOf(command.toUpperCase(), '0123456ZY')).toBeNull()
  }
})
