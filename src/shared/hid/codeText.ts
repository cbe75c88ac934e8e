const BEYOND_ASCII = /[\u0080-\u00FF]/

/**
 * The text of a whole code, from its bytes as characters one to one. Senders write UTF-8 or Latin-1 and say nowhere
 * which: bytes that are UTF-8 in every detail are that, for names in Latin-1 never are; all else stays as it is.
 */
export function codeText(bytes: string): string {
  if (!BEYOND_ASCII.test(bytes)) return bytes
  const escaped = Array.from(bytes, (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`).join('')
  try {
    // Strict: overlong forms, lone halves and cut sequences are refused.
    return decodeURIComponent(escaped)
  } catch {
    return bytes
  }
}
