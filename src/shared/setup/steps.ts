/** What a building needs before its first day, in the order in which it is set up. */
export const SETUP_STEPS = [
  'building',
  'pin',
  'units',
  'residents',
  'shelves',
  'scanner',
  'label',
  'team',
  'privacy',
  'parcel',
] as const
export type SetupStep = (typeof SETUP_STEPS)[number]

/** What some desks do without: a person may say that it is not needed there. */
export const OPTIONAL_STEPS = ['shelves', 'scanner', 'label', 'team', 'privacy'] as const satisfies readonly SetupStep[]
export type OptionalStep = (typeof OPTIONAL_STEPS)[number]

/** Whether a person may say that a step is not needed at this desk. */
export const isOptional = (step: SetupStep): step is OptionalStep =>
  (OPTIONAL_STEPS as readonly string[]).includes(step)
