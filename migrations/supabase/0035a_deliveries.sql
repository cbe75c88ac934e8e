-- Lofts Desk on Supabase, 35a: notices that leave: the queue, what became of each, and what the sender alone sees.
--
-- public.notices is the queue: what is to be told of a parcel, written by desks and, for reminders, by the server. What became of a
-- notice at one person by one channel is a row of public.notice_deliveries, which the server writes and desks read. One sending to
-- one person by one channel is a letter (private.letters): its id is the key by which providers know a repeat. Whom a notice is for
-- is file 35b, what leaves when 35c and 35d, what the sender calls 35e.

begin;

alter table public.notices
  add column if not exists kind text not null default 'arrived' check (kind in ('arrived', 'reminder', 'problem')),
  add column if not exists step integer not null default 0 check (step between 0 and 20),
  -- The delivery that this one is another try of: it goes to that person alone. No reference, since a building that is brought in has
  -- no deliveries.
  add column if not exists again_of uuid,
  add column if not exists settled_as text check (settled_as in ('told', 'slip', 'other_channel', 'corrected')),
  add column if not exists settled_at timestamptz(3),
  add column if not exists settled_by uuid;
alter table public.notices alter column channel drop not null;
alter table public.notices drop constraint if exists notices_settled_by_building_id_fkey,
  add constraint notices_settled_by_building_id_fkey foreign key (settled_by, building_id) references public.staff (id, building_id);
create index if not exists notices_settled_by on public.notices (settled_by, building_id);
-- One reminder of a step for a parcel, however many rings there are.
create unique index if not exists notices_reminder on public.notices (package_id, step) where kind = 'reminder';
grant insert (kind, step, again_of, settled_as, settled_at, settled_by), update (settled_as, settled_at, settled_by) on public.notices to authenticated;

alter table public.residents
  add column if not exists notice_choices jsonb not null default '{}' check (jsonb_typeof(notice_choices) = 'object');
grant insert (notice_choices), update (notice_choices) on public.residents to authenticated;

alter table public.buildings
  add column if not exists notice_bundle_minutes integer not null default 5 check (notice_bundle_minutes between 0 and 60),
  add column if not exists notice_sender text not null default '',
  add column if not exists notice_reply_to text not null default '',
  add column if not exists notice_channels jsonb not null default '["email", "sms"]'
    check (jsonb_typeof(notice_channels) = 'array' and notice_channels <@ '["email", "sms"]'),
  add column if not exists notice_texts jsonb not null default '{}' check (jsonb_typeof(notice_texts) = 'object'),
  add column if not exists reminder_weekdays jsonb not null default '[1, 2, 3, 4, 5, 6]'
    check (jsonb_typeof(reminder_weekdays) = 'array' and reminder_weekdays <@ '[1, 2, 3, 4, 5, 6, 7]'),
  add column if not exists reminder_time text not null default '10:00' check (reminder_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  add column if not exists food_reminder_hours jsonb not null default '[2, 5]'
    check (jsonb_typeof(food_reminder_hours) = 'array'
      and not food_reminder_hours @? 'strict $[*] ? (@.type() <> "number" || @ < 1 || @ > 72 || @.floor() <> @)'
      and not food_reminder_hours @? '$[5]');
grant update (notice_bundle_minutes, notice_sender, notice_reply_to, notice_channels, notice_texts, reminder_weekdays, reminder_time,
  food_reminder_hours) on public.buildings to authenticated;

create table if not exists public.notice_deliveries (
  id uuid primary key default gen_random_uuid(),
  building_id uuid not null references public.buildings (id),
  notice_id uuid not null,
  -- Null where there is nobody to tell.
  person_id uuid,
  channel text not null check (channel in ('email', 'sms', 'none')),
  state text not null check (state in
    ('leaving', 'accepted', 'delayed', 'delivered', 'failed', 'bounced', 'complained', 'suppressed', 'dropped')),
  -- A code: docs/notices.md has the list, screens have the words.
  reason text,
  letter_id uuid,
  provider text,
  leaves_at timestamptz(3),
  accepted_at timestamptz(3),
  delivered_at timestamptz(3),
  ended_at timestamptz(3),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  deleted_at timestamptz(3),
  change_seq bigint not null,
  foreign key (person_id, building_id) references public.residents (id, building_id)
);
alter table public.notice_deliveries enable row level security;
alter table public.notices drop constraint if exists notices_id_building_id_key cascade,
  add constraint notices_id_building_id_key unique (id, building_id);
alter table public.notice_deliveries drop constraint if exists notice_deliveries_notice_id_building_id_fkey,
  add constraint notice_deliveries_notice_id_building_id_fkey foreign key (notice_id, building_id) references public.notices (id, building_id);
create unique index if not exists notice_deliveries_one on public.notice_deliveries (notice_id, person_id, channel) nulls not distinct;
create index if not exists notice_deliveries_notice on public.notice_deliveries (notice_id, building_id);
create index if not exists notice_deliveries_person on public.notice_deliveries (person_id, building_id);
create index if not exists notice_deliveries_letter on public.notice_deliveries (letter_id) where letter_id is not null;
-- What no letter carries yet.
create index if not exists notice_deliveries_leaving on public.notice_deliveries (leaves_at) where state = 'leaving' and letter_id is null;
create index if not exists notice_deliveries_open on public.notice_deliveries (letter_id, building_id) where state = 'leaving';
create unique index if not exists notice_deliveries_changes on public.notice_deliveries (building_id, change_seq);

insert into private.sync_tables (name, position, read_permission) values ('notice_deliveries', 25, 'residents.read')
on conflict (name) do nothing;
select private.limit_texts('[["notices", "kind", 20], ["notices", "settled_as", 20], ["residents", "notice_choices", 500],
  ["buildings", "notice_sender", 100], ["buildings", "notice_reply_to", 320], ["buildings", "notice_channels", 100],
  ["buildings", "notice_texts", 20000], ["buildings", "reminder_weekdays", 100], ["buildings", "reminder_time", 5],
  ["buildings", "food_reminder_hours", 100], ["notice_deliveries", "channel", 20], ["notice_deliveries", "state", 20],
  ["notice_deliveries", "reason", 60], ["notice_deliveries", "provider", 40]]');
select private.bound_times();

create or replace trigger zz_tick before insert or update on public.notice_deliveries
  for each row execute function private.tick();
revoke all on public.notice_deliveries from public, anon;
grant all on public.notice_deliveries to service_role;
grant select on public.notice_deliveries to authenticated;
drop policy if exists staff_read on public.notice_deliveries;
create policy staff_read on public.notice_deliveries for select to authenticated
  using (building_id = any ((select private.buildings_with('residents.read'))::uuid[]));

-- The sender's own --------------------------------------------------------------------------------------------------------------

create table if not exists private.letters (
  id uuid primary key default gen_random_uuid(),
  building_id uuid not null references public.buildings (id),
  person_id uuid not null,
  channel text not null check (channel in ('email', 'sms')),
  address text not null,
  language text not null,
  kind text not null,
  step integer not null,
  -- What it says, from the first claim on: a repeat says the same.
  facts jsonb,
  state text not null default 'waiting' check (state in ('waiting', 'accepted', 'failed', 'dropped')),
  reason text,
  due timestamptz(3) not null,
  next_try timestamptz(3) not null,
  first_try timestamptz(3),
  lease_until timestamptz(3),
  claim_token uuid,
  attempts integer not null default 0,
  -- Tries that failed by the letter's own fault.
  failures integer not null default 0,
  provider text,
  provider_id text,
  created_at timestamptz(3) not null default now(),
  foreign key (person_id, building_id) references public.residents (id, building_id)
);
create index if not exists letters_waiting on private.letters (next_try, due, id) where state = 'waiting';
-- The oldest first.
create index if not exists letters_oldest on private.letters (due, id) where state = 'waiting';
create index if not exists letters_building on private.letters (building_id);
create index if not exists letters_person on private.letters (person_id, building_id);
create index if not exists letters_provider on private.letters (provider_id, provider) where provider_id is not null;

-- Addresses to which nothing goes any more: they bounced, complained or said stop.
create table if not exists private.suppressed (
  channel text not null check (channel in ('email', 'sms')),
  -- As private.suppressed_as makes it: an address of somebody who was erased is not to be read here.
  address text not null,
  why text not null,
  since timestamptz(3) not null,
  primary key (channel, address)
);

create table if not exists private.provider_events (
  provider text not null,
  event_id text not null,
  event jsonb not null,
  letter_id uuid,
  at timestamptz(3) not null,
  primary key (provider, event_id)
);
create index if not exists provider_events_letter on private.provider_events (letter_id) where letter_id is not null;
create index if not exists provider_events_unknown on private.provider_events (provider, (event ->> 'providerId')) where letter_id is null;

-- When somebody last asked for letters, and when a provider last took one; why it stands still since.
create table if not exists private.notice_rings (
  provider text primary key,
  last_ring timestamptz(3),
  last_success timestamptz(3),
  trouble text,
  trouble_since timestamptz(3)
);

-- So many letters may leave by a channel in a minute, whoever rings.
create table if not exists private.notice_rates (
  channel text primary key check (channel in ('email', 'sms')),
  per_minute integer not null check (per_minute between 1 and 100000),
  -- The letters of the minute that began then.
  began timestamptz(3) not null default '-infinity',
  taken integer not null default 0
);
insert into private.notice_rates (channel, per_minute) values ('email', 120), ('sms', 60) on conflict do nothing;

alter table private.letters enable row level security;
alter table private.suppressed enable row level security;
alter table private.provider_events enable row level security;
alter table private.notice_rings enable row level security;
alter table private.notice_rates enable row level security;
do $$
declare
  t text;
begin
  foreach t in array array['letters', 'suppressed', 'provider_events', 'notice_rings', 'notice_rates'] loop
    execute format('drop policy if exists closed on private.%I', t);
    execute format('create policy closed on private.%I for select to authenticated using (false)', t);
    execute format('revoke all on private.%I from public, anon, authenticated', t);
    execute format('grant all on private.%I to service_role', t);
  end loop;
end $$;

-- What waits to be told follows from what is true (file 12 asks at the end of each act): the rule of src/shared/packages/notices.ts.
create or replace function private.settle_notices(package uuid) returns void
language sql security definer set search_path = '' as $$
  update public.notices n set state = 'cancelled'
  from public.packages p
  where p.id = package and n.package_id = p.id and n.state = 'waiting' and n.deleted_at is null
    and not (
      p.deleted_at is null and p.status in ('received', 'notified', 'on_hold')
      and (n.kind <> 'arrived' or n.again_of is not null or p.status <> 'notified')
      and n.resident_id is not distinct from p.resident_id
      and not exists (
        select from public.notices o
        where o.package_id = n.package_id and o.state = 'waiting' and o.deleted_at is null
          and o.resident_id is not distinct from n.resident_id and o.kind = n.kind and o.step = n.step
          and o.again_of is not distinct from n.again_of
          and (o.change_seq, o.id) < (n.change_seq, n.id)))
$$;
revoke all on function private.settle_notices(uuid) from public, anon, authenticated;
grant execute on function private.settle_notices(uuid) to service_role;
-- What was left behind so far.
select private.settle_notices(n.package_id) from (
  select distinct n.package_id from public.notices n where n.state = 'waiting' and n.deleted_at is null) n;

-- What a desk writes of a notice. What has left has left: a desk that did not know yet cancels it or marks it as told, and the server's
-- word stays. Another try is of a delivery of the same parcel to the same resident that has ended: not of one that went to somebody
-- else. Who dealt with a notice signs for it.
create or replace function private.guard_notice() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if (select auth.uid()) is null then return new; end if;
  if tg_op = 'UPDATE' and old.state in ('sent', 'failed') and exists (
      select from public.notice_deliveries d where d.notice_id = old.id and (d.accepted_at is not null or d.ended_at is not null)) then
    new.state := old.state;
    new.channel := old.channel;
    new.send_after := old.send_after;
    new.sent_at := old.sent_at;
    new.error := old.error;
  end if;
  -- A building that is brought in has no deliveries.
  if tg_op = 'INSERT' and new.again_of is not null and not private.brings_in(new.building_id) and not exists (
      select from public.notice_deliveries d join public.notices o on o.id = d.notice_id
      where d.id = new.again_of and d.building_id = new.building_id and d.ended_at is not null and d.state <> 'dropped'
        and o.package_id = new.package_id and o.resident_id is not distinct from new.resident_id) then
    raise exception 'no try that failed for this parcel' using errcode = '42501', table = 'notices', column = 'again_of';
  end if;
  if tg_op = 'INSERT' or (new.settled_as, new.settled_at, new.settled_by) is distinct from (old.settled_as, old.settled_at, old.settled_by) then
    if new.settled_by is not null and not private.signs(new.building_id, new.settled_by) then
      raise exception 'settled by somebody else' using errcode = '42501', table = 'notices', column = 'settled_by';
    end if;
    new.settled_at := case when private.brings_in(new.building_id) then private.not_ahead(new.settled_at)
      when new.settled_at is not null then private.time_at_desk(new.building_id, private.act_desk(new.building_id), new.settled_at) end;
  end if;
  return new;
end $$;
create or replace trigger guard_notice before insert or update on public.notices
  for each row execute function private.guard_notice();
revoke all on function private.guard_notice() from public, anon, authenticated;
grant execute on function private.guard_notice() to service_role;

-- The letters of somebody who was erased: addresses, codes and names.
create or replace function private.forget_letters() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from private.provider_events e using private.letters l
    where l.id = e.letter_id and l.person_id = new.resident_id and l.building_id = new.building_id;
  delete from private.letters l where l.person_id = new.resident_id and l.building_id = new.building_id;
  return null;
end $$;
create or replace trigger forget_letters after insert on public.erasures
  for each row execute function private.forget_letters();
revoke all on function private.forget_letters() from public, anon, authenticated;
grant execute on function private.forget_letters() to service_role;

update private.sync_schema set newest = 24 where newest < 24;
select private.refresh_sync();
commit;
