import { z } from 'zod'

const offset = z.int().min(0).max(1023)

/**
 * Where a scanner puts what it read. The standard (HID POS usage tables, page 0x8C) names the fields but not their
 * places, so makers differ. Offsets count from the report's number, which is byte 0.
 */
export const reportLayout = z.object({
  id: z.string().max(20),
  reportId: z.int().min(0).max(255),
  /** Bytes of a whole report. */
  size: z.int().min(2).max(1024),
  /** Where the count of data bytes stands; null: the data end at the first zero. */
  length: offset.nullable(),
  /** Where the three bytes of the AIM identifier stand; null: the scanner sends none apart from the data. */
  aim: offset.nullable(),
  data: offset,
  dataSize: z.int().min(1).max(1023),
  /** Where the byte stands that says "more follows"; null: the scanner ends long codes with a carriage return. */
  continued: offset.nullable(),
  /** Places that must be zero, or this is another layout. */
  zero: z.array(offset).max(16),
})

export type ReportLayout = z.infer<typeof reportLayout>

/** The layouts that real scanners were seen to use, by the letters of our notes on them. */
export const KNOWN_LAYOUTS: readonly ReportLayout[] = [
  // Honeywell, Metrologic, Access-IS.
  { id: 'A', reportId: 2, size: 64, length: 1, aim: 2, data: 5, dataSize: 56, continued: 63, zero: [] },
  // As A, moved by one: captured from scanners in the field.
  { id: 'B', reportId: 2, size: 64, length: 1, aim: 3, data: 6, dataSize: 56, continued: 63, zero: [2] },
  // Newland, IDTECH, Unitech: no AIM identifier.
  {
    id: 'C',
    reportId: 2,
    size: 64,
    length: 1,
    aim: null,
    data: 2,
    dataSize: 56,
    continued: 63,
    zero: [58, 59, 60, 61],
  },
  // The least that the standard asks for.
  { id: 'D', reportId: 2, size: 62, length: 1, aim: 2, data: 5, dataSize: 56, continued: 61, zero: [] },
  // Vendor framing (Microscan): an AIM identifier is part of the data, a carriage return ends a long code.
  { id: 'E', reportId: 1, size: 64, length: 1, aim: null, data: 2, dataSize: 62, continued: null, zero: [] },
  // Honeywell 1400g: no count, the data end at the first zero.
  { id: 'F', reportId: 2, size: 64, length: null, aim: 1, data: 5, dataSize: 59, continued: null, zero: [4] },
]
