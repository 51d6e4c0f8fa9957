import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { buildImage, IMAGE } from '../../../scripts/image/build.ts'
import type { ComputeDriver, InstanceSpec, Progress } from '../../src/lines/cloud/port.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { newId } from '../../src/platform/ids.ts'
import { simulatedDriver } from '../../src/providers/compute-simulated/driver.ts'
import { changeOutOfBand, setFaults } from '../../src/providers/compute-simulated/state.ts'
import { missingPackages, qemuDriver } from '../../src/providers/qemu/driver.ts'

const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ2yFvZ0bTq1T0aTgSx5nq8o2xkq0rVQ5n6h2m0k9abc test@example.com'

const specOf = (instanceId: string): InstanceSpec => ({
  instanceId,
  hostname: 'web-1',
  image: IMAGE,
  cpu: 1,
  ramMib: 128,
  diskGib: 1,
  sshKey: KEY,
})

async function over(driver: ComputeDriver, id: string, opId: string, first: Progress): Promise<Progress> {
  let progress = first
  while (progress.kind === 'pending') {
    await pause(50)
    progress = await driver.poll(id, opId)
  }
  return progress
}

const create = async (driver: ComputeDriver, id: string, opId: string = newId()) =>
  over(driver, id, opId, await driver.create(specOf(id), opId))

async function power(driver: ComputeDriver, id: string, to: 'on' | 'off' | 'reboot' | 'reset', graceMs = 20_000, opId: string = newId()) {
  return over(driver, id, opId, await driver.power(id, to, opId, { graceMs }))
}

/** What every kind of hypervisor must do. `driver` is opened anew for each question, as after a restart of this process. */
function contract(open: () => ComputeDriver): void {
  const made: string[] = []
  const fresh = (): string => {
    const id: string = newId()
    made.push(id)
    return id
  }
  afterEach(async () => {
    for (const id of made.splice(0)) await open().destroy(id, newId())
  })

  test('a server is made once, however often it is asked for, and lives', async () => {
    const id = fresh()
    const opId = newId<never>()
    expect(await create(open(), id, opId)).toMatchObject({ kind: 'done', value: { instanceId: id, power: 'on', ready: true } })
    expect(await open().create(specOf(id), opId)).toMatchObject({ kind: 'done', value: { power: 'on' } })
    expect(await open().poll(id, opId)).toMatchObject({ kind: 'done' })
    expect((await open().list()).filter((one) => one.instanceId === id)).toHaveLength(1)
    expect(await open().metrics(id)).toMatchObject({ cpuMs: expect.any(Number) })
  })

  test('it is switched off and on, and doing either twice is success', async () => {
    const id = fresh()
    await create(open(), id)
    expect(await power(open(), id, 'off')).toMatchObject({ kind: 'done', value: { power: 'off', ready: false } })
    expect(await power(open(), id, 'off')).toMatchObject({ kind: 'done', value: { power: 'off' } })
    expect(await power(open(), id, 'on')).toMatchObject({ kind: 'done', value: { power: 'on', ready: true } })
    expect(await power(open(), id, 'on')).toMatchObject({ kind: 'done', value: { power: 'on' } })
    expect(await power(open(), id, 'off', 0)).toMatchObject({ kind: 'done', value: { power: 'off' } })
    await expect(open().metrics(id)).rejects.toMatchObject({ code: 'invalid' })
  })

  test('its console speaks RFB 3.8 while it runs, and there is none when it does not', async () => {
    const id = fresh()
    await create(open(), id)
    const screen = await open().openConsole(id, 'vga')
    const greeting = await new Promise<string>((resolve) => screen.once('data', (part: Buffer) => resolve(part.toString('latin1'))))
    screen.destroy()
    expect(greeting).toBe('RFB 003.008\n')
    const serial = await open().openConsole(id, 'serial')
    serial.destroy()
    await power(open(), id, 'off', 0)
    await expect(open().openConsole(id, 'vga')).rejects.toMatchObject({ code: 'invalid' })
  })

  test('its network is cut and restored', async () => {
    const id = fresh()
    await create(open(), id)
    expect(await open().isolate(id, true, newId())).toMatchObject({ kind: 'done' })
    expect(await open().isolate(id, false, newId())).toMatchObject({ kind: 'done' })
  })

  test('what was never asked for is not found, and what is absent is destroyed already', async () => {
    const id = fresh()
    expect(await open().poll(id, newId())).toMatchObject({ kind: 'refused', code: 'not_found' })
    expect(await open().power(id, 'on', newId(), { graceMs: 0 })).toMatchObject({ kind: 'refused', code: 'not_found' })
    expect(await open().observe(id)).toBeNull()
    expect(await open().destroy(id, newId())).toEqual({ kind: 'done', value: null })
    await expect(open().openConsole(id, 'vga')).rejects.toMatchObject({ code: 'not_found' })
  })

  test('an image it does not have is refused for good', async () => {
    const id = fresh()
    const progress = await open().create({ ...specOf(id), image: 'windows-95' }, newId())
    expect(progress).toMatchObject({ kind: 'refused', code: 'unsupported', retryable: false })
    expect(await open().observe(id)).toBeNull()
  })

  test('destroyed, it is gone for every question', async () => {
    const id = fresh()
    await create(open(), id)
    expect(await open().destroy(id, newId())).toEqual({ kind: 'done', value: null })
    expect(await open().observe(id)).toBeNull()
    expect((await open().list()).map((one) => one.instanceId)).not.toContain(id)
  })
}

describe('the simulated driver', () => {
  const home = mkdtempSync(path.join(os.tmpdir(), 'lc-sim-'))
  afterAll(() => rmSync(home, { recursive: true, force: true }))
  afterEach(() => setFaults(home, []))
  const open = (bootMs = '0') => simulatedDriver(home, systemClock)({ settings: { bootMs } })
  contract(open)

  test('a lost answer had its effect, and polling finds it', async () => {
    const id = newId<never>()
    const opId = newId<never>()
    setFaults(home, [{ verb: 'create', kind: 'lost_reply', times: 1 }])
    await expect(open().create(specOf(id), opId)).rejects.toMatchObject({ code: 'timeout', retryable: true })
    expect(await open().poll(id, opId)).toMatchObject({ kind: 'done', value: { power: 'on' } })
  })

  test('a machine that is down is unreachable, which is not absent', async () => {
    const id = newId<never>()
    await create(open(), id)
    setFaults(home, [{ verb: 'any', kind: 'unreachable' }])
    await expect(open().observe(id)).rejects.toMatchObject({ code: 'unreachable' })
    await expect(open().probe()).rejects.toMatchObject({ code: 'unreachable' })
    await expect(open().power(id, 'off', newId(), { graceMs: 0 })).rejects.toMatchObject({ code: 'unreachable' })
  })

  test('full is refused for now, unwilling for good', async () => {
    setFaults(home, [{ verb: 'create', kind: 'no_capacity', times: 1 }])
    expect(await create(open(), newId())).toMatchObject({ kind: 'refused', code: 'no_capacity', retryable: true })
    setFaults(home, [{ verb: 'create', kind: 'refuse', times: 1 }])
    expect(await create(open(), newId())).toMatchObject({ kind: 'refused', retryable: false })
  })

  test('a guest that ignores the power button is switched off by force when its time is over', async () => {
    const id = newId<never>()
    await create(open(), id)
    setFaults(home, [{ verb: 'power', kind: 'ignore_acpi' }])
    const opId = newId<never>()
    const first = await open().power(id, 'off', opId, { graceMs: 150 })
    expect(first).toMatchObject({ kind: 'pending' })
    expect(await over(open(), id, opId, first)).toMatchObject({ kind: 'done', value: { power: 'off' } })
  })

  test('booting takes the time it is given, and goes on after a restart', async () => {
    const id = newId<never>()
    const opId = newId<never>()
    const first = await open('150').create(specOf(id), opId)
    expect(first).toMatchObject({ kind: 'pending' })
    expect(await over(open('150'), id, opId, first)).toMatchObject({ kind: 'done' })
  })

  test('what happens behind our back is seen', async () => {
    const id = newId<never>()
    await create(open(), id)
    changeOutOfBand(home, id, { power: 'off' })
    expect(await open().observe(id)).toMatchObject({ power: 'off' })
    changeOutOfBand(home, id, 'vanished')
    expect(await open().observe(id)).toBeNull()
  })

  test('its screen shows the server’s name and what is typed', async () => {
    const id = newId<never>()
    await create(open(), id)
    const screen = await open().openConsole(id, 'vga')
    const heard: Buffer[] = []
    screen.on('data', (part: Buffer) => heard.push(part))
    const until = async (length: number) => {
      while (Buffer.concat(heard).length < length) await pause(10)
      return Buffer.concat(heard.splice(0))
    }
    await until(12)
    screen.write('RFB 003.008\n')
    expect([...(await until(2))]).toEqual([1, 1])
    screen.write(Buffer.from([1]))
    expect((await until(4)).readUInt32BE()).toBe(0)
    screen.write(Buffer.from([1]))
    const init = await until(24 + 'web-1'.length)
    expect([init.readUInt16BE(0), init.readUInt16BE(2), init.subarray(24).toString()]).toEqual([640, 400, 'web-1'])
    screen.write(Buffer.from([3, 0, 0, 0, 0, 0, 2, 128, 1, 144]))
    const picture = await until(16 + 640 * 400 * 4)
    const inked = new Set<number>()
    for (let at = 16; at < picture.length; at += 4) inked.add(picture.readUInt32LE(at))
    expect(inked.size).toBe(2)
    screen.destroy()
  })
})

describe('the QEMU driver', async () => {
  const missing = await missingPackages()
  if (missing.length > 0 && process.env['CI'] !== 'true') {
    test.skip(`needs Debian's ${missing.join(' and ')}`, () => undefined)
    return
  }
  // Short, because its sockets are below it.
  const home = mkdtempSync(path.join(os.tmpdir(), 'lcq-'))
  beforeAll(() => {
    expect(missing, 'Debian packages that are missing').toEqual([])
    buildImage(home)
  }, 120_000)
  afterAll(() => rmSync(home, { recursive: true, force: true }))
  const open = () => qemuDriver(home)({ settings: {} })

  describe('as every driver', { timeout: 90_000 }, () => contract(open))

  const get = (port: number, page: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const request = http.get({ host: '127.0.0.1', port, path: page, agent: false, timeout: 2_000 }, (reply) => {
        let text = ''
        reply.on('data', (part: Buffer) => {
          text += part.toString()
        })
        reply.on('end', () => resolve(text))
      })
      request.on('timeout', () => request.destroy(new Error('silence')))
      request.on('error', reject)
    })
  const portOf = async (id: string): Promise<number> => (await open().observe(id))?.access[0]?.port ?? 0

  test('the guest knows its seed, keeps its disk, loses its network when it is cut, and survives whoever started it', {
    timeout: 90_000,
  }, async () => {
    const id = newId<never>()
    try {
      await create(open(), id)
      const info = JSON.parse(await get(await portOf(id), '/cgi-bin/info')) as Record<string, string>
      expect(info).toMatchObject({ hostname: 'web-1', instanceId: id, sshKey: KEY })
      await get(await portOf(id), '/cgi-bin/mark?kept')
      await open().isolate(id, true, newId())
      await expect(get(await portOf(id), '/')).rejects.toThrow()
      await open().isolate(id, false, newId())
      await power(open(), id, 'reboot')
      expect(JSON.parse(await get(await portOf(id), '/cgi-bin/info'))).toMatchObject({ mark: 'kept' })
    } finally {
      await open().destroy(id, newId())
    }
  })

  test('a process that dies is seen as off, and nothing it leaves can be read by others', { timeout: 90_000 }, async () => {
    const id = newId<never>()
    try {
      await create(open(), id)
      const folder = path.join(home, 'compute', 'vms', id)
      expect(statSync(path.join(home, 'compute', 'run')).mode & 0o077).toBe(0)
      expect(statSync(folder).mode & 0o077).toBe(0)
      process.kill(Number(readFileSync(path.join(folder, 'qemu.pid'), 'utf8')), 'SIGKILL')
      let seen = await open().observe(id)
      while (seen?.power !== 'off') seen = await open().observe(id)
      expect(await power(open(), id, 'on')).toMatchObject({ kind: 'done', value: { power: 'on', ready: true } })
      await open().destroy(id, newId())
      expect(existsSync(folder)).toBe(false)
    } finally {
      await open().destroy(id, newId())
    }
  })
})
