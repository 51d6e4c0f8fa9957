import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'

/** What tests need from Debian: for each need the packages, and the files that must then be there, each in one of its places. */
export const NEEDS = {
  browser: {
    title: 'Chromium',
    packages: ['chromium', 'fonts-dejavu-core'],
    files: [['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']],
  },
  switch: {
    title: 'Kamailio, rtpengine and sipp',
    packages: ['kamailio', 'kamailio-postgres-modules', 'kamailio-extra-modules', 'rtpengine-daemon', 'sip-tester', 'baresip', 'sox'],
    files: [['/usr/sbin/kamailio'], ['/usr/bin/rtpengine'], ['/usr/bin/sipp'], ['/usr/bin/baresip'], ['/usr/bin/sox']],
  },
  machines: {
    title: 'QEMU',
    packages: ['qemu-system-x86', 'qemu-utils'],
    files: [['/usr/bin/qemu-system-x86_64'], ['/usr/bin/qemu-img']],
  },
}

/** What each end-to-end file needs; the others need the browser. */
const FILES = {
  'switch.e2e.ts': ['switch'],
  'switch-restart.e2e.ts': ['switch'],
  'calls.e2e.ts': ['switch'],
  'telephony.e2e.ts': ['switch'],
  'wholesale.e2e.ts': ['switch'],
  'server.e2e.ts': ['machines'],
}

/** The needs of an end-to-end file, by its name. */
export const needsOf = (name) => FILES[name] ?? ['browser']

const missing = ({ files }) => files.filter((choices) => !choices.some((file) => existsSync(file)))
const present = (need) => missing(need).length === 0

/** One sentence that says which programs of a need are not there and how to get them; undefined when all are. */
export function lacking(name) {
  const { title, packages } = NEEDS[name]
  const files = missing(NEEDS[name]).map((choices) => choices[0])
  if (files.length === 0) return undefined
  return `These tests need ${title} (missing: ${files.join(', ')}): run \`apt-get install ${packages.join(' ')}\` as root.`
}

/** The browser of the tests, when it is there. */
export const chromium = () => [process.env.CHROMIUM, ...NEEDS.browser.files[0]].find((file) => file && existsSync(file))

function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const { status, stderr } = spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8', env })
  if (status !== 0) process.stderr.write(stderr ?? '')
  return status === 0
}

const POLICY = '/usr/sbin/policy-rc.d'

/** Debian starts the services it installs unless this file forbids it; a test starts its own. */
function withoutServices(work) {
  if (existsSync(POLICY)) return work()
  writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    return work()
  } finally {
    rmSync(POLICY)
  }
}

const mayInstall = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

/** Whether everything of a need is there, after installing it where that is allowed; else says what to install. */
export function ensure(name) {
  const need = NEEDS[name]
  const there = () => (name === 'browser' ? chromium() !== undefined : present(need))
  if (there()) return true
  if (mayInstall()) {
    process.stdout.write(`Installing ${need.packages.join(' ')} with apt-get …\n`)
    const install = ['install', '-y', '-qq', '--no-install-recommends', ...need.packages]
    if (withoutServices(() => apt(['update', '-qq']) && apt(install)) && there()) return true
  }
  const or = name === 'browser' ? ', or set CHROMIUM to the binary of one' : ''
  process.stderr.write(`These tests need ${need.title}: run \`apt-get install ${need.packages.join(' ')}\` as root${or}.\n`)
  return false
}
