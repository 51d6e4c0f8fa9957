import { renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { endLeftSwitch } from '../switch/folder.ts'
import { claimPort, lockHome } from './claims.ts'
import { whenNpmIsGone } from './npm.ts'
import { endOrphans } from './orphans.ts'
import type { Message, Part } from './parts.ts'
import { Supervisor } from './supervisor.ts'

export type Installation = {
  /** The folder of everything this installation keeps. */
  readonly home: string
  readonly stages: readonly (readonly Part[])[]
  readonly env: NodeJS.ProcessEnv
  /** Must be free; the first of them is where people come to. */
  readonly ports: readonly { readonly setting: string; readonly host: string; readonly port: number }[]
  readonly url: string
}

/** Terminal, npm and launcher may each pass on the same Ctrl-C. */
const SAME_WISH_MS = 1_000

/** Where other programs see which processes run. */
function processList(home: string) {
  const file = path.join(home, 'processes.json')
  return {
    write: (pids: ReadonlyMap<string, number>) => {
      try {
        writeFileSync(`${file}.new`, `${JSON.stringify({ supervisor: process.pid, ...Object.fromEntries(pids) })}\n`, { mode: 0o600 })
        renameSync(`${file}.new`, file)
      } catch (error) {
        // A disk that filled up must not end what runs.
        process.stderr.write(`${file} could not be written: ${(error as Error).message}\n`)
      }
    },
    remove: () => rmSync(file, { force: true }),
  }
}

/** Calls `stop` at the first wish to end and `force` at the second. */
function onWishToEnd(stop: () => void, force: () => void): void {
  let first = 0
  const wish = () => {
    if (first === 0) {
      first = Date.now()
      stop()
    } else if (Date.now() - first > SAME_WISH_MS) force()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, wish)
  process.on('disconnect', wish)
  whenNpmIsGone(wish)
}

/** Runs an installation until it is told to stop; the process then ends. Throws one clear sentence when it cannot start. */
export async function runInstallation({ home, stages, env, ports, url }: Installation): Promise<void> {
  const lock = await lockHome(home)
  process.on('exit', () => lock.release())
  for (const { setting, host, port } of ports) await claimPort(setting, host, port)

  const list = processList(home)
  const told: Message = {}
  let pids: ReadonlyMap<string, number> = new Map()
  const note = () => list.write(told.postgres && pids.has('keeper') ? new Map([...pids, ['postgres', told.postgres]]) : pids)
  const supervisor = new Supervisor({
    stages,
    logs: path.join(home, 'logs'),
    env: () => ({ ...env, ...(told.databaseUrl && { DATABASE_URL: told.databaseUrl }), ...told.env }),
    onMessage: (_part, message) => {
      // Each part adds its settings to what others gave.
      Object.assign(told, message, { env: { ...told.env, ...message.env } })
      note()
    },
    onChange: (now) => {
      pids = now
      note()
    },
  })
  const end = async () => {
    lock.ending()
    await supervisor.stop()
    // Its keeper may have been killed a moment ago.
    await endOrphans(path.join(home, 'postgres', 'data'))
    await endLeftSwitch(home)
    list.remove()
  }
  let ending: Promise<void> | undefined
  onWishToEnd(
    () => {
      ending = end()
      ending.then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(`${(error as Error).message}\n`)
          process.exit(1)
        },
      )
    },
    () => supervisor.kill(),
  )
  try {
    await supervisor.start()
  } catch (error) {
    if (ending) return ending
    await end()
    throw error
  }
  process.stdout.write(`Linecard is ready at ${url}\n`)
  if (told.setup) process.stdout.write(`Set up your business at ${told.setup}\n`)
}
