-- Lofts Desk on Supabase, 11: reading a whole building, and comparing what its rows hold.
--
-- Building JSON by name and type, value by value, took most of the time of a first reading. sync_read (file 17) gives each row
-- as a list of texts, its columns named once per page: a third of the work and half of the bytes. Times are UTC.

begin;

-- Count and checksum per table: of id and number, or, for a table whose columns the caller names, of their values. Older desks
-- name none; a row that is too large to be sent counts by id and number. Values stand as text; of JSON only what every writer of JSON writes alike.
create or replace function private.digest_expression(table_name text, names jsonb) returns text
language sql stable set search_path = '' as $$
  select case when names is null or jsonb_typeof(names) <> 'array' or names = '[]'
    then 't.id::text || '':'' || t.change_seq::text'
    else format('case when %s > %s then t.id::text || '':'' || t.change_seq::text else ',
      (select s.bytes from private.sync_tables s where s.name = table_name), private.row_most()) || 'array_to_string(array[' || (
      select string_agg(case
          when a.attname is null then 'null'
          when a.atttypid = 'jsonb'::regtype then format('translate(t.%I::text, '' 0123456789.eE+-'', '''')', a.attname)
          else format('t.%I::text', a.attname)
        end, ', ' order by n.place)
      from jsonb_array_elements_text(names) with ordinality as n (name, place)
      left join pg_catalog.pg_attribute a
        on a.attrelid = format('public.%I', table_name)::regclass and a.attname = n.name and a.attnum > 0 and not a.attisdropped
    ) || ']::text[], e''\x1f'', e''\x1e'') end' end
$$;

drop function if exists public.sync_digest(uuid);
create or replace function public.sync_digest(building uuid, columns jsonb default null) returns jsonb
language plpgsql stable security invoker
set search_path = '' set statement_timeout = '55s' set timezone = 'UTC' set datestyle = 'ISO' as $$
declare
  epoch text := private.epoch(building);
  newest bigint := private.clock_seq(building);
  t text;
  part jsonb;
  tables jsonb := '{}';
begin
  if epoch is null then
    raise exception 'not_staff' using errcode = '42501', hint = 'The caller is not staff of this building.';
  end if;
  foreach t in array private.readable_tables(building) loop
    execute format(
      'select jsonb_build_object(''count'', count(*), ''sum'', coalesce(sum((''x'' || left(md5(%s), 13))::bit(52)::bigint), 0)::text) from public.%I t where t.building_id = $1',
      private.digest_expression(t, columns -> t), t)
      into part using building;
    tables := tables || jsonb_build_object(t, part);
  end loop;
  return jsonb_build_object('epoch', epoch, 'upto', newest::text, 'tables', tables, 'server_time', private.iso(clock_timestamp()));
end $$;

revoke all on function public.sync_digest(uuid, jsonb) from public, anon, authenticated;
grant execute on function public.sync_digest(uuid, jsonb) to authenticated, service_role;
revoke all on function private.digest_expression(text, jsonb) from public, anon, authenticated;
grant execute on function private.digest_expression(text, jsonb) to authenticated, service_role;

update private.sync_schema set newest = 7 where newest < 7;
select private.refresh_sync();
commit;
