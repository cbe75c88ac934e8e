-- Lofts Desk on Supabase, 6b: who reads and writes messages, and what their guards hold to.

begin;

-- Guards ----------------------------------------------------------------------------------------------------------------

create or replace function private.guard_message() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := auth.uid();
  resident boolean := new.author_resident_id is not null and new.author_resident_id = any (private.my_residents());
  -- A history that is brought into a new project keeps its times.
  history boolean := tg_op = 'INSERT' and new.received_at is not null and new.received_at <= clock_timestamp()
    and (me is null or private.brings_in(new.building_id));
  last timestamptz;
begin
  if tg_op = 'INSERT' then
    -- Nothing is born changed or taken back.
    if me is not null and not history then
      new.edited_at := null;
      new.removed_at := null;
    end if;
    if new.files = 0 and new.removed_at is null and private.blank(new.body) then
      raise exception 'an empty message' using errcode = '23514', table = 'messages', column = 'body', constraint = 'messages_not_empty';
    end if;
    if history then return new; end if;
    -- Arrivals of a building stand in line here, so that each is later than the one before.
    perform from private.building_clock c where c.building_id = new.building_id for update;
    select max(m.received_at) into last from public.messages m where m.conversation_id = new.conversation_id;
    new.received_at := greatest(date_trunc('milliseconds', clock_timestamp()), last + interval '1 millisecond');
    if resident then new.sent_at := new.received_at; end if;
    -- A clock that is ahead does not write from the future.
    new.sent_at := least(new.sent_at, new.received_at);
    return new;
  end if;
  if old.removed_at is not null then
    new.body := '';
    new.removed_at := old.removed_at;
    new.edited_at := old.edited_at;
    return new;
  end if;
  if new.removed_at is not null then
    if me is not null and not resident and not private.signs(new.building_id, new.author_staff_id)
      and not private.may(new.building_id, 'messages.manage') then
      raise exception 'only the author or a manager takes a message back' using errcode = '42501', table = 'messages';
    end if;
    new.body := '';
    new.edited_at := old.edited_at;
    new.removed_at := case when resident then private.arrived() else private.not_ahead(new.removed_at) end;
    return new;
  end if;
  -- That a message was changed is never taken from it, and only a change says so.
  if new.body is not distinct from old.body then
    new.edited_at := old.edited_at;
  else
    new.edited_at := case when resident then private.arrived() else private.not_ahead(new.edited_at) end;
    if me is not null and not resident and not private.is_author(new.building_id, new.author_staff_id) then
      raise exception 'only its author changes a message' using errcode = '42501', table = 'messages';
    end if;
    -- As with the undo of a parcel's step: what waited together with its message is judged by when it was made. One that arrives
    -- long after it (EDIT_ARRIVAL_MS) waits for a manager, who sends it.
    if me is not null and not resident and private.arrived() - old.received_at > interval '20 minutes'
      and not new.building_id = any (private.buildings_with('messages.manage')) then
      raise exception 'too late to change this message' using errcode = '42501', table = 'messages', column = 'edited_at';
    end if;
    if new.edited_at is null or new.edited_at - new.sent_at > interval '15 minutes' then
      raise exception 'too late to change this message' using errcode = '22023', table = 'messages', column = 'edited_at';
    end if;
    new.edited_at := greatest(old.edited_at, new.edited_at);
    if new.files = 0 and private.blank(new.body) then
      raise exception 'an empty message' using errcode = '23514', table = 'messages', column = 'body', constraint = 'messages_not_empty';
    end if;
  end if;
  return new;
end $$;
create or replace trigger guard_message before insert or update on public.messages
  for each row execute function private.guard_message();

-- A resident who writes opens the conversation again.
create or replace function private.reopen() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.conversations c set status = 'open', snoozed_until = null
  where c.id = new.conversation_id and c.status <> 'open';
  return null;
end $$;

-- Markers only grow, never beyond now, and only their owner moves them.
create or replace function private.guard_participant() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  was_read timestamptz;
  was_delivered timestamptz;
  now_is timestamptz := clock_timestamp();
begin
  if tg_op = 'UPDATE' then
    was_read := old.last_read_at;
    was_delivered := old.last_delivered_at;
  end if;
  if new.last_read_at > now_is then new.last_read_at := now_is; end if;
  if new.last_delivered_at > now_is then new.last_delivered_at := now_is; end if;
  -- greatest() passes over what is null.
  new.last_read_at := greatest(was_read, new.last_read_at);
  new.last_delivered_at := greatest(was_delivered, new.last_read_at, new.last_delivered_at);
  if (new.last_read_at is distinct from was_read or new.last_delivered_at is distinct from was_delivered)
    and auth.uid() is not null
    and not coalesce(new.resident_id = any (private.my_residents()), false)
    and not coalesce(private.signs(new.building_id, new.staff_id), false)
    and not private.may(new.building_id, 'staff.write') then
    raise exception 'the marker of another person' using errcode = '42501', table = 'conversation_participants';
  end if;
  return new;
end $$;
create or replace trigger guard_participant before insert or update on public.conversation_participants
  for each row execute function private.guard_participant();

-- Rights ----------------------------------------------------------------------------------------------------------------

do $$
declare
  t record;
begin
  for t in select name, read_permission from private.sync_tables where position between 15 and 20 loop
    execute format('create unique index if not exists %I on public.%I (building_id, change_seq)', t.name || '_changes', t.name);
    execute format('create or replace trigger zz_tick before insert or update on public.%I for each row execute function private.tick()', t.name);
    execute format('revoke all on public.%I from public, anon', t.name);
    execute format('grant all on public.%I to service_role', t.name);
    execute format('grant select on public.%I to authenticated', t.name);
    execute format('drop policy if exists staff_read on public.%I', t.name);
    execute format(
      'create policy staff_read on public.%I for select to authenticated using (building_id = any ((select private.buildings_with(%L))::uuid[]))',
      t.name, t.read_permission);
  end loop;
  for t in select * from (values
    ('conversations', 'messages.write', 'messages.write', 'true'),
    ('conversation_participants', 'messages.write', 'messages.write', 'true'),
    ('announcements', 'messages.announce', null, 'private.signs(building_id, author_id)'),
    ('messages', 'messages.write', 'messages.write',
      'case when author_staff_id is not null then private.signs(building_id, author_staff_id) else private.may(building_id, ''staff.write'') end'),
    ('attachments', 'messages.write', null, 'true'),
    ('message_templates', 'messages.manage', 'messages.manage', 'true')
  ) as w (name, inserts, updates, signed) loop
    execute format('drop policy if exists staff_insert on public.%I', t.name);
    execute format(
      'create policy staff_insert on public.%I for insert to authenticated with check (building_id = any ((select private.writes(%L))::uuid[]) and %s)',
      t.name, t.inserts, t.signed);
    if t.updates is not null then
      execute format('drop policy if exists staff_update on public.%I', t.name);
      execute format(
        'create policy staff_update on public.%I for update to authenticated using (building_id = any ((select private.writes(%L))::uuid[])) with check (building_id = any ((select private.writes(%L))::uuid[]))',
        t.name, t.updates, t.updates);
    end if;
  end loop;
end $$;

-- Conversations and who takes part in them are read through resident_conversations(); here stands what residents write.
drop policy if exists resident_read on public.conversation_participants;
create policy resident_read on public.conversation_participants for select to authenticated
  using (resident_id = any ((select private.my_residents())::uuid[]));
drop policy if exists resident_update on public.conversation_participants;
create policy resident_update on public.conversation_participants for update to authenticated
  using (resident_id = any ((select private.my_residents())::uuid[]))
  with check (resident_id = any ((select private.my_residents())::uuid[]));
drop policy if exists resident_read on public.messages;
create policy resident_read on public.messages for select to authenticated
  using (not internal_note and conversation_id = any ((select private.my_conversations())::uuid[]));
drop policy if exists resident_insert on public.messages;
create policy resident_insert on public.messages for insert to authenticated
  with check (not internal_note and announcement_id is null and author_resident_id = any ((select private.my_residents())::uuid[])
    and conversation_id = any ((select private.my_conversations())::uuid[]));
drop policy if exists resident_update on public.messages;
create policy resident_update on public.messages for update to authenticated
  using (author_resident_id = any ((select private.my_residents())::uuid[])
    and conversation_id = any ((select private.my_conversations())::uuid[]))
  with check (author_resident_id = any ((select private.my_residents())::uuid[]));
-- The policy on messages decides for their files; a message that was taken back shows none.
drop policy if exists resident_read on public.attachments;
create policy resident_read on public.attachments for select to authenticated
  using (exists (
    select from public.messages m
    where m.id = message_id and m.removed_at is null and not m.internal_note
      and m.conversation_id = any ((select private.my_conversations())::uuid[])));
drop policy if exists resident_insert on public.attachments;
create policy resident_insert on public.attachments for insert to authenticated
  with check (exists (
    select from public.messages m
    where m.id = message_id and m.author_resident_id = any ((select private.my_residents())::uuid[])));

grant insert (id, building_id, created_at, subject, unit_id, package_id, status, snoozed_until, assignee_id)
  on public.conversations to authenticated;
grant update (subject, unit_id, package_id, status, snoozed_until, assignee_id) on public.conversations to authenticated;
grant insert (id, building_id, created_at, conversation_id, staff_id, resident_id, last_delivered_at, last_read_at)
  on public.conversation_participants to authenticated;
grant update (last_delivered_at, last_read_at) on public.conversation_participants to authenticated;
grant insert (id, building_id, created_at, subject_fr, subject_en, body_fr, body_en, audience, floor, author_id)
  on public.announcements to authenticated;
grant insert (id, building_id, created_at, conversation_id, author_staff_id, author_resident_id, body, internal_note,
  announcement_id, files, sent_at, received_at, edited_at, removed_at) on public.messages to authenticated;
grant update (body, edited_at, removed_at) on public.messages to authenticated;
grant insert (id, building_id, created_at, message_id, name, type, bytes, width, height) on public.attachments to authenticated;
grant insert (id, building_id, created_at, shortcut, title_fr, title_en, body_fr, body_en) on public.message_templates to authenticated;
grant update (shortcut, title_fr, title_en, body_fr, body_en, deleted_at) on public.message_templates to authenticated;

-- Sync ------------------------------------------------------------------------------------------------------------------

update private.sync_schema set newest = 3 where newest < 3;

revoke all on function private.guard_message(), private.reopen(), private.guard_participant() from public, anon, authenticated;
grant execute on function private.guard_message(), private.reopen(), private.guard_participant() to service_role;
select private.refresh_writes();
commit;
