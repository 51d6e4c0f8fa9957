import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import Fastify from 'fastify'
import { startPostgres } from '../server/src/main/supervisor/postgres.ts'
import { type BenchOptions, type BenchResult, median, rounded } from './lib/rounds.ts'

const ROOT = path.join(import.meta.dirname, '..')

/** Cold and warm start of the whole product to the ready line, and the idle memory of its server process. */
export async function start({ quick }: BenchOptions): Promise<BenchResult> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'lc-start-'))
  try {
    const cold = await startOnce(home)
    const warm: number[] = []
    let rss = cold.rssMb
    for (let round = 0; round < (quick ? 2 : 5); round += 1) {
      const run = await startOnce(home)
      warm.push(run.seconds)
      rss = run.rssMb
    }
    const bare = await bareStart()
    return {
      bench: 'start',
      value: rounded(median(warm)),
      unit: 's warm',
      baseline: rounded(bare),
      rss_mb: rounded(rss, 0),
      notes: { cold_s: rounded(cold.seconds), baseline_is: 'embedded PostgreSQL on an existing folder plus Fastify, s' },
    }
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}

async function startOnce(home: string): Promise<{ seconds: number; rssMb: number }> {
  const port = await freePort()
  const from = performance.now()
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: ROOT,
    env: { ...process.env, LINECARD_HOME: home, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await saysReady(child)
  const seconds = (performance.now() - from) / 1_000
  const rssMb = await serverMemory(child.pid ?? 0)
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
  return { seconds, rssMb }
}

const saysReady = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('Linecard is ready')) resolve()
    })
    child.once('exit', (code) => reject(new Error(`npm start ended with ${code}.`)))
  })

/** Resident memory of the API process, found among the descendants of the supervisor. */
async function serverMemory(supervisor: number): Promise<number> {
  for (const pid of await descendants(supervisor)) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8')
    if (!command.includes('main/api.ts')) continue
    const status = await readFile(`/proc/${pid}/status`, 'utf8')
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024
  }
  throw new Error('The API process was not found.')
}

async function descendants(pid: number): Promise<readonly number[]> {
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).split(' ').filter(Boolean).map(Number)
  const below = await Promise.all(children.map(descendants))
  return [...children, ...below.flat()]
}

async function bareStart(): Promise<number> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'lc-bare-'))
  try {
    await (await startPostgres({ dir, durable: true })).stop()
    const from = performance.now()
    const postgres = await startPostgres({ dir, durable: true })
    const app = Fastify()
    await app.listen({ host: '127.0.0.1', port: 0 })
    const seconds = (performance.now() - from) / 1_000
    await app.close()
    await postgres.stop()
    return seconds
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
