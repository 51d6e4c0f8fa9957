import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureNode, ensurePackages, fail } from './bootstrap.mjs'

await ensureNode()
ensurePackages()
const [file, ...args] = process.argv.slice(2)
if (!file) fail('Say which program to run: node scripts/run.mjs FILE arguments.')
// The program runs in this very process, as if it had been called by its own name.
process.argv = [process.execPath, path.resolve(file), ...args]
await import(pathToFileURL(path.resolve(file)).href)
