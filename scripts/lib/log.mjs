// Console lines of the scripts: "setup  what happens now". They go to stderr, so that stdout keeps
// what a command is asked for (a benchmark's JSON, a test summary).

/** A printer of lines that carry the name of the script they come from. */
export function logger(area, stream = process.stderr) {
  const label = area.padEnd(6)
  return (text) => stream.write(`${label} ${text}\n`)
}

/** "0.4 s", "12.3 s", "2 min 5 s": how long something took. */
export function seconds(milliseconds) {
  const total = milliseconds / 1000
  if (total < 60) return `${total.toFixed(1)} s`
  return `${Math.floor(total / 60)} min ${Math.round(total % 60)} s`
}

/** An error whose message is all that the reader needs: printed without a stack. */
export function plainError(message) {
  return Object.assign(new Error(message), { plain: true })
}

/** Runs a script's main function; on failure prints the reason and leaves with code 1. */
export async function main(area, body) {
  try {
    process.exitCode = (await body()) ?? 0
  } catch (error) {
    logger(area)(error?.plain ? error.message : (error?.stack ?? String(error)))
    process.exitCode = 1
  }
}
