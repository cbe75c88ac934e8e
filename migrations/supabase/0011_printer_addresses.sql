-- Lofts Desk on Supabase: the right to send labels to a printer outside of the building's own network. The desk asks for it
-- itself; it stands here because the table of rights is one. Can be run again without harm.
begin;

insert into private.role_permissions (role, permission)
values ('admin', 'settings.anywhere')
on conflict do nothing;

commit;
