-- Lofts Desk on Supabase, 1a: the building, its people and their parcels.
--
-- Run the files of this folder in order, in the SQL editor or with psql, as the project's `postgres` role. They need a
-- Supabase project (schemas auth, realtime, storage; roles anon, authenticated, service_role) on Postgres 15 or later.
-- Each file is one transaction and may be run again without harm: what it defines stands in no other file, so a newer one that
-- has to change a function takes it over. Files of one number belong together, in the order of their letters.
-- Every table has row-level security, those of the schema private too: switched on by hand for a table without a policy it
-- would hide every row from the functions that desks call. Not forced: the owner and its functions (security definer) pass by it.
-- Every synced table has the columns of the desk's replica, under the same names. Rows are never deleted: deleted_at is a
-- tombstone for desks that were away. Times keep milliseconds. References carry the building: no row points into another one.

begin;
create schema if not exists private;
revoke all on schema private from public, anon;
grant usage on schema private to authenticated, service_role;
-- Projects differ in what they grant on new objects: from here on nothing is granted but by name.
alter default privileges in schema public revoke all on tables from anon, authenticated;
alter default privileges in schema public revoke all on functions from public, anon, authenticated;
alter default privileges in schema private revoke all on tables from public, anon, authenticated;
alter default privileges in schema private revoke all on functions from public, anon, authenticated;

create table if not exists public.buildings (
  id uuid primary key,
  building_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  address text not null default '',
  timezone text not null default 'America/Toronto',
  languages jsonb not null default '["fr","en"]' check (jsonb_typeof(languages) = 'array' and languages <@ '["fr", "en"]'),
  settings jsonb not null default '{}' check (jsonb_typeof(settings) = 'object'),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  deleted_at timestamptz(3),
  change_seq bigint not null,
  constraint buildings_own_building check (building_id = id)
);
alter table public.buildings enable row level security;

-- A time zone is one that this server knows, by a name that desks know too: a desk reckons each day by it. The view reads files,
-- so it is asked only when the zone changes.
create or replace function private.guard_zone() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and new.timezone = old.timezone then return new; end if;
  if not exists (
    select from pg_catalog.pg_timezone_names z
    where z.name = new.timezone and z.name !~ '^(posix|right)/' and z.name not in ('localtime', 'posixrules', 'Factory')) then
    raise exception 'no such time zone' using errcode = '23514', table = 'buildings', constraint = 'buildings_timezone_known';
  end if;
  return new;
end $$;
create or replace trigger guard_zone before insert or update of timezone on public.buildings
  for each row execute function private.guard_zone();

create table if not exists public.staff (
  id uuid primary key,
  building_id uuid not null references public.buildings (id),
  user_id uuid references auth.users (id) on delete set null,
  display_name text not null,
  role text not null check (role in ('desk', 'manager', 'admin', 'board')),
  active boolean not null default true,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  deleted_at timestamptz(3),
  change_seq bigint not null,
  unique (id, building_id)
);
alter table public.staff enable row level security;
-- One person has one place in a building: what they may do there has one answer.
create unique index if not exists staff_user on public.staff (user_id, building_id) where user_id is not null and deleted_at is null;
create index if not exists staff_user_any on public.staff (user_id);

create table if not exists public.desks (
  id uuid primary key,
  building_id uuid not null references public.buildings (id),
  name text not null,
  letter text not null check (length(letter) between 1 and 2),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  deleted_at timestamptz(3),
  change_seq bigint not null,
  unique (id, building_id)
);
alter table public.desks enable row level security;
-- Short parcel numbers begin with it: two desks with one letter would hand out the same number.
create unique index if not exists desks_letter on public.desks (building_id, letter) where deleted_at is null;

create table if not exists public.units (
  id uuid primary key,
  building_id uuid not null references public.buildings (id),
  number text not null,
  floor integer,
  tower text,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  deleted_at timestamptz(3),
  change_seq bigint not null,
  unique (id, building_id)
);
alter table public.units enable row level security;
-- Two towers may have the same numbers.
drop index if exists public.units_number;
create unique index if not exists units_door on public.units (building_id, number, coalesce(tower, '')) where deleted_at is null;

create table if not exists public.residents (
  id uuid primary key,
  building_id uuid not null references public.buildings (id),
  given_name text not null default '',
  family_name text not null,
  aliases jsonb not null default '[]' check (jsonb_typeof(aliases) = 'array' and not aliases @? 'strict $[*] ? (@.type() <> "string")'),
  language text not null default 'fr' check (language in ('fr', 'en')),
  email text,
  channels jsonb not null default '["email"]' check (jsonb_typeof(channels) = 'array' and channels <@ '["email", "sms", "app"]'),
  emergency_contact text,
  notes text not null default '',
  confirmed_on date,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  deleted_at timestamptz(3),
  change_seq bigint not null,
  unique (id, building_id)
);
-- Two entries of one person: what stands on the one that names the other is read as that of the other.
alter table public.residents add column if not exists merged_into uuid;
create index if not exists residents_merged on public.residents (merged_into) where merged_into is not null;
alter table public.residents enable row level security;

create table if not exists public.occupancies (
  id uuid primary key,
  building_id uuid not null references public.buildings (id),
  resident_id uuid not null,
  unit_id uuid not null,
  kind text not null check (kind in ('owner', 'tenant', 'occupant')),
  from_date date,
  to_date date,
  receives_packages boolean not null default true,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  deleted_at timestamptz(3),
  change_seq bigint not null,
  foreign key (resident_id, building_id) references public.residents (id, building_id),
  foreign key (unit_id, building_id) references public.units (id, building_id)
);
alter table public.occupancies enable row level security;
create index if not exists occupancies_resident on public.occupancies (resident_id, building_id);
create index if not exists occupancies_unit on public.occupancies (unit_id, building_id);

-- Who else may collect for a resident.
create table if not exists public.authorisations (
  id uuid primary key,
  building_id uuid not null references public.buildings (id),
  resident_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  note text not null default '',
  from_date date,
  to_date date,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  deleted_at timestamptz(3),
  change_seq bigint not null,
  foreign key (resident_id, building_id) references public.residents (id, building_id)
);
alter table public.authorisations enable row level security;
create index if not exists authorisations_resident on public.authorisations (resident_id, building_id);

create table if not exists public.absences (
  id uuid primary key,
  building_id uuid not null references public.buildings (id),
  resident_id uuid not null,
  kind text not null check (kind in ('hold', 'forward')),
  from_date date not null,
  to_date date not null,
  note text not null default '',
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  deleted_at timestamptz(3),
  change_seq bigint not null,
  foreign key (resident_id, building_id) references public.residents (id, building_id)
);
alter table public.absences enable row level security;
create index if not exists absences_resident on public.absences (resident_id, building_id);

create table if not exists public.shelves (
  id uuid primary key,
  building_id uuid not null references public.buildings (id),
  code text not null,
  name text not null,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  deleted_at timestamptz(3),
  change_seq bigint not null,
  unique (id, building_id)
);
alter table public.shelves enable row level security;
create unique index if not exists shelves_code on public.shelves (building_id, code) where deleted_at is null;

create table if not exists public.packages (
  id uuid primary key,
  building_id uuid not null references public.buildings (id),
  short_number text not null,
  label_code text not null,
  pickup_code text not null,
  unit_id uuid,
  resident_id uuid,
  carrier text not null,
  tracking_number text,
  raw_barcode text,
  symbology text,
  kind text not null default 'parcel' check (kind in ('parcel', 'envelope', 'food', 'dry_cleaning', 'other')),
  perishable boolean not null default false,
  oversize boolean not null default false,
  signature_required boolean not null default false,
  shelf_id uuid,
  note text not null default '',
  status text not null check (status in ('received', 'notified', 'on_hold', 'picked_up', 'forwarded', 'returned', 'lost')),
  direction text not null default 'incoming' check (direction in ('incoming', 'outgoing')),
  received_at timestamptz(3) not null,
  received_by uuid not null,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  deleted_at timestamptz(3),
  change_seq bigint not null,
  unique (id, building_id),
  foreign key (unit_id, building_id) references public.units (id, building_id),
  foreign key (resident_id, building_id) references public.residents (id, building_id),
  foreign key (shelf_id, building_id) references public.shelves (id, building_id),
  foreign key (received_by, building_id) references public.staff (id, building_id)
);
alter table public.packages enable row level security;
create unique index if not exists packages_label_code on public.packages (building_id, label_code);
create index if not exists packages_unit on public.packages (unit_id, building_id);
create index if not exists packages_resident on public.packages (resident_id, building_id);
create index if not exists packages_shelf on public.packages (shelf_id, building_id);
create index if not exists packages_received_by on public.packages (received_by, building_id);

create table if not exists public.package_events (
  id uuid primary key,
  building_id uuid not null references public.buildings (id),
  package_id uuid not null,
  act_id uuid not null,
  type text not null check (type in (
    'received', 'addressee_changed', 'edited', 'shelf_set', 'label_printed', 'notified', 'held', 'released',
    'handed_over', 'forwarded', 'returned', 'lost', 'found', 'notice_settled', 'undone')),
  from_status text check (from_status in ('received', 'notified', 'on_hold', 'picked_up', 'forwarded', 'returned', 'lost')),
  to_status text check (to_status in ('received', 'notified', 'on_hold', 'picked_up', 'forwarded', 'returned', 'lost')),
  actor_id uuid not null,
  desk_id uuid not null,
  at timestamptz(3) not null,
  detail jsonb not null default '{}' check (jsonb_typeof(detail) = 'object'),
  undoes_act_id uuid,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  deleted_at timestamptz(3),
  change_seq bigint not null,
  constraint package_events_undo check ((type = 'undone') = (undoes_act_id is not null)),
  constraint package_events_kept check (deleted_at is null),
  foreign key (package_id, building_id) references public.packages (id, building_id),
  foreign key (actor_id, building_id) references public.staff (id, building_id),
  foreign key (desk_id, building_id) references public.desks (id, building_id)
);
alter table public.package_events enable row level security;
create index if not exists package_events_package on public.package_events (package_id, building_id);
create index if not exists package_events_actor on public.package_events (actor_id, building_id);
-- Also: the newest time that a desk has told.
drop index if exists public.package_events_desk;
create index if not exists package_events_desk_time on public.package_events (desk_id, building_id, at);
-- An act that is done gets no more events.
create index if not exists package_events_act on public.package_events (act_id);
create index if not exists package_events_undoes on public.package_events (undoes_act_id) where undoes_act_id is not null;

create table if not exists public.handovers (
  id uuid primary key,
  building_id uuid not null references public.buildings (id),
  package_id uuid not null,
  act_id uuid not null,
  resident_id uuid,
  collected_by text not null,
  proof text not null check (proof in ('code', 'signature', 'known', 'id_seen')),
  -- Pen strokes as SVG path data, never an image of a paper. The two checks stand apart: a long text costs no regular expression.
  signature text check (length(signature) <= 60000),
  handed_by uuid not null,
  at timestamptz(3) not null,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  deleted_at timestamptz(3),
  change_seq bigint not null,
  constraint handovers_signature_strokes check (signature ~ '^[MLQC0-9., -]+$'),
  constraint handovers_signature_present check (proof <> 'signature' or signature is not null),
  foreign key (package_id, building_id) references public.packages (id, building_id),
  foreign key (resident_id, building_id) references public.residents (id, building_id),
  foreign key (handed_by, building_id) references public.staff (id, building_id)
);
alter table public.handovers enable row level security;
-- With the building: a parcel of another one is then unknown, whether it was handed over or not.
drop index if exists public.handovers_package_once;
create unique index if not exists handovers_package_live on public.handovers (building_id, package_id) where deleted_at is null;
create index if not exists handovers_package on public.handovers (package_id, building_id);
create index if not exists handovers_resident on public.handovers (resident_id, building_id);
create index if not exists handovers_handed_by on public.handovers (handed_by, building_id);
commit;
