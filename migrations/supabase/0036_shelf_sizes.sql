-- Lofts Desk on Supabase, 36: what a shelf is for and how many parcels it holds.
--
-- An intake proposes a shelf that has room. Who may write the directory says it (file 2), with an event (file 21).

begin;

alter table public.shelves
  add column if not exists capacity integer check (capacity between 1 and 999),
  add column if not exists takes text not null default 'any' check (takes in ('any', 'small', 'large', 'cold'));
grant insert (capacity, takes), update (capacity, takes) on public.shelves to authenticated;

select private.limit_texts('[["shelves", "takes", 20]]');

update private.sync_schema set newest = 25 where newest < 25;
select private.refresh_sync();
commit;
