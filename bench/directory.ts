// A person's page, click to paint, in a building of 5 000 people and 1 000 000 parcels: p95. In the context: every prefix of a name
// with one wrong letter, which the search forgives, p95 in main; both have their limit.
import { join } from 'node:path'
import { launch } from '../tests/e2e/support/runningDesk.ts'
import { presetSettings } from '../tests/e2e/support/faults.ts'
import { openTestDesk } from '../tests/support/testDesk.ts'
import { bigDataDir } from './support/bigDesk.ts'
import { report, spread } from './support/report.ts'
import { sizes } from './support/sizes.ts'

const SEARCH_LIMIT = 10
const { packages, people } = sizes({ packages: 1_000_000, people: 120 }, { packages: 3000, people: 6 })

/** A name with its fifth letter changed. */
const mistyped = (name: string): string => `${name.slice(0, 4)}${name[4] === 'x' ? 'y' : 'x'}${name.slice(5)}`

const { dataDir, remove } = await bigDataDir(packages)
presetSettings(dataDir)
try {
  const main = await openTestDesk({ dataDir: join(dataDir, 'building'), checkOutput: false })
  const { rows } = await main.ask('residents.list', { limit: 200, offset: 500 })
  const persons = [...new Map(rows.map((row) => [row.residentId!, row.name])).entries()].slice(0, people)
  await main.ask('search.all', { text: 'warm up' })
  const searched: number[] = []
  for (const [, name] of persons) {
    const typed = mistyped(name)
    for (let length = 5; length <= typed.length; length++) {
      const began = performance.now()
      await main.ask('search.all', { text: typed.slice(0, length) })
      searched.push(performance.now() - began)
    }
  }
  await main.close()

  const desk = await launch({ dataDir, size: { width: 1920, height: 1080 } })
  const opened: number[] = []
  try {
    for (const [id, name] of persons)
      opened.push(
        await desk.page.evaluate(
          ([person, called]) =>
            new Promise<number>((resolve) => {
              const began = performance.now()
              window.location.hash = `#/residents/${person}`
              const look = () => {
                // Painted once the frame after the one that drew the name has begun.
                if (document.querySelector('.resident h1')?.textContent === called)
                  requestAnimationFrame(() => resolve(performance.now() - began))
                else requestAnimationFrame(look)
              }
              requestAnimationFrame(look)
            }),
          [id, name] as const,
        ),
      )
  } finally {
    await desk.app.close()
  }
  const page = spread(opened.slice(3))
  const search = spread(searched)
  report({
    name: 'directory',
    value: page.p95,
    unit: 'ms p95',
    limit: 50,
    ok: page.p95 <= 50 && search.p95 <= SEARCH_LIMIT,
    context: {
      ...page,
      residents: 5_000,
      packages,
      search_p95: search.p95,
      search_max: search.max,
      search_n: search.n,
      search_limit: SEARCH_LIMIT,
    },
  })
} finally {
  remove()
}
