-- Lofts Desk on Supabase, 8: where the files of messages lie.
--
-- Bucket 'attachments', private; a file is <building>/<conversation>/<id of its row in public.attachments>. It is stored
-- before its message, so writing asks only for a place in the conversation. Reading it as a resident asks for the row, and so
-- for the message: the file of an internal note, or of a message that was taken back, is not theirs. Nothing is overwritten.

begin;

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('attachments', 'attachments', false, 10485760, array['image/jpeg', 'image/png', 'image/webp', 'application/pdf'])
on conflict (id) do nothing;

drop policy if exists lofts_staff_read on storage.objects;
create policy lofts_staff_read on storage.objects for select to authenticated
  using (bucket_id = 'attachments'
    and (storage.foldername(name))[1] = any ((select private.buildings_with('messages.read'))::text[]));
drop policy if exists lofts_staff_write on storage.objects;
create policy lofts_staff_write on storage.objects for insert to authenticated
  with check (bucket_id = 'attachments'
    and (storage.foldername(name))[1] = any ((select private.buildings_with('messages.write'))::text[]));
drop policy if exists lofts_resident_read on storage.objects;
create policy lofts_resident_read on storage.objects for select to authenticated
  using (bucket_id = 'attachments'
    and (storage.foldername(name))[2] = any ((select private.my_conversations())::text[])
    -- Both tables have a name.
    and exists (select from public.attachments a where a.id::text = storage.filename(objects.name)));
drop policy if exists lofts_resident_write on storage.objects;
create policy lofts_resident_write on storage.objects for insert to authenticated
  with check (bucket_id = 'attachments'
    and exists (
      select from public.conversations c
      where c.id = any ((select private.my_conversations())::uuid[])
        and c.building_id::text = (storage.foldername(objects.name))[1] and c.id::text = (storage.foldername(objects.name))[2]));
commit;
