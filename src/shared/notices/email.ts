import { hasRtlLetter } from '../labels/bidi.ts'
import { cleanLine, stripMisleading } from '../messaging/clean.ts'
import type { NoticeFacts } from './facts.ts'
import { fill, valuesOf } from './fill.ts'
import { LETTER_WORDS } from './words.ts'

export interface EmailTexts {
  subject: string
  text: string
  html: string
}
export interface EmailLinks {
  /** Where a person says that no more e-mail is wanted. */
  stop: string | null
  /** The address of the picture of the code inside the letter; null where there is none. */
  picture: string | null
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign]!)

/** A value inside a line: one line, nothing that turns the reading direction, and its own direction kept to itself. */
const inLine = (value: string): string => {
  const line = cleanLine(stripMisleading(value))
  return hasRtlLetter(line) ? `\u2068${line}\u2069` : line
}

const paragraphsOf = (body: string): string[] =>
  stripMisleadingBut(body)
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')

/** Isolates that `inLine` put around a value stay. */
const stripMisleadingBut = (text: string): string =>
  text
    .split(/(\u2068[^\u2068\u2069]*\u2069)/)
    .map((part, at) => (at % 2 === 1 ? part : stripMisleading(part)))
    .join('')

const P = 'margin:0 0 16px'

type Template = Readonly<{ subject: string; body: string }>

/** The parts of a letter that are the same in every form. */
function partsOf(facts: NoticeFacts, template: Template) {
  const words = LETTER_WORDS[facts.language]
  const values = valuesOf(facts)
  const count = facts.parcels.length
  const paragraphs = paragraphsOf(fill(template.body, values, inLine))
  if (facts.parcels.some(({ perishable }) => perishable)) paragraphs.push(words.perishable(count))
  const subject = fill(template.subject, values, inLine)
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
  const isCodeShown = facts.pickupCode !== '' && facts.kind !== 'problem'
  return { words, values, count, paragraphs, subject, isCodeShown }
}

/** A notice as plain text, to copy or to read out. */
export function plainLetter(facts: NoticeFacts, template: Template): { subject: string; body: string } {
  const { words, values, count, paragraphs, subject, isCodeShown } = partsOf(facts, template)
  const number = `${words.number(count)} ${inLine(values.numbers)}`
  const ends = isCodeShown ? [`${number}\n${words.code} ${facts.pickupCode}`, words.how] : [number]
  return { subject, body: [...paragraphs, ...ends].join('\n\n') }
}

/** An e-mail of a notice, as plain text and as HTML that needs nothing from outside. */
export function emailTexts(facts: NoticeFacts, template: Template, links: EmailLinks): EmailTexts {
  const { words, values, count, paragraphs, subject, isCodeShown } = partsOf(facts, template)
  const why = words.why(inLine(facts.building))
  const text = `${plainLetter(facts, template).body}\n\n-- \n${why}${links.stop === null ? '' : `\n${words.stop}${facts.language === 'fr' ? '\u202f' : ''}: ${links.stop}`}`
  const html = [
    `<!doctype html><html lang="${facts.language}" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escape(subject)}</title></head>`,
    '<body style="margin:0;padding:24px;font:16px/1.5 system-ui,-apple-system,Segoe UI,Arial,sans-serif"><div style="max-width:560px;margin:0 auto">',
    ...paragraphs.map((paragraph) => `<p style="${P}">${escape(paragraph).replaceAll('\n', '<br>')}</p>`),
    `<p style="${P}">${escape(words.number(count))} <strong>${escape(inLine(values.numbers))}</strong></p>`,
    ...(isCodeShown
      ? [
          `<p style="margin:0">${escape(words.code)}</p><p style="margin:0 0 16px;font-size:36px;line-height:1.2;font-weight:700;letter-spacing:4px">${escape(facts.pickupCode)}</p>`,
          ...(links.picture === null
            ? []
            : [
                `<p style="${P}"><img src="${escape(links.picture)}" alt="${escape(words.qr)}" width="200" height="200" style="display:block;background:#fff"></p>`,
              ]),
          `<p style="${P}">${escape(words.how)}</p>`,
        ]
      : []),
    `<p style="margin:24px 0 0;padding-top:16px;border-top:1px solid #8888;font-size:13px">${escape(why)}`,
    links.stop === null ? '' : `<br><a href="${escape(links.stop)}" style="color:inherit">${escape(words.stop)}</a>`,
    '</p></div></body></html>',
  ].join('')
  return { subject, text, html }
}
