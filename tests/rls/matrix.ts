import type { Role } from './ids.ts'

/**
 * Who may do what to the rows of one building. Four letters: select, insert, update, delete.
 * Capital: every row of the building. Small: own rows only. '-': none. Columns in this order:
 */
export const COLUMNS = [
  'anon',
  'resident',
  'desk',
  'manager',
  'admin',
  'board',
  'other',
  'revoked',
] as const satisfies readonly Role[]

type Cells = readonly [string, string, string, string, string, string, string, string]

// oxfmt-ignore
export const TABLES: Readonly<Record<string, Cells>> = {
  //                  anon    resident  desk    manager   admin    board   other   revoked
  buildings:         ['----', '----',  'S---',  'S-U-',  'S-U-',  '----', '----', '----'],
  staff:             ['----', '----',  'S---',  'S---',  'SIU-',  '----', '----', '----'],
  desks:             ['----', '----',  'S---',  'SIU-',  'SIU-',  '----', '----', '----'],
  units:             ['----', '----',  'S---',  'SIU-',  'SIU-',  '----', '----', '----'],
  residents:         ['----', '----',  'S---',  'SIU-',  'SIU-',  '----', '----', '----'],
  occupancies:       ['----', '----',  'S---',  'SIU-',  'SIU-',  '----', '----', '----'],
  authorisations:    ['----', 'siu-',  'SIU-',  'SIU-',  'SIU-',  '----', '----', '----'],
  absences:          ['----', 'siu-',  'SIU-',  'SIU-',  'SIU-',  '----', '----', '----'],
  shelves:           ['----', '----',  'S---',  'SIU-',  'SIU-',  '----', '----', '----'],
  packages:          ['----', '----',  'SIU-',  'SIU-',  'SIU-',  '----', '----', '----'],
  package_events:    ['----', '----',  'SI--',  'SI--',  'SI--',  '----', '----', '----'],
  handovers:         ['----', '----',  'SIU-',  'SIU-',  'SIU-',  '----', '----', '----'],
  notices:           ['----', '----',  'SIU-',  'SIU-',  'SIU-',  '----', '----', '----'],
  carrier_rules:     ['----', '----',  'SIU-',  'SIU-',  'SIU-',  '----', '----', '----'],
  conversations:     ['----', '----',  'SIU-',  'SIU-',  'SIU-',  '----', '----', '----'],
  // Whoever may write to somebody takes them into a conversation; the marker is its owner's alone (messages.test.ts).
  conversation_participants:
                     ['----', 's-u-',  'SIU-',  'SIU-',  'SIU-',  '----', '----', '----'],
  announcements:     ['----', '----',  'SI--',  'SI--',  'SI--',  '----', '----', '----'],
  messages:          ['----', 'siu-',  'SIU-',  'SIU-',  'SIU-',  '----', '----', '----'],
  // Files come with one's own message (record-messages.test.ts).
  attachments:       ['----', 'si--',  'Si--',  'Si--',  'Si--',  '----', '----', '----'],
  message_templates: ['----', '----',  'S---',  'SIU-',  'SIU-',  '----', '----', '----'],
  belongings:        ['----', '----',  'SIU-',  'SIU-',  'SIU-',  '----', '----', '----'],
  directory_events:  ['----', '----',  'SI--',  'SI--',  'SI--',  '----', '----', '----'],
  erasures:          ['----', '----',  'S---',  'SI--',  'SI--',  '----', '----', '----'],
  incidents:         ['----', '----',  '----',  'SIU-',  'SIU-',  'S---', '----', '----'],
  // The server's own words of what became of a notice.
  notice_deliveries: ['----', '----',  'S---',  'S---',  'S---',  '----', '----', '----'],
  resident_accounts: ['----', 'S---',  '----',  'S-U-',  'S-U-',  '----', '----', '----'],
}

/** Who gets an answer from a function of the schema public, called for the building: x, or '-' refused. */
// oxfmt-ignore
export const FUNCTIONS: Readonly<Record<string, Cells>> = {
  //                                             anon resident desk manager admin board other revoked
  'sync_push(uuid,jsonb)':                       ['-', '-',   'x',  'x',   'x',  '-',  '-',  '-'],
  'sync_pull(uuid,text,integer,integer)':        ['-', '-',   'x',  'x',   'x',  '-',  '-',  '-'],
  'sync_read(uuid,text,integer,integer,text)':   ['-', '-',   'x',  'x',   'x',  '-',  '-',  '-'],
  'sync_outline(uuid,text,integer)':             ['-', '-',   'x',  'x',   'x',  '-',  '-',  '-'],
  'sync_digest(uuid,jsonb)':                     ['-', '-',   'x',  'x',   'x',  '-',  '-',  '-'],
  'sync_new_epoch(uuid)':                        ['-', '-',   '-',  '-',   'x',  '-',  '-',  '-'],
  'files_to_remove(uuid)':                       ['-', '-',   'x',  'x',   'x',  '-',  '-',  '-'],
  'sync_hand_on(uuid,uuid[])':                   ['-', '-',   'x',  'x',   'x',  '-',  '-',  '-'],
  'sync_vouch(uuid,text)':                      ['-', '-',   'x',  'x',   'x',  '-',  '-',  '-'],
  'who_sent(uuid,uuid[],bigint)':                ['-', '-',   '-',  'x',   'x',  'x',  '-',  '-'],
  'audit_claim(uuid,text)':                      ['-', '-',   '-',  'x',   'x',  '-',  '-',  '-'],
  'audit_push(uuid,jsonb,text)':                 ['-', '-',   'x',  'x',   'x',  '-',  '-',  '-'],
  'audit_read(uuid,bigint,uuid,integer)':        ['-', '-',   '-',  'x',   'x',  'x',  '-',  '-'],
  'audit_page(uuid,bigint,uuid,uuid,text,timestamp with time zone,timestamp with time zone,integer)':
                                                 ['-', '-',   '-',  'x',   'x',  'x',  '-',  '-'],
  'audit_desks(uuid)':                           ['-', '-',   '-',  'x',   'x',  'x',  '-',  '-'],
  'audit_check(uuid,bigint,integer)':            ['-', '-',   '-',  'x',   'x',  'x',  '-',  '-'],
  'create_building(text,text,text,jsonb,text,text,text,text,uuid)':
                                                 ['-', '-',   '-',  '-',   '-',  '-',  '-',  '-'],
  'invite(uuid,text,uuid,uuid)':                 ['-', '-',   '-',  'x',   'x',  '-',  '-',  '-'],
  'claim_invitations()':                         ['-', 'x',   'x',  'x',   'x',  'x',  'x',  'x'],
  'resident_self()':                            ['-', 'x',   '-',  '-',   '-',  '-',  '-',  '-'],
  'resident_homes()':                           ['-', 'x',   '-',  '-',   '-',  '-',  '-',  '-'],
  'resident_parcels()':                         ['-', 'x',   '-',  '-',   '-',  '-',  '-',  '-'],
  'board_parcels(uuid,bigint,integer)':         ['-', '-',   'x',  'x',   'x',  'x',  '-',  '-'],
  'board_events(uuid,bigint,integer)':          ['-', '-',   'x',  'x',   'x',  'x',  '-',  '-'],
  'resident_conversations()':                   ['-', 'x',   '-',  '-',   '-',  '-',  '-',  '-'],
  'resident_start(uuid,uuid,uuid,uuid,text,text,uuid)':
                                                 ['-', 'x',   '-',  '-',   '-',  '-',  '-',  '-'],
  'whoami()':                                    ['-', 'x',   'x',  'x',   'x',  'x',  'x',  'x'],
  'claim_letters(integer,integer)':              ['-', '-',   '-',  '-',   '-',  '-',  '-',  '-'],
  'mark_letter(uuid,uuid,jsonb)':                ['-', '-',   '-',  '-',   '-',  '-',  '-',  '-'],
  'provider_event(text,text,jsonb)':             ['-', '-',   '-',  '-',   '-',  '-',  '-',  '-'],
  'notices_health()':                            ['-', '-',   'x',  'x',   'x',  '-',  'x',  '-'],
  'expect_founder(text)':                        ['-', '-',   '-',  '-',   '-',  '-',  '-',  '-'],
  'found_building(jsonb,jsonb,jsonb)':           ['-', '-',   '-',  '-',   'x',  '-',  '-',  '-'],
}
