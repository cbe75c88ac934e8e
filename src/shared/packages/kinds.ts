/** What a parcel is. */
export const KINDS = ['parcel', 'envelope', 'food', 'dry_cleaning', 'other'] as const
/** How the desk knew who collected it. */
export const PROOFS = ['code', 'signature', 'known', 'id_seen'] as const
