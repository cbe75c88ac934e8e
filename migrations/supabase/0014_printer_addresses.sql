-- Lofts Desk on Supabase, 14: the right to send labels to a printer outside of the building's own network. The desk asks for it
-- itself; it stands here because the table of rights is one.

begin;

insert into private.role_permissions (role, permission)
values ('admin', 'settings.anywhere')
on conflict do nothing;

commit;
