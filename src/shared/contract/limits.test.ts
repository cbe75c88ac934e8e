import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ATTACHMENT_BYTES, BODY_LIMIT, SUBJECT_LIMIT } from '../messaging/limits.ts'
import { textLimit } from '../sync/limits.ts'
import { routes, type RouteName } from './index.ts'

interface Schema {
  type?: string
  format?: string
  enum?: unknown
  const?: unknown
  maxLength?: number
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  items?: Schema
  additionalProperties?: Schema | boolean
}

/** Each free text of a route's input, and how long it may be. */
function textsOf(schema: Schema, path: string, found: Map<string, number>): Map<string, number> {
  const free = schema.type === 'string' && schema.enum === undefined && schema.const === undefined
  if (free && schema.format !== 'uuid' && schema.format !== 'date-time')
    found.set(path, Math.max(found.get(path) ?? 0, schema.maxLength ?? Infinity))
  for (const part of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])])
    textsOf(part, path, found)
  for (const [name, part] of Object.entries(schema.properties ?? {})) textsOf(part, `${path}.${name}`, found)
  if (schema.items) textsOf(schema.items, path, found)
  if (typeof schema.additionalProperties === 'object') textsOf(schema.additionalProperties, path, found)
  return found
}
const texts = (Object.keys(routes) as RouteName[]).flatMap((name) => [
  ...textsOf(z.toJSONSchema(routes[name].input, { unrepresentable: 'any', io: 'input' }) as Schema, name, new Map()),
])

/** What is written into a column as it came. */
const COLUMNS: Readonly<Record<string, string>> = {
  'packages.register.carrier': 'packages.carrier',
  'packages.register.trackingNumber': 'packages.tracking_number',
  'packages.register.rawBarcode': 'packages.raw_barcode',
  'packages.register.symbology': 'packages.symbology',
  'packages.register.note': 'packages.note',
  'packages.register.writtenName': 'packages.written_name',
  'packages.edit.carrier': 'packages.carrier',
  'packages.edit.trackingNumber': 'packages.tracking_number',
  'packages.edit.note': 'packages.note',
  'packages.edit.writtenName': 'packages.written_name',
  'handover.complete.collectedBy': 'handovers.collected_by',
  'handover.complete.signature': 'handovers.signature',
  'carriers.teach.carrier': 'carrier_rules.carrier',
  'account.connect.desk.name': 'desks.name',
}
/** Part of what a column of JSON holds: well below its limit. */
const DETAILS = new Set([
  'packages.step.reason',
  'acts.undo.reason',
  'moves.out.settle.reason',
  'moves.in.leaving.settle.reason',
])
/** The service counts their characters, says how many are too many, and cuts subjects and shortcuts. */
const COUNTED = /^messages\.(start|send|edit|retry|saveDraft|saveTemplate|announce|addAttachment)\./
/** Not written into the building: what is looked for, settings of this computer, passwords and addresses. */
const ELSEWHERE =
  /^(app|first|settings|account|desk|desks|shelves|incidents|duty|staff|printers|printing|scanners|devices|symbols|support|search|residents|units|labels|session|updates|backups|import|export|archive|audit)\.|\.(list|resolve|search)\.|^sync\.retry\.edits\.(table|column)$|^handover\.complete\.code$|^carriers\.teach\.example|^moves\.(consequences|out|in)\.(last|from|people\.\w+)$|^directory\.(takeOther|keep)\.column$|^privacy\.erase\.digest$/
/** A rule with a shape of its own, or checked against the column that it names. */
const SHAPED = new Set([
  'carriers.teach.prefix',
  'sync.retry.edits.value',
  ...['subject', 'body', 'sms', 'slip'].map((field) => `notices.saveTexts.texts.${field}`),
])

describe('the texts that the desk takes', () => {
  // Bug: the desk took what the server then refused, and the act waited for a person.
  it('are as long as the server takes them', () => {
    const known = new Map(texts)
    for (const [path, column] of Object.entries(COLUMNS)) {
      const [table, name] = column.split('.') as [string, string]
      expect([path, known.get(path)]).toEqual([path, textLimit(table, name)])
    }
    for (const path of DETAILS) expect(known.get(path), path).toBeLessThan(textLimit('package_events', 'detail')! / 20)
    expect(BODY_LIMIT).toBe(textLimit('messages', 'body'))
    expect(BODY_LIMIT).toBe(textLimit('message_templates', 'body_fr'))
    expect(BODY_LIMIT).toBe(textLimit('announcements', 'body_fr'))
    expect(SUBJECT_LIMIT).toBe(textLimit('conversations', 'subject'))
    expect(SUBJECT_LIMIT).toBe(textLimit('message_templates', 'title_fr'))
    expect(SUBJECT_LIMIT).toBe(textLimit('announcements', 'subject_fr'))
    expect(ATTACHMENT_BYTES).toBe(10_485_760)
  })

  it('each have an answer to where they go, and an end', () => {
    const open = texts.filter(
      ([path]) =>
        !(path in COLUMNS) && !DETAILS.has(path) && !SHAPED.has(path) && !COUNTED.test(path) && !ELSEWHERE.test(path),
    )
    expect(open).toEqual([])
    expect(texts.filter(([path, most]) => path in COLUMNS && most === Infinity)).toEqual([])
  })

  it('a correction is no longer than the column that it names', () => {
    const edit = (value: string) =>
      routes['sync.retry'].input.safeParse({
        id: '0190a000-0000-7000-8000-000000000001',
        edits: [{ table: 'packages', id: '0190a000-0000-7000-8000-000000000002', column: 'written_name', value }],
      }).success
    expect(edit('x'.repeat(200))).toBe(true)
    expect(edit('x'.repeat(201))).toBe(false)
  })
})

describe('a text of the contract', () => {
  // Bug: half of a character or a zero in one text had the server refuse the whole act.
  it('holds only what the server can keep', () => {
    const id = '0190a000-0000-7000-8000-000000000001'
    const parsed = routes['packages.step'].input.parse({
      packageIds: [id],
      step: 'hold',
      reason: 'a\uD800b\u0000c 😀',
    })
    expect(parsed.reason).toBe('a\uFFFDbc 😀')
  })
})

describe('the times that the desk takes', () => {
  // Bug: a conversation was put off to a year that the server refuses.
  it('lie within the years that the server takes', () => {
    const snooze = (snoozedUntil: string) =>
      routes['messages.setStatus'].input.safeParse({
        conversationId: '0190a000-0000-7000-8000-000000000001',
        status: 'snoozed',
        snoozedUntil,
      }).success
    expect(snooze('2079-12-31T23:59:59.999Z')).toBe(true)
    for (const at of ['2080-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z', '1899-12-31T23:59:59.999Z'])
      expect(snooze(at), at).toBe(false)
  })
})
