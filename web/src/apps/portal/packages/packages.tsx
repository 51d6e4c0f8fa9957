import { Card, SimpleGrid, Skeleton, Stack, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { packageSubscriptionsQuery, packagesQuery } from '../../../api/packages.ts'
import { Empty } from '../../../ui/empty.tsx'
import { PackageIcon } from '../../../ui/icons.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { OwnPackage } from './own-package.tsx'
import { PackageOffer } from './package-offer.tsx'
import { UsageTable } from './usage-table.tsx'

const route = getRouteApi('/portal')
const MOST = 100

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Stack gap="xs" component="section" aria-label={title}>
      <Title order={2} size="h3">
        {title}
      </Title>
      {children}
    </Stack>
  )
}

const Cards = ({ children }: { readonly children: ReactNode }) => (
  <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }} spacing="sm" style={{ alignItems: 'stretch' }}>
    {children}
  </SimpleGrid>
)

const waiting = (
  <Cards>
    <Skeleton height={190} role="status" aria-label="Loading" />
    <Skeleton height={190} aria-hidden />
  </Cards>
)

function OwnPackages({ mayChange }: { readonly mayChange: boolean }) {
  const { data, error, refetch } = useQuery({ ...packageSubscriptionsQuery({ limit: MOST }), refetchInterval: 60_000 })
  if (error && !data) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!data) return waiting
  const living = data.items.filter(({ status }) => status !== 'ended')
  if (living.length === 0) {
    return (
      <Card>
        <Empty
          icon={<PackageIcon size={28} />}
          title="No package yet"
          text="A package pays for calls and texts before your wallet does. Choose one below."
        />
      </Card>
    )
  }
  return (
    <Cards>
      {living.map((held) => (
        <OwnPackage key={held.id} held={held} mayChange={mayChange} />
      ))}
    </Cards>
  )
}

function Offers({ mayBuy }: { readonly mayBuy: boolean }) {
  const { data, error, refetch } = useQuery(packagesQuery({ limit: MOST }))
  if (error && !data) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!data) return waiting
  const priced = data.items.filter(({ price }) => price !== null)
  if (priced.length === 0) {
    return (
      <Card>
        <Empty icon={<PackageIcon size={28} />} title="Nothing on sale" text="There are no packages to buy at the moment." />
      </Card>
    )
  }
  return (
    <Cards>
      {priced.map((offer) => (
        <PackageOffer key={offer.id} offer={offer} mayBuy={mayBuy} />
      ))}
    </Cards>
  )
}

/** The customer's packages: what is left, when they renew, and which others there are. */
export function PackageList() {
  const { me } = route.useRouteContext()
  const may = (permission: string) => (me.permissions as readonly string[]).includes(permission)
  return (
    <>
      <PageHeader title="Packages" subtitle="What is in a package is used first; your wallet pays for the rest." />
      <Stack gap="lg">
        <Part title="Your packages">
          <OwnPackages mayChange={may('subscription:write')} />
        </Part>
        <Part title="Packages to buy">
          <Offers mayBuy={may('order:create')} />
        </Part>
        <Part title="Usage">
          <UsageTable />
        </Part>
      </Stack>
    </>
  )
}
