import { ensureNode, ensurePackages, ensureWeb } from './bootstrap.mjs'

await ensureNode()
ensurePackages()
ensureWeb()
await import('../server/src/main/supervisor/main.ts')
