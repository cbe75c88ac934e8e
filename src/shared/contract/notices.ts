import { z } from 'zod'
import { NOTICE_STANDS } from '../packages/deliveries.ts'
import { DELIVERY_CHANNELS, NOTICE_KINDS } from '../packages/noticeWords.ts'
import { LANGUAGES } from '../text/languages.ts'
import { packageRow } from './packages.ts'
import { act, id, instant, lastSet, route, text } from './route.ts'

const typed = text(8000)
const ownTexts = z.partialRecord(
  z.enum(NOTICE_KINDS),
  z.partialRecord(z.enum(LANGUAGES), z.partialRecord(z.enum(['subject', 'body', 'sms', 'slip']), z.string())),
)

/** The channels by which a letter leaves by itself. */
export const letterChannel = z.enum(['email', 'sms'])

/** One notice at one person by one channel. */
export const noticeLine = z.object({
  noticeId: id,
  /** Null before the server has taken it up: whom it goes to is what this desk knows. */
  deliveryId: id.nullable(),
  kind: z.enum(NOTICE_KINDS),
  /** Which reminder it is; 0 for what is none. */
  step: z.int(),
  /** Another try at one that failed. */
  again: z.boolean(),
  /** Null where there is nobody to tell, and for what was said of the parcel as a whole. */
  person: z.object({ id, name: z.string() }).nullable(),
  /** Null for what was told in person or put on a slip. */
  channel: z.enum(DELIVERY_CHANNELS).nullable(),
  stand: z.enum(NOTICE_STANDS),
  /** When it leaves, left, arrived or failed. */
  at: instant.nullable(),
  /** Why it failed or waits, as a code. */
  reason: z.string().nullable(),
  /** Somebody has to deal with it. */
  open: z.boolean(),
  /** The other ways by which this person can be written to. */
  others: z.array(letterChannel),
})

export const noticesRoutes = {
  /** How it stands with the notices of a parcel. */
  'notices.ofParcel': route(
    'packages.read',
    z.object({ packageId: id }),
    z.object({ lines: z.array(noticeLine), sends: z.boolean() }),
  ),
  /** What waits and whose people a letter did not reach, or did not come after the last reminder; the oldest first. */
  'notices.open': route(
    'packages.read',
    z.object({ nobody: z.boolean().default(false) }),
    z.object({
      rows: z.array(
        z.object({
          package: packageRow,
          lines: z.array(noticeLine),
          /** When the last reminder left and nobody came; null: a notice failed, and more may leave by themselves. */
          remindersOver: instant.nullable(),
        }),
      ),
      more: z.int(),
    }),
  ),
  /** What somebody was told by letters, the newest first. */
  'notices.ofPerson': route(
    'residents.read',
    z.object({ residentId: id }),
    z.object({
      lines: z.array(noticeLine.extend({ package: z.object({ id, shortNumber: z.string() }) })),
      more: z.boolean(),
      /** The channels by which nothing goes to them any more. */
      stopped: z.array(
        z.object({ channel: letterChannel, why: z.enum(['bounced', 'complained', 'opted_out']), at: instant }),
      ),
    }),
  ),
  'notices.status': route(
    'packages.read',
    z.object({}),
    z.object({
      /** Letters leave by themselves: the desk is connected to a project. */
      sends: z.boolean(),
      /** Parcels about which somebody has to be told another way, and those of them of whom nobody could be told. */
      open: z.int(),
      nobody: z.int(),
      /** Since when the oldest notice ought to have left; null: none is late. */
      dueSince: instant.nullable(),
    }),
  ),
  /** Deals with the notices of parcels without a letter. */
  'notices.settle': route('packages.notify', z.object({ packageId: id, as: z.enum(['told', 'slip']) }), act),
  /** Another try at a delivery that failed: by that channel, or where the address was corrected by what the person prefers. */
  'notices.tryAgain': route(
    'packages.notify',
    z.object({ deliveryId: id, channel: letterChannel.nullable() }),
    act.extend({ leavesAt: instant }),
  ),
  /** The building's own texts of notices; what is not named is as usual. */
  'notices.texts': route(
    'building.read',
    z.object({}),
    z.object({
      own: ownTexts,
      /** Somebody reads what residents answer: the usual text of a problem asks for it. */
      isAnswerRead: z.boolean(),
      set: lastSet.nullable(),
    }),
  ),
  /** Asks the project to write an example letter to whoever is signed in, at once: what is wrong, as a code. */
  'notices.try': route(
    'building.write',
    z.object({ language: z.enum(LANGUAGES) }),
    z.object({ to: z.string().nullable(), reason: z.string().nullable(), lacks: z.array(z.string()) }),
  ),
  'notices.saveTexts': route(
    'building.write',
    z.object({
      kind: z.enum(NOTICE_KINDS),
      language: z.enum(LANGUAGES),
      texts: z.object({ subject: typed, body: typed, sms: typed, slip: typed }).partial(),
    }),
    act,
  ),
} as const

export type NoticeLine = z.infer<typeof noticeLine>
