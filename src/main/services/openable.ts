/** Address characters that no browser shows as they are: spaces, controls, and what turns the order of a text around. */
const HIDDEN = /[\s\p{Cc}\p{Default_Ignorable_Code_Point}\\]/u
const MAIL = /^[^\s@,;:<>"()]+@[^\s@,;:<>"()]+$/
/** What a letter may begin with; others (attach, bcc, in-reply-to) would act behind the writer's back. */
const MAIL_HEADERS = new Set(['subject', 'body', 'cc'])
const TELEPHONE = /^\+?[\d ().-]{3,30}(?:;ext=\d{1,6})?$/

/**
 * An address of a message that may be opened in the system's own program, as it will be opened; null for one that names
 * another host than it seems to (`https://bank.example@elsewhere.example`), or does more than open a page, a letter or a
 * call.
 */
export function openable(address: string): string | null {
  if (address.length > 4_000 || HIDDEN.test(address)) return null
  let url: URL
  try {
    url = new URL(address)
  } catch {
    return null
  }
  if (url.protocol === 'https:' || url.protocol === 'http:')
    return url.username === '' && url.password === '' && url.hostname !== '' ? url.href : null
  if (url.protocol === 'mailto:') return isPlainLetter(url) ? url.href : null
  if (url.protocol === 'tel:') return TELEPHONE.test(decoded(url.pathname) ?? '') ? url.href : null
  return null
}

function isPlainLetter(url: URL): boolean {
  const to = decoded(url.pathname)
  if (to === null || !to.split(',').every((one) => MAIL.test(one.trim()))) return false
  for (const [name, value] of url.searchParams) {
    const header = name.toLowerCase()
    if (!MAIL_HEADERS.has(header)) return false
    if (header === 'cc' && !MAIL.test(value)) return false
    if (header === 'subject' && /\p{Cc}/u.test(value)) return false
  }
  return true
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
