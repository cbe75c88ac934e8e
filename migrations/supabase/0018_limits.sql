-- Lofts Desk on Supabase, 18: how much and how far. Every text has a longest length, every time lies in a span that a building can
-- mean, and what a resident writes has a count and a rate: one account must never stop a building.
--
-- Limits are "not valid": they bind what is written from now on, and a row of before is no reason for this file to fail.

begin;

-- Longest texts -----------------------------------------------------------------------------------------------------------

-- src/shared/sync/limits.ts, the same list: characters of a text, bytes of JSON as text, since a number of eight bytes can be a
-- text of a hundred thousand.
create or replace function private.limit_texts(texts jsonb) returns void
language plpgsql set search_path = '' as $$
declare
  t record;
begin
  for t in
    select e ->> 0 as name, a.attname as col, a.atttypid = 'jsonb'::regtype as is_json, (e ->> 2)::integer as most
    from jsonb_array_elements(texts) e
    join pg_catalog.pg_attribute a on a.attrelid = format('public.%I', e ->> 0)::regclass and a.attname = e ->> 1
  loop
    execute format('alter table public.%I drop constraint if exists %I, add constraint %2$I check (%s <= %s) not valid',
      t.name, t.name || '_' || t.col || '_limit', format(case when t.is_json then 'octet_length(%I::text)' else 'length(%I)' end, t.col), t.most);
  end loop;
end $$;

select private.limit_texts(jsonb_agg(jsonb_build_array(l.name, l.col, l.most)))
from (values
    ('buildings', 'name', 200), ('buildings', 'address', 500), ('buildings', 'timezone', 64),
    ('buildings', 'languages', 500), ('buildings', 'settings', 20000),
    ('staff', 'display_name', 200), ('staff', 'role', 20),
    ('desks', 'name', 60), ('desks', 'letter', 2),
    ('units', 'number', 40), ('units', 'tower', 100),
    ('residents', 'given_name', 200), ('residents', 'family_name', 200), ('residents', 'aliases', 4000),
    ('residents', 'language', 20), ('residents', 'email', 320),
    ('residents', 'channels', 500), ('residents', 'emergency_contact', 500), ('residents', 'notes', 4000),
    ('occupancies', 'kind', 20),
    ('authorisations', 'name', 200), ('authorisations', 'note', 1000),
    ('absences', 'kind', 20), ('absences', 'note', 1000),
    ('shelves', 'code', 40), ('shelves', 'name', 200),
    ('packages', 'short_number', 20), ('packages', 'label_code', 60), ('packages', 'pickup_code', 20),
    ('packages', 'carrier', 40), ('packages', 'tracking_number', 120), ('packages', 'raw_barcode', 8192),
    ('packages', 'symbology', 8), ('packages', 'kind', 20), ('packages', 'note', 500),
    ('packages', 'written_name', 200), ('packages', 'status', 20), ('packages', 'direction', 20),
    ('package_events', 'type', 20), ('package_events', 'from_status', 20), ('package_events', 'to_status', 20),
    ('package_events', 'detail', 20000),
    ('handovers', 'collected_by', 200), ('handovers', 'proof', 20), ('handovers', 'signature', 60000),
    ('notices', 'channel', 20), ('notices', 'language', 20), ('notices', 'template', 60),
    ('notices', 'state', 20), ('notices', 'error', 1000),
    ('carrier_rules', 'carrier', 40), ('carrier_rules', 'prefix', 20),
    ('conversations', 'subject', 120), ('conversations', 'status', 20),
    ('announcements', 'subject_fr', 120), ('announcements', 'subject_en', 120), ('announcements', 'body_fr', 4000),
    ('announcements', 'body_en', 4000), ('announcements', 'audience', 20),
    ('messages', 'body', 4000),
    ('attachments', 'name', 200), ('attachments', 'type', 40),
    ('message_templates', 'shortcut', 30), ('message_templates', 'title_fr', 120),
    ('message_templates', 'title_en', 120), ('message_templates', 'body_fr', 4000), ('message_templates', 'body_en', 4000)
) as l (name, col, most);

-- What residents have written so far is cut: a desk has to read it.
update public.absences set note = left(note, 1000) where length(note) > 1000;
update public.authorisations set note = left(note, 1000) where length(note) > 1000;

-- Times -------------------------------------------------------------------------------------------------------------------

-- Each time and date of the tables that desks and residents write. A new column is bound by calling it again.
create or replace function private.bound_times() returns void
language plpgsql set search_path = '' as $$
declare
  t record;
begin
  for t in
    select c.relname as name, a.attname as col
    from pg_catalog.pg_class c
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.oid in (select format('public.%I', s.name)::regclass from private.sync_tables s union select 'public.resident_accounts'::regclass)
      and a.atttypid in ('timestamptz'::regtype, 'date'::regtype)
      and not exists (select from pg_catalog.pg_constraint f where f.conrelid = c.oid and f.conname = c.relname || '_' || a.attname || '_span')
  loop
    execute format('alter table public.%I add constraint %I check (%I >= ''1900-01-01'' and %3$I < ''2080-01-01'') not valid',
      t.name, t.name || '_' || t.col || '_span', t.col);
  end loop;
end $$;
select private.bound_times();

-- What residents write ----------------------------------------------------------------------------------------------------

-- How often an account wrote what, since when. One row per account and rule.
create table if not exists private.resident_writes (
  user_id uuid not null,
  rule text not null,
  began timestamptz(3) not null,
  times integer not null,
  primary key (user_id, rule)
);
alter table private.resident_writes enable row level security;
drop policy if exists closed on private.resident_writes;
create policy closed on private.resident_writes for select to authenticated using (false);
revoke all on private.resident_writes from public, anon, authenticated;
grant all on private.resident_writes to service_role;

-- Counts one more; too many is 429 to whoever calls by the Data API: later, not never.
create or replace function private.count_write(what text, most integer, per interval) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  n integer;
begin
  insert into private.resident_writes as w (user_id, rule, began, times)
  values ((select auth.uid()), what, clock_timestamp(), 1)
  on conflict (user_id, rule) do update set
    began = case when w.began < clock_timestamp() - per then clock_timestamp() else w.began end,
    times = case when w.began < clock_timestamp() - per then 1 else w.times + 1 end
  returning times into n;
  if n > most then
    raise exception 'too many: at most % % in %', most, what, per using errcode = 'PT429';
  end if;
  return true;
end $$;

-- Who works at a desk is not counted, and what the server itself writes has no account. A member of the board who lives in the
-- building writes as a resident.
create or replace function private.guard_resident() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  rows_now integer;
begin
  if (select auth.uid()) is null or private.staff_role(new.building_id) in ('desk', 'manager', 'admin') then
    return new;
  end if;
  case tg_table_name
    when 'messages' then
      perform private.count_write('messages', 120, '10 minutes'), private.count_write('messages of a day', 500, '1 day');
    when 'attachments' then
      perform private.count_write('attachments', 100, '1 day');
    when 'conversations' then
      perform private.count_write('conversations', 30, '1 day');
    when 'conversation_participants' then
      if tg_op = 'UPDATE' then perform private.count_write('markers', 1200, '1 hour'); end if;
    else
      -- Absences and authorisations: those of others are refused by the policies, which are asked later and have one answer
      -- however many there are.
      if not coalesce(new.resident_id = any (private.my_residents()), false) then return new; end if;
      perform private.count_write(tg_table_name, 60, '1 day');
      if tg_op = 'INSERT' then
        execute format('select count(*) from public.%I t where t.resident_id = $1 and t.deleted_at is null', tg_table_name)
          into rows_now using new.resident_id;
        if rows_now >= 50 then
          raise exception 'at most 50 at a time' using errcode = '23514', table = tg_table_name, constraint = tg_table_name || '_count';
        end if;
      end if;
  end case;
  return new;
end $$;

do $$
declare
  t text;
begin
  foreach t in array array['absences', 'authorisations', 'conversations', 'conversation_participants', 'messages', 'attachments'] loop
    execute format('create or replace trigger guard_resident before insert or update on public.%I for each row execute function private.guard_resident()', t);
  end loop;
end $$;
-- A desk's reopening of a conversation is no conversation of the resident.
create or replace trigger guard_resident before insert on public.conversations
  for each row execute function private.guard_resident();

revoke all on function private.limit_texts(jsonb), private.bound_times(), private.count_write(text, integer, interval),
  private.guard_resident() from public, anon, authenticated;
grant execute on function private.limit_texts(jsonb), private.bound_times(), private.count_write(text, integer, interval),
  private.guard_resident() to service_role;
commit;
