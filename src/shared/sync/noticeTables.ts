import { DELIVERY_CHANNELS, DELIVERY_STATES, NOTICE_KINDS, SETTLEMENTS } from '../packages/noticeWords.ts'
import { CHANNELS } from '../people/kinds.ts'
import { LANGUAGES } from '../text/languages.ts'
import { COMMON, id, instant, int, or, orNull, text, word } from './columns.ts'

/** What is to be told of a parcel. */
export const NOTICE_TABLES = {
  notices: {
    ...COMMON,
    package_id: id,
    resident_id: orNull(id),
    /** Null: by what each person chose. */
    channel: orNull(word([...CHANNELS, 'in_person'])),
    language: word(LANGUAGES),
    template: text(60),
    state: word(['waiting', 'sent', 'failed', 'cancelled']),
    send_after: instant,
    sent_at: orNull(instant),
    error: orNull(text(1000)),
    kind: or(word(NOTICE_KINDS), 'arrived'),
    /** Which reminder it is; 0 for what is none. */
    step: or(int, 0),
    /** The delivery that this one is another try of: it goes to that person alone. */
    again_of: orNull(id),
    /** How somebody at a desk dealt with a notice that could not be given. */
    settled_as: orNull(word(SETTLEMENTS)),
    settled_at: orNull(instant),
    settled_by: orNull(id),
  },
} as const

/** What the server's letters came to. */
export const DELIVERY_TABLES = {
  /** What became of a notice at one person by one channel. The server writes it, desks read it. */
  notice_deliveries: {
    ...COMMON,
    notice_id: id,
    /** Null where there is nobody to tell. */
    person_id: orNull(id),
    channel: word(DELIVERY_CHANNELS),
    state: word(DELIVERY_STATES),
    /** A code; screens have the words. */
    reason: orNull(text(60)),
    /** Null before a letter carries it. */
    letter_id: orNull(id),
    provider: orNull(text(40)),
    /** When it is to leave, or be tried again. */
    leaves_at: orNull(instant),
    accepted_at: orNull(instant),
    delivered_at: orNull(instant),
    ended_at: orNull(instant),
  },
} as const
