-- Lofts Desk on Supabase, 25: what a unit is, who is told of what comes for it, what the desk has to know of it; and of a home
-- whether it is told where a unit's notices go to named ones, and the share of an owner.
begin;

alter table public.units
  add column if not exists kind text not null default 'residential' check (kind in ('residential', 'commercial', 'parking', 'locker')),
  add column if not exists notice_rule text not null default 'all' check (notice_rule in ('all', 'named')),
  add column if not exists note text not null default '';
alter table public.occupancies
  add column if not exists notified boolean not null default false,
  add column if not exists share text;
grant insert (kind, notice_rule, note), update (kind, notice_rule, note) on public.units to authenticated;
grant insert (notified, share), update (notified, share) on public.occupancies to authenticated;
select private.limit_texts('[["units", "kind", 20], ["units", "notice_rule", 20], ["units", "note", 1000], ["occupancies", "share", 40]]');

update private.sync_schema set newest = 12 where newest < 12;
select private.refresh_sync();

commit;
