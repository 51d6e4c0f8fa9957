import { randomInt } from 'node:crypto'
import dgram from 'node:dgram'
import net from 'node:net'

export const freeTcp = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo
      server.close(() => resolve(port))
    })
  })

export const freeUdp = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = dgram.createSocket('udp4').once('error', reject)
    socket.bind(0, '127.0.0.1', () => {
      const { port } = socket.address()
      socket.close(() => resolve(port))
    })
  })

/** A loopback network that nobody uses, so that two runs do not meet: the first three numbers of its addresses. */
export const network = (): string => `127.${randomInt(10, 250)}.${randomInt(1, 250)}`
