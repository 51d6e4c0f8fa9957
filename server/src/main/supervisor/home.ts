import { randomBytes } from 'node:crypto'
import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, statfsSync, writeSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

const LEAST_FREE_BYTES = 200 * 1024 * 1024

/** The folder of this installation, closed to other users and with room to work in. Throws one clear sentence. */
export function openHome(folder: string): string {
  const home = path.resolve(folder)
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 })
    chmodSync(home, 0o700)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOSPC') throw new Error(`The disk of ${home} is full: at least 200 MB must be free.`)
    throw new Error(
      code === 'EPERM' || code === 'EACCES'
        ? `${home} belongs to another user: start Linecard as that user, or set LINECARD_HOME to a folder of your own.`
        : `LINECARD_HOME cannot be ${home}: ${message}.`,
    )
  }
  const { bavail, bsize } = statfsSync(home)
  if (bavail * bsize < LEAST_FREE_BYTES) throw new Error(`The disk of ${home} is full: at least 200 MB must be free.`)
  return home
}

const Secrets = z.object({
  masterKey: z.string(),
  twilioSid: z.string(),
  twilioToken: z.string(),
  stripeKey: z.string(),
  stripeWebhookSecret: z.string(),
  telnaKey: z.string(),
  esimAccessCode: z.string(),
  esimAccessSecret: z.string(),
})

export type Secrets = Readonly<z.output<typeof Secrets>>

/** Keys of simulators that came after the first version: an installation from before gets them at its next start. */
const laterSimulators = () => ({
  telnaKey: randomBytes(24).toString('hex'),
  esimAccessCode: randomBytes(16).toString('hex'),
  esimAccessSecret: randomBytes(24).toString('hex'),
})

const makeSecrets = (): Secrets => ({
  masterKey: randomBytes(32).toString('base64url'),
  twilioSid: `AC${randomBytes(16).toString('hex')}`,
  twilioToken: randomBytes(16).toString('hex'),
  stripeKey: `sk_test_${randomBytes(16).toString('hex')}`,
  stripeWebhookSecret: `whsec_${randomBytes(24).toString('hex')}`,
  ...laterSimulators(),
})

/** The keys of this installation, made at its first start and readable by its owner only. Throws one sentence when they are lost. */
export function openSecrets(home: string): Secrets {
  const file = path.join(home, 'secrets.json')
  if (!existsSync(file)) {
    // New keys would open nothing that the database has sealed.
    if (existsSync(path.join(home, 'postgres', 'data'))) {
      throw new Error(`${file} is missing but its database is there: bring the file back from your backup.`)
    }
    writeWhole(file, `${JSON.stringify(makeSecrets(), null, 2)}\n`)
  }
  chmodSync(file, 0o600)
  const known = parseJson(readFileSync(file, 'utf8'))
  const parsed = Secrets.safeParse(typeof known === 'object' && known !== null ? { ...laterSimulators(), ...known } : known)
  if (!parsed.success) throw new Error(`${file} is damaged: bring it back from your backup.`)
  const isWhole = Object.keys(parsed.data).every((name) => name in (known as object))
  if (!isWhole) writeWhole(file, `${JSON.stringify({ ...(known as object), ...parsed.data }, null, 2)}\n`)
  return parsed.data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Told by the caller, who knows the file.
    return undefined
  }
}

/** The file is there whole or not at all, also after a power cut. */
function writeWhole(file: string, content: string): void {
  const unfinished = `${file}.${process.pid}`
  const handle = openSync(unfinished, 'w', 0o600)
  writeSync(handle, content)
  fsyncSync(handle)
  closeSync(handle)
  renameSync(unfinished, file)
}
