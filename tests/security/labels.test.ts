import { afterAll, beforeAll, describe, expect } from 'vitest'
import { commandSeal } from '../../src/main/services/scan/commandSeal.ts'
import { checkCharacter3736 } from '../../src/shared/carriers/index.ts'
import { COMMANDS, commandCode } from '../../src/shared/scan/commands.ts'
import { attack } from './support/attack.ts'
import { openWatchedDesk, type WatchedDesk } from './support/watchedDesk.ts'

let desk: WatchedDesk
beforeAll(async () => void (desk = await openWatchedDesk()))
afterAll(() => desk.close())

const scan = (text: string) => desk.ask('scan.resolve', { text })

describe('labels', () => {
  attack('an outsider prints a command code and has it scanned', async () => {
    const elsewhere = commandSeal('019a1fab-0000-7000-8000-000000000000')
    for (const command of COMMANDS) {
      const known = `LDC${command.toUpperCase()}`
      expect(await scan(known + checkCharacter3736(known))).toMatchObject({ kind: 'not_ours' })
      expect(await scan(commandCode(command, elsewhere))).toMatchObject({ kind: 'not_ours' })
    }
    const { building } = await desk.ask('session.get', {})
    expect(await scan(commandCode('undo', commandSeal(building.id)))).toEqual({ kind: 'command', command: 'undo' })
  })
})
