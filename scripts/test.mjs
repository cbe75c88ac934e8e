#!/usr/bin/env node
// npm test: everything that must hold, from formatting to the running program. The last line counts it all.
//   npm test -- --only unit,e2e    some stages (types: all of types:…)
import { ensureBuild } from './lib/build.mjs'
import { logger, main, seconds } from './lib/log.mjs'
import { setup } from './setup/setup.mjs'
import { selectStages, summaryLine, total } from './test/summary.mjs'

const log = logger('test', process.stdout)
const failed = (...notes) => ({ passed: 0, failed: 1, skipped: [], notes })

/** Runs one stage; whatever goes wrong in it is its failure, never the end of the run. */
async function runStage(stage, buildError, capture) {
  if (stage.needsBuild && buildError) return failed('not run: the build failed')
  try {
    return await stage.run({ capture })
  } catch (error) {
    return failed(error.message)
  }
}

/** One stage after the other. What runs beside another lane shows what it printed when it has ended, in one piece. */
async function runLane(stages, buildError, { beside }) {
  const results = []
  for (const stage of stages) {
    if (!beside) log(`--- ${stage.name}`)
    const started = Date.now()
    const result = { stage: stage.name, ...(await runStage(stage, buildError, beside)), time: Date.now() - started }
    if (beside) log(`--- ${stage.name}\n${result.output ?? ''}`)
    results.push(result)
  }
  return results
}

async function build(stages) {
  if (!stages.some((stage) => stage.needsBuild)) return undefined
  return ensureBuild().catch((error) => error)
}

async function runAll(stages) {
  const buildError = await build(stages)
  const results = []
  if (buildError) {
    log(buildError.message)
    results.push({ stage: 'build', time: 0, ...failed('see above') })
  }
  const alone = stages.filter(({ lane }) => !lane)
  const names = [...new Set(stages.flatMap(({ lane }) => lane ?? []))]
  const lanes = names.map((name) => stages.filter(({ lane }) => lane === name))
  const done = await Promise.all(lanes.map((lane) => runLane(lane, buildError, { beside: lanes.length > 1 })))
  results.push(...done.flat(), ...(await runLane(alone, buildError, { beside: false })))
  return results
}

function report(results) {
  const sum = total(results)
  for (const { name, reason } of sum.skipped) log(`skipped: ${name} (${reason ?? 'no reason given'})`)
  for (const { stage, passed, failed: count, skipped, notes = [], time } of results) {
    const parts = [
      `${passed} passed`,
      count > 0 && `${count} FAILED`,
      skipped.length > 0 && `${skipped.length} skipped`,
      ...notes,
    ]
    log(`${stage.padEnd(15)} ${seconds(time).padStart(12)}  ${parts.filter(Boolean).join(', ')}`)
  }
  process.stdout.write(`${summaryLine(sum)}\n`)
  return sum.failed > 0 || sum.passed === 0 ? 1 : 0
}

await main('test', async () => {
  const at = process.argv.indexOf('--only')
  const { stages } = await import('./test/stages.mjs')
  const selected = selectStages(stages, at > 0 ? process.argv[at + 1] : undefined)
  let results
  try {
    await setup({ tests: true })
  } catch (error) {
    results = [{ stage: 'setup', time: 0, ...failed(error.message) }]
  }
  return report(results ?? (await runAll(selected)))
})
