import { spawn, type ChildProcess } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import { checkedBackups } from '../../../src/main/store/backup.ts'
import { openReady, seedSmall, testDir, testOptions, testPorts } from '../../../src/main/store/testing.ts'
import { actIds, allRows, logFaults, replayed } from './support.ts'
import { seeded } from '../../../src/shared/random.ts'

const KILLS = 55
const SEED = 7

interface Writer {
  child: ChildProcess
  ready: Promise<void>
  lines: string[]
  errors: string[]
}

function startWriter(dir: string): Writer {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'writer.child.ts'), dir], {
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const writer: Writer = { child, lines: [], errors: [], ready: Promise.resolve() }
  let rest = ''
  writer.ready = new Promise((ready, fail) => {
    child.stdout.on('data', (chunk) => {
      const parts = (rest + String(chunk)).split('\n')
      rest = parts.pop()!
      for (const line of parts) {
        if (line === 'ready') ready()
        else writer.lines.push(line)
      }
    })
    child.stderr.on('data', (chunk) => writer.errors.push(String(chunk)))
    child.once('error', fail)
  })
  return writer
}

it(
  `${KILLS} times killed at any moment, the desk finds every act that it acknowledged, whole (seed ${SEED})`,
  { timeout: 600_000 },
  async () => {
    const dir = testDir(onTestFinished, { disk: true })
    const options = testOptions(dir)
    const store = await openReady(options, () => undefined)
    seedSmall(store)
    store.close()
    const loading = new Database(options.file)
    const loaded = allRows(loading)
    loading.close()

    const random = seeded(SEED).int
    const acknowledged: string[] = []
    let next = startWriter(dir)
    for (let kill = 0; kill < KILLS; kill++) {
      const { child, ready, lines, errors } = next
      const exited = new Promise((resolve) => child.once('close', resolve))
      await ready
      child.stdin!.write(`${(kill + 1) * 10_000}\n`)
      if (kill + 1 < KILLS) next = startWriter(dir)
      // Some die while they open, before their first act.
      const patience = kill % 8 === 0 ? 0 : 1
      while (lines.length < patience && child.exitCode === null) await new Promise((wait) => setTimeout(wait, 2))
      await new Promise((wait) => setTimeout(wait, random(90)))
      child.kill('SIGKILL')
      await exited
      expect(
        errors.filter((line) => /fail|damage/i.test(line)),
        `kill ${kill}`,
      ).toEqual([])
      acknowledged.push(...lines.map((line) => line.split(' ')[0]!))

      const ports = testPorts()
      const again = await openReady({ ...options, ports }, () => undefined)
      expect(ports.lines.filter(({ level }) => level === 'error')).toEqual([])
      again.close()
      const db = new Database(options.file, { readonly: true })
      const found = new Set(actIds(db))
      expect(
        acknowledged.filter((actId) => !found.has(actId)),
        `kill ${kill}`,
      ).toEqual([])
      // At most the one that was committed and not yet told, for each kill.
      expect(found.size - acknowledged.length).toBeLessThanOrEqual(kill + 1)
      if (kill % 5 === 0 || kill === KILLS - 1) expect(allRows(db)).toEqual(replayed(db, loaded))
      db.close()
      // Bug: an act and its entry in the audit log were two commits, and a kill between them lost or doubled one.
      expect(await logFaults(options.file), `kill ${kill}`).toEqual([])
    }
    expect(acknowledged.length).toBeGreaterThan(KILLS)
    expect(readdirSync(options.backupDir).filter((name) => name.includes('partial'))).toEqual([])
    for (const backup of await checkedBackups(options.backupDir, options.ports.log))
      expect(backup.good, backup.file).toBe(true)
  },
)
