-- Lofts Desk on Supabase, 31a: people whom a building no longer keeps.
--
-- An erasure is a row that names an entry of the directory and no one. The server carries it out at once, and again on whatever a
-- desk that did not know of it writes later: private.keep_erased says by table what is left, the same as
-- src/main/store/sync/erasing/rows.ts. Events and counts stay. privacy.erase: manager, admin.

begin;

create table if not exists public.erasures (
  id uuid primary key,
  building_id uuid not null references public.buildings (id),
  act_id uuid not null,
  resident_id uuid not null,
  -- Nobody's name stands here.
  shown_as text not null check (shown_as in ('Personne effacée', 'Erased person')),
  -- Rows of others that named the person, by their ids.
  also jsonb not null default '[]' check (jsonb_typeof(also) = 'array' and not also @? 'strict $[*] ? (@.type() <> "string")'),
  actor_id uuid not null,
  desk_id uuid not null,
  at timestamptz(3) not null,
  proved_by text check (proved_by in ('session', 'pin', 'badge', 'click')),
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now(),
  deleted_at timestamptz(3),
  change_seq bigint not null,
  constraint erasures_kept check (deleted_at is null),
  foreign key (resident_id, building_id) references public.residents (id, building_id),
  foreign key (actor_id, building_id) references public.staff (id, building_id),
  foreign key (desk_id, building_id) references public.desks (id, building_id)
);
alter table public.erasures enable row level security;
create index if not exists erasures_resident on public.erasures (resident_id, building_id);
create index if not exists erasures_actor on public.erasures (actor_id, building_id);
create index if not exists erasures_desk on public.erasures (desk_id, building_id);
create unique index if not exists erasures_changes on public.erasures (building_id, change_seq);

insert into private.sync_tables (name, position, read_permission) values ('erasures', 23, 'residents.read')
on conflict (name) do nothing;
select private.limit_texts('[["erasures", "shown_as", 40], ["erasures", "also", 20000], ["erasures", "proved_by", 20]]');
select private.bound_times();
insert into private.role_permissions (role, permission) values ('manager', 'privacy.erase'), ('admin', 'privacy.erase')
on conflict do nothing;

revoke all on public.erasures from public, anon;
grant all on public.erasures to service_role;
grant select, insert (id, building_id, created_at, act_id, resident_id, shown_as, also, actor_id, desk_id, at, proved_by)
  on public.erasures to authenticated;
drop policy if exists staff_read on public.erasures;
create policy staff_read on public.erasures for select to authenticated
  using (building_id = any ((select private.buildings_with('residents.read'))::uuid[]));
drop policy if exists staff_insert on public.erasures;
create policy staff_insert on public.erasures for insert to authenticated
  with check (building_id = any ((select private.writes('privacy.erase'))::uuid[]) and private.signs(building_id, actor_id));

-- Whose -----------------------------------------------------------------------------------------------------------------------

create or replace function private.is_erased(resident uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.erasures e where e.resident_id = resident)
$$;

-- A conversation in which nobody takes part any more but the staff.
create or replace function private.is_erased_conversation(conversation uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(bool_and(private.is_erased(p.resident_id)), false)
  from public.conversation_participants p where p.conversation_id = conversation and p.resident_id is not null
$$;

create or replace function private.is_erased_parcel(building uuid, package uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.packages p where p.id = package and private.is_erased(p.resident_id))
    or exists (select from public.erasures e where e.building_id = building and e.also ? package::text)
$$;

-- An event of another's row that told the person's name.
create or replace function private.is_named(building uuid, row_id uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.erasures e where e.building_id = building and e.also ? is_named.row_id::text)
$$;

-- Whether what an event of the directory tells is about somebody erased.
create or replace function private.is_of_erased(table_name text, row_id uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select case table_name
    when 'residents' then private.is_erased(row_id)
    when 'occupancies' then exists (select from public.occupancies o where o.id = row_id and private.is_erased(o.resident_id))
    when 'authorisations' then exists (select from public.authorisations a where a.id = row_id
      and (private.is_erased(a.resident_id) or exists (select from public.erasures e where e.building_id = a.building_id and e.also ? a.id::text)))
    when 'absences' then exists (select from public.absences a where a.id = row_id and private.is_erased(a.resident_id))
    when 'belongings' then exists (select from public.belongings x where x.id = row_id and private.is_erased(x.resident_id))
    when 'conversations' then private.is_erased_conversation(row_id)
    else false end
$$;

-- What is left ------------------------------------------------------------------------------------------------------------------

-- An event's details without what people wrote: ids and the program's own words stay (src/shared/privacy/erasing.ts).
create or replace function private.erased_detail(detail jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select coalesce(jsonb_object_agg(d.key, case
    when jsonb_typeof(d.value) <> 'string' or d.key in ('fields', 'fromUnit', 'toUnit', 'fromShelf', 'toShelf', 'fromShelfId', 'undid', 'redoes',
      'again', 'reprint') or d.value #>> '{}' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then d.value
    else '"—"' end), '{}')
  from jsonb_each(detail) d
$$;

create or replace function private.keep_erased() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  gone public.erasures;
  r jsonb := to_jsonb(new);
  person uuid;
begin
  if not exists (select from public.erasures e where e.building_id = new.building_id) then return new; end if;
  if tg_table_name in ('residents', 'occupancies', 'authorisations', 'absences', 'belongings') then
    person := case when tg_table_name = 'residents' then new.id else (r ->> 'resident_id')::uuid end;
    select * into gone from public.erasures e
    where e.building_id = new.building_id and (e.resident_id = person or tg_table_name = 'authorisations' and e.also ? new.id::text) limit 1;
    if not found then return new; end if;
    new.deleted_at := coalesce(new.deleted_at, gone.at);
    if tg_table_name = 'residents' then
      return jsonb_populate_record(new, jsonb_build_object('given_name', '', 'family_name', gone.shown_as, 'aliases', '[]'::jsonb,
        'email', null, 'phones', '[]'::jsonb, 'channels', '[]'::jsonb, 'emergency_contact', null, 'notes', '', 'confirmed_on', null,
        'source_id', null, 'collecting', null, 'access_need', '', 'distinct_from', '[]'::jsonb,
        'notice_choices', '{}'::jsonb));
    elsif tg_table_name = 'occupancies' then new.share := null;
    elsif tg_table_name = 'absences' then new.note := '';
    elsif tg_table_name = 'belongings' then
      new.name := gone.shown_as;
      new.place := '';
      new.note := '';
    else
      new.name := gone.shown_as;
      new.note := '';
    end if;
    return new;
  end if;
  case tg_table_name
    when 'packages' then
      if private.is_erased(new.resident_id) or private.is_erased_parcel(new.building_id, new.id) then
        new.note := '';
        new.written_name := null;
        new.raw_barcode := null;
      end if;
    when 'package_events' then
      if private.is_erased_parcel(new.building_id, new.package_id) or private.is_named(new.building_id, new.id) then new.detail := private.erased_detail(new.detail); end if;
    when 'notices' then
      if private.is_erased_parcel(new.building_id, new.package_id) then new.error := null; end if;
    when 'handovers' then
      select * into gone from public.erasures e
      where e.building_id = new.building_id and (e.resident_id = new.resident_id or e.also ?| array[new.id, new.package_id]::text[]
        or e.resident_id = (select p.resident_id from public.packages p where p.id = new.package_id)) limit 1;
      if found then
        new.collected_by := gone.shown_as;
        -- A stroke of no length: that it was signed is still said.
        if new.signature is not null then new.signature := 'M0 0'; end if;
      end if;
    when 'conversations' then
      if private.is_erased_conversation(new.id) then new.subject := ''; end if;
    when 'messages' then
      if private.is_erased(new.author_resident_id)
        or new.announcement_id is null and private.is_erased_conversation(new.conversation_id) then
        new.body := '';
        new.removed_at := coalesce(new.removed_at, new.received_at);
      end if;
    when 'attachments' then
      if exists (select from public.messages m where m.id = new.message_id
        and (private.is_erased(m.author_resident_id) or m.announcement_id is null and private.is_erased_conversation(m.conversation_id))) then
        new.name := '—.' || case new.type when 'image/jpeg' then 'jpg' when 'image/png' then 'png' when 'image/webp' then 'webp' else 'pdf' end;
      end if;
    when 'directory_events' then
      if private.is_of_erased(new.table_name, new.row_id) or private.is_named(new.building_id, new.id) then
        new.before := '{}';
        new.after := '{}';
        new.reason := null;
      end if;
  end case;
  return new;
end $$;

do $$
declare
  t text;
begin
  foreach t in array array['residents', 'occupancies', 'authorisations', 'absences', 'belongings', 'packages', 'package_events', 'notices', 'handovers',
    'conversations', 'messages', 'attachments', 'directory_events'] loop
    -- After the guards, before the clock.
    execute format('create or replace trigger y_erased before insert or update on public.%I for each row execute function private.keep_erased()', t);
  end loop;
end $$;

revoke all on function private.is_erased(uuid), private.is_erased_conversation(uuid), private.is_erased_parcel(uuid, uuid),
  private.is_named(uuid, uuid), private.is_of_erased(text, uuid), private.erased_detail(jsonb), private.keep_erased()
from public, anon, authenticated;
grant execute on function private.is_erased(uuid), private.is_erased_conversation(uuid), private.is_erased_parcel(uuid, uuid),
  private.is_named(uuid, uuid), private.is_of_erased(text, uuid), private.erased_detail(jsonb), private.keep_erased()
to service_role;
commit;
