// A reader of zip files, enough for one trusted archive: takes out only the entries asked for.
import fs from 'node:fs'
import path from 'node:path'
import { inflateRawSync } from 'node:zlib'

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50

function readAt(file, position, length) {
  const buffer = Buffer.alloc(length)
  if (fs.readSync(file, buffer, 0, length, position) !== length) throw new Error('The zip file ends too early.')
  return buffer
}

function directory(file) {
  const { size } = fs.fstatSync(file)
  const tailStart = Math.max(0, size - 65_557)
  const tail = readAt(file, tailStart, size - tailStart)
  let end = tail.length - 22
  while (end >= 0 && tail.readUInt32LE(end) !== END_OF_DIRECTORY) end--
  if (end < 0) throw new Error('Not a zip file.')
  return {
    count: tail.readUInt16LE(end + 10),
    bytes: readAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12)),
  }
}

function* entries({ count, bytes }) {
  for (let index = 0, at = 0; index < count; index++) {
    if (bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new Error('The zip directory is damaged.')
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset))
    yield {
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      mode: bytes.readUInt16LE(at + 40),
      start: bytes.readUInt32LE(at + 42),
    }
    at += 46 + nameLength + extra + comment
  }
}

function content(file, entry) {
  // The local header repeats the name and has an extra part of its own length.
  const header = readAt(file, entry.start, 30)
  const raw = readAt(file, entry.start + 30 + header.readUInt16LE(26) + header.readUInt16LE(28), entry.packed)
  const data = entry.method === 0 ? raw : inflateRawSync(raw)
  if (data.length !== entry.size) throw new Error(`${entry.name}: wrong size in the zip file.`)
  return data
}

/** Unpacks into `folder` the files for which `place(name)` gives a relative path; gives how many there were. */
export function unzip(archive, folder, place) {
  const file = fs.openSync(archive, 'r')
  let written = 0
  try {
    for (const entry of entries(directory(file))) {
      const relative = entry.name.endsWith('/') ? undefined : place(entry.name)
      if (!relative) continue
      const target = path.join(folder, relative)
      if (!target.startsWith(folder + path.sep)) throw new Error(`${entry.name}: leaves its folder.`)
      fs.mkdirSync(path.dirname(target), { recursive: true })
      fs.writeFileSync(target, content(file, entry), { mode: entry.mode & 0o777 || 0o644 })
      written++
    }
  } finally {
    fs.closeSync(file)
  }
  return written
}
