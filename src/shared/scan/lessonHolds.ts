import type { CarrierId, TaughtRule } from '../carriers/index.ts'
import { classifyScan } from './classify.ts'
import type { TaughtCode } from './lesson.ts'

/** The code after this one: the same but for its last digit, or its last letter where it has none. */
function nextCode(text: string): string {
  const at = Math.max(text.search(/\d\D*$/), /\d/.test(text) ? -1 : text.search(/[A-Za-z][^A-Za-z]*$/))
  if (at < 0) return text
  const next: Readonly<Record<string, string>> = { '9': '0', Z: 'A', z: 'a' }
  const last = text.charAt(at)
  return text.slice(0, at) + (next[last] ?? String.fromCharCode(last.charCodeAt(0) + 1)) + text.slice(at + 1)
}

/** A code as the lesson describes it, where nobody has one in hand. */
const madeUp = ({ prefix, length }: Pick<TaughtRule, 'prefix' | 'length'>): TaughtCode => ({
  text: prefix.padEnd(length ?? Math.max(prefix.length + 6, 12), '2468013579'),
  aim: null,
})

/**
 * Whether a lesson does what it promises beside those that the desk has: the code it was taught with and the one after
 * it are this carrier's.
 */
export function lessonHolds(
  lesson: { carrier: string; prefix: string; length: number | null },
  example: TaughtCode | null,
  taught: readonly TaughtRule[],
): boolean {
  const rule: TaughtRule = { ...lesson, id: '', carrier: lesson.carrier as CarrierId }
  const code = example ?? madeUp(rule)
  return [code, { ...code, text: nextCode(code.text) }].every((one) => {
    const scan = classifyScan(one, { taught: [...taught, rule] })
    return scan.kind === 'tracking' && scan.candidates[0]?.carrier === lesson.carrier
  })
}
