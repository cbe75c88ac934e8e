-- Lofts Desk on Supabase, 10: a resident's message is never put away unseen, and an announcement says to how many it goes.

begin;

-- Up to where the writer of a status had the residents' messages: a word of the desk to guard_conversation, which hears it
-- and forgets it. So each status brings its own; one without it (from a desk of an earlier version) is taken as it comes.
alter table public.conversations add column if not exists status_seen_at timestamptz(3);
grant insert (status_seen_at), update (status_seen_at) on public.conversations to authenticated;

-- A desk that was offline, or had not heard of it yet, closes or snoozes what a resident has just written to: it stays open.
create or replace function private.guard_conversation() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and new.status <> 'open' and exists (
    select from public.messages m
    where m.conversation_id = new.id and m.author_resident_id is not null and m.removed_at is null
      and m.received_at > new.status_seen_at) then
    new.status := 'open';
    new.snoozed_until := null;
  end if;
  new.status_seen_at := null;
  return new;
end $$;
create or replace trigger guard_conversation before insert or update on public.conversations
  for each row execute function private.guard_conversation();
revoke all on function private.guard_conversation() from public, anon, authenticated;
grant execute on function private.guard_conversation() to service_role;

-- A history that is brought into a new project opens nothing: only what arrives now.
create or replace trigger reopen after insert on public.messages
  for each row when (new.author_resident_id is not null and new.received_at >= date_trunc('milliseconds', now()))
  execute function private.reopen();

-- The people it was written for. Those whose message has not arrived, or was refused, are not passed over in silence.
alter table public.announcements add column if not exists recipients integer check (recipients >= 0);
grant insert (recipients) on public.announcements to authenticated;

update private.sync_schema set newest = 6 where newest < 6;
select private.refresh_sync();
commit;
