import type { ReportLayout } from './layout.ts'

/** A report from its written-out parts: text where a scanner sends text, numbers elsewhere, zeros up to its size. */
function report(size: number, ...parts: readonly (number | string)[]): Uint8Array {
  const bytes = parts.flatMap((part) => (typeof part === 'number' ? [part] : Array.from(part, (c) => c.charCodeAt(0))))
  if (bytes.length > size) throw new Error(`${bytes.length} bytes in a report of ${size}`)
  return Uint8Array.from([...bytes, ...Array<number>(size - bytes.length).fill(0)])
}

const zeros = (count: number): string => '\0'.repeat(count)
const SIXTY = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGHIJKLMNOPQRSTUVWX'

export interface RecordedStream {
  name: string
  layout: string
  reports: readonly Uint8Array[]
  scans: readonly { text: string; aim: string | null }[]
}

/** Streams as manuals print them and as scanners were seen to send them, one or more for each layout. */
export const STREAMS: readonly RecordedStream[] = [
  {
    name: 'Access-IS manual: a code of 60 characters in two reports, 56 and 4',
    layout: 'A',
    reports: [
      report(64, 2, 56, ']C0', SIXTY.slice(0, 56), 0x6a, 0, 1),
      report(64, 2, 4, ']C0', SIXTY.slice(56), zeros(52), 0x6a, 0, 0),
    ],
    scans: [{ text: SIXTY, aim: ']C0' }],
  },
  {
    name: 'Honeywell Voyager 1602g: an EAN-13, its letter in byte 61',
    layout: 'A',
    reports: [report(64, 2, 13, ']E0', '4006381333931', zeros(43), 'd', 0, 0)],
    scans: [{ text: '4006381333931', aim: ']E0' }],
  },
  {
    name: 'Honeywell: the answer to a menu code is no scan',
    layout: 'A',
    reports: [report(64, 2, 17, ']X0', ']Z6REVINF\u0006.\r\n', 'PROD', zeros(39), 'z', 0, 0)],
    scans: [],
  },
  {
    name: 'a GS1-128 code keeps its separator',
    layout: 'A',
    reports: [report(64, 2, 20, ']C1', '0012345678\u001D421124H2X', zeros(36), '|', 0, 0)],
    scans: [{ text: '0012345678\u001D421124H2X', aim: ']C1' }],
  },
  {
    name: 'shifted by a zero, with a trailing carriage return',
    layout: 'B',
    reports: [report(64, 2, 13, 0, ']C0', '331426749957\r')],
    scans: [{ text: '331426749957', aim: ']C0' }],
  },
  {
    name: 'shifted, long',
    layout: 'B',
    reports: [
      report(64, 2, 56, 0, ']L2', SIXTY.slice(0, 56), 0x72, 1),
      report(64, 2, 4, 0, ']L2', SIXTY.slice(56), zeros(52), 0x72, 0),
    ],
    scans: [{ text: SIXTY, aim: ']L2' }],
  },
  {
    name: 'Newland manual: data at once, no AIM identifier',
    layout: 'C',
    reports: [report(64, 2, 18, '1Z999AA10123456784')],
    scans: [{ text: '1Z999AA10123456784', aim: null }],
  },
  {
    name: 'Newland: data that begin like an AIM identifier stay data',
    layout: 'C',
    reports: [report(64, 2, 7, ']C0ABCD')],
    scans: [{ text: ']C0ABCD', aim: null }],
  },
  {
    name: 'IDTECH: long, without AIM identifier',
    layout: 'C',
    reports: [
      report(64, 2, 56, SIXTY.slice(0, 56), zeros(4), 0, 1),
      report(64, 2, 4, SIXTY.slice(56), zeros(52), zeros(4), 0, 0),
    ],
    scans: [{ text: SIXTY, aim: null }],
  },
  {
    name: 'the least descriptor: 62 bytes',
    layout: 'D',
    reports: [report(62, 2, 56, ']Q1', SIXTY.slice(0, 56), 1), report(62, 2, 4, ']Q1', SIXTY.slice(56), zeros(52), 0)],
    scans: [{ text: SIXTY, aim: ']Q1' }],
  },
  {
    name: 'Microscan: full reports until a carriage return',
    layout: 'E',
    reports: [report(64, 1, 62, `${SIXTY}12`), report(64, 1, 3, '34\r'), report(64, 1, 5, 'NEXT\r')],
    scans: [
      { text: `${SIXTY}1234`, aim: null },
      { text: 'NEXT', aim: null },
    ],
  },
  {
    name: 'Honeywell 1400g: no count',
    layout: 'F',
    reports: [report(64, 2, ']C0', 0, '004006381333931')],
    scans: [{ text: '004006381333931', aim: ']C0' }],
  },
]

/** The report of a part under a layout, as a scanner would send it. */
export function encodePart(layout: ReportLayout, text: string, aim: string | null, more: boolean): Uint8Array {
  const bytes = new Uint8Array(layout.size)
  bytes[0] = layout.reportId
  if (layout.length !== null) bytes[layout.length] = text.length
  if (layout.aim !== null && aim !== null)
    bytes.set(
      Array.from(aim, (c) => c.charCodeAt(0)),
      layout.aim,
    )
  bytes.set(
    Array.from(text, (c) => c.charCodeAt(0)),
    layout.data,
  )
  if (layout.continued !== null && more) bytes[layout.continued] = 1
  return bytes
}

/** A code in as many reports as it takes. */
export function encodeCode(layout: ReportLayout, text: string, aim: string | null): Uint8Array[] {
  const whole = layout.continued === null && text.length >= layout.dataSize ? `${text}\r` : text
  const parts = Array.from({ length: Math.ceil(whole.length / layout.dataSize) }, (_, n) =>
    whole.slice(n * layout.dataSize, (n + 1) * layout.dataSize),
  )
  return parts.map((part, n) => encodePart(layout, part, aim, n < parts.length - 1))
}

/** The descriptor of a scanner of layout A, as the usage tables suggest it. */
export const DESCRIPTOR_A = Uint8Array.from([
  0x05, 0x8c, 0x09, 0x02, 0xa1, 0x01, 0x09, 0x12, 0xa1, 0x02, 0x85, 0x02, 0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08,
  0x95, 0x01, 0x05, 0x01, 0x09, 0x3b, 0x81, 0x02, 0x95, 0x03, 0x05, 0x8c, 0x09, 0xfb, 0x09, 0xfc, 0x09, 0xfd, 0x81,
  0x02, 0x95, 0x38, 0x09, 0xfe, 0x82, 0x02, 0x01, 0x95, 0x02, 0x81, 0x03, 0x95, 0x01, 0x75, 0x01, 0x25, 0x01, 0x09,
  0xff, 0x81, 0x02, 0x75, 0x07, 0x81, 0x03, 0xc0, 0xc0,
])
