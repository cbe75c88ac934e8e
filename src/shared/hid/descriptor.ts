import type { ReportLayout } from './layout.ts'

const usage = { aim: 0x8c_00_fb, data: 0x8c_00_fe, more: 0x8c_00_ff, count: 0x01_00_3b } as const

interface Field {
  usage: number
  bit: number
  bits: number
}

interface Globals {
  page: number
  size: number
  count: number
  reportId: number
}

/**
 * Reads an HID report descriptor for the scanned-data report, so that a scanner that describes itself needs no guess.
 * Null when it does not say enough, or is not well formed.
 */
export function layoutFromDescriptor(bytes: Uint8Array): ReportLayout | null {
  const fields = new Map<number, Field[]>()
  const bitsUsed = new Map<number, number>()
  const stack: Globals[] = []
  let globals: Globals = { page: 0, size: 0, count: 0, reportId: 0 }
  let usages: number[] = []
  let minimum: number | null = null
  let at = 0
  while (at < bytes.length) {
    const prefix = bytes[at]!
    // Long items carry nothing that we know.
    if (prefix === 0xfe) {
      at += 3 + (bytes[at + 1] ?? 0)
      continue
    }
    const length = [0, 1, 2, 4][prefix & 3]!
    if (at + 1 + length > bytes.length) return null
    let value = 0
    for (let i = length; i > 0; i--) value = value * 256 + bytes[at + i]!
    at += 1 + length
    const wide = length === 4 ? value : globals.page * 0x1_00_00 + value
    switch (prefix & 0xfc) {
      case 0x04:
        globals.page = value
        break
      case 0x74:
        globals.size = value
        break
      case 0x94:
        globals.count = value
        break
      case 0x84:
        globals.reportId = value
        break
      case 0xa4:
        if (stack.length > 16) return null
        stack.push({ ...globals })
        break
      case 0xb4:
        globals = stack.pop() ?? globals
        break
      case 0x08:
        usages.push(wide)
        break
      case 0x18:
        minimum = wide
        break
      case 0x28:
        for (let each = minimum ?? wide; each <= wide && usages.length < 256; each++) usages.push(each)
        minimum = null
        break
      case 0x80: {
        const { reportId, size, count } = globals
        if (size > 65_536 || count > 65_536) return null
        const start = bitsUsed.get(reportId) ?? 0
        const list = fields.get(reportId) ?? []
        // Repeated fields of one usage are an array (the data); else each takes the next usage, the last one repeats.
        for (const [n, each] of usages.slice(0, count).entries()) {
          const bits = n === usages.length - 1 ? size * (count - n) : size
          list.push({ usage: each, bit: start + size * n, bits })
        }
        fields.set(reportId, list)
        bitsUsed.set(reportId, start + size * count)
        usages = []
        break
      }
      default:
        // Collections and outputs end the local usages too.
        if ((prefix & 0x0c) === 0) usages = []
    }
  }
  for (const [reportId, list] of fields) {
    const found = toLayout(reportId, list, bitsUsed.get(reportId)!)
    if (found) return found
  }
  return null
}

function toLayout(reportId: number, fields: readonly Field[], bits: number): ReportLayout | null {
  const find = (wanted: number) => fields.find((field) => field.usage === wanted)
  const data = find(usage.data)
  const count = find(usage.count)
  const more = find(usage.more)
  if (!data || !count || !more) return null
  const aims = [0, 1, 2].map((n) => find(usage.aim + n))
  // Reports without a number are handed to us with a zero in its place.
  const byte = (field: Field) => 1 + field.bit / 8
  const inOrder = aims.every((field, n) => field && byte(field) === byte(aims[0]!) + n && field.bits === 8)
  const whole = [data, count, more].every((field) => field.bit % 8 === 0) && bits % 8 === 0 && data.bits % 8 === 0
  if (!whole || count.bits !== 8 || data.bits > 8 * 255) return null
  return {
    id: 'descriptor',
    reportId,
    size: 1 + bits / 8,
    length: byte(count),
    aim: inOrder ? byte(aims[0]!) : null,
    data: byte(data),
    dataSize: data.bits / 8,
    continued: byte(more),
    zero: [],
  }
}
