-- Lofts Desk on Supabase, 17: a first reading costs the database less.
--
-- sync_read made the text of each row to count its bytes. Now a page is weighed before any text is made, and its text is copied
-- as rarely as can be. A desk that knows where pages begin (sync_outline) asks for several at once.

begin;

-- Rows after a cursor like sync_pull, at most `row_limit` of them, about `bytes` and at least one: a page of long messages is no
-- heavier than one of parcels. Rows that are too large are a list of their own: which they are, and how large. `until`: a cursor
-- at which another page begins; nothing behind it is read.
drop function if exists public.sync_read(uuid, text, integer, integer);
create or replace function public.sync_read(building uuid, since text default null, row_limit integer default 1000,
  bytes integer default 1000000, until text default null)
returns json
language plpgsql stable security invoker
set search_path = '' set statement_timeout = '55s' set timezone = 'UTC' set datestyle = 'ISO' as $$
declare
  epoch text;
  newest bigint;
  lim integer := least(greatest(coalesce(row_limit, 1000), 1), 10000);
  after bigint;
  upto bigint;
  ending bigint;
  reset boolean;
  more boolean := false;
  t record;
  changed text[];
  shown integer := 0;
  found_seqs bigint[];
  seqs bigint[] := '{}';
  firsts bigint[] := '{}';
  queries text[] := '{}';
  weights text[] := '{}';
  names text[] := '{}';
  light boolean;
  fits bigint;
  last_seq bigint;
  large bigint[] := '{}';
  answer json;
begin
  select * into epoch, newest, after, reset from private.reading_from(building, since);
  ending := newest;
  if not reset and until ~ '^[^:]+:[0-9]{1,18}$' and split_part(until, ':', 1) = epoch then
    ending := greatest(after, least(newest, split_part(until, ':', 2)::bigint));
    more := ending < newest;
  end if;
  upto := ending;
  if after < ending then
    changed := private.changed_tables(building, after);
    for t in select s.name, s.columns, s.cells, s.bytes from private.sync_tables s where s.name = any (changed) order by s.position loop
      execute format(
        'select array(select t.change_seq from public.%I t where t.building_id = $1 and t.change_seq > $2 order by t.change_seq limit $3)', t.name)
        into found_seqs using building, after, lim + 1;
      if cardinality(found_seqs) > 0 then
        shown := shown + 1;
        found_seqs := array(select s from unnest(found_seqs) s where s <= ending);
        continue when cardinality(found_seqs) = 0;
        seqs := seqs || found_seqs;
        firsts := firsts || found_seqs[1];
        queries := queries || format(
          '(select json_build_object(''table'', %L, ''columns'', %L::json, ''rows'', coalesce(json_agg(%s order by t.change_seq), ''[]'')) '
          'from public.%I t where t.building_id = $1 and t.change_seq > $2 and t.change_seq <= $3 and t.change_seq <> all ($4))',
          t.name, to_json(t.columns), t.cells, t.name);
        names := names || format(
          '(select json_build_object(''table'', %L, ''columns'', array[''id'', ''building_id'', ''change_seq'', ''too_large''], ''rows'', '
          'coalesce(json_agg(to_json(array[t.id::text, t.building_id::text, t.change_seq::text, (%s)::text]) order by t.change_seq), ''[]'')) '
          'from public.%I t where t.building_id = $1 and t.change_seq = any ($4) and t.change_seq <= $3)',
          t.name, t.bytes, t.name);
        weights := weights || format(
          'select t.change_seq as seq, %s as bytes from public.%I t where t.building_id = $1 and t.change_seq > $2 and t.change_seq <= $3',
          t.bytes, t.name);
      end if;
    end loop;
    -- As in sync_pull: a change that nobody can see is a missing policy.
    if shown < cardinality(changed) then
      raise exception 'rows_hidden' using errcode = 'XX000', hint = 'Run the files of migrations/supabase again: policies are missing.';
    end if;
    if cardinality(seqs) > lim then
      more := true;
      select s into upto from unnest(seqs) s order by s offset lim - 1 limit 1;
    end if;
    if cardinality(weights) > 0 then
      -- Nearly every page fits: that is known without weighing it row after row.
      execute 'select sum(w.bytes) <= $4 and max(w.bytes) <= $5 from (' || array_to_string(weights, ' union all ') || ') w'
        into light using building, after, upto, greatest(coalesce(bytes, 1000000), 1), private.row_most();
      if light is distinct from true then
        execute 'select max(p.seq) filter (where p.place = 1 or p.so_far <= $4), coalesce(array_agg(p.seq) filter (where p.bytes > $5), ''{}''), max(p.seq) '
          'from (select w.seq, w.bytes, row_number() over r as place, sum(case when w.bytes <= $5 then w.bytes else 100 end) over r as so_far '
          'from (' || array_to_string(weights, ' union all ') || ') w window r as (order by w.seq)) p'
          into fits, large, last_seq using building, after, upto, greatest(coalesce(bytes, 1000000), 1), private.row_most();
        -- Without a row behind it, the cursor is the last number that was asked for.
        if fits < last_seq then
          more := true;
          upto := fits;
        end if;
      end if;
    end if;
  end if;
  -- Each list that JSON is put into copies it: the rows go straight into the answer.
  execute 'select json_build_object(''tables'', json_build_array(' || coalesce((
      select string_agg(p.query, ', ' order by p.place, p.named)
      from (
        select q.query, q.place, false as named, q.first from unnest(queries, firsts) with ordinality as q (query, first, place)
        union all
        select n.query, n.place, true, n.first from unnest(names, firsts) with ordinality as n (query, first, place) where cardinality(large) > 0
      ) p where p.first <= upto), '')
    || '), ''cursor'', $5, ''more'', $6, ''epoch'', $7, ''reset'', $8, ''server_time'', private.iso(clock_timestamp()))'
    into answer using building, after, upto, large, epoch || ':' || upto, more, epoch, reset;
  return answer;
end $$;

-- How many rows there are after a number, and each number whose place is a multiple of `every`. It reads the indexes
-- alone, past the policies: staff learn numbers and no values.
create or replace function private.outline(building uuid, after bigint, every integer, out rows bigint, out marks bigint[])
language plpgsql stable security definer set search_path = '' as $$
begin
  execute 'select count(*), coalesce(array_agg(p.seq order by p.seq) filter (where p.place % $3 = 0), ''{}'') '
    'from (select s.seq, row_number() over (order by s.seq) as place from (' || (
      select string_agg(format('select t.change_seq as seq from public.%I t where t.building_id = $1 and t.change_seq > $2', r), ' union all ')
      from unnest(private.readable_tables(building)) r) || ') s) p'
    into rows, marks using building, after, every;
end $$;

-- What a whole reading from a cursor on will bring: how many rows, and where pages of so many begin.
create or replace function public.sync_outline(building uuid, since text default null, every integer default 1000) returns json
language plpgsql stable security invoker set search_path = '' set statement_timeout = '55s' as $$
declare
  epoch text;
  newest bigint;
  after bigint;
  reset boolean;
  found record;
begin
  select * into epoch, newest, after, reset from private.reading_from(building, since);
  found := private.outline(building, after, greatest(coalesce(every, 1000), 100));
  return json_build_object('epoch', epoch, 'reset', reset, 'rows', found.rows,
    'marks', (select coalesce(json_agg(epoch || ':' || m order by m), '[]') from unnest(found.marks) m),
    'server_time', private.iso(clock_timestamp()));
end $$;

revoke all on function public.sync_read(uuid, text, integer, integer, text), public.sync_outline(uuid, text, integer) from public, anon, authenticated;
grant execute on function public.sync_read(uuid, text, integer, integer, text), public.sync_outline(uuid, text, integer) to authenticated, service_role;
revoke all on function private.outline(uuid, bigint, integer) from public, anon, authenticated;
grant execute on function private.outline(uuid, bigint, integer) to authenticated, service_role;
commit;
