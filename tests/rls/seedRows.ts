import { type Row, A, STAFF, DESK, UNIT, AT, CONVERSATION } from './ids.ts'

export const common = (id: string, building = A) => ({ id, building_id: building, created_at: AT })

export const parcelRow = (id: string, more: Row = {}): Row => ({
  ...common(id),
  short_number: `A${Number(id.slice(-4))}`,
  label_code: `L${id.slice(-12)}`,
  pickup_code: id.slice(-6),
  unit_id: UNIT,
  resident_id: null,
  carrier: 'canada_post',
  kind: 'parcel',
  status: 'received',
  direction: 'incoming',
  received_at: AT,
  received_by: STAFF.desk,
  ...more,
})

export const eventRow = (id: string, packageId: string, actId: string, type: string, more: Row = {}): Row => ({
  ...common(id),
  package_id: packageId,
  act_id: actId,
  type,
  actor_id: STAFF.desk,
  desk_id: DESK,
  at: AT,
  detail: '{}',
  ...more,
})

export const messageRow = (id: string, more: Row = {}): Row => ({
  ...common(id),
  conversation_id: CONVERSATION.mine,
  body: 'Bonjour',
  sent_at: AT,
  received_at: new Date(Date.parse(AT) + Number(id.slice(-4))).toISOString(),
  ...more,
})

export const fileRow = (id: string, messageId: string): Row => ({
  ...common(id),
  message_id: messageId,
  name: 'photo.jpg',
  type: 'image/jpeg',
  bytes: 1000,
})

export const noticeRow = (id: string, packageId: string, residentId: string, channel: string): Row => ({
  ...common(id),
  package_id: packageId,
  resident_id: residentId,
  channel,
  language: 'fr',
  template: 'arrived',
  state: 'waiting',
  // Not due in any test: what is more than a day late when it comes is refused.
  send_after: '2079-12-01T00:00:00.000Z',
})
