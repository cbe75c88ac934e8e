const RETAIL_LENGTHS = new Set([8, 12, 13, 14])

/** True for digits that end with the GS1 check digit (articles and pallets alike). */
export function hasGs1CheckDigit(text: string): boolean {
  if (!/^\d+$/.test(text)) return false
  let total = 0
  for (let i = 0; i < text.length; i += 1) {
    // Weights 3 and 1 alternate from the right, the check digit itself weighing 1.
    total += Number(text.charAt(i)) * ((text.length - 1 - i) % 2 === 0 ? 1 : 3)
  }
  return total % 10 === 0
}

/** True for a retail article number (EAN-8, UPC-A, EAN-13, GTIN-14) with a right check digit. */
export function isRetailNumber(text: string): boolean {
  return RETAIL_LENGTHS.has(text.length) && hasGs1CheckDigit(text)
}
