-- Lofts Desk on Supabase, 6: messages between the desk and residents.
--
--   staff with messages.read    read everything of the building's conversations
--   residents                   the conversations that they take part in, never an internal note; they write as themselves,
--                               move their own markers, and start conversations by resident_start()
--
-- A message's place is received_at: set here as it is taken, growing within its conversation whatever the writers' clocks
-- say. Markers (last_delivered_at, last_read_at) hold the received_at of the last message that a person has, and only grow:
-- a message that was written offline and arrives late is unread wherever it is.

begin;

insert into private.role_permissions (role, permission)
select role, permission
from unnest(array['desk', 'manager', 'admin']) as role,
  unnest(array['messages.read', 'messages.write', 'messages.announce']) as permission
union all
values ('manager', 'messages.manage'), ('admin', 'messages.manage')
on conflict do nothing;

create table if not exists public.conversations (
  id uuid primary key,
  building_id uuid not null references public.buildings (id),
  subject text not null default '' check (length(subject) <= 120),
  unit_id uuid,
  package_id uuid,
  status text not null default 'open' check (status in ('open', 'snoozed', 'closed')),
  snoozed_until timestamptz(3),
  assignee_id uuid,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  deleted_at timestamptz(3),
  change_seq bigint not null,
  unique (id, building_id),
  constraint conversations_snooze check (status <> 'snoozed' or snoozed_until is not null),
  foreign key (unit_id, building_id) references public.units (id, building_id),
  foreign key (package_id, building_id) references public.packages (id, building_id),
  foreign key (assignee_id, building_id) references public.staff (id, building_id)
);
alter table public.conversations enable row level security;
create index if not exists conversations_unit on public.conversations (unit_id, building_id);
create index if not exists conversations_package on public.conversations (package_id, building_id);
create index if not exists conversations_assignee on public.conversations (assignee_id, building_id);

create table if not exists public.conversation_participants (
  id uuid primary key,
  building_id uuid not null references public.buildings (id),
  conversation_id uuid not null,
  staff_id uuid,
  resident_id uuid,
  last_delivered_at timestamptz(3),
  last_read_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  deleted_at timestamptz(3),
  change_seq bigint not null,
  constraint conversation_participants_one check (num_nonnulls(staff_id, resident_id) = 1),
  foreign key (conversation_id, building_id) references public.conversations (id, building_id),
  foreign key (staff_id, building_id) references public.staff (id, building_id),
  foreign key (resident_id, building_id) references public.residents (id, building_id)
);
alter table public.conversation_participants enable row level security;
drop index if exists public.conversation_participants_once;
create unique index if not exists conversation_participants_live on public.conversation_participants (building_id, conversation_id, coalesce(staff_id, resident_id))
  where deleted_at is null;
create index if not exists conversation_participants_conversation on public.conversation_participants (conversation_id, building_id);
create index if not exists conversation_participants_staff on public.conversation_participants (staff_id, building_id);
create index if not exists conversation_participants_resident on public.conversation_participants (resident_id, building_id);

create table if not exists public.announcements (
  id uuid primary key,
  building_id uuid not null references public.buildings (id),
  subject_fr text not null check (length(subject_fr) <= 120),
  subject_en text not null check (length(subject_en) <= 120),
  body_fr text not null check (length(body_fr) <= 4000),
  body_en text not null check (length(body_en) <= 4000),
  audience text not null check (audience in ('everyone', 'floor', 'parcels_waiting')),
  floor integer,
  author_id uuid not null,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  deleted_at timestamptz(3),
  change_seq bigint not null,
  unique (id, building_id),
  constraint announcements_floor check ((audience = 'floor') = (floor is not null)),
  foreign key (author_id, building_id) references public.staff (id, building_id)
);
alter table public.announcements enable row level security;
create index if not exists announcements_author on public.announcements (author_id, building_id);

create table if not exists public.messages (
  id uuid primary key,
  building_id uuid not null references public.buildings (id),
  conversation_id uuid not null,
  author_staff_id uuid,
  author_resident_id uuid,
  -- Characters are code points, as src/shared/messaging/limits.ts counts them.
  body text not null check (length(body) <= 4000),
  internal_note boolean not null default false,
  announcement_id uuid,
  -- Files that come with it, in public.attachments.
  files integer not null default 0 check (files between 0 and 5),
  sent_at timestamptz(3) not null,
  received_at timestamptz(3) not null,
  edited_at timestamptz(3),
  removed_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  deleted_at timestamptz(3),
  change_seq bigint not null,
  unique (id, building_id),
  constraint messages_one_author check (num_nonnulls(author_staff_id, author_resident_id) = 1),
  constraint messages_notes_by_staff check (not internal_note or author_staff_id is not null),
  foreign key (conversation_id, building_id) references public.conversations (id, building_id),
  foreign key (author_staff_id, building_id) references public.staff (id, building_id),
  foreign key (author_resident_id, building_id) references public.residents (id, building_id),
  foreign key (announcement_id, building_id) references public.announcements (id, building_id)
);
alter table public.messages enable row level security;
create index if not exists messages_thread on public.messages (conversation_id, received_at, id);
create index if not exists messages_conversation on public.messages (conversation_id, building_id);
create index if not exists messages_author_staff on public.messages (author_staff_id, building_id);
create index if not exists messages_author_resident on public.messages (author_resident_id, building_id);
create index if not exists messages_announcement on public.messages (announcement_id, building_id);

-- The file itself is in Storage, bucket 'attachments', as <building>/<conversation>/<id>.
create table if not exists public.attachments (
  id uuid primary key,
  building_id uuid not null references public.buildings (id),
  message_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  type text not null check (type in ('image/jpeg', 'image/png', 'image/webp', 'application/pdf')),
  bytes integer not null check (bytes between 1 and 10485760),
  width integer check (width between 1 and 2048),
  height integer check (height between 1 and 2048),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  deleted_at timestamptz(3),
  change_seq bigint not null,
  foreign key (message_id, building_id) references public.messages (id, building_id)
);
alter table public.attachments enable row level security;
create index if not exists attachments_message on public.attachments (message_id, building_id);

create table if not exists public.message_templates (
  id uuid primary key,
  building_id uuid not null references public.buildings (id),
  shortcut text not null check (shortcut ~ '^[a-z0-9-]{1,30}$'),
  title_fr text not null check (length(title_fr) between 1 and 120),
  title_en text not null check (length(title_en) between 1 and 120),
  body_fr text not null check (length(body_fr) between 1 and 4000),
  body_en text not null check (length(body_en) between 1 and 4000),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  deleted_at timestamptz(3),
  change_seq bigint not null
);
alter table public.message_templates enable row level security;
create unique index if not exists message_templates_shortcut on public.message_templates (building_id, shortcut) where deleted_at is null;

insert into private.sync_tables (name, position, read_permission, merges) values
  ('conversations', 15, 'messages.read', false),
  ('conversation_participants', 16, 'messages.read', true),
  ('announcements', 17, 'messages.read', false),
  ('messages', 18, 'messages.read', false),
  ('attachments', 19, 'messages.read', false),
  ('message_templates', 20, 'messages.read', false)
on conflict (name) do nothing;

-- Who takes part, for policies ------------------------------------------------------------------------------------------

-- The conversations that the caller, as a resident, takes part in.
create or replace function private.my_conversations() returns uuid[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(p.conversation_id), '{}')
  from public.conversation_participants p
  where p.resident_id = any (private.my_residents()) and p.deleted_at is null
$$;

-- Where the files of these lie: building/conversation.
create or replace function private.my_places() returns text[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(c.building_id || '/' || c.id), '{}')
  from public.conversations c where c.id = any (private.my_conversations())
$$;

-- What a person reads of it, less what nobody can see: the rule of src/shared/messaging/clean.ts, as far as blankness goes.
create or replace function private.blank(body text) returns boolean
language sql immutable set search_path = '' as $$
  select body !~ '[^[:space:][:cntrl:]\u00a0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]'
$$;

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

revoke all on function private.my_conversations(), private.my_places(), private.blank(text), private.guard_message(), private.reopen(),
  private.guard_participant(), private.hint_residents(), private.on_resident_topic(text), private.home_of(uuid)
from public, anon, authenticated;
grant execute on function private.my_conversations(), private.my_places(), private.on_resident_topic(text) to authenticated;
grant execute on function private.my_conversations(), private.my_places(), private.blank(text), private.guard_message(), private.reopen(),
  private.guard_participant(), private.hint_residents(), private.on_resident_topic(text), private.home_of(uuid)
to service_role;
revoke all on function public.resident_conversations(), public.resident_start(uuid, uuid, uuid, uuid, text, text, uuid)
from public, anon, authenticated;
grant execute on function public.resident_conversations(), public.resident_start(uuid, uuid, uuid, uuid, text, text, uuid)
to authenticated;
select private.refresh_writes();
commit;
