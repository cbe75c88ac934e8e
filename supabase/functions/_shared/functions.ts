import { postmarkEvents } from './events/postmark.ts'
import { resendEvents } from './events/resend.ts'
import { makeSesEvents } from './events/ses.ts'
import { telnyxEvents } from './events/telnyx.ts'
import { twilioEvents } from './events/twilio.ts'
import type { Handler } from './ports.ts'
import { sendNotices } from './sendNotices.ts'
import { tryNotices } from './tryNotices.ts'
import { unsubscribe } from './unsubscribe.ts'

/** Every function by the name it is reached under. */
export const makeFunctions = (): Readonly<Record<string, Handler>> => ({
  'send-notices': sendNotices,
  'try-notices': tryNotices,
  'resend-events': resendEvents,
  'ses-events': makeSesEvents(),
  'postmark-events': postmarkEvents,
  'twilio-events': twilioEvents,
  'telnyx-events': telnyxEvents,
  unsubscribe,
})
