import path from 'node:path'
import { buildImage } from './image/build.ts'

/** `npm run image` makes the small Linux that servers boot when QEMU is installed. */
const home = path.resolve(process.env['LINECARD_HOME'] ?? path.join(import.meta.dirname, '../.linecard'))
try {
  process.stdout.write(`The image is in ${buildImage(home)}\n`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
