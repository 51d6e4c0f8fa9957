import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const USUAL = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const PACKAGES = ['chromium', 'fonts-dejavu-core']

const found = () => [process.env.CHROMIUM, ...USUAL].find((file) => file && existsSync(file))

function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const { status, stderr } = spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8', env })
  if (status !== 0) process.stderr.write(stderr ?? '')
  return status === 0
}

/** The browser of the tests: the one there is, else Debian's, installed where that is allowed; undefined after saying what to install. */
export function findChromium() {
  if (found()) return found()
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    process.stdout.write(`Installing ${PACKAGES.join(' and ')} with apt-get …\n`)
    if (apt(['update', '-qq']) && apt(['install', '-y', '-qq', '--no-install-recommends', ...PACKAGES]) && found()) return found()
  }
  process.stderr.write(
    `The browser tests need a Chromium: run \`apt-get install ${PACKAGES.join(' ')}\` as root, or set CHROMIUM to the binary of one.\n`,
  )
  return undefined
}
