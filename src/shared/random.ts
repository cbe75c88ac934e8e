/** Repeatable randomness: the same seed gives the same numbers, so a sample, a test or a bench can be made again. */
export interface Random {
  /** 0 <= x < 1 */
  next(): number
  /** 0 <= n < max */
  int(max: number): number
  /** from <= x < to */
  between(from: number, to: number): number
  chance(probability: number): boolean
  pick<T>(from: readonly T[]): T
  /** Picks by weight. */
  weighted<T>(from: readonly (readonly [T, number])[]): T
  bytes(n: number): Uint8Array
  digits(n: number): string
  shuffled<T>(from: readonly T[]): T[]
  /** Randomness of its own: how much of it is used changes nothing here. */
  fork(): Random
}

/** sfc32, seeded through splitmix32. */
export function seeded(seed: number): Random {
  let mix = seed >>> 0
  const word = () => {
    mix = (mix + 0x9e3779b9) >>> 0
    let z = mix
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return (z ^ (z >>> 15)) >>> 0
  }
  let [a, b, c, counter] = [word(), word(), word(), 1]
  const uint32 = () => {
    const t = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + t) | 0
    return t >>> 0
  }
  const random: Random = {
    next: () => uint32() / 0x1_0000_0000,
    int: (max) => Math.floor(random.next() * max),
    between: (from, to) => from + random.next() * (to - from),
    chance: (probability) => random.next() < probability,
    pick: (from) => from[random.int(from.length)]!,
    weighted(from) {
      let rest = random.next() * from.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [value, weight] of from) {
        rest -= weight
        if (rest < 0) return value
      }
      return from.at(-1)![0]
    },
    bytes(n) {
      const bytes = new Uint8Array(n)
      for (let i = 0; i < n; i++) bytes[i] = uint32()
      return bytes
    },
    digits(n) {
      let text = ''
      for (let left = n; left > 0; left -= 9) {
        const length = Math.min(left, 9)
        text += String(random.int(10 ** length)).padStart(length, '0')
      }
      return text
    },
    shuffled(from) {
      const items = [...from]
      for (let i = items.length - 1; i > 0; i--) {
        const j = random.int(i + 1)
        ;[items[i], items[j]] = [items[j]!, items[i]!]
      }
      return items
    },
    fork: () => seeded(uint32()),
  }
  return random
}
