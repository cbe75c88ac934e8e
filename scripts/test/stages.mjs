// The stages of `npm test`, in their order. Add a line to add a stage.
import { check, playwright, script, vitest } from './kinds.mjs'

const types = ['shared', 'main', 'electron', 'renderer', 'tools']

export const stages = [
  check('format', ['oxfmt', '--check', '.']),
  check('lint', ['oxlint', '--type-aware']),
  ...types.map((name) => check(`types:${name}`, ['typescript:tsc', '-p', `tsconfig.${name}.json`])),
  script('catalogs', 'scripts/test/catalogs.mjs'),
  vitest('unit'),
  vitest('integration', { needsBuild: true }),
  vitest('vm', { config: 'tests/vm/vitest.config.ts' }),
  vitest('rls', { config: 'tests/rls/vitest.config.ts' }),
  vitest('hub', { config: 'tests/hub/vitest.config.ts' }),
  vitest('simulation', { config: 'tests/simulation/vitest.config.ts' }),
  vitest('messaging', { config: 'tests/messaging/vitest.config.ts' }),
  vitest('faults', { config: 'tests/faults/vitest.config.ts' }),
  playwright('e2e', 'tests/e2e/playwright.config.ts'),
]
