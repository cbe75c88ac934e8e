import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import type { Request, Response, RouteName } from '../../src/shared/contract/index.ts'

type Ask = <N extends RouteName>(route: N, input: Request<N>) => Promise<Response<N>>

/** Words that stand in nothing but what is known of this person. */
export const SECRET = { given: 'Xiomarabelle', family: 'Quetzalcoatline' } as const
export const SECRET_NAME = `${SECRET.given} ${SECRET.family}`

/** Somebody about whom every kind of thing is known, with their name in every text that people write. */
export async function knownPerson(
  ask: Ask,
  unit: string,
): Promise<{ id: string; parcel: string; conversation: string }> {
  const [id, absence, collector, parcel, conversation] = [uuidv7(), uuidv7(), uuidv7(), uuidv7(), uuidv7()]
  await ask('residents.save', {
    id,
    givenName: SECRET.given,
    familyName: SECRET.family,
    aliases: `Mme ${SECRET.family}`,
    language: 'fr',
    email: `${SECRET.family.toLowerCase()}@example.org`,
    phones: [{ typed: `514 555-0188 ${SECRET.family}`, label: 'mobile', sms: true }],
    channels: ['email'],
    emergencyContact: `Frère de ${SECRET.family}`,
    notes: `${SECRET.family} sonne deux fois`,
    collecting: null,
    accessNeed: `${SECRET.family} en fauteuil`,
    home: {
      id: uuidv7(),
      unit,
      kind: 'tenant',
      from: '2024-01-01',
      to: '',
      receives: true,
      notified: false,
      share: '',
    },
  })
  await ask('residents.saveAbsence', {
    id: absence,
    residentId: id,
    kind: 'hold',
    from: '2030-01-01',
    to: '2030-02-01',
    note: `${SECRET.family} au Mexique`,
  })
  await ask('residents.saveAuthorisation', {
    id: collector,
    residentId: id,
    name: `Ami de ${SECRET.family}`,
    from: '',
    to: '',
    note: SECRET.family,
  })
  await ask('packages.register', {
    id: parcel,
    carrier: 'other',
    trackingNumber: null,
    rawBarcode: `[)>01 ${SECRET.family}`,
    symbology: null,
    residentId: id,
    unitId: null,
    note: `Pour ${SECRET.family}`,
    writtenName: SECRET_NAME,
    print: false,
  })
  await ask('packages.edit', { packageId: parcel, note: `Fragile, ${SECRET.family}` })
  await ask('packages.step', { packageIds: [parcel], step: 'hold', reason: `${SECRET.family} absente` })
  await ask('packages.step', { packageIds: [parcel], step: 'release' })
  await ask('handover.complete', {
    packageIds: [parcel],
    residentId: id,
    collectedBy: SECRET_NAME,
    proof: 'signature',
    signature: 'M10 10L590 190L10 190',
  })
  await ask('messages.start', {
    id: conversation,
    subject: `Colis de ${SECRET.family}`,
    residentIds: [id],
    message: { id: uuidv7(), body: `Bonjour Madame ${SECRET.family}` },
  })
  await ask('messages.send', {
    conversationId: conversation,
    message: { id: uuidv7(), body: `${SECRET.family} a rappelé`, internalNote: true },
  })
  await ask('messages.saveDraft', { conversationId: conversation, draft: { body: `Chère ${SECRET.family}` } })
  return { id, parcel, conversation }
}

/** A file's bytes; nothing of one that is gone by now: a copy that is being made has journals that come and go. */
function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0)
    throw error
  }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? filesIn(path) : [path]
  })
}

/** The files of a folder, `but` those of such a path, that hold one of these words, in either of the ways that a computer writes text. */
export const filesHolding = (folder: string, words: readonly string[], but?: RegExp): string[] =>
  filesIn(folder).filter((path) => {
    if (but?.test(path)) return false
    const bytes = bytesOf(path)
    // The search index keeps its words in small letters, and beginnings of words.
    return words
      .flatMap((word) => [word, word.toLowerCase(), word.toLowerCase().slice(1)])
      .some((word) => bytes.includes(Buffer.from(word, 'utf8')) || bytes.includes(Buffer.from(word, 'utf16le')))
  })
