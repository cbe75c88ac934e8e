import { cleanLabelText } from './clean-text.ts'
import { fitText, LEADING, type FitRoom } from './fit-text.ts'
import type { Area, LabelBox, LabelDpi, LabelFonts, LabelItem, LabelWeight, TextBox } from './layout-model.ts'
import type { LabelProblem } from './problems.ts'
import { setLine, type SetLine } from './set-text.ts'
import type { LabelSize } from './sizes.ts'

/** Ink above and below the baseline in em: accents on capitals, and the deepest tails of every font we carry. */
export const ASCENT = 0.94
export const DESCENT = 0.27
/** The same for a line of plain capitals and figures, which may then stand closer and larger. */
export const CAP = 0.69
const CAP_DESCENT = 0.03
/** Small letters and marks without accents stand a little over the capitals. */
const PLAIN_ASCENT = 0.76

/** Smallest text that a 203 dpi head still prints legibly, in em. */
export const TEXT_FLOOR_MM = 2

export interface PlaceText {
  readonly x: number
  readonly baseline: number
  readonly sizeMm: number
  readonly align?: 'left' | 'right' | 'center'
  readonly ink?: 'black' | 'white'
}

/** Collects boxes; every position it is given is moved to the printer's dot grid. */
export interface Sheet {
  readonly size: LabelSize
  readonly dpi: LabelDpi
  readonly fonts: LabelFonts
  readonly boxes: LabelBox[]
  readonly problems: Set<LabelProblem>
  /** Millimetres of one dot. */
  readonly dot: number
  snap(mm: number): number
  /** The largest type size of whole dots that is no larger than this one. */
  wholeDots(mm: number): number
  /** How far ink goes over the baseline. */
  riseMm(line: SetLine, sizeMm: number): number
  /** How far ink goes under the baseline. */
  tailMm(line: SetLine, sizeMm: number): number
  rect(item: LabelItem, area: Area): void
  line(item: LabelItem, line: SetLine, place: PlaceText): TextBox
  set(text: string, weight: LabelWeight): SetLine
  /** Fits text into a room whose top left corner is given; `middleOf` centres it in that height. */
  block(item: LabelItem, text: string, at: { x: number; y: number; middleOf?: number }, room: FitRoom): Block
}

interface Block {
  readonly bottom: number
  readonly sizeMm: number
}

function riseEm(text: string): number {
  if (/^[0-9A-Z-]*$/.test(text)) return CAP
  return /^[\x20-\x7E]*$/.test(text) ? PLAIN_ASCENT : ASCENT
}

function tailEm(text: string): number {
  return /^[0-9A-PR-Za-fhik-or-x .:?#+*-]*$/.test(text) ? CAP_DESCENT : DESCENT
}

/** Starts an empty label. */
export function createSheet(size: LabelSize, dpi: LabelDpi, fonts: LabelFonts): Sheet {
  const dot = 25.4 / dpi
  const boxes: LabelBox[] = []
  const snap = (mm: number): number => Math.round(mm / dot) * dot
  const wholeDots = (mm: number): number => Math.max(1, Math.floor(mm / dot + 0.001)) * dot
  const riseMm = (line: SetLine, sizeMm: number): number => riseEm(line.text) * sizeMm
  const tailMm = (line: SetLine, sizeMm: number): number => tailEm(line.text) * sizeMm
  const set = (text: string, weight: LabelWeight): SetLine => setLine(cleanLabelText(text), weight, fonts)

  const line = (item: LabelItem, setting: SetLine, place: PlaceText): TextBox => {
    const sizeMm = wholeDots(place.sizeMm)
    const width = setting.widthEm * sizeMm
    const baseline = snap(place.baseline)
    const left = place.align === 'right' ? place.x - width : place.align === 'center' ? place.x - width / 2 : place.x
    const ascent = riseMm(setting, sizeMm)
    const box: TextBox = {
      kind: 'text',
      item,
      text: setting.text,
      sizeMm,
      baseline,
      weight: setting.weight,
      ink: place.ink ?? 'black',
      align: place.align ?? 'left',
      x: snap(left),
      y: baseline - ascent,
      width,
      height: ascent + tailMm(setting, sizeMm),
      pieces: setting.pieces.map((piece) => ({
        text: piece.text,
        font: piece.font,
        x: piece.xEm * sizeMm,
        width: piece.widthEm * sizeMm,
      })),
    }
    boxes.push(box)
    return box
  }

  const block: Sheet['block'] = (item, raw, at, room) => {
    const fitted = fitText(cleanLabelText(raw), room, fonts)
    const tall = (ASCENT + DESCENT + (fitted.lines.length - 1) * LEADING) * fitted.sizeMm
    const top = at.y + (at.middleOf === undefined ? 0 : Math.max(0, at.middleOf - tall) / 2)
    let bottom = at.y
    for (const [i, setting] of fitted.lines.entries()) {
      const baseline = top + (ASCENT + i * LEADING) * fitted.sizeMm
      const placed = line(item, setting, { x: at.x, baseline, sizeMm: fitted.sizeMm })
      bottom = placed.y + placed.height
    }
    return { bottom, sizeMm: fitted.sizeMm }
  }

  const rect = (item: LabelItem, area: Area): void => {
    const x = snap(area.x)
    const y = snap(area.y)
    boxes.push({
      kind: 'rect',
      item,
      x,
      y,
      width: snap(area.x + area.width) - x,
      height: snap(area.y + area.height) - y,
    })
  }

  return { size, dpi, fonts, boxes, problems: new Set(), dot, snap, wholeDots, riseMm, tailMm, rect, line, set, block }
}
