/** ASCII separators of the MH10.8.3 and GS1 formats. */
export const GS = '\u001D'
export const RS = '\u001E'
export const EOT = '\u0004'

export interface Frame {
  /** The content, without the AIM prefix and the terminators that a scanner adds. */
  text: string
  /** AIM identifier without its `]`, such as `C1`. */
  aim: string | null
}

const AIM_PREFIX = /^\](?<aim>[A-Za-z][0-9A-Za-z])/
// STX and ETX frame the text of a serial scanner, `*` that of a Code 39. GS, RS and EOT are content.
const WRAPPING: ReadonlySet<string> = new Set(['\r', '\n', '\t', ' ', '\u0000', '\u0002', '\u0003', '*'])

// Loops and not patterns: a trailing `+$` is quadratic over a long run of blanks.
function withoutWrapping(text: string): string {
  let start = 0
  while (start < text.length && WRAPPING.has(text.charAt(start))) start += 1
  let end = text.length
  while (end > start && WRAPPING.has(text.charAt(end - 1))) end -= 1
  return text.slice(start, end)
}

/** Takes off what the scanner wraps around the content of a barcode. */
export function unwrapFrame(input: { text: string; aim?: string | null }): Frame {
  let text = withoutWrapping(input.text)
  let aim = input.aim?.replace(/^\]/, '') || null
  const match = AIM_PREFIX.exec(text)
  if (match !== null) {
    aim ??= match.groups?.['aim'] ?? null
    text = withoutWrapping(text.slice(match[0].length))
  }
  return { text, aim }
}
