/** Carries signs to whoever is on the line now. */
export interface SignCarrier {
  send(sign: object): void
  /** The residents whose channels are to be heard has changed. */
  tune(): void
}

/**
 * What a resident's own channel brings, as a sign of that resident and nobody else; null: it speaks for another. Colleagues
 * are heard on the building's channel. A resident learns the ids of desks from their signs: a place of theirs is named after
 * them, so that it takes none of a desk's.
 */
export function signOfResident(residentId: string, given: unknown): object | null {
  const { person, from } = (given ?? {}) as { person?: { id?: unknown; side?: unknown } | null; from?: unknown }
  if (person?.side !== 'resident' || person.id !== residentId || typeof from !== 'string') return null
  return { ...(given as object), from: `${residentId}/${from}` }
}

export interface SignRate {
  /** So many at once, after a silence. */
  burst: number
  perSecond: number
}
/** One person gives a sign every few seconds; a building has a few desks. */
export const RESIDENT_RATE: SignRate = { burst: 20, perSecond: 5 }
export const BUILDING_RATE: SignRate = { burst: 100, perSecond: 50 }

/** Says of each sign whether it is one too many, by its channel's rate and before anybody reads it. */
export function createSignGate(monotonic: () => number, { burst, perSecond }: SignRate) {
  let left = burst
  let last = monotonic()
  return (): boolean => {
    const now = monotonic()
    left = Math.min(burst, left + ((now - last) / 1000) * perSecond)
    last = now
    if (left < 1) return false
    left--
    return true
  }
}

/**
 * Signs of life between desks, and with the residents whose conversation is open: who types, who looks. They pass through,
 * nothing of them is kept, and without a line they are lost.
 */
export function createSignRelay() {
  const listeners = new Set<(sign: unknown) => void>()
  let carrier: SignCarrier | null = null
  let residents: readonly string[] = []
  return {
    send: (sign: object): void => carrier?.send(sign),
    on(listener: (sign: unknown) => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /** Hears these residents, and sends to them. */
    follow(ids: readonly string[]): void {
      residents = ids
      carrier?.tune()
    },
    /** For the line: what it has heard, whom to hear, and that it carries signs now. */
    line: {
      heard(sign: unknown): void {
        for (const listener of listeners) listener(sign)
      },
      residents: () => residents,
      carry: (next: SignCarrier | null): void => void (carrier = next),
    },
  }
}

export type SignRelay = ReturnType<typeof createSignRelay>
