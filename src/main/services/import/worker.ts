import { answerQuestions } from '../../threads/answering.ts'
import { createReader, type Reader } from './reader.ts'
import type { Question } from './thread.ts'

// The thread that reads files of other systems: seconds of work that no scan has to wait for.
const reader = createReader()

answerQuestions(async ({ call, input }: Question) => {
  const run = reader[call] as (...input: unknown[]) => ReturnType<Reader[typeof call]>
  return run(...input)
})
