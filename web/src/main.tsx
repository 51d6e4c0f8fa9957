import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './ui/ui.css'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { openSlug } from './api/place.ts'
import { Problem } from './api/problem.ts'
import { createAppRouter } from './router.tsx'
import { applyRememberedBrand } from './ui/brand.ts'
import { theme } from './ui/theme.ts'

applyRememberedBrand(openSlug)

const MOST_RETRIES = 2

/** A refusal stays a refusal; only a server or network that stumbled is asked again. */
const mayRetry = (failures: number, error: Error) =>
  failures < MOST_RETRIES && !(error instanceof Problem && error.status >= 400 && error.status < 500)

const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: 10_000, retry: mayRetry } } })
const router = createAppRouter(queryClient)

const root = document.getElementById('root')
if (!root) throw new Error('The page has no place to show the app.')

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <Notifications position="bottom-right" />
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
