import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './ui/ui.css'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { openSlug } from './api/place.ts'
import { Problem } from './api/problem.ts'
import { forgetSession } from './apps/session.ts'
import { createAppRouter } from './router.tsx'
import { applyRememberedBrand } from './ui/brand.ts'
import { theme } from './ui/theme.ts'

applyRememberedBrand(openSlug)

const MOST_RETRIES = 2

/** A refusal stays a refusal; only a server or network that stumbled is asked again. */
const mayRetry = (failures: number, error: Error) =>
  failures < MOST_RETRIES && !(error instanceof Problem && error.status >= 400 && error.status < 500)

const sessionEnded = (error: unknown) => error instanceof Problem && error.status === 401

/** A session that ended elsewhere (a reset, another device) leads to the sign-in page and back to where it ended. */
const signInAgain = (error: unknown) => {
  if (!sessionEnded(error)) return
  forgetSession(queryClient)
  void router.navigate({ to: '/login', search: { next: router.state.location.href } })
}

const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: signInAgain }),
  defaultOptions: { queries: { staleTime: 10_000, retry: mayRetry } },
})
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
