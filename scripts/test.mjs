import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { buildWeb, ensureNode, ensurePackages, ROOT } from './bootstrap.mjs'

await ensureNode()
ensurePackages()
const { findChromium } = await import('./chromium.mjs')
const { Steps } = await import('./steps.mjs')

const inModules = (file) => path.join(ROOT, 'node_modules', file)
const reports = mkdtempSync(path.join(os.tmpdir(), 'linecard-reports-'))
const steps = new Steps(ROOT)

function tests(title, args, env) {
  const report = path.join(reports, `${title.replace(/\W+/g, '-')}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  return steps.tests(title, [inModules('vitest/vitest.mjs'), 'run', ...reporters, ...args], report, env)
}

async function browserTests(patterns) {
  let chromium
  await steps.check('Chromium', () => {
    chromium = findChromium()
    return chromium !== undefined
  })
  // Without a browser they would all fail for the one reason that is already told and counted.
  if (chromium) await tests('browser and process tests', ['--config', 'e2e/vitest.config.ts', ...patterns], { CHROMIUM: chromium })
}

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
  await browserTests([])
}

const patterns = process.argv.slice(2)
if (patterns.length === 0) await everything()
else if (
  patterns.some((pattern) => existsSync(path.join(ROOT, pattern)) && path.resolve(ROOT, pattern).startsWith(path.join(ROOT, 'e2e')))
) {
  await steps.check('web build', buildWeb)
  await browserTests(patterns)
} else await tests('tests', patterns)

rmSync(reports, { recursive: true, force: true })
process.exit(steps.summarise() ? 0 : 1)
