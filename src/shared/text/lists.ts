/** The texts of a column that holds a list of texts. A row that another program wrote wrongly holds none, and stops nothing. */
export function textsIn(json: string): string[] {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return []
  }
  return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : []
}

/** The same, of a column that holds some of these words alone. */
export function wordsIn<W extends string>(json: string, words: readonly W[]): W[] {
  const texts = textsIn(json)
  return texts.every((text): text is W => words.includes(text as W)) ? texts : []
}
