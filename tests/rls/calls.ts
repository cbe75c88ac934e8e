import { A, DESK, RESIDENT, uid } from './ids.ts'

/** A call of each function of the schema public, for building A. */
export const CALLS: Readonly<Record<string, string>> = {
  'sync_push(uuid,jsonb)': `select public.sync_push('${DESK}', '[]')`,
  'sync_pull(uuid,text,integer,integer)': `select public.sync_pull('${A}', null, 10)`,
  'sync_read(uuid,text,integer,integer,text)': `select public.sync_read('${A}', null, 10)`,
  'sync_outline(uuid,text,integer)': `select public.sync_outline('${A}')`,
  'sync_digest(uuid,jsonb)': `select public.sync_digest('${A}')`,
  'sync_new_epoch(uuid)': `select public.sync_new_epoch('${A}')`,
  'files_to_remove(uuid)': `select public.files_to_remove('${A}')`,
  'sync_hand_on(uuid,uuid[])': `select public.sync_hand_on('${DESK}', array['${uid(520)}']::uuid[])`,
  'sync_vouch(uuid,text)': `select public.sync_vouch('${DESK}', '${'a'.repeat(64)}')`,
  'who_sent(uuid,uuid[],bigint)': `select public.who_sent('${A}')`,
  'create_building(text,text,text,jsonb,text,text,text,text,uuid)': `select public.create_building('x', '', 'UTC', '["fr"]', 'x', 'X', 'x', 'x@example.com')`,
  'invite(uuid,text,uuid,uuid)': `select public.invite('${A}', 'new@example.com', resident => '${RESIDENT.neighbour}')`,
  'claim_invitations()': `select public.claim_invitations()`,
  'resident_self()': `select * from public.resident_self()`,
  'resident_homes()': `select * from public.resident_homes()`,
  'resident_parcels()': `select * from public.resident_parcels()`,
  'board_parcels(uuid,bigint,integer)': `select * from public.board_parcels('${A}')`,
  'board_events(uuid,bigint,integer)': `select * from public.board_events('${A}')`,
  'resident_conversations()': `select public.resident_conversations()`,
  'resident_start(uuid,uuid,uuid,uuid,text,text,uuid)': `select public.resident_start('${uid(510)}', '${uid(511)}', '${RESIDENT.mine}', '${uid(512)}', 'Bonjour')`,
  'whoami()': `select public.whoami()`,
  'expect_founder(text)': `select public.expect_founder('x@example.com')`,
  'found_building(jsonb,jsonb,jsonb)': `select public.found_building('{"id":"${A}","name":"x"}', '{}', '{}')`,
}
