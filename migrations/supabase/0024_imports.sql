-- Lofts Desk on Supabase, 24: people of another system’s export. Its number for a person finds them again, whatever they are called by
-- then; an act too large for one call comes in parts, each of which names the first one.
begin;

alter table public.residents add column if not exists source_id text;
alter table public.directory_events add column if not exists batch_id uuid;
select private.limit_texts('[["residents", "source_id", 100]]');
grant insert (source_id), update (source_id) on public.residents to authenticated;
grant insert (batch_id) on public.directory_events to authenticated;

insert into private.role_permissions (role, permission)
values ('manager', 'data.export'), ('admin', 'data.export')
on conflict do nothing;

update private.sync_schema set newest = 11 where newest < 11;
select private.refresh_sync();
commit;
