import { randomInt } from 'node:crypto'
import dgram from 'node:dgram'
import net from 'node:net'

export const freeUdp = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = dgram.createSocket('udp4').once('error', reject)
    socket.bind(0, '127.0.0.1', () => {
      const { port } = socket.address()
      socket.close(() => resolve(port))
    })
  })

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = net.createServer().once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })

/** A port that is free, with others counted from it, below those that the system gives to connections going out. */
export async function freeTcp(others: readonly number[] = []): Promise<number> {
  for (;;) {
    const port = randomInt(15_000, 30_000)
    const free = await Promise.all([0, ...others].map((other) => isFree(port + other)))
    if (free.every(Boolean)) return port
  }
}

/** A loopback network that nobody uses, so that two runs do not meet: the first three numbers of its addresses. */
export const network = (): string => `127.${randomInt(10, 250)}.${randomInt(1, 250)}`
