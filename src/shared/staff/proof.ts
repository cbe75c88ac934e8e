/** How the person on duty proved who they are: by their account, by a PIN, by a badge that the building takes as one, or not at all. */
export const PERSON_PROOFS = ['session', 'pin', 'badge', 'click'] as const
export type Proof = (typeof PERSON_PROOFS)[number]

/** What a desk itself has seen of whoever acts: between sign-ins it vouches for that to the server. */
export const isSeenHere = (proof: unknown): boolean => proof === 'pin' || proof === 'badge'
