/** Control characters as their pictures, so that they can be seen and copied. */
export const showControls = (text: string): string =>
  text.replaceAll(/\p{Cc}/gu, (control) => {
    const code = control.codePointAt(0)!
    return code < 0x20 ? String.fromCodePoint(0x24_00 + code) : code === 0x7f ? '\u2421' : `\\x${code.toString(16)}`
  })
