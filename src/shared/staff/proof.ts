/** How the person on duty proved who they are: by their account, by a PIN, or not at all. */
export const PROOFS_OF_PERSON = ['session', 'pin', 'click'] as const
export type Proof = (typeof PROOFS_OF_PERSON)[number]
