import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')

const NODE_VERSION = '24.21.0'
const OLDEST = [22, 18]

export function fail(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

function recentEnough() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])
}

const npm = (args, env = process.env) =>
  spawnSync('npm', args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8', env, shell: process.platform === 'win32' })

/** Runs this very command again under a Node that can, brought from npm into .node/ when the host's is too old. */
export async function ensureNode() {
  if (recentEnough()) return undefined
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const name = `node-${platform}-${process.arch}`
  const folder = path.join(ROOT, '.node', 'node_modules', name, 'bin')
  const binary = path.join(folder, process.platform === 'win32' ? 'node.exe' : 'node')
  if (!existsSync(binary)) {
    process.stdout.write(`Node ${process.versions.node} is too old; bringing Node ${NODE_VERSION} …\n`)
    const result = npm(['install', '--prefix', '.node', '--no-save', '--no-package-lock', `${name}@${NODE_VERSION}`])
    if (result.status !== 0 || !existsSync(binary))
      fail(
        `Linecard needs Node ${OLDEST.join('.')} or newer, and npm could not bring one for ${platform} ${process.arch}: install Node 24 and try again.`,
      )
  }
  const env = { ...process.env, PATH: `${folder}${path.delimiter}${process.env.PATH}` }
  // The channel tells the other process when this one is killed, so that nothing stays behind.
  const child = spawn(binary, process.argv.slice(1), { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env, cwd: process.cwd() })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.once('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
  return new Promise(() => undefined)
}

/** Installs the packages of the lock file when they are missing or of another lock. */
export function ensurePackages() {
  const lock = createHash('sha256')
    .update(readFileSync(path.join(ROOT, 'package-lock.json')))
    .digest('hex')
  const stamp = path.join(ROOT, 'node_modules', '.linecard-lock')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  process.stdout.write('Installing packages …\n')
  const result = npm(['ci', '--no-audit', '--no-fund'])
  if (result.status !== 0) fail(`npm could not install the packages: ${result.stderr.trim().split('\n').slice(-3).join(' ')}`)
  writeFileSync(stamp, lock)
}

function sourcesOf(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name)
    if (entry.name === 'dist' || entry.name === 'node_modules') return []
    return entry.isDirectory() ? sourcesOf(file) : [file]
  })
}

/** Builds the web when its sources are not the ones it was built from. */
export function ensureWeb() {
  const web = path.join(ROOT, 'web')
  const hash = createHash('sha256')
  for (const file of sourcesOf(web).sort()) hash.update(file.slice(web.length)).update(readFileSync(file))
  const now = hash.digest('hex')
  const stamp = path.join(web, 'dist', '.sources')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return
  process.stdout.write('Building the web …\n')
  const vite = path.join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')
  const result = spawnSync(process.execPath, [vite, 'build', 'web', '--logLevel', 'error'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  })
  if (result.status !== 0) fail(`The web could not be built: ${result.stderr.trim()}`)
  writeFileSync(stamp, now)
}
