import { createClient } from '@supabase/supabase-js'
import { uuidv7 } from 'uuidv7'
import { portalMessaging } from '../../../../src/portal/messaging/client.ts'

/** A resident on the server that the address names, with the rights of the token in it. */
export async function openPortal(asked: URLSearchParams) {
  const given = (name: string): string => asked.get(name) ?? ''
  const supabase = createClient(given('hub'), given('key'), { accessToken: () => Promise.resolve(given('token')) })
  const { client } = await portalMessaging({
    supabase,
    resident: { id: given('resident'), name: given('name') },
    storage: {
      get: (key) => localStorage.getItem(key),
      set: (key, value) => (value === null ? localStorage.removeItem(key) : localStorage.setItem(key, value)),
    },
    newId: uuidv7,
    now: () => new Date(),
    chance: Math.random,
    later(ms, run) {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    renew: () => Promise.resolve(),
  })
  return { client, newId: uuidv7 }
}
