-- Lofts Desk on Supabase, 26: what is known of a person.
--
-- Several telephones in the place of one: each as it was typed, in E.164 where it is a number, with what it is and whether it
-- takes SMS. How somebody would rather get their parcels, and what they need for it.

begin;

alter table public.residents
  add column if not exists phones jsonb not null default '[]'
    check (jsonb_typeof(phones) = 'array' and not phones @? 'strict $[*] ? (@.type() <> "object")'),
  add column if not exists collecting text check (collecting in ('desk', 'door', 'other_person')),
  add column if not exists access_need text not null default '';

do $$
begin
  if exists (select from pg_catalog.pg_attribute
    where attrelid = 'public.residents'::regclass and attname = 'phone' and not attisdropped) then
    update public.residents r set phones = (
      select jsonb_build_array(jsonb_build_object('typed', r.phone, 'extension', null, 'label', 'other', 'sms', false, 'e164', case
        when d.digits ~ '^[2-9]\d\d[2-9]\d{6}$' then '+1' || d.digits
        when d.digits ~ '^1[2-9]\d\d[2-9]\d{6}$' then '+' || d.digits
        when d.digits ~ '^\+1[2-9]\d\d[2-9]\d{6}$' then d.digits
      end)) from (select translate(r.phone, ' -().', '') as digits) d)
    where r.phone is not null;
    alter table public.residents drop column phone;
  end if;
end $$;

select private.limit_texts('[["residents", "phones", 4000], ["residents", "collecting", 20], ["residents", "access_need", 500]]');
grant insert (phones, collecting, access_need), update (phones, collecting, access_need) on public.residents to authenticated;

-- What the desk knows of a resident, without the staff's notes.
drop function if exists public.resident_self();
create function public.resident_self()
returns table (id uuid, building_id uuid, given_name text, family_name text, aliases jsonb, language text, email text, phones jsonb,
  channels jsonb, emergency_contact text, collecting text, access_need text, confirmed_on date)
language plpgsql stable security definer set search_path = '' as $$
declare
  me uuid[] := private.as_resident();
begin
  return query
    select r.id, r.building_id, r.given_name, r.family_name, r.aliases, r.language, r.email, r.phones, r.channels,
      r.emergency_contact, r.collecting, r.access_need, r.confirmed_on
    from public.residents r where r.id = any (me) and r.merged_into is null order by r.id;
end $$;
revoke all on function public.resident_self() from public, anon, authenticated;
grant execute on function public.resident_self() to authenticated, service_role;

update private.sync_schema set newest = 13 where newest < 13;
select private.refresh_sync();
commit;
