-- The roles and schemas that a Supabase project has before its first migration. Every statement may run again.

do $$
declare
  want record;
begin
  for want in
    select * from (values
      ('anon', 'nologin noinherit'),
      ('authenticated', 'nologin noinherit'),
      ('service_role', 'nologin noinherit bypassrls'),
      ('authenticator', 'nologin noinherit'),
      ('supabase_auth_admin', 'nologin noinherit createrole'),
      ('supabase_realtime_admin', 'nologin noinherit'),
      ('supabase_storage_admin', 'nologin noinherit'),
      ('postgres', 'nologin createdb createrole replication bypassrls')
    ) as t (name, attributes)
  loop
    begin
      if not exists (select from pg_roles where rolname = want.name) then
        execute format('create role %I %s', want.name, want.attributes);
      end if;
    exception
      -- Roles belong to the whole cluster: another database may be prepared at the same moment.
      when duplicate_object or unique_violation then null;
    end;
  end loop;
end $$;

do $$
declare
  pair record;
begin
  for pair in
    select * from (values
      ('anon', 'authenticator'), ('authenticated', 'authenticator'), ('service_role', 'authenticator'),
      ('anon', 'postgres'), ('authenticated', 'postgres'), ('service_role', 'postgres'),
      ('authenticator', 'postgres')
    ) as t (granted, member)
  loop
    begin
      -- A superuser is a member of every role: asking the table keeps the grant for later, when it may not be one.
      if not exists (
        select from pg_auth_members m
        where m.roleid = to_regrole(pair.granted) and m.member = to_regrole(pair.member)
      ) then
        -- The owner of a project may change the settings of the API roles, such as their statement_timeout.
        execute format('grant %I to %I%s', pair.granted, pair.member, case pair.member when 'postgres' then ' with admin option' else '' end);
      end if;
    exception
      when unique_violation then null;
      when others then
        if sqlerrm not like '%tuple concurrently updated%' then raise; end if;
    end;
  end loop;
end $$;

-- How long a statement of each role may run, as in a hosted project.
do $$
declare
  want record;
begin
  for want in select * from (values ('anon', '3s'), ('authenticated', '8s'), ('authenticator', '8s')) as t (name, most) loop
    begin
      if not exists (
        select from pg_db_role_setting s
        where s.setrole = to_regrole(want.name) and s.setdatabase = 0 and s.setconfig::text like '%statement_timeout=%'
      ) then
        execute format('alter role %I set statement_timeout = %L', want.name, want.most);
      end if;
    exception
      when unique_violation then null;
      when others then
        if sqlerrm not like '%tuple concurrently updated%' then raise; end if;
    end;
  end loop;
end $$;

-- Of clusters that an older hub prepared.
do $$
begin
  revoke supabase_realtime_admin from postgres;
exception
  when others then
    if sqlerrm not like '%tuple concurrently updated%' then raise; end if;
end $$;

create schema if not exists extensions;
create schema if not exists auth;
create schema if not exists realtime;

do $$
begin
  if exists (select from pg_available_extensions where name = 'pgcrypto') then
    create extension if not exists pgcrypto with schema extensions;
  end if;
  if exists (select from pg_available_extensions where name = 'uuid-ossp') then
    create extension if not exists "uuid-ossp" with schema extensions;
  end if;
end $$;

do $$
begin
  execute format('alter database %I owner to postgres', current_database());
end $$;

grant usage on schema public, extensions, auth, realtime to postgres, anon, authenticated, service_role;
grant create on schema public, extensions to postgres;

-- Projects made since May 2026 give new tables, views and sequences of public to no API role: a migration grants
-- explicitly. Execution of a new function is still open to PUBLIC, Postgres's own default.
alter default privileges for role postgres in schema public revoke all on tables from anon, authenticated, service_role;
alter default privileges for role postgres in schema public revoke all on sequences from anon, authenticated, service_role;
alter default privileges for role postgres in schema public revoke all on functions from anon, authenticated, service_role;

-- What the Data API listens to: each change of the schema makes it read the catalog again.
create or replace function extensions.pgrst_ddl_watch() returns event_trigger language plpgsql as $$
declare
  cmd record;
begin
  for cmd in select * from pg_event_trigger_ddl_commands() loop
    if cmd.command_tag in (
      'CREATE SCHEMA', 'ALTER SCHEMA', 'CREATE TABLE', 'CREATE TABLE AS', 'SELECT INTO', 'ALTER TABLE',
      'CREATE FOREIGN TABLE', 'ALTER FOREIGN TABLE', 'CREATE VIEW', 'ALTER VIEW', 'CREATE MATERIALIZED VIEW',
      'ALTER MATERIALIZED VIEW', 'CREATE FUNCTION', 'ALTER FUNCTION', 'CREATE TRIGGER', 'CREATE TYPE', 'ALTER TYPE',
      'CREATE RULE', 'COMMENT'
    ) and cmd.schema_name is distinct from 'pg_temp' then
      notify pgrst, 'reload schema';
    end if;
  end loop;
end $$;

create or replace function extensions.pgrst_drop_watch() returns event_trigger language plpgsql as $$
declare
  obj record;
begin
  for obj in select * from pg_event_trigger_dropped_objects() loop
    if obj.object_type in (
      'schema', 'table', 'foreign table', 'view', 'materialized view', 'function', 'trigger', 'type', 'rule'
    ) and not obj.is_temporary then
      notify pgrst, 'reload schema';
    end if;
  end loop;
end $$;

do $$
begin
  if not exists (select from pg_event_trigger where evtname = 'pgrst_ddl_watch') then
    create event trigger pgrst_ddl_watch on ddl_command_end execute function extensions.pgrst_ddl_watch();
  end if;
  if not exists (select from pg_event_trigger where evtname = 'pgrst_drop_watch') then
    create event trigger pgrst_drop_watch on sql_drop execute function extensions.pgrst_drop_watch();
  end if;
end $$;

create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (
  version text primary key,
  name text,
  statements text[],
  checksum text,
  applied_at timestamptz not null default now()
);
