export { checkCharacter3736 } from './checks.ts'
export { aliasesOf, isTaught, misreadOf, publishedFormOf, recogniseCarrier } from './engine.ts'
export type { PublishedForm } from './engine.ts'
export { aParcelOf, carrierBesideParcel, CARRIERS } from './names.ts'

export { normaliseTracking, printedForm } from './normalise.ts'
export { MISREAD_FAULTS } from './types.ts'
export type { Candidate, CarrierId, MisreadFault, RecogniseContext, TaughtRule } from './types.ts'
