import type { Actor } from '../services/deps.ts'
import type { Messages } from '../services/messages/index.ts'
import type { Handlers } from './router.ts'

type MessageHandlers = Pick<Handlers, Extract<keyof Handlers, `messages.${string}`>>

/** The routes of messaging, in the name of whoever is on duty. */
export function messageHandlers(messages: () => Messages, actor: () => Actor): MessageHandlers {
  /** An act that answers nothing but that it is done. */
  const done =
    <I>(run: (input: I) => void | Promise<void>) =>
    async (input: I) => {
      await run(input)
      return {}
    }
  return {
    'messages.place': () => messages().place(actor()),
    'messages.counts': () => messages().list.counts(actor()),
    'messages.conversations': (input) => messages().list.page(actor(), input),
    'messages.conversation': ({ id }) => messages().list.get(actor(), id),
    'messages.search': ({ text, limit }) => messages().search.search(text, limit),
    'messages.thread': (input) => messages().thread.window(actor(), input),
    'messages.start': done((input) => messages().write.start(actor(), input)),
    'messages.send': done((input) => messages().write.send(actor(), input)),
    'messages.edit': done((input) => messages().write.edit(actor(), input)),
    'messages.remove': done((input) => messages().write.remove(actor(), input)),
    'messages.retry': done((input) => messages().write.retry(actor(), input)),
    'messages.discard': done((input) => messages().write.discard(actor(), input)),
    'messages.markRead': done((input) => messages().write.markRead(actor(), input)),
    'messages.setStatus': done((input) => messages().write.setStatus(actor(), input)),
    'messages.assign': done((input) => messages().write.assign(actor(), input)),
    'messages.draft': ({ conversationId }) => ({ draft: messages().drafts.get(actor(), conversationId) }),
    'messages.saveDraft': done(({ conversationId, draft }) => messages().drafts.save(actor(), conversationId, draft)),
    'messages.templates': () => messages().templates.list(),
    'messages.templateValues': ({ conversationId, language }) => ({
      ...messages().templates.values(actor(), conversationId, language),
    }),
    'messages.saveTemplate': done((template) => messages().templates.save(actor(), template)),
    'messages.removeTemplate': done(({ id }) => messages().templates.remove(actor(), id)),
    'messages.addAttachment': (input) => messages().files.add(input),
    'messages.dropAttachment': done(({ id }) => messages().files.drop(id)),
    'messages.openAttachment': ({ id }) => messages().files.open(id),
    'messages.announcementPreview': ({ audience }) => messages().announcements.preview(audience),
    'messages.announce': done((input) => messages().announcements.announce(actor(), input)),
    'messages.announcements': () => messages().announcements.list(),
    'messages.announcementRecipients': ({ id }) => messages().announcements.recipients(id),
    'messages.view': done(({ conversationId }) => messages().presence.view(actor(), conversationId)),
    'messages.typing': done(({ conversationId, on }) => messages().presence.typing(conversationId, on)),
  }
}
