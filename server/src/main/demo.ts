import { runDemo } from './demo/story.ts'

try {
  await runDemo(process.env)
  process.send?.({ ready: true })
  process.disconnect?.()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
