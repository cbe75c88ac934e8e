import type { DeskOptions } from '../../src/main/deskOptions.ts'
import { textInMemory } from './testDesk.ts'

type Connection = NonNullable<DeskOptions['connection']>

const RING: Connection['vault'] = {
  seal: (text) => `sealed ${text}`,
  open: (sealed) => sealed.replace('sealed ', ''),
}

/** A desk that keeps PINs and badges in these files, on a computer with a key ring and without a network. */
export const dutyOptions = (
  duty: NonNullable<DeskOptions['duty']>,
  monotonic: () => number,
  vault = RING,
): Partial<DeskOptions> => ({
  duty,
  connection: {
    network: { fetch: () => Promise.reject(new TypeError('no network')), webSocket: () => Promise.reject(new Error()) },
    vault,
    connectionFile: textInMemory(),
    sessionFile: textInMemory(),
    monotonic,
    chance: () => 0.5,
  },
})
