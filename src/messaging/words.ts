import type { I18n, MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { MessagingErrorCode } from '../shared/messaging/client.ts'
import type { Failure, SystemLine } from '../shared/messaging/schema.ts'
import type { TemplateVariable } from '../shared/messaging/templates.ts'

/** Why a message was refused by the server, after "Not sent:". */
export const FAILURE_WORDS: Readonly<Record<Failure, MessageDescriptor>> = {
  not_allowed: msg`you may no longer write here`,
  invalid: msg`the server found it empty, too long or damaged`,
  gone: msg`the conversation or the resident no longer exists`,
  attachment: msg`a file could not be stored`,
  other: msg`the server refused it`,
}

const REFUSALS: Readonly<Record<MessagingErrorCode, MessageDescriptor>> = {
  EMPTY: msg`There is nothing to send yet.`,
  TOO_LONG: msg`It is too long. Shorten it or send it in two parts: nothing is lost.`,
  NOT_FOUND: msg`It is no longer there: another action may have removed it.`,
  NOT_ALLOWED: msg`Your role does not allow this.`,
  TOO_LATE: msg`It is too late to edit. Write a new message that says what changed.`,
  NO_RECIPIENT: msg`Nobody here can receive it any more. You can still write an internal note.`,
  ATTACHMENT_TOO_LARGE: msg`The file is larger than 10 MB.`,
  ATTACHMENT_TYPE: msg`Only images (JPEG, PNG, WebP) and PDF can be sent.`,
  OFFLINE: msg`You are offline, and this cannot wait. Try again when the connection is back.`,
  UNKNOWN_VARIABLE: msg`A word in braces is not one that the conversation fills in.`,
  SHORTCUT_TAKEN: msg`Another template already has this shortcut.`,
  FAILED: msg`It did not work. Your text is kept: try again.`,
}

/** What was turned down and the way out; takes whatever was thrown. */
export function refusalWords(error: unknown): MessageDescriptor {
  const code = (error as { code?: unknown } | null)?.code
  return REFUSALS[code as MessagingErrorCode] ?? REFUSALS.FAILED
}

/** What a template asks for, for people. */
const VARIABLE_WORDS: Readonly<Record<TemplateVariable, MessageDescriptor>> = {
  given_name: msg`given name`,
  resident_name: msg`resident’s name`,
  unit: msg`unit`,
  parcel_number: msg`parcel number`,
  carrier: msg`carrier`,
  pickup_code: msg`pickup code`,
  building: msg`building`,
  staff_name: msg`your name`,
}

/** A variable under the name by which the reader of the screen knows it. */
export const variableName =
  (i18n: Pick<I18n, '_'>) =>
  (variable: TemplateVariable): string =>
    i18n._(VARIABLE_WORDS[variable])

/** What happened to the parcel, between the messages. */
export const SYSTEM_WORDS: Readonly<Record<SystemLine['event'], MessageDescriptor>> = {
  received: msg`arrived`,
  notified: msg`resident notified`,
  held: msg`put on hold`,
  released: msg`released from hold`,
  handed_over: msg`handed over`,
  forwarded: msg`forwarded`,
  returned: msg`returned to carrier`,
  lost: msg`reported missing`,
  found: msg`found`,
}
