/** So many days what somebody confirmed is taken for true without asking again. */
export const FRESH_DAYS = 365
