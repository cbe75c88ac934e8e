-- Lofts Desk on Supabase, 9: a pull asks only the tables that have something newer.
--
-- Most pulls bring a row or two of one table. Asking each of twenty by a statement of its own, planned anew with its
-- policies, took four fifths of such a call.

begin;

-- The tables that the caller reads in a building and that have a number above `since`. Passes by the policies, so that one
-- plan is kept for all callers: it says no more than which tables have changed, and that to staff alone.
create or replace function private.changed_function() returns text
language sql stable set search_path = '' as $$
  select 'create or replace function private.changed_tables(building uuid, since bigint) returns text[] '
    'language plpgsql stable security definer set search_path = '''' as $f$ declare changed text[]; begin '
    -- The newest number, not "is there a greater one": the kept plan must not take the second for a short scan.
    'changed := array[' || string_agg(format(
      'case when (select t.change_seq from public.%I t where t.building_id = building order by t.change_seq desc limit 1) > since then %L end',
      s.name, s.name), ', ' order by s.position) || ']; '
    'return array(select r from unnest(private.readable_tables(building)) r where r = any (changed)); end $f$'
  from private.sync_tables s
$$;

-- The JSON list of the texts of one row `t`, in the order of private.sync_tables.columns.
create or replace function private.cells_expression(table_name text) returns text
language sql stable set search_path = '' as $$
  select 'to_json(array[' || string_agg(format('t.%I::text', a.attname), ', ' order by a.attnum) || '])'
  from pg_catalog.pg_attribute a
  where a.attrelid = format('public.%I', table_name)::regclass and a.attnum > 0 and not a.attisdropped
$$;

-- About how many bytes the values of one row `t` are when they are sent. Of a text its length is known without reading it.
create or replace function private.bytes_expression(table_name text) returns text
language sql stable set search_path = '' as $$
  select '(' || 8 * count(*) || string_agg(case
      when a.atttypid = 'text'::regtype then format(' + coalesce(octet_length(t.%I), 0)', a.attname)
      when a.atttypid = 'jsonb'::regtype then format(' + coalesce(octet_length(t.%I::text), 0)', a.attname)
      else '' end, '' order by a.attnum) || ')'
  from pg_catalog.pg_attribute a
  where a.attrelid = format('public.%I', table_name)::regclass and a.attnum > 0 and not a.attisdropped
$$;

-- No row is larger that keeps to the limits (file 18). One of before them would hold up all that comes after it on a narrow
-- line: it is named, with its size, and never sent.
create or replace function private.row_most() returns integer
language sql immutable set search_path = '' as $$ select 524288 $$;

-- The JSON of a row `t`, or its name alone.
create or replace function private.sent_expression(wire text, bytes text) returns text
language sql stable set search_path = '' as $$
  select format('case when %2$s <= %3$s then %1$s '
    'else json_build_object(''id'', t.id, ''building_id'', t.building_id, ''change_seq'', t.change_seq::text, ''too_large'', %2$s) end',
    wire, bytes, private.row_most())
$$;

-- What every migration that adds a table, a column or a grant runs at its end.
create or replace function private.refresh_sync() returns void
language plpgsql set search_path = '' as $$
begin
  perform private.refresh_writes();
  update private.sync_tables s set cells = private.cells_expression(s.name), bytes = private.bytes_expression(s.name) where true;
  execute private.changed_function();
  revoke all on function private.changed_tables(uuid, bigint) from public, anon;
  grant execute on function private.changed_tables(uuid, bigint) to authenticated, service_role;
end $$;
revoke all on function private.changed_function(), private.cells_expression(text), private.bytes_expression(text), private.row_most(),
  private.sent_expression(text, text), private.refresh_sync() from public, anon, authenticated;
grant execute on function private.changed_function(), private.cells_expression(text), private.bytes_expression(text), private.row_most(),
  private.sent_expression(text, text), private.refresh_sync() to service_role;
grant execute on function private.row_most(), private.sent_expression(text, text) to authenticated;
select private.refresh_sync();

-- Where a reading begins. A cursor is the epoch and a number; one that does not fit begins anew. Who is no staff of the building
-- reads nothing.
create or replace function private.reading_from(building uuid, since text, out epoch text, out newest bigint, out after bigint,
  out reset boolean)
language plpgsql stable security invoker set search_path = '' as $$
begin
  epoch := private.epoch(building);
  newest := private.clock_seq(building);
  after := 0;
  reset := coalesce(since, '') <> '';
  if epoch is null then
    raise exception 'not_staff' using errcode = '42501', hint = 'The caller is not staff of this building.';
  end if;
  if since ~ '^[^:]+:[0-9]{1,18}$' and split_part(since, ':', 1) = epoch then
    after := split_part(since, ':', 2)::bigint;
    -- Numbers that were never given out: the database is older than the cursor.
    reset := after > newest;
    if reset then after := 0; end if;
  end if;
end $$;
revoke all on function private.reading_from(uuid, text) from public, anon;
grant execute on function private.reading_from(uuid, text) to authenticated, service_role;

-- Two steps on one snapshot (the function is stable): the numbers and sizes of the next rows, a short index scan per table; then
-- the rows up to the last number that fits: at most `row_limit` of them, about `bytes`, and at least one.
drop function if exists public.sync_pull(uuid, text, integer);
create or replace function public.sync_pull(building uuid, since text default null, row_limit integer default 1000, bytes integer default 1000000)
returns json
language plpgsql stable security invoker set search_path = '' set statement_timeout = '55s' as $$
declare
  epoch text;
  newest bigint;
  lim integer := least(greatest(coalesce(row_limit, 1000), 1), 10000);
  after bigint;
  upto bigint;
  fits bigint;
  reset boolean;
  more boolean := false;
  t record;
  changed text[];
  shown integer := 0;
  found_seqs bigint[];
  found_bytes integer[];
  seqs bigint[] := '{}';
  sizes integer[] := '{}';
  queries text[] := '{}';
  rows json;
begin
  select * into epoch, newest, after, reset from private.reading_from(building, since);
  upto := newest;
  if after < newest then
    changed := private.changed_tables(building, after);
    for t in select s.name, private.sent_expression(s.wire, s.bytes) as wire, s.bytes from private.sync_tables s where s.name = any (changed) order by s.position loop
      execute format(
        'select array_agg(p.seq), array_agg(p.bytes) from (select t.change_seq as seq, %s as bytes from public.%I t '
        'where t.building_id = $1 and t.change_seq > $2 order by t.change_seq limit $3) p', t.bytes, t.name)
        into found_seqs, found_bytes using building, after, lim + 1;
      if cardinality(found_seqs) > 0 then
        shown := shown + 1;
        seqs := seqs || found_seqs;
        sizes := sizes || found_bytes;
        queries := queries || format(
          'select t.change_seq as seq, json_build_object(''table'', %L, ''row'', %s) as item from public.%I t where t.building_id = $1 and t.change_seq > $2 and t.change_seq <= $3',
          t.name, t.wire, t.name);
      end if;
    end loop;
    -- Staff read every row of the tables that they read at all: a change that nobody can see is a missing policy, and an
    -- answer without it would empty a desk.
    if shown < cardinality(changed) then
      raise exception 'rows_hidden' using errcode = 'XX000', hint = 'Run the files of migrations/supabase again: policies are missing.';
    end if;
    if cardinality(queries) > 0 then
      -- A row that is named weighs next to nothing.
      select max(p.seq) filter (where p.place = 1 or p.place <= lim and p.so_far <= greatest(coalesce(bytes, 1000000), 1)) into fits
      from (
        select w.seq, row_number() over (order by w.seq) as place,
          sum(case when w.bytes <= private.row_most() then w.bytes else 100 end) over (order by w.seq) as so_far
        from unnest(seqs, sizes) as w (seq, bytes)) p;
      more := fits < (select max(s) from unnest(seqs) s);
      if more then upto := fits; end if;
      execute 'select json_agg(r.item order by r.seq) from (' || array_to_string(queries, ' union all ') || ') r'
        into rows using building, after, upto;
    end if;
  end if;
  return json_build_object('rows', coalesce(rows, '[]'), 'cursor', epoch || ':' || upto, 'more', more, 'epoch', epoch,
    'reset', reset, 'server_time', private.iso(clock_timestamp()));
end $$;
revoke all on function public.sync_pull(uuid, text, integer, integer) from public, anon, authenticated;
grant execute on function public.sync_pull(uuid, text, integer, integer) to authenticated, service_role;
commit;
