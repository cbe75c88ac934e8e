-- Lofts Desk on Supabase, 3b: what is checked at the end of each act: status, event and hand-over say the same.

begin;

-- At the end: the change of status came with its event.
create or replace function private.check_status() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  began bigint := private.act_start(new.building_id);
  v record;
  trusted boolean := (select auth.uid()) is null;
begin
  if tg_op = 'INSERT' then
    if not trusted and not exists (
      select from public.package_events e
      where e.package_id = new.id and e.change_seq > began and e.to_status = new.status) then
      raise exception 'a parcel arrives with its event' using errcode = '22023', table = 'package_events';
    end if;
    perform private.check_record(new.building_id, new.id, began);
    return null;
  end if;
  if new.deleted_at is not null and old.deleted_at is null then
    -- Only an arrival that is taken back removes a parcel.
    if not exists (
      select from public.package_events u
      join public.package_events e on e.act_id = u.undoes_act_id and e.package_id = u.package_id and e.type = 'received'
      where u.package_id = new.id and u.type = 'undone' and u.change_seq > began) then
      raise exception 'a parcel leaves with the undo of its arrival' using errcode = '22023', table = 'package_events';
    end if;
    return null;
  end if;
  if old.status = new.status then return null; end if;
  select e.type, e.detail, s.permission, s.needs into v
  from public.package_events e
  left join private.lifecycle_steps s on s.event_type = e.type and s.from_status = old.status
    and (s.to_status = new.status
      or s.to_status = 'previous' and new.status = any (private.previous_statuses(new.id, old.status)))
  where e.package_id = new.id and e.change_seq > began and e.to_status = new.status
    and (s.step is not null
      or e.type = 'undone' and exists (
        select from public.package_events x
        where x.package_id = new.id and x.act_id = e.undoes_act_id and x.type <> 'undone'
          and x.to_status = old.status and x.from_status = new.status))
  order by e.change_seq desc limit 1;
  if not found then
    if exists (select from public.package_events e where e.package_id = new.id and e.change_seq > began) then
      perform private.refuse_step(new.id, new.status);
    end if;
    raise exception 'a change of status comes with its event' using errcode = '22023', table = 'package_events';
  end if;
  perform private.check_record(new.building_id, new.id, began);
  if v.permission is not null and not trusted and not private.may(new.building_id, v.permission) then
    raise exception 'missing right: %', v.permission using errcode = '42501';
  end if;
  if 'reason' = any (v.needs) and coalesce(btrim(v.detail ->> 'reason'), '') = '' then
    raise exception 'this step needs a reason' using errcode = '22023', table = 'package_events', column = 'detail';
  end if;
  if (new.status = 'picked_up') <> exists (
    select from public.handovers h where h.package_id = new.id and h.deleted_at is null) then
    raise exception 'a parcel is picked up exactly when its hand-over is written' using errcode = '22023', table = 'handovers';
  end if;
  return null;
end $$;

drop trigger if exists packages_arrival on public.packages;
create constraint trigger packages_arrival after insert on public.packages
  deferrable initially deferred for each row execute function private.check_status();
drop trigger if exists packages_step on public.packages;
create constraint trigger packages_step after update of status, deleted_at on public.packages
  deferrable initially deferred for each row execute function private.check_status();

-- At the end: the event is true, and an undo may take back what it takes back.
create or replace function private.check_event() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  began bigint := private.act_start(new.building_id);
  trusted boolean := (select auth.uid()) is null;
  undone record;
  told_late boolean;
begin
  if new.type <> 'undone' then
    if new.to_status is distinct from (select p.status from public.packages p where p.id = new.package_id) and not exists (
      select from public.package_events e where e.package_id = new.package_id and e.to_status is not null and e.change_seq > new.change_seq)
    then
      perform private.refuse_step(new.package_id, new.to_status);
    end if;
    perform private.check_record(new.building_id, new.package_id, began);
    return null;
  end if;
  select e.* into undone from public.package_events e
  where e.act_id = new.undoes_act_id and e.package_id = new.package_id and e.type not in ('undone', 'label_printed')
  order by e.change_seq desc limit 1;
  if not found then
    -- The act itself was refused: there is nothing to take back.
    perform private.refuse_step(new.package_id, coalesce(new.to_status, 'removed'));
  end if;
  if exists (
    select from public.package_events u
    where u.undoes_act_id = new.undoes_act_id and u.package_id = new.package_id and u.change_seq <= began)
    or exists (
      -- A later change of status stands on it.
      select from public.package_events f
      where f.package_id = new.package_id and f.change_seq > undone.change_seq and f.change_seq <= began
        and f.to_status is not null and f.type <> 'undone' and f.act_id <> undone.act_id and undone.to_status is not null
        and not exists (
          select from public.package_events u where u.undoes_act_id = f.act_id and u.package_id = f.package_id))
  then
    perform private.refuse_step(new.package_id, coalesce(new.to_status, 'removed'));
  end if;
  if not trusted and not private.brings_in(new.building_id) then
    -- It leads back to where the event came from; an arrival that is taken back removes the parcel.
    if undone.type = 'received' and not exists (
        select from public.packages p where p.id = new.package_id and p.deleted_at is not null and p.change_seq > began)
      or new.to_status is distinct from (case when undone.type <> 'received' then undone.from_status end)
    then
      raise exception 'an undo without its change' using errcode = '22023', table = 'package_events';
    end if;
    perform private.check_record(new.building_id, new.package_id, began);
    if not private.may(new.building_id, 'acts.undo') then
      raise exception 'missing right: acts.undo' using errcode = '42501';
    end if;
  end if;
  -- In time by what the desk told, and by when both acts arrived here: what waited together is judged by its own times, and an
  -- undo that arrives long after what it takes back waits for a manager, who vouches for it by sending it. Five minutes more
  -- for the way (UNDO_ARRIVAL_MS).
  told_late := new.at - undone.at > interval '10 minutes';
  if not trusted and (told_late or private.arrived() - coalesce(
      (select min(n.sent_at) from private.senders n where n.row_id = undone.id and n.action = 'insert'), undone.at) > interval '15 minutes')
    and not new.building_id = any (private.buildings_with('acts.undo_late')) then
    raise exception 'missing right: acts.undo_late' using errcode = '42501', table = 'package_events', column = 'at',
      hint = 'A manager may send it.';
  end if;
  if told_late and coalesce(btrim(new.detail ->> 'reason'), '') = ''
    -- Whoever sends what a colleague did has no word to add.
    and (trusted or new.actor_id = any (private.my_staff())) then
    raise exception 'a late undo needs a reason' using errcode = '22023', table = 'package_events', column = 'detail';
  end if;
  return null;
end $$;

drop trigger if exists package_events_true on public.package_events;
create constraint trigger package_events_true after insert on public.package_events
  deferrable initially deferred for each row when (new.to_status is not null or new.type = 'undone')
  execute function private.check_event();

-- At the end: a hand-over stands exactly while its parcel is picked up.
create or replace function private.check_handover() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.handovers h where h.package_id = new.package_id and h.deleted_at is null)
    <> coalesce((select p.status = 'picked_up' from public.packages p where p.id = new.package_id), false) then
    raise exception 'a parcel is picked up exactly when its hand-over is written' using errcode = '22023', table = 'handovers';
  end if;
  if tg_op = 'INSERT' and (select auth.uid()) is not null and not private.brings_in(new.building_id) and not exists (
    select from public.package_events e
    where e.package_id = new.package_id and e.act_id = new.act_id and e.type = 'handed_over' and e.actor_id = new.handed_by
      and e.at = new.at and e.change_seq > private.act_start(new.building_id)) then
    raise exception 'a hand-over comes with its event' using errcode = '22023', table = 'handovers';
  end if;
  return null;
end $$;

drop trigger if exists handovers_true on public.handovers;
create constraint trigger handovers_true after insert or update of deleted_at on public.handovers
  deferrable initially deferred for each row execute function private.check_handover();

-- Append-only, for the owner too. Only the clock may number an event, as it is written, and only an erasure (file 31) takes what
-- an event says of a person out of it.
create or replace function private.refuse_change() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and current_setting('lofts.erasing', true) = '1' then return new; end if;
  raise exception '% is append-only', tg_table_name using errcode = '42501', table = tg_table_name;
end $$;
create or replace trigger append_only before update or delete on public.package_events
  for each row execute function private.refuse_change();

revoke all on private.lifecycle_steps from public, anon, authenticated;
revoke all on all functions in schema private from public, anon;
grant execute on function private.clock_state(uuid), private.staff_role(uuid), private.is_staff(uuid), private.buildings_with(text), private.my_staff(),
  private.my_residents(), private.resident_units(), private.signs(uuid, uuid), private.may(uuid, text), private.writes(text)
to authenticated;
grant all on private.lifecycle_steps to service_role;
grant execute on all functions in schema private to service_role;
commit;
