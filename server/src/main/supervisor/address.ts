import { createHash, randomBytes } from 'node:crypto'
import { accessSync, constants, existsSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { type Identity, makeOwnFolder } from './identity.ts'

export type Transport = 'socket' | 'loopback'

/** How clients reach the server. */
export type Address = {
  readonly socketDir: string
  readonly settings: readonly string[]
  url(database: string): string
  close(): void
}

/** Everywhere but on Windows, where a socket's folder cannot be closed to other users. */
export const usualTransport: Transport = process.platform === 'win32' ? 'loopback' : 'socket'

const LONGEST_SOCKET_PATH = 107
const SOCKET_NAME = '/.s.PGSQL.5432.lock'

/** Root's goes where only root makes folders and no clean-up of old files passes by. */
export function socketParent(): string {
  if (process.getuid?.() !== 0 || !existsSync('/run')) return os.tmpdir()
  try {
    accessSync('/run', constants.W_OK)
    return '/run'
  } catch {
    // A container with a read-only system has a writable temporary folder instead.
    return os.tmpdir()
  }
}

/** A socket's path may have 107 bytes, so it lives in a short folder named after the data, closed to everybody but the server's user. */
function socketAddress(folder: string, identity: Identity): Address {
  const name = `linecard-${createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 12)}`
  const usual = path.join(socketParent(), name)
  const socketDir = Buffer.byteLength(usual + SOCKET_NAME) > LONGEST_SOCKET_PATH ? path.join('/tmp', name) : usual
  makeOwnFolder(socketDir, identity)
  return {
    socketDir,
    settings: ['listen_addresses=', `unix_socket_directories=${socketDir}`, 'unix_socket_permissions=0700'],
    url: (database) => `postgres://postgres@/${database}?host=${encodeURIComponent(socketDir)}`,
    close: () => rmSync(socketDir, { recursive: true, force: true }),
  }
}

const freePort = (wanted: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = net.createServer().once('error', reject)
    probe.listen(wanted, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo
      probe.close(() => resolve(port))
    })
  })

/** Keeps its port over restarts, because clients already know it. */
async function loopbackAddress(folder: string): Promise<Address> {
  const file = path.join(folder, 'port')
  const last = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
  const port = await freePort(last).catch(() => freePort(0))
  writeFileSync(file, String(port), { mode: 0o600 })
  return {
    socketDir: '',
    settings: ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories='],
    url: (database) => `postgres://postgres:${readFileSync(passwordFile(folder), 'utf8').trim()}@127.0.0.1:${port}/${database}`,
    close: () => undefined,
  }
}

const passwordFile = (folder: string) => path.join(folder, 'password')

/** What tells initdb who may connect: over the closed socket its one user, over loopback only who knows the password. */
export function authentication(transport: Transport, folder: string): readonly string[] {
  if (transport === 'socket') return ['--auth-local=trust', '--auth-host=reject']
  const file = passwordFile(folder)
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return ['--auth-local=reject', '--auth-host=scram-sha-256', `--pwfile=${file}`]
}

export const openAddress = (transport: Transport, folder: string, identity: Identity): Promise<Address> =>
  transport === 'loopback' ? loopbackAddress(folder) : Promise.resolve(socketAddress(folder, identity))
