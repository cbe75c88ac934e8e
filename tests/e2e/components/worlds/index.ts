import type { Page } from '@playwright/test'
import type { MessagingPlace } from '../../../../src/shared/messaging/schema.ts'
import type { Scene } from '../page/world.ts'

/** What happens around the components, on a desk in memory or on a real server. */
export interface World {
  /** In which everything happens. */
  conversationId: string
  /** Who is on the other side of it. */
  other: { id: string; name: string }
  /** Whom the client takes its user for, and what they may do. */
  place: MessagingPlace
  /** The other side writes; under another name where one is given. */
  receive(body: string, name?: string): Promise<void>
  rename(subject: string): Promise<void>
  mark(how: 'delivered' | 'read'): Promise<void>
  /** The line is cut, or whole again. */
  line(up: boolean): Promise<void>
  /** What is sent meanwhile is refused by the server. */
  refused(send: () => Promise<void>): Promise<void>
  /** What the other side gives as a sign; null: they have gone. */
  presence(doing: 'typing' | null): Promise<void>
}

/** One implementation of the port, as the page mounts it. */
export interface Worlds {
  /** A world of its own, in the page. */
  open(page: Page, scene: Scene): Promise<World>
  close(): Promise<void>
}
