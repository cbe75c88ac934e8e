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
  'AP APART APARTMENT APP APPART APPARTEMENT APPT APT BUR BUREAU CHAMBRE CONDO DOOR FLAT LGT LOCAL LOG LOGEMENT LOFT PORTE RM ROOM STE SUITE UNIT UNITE',
)
/** "Numéro", or a street's "Nord" and "Nord-Ouest": only a unit that the building has is believed. */
const NUMBER_WORDS = list('N NO NUM NUMERO')
const DOUBTFUL_WORDS = list('STE LOCAL PORTE')
const TOWER_WORDS = list('BAT BATIMENT BLDG BUILDING IMM IMMEUBLE TOUR TOWER')
/** What else has a number on an address: bells, door codes, telephones, post boxes, floors, towers, penthouses. */
const OTHER_NUMBERS = list(
  'BELL BOITE BOX BUZZ BUZZER CASE CELL CODE CP ETAGE EXT FL FLOOR INTERCOM INTERPHONE LEVEL NIVEAU PENTHOUSE PH PHONE ' +
    'POSTALE POSTE SONNER SONNETTE TEL TELEPHONE ' +
    [...TOWER_WORDS].join(' '),
)
/** What follows the number of a numbered street, in both languages. */
const STREET_TYPES = list('AV AVE AVENUE BOUL BOULEVARD BLVD CONCESSION LINE PLACE RANG RD ROAD RUE ST STREET')
const DIRECTION = /^(?:[NS][EOW]?|[EOW]|NORD|SUD|EST|OUEST|NORTH|SOUTH|EAST|WEST)$/
const GLUED =
  /^(?:APARTMENT|APPARTEMENT|APART|APPART|APT|APPT?|UNITE?|SUITE|STE|BUR(?:EAU)?|LOG(?:EMENT)?|LOCAL|LOFT|CONDO)(?=\d)/
const PENTHOUSE = /^(?:PH|PENTHOUSE)(\d{0,4}[A-Z]?)$/
const UNIT = /^(?:\d{1,5}[A-Z]?|[A-Z]{1,2}\d{1,4}[A-Z]?)$/
const LETTER = /^[A-Z]$/
const ORDINAL = /^\d+(?:E|ER|RE|EME|IEME|ND|RD|ST|TH)$/
const HARD = /[-–—/,#(]/
/** Half a number after a house number: 1288 1/2, 1288½. */
const FRACTION = /(?<=\d)\s?[½¼¾]|(?<=\d )[13][/⁄][24](?!\d)/g
/** Letters of a unit before its number: TH-2, UPH 2. */
const UNIT_LETTERS = /^[A-Z]{2,4}$/
/** A unit's number may be written in so many pieces: T2 - 1204 - A. */
const MOST_PIECES = 3

const plain = (line: string): string => line.normalize('NFKD').replaceAll(/\p{M}/gu, '').toUpperCase()

function piecesOf(line: string): Piece[] {
  let end = 0
  const upper = plain(line.replaceAll(FRACTION, ''))
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

/** True when the number at this place is said to be something else: "buzzer #102", "tour no 2", "penthouse #1". */
const isOther = (pieces: readonly Piece[], at: number): boolean => {
  const before = pieces[at - 1]
  return before !== undefined && OTHER_NUMBERS.has(before.text) && !pieces[at]!.before.includes(',')
}

function readerOf({ named, civic }: Doors, tower: string | null) {
  /** The longest run of these pieces, begun by so many words, that is a unit of the building. */
  const known = (pieces: readonly Piece[], wordCount: number): string | null => {
    for (let length = Math.min(MOST_PIECES + wordCount, pieces.length); length > wordCount; length--) {
      const run = text(pieces.slice(0, length))
      const bare = text(pieces.slice(wordCount, length))
      const found = named(run) ?? (/^\d-\d{2}/.test(bare) ? named(`T${bare}`) : null)
      if (found !== null) return found
    }
    return null
  }
  const isCivic = (piece: Piece | undefined): boolean => piece !== undefined && civic.includes(piece.text)
  const towerName = tower !== null && /^\d/.test(tower) ? `T${tower}` : tower
  const inTower = ({ text: number }: Piece): string | null =>
    tower === null ? null : (named(`${tower}-${number}`) ?? named(`${towerName}-${number}`))
  /** The unit lies in another tower than the one that the label names. */
  const isElsewhere = (unit: string, pieces: readonly Piece[]): boolean => {
    const [first, ...more] = piecesOf(unit)
    return tower !== null && more.length > 0 && !pieces.some((piece) => piece.text === first!.text)
  }

  /** After a word that says apartment, or #. */
  const afterWord = (pieces: readonly Piece[]): string | null => {
    for (const [at, piece] of pieces.entries()) {
      if (isOther(pieces, at) && (piece.before.includes('#') || NUMBER_WORDS.has(piece.text))) continue
      const isDirect = piece.before.includes('#') || GLUED.test(piece.text)
      if (!isDirect && (!isWord(piece) || at === pieces.length - 1)) continue
      let from = at
      while (from < pieces.length - 1 && isWord(pieces[from]!)) from++
      const [first, second] = pieces.slice(from)
      const mayBeStreet = NUMBER_WORDS.has(piece.text)
      if (!first || (mayBeStreet && isCivic(first))) continue
      // With the words: a unit may be called "Local 5".
      const found = inTower(first) ?? known(pieces.slice(at), from - at)
      if (found !== null) return isElsewhere(found, pieces) ? `${towerName}-${first.text}` : found
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
      const next = pieces.slice(at + 1).find((piece) => !NUMBER_WORDS.has(piece.text))
      const number = match[1] || (next && /^\d{1,4}[A-Z]?$/.test(next.text) && !isCivic(next) ? next.text : '')
      const lettered = match[1] === '' && next && LETTER.test(next.text) ? named(`PH-${next.text}`) : null
      if (lettered !== null) return lettered
      const found = named(`PH${number}`)
      if (found !== null || number !== '') return found ?? `PH${number}`
    }
    return null
  }

  /** A street that is itself a number: "8e Avenue", or "2 Avenue" with nothing of a name behind it. */
  const isNumberedStreet = (pieces: readonly Piece[], at: number): boolean => {
    const [piece, type, after] = pieces.slice(at)
    if (at === 0 || !piece || !type || !STREET_TYPES.has(type.text)) return false
    if (ORDINAL.test(piece.text)) return true
    const isBare = !after || DIRECTION.test(after.text) || HARD.test(after.before) || isWord(after)
    return /^\d+$/.test(piece.text) && isBare && !isCivic(piece) && !HARD.test(piece.before)
  }

  /** "804-1288, rue" as Canada Post writes it, or "1288-804, rue": the building's own units and civic numbers decide. */
  const beforeStreet = (pieces: readonly Piece[]): string | null => {
    const end = pieces.findIndex(
      ({ text: word }, at) => (!/\d/.test(word) && !LETTER.test(word)) || isNumberedStreet(pieces, at),
    )
    const numbers = pieces.slice(0, Math.max(0, end))
    const [first, second] = numbers
    const last = numbers.at(-1)
    if (!first || !second || !last || !/\d/.test(first.text + last.text)) return null
    const isHard = HARD.test(last.before) || HARD.test(second.before)
    const before = numbers.slice(0, -1)
    const front = /\d/.test(last.text) ? ((before.length === 1 ? inTower(first) : null) ?? named(text(before))) : null
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
      const [head, second] = tail
      if (!head || tail.length < length || (isCivic(head) && tail.length === 1)) continue
      const start = pieces.length - length
      // No street stands between two numbers of a telephone; "TH-2" and "buzzer #2" are not unit 2.
      const isOwnNumber =
        pieces.slice(1, start).some(({ text: word }) => /[A-Z]/.test(word)) &&
        !isOther(pieces, start) &&
        !(head.before === '-' && UNIT_LETTERS.test(pieces[start - 1]!.text))
      const isTelling =
        HARD.test(head.before) ||
        tail.some(({ text: word }) => /[A-Z]\d/.test(word)) ||
        (length === 2 && UNIT_LETTERS.test(head.text) && /^\d+[A-Z]?$/.test(second!.text))
      const found =
        isOwnNumber && isTelling && /\d/.test(text(tail))
          ? ((length === 1 ? inTower(head) : null) ?? named(text(tail)))
          : null
      if (found !== null) return found
    }
    return null
  }

  return { afterWord, penthouse, beforeStreet, afterStreet }
}

/** The tower that street lines name: "tour 2", "bât. no 2", T2. */
function towerIn(lines: readonly (readonly Piece[])[]): string | null {
  const named = lines.flatMap((pieces) =>
    pieces.flatMap(({ text: word }, at) => {
      const name = TOWER_WORDS.has(word)
        ? pieces.slice(at + 1).find((piece) => !NUMBER_WORDS.has(piece.text))
        : undefined
      return name ? [name.text] : []
    }),
  )
  return named[0] ?? lines.flat().find(({ text: word }) => /^T\d$/.test(word))?.text ?? null
}

/**
 * The apartment that street lines name: as the building writes it when it is one of its own, else as printed, or null.
 */
export function unitIn(lines: readonly string[], doors: Doors = { named: () => null, civic: [] }): string | null {
  const all = lines.map(piecesOf)
  const read = readerOf(doors, towerIn(all))
  const ways = [read.afterWord, read.penthouse, read.beforeStreet, read.afterStreet]
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
