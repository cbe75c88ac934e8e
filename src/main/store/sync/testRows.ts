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
}
