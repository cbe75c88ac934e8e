-- What the sender asks of the database, in its agreed form: letters that a test puts in, leases, tokens and events. Who is
-- told what, when and in which bundle is none of the sender's business and not in here.
create schema if not exists private;
create table private.letters (
  id uuid primary key default gen_random_uuid(),
  due timestamptz not null default clock_timestamp(),
  body jsonb not null,
  state text not null default 'waiting',
  lease_until timestamptz,
  claim_token uuid,
  attempts int not null default 0,
  outcome jsonb,
  marked_at timestamptz
);
create table private.provider_events (
  provider text not null,
  event_id text not null,
  event jsonb not null,
  primary key (provider, event_id)
);

create function public.claim_letters(most int, lease_seconds int) returns setof jsonb
language sql security definer set search_path = '' as $$
  update private.letters l
  set lease_until = clock_timestamp() + make_interval(secs => lease_seconds),
      claim_token = gen_random_uuid(), attempts = attempts + 1
  from (
    select id from private.letters
    where state = 'waiting' and due <= clock_timestamp() and coalesce(lease_until, '-infinity') <= clock_timestamp()
    order by due, id for update skip locked limit most
  ) mine
  where l.id = mine.id
  returning l.body || jsonb_build_object('letter', l.id, 'token', l.claim_token, 'attempt', l.attempts)
$$;

create function public.mark_letter(letter uuid, token uuid, outcome jsonb) returns boolean
language sql security definer set search_path = '' as $$
  with marked as (
    update private.letters l
    set outcome = mark_letter.outcome, marked_at = clock_timestamp(), claim_token = null, lease_until = null,
        state = case mark_letter.outcome ->> 'kind' when 'retry' then 'waiting' else mark_letter.outcome ->> 'kind' end,
        due = case mark_letter.outcome ->> 'kind'
          when 'retry' then clock_timestamp() + make_interval(secs => (mark_letter.outcome ->> 'after_seconds')::int)
          else due end
    where l.id = mark_letter.letter and l.claim_token = mark_letter.token
    returning 1)
  select exists (select from marked)
$$;

create function public.provider_event(provider text, event_id text, event jsonb) returns void
language sql security definer set search_path = '' as $$
  insert into private.provider_events values (provider, event_id, event) on conflict do nothing
$$;

create function public.notices_health() returns jsonb
language sql security definer set search_path = '' as $$
  select jsonb_build_object('nextDue', min(greatest(due, coalesce(lease_until, due))))
  from private.letters where state = 'waiting'
$$;

revoke execute on all functions in schema public from public, anon, authenticated;
grant execute on all functions in schema public to service_role;
