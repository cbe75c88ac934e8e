/** Days of the week as ISO 8601 counts them, from Monday. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const
