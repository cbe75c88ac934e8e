import type { Store } from '../../store/open.ts'

interface Phone {
  residentId: string
  phone: string
  digits: string
}

/** The digits that tell numbers apart: without the 1 of North America before the area code. */
const digitsOf = (text: string): string => {
  const digits = text.replaceAll(/\D/g, '')
  return digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits
}

/** Only what people write in a telephone number, so that names and units are left alone. */
const LOOKS_LIKE_ONE = /^[+(]?[\d\s().+\p{Pd}]+$/u
const FEWEST = 4
/** From so many digits on, a number is also found while it is being typed from its beginning. */
const AREA_AND_OFFICE = 6

/** Residents by their telephone number, in whatever form it is said or kept: the whole of it or its last digits. */
export function createPhones(store: Pick<Store, 'prepare'>) {
  let phones: Phone[] | null = null
  const read = (): Phone[] =>
    (
      store.prepare(`SELECT id, phone FROM residents WHERE phone IS NOT NULL AND deleted_at IS NULL`).all() as {
        id: string
        phone: string
      }[]
    ).map(({ id, phone }) => ({ residentId: id, phone, digits: digitsOf(phone) }))

  return {
    /** To be read again: a resident changed. */
    forget(): void {
      phones = null
    },
    find(text: string): { residentId: string; phone: string }[] {
      const typed = text.trim()
      if (!LOOKS_LIKE_ONE.test(typed)) return []
      const digits = digitsOf(typed)
      if (digits.length < FEWEST) return []
      phones ??= read()
      return phones.filter(
        (one) => one.digits.endsWith(digits) || (digits.length >= AREA_AND_OFFICE && one.digits.startsWith(digits)),
      )
    },
  }
}
