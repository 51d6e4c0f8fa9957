import { describe, expect, test } from 'vitest'
import { brokenLaws } from '../../../test/support/buyers.ts'
import { cloudWorld, order, runJob, runningServer, tester } from '../../../test/support/servers.ts'
import { changeOutOfBand, setFaults } from '../../providers/compute-simulated/state.ts'
import { invited, PASSWORD, setUpOperator } from '../../spine/access/browser-for-tests.ts'
import { observeInstances } from './jobs.ts'
import { findInstance } from './service.ts'

describe('ordering', () => {
  test('what is not sold here is refused by name, and nothing is held', async () => {
    const world = await cloudWorld()
    const one = await tester(world)
    const refusals = [
      [{ size: 'huge' }, 422, 'cloud.unknownSize'],
      [{ image: 'windows-95' }, 422, 'cloud.unknownImage'],
      [{ region: 'mars' }, 422, 'cloud.unknownRegion'],
      [{ sshKey: 'not a key' }, 422, 'cloud.badKey'],
      [{ sshKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ2yFvZ0bTq1T0aT\nusers: [root]' }, 422, 'cloud.badKey'],
    ] as const
    for (const [change, status, code] of refusals) expect(await order(one, 'web-1', change)).toMatchObject({ status, code })
    expect((await order(one, 'Not A Name')).status).toBe(422)
    expect(await world.query('select 1 from instance')).toEqual([])
    expect(await world.query('select 1 from hold')).toEqual([])
  })

  test('a wallet that cannot pay a day is refused with the shortfall', async () => {
    const world = await cloudWorld()
    const one = await tester(world, '0.10')
    const refused = await order(one, 'web-1')
    expect(refused).toMatchObject({ status: 402, code: 'cloud.minimumBalance', body: { shortfall: '0.0776', available: '0.10' } })
  })

  test('the sixth server of an account is refused with its limit', async () => {
    const world = await cloudWorld()
    const one = await tester(world)
    for (let at = 1; at <= 5; at += 1) expect((await order(one, `web-${at}`)).status).toBe(201)
    expect(await order(one, 'web-6')).toMatchObject({ status: 409, code: 'cloud.quotaReached', body: { what: 'instances', limit: 5 } })
    await world.settle()
    expect((await one.browser.get('/compute-usage')).body).toMatchObject({ used: { instances: 5, cpu: 5 }, limit: { instances: 5 } })
    expect(await brokenLaws(world)).toEqual([])
  })

  test('a server that came up says what it is, what it costs, and that stopping it ends no bill', async () => {
    const world = await cloudWorld()
    const one = await tester(world)
    const id = await runningServer(world, one)
    const { body } = await one.browser.get(`/instances/${id}`)
    expect(body).toMatchObject({
      name: 'web-1',
      status: 'running',
      power: 'on',
      billing: { continues: true, hourly: { amount: '0.0074' }, monthlyCap: { amount: '5.00' }, currentHourEnds: expect.any(String) },
    })
    const { body: cards } = await one.browser.get('/services')
    expect(cards['items']).toMatchObject([{ id, kind: 'instance', title: 'web-1', status: 'running', path: `/servers/${id}` }])
  })
})

describe('commands', () => {
  test('each runs once with its exact events, and is refused while another runs', async () => {
    const world = await cloudWorld()
    const one = await tester(world)
    const id = await runningServer(world, one)
    const events = await world.eventsOf(async () => {
      expect((await one.browser.post(`/instances/${id}/stop`)).body).toMatchObject({ status: 'stopping', task: 'stop' })
      expect(await one.browser.post(`/instances/${id}/reboot`)).toMatchObject({ status: 409, code: 'cloud.busy', body: { task: 'stop' } })
      await world.settle()
    })
    expect(events).toEqual(['instance.task_started.v1', 'instance.task_ended.v1'])
    expect((await one.browser.get(`/instances/${id}`)).body).toMatchObject({ status: 'stopped', billing: { continues: true } })
    expect(await one.browser.post(`/instances/${id}/reset`)).toMatchObject({ status: 409, code: 'request.invalidTransition' })
    await one.browser.post(`/instances/${id}/start`)
    await world.settle()
    await one.browser.post(`/instances/${id}/reset`)
    await world.settle()
    const { body } = await one.browser.get(`/instances/${id}/tasks`)
    expect((body['items'] as { command: string; status: string }[]).map((task) => `${task.command} ${task.status}`)).toEqual([
      'reset success',
      'start success',
      'stop success',
    ])
  })

  test('a lost answer is asked for again under the same operation, and a machine that will not is an error people can read', async () => {
    const world = await cloudWorld()
    const one = await tester(world)
    const id = await runningServer(world, one)
    setFaults(world.home, [{ verb: 'power', kind: 'lost_reply', times: 1 }])
    await one.browser.post(`/instances/${id}/reboot`)
    await world.settle()
    expect((await one.browser.get(`/instances/${id}`)).body['task']).toBe('reboot')
    await world.moveTo('2026-02-01T00:05:00Z')
    expect((await one.browser.get(`/instances/${id}`)).body).toMatchObject({ status: 'running', task: null })
    setFaults(world.home, [{ verb: 'power', kind: 'refuse' }])
    await one.browser.post(`/instances/${id}/reboot`)
    await world.settle()
    const { body } = await one.browser.get(`/instances/${id}/tasks`)
    expect((body['items'] as object[])[0]).toMatchObject({ status: 'error', error: { code: 'invalid' } })
  })

  test('deleting needs the name, ends the bill, and can be undone for a week', async () => {
    const world = await cloudWorld()
    const one = await tester(world)
    const id = await runningServer(world, one)
    expect(await one.browser.post(`/instances/${id}/delete`, { confirm: 'web-2' })).toMatchObject({
      status: 422,
      code: 'cloud.confirmationWrong',
    })
    const events = await world.eventsOf(async () => {
      expect((await one.browser.post(`/instances/${id}/delete`, { confirm: 'web-1' })).body).toMatchObject({
        lifecycle: 'trashed',
        billing: { continues: false },
      })
      await world.settle()
    })
    expect(events).toEqual(['instance.trashed.v1', 'instance.task_started.v1', 'instance.task_ended.v1'])
    expect((await one.browser.get('/instances')).body['items']).toEqual([])
    expect(await one.browser.post(`/instances/${id}/start`)).toMatchObject({ status: 409, code: 'cloud.inTrash' })
    expect((await one.browser.post(`/instances/${id}/restore`)).body).toMatchObject({ lifecycle: 'active', status: 'stopped' })
    expect(await one.browser.post(`/instances/${id}/restore`)).toMatchObject({ status: 409, code: 'request.invalidTransition' })
    expect(await brokenLaws(world)).toEqual([])
  })
})

describe('holds', () => {
  test('staff suspend and lift; the owner can neither start it nor lift it', async () => {
    const world = await cloudWorld()
    const staff = await setUpOperator(world)
    await world.settle()
    const one = await tester(world, '10.00', 'EUR')
    const id = await runningServer(world, one)
    const hold = { kind: 'abuse', reason: 'Sends spam.' }
    expect((await one.browser.post(`/instances/${id}/hold`, hold)).status).toBe(403)
    const { browser: admin } = await invited(world, staff.browser, 'admin')
    expect((await admin.post(`/instances/${id}/hold`, hold)).body).toMatchObject({ status: 'suspended' })
    await world.settle()
    expect((await one.browser.get(`/instances/${id}`)).body).toMatchObject({
      power: 'off',
      holds: [{ kind: 'abuse', reason: 'Sends spam.' }],
    })
    expect(await one.browser.post(`/instances/${id}/start`)).toMatchObject({ status: 409, code: 'cloud.held' })
    expect((await admin.post(`/instances/${id}/console`, { type: 'vga' })).status).toBe(403)
    await admin.post(`/instances/${id}/unhold`, { kind: 'abuse' })
    await world.settle()
    expect((await one.browser.get(`/instances/${id}`)).body).toMatchObject({ status: 'running', holds: [] })
  })

  test('a held server that somebody started at the machine is switched off at the next look', async () => {
    const world = await cloudWorld()
    const one = await tester(world)
    const id = await runningServer(world, one)
    await world.query(
      `update instance set holds = '[{"kind": "admin", "reason": "x", "since": "2026-02-01T00:00:00Z"}]', power = 'off' where id = $1`,
      [id],
    )
    changeOutOfBand(world.home, id, { power: 'on' })
    await runJob(world, observeInstances)
    expect((await one.browser.get(`/instances/${id}`)).body).toMatchObject({ status: 'suspended', power: 'off', task: null })
    const { body } = await one.browser.get(`/instances/${id}/events`)
    expect((body['items'] as { kind: string }[]).map(({ kind }) => kind)).toContain('changed by itself')
  })
})

describe('looking at machines', () => {
  test('a guest that switches itself off stays off, and is said so', async () => {
    const world = await cloudWorld()
    const one = await tester(world)
    const id = await runningServer(world, one)
    changeOutOfBand(world.home, id, { power: 'off' })
    const events = await world.eventsOf(() => runJob(world, observeInstances))
    expect(events).toEqual(['instance.drifted.v1'])
    expect((await one.browser.get(`/instances/${id}`)).body).toMatchObject({ status: 'stopped', task: null })
  })

  test('absent once is a doubt, absent five minutes later an incident; nothing is deleted and nothing billed', async () => {
    const world = await cloudWorld()
    const one = await tester(world)
    const id = await runningServer(world, one)
    changeOutOfBand(world.home, id, 'vanished')
    expect(await world.eventsOf(() => runJob(world, observeInstances))).toEqual([])
    await world.moveTo('2026-02-01T00:06:00Z')
    expect(await world.eventsOf(() => runJob(world, observeInstances))).toEqual(['instance.missing.v1'])
    expect(await world.eventsOf(() => runJob(world, observeInstances))).toEqual([])
    await world.moveTo('2026-02-01T01:01:00Z')
    const units = await world.query('select amount_micros::int as amount, billable, reason from instance_usage where instance_id = $1', [
      id,
    ])
    expect(units).toEqual([{ amount: 0, billable: false, reason: expect.stringContaining('No proof of life') }])
    expect(await findInstance(world.context(), id)).toMatchObject({ lifecycle: 'active', error: { code: 'missing' } })
    expect(await brokenLaws(world)).toEqual([])
  })

  test('samples become differences, and a step without samples is left out', async () => {
    const world = await cloudWorld()
    const one = await tester(world)
    const id = await runningServer(world, one)
    await runJob(world, observeInstances)
    await world.moveTo('2026-02-01T00:02:00Z')
    await runJob(world, observeInstances)
    const { body } = await one.browser.get(`/instances/${id}/metrics?range=1h`)
    const [metric] = body['items'] as { cpuPct: number; diskWriteBytes: number; netTxBytes: number }[]
    expect(body['items']).toHaveLength(1)
    expect(metric?.cpuPct).toBeGreaterThan(0)
    expect(metric?.cpuPct).toBeLessThanOrEqual(100)
    expect(metric?.diskWriteBytes).toBeGreaterThan(12_288 * 100)
  })
})

describe('members of an account', () => {
  test('read its servers and operate none', async () => {
    const world = await cloudWorld()
    const one = await tester(world)
    const id = await runningServer(world, one)
    await world.query(`update app_user set role = 'customer_member' where email = $1`, [one.email])
    await one.browser.post('/auth/login', { email: one.email, password: PASSWORD })
    expect((await one.browser.get(`/instances/${id}`)).status).toBe(200)
    expect((await one.browser.post(`/instances/${id}/stop`)).status).toBe(403)
    expect((await one.browser.post(`/instances/${id}/delete`, { confirm: 'web-1' })).status).toBe(403)
    expect((await one.browser.post(`/instances/${id}/console`, { type: 'vga' })).status).toBe(403)
  })
})
