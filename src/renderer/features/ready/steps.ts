import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { SetupStep } from '../../../shared/setup/steps.ts'

interface Way {
  to: string
  label: MessageDescriptor
}

export interface StepWords {
  label: MessageDescriptor
  /** Why it matters, said as long as it is missing. */
  why: MessageDescriptor
  /** The ways to it, the usual one first. */
  ways: readonly Way[]
}

/** Each step of setting up a building: what it is called, why it matters and where it is done. */
export const STEP_WORDS: Readonly<Record<SetupStep, StepWords>> = {
  building: {
    label: msg`Building`,
    why: msg`Without an address, the street number on a label can pass for a unit.`,
    ways: [{ to: '/settings?section=building', label: msg`Settings` }],
  },
  pin: {
    label: msg`Your PIN`,
    why: msg`Without a PIN anybody at this desk can sign in your name.`,
    ways: [],
  },
  units: {
    label: msg`Units`,
    why: msg`Each parcel is for a unit: without them it finds no door.`,
    ways: [
      { to: '/import', label: msg`From a file` },
      { to: '/units/new', label: msg`Type the numbers` },
    ],
  },
  residents: {
    label: msg`Residents`,
    why: msg`Without names, labels are matched by unit alone, and nobody can be told of a parcel.`,
    ways: [
      { to: '/import', label: msg`From a file` },
      { to: '/residents/new', label: msg`One by one` },
    ],
  },
  shelves: {
    label: msg`Shelves`,
    why: msg`With shelves, whoever hands a parcel over knows where it lies.`,
    ways: [],
  },
  scanner: {
    label: msg`Scanner`,
    why: msg`Scan any barcode now, on a parcel or a tin: it is only tried, nothing is registered.`,
    ways: [{ to: '/devices', label: msg`Nothing happens: set it up` }],
  },
  label: {
    label: msg`Label printer`,
    why: msg`A test label shows that the printer is reached and that its size is right.`,
    ways: [{ to: '/settings?section=printer', label: msg`Choose the printer` }],
  },
  team: {
    label: msg`Colleagues`,
    why: msg`Each person signs with their own name: it is known whom to ask about what was done.`,
    ways: [{ to: '/staff', label: msg`Add colleagues` }],
  },
  parcel: {
    label: msg`First parcel`,
    why: msg`Scan a carrier’s label and give the parcel to its unit: its label comes out.`,
    ways: [{ to: '/intake', label: msg`Go to the intake` }],
  },
  privacy: {
    label: msg`Person in charge of privacy`,
    why: msg`Residents must know whom to ask about their information. In Québec the law asks for this person’s title and how to reach them.`,
    ways: [{ to: '/settings?section=privacy', label: msg`Name the person` }],
  },
}

/** Which steps are done at an address. */
export const stepsAt = (href: string): readonly SetupStep[] =>
  (Object.keys(STEP_WORDS) as SetupStep[]).filter((step) => STEP_WORDS[step].ways.some(({ to }) => to === href))
