/** Text that comes in pieces, taken when it is whole. One taker at a time. */
export function createInbox() {
  let text = ''
  let ended = false
  let look: (() => void) | null = null
  return {
    add(piece: string): void {
      // An answer is some hundred characters: a printer that talks without end must not fill the memory.
      text = (text + piece).slice(-16_384)
      look?.()
    },
    end(): void {
      ended = true
      look?.()
    },
    take: (whole: (text: string) => boolean, timeoutMs: number): Promise<string | null> =>
      new Promise((resolve) => {
        const finish = (answer: string | null): void => {
          clearTimeout(timer)
          look = null
          text = ''
          resolve(answer)
        }
        const timer = setTimeout(() => finish(null), timeoutMs)
        look = () => {
          if (whole(text)) finish(text)
          else if (ended) finish(null)
        }
        look()
      }),
  }
}
