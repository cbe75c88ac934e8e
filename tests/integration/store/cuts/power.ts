import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { filesBelow } from './damagedDesk.ts'

/** What a disk surely holds: contents by their number, and for each folder the names that stand in it. */
interface Disk {
  contents: Map<string, Buffer>
  folders: Map<string, Map<string, string>>
}

/** A folder that has lain there long: everything in it is on the disk. */
export function onDisk(dir: string): Disk {
  const disk: Disk = { contents: new Map(), folders: new Map() }
  const walk = (folder: string) => {
    const names = new Map<string, string>()
    disk.folders.set(folder, names)
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      const { ino } = statSync(path)
      names.set(entry.name, String(ino))
      if (entry.isDirectory()) walk(path)
      else disk.contents.set(String(ino), readFileSync(path))
    }
  }
  walk(dir)
  return disk
}

/** Adds what a program has asked to be on the disk: each sync of a file or a folder, as the library wrote it down. */
export function follow(disk: Disk, trace: Buffer): void {
  for (let at = 0; at < trace.length;) {
    const end = trace.indexOf(10, at)
    const [kind, name, size] = trace.toString('utf8', at, end).split('\t') as [string, string, string]
    const body = trace.subarray(end + 1, end + 1 + Number(size))
    if (kind === 'F') disk.contents.set(name, Buffer.from(body))
    else {
      const lines = body.toString('utf8').split('\n').filter(Boolean)
      disk.folders.set(name, new Map(lines.map((line) => line.split('\t').toReversed() as [string, string])))
    }
    at = end + 1 + Number(size)
  }
}

/**
 * The folder after a power cut: names and contents that were synced. What was not may have reached the disk all the same, in
 * any order: `luck` says so for each file; with none, all of it is gone.
 */
export function afterCut(disk: Disk, dir: string, to: string, luck: () => boolean = () => false): void {
  rmSync(to, { recursive: true, force: true })
  const place = (folder: string, target: string) => {
    mkdirSync(target, { recursive: true })
    for (const [name, number] of disk.folders.get(folder) ?? []) {
      const path = join(folder, name)
      // A new folder whose own names were never synced is there and empty.
      if (disk.folders.has(path) || statSync(path, { throwIfNoEntry: false })?.isDirectory())
        place(path, join(target, name))
      else if (!name.endsWith('-shm')) writeFileSync(join(target, name), disk.contents.get(number) ?? Buffer.alloc(0))
    }
  }
  place(dir, to)
  for (const name of filesBelow(dir)) {
    if (name.endsWith('-shm') || !luck()) continue
    mkdirSync(dirname(join(to, name)), { recursive: true })
    cpSync(join(dir, name), join(to, name))
  }
}
