import { Grid, Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { walletQuery } from '../../../api/wallet.ts'
import { Figures, Section } from '../../../ui/key-value.tsx'
import { Money } from '../../../ui/money.tsx'
import { isZero } from '../../../ui/money-text.ts'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { AddFunds } from './add-funds.tsx'
import { Entries } from './entries.tsx'

/** The customer's money: what he can spend, what is set aside, every movement and its reason. */
export function WalletPage() {
  const { data: wallet, error, refetch } = useQuery(walletQuery)
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!wallet) return <Skeleton height={320} role="status" aria-label="Loading" />
  return (
    <>
      <PageHeader title="Wallet" subtitle={`Prepaid, in ${wallet.currency}`} />
      <Figures
        figures={[
          { label: 'Available', value: <Money value={wallet.available} digits="cents" />, hint: 'What you can spend now' },
          { label: 'Held', value: <Money value={wallet.held} digits="cents" />, hint: 'Set aside for orders in progress' },
          { label: 'Balance', value: <Money value={wallet.balance} digits="cents" />, hint: 'Available and held together' },
          ...(isZero(wallet.creditLimit)
            ? []
            : [{ label: 'Credit', value: <Money value={wallet.creditLimit} digits="cents" />, hint: 'May be spent below zero' }]),
        ]}
      />
      <Grid gap="md" align="flex-start">
        <Grid.Col span={{ base: 12, md: 4 }} order={{ base: 1, md: 2 }}>
          <Section title="Add funds">
            <AddFunds currency={wallet.currency} returnTo="/wallet" />
          </Section>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 8 }} order={{ base: 2, md: 1 }}>
          <Stack gap="sm">
            <Entries walletId={wallet.id} />
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  )
}
