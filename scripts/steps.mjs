import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/** Runs the steps of a check one after another, each under a heading with its time, and counts what passed and failed. */
export class Steps {
  #root
  #failed = []
  #sum = { passed: 0, failed: 0, skipped: 0 }

  constructor(root) {
    this.#root = root
  }

  /** A step that answers whether it went well. */
  async check(title, work) {
    const from = performance.now()
    process.stdout.write(`\n── ${title}\n`)
    const ok = await work()
    process.stdout.write(`── ${title}: ${ok ? 'ok' : 'FAILED'} in ${((performance.now() - from) / 1000).toFixed(1)} s\n`)
    if (!ok) this.#failed.push(title)
    return ok
  }

  /** A step that is a program of Node's. */
  program(title, args, env) {
    return this.check(title, () => this.#run(args, env))
  }

  /** A run of tests whose JSON report is counted too. */
  async tests(title, args, report, env) {
    const before = this.#sum.failed
    const ok = await this.program(title, args, env)
    if (existsSync(report)) {
      const counted = JSON.parse(readFileSync(report, 'utf8'))
      this.#sum.passed += counted.numPassedTests
      this.#sum.failed += counted.numFailedTests
      this.#sum.skipped += counted.numPendingTests + counted.numTodoTests
    }
    // A run that failed by its tests is counted by them; one that broke otherwise is itself one failure.
    if (!ok && this.#sum.failed > before) this.#failed.splice(this.#failed.indexOf(title), 1)
  }

  #run(args, env) {
    const child = spawn(process.execPath, args, {
      cwd: this.#root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, NO_COLOR: '1', ...env },
    })
    const stop = () => {
      child.kill('SIGTERM')
      child.once('close', () => process.exit(1))
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.on(signal, stop)
    return new Promise((resolve) => {
      child.once('error', (error) => {
        process.stderr.write(`${error.message}\n`)
        resolve(false)
      })
      child.once('close', (code) => {
        for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.off(signal, stop)
        resolve(code === 0)
      })
    })
  }

  /** Prints the last line. Answers whether nothing failed. */
  summarise() {
    const { passed, skipped } = this.#sum
    const failed = this.#sum.failed + this.#failed.length
    if (this.#failed.length > 0) process.stdout.write(`\nFailed: ${this.#failed.join(', ')}\n`)
    process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`)
    return failed === 0
  }
}
