/** What is known of the building whose door an address means. */
export interface Doors {
  /** The building's own unit of this number, as the building writes it; null when it has none. */
  named: (text: string) => string | null
  /** Its civic numbers: no unit, unless a word says so. */
  civic: readonly string[]
}

interface Piece {
  text: string
  /** What stands between the piece before and this one. */
  before: string
}

const list = (text: string): ReadonlySet<string> => new Set(text.split(' '))
const UNIT_WORDS = list(
  'APARTMENT APP APPARTEMENT APPT APT BUR BUREAU CONDO DOOR FLAT LGT LOCAL LOG LOGEMENT LOFT PORTE ROOM STE SUITE UNIT UNITE',
)
/** "Numéro", or a street's "Nord" and "Nord-Ouest": only a unit that the building has is believed. */
const NUMBER_WORDS = list('N NO NUM NUMERO')
const DOUBTFUL_WORDS = list('STE LOCAL PORTE')
const TOWER_WORDS = list('BATIMENT BLDG BUILDING IMMEUBLE TOUR TOWER')
const GLUED = /^(?:APT|APPT?|UNITE?|SUITE|STE|BUR(?:EAU)?|LOG(?:EMENT)?|LOCAL|LOFT|CONDO)(?=\d)/
const PENTHOUSE = /^(?:PH|PENTHOUSE)(\d{0,4}[A-Z]?)$/
const UNIT = /^(?:\d{1,5}[A-Z]?|[A-Z]{1,2}\d{1,4}[A-Z]?)$/
const LETTER = /^[A-Z]$/
const ORDINAL = /^\d+(?:E|ER|RE|EME|IEME|ND|RD|ST|TH)$/
const HARD = /[-–—/,#(]/
/** A unit's number may be written in so many pieces: T2 - 1204 - A. */
const MOST_PIECES = 3

const plain = (line: string): string => line.normalize('NFKD').replaceAll(/\p{M}/gu, '').toUpperCase()

function piecesOf(line: string): Piece[] {
  let end = 0
  const upper = plain(line)
  return [...upper.matchAll(/[A-Z0-9]+/g)].map((match) => {
    const before = upper.slice(end, match.index)
    end = match.index + match[0].length
    return { text: match[0], before }
  })
}

const text = (pieces: readonly Piece[]): string => pieces.map((piece) => piece.text).join('-')

/** How a number looks that no unit of the building has. */
function printed(first: Piece, second: Piece | undefined): string | null {
  const bare = first.text.replace(GLUED, '')
  if (UNIT.test(bare) && !/^[A-Z]\d?$/.test(bare)) return bare
  if (/^[A-Z]{1,2}\d?$/.test(bare) && second?.before.includes('-') && UNIT.test(second.text))
    return `${bare}-${second.text}`
  return UNIT.test(bare) || LETTER.test(bare) ? bare : null
}

const isWord = ({ text: word }: Piece): boolean => UNIT_WORDS.has(word) || NUMBER_WORDS.has(word)

function readerOf({ named, civic }: Doors) {
  /** The longest run of these pieces, begun by so many words, that is a unit of the building. */
  const known = (pieces: readonly Piece[], wordCount: number): string | null => {
    for (let length = Math.min(MOST_PIECES + wordCount, pieces.length); length > wordCount; length--) {
      const found = named(text(pieces.slice(0, length)))
      if (found !== null) return found
    }
    return null
  }
  const isCivic = (piece: Piece | undefined): boolean => piece !== undefined && civic.includes(piece.text)

  /** After a word that says apartment, or #. */
  const afterWord = (pieces: readonly Piece[], tower: string | null): string | null => {
    for (const [at, piece] of pieces.entries()) {
      const isDirect = piece.before.includes('#') || GLUED.test(piece.text)
      if (!isDirect && (!isWord(piece) || at === pieces.length - 1)) continue
      let from = at
      while (from < pieces.length - 1 && isWord(pieces[from]!)) from++
      const [first, second] = pieces.slice(from)
      const mayBeStreet = NUMBER_WORDS.has(piece.text)
      if (!first || (mayBeStreet && isCivic(first))) continue
      const inTower = tower === null ? null : (named(`${tower}-${first.text}`) ?? named(`T${tower}-${first.text}`))
      // With the words: a unit may be called "Local 5".
      const found = inTower ?? known(pieces.slice(at), from - at)
      if (found !== null) return found
      const shown = penthouse(pieces.slice(from, from + 2)) ?? printed(first, second)
      // "Ste" may be a street's Sainte, "no" a direction.
      const isTelling = shown !== null && (/\d/.test(shown) || !DOUBTFUL_WORDS.has(piece.text))
      if (isTelling && !mayBeStreet && !isCivic(first)) return shown
    }
    return null
  }

  /** PH2, PH-2, penthouse 2: never unit 2, even where the building has no such penthouse. */
  const penthouse = (pieces: readonly Piece[]): string | null => {
    for (const [at, { text: word }] of pieces.entries()) {
      const match = PENTHOUSE.exec(word)
      if (!match) continue
      const next = pieces[at + 1]
      const number = match[1] || (next && /^\d{1,4}[A-Z]?$/.test(next.text) && !isCivic(next) ? next.text : '')
      const found = named(`PH${number}`)
      if (found !== null || number !== '') return found ?? `PH${number}`
    }
    return null
  }

  /** "804-1288, rue" as Canada Post writes it, or "1288-804, rue": the building's own units and civic numbers decide. */
  const beforeStreet = (pieces: readonly Piece[]): string | null => {
    const end = pieces.findIndex(({ text: word }) => !/\d/.test(word) && !LETTER.test(word))
    const numbers = pieces.slice(0, Math.max(0, end))
    const [first, second] = numbers
    const last = numbers.at(-1)
    if (!first || !second || !last || !/\d/.test(first.text + last.text)) return null
    const isHard = HARD.test(last.before) || HARD.test(second.before)
    const front = /\d/.test(last.text) ? named(text(numbers.slice(0, -1))) : null
    const back = ORDINAL.test(last.text) && !isHard ? null : named(text(numbers.slice(1)))
    if (isCivic(last)) return front ?? (isHard && numbers.length === 2 ? first.text : null)
    if (isCivic(first)) return back
    if (!isHard) return null
    if (front ?? back) return front ?? back
    return numbers.length === 2 && UNIT.test(first.text) && /^\d/.test(last.text) ? first.text : null
  }

  /** "1288, rue de l’Atelier, 804": a unit of the building at the end of the street. */
  const afterStreet = (pieces: readonly Piece[]): string | null => {
    if (pieces.length < 3 || !/^\d/.test(pieces[0]!.text)) return null
    for (let length = MOST_PIECES; length > 0; length--) {
      const tail = pieces.slice(Math.max(2, pieces.length - length))
      const [head] = tail
      if (!head || tail.length < length || (isCivic(head) && tail.length === 1)) continue
      const isTelling = HARD.test(head.before) || tail.some(({ text: word }) => /[A-Z]\d/.test(word))
      const found = isTelling && /\d/.test(text(tail)) ? named(text(tail)) : null
      if (found !== null) return found
    }
    return null
  }

  return { afterWord, penthouse, beforeStreet, afterStreet }
}

/**
 * The apartment that street lines name: as the building writes it when it is one of its own, else as printed, or null.
 */
export function unitIn(lines: readonly string[], doors: Doors = { named: () => null, civic: [] }): string | null {
  const all = lines.map(piecesOf)
  const read = readerOf(doors)
  const towers = all.flatMap((pieces) =>
    pieces.flatMap(({ text: word }, at) => (TOWER_WORDS.has(word) ? (pieces[at + 1]?.text ?? []) : [])),
  )
  const ways = [
    (pieces: readonly Piece[]) => read.afterWord(pieces, towers[0] ?? null),
    read.penthouse,
    read.beforeStreet,
    read.afterStreet,
  ]
  for (const way of ways)
    for (const pieces of all) {
      const unit = way(pieces)
      if (unit !== null) return unit
    }
  // A second line of nothing but a number.
  for (const pieces of all.slice(1)) {
    const whole = pieces.length > 0 && pieces.length <= MOST_PIECES ? doors.named(text(pieces)) : null
    if (whole !== null) return whole
    if (pieces.length === 1 && /^\d{1,5}[A-Z]?$/.test(pieces[0]!.text)) return pieces[0]!.text
  }
  return null
}

/** The civic numbers that an address begins with. */
export function civicIn(address: string): string[] {
  const pieces = piecesOf(address)
  const end = pieces.findIndex(({ text: word }) => !/\d/.test(word))
  return pieces.slice(0, end < 0 ? pieces.length : end).map((piece) => piece.text)
}
