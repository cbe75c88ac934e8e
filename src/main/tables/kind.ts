import { unzipSync } from 'fflate'
import { FILE_BYTES } from '../../shared/import/file.ts'
import { fileFault } from './fault.ts'

/** A workbook unpacked may be so much larger than its file: beyond it is made to fill the memory. */
const UNPACKED_BYTES = 10 * FILE_BYTES

const begins = (bytes: Uint8Array, ...start: readonly number[]): boolean =>
  start.every((byte, at) => bytes[at] === byte)

/** Whether the names inside a ZIP are those of a workbook; nothing of it is unpacked. */
function isWorkbook(bytes: Uint8Array): boolean {
  const names: string[] = []
  let unpacked = 0
  try {
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        names.push(name)
        unpacked += originalSize
        return false
      },
    })
  } catch {
    throw fileFault('damaged_excel')
  }
  if (unpacked > UNPACKED_BYTES) throw fileFault('too_big')
  return names.includes('xl/workbook.xml')
}

/** What a file is by its first bytes, whatever its name says. */
export function kindOf(bytes: Uint8Array): 'text' | 'workbook' {
  if (bytes.length === 0) throw fileFault('empty')
  if (bytes.length > FILE_BYTES) throw fileFault('too_big')
  if (begins(bytes, 0x50, 0x4b)) {
    if (isWorkbook(bytes)) return 'workbook'
    throw fileFault('zip')
  }
  // The container of old workbooks, also of new ones with a password.
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    const isLocked = Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'))
    throw fileFault(isLocked ? 'locked_excel' : 'old_excel')
  }
  const start = Buffer.from(bytes.subarray(0, 512)).toString('latin1').trimStart().toLowerCase()
  if (/^(?:%pdf|<!doctype|<html|<\?xml|<table|\{\\rtf|gif8|\x89png|\xff\xd8\xff|rar!|7z\xbc)/.test(start))
    throw fileFault('not_a_table')
  return 'text'
}
