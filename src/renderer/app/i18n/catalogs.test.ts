import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

interface Entry {
  id: string
  said: string
}

const unquote = (lines: string): string =>
  Array.from(lines.matchAll(/^"(.*)"$/gm), ([, text]) => JSON.parse(`"${text}"`) as string).join('')

function entries(language: string): Entry[] {
  const text = readFileSync(new URL(`locales/${language}.po`, import.meta.url), 'utf8')
  return Array.from(text.matchAll(/^msgid ((?:".*"\n)+)msgstr ((?:".*"\n?)+)/gm), ([, id, said]) => ({
    id: unquote(id!),
    said: unquote(said!),
  })).filter(({ id }) => id !== '')
}

const french = entries('fr')
const offending = (wrong: RegExp) => french.filter(({ said }) => wrong.test(said)).map(({ said }) => said)
/** Placeholders and tags, but not the words inside a plural. */
const holes = (text: string) =>
  Array.from(new Set(text.match(/(?<!(?:one|other|=\d) )\{\w+(?=[},])|<\/?\d+\/?>/g))).toSorted()

describe('the French catalogue', () => {
  it('has a translation for every sentence', () => {
    expect(french.length).toBeGreaterThan(100)
    expect(french.filter(({ said }) => said.trim() === '').map(({ id }) => id)).toEqual([])
  })

  it('keeps every placeholder and tag', () => {
    for (const { id, said } of french) expect(holes(said), id).toEqual(holes(id))
  })

  it('puts a narrow no-break space before : ; ! ? and inside « »', () => {
    // A colon or mark after a letter, a plain space or a wide one; times such as 14:05 and the ICU syntax excepted.
    expect(offending(/[\p{L})\d»}>][ \u00a0]?[;!?](?!\w)/u)).toEqual([])
    expect(offending(/[\p{L})»}>][ \u00a0]?:(?!\/\/)/u)).toEqual([])
    expect(offending(/«(?!\u202f)|(?<!\u202f)»/u)).toEqual([])
  })

  it('uses the typographic apostrophe and the one-character ellipsis', () => {
    expect(offending(/\p{L}'\p{L}/u)).toEqual([])
    expect(offending(/\.\.\./)).toEqual([])
  })

  it('leaves no dead translation behind', () => {
    expect(readFileSync(new URL('locales/fr.po', import.meta.url), 'utf8')).not.toMatch(/^#~/m)
  })
})
