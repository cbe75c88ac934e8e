/** How the person on duty proved who they are: by their account, by a PIN, or not at all. */
export const PERSON_PROOFS = ['session', 'pin', 'click'] as const
export type Proof = (typeof PERSON_PROOFS)[number]
