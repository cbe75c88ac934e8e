import { V7Generator } from 'uuidv7'
import type { StorePorts } from './ports.ts'

/** Makes UUIDv7 from the injected clock and randomness; within one millisecond they still grow. */
export function createIds(ports: Pick<StorePorts, 'now' | 'random'>): { next(at?: Date): string } {
  const generator = new V7Generator({
    nextUint32: () => {
      const bytes = ports.random(4)
      return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0)
    },
  })
  return { next: (at) => generator.generateOrResetWithTs((at ?? ports.now()).getTime()).toString() }
}
