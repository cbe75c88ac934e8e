// The kinds of stages: a check (one command, one result) and the suites (counted test by test).
// Each runs with { capture }: its output comes with the result instead of being shown, for stages that run side by side.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startDisplay } from '../lib/display.mjs'
import { logger } from '../lib/log.mjs'
import { nodeBinary, readJson, root, toolEnv, which } from '../lib/paths.mjs'
import { run, runTool } from '../lib/run.mjs'
import { readPlaywrightReport } from './playwright-report.mjs'
import { suiteResult } from './summary.mjs'

const log = logger('test')

const oneResult = ({ code, output }) => ({
  passed: code === 0 ? 1 : 0,
  failed: code === 0 ? 0 : 1,
  skipped: [],
  output,
})

/** A dependency's command (`package`, or `package:command` when their names differ) that passes or fails as one. */
export const check = (name, [toolName, ...args]) => ({
  name,
  run: async ({ capture }) => oneResult(await runTool(toolName.split(':'), args, { capture })),
})

/** A script of ours that passes or fails as one. */
export const script = (name, file, args = []) => ({
  name,
  run: async ({ capture }) =>
    oneResult(await run(nodeBinary(), [path.join(root, file), ...args], { env: toolEnv(), capture })),
})

async function withReport(body) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lofts-test-'))
  try {
    return await body(path.join(folder, 'report.json'))
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/** The tests of one vitest project, or of a vitest configuration of their own; `report` is a reporter that they print with. */
export const vitest = (name, { needsBuild = false, config, report } = {}) => ({
  name,
  needsBuild,
  run: ({ capture }) =>
    withReport(async (file) => {
      const selected = config ? ['--config', config] : ['--project', name]
      const own = ['scripts/test/vitest-reporter.mjs', ...(report ? [report] : [])]
      const reporters = ['--reporter=default', ...own.map((each) => `--reporter=${path.join(root, each)}`)]
      const { code, output } = await runTool(['vitest'], ['run', ...selected, ...reporters], {
        env: { LOFTS_TEST_REPORT: file },
        capture,
      })
      return { ...suiteResult(readJson(file), code), output }
    }),
})

/** One of Playwright's projects, in real windows on virtual displays of their own, one for each worker, so that no screen flickers. */
export const playwright = (name, config, { workers = 1 } = {}) => ({
  name,
  needsBuild: true,
  run: ({ capture }) =>
    withReport(async (file) => {
      const virtual = process.platform === 'linux' && (which('Xvfb') || !process.env.DISPLAY)
      const displays = virtual ? await Promise.all(Array.from({ length: workers }, () => startDisplay())) : []
      try {
        const own = { LOFTS_DISPLAYS: displays.map(({ display }) => display).join(' ') }
        const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: file, ...(virtual && own) }
        const { code, output } = await runTool(
          ['@playwright/test', 'playwright'],
          ['test', '-c', config, '--project', name, '--reporter=list,json'],
          { env, capture },
        )
        const report = readPlaywrightReport(readJson(file))
        for (const test of report?.flaky ?? []) log(`passed only when tried again: ${test}`)
        return { ...suiteResult(report, code), output }
      } finally {
        for (const { stop } of displays) stop()
      }
    }),
})
