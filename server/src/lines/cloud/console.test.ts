import { describe, expect, test } from 'vitest'
import { type CloudWorld, cloudWorld, runningServer, type Tester, tester } from '../../../test/support/servers.ts'
import { freePort } from '../../../test/support/vendors.ts'
import { eventually } from '../../../test/support/world.ts'
import { pass } from '../../spine/access/browser-for-tests.ts'

type Asked = { readonly origin?: string; readonly as?: Tester }

/** Opens a console over a real socket. Answers what it says first, or that it was refused. */
async function opened(port: number, path: string, { as, origin = `http://127.0.0.1:${port}` }: Asked): Promise<string> {
  const cookie = [...(as?.browser.cookies ?? [])].map(([name, value]) => `${name}=${value}`).join('; ')
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { protocols: ['binary'], headers: { cookie, origin } } as never)
  socket.binaryType = 'arraybuffer'
  return new Promise((resolve) => {
    socket.onmessage = ({ data }) => {
      resolve(Buffer.from(data as ArrayBuffer).toString('latin1'))
      socket.close()
    }
    socket.onerror = () => resolve('refused')
  })
}

async function listening(world: CloudWorld): Promise<number> {
  const port = await freePort()
  await world.app.listen({ host: '127.0.0.1', port })
  return port
}

const pathOf = async (one: Tester, id: string, type = 'vga'): Promise<string> =>
  String((await one.browser.post(`/instances/${id}/console`, { type })).body['path'])

describe('the console gateway', () => {
  test('opens once for the session that asked, and leaves a trace of when it was opened and closed', async () => {
    const world = await cloudWorld()
    const port = await listening(world)
    const one = await tester(world)
    const id = await runningServer(world, one)
    const path = await pathOf(one, id)
    const events = await world.eventsOf(async () => {
      expect(await opened(port, path, { as: one })).toBe('RFB 003.008\n')
      await eventually(
        async () => (await world.query(`select 1 from event where type = 'instance.console_closed'`)).length > 0,
        'the end of the console is recorded',
      )
    })
    expect(events).toEqual(['instance.console_opened.v1', 'instance.console_closed.v1'])
    expect(await opened(port, path, { as: one })).toBe('refused')
  })

  test('serves the serial line as well', async () => {
    const world = await cloudWorld()
    const port = await listening(world)
    const one = await tester(world)
    const id = await runningServer(world, one)
    expect(await opened(port, await pathOf(one, id, 'serial'), { as: one })).toContain('web-1: a simulated server')
  })

  test('refuses strangers, other sessions, other sites and tickets older than a minute', async () => {
    const world = await cloudWorld()
    const port = await listening(world)
    const one = await tester(world)
    const other = await tester(world)
    const id = await runningServer(world, one)
    const path = await pathOf(one, id)
    expect(await opened(port, path, {})).toBe('refused')
    expect(await opened(port, path, { as: other })).toBe('refused')
    expect(await opened(port, path, { as: one, origin: 'https://evil.example' })).toBe('refused')
    expect(await opened(port, `/api/v1/instances/${id}/console?ticket=guess`, { as: one })).toBe('refused')
    pass(world, 61)
    expect(await opened(port, path, { as: one })).toBe('refused')
    expect(await world.query(`select 1 from event where type like 'instance.console%'`)).toEqual([])
  })

  test('there is none for a server that is off or held', async () => {
    const world = await cloudWorld()
    const one = await tester(world)
    const id = await runningServer(world, one)
    await one.browser.post(`/instances/${id}/stop`)
    await world.settle()
    expect(await one.browser.post(`/instances/${id}/console`, { type: 'vga' })).toMatchObject({ status: 409, code: 'cloud.noConsole' })
    await world.query(`update instance set holds = '[{"kind": "legal", "reason": "x", "since": "2026-02-01T00:00:00Z"}]' where id = $1`, [
      id,
    ])
    expect(await one.browser.post(`/instances/${id}/console`, { type: 'vga' })).toMatchObject({ status: 409, code: 'cloud.held' })
  })
})
