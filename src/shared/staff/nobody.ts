/** Stands on duty where nobody of the staff may: it is no row of any table, and no act can be signed by it. */
export const NOBODY_ID = '00000000-0000-0000-0000-000000000000'
