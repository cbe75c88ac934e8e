-- Lofts Desk on Supabase, 6c: what a resident calls to read conversations and to begin one, and the channel that they hear.

begin;

-- What a resident calls -------------------------------------------------------------------------------------------------

-- Everything that the list of a resident's conversations shows: who takes part, the last message, what is unread, and the
-- life of the parcel that it is about. Names of staff are given here and nowhere else.
create or replace function public.resident_conversations() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  me uuid[] := private.my_residents();
  homes uuid[] := private.resident_units();
begin
  if me = '{}' then
    raise exception 'not a resident' using errcode = '42501';
  end if;
  return coalesce((
    select jsonb_agg(jsonb_build_object(
      'id', c.id, 'building_id', c.building_id, 'subject', c.subject, 'status', c.status,
      'snoozed_until', private.iso(c.snoozed_until), 'updated_at', private.iso(c.updated_at),
      'me', (
        select jsonb_build_object('participant_id', p.id, 'resident_id', p.resident_id, 'last_read_at', private.iso(p.last_read_at),
          'last_delivered_at', private.iso(p.last_delivered_at))
        from public.conversation_participants p
        where p.conversation_id = c.id and p.resident_id = any (me) and p.deleted_at is null order by p.id limit 1),
      'people', coalesce((
        select jsonb_agg(jsonb_build_object('kind', 'resident', 'id', r.id, 'name', btrim(r.given_name || ' ' || r.family_name),
          'language', r.language, 'gone', r.deleted_at is not null) order by r.id)
        from public.conversation_participants p join public.residents r on r.id = p.resident_id
        where p.conversation_id = c.id and p.deleted_at is null), '[]'),
      'staff', coalesce((
        select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.display_name, 'last_read_at', private.iso(p.last_read_at),
          'last_delivered_at', private.iso(p.last_delivered_at)) order by s.id)
        from public.staff s
        left join public.conversation_participants p on p.staff_id = s.id and p.conversation_id = c.id and p.deleted_at is null
        where p.id is not null or exists (
          select from public.messages m where m.conversation_id = c.id and m.author_staff_id = s.id and not m.internal_note)), '[]'),
      'unit', (select jsonb_build_object('id', u.id, 'name', u.number) from public.units u where u.id = c.unit_id),
      'parcel', case when k.id is not null then
        jsonb_build_object('id', k.id, 'short_number', k.short_number, 'carrier', k.carrier, 'status', k.status) end,
      'lines', coalesce((
        select jsonb_agg(jsonb_build_object('id', e.id, 'event', e.type, 'at', private.iso(e.at), 'act_id', e.act_id) order by e.at, e.id)
        from public.package_events e
        where e.package_id = k.id
          and e.type in ('received', 'notified', 'held', 'released', 'handed_over', 'forwarded', 'returned', 'lost', 'found')
          and not exists (select from public.package_events u where u.undoes_act_id = e.act_id and u.package_id = e.package_id)), '[]'),
      'unread', (
        select count(*) from public.messages m
        where m.conversation_id = c.id and m.author_staff_id is not null and not m.internal_note and m.removed_at is null
          and m.received_at > coalesce((
            select max(p.last_read_at) from public.conversation_participants p
            where p.conversation_id = c.id and p.resident_id = any (me) and p.deleted_at is null), '-infinity')),
      'length', (select count(*) from public.messages m where m.conversation_id = c.id and not m.internal_note),
      'last', (
        select jsonb_build_object('author_staff_id', m.author_staff_id, 'author_resident_id', m.author_resident_id,
          'body', left(m.body, 200), 'sent_at', private.iso(m.sent_at), 'received_at', private.iso(m.received_at),
          'removed', m.removed_at is not null, 'files', m.files)
        from public.messages m where m.conversation_id = c.id and not m.internal_note
        order by m.received_at desc, m.id desc limit 1)))
    from public.conversations c
    -- The same parcels as resident_parcels(): one that is another's by now is not told of any more.
    left join public.packages k on k.id = c.package_id and k.deleted_at is null
      and (k.resident_id = any (me) or k.resident_id is null and k.unit_id = any (homes))
    where c.id = any (private.my_conversations()) and c.deleted_at is null), '[]');
end $$;

-- Where a resident lives, by the building's calendar: the rule of src/shared/people/home.ts.
create or replace function private.home_of(resident uuid) returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  zone text := (select b.timezone from public.residents r join public.buildings b on b.id = r.building_id where r.id = resident);
  today date;
begin
  begin
    today := (private.arrived() at time zone zone)::date;
  exception when invalid_parameter_value then
    today := (private.arrived() at time zone 'UTC')::date;
  end;
  return (
    select o.unit_id
    from public.occupancies o
    join public.units u on u.id = o.unit_id and u.deleted_at is null
    cross join lateral (select coalesce(o.to_date < today, false) as past, coalesce(o.from_date > today, false) as future) t
    where o.resident_id = resident and o.deleted_at is null
    -- Where they live, will live, lived; then where they receive parcels, what has no end, what is nearest in time.
    order by t.past, t.future, o.receives_packages desc,
      case when t.past then o.to_date end desc nulls first,
      case when not t.past then o.to_date is not null end,
      case when t.future then o.from_date end,
      o.from_date desc nulls last, o.id
    limit 1);
end $$;

-- A resident writes to the desk about something new: conversation, place in it and first message at once. A repeat of the
-- same conversation does nothing.
create or replace function public.resident_start(conversation uuid, participant uuid, resident uuid, message uuid, body text,
  subject text default '', parcel uuid default null) returns void
language plpgsql security definer set search_path = '' as $$
declare
  home public.residents;
begin
  select r.* into home from public.residents r where r.id = resident and r.id = any (private.my_residents());
  if not found then
    raise exception 'not a resident' using errcode = '42501';
  end if;
  if parcel is not null and not exists (
    select from public.packages k
    where k.id = parcel and k.building_id = home.building_id and k.deleted_at is null
      and (k.resident_id = resident or k.resident_id is null and k.unit_id = any (private.resident_units()))) then
    raise exception 'not a parcel of the resident' using errcode = '42501';
  end if;
  if exists (select from public.conversations c where c.id = conversation) then
    if conversation = any (private.my_conversations()) then return; end if;
    raise exception 'this id is taken' using errcode = '23505', table = 'conversations';
  end if;
  insert into public.conversations (id, building_id, subject, unit_id, package_id)
  values (conversation, home.building_id, left(btrim(resident_start.subject), 120),
    private.home_of(resident), parcel);
  insert into public.conversation_participants (id, building_id, conversation_id, resident_id)
  values (participant, home.building_id, conversation, resident);
  insert into public.messages (id, building_id, conversation_id, author_resident_id, body, sent_at)
  values (message, home.building_id, conversation, resident, resident_start.body, clock_timestamp());
end $$;

-- Realtime --------------------------------------------------------------------------------------------------------------

-- A resident hears on their own channel that a conversation changed, and asks again. As with desks it is a hint, no data.
create or replace function private.hint_residents() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  changed uuid;
  heard record;
begin
  if tg_table_name = 'conversations' then
    changed := new.id;
  else
    changed := new.conversation_id;
  end if;
  if tg_table_name = 'messages' then
    if new.internal_note then return null; end if;
  end if;
  for heard in
    select p.resident_id from public.conversation_participants p
    where p.conversation_id = changed and p.resident_id is not null and p.deleted_at is null
  loop
    perform realtime.send(jsonb_build_object('conversation', changed), 'changed', 'resident:' || heard.resident_id, true);
  end loop;
  return null;
exception when others then
  raise warning 'realtime hint: %', sqlerrm;
  return null;
end $$;
create or replace trigger hint after insert or update on public.messages for each row execute function private.hint_residents();
create or replace trigger hint after update on public.conversations for each row execute function private.hint_residents();
create or replace trigger hint after insert or update on public.conversation_participants for each row execute function private.hint_residents();

-- The resident's own channel: they and the building's staff are on it, for hints and for signs of typing.
create or replace function private.on_resident_topic(topic text) returns boolean
language sql stable security definer set search_path = '' as $$
  select topic ~ '^resident:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    and (split_part(topic, ':', 2)::uuid = any (private.my_residents())
      or exists (
        select from public.residents r
        where r.id = split_part(topic, ':', 2)::uuid and r.building_id = any (private.buildings_with('messages.write'))))
$$;
drop policy if exists lofts_resident_receive on realtime.messages;
create policy lofts_resident_receive on realtime.messages for select to authenticated
  using (extension in ('broadcast', 'presence') and (select private.on_resident_topic((select realtime.topic()))));
drop policy if exists lofts_resident_send on realtime.messages;
create policy lofts_resident_send on realtime.messages for insert to authenticated
  with check (extension in ('broadcast', 'presence') and (select private.on_resident_topic((select realtime.topic()))));

revoke all on function private.hint_residents(), private.on_resident_topic(text), private.home_of(uuid) from public, anon, authenticated;
grant execute on function private.on_resident_topic(text) to authenticated;
grant execute on function private.hint_residents(), private.on_resident_topic(text), private.home_of(uuid) to service_role;
revoke all on function public.resident_conversations(), public.resident_start(uuid, uuid, uuid, uuid, text, text, uuid)
from public, anon, authenticated;
grant execute on function public.resident_conversations(), public.resident_start(uuid, uuid, uuid, uuid, text, text, uuid)
to authenticated;
commit;
