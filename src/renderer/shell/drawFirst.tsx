import type { ReactNode } from 'react'
import { NoWords } from './NoWords.tsx'

/** Draws the console as soon as its first screen can be spoken, and says why where it never can. */
export const drawFirst = (first: Promise<unknown>, draw: (node: ReactNode) => void, app: ReactNode): Promise<void> =>
  first.then(
    () => draw(app),
    () => draw(<NoWords />),
  )
