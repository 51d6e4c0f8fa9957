import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
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

const npm = (args, env = process.env) => spawnSync('npm', args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8', env, shell: process.platform === 'win32' })

/** Runs this very command again under a Node that can, brought from npm into .node/ when the host's is too old. */
export function ensureNode() {
  if (recentEnough()) return
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const name = `node-${platform}-${process.arch}`
  const folder = path.join(ROOT, '.node', 'node_modules', name, 'bin')
  const binary = path.join(folder, process.platform === 'win32' ? 'node.exe' : 'node')
  if (!existsSync(binary)) {
    process.stdout.write(`Node ${process.versions.node} is too old; bringing Node ${NODE_VERSION} …\n`)
    const result = npm(['install', '--prefix', '.node', '--no-save', '--no-package-lock', `${name}@${NODE_VERSION}`])
    if (result.status !== 0 || !existsSync(binary)) fail(`Linecard needs Node ${OLDEST.join('.')} or newer, and npm could not bring one for ${platform} ${process.arch}: install Node 24 and try again.`)
  }
  const env = { ...process.env, PATH: `${folder}${path.delimiter}${process.env.PATH}` }
  const child = spawnSync(binary, process.argv.slice(1), { stdio: 'inherit', env, cwd: process.cwd() })
  process.exit(child.status ?? 1)
}

/** Installs the packages of the lock file when they are missing or of another lock. */
export function ensurePackages() {
  const lock = createHash('sha256').update(readFileSync(path.join(ROOT, 'package-lock.json'))).digest('hex')
  const stamp = path.join(ROOT, 'node_modules', '.linecard-lock')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  process.stdout.write('Installing packages …\n')
  const result = npm(['ci', '--no-audit', '--no-fund'])
  if (result.status !== 0) fail(`npm could not install the packages: ${result.stderr.trim().split('\n').slice(-3).join(' ')}`)
  writeFileSync(stamp, lock)
}
