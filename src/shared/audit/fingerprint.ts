/** As many digits of a hash as nobody finds a second one for. */
export const ENOUGH_DIGITS = 32

/** Digits of a hash in groups that a person copies. */
export const inGroups = (hash: string): string => hash.match(/.{1,4}/g)?.join(' ') ?? ''
