import { Button, Center, Container, Stack } from '@mantine/core'
import { createRootRouteWithContext, type ErrorComponentProps, Outlet } from '@tanstack/react-router'
import { useEffect } from 'react'
import { siteQuery } from '../api/access.ts'
import { openSlug } from '../api/place.ts'
import { rememberBrand } from '../ui/brand.ts'
import { BrandNameProvider } from '../ui/brand-context.tsx'
import { Empty } from '../ui/empty.tsx'
import { ButtonLink } from '../ui/links.tsx'
import { ProblemAlert } from '../ui/problem-alert.tsx'
import type { AppContext } from './session.ts'

export const rootRoute = createRootRouteWithContext<AppContext>()({
  beforeLoad: async ({ context }) => ({ site: await context.queryClient.ensureQueryData(siteQuery) }),
  component: Root,
  errorComponent: Broken,
  notFoundComponent: NowhereHere,
})

export type RootRoute = typeof rootRoute

function Root() {
  const { site } = rootRoute.useRouteContext()
  useEffect(() => rememberBrand(openSlug, site.branding.primaryColor), [site.branding.primaryColor])
  return (
    <BrandNameProvider value={site.tenant.name}>
      <Outlet />
    </BrandNameProvider>
  )
}

/** The last resort of a screen that failed: what the server said, and a fresh start. */
export function Broken({ error, reset }: ErrorComponentProps) {
  return (
    <Container size="xs" py="xl">
      <Stack>
        <ProblemAlert error={error} onRetry={reset} />
        <Button variant="default" onClick={() => window.location.reload()}>
          Reload the page
        </Button>
      </Stack>
    </Container>
  )
}

/** An address that leads nowhere. */
export function NowhereHere() {
  return (
    <Center mih="60dvh">
      <Empty
        title="Nothing is here"
        text="The address may be old or mistyped."
        action={<ButtonLink to="/">Go to the start page</ButtonLink>}
      />
    </Center>
  )
}
