import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const PROJECT = new URL('../../../', import.meta.url)
/** The lines of the program's own text: no tests, no lines that are comments. */
function* lines(folder: string) {
  for (const file of readdirSync(new URL(folder, PROJECT), { recursive: true, encoding: 'utf8' })) {
    if (!/(?<!\.test)\.tsx?$/.test(file)) continue
    const text = readFileSync(new URL(`${folder}${file}`, PROJECT), 'utf8')
    for (const line of text.split('\n')) if (!/^\s*(?:\/\/|\/?\*)/.test(line)) yield { file, line }
  }
}

// Bug: letters, the page that ends them and the file about a person wrote “e-mail”, the screens “email”. Those texts are in no catalog.
it('writes “email” in English, wherever a text stands', () => {
  const wrong = ['src/', 'supabase/functions/'].flatMap((folder) =>
    Array.from(lines(folder)).filter(({ line }) => /(?<!\/)\be-mail/i.test(line)),
  )
  expect(wrong).toEqual([])
})
