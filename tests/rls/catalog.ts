import type { Row } from './ids.ts'

interface Asks {
  query(sql: string): Promise<{ rows: Row[] }>
}

/** Everything that the files of the server define, as text that can be compared: bodies, rights, policies, triggers, settings. */
export async function catalogOf(db: Asks): Promise<string[]> {
  const { rows } = await db.query(`
    with ours as (select oid, nspname from pg_namespace where nspname in ('public', 'private', 'realtime', 'storage'))
    select 'function ' || p.oid::regprocedure || ' ' || md5(pg_get_functiondef(p.oid)) || ' '
      || (select string_agg(a::text, ' ' order by a::text) from unnest(p.proacl) a) as line
    from pg_proc p where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)
    union all
    select 'table ' || c.oid::regclass || ' ' || c.relrowsecurity || ' ' || c.relforcerowsecurity || ' '
      || coalesce((select string_agg(a::text, ' ' order by a::text) from unnest(c.relacl) a), '')
    from pg_class c join ours on ours.oid = c.relnamespace where c.relkind = 'r'
    union all
    select 'column ' || c.oid::regclass || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull
      || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '') || ' '
      || coalesce((select string_agg(x::text, ' ' order by x::text) from unnest(a.attacl) x), '')
    from pg_class c join ours on ours.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum where c.relkind = 'r'
    union all
    select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(f.oid)
    from pg_constraint f join ours on ours.oid = f.connamespace where conrelid <> 0
    union all
    select 'index ' || indexdef from pg_indexes where schemaname in ('public', 'private')
    union all
    select 'trigger ' || pg_get_triggerdef(t.oid) from pg_trigger t join pg_class c on c.oid = t.tgrelid
    join ours on ours.oid = c.relnamespace where not t.tgisinternal
    union all
    select 'policy ' || p::text from pg_policies p where schemaname in ('public', 'private', 'realtime', 'storage')
    union all select 'rows ' || to_jsonb(t)::text from private.sync_tables t
    union all select 'rows ' || t::text from private.sync_schema t
    union all select 'rows ' || t::text from private.role_permissions t
    union all select 'rows ' || t::text from private.lifecycle_steps t
    union all select 'rows ' || id || public || file_size_limit from storage.buckets
    order by 1`)
  return rows.map((row) => String(row['line']))
}
