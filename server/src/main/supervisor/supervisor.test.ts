import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { alive } from './orphans.ts'

// On a busy machine a restart that normally takes a second can take ten.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 })

type Pids = Readonly<Record<string, number>>
type Started = {
  readonly child: ChildProcess
  readonly output: () => string
  readonly errors: () => string
  readonly code: Promise<number | null>
}

let home: string
let port: number
const started: ChildProcess[] = []

const free = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = net.createServer().listen(0, '127.0.0.1', () => {
      const { port: found } = probe.address() as net.AddressInfo
      probe.close(() => resolve(found))
    })
  })

beforeEach(async () => {
  home = mkdtempSync(path.join(os.tmpdir(), 'linecard-home-'))
  port = await free()
})

afterEach(async () => {
  for (const child of started.splice(0)) child.kill('SIGTERM')
  await until('everything ended', () => processesOf(home).length === 0)
  rmSync(home, { recursive: true, force: true })
})

async function until(what: string, holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 40_000
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`Never happened: ${what}.`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

/** Every process of the installation: those that were given its folder, and the database server that works in it. */
function processesOf(folder: string): readonly number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
  const belongs = (pid: string) => {
    try {
      return (
        readlinkSync(`/proc/${pid}/cwd`).startsWith(folder) ||
        readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`LINECARD_HOME=${folder}`)
      )
    } catch {
      // It ended in between.
      return false
    }
  }
  return pids.filter(belongs).map(Number)
}

function start(env: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'fixtures/main.ts')], {
    env: { ...process.env, LINECARD_HOME: home, PORT: String(port), ...env },
  })
  started.push(child)
  let output = ''
  let errors = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (errors += chunk))
  const code = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, output: () => output, errors: () => errors, code }
}

async function ready(env?: Record<string, string>): Promise<Started> {
  const installation = start(env)
  await until(
    `ready: ${installation.errors()}`,
    () => installation.output().includes('Set up your business') || installation.child.exitCode !== null,
  )
  expect(installation.errors()).toBe('')
  return installation
}

const pids = (): Pids => JSON.parse(readFileSync(path.join(home, 'processes.json'), 'utf8')) as Pids

function pidOf(part: string): number {
  const pid = pids()[part]
  // Id 0 would be the test's own process group.
  if (!pid) throw new Error(`There is no process of ${part}.`)
  return pid
}

const kill = (part: string) => process.kill(pidOf(part), 'SIGKILL')

const PARTS = ['api', 'worker', 'simulators', 'keeper', 'postgres']

test('a start ends with the address and the set-up link, and SIGTERM leaves nothing running', async () => {
  const installation = await ready()
  expect(installation.output()).toBe(
    `Linecard is ready at http://localhost:${port}\nSet up your business at http://localhost/setup?notes=1\n`,
  )
  expect(await (await fetch(`http://localhost:${port}`)).text()).toBe('here')
  expect(Object.keys(pids()).sort()).toEqual([...PARTS, 'supervisor'].sort())
  expect(statSync(home).mode & 0o777).toBe(0o700)
  expect(statSync(path.join(home, 'secrets.json')).mode & 0o777).toBe(0o600)
  installation.child.kill('SIGTERM')
  expect(await installation.code).toBe(0)
  expect(processesOf(home)).toEqual([])
  expect(installation.errors()).toBe('')
  expect(existsSync(path.join(home, 'supervisor.lock'))).toBe(false)
})

test('each part that is killed comes back, and stopping afterwards leaves nothing running', async () => {
  const installation = await ready()
  // The keeper alone first: its server is still there, and must not be served by two.
  for (const killed of [['keeper'], ['api', 'worker', 'simulators', 'postgres']]) {
    const before = pids()
    for (const part of killed) kill(part)
    const replaced = killed.includes('keeper') ? ['keeper', 'postgres'] : killed
    const isBack = (part: string) => alive(pids()[part] ?? 0) && !(replaced.includes(part) && pids()[part] === before[part])
    await until(`everything is back after ${killed}`, () => PARTS.every((part) => part in pids() && isBack(part)))
    expect(replaced.filter((part) => alive(before[part] ?? 0))).toEqual([])
  }
  installation.child.kill('SIGINT')
  expect(await installation.code).toBe(0)
  expect(processesOf(home)).toEqual([])
})

test('a keeper killed just before the end does not leave its database running', async () => {
  const installation = await ready()
  kill('keeper')
  installation.child.kill('SIGTERM')
  expect(await installation.code).toBe(0)
  expect(processesOf(home)).toEqual([])
})

test('when the supervisor is killed everything finishes its work and ends by itself, and the next start finds all that was written', async () => {
  const killed = await ready()
  const secrets = readFileSync(path.join(home, 'secrets.json'), 'utf8')
  killed.child.kill('SIGKILL')
  await until('every process ended', () => processesOf(home).length === 0)
  const next = await ready()
  // The note of each start, and between them the one with which the deserted worker ended.
  expect(next.output()).toContain('notes=3\n')
  expect(readFileSync(path.join(home, 'secrets.json'), 'utf8')).toBe(secrets)
})

test('a second start on the same folder is refused in one sentence and disturbs nothing', async () => {
  const first = await ready()
  const second = start({ PORT: String(await free()) })
  expect(await second.code).toBe(1)
  expect(second.errors()).toBe(
    `Linecard already runs on ${home} (process ${first.child.pid}): stop it, or set LINECARD_HOME and PORT for a second one.\n`,
  )
  expect(await (await fetch(`http://localhost:${port}`)).text()).toBe('here')
})

test('a busy port is one sentence before anything is started', async () => {
  const other = net.createServer()
  await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve))
  const installation = start()
  expect(await installation.code).toBe(1)
  expect(installation.errors()).toBe(`Port ${port} is taken by another program: set PORT to a free one.\n`)
  expect(existsSync(path.join(home, 'postgres'))).toBe(false)
  expect(existsSync(path.join(home, 'supervisor.lock'))).toBe(false)
  other.close()
})

test('a part that cannot start ends everything with its own sentence', async () => {
  const installation = start({ FIXTURE_FAILS: '1' })
  expect(await installation.code).toBe(1)
  expect(installation.errors()).toBe('The schema is newer than this Linecard.\n')
  expect(processesOf(home)).toEqual([])
})
