/** What a resident's row holds beside names and what every row has, when nothing is known of them. */
export const RESIDENT_VALUES = {
  aliases: [],
  language: 'fr',
  email: null,
  phones: [],
  channels: ['email'],
  emergency_contact: null,
  notes: '',
  confirmed_on: null,
  source_id: null,
  collecting: null,
  access_need: '',
  merged_into: null,
  distinct_from: [],
  notice_choices: {},
}

/** What a building's row holds beside name, place and what every row has, where nobody decided anything. */
export const BUILDING_VALUES = {
  settings: {},
  country: 'CA',
  notice_grace_minutes: 1,
  quiet_hours: '',
  reminder_days: [3, 7],
  keep_signatures_days: 30,
  keep_notices_days: 90,
  keep_parcels_months: 12,
  keep_messages_months: 24,
  keep_audit_months: 36,
  privacy_name: '',
  privacy_title: '',
  privacy_contact: '',
  notice_bundle_minutes: 5,
  notice_sender: '',
  notice_reply_to: '',
  notice_channels: ['email', 'sms'],
  notice_texts: {},
  reminder_weekdays: [1, 2, 3, 4, 5, 6],
  reminder_time: '10:00',
  food_reminder_hours: [2, 5],
}

/** The sample of a building's row, but for what every row has. */
export const LOFTS = {
  name: 'Lofts',
  address: '',
  timezone: 'America/Toronto',
  languages: ['fr'],
  ...BUILDING_VALUES,
}
