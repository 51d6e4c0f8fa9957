/// <reference types="node" />
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const server = 'http://127.0.0.1:4000'
const WORTH_BYTES = 1_024

/** Writes .br and .gz beside every text file, so that the server compresses nothing while it answers. */
const precompressed = (): Plugin => ({
  name: 'precompressed',
  apply: 'build',
  async writeBundle({ dir = 'dist' }) {
    const files = (await readdir(dir, { recursive: true })).filter((file) => /\.(js|css|svg)$/.test(file))
    await Promise.all(
      files.map(async (file) => {
        const bytes = await readFile(path.join(dir, file))
        if (bytes.length < WORTH_BYTES) return
        await writeFile(path.join(dir, `${file}.br`), await promisify(brotliCompress)(bytes))
        await writeFile(path.join(dir, `${file}.gz`), await promisify(gzip)(bytes, { level: 9 }))
      }),
    )
  },
})

export default defineConfig({
  plugins: [react(), precompressed()],
  base: '/',
  build: { target: 'baseline-widely-available', outDir: 'dist', assetsDir: 'assets', chunkSizeWarningLimit: 600 },
  server: { proxy: { '/api': server, '/docs': server, '/openapi.json': server } },
})
