/** What a telephone is. */
export const PHONE_LABELS = ['mobile', 'home', 'work', 'other'] as const
/** So many telephones has a person at most. */
export const PHONES_MOST = 10

/** One telephone of a person. */
export interface Phone {
  /** Whether it takes SMS: nobody can tell by the number, so a person says it. */
  sms: boolean
  /** The number as the whole world calls it (+15145550123); null for what is none, which is marked and kept all the same. */
  e164: string | null
  label: (typeof PHONE_LABELS)[number]
  /** As somebody wrote it. */
  typed: string
  extension: string | null
}

const isLabel = (label: unknown): label is Phone['label'] => (PHONE_LABELS as readonly unknown[]).includes(label)
const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** A telephone that nobody has read yet. */
export const unreadPhone = (typed: string): Phone => ({
  sms: false,
  e164: null,
  label: 'other',
  typed,
  extension: null,
})

/** The telephones of a column. What another program wrote wrongly is left out, and stops nothing. */
export function phonesIn(json: string): Phone[] {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return []
  }
  if (!Array.isArray(value)) return []
  return value.flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null) return []
    const { typed, e164, extension, label, sms } = one as Record<string, unknown>
    const written = textOrNull(typed) ?? textOrNull(e164)
    if (written === null) return []
    return {
      sms: sms === true,
      e164: textOrNull(e164),
      label: isLabel(label) ? label : 'other',
      typed: written,
      extension: textOrNull(extension),
    }
  })
}

/** As the column holds them, each field in the place where Postgres puts it: both sides compare the text. */
export const keptPhones = (phones: readonly Phone[]): string =>
  JSON.stringify(phones.map(({ sms, e164, label, typed, extension }) => ({ sms, e164, label, typed, extension })))

/** The number as it is written here: 514 555-0123. One from elsewhere is as somebody typed it. */
export function localPhone({ e164, typed }: Pick<Phone, 'e164' | 'typed'>): string {
  const here = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(e164 ?? '')
  return here ? `${here[1]} ${here[2]}-${here[3]}` : typed
}

/** The address that calls it; null where there is nothing to dial. */
export function phoneAddress({ e164, typed, extension }: Pick<Phone, 'e164' | 'typed' | 'extension'>): string | null {
  const number = e164 ?? typed.replaceAll(/[^\d+]/g, '')
  if (!/^\+?\d{3,15}$/.test(number)) return null
  return `tel:${number}${extension === null ? '' : `;ext=${extension}`}`
}

/** The digits that tell numbers apart: without the 1 of North America before the area code. */
export const phoneDigits = (text: string): string => {
  const digits = text.replaceAll(/\D/g, '')
  return digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits
}

/** The telephone to write or call first: one that takes SMS, else the first that is a number. */
export const firstPhone = (phones: readonly Phone[]): Phone | undefined =>
  phones.find(({ sms, e164 }) => sms && e164 !== null) ?? phones.find(({ e164 }) => e164 !== null) ?? phones[0]
