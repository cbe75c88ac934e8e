// The stages of `npm test`, in their order. Add a line to add a stage.
// Two lanes run side by side: what computes beside what mostly waits, for servers, networks and a virtual machine. Then the
// stories in real windows, which want the machine to themselves: one at a time where a gun types as fast as one does.
import { benches } from './benches.mjs'
import { check, playwright, script, vitest } from './kinds.mjs'

const types = ['shared', 'main', 'electron', 'renderer', 'tools']

const inLane = (lane, stages) => stages.map((stage) => ({ ...stage, lane }))

export const stages = [
  ...inLane('computes', [
    check('format', ['oxfmt', '--check', '.']),
    check('lint', ['oxlint', '--type-aware']),
    ...types.map((name) => check(`types:${name}`, ['typescript:tsc', '-p', `tsconfig.${name}.json`])),
    script('arrows', 'scripts/test/arrows.mjs'),
    check('unused', ['knip']),
    script('catalogs', 'scripts/test/catalogs.mjs'),
    vitest('unit'),
    vitest('integration', { needsBuild: true }),
    vitest('simulation', { config: 'tests/simulation/vitest.config.ts' }),
    playwright('components', 'tests/e2e/playwright.config.ts'),
  ]),
  ...inLane('waits', [
    vitest('vm', { config: 'tests/vm/vitest.config.ts' }),
    vitest('rls', { config: 'tests/rls/vitest.config.ts' }),
    vitest('hub', { config: 'tests/hub/vitest.config.ts' }),
    vitest('notices', { config: 'tests/notices/vitest.config.ts' }),
    vitest('messaging', { config: 'tests/messaging/vitest.config.ts' }),
    vitest('faults', { config: 'tests/faults/vitest.config.ts' }),
    vitest('security', {
      needsBuild: true,
      config: 'tests/security/vitest.config.ts',
      report: 'tests/security/support/report.mjs',
    }),
    benches(),
  ]),
  playwright('guns', 'tests/e2e/playwright.config.ts'),
  playwright('e2e', 'tests/e2e/playwright.config.ts', { workers: 2 }),
]
