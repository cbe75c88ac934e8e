import { writeSync } from 'node:fs'
import { openStore } from '../../../src/main/store/open.ts'
import { registerParcel, testOptions } from '../../../src/main/store/testing.ts'

// Registers parcels until it is killed, and says of each when it is on disk. Waits for a line before it begins.
const ports = {
  now: () => new Date(),
  random: (n: number) => crypto.getRandomValues(new Uint8Array(n)),
  log: { info() {}, warn() {}, error: (event: string) => void writeSync(2, `${event}\n`) },
}
process.stdin.once('data', (line) => {
  void (async () => {
    const opened = await openStore(testOptions(process.argv[2]!, ports))
    if (!opened.ok) throw new Error(JSON.stringify(opened.state))
    const { store } = opened
    const first = Number(String(line).trim())
    let backups = 0
    for (let n = first; ; n++) {
      const { actId, id } = registerParcel(store, n)
      writeSync(1, `${actId} ${id}\n`)
      if (n % 15 === 7 && backups++ < 2)
        store.backup('hourly').catch((error: unknown) => writeSync(2, `${String(error)}\n`))
      if (n % 5 === 0) await new Promise((next) => void setImmediate(next))
    }
  })()
})
writeSync(1, 'ready\n')
