import { workerData } from 'node:worker_threads'
import { answerQuestions } from '../../threads/answering.ts'
import { fontsIn } from './label-fonts.ts'
import { createLabelMaker } from './label-maker.ts'
import type { Asked } from './label-thread.ts'

// The thread that draws and reads back labels: some tens of milliseconds each that no scan has to wait for.
const maker = createLabelMaker({ readFont: fontsIn((workerData as { fontFolder: string }).fontFolder) })

answerQuestions(async (question: Asked) => {
  if (question.ask === 'sheet') return maker.commandSheet(question.sheet)
  if (question.ask === 'document') return maker.document(question.content)
  return maker.make(question.order)
})
