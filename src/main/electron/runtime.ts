import { app } from 'electron'
import type { DeskOptions } from '../deskOptions.ts'

/** The Electron that this program is made for: `package.json` names the exact version. */
const MADE_FOR = 45

/**
 * What weakens this run of the program. An older Electron has known holes, so it is for looking and for development; as
 * root Chromium has no sandbox. A packaged program takes no word from its environment.
 */
export function runtimeGuards(): DeskOptions['runtime'] {
  const older = Number(process.versions.electron.split('.')[0]) < MADE_FOR
  const development = !app.isPackaged && process.env['LOFTS_DEVELOPMENT'] === '1'
  return {
    warnings: [
      ...(older ? (['older_runtime'] as const) : []),
      ...(app.commandLine.hasSwitch('no-sandbox') ? (['no_sandbox'] as const) : []),
    ],
    mayConnect: !older || development,
  }
}
