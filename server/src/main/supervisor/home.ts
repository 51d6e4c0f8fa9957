import { randomBytes } from 'node:crypto'
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statfsSync, writeFileSync, writeSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'

const LEAST_FREE_BYTES = 200 * 1024 * 1024

/** The folder of this installation, with room to work in. Throws one clear sentence. */
export function openHome(folder: string): string {
  const home = path.resolve(folder)
  mkdirSync(home, { recursive: true })
  // Root's database runs as nobody, who must be able to walk through, and nothing more.
  chmodSync(home, process.getuid?.() === 0 ? 0o711 : 0o700)
  const { bavail, bsize } = statfsSync(home)
  if (bavail * bsize < LEAST_FREE_BYTES) throw new Error(`The disk of ${home} is full: at least 200 MB must be free.`)
  return home
}

export type Secrets = Readonly<Record<'masterKey' | 'twilioSid' | 'twilioToken' | 'stripeKey' | 'stripeWebhookSecret', string>>

/** The keys of this installation, made at its first start and readable by its owner only. */
export function openSecrets(home: string): Secrets {
  const file = path.join(home, 'secrets.json')
  if (!existsSync(file)) {
    const made: Secrets = {
      masterKey: randomBytes(32).toString('base64url'),
      twilioSid: `AC${randomBytes(16).toString('hex')}`,
      twilioToken: randomBytes(16).toString('hex'),
      stripeKey: `sk_test_${randomBytes(16).toString('hex')}`,
      stripeWebhookSecret: `whsec_${randomBytes(24).toString('hex')}`,
    }
    writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Secrets
}

/** When the process began, so that a reused process id is not taken for the one that wrote the lock. */
function beganAt(pid: number): string | undefined {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return undefined
  }
  if (process.platform !== 'linux') return 'running'
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19]
  } catch {
    // It ended in between.
    return undefined
  }
}

/** Makes sure that one supervisor runs on the folder. A lock whose process is gone is taken over. Answers how to give it back. */
export function lockHome(home: string): () => void {
  const file = path.join(home, 'supervisor.lock')
  const mine = `${process.pid} ${beganAt(process.pid)}`
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      const lock = openSync(file, 'wx', 0o600)
      writeSync(lock, mine)
      closeSync(lock)
      return () => rmSync(file, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const [pid = '', began] = readFileSync(file, 'utf8').split(' ')
      const running = beganAt(Number(pid))
      if (running && running === began)
        throw new Error(`Linecard already runs on ${home} (process ${pid}): stop it first, or set LINECARD_HOME and PORT for a second one.`)
      rmSync(file, { force: true })
    }
  }
  throw new Error(`The lock ${file} cannot be taken: remove it and start again.`)
}

/** Throws one clear sentence when somebody else listens on the port. */
export function claimPort(name: string, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer()
    probe.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`Port ${port} is taken by another program: set ${name} to a free one.`) : error),
    )
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}
