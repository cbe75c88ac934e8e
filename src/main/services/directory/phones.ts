import { localPhone, phoneDigits, phonesIn } from '../../../shared/people/phones.ts'
import type { Store } from '../../store/open.ts'

interface Phone {
  residentId: string
  phone: string
  /** The number as the world has it, and as it was typed where that is something else. */
  digits: string[]
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
      store
        .prepare(
          `SELECT coalesce(merged_into, id) AS id, phones FROM residents WHERE phones <> '[]' AND deleted_at IS NULL`,
        )
        .all() as {
        id: string
        phones: string
      }[]
    ).flatMap(({ id, phones: kept }) =>
      phonesIn(kept).map((one) => ({
        residentId: id,
        phone: localPhone(one),
        digits: [...new Set([phoneDigits(one.e164 ?? ''), phoneDigits(one.typed)])].filter((digits) => digits !== ''),
      })),
    )

  return {
    /** To be read again: a resident changed. */
    forget(): void {
      phones = null
    },
    find(text: string): { residentId: string; phone: string }[] {
      const typed = text.trim()
      if (!LOOKS_LIKE_ONE.test(typed)) return []
      const digits = phoneDigits(typed)
      if (digits.length < FEWEST) return []
      phones ??= read()
      const isMeant = (number: string): boolean =>
        number.endsWith(digits) || (digits.length >= AREA_AND_OFFICE && number.startsWith(digits))
      const found = new Map<string, Phone>()
      for (const one of phones)
        if (one.digits.some(isMeant) && !found.has(one.residentId)) found.set(one.residentId, one)
      return [...found.values()]
    },
  }
}
