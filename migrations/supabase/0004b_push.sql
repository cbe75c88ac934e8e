-- Lofts Desk on Supabase, 4b: how an act's rows are written, and sync_push, which 4a describes.

begin;

-- The JSON of one row: times as ISO 8601 UTC with milliseconds, change_seq as text, everything else as JSON has it.
create or replace function private.wire_expression(table_name text) returns text
language sql stable set search_path = '' as $$
  select 'json_build_object(' || string_agg(
    quote_literal(a.attname) || ', ' || case
      when a.attname = 'change_seq' then 't.change_seq::text'
      when a.atttypid = 'timestamptz'::regtype
        then format('to_char(t.%I at time zone ''UTC'', ''YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'')', a.attname)
      else format('t.%I', a.attname)
    end, ', ' order by a.attnum) || ')'
  from pg_catalog.pg_attribute a
  where a.attrelid = format('public.%I', table_name)::regclass and a.attnum > 0 and not a.attisdropped
$$;

-- Writing one row of a table, as functions whose plans are kept. An insert takes a column's default for what is absent or
-- null. A patch sets what is given; `status` only then, because setting it is a step even where it stays the same.
create or replace function private.insert_function(table_name text) returns text
language sql stable set search_path = '' as $$
  select format(
    'create or replace function private.insert_%1$s(building uuid, row_id uuid, given jsonb) returns jsonb '
    'language plpgsql set search_path = '''' as $f$ declare r public.%1$I; answer jsonb; begin '
    'r := jsonb_populate_record(null::public.%1$I, given); '
    'insert into public.%1$I as t (id, building_id, %2$s) values (row_id, building, %3$s) %5$s returning %4$s into answer; '
    'return answer; end $f$',
    t.name, string_agg(format('%I', c), ', ' order by n),
    string_agg(case when d.oid is null then format('r.%I', c) else format('coalesce(r.%I, %s)', c, pg_get_expr(d.adbin, d.adrelid)) end, ', ' order by n),
    'jsonb' || substr(t.wire, 5),
    case when t.merges then
      'on conflict (id) do update set ' || (select string_agg(format('%1$I = excluded.%1$I', u), ', ') from unnest(t.updates) u)
    else '' end)
  from private.sync_tables t
  cross join unnest(t.inserts) with ordinality as i (c, n)
  left join pg_catalog.pg_attribute a on a.attrelid = format('public.%I', t.name)::regclass and a.attname = c
  left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where t.name = table_name
  group by t.name, t.wire, t.merges, t.updates
$$;

create or replace function private.patch_function(table_name text) returns text
language sql stable set search_path = '' as $$
  with parts as (
    select t.name, 'jsonb' || substr(t.wire, 5) as wire, 'status' = any (t.updates) as has_status,
      (select string_agg(format('%1$I = case when given ? %1$L then r.%1$I else t.%1$I end', c), ', ' order by n)
       from unnest(t.updates) with ordinality as u (c, n) where c <> 'status') as sets
    from private.sync_tables t where t.name = table_name)
  select format(
    'create or replace function private.patch_%1$s(building uuid, row_id uuid, given jsonb) returns jsonb '
    'language plpgsql set search_path = '''' as $f$ declare r public.%1$I; answer jsonb; begin '
    'r := jsonb_populate_record(null::public.%1$I, given); '
    || case when p.has_status then
      'if given ? ''status'' then update public.%1$I t set status = r.status, %2$s '
      'where t.id = row_id and t.building_id = building returning %3$s into answer; return answer; end if; ' else '' end ||
    'update public.%1$I t set %2$s where t.id = row_id and t.building_id = building returning %3$s into answer; '
    'return answer; end $f$', p.name, p.sets, p.wire)
  from parts p where p.sets is not null
$$;

create or replace function private.refresh_writes() returns void
language plpgsql set search_path = '' as $$
declare
  t record;
begin
  update private.sync_tables s
  set wire = private.wire_expression(s.name),
      columns = array(
        select a.attname::text from pg_catalog.pg_attribute a
        where a.attrelid = format('public.%I', s.name)::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum),
      inserts = array(
        select a.attname::text from pg_catalog.pg_attribute a
        where a.attrelid = format('public.%I', s.name)::regclass and a.attnum > 0 and not a.attisdropped
          and a.attname not in ('id', 'building_id') and has_column_privilege('authenticated', a.attrelid, a.attnum, 'insert')
        order by a.attnum),
      updates = array(
        select a.attname::text from pg_catalog.pg_attribute a
        where a.attrelid = format('public.%I', s.name)::regclass and a.attnum > 0 and not a.attisdropped
          and a.attname <> 'deleted_at' and has_column_privilege('authenticated', a.attrelid, a.attnum, 'update')
        order by a.attnum)
  where s.name = any (array(select n.name from private.sync_tables n));
  for t in
    select 'insert_' || s.name as name, private.insert_function(s.name) as code from private.sync_tables s where s.inserts <> '{}'
    union all
    select 'patch_' || s.name, private.patch_function(s.name) from private.sync_tables s where s.updates <> '{}'
  loop
    execute t.code;
    execute format('revoke all on function private.%I(uuid, uuid, jsonb) from public, anon', t.name);
    execute format('grant execute on function private.%I(uuid, uuid, jsonb) to authenticated, service_role', t.name);
  end loop;
end $$;

-- One change of one row; answers the row as it is then. Only columns that the table has come into the statement; what the
-- server itself keeps (updated_at, change_seq) is passed over.
create or replace function private.apply_op(building uuid, schema_version integer, at text, op jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  target text := op ->> 'table';
  kind text := op ->> 'op';
  row_id uuid := (op ->> 'id')::uuid;
  given jsonb := coalesce(op -> 'values', '{}') - array['updated_at', 'change_seq'];
  t private.sync_tables;
  strange text;
  answer jsonb;
begin
  select * into t from private.sync_tables s where s.name = target;
  if not found then
    perform private.unknown_to_us(schema_version, format('unknown table %s', target));
  end if;
  if row_id is null or kind is null or kind not in ('insert', 'patch', 'remove') then
    raise exception 'malformed change' using errcode = '22023', table = target;
  end if;
  if coalesce(given ->> 'building_id', building::text) <> building::text or coalesce(given ->> 'id', row_id::text) <> row_id::text then
    raise exception 'a row of another building' using errcode = '42501', table = target;
  end if;
  given := given - array['id', 'building_id'];
  select min(k) into strange from jsonb_object_keys(given) k where not k = any (t.columns);
  if strange is not null then
    perform private.unknown_to_us(schema_version, format('unknown column %s.%s', target, strange));
  end if;

  if kind = 'insert' then
    select min(k) into strange from jsonb_each(given) as g (k, v) where v <> 'null'::jsonb and not k = any (t.inserts);
    if strange is not null or t.inserts = '{}' then
      raise exception 'not allowed to write this' using errcode = '42501', table = target, column = coalesce(strange, '');
    end if;
    execute format('select private.%I($1, $2, $3)', 'insert_' || target) into answer using building, row_id, given;
    return answer;
  end if;

  if kind = 'remove' then
    execute format(
      'update public.%I t set deleted_at = $1 where t.id = $2 and t.building_id = $3 and t.deleted_at is null returning (%s)::jsonb',
      target, t.wire)
      into answer using coalesce(given ->> 'deleted_at', at)::timestamptz, row_id, building;
    if answer is null then
      -- Removing what is removed changes nothing.
      execute format(
        'select (%s)::jsonb from public.%I t where t.id = $1 and t.building_id = $2 and t.deleted_at is not null', t.wire, target)
        into answer using row_id, building;
    end if;
  else
    if given ? 'deleted_at' then
      raise exception 'a row is removed by remove, and never comes back' using errcode = '22023', table = target, column = 'deleted_at';
    end if;
    given := given - 'created_at';
    if given = '{}' then
      raise exception 'an empty patch' using errcode = '22023', table = target;
    end if;
    select min(k) into strange from jsonb_object_keys(given) k where not k = any (t.updates);
    if strange is not null then
      -- Whether there is such a row is said first.
      if not private.has_row(target, building, row_id) then
        raise exception 'no such row' using errcode = 'LD002', table = target;
      end if;
      raise exception 'not allowed to change this' using errcode = '42501', table = target, column = strange;
    end if;
    execute format('select private.%I($1, $2, $3)', 'patch_' || target) into answer using building, row_id, given;
  end if;
  if answer is null then
    -- Row-level security answers with silence: find out whether there is such a row at all.
    if private.has_row(target, building, row_id) then
      raise exception 'not allowed to change this row' using errcode = '42501', table = target;
    end if;
    raise exception 'no such row' using errcode = 'LD002', table = target;
  end if;
  -- The rights of the next act are read again.
  if target = 'staff' then perform set_config('lofts.rights', '', true); end if;
  return answer;
end $$;

-- A desk that is newer than this schema must not lose what it wrote: the whole call is to be tried again later.
create or replace function private.unknown_to_us(schema_version integer, what text) returns void
language plpgsql stable set search_path = '' as $$
begin
  if schema_version > (select s.newest from private.sync_schema s) then
    raise exception 'server_too_old: %', what using errcode = 'PT503', hint = 'Run the migrations of migrations/supabase.';
  end if;
  raise exception '%', what using errcode = '22023';
end $$;

-- SQLSTATE to the code of a refusal.
create or replace function private.refusal_code(state text) returns text
language sql immutable set search_path = '' as $$
  select case
    when state = 'LD001' then 'lifecycle'
    when state = 'LD002' then 'missing'
    when state = '42501' then 'not_allowed'
    when left(state, 2) = '23' then 'constraint'
    else 'invalid'
  end
$$;

create or replace function public.sync_push(desk uuid, transactions jsonb) returns jsonb
language plpgsql security invoker set search_path = '' set statement_timeout = '55s' as $$
declare
  building uuid;
  act jsonb;
  results jsonb[] := '{}';
  changes integer;
begin
  if coalesce(jsonb_typeof(transactions), '') <> 'array' or jsonb_array_length(transactions) > 500 then
    raise exception 'transactions: a list of at most 500' using errcode = '22023';
  end if;
  select 1 + coalesce(sum(case when jsonb_typeof(a -> 'ops') = 'array' then jsonb_array_length(a -> 'ops') else 0 end), 0)
  into changes from jsonb_array_elements(transactions) a;
  building := private.push_begin(desk, changes);
  for act in select value from jsonb_array_elements(transactions) loop
    results := results || private.apply_act(building, desk, act);
  end loop;
  perform private.push_end(building);
  return jsonb_build_object('results', to_jsonb(results), 'epoch', private.epoch(building),
    'server_time', private.iso(clock_timestamp()));
end $$;

-- Keeping -----------------------------------------------------------------------------------------------------------------

-- After a restore the numbers run again over others that desks have seen: a new epoch makes every desk start over,
-- keeping what it has not sent. Call it once per building, before the project is opened again.
create or replace function public.sync_new_epoch(building uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare
  given uuid;
begin
  if not (building = any (private.buildings_with('staff.write')) or (select auth.uid()) is null) then
    raise exception 'not allowed' using errcode = '42501';
  end if;
  update private.building_clock c set epoch = gen_random_uuid() where c.building_id = building returning c.epoch into given;
  if given is null then raise exception 'unknown building' using errcode = '22023'; end if;
  return given::text;
end $$;

-- For a monthly job, for example with pg_cron: select private.prune_sync_transactions();
create or replace function private.prune_sync_transactions(older_than interval default '180 days') returns bigint
language sql security definer set search_path = '' as $$
  with gone as (
    delete from private.sync_transactions where stored_at < now() - greatest(older_than, interval '180 days') returning 1)
  select count(*) from gone
$$;

revoke all on private.sync_schema from public, anon, authenticated;
grant select on private.sync_schema to authenticated;
grant all on private.sync_schema to service_role;
revoke all on function public.sync_push(uuid, jsonb), public.sync_new_epoch(uuid) from public, anon, authenticated;
grant execute on function public.sync_push(uuid, jsonb), public.sync_new_epoch(uuid) to authenticated, service_role;
revoke all on all functions in schema private from public, anon;
grant execute on all functions in schema private to service_role;
grant execute on function private.clock_state(uuid), private.staff_role(uuid), private.is_staff(uuid), private.buildings_with(text), private.my_staff(),
  private.my_residents(), private.resident_units(), private.signs(uuid, uuid), private.may(uuid, text), private.writes(text),
  private.iso(timestamptz), private.readable_tables(uuid), private.epoch(uuid),
  private.clock_seq(uuid), private.push_begin(uuid, integer), private.push_end(uuid), private.answer_of(uuid, uuid, uuid),
  private.keep_answer(uuid, uuid, uuid, uuid, text, jsonb), private.act_begin(uuid, uuid), private.has_row(text, uuid, uuid),
  private.rows_of(uuid, jsonb), private.apply_op(uuid, integer, text, jsonb), private.unknown_to_us(integer, text),
  private.refusal_code(text)
to authenticated;
select private.refresh_writes();
commit;
