// Runs with the library that makes calls fail. `restore DIR`: what a person does at a damaged desk, once. `work DIR`: acts that
// name files, each told when it is acknowledged. `open DIR`: an opening for each call
// that may fail once. `faults DIR FIRST STEP HOW...`: a restore for each fault, on copies of DIR.
import { cpSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeDurably } from '../../../../src/main/files/durable.ts'
import { fileStoreIn } from '../../../../src/main/services/messages/fileStore.ts'
import { openStore } from '../../../../src/main/store/open.ts'
import { openReady, registerParcel, testOptions } from '../../../../src/main/store/testing.ts'
import { actsIn, recover } from './damagedDesk.ts'

const [, , mode, dir, first, step, ...kinds] = process.argv as [
  string,
  string,
  string,
  string,
  string,
  string,
  ...string[],
]

/** Tells the library what is to fail from now on. */
function arm(fault: string): void {
  try {
    readFileSync(`/fault/${fault}`)
  } catch {
    // It answers that there is no such file.
  }
}
const callsMade = (): number => Number(readFileSync('/fault/count', 'utf8'))
const tell = (line: unknown): void => void process.stdout.write(`${JSON.stringify(line)}\n`)

if (mode === 'restore') {
  await recover(dir)
  tell({ calls: callsMade() })
}

if (mode === 'work') {
  const store = await openReady(testOptions(dir), () => undefined)
  const fileStore = fileStoreIn(join(dir, 'files'))
  for (let n = Number(first); n < Number(first) + 8; n++) {
    const id = `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
    await fileStore.put(id, Buffer.alloc(6026, n))
    const { actId } = registerParcel(store, n)
    writeDurably(join(dir, 'settings.json'), JSON.stringify({ n }))
    tell({ actId, id, n })
    if (n % 4 === 3) await store.backup('manual').catch(() => undefined)
  }
  store.close()
  tell({ calls: callsMade() })
}

if (mode === 'open') {
  const states: Record<string, number> = {}
  for (let n = 1, calls = Infinity; n <= calls; n++) {
    arm(`eio-${n}`)
    const opened = await openStore(testOptions(dir))
    calls = callsMade()
    arm('none-0')
    const state = opened.ok ? 'ready' : opened.state.state
    states[state] = (states[state] ?? 0) + 1
    if (opened.ok) opened.store.close()
  }
  tell(states)
}

if (mode === 'faults') {
  const wanted = JSON.parse(readFileSync(join(dir, '..', 'wanted.json'), 'utf8')) as string[]
  const run = join(dir, '..', 'run')
  const anew = () => {
    rmSync(run, { recursive: true, force: true })
    cpSync(dir, run, { recursive: true })
  }
  anew()
  arm('none-0')
  await recover(run)
  const calls = callsMade()
  for (const kind of kinds) {
    for (let n = Number(first); n <= calls; n += Number(step)) {
      anew()
      arm(`${kind}-${n}`)
      const ready = await recover(run).catch(() => false)
      arm('none-0')
      const file = join(run, 'replica.db')
      // Ready means that every act stands in the queue, whatever failed on the way.
      const early = ready ? wanted.filter((id) => !actsIn(file).includes(id)) : []
      const after = await recover(run).catch((error: unknown) => String(error))
      const there = actsIn(file)
      const lost = wanted.filter((id) => !there.includes(id))
      tell({ kind, n, early: early.length, lost: lost.length, after })
    }
  }
}
