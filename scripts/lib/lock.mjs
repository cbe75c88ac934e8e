// One set-up (or one build) at a time on this machine: a file that its holder touches every second.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readJson } from './paths.mjs'
import { childPids } from './run.mjs'

const BEAT = 1000
const SILENT_TOO_LONG = 15_000
// A killed holder can leave a child at work (npm, a compiler): it is given this long to end.
const ORPHAN_PATIENCE = 300_000

const alive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Whether a lock is still held: `age` is the time since its holder last touched it. */
export function isHeld(lock, age, { host = os.hostname(), isAlive = alive } = {}) {
  if (!lock) return age < SILENT_TOO_LONG
  if (lock.host !== host) return age < SILENT_TOO_LONG
  if (isAlive(lock.pid) && age < SILENT_TOO_LONG) return true
  return age < ORPHAN_PATIENCE && lock.children.some(isAlive)
}

function write(file) {
  const text = JSON.stringify({ pid: process.pid, host: os.hostname(), children: childPids() })
  fs.writeFileSync(`${file}.${process.pid}`, text)
  return `${file}.${process.pid}`
}

function tryTake(file) {
  const own = write(file)
  try {
    // A link, unlike a rename, fails when the name is taken; unlike an exclusive create, the content is already there.
    fs.linkSync(own, file)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  } finally {
    fs.rmSync(own, { force: true })
  }
}

function removeIfAbandoned(file) {
  const stat = fs.statSync(file, { throwIfNoEntry: false })
  if (stat && !isHeld(readJson(file), Date.now() - stat.mtimeMs)) fs.rmSync(file, { force: true })
}

/** Runs `body` while holding the lock; waits, and says so, while someone else holds it. */
export async function withLock(file, log, body) {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  let waiting = false
  while (!tryTake(file)) {
    if (!waiting) log(`Waiting: another one is at work (${file}).`)
    waiting = true
    removeIfAbandoned(file)
    await sleep(200)
  }
  const beat = setInterval(() => fs.renameSync(write(file), file), BEAT)
  try {
    return await body()
  } finally {
    clearInterval(beat)
    fs.rmSync(file, { force: true })
  }
}
