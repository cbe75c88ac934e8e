export { checkCharacter3736 } from './checks.ts'
export { aliasesOf, isTaught, misreadOf, publishedFormOf, recogniseCarrier } from './engine.ts'
export type { PublishedForm } from './engine.ts'
export { aParcelOf, carrierBesideParcel, CARRIERS, parcelOf } from './names.ts'

export { normaliseTracking, printedForm } from './normalise.ts'
export type { Candidate, CarrierId, RecogniseContext, TaughtRule } from './types.ts'
