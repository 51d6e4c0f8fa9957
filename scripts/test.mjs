import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { buildWeb, ensureNode, ensurePackages, ROOT } from './bootstrap.mjs'

await ensureNode()
ensurePackages()
const { chromium, ensure, NEEDS, needsOf } = await import('./debian.mjs')
const { Steps } = await import('./steps.mjs')

const inModules = (file) => path.join(ROOT, 'node_modules', file)
const reports = mkdtempSync(path.join(os.tmpdir(), 'linecard-reports-'))
const steps = new Steps(ROOT)

function tests(title, args, env) {
  const report = path.join(reports, `${title.replace(/\W+/g, '-')}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  return steps.tests(title, [inModules('vitest/vitest.mjs'), 'run', ...reporters, ...args], report, env)
}

/** End-to-end files in groups of what they need from Debian; a group without it is one failure, told and counted once. */
async function endToEnd(files) {
  const groups = Map.groupBy(files, (file) => needsOf(path.basename(file)).join(' '))
  for (const [needs, group] of groups) {
    let there = true
    for (const need of needs.split(' ')) there = (await steps.check(NEEDS[need].title, () => ensure(need))) && there
    if (!there) continue
    const names = group.map((file) => path.basename(file, '.e2e.ts')).join(', ')
    await tests(`end to end: ${names}`, ['--config', 'e2e/vitest.config.ts', ...group], { CHROMIUM: chromium() ?? '' })
  }
}

const e2eFiles = () =>
  readdirSync(path.join(ROOT, 'e2e'))
    .filter((name) => name.endsWith('.e2e.ts'))
    .map((name) => `e2e/${name}`)

async function everything() {
  const tsc = inModules('@typescript/native/bin/tsc')
  await steps.program('format and lint', [inModules('@biomejs/biome/bin/biome'), 'check', '.'])
  await steps.program('lint with types', [inModules('oxlint/bin/oxlint'), '--type-aware'])
  await steps.program('types', [tsc, '-p', '.'])
  await steps.program('types of the web', [tsc, '-p', 'web'])
  await steps.program('import rules', [
    inModules('dependency-cruiser/bin/dependency-cruiser.mjs'),
    'server/src',
    'web/src',
    'simulators/src',
  ])
  await steps.program('unused code', [inModules('knip/bin/knip.js')])
  await steps.check('web build', buildWeb)
  await tests('unit, operation, scenario, contract and generated tests', [])
  await endToEnd(e2eFiles())
}

const patterns = process.argv.slice(2)
if (patterns.length === 0) await everything()
else if (
  patterns.some((pattern) => existsSync(path.join(ROOT, pattern)) && path.resolve(ROOT, pattern).startsWith(path.join(ROOT, 'e2e')))
) {
  await steps.check('web build', buildWeb)
  const wanted = patterns.map((pattern) => path.relative(ROOT, path.resolve(ROOT, pattern)))
  await endToEnd(e2eFiles().filter((file) => wanted.some((pattern) => file.startsWith(pattern))))
} else await tests('tests', patterns)

rmSync(reports, { recursive: true, force: true })
process.exit(steps.summarise() ? 0 : 1)
