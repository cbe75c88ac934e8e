import { describe, expect, it } from 'vitest'
import { createSpeech } from './speech.ts'

const words = (hello: string) => () => Promise.resolve({ messages: { hello } })
const missing = () => Promise.reject(new Error('not there'))

/** Catalogs that count how often they are read. */
function counted() {
  const read = { en: 0, fr: 0 }
  const catalog = (language: 'en' | 'fr', hello: string) => () => {
    read[language]++
    return words(hello)()
  }
  return { read, catalogs: { en: catalog('en', 'Hello'), fr: catalog('fr', 'Bonjour') } }
}

describe('the languages of the window', () => {
  // Bug: the first screen waits for the words of both languages.
  it('reads the words of the settings alone before the first frame, the others when they are spoken, each once', async () => {
    const { read, catalogs } = counted()
    const { i18n, begin, speak } = createSpeech('fr', catalogs)
    await begin()
    expect(i18n.messages['hello']).toBe('Bonjour')
    expect(read).toEqual({ en: 0, fr: 1 })
    await speak('en')
    expect(i18n.messages['hello']).toBe('Hello')
    await speak('fr')
    await speak('en')
    expect(read).toEqual({ en: 1, fr: 1 })
  })

  // Bug: a change of language draws one frame of the old one although its words are known.
  it('speaks a language that was read ahead before anything else runs', async () => {
    const { catalogs } = counted()
    const { i18n, begin, speak, readAhead } = createSpeech('fr', catalogs)
    await begin()
    await readAhead()
    expect(i18n.locale).toBe('fr')
    void speak('en')
    expect(i18n.messages['hello']).toBe('Hello')
  })

  // Bug: F8 pressed twice ends in the language whose file came last.
  it('ends in the language that was asked for last', async () => {
    let arrive: ((read: { messages: { hello: string } }) => void) | null = null
    const late = () => new Promise<{ messages: { hello: string } }>((resolve) => (arrive = resolve))
    const { i18n, begin, speak } = createSpeech('fr', { fr: words('Bonjour'), en: late })
    await begin()
    const english = speak('en')
    await speak('fr')
    arrive!({ messages: { hello: 'Hello' } })
    await english
    expect(i18n.messages['hello']).toBe('Bonjour')
  })

  // Bug: a missing file leaves a screen of keys instead of words.
  it('stays in the language of the moment where the words of the other cannot be read, and tries again', async () => {
    let file = missing as ReturnType<typeof words>
    const { i18n, begin, speak } = createSpeech('fr', { fr: words('Bonjour'), en: () => file() })
    await begin()
    await expect(speak('en')).rejects.toThrow('not there')
    expect(i18n.messages['hello']).toBe('Bonjour')
    file = words('Hello')
    await speak('en')
    expect(i18n.messages['hello']).toBe('Hello')
  })

  // Bug: the window stays blank when the words of the settings’ language are gone.
  it('begins in the other language where the words of the first are missing', async () => {
    const { i18n, begin, speak } = createSpeech('fr', { fr: missing, en: words('Hello') })
    await begin()
    expect(i18n.messages['hello']).toBe('Hello')
    await expect(speak('fr')).rejects.toThrow('not there')
    expect(i18n.messages['hello']).toBe('Hello')
  })
})
