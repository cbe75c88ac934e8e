import type { RealtimeChannel, SupabaseClient } from '@supabase/supabase-js'
import type { Hub } from '../../../dev/hub/hub.ts'
import { person } from './hub.ts'

/** Rooms with members, and things whose changes are told in one of them. */
export const ROOMS = `
create table public.rooms (topic text, member uuid, may_send boolean default true, primary key (topic, member));
alter table public.rooms enable row level security;
create policy own on public.rooms for select to authenticated using (member = (select auth.uid()));
grant select on public.rooms to authenticated;
create policy listen on realtime.messages for select to authenticated using (
  exists (select from public.rooms r where r.topic = realtime.topic() and r.member = (select auth.uid()))
);
create policy speak on realtime.messages for insert to authenticated with check (
  exists (select from public.rooms r where r.topic = realtime.topic() and r.member = (select auth.uid()) and r.may_send)
);
create table public.things (id int primary key, name text);
create function public.tell() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform realtime.send(jsonb_build_object('upto', new.id), 'changed', 'desk:1', true);
  return null;
end $$;
create trigger tell after insert on public.things for each row execute function public.tell();
create function public.report() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform realtime.broadcast_changes('desk:1', tg_op, tg_op, tg_table_name, tg_table_schema, new, old);
  return null;
end $$;
create trigger report after update on public.things for each row execute function public.report();
grant all on public.things to service_role;
`

/** How the joining of a channel ended. */
export const subscribed = async (channel: RealtimeChannel): Promise<{ status: string; error: string | undefined }> =>
  await new Promise((done) => {
    channel.subscribe((status, error) => done({ status, error: error?.message }))
  })

/** Who is in a room, and what they hear. */
export function rooms(hub: () => Hub) {
  const member = async (topic: string, maySend = true): Promise<Awaited<ReturnType<typeof person>>> => {
    const one = await person(hub(), { realtime: { timeout: 1500 } })
    await hub().admin.query('insert into public.rooms values ($1, $2, $3)', [topic, one.id, maySend])
    await one.client.realtime.setAuth()
    return one
  }
  const hear = (channel: RealtimeChannel, event: string): Record<string, unknown>[] => {
    const heard: Record<string, unknown>[] = []
    channel.on('broadcast', { event }, (message) => void heard.push(message))
    return heard
  }
  const drop = (one: { client: SupabaseClient } | SupabaseClient): Promise<unknown> =>
    ('client' in one ? one.client : one).removeAllChannels()
  return { member, hear, drop }
}
