-- Lofts Desk on Supabase, 31b: an erasure is checked and carried out.
--
-- What an erasure reaches beside the person's own rows it names itself: rows of others in which the person's full name stands. An
-- administrator may name any; a manager those alone that do tell the name, so that nobody empties a stranger's record by erasing
-- somebody else.
--
-- A desk erases nobody for whom a parcel waits. The server does not refuse it: another desk may have registered the parcel meanwhile,
-- and the same two acts would come to something else in each order, with names back at a desk that has erased them. The parcel stays
-- and waits, without the person, whichever came first.

begin;

-- What is told --------------------------------------------------------------------------------------------------------------------

-- A text as names are compared (src/shared/text/fold.ts): no accents, no case, no punctuation, one space between words.
create or replace function private.folded(said text) returns text
language sql immutable set search_path = '' as $$
  select trim(regexp_replace(
    replace(replace(replace(replace(translate(
      lower(regexp_replace(normalize(said, NFD), U&'[\0300-\036F\0591-\05C7\064B-\065F\0670]', '', 'g')),
      'øłđðıØŁĐÐ', 'olddioldd'), 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'),
    U&'[\0001-\002F\003A-\0040\005B-\0060\007B-\00BF\2000-\206F]+', ' ', 'g'))
$$;

-- The full names that the entries of one person have or had, as they are compared.
create or replace function private.names_of(resident uuid) returns text[]
language sql stable security definer set search_path = '' as $$
  with entries as (
    select r.id, r.building_id, coalesce(r.merged_into, r.id) as person, r.given_name, r.family_name
    from public.residents r
    where coalesce(r.merged_into, r.id) = (select coalesce(o.merged_into, o.id) from public.residents o where o.id = resident)
  ), told as (
    select e.given_name, e.family_name from entries e
    union select d.before ->> 'given_name', d.before ->> 'family_name'
    from entries e join public.directory_events d on d.row_id = e.id and d.building_id = e.building_id and d.table_name = 'residents'
  ), given as (select distinct private.folded(t.given_name) as name from told t),
  family as (select distinct private.folded(t.family_name) as name from told t where t.family_name not in ('Personne effacée', 'Erased person'))
  select coalesce(array_agg(n.name), '{}')
  from given g, family f, lateral (values (g.name || ' ' || f.name), (f.name || ' ' || g.name)) n (name)
  where g.name <> '' and f.name <> ''
$$;

-- Whether every row of this id tells one of these names. An id that no row has names nobody.
create or replace function private.tells_name(building uuid, row_id uuid, names text[]) returns boolean
language sql stable security definer set search_path = '' as $$
  with texts as (
    select concat_ws(' / ', p.written_name, (select string_agg(e.detail::text, ' / ') from public.package_events e where e.package_id = p.id)) as said
    from public.packages p where p.id = tells_name.row_id and p.building_id = building
    union all
    select concat_ws(' / ', a.name, (select string_agg(concat_ws(' / ', e.before, e.after), ' / ') from public.directory_events e where e.row_id = a.id))
    from public.authorisations a where a.id = tells_name.row_id and a.building_id = building
    union all
    select h.collected_by from public.handovers h where h.id = tells_name.row_id and h.building_id = building
    union all
    select e.detail::text from public.package_events e where e.id = tells_name.row_id and e.building_id = building
    union all
    select case when e.table_name = 'authorisations' then concat_ws(' / ', e.before, e.after) end
    from public.directory_events e where e.id = tells_name.row_id and e.building_id = building
    union all
    -- The events of any other row would be emptied with it.
    select null from public.directory_events e
    where e.row_id = tells_name.row_id and e.building_id = building and e.table_name not in ('authorisations', 'packages')
  )
  select coalesce(bool_and(exists (
    select from unnest(names) n (name) where position(' ' || n.name || ' ' in ' ' || private.folded(coalesce(t.said, '')) || ' ') > 0)), true)
  from texts t
$$;

create or replace function private.guard_others() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  kept text[] := string_to_array(current_setting('lofts.erased_names', true), '|');
  names text[] := private.names_of(new.resident_id);
begin
  if (select auth.uid()) is null or private.brings_in(new.building_id) then return new; end if;
  -- The entries of one person are erased in one act, row by row: their names are known until its end.
  if kept[1] = new.act_id::text then names := names || kept[2:]; end if;
  perform set_config('lofts.erased_names', array_to_string(new.act_id::text || names, '|'), true);
  if not new.building_id = any (private.writes('staff.write')) and exists (
    select from jsonb_array_elements_text(new.also) a (id) where not private.tells_name(new.building_id, a.id::uuid, names)) then
    raise exception 'an erasure names a row that does not tell the name' using errcode = '42501', table = 'erasures', column = 'also',
      hint = 'An administrator may send it.';
  end if;
  return new;
end $$;
create or replace trigger guard_others before insert on public.erasures
  for each row execute function private.guard_others();

-- Carried out -------------------------------------------------------------------------------------------------------------------

-- The rows that a kept answer tells of, and what they belong to, by their ids.
create or replace function private.rows_told(result jsonb) returns text[]
language sql immutable set search_path = '' as $$
  select array(
    select v #>> '{}' from jsonb_path_query(result, '$.rows[*].row.id') v
    union select v #>> '{}' from jsonb_path_query(result, '$.rows[*].row.resident_id') v
    union select v #>> '{}' from jsonb_path_query(result, '$.rows[*].row.package_id') v
    union select v #>> '{}' from jsonb_path_query(result, '$.rows[*].row.row_id') v)
$$;
create index if not exists sync_transactions_rows on private.sync_transactions using gin (private.rows_told(result));

-- Touches each row that the erasure is about: keep_erased does the rest, and the clock tells the desks.
create or replace function private.carry_out_erasure() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  b uuid := new.building_id;
  who uuid := new.resident_id;
  others uuid[] := array(select a::uuid from jsonb_array_elements_text(new.also) a);
  parcels uuid[];
  talks uuid[];
  own uuid[];
  gone uuid[];
begin
  -- Append-only tables let an erasure pass, and nothing else.
  perform set_config('lofts.erasing', '1', true);
  parcels := array(select p.id from public.packages p where p.building_id = b and (p.resident_id = who or p.id = any (others)));
  talks := array(select p.conversation_id from public.conversation_participants p where p.building_id = b and p.resident_id = who);
  update public.residents r set notes = r.notes where r.id = who and r.building_id = b;
  update public.occupancies o set share = o.share where o.resident_id = who and o.building_id = b;
  update public.authorisations a set note = a.note where a.building_id = b and (a.resident_id = who or a.id = any (others));
  update public.absences a set note = a.note where a.resident_id = who and a.building_id = b;
  update public.belongings x set note = x.note where x.resident_id = who and x.building_id = b;
  update public.packages p set note = p.note where p.id = any (parcels);
  update public.package_events e set detail = e.detail where e.building_id = b and (e.package_id = any (parcels) or e.id = any (others));
  update public.notices n set error = n.error where n.package_id = any (parcels);
  update public.handovers h set signature = h.signature
    where h.building_id = b and (h.package_id = any (parcels) or h.resident_id = who or h.id = any (others));
  update public.conversations c set subject = c.subject where c.id = any (talks) and private.is_erased_conversation(c.id);
  update public.messages m set body = m.body
    where m.conversation_id = any (talks) and (m.author_resident_id = who or private.is_erased_conversation(m.conversation_id));
  update public.attachments a set name = a.name
    from public.messages m where m.id = a.message_id and m.conversation_id = any (talks) and m.removed_at is not null;
  own := array(select o.id from public.occupancies o where o.resident_id = who
    union all select a.id from public.authorisations a where a.resident_id = who
    union all select a.id from public.absences a where a.resident_id = who
    union all select x.id from public.belongings x where x.resident_id = who);
  update public.directory_events e set before = e.before
    where e.building_id = b and (e.row_id = any (own || talks || others || who) or e.id = any (others));
  perform set_config('lofts.erasing', '', true);
  -- On the server alone: who was expected, whose account it was, and answers that are kept for repeats of old acts.
  delete from private.invitations i where i.resident_id = who and i.building_id = b;
  delete from public.resident_accounts a where a.resident_id = who and a.building_id = b;
  gone := parcels || who || others || talks || array(select m.id from public.messages m where m.conversation_id = any (talks));
  update private.sync_transactions t set result = jsonb_set(t.result, '{rows}', '[]')
    where t.building_id = b and private.rows_told(t.result) && gone::text[];
  return null;
end $$;
create or replace trigger carry_out after insert on public.erasures
  for each row execute function private.carry_out_erasure();
create or replace trigger guard_told before insert on public.erasures
  for each row execute function private.guard_told();
create or replace trigger zz_tick before insert or update on public.erasures
  for each row execute function private.tick();
create or replace trigger append_only before update or delete on public.erasures
  for each row execute function private.refuse_change();
create or replace trigger sender after insert on public.erasures for each row execute function private.note_sender();


revoke all on function private.folded(text), private.names_of(uuid), private.tells_name(uuid, uuid, text[]), private.guard_others(),
  private.rows_told(jsonb), private.carry_out_erasure()
from public, anon, authenticated;
grant execute on function private.folded(text), private.names_of(uuid), private.tells_name(uuid, uuid, text[]), private.guard_others(),
  private.rows_told(jsonb), private.carry_out_erasure()
to service_role;

update private.sync_schema set newest = 19 where newest < 19;
select private.refresh_sync();
commit;
