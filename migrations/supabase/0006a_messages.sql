-- Lofts Desk on Supabase, 6a: messages between the desk and residents.
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

revoke all on function private.my_conversations(), private.my_places(), private.blank(text) from public, anon, authenticated;
grant execute on function private.my_conversations(), private.my_places() to authenticated;
grant execute on function private.my_conversations(), private.my_places(), private.blank(text) to service_role;
commit;
