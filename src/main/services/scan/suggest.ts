import type { LabelAddressee } from '../../../shared/contract/scan.ts'
import { readAddressee } from '../../../shared/scan/addressee.ts'
import { civicIn, unitIn } from '../../../shared/scan/unit.ts'
import type { Directory } from '../directory/index.ts'

const POSTAL = /\b([ABCEGHJ-NPRSTVXY]\d[A-Z])\s?(\d[A-Z]\d)\b/

/** The postal code in an address, without its blank. */
export function postalIn(address: string): string | null {
  const match = POSTAL.exec(address.toUpperCase())
  return match ? `${match[1]}${match[2]}` : null
}

/** Whom the label's own bar code names, and who that is here. Null when it says nothing of an addressee. */
export function createSuggestions(directory: Pick<Directory, 'matchLabel' | 'unitNamed'>, addressNow: () => string) {
  return (input: { text: string; aim: string | null }): LabelAddressee | null => {
    const label = readAddressee(input)
    if (!label) return null
    const { name, postal } = label
    const address = addressNow()
    const here = postalIn(address)
    const doors = { named: directory.unitNamed, civic: civicIn(address) }
    const unit = unitIn(label.lines, doors)
    const elsewhere = here !== null && postal !== null && postal !== here
    const found = directory.matchLabel({ name, unit })
    return {
      name,
      unit,
      line: label.lines[0] ?? null,
      postal,
      elsewhere,
      // A label for another address may still name somebody who lives here.
      suggestion: found && elsewhere ? { ...found, confidence: 'possible' } : found,
    }
  }
}
