// A vitest reporter: prints the table of the attacks, each with what it did before, what happens now, and whether its test
// has just seen that.
import { ATTACKS } from '../attacks.ts'

/** The reporter as vitest wants it: something to call with `new`. */
export default function AttackReporter() {
  return {
    onTestRunEnd(testModules) {
      const states = new Map()
      for (const testModule of testModules)
        for (const test of testModule.children.allTests()) states.set(test.name, test.result().state)
      const here = ATTACKS.filter(({ name }) => states.has(name))
      if (here.length === 0) return
      console.log('\nAttacks')
      for (const { name, before, after } of here) {
        const held = states.get(name) === 'passed'
        console.log(
          `${held ? '  held    ' : '  OPEN    '}${name}\n            before: ${before}\n            now:    ${after}`,
        )
      }
      const open = here.filter(({ name }) => states.get(name) !== 'passed').length
      console.log(`${here.length - open} held, ${open} open; ${ATTACKS.length - here.length} more in other suites.\n`)
    },
  }
}
