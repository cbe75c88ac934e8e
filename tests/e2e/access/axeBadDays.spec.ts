import { execFileSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from '@playwright/test'
import Database from 'better-sqlite3'
import { expectAccessible } from '../support/axe.ts'
import { launch, removeDir, tempDir } from '../support/runningDesk.ts'
import { backUp, backupDir, buildingDir, isRoot, presetSettings, replicaFile } from '../support/faults.ts'

/** A data folder whose building is in a state in which no desk can open it. */
interface BadDay {
  name: string
  /** Spoils what a closed desk has left. */
  spoil: (dataDir: string) => unknown
  title: string
  rootOnly?: boolean
}

const badDays: readonly BadDay[] = [
  {
    name: 'a damaged database with a good backup',
    spoil: async (own) => {
      await backUp(own)
      writeFileSync(replicaFile(own), 'no database')
    },
    title: 'The data of this desk is damaged',
  },
  {
    name: 'a damaged database and nothing to go back to',
    spoil: (own) => {
      rmSync(backupDir(own), { recursive: true, force: true })
      writeFileSync(replicaFile(own), 'no database')
    },
    title: 'The data of this desk is damaged',
  },
  {
    name: 'a database that is gone, with a good backup',
    spoil: (own) => rmSync(replicaFile(own)),
    title: 'The data of this desk is missing',
  },
  {
    name: 'a database of a newer program',
    spoil: (own) => {
      const db = new Database(replicaFile(own))
      db.pragma(`user_version = ${Number(db.pragma('user_version', { simple: true })) + 1}`)
      db.close()
    },
    title: 'This desk’s data is from a newer Lofts Desk',
  },
  {
    name: 'a folder that is locked',
    spoil: (own) => {
      execFileSync('mount', ['--bind', buildingDir(own), buildingDir(own)])
      execFileSync('mount', ['-o', 'remount,bind,ro', buildingDir(own)])
    },
    title: 'The data folder is locked',
    rootOnly: true,
  },
  {
    name: 'a full disk',
    spoil: (own) => {
      // A desk that has had a building says that its folder is gone; this one is new.
      rmSync(join(own, 'building.json'), { force: true })
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', buildingDir(own)])
      try {
        writeFileSync(join(buildingDir(own), 'filler'), Buffer.alloc(1 << 20))
      } catch {
        // Full.
      }
    },
    title: 'The disk is full',
    rootOnly: true,
  },
  {
    name: 'data that cannot be opened for another reason',
    spoil: (own) => {
      // A migration that finds what it is about to make.
      const db = new Database(replicaFile(own))
      db.pragma('user_version = 1')
      db.close()
    },
    title: 'The building’s data could not be opened',
  },
]

for (const { name, spoil, title, rootOnly = false } of badDays) {
  // Bug: the screens that nobody sees until a bad day, unreadable on that day.
  test(`axe finds nothing: ${name}`, async () => {
    test.skip(rootOnly && !isRoot, 'needs root on Linux: it mounts a file system')
    const own = tempDir()
    presetSettings(own)
    await (await launch({ dataDir: own })).app.close()
    await spoil(own)
    const stopped = await launch({ dataDir: own, ready: false })
    try {
      await stopped.page.getByRole('heading', { name: title }).waitFor()
      await expectAccessible(stopped)
    } finally {
      await stopped.app.close()
      if (rootOnly) execFileSync('umount', ['-l', buildingDir(own)])
      removeDir(own)
    }
  })
}
