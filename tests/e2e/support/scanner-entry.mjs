// Stands in for the scanner process: does what the test tells it over a local socket. The console around it is real.
import { connect } from 'node:net'
import { createInterface } from 'node:readline'

const port = process.parentPort
const line = connect(Number(process.env.LOFTS_SCANNER_BENCH), '127.0.0.1')
createInterface({ input: line }).on('line', (text) => {
  const message = JSON.parse(text)
  if (message.type === 'crash') process.abort()
  port.postMessage(message)
})
line.on('error', () => process.exit(0))
port.on('message', () => process.exit(0))
