import { expect, it } from 'vitest'
import { stopLink } from './links.ts'
import { SECRETS, testDeps, testLetter } from './testDeps.ts'
import { unsubscribe } from './unsubscribe.ts'

const HOSTED = { SUPABASE_URL: 'https://abcdefgh.supabase.co' }
const OWN = { ...HOSTED, NOTICES_PUBLIC_URL: 'https://avis.lofts.example/functions/v1' }
const id = testLetter().letter

async function world(secrets: Record<string, string>) {
  const deps = testDeps({ ...SECRETS, ...secrets }, () => Response.json(null))
  const link = (await stopLink(deps.env, id))!
  const open = async (url: string, method = 'GET') => {
    // A function sees another address than the one outside.
    const inside = url.replace(/^https:\/\/[^?]+/, 'http://localhost:9999/unsubscribe')
    const response = await unsubscribe(new Request(inside, { method }), deps)
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() }
  }
  const ended = () => deps.calls.map(({ init }) => JSON.parse(init.body as string).event)
  return { link, open, ended }
}

// Bug: whoever opens the link sees the source of a page, without a button.
it('at an address that shows no HTML the page is text and names the address that confirms', async () => {
  const { link, open, ended } = await world(HOSTED)
  const { status, type, text } = await open(link)
  expect([status, type]).toEqual([200, 'text/plain; charset=utf-8'])
  expect(text).not.toMatch(/<[a-z!]/i)
  expect(text).toContain('Voulez-vous ne plus recevoir')
  expect(text).toContain('Do you want to stop')
  const confirm = text.match(/^https:\S+$/m)![0]
  expect(confirm).toBe(`${link}&sure=1`)
  expect(ended()).toEqual([])
  const done = await open(confirm)
  expect([done.status, done.type]).toEqual([200, 'text/plain; charset=utf-8'])
  expect(done.text).toContain('C’est fait')
  expect(ended()).toMatchObject([{ kind: 'opted_out', channel: 'email', letter: id }])
})

it('at an address of the building’s own it has a button', async () => {
  const { link, open, ended } = await world(OWN)
  expect(link).toMatch(/^https:\/\/avis\.lofts\.example\/functions\/v1\/unsubscribe\?/)
  const { type, text } = await open(link)
  expect(type).toBe('text/html; charset=utf-8')
  expect(text).toContain('<form method="post">')
  expect(ended()).toEqual([])
})

// Bug: a program that checks the links of a letter ends the letters of whom it protects.
it.each([HOSTED, OWN])('looking ends nothing, the mail program’s own request does: %j', async (secrets) => {
  const { link, open, ended } = await world(secrets)
  for (const [url, method] of [
    [link, 'GET'],
    [link, 'HEAD'],
    [`${link}&sure=1`, 'HEAD'],
    [`${link}&sure=0`, 'GET'],
  ] as const)
    expect((await open(url, method)).status).toBe(200)
  expect(ended()).toEqual([])
  expect((await open(link, 'POST')).status).toBe(200)
  expect(ended()).toHaveLength(1)
})

// Bug: whoever guesses ids of letters ends e-mail for others.
it.each([HOSTED, OWN])('a link that nobody here made ends nothing: %j', async (secrets) => {
  const { link, open, ended } = await world(secrets)
  const other = '0198c0de-0000-7000-8000-000000000002'
  for (const forged of [link.replace(id, other), link.replace(/proof=...../, 'proof=AAAAA'), link.split('&')[0]!])
    for (const method of ['GET', 'POST']) {
      const { status, text } = await open(`${forged}&sure=1`, method)
      expect(status).toBe(404)
      expect(text).toContain('Demandez à l’accueil')
    }
  expect(ended()).toEqual([])
  const bare = await world({ ...secrets, NOTICES_LINK_SECRET: 'another secret' })
  expect((await bare.open(`${link}&sure=1`)).status).toBe(404)
})
