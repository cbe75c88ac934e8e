/** What of a key press tells whether it is a character, and when it came. */
export interface HeardKey {
  key: string
  ctrlKey: boolean
  altKey: boolean
  metaKey: boolean
  timeStamp: number
}

export interface ByHandPorts {
  /** The longest pause between two keys of one scan. */
  gapMs(): number
  later(ms: number, run: () => void): unknown
  cancel(timer: unknown): void
}

/** Keys that take something back, confirm or leave: a gun that has one of them mapped must not act by it. */
const ACTING = new Set(['F9', 'Shift+F9', 'F12', 'Escape'])

/** True for a key that acts only when no gun can have typed it. */
export const mustBeByHand = (shortcut: string): boolean => ACTING.has(shortcut)

/**
 * Runs what a key does only when no character comes as close to it as those of one scan: before it, it is a gun's last key,
 * after it, its first. A finger is many times slower.
 */
export function createByHand({ gapMs, later, cancel }: ByHandPorts) {
  let lastCharacter = Number.NEGATIVE_INFINITY
  /** Several keys that act, one after the other, wait together. */
  let waiting: readonly (() => void)[] = []
  let timer: unknown = null
  const stop = () => {
    if (timer !== null) cancel(timer)
    timer = null
  }
  const isCharacter = ({ key, ctrlKey, altKey, metaKey }: HeardKey) =>
    [...key].length === 1 && !ctrlKey && !metaKey && (!altKey || /\d/.test(key))
  return {
    /** Each key, whatever it does. */
    hear(key: HeardKey): void {
      if (!isCharacter(key)) return
      lastCharacter = key.timeStamp
      stop()
      waiting = []
    },
    /** Whether a key that acts has not acted yet: what is pressed meanwhile comes after it. */
    isWaiting: () => waiting.length > 0,
    /** A key that acts: `run` comes when its time has passed. */
    press(key: HeardKey, run: () => void): void {
      if (key.timeStamp - lastCharacter <= gapMs()) return
      stop()
      waiting = [...waiting, run]
      timer = later(gapMs() + SLACK_MS, () => {
        timer = null
        const all = waiting
        waiting = []
        for (const each of all) each()
      })
    },
  }
}
/** A key that was hit in time may be on its way still. */
const SLACK_MS = 10
