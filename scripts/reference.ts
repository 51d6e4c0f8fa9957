import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import openapiTypescript, { astToString } from 'openapi-typescript'
import { createApp } from '../server/src/main/app.ts'
import { Config } from '../server/src/main/config.ts'
import { lines, modules } from '../server/src/main/modules.ts'
import { createServices } from '../server/src/main/services.ts'

const ROOT = path.join(import.meta.dirname, '..')

/** The generated files and what they should hold: the API's description, the web's types and the page of settings. */
export async function referenceFiles(): Promise<ReadonlyMap<string, string>> {
  const config = Config.parse({
    DATABASE_URL: 'postgres://nobody@localhost/none',
    LINECARD_MASTER_KEY: Buffer.alloc(32).toString('base64url'),
    LOG_LEVEL: 'fatal',
  })
  const services = createServices('reference', config, lines)
  const app = await createApp({ services, modules })
  await app.ready()
  const document = app.swagger()
  await app.close()
  await services.stop()
  const types = astToString(await openapiTypescript(document as never))
  return new Map([
    ['docs/openapi.json', `${JSON.stringify(document, null, 2)}\n`],
    ['web/src/api/schema.d.ts', types],
    ['docs/configuration.md', settingsPage()],
  ])
}

function settingsPage(): string {
  const rows = Object.entries(Config.shape).map(([name, schema]) => {
    const fallback = schema.safeParse(undefined)
    const value = fallback.success ? (fallback.data === undefined ? 'not set' : `\`${String(fallback.data)}\``) : 'made by `npm start`'
    return `| \`${name}\` | ${value} | ${schema.description} |`
  })
  return `# Configuration

Environment variables, checked at start; a wrong value is one sentence that names it. \`npm start\` needs none of them.

| setting | default | meaning |
| --- | --- | --- |
${rows.join('\n')}
`
}

/** The generated files that differ from what they should be. */
export async function staleFiles(): Promise<readonly string[]> {
  const stale: string[] = []
  for (const [file, content] of await referenceFiles()) {
    const current = await readFile(path.join(ROOT, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    })
    if (current !== content) stale.push(file)
  }
  return stale
}

if (process.argv[1] === import.meta.filename) {
  for (const [file, content] of await referenceFiles()) await writeFile(path.join(ROOT, file), content)
}
