/** A document to read and to print: paragraphs and facts under headings. */
export interface DocumentContent {
  readonly title: string
  /** Said small under the title: the building, the day. */
  readonly about: readonly string[]
  readonly sections: readonly DocumentSection[]
  /** Stands before the number on each page. */
  readonly footer: string
}

export interface DocumentSection {
  readonly title: string
  readonly text?: string
  readonly entries?: readonly DocumentEntry[]
}

/** One thing, with what is known of it. */
export interface DocumentEntry {
  readonly title?: string
  readonly facts?: readonly (readonly [name: string, value: string])[]
  readonly text?: string
  /** Lines with a box before each, to be ticked on paper. */
  readonly toTick?: readonly string[]
  /** Strokes of a pen as SVG path data. */
  readonly ink?: string
  /** What a QR code says. */
  readonly qr?: string
  /** What is written by hand: lines to write on, side by side, with these names. */
  readonly toWrite?: readonly string[]
}
