// A reader of gettext catalogs (.po), as far as our checks go.

const unquote = (lines) => lines.map((line) => JSON.parse(line.slice(line.indexOf('"')))).join('')

/** The messages of a catalog: from "context + id" to the translation. Obsolete ones (#~) are left out. */
export function parsePo(text) {
  const messages = new Map()
  for (const block of text.split(/\r?\n\s*\r?\n/)) {
    const fields = {}
    let field
    for (const line of block.split(/\r?\n/)) {
      const key = /^(msgctxt|msgid|msgstr)\s+"/.exec(line)?.[1]
      if (key) fields[(field = key)] = [line]
      else if (line.startsWith('"') && field) fields[field].push(line)
    }
    const id = fields.msgid && unquote(fields.msgid)
    if (id) messages.set(fields.msgctxt ? `${unquote(fields.msgctxt)}: ${id}` : id, unquote(fields.msgstr ?? []))
  }
  return messages
}
