-- Lofts Desk on Supabase, 1b: notices and taught carriers, what the server alone keeps, and the clock that numbers every change.

begin;

create table if not exists public.notices (
  id uuid primary key,
  building_id uuid not null references public.buildings (id),
  package_id uuid not null,
  resident_id uuid,
  channel text not null check (channel in ('email', 'sms', 'app', 'in_person')),
  language text not null check (language in ('fr', 'en')),
  template text not null,
  state text not null check (state in ('waiting', 'sent', 'failed', 'cancelled')),
  send_after timestamptz(3) not null,
  sent_at timestamptz(3),
  error text,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  deleted_at timestamptz(3),
  change_seq bigint not null,
  foreign key (package_id, building_id) references public.packages (id, building_id),
  foreign key (resident_id, building_id) references public.residents (id, building_id)
);
alter table public.notices enable row level security;
create index if not exists notices_package on public.notices (package_id, building_id);
create index if not exists notices_resident on public.notices (resident_id, building_id);
create index if not exists notices_due on public.notices (send_after) where state = 'waiting' and deleted_at is null;

-- Prefixes taught by the desk for carriers without a public number format.
create table if not exists public.carrier_rules (
  id uuid primary key,
  building_id uuid not null references public.buildings (id),
  carrier text not null,
  prefix text not null,
  length integer,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  deleted_at timestamptz(3),
  change_seq bigint not null
);
alter table public.carrier_rules enable row level security;
create unique index if not exists carrier_rules_prefix on public.carrier_rules (building_id, prefix) where deleted_at is null;

-- On the server only --------------------------------------------------------------------------------------------------

-- Which account belongs to which resident. Apart from residents: the desks never need to know who has an account.
create table if not exists public.resident_accounts (
  id uuid primary key default gen_random_uuid(),
  building_id uuid not null references public.buildings (id),
  resident_id uuid not null,
  user_id uuid not null references auth.users (id) on delete cascade,
  created_at timestamptz(3) not null default now(),
  revoked_at timestamptz(3),
  unique (user_id, resident_id),
  foreign key (resident_id, building_id) references public.residents (id, building_id)
);
alter table public.resident_accounts enable row level security;
create index if not exists resident_accounts_resident on public.resident_accounts (resident_id, building_id);
create index if not exists resident_accounts_building on public.resident_accounts (building_id);

-- Who is expected: an account with this confirmed e-mail address becomes this staff member or resident.
create table if not exists private.invitations (
  id uuid primary key default gen_random_uuid(),
  building_id uuid not null references public.buildings (id),
  email text not null check (email = lower(email) and email like '%_@_%'),
  staff_id uuid,
  resident_id uuid,
  invited_by uuid,
  created_at timestamptz(3) not null default now(),
  claimed_at timestamptz(3),
  check (num_nonnulls(staff_id, resident_id) = 1),
  foreign key (staff_id, building_id) references public.staff (id, building_id),
  foreign key (resident_id, building_id) references public.residents (id, building_id),
  foreign key (invited_by, building_id) references public.staff (id, building_id)
);
alter table private.invitations enable row level security;
drop policy if exists closed on private.invitations;
create policy closed on private.invitations for select to authenticated using (false);
create index if not exists invitations_email on private.invitations (email) where claimed_at is null;
create index if not exists invitations_building on private.invitations (building_id);
create index if not exists invitations_staff on private.invitations (staff_id, building_id);
create index if not exists invitations_resident on private.invitations (resident_id, building_id);
create index if not exists invitations_by on private.invitations (invited_by, building_id);

-- The clock -----------------------------------------------------------------------------------------------------------

-- One row per building. A change takes a number by updating this row, whose lock it keeps until it commits: numbers become
-- visible in the order of commits, so a reader that has seen N can never miss a number below N. Numbers are taken in
-- blocks, because a row that is updated thousands of times in one transaction gets slow; the rest of a block is a gap.
-- What a transaction has taken stands in its setting lofts.clock, which ends and rolls back with it:
--   building, next, end of the block, number before the present act, its actor, size of the block, rights of the act
-- Like request.jwt.claims it can be set by whoever speaks SQL, and by nobody who comes through the API.
create table if not exists private.building_clock (
  building_id uuid primary key references public.buildings (id) deferrable initially deferred,
  seq bigint not null default 0,
  -- Changes when the numbers start another life: see public.sync_new_epoch.
  epoch uuid not null default gen_random_uuid(),
  -- The transaction that wrote last, and seq when it began.
  xact xid8 not null default '0',
  xact_start bigint not null default 0
) with (fillfactor = 10, autovacuum_vacuum_threshold = 200, autovacuum_vacuum_scale_factor = 0);
alter table private.building_clock enable row level security;
drop policy if exists closed on private.building_clock;
create policy closed on private.building_clock for select to authenticated using (false);

-- What a desk sent and what became of it. A repeat of the id gets the same answer and does nothing.
-- Kept 180 days at least (private.prune_sync_transactions): longer than any desk may hold an unanswered act.
create table if not exists private.sync_transactions (
  id uuid primary key,
  building_id uuid not null references public.buildings (id),
  desk_id uuid not null,
  actor_id uuid not null,
  user_id uuid not null,
  name text not null,
  result jsonb not null,
  stored_at timestamptz(3) not null default now(),
  foreign key (desk_id, building_id) references public.desks (id, building_id)
);
alter table private.sync_transactions enable row level security;
drop policy if exists closed on private.sync_transactions;
create policy closed on private.sync_transactions for select to authenticated using (false);
create index if not exists sync_transactions_building on private.sync_transactions (building_id);
create index if not exists sync_transactions_desk on private.sync_transactions (desk_id, building_id);
create index if not exists sync_transactions_stored on private.sync_transactions (stored_at);

-- The setting's parts; null when this transaction has taken no number of this building last.
create or replace function private.clock_state(building uuid) returns text[]
language plpgsql stable set search_path = '' as $$
declare
  parts text[] := string_to_array(current_setting('lofts.clock', true), ' ');
begin
  if parts[1] = building::text then return parts; end if;
  return null;
end $$;

-- Takes a block of numbers and answers the first.
create or replace function private.take_numbers(building uuid, n integer) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  this xid8 := pg_current_xact_id();
  last bigint;
begin
  update private.building_clock c
  set seq = c.seq + n, xact = this, xact_start = case when c.xact = this then c.xact_start else c.seq end
  where c.building_id = building
  returning c.seq into last;
  return last - n + 1;
end $$;

-- Whether the caller has anything to do with a building: as staff, or as a resident's account.
create or replace function private.in_building(building uuid) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return exists (
      select from public.staff s
      where s.user_id = (select auth.uid()) and s.building_id = building and s.active and s.deleted_at is null)
    or exists (
      select from public.resident_accounts a
      where a.user_id = (select auth.uid()) and a.building_id = building and a.revoked_at is null);
end $$;

-- Numbers a change. Runs last of the row's triggers, so that a refused change takes no number. Policies are asked after it: a row
-- of a building that the caller has nothing to do with is refused here, in the same words whether there is such a building or not.
create or replace function private.tick() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  state text[] := private.clock_state(new.building_id);
  block integer;
  number bigint;
begin
  if tg_op = 'UPDATE' then
    if new.id <> old.id or new.building_id <> old.building_id then
      raise exception 'id and building_id never change' using errcode = '22023', table = tg_table_name;
    end if;
    new.created_at := old.created_at;
  elsif tg_table_name = 'buildings' then
    insert into private.building_clock (building_id) values (new.id) on conflict do nothing;
  elsif state is null and (select auth.uid()) is not null and not private.in_building(new.building_id) then
    raise exception 'new row violates row-level security policy for table "%"', tg_table_name using errcode = '42501', table = tg_table_name;
  end if;
  number := state[2]::bigint;
  if number is null or number > state[3]::bigint then
    -- One number for one change; twice as many each time for who goes on.
    block := least(coalesce(state[6]::integer * 2, 1), 1000);
    number := private.take_numbers(new.building_id, block);
    if number is null then
      raise exception 'unknown building' using errcode = '23503', table = tg_table_name, column = 'building_id';
    end if;
    state := array[new.building_id::text, '', (number + block - 1)::text, coalesce(state[4], '-'), coalesce(state[5], '-'), block::text];
  end if;
  state[2] := (number + 1)::text;
  perform set_config('lofts.clock', array_to_string(state, ' '), true);
  new.change_seq := number;
  new.updated_at := clock_timestamp();
  return new;
end $$;

-- What travels between server and desks, in an order in which parents come first. The last four columns are made from the
-- catalog by private.refresh_sync(): run it in every migration that adds a table, a column or a grant.
create table if not exists private.sync_tables (
  name text primary key,
  position integer not null unique,
  -- Whoever has it in a building may read the building's rows, every column of them: whoever works at a desk. Others read
  -- through functions (file 20).
  read_permission text not null,
  -- The JSON of a row `t`, as an expression.
  wire text not null default '',
  -- A row that two desks make offline under one id, made of its keys: the second insert changes what may be changed.
  merges boolean not null default false,
  -- The JSON list of the texts of a row `t`, in the order of `columns`.
  cells text not null default '',
  -- About how many bytes a row `t` takes, as an expression.
  bytes text not null default '',
  -- What a row has, what an insert may bring and what a patch may change.
  columns text[] not null default '{}',
  inserts text[] not null default '{}',
  updates text[] not null default '{}'
);
alter table private.sync_tables enable row level security;
alter table private.sync_tables add column if not exists bytes text not null default '';
drop policy if exists readable on private.sync_tables;
create policy readable on private.sync_tables for select to authenticated using (true);

insert into private.sync_tables (name, position, read_permission) values
  ('buildings', 1, 'packages.register'),
  ('staff', 2, 'packages.register'),
  ('desks', 3, 'packages.register'),
  ('units', 4, 'packages.register'),
  ('residents', 5, 'residents.read'),
  ('occupancies', 6, 'residents.read'),
  ('authorisations', 7, 'residents.read'),
  ('absences', 8, 'residents.read'),
  ('shelves', 9, 'packages.register'),
  ('packages', 10, 'packages.register'),
  ('package_events', 11, 'packages.register'),
  ('handovers', 12, 'residents.read'),
  ('notices', 13, 'residents.read'),
  ('carrier_rules', 14, 'packages.register')
on conflict (name) do update set read_permission = excluded.read_permission;

do $$
declare
  t text;
begin
  for t in select name from private.sync_tables order by position loop
    -- What a desk has not seen yet, in order: one short index scan per table and page.
    execute format('create unique index if not exists %I on public.%I (building_id, change_seq)', t || '_changes', t);
    -- Named to run after the guards: triggers of one kind run by name.
    execute format('create or replace trigger zz_tick before insert or update on public.%I for each row execute function private.tick()', t);
  end loop;
  for t in select name from private.sync_tables union all select 'resident_accounts' loop
    execute format('revoke all on public.%I from public, anon', t);
    execute format('grant all on public.%I to service_role', t);
  end loop;
end $$;

revoke all on all tables in schema private from public, anon;
revoke all on all functions in schema private from public, anon;
grant all on all tables in schema private to service_role;
grant execute on all functions in schema private to service_role;
grant select on private.sync_tables to authenticated;
commit;
