// The fuses of an installed program: what its Electron cannot do any more, whoever starts it and with whatever surroundings.
import { flipFuses, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses'

/** Fuse by fuse, as an installed program has it. */
export const FUSES = {
  // No Node in the program's name: any other program could run its own code as ours.
  RunAsNode: false,
  EnableCookieEncryption: true,
  // NODE_OPTIONS and NODE_EXTRA_CA_CERTS are not read.
  EnableNodeOptionsEnvironmentVariable: false,
  // No --inspect, and no inspector at SIGUSR1.
  EnableNodeCliInspectArguments: false,
  // The archive of the program is the one that was signed, where the system can say so.
  EnableEmbeddedAsarIntegrityValidation: process.platform !== 'linux',
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  // Pages come from app://, no page is a file.
  GrantFileProtocolExtraPrivileges: false,
}

/** Sets the fuses of an Electron that a program is made of. */
export async function setFuses(electron) {
  const wanted = Object.entries(FUSES).map(([name, on]) => [FuseV1Options[name], on])
  await flipFuses(electron, { version: FuseVersion.V1, ...Object.fromEntries(wanted) })
}

/** The fuses of a program as they are, by name. */
export async function readFuses(electron) {
  const wire = await getCurrentFuseWire(electron)
  return Object.fromEntries(Object.keys(FUSES).map((name) => [name, wire[FuseV1Options[name]] === ON]))
}
/** How the wire writes a fuse that is on: the digit one. */
const ON = 49
