import { expect, it } from 'vitest'
import { parsePo } from './po.mjs'

it('reads messages of several lines, tells contexts apart, and leaves obsolete and header entries out', () => {
  const text = `msgid ""
msgstr ""
"Language: fr\\n"

#. js-lingui-explicit-id
msgid "Hand over"
msgstr "Remettre"

msgctxt "shelf"
msgid "Full"
msgstr ""

msgid ""
"Two "
"lines \\"quoted\\""
msgstr ""
"Deux "
"lignes"

#~ msgid "Gone"
#~ msgstr "Parti"
`
  expect([...parsePo(text)]).toEqual([
    ['Hand over', 'Remettre'],
    ['shelf: Full', ''],
    ['Two lines "quoted"', 'Deux lignes'],
  ])
})
