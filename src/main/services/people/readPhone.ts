import type { Phone } from '../../../shared/people/phones.ts'

/** What stands before an extension, as people write it at the end of a number. */
const EXTENSION = /[\s,;]*(?:p\.|post\.?|poste|ext\.?|extension|x|#)\s*(\d{1,7})\s*$/iu
/** A remark such as "(cell)". The library takes no number with words after it. */
const REMARK = /\s*\(\p{L}[^()]*\)\s*$/u

export type ReadPhone = (typed: string) => Pick<Phone, 'e164' | 'extension'>

/**
 * Reads telephone numbers as people in a country write them. Nothing is refused: what is no number of any country has no E.164.
 * The tables of all countries take long to load, so they are read when somebody needs them first.
 */
export async function phoneReader(country: string): Promise<ReadPhone> {
  const { isSupportedCountry, parsePhoneNumberFromString } = await import('libphonenumber-js/max')
  const defaultCountry = isSupportedCountry(country) ? country : 'CA'
  return (typed) => {
    const line = typed.replace(REMARK, '')
    const extension = EXTENSION.exec(line)?.[1] ?? null
    const number = parsePhoneNumberFromString(extension === null ? line : line.replace(EXTENSION, ''), {
      defaultCountry,
      extract: false,
    })
    return { e164: number?.isValid() ? number.number : null, extension: extension ?? number?.ext ?? null }
  }
}
