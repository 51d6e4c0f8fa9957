import { readdirSync, readFileSync } from 'node:fs'
import http from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildImage } from '../scripts/image/build.ts'
import { customerOf, giveMoney, operatorOf, type Person } from './support/api.ts'
import { type Product, startProduct } from './support/product.ts'

const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ2yFvZ0bTq1T0aTgSx5nq8o2xkq0rVQ5n6h2m0k9abc nina@example.com'
const NAME = 'web-1'

type Server = {
  readonly id: string
  readonly status: string
  readonly lifecycle: string
  readonly task: string | null
  readonly access: readonly { readonly port: number }[]
}

let product: Product
let customer: Person

beforeAll(async () => {
  product = await startProduct({ prepare: buildImage })
  const operator = await operatorOf(product.url, product.setup)
  customer = await customerOf(product.url, operator)
  await giveMoney(operator, customer, '5.00')
}, 120_000)

afterAll(async () => {
  await product?.stop()
})

/** Polls until the server is as it should be. */
async function until(wanted: (server: Server) => boolean, what: string, query = ''): Promise<Server> {
  const deadline = Date.now() + 60_000
  for (;;) {
    const { items } = (await customer.ask('GET', `/instances${query}`)) as { items: readonly Server[] }
    const [server] = items
    if (server && wanted(server)) return server
    if (Date.now() > deadline) throw new Error(`Within a minute the server was not ${what}: ${JSON.stringify(server)}`)
    await pause(200)
  }
}

const idle = (status: string) => (server: Server) => server.status === status && server.task === null

/** What the guest itself answers through its forwarded port. */
const guest = ({ access }: Server, page: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const request = http.get({ host: '127.0.0.1', port: access[0]?.port, path: page, agent: false, timeout: 5_000 }, (reply) => {
      let text = ''
      reply.on('data', (part: Buffer) => {
        text += part.toString()
      })
      reply.on('end', () => resolve(text))
    })
    request.on('timeout', () => request.destroy(new Error('The guest is silent.')))
    request.on('error', reject)
  })

/** The first bytes of a console, or why it was not opened. */
function consoleGreeting(path: string): Promise<string> {
  const options = { protocols: ['binary'], headers: { cookie: customer.cookie, origin: product.url } }
  const socket = new WebSocket(`${product.url.replace('http', 'ws')}${path}`, options as never)
  socket.binaryType = 'arraybuffer'
  return new Promise((resolve) => {
    socket.onmessage = ({ data }) => {
      resolve(Buffer.from(data as ArrayBuffer).toString('latin1'))
      socket.close()
    }
    socket.onerror = () => resolve('refused')
  })
}

/** QEMU processes that run this server. */
function processesOf(id: string): readonly string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(id)
    } catch {
      // It ended while it was being looked at.
      return false
    }
  })
}

test('a customer orders a server that really boots, reaches it, reboots it, sees its screen, stops and deletes it', {
  timeout: 90_000,
}, async () => {
  await customer.ask('POST', '/orders', {
    items: [{ kind: 'instance', size: 's1', image: 'linecard-mini', region: 'here', name: NAME, sshKey: KEY }],
  })
  const made = await until(idle('running'), 'running')
  expect(JSON.parse(await guest(made, '/cgi-bin/info'))).toMatchObject({ hostname: NAME, instanceId: made.id, sshKey: KEY })
  expect(processesOf(made.id)).toHaveLength(1)
  await guest(made, '/cgi-bin/mark?kept')

  const ticket = (await customer.ask('POST', `/instances/${made.id}/console`, { type: 'vga' })) as { path: string }
  expect(await consoleGreeting(ticket.path)).toBe('RFB 003.008\n')
  expect(await consoleGreeting(ticket.path), 'a ticket is for one connection').toBe('refused')

  await customer.ask('POST', `/instances/${made.id}/reboot`, {})
  const rebooted = await until(idle('running'), 'running again')
  expect(JSON.parse(await guest(rebooted, '/cgi-bin/info'))).toMatchObject({ mark: 'kept' })

  await customer.ask('POST', `/instances/${made.id}/stop`, {})
  await until(idle('stopped'), 'stopped')
  expect(processesOf(made.id)).toEqual([])
  await customer.ask('POST', `/instances/${made.id}/start`, {})
  await until(idle('running'), 'running once more')

  await customer.ask('POST', `/instances/${made.id}/delete`, { confirm: NAME })
  await until(({ lifecycle, task }) => lifecycle === 'trashed' && task === null, 'in the trash', '?status=deleted')
  expect(processesOf(made.id)).toEqual([])
  const { items } = (await customer.ask('GET', '/wallets')) as {
    items: readonly { balance: { amount: string }; held: { amount: string } }[]
  }
  expect(items[0]).toMatchObject({ balance: { amount: '4.99' }, held: { amount: '0.00' } })
})
