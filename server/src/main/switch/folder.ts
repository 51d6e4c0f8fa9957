import { createHash } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { socketParent } from '../supervisor/address.ts'
import { type Identity, identityFor, makeOwnFolder } from '../supervisor/identity.ts'
import { alive } from '../supervisor/orphans.ts'

/** Where the switch's programs work: a short path, closed to other users, that everything running in it is recognised by. */
export type RunFolder = {
  readonly path: string
  /** Who the programs run as; never root. */
  readonly identity: Identity
  write(name: string, content: string): string
  remove(): void
}

const folderOf = (home: string): string => {
  mkdirSync(home, { recursive: true, mode: 0o700 })
  return path.join(socketParent(), `linecard-switch-${createHash('sha256').update(realpathSync(home)).digest('hex').slice(0, 12)}`)
}

/** The database's files belong to whom the server runs as; over its closed socket only the same user may sign in. */
export function openFolder(home: string): RunFolder {
  const identity = identityFor(path.join(home, 'postgres', 'data'))
  const folder = folderOf(home)
  makeOwnFolder(folder, identity)
  return {
    path: folder,
    identity,
    write(name, content) {
      const file = path.join(folder, name)
      rmSync(file, { force: true })
      writeFileSync(file, content, { mode: 0o600 })
      if (identity.uid !== undefined && identity.gid !== undefined) chownSync(file, identity.uid, identity.gid)
      return file
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Both programs, or one of them. */
type Which = 'kamailio' | 'rtpengine' | 'both'

function worksIn(pid: string, folder: string, which: Which): boolean {
  try {
    const name = readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
    return readlinkSync(`/proc/${pid}/cwd`) === folder && (which === 'both' ? /^(kamailio|rtpengine)$/.test(name) : name === which)
  } catch {
    // It ended in between, or belongs to somebody else: then it is not ours.
    return false
  }
}

function processesIn(folder: string, which: Which): readonly number[] {
  if (!existsSync(folder)) return []
  const real = realpathSync(folder)
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
  return pids.filter((pid) => worksIn(pid, real, which)).map(Number)
}

async function gone(folder: string, which: Which, milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds
  while (processesIn(folder, which).length > 0) {
    if (Date.now() > deadline) return false
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return true
}

const signal = (folder: string, which: Which, name: NodeJS.Signals) => {
  for (const pid of processesIn(folder, which)) if (alive(pid)) process.kill(pid, name)
}

/** Ends every program of the switch in that folder, also what a killed one left behind. Throws one sentence when one does not end. */
export async function endPrograms(folder: string, which: Which = 'both'): Promise<void> {
  signal(folder, which, 'SIGTERM')
  if (await gone(folder, which, 2_000)) return
  signal(folder, which, 'SIGKILL')
  if (!(await gone(folder, which, 5_000))) throw new Error(`A process of the switch in ${folder} does not end: end it and start again.`)
}

/** Ends what a killed switch of this installation left behind. */
export async function endLeftSwitch(home: string): Promise<void> {
  const folder = folderOf(home)
  if (!existsSync(folder)) return
  await endPrograms(folder)
  rmSync(folder, { recursive: true, force: true })
}
