export const uid = (n: number): string => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`
export const B = uid(1)
export const STAFF = { nadege: uid(11), colin: uid(12), helene: uid(13) }
export const DESK = uid(21)
export const UNIT = uid(31)
export const RESIDENT = { ana: uid(41), luc: uid(42) }
export const CONVERSATION = uid(101)
