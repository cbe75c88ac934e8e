// What the tests take of our scripts, which are plain JavaScript.
declare module '*/lib/display.mjs' {
  export function hasDisplay(): boolean
  export function startDisplay(): Promise<{ display: string; stop(): void }>
}
declare module '*/lib/fuses.mjs' {
  export const FUSES: Readonly<Record<string, boolean>>
  export function setFuses(electron: string): Promise<void>
  export function readFuses(electron: string): Promise<Record<string, boolean>>
}
declare module '*/setup/runtime.mjs' {
  export function linkFolder(from: string, to: string): void
}
