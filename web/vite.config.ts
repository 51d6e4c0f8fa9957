import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const server = 'http://127.0.0.1:4000'

export default defineConfig({
  plugins: [react()],
  base: '/',
  build: { target: 'baseline-widely-available', outDir: 'dist', assetsDir: 'assets', chunkSizeWarningLimit: 600 },
  server: { proxy: { '/api': server, '/docs': server, '/openapi.json': server } },
})
