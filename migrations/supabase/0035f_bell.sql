-- Lofts Desk on Supabase, 35f: the bell. A timetable of the project rings the sender every ten seconds while something is due.
--
-- It needs the extensions pg_cron and pg_net and the Vault; where one is missing this file does nothing, and may be run again when it
-- is there. Two secrets in the Vault say where the sender is and how it knows the bell:
--   select vault.create_secret('https://<project>.supabase.co/functions/v1/send-notices', 'notices_sender_url');
--   select vault.create_secret('<a secret key of the project>', 'notices_sender_key');
-- A bell carries nothing: one that is lost or doubled does no harm, and desks ring too.

begin;

-- Whether a sender would find something: what the next claim could hand out or has to decide.
create or replace function private.is_anything_due() returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.notices n where n.state = 'waiting' and n.deleted_at is null
      and n.send_after <= private.arrived() + interval '10 seconds'
      and not exists (select from public.notice_deliveries d where d.notice_id = n.id))
    or exists (select from public.notice_deliveries d where d.state = 'leaving' and d.letter_id is null
      and d.leaves_at <= private.arrived() + interval '10 seconds')
    or exists (select from private.letters l join public.buildings b on b.id = l.building_id where l.state = 'waiting'
      and private.next_try(l, b, private.arrived()) <= private.arrived() + interval '10 seconds')
    -- Reminders are looked for once in ten minutes.
    or exists (select from public.buildings b left join private.reminder_rounds r on r.building_id = b.id
      where b.deleted_at is null and (r.at is null or r.at <= private.arrived() - interval '10 minutes'))
$$;

-- Rings. The statement is made when it runs: without the extensions nothing of it is known here.
create or replace function private.ring_sender() returns void
language plpgsql security definer set search_path = '' as $$
declare
  url text;
  key text;
begin
  if not private.is_anything_due() then return; end if;
  execute $q$ select max(decrypted_secret) filter (where name = 'notices_sender_url'),
    max(decrypted_secret) filter (where name = 'notices_sender_key') from vault.decrypted_secrets $q$ into url, key;
  if url is null or key is null then return; end if;
  execute $q$ select net.http_post(url := $1, body := '{}'::jsonb, timeout_milliseconds := 5000,
    headers := jsonb_build_object('content-type', 'application/json', 'apikey', $2)) $q$ using url, key;
end $$;

revoke all on function private.is_anything_due(), private.ring_sender() from public, anon, authenticated;
grant execute on function private.is_anything_due(), private.ring_sender() to service_role;

do $$
begin
  if to_regnamespace('cron') is null or to_regnamespace('net') is null or to_regnamespace('vault') is null then
    raise notice 'no bell: pg_cron, pg_net or the Vault is missing; desks ring';
    return;
  end if;
  execute $q$ select cron.schedule('lofts-notices', '10 seconds', 'select private.ring_sender()') $q$;
  -- What the timetable writes down of itself grows for ever.
  execute $q$ select cron.schedule('lofts-notices-log', '17 3 * * *',
    $c$ delete from cron.job_run_details where end_time < now() - interval '3 days' $c$) $q$;
end $$;
commit;
