-- Lofts Desk on Supabase, 15: nobody signs as somebody else.
--
-- A row names who acted; the account that sent it is written down here by the server, for events, hand-overs and messages, and
-- stays as long as the building does. Nothing of it comes from the desk.
--
-- An act in another's name is taken from whoever may write the directory (manager, admin), when the desk vouches for the one who
-- acted (file 29), or when they have handed it on: before the seat at a desk changes, their own session names the acts that could
-- not be sent yet (sync_hand_on). Everything else in another's name is refused.

begin;

-- When the server gets what it is given: one time for the whole call, so that rows of an act that are moved to it agree. One place,
-- so that a test may stand elsewhere in time. In milliseconds, as times are kept: a finer one would be rounded up by a column, and
-- what is due now would be due in a moment.
create or replace function private.arrived() returns timestamptz
language sql stable set search_path = '' as $$
  select date_trunc('milliseconds', statement_timestamp())
$$;

create table if not exists private.senders (
  id bigint generated always as identity primary key,
  building_id uuid not null references public.buildings (id),
  table_name text not null,
  row_id uuid not null,
  action text not null check (action in ('insert', 'update')),
  -- Who stands in the row as its author: staff, or a resident for a message of theirs.
  signed_by uuid,
  -- The sender's place as staff; null for a resident.
  sent_by uuid,
  user_id uuid not null,
  -- By what right (file 29): own, handed_on, desk, manager; null for a row that no act of a desk wrote.
  sent_as text,
  sent_at timestamptz(3) not null default private.arrived()
);
alter table private.senders enable row level security;
alter table private.senders add column if not exists sent_as text;
alter table private.senders alter column sent_at set default private.arrived();
drop policy if exists closed on private.senders;
create policy closed on private.senders for select to authenticated using (false);
create index if not exists senders_row on private.senders (row_id);
create index if not exists senders_building on private.senders (building_id, id);
create index if not exists senders_foreign on private.senders (building_id, id) where signed_by is distinct from sent_by and sent_by is not null;
create or replace trigger append_only before update or delete on private.senders
  for each row execute function private.refuse_change();

create table if not exists private.handed_on (
  act_id uuid not null,
  building_id uuid not null references public.buildings (id),
  desk_id uuid not null,
  actor_id uuid not null,
  handed_at timestamptz(3) not null default clock_timestamp(),
  primary key (building_id, act_id),
  foreign key (desk_id, building_id) references public.desks (id, building_id),
  foreign key (actor_id, building_id) references public.staff (id, building_id)
);
alter table private.handed_on enable row level security;
-- An id of an act is one building's alone; the key of before was the act.
do $$
begin
  if exists (select from pg_catalog.pg_constraint f where f.conrelid = 'private.handed_on'::regclass and f.contype = 'p' and cardinality(f.conkey) = 1) then
    alter table private.handed_on drop constraint handed_on_pkey, add primary key (building_id, act_id);
  end if;
end $$;
drop index if exists private.handed_on_building;
drop policy if exists closed on private.handed_on;
create policy closed on private.handed_on for select to authenticated using (false);
create index if not exists handed_on_desk on private.handed_on (desk_id, building_id);
create index if not exists handed_on_actor on private.handed_on (actor_id, building_id);

-- The SQL editor and the server's own jobs have no account: what they write is not noted.
create or replace function private.note_sender() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := auth.uid();
  signer uuid;
begin
  if me is null then return null; end if;
  if tg_table_name in ('package_events', 'directory_events', 'erasures', 'incidents') then signer := new.actor_id;
  elsif tg_table_name = 'handovers' then signer := new.handed_by;
  else signer := coalesce(new.author_staff_id, new.author_resident_id);
  end if;
  -- Rows that name no proof of their own, hand-overs and messages, are told by the events beside them.
  if private.sending_right() = 'desk' and to_jsonb(new) ? 'proved_by'
    and coalesce(to_jsonb(new) ->> 'proved_by', 'click') not in ('pin', 'badge') then
    raise exception 'a desk vouches for whoever proved to it who they are' using errcode = '42501', table = tg_table_name, column = 'proved_by';
  end if;
  insert into private.senders (building_id, table_name, row_id, action, signed_by, sent_by, user_id, sent_as)
  values (new.building_id, tg_table_name, new.id, lower(tg_op), signer,
    (select s.id from public.staff s where s.user_id = me and s.building_id = new.building_id and s.deleted_at is null), me,
    private.sending_right());
  return null;
end $$;
create or replace trigger sender after insert on public.package_events for each row execute function private.note_sender();
create or replace trigger sender after insert or update on public.handovers for each row execute function private.note_sender();
create or replace trigger sender after insert or update on public.messages for each row execute function private.note_sender();

-- Names acts of the caller that wait at a desk, before somebody else takes the seat there. Again: nothing happens.
create or replace function public.sync_hand_on(desk uuid, acts uuid[]) returns integer
language plpgsql security definer set search_path = '' set statement_timeout = '55s' as $$
declare
  place record;
  noted integer;
begin
  select s.id, s.building_id into place
  from public.desks d
  join public.staff s on s.building_id = d.building_id and s.user_id = (select auth.uid()) and s.active and s.deleted_at is null
  join private.role_permissions p on p.role = s.role and p.permission = 'packages.register'
  where d.id = desk and d.deleted_at is null;
  if not found then
    raise exception 'not_staff' using errcode = '42501', hint = 'The caller is not staff at this desk.';
  end if;
  if cardinality(acts) > 10000 then
    raise exception 'acts: at most 10000' using errcode = '22023';
  end if;
  insert into private.handed_on (act_id, building_id, desk_id, actor_id)
  select a, place.building_id, desk, place.id from unnest(acts) a where a is not null
  on conflict do nothing;
  get diagnostics noted = row_count;
  return noted;
end $$;

insert into private.role_permissions (role, permission)
values ('manager', 'audit.read'), ('admin', 'audit.read'), ('board', 'audit.read'),
  -- The desk asks for this one itself: to connect it to a project, and to disconnect it.
  ('manager', 'desk.connect'), ('admin', 'desk.connect')
on conflict do nothing;

-- The audit: who sent these rows, or, without any, all that was sent in another's name, in order from `after` on.
create or replace function public.who_sent(building uuid, row_ids uuid[] default null, after bigint default 0) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  if not building = any (private.buildings_with('audit.read')) then
    raise exception 'not allowed' using errcode = '42501';
  end if;
  return coalesce((
    select jsonb_agg(to_jsonb(r) order by r.id)
    from (
      select n.id, n.table_name as "table", n.row_id, n.action, n.signed_by, n.sent_by, n.sent_as, private.iso(n.sent_at) as sent_at
      from private.senders n
      where n.building_id = building and n.id > after
        and (n.row_id = any (row_ids) or row_ids is null and n.signed_by is distinct from n.sent_by and n.sent_by is not null)
      order by n.id limit 500) r), '[]');
end $$;

-- One act: applied whole, or refused with nothing of it left.
create or replace function private.apply_act(building uuid, desk uuid, act jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  act_id uuid := (act ->> 'id')::uuid;
  actor uuid;
  schema_version integer;
  ops jsonb := act -> 'ops';
  op jsonb;
  answer jsonb;
  touched jsonb[] := '{}';
  state text;
  message text;
  detail text;
  facts jsonb;
  at_table text;
  at_column text;
  at_constraint text;
begin
  if act_id is null then raise exception 'an act without id' using errcode = '22023'; end if;
  begin
    actor := (act ->> 'actor')::uuid;
    schema_version := (act ->> 'schema')::integer;
  exception when data_exception then null;
  end;
  answer := private.answer_of(act_id, building, actor);
  if answer is not null then return answer; end if;
  if schema_version < (select s.oldest from private.sync_schema s) then
    return jsonb_build_object('id', act_id, 'status', 'refused', 'code', 'too_old', 'message', 'the desk must be upgraded',
      'detail', (select jsonb_build_object('oldest', s.oldest, 'schema', schema_version) from private.sync_schema s), 'rows', '[]'::jsonb);
  end if;
  begin
    if actor is null or schema_version is null or coalesce(jsonb_typeof(ops), '') <> 'array' then
      raise exception 'malformed act' using errcode = '22023';
    end if;
    perform set_config('lofts.sender', private.sender_right(building, desk, act_id, actor, act ->> 'pass', act ->> 'at'), true);
    perform private.act_begin(building, actor);
    perform set_config('lofts.steps', '', true),
      set_config('lofts.act', concat_ws(' ', desk, case when act ->> 'name' in ('packages.bring_in', 'building.bring_in') then 'brings' end), true);
    for op in select value from jsonb_array_elements(ops) loop
      -- An array grows in place; one document of all rows would be written anew with each of them.
      touched := array_append(touched, jsonb_build_object('table', op -> 'table', 'row', private.apply_op(building, schema_version, act ->> 'at', op)));
    end loop;
    perform private.follow_registered_again(building, ops);
    perform private.check_act_now();
    answer := jsonb_build_object('id', act_id, 'status', 'applied', 'rows', coalesce(
      -- A row that was changed more than once is answered once, as it is now.
      (select jsonb_agg(l.row order by (l.row #>> '{row,change_seq}')::bigint) from (
        select distinct on (u.row ->> 'table', u.row #>> '{row,id}') u.row from unnest(touched) with ordinality as u (row, n)
        order by u.row ->> 'table', u.row #>> '{row,id}', u.n desc) l), '[]'));
  exception when others then
    get stacked diagnostics state = returned_sqlstate, message = message_text, detail = pg_exception_detail,
      at_table = table_name, at_column = column_name, at_constraint = constraint_name;
    if state in ('40001', '40P01', '55P03', '57014', 'PT503') or left(state, 2) in ('08', '25', '53', '57', '58', 'XX') then
      raise;
    end if;
    facts := jsonb_strip_nulls(jsonb_build_object('sqlstate', state, 'table', nullif(at_table, ''),
      'column', nullif(at_column, ''), 'constraint', nullif(at_constraint, '')));
    if state = 'LD001' then facts := detail::jsonb; end if;
    answer := jsonb_build_object('id', act_id, 'status', 'refused', 'code', private.refusal_code(state), 'message', message,
      'detail', facts, 'rows', case when jsonb_typeof(ops) = 'array' then private.rows_of(building, ops) else '[]'::jsonb end);
  end;
  perform private.keep_answer(act_id, building, desk, coalesce(actor, act_id), coalesce(act ->> 'name', ''), answer);
  return answer;
end $$;

revoke all on private.senders, private.handed_on from public, anon, authenticated;
grant all on private.senders, private.handed_on to service_role;
revoke all on function public.sync_hand_on(uuid, uuid[]), public.who_sent(uuid, uuid[], bigint) from public, anon, authenticated;
grant execute on function public.sync_hand_on(uuid, uuid[]), public.who_sent(uuid, uuid[], bigint) to authenticated, service_role;
revoke all on function private.arrived(), private.note_sender(), private.apply_act(uuid, uuid, jsonb)
from public, anon, authenticated;
grant execute on function private.apply_act(uuid, uuid, jsonb) to authenticated, service_role;
grant execute on function private.arrived(), private.note_sender() to service_role;
commit;
