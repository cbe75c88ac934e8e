-- Lofts Desk on Supabase, 19: the record cannot be bent. What an event, a hand-over or a file says is what was done, by whom, where
-- and when. (That events and changes of status belong together is file 3; that what was changed stays so is file 6.)

begin;

-- The desk whose act is being applied; null outside of a push.
create or replace function private.act_desk(building uuid) returns uuid
language plpgsql stable set search_path = '' as $$
begin
  if private.clock_state(building) is null then return null; end if;
  return nullif(split_part(current_setting('lofts.act', true), ' ', 1), '')::uuid;
end $$;

-- Whether the act brings the history of a building into the project, as it was: with the name for it, from a manager's session, and
-- before the first act of the building's own work.
create or replace function private.brings_in(building uuid) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return private.clock_state(building) is not null and split_part(current_setting('lofts.act', true), ' ', 2) = 'brings'
    and private.may(building, 'directory.write')
    and exists (select from private.founders f where f.building_id = brings_in.building and f.brought_at is null);
end $$;

-- Whether a message is by whoever acts: nobody else's word, a manager's neither, changes what it says or carries.
create or replace function private.is_author(building uuid, staff_id uuid) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  actor text := nullif((private.clock_state(building))[5], '-');
begin
  return coalesce(case when actor is null then staff_id = any (private.my_staff()) else actor = staff_id::text end, false);
end $$;

-- When ------------------------------------------------------------------------------------------------------------------------

-- A clock that is ahead does not write from the future. What no clock can mean is left to the spans of file 18, which refuse it.
create or replace function private.not_ahead(told timestamptz) returns timestamptz
language sql set search_path = '' as $$
  select case when told < '2080-01-01' then least(told, private.arrived()) else told end
$$;

-- When something was done, as its desk tells it, but never before what that desk told last. The time is moved, the act is not
-- refused: a clock that was set back holds nothing up, and one that was ahead binds the desk no longer than until then.
create or replace function private.time_at_desk(building uuid, desk uuid, told timestamptz) returns timestamptz
language plpgsql security definer set search_path = '' as $$
begin
  if told < '1900-01-01' then return told; end if;
  return greatest(private.not_ahead(told), (
    select e.at from public.package_events e
    where e.desk_id = desk and e.building_id = building and e.at < '2080-01-01' order by e.at desc limit 1));
end $$;

-- Events ----------------------------------------------------------------------------------------------------------------------

create or replace function private.guard_event() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if (select auth.uid()) is null then return new; end if;
  -- A step has the name and the statuses that the table has for it; what is no step has none.
  if not (case new.type
      when 'undone' then true
      when 'received' then new.from_status is null and new.to_status is not null
      else case when exists (select from private.lifecycle_steps s where s.event_type = new.type)
        then exists (
          select from private.lifecycle_steps s
          where s.event_type = new.type and s.from_status = new.from_status
            and (s.to_status = new.to_status
              or s.to_status = 'previous' and new.to_status in ('received', 'notified', 'on_hold') and new.to_status <> new.from_status))
        else new.from_status is null and new.to_status is null end
    end) then
    raise exception 'no step of a parcel: %', new.type using errcode = '22023', table = 'package_events';
  end if;
  return new;
end $$;
create or replace trigger guard_event before insert on public.package_events
  for each row execute function private.guard_event();

-- An event of any log: of which act, from which desk, when. It comes after the guard of its own log (triggers go by name).
create or replace function private.guard_told() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  is_done boolean;
begin
  if (select auth.uid()) is null then return new; end if;
  if private.brings_in(new.building_id) then
    new.at := private.not_ahead(new.at);
    return new;
  end if;
  -- An act that is done gets no more events, its author's own neither. Nearly all events are of parcels: theirs is asked by a plan
  -- that is kept, where a statement made for each row is planned anew.
  if tg_table_name = 'package_events' then
    is_done := exists (
      select from public.package_events e
      where e.act_id = new.act_id and e.building_id = new.building_id and e.change_seq <= private.act_start(new.building_id));
  else
    execute format('select exists (select from public.%I e where e.act_id = $1 and e.building_id = $2 and e.change_seq <= $3)', tg_table_name)
      into is_done using new.act_id, new.building_id, private.act_start(new.building_id);
  end if;
  if is_done then
    raise exception 'this act is done' using errcode = '42501', table = tg_table_name, column = 'act_id';
  end if;
  new.desk_id := coalesce(private.act_desk(new.building_id), new.desk_id);
  new.at := private.time_at_desk(new.building_id, new.desk_id, new.at);
  return new;
end $$;
create or replace trigger guard_told before insert on public.package_events
  for each row execute function private.guard_told();

create or replace function private.guard_handover() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if (select auth.uid()) is null then return new; end if;
  new.at := case when private.brings_in(new.building_id) then private.not_ahead(new.at)
    else private.time_at_desk(new.building_id, private.act_desk(new.building_id), new.at) end;
  return new;
end $$;
create or replace trigger guard_handover before insert on public.handovers
  for each row execute function private.guard_handover();

-- Files -----------------------------------------------------------------------------------------------------------------------

-- A message announces its files, and they come with it: from its author, within the hour that a resident's program may need
-- (FILES_ARRIVAL_MS), no more than announced. The same row again is left to its key.
create or replace function private.guard_attachment() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  m public.messages;
begin
  if (select auth.uid()) is null or private.brings_in(new.building_id)
    or exists (select from public.attachments a where a.id = new.id) then
    return new;
  end if;
  -- Files of a building stand in line, as its messages do.
  perform from private.building_clock c where c.building_id = new.building_id for update;
  select * into m from public.messages o where o.id = new.message_id and o.building_id = new.building_id;
  -- A message of somebody else and none at all are answered alike.
  if not (coalesce(m.author_resident_id = any (private.my_residents()), false) or private.is_author(new.building_id, m.author_staff_id)) then
    raise exception 'not your message' using errcode = '42501', table = 'attachments', column = 'message_id';
  end if;
  if m.removed_at is not null or private.arrived() - m.received_at > interval '1 hour' then
    raise exception 'too late for a file' using errcode = '42501', table = 'attachments', column = 'message_id';
  end if;
  if (select count(*) from public.attachments a where a.message_id = m.id and a.deleted_at is null) >= m.files then
    raise exception 'more files than the message announced' using errcode = '23514', table = 'attachments', column = 'message_id',
      constraint = 'attachments_announced';
  end if;
  return new;
end $$;
create or replace trigger guard_attachment before insert on public.attachments
  for each row execute function private.guard_attachment();

revoke all on function private.act_desk(uuid), private.brings_in(uuid), private.is_author(uuid, uuid), private.not_ahead(timestamptz),
  private.time_at_desk(uuid, uuid, timestamptz), private.guard_event(), private.guard_told(), private.guard_handover(), private.guard_attachment(),
  private.note_step(uuid, uuid, text, text), private.check_record(uuid, uuid, bigint)
from public, anon, authenticated;
grant execute on function private.act_desk(uuid), private.brings_in(uuid), private.is_author(uuid, uuid), private.not_ahead(timestamptz),
  private.time_at_desk(uuid, uuid, timestamptz), private.guard_event(), private.guard_told(), private.guard_handover(), private.guard_attachment(),
  private.note_step(uuid, uuid, text, text), private.check_record(uuid, uuid, bigint)
to service_role;
commit;
