/** True when one letter was added, lost, changed, or two neighbours swapped. */
export function oneTypoApart(typed: string, word: string): boolean {
  if (Math.abs(typed.length - word.length) > 1 || typed === word) return typed === word
  let i = 0
  while (i < typed.length && i < word.length && typed[i] === word[i]) i++
  const restTyped = typed.slice(i)
  const restWord = word.slice(i)
  if (typed.length === word.length) {
    return (
      restTyped.slice(1) === restWord.slice(1) ||
      (restTyped[0] === restWord[1] && restTyped[1] === restWord[0] && restTyped.slice(2) === restWord.slice(2))
    )
  }
  return typed.length > word.length ? restTyped.slice(1) === restWord : restTyped === restWord.slice(1)
}
