/**
 * Who reads what, column by column. The test asks for each column of each table, and for the answer of each function, with real
 * rows; what it finds is this, exactly. A new column, table or function stands here once somebody has decided who reads it.
 */

/** A table is read whole by these, and by nobody else. Residents: their own rows alone (see marks.ts). */
// oxfmt-ignore
export const TABLE_READERS: Readonly<Record<string, { readers: string; columns: string }>> = {
  absences: {
    readers: 'resident desk manager admin neighbour',
    columns: 'id building_id resident_id kind from_date to_date note created_at updated_at deleted_at change_seq',
  },
  announcements: {
    readers: 'desk manager admin',
    columns: 'id building_id subject_fr subject_en body_fr body_en audience floor author_id created_at updated_at deleted_at ' +
      'change_seq recipients',
  },
  attachments: {
    readers: 'resident desk manager admin neighbour',
    columns: 'id building_id message_id name type bytes width height created_at updated_at deleted_at change_seq',
  },
  authorisations: {
    readers: 'resident desk manager admin neighbour',
    columns: 'id building_id resident_id name note from_date to_date created_at updated_at deleted_at change_seq',
  },
  belongings: {
    readers: 'desk manager admin',
    columns: 'id building_id resident_id kind name place note from_date to_date created_at updated_at deleted_at change_seq',
  },
  buildings: {
    readers: 'desk manager admin',
    columns: 'id building_id name address timezone languages settings created_at updated_at deleted_at change_seq country ' +
      'notice_grace_minutes quiet_hours reminder_days keep_signatures_days keep_notices_days keep_parcels_months ' +
      'keep_messages_months keep_audit_months privacy_name privacy_title privacy_contact notice_bundle_minutes notice_sender notice_reply_to notice_channels notice_texts ' +
      'reminder_weekdays reminder_time food_reminder_hours',
  },
  carrier_rules: {
    readers: 'desk manager admin',
    columns: 'id building_id carrier prefix length created_at updated_at deleted_at change_seq',
  },
  conversation_participants: {
    readers: 'resident desk manager admin neighbour',
    columns: 'id building_id conversation_id staff_id resident_id last_delivered_at last_read_at created_at updated_at ' +
      'deleted_at change_seq',
  },
  conversations: {
    readers: 'desk manager admin',
    columns: 'id building_id subject unit_id package_id status snoozed_until assignee_id created_at updated_at deleted_at ' +
      'change_seq status_seen_at',
  },
  desks: {
    readers: 'desk manager admin',
    columns: 'id building_id name letter created_at updated_at deleted_at change_seq',
  },
  directory_events: {
    readers: 'desk manager admin',
    columns: 'id building_id act_id type table_name row_id before after actor_id desk_id at undoes_act_id created_at updated_at ' +
      'deleted_at change_seq batch_id proved_by reason',
  },
  erasures: {
    readers: 'desk manager admin',
    columns: 'id building_id act_id resident_id shown_as also actor_id desk_id at proved_by created_at updated_at deleted_at change_seq',
  },
  incidents: {
    readers: 'manager admin board',
    columns: 'id building_id act_id incident_id information information_unknown circumstances happened known_on persons ' +
      'persons_estimated risk_for risk_against is_serious commission_on persons_on notices_why measures actor_id desk_id at proved_by ' +
      'created_at updated_at deleted_at change_seq',
  },
  handovers: {
    readers: 'desk manager admin',
    columns: 'id building_id package_id act_id resident_id collected_by proof signature handed_by at created_at updated_at ' +
      'deleted_at change_seq',
  },
  message_templates: {
    readers: 'desk manager admin',
    columns: 'id building_id shortcut title_fr title_en body_fr body_en created_at updated_at deleted_at change_seq',
  },
  messages: {
    readers: 'resident desk manager admin neighbour',
    columns: 'id building_id conversation_id author_staff_id author_resident_id body internal_note announcement_id files ' +
      'sent_at received_at edited_at removed_at created_at updated_at deleted_at change_seq',
  },
  notices: {
    readers: 'desk manager admin',
    columns: 'id building_id package_id resident_id channel language template state send_after sent_at error created_at ' +
      'updated_at deleted_at change_seq kind step again_of settled_as settled_at settled_by',
  },
  notice_deliveries: {
    readers: 'desk manager admin',
    columns: 'id building_id notice_id person_id channel state reason letter_id provider leaves_at accepted_at delivered_at ' +
      'ended_at created_at updated_at deleted_at change_seq',
  },
  occupancies: {
    readers: 'desk manager admin',
    columns: 'id building_id resident_id unit_id kind from_date to_date receives_packages created_at updated_at deleted_at ' +
      'change_seq notified share',
  },
  package_events: {
    readers: 'desk manager admin',
    columns: 'id building_id package_id act_id type from_status to_status actor_id desk_id at detail undoes_act_id ' +
      'created_at updated_at deleted_at change_seq proved_by',
  },
  packages: {
    readers: 'desk manager admin',
    columns: 'id building_id short_number label_code pickup_code unit_id resident_id carrier tracking_number raw_barcode ' +
      'symbology kind perishable oversize signature_required shelf_id note status direction received_at received_by ' +
      'created_at updated_at deleted_at change_seq written_name',
  },
  resident_accounts: {
    readers: 'resident manager admin neighbour former unlinked',
    columns: 'id building_id resident_id user_id created_at revoked_at',
  },
  residents: {
    readers: 'desk manager admin',
    columns: 'id building_id given_name family_name aliases language email channels emergency_contact notes ' +
      'confirmed_on created_at updated_at deleted_at change_seq merged_into source_id ' +
      'phones collecting access_need distinct_from notice_choices',
  },
  shelves: {
    readers: 'desk manager admin',
    columns: 'id building_id code name created_at updated_at deleted_at change_seq capacity takes',
  },
  staff: {
    readers: 'desk manager admin',
    columns: 'id building_id user_id display_name role active created_at updated_at deleted_at change_seq',
  },
  units: {
    readers: 'desk manager admin',
    columns: 'id building_id number floor tower created_at updated_at deleted_at change_seq kind notice_rule note',
  },
}

/** What the functions answer, whoever may call them (matrix.ts says who). Rows of sync are those of the tables. */
// oxfmt-ignore
export const ANSWERS: Readonly<Record<string, string>> = {
  'board_events(uuid,bigint,integer)':
    'act_id actor_id at building_id change_seq desk_id from_status id package_id proof to_status type undoes_act_id',
  'audit_check(uuid,bigint,integer)':
    'audit_check.broken audit_check.chain audit_check.checked',
  'audit_claim(uuid,text)':
    'audit_claim',
  'audit_desks(uuid)':
    'audit_desks.computers.by audit_desks.computers.since audit_desks.desk_id audit_desks.entries audit_desks.hash audit_desks.n audit_desks.received_at audit_desks.segment',
  'audit_page(uuid,bigint,uuid,uuid,text,timestamp with time zone,timestamp with time zone,integer)':
    'audit_page.body audit_page.desk_id audit_page.hash audit_page.place audit_page.sent_by',
  'audit_push(uuid,jsonb,text)':
    'audit_push.chain audit_push.place audit_push.server_time audit_push.status',
  'audit_read(uuid,bigint,uuid,integer)':
    'audit_read.body audit_read.chain audit_read.desk_id audit_read.hash audit_read.n audit_read.place audit_read.received_at ' +
    'audit_read.segment audit_read.sent_by',
  'board_parcels(uuid,bigint,integer)':
    'building_id carrier change_seq deleted_at direction id kind oversize perishable received_at received_by ' +
    'short_number signature_required status unit',
  'claim_invitations()':
    'claim_invitations',
  'found_building(jsonb,jsonb,jsonb)':
    'found_building',
  'invite(uuid,text,uuid,uuid)':
    'invite',
  'notices_health()':
    'notices_health.lastRing notices_health.lastSuccess notices_health.nextDue notices_health.oldestDue',
  'resident_conversations()':
    'resident_conversations.building_id resident_conversations.id resident_conversations.last.author_resident_id ' +
    'resident_conversations.last.author_staff_id resident_conversations.last.body resident_conversations.last.files ' +
    'resident_conversations.last.received_at resident_conversations.last.removed ' +
    'resident_conversations.last.sent_at resident_conversations.length resident_conversations.lines.act_id ' +
    'resident_conversations.lines.at resident_conversations.lines.event resident_conversations.lines.id ' +
    'resident_conversations.me.last_delivered_at resident_conversations.me.last_read_at ' +
    'resident_conversations.me.participant_id resident_conversations.me.resident_id resident_conversations.parcel ' +
    'resident_conversations.parcel.carrier resident_conversations.parcel.id ' +
    'resident_conversations.parcel.short_number resident_conversations.parcel.status ' +
    'resident_conversations.people.gone resident_conversations.people.id resident_conversations.people.kind ' +
    'resident_conversations.people.language resident_conversations.people.name resident_conversations.snoozed_until ' +
    'resident_conversations.staff.id resident_conversations.staff.last_delivered_at ' +
    'resident_conversations.staff.last_read_at resident_conversations.staff.name resident_conversations.status ' +
    'resident_conversations.subject resident_conversations.unit.id resident_conversations.unit.name ' +
    'resident_conversations.unread resident_conversations.updated_at',
  'resident_homes()':
    'building_id floor from_date id kind number receives_packages resident_id to_date tower unit_id',
  'resident_parcels()':
    'building_id carrier direction id kind oversize perishable pickup_code received_at resident_id short_number ' +
    'signature_required status tracking_number unit_id',
  'resident_self()':
    'aliases building_id channels confirmed_on email emergency_contact family_name given_name id language phones.typed ' +
    'collecting access_need',
  'resident_start(uuid,uuid,uuid,uuid,text,text,uuid)':
    'resident_start',
  'sync_digest(uuid,jsonb)':
    'sync_digest.epoch sync_digest.server_time sync_digest.tables sync_digest.upto',
  'sync_hand_on(uuid,uuid[])':
    'sync_hand_on',
  'sync_vouch(uuid,text)':
    'sync_vouch',
  'sync_new_epoch(uuid)':
    'sync_new_epoch',
  // And marks, numbers of changes, where there are a hundred rows.
  'sync_outline(uuid,text,integer)':
    'sync_outline.epoch sync_outline.reset sync_outline.rows sync_outline.server_time',
  'sync_pull(uuid,text,integer,integer)':
    'sync_pull.cursor sync_pull.epoch sync_pull.more sync_pull.reset sync_pull.rows sync_pull.server_time',
  'sync_push(uuid,jsonb)':
    'sync_push.epoch sync_push.server_time sync_push.results',
  // And rows of the tables, as lists of texts.
  'sync_read(uuid,text,integer,integer,text)':
    'sync_read sync_read.cursor sync_read.epoch sync_read.more sync_read.reset sync_read.server_time sync_read.tables',
  'who_sent(uuid,uuid[],bigint)':
    'who_sent.id who_sent.table who_sent.row_id who_sent.action who_sent.signed_by who_sent.sent_by ' +
    'who_sent.sent_as who_sent.sent_at',
  'whoami()':
    'whoami.may_found whoami.residents.building whoami.residents.building_id whoami.residents.id ' +
    'whoami.staff.active whoami.staff.building whoami.staff.building_id whoami.staff.display_name whoami.staff.id ' +
    'whoami.staff.role whoami.user_id',
}
