-- Tables and views of the exposed schemas, with their columns and primary key.
select n.nspname as schema, c.relname as name, c.oid::text as oid,
  (
    select array_agg(a.attname::text order by array_position(i.indkey::int2[], a.attnum))
    from pg_catalog.pg_index i join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
    where i.indrelid = c.oid and i.indisprimary
  ) as key,
  (
    select json_agg(json_build_object(
      'name', a.attname,
      -- Length is left out: the assignment to the column checks it and complains, a cast would cut.
      'type', pg_catalog.format_type(a.atttypid, -1),
      'fallback', case
        when a.attidentity <> '' then pg_catalog.format('nextval(%L)', pg_catalog.pg_get_serial_sequence(pg_catalog.format('%I.%I', n.nspname, c.relname), a.attname))
        when a.attgenerated = '' then pg_catalog.pg_get_expr(d.adbin, d.adrelid)
      end
    ) order by a.attnum)
    from pg_catalog.pg_attribute a left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  ) as columns
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'v', 'm', 'f', 'p') and not c.relispartition and n.nspname = any ($1)
-- next
-- Foreign keys between exposed tables. A key whose own columns are unique makes its relation one to one.
select pg_catalog.concat(tn.nspname, '.', t.relname) as table, pg_catalog.concat(fn.nspname, '.', f.relname) as target,
  k.conname as constraint,
  (
    select array_agg(a.attname::text order by u.place)
    from pg_catalog.unnest(k.conkey) with ordinality as u (attnum, place)
    join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.attnum
  ) as columns,
  (
    select array_agg(a.attname::text order by u.place)
    from pg_catalog.unnest(k.confkey) with ordinality as u (attnum, place)
    join pg_catalog.pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.attnum
  ) as "targetColumns",
  exists (
    select from pg_catalog.pg_constraint u
    where u.conrelid = k.conrelid and u.contype in ('p', 'u') and u.conkey <@ k.conkey and u.conkey @> k.conkey
  ) as unique,
  exists (
    select from pg_catalog.pg_constraint p where p.conrelid = k.conrelid and p.contype = 'p' and p.conkey @> k.conkey
  ) as in_key
from pg_catalog.pg_constraint k
join pg_catalog.pg_class t on t.oid = k.conrelid join pg_catalog.pg_namespace tn on tn.oid = t.relnamespace
join pg_catalog.pg_class f on f.oid = k.confrelid join pg_catalog.pg_namespace fn on fn.oid = f.relnamespace
where k.contype = 'f' and k.conparentid = 0 and tn.nspname = any ($1) and fn.nspname = any ($1)
order by k.conname
-- next
-- Functions of the exposed schemas with the arguments that a caller gives.
select n.nspname as schema, p.proname as name, p.provolatile as volatility, p.proretset as "returnsSet",
  p.prorettype = 'pg_catalog.void'::regtype as "returnsVoid",
  p.prorettype in ('pg_catalog.json'::regtype, 'pg_catalog.jsonb'::regtype) as "returnsJson",
  (r.typtype = 'c' or (p.prorettype = 'pg_catalog.record'::regtype and p.proargmodes is not null)) as composite,
  case when r.typtype = 'c' then pg_catalog.concat(rn.nspname, '.', r.typname) end as table,
  -- Its own settings that the Data API applies to the whole transaction of a call: a limit of time counts from the start.
  coalesce((
    select json_agg(json_build_array(pg_catalog.split_part(s, '=', 1), pg_catalog.substr(s, pg_catalog.strpos(s, '=') + 1)))
    from pg_catalog.unnest(p.proconfig) as s
    where pg_catalog.split_part(s, '=', 1) in ('statement_timeout', 'default_transaction_isolation', 'plan_filter.statement_cost_limit')
  ), '[]') as settings,
  coalesce((
    select json_agg(json_build_object(
      'name', coalesce(p.proargnames[u.place], ''),
      'type', pg_catalog.format_type(u.type, -1),
      'required', u.rank <= p.pronargs - p.pronargdefaults
    ) order by u.place)
    from (
      select t.type, t.place, row_number() over (order by t.place) as rank
      from pg_catalog.unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) with ordinality as t (type, place)
      where coalesce(p.proargmodes[t.place]::text, 'i') in ('i', 'b', 'v')
    ) u
  ), '[]') as args
from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
join pg_catalog.pg_type r on r.oid = p.prorettype join pg_catalog.pg_namespace rn on rn.oid = r.typnamespace
where p.prokind = 'f' and p.prorettype <> 'pg_catalog.trigger'::regtype and n.nspname = any ($1)
-- next
-- Settings of roles that any user may set: the Data API applies them to each transaction of the role.
select r.rolname as role, pg_catalog.split_part(s.setting, '=', 1) as name,
  pg_catalog.substr(s.setting, pg_catalog.strpos(s.setting, '=') + 1) as value
from pg_catalog.pg_db_role_setting d join pg_catalog.pg_roles r on r.oid = d.setrole,
  pg_catalog.unnest(d.setconfig) as s (setting)
join pg_catalog.pg_settings g on g.name = pg_catalog.split_part(s.setting, '=', 1) and g.context = 'user'
where d.setdatabase in (0, (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database()))
