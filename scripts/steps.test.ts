import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'linecard-steps-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Runs steps as `npm test` does and answers its last line and its exit code. */
function run(body: string) {
  const module = path.join(import.meta.dirname, 'steps.mjs')
  const program = `import { Steps } from ${JSON.stringify(module)}
    const steps = new Steps(${JSON.stringify(folder)})
    ${body}
    process.exit(steps.summarise() ? 0 : 1)`
  const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' })
  return { lines: stdout.trimEnd().split('\n'), status }
}

function report(passed: number, failed: number, pending: number, todo: number): string {
  const file = path.join(folder, `report-${passed}.json`)
  const counts = { numPassedTests: passed, numFailedTests: failed, numPendingTests: pending, numTodoTests: todo }
  writeFileSync(file, JSON.stringify(counts))
  return JSON.stringify(file)
}

test('the last line sums the tests of all runs, and says nothing of skipped ones when there are none', () => {
  const { lines, status } = run(`
    await steps.program('lint', ['-e', ''])
    await steps.tests('one', ['-e', ''], ${report(40, 0, 0, 0)})
    await steps.tests('two', ['-e', ''], ${report(2, 0, 0, 0)})`)
  expect(lines.at(-1)).toBe('42 passed, 0 failed')
  expect(status).toBe(0)
})

test('a failed step is one failure with its name, failed tests are counted one by one, and the rest still runs', () => {
  const { lines, status } = run(`
    await steps.program('lint', ['-e', 'process.exit(2)'])
    await steps.tests('one', ['-e', 'process.exit(1)'], ${report(7, 3, 1, 1)})
    await steps.tests('two', ['-e', 'process.exit(1)'], ${report(5, 0, 0, 0)})`)
  expect(lines.at(-1)).toBe('12 passed, 5 failed, 2 skipped')
  expect(lines).toContain('Failed: lint, two')
  expect(status).toBe(1)
})

test('a run that left no report behind is a failure', () => {
  const { lines, status } = run(`await steps.tests('one', ['-e', 'process.exit(1)'], ${JSON.stringify(path.join(folder, 'none.json'))})`)
  expect(lines.at(-1)).toBe('0 passed, 1 failed')
  expect(status).toBe(1)
})
