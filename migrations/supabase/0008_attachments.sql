-- Lofts Desk on Supabase, 8: where the files of messages lie.
--
-- Bucket 'attachments', private; a file is <building>/<conversation>/<id of its row in public.attachments>. It is stored
-- before its message, so writing asks only for a place in the conversation. Reading it as a resident asks for the row, and so
-- for the message: the file of an internal note, or of a message that was taken back, is not theirs. Nothing is overwritten.
-- The file of a message that was taken back is deleted by the desks, through Storage: a row that is deleted by a statement
-- leaves its bytes behind.

begin;

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('attachments', 'attachments', false, 10485760, array['image/jpeg', 'image/png', 'image/webp', 'application/pdf'])
on conflict (id) do nothing;

-- <building>/<conversation>/<id> and nothing else, and no id whose row stands in another conversation of the building. A
-- conversation that begins with a file is not here yet, so one that is not here may be named; one of another building is
-- answered alike, or the answer would tell that it exists. Who takes part in it reads only what lies under its own building.
create or replace function private.is_file_place(name text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  parts text[] := string_to_array(name, '/');
begin
  if name !~ '^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(/|$)){3}$' or right(name, 1) = '/' then return false; end if;
  return not exists (
    select from public.attachments a join public.messages m on m.id = a.message_id
    where a.id = parts[3]::uuid and a.building_id = parts[1]::uuid and m.conversation_id <> parts[2]::uuid);
end $$;
revoke all on function private.is_file_place(text) from public, anon, authenticated;
grant execute on function private.is_file_place(text) to authenticated, service_role;

drop policy if exists lofts_staff_read on storage.objects;
create policy lofts_staff_read on storage.objects for select to authenticated
  using (bucket_id = 'attachments'
    and (storage.foldername(name))[1] = any ((select private.buildings_with('messages.read'))::text[]));
drop policy if exists lofts_staff_write on storage.objects;
create policy lofts_staff_write on storage.objects for insert to authenticated
  with check (bucket_id = 'attachments'
    and (storage.foldername(name))[1] = any ((select private.buildings_with('messages.write'))::text[])
    and private.is_file_place(name));
drop policy if exists lofts_staff_remove on storage.objects;
create policy lofts_staff_remove on storage.objects for delete to authenticated
  using (bucket_id = 'attachments'
    and (storage.foldername(name))[1] = any ((select private.buildings_with('messages.write'))::text[])
    and exists (
      select from public.attachments a join public.messages m on m.id = a.message_id
      where a.id::text = storage.filename(objects.name) and a.building_id::text = (storage.foldername(objects.name))[1]
        and m.removed_at is not null));
drop policy if exists lofts_resident_read on storage.objects;
create policy lofts_resident_read on storage.objects for select to authenticated
  using (bucket_id = 'attachments'
    and array_to_string((storage.foldername(name))[1:2], '/') = any ((select private.my_places())::text[])
    -- Both tables have a name.
    and exists (
      select from public.attachments a join public.messages m on m.id = a.message_id
      where a.id::text = storage.filename(objects.name) and m.conversation_id::text = (storage.foldername(objects.name))[2]));
-- Files that the caller has stored within a day, in the places where they write: those that no message names count too. Two
-- that come at the same time are counted one after the other. Storage finds objects by their names, in this order of letters,
-- and by nothing else.
create or replace function private.files_of_a_day() returns bigint
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('files of ' || (select auth.uid()), 0));
  return (
    select count(*)
    from unnest(private.my_places()) as p (place)
    join storage.objects o on o.bucket_id = 'attachments'
      and o.name collate "C" > p.place || '/' and o.name collate "C" < p.place || '0'
    where o.owner_id = (select auth.uid())::text and o.created_at > now() - interval '1 day');
end $$;
revoke all on function private.files_of_a_day() from public, anon, authenticated;
grant execute on function private.files_of_a_day() to authenticated, service_role;
drop policy if exists lofts_resident_write on storage.objects;
create policy lofts_resident_write on storage.objects for insert to authenticated
  with check (bucket_id = 'attachments'
    and (select private.files_of_a_day()) < 100
    and array_to_string((storage.foldername(name))[1:2], '/') = any ((select private.my_places())::text[])
    and private.is_file_place(name));

create index if not exists messages_removed on public.messages (building_id) where removed_at is not null;

-- Files that still lie in Storage though their messages were taken back, any hundred of them: some that cannot be removed do not
-- keep the others waiting.
create or replace function public.files_to_remove(building uuid) returns json
language plpgsql stable security invoker set search_path = '' as $$
begin
  if not building = any (private.buildings_with('messages.write')) then
    raise exception 'not_staff' using errcode = '42501', hint = 'The caller does not write messages in this building.';
  end if;
  return (
    select coalesce(json_agg(f.name), '[]') from (
      select o.name from public.messages m
      join public.attachments a on a.message_id = m.id
      join storage.objects o on o.bucket_id = 'attachments' and o.name = building || '/' || m.conversation_id || '/' || a.id
      where m.building_id = building and m.removed_at is not null
      order by random() limit 100) f);
end $$;
revoke all on function public.files_to_remove(uuid) from public, anon, authenticated;
grant execute on function public.files_to_remove(uuid) to authenticated, service_role;
commit;
