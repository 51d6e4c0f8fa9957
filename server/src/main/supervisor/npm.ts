import { readFileSync } from 'node:fs'
import { beganAt } from './claims.ts'
import { statusOf } from './orphans.ts'

const LEVELS = 5
const LOOK_MS = 200

function isNpm(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('npm ')
  } catch {
    // It ended in between, or there is no /proc.
    return false
  }
}

/** npm's process above this one, with a shell or the launcher of an older Node between. */
function npmAbove(): number | undefined {
  if (process.platform !== 'linux' || !process.env['npm_lifecycle_event']) return undefined
  let pid = process.ppid
  for (let level = 0; level < LEVELS && pid > 1; level += 1) {
    if (isNpm(pid)) return pid
    pid = Number(statusOf(pid)?.[1] ?? 0)
  }
  return undefined
}

/**
 * Calls `stop` when the npm that runs this script is gone: killed, it takes nothing with it, and a SIGTERM it passes on ends only the
 * shell between.
 */
export function whenNpmIsGone(stop: () => void): void {
  const npm = npmAbove()
  if (npm === undefined) return
  const began = beganAt(npm)
  const timer = setInterval(() => {
    if (beganAt(npm) === began) return
    clearInterval(timer)
    stop()
  }, LOOK_MS)
  timer.unref()
}
