import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import {
  BellRing,
  CheckCheck,
  CircleAlert,
  CircleSlash,
  Clock,
  Hourglass,
  Send,
  StickyNote,
  type LucideIcon,
} from 'lucide-react'
import type { NoticeLine } from '../../../shared/contract/notices.ts'
import type { NoticeStand, Telling } from '../../../shared/packages/deliveries.ts'
import type { NoticeKind } from '../../../shared/packages/noticeWords.ts'
import type { Tone } from '../../../ui/index.ts'

export const WAY_WORDS: Readonly<Record<NonNullable<NoticeLine['channel']>, MessageDescriptor>> = {
  email: msg`Email`,
  sms: msg`Text message`,
  none: msg`No email, no text message`,
}

export const NOTICE_KIND_WORDS: Readonly<Record<NoticeKind, MessageDescriptor>> = {
  arrived: msg`Arrival`,
  reminder: msg`Reminder`,
  problem: msg`Problem`,
}

/** How each stand looks: colour, icon and word. */
export const STAND_LOOK: Readonly<
  Record<NoticeStand, { tone: Tone | 'plain'; icon: LucideIcon; word: MessageDescriptor }>
> = {
  waiting: { tone: 'plain', icon: Hourglass, word: msg({ message: 'Waiting', context: 'notice' }) },
  sent: { tone: 'known', icon: Send, word: msg({ message: 'Sent', context: 'notice' }) },
  delivered: { tone: 'ok', icon: CheckCheck, word: msg({ message: 'Delivered', context: 'notice' }) },
  delayed: { tone: 'attention', icon: Clock, word: msg({ message: 'Delayed', context: 'notice' }) },
  failed: { tone: 'error', icon: CircleAlert, word: msg({ message: 'Not delivered', context: 'notice' }) },
  dropped: { tone: 'plain', icon: CircleSlash, word: msg({ message: 'No longer needed', context: 'notice' }) },
  told: { tone: 'ok', icon: BellRing, word: msg`Notified in person` },
  slip: { tone: 'ok', icon: StickyNote, word: msg`Slip printed` },
}

/** What a list says of a parcel that is here, where its status alone would say less. */
export const TELLING_LOOK: Readonly<
  Record<Exclude<Telling, 'waiting' | 'told'>, { tone: Tone; icon: LucideIcon; word: MessageDescriptor }>
> = {
  failed: { tone: 'error', icon: CircleAlert, word: msg({ message: 'To notify', context: 'one parcel' }) },
  delayed: { tone: 'attention', icon: Clock, word: msg`Notice delayed` },
  sent: { tone: 'known', icon: Send, word: msg`Notice sent` },
  delivered: { tone: 'known', icon: CheckCheck, word: msg`Notice received` },
}

/** Why a notice failed or waits, in words. */
export const REASON_WORDS: Readonly<Record<string, MessageDescriptor>> = {
  nobody_reachable: msg`nobody to notify has an email address or a telephone that takes text messages`,
  bad_address: msg`the email address does not exist`,
  bad_number: msg`the telephone number does not exist`,
  not_mobile: msg`the telephone does not take text messages`,
  suppressed: msg`nothing goes to this address any more: a letter came back, or was reported as unwanted`,
  complained: msg`they reported the letter as unwanted`,
  opted_out: msg`they asked for no more notices this way`,
  refused: msg`it was refused where it should have arrived`,
  not_composed: msg`the text could not be put together`,
  mailbox_unavailable: msg`the mailbox is full or closed`,
  phone_off: msg`the telephone was off or out of reach`,
  blocked: msg`the telephone company blocked it`,
  filtered: msg`it was taken for unwanted mail on the way`,
  moved_out: msg`they have moved out`,
  no_address: msg`no address is known for it`,
  bounced: msg`a letter to this address came back`,
  gone: msg`the parcel has left`,
  told: msg`they were notified at the desk`,
  taken_back: msg`it was undone in time`,
  too_old: msg`it was more than a day late when the project heard of it`,
  not_wanted: msg`they do not want this kind of notice`,
  same_address: msg`somebody else with the same address gets it`,
  away: msg`they are away until then`,
  quiet_hours: msg`after the quiet hours`,
  not_reached: msg`the sending service does not answer`,
  no_answer: msg`the sending service did not say whether it took it`,
  too_fast: msg`the sending service asks to go slower`,
  provider_down: msg`the sending service is out of order`,
  delayed_by_server: msg`the server of that address asks to wait`,
  provider_login: msg`the sending service does not accept the key of the building`,
  provider_account: msg`the sending service does not take our notices`,
  provider_certificate: msg`the sending service could not prove who it is`,
  no_provider: msg`no sending service is set up`,
}

/** The words for a code; one of a newer project says no more than that it did not arrive. */
export const reasonWords = (code: string): MessageDescriptor => REASON_WORDS[code] ?? msg`it could not be delivered`
