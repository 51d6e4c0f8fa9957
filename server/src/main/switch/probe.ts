import dgram from 'node:dgram'
import net from 'node:net'

const START_MS = 20_000
const PAUSE_MS = 50

async function until(holds: () => Promise<boolean>, failure: () => string): Promise<void> {
  const deadline = Date.now() + START_MS
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(failure())
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
}

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })

/** rtpengine's own ping, by its `ng` protocol: a cookie and a bencoded dictionary over UDP. */
const pongs = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = dgram.createSocket('udp4')
    const finish = (answer: boolean) => {
      clearTimeout(timer)
      socket.close()
      resolve(answer)
    }
    const timer = setTimeout(() => finish(false), 300)
    socket.once('message', (answer) => finish(answer.includes('pong')))
    socket.once('error', () => finish(false))
    socket.send('1 d7:command4:pinge', port, '127.0.0.1')
  })

/** Resolves when Kamailio offers its link. Throws `failure()` when it does not within twenty seconds. */
export const kamailioReady = (linkPort: number, failure: () => string) => until(() => accepts(linkPort), failure)

/** Resolves when rtpengine answers. Throws `failure()` when it does not within twenty seconds. */
export const rtpengineReady = (controlPort: number, failure: () => string) => until(() => pongs(controlPort), failure)
