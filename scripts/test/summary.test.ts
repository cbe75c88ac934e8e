import { describe, expect, it } from 'vitest'
import { selectStages, suiteResult, summaryLine, total } from './summary.mjs'

describe('the last line of a test run', () => {
  it('adds the stages up', () => {
    const sum = total([
      { passed: 3, failed: 0, skipped: [{ name: 'a', reason: 'no printer' }] },
      { passed: 1, failed: 2, skipped: [] },
    ])
    expect(summaryLine(sum)).toBe('4 passed, 2 failed, 1 skipped')
  })
})

describe('a suite that proves nothing', () => {
  it('fails when it has no tests', () => {
    expect(suiteResult({ passed: 0, failed: 0, skipped: [] }, 0)).toMatchObject({
      failed: 1,
      notes: ['it has no tests'],
    })
  })

  it('fails when it ended before it could report', () => {
    expect(suiteResult(undefined, 0).failed).toBe(1)
  })

  it('fails when its command failed although every test passed', () => {
    expect(suiteResult({ passed: 5, failed: 0, skipped: [] }, 1)).toMatchObject({ passed: 5, failed: 1 })
  })

  it('counts a failed test once', () => {
    expect(suiteResult({ passed: 5, failed: 1, skipped: [] }, 1)).toMatchObject({ passed: 5, failed: 1, notes: [] })
  })
})

describe('--only', () => {
  const stages = [{ name: 'lint' }, { name: 'types:main' }, { name: 'types:shared' }, { name: 'unit' }]
  const names = (only?: string) => selectStages(stages, only).map((stage: { name: string }) => stage.name)

  it('takes whole names and families, in the order of the stages', () => {
    expect(names('unit,types')).toEqual(['types:main', 'types:shared', 'unit'])
    expect(names('types:main')).toEqual(['types:main'])
    expect(names()).toHaveLength(4)
  })

  it('refuses a misspelt stage instead of running nothing', () => {
    expect(() => names('unti')).toThrow('unti')
  })
})
