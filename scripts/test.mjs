import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { ensureNode, ensurePackages, fail, ROOT } from './bootstrap.mjs'

await ensureNode()
ensurePackages()

const bin = (name) => path.join(ROOT, 'node_modules', '.bin', name)
const reports = mkdtempSync(path.join(os.tmpdir(), 'lc-reports-'))
const failedSteps = []
const sum = { passed: 0, failed: 0, skipped: 0 }

function step(title, command, args) {
  const from = performance.now()
  process.stdout.write(`\n── ${title}\n`)
  const result = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, NO_COLOR: '1' } })
  process.stdout.write(`── ${title}: ${result.status === 0 ? 'ok' : 'FAILED'} in ${((performance.now() - from) / 1000).toFixed(1)} s\n`)
  if (result.status !== 0) failedSteps.push(title)
  return result.status === 0
}

/** Runs tests and adds what the runner counted. */
function tests(title, args) {
  const file = path.join(reports, `${title.replaceAll(/\W+/g, '-')}.json`)
  const failedBefore = sum.failed
  const ok = step(title, process.execPath, [
    path.join(ROOT, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...args,
  ])
  if (existsSync(file)) {
    const report = JSON.parse(readFileSync(file, 'utf8'))
    sum.passed += report.numPassedTests
    sum.failed += report.numFailedTests
    sum.skipped += report.numPendingTests + report.numTodoTests
  }
  // A run that failed test by test is counted by its tests; one that broke otherwise is itself one failure.
  if (!ok && sum.failed > failedBefore) failedSteps.pop()
}

function ensureChromium() {
  const found = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'].find((file) => file && existsSync(file))
  if (found) return
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    process.stdout.write('Installing Chromium …\n')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env })
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], { stdio: 'ignore', env })
  }
  if (!existsSync('/usr/bin/chromium'))
    fail("The browser tests need Debian's Chromium: run `apt-get install chromium`, or set CHROMIUM to a Chromium binary.")
}

const pattern = process.argv.slice(2)
if (pattern.length > 0) {
  tests('tests', pattern)
} else {
  ensureChromium()
  step('format and lint', bin('biome'), ['check', '.'])
  step('lint with types', bin('oxlint'), ['--type-aware'])
  step('types', process.execPath, ['node_modules/@typescript/native/bin/tsc', '-p', '.'])
  step('types of the web', process.execPath, ['node_modules/@typescript/native/bin/tsc', '-p', 'web'])
  step('import rules', bin('depcruise'), ['server/src', 'web/src', 'simulators/src'])
  step('unused code', bin('knip'), [])
  step('web build', bin('vite'), ['build', 'web', '--logLevel', 'warn'])
  tests('unit, operation, scenario, contract and generated tests', [])
  tests('browser and process tests', ['--config', 'e2e/vitest.config.ts'])
}

for (const name of failedSteps) process.stdout.write(`failed: ${name}\n`)
const failed = sum.failed + failedSteps.length
process.stdout.write(`${sum.passed} passed, ${failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}\n`)
process.exit(failed > 0 ? 1 : 0)
