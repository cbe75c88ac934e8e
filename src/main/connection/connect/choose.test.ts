import { expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { openTestDesk, textInMemory } from '../../../../tests/support/testDesk.ts'

const id = (last: number) => `01900000-0000-7000-8000-00000000000${last}`
const BUILDING = id(1)
const DESK = id(2)
const ACCOUNTS = [
  { email: 'a@example.com', token: 'token-a', staff: id(3), name: 'Ana' },
  { email: 'b@example.com', token: 'token-b', staff: id(4), name: 'Bo' },
]

/** A project with two managers; `hold` keeps its next answer about desks back until the test lets it go. */
function project() {
  let gate: Promise<void> | null = null
  let asked: () => void = () => undefined
  const answer = async (url: string, init: RequestInit): Promise<Response> => {
    if (url.includes('/token')) {
      const { email } = JSON.parse(init.body as string) as { email: string }
      const account = ACCOUNTS.find((one) => one.email === email)!
      const user = { id: account.staff, email }
      return Response.json({ access_token: account.token, refresh_token: account.token, expires_in: 3600, user })
    }
    const authorization = new Headers(init.headers).get('authorization')
    const account = ACCOUNTS.find(({ token }) => authorization === `Bearer ${token}`)!
    if (url.includes('claim_invitations')) return Response.json({})
    if (url.includes('whoami')) {
      const place = { building_id: BUILDING, building: 'Lofts', role: 'manager', active: true }
      return Response.json({
        user_id: account.staff,
        staff: [{ ...place, id: account.staff, display_name: account.name }],
      })
    }
    if (!url.includes('/desks')) throw new TypeError('no more than this in this test')
    const held = gate
    gate = null
    asked()
    await held
    return Response.json([{ id: DESK, name: 'Lobby', letter: 'A' }])
  }
  return {
    fetch: ((input: string | URL | Request, init?: RequestInit) =>
      answer(input instanceof Request ? input.url : String(input), init ?? {})) as typeof fetch,
    hold() {
      const open = Promise.withResolvers<void>()
      const reached = new Promise<void>((resolve) => (asked = resolve))
      gate = open.promise
      return { reached, letGo: open.resolve }
    },
  }
}

// Bug: whoever looked at the project while a choice was on its way lent it their tokens: the desk worked in one name, and
// sent under the account of the other.
it('a choice keeps the account that made it, whoever looks at the project meanwhile', async () => {
  const server = project()
  const sessionFile = textInMemory()
  const desk = await openTestDesk({
    connection: {
      network: { fetch: server.fetch, webSocket: () => Promise.resolve(WebSocket as never) },
      vault: { seal: (secret) => secret, open: (sealed) => sealed },
      connectionFile: textInMemory(),
      sessionFile,
      monotonic: () => performance.now(),
      chance: () => 0.5,
    },
  })
  onTestFinished(() => desk.close())
  const look = (email: string) =>
    desk.ask('account.look', { url: 'https://project.example', key: 'sb_publishable_x', email, password: 'secret12' })
  await look(ACCOUNTS[0]!.email)
  const { reached, letGo } = server.hold()
  const chosen = desk.ask('account.connect', { choice: 'replace', buildingId: BUILDING, desk: { id: DESK } })
  await reached
  await look(ACCOUNTS[1]!.email)
  letGo()
  await chosen
  expect(JSON.parse(sessionFile.read()!)).toMatchObject({ access: ACCOUNTS[0]!.token })
})
