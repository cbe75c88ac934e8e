-- Lofts Desk on Supabase, 17: a first reading costs the database less.
--
-- sync_read made the text of each row to count its bytes. Now a page is weighed before any text is made, and the list of its rows
-- is put into no other JSON, which would copy it each time: that took a third of a page. A desk that knows where pages begin
-- (sync_outline) asks for several at once.

begin;

-- Rows after a cursor like sync_pull, at most `row_limit` of them, about `bytes` and at least one: a page of long messages is no
-- heavier than one of parcels. `until`: a cursor at which another page begins; nothing behind it is read. The answer is one list:
-- what the page holds, which tables, how many rows of each, and then their rows in that order. Rows that are too large are a
-- table of their own: which they are, and how large.
drop function if exists public.sync_read(uuid, text, integer, integer);
create or replace function public.sync_read(building uuid, since text default null, row_limit integer default 1000,
  bytes integer default 1000000, until text default null)
returns json
language plpgsql stable security invoker
set search_path = '' set statement_timeout = '55s' set timezone = 'UTC' set datestyle = 'ISO'
-- The parts of a page come in order: several processes would mix them.
set max_parallel_workers_per_gather = 0 as $$
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
  places integer[] := '{}';
  names text[] := '{}';
  queries text[] := '{}';
  weights text[] := '{}';
  named text[] := '{}';
  light boolean;
  fits bigint;
  last_seq bigint;
  large bigint[] := '{}';
  tables json;
  parts text;
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
    for t in select s.name, s.cells, s.bytes from private.sync_tables s where s.name = any (changed) order by s.position loop
      execute format(
        'select array(select t.change_seq from public.%I t where t.building_id = $1 and t.change_seq > $2 order by t.change_seq limit $3)', t.name)
        into found_seqs using building, after, lim + 1;
      if cardinality(found_seqs) > 0 then
        shown := shown + 1;
        found_seqs := array(select s from unnest(found_seqs) s where s <= ending);
        continue when cardinality(found_seqs) = 0;
        seqs := seqs || found_seqs;
        names := names || t.name;
        places := places || array_fill(cardinality(names), array[cardinality(found_seqs)]);
        queries := queries || format(
          '(select %s from public.%I t where t.building_id = $1 and t.change_seq > $2 and t.change_seq <= $3 and t.change_seq <> all ($4) order by t.change_seq)',
          t.cells, t.name);
        named := named || format(
          '(select to_json(array[t.id::text, t.building_id::text, t.change_seq::text, (%s)::text]) from public.%I t '
          'where t.building_id = $1 and t.change_seq = any ($4) and t.change_seq <= $3 order by t.change_seq)',
          t.bytes, t.name);
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
  select coalesce(json_agg(json_build_object('table', q.name, 'columns',
        case when c.is_large then array['id', 'building_id', 'change_seq', 'too_large'] else s.columns end, 'rows', c.rows)
        order by q.place, c.is_large), '[]'),
      string_agg(' union all ' || case when c.is_large then q.named else q.query end, '' order by q.place, c.is_large)
    into tables, parts
    from (
      select p.place, p.seq = any (large) as is_large, count(*) as rows
      from unnest(seqs, places) p (seq, place) where p.seq <= upto group by 1, 2
    ) c
    join unnest(names, queries, named) with ordinality q (name, query, named, place) on q.place = c.place
    join private.sync_tables s on s.name = q.name;
  execute 'select json_agg(a.part) from (select json_build_object(''tables'', $5, ''cursor'', $6, ''more'', $7, ''epoch'', $8, ''reset'', $9, '
      '''server_time'', private.iso(clock_timestamp())) as part' || coalesce(parts, '') || ') a'
    into answer using building, after, upto, large, tables, epoch || ':' || upto, more, epoch, reset;
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
