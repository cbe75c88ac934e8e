// Writes an archive of a desk's newest backup and says when it has its name. `DIR TARGET`
import { join } from 'node:path'
import { writeArchive } from '../../../src/main/archive/write.ts'
import { listBackups } from '../../../src/main/store/backup.ts'

const [, , dir, target] = process.argv as [string, string, string, string]
let last = -1
await writeArchive(
  {
    target,
    passphrase: 'quatre bateaux lanterne orage prune',
    backup: listBackups(join(dir, 'backups'))[0]!.file,
    work: join(dir, 'exporting'),
    filesFolder: join(dir, 'files'),
    settings: '{}',
    workFactor: 8,
    about: {
      version: '0',
      schema: 1,
      madeAt: '2026-11-30T12:00:00.000Z',
      building: { id: 'b1', name: 'Lofts', timezone: 'America/Toronto' },
      desk: 'A',
      by: '',
      connected: false,
      packages: 1,
    },
  },
  (done, of) => {
    const share = Math.floor((done / of) * 12)
    if (share !== last) process.stdout.write(`${(last = share)}\n`)
  },
)
process.stdout.write('written\n')
