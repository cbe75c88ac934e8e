-- Lofts Desk on Supabase, 30: what is decided for the whole building.
--
-- One column for each setting, so that two desks that change two of them do not meet. The bounds are those of
-- src/shared/settings/list.ts. A manager or an administrator changes them (building.write, file 2), with an event (file 21).

begin;

alter table public.buildings
  add column if not exists country text not null default 'CA' check (country ~ '^[A-Z]{2}$'),
  add column if not exists notice_grace_minutes integer not null default 1 check (notice_grace_minutes between 0 and 240),
  add column if not exists quiet_hours text not null default ''
    check (quiet_hours ~ '^(([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9])?$'
      and (quiet_hours = '' or left(quiet_hours, 5) <> right(quiet_hours, 5))),
  add column if not exists reminder_days jsonb not null default '[3, 7]'
    check (jsonb_typeof(reminder_days) = 'array'
      and not reminder_days @? 'strict $[*] ? (@.type() <> "number" || @ < 1 || @ > 90 || @.floor() <> @)'
      and not reminder_days @? '$[5]'),
  add column if not exists keep_signatures_days integer not null default 30 check (keep_signatures_days between 1 and 730),
  add column if not exists keep_notices_days integer not null default 90 check (keep_notices_days between 1 and 730),
  add column if not exists keep_parcels_months integer not null default 12 check (keep_parcels_months between 1 and 84),
  add column if not exists keep_messages_months integer not null default 24 check (keep_messages_months between 1 and 84),
  add column if not exists keep_audit_months integer not null default 36 check (keep_audit_months between 12 and 120);
select private.limit_texts('[["buildings", "country", 2], ["buildings", "quiet_hours", 11], ["buildings", "reminder_days", 100]]');
grant update (country, notice_grace_minutes, quiet_hours, reminder_days, keep_signatures_days, keep_notices_days,
  keep_parcels_months, keep_messages_months, keep_audit_months) on public.buildings to authenticated;

-- Numbers of parcels begin with a desk's letter.
alter table public.desks drop constraint if exists desks_letter_form,
  add constraint desks_letter_form check (letter ~ '^[A-Z]{1,2}$');

update private.sync_schema set newest = 18 where newest < 18;
select private.refresh_sync();
commit;
