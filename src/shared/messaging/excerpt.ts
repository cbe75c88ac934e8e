import { fold } from '../text/fold.ts'
import { cleanLine, stripMisleading } from './clean.ts'
import type { SearchHit } from './schema.ts'

/** Characters of context on each side of the first match. */
const AROUND = 60

/** The text around the first match, cut into what matches and what does not. */
export function excerpt(text: string, terms: readonly string[]): SearchHit['excerpt'] {
  const parts = cleanLine(stripMisleading(text)).split(
    /(?<=[^\p{L}\p{N}\p{M}])(?=[\p{L}\p{N}])|(?<=[\p{L}\p{N}\p{M}])(?=[^\p{L}\p{N}\p{M}])/u,
  )
  const matches = parts.map((part) => {
    const folded = fold(part)
    return folded !== '' && terms.some((term) => folded.startsWith(term))
  })
  const first = Math.max(0, matches.indexOf(true))
  let from = first
  for (let room = AROUND; from > 0 && room > 0;) room -= parts[--from]!.length
  let to = first
  for (let room = AROUND * 2; to < parts.length && room > 0;) room -= parts[to++]!.length
  const out: SearchHit['excerpt'] = []
  const add = (piece: string, match: boolean) => {
    const last = out.at(-1)
    if (last?.match === match) last.text += piece
    else out.push({ text: piece, match })
  }
  if (from > 0) add('… ', false)
  for (let i = from; i < to; i++) add(parts[i]!, matches[i]!)
  if (to < parts.length) add(' …', false)
  return out
}

/** What a hit says beyond the names that stand above it: a name that was found is not told twice. */
export function wordsBeyond({ excerpt: found, conversation }: SearchHit): SearchHit['excerpt'] {
  const { residents, subject } = conversation
  const said = found.map(({ text }) => text).join('')
  const isShown =
    residents.length === 0 ? said === subject : residents.some(({ name }) => cleanLine(stripMisleading(name)) === said)
  if (!isShown) return found
  return residents.length === 0 || subject === '' ? [] : [{ text: subject, match: false }]
}
