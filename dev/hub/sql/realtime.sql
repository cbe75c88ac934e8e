-- Realtime's table of messages, the policies' topic, and the functions that send from the database. The real service
-- partitions the table by day and reads it through logical replication; here a trigger notifies the hub on commit.

create table if not exists realtime.messages (
  topic text not null,
  extension text not null,
  payload jsonb,
  event text,
  private boolean default false,
  updated_at timestamp not null default now(),
  inserted_at timestamp not null default now(),
  id uuid not null default gen_random_uuid(),
  primary key (id, inserted_at)
);
alter table realtime.messages owner to supabase_realtime_admin;
alter table realtime.messages enable row level security;
grant select, insert, update on realtime.messages to anon, authenticated, service_role;
grant select, insert, update, delete on realtime.messages to postgres;
create index if not exists messages_inserted_at_topic_index
  on realtime.messages (inserted_at desc, topic) where extension = 'broadcast' and private;

create or replace function realtime.topic() returns text language sql stable as $$
  select nullif(current_setting('realtime.topic', true), '')::text
$$;

-- A dropped message must never undo the write that caused it: every error becomes a warning.
create or replace function realtime.send(payload jsonb, event text, topic text, private boolean default true)
returns void language plpgsql as $$
declare
  message_id uuid := gen_random_uuid();
begin
  begin
    perform set_config('realtime.topic', topic, true);
    insert into realtime.messages (id, payload, event, topic, private, extension)
    values (
      message_id,
      case when payload ? 'id' then payload else payload || jsonb_build_object('id', message_id) end,
      event, topic, private, 'broadcast'
    );
  exception when others then
    raise warning 'WarnSendingBroadcastMessage: %', sqlerrm;
  end;
end $$;

-- Unlike send, this one raises: a mistake in a trigger that calls it undoes the write.
create or replace function realtime.broadcast_changes(
  topic_name text, event_name text, operation text, table_name text, table_schema text,
  new record, old record, level text default 'ROW'
) returns void language plpgsql as $$
begin
  if level = 'STATEMENT' then
    raise exception 'function can only be triggered for each row, not for each statement';
  end if;
  if operation not in ('INSERT', 'UPDATE', 'DELETE') then
    raise exception 'Unexpected operation type: %', operation;
  end if;
  perform realtime.send(
    jsonb_build_object(
      'old_record', old, 'record', new, 'operation', operation, 'table', table_name, 'schema', table_schema
    ),
    event_name, topic_name
  );
exception when others then
  raise exception 'Failed to process the row: %', sqlerrm;
end $$;

-- A notification holds at most 8000 bytes; what is longer is read back by its id.
create or replace function realtime.hub_notify() returns trigger language plpgsql security definer
set search_path = '' as $$
declare
  body text;
begin
  if new.event is null or new.extension <> 'broadcast' then return null; end if;
  body := jsonb_build_object(
    'id', new.id, 'topic', new.topic, 'event', new.event, 'payload', new.payload, 'private', coalesce(new.private, false)
  )::text;
  if octet_length(body) > 7500 then
    body := jsonb_build_object('id', new.id, 'read', true)::text;
  end if;
  perform pg_catalog.pg_notify('hub_realtime', body);
  return null;
end $$;

create or replace trigger hub_notify after insert on realtime.messages
for each row execute function realtime.hub_notify();

grant execute on all functions in schema realtime to postgres, anon, authenticated, service_role;
