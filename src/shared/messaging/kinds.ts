export const CONVERSATION_STATUSES = ['open', 'snoozed', 'closed'] as const
/** Whom an announcement is for. */
export const AUDIENCES = ['everyone', 'floor', 'parcels_waiting'] as const
/** Files that people may send each other. */
export const ATTACHMENT_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] as const
export type AttachmentType = (typeof ATTACHMENT_TYPES)[number]
