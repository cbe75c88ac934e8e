export const SHORTEST_PIN = 4
export const LONGEST_PIN = 12

/** Why digits cannot be somebody's PIN. */
export const PIN_PROBLEMS = ['digits', 'short', 'long', 'easy'] as const
export type PinProblem = (typeof PIN_PROBLEMS)[number]

/** Each digit one more, or one less, than the one before: 1234, 9876, 7890. */
function isRun(digits: readonly number[]): boolean {
  const steps = digits.slice(1).map((digit, n) => (digit - digits[n]! + 10) % 10)
  return steps.every((step) => step === 1) || steps.every((step) => step === 9)
}

/** The same few digits again and again: 0000, 1212, 123123. */
const repeats = (pin: string): boolean =>
  [1, 2, 3, 4, 5, 6].some((length) => length < pin.length && pin.length % length === 0 && isRepeated(pin, length))
const isRepeated = (pin: string, length: number): boolean => pin === pin.slice(0, length).repeat(pin.length / length)

/** What is wrong with a PIN that somebody wants: not digits alone, too short or long, or one that is guessed first. Null: nothing. */
export function pinProblem(pin: string): PinProblem | null {
  if (!/^\d*$/.test(pin)) return 'digits'
  if (pin.length < SHORTEST_PIN) return 'short'
  if (pin.length > LONGEST_PIN) return 'long'
  const digits = [...pin].map(Number)
  return repeats(pin) || isRun(digits) || new Set(digits).size < 3 ? 'easy' : null
}
