-- Lofts Desk on Supabase, 3a: a parcel's life.
--
-- The same table as STEPS in src/shared/packages/lifecycle.ts; a test compares the two. It is enforced in two parts:
--   at once      a status that no step leads to is refused with SQLSTATE LD001, saying who was first: by, at, to, status
--   at the end   of the act (sync_push) or of the transaction: each change of status came with its event, which is
--                complete (reason, proof) and permitted; each event came with its change of status, one for one; an undo
--                takes back the last act that still counts
-- An event names the status that its desk saw. Where another desk was in between, the step is judged by the parcel's
-- true status, and both events stay in the log.

begin;

create table if not exists private.lifecycle_steps (
  step text not null,
  from_status text not null,
  -- 'previous': a status that the parcel had before it came here, or 'received'.
  to_status text not null,
  event_type text not null,
  permission text not null,
  -- An addressee is asked for at the desk alone: one that another desk took away meanwhile makes no hand-over untrue.
  needs text[] not null,
  causes text[] not null,
  primary key (step, from_status)
);
alter table private.lifecycle_steps enable row level security;
drop policy if exists closed on private.lifecycle_steps;
create policy closed on private.lifecycle_steps for select to authenticated using (false);

insert into private.lifecycle_steps (step, from_status, to_status, event_type, permission, needs, causes)
select s.step, f.from_status, s.to_status, s.event_type, s.permission, s.needs::text[], s.causes::text[]
from (values
  ('notify', '{received}', 'notified', 'notified', 'packages.notify', '{addressee}', '{}'),
  ('hold', '{received,notified}', 'on_hold', 'held', 'packages.hold', '{reason}', '{stop_reminders}'),
  ('release', '{on_hold}', 'previous', 'released', 'packages.hold', '{}', '{}'),
  ('hand_over', '{received,notified,on_hold}', 'picked_up', 'handed_over', 'packages.hand_over', '{addressee,proof}', '{cancel_notices,stop_reminders}'),
  ('forward', '{received,notified,on_hold}', 'forwarded', 'forwarded', 'packages.return', '{reason}', '{cancel_notices,stop_reminders}'),
  ('return', '{received,notified,on_hold}', 'returned', 'returned', 'packages.return', '{reason}', '{cancel_notices,stop_reminders}'),
  ('lose', '{received,notified,on_hold}', 'lost', 'lost', 'packages.lose', '{reason}', '{cancel_notices,stop_reminders}'),
  ('find', '{lost}', 'previous', 'found', 'packages.lose', '{}', '{}')
) as s (step, froms, to_status, event_type, permission, needs, causes),
  unnest(s.froms::text[]) as f (from_status)
on conflict (step, from_status) do update set needs = excluded.needs;

-- The number before the present act: rows with a higher one belong to it. Outside a push the transaction is the act.
create or replace function private.act_start(building uuid) returns bigint
language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce(
    nullif((private.clock_state(building))[4], '-')::bigint,
    (select case when c.xact = pg_current_xact_id_if_assigned() then c.xact_start else c.seq end
     from private.building_clock c where c.building_id = building));
end $$;

-- Refuses, with what the screen of the one who came second has to say.
create or replace function private.refuse_step(package_id uuid, wanted text) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  facts jsonb;
begin
  select jsonb_strip_nulls(jsonb_build_object(
    'package_id', p.id, 'short_number', p.short_number, 'status', p.status, 'removed', p.deleted_at is not null,
    'wanted', wanted, 'by', s.display_name,
    'at', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'type', e.type, 'to', h.collected_by))
  into facts
  from public.packages p
  left join lateral (
    select * from public.package_events e
    where e.package_id = p.id and (e.from_status is distinct from e.to_status) and (e.to_status = p.status or p.deleted_at is not null)
    order by e.change_seq desc limit 1) e on true
  left join public.staff s on s.id = e.actor_id
  left join public.handovers h on h.package_id = p.id and h.deleted_at is null
  where p.id = refuse_step.package_id;
  raise exception 'the parcel is %: it cannot become %', coalesce(facts ->> 'status', 'unknown'), wanted
    using errcode = 'LD001', detail = coalesce(facts, '{}')::text, table = 'packages';
end $$;

-- The statuses that 'previous' may mean for a parcel in a status.
create or replace function private.previous_statuses(package_id uuid, status text) returns text[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return array(
    select distinct e.from_status
    from public.package_events e
    where e.package_id = previous_statuses.package_id and e.to_status = status
      and e.from_status in ('received', 'notified', 'on_hold') and e.from_status <> status) || 'received'::text;
end $$;

-- Remembers a change of status until the end of the act, as 'parcel:from:to'; '-' before it arrived. What the server itself and a
-- history that is brought in write is not compared.
create or replace function private.note_step(building uuid, package_id uuid, was text, becomes text) returns void
language plpgsql set search_path = '' as $$
begin
  if (select auth.uid()) is null or private.brings_in(building) then return; end if;
  perform set_config('lofts.steps',
    concat_ws(' ', nullif(current_setting('lofts.steps', true), ''), concat_ws(':', package_id, was, becomes)), true);
end $$;

-- The events of an act tell its changes of status, each one and nothing else, by the name that the table has for them.
create or replace function private.check_record(building uuid, package_id uuid, began bigint) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  noted text[];
  did text[];
  e record;
  n integer := 0;
begin
  if (select auth.uid()) is null or private.brings_in(building) then return; end if;
  noted := array(
    select s from unnest(string_to_array(current_setting('lofts.steps', true), ' ')) with ordinality as n (s, place)
    where split_part(s, ':', 1) = check_record.package_id::text order by place);
  for e in
    select v.type, v.to_status from public.package_events v
    where v.package_id = check_record.package_id and v.change_seq > began and v.to_status is not null order by v.change_seq
  loop
    n := n + 1;
    did := string_to_array(noted[n], ':');
    if did[3] is distinct from e.to_status
      or (e.type = 'received') <> (did[2] = '-')
      or e.type not in ('received', 'undone') and not exists (
        select from private.lifecycle_steps s
        where s.event_type = e.type and s.from_status = did[2]
          and (s.to_status = did[3]
            or s.to_status = 'previous' and did[3] = any (private.previous_statuses(check_record.package_id, did[2]))))
    then
      raise exception 'the event % without its change of status', e.type using errcode = '22023', table = 'package_events';
    end if;
  end loop;
  if n <> cardinality(noted) then
    raise exception 'a change of status comes with its event' using errcode = '22023', table = 'package_events';
  end if;
end $$;

-- At once: is there a step, or an act to take back, that leads from the old status to the new one?
create or replace function private.guard_package() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' then
    -- A history that is brought into a new project arrives as it is; an import by the server itself is trusted.
    if new.status <> 'received' and (select auth.uid()) is not null and not private.brings_in(new.building_id) then
      raise exception 'a parcel begins as received' using errcode = '42501', table = 'packages';
    end if;
    if (select auth.uid()) is not null then new.received_at := private.not_ahead(new.received_at); end if;
    perform private.note_step(new.building_id, new.id, '-', new.status);
    return new;
  end if;
  if old.deleted_at is not null then
    if new.deleted_at is null then perform private.refuse_step(old.id, old.status); end if;
    if new.status <> old.status then perform private.refuse_step(old.id, new.status); end if;
    return new;
  end if;
  if new.deleted_at is not null and old.status <> 'received' then
    perform private.refuse_step(old.id, 'removed');
  end if;
  return new;
end $$;

-- Fires also when the status stays: a desk that sets 'picked_up' on a parcel that is picked up came second.
create or replace function private.guard_status() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if old.deleted_at is not null then
    perform private.refuse_step(old.id, new.status);
  end if;
  if not exists (
      select from private.lifecycle_steps s
      where s.from_status = old.status
        and (s.to_status = new.status
          or s.to_status = 'previous' and new.status = any (private.previous_statuses(old.id, old.status))))
    and not exists (
      select from public.package_events e
      where e.package_id = old.id and e.to_status = old.status and e.from_status = new.status and e.type <> 'undone'
        and not exists (
          select from public.package_events u
          where u.undoes_act_id = e.act_id and u.package_id = e.package_id and u.change_seq <= private.act_start(old.building_id)))
  then
    perform private.refuse_step(old.id, new.status);
  end if;
  perform private.note_step(old.building_id, old.id, old.status, new.status);
  return new;
end $$;

create or replace trigger guard_package before insert or update on public.packages
  for each row execute function private.guard_package();
create or replace trigger guard_status before update of status on public.packages
  for each row execute function private.guard_status();
commit;
