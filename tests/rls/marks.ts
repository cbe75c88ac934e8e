// Which texts a reader is told, row by row: the marks that a test plants in them.

/** Texts that no mark fits into: a few words or another fixed form. */
export const UNMARKED =
  'absences.kind announcements.audience attachments.name attachments.type belongings.kind buildings.country ' +
  'buildings.food_reminder_hours buildings.languages buildings.notice_channels buildings.quiet_hours buildings.reminder_days ' +
  'buildings.reminder_time buildings.reminder_weekdays ' +
  'conversations.status desks.letter directory_events.proved_by directory_events.table_name directory_events.type erasures.proved_by erasures.shown_as ' +
  'handovers.proof ' +
  'handovers.signature incidents.proved_by notice_deliveries.channel notice_deliveries.state notices.channel notices.kind notices.language notices.settled_as ' +
  'notices.state occupancies.kind ' +
  'package_events.from_status package_events.proved_by package_events.to_status package_events.type packages.direction ' +
  'packages.kind packages.status residents.channels residents.collecting residents.language shelves.takes staff.role ' +
  'units.kind units.notice_rule'

/** The texts that a reader is told, by the last digits of the ids of their rows. The rows are those of people.ts and readers.ts. */
// oxfmt-ignore
export const MARKS: Readonly<Record<string, 'everything' | Readonly<Record<string, string>>>> = {
  anon: {},
  resident: {
    'absences.note': '085',
    'authorisations.name': '083',
    'authorisations.note': '083',
    'buildings.name': '001',
    'conversations.subject': '101',
    'messages.body': '111 112',
    'packages.carrier': '061 063',
    'packages.pickup_code': '061 063',
    'packages.short_number': '061 063',
    'packages.tracking_number': '061 063',
    'residents.access_need': '041',
    'residents.aliases': '041',
    'residents.email': '041',
    'residents.emergency_contact': '041',
    'residents.family_name': '041',
    'residents.given_name': '041',
    'residents.phones': '041',
    'staff.display_name': '011',
    'units.number': '031',
    'units.tower': '031',
  },
  desk: 'everything',
  manager: 'everything',
  admin: 'everything',
  board: {
    'incidents.information': '164',
    'incidents.information_unknown': '164',
    'incidents.circumstances': '164',
    'incidents.happened': '164',
    'incidents.risk_for': '164',
    'incidents.risk_against': '164',
    'incidents.notices_why': '164',
    'incidents.measures': '164',
    'buildings.name': '001',
    'packages.carrier': '061 062 063 064 065 066',
    'packages.short_number': '061 062 063 064 065 066',
    'staff.display_name': '014',
    'units.number': '031 032',
  },
  other: {},
  revoked: {
    'buildings.name': '001',
    'staff.display_name': '015',
  },
  neighbour: {
    'absences.note': '086',
    'authorisations.name': '084',
    'authorisations.note': '084',
    'buildings.name': '001',
    'conversations.subject': '102',
    'messages.body': '114',
    'packages.carrier': '062 064 066',
    'packages.pickup_code': '062 066',
    'packages.short_number': '062 064 066',
    'packages.tracking_number': '062 064 066',
    'residents.access_need': '042',
    'residents.aliases': '042',
    'residents.email': '042',
    'residents.emergency_contact': '042',
    'residents.family_name': '042',
    'residents.given_name': '042',
    'residents.phones': '042',
    'units.number': '032',
    'units.tower': '032',
  },
  former: {
    'buildings.name': '001',
    'packages.carrier': '065',
    'packages.pickup_code': '065',
    'packages.short_number': '065',
    'packages.tracking_number': '065',
    'residents.access_need': '044',
    'residents.aliases': '044',
    'residents.email': '044',
    'residents.emergency_contact': '044',
    'residents.family_name': '044',
    'residents.given_name': '044',
    'residents.phones': '044',
    'units.number': '032',
    'units.tower': '032',
  },
  unlinked: {},
}
